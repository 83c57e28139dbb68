"""An index of the strings of phrases by words: a word that occurred before costs one lookup in a set.

RE2 builds the states of an automaton of 1,600 strings during the search, and on new text that takes five times as long
as the search itself. Nearly all words of a text occurred in earlier texts, and few contain a string. So each string
has a key, the rarest of the parts between its blanks. A new word is compared with all keys once. The strings
themselves are only searched in texts that contain their keys.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from cleantext.core import literals
from cleantext.core.document import Document
from cleantext.core.rarity import NUMBER, rarity_of_any

_KEY_LENGTH = 3  # characters at the start of a key inside a word, by which it is looked up
# Words that are remembered, 4 MB. Then all are dropped; a word that occurs again is compared again, to the same result.
_MEMO = 40_000
_LONGEST_WORD = 40  # code points of a word that is remembered
_ODD_BLANKS = ("  ", "\t", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}")
_BLANKS = re.compile("[ \t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+")  # as phrases have them
_DIGITS = re.compile("[0-9]+")


def may_be_indexed(string: str) -> bool:
    """Return whether a string can be indexed: its only white space are blanks."""
    return not string.isspace() and all(part.split() == [part] for part in string.split(" ") if part)


class WordIndex:
    """Strings, each with the numbers of the phrases that require it."""

    def __init__(self, strings: Iterable[tuple[str, int]]) -> None:
        """Index strings in the spelling of `literals.fold` that `may_be_indexed`."""
        self._numbers: dict[str, list[int]] = {}
        for string, number in strings:
            self._numbers.setdefault(string, []).append(number)
        # The strings by their keys: whole words, ends of words, beginnings of words, parts of words.
        self._whole: dict[str, list[str]] = {}
        self._endings: dict[str, list[str]] = {}
        self._beginnings: dict[str, list[str]] = {}
        self._inside: dict[str, list[str]] = {}  # by the first characters
        self._short: list[str] = []  # shorter ones
        for string in self._numbers:
            self._add(string)
        self._sizes = range(1, max(map(len, chain(self._endings, self._beginnings)), default=0) + 1)
        self._by_word: dict[str, Sequence[str]] = {}
        self._without: set[str] = set()  # words that contain no key

    def _add(self, string: str) -> None:
        parts = string.split(" ")
        if len(parts) == 1:
            if len(string) < _KEY_LENGTH:
                self._short.append(string)
            else:
                self._inside.setdefault(string[:_KEY_LENGTH], []).append(string)
            return
        at = max((at for at, part in enumerate(parts) if part), key=lambda at: rarity_of_any([parts[at]]))
        table = self._endings if at == 0 else self._beginnings if at == len(parts) - 1 else self._whole
        table.setdefault(parts[at], []).append(string)

    def lines(self, document: Document) -> Mapping[int, tuple[int, ...]]:
        """Return the numbers of phrases by the index of each line that contains one of their strings."""
        found: dict[int, set[int]] = {}
        words = document.vocabulary.difference(self._without)
        text = document.lower if document.text.isascii() else document.text
        for string, line in self._places(text, words):
            found.setdefault(line, set()).update(self._numbers[string])
        return {line: tuple(sorted(found[line])) for line in sorted(found)}

    def of(self, text: str) -> tuple[int, ...]:
        """Return the numbers of the phrases that have a string in a text."""
        words = set(text.lower().split()).difference(self._without)
        return tuple(sorted({number for string, _ in self._places(text, words) for number in self._numbers[string]}))

    def _places(self, text: str, words: Iterable[str]) -> Iterator[tuple[str, int]]:
        """Yield the strings of a text with some words, each with the indexes of its lines."""
        known, new = self._by_word, [word for word in words if word not in self._by_word]
        strings = {string for word in words if word in known for string in known[word]}
        strings.update(*(self._strings_of(new) if new else ()))
        if not strings:
            return
        spelled = literals.fold(text)
        if any(map(spelled.__contains__, _ODD_BLANKS)):
            spelled = _BLANKS.sub(" ", spelled)
        with_numbers = [string for string in strings if NUMBER in string]
        yield from _lines_with(strings.difference(with_numbers), spelled)
        if with_numbers:
            yield from _lines_with(with_numbers, _DIGITS.sub(NUMBER, spelled))

    def _strings_of(self, words: Sequence[str]) -> Iterable[Sequence[str]]:
        """Return, for some new words, the strings with a key in each, and remember them."""
        spelled = _DIGITS.sub(NUMBER, literals.fold("\n".join(words))).split("\n")
        found = {
            word: its_strings
            for word, its, size in zip(words, spelled, map(len, spelled), strict=True)
            if (its_strings := self._strings_in(its, size))
        }
        short = [word for word in words if word not in found and not word[_LONGEST_WORD:]]
        if len(self._without) + len(self._by_word) + len(words) > _MEMO:
            self._without, self._by_word = set(), {}
        self._without.update(short[:_MEMO])
        self._by_word.update(islice(((word, its) for word, its in found.items() if len(word) <= _LONGEST_WORD), _MEMO))
        return found.values()

    def _strings_in(self, word: str, size: int) -> Sequence[str]:
        # Most words contain no key: for them this makes no further call.
        found = [*self._whole[word]] if word in self._whole else []
        beginnings, endings, inside = self._beginnings, self._endings, self._inside
        for at in self._sizes[:size]:
            if word[:at] in beginnings:
                found += beginnings[word[:at]]
            if word[-at:] in endings:
                found += endings[word[-at:]]
        for at in range(size - _KEY_LENGTH + 1):
            start = word[at : at + _KEY_LENGTH]
            if start in inside:
                found += [string for string in inside[start] if word.startswith(string, at)]
        return [*found, *(string for string in self._short if string in word)] if self._short else found


def _lines_with(strings: Collection[str], text: str) -> Iterator[tuple[str, int]]:
    for string in strings:
        line, last, at = 0, 0, text.find(string)
        while at >= 0:
            line += text.count("\n", last, at)
            yield string, line
            last = text.find("\n", at)
            if last < 0:
                break
            at = text.find(string, last)
