"""Credits of pictures: "Photo: …", "(Image credit: …)", "…/Getty Images".

Lines with only a credit go wherever they stand. A credit with a licence stays, since the licence requires it, as do
agencies alone ("DPA / Reuters"): newspapers print those over a text. "Photo by …" is `thorough`:
on labelled pages it was content in four of five.
"""

from collections.abc import Iterator

from cleantext.core.blocks import in_tail, line_edit, stubs
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.prose import is_labelled_sentence
from cleantext.core.rule import Cues, Rule

ROLES = {
    "agency": "names an agency: the whole line goes, wherever it stands",
    "credit": "credits any picture: the whole line goes, below the article only at level thorough",
    "lead": "credits the picture over the article: the whole line goes, also with a `keep`",
    "perhaps": "as often opens a caption: the whole line goes at level thorough",
    "stock": "says that a picture shows something else: the whole line goes, wherever it stands",
}
LONGEST = 120
_LABEL = (":", "：", "©", "/")


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the credits; one below the article is thorough, since it often credits the article's sources."""
    kept = cues.lines("keep")
    for index, hit in (cues.lines("perhaps") | cues.lines("agency", "credit", "stock") | cues.lines("lead")).items():
        text = document.lines[index].text
        is_label = text.endswith(_LABEL)  # the credit is not on the line, so a part of the article may stand there
        is_credit = len(text) <= LONGEST and not is_label and not is_labelled_sentence(text)
        if (hit.role == "lead" or index not in kept) and is_credit:
            unsure = hit.role == "perhaps" or (
                hit.role == "credit" and in_tail(document, index) and not _in_run(document, index)
            )
            yield line_edit(document, index, hit.phrase)._replace(level="thorough" if unsure else "safe")
    yield from stubs(document, cues)


def _in_run(document: Document, index: int) -> bool:
    """Return whether a line beside a credit below the article is boilerplate too."""
    return any(at in document.cued for at in document.neighbours(index))


RULE = Rule(
    id="photo_credit",
    version=10,
    stage="remove",
    category="credit",
    level="safe",
    doc=__doc__,
    propose=propose,
    phrases={
        **ROLES,
        "keep": "a line with these words stays",
        "stub": "a label without a credit: goes below the article, if nothing follows that it could refer to",
    },
    removes=(
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Photo: Lena Voss/Aller Courier⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦(Image credit: City Museum)⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Lena Voss/Getty Images⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Photo courtesy of⟧"
        ),
    ),
    keeps=(
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "Photo:\nThe bridge in June 1912"
        ),
        ("Photographs by the two sisters hang in the town hall, and visitors may see them on weekdays until October."),
        "The treaty was signed at noon.\nImage credit: Atlas of the Aller, Public Domain\nThe mill burned down later.",
        "The treaty was signed at noon.\nPhoto: that was the only word on its back, in pencil.\nThe mill burned down.",
        "Four arrested in Rethem\nDPA / Reuters\nThe police found weapons in the cellar of the old mill.",
        (
            "Picture by picture, the restorers took the ceiling apart, and every piece got a number on its back, "
            "written in soft pencil by the youngest of them."
        ),
        (
            "Getty Images said it would sue the start-up over twelve million photographs, and asked the court "
            "for a hearing."
        ),
    ),
)
