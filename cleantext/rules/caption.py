"""What a picture gallery writes around its pictures: counters, buttons, marks that a caption follows.

Only marks are safe to tell from text; a caption without one reads like any sentence and stays.
"""

from cleantext.core.blocks import ROLES, propose
from cleantext.core.rule import Rule

RULE = Rule(
    id="caption",
    version=1,
    stage="remove",
    category="caption",
    level="safe",
    doc=__doc__,
    propose=propose,
    phrases=ROLES,
    removes=(
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Image 2 of 5⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Image caption The old bridge was closed in 2019⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
    ),
    keeps=(
        ("The image captioned two of five winners, the museum said, and nobody had noticed it for almost forty years."),
    ),
)
