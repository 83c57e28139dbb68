"""Paragraphs that are broken into lines of 60 to 80 columns become one line each; runs on request only.

E-mail, old web pages and text from PDFs break a paragraph wherever the next word does not fit. Such a block differs
from
verse, lists, addresses and tables in three ways: its lines are about as long as the longest, the first word of the next
line would not have fitted, and many lines begin with a small letter. A hyphen at a line's end goes if the whole is an
English word, or a word that the text has elsewhere; it stays if it may belong to the word. A soft hyphen goes. Kept:
lines that end early, list items, quoted e-mail, code, columns, verse, and a heading above its paragraph. Off by
default, since line ends may be meant: `unwrap=True` asks for it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleantext.core.document import Document, Line
from cleantext.core.edits import Edit
from cleantext.core.lazy import lazy
from cleantext.core.rule import Cues, Rule
from cleantext.lexicons import PUNCTUATION, passage_language
from cleantext.lexicons.line_breaks import SUSPENDED, is_broken_word

NARROWEST, WIDEST = 60, 80  # columns: code points of the longest line of a block
SLACK = 8  # columns that a line may have left for the next word; fonts with letters of different widths need them
FEWEST_LINES = 3  # of a block; two lines may be a heading and its paragraph
LEAST_FULL = 0.8  # share of the lines that end because the next word would not have fitted
LEAST_GOING_ON = 1 / 3  # share of the lines that continue a sentence: they begin without a capital
_ITEM = lazy(r"[-*•·+–‣▪◦>|#]|\(?(?:\d{1,3}|\p{L})[.)]\s")  # a list item, quoted e-mail, a row of a table, a heading
_COLUMNS = lazy(r"\S\s{3,}\S|\t|\|.*\||[{};\\]$|^[$%#>]|\.{4}")  # columns of a table, code
_HYPHENATED = lazy(r"(\p{L}+)[-\N{SOFT HYPHEN}]$")
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"


def has_wrapped_paragraphs(document: Document) -> bool:
    """Return whether any block of lines was one paragraph."""
    return any(_is_wrapped(block) for _, block in _blocks(document))


def propose(document: Document, _: Cues) -> Iterator[Edit]:
    """Yield edits for the line ends inside wrapped paragraphs."""
    for first, block in _blocks(document):
        if _is_wrapped(block):
            widest = max(len(line.text) for line in block)
            for index, (line, following) in enumerate(pairwise(block), first):
                if _is_full(line, following, widest) and not _ITEM.match(following.text):
                    yield _joined(document, index, line, following)


def _blocks(document: Document) -> Iterator[tuple[int, Sequence[Line]]]:
    """Yield the runs of lines between blank lines, each with the index of its first."""
    block: list[Line] = []
    for index, line in enumerate(document.lines):
        if line.text:
            block.append(line)
        elif block:
            yield index - len(block), block
            block = []
    if block:
        yield len(document.lines) - len(block), block


def _is_wrapped(block: Sequence[Line]) -> bool:
    """Return whether the lines of a block were one paragraph."""
    widest = max(len(line.text) for line in block)
    if len(block) < FEWEST_LINES or not NARROWEST <= widest <= WIDEST or any(_COLUMNS.search(x.text) for x in block):
        return False
    pairs = [*pairwise(block)]
    full = sum(_is_full(line, following, widest) for line, following in pairs)
    going_on = sum(not following.text[0].isupper() for _, following in pairs)
    return full >= LEAST_FULL * len(pairs) and going_on >= LEAST_GOING_ON * len(pairs)


def _is_full(line: Line, following: Line, widest: int) -> bool:
    """Return whether the first word of the next line would not have fitted, or the line breaks inside a word."""
    first = following.text.split(None, 1)[0]
    return len(line.text) + 1 + len(first) > widest - SLACK or line.text.endswith(_SOFT_HYPHEN)


def _joined(document: Document, index: int, line: Line, following: Line) -> Edit:
    found = _HYPHENATED.search(line.text)
    reason = "the line end of a wrapped paragraph"
    if not found or not following.text[0].islower():
        return Edit(line.end, following.start, "" if line.text.endswith("-") else " ", reason)
    first = following.text.split(None, 1)[0]
    left, right = found[1].lower(), first.strip(PUNCTUATION).lower()
    if line.text.endswith(_SOFT_HYPHEN):
        behind = following.start + len(first)
        blank = document.text[behind : behind + 1].replace("\n", "")
        return Edit(line.end - 1, behind + len(blank), first + blank, reason)
    if right in SUSPENDED:
        return Edit(line.end, following.start, " ", reason)
    is_english = passage_language(document, index) == "en"
    is_whole = (is_english and is_broken_word(left, right)) or left + right in document.words
    return Edit(line.end - is_whole, following.start, "", reason)


_WRAPPED = (
    "The ferry that should have left the harbour at nine was late again on⟦\n→ ⟧Monday, and the board of the port, "
    "which had met the evening before to⟦\n→ ⟧talk about the new pier, sent a letter to the owners. Its treas⟦-\n⟧urer "
    "said that nobody had asked the passengers."
)

RULE = Rule(
    id="unwrap",
    version=1,
    stage="repair",
    category="repair",
    level="safe",
    waiver="It runs on request only, and changes line ends, which labels of lines do not cover.",
    doc=__doc__,
    propose=propose,
    when=has_wrapped_paragraphs,
    by_name=True,
    removes=(_WRAPPED,),
    keeps=(
        "The ferry was late on Monday.\nThe harbour was closed on Tuesday.\nNobody saw the captain on Wednesday.",
        (
            "The north wind comes across the bay, and takes the nets, the boats, the day,\n"
            "The pier that stood for ninety years, the bell that no one living hears,\n"
            "The lamps along the harbour wall, the names of those who heard it call,\n"
            "And leaves the town with what it had before the summer turned so bad."
        ),
        (
            "- The first ferry of the day leaves the harbour at nine in the morning,\n"
            "- the second one leaves at noon and goes to the island without a stop\n"
            "- the third one leaves in the evening and takes no cars on board of it"
        ),
    ),
)
