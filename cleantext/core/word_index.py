"""An index of the strings of phrases by words: a word that occurred before costs one lookup in a set.

RE2 builds the states of an automaton of 1,600 strings during the search, and on new text that takes five times as long
as the search itself. Nearly all words of a text occurred in earlier texts, and few contain a string. So each string
has a key, the rarest of the parts between its blanks. A new word is compared with all keys once. Where a word contains
the key of a string, the words beside it are compared with the parts beside the key.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, compress, count
from operator import eq, itemgetter
from typing import NamedTuple

from cleantext.core import literals
from cleantext.core.document import Document
from cleantext.core.rarity import NUMBER

_KEY_LENGTH = 4  # characters of a key, by which it is looked up
# Words that are remembered, 4 MB. Then all are dropped; a word that occurs again is compared again, to the same result.
_MEMO = 40_000
_LONGEST_WORD = 40  # code points of a word that is remembered
_MOST_BESIDE = 4_096  # words beside keys that are remembered as they are spelled; most are "the", "a", "of"
_DIGITS = re.compile("[0-9]+")


class _Entry(NamedTuple):
    """A string of a phrase, without its key."""

    before: str  # the word before the key ends with it
    behind: str  # the word behind the key begins with it
    owner: str  # of the phrase
    number: int  # of the phrase, among those of its owner


_Entries = Sequence[_Entry]
_Keyed = tuple[str, _Entry]  # an entry behind its key
# How a word is looked up in a table of keys, and how it is compared with a key found there.
_Place = tuple[Callable[[str], str], Callable[[str, str], bool]]
_WHOLE: _Place = itemgetter(slice(None)), eq
_BEGINNING: Sequence[_Place] = [(itemgetter(slice(size)), str.startswith) for size in range(1, _KEY_LENGTH + 1)]
_END: Sequence[_Place] = [(itemgetter(slice(-size, None)), str.endswith) for size in range(1, _KEY_LENGTH + 1)]


class _Known(NamedTuple):
    """Words that were compared with all keys. With more keys, another one takes its place."""

    entries: dict[str, _Entries]
    without: set[str]  # words that contain no key


class WordIndex:
    """Strings of phrases of several owners: the languages that occurred, and sites.

    All share one index, so that a word is compared once, and not with the keys of each language. Threads may share it:
    what they learn about words while keys are added is dropped.
    """

    def __init__(self, owners: Callable[[Document], Collection[str]]) -> None:
        """Make an empty index. owners: returns those whose phrases are searched for in a document."""
        self._owners = owners
        # The strings whose keys are words, or stand at one end of a word.
        self._tables: dict[_Place, dict[str, list[_Keyed]]] = {place: {} for place in (_WHOLE, *_BEGINNING, *_END)}
        # Those whose keys are parts of words, by the first characters; shorter ones by the first one.
        self._inside: dict[tuple[str, ...], list[_Keyed]] = {}
        self._short: dict[str, list[_Keyed]] = {}
        self._known = _Known({}, set())

    def add(self, owner: str, strings: Iterable[tuple[str, int, int]]) -> None:
        """Add strings in the spelling of `literals.fold`, each with its phrase's number and its `key_place`."""
        for string, number, at in strings:
            parts = string.split(" ")
            before, behind = "".join(parts[at - 1 : at]), "".join(parts[at + 1 : at + 2])
            self._table(parts, at).append((parts[at], _Entry(before, behind, owner, number)))
        self._known = _Known({}, set())

    def _table(self, parts: Sequence[str], at: int) -> list[_Keyed]:
        """Return the list for a string whose key is one of its parts."""
        key = parts[at]
        if len(parts) == 1:
            is_short = len(key) < _KEY_LENGTH
            return (
                self._short.setdefault(key[0], []) if is_short else self._inside.setdefault((*key[:_KEY_LENGTH],), [])
            )
        size = min(len(key), _KEY_LENGTH) - 1
        place = _END[size] if at == 0 else _BEGINNING[size] if at == len(parts) - 1 else _WHOLE
        return self._tables[place].setdefault(place[0](key), [])

    def lines(self, document: Document) -> Mapping[str, Mapping[int, tuple[int, ...]]]:
        """Return by owner the numbers of phrases, by the index of each line that may contain one of their strings."""
        owners = frozenset(self._owners(document))
        found: dict[str, dict[int, set[int]]] = {owner: {} for owner in owners}
        for at, entry in self._places(document.words, document.vocabulary, owners):
            found[entry.owner].setdefault(document.line_of_word(at), set()).add(entry.number)
        return {owner: {line: (*sorted(lines[line]),) for line in sorted(lines)} for owner, lines in found.items()}

    def of(self, text: str, owner: str) -> tuple[int, ...]:
        """Return the numbers of the phrases of an owner that may have a string in a text."""
        words = text.lower().split()
        return (*sorted({entry.number for _, entry in self._places(words, frozenset(words), {owner})}),)

    def _places(
        self, words: Sequence[str], vocabulary: frozenset[str], owners: Collection[str]
    ) -> Iterator[tuple[int, _Entry]]:
        """Yield the places of words that contain keys, beside the other parts of a string, and the strings."""
        known = self._known
        rest = vocabulary.difference(known.without)
        found = {word: known.entries[word] for word in rest if word in known.entries}
        new = [word for word in rest if word not in found]
        found.update(self._learned(new, known) if new else ())
        entries = {word: own for word, its in found.items() if (own := [one for one in its if one.owner in owners])}
        last = len(words) - 1
        for at in compress(count(), map(entries.__contains__, words)) if entries else ():
            before = behind = None
            for entry in entries[words[at]]:
                if entry.before:
                    before = before or (_spelled_word(words[at - 1]) if at else " ")
                    if not before.endswith(entry.before):
                        continue
                if entry.behind:
                    behind = behind or (_spelled_word(words[at + 1]) if at < last else " ")
                    if not behind.startswith(entry.behind):
                        continue
                yield at, entry

    def _learned(self, words: Sequence[str], known: _Known) -> Mapping[str, _Entries]:
        """Return the strings with a key in some new words, by the word, and remember them."""
        found = {words[at]: entries for at, entries in self._entries_in(_spelled("\n".join(words))).items()}
        if len(known.without) + len(known.entries) + len(words) > _MEMO:
            self._known = _Known({}, set())
        known.without.update([word for word in words if word not in found and not word[_LONGEST_WORD:]][:_MEMO])
        known.entries.update([(word, its) for word, its in found.items() if not word[_LONGEST_WORD:]][:_MEMO])
        return found

    def _entries_in(self, text: str) -> Mapping[int, _Entries]:
        """Return the strings with a key in words, one on each line of a text, by the number of the line.

        All words are looked up in a table by one call: that takes half the time of a loop over the words.
        """
        words, found = text.split("\n"), dict[int, list[_Entry]]()
        for (part, fits), table in self._tables.items():
            for at in compress(count(), map(table.__contains__, map(part, words))) if table else ():
                word = words[at]
                found.setdefault(at, []).extend([entry for key, entry in table[part(word)] if fits(word, key)])
        for at, entry in self._parts_in(text, words):
            found.setdefault(at, []).append(entry)
        return {at: entries for at, entries in found.items() if entries}

    def _parts_in(self, text: str, words: Sequence[str]) -> Iterator[tuple[int, _Entry]]:
        """Yield the strings whose keys are parts of words, behind the number of the word."""
        ends = [*accumulate(map((1).__add__, map(len, words)))]
        runs = zip(text, text[1:], text[2:], text[3:], strict=False)
        for at in compress(count(), map(self._inside.__contains__, runs)):
            for key, entry in self._inside[(*text[at : at + _KEY_LENGTH],)]:
                if text.startswith(key, at):
                    yield bisect_right(ends, at), entry
        for letter in self._short.keys() & {*text}:
            for key, entry in self._short[letter]:
                if key in text:
                    yield from ((at, entry) for at, word in enumerate(words) if key in word)


def _spelled(words: str) -> str:
    """Return words as `literals.fold` spells them, with unified numbers."""
    return _DIGITS.sub(NUMBER, literals.fold(words))


_spelled_word = lru_cache(_MOST_BESIDE)(_spelled)
