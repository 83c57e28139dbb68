"""Cookie banners, consent texts and their buttons, and the notes in place of a blocked player.

They are about this site, in the words of the few consent systems: "we use cookies to improve …", "by
continuing you agree …", "to view this content you must accept cookies". Buttons go beside such a line only.
What is quoted, or shown as a specimen behind a colon, stays; and in an article that is about cookies nothing
goes below `thorough`. Missed: consent texts that never say cookie, device or data.
"""

from collections.abc import Iterator
from dataclasses import replace

from cleantext.core import blocks
from cleantext.core.document import Document
from cleantext.core.edits import Edit, Level
from cleantext.core.rule import Cues, Rule

# A banner mentions cookies in consecutive lines; two more paragraphs about them make them the subject.
SUBJECT = 2


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield edits for notices and their buttons, held back if cookies are the subject of the article."""
    cues = _joined(blocks.spoken(document, cues))
    edits = list(blocks.propose(document, cues))
    gone = {document.line_at(edit.start) for edit in edits}
    subject = [index for index in cues.lines("topic") if index not in gone and blocks.is_prose_line(document, index)]
    level: Level = "thorough" if len(subject) >= SUBJECT else "safe"
    yield from (edit._replace(level=level) for edit in edits)


def _joined(cues: Cues) -> Cues:
    """Return the cues, with each line that has both a notice and its frame as a line to remove."""
    frames = cues.lines("frame")
    both = (hit._replace(role="line") for index, hit in cues.lines("notice").items() if index in frames)
    return replace(cues, hits=(*cues.hits, *both))


RULE = Rule(
    id="cookie_notice",
    version=4,
    stage="remove",
    category="notice",
    level="safe",
    waiver="Few are judged; the wrong one is a cookie notice in a gold text that an algorithm made.",
    doc=__doc__,
    propose=propose,
    phrases={
        **blocks.ROLES,
        "notice": "mentions cookies: the line goes if it also has a `frame`",
        "frame": "mentions this site, or addresses the reader: the line goes if it also has a `notice`",
        "topic": "mentions cookies: two paragraphs of the article with it make all edits thorough",
    },
    removes=(
        (
            "⟦We use cookies to give you the best experience on our website.⟧\n⟦Accept⟧\n\n"
            "Boats landed 71 tonnes of pilchards."
        ),
        "The keeper scored on Sunday.\n\n⟦To view this content you must accept cookies.⟧\n\nIt counted.",
    ),
    keeps=(
        "We use cookies for the base, the plain dark ones, and crush them in a tea towel.",
        "“We use cookies to improve your experience on our site,” said the banner.",
        "The banner read:\n\nWe use cookies to improve your experience on our website.",
    ),
)
