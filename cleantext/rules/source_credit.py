"""Where a text was taken from: "Source: …" behind the article, a bare domain before it.

A list of sources in a study or under a chart inside the article stays.
"""

from cleantext.core.blocks import ROLES, propose
from cleantext.core.rule import Rule

RULE = Rule(
    id="source_credit",
    version=3,
    stage="remove",
    category="credit",
    level="safe",
    doc=__doc__,
    propose=propose,
    phrases=ROLES,
    removes=(
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Source: Aller Courier⟧"
        ),
        (
            "⟦allercourier.example.com⟧\n\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
    ),
    keeps=(
        (
            "Source: the ministry's own figures, which it has never published in full, show a rise of two per "
            "cent.\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "Source: 2023 census\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
    ),
)
