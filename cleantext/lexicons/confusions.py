"""Which words a misspelled one may stand for: one slip of eye or hand away."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from cleantext.lexicons import zipf

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# What optical character recognition takes for each other, both ways; from the error tables of the field
# (Holley 2009, "How good can it get?"; Rice, Nartker and Nagy 1999, "Optical Character Recognition").
_SHAPES = (
    ("rn", "m"),
    ("cl", "d"),
    ("li", "h"),
    ("vv", "w"),
    ("ii", "u"),
    ("ri", "n"),
    ("nn", "m"),
    ("tl", "d"),
    ("lu", "hi"),
    ("fi", "h"),
    ("in", "m"),
    ("ni", "m"),
    ("ii", "h"),
    ("ri", "h"),
)
_BOTH_WAYS = (*_SHAPES, *(pair[::-1] for pair in _SHAPES))
_LOOKALIKES = frozenset(
    frozenset(pair)
    for pair in "ec eo oa nu hb il ij ft ft tl rt vy gq sf un co cg lt bh li ao ae kh ct nr mn ui".split()
)
_VOWELS = frozenset("aeiou")
_MISREAD = {
    letter: [other for other in _LETTERS if {letter, other} in _LOOKALIKES and not {letter, other} <= _VOWELS]
    for letter in _LETTERS
}
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = frozenset(
    [frozenset(pair) for row in _ROWS for pair in pairwise(row)]
    + [frozenset(pair) for upper, lower in pairwise(_ROWS) for pair in zip(upper, lower, strict=False)]
    + [frozenset(pair) for upper, lower in pairwise(_ROWS) for pair in zip(upper[1:], lower, strict=False)]
)


class Guess(NamedTuple):
    """A word that another may stand for."""

    word: str
    slip: str  # how one became the other: "shape", "doubled", "swapped", "dropped", "added", "replaced"
    rank: int  # ten times its Zipf frequency


def slips(word: str) -> Iterator[tuple[str, str]]:
    """What a word is one slip away from, real or not, and the slip."""
    for at, letter in enumerate(word):
        head, tail = word[:at], word[at + 1 :]
        yield head + tail, "doubled" if letter in (word[at - 1 : at], tail[:1]) else "added"
        if tail and tail[0] != letter:
            yield head + tail[0] + letter + tail[1:], "swapped"
        for other in _LETTERS:
            if other != letter:
                pair = frozenset((letter, other))
                yield (
                    head + other + tail,
                    "shape" if pair in _LOOKALIKES else "key" if pair in _NEIGHBOURS else "replaced",
                )
    for at in range(len(word) + 1):
        for other in _LETTERS:
            twin = word[at - 1 : at] == other or word[at : at + 1] == other
            yield word[:at] + other + word[at:], "single" if twin else "dropped"
    for wrong, right in _BOTH_WAYS:
        at = word.find(wrong)
        while at >= 0:
            yield word[:at] + right + word[at + len(wrong) :], "shape"
            at = word.find(wrong, at + 1)


def misread(word: str) -> Iterator[str]:
    """What a word may be where one letter inside was taken for one that looks like it, vowels for vowels excepted."""
    for at in range(1, len(word) - 1):
        for other in _MISREAD.get(word[at], ()):
            yield word[:at] + other + word[at + 1 :]


def _near(word: str) -> set[str]:
    """What `slips` gives, without the slips: most words are near nothing, and this says so in a tenth of the time."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {head + tail[1:] for head, tail in parts}
    found.update(head + tail[1] + tail[0] + tail[2:] for head, tail in parts[:-2])
    found.update([head + letter + tail[1:] for head, tail in parts for letter in _LETTERS])
    found.update([head + letter + tail for head, tail in parts for letter in _LETTERS])
    for one, two in _BOTH_WAYS:
        if one in word:
            starts = (at for at in range(len(word)) if word.startswith(one, at))
            found.update(word[:at] + two + word[at + len(one) :] for at in starts)
    return found


def _same(one: str, other: str) -> int:
    """How many characters two words begin with in common."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def slip_between(word: str, other: str) -> str | None:
    """The slip that leads from a word to another, as `slips` names it; None where there is more than one."""
    if any(_is_misread(word, other, wrong, right) for wrong, right in _BOTH_WAYS if wrong in word and right in other):
        return "shape"
    at = _same(word, other)
    rest, letter = other[at:], word[at : at + 1]
    if len(other) == len(word) - 1 and rest == word[at + 1 :]:
        return "doubled" if letter in (word[max(0, at - 1) : at], word[at + 1 : at + 2]) else "added"
    if len(other) == len(word) + 1 and rest[1:] == word[at:]:
        return "single" if rest[0] in (word[max(0, at - 1) : at], letter) else "dropped"
    if len(other) != len(word) or word == other:
        return None
    if rest[1:] == word[at + 1 :]:
        pair = frozenset((letter, rest[0]))
        return "shape" if pair in _LOOKALIKES else "key" if pair in _NEIGHBOURS else "replaced"
    return "swapped" if rest == word[at + 1 : at + 2] + letter + word[at + 2 :] else None


def _is_misread(word: str, other: str, wrong: str, right: str) -> bool:
    """Whether a word becomes another where one of its groups of letters is read as another group."""
    starts = (at for at in range(len(word)) if word.startswith(wrong, at))
    return any(word[:at] + right + word[at + len(wrong) :] == other for at in starts)


# What English puts before and behind words; dictionaries list few of the words that come of it.
PREFIXES = """
after anti auto back bi bio circum co counter cross crypto cyber de dis down eco electro equi ex extra fore geo hyper
il im in infra inter intra ir kilo macro mal mega meta micro mid milli mini mis mono multi nano neo neuro non off omni
on out over para photo poly post pre pro proto pseudo psycho quasi radio re self semi socio sub super supra tele thermo
trans tri turbo ultra un under uni up vice
""".split()
_SUFFIXES = """
s es ed d ing er ers or ors ly ness nesses less ful fully able ably ability ible al ally ism isms ist ists ity ities ive
ize izes ized izing ise ises ised ising isation ization ation ations ic ical ically ish like y ier iest ies ied ment
ments dom hood ship ships ward wards wise most man men woman women est ette ettes ess ian ians ean esque let lets ling
lings
n't 's
""".split()
_PART = 32  # ten times the Zipf frequency of words that compounds are made of
_SHORTEST = 3


@lru_cache(maxsize=20_000)
def is_derived(word: str, language: str) -> bool:
    """Whether a word is made of others: by affixes, or as a compound of two frequent words."""
    known = zipf(language)
    for suffix in _SUFFIXES:
        stem = word.removesuffix(suffix)
        if stem != word and any(base in known for base in _stems(stem, suffix)):
            return True
    for prefix in PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > _SHORTEST and (rest in known or is_derived(rest, language)):
            return True
    parts = ((word[:at], word[at:]) for at in range(_SHORTEST, len(word) - _SHORTEST + 1))
    return any(known.get(one, 0) >= _PART and known.get(two, 0) >= _PART for one, two in parts)


def _stems(stem: str, suffix: str) -> Iterator[str]:
    """The words that a stem may come from: "hik" of "hiker" from "hike", "stopp" of "stopper" from "stop"."""
    if len(stem) < _SHORTEST:
        return
    vowel = suffix[0] in "aeiouy"
    if not (vowel and stem[-1] == "e" and suffix not in ("able", "ably", "ing")):
        yield stem if not (vowel and stem[-1] == "e") else stem + " "
    if vowel:
        yield stem + "e"
        if stem[-1] == stem[-2]:
            yield stem[:-1]
    if suffix in ("ier", "iest", "ies", "ied"):
        yield stem + "y"


@lru_cache(maxsize=20_000)
def guesses(word: str, language: str) -> tuple[Guess, ...]:
    """The dictionary words that a lower-case word is one slip away from, the most frequent first."""
    known = zipf(language)
    found = (candidate for candidate in known.keys() & _near(word) if known[candidate] > 0)
    slipped = ((candidate, slip_between(word, candidate)) for candidate in found)
    best = (Guess(candidate, slip, known[candidate]) for candidate, slip in slipped if slip)
    return tuple(sorted(best, key=lambda guess: (-guess.rank, guess.word)))
