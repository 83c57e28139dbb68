"""Phrases with a known beginning, and the table that finds them by the beginning of a line."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count
from operator import itemgetter

from cleantext.core import literals
from cleantext.core.document import Document
from cleantext.core.phrase import Phrase
from cleantext.core.signs import lead

# The number of characters of a start of a line, and the number of starts that are remembered because no phrase begins
# like them.
_STARTS = (3, 7, 12)
_MOST_STARTS = 8_192
_KEY_LENGTH = 3  # characters of a string by which its possible lengths are looked up: few strings share them
_QUOTES = frozenset("\"'“‘")
_PLAIN = re.compile(r"[a-z](?:[a-z]| (?! ))+")


class Table:
    """Phrases by their required strings, looked up by the beginning of a text."""

    def __init__(self, strings: Iterable[tuple[str, int]]) -> None:
        """Store the strings, each with the number of its phrase."""
        self.numbers: dict[str, list[int]] = {}
        for string, number in strings:
            self.numbers.setdefault(string, []).append(number)
        sizes: dict[str, set[int]] = {}  # of the strings, by their first characters
        for string in self.numbers:
            sizes.setdefault(string[:_KEY_LENGTH], set()).add(len(string))
        self._sizes = {start: sorted(its) for start, its in sizes.items() if len(start) == _KEY_LENGTH}
        self._short = sorted({len(string) for string in self.numbers if len(string) < _KEY_LENGTH})

    def of(self, text: str) -> list[int]:
        """Return the numbers of the phrases that have a string at the start of a text."""
        found = list[int]()
        for size in self._sizes_of(text):
            numbers = self.numbers.get(text[:size])
            if numbers:
                found += numbers
        return found

    def begins(self, text: str) -> bool:
        """Return whether a string is at the start of a text."""
        return any(text[:size] in self.numbers for size in self._sizes_of(text))

    def _sizes_of(self, text: str) -> Sequence[int]:
        """Return the lengths of the strings that a text may begin with."""
        return [*self._short, *self._sizes.get(text[:_KEY_LENGTH], ())]


class Heads:
    """Phrases with a known beginning; they are looked up in a table, and nothing is compiled."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._phrases = phrases
        self._table = Table((head, at) for at, phrase in enumerate(phrases) for head in phrase.prefilter.heads)
        heads = sorted(self._table.numbers)
        self._starts = tuple(_Starts(size, heads, self._table) for size in _STARTS)

    def lines(self, document: Document) -> Iterator[int]:
        """Yield the indexes of the lines that some phrase may match."""
        raw = document.raw_lines
        few, more, most = self._starts
        first = compress(count(), map(few.__getitem__, map(few.start, raw)))
        return (index for index in first if more[more.start(raw[index])] and most[most.start(raw[index])])

    def may_open(self, text: str) -> bool:
        """Return whether some phrase may match a text, by its first characters."""
        return all(starts[starts.start(text)] for starts in self._starts)

    def may_hit(self, line: str) -> Iterable[Phrase]:
        """Return the phrases whose heads begin a line."""
        start, whole = literals.head(line[len(lead(line)) :])
        numbers = {*self._table.of(start), *self._table.numbers.get(whole, ())}
        return map(self._phrases.__getitem__, sorted(numbers))

    def compile(self) -> None:
        """Do nothing: a table needs no compiling."""


class _Starts(dict[str, bool]):
    """Whether a head begins a line that starts with some characters; computed once for each start."""

    def __init__(self, size: int, heads: Sequence[str], table: Table) -> None:
        """Store the heads, in order and as a table."""
        super().__init__()
        self.start = itemgetter(slice(0, size))
        self._size, self._heads, self._table = size, heads, table

    def __missing__(self, start: str) -> bool:
        words = literals.fold(start[start[:1] in _QUOTES :]).rstrip(" ")
        # With other signs, odd blanks or a number, and at the end of a line, the line itself is checked. A blank at the
        # end is dropped, so that a character may be missing.
        is_plain = len(words) >= self._size - 1 and _PLAIN.fullmatch(words) is not None
        may_hit = not is_plain or self._has_head(words)
        if len(self) >= _MOST_STARTS:
            self.clear()
        self[start] = may_hit and bool(start)
        return self[start]

    def _has_head(self, words: str) -> bool:
        """Return whether a head begins with the words, or the words with a head."""
        at = bisect_left(self._heads, words)
        is_begun = at < len(self._heads) and self._heads[at].startswith(words)
        return is_begun or self._table.begins(words)
