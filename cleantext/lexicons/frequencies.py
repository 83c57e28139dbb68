"""Lists of words with their frequencies, which are searched in their files."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, TypeVar, overload

from cleantext.core.document import utf8
from cleantext.lexicons.sorted_lines import Listed, find

_START = 4  # letters; words that begin with the same ones stand in one line
_MOST_SEARCHES = 1_000  # in the file, 5 microseconds each; to read all lines of the English list takes 10 ms and 6 MB

_Default = TypeVar("_Default")


def rank_lines(ranks: Mapping[str, int]) -> Iterator[str]:
    """Yield the lines of a list of frequencies, given the number of each word."""
    for start, words in groupby(sorted(ranks), lambda word: word[:_START]):
        yield " ".join((start, *(f"{word[_START:]}={ranks[word]}" for word in words)))


class Frequencies(Mapping[str, int]):
    """Words and their frequencies; see `zipf_tenths` for the numbers.

    A line of the file has all words that begin with the same four letters: "abov e=57 ementioned=22". The lines are
    sorted. A process that cleans a text or two searches them in the file. Others make a `dict` of them, with a string
    for each line: a `dict` of all words takes three times as much memory, and five times as long to make.
    """

    def __init__(self, listed: Listed) -> None:
        """Store the content of a file with a line feed at either end."""
        self._listed = listed
        self._rests: dict[str, str] = {}  # lines by their starts, with a blank around each word
        self._are_all = False  # whether these are all lines

    @overload
    def get(self, key: str, /) -> int | None: ...

    @overload
    def get(self, key: str, default: _Default, /) -> int | _Default: ...

    def get(self, key: str, default: Any = None, /) -> Any:
        """Return the number of a word."""
        start = key[:_START]
        rests, rest = self._rests.get(start), f" {key[_START:]}="
        if rests is None:
            rests = self._searched(start)
        at = rests.find(rest)
        if at < 0:
            return default
        at += len(rest)
        return int(rests[at : rests.index(" ", at)])

    def words_among(self, strings: Iterable[str]) -> set[str]:
        """Return the strings that have a number above 0; one call for many strings that are no words."""
        remembered, searched = self._rests.get, self._searched
        listed = [
            string
            for string in strings
            if f" {string[_START:]}=" in (remembered(string[:_START]) or searched(string[:_START]))
        ]
        return {string for string in listed if self.get(string, 0) > 0}

    def _searched(self, start: str) -> str:
        """Return the rest of a line that is not remembered yet."""
        if self._are_all:
            return ""
        if len(self._rests) >= _MOST_SEARCHES:
            # Other threads may do the same.
            lines = (line.partition(" ") for line in self._listed[1:-1].decode().split("\n"))
            self._rests = {start: f" {rest} " for start, _, rest in lines}
            self._are_all = True
            return self._rests.get(start, "")
        before = b"\n%b " % utf8(start)
        at = find(self._listed, before)
        line = self._listed[at + len(before) : self._listed.find(b"\n", at + 1)].decode() if at >= 0 else ""
        self._rests[start] = f" {line} "
        return self._rests[start]

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.get(key) is not None

    def __getitem__(self, key: str) -> int:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        for line in self._listed[1:-1].decode().split("\n"):
            start, *rests = line.split(" ")
            yield from (start + rest.partition("=")[0] for rest in rests)

    def __len__(self) -> int:
        return self._listed[:].count(b"=")
