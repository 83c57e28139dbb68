"""The furniture of live pages: time stamps, "Key events", "Share", "Updated at …" between the entries.

Only whole lines go, and only on a page that is certainly a live page: it has a line that no other page has ("Show key
events only", "3 new updates"), or repeated stamps such as "Updated at 14.32 BST". A chronology, a timetable or a
programme with bare times has neither and stays whole. Missed: pages with a single stamp left by the extractor.
"""

from collections.abc import Iterator

from cleantext.core.blocks import line_edit, spoken
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.rule import Cues, Rule

ROLES = {
    "marker": "stands only on live pages: with two more lines of furniture all furniture goes",
    "stamp": "the time of an entry: with two of them all furniture goes",
    "weak": "furniture that other pages have, too",
}
# A heading such as "Latest updates" stands on many pages; with two more lines of furniture the page is a live page.
FEWEST_LINES = 3
FEWEST_STAMPS = 2


def is_live(cues: Cues) -> bool:
    """Return whether the furniture is that of a live page."""
    furniture = cues.lines(*ROLES)
    return len(cues.lines("stamp")) >= FEWEST_STAMPS or bool(cues.lines("marker") and len(furniture) >= FEWEST_LINES)


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield edits for the furniture of a live page."""
    cues = spoken(document, cues)
    if is_live(cues):
        lines = sorted(cues.lines(*ROLES).items())
        yield from (line_edit(document, index, hit.phrase) for index, hit in lines)


RULE = Rule(
    id="live_blog",
    version=2,
    stage="remove",
    category="live",
    level="safe",
    waiver="Few are judged; none of them was wrong.",
    doc=__doc__,
    propose=propose,
    phrases=ROLES,
    removes=(
        (
            "⟦Key events⟧\n⟦Show key events only⟧\n\n⟦14.32 BST⟧\nThe last train has been cancelled.\n\n⟦Share⟧\n\n"
            "⟦14.05 BST⟧\nA gust of 98mph has been recorded at the Lizard.\n⟦Updated at 14.11 BST⟧"
        ),
    ),
    keeps=(
        "22.15\n\nThe first lorry stops in the tunnel.\n\n22.19\n\nThe ventilation switches to emergency mode.",
        "Key events\n\nOn 1 May the owners locked the gates.\n\nShare",
    ),
)
