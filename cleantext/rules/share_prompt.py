"""Requests to share, like, follow and bookmark, and the names of the buttons.

They go as whole lines. A sentence about following somebody on a network stays inside the article.
"""

from cleantext.core.blocks import ROLES, propose
from cleantext.core.rule import Rule

RULE = Rule(
    id="share_prompt",
    version=12,
    stage="remove",
    category="share",
    level="safe",
    waiver=("Most wrong ones ask to follow the author (“Follow Marcas on Twitter”), and were copied by annotators."),
    doc=__doc__,
    propose=propose,
    phrases=ROLES,
    removes=(
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Follow us on Facebook and Instagram⟧"
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Share this article⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
    ),
    keeps=(
        (
            "Share prices fell on Monday after the bank warned of losses in its property business, traders in "
            "Milan said."
        ),
        ("Follow the river for two miles and turn left at the mill, where the path begins to climb through the woods."),
    ),
)
