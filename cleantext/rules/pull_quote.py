"""Pull quotes: passages of the article that the page prints once more, in larger type, between its paragraphs.

Runs only on HTML. A line in an element for quotations goes if another paragraph of the article contains it word for
word, quotation marks aside, and more; the name of the speaker below it goes too. So no content is lost. A quotation
with a part that stands nowhere else stays whole, as do verse, lists, tables and code. Missed: pull quotes that are
shortened or changed.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from cleantext.core.blocks import element_names, has_marks, line_edit
from cleantext.core.document import Document, Mark
from cleantext.core.edits import Edit
from cleantext.core.lazy import lazy
from cleantext.core.prose import ends_sentence
from cleantext.core.rule import Cues, Rule
from cleantext.core.signs import BULLETS

# Shorter ones are phrases that an article may repeat below a quotation.
FEWEST_WORDS = 6
MOST_OF_NAME = 10  # words of the line with the speaker's name
_QUOTES = element_names(r"\S*pull-?_?quote\S*|blockquote|zitat|quote")
_NOT_PROSE = element_names("pre|code|kbd|samp|highlight|hljs|table|comments?|poem|verse|lyrics")
_WORD = lazy(r"[\p{L}\p{M}\p{N}]+")
_ITEM = lazy(r"\s*[*•-]|\(?\d{1,3}[.)]\s")


def propose(document: Document, _: Cues) -> Iterator[Edit]:
    """Yield removals of the lines of quotations that the article contains elsewhere."""
    boxes: dict[int, list[int]] = defaultdict(list)
    for index in range(len(document.lines)):
        mark = document.mark(index)
        if mark and document.lines[index].text and _is_quote(mark):
            boxes[mark.parent if mark.tag != "blockquote" else mark.element].append(index)
    if boxes:
        quoted = {index for lines in boxes.values() for index in lines}
        paragraphs = [_words(document.lines[at].text) for at in sorted(document.prose - quoted)]
        for lines in _units(document, boxes):
            copies = [index for index in lines if _is_copy(document.lines[index].text, paragraphs)]
            if copies and all(index in copies or _is_name(document.lines[index].text) for index in lines):
                yield from (
                    line_edit(document, index, "a passage of the article, printed once more") for index in lines
                )


def _units(document: Document, boxes: dict[int, list[int]]) -> Iterator[list[int]]:
    """Yield the lines of each quotation, with the name right below it."""
    unit: list[int] = []
    for lines in sorted(boxes.values()):
        follows = unit and document.next_filled(unit[-1]) == lines[0]
        if follows and all(_is_name(document.lines[index].text) for index in lines):
            unit += lines
        else:
            if unit:
                yield unit
            unit = list(lines)
    yield unit


def _is_quote(mark: Mark) -> bool:
    names = f"{mark.names} {mark.tag}"
    return _QUOTES.search(names) is not None and not _NOT_PROSE.search(f"{names} {mark.inner}")


def _is_copy(text: str, paragraphs: Sequence[str]) -> bool:
    """Return whether a paragraph contains the words of a line in order, and more."""
    words = _words(text)
    if len(words.split()) < FEWEST_WORDS or text.startswith(BULLETS) or _ITEM.match(text):
        return False
    return any(words in paragraph and len(words) < len(paragraph) for paragraph in paragraphs)


def _is_name(text: str) -> bool:
    """Return whether a line may be the name of the speaker above."""
    return len(text.split()) <= MOST_OF_NAME and not ends_sentence(text)


def _words(text: str) -> str:
    """Return the words of a text, with a blank around each."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


RULE = Rule(
    id="pull_quote",
    version=1,
    stage="remove",
    category="template",
    level="safe",
    waiver="The removed text stands in the article a second time; annotators kept both copies of two of 17 such lines.",
    doc=__doc__,
    propose=propose,
    when=has_marks,
    removes=(
        (
            "<html><head><title>Ferry late again | Aller Courier</title></head><body><article><p>The ferry was late on "
            "Monday, and two hundred passengers waited on the pier for an hour in the rain.</p><blockquote>⟦“We stood "
            "there like sheep in the rain.”⟧</blockquote><p>“We stood there like sheep in the rain,” said Ana, who "
            "had a train to catch, “and nobody told us why.”</p><p>It is the ninth time since spring, and the council "
            "wants to see the contract before the summer.</p></article></body></html>"
        ),
    ),
    keeps=(
        (
            "<html><head><title>Ferry late again | Aller Courier</title></head><body><article><p>The ferry was late on "
            "Monday, and two hundred passengers waited on the pier for an hour in the rain.</p><blockquote>“We stood "
            "there like sheep in the rain, and nobody told us why.”</blockquote><p>So writes Ana Ruiz, who had a train "
            "to catch and stood there like sheep in the rain with all the others.</p><p>It is the ninth time since "
            "spring, and the council wants to see the contract before the summer.</p></article></body></html>"
        ),
    ),
)
