"""The dictionary words near a string of letters, found by the runs of four letters that dictionary words have.

A word of nine letters is one edit from 500 strings. Nearly all of them contain a run of four letters that no dictionary
word has (blanks count as letters at both ends). So most of those strings are never made: a hundred are looked up. If
the word itself has such runs, the edit must be inside them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from cleantext.lexicons import data_text, zipf_tenths

_PAD = "   "
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")


class Quadgrams(NamedTuple):
    """The runs of four letters of a language's dictionary words."""

    behind: Mapping[str, str]  # three letters -> the letters that may follow them
    before: Mapping[str, str]  # three letters -> the letters that may precede them


@cache
def quadgrams(language: str) -> Quadgrams:
    """Return the runs of `LANGUAGE.quadgrams.txt`, which `build.py` writes."""
    behind, before = data_text(f"{language}.quadgrams.txt").split("\n\n")
    return Quadgrams(*({line[:3]: line[3:] for line in part.split("\n")} for part in (behind, before)))


def lines(words: Iterable[str]) -> Iterator[str]:
    """Yield the file of `quadgrams` for some words: a line for three letters, a blank line between the parts."""
    runs = {padded[at : at + 4] for padded in map(_padded, words) for at in range(len(padded) - 3)}
    behind, before = dict[str, str](), dict[str, str]()
    for run in sorted(runs):
        behind[run[:3]] = behind.get(run[:3], "") + run[3]
        before[run[1:]] = before.get(run[1:], "") + run[0]
    yield from (three + letters for three, letters in sorted(behind.items()))
    yield ""
    yield from (three + letters for three, letters in sorted(before.items()))


def one_edit_away(word: str, look_alikes: Sequence[tuple[str, str]], language: str) -> set[str]:
    """Return the dictionary words, no names, one edit from a word, by letters a to z, and possibly the word itself.

    An edit deletes a letter, inserts one, replaces one, transposes two, or replaces one group of `look_alikes` by the
    other.
    """
    near = set(_edited(word, quadgrams(language)))
    near.update(
        word[:at] + other + word[at + len(group) :]
        for group, other in look_alikes
        if group in word
        for at in range(len(word))
        if word.startswith(group, at)
    )
    return zipf_tenths(language).words_among(near)


def _edited(word: str, runs: Quadgrams) -> Iterator[str]:
    padded = _padded(word)
    places = _Places(padded, runs)
    for at in places.of(1):
        head, tail = word[:at], word[at + 1 :]
        yield head + tail
        for letter in _between(padded[at : at + 3], padded[at + 4 : at + 7], runs):
            yield head + letter + tail
    for at in places.of(0):
        for letter in _between(padded[at : at + 3], padded[at + 3 : at + 6], runs):
            yield word[:at] + letter + word[at:]
    for at in places.of(2):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def two_letters_more(word: str, language: str) -> set[str]:
    """Return the dictionary words, no names, with two neighbouring letters a to z more than a word, not at an end."""
    runs, padded = quadgrams(language), _padded(word)
    near = (
        word[:at] + one + other + word[at:]
        for at in _Places(padded, runs).of(0)
        if 0 < at < len(word)
        for one in _LETTERS.intersection(runs.behind.get(padded[at : at + 3], ""))
        for other in _between(padded[at + 1 : at + 3] + one, padded[at + 3 : at + 6], runs)
    )
    return zipf_tenths(language).words_among(near)


def _between(head: str, tail: str, runs: Quadgrams) -> Iterable[str]:
    """Return the letters that may stand between three letters and three others."""
    behind, before = runs.behind.get(head), runs.before.get(tail)
    return _LETTERS.intersection(behind).intersection(before) if behind and before else ()


def unseen_runs(word: str, language: str) -> int:
    """Return how many runs of four letters a word has that no dictionary word has."""
    padded, get = _padded(word), quadgrams(language).behind.get
    return sum(padded[at + 3] not in get(padded[at : at + 3], "") for at in range(len(padded) - 3))


class _Places:
    """The places where an edit may leave no run that no dictionary word has."""

    def __init__(self, padded: str, runs: Quadgrams) -> None:
        get = runs.behind.get
        odd = [at for at in range(len(padded) - 3) if padded[at + 3] not in get(padded[at : at + 3], "")]
        self._length = len(padded) - 2 * len(_PAD)
        self._latest_start = odd[0] if odd else self._length
        self._earliest_end = odd[-1] - 2 if odd else 0

    def of(self, size: int) -> range:
        """Return the possible starts of so many letters that an edit replaces."""
        earliest, latest = max(0, self._earliest_end - size), min(self._length - size, self._latest_start)
        return range(earliest, latest + 1)


def _padded(word: str) -> str:
    return _PAD + word + _PAD
