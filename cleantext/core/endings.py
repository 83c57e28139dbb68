"""The last sentences of the last paragraph: an extractor may have glued a line of boilerplate to it.

"… until further notice. Follow us on Mastodon for daily news." Phrases for lines are tried on these sentences as if
they were lines. In 9,428 paragraphs of edited prose with two or more sentences, in nine languages, phrases hit the last
sentence of five: twice a real notice, twice "(More)" and once a quotation.
"""

from collections.abc import Iterator
from typing import NamedTuple

from cleantext.core.document import CUES, Document
from cleantext.core.pattern import starts_line
from cleantext.core.prose import PROSE_LENGTH, is_prose, sentences

SHORTEST_BEFORE = 40  # code points of a sentence before the one that a phrase hits: it may be the article's
SHORTEST_LEFT = 25  # code points of the paragraph before the part; with less it is a label, and the line is a unit
LONGEST_PART = 400  # code points; a longer part says more than the phrase
_MOST_SENTENCES = 3  # that one phrase may cover: "Already a member? Log in. Or subscribe."
_FEWEST_WORDS = 2  # "More." may end an article
_MOST_BEHIND = 40  # code points of the part behind the words of a phrase
_LINES = CUES - {"head"}


class Ending(NamedTuple):
    """The last sentences of a paragraph."""

    line: int  # index into `Document.lines`
    start: int  # code points of the document
    text: str


def is_line(role: str, pattern: str, text: str, end: int) -> bool:
    """Return whether a phrase that matches the start of a text, up to `end`, describes all of the text.

    "Comments are closed, the usher used to say when the bell rang" goes on as a sentence of the article.
    """
    goes_on = len(text) - end > _MOST_BEHIND or ("," in text and is_prose(text))
    return may_be_line(role, pattern) and not goes_on


def may_be_line(role: str, pattern: str) -> bool:
    """Return whether a phrase may describe a whole ending: it is for lines, and anchored at their start."""
    return role in _LINES and starts_line(pattern)


def endings(document: Document) -> tuple[Ending, ...]:
    """Return the last one, two and three sentences of the last paragraph, if it has more; for `document.table`."""
    return tuple(_endings(document))


def _endings(document: Document) -> Iterator[Ending]:
    for index in range(len(document.raw_lines) - 1, -1, -1):
        if len(document.raw_lines[index]) >= PROSE_LENGTH:
            line = document.line(index)
            found = [*_last_sentences(line.text)]
            yield from (Ending(index, line.start + at, line.text[at:]) for at in found)
            if found or is_prose(line.text):
                return


def _last_sentences(text: str) -> Iterator[int]:
    """Yield the starts of the last one, two and three sentences of a line."""
    first = max(0, len(text) - LONGEST_PART)
    starts = [first + start for start, _ in sentences(text[first:])][1:]
    for start in starts[: -_MOST_SENTENCES - 1 : -1]:
        if start >= SHORTEST_LEFT and len(text[start:].split(maxsplit=_FEWEST_WORDS)) >= _FEWEST_WORDS:
            yield start
