"""Tables of figures, programmes and ingredients: lists of short lines that belong to an article.

They look like menus, and lists of boilerplate often stand right below or above them. They are recognised by a number at
the beginning or end of consecutive rows. Headlines have no numbers there, or they are counted 1, 2, 3, or begin with
times, the newest first; broadcasts and departures are in the order of the day.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleantext.core.document import Document
from cleantext.core.lazy import lazy

FEWEST_ROWS = 3
LONGEST_ROW = 60  # code points
# Lines around the rows: the title of a table, its columns, "Serves 4", "Prices at the close of trading".
MOST_AROUND = 3
_NUMBER = lazy(r"(?!(?:19|20)\d\d$)[+−-]?\d{1,3}(?:[.,]?\d{1,3})*%?|[¼½¾⅓⅔]")  # no year
_ENDS = frozenset("0123456789+−-%¼½¾⅓⅔")
_TIME = lazy(r"([01]?\d|2[0-4])[:.h][0-5]\d")


class NumberedLine(NamedTuple):
    """A line with a number at one end."""

    place: int  # index into the lines that are not blank
    number: str
    is_time: bool


def table_lines(document: Document) -> frozenset[int]:
    """Return the lines of tables, and a few lines around each.

    A line with a phrase of boilerplate belongs to no table, and does not end one.
    """
    filled = [index for index, line in enumerate(document.lines) if line.text]
    found = set[int]()
    for rows in _runs(document, filled):
        if len(rows) >= FEWEST_ROWS and not _is_list(rows):
            places = range(rows[0].place, rows[-1].place + 1)
            around = (*_around(document, filled, places.start - 1, -1), *_around(document, filled, places.stop, 1))
            found.update(filled[place] for place in (*places, *around))
    return frozenset(found) - document.cued


def _runs(document: Document, filled: Sequence[int]) -> Iterator[list[NumberedLine]]:
    run = list[NumberedLine]()
    for place, index in enumerate(filled):
        line = _numbered(place, document.lines[index].text)
        if line:
            run.append(line)
        elif index not in document.cued:
            yield run
            run = []
    yield run


def _numbered(place: int, text: str) -> NumberedLine | None:
    if len(text) > LONGEST_ROW or not (text[0] in _ENDS or text[-1] in _ENDS):
        return None
    words = text.removeprefix("- ").split()
    if len(words) < 2:  # noqa: PLR2004 - a number by itself is that of a page
        return None
    if _TIME.fullmatch(words[0]):
        return NumberedLine(place, words[0].replace(".", ":").rjust(5, "0"), is_time=True)
    number = next((word for word in (words[0], words[-1]) if _NUMBER.fullmatch(word)), None)
    return NumberedLine(place, number, is_time=False) if number else None


def _is_list(rows: Sequence[NumberedLine]) -> bool:
    """Return whether rows are a list: they are counted, or begin with times that do not ascend."""
    numbers = [row.number for row in rows]
    if all(row.is_time for row in rows):
        return any(later < earlier for earlier, later in pairwise(numbers))
    return numbers == [str(number) for number in range(1, len(rows) + 1)]


def _around(document: Document, filled: Sequence[int], place: int, step: int) -> Iterator[int]:
    """Yield the places of a few short lines on one side, up to the first line with a phrase."""
    for at in range(place, place + MOST_AROUND * step, step):
        inside = 0 <= at < len(filled)
        if not inside or filled[at] in document.cued or len(document.lines[filled[at]].text) > LONGEST_ROW:
            return
        yield at
