"""Phrases with a known beginning, and the table that finds them by the beginning of a line."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count
from operator import itemgetter

from cleantext.core import literals
from cleantext.core.document import Document
from cleantext.core.phrase import Phrase
from cleantext.core.signs import lead

# The number of characters of a start of a line, and the number of starts of three characters that are remembered.
_FEW, _MORE = itemgetter(slice(0, 3)), 12
_MOST_STARTS = 8_192
_QUOTES = frozenset("\"'“‘")
_PLAIN = re.compile(r"[a-z](?:[a-z]| (?! ))*")


class Table:
    """Phrases by their required strings, looked up by the beginning of a text."""

    def __init__(self, strings: Iterable[tuple[str, int]]) -> None:
        """Store the strings, each with the number of its phrase."""
        self.numbers: dict[str, list[int]] = {}
        for string, number in strings:
            self.numbers.setdefault(string, []).append(number)
        self.strings = sorted(self.numbers)
        # For each string the place of the longest other one that it begins with, -1 where there is none.
        self._within = array("i")
        open_ = list[int]()
        for at, string in enumerate(self.strings):
            while open_ and not string.startswith(self.strings[open_[-1]]):
                open_.pop()
            self._within.append(open_[-1] if open_ else -1)
            open_.append(at)

    def of(self, text: str) -> list[int]:
        """Return the numbers of the phrases that have a string at the start of a text."""
        found = list[int]()
        at = bisect_right(self.strings, text) - 1
        while at >= 0:  # the last string up to a text begins with each string that the text begins with
            if text.startswith(self.strings[at]):
                found += self.numbers[self.strings[at]]
            at = self._within[at]
        return found

    def begins(self, text: str) -> bool:
        """Return whether a string begins a text, or a text a string."""
        at = bisect_left(self.strings, text)
        if at < len(self.strings) and self.strings[at].startswith(text):
            return True
        at -= 1
        while at >= 0 and not text.startswith(self.strings[at]):
            at = self._within[at]
        return at >= 0


class Heads:
    """Phrases with a known beginning; they are looked up in a table, and nothing is compiled."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._phrases = phrases
        self._table = Table((head, at) for at, phrase in enumerate(phrases) for head in phrase.prefilter.heads)
        self._starts = _Starts(self._table)

    def lines(self, document: Document) -> Iterator[int]:
        """Yield the indexes of the lines that some phrase may match."""
        raw, starts = document.raw_lines, self._starts
        first = compress(count(), map(starts.__getitem__, map(_FEW, raw)))
        return (index for index in first if _may_begin(raw[index][:_MORE], self._table))

    def may_open(self, text: str) -> bool:
        """Return whether some phrase may match a text, by its first characters."""
        return self._starts[_FEW(text)] and _may_begin(text[:_MORE], self._table)

    def may_hit(self, line: str) -> Iterable[Phrase]:
        """Return the phrases whose heads begin a line."""
        start, whole = literals.head(line[len(lead(line)) :])
        numbers = {*self._table.of(start), *self._table.numbers.get(whole, ())}
        return map(self._phrases.__getitem__, sorted(numbers))

    def compile(self) -> None:
        """Do nothing: a table needs no compiling."""


class _Starts(dict[str, bool]):
    """A cache of starts of lines: whether a head begins a line that starts with some characters."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, start: str) -> bool:
        if len(self) >= _MOST_STARTS:
            self.clear()
        self[start] = bool(start) and _may_begin(start, self._table)
        return self[start]


def _may_begin(start: str, heads: Table) -> bool:
    """Return whether a head may begin a line that starts with some characters."""
    # Only the words before other signs, odd blanks and numbers; with one of these first, the line itself is checked.
    words = _PLAIN.match(literals.fold(start[start[:1] in _QUOTES :]))
    # A blank at the end is dropped: more may follow, which count as one.
    return words is None or heads.begins(words[0].rstrip(" "))
