"""Tags, categories and topics that a publishing system prints with an article."""

from cleantext.core.blocks import ROLES, propose
from cleantext.core.rule import Rule

RULE = Rule(
    id="tag_list",
    version=1,
    stage="remove",
    category="tags",
    level="safe",
    doc=__doc__,
    propose=propose,
    phrases=ROLES,
    removes=(
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Filed under: Bridges⟧"
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Tags: bridges, traffic, Aller⟧"
        ),
    ),
    keeps=(
        (
            "Categories of membership: the club has three, and each of them costs more than it did a year ago, "
            "members say."
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "Topics are chosen by the pupils.\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
    ),
)
