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
from typing import NamedTuple

from cleantext.core.document import Document
from cleantext.core.folding import NUMBER, fold

_RUN = 4  # characters of a key, by which it is looked up
# So many words later, those are forgotten that have not come again since; 4 MB in all. A forgotten word is compared
# again, to the same result.
_MEMO = 20_000
_LONGEST_WORD = 40  # code points of a word that is remembered
_MOST_BESIDE = 4_096  # words beside keys that are remembered as they are spelled; most are "the", "a", "of"
_DIGITS = re.compile("[0-9]+")


class _Entry(NamedTuple):
    """A string of a phrase, without its key."""

    before: str  # the word before the key ends with it
    behind: str  # the word behind the key begins with it
    number: int  # of the phrase, among those of its owner


_Entries = Mapping[str, Sequence[_Entry]]  # strings by the owner of the phrase


# A key with a line feed where a word begins or ends with it; the place of its run; and its strings.
_Key = tuple[str, int, dict[str, list[_Entry]]]


class _Known(NamedTuple):
    """Words that were compared with all keys. With more keys or too many words, another one takes its place."""

    additions: int  # of strings to the index, after which they were compared
    entries: dict[str, _Entries]
    without: set[str]  # words that contain no key
    earlier_entries: dict[str, _Entries]  # of words that have not come again since
    earlier_without: set[str]


class WordIndex:
    """Strings of phrases of several owners, such as languages; a word is compared once with the keys of all.

    Threads may share it: what they learn about words while keys are added is dropped.
    """

    def __init__(self, owners: Callable[[Document], Collection[str]]) -> None:
        """Make an empty index. owners: returns those whose phrases are searched for in a document."""
        self._owners = owners
        self._by_key: dict[str, dict[str, list[_Entry]]] = {}
        self._by_run: dict[tuple[str, ...], list[_Key]] = {}
        self._by_letter: dict[str, list[_Key]] = {}  # keys that are shorter than a run
        self._additions = 0
        self._known = self._nothing_known()

    def _nothing_known(self) -> _Known:
        return _Known(self._additions, {}, set(), {}, set())

    def add(self, owner: str, strings: Iterable[tuple[str, int, int]]) -> None:
        """Add strings in the spelling of `fold`, each with its phrase's number and its `literals.key_place`."""
        for string, number, at in strings:
            parts = string.split(" ")
            entry = _Entry("".join(parts[at - 1 : at]), "".join(parts[at + 1 : at + 2]), number)
            key = "\n" * (at > 0) + parts[at] + "\n" * (at < len(parts) - 1)
            if key not in self._by_key:
                self._add_key(key)
            self._by_key[key].setdefault(owner, []).append(entry)
        self._additions += 1

    def _add_key(self, key: str) -> None:
        found = self._by_key[key] = {}
        word = key.strip("\n")
        if len(key) < _RUN:
            self._by_letter.setdefault(word[0], []).append((key, 0, found))
            return
        first = key.index(word)
        places = range(first, first + len(word) - _RUN + 1) or (0,)
        # Of the runs of a word that with the fewest keys: "tion" stands in every tenth word.
        place = next((at for at in places if (*key[at : at + _RUN],) not in self._by_run), None)
        if place is None:
            place = min(places, key=lambda at: len(self._by_run[(*key[at : at + _RUN],)]))
        self._by_run.setdefault((*key[place : place + _RUN],), []).append((key, place, found))

    def lines(self, document: Document) -> Mapping[str, Mapping[int, tuple[int, ...]]]:
        """Return by owner the numbers of phrases, by the index of each line that may contain one of their strings."""
        known = self._entries_of(document.vocabulary)
        return {owner: self._lines_of(document, owner, known) for owner in self._owners(document)}

    def _lines_of(self, document: Document, owner: str, known: Mapping[str, _Entries]) -> Mapping[int, tuple[int, ...]]:
        found: dict[int, set[int]] = {}
        for at, number in _places(document.words, owner, known):
            found.setdefault(document.line_of_word(at), set()).add(number)
        return {line: (*sorted(found[line]),) for line in sorted(found)}

    def of(self, text: str, owner: str) -> tuple[int, ...]:
        """Return the numbers of the phrases of an owner that may have a string in a text."""
        words = text.lower().split()
        return (*sorted({number for _, number in _places(words, owner, self._entries_of(frozenset(words)))}),)

    def _entries_of(self, vocabulary: frozenset[str]) -> Mapping[str, _Entries]:
        """Return the strings with a key in some words, by the word."""
        known = self._known
        if known.additions != self._additions:
            known = self._known = self._nothing_known()
        rest = vocabulary.difference(known.without)
        found = {word: known.entries[word] for word in rest if word in known.entries}
        new = [word for word in rest if word not in found]
        found.update(self._learned(new, known) if new else ())
        return found

    def _learned(self, words: Sequence[str], known: _Known) -> Mapping[str, _Entries]:
        """Return the strings with a key in some new words, by the word, and remember them."""
        earlier = known.earlier_entries
        found = {word: earlier[word] for word in words if word in earlier}
        new = [word for word in words if word not in known.earlier_without and word not in found]
        for at, entries in self._keys_in(_spelled("\n".join(("", *new, "")))) if new else ():
            word = new[at]
            found[word] = _both(found[word], entries) if word in found else entries
        if len(known.without) + len(known.entries) + len(words) > _MEMO:
            known = self._known = _Known(known.additions, {}, set(), known.entries, known.without)
        known.without.update([word for word in words if word not in found and not word[_LONGEST_WORD:]][:_MEMO])
        known.entries.update([(word, its) for word, its in found.items() if not word[_LONGEST_WORD:]][:_MEMO])
        return found

    def _keys_in(self, text: str) -> Iterator[tuple[int, _Entries]]:
        """Yield the strings with a key in words, behind the number of the word.

        text: the words, with a line feed before and behind each; the keys of all are found by one call.
        """
        feeds = [*accumulate(map((1).__add__, map(len, text[1:].split("\n"))), initial=0)]
        runs = zip(text, text[1:], text[2:], text[3:], strict=False)
        for at in compress(count(), map(self._by_run.__contains__, runs)):
            for key, place, entries in self._by_run[(*text[at : at + _RUN],)]:
                if text.startswith(key, at - place):
                    yield bisect_right(feeds, at) - 1, entries
        for letter in self._by_letter.keys() & {*text}:
            for key, _, entries in self._by_letter[letter]:
                yield from ((bisect_right(feeds, at) - 1, entries) for at in _places_of(key, text))


def _places_of(string: str, text: str) -> Iterator[int]:
    at = text.find(string)
    while at >= 0:
        yield at
        at = text.find(string, at + 1)


def _both(one: _Entries, other: _Entries) -> _Entries:
    return {owner: (*one.get(owner, ()), *other.get(owner, ())) for owner in {**one, **other}}


def _places(words: Sequence[str], owner: str, known: Mapping[str, _Entries]) -> Iterator[tuple[int, int]]:
    """Yield the places of words that contain a key beside the other parts of a string, and the phrases' numbers."""
    own = {word: entries[owner] for word, entries in known.items() if owner in entries}
    last = len(words) - 1
    for at in compress(count(), map(own.__contains__, words)) if own else ():
        before = behind = None
        for entry in own[words[at]]:
            if entry.before:
                before = before or (_spelled_word(words[at - 1]) if at else " ")
                if not before.endswith(entry.before):
                    continue
            if entry.behind:
                behind = behind or (_spelled_word(words[at + 1]) if at < last else " ")
                if not behind.startswith(entry.behind):
                    continue
            yield at, entry.number


def _spelled(words: str) -> str:
    """Return words as `fold` spells them, with unified numbers."""
    return _DIGITS.sub(NUMBER, fold(words))


_spelled_word = lru_cache(_MOST_BESIDE)(_spelled)
