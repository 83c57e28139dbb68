r"""Required strings of a phrase: it cannot match a line without any of them, at its start or anywhere.

A phrase such as `sign up for [^.]{0,80}newsletter` needs "sign up for" and "newsletter". One automaton finds the
strings of all phrases, and a phrase is tried only if one of its strings occurs. So the strings are chosen by their
rarity in prose: "about the" and "the latest" are as long as "unsubscribe", and stand in every article.

They have the spelling of `folding.py`. Letters whose case matters are mapped to a plane of private use.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import chain, product
from math import fsum, prod
from typing import NamedTuple

from cleantext.core.folding import NUMBER, fold, head
from cleantext.core.pattern import CLASS, between_anchors, ends_line, escaped
from cleantext.core.rarity import EXACT, rarity_of, rarity_of_any
from cleantext.core.terms import Term, terms

_MOST_STRINGS = 96  # for one phrase
_MOST_COMPARED = 12  # sets of `others` compared, the rarest first
_MOST_LEFT = 0.5  # share of the places of known strings that `others` may leave: with more, a search does not pay
_PLACES_OF_LINE = 4  # where a string may occur in a line
_MOST_OTHERS = 48  # that are searched one by one
_MOST_JOINED = 256  # strings considered while a phrase is parsed
_MOST_WORDS = 2  # of a string inside a line: more words make it hardly rarer, and the automaton larger
_LARGEST_CLASS = 12  # the most characters of a class that are enumerated
_RARE, _COST_OF_STRING = 17.0, 0.05  # bits

_GROUP = re.compile(r"\((?:\?(?P<flags>[a-z-]*):)?(?P<inner>.*)\)", re.DOTALL)
_MEMBER = re.compile(r"(.)-(.)|(\\.)|(.)", re.DOTALL)
_HARD_TO_FIND = re.compile(rf"[^\S ]|  |{NUMBER}")  # odd blanks, and numbers
_NUMBERS = r"\d+"
_SPELLED = re.compile(r"\(\?-i:(.)\)|\\d\+|\\(.)", re.DOTALL)
_BLANKS = re.compile(r"\s+")

Strings = frozenset[str]
_OPTIONAL = ("?", "*", "{0")
_EMPTY, _NONE = Strings([""]), Strings()


class _Found(NamedTuple):
    """The possible texts of a part of a pattern, as far as they are known."""

    whole: Strings | None  # all texts that it matches; None if unknown or too many
    inside: Strings = _NONE  # each match contains one of these; empty if unknown
    opening: Strings = _NONE  # each match begins with one of these; empty if unknown


def heads(pattern: str) -> Strings:
    """Return strings one of which begins each line with a phrase at its start, behind signs; empty if unknown.

    They have the spelling that `head` gives to lines.
    """
    found, _ = _taken_apart(pattern)
    if found.whole and ends_line(pattern):
        begun = Strings(whole or start for start, whole in map(head, map(_in_any_case, found.whole)))
    else:
        begun = Strings(head(f"{_in_any_case(string)}\0")[0].removesuffix("\0") for string in found.opening)
    return _shortest(begun, str.startswith) if all(string[:1].isalnum() for string in begun) else _NONE


def strings(pattern: str) -> Strings:
    """Return strings one of which occurs in each match of a phrase, whatever the case; empty if unknown."""
    found = _taken_apart(pattern)[0].inside
    return found if len(found) <= _MOST_STRINGS else _NONE


def others(pattern: str, known: Iterable[str]) -> Strings:
    """Return strings one of which also occurs in a line of a phrase with a known string; empty if none is found.

    They have the spelling that `folded` gives to lines.
    """
    weighed = {spelled: 2.0 ** -rarity_of(spelled) for spelled in map(fold, map(_in_any_case, known))} or {"": 1.0}
    candidates = {*filter(_are_easy_to_find, _taken_apart(pattern)[1])}
    rarest = sorted(candidates, key=_worth, reverse=True)[:_MOST_COMPARED]
    spelled = [Strings(fold(_in_any_case(string)) for string in strings) for strings in rarest]
    shares = [_share_left(strings, weighed) for strings in spelled]
    least = min(shares, default=1.0)
    return spelled[shares.index(least)] if least <= _MOST_LEFT else _NONE


def _share_left(others: Strings, known: Mapping[str, float]) -> float:
    """Return the share of the places of known strings, by frequency, that have one of the other strings near.

    If one of two strings contains the other, both count as one.
    """
    common = min(1.0, 2.0 ** -rarity_of_any(others)) * _PLACES_OF_LINE
    left = fsum(
        weight * (1.0 if any(other in string or (string and string in other) for other in others) else min(1.0, common))
        for string, weight in sorted(known.items())
    )
    return left / fsum(sorted(known.values()))


def _are_easy_to_find(strings: Strings) -> bool:
    return 0 < len(strings) <= _MOST_OTHERS and not any(map(_HARD_TO_FIND.search, strings))


def as_pattern(string: str) -> str:
    """Return a string as a phrase spells it."""
    return "".join(map(_spelled, string))


def of_pattern(spelled: str) -> str:
    """Return the string that `as_pattern` spelled, in the spelling of `fold`."""
    plain = _SPELLED.sub(lambda found: NUMBER if found[0] == _NUMBERS else found[1] or found[2], spelled)
    return fold(_BLANKS.sub(" ", plain))


def key_places(spelled: Sequence[str]) -> tuple[int, ...]:
    """Return the place of the rarest part of each string, among the parts between its blanks, for the index of words.

    spelled: strings in the spelling of `as_pattern`. The result is empty if one of them cannot be found by the words of
    a text: it has a letter whose case counts, or white space other than blanks.
    """
    strings = [*map(of_pattern, spelled)]
    return () if any(map(minds_case, spelled)) or not all(map(may_be_indexed, strings)) else (*map(key_place, strings),)


def may_be_indexed(string: str) -> bool:
    """Return whether a string can be found by the words of a text: its only white space are blanks."""
    return not string.isspace() and all(part.split() == [part] for part in string.split(" ") if part)


def key_place(string: str) -> int:
    """Return the place of the rarest part of a string that may be indexed."""
    parts = string.split(" ")
    return max((at for at, part in enumerate(parts) if part), key=lambda at: rarity_of_any([parts[at]]))


def minds_case(spelled: str) -> bool:
    """Return whether the case of a letter counts in a string in the spelling of `as_pattern`."""
    return "(?-i:" in spelled


def _spelled(character: str) -> str:
    if ord(character) >= EXACT:
        return f"(?-i:{chr(ord(character) - EXACT)})"
    return _NUMBERS if character == NUMBER else escaped(character)


def _in_any_case(string: str) -> str:
    return "".join(chr(ord(letter) % EXACT) for letter in string)


@lru_cache(maxsize=1)  # `heads`, `strings` and `others` ask for the same phrase in turn
def _taken_apart(pattern: str) -> tuple[_Found, Sequence[Strings]]:
    """Parse a phrase: return its possible texts, and sets of strings of which it contains one each."""
    found = terms(between_anchors(pattern))
    branches = _branches(found)
    if len(branches) > 1:
        return _alternatives(found), ()
    parts = _candidates(branches[0])
    return _found(*parts), parts[0]


def _alternatives(found: Sequence[Term]) -> _Found:
    each = [_sequence(branch) for branch in _branches(found)]
    wholes, insides, openings = zip(*each, strict=True)
    return each[0] if len(each) == 1 else _Found(_united(wholes), _any_of(insides), _any_of(openings))


def _branches(found: Iterable[Term]) -> list[list[Term]]:
    branches: list[list[Term]] = [[]]
    for part in found:
        if part == Term("|", ""):
            branches.append([])
        else:
            branches[-1].append(part)
    return branches


def _united(each: Sequence[Strings | None]) -> Strings | None:
    known = [strings for strings in each if strings is not None]
    united = _NONE.union(*known)
    return united if len(known) == len(each) and len(united) <= _MOST_JOINED else None


def _any_of(each: Sequence[Strings]) -> Strings:
    united = _NONE.union(*each)
    return united if all(each) and "" not in united and len(united) <= _MOST_JOINED else _NONE


def _sequence(branch: Sequence[Term]) -> _Found:
    """Return the possible texts of consecutive parts, with the rarest of the strings that they contain."""
    return _found(*_candidates(branch))


def _found(candidates: Sequence[Strings], runs: Sequence[Sequence[Strings]], opening: Strings) -> _Found:
    opening = opening if len(runs) > 1 else _longest(runs[0])
    whole = _joined(*runs[0]) if len(runs) == 1 else _NONE
    return _Found(whole or None, max(candidates, key=_worth), _NONE if "" in opening else opening)


def _candidates(branch: Sequence[Term]) -> tuple[list[Strings], list[list[Strings]], Strings]:
    """Return sets of strings, of each of which consecutive parts contain one, with the parts' texts and beginnings."""
    runs, insides, opening = [[_EMPTY]], list[Strings](), _NONE
    for part in branch:
        its = _part(part)
        if its.whole is None:
            if len(runs) == 1:
                opening = _longest(runs[0], its.opening)
            insides.append(its.inside)
            runs.append([_EMPTY])
        elif len(its.whole) == len(runs[-1][-1]) == 1:
            runs[-1][-1] = _joined(runs[-1][-1], its.whole)
        else:
            runs[-1].append(its.whole)
    return [*map(_trimmed, chain(insides, *map(_passages, runs)))], runs, opening


def _longest(run: Sequence[Strings], behind: Strings = _NONE) -> Strings:
    """Return the possible beginnings of a run of strings, as long as they are not too many."""
    begun = _EMPTY
    for strings in (*run, behind):
        longer = _joined(begun, strings)
        if not longer or len(longer) > _MOST_STRINGS:
            break
        begun = longer
    return begun


def _passages(run: Sequence[Strings]) -> Iterator[Strings]:
    """Yield the possible texts of parts of a run, from any part to any other."""
    for start in range(len(run)):
        passage = _EMPTY
        for strings in run[start:]:
            passage = _joined(passage, strings)
            if not passage or len(passage) > _MOST_STRINGS:
                break
            yield passage


def _worth(found: Strings) -> tuple[float, list[str]]:
    """Return the value of strings: rarer is better, up to where a text hardly has one; each enlarges the automaton."""
    return (min(rarity_of_any(found), _RARE) - _COST_OF_STRING * len(found), sorted(found))


def _trimmed(found: Strings) -> Strings:
    """Return strings of a few words in place of longer ones; empty if one of them is empty."""
    return _NONE if "" in found else _shortest(Strings(map(_rarest_words, found)), str.__contains__)


def _rarest_words(string: str) -> str:
    words = string.split(" ")
    runs = (" ".join(words[at : at + _MOST_WORDS]) for at in range(max(1, len(words) - _MOST_WORDS + 1)))
    return max(runs, key=lambda run: (rarity_of(run), run))


def _part(part: Term) -> _Found:
    group = _GROUP.fullmatch(part.text)
    its = _grouped(group) if group else _single(part.text)
    if not part.repeat or (its.whole == Strings(NUMBER) and not part.repeat.startswith(_OPTIONAL)):
        return its
    if part.repeat.startswith("?"):
        return _Found(None if its.whole is None else its.whole | _EMPTY)
    return _Found(None) if part.repeat.startswith(_OPTIONAL) else _Found(_repeated(its, part.repeat), *its[1:])


def _grouped(group: "re.Match[str]") -> _Found:
    found = _alternatives(terms(group["inner"]))
    if group["flags"] != "-i":
        return found
    whole, inside, opening = found
    exact = None if whole is None else Strings(map(_exact, whole))
    return _Found(exact, Strings(map(_exact, inside)), Strings(map(_exact, opening)))


def _exact(string: str) -> str:
    return "".join(chr(EXACT + ord(letter)) if letter.isascii() and letter.isalpha() else letter for letter in string)


def _repeated(its: _Found, repeat: str) -> Strings | None:
    """Return all matches of a repeated part, with a count such as `{2}`."""
    count = re.fullmatch(r"\{(\d)\}", repeat)
    found: Strings | None = _EMPTY
    for _ in range(int(count[1]) if count else 0):
        found = _joined(found, its.whole) if found and its.whole else None
    return found if count else None


def _single(text: str) -> _Found:
    whole = _characters(text)
    return _Found(whole, *(2 * [whole] if whole and "" not in whole else []))


def _characters(text: str) -> Strings | None:
    """Return the matches of a character, a class or an escape."""
    if text in (r"\d", "[0-9]") or (len(text) == 1 and text.isascii() and text.isdigit()):
        return Strings(NUMBER)
    if text == r"\b":
        return _EMPTY
    if re.fullmatch(CLASS, text, re.DOTALL):
        return _class(text)
    if len(text) == 1:
        return Strings(text) if text not in ".^$" and ord(text) < EXACT else None
    return Strings(text[1]) if len(text) == 2 and not text[1].isalnum() else None  # noqa: PLR2004 - an escaped sign


def _class(text: str) -> Strings | None:
    found = set[str]()
    for start, end, escape, letter in (member.groups("") for member in _MEMBER.finditer(text[1:-1])):
        if escape[1:].isalnum() or text.startswith("[^"):
            return None
        found.update(map(chr, range(ord(start), ord(end) + 1)) if start else escape[1:] or letter)
    digits = {letter for letter in found if letter.isascii() and letter.isdigit()}
    found = found - digits | ({NUMBER} if digits else set())
    return Strings(found) if len(found) <= _LARGEST_CLASS else None


def _joined(*run: Strings) -> Strings:
    """Return each string joined with each following string; empty if these are too many."""
    if prod(map(len, run)) > _MOST_JOINED:
        return _NONE
    return Strings("".join(strings).replace(2 * NUMBER, NUMBER) for strings in product(*run))


def _shortest(found: Strings, holds: Callable[[str, str], bool]) -> Strings:
    """Return strings without those that contain another one, or begin with it."""
    kept = list[str]()
    for string in sorted(found, key=lambda string: (len(string), string)):
        if not any(map(partial(holds, string), kept)):
            kept.append(string)
    return Strings(kept)
