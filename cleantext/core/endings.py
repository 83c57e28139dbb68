"""The last sentences of the last paragraph, which may be a line of boilerplate that an extractor has glued to it.

"… until further notice. Follow us on Mastodon for daily news." They are looked at as if they were lines of their own.
Of 9,428 paragraphs of edited prose with two sentences and more, in nine languages, the last sentence is hit by phrases
for lines in five: twice by a notice that is one, twice "(More)" and once a quotation.
"""

from collections.abc import Iterator
from typing import NamedTuple

from cleantext.core.document import CUES, Document
from cleantext.core.pattern import starts_line
from cleantext.core.prose import PROSE_LENGTH, is_prose, sentences

SHORTEST_LEFT = 25  # code points of the paragraph before the part: less is a label, and the line is a unit
LONGEST_PART = 400  # code points; what is longer has more to say than the phrase
_MOST_SENTENCES = 3  # that one phrase speaks of: "Already a member? Log in. Or subscribe."
_FEWEST_WORDS = 2  # "More." ends articles
_MOST_BEHIND = 40  # code points of it behind the words of a phrase
_LINES = CUES - {"head"}


class Ending(NamedTuple):
    """The last sentences of a paragraph."""

    line: int  # index into `Document.lines`
    start: int  # code points of the document
    text: str


def is_line(role: str, pattern: str, text: str, end: int) -> bool:
    """Whether a phrase, of a role and as it is written, that hits the start of a text, up to `end`, speaks of it all.

    "Comments are closed, the usher used to say when the bell rang" goes on as a sentence of the article.
    """
    goes_on = len(text) - end > _MOST_BEHIND or ("," in text and is_prose(text))
    return may_be_line(role, pattern) and not goes_on


def may_be_line(role: str, pattern: str) -> bool:
    """Whether a phrase may speak of a whole ending: it does of lines, from their start."""
    return role in _LINES and starts_line(pattern)


def endings(document: Document) -> tuple[Ending, ...]:
    """The last one, two and three sentences of the last paragraph that has more, for `document.table(endings)`."""
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
    """Where the last one, two and three sentences of a line start."""
    first = max(0, len(text) - LONGEST_PART)
    starts = [first + start for start, _ in sentences(text[first:])][1:]
    for start in starts[: -_MOST_SENTENCES - 1 : -1]:
        if start >= SHORTEST_LEFT and len(text[start:].split(maxsplit=_FEWEST_WORDS)) >= _FEWEST_WORDS:
            yield start
