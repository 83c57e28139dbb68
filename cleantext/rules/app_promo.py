"""Prompts to install the publisher's app, or to read on in it, and the badges of the stores.

They use the imperative and mention "our" app or news, or are buttons on a line of their own. An article about an app
says in a sentence where to get it, and a guide tells the reader to install somebody else's: both stay. Missed: prompts
that only name the app.
"""

from collections.abc import Iterator

from cleantext.core import blocks
from cleantext.core.attribution import ATTRIBUTION_WORDS
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.rule import Cues, Rule


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the removals for phrases that the article does not quote."""
    yield from blocks.propose(document, blocks.spoken(document, cues))


RULE = Rule(
    id="app_promo",
    version=9,
    stage="remove",
    category="promotion",
    level="safe",
    waiver=("Rare: two lines were judged, a button that an annotator copied, and a step in an app's own manual."),
    doc=__doc__,
    propose=propose,
    phrases=blocks.ROLES,
    words=ATTRIBUTION_WORDS,
    removes=(
        (
            "The pier was shorter on Monday than it had been on Sunday.\n\n⟦Get the Coast Daily app⟧\n"
            "⟦Download on the App Store⟧\n⟦Get it on Google Play⟧\n\nA coaster had taken the end of it in the fog."
        ),
    ),
    keeps=(
        "The app is free and available on the App Store and Google Play.",
        "“Download our app for the latest news,” said a poster in the lift.",
        "Download the app of the tax office and open it. Then sign in with your card.",
    ),
)
