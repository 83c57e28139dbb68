"""Invitations to subscribe, to sign up, to log in, and the small print of their forms.

Set phrases go wherever they stand as a line; weaker ones behind the article only. A report about newsletters
or subscribers stays.
"""

from cleantext.core.blocks import ROLES, propose
from cleantext.core.rule import Rule

RULE = Rule(
    id="newsletter_prompt",
    version=4,
    stage="remove",
    category="subscription",
    level="safe",
    doc=__doc__,
    propose=propose,
    phrases=ROLES,
    removes=(
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Sign up for our daily newsletter⟧\n"
            "⟦Email address⟧\n"
            "⟦Subscribe⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Get the day's top stories in your inbox every morning.⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
    ),
    keeps=(
        (
            "Subscribers to the streaming service fell by a million in a year, the company told its investors on "
            "Tuesday."
        ),
        (
            "Sign up for the race closes on Friday, and four hundred runners have paid already, the club said "
            "this week.\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
    ),
)
