"""Buttons and loose links: "Continue", "Read more", "Back to top", print and mail tools.

Only whole lines of set words go; bare menu words ("News", "Share") only before or behind all prose.
"""

from cleantext.core.blocks import ROLES, propose
from cleantext.core.rule import Rule

RULE = Rule(
    id="navigation",
    version=4,
    stage="remove",
    category="navigation",
    level="safe",
    doc=__doc__,
    propose=propose,
    phrases=ROLES,
    removes=(
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Read more⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
        ("The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n⟦Back to top⟧"),
    ),
    keeps=(
        (
            "Read more books, the minister told pupils, and write more letters.\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
        (
            "The next article of the treaty binds all members.\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
    ),
)
