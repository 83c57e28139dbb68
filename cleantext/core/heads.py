"""Phrases that are known by how a line begins, and the table in which beginnings are looked up."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count
from operator import itemgetter

from cleantext.core import literals
from cleantext.core.document import Document
from cleantext.core.phrase import Phrase
from cleantext.core.signs import lead

# By so many characters lines are known that begin like no phrase; so many such starts are remembered.
_STARTS = (3, 7, 12)
_MOST_STARTS = 8_192
_TOLD_BY = 3  # characters of a string: few that begin with the same ones have other lengths
_QUOTES = frozenset("\"'“‘")
_PLAIN = re.compile(r"[a-z](?:[a-z]| (?! ))+")


class Table:
    """Phrases by the strings that stand for them, looked up by how a text begins."""

    def __init__(self, strings: Iterable[tuple[str, int]]) -> None:
        """Strings, each with the number of a phrase."""
        self.numbers: dict[str, list[int]] = {}
        for string, number in strings:
            self.numbers.setdefault(string, []).append(number)
        sizes: dict[str, set[int]] = {}  # of the strings that begin with some characters
        for string in self.numbers:
            sizes.setdefault(string[:_TOLD_BY], set()).add(len(string))
        self._sizes = {start: sorted(its) for start, its in sizes.items() if len(start) == _TOLD_BY}
        self._short = sorted({len(string) for string in self.numbers if len(string) < _TOLD_BY})

    def of(self, text: str) -> list[int]:
        """The numbers of the phrases of which a string begins a text."""
        found = list[int]()
        for size in self._sizes_of(text):
            numbers = self.numbers.get(text[:size])
            if numbers:
                found += numbers
        return found

    def begins(self, text: str) -> bool:
        """Whether a string begins a text."""
        return any(text[:size] in self.numbers for size in self._sizes_of(text))

    def _sizes_of(self, text: str) -> Sequence[int]:
        """Of the strings that may begin a text."""
        return [*self._short, *self._sizes.get(text[:_TOLD_BY], ())]


class Heads:
    """Phrases known by how a line begins; they are looked up in a table, for which nothing is compiled."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._phrases = phrases
        self._table = Table((head, at) for at, phrase in enumerate(phrases) for head in phrase.prefilter.heads)
        heads = sorted(self._table.numbers)
        self._starts = tuple(_Starts(size, heads, self._table) for size in _STARTS)

    def lines(self, document: Document) -> Iterator[int]:
        """Indexes of the lines that some phrase may hit."""
        raw = document.raw_lines
        few, more, most = self._starts
        first = compress(count(), map(few.__getitem__, map(few.start, raw)))
        return (index for index in first if more[more.start(raw[index])] and most[most.start(raw[index])])

    def may_open(self, text: str) -> bool:
        """Whether some phrase may hit a text, by its first characters."""
        return all(starts[starts.start(text)] for starts in self._starts)

    def may_hit(self, line: str) -> Iterable[Phrase]:
        """The phrases whose heads a line begins with."""
        start, whole = literals.head(line[len(lead(line)) :])
        numbers = {*self._table.of(start), *self._table.numbers.get(whole, ())}
        return map(self._phrases.__getitem__, sorted(numbers))

    def compile(self) -> None:
        """Nothing is compiled."""


class _Starts(dict[str, bool]):
    """Whether a line that starts with some characters may begin with a head; worked out once for each few."""

    def __init__(self, size: int, heads: Sequence[str], table: Table) -> None:
        """The heads, in order and to look up."""
        super().__init__()
        self.start = itemgetter(slice(0, size))
        self._size, self._heads, self._table = size, heads, table

    def __missing__(self, start: str) -> bool:
        words = literals.fold(start[start[:1] in _QUOTES :]).rstrip(" ")
        # Where other signs, odd blanks or a number stand, and at the end of a line, the line itself is looked at.
        # A blank at the end is taken away, so that a character may lack.
        is_plain = len(words) >= self._size - 1 and _PLAIN.fullmatch(words) is not None
        may_hit = not is_plain or self._has_head(words)
        if len(self) >= _MOST_STARTS:
            self.clear()
        self[start] = may_hit and bool(start)
        return self[start]

    def _has_head(self, words: str) -> bool:
        """Whether a head begins with the words, or they with a head."""
        at = bisect_left(self._heads, words)
        is_begun = at < len(self._heads) and self._heads[at].startswith(words)
        return is_begun or self._table.begins(words)
