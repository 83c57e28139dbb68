"""Affiliate notes and disclaimers about opinions.

Publishers must print them; they say nothing about the story. Commission notes go wherever they are a line of their
own, disclaimers below the article.
"""

from cleantext.core.attribution import ATTRIBUTION_WORDS
from cleantext.core.blocks import ROLES, propose
from cleantext.core.rule import Rule

RULE = Rule(
    id="disclosure",
    version=11,
    stage="remove",
    category="legal",
    level="safe",
    waiver="Few are judged; none of them was wrong.",
    doc=__doc__,
    propose=propose,
    phrases=ROLES,
    words=ATTRIBUTION_WORDS,
    removes=(
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦We may earn a commission if you buy through links on this page.⟧\n"
            "The bridge over the Aller was closed for eleven years, and nobody in the town has forgotten the "
            "long way round."
        ),
    ),
    keeps=(
        (
            "The broker may earn a commission on each policy it sells, the regulator found, and must tell its "
            "clients so."
        ),
    ),
)
