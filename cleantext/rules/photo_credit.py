"""Credits of pictures: "Photo: …", "(Image credit: …)", "…/Getty Images".

Lines that hold a credit and nothing else go wherever they stand. A credit at the end of a caption stays with
its caption, which reads like any sentence.
"""

from cleantext.core.blocks import ROLES, propose
from cleantext.core.rule import Rule

RULE = Rule(
    id="photo_credit",
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
            "⟦Photo: Lena Voss/Aller Courier⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦(Image credit: City Museum)⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Lena Voss/Getty Images⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
    ),
    keeps=(
        ("Photographs by the two sisters hang in the town hall, and visitors may see them on weekdays until October."),
        ("Picture by picture, the restorers took the ceiling apart, and numbered every piece on the back in pencil."),
        (
            "Getty Images said it would sue the start-up over twelve million photographs, and asked the court "
            "for a hearing."
        ),
    ),
)
