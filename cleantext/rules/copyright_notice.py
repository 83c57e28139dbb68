"""Copyright lines and the legal notes beside them.

They stand behind the article, with a year, a sign or a set phrase. A report on copyright stays.
"""

from cleantext.core.attribution import ATTRIBUTION_WORDS
from cleantext.core.blocks import ROLES, propose
from cleantext.core.rule import Rule

RULE = Rule(
    id="copyright_notice",
    version=8,
    stage="remove",
    category="legal",
    level="safe",
    doc=__doc__,
    propose=propose,
    phrases=ROLES,
    words=ATTRIBUTION_WORDS,
    removes=(
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦© 2024 The Aller Courier. All rights reserved.⟧"
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦This material may not be published, broadcast or rewritten.⟧"
        ),
    ),
    keeps=(
        (
            "Copyright lasts for seventy years after an author's death, the judge said, and dismissed the case "
            "on Friday.\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
    ),
)
