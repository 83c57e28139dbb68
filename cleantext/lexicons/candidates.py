"""Candidates: the dictionary words within one edit of a misspelled word, with the kind of edit.

An edit is one of those of Damerau (1964), "A technique for computer detection and correction of spelling errors"
(insertion, deletion, substitution, transposition), or the substitution of letters by similar ones, even two for one.
Edits
are named by the error of the writer or the scanner: "goverment" has a *deletion*.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from cleantext.lexicons import zipf_tenths
from cleantext.lexicons.quadgrams import one_edit_away, two_letters_more
from cleantext.lexicons.sorted_lines import line_words


class DerivationThresholds(NamedTuple):
    """Thresholds for words that are derived from others, so that a correction needs more evidence."""

    # At 27 one right correction of 777 in labelled texts is lost; at 42 four are gained, and one edit of edited prose.
    least_zipf_tenths_of_part: int = 32
    # At 2 twelve right ones are lost and four gained; at 4 seven gained, and three edits of edited prose.
    least_letters_of_part: int = 3


DERIVATION = DerivationThresholds()


class RivalThresholds(NamedTuple):
    """Thresholds for other words that may be meant instead of a candidate."""

    most_edits: int = 2
    # Of the one word that is two edits away: once in 160,000 words.
    least_zipf_tenths_of_only: int = 38
    most_zipf_tenths_of_others: int = 8  # by which others must be rarer than it
    most_zipf_tenths_below: int = 10  # a tenth as frequent
    least_zipf_tenths: int = 34  # of any rival: once in 400,000 words


RIVAL = RivalThresholds()

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Pairs of characters that optical character recognition confuses, both ways; from the error tables of the field (Holley
# 2009, "How good can it get?"; Rice, Nartker and Nagy 1999, "Optical Character Recognition").
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
_CONSONANT_LOOKALIKES = {
    letter: [other for other in _LETTERS if {letter, other} in _LOOKALIKES and not {letter, other} <= _VOWELS]
    for letter in _LETTERS
}
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = frozenset(
    [frozenset(pair) for row in _ROWS for pair in pairwise(row)]
    + [frozenset(pair) for upper, lower in pairwise(_ROWS) for pair in zip(upper, lower, strict=False)]
    + [frozenset(pair) for upper, lower in pairwise(_ROWS) for pair in zip(upper[1:], lower, strict=False)]
)


class Candidate(NamedTuple):
    """A dictionary word that may be the correction of a misspelled one."""

    word: str
    edit: str  # the error that made the misspelled one, as `single_edits` names it
    zipf_tenths: int  # ten times its Zipf frequency


def single_edits(word: str) -> Iterator[tuple[str, str]]:
    """Yield the strings that are one edit away from a word, words or not, each with the edit.

    The edits: "look_alike", "adjacent_key" and "substitution" for one letter in the place of another, "extra_double"
    ("committtee") and "missing_double" ("comittee") for a letter of a pair, "insertion", "deletion", "transposition".
    """
    for at, letter in enumerate(word):
        head, tail = word[:at], word[at + 1 :]
        yield head + tail, "extra_double" if letter in (word[at - 1 : at], tail[:1]) else "insertion"
        if tail and tail[0] != letter:
            yield head + tail[0] + letter + tail[1:], "transposition"
        for other in _LETTERS:
            if other != letter:
                pair = frozenset((letter, other))
                yield (
                    head + other + tail,
                    "look_alike" if pair in _LOOKALIKES else "adjacent_key" if pair in _NEIGHBOURS else "substitution",
                )
    for at in range(len(word) + 1):
        for other in _LETTERS:
            twin = word[at - 1 : at] == other or word[at : at + 1] == other
            yield word[:at] + other + word[at:], "missing_double" if twin else "deletion"
    for wrong, right in _BOTH_WAYS:
        at = word.find(wrong)
        while at >= 0:
            yield word[:at] + right + word[at + len(wrong) :], "look_alike"
            at = word.find(wrong, at + 1)


def look_alikes(word: str) -> Iterator[str]:
    """Yield the strings that a word may be a misreading of, by one similar inner letter; vowels are kept."""
    for at in range(1, len(word) - 1):
        for other in _CONSONANT_LOOKALIKES.get(word[at], ()):
            yield word[:at] + other + word[at + 1 :]


def _common_prefix(one: str, other: str) -> int:
    """Return the length of the longest common prefix, in code points."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def edit_between(word: str, other: str) -> str | None:
    """Return the edit that leads from a word to another, as `single_edits` names it; None if there is none."""
    if any(
        _is_group_misread(word, other, wrong, right) for wrong, right in _BOTH_WAYS if wrong in word and right in other
    ):
        return "look_alike"
    at = _common_prefix(word, other)
    rest, letter = other[at:], word[at : at + 1]
    if len(other) == len(word) - 1 and rest == word[at + 1 :]:
        return "extra_double" if letter in (word[max(0, at - 1) : at], word[at + 1 : at + 2]) else "insertion"
    if len(other) == len(word) + 1 and rest[1:] == word[at:]:
        return "missing_double" if rest[0] in (word[max(0, at - 1) : at], letter) else "deletion"
    if len(other) != len(word) or word == other:
        return None
    if rest[1:] == word[at + 1 :]:
        pair = frozenset((letter, rest[0]))
        return "look_alike" if pair in _LOOKALIKES else "adjacent_key" if pair in _NEIGHBOURS else "substitution"
    return "transposition" if rest == word[at + 1 : at + 2] + letter + word[at + 2 :] else None


def _is_group_misread(word: str, other: str, wrong: str, right: str) -> bool:
    """Return whether the misreading of one group of letters turns a word into another."""
    starts = (at for at in range(len(word)) if word.startswith(wrong, at))
    return any(word[:at] + right + word[at + len(wrong) :] == other for at in starts)


# English prefixes and suffixes; dictionaries list few of the words that they form.
PREFIXES = """
after anti auto back bi bio circum co counter cross crypto cyber de dis down eco electro equi ex extra fore geo
hydro hyper il im in infra inter intra ir kilo macro mal mega meta micro mid milli mini mis mono multi nano neo
neuro non off omni on out over para photo physio poly post pre pro proto pseudo psycho quasi radio re self semi
socio sub super supra tele thermo trans tri turbo ultra un under uni up vice
""".split()
_SUFFIXES = """
s es ed d ing er ers or ors ly ness nesses less ful fully able ably ability ible al ally ism isms ist ists ity ities ive
ify ifies ified ifying
ize izes ized izing ise ises ised ising isation ization ation ations ic ical ically ish like y ier iest ies ied ment
ments dom hood ship ships ward wards wise most man men woman women est ette ettes ess ian ians ean esque let lets ling
lings
n't 's
""".split()


@lru_cache(maxsize=20_000)
def is_derived(word: str, language: str) -> bool:
    """Return whether a word is formed from others: by affixes, or as a compound of two frequent words."""
    known = zipf_tenths(language)
    shortest, least = DERIVATION.least_letters_of_part, DERIVATION.least_zipf_tenths_of_part
    for suffix in _SUFFIXES:
        stem = word.removesuffix(suffix)
        if stem != word and any(base in known for base in _stems(stem, suffix)):
            return True
    for prefix in PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > shortest and (rest in known or is_derived(rest, language)):
            return True
    parts = ((word[:at], word[at:]) for at in range(shortest, len(word) - shortest + 1))
    return any(known.get(one, 0) >= least and known.get(two, 0) >= least for one, two in parts)


def is_done_anew(word: str, language: str) -> bool:
    """Return whether a word is "re" and a frequent word: "repot", "retuned"; one letter more makes another of many."""
    rest = word.removeprefix("re")
    return rest != word and zipf_tenths(language).get(rest, 0) >= DERIVATION.least_zipf_tenths_of_part


def _stems(stem: str, suffix: str) -> Iterator[str]:
    """Yield the words that a stem may come from: "hik" of "hiker" from "hike", "stopp" of "stopper" from "stop"."""
    if len(stem) < DERIVATION.least_letters_of_part:
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
def with_two_letters_more(word: str, language: str) -> tuple[str, ...]:
    """Return the dictionary words with two neighbouring letters more: "competition" for "competion".

    A missing syllable ("haplology") is the most frequent error of two edits.
    """
    return tuple(sorted(two_letters_more(word, language)))


@lru_cache(maxsize=20_000)
def has_rival(word: str, candidate: str, language: str) -> bool:
    """Return whether another word, at most two edits away, is about as frequent as a candidate, or more so.

    "Faind" is one edit from "find", and two from "fine". A rival must begin with the letter of the misspelled word:
    nine of ten misspellings keep it (Yannakoudakis and Fawthrop 1983, "The rules of spelling errors").
    """
    least = zipf_tenths(language).get(candidate, 0) - RIVAL.most_zipf_tenths_below
    return any(other != candidate for _, other in _frequent_near(word, word[0], least, language))


@lru_cache(maxsize=20_000)
def only_word_two_edits_away(word: str, language: str) -> str | None:
    """Return the only word of a language two edits from a misspelled one with the same first letter, if any.

    All others within two edits, whatever they begin with, must be rarer: "empressted" is as near to "expressed" as to
    "impressed".
    """
    found = sorted(_frequent_near(word, word[0], 0, language))
    tenths, meant = found.pop() if found else (0, None)
    if meant is None or tenths < RIVAL.least_zipf_tenths_of_only:
        return None
    # Words with other first letters are looked at last: most words have no candidate at all.
    rarer = tenths - RIVAL.most_zipf_tenths_of_others
    others = (_frequent_near(word, initial, rarer + 1, language) for initial in _LETTERS if initial != word[0])
    is_alone = all(other <= rarer for other, _ in found) and not any(chain.from_iterable(others))
    return meant if is_alone else None


def _frequent_near(word: str, initial: str, least: int, language: str) -> list[tuple[int, str]]:
    """Return the frequent words two edits away at most that have a first letter, each behind its frequency.

    least: the lowest frequency, in tenths of Zipf.
    """
    letters, most = _letters(word), 2 * RIVAL.most_edits
    sizes = range(len(word) - RIVAL.most_edits, len(word) + RIVAL.most_edits + 1)
    alike = [
        (tenths, other)
        for size in sizes
        for other, tenths in _frequent(initial, size, language)
        if tenths >= least and (letters ^ _letters_of_frequent(other)).bit_count() <= most
    ]
    return [(tenths, other) for tenths, other in alike if _is_within_two_edits(word, other)]


@cache
def _frequent(initial: str, size: int, language: str) -> Sequence[tuple[str, int]]:
    """Return the frequent words of a first letter and a length, each with its frequency."""
    pairs = (pair.partition("=") for pair in line_words(f"{language}.frequent.txt", f"{initial}{size}") if pair)
    return [(word, int(tenths)) for word, _, tenths in pairs]


def frequent_lines(ranks: Mapping[str, int]) -> Iterator[str]:
    """Yield the lines of the file of frequent words, which have one first letter and length each.

    ranks: words, each with ten times its Zipf frequency.
    """
    found: dict[str, list[str]] = {}
    for word, tenths in sorted(ranks.items()):
        if tenths >= RIVAL.least_zipf_tenths and word.isascii() and word.isalpha():
            found.setdefault(f"{word[0]}{len(word)}", []).append(f"{word}={tenths}")
    yield from (" ".join((place, *found[place])) for place in sorted(found))


def _letters(word: str) -> int:
    """Return the letters of a word as bits: one for a letter, another for a second one of it.

    An edit changes two bits at most.
    """
    once = twice = 0
    for letter in word:
        bit = 1 << (ord(letter) & 31)
        twice |= once & bit
        once |= bit
    return twice << 32 | once


_letters_of_frequent = cache(_letters)  # no more words than the lists have: most are never asked for


def _is_within_two_edits(one: str, other: str) -> bool:
    """Return whether the restricted Damerau-Levenshtein distance is at most two.

    Only the cells near the diagonal are computed (Ukkonen 1985): elsewhere the lengths alone differ by more.
    """
    most, far = RIVAL.most_edits, RIVAL.most_edits + 1
    size = len(other)
    before, row = [far] * (size + 1), [min(i, far) for i in range(size + 1)]
    for at, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [far] * (size + 1)
        row[0] = least = min(at, far)
        for i in range(max(1, at - most), min(size, at + most) + 1):
            another = other[i - 1]
            cost = before[i - 1] if letter == another else 1 + min(before[i - 1], before[i], row[i - 1])
            if at > 1 and i > 1 and letter == other[i - 2] and one[at - 2] == another and earlier[i - 2] < cost:
                cost = earlier[i - 2] + 1
            row[i] = cost
            least = min(least, cost)
        if least > most:
            return False
    return row[size] <= most


@lru_cache(maxsize=20_000)
def candidates(word: str, language: str) -> tuple[Candidate, ...]:
    """Return the dictionary words within one edit of a lower-case word, the most frequent first."""
    known = zipf_tenths(language)
    edited = ((other, edit_between(word, other)) for other in one_edit_away(word, _BOTH_WAYS, language))
    found = (Candidate(other, edit, known[other]) for other, edit in edited if edit)
    return tuple(sorted(found, key=lambda candidate: (-candidate.zipf_tenths, candidate.word)))
