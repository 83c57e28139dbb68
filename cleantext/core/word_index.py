"""An index of the strings of phrases by words: a word that occurred before costs one lookup in a set.

RE2 builds the states of an automaton of 1,600 strings during the search, and on new text that takes five times as long
as the search itself. Nearly all words of a text occurred in earlier texts, and few contain a string. So each string
has a key, the rarest of the parts between its blanks. A new word is compared with all keys once. Where a word contains
the key of a string, the words beside it are compared with the parts beside the key.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress, count
from typing import NamedTuple

from cleantext.core import literals
from cleantext.core.document import Document
from cleantext.core.rarity import NUMBER

_KEY_LENGTH = 3  # characters at the start of a key inside a word, by which it is looked up
# Words that are remembered, 4 MB. Then all are dropped; a word that occurs again is compared again, to the same result.
_MEMO = 40_000
_LONGEST_WORD = 40  # code points of a word that is remembered
_DIGITS = re.compile("[0-9]+")


class _Entry(NamedTuple):
    """A string of a phrase, without its key."""

    before: str  # the word before the key ends with it
    behind: str  # the word behind the key begins with it
    number: int  # of the phrase


_Entries = Sequence[_Entry]


class WordIndex:
    """Strings, each with the number of a phrase that requires one of its strings."""

    def __init__(self, strings: Iterable[tuple[str, int, int]]) -> None:
        """Index strings in the spelling of `literals.fold`, each with its phrase's number and its `key_place`."""
        # The strings by their keys: whole words, ends of words, beginnings of words, parts of words.
        self._whole: dict[str, list[_Entry]] = {}
        self._endings: dict[str, list[_Entry]] = {}
        self._beginnings: dict[str, list[_Entry]] = {}
        self._inside: dict[str, list[tuple[str, _Entry]]] = {}  # by the first characters
        self._short: list[tuple[str, _Entry]] = []  # shorter ones
        for string, number, at in strings:
            self._add(string, number, at)
        self._sizes = range(1, max(map(len, chain(self._endings, self._beginnings)), default=0) + 1)
        # Most words differ from all keys in their first and in their last letters.
        self._starts = {key[:_KEY_LENGTH] for key in self._beginnings}
        self._stops = {key[-_KEY_LENGTH:] for key in self._endings}
        self._by_word: dict[str, _Entries] = {}
        self._without: set[str] = set()  # words that contain no key

    def _add(self, string: str, number: int, at: int) -> None:
        parts = string.split(" ")
        if len(parts) == 1:
            pair = string, _Entry("", "", number)
            (self._inside.setdefault(string[:_KEY_LENGTH], []) if len(string) >= _KEY_LENGTH else self._short).append(
                pair
            )
            return
        table = self._endings if at == 0 else self._beginnings if at == len(parts) - 1 else self._whole
        entry = _Entry(parts[at - 1] if at else "", "".join(parts[at + 1 : at + 2]), number)
        table.setdefault(parts[at], []).append(entry)

    def lines(self, document: Document) -> Mapping[int, tuple[int, ...]]:
        """Return the numbers of phrases by the index of each line that may contain one of their strings."""
        found: dict[int, set[int]] = {}
        for at, number in self._places(document.words, document.vocabulary):
            found.setdefault(document.line_of_word(at), set()).add(number)
        return {line: tuple(sorted(found[line])) for line in sorted(found)}

    def of(self, text: str) -> tuple[int, ...]:
        """Return the numbers of the phrases that may have a string in a text."""
        words = text.lower().split()
        return tuple(sorted({number for _, number in self._places(words, frozenset(words))}))

    def _places(self, words: Sequence[str], vocabulary: frozenset[str]) -> Iterator[tuple[int, int]]:
        """Yield the places of words that contain keys, beside the other parts of a string, and the phrases' numbers."""
        known = self._by_word
        rest = vocabulary.difference(self._without)
        entries = {word: known[word] for word in rest if word in known}
        new = [word for word in rest if word not in entries]
        entries.update(self._learned(new) if new else ())
        if not entries:
            return
        last = len(words) - 1
        for at in compress(count(), map(entries.__contains__, words)):
            before = behind = None
            for entry in entries[words[at]]:
                if entry.before:
                    before = before or (_spelled(words[at - 1]) if at else " ")
                    if not before.endswith(entry.before):
                        continue
                if entry.behind:
                    behind = behind or (_spelled(words[at + 1]) if at < last else " ")
                    if not behind.startswith(entry.behind):
                        continue
                yield at, entry.number

    def _learned(self, words: Sequence[str]) -> Mapping[str, _Entries]:
        """Return the strings with a key in some new words, by the word, and remember them."""
        spelled = _spelled("\n".join(words)).split("\n")
        each = zip(words, spelled, map(len, spelled), strict=True)
        found = {word: entries for word, its, size in each if (entries := self._entries_of(its, size))}
        if len(self._without) + len(self._by_word) + len(words) > _MEMO:
            self._without, self._by_word = set(), {}
        self._without.update([word for word in words if word not in found and not word[_LONGEST_WORD:]][:_MEMO])
        self._by_word.update([(word, its) for word, its in found.items() if not word[_LONGEST_WORD:]][:_MEMO])
        return found

    def _entries_of(self, word: str, size: int) -> _Entries:
        # Most words contain no key: for them this makes no further call.
        found = [*self._whole[word]] if word in self._whole else []
        beginnings, endings, inside = self._beginnings, self._endings, self._inside
        if word[:3] in self._starts or word[:2] in self._starts or word[:1] in self._starts:
            for at in self._sizes[:size]:
                if word[:at] in beginnings:
                    found += beginnings[word[:at]]
        if word[-3:] in self._stops or word[-2:] in self._stops or word[-1:] in self._stops:
            for at in self._sizes[:size]:
                if word[-at:] in endings:
                    found += endings[word[-at:]]
        for at in range(size - _KEY_LENGTH + 1):
            start = word[at : at + _KEY_LENGTH]
            if start in inside:
                found += [entry for key, entry in inside[start] if word.startswith(key, at)]
        return [*found, *(entry for key, entry in self._short if key in word)] if self._short else found


def _spelled(words: str) -> str:
    """Return words as `literals.fold` spells them, with unified numbers."""
    return _DIGITS.sub(NUMBER, literals.fold(words))
