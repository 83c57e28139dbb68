"""Who reported, wrote, edited and translated, behind the article.

"(Reporting by …; editing by …)", "… contributed to this report", where the story first appeared.
"""

from cleantext.core.blocks import ROLES, propose
from cleantext.core.rule import Rule

RULE = Rule(
    id="reporting_credit",
    version=1,
    stage="remove",
    category="credit",
    level="safe",
    doc=__doc__,
    propose=propose,
    phrases=ROLES,
    removes=(
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦(Reporting by Ana Ruiz in Vigo; editing by Tom Hale)⟧"
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Lena Voss contributed to this report.⟧"
        ),
    ),
    keeps=(
        (
            "Heavy rain contributed to this report's delay, the agency said, and it will not be published before "
            "the summer.\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
    ),
)
