"""Phrases with a known beginning, and the table that finds them by the beginning of a line."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, compress, count, repeat
from operator import itemgetter, ne

from cleantext.core.document import Document
from cleantext.core.folding import END, LONGEST_HEAD, fold, head
from cleantext.core.phrase import Phrase
from cleantext.core.signs import lead

# The number of characters of a start of a line, and the number of starts of three characters that are remembered.
_KNOWN, _MORE = 3, 12
_FEW = itemgetter(slice(0, _KNOWN))
_MOST_STARTS = 8_192
_LONGEST = LONGEST_HEAD + len(END)
_QUOTES = frozenset("\"'“‘")
# Letters of any script and single blanks. "Â" may be a sign, see `signs.py`.
_PLAIN = re.compile(r"[^\W\d_â](?:[^\W\d_â]| (?! ))*")


class Table:
    """Phrases by their required strings, looked up by the beginning of a text.

    The phrases of a language have 13,000 strings. So the table is made by a few calls for all of them.
    """

    def __init__(self, phrases: Iterable[tuple[Sequence[str], int]]) -> None:
        """Store the strings of phrases, each with the number of the phrase."""
        pairs = [*phrases]
        strings = [*chain.from_iterable(strings for strings, _ in pairs)]
        numbers = [*chain.from_iterable(repeat(number, len(strings)) for strings, number in pairs)]
        self._last = dict(zip(strings, numbers, strict=True))
        # A tenth of the strings belongs to several phrases.
        self._more: dict[str, list[int]] = {}
        are_others = map(ne, map(self._last.__getitem__, strings), numbers)
        for string, number in compress(zip(strings, numbers, strict=True), are_others):
            self._more.setdefault(string, []).append(number)
        self._sorted = sorted(self._last)

    def exactly(self, string: str) -> list[int]:
        """Return the numbers of the phrases that have a string."""
        return [*self._more.get(string, ()), self._last[string]] if string in self._last else []

    def of(self, text: str) -> list[int]:
        """Return the numbers of the phrases that have a string at the start of a text."""
        found = filter(self._last.__contains__, accumulate(text[:_LONGEST]))
        return [*chain.from_iterable(map(self.exactly, found))]

    def begins(self, text: str) -> bool:
        """Return whether a string begins a text, or a text a string."""
        at = bisect_left(self._sorted, text)
        if at < len(self._sorted) and self._sorted[at].startswith(text):
            return True
        return not self._last.keys().isdisjoint(accumulate(text[:-1]))


class Heads:
    """Phrases with a known beginning; they are looked up in a table, and nothing is compiled."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._phrases = phrases
        self._table = Table((phrase.prefilter.heads, at) for at, phrase in enumerate(phrases))
        self._starts = _Starts(self._table)

    def lines(self, document: Document) -> Iterator[int]:
        """Yield the indexes of the lines that some phrase may match."""
        raw, starts = document.raw_lines, self._starts
        first = compress(count(), map(starts.__getitem__, map(_FEW, raw)))
        return (index for index in first if len(raw[index]) <= _KNOWN or _may_begin(raw[index][:_MORE], self._table))

    def may_open(self, text: str) -> bool:
        """Return whether some phrase may match a text, by its first characters."""
        return self._starts[_FEW(text)] and _may_begin(text[:_MORE], self._table)

    def may_hit(self, line: str) -> Iterable[Phrase]:
        """Return the phrases whose heads begin a line."""
        start, whole = head(line[len(lead(line)) :])
        numbers = {*self._table.of(start), *self._table.exactly(whole)}
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
    words = _PLAIN.match(fold(start[start[:1] in _QUOTES :]))
    # A blank at the end is dropped: more may follow, which count as one.
    return words is None or heads.begins(words[0].rstrip(" "))
