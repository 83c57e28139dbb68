"""Credits of pictures: "Photo: …", "(Image credit: …)", "…/Getty Images".

Lines with only a credit go wherever they stand. A credit with a licence stays, since the licence requires it, as do
agencies alone ("DPA / Reuters"): newspapers print those over a text. "Photo by …" with more than a name and a paper is
`thorough`: on labelled pages it was content in four of five.

A credit that extraction glued to a paragraph goes alone: between two sentences, and behind the last one. Between
sentences it has no full stop, so the end of the name must be clear: an agency, or a word that begins the sentence.
In front of a paragraph only a credit in brackets or one that names an agency goes.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from cleantext.core.blocks import in_tail, is_cited, line_edit, stubs
from cleantext.core.closing import opens_line, part_start
from cleantext.core.document import Document, Hit
from cleantext.core.edits import Edit, Level
from cleantext.core.glued_credits import CLOSED, closing_credit, credit_before_sentence, credit_with_outlet
from cleantext.core.lazy import lazy
from cleantext.core.prose import FEWEST_WORDS, ends_in_full_stop, is_labelled_sentence, is_prose, sentences
from cleantext.core.rule import Cues, Rule
from cleantext.lexicons import passage_language, stop_words_of

if TYPE_CHECKING:
    import regex

ROLES = {
    "agency": "names an agency: the whole line goes, wherever it stands",
    "credit": "credits any picture: the whole line goes; a sentence below the article is thorough",
    "opening": "opens a paragraph and names an agency in brackets: only the matching words go",
    "lead": "credits the picture over the article: the whole line goes, also with a `keep`",
    "perhaps": "as often opens a caption: the whole line goes at level thorough",
    "glued": "the label of a credit behind a sentence of a paragraph: goes with the name, and the paragraph stays",
    "stock": "says that a picture shows something else: the whole line goes, wherever it stands",
}
LONGEST = 120
_OPENING = "([（【{–—-*_|/ \t\N{NO-BREAK SPACE}"  # signs between a sentence and the label
FEWEST_SENTENCES = 2  # of a paragraph before a credit; one sentence and a credit are a caption
# The label of a hit, which may go on behind it; without a sign only an agency behind it is a credit.
_LABELLED = lazy(r"[(（【\[]?(?P<label>[^:：©＝=.・]*)(?P<sign>[:：©＝=.・]|$)?")
_LABEL = (":", "：", "©", "/")


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the credits: lines of their own, and those in brackets."""
    kept = cues.lines("keep")
    gone = set(kept)
    yield from (_opening(document, hit) for hit in cues.hits if hit.role == "opening")
    for index, hit in (cues.lines("perhaps") | cues.lines("agency", "credit", "stock") | cues.lines("lead")).items():
        text = document.lines[index].text
        is_label = text.endswith(_LABEL)  # the credit is not on the line, so a part of the article may stand there
        is_credit = len(text) <= LONGEST and not is_label and not is_labelled_sentence(text)
        if (hit.role == "lead" or index not in kept) and is_credit:
            level: Level = "thorough" if hit.role == "perhaps" or _may_close(document, index) else "safe"
            yield line_edit(document, index, hit.phrase)._replace(level=level)
        if hit.role != "perhaps" and len(text) <= LONGEST:
            gone.add(index)
    yield from stubs(document, cues)
    glued = [hit for hit in cues.hits if hit.role == "glued" and hit.line not in gone]
    starts = {hit.start for hit in glued}
    for hit in glued:
        if not is_cited(document, hit):
            yield from _glued(document, hit, starts)


def _glued(document: Document, hit: Hit, starts: AbstractSet[int]) -> Iterator[Edit]:
    """Yield the removal of a credit that stands behind a sentence of its line. starts: of all such labels."""
    line, start = document.lines[hit.line], part_start(document, hit, _OPENING)
    label = _LABELLED.match(document.text, hit.start, hit.end)
    if label is None:
        return
    if start is None:
        edit = _in_front(document, hit, label)
        yield from (edit,) if edit and not _is_followed(edit.end, label, document, starts) else ()
        return
    before, behind = document.text[line.start : start], document.text[label.end() : line.end]
    opening = document.text[start : label.start("label")].strip()
    size = closing_credit(behind, opening, has_sign=bool(label["sign"]))
    if size is None:
        language = passage_language(document, hit.line) or ""
        words, has_capitals = stop_words_of(language), language == "de"
        size = credit_before_sentence(behind, opening, words, has_sign=bool(label["sign"]), capitals=has_capitals)
    elif len(sentences(before)) < FEWEST_SENTENCES and not (opening[-1:] in CLOSED and is_prose(before)):
        return  # a caption
    if size is not None:
        yield Edit(start, label.end() + size, "", hit.phrase)


def _in_front(document: Document, hit: Hit, label: "regex.Match[str]") -> Edit | None:
    """Return the removal of a credit that opens a paragraph, up to its bracket or the agency that it names."""
    line = document.lines[hit.line]
    opening, behind = document.text[line.start : label.start("label")], document.text[label.end() : line.end]
    closing = CLOSED.get(opening[-1:])
    size = behind.find(closing, 0, LONGEST) + 1 if closing else credit_with_outlet(behind) if label["sign"] else None
    if size and opens_line(document, hit) and is_prose(behind[size : size + sentences(behind[size:])[0][1]]):
        return Edit(line.start, label.end() + size + 1, "", hit.phrase)
    return None


def _is_followed(end: int, label: "regex.Match[str]", document: Document, starts: AbstractSet[int]) -> bool:
    """Return whether the next credit stands behind one: in a row of them each pass would find another in front.

    A line has one hit for each phrase, so a label may stand there without a hit.
    """
    end += document.text[end : end + 1] in CLOSED
    own = label[0].strip(_OPENING)
    return end in starts or (own != "" and document.text.startswith(own, end))


def _opening(document: Document, hit: Hit) -> Edit:
    """Return the removal of a credit, and of the blanks between it and the paragraph."""
    line = document.lines[hit.line]
    behind = line.text[hit.end - line.start :]
    return Edit(hit.start, hit.end + len(behind) - len(behind.lstrip()), "", hit.phrase)


def _may_close(document: Document, index: int) -> bool:
    """Return whether a line may be the last sentence: "Photo by photo, the album shows how it rotted."."""
    text = document.lines[index].text
    return in_tail(document, index) and ends_in_full_stop(text) and len(text.split()) >= FEWEST_WORDS


RULE = Rule(
    id="photo_credit",
    version=12,
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
        (
            "The bridge over the Aller will open in May, the mayor said.⟦ Photo: Lena Voss/Reuters⟧ It was closed for "
            "eleven years, and the ferry took forty minutes. Nobody has forgotten it.⟦ (Photo: Ana Ruiz)⟧"
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
        "On the back there was one word more. Photo: that was all that he had written. The treaty was signed at noon.",
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
