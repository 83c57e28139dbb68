"""Misread names: those that differ by one edit from the spelling in the same document, or from a frequent name."""

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from cleantext.core.document import Document
from cleantext.core.lazy import lazy
from cleantext.lexicons import zipf_tenths
from cleantext.lexicons.candidates import edit_between, look_alikes
from cleantext.lexicons.quadgrams import unseen_runs
from cleantext.lexicons.unknown import Word, without_punctuation

if TYPE_CHECKING:
    import regex


class NameThresholds(NamedTuple):
    """Thresholds for a name that counts as the correct spelling of another."""

    most_code_points_to_witness: int = 10_000  # at 1,000 two right corrections are lost, at 100,000 none gained
    most_code_points_of_name: int = 40  # bounds the time; frequent names have 20 letters at most
    most_places_of_neighbour: int = 25  # bounds the time: "New" may occur a thousand times
    least_letters_of_unknown_name: int = 6
    # At 5 one wrong correction more, and three edits of edited prose; at 8 three right ones less.
    least_letters_of_famous_name: int = 7
    # At 32 one right correction more, and three edits of edited prose; at 47 two right ones less.
    least_zipf_tenths_of_famous_name: int = 42


THRESHOLDS = NameThresholds()
_NAME_BEFORE = lazy(r"(?<!\S)\p{Lu}[\p{L}'’-]+ $")
_NAME_BEHIND = lazy(r" \p{Lu}[\p{L}'’-]+(?!\S)")
_COMPOUND = re.compile(r"\w+(?:['’-]\w+)*")
_PART = re.compile(r"\w+")
_SHORT_TEXT = 50_000  # code points; searching longer ones for each word takes quadratic time
# Names have variants ("Zelensky", "Zelenskyy"), but not by these edits.
_SHORT = 4  # letters; in shorter names only two of them may be transposed
_EDITS = ("look_alike", "adjacent_key", "transposition")


def name_of_document(word: Word, document: Document) -> str | None:
    """Return the name that the document has elsewhere beside the same part of a name, one edit away, in lower case."""
    text, lower = document.text, document.lower
    reach, longest = THRESHOLDS.most_code_points_to_witness, THRESHOLDS.most_code_points_of_name
    low, high = max(0, word.start - reach), word.end + reach
    found = _NAME_BEFORE.search(text, max(0, word.start - longest), word.start)
    others = [lower[at : at + longest] for at in _beside(lower, found, low, high)] if found else []
    sides = [other.split(" ", 1)[0] for other in others]
    found = _NAME_BEHIND.match(text, word.end)
    others = [lower[max(0, at - longest) : at] for at in _beside(lower, found, low, high)] if found else []
    sides += [other.rsplit(" ", 1)[-1] for other in others]
    names = list(_near(word.lower, dict.fromkeys(sides)))
    known = zipf_tenths("en")
    given = (name for name in names if known.get(name) and edit_between(word.lower, name) in _EDITS)
    return next(given, None) or next((name for name in names if _is_misread(word.lower, name)), None)


def _is_misread(word: str, name: str) -> bool:
    """Return whether a name that no list has is another with a misread inner letter: "Vidarpnr" for "Vidarpur".

    The look of two letters is no evidence alone ("Marin", "Maria"). The misread name must have runs of letters that no
    word has, and more of them than the other.
    """
    is_alike = (
        len(word) == len(name) >= THRESHOLDS.least_letters_of_unknown_name and word[0] + word[-1] == name[0] + name[-1]
    )
    return (
        is_alike and edit_between(word, name) == "look_alike" and unseen_runs(word, "en") > unseen_runs(name, "en") + 1
    )


def _near(word: str, sides: Iterable[str]) -> Iterator[str]:
    """Yield the names that a word may be misread for, by its ends and its length; most names differ in both ends."""
    # An edit that confuses at most two letters for one leaves at least one end unchanged.
    first, last, any_ends = word[0], word[-1], len(word) < _SHORT
    lengths = range(len(word) - 1, len(word) + 2)
    for side in sides:
        name = side if side.isalpha() else without_punctuation(side)
        if name and len(name) in lengths and (name[0] == first or name[-1] == last or any_ends):
            yield name


def _beside(text: str, found: "regex.Match[str]", low: int, high: int) -> list[int]:
    """Return the places of the words beside other occurrences of a word's neighbour."""
    own, neighbour = found.end(), text[found.start() : found.end()]
    size = len(neighbour)
    *parts, _ = text[low:high].split(neighbour, THRESHOLDS.most_places_of_neighbour)
    ends = [low + end for end in accumulate(len(part) + size for part in parts)]
    if neighbour.endswith(" "):
        return [end for end in ends if not text[end - size - 1 : end - size].isalnum() and end != own]
    return [end - size for end in ends if not text[end : end + 1].isalnum() and end != own]


def famous_name(word: str) -> str | None:
    """Return a frequent name with one letter mistaken for a similar one: "octoher", "ukralne".

    The ends are excluded, and vowels for vowels: "carolino" and "jahnson" are names.
    """
    if len(word) < THRESHOLDS.least_letters_of_famous_name or not word.isascii():
        return None
    known, least = zipf_tenths("en"), THRESHOLDS.least_zipf_tenths_of_famous_name
    return next((name for name in look_alikes(word) if -known.get(name, 0) >= least), None)


def first_occurrence(word: str, document: Document) -> str:
    """Return the first place of a word in the document, in the words of the log; "" if there is none."""
    start = _first_place(word, document)
    return f"witness: {document.text[start : start + len(word)]!r} at {start:,}" if start is not None else ""


def _first_place(word: str, document: Document) -> int | None:
    text = document.lower
    if len(text) > _SHORT_TEXT or not _PART.fullmatch(word):
        return document.table(_first_places).get(word)
    at = text.find(word)
    while at >= 0 and ((at and _PART.match(text, at - 1)) or _PART.match(text, at + len(word))):
        at = text.find(word, at + 1)
    return at if at >= 0 else None


def _first_places(document: Document) -> dict[str, int]:
    """Return the first place of each word of a document, and of each part of a compound, by its lower case."""
    found = [(word[0], word.start()) for word in _COMPOUND.finditer(document.lower)]
    places = dict(reversed(found))
    for compound, start in found:
        if not compound.isalnum():
            for part in _PART.finditer(compound):
                at = start + part.start()
                places[part[0]] = min(at, places.get(part[0], at))
    return places
