"""Lines that say how to reach the newsroom or the writer.

They stand behind the article. An address that readers need for what the article is about stays, as does a
contact inside the article.
"""

from cleantext.core.attribution import ATTRIBUTION_WORDS
from cleantext.core.blocks import ROLES, propose
from cleantext.core.rule import Rule

RULE = Rule(
    id="contact_line",
    version=10,
    stage="remove",
    category="contact",
    level="safe",
    doc=__doc__,
    propose=propose,
    phrases=ROLES,
    words=ATTRIBUTION_WORDS,
    removes=(
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Reach the reporters at newsdesk@example.org.⟧"
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Do you have a news tip? Write to tips@example.org.⟧"
        ),
    ),
    keeps=(
        (
            "Parents can be reached by phone on weekdays, the school said.\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
    ),
)
