"""The form under an article that asks for a comment, and its fields, notes and buttons.

It stands below the article, in the words of the few systems that most sites use. Lines of the form go with it;
`comment_thread` handles the comments themselves. Missed: forms in languages without a pack.
"""

from cleantext.core.attribution import ATTRIBUTION_WORDS
from cleantext.core.blocks import ROLES, propose
from cleantext.core.rule import Rule

RULE = Rule(
    id="comment_form",
    version=11,
    stage="remove",
    category="comments",
    level="safe",
    doc=__doc__,
    propose=propose,
    phrases=ROLES,
    words=ATTRIBUTION_WORDS,
    removes=(
        (
            "The bridge will open in May, the mayor told reporters who had gathered at the river on Monday "
            "morning.\n\n"
            "⟦Leave a Reply⟧\n\n"
            "⟦Your email address will not be published. Required fields are marked *⟧\n\n"
            "⟦Name *⟧\n"
            "⟦Email *⟧"
        ),
    ),
    keeps=(
        ("Leave a reply that is polite, the columnist advised readers who wanted to answer the mayor's long letter."),
        ("The mayor would not leave a comment, and her office said that no e-mail address would be published either."),
    ),
)
