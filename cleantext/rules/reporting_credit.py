"""Credits for reporting, writing, editing and translating, below the article.

"(Reporting by …; editing by …)", "… contributed to this report", and the place of first publication. Editors' notes
that correct nothing are `thorough`: on labelled pages annotators kept three of three.
"""

from collections.abc import Iterator

from cleantext.core import blocks
from cleantext.core.attribution import ATTRIBUTION_WORDS
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.rule import Cues, Rule
from cleantext.core.teasers import labels_between


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the lines that phrases remove, notes at level thorough, and labels whose content is missing."""
    notes = cues.lines("note")
    for edit in blocks.propose(document, cues):
        yield edit._replace(level="thorough") if document.line_at(edit.start) in notes else edit
    for index, hit in labels_between(document, cues, "between"):
        yield blocks.line_edit(document, index, hit.phrase)


RULE = Rule(
    id="reporting_credit",
    version=12,
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
