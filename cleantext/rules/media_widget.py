"""Messages that players, embeds and scripts print if they cannot run.

These are messages of the page to its reader, worded alike on thousands of sites.
"""

from cleantext.core.attribution import ATTRIBUTION_WORDS
from cleantext.core.blocks import ROLES, propose
from cleantext.core.rule import Rule

RULE = Rule(
    id="media_widget",
    version=12,
    stage="remove",
    category="widget",
    level="safe",
    doc=__doc__,
    propose=propose,
    phrases=ROLES,
    words=ATTRIBUTION_WORDS,
    removes=(
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦This slideshow requires JavaScript.⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Media playback is unsupported on your device⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Remaining Time⟧\n⟦Playback Rate⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
    ),
    keeps=(
        (
            "The museum keeps a player of 1988, of which the printed guide explains these two buttons to visitors:\n"
            "Playback rate\n"
            "Progress bar"
        ),
        (
            "Your browser history is worth more than you think, the researcher told the committee in a hearing "
            "on Tuesday."
        ),
    ),
)
