"""Credits for reporting, writing, editing and translating, below the article.

"(Reporting by …; editing by …)", "… contributed to this report", and the place of first publication. Editors' notes
that correct nothing are `thorough`: on labelled pages annotators kept three of three. A line of underscores above a
credit that ends the text goes, too: the Associated Press sets one between its report and its notes.
"""

from collections.abc import Iterator, Sequence

from cleantext.core import blocks
from cleantext.core.attribution import ATTRIBUTION_WORDS
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.lazy import lazy
from cleantext.core.rule import Cues, Rule
from cleantext.core.teasers import labels_between

_UNDERSCORES = lazy(r"_{3,}")


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the lines that phrases remove, notes at level thorough, and labels whose content is missing."""
    notes = cues.lines("note")
    found = [
        edit._replace(level="thorough") if document.line_at(edit.start) in notes else edit
        for edit in blocks.propose(document, cues)
    ]
    yield from found
    yield from _separator(document, found)
    for index, hit in labels_between(document, cues, "between"):
        yield blocks.line_edit(document, index, hit.phrase)


def _separator(document: Document, found: Sequence[Edit]) -> Iterator[Edit]:
    """Yield the line of underscores above the credits that end a text."""
    lines = {document.line_at(edit.start): edit for edit in found}
    index = document.next_filled(len(document.lines), -1)
    while index is not None and (edit := lines.get(index)) and _is_whole(document, index, edit):
        above = document.next_filled(index, -1)
        if above is not None and _UNDERSCORES.fullmatch(document.lines[above].text):
            yield blocks.line_edit(document, above, "a line above the last credit")._replace(level=edit.level)
        index = above


def _is_whole(document: Document, index: int, edit: Edit) -> bool:
    return edit.end - edit.start >= len(document.lines[index].text)


RULE = Rule(
    id="reporting_credit",
    version=13,
    stage="remove",
    category="credit",
    level="safe",
    waiver="Few are judged, since gold texts differ on credits; none of them was wrong.",
    doc=__doc__,
    propose=propose,
    phrases={
        **blocks.ROLES,
        "note": "a line with another role that goes only at level thorough",
        "between": "a line of its own between two paragraphs: it goes, unless the next one repeats its words",
    },
    words=ATTRIBUTION_WORDS,
    removes=(
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "The guard stood up and asked for the keys.⟦ Lena Voss contributed to this report.⟧"
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦(Reporting by Ana Ruiz in Vigo; editing by Tom Hale)⟧"
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Lena Voss contributed to this report.⟧"
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦— Associated Press writer Lena Voss in Celle contributed to this report.⟧"
        ),
    ),
    keeps=(
        (
            "Heavy rain contributed to this report's delay, the agency said, and it will not be published before "
            "the summer.\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
    ),
)
