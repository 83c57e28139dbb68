"""Misread names: those that the same document, or everybody, spells otherwise by one edit."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from cleantext.core.document import Document
from cleantext.core.lazy import lazy
from cleantext.lexicons import zipf_tenths
from cleantext.lexicons.candidates import edit_between, look_alikes
from cleantext.lexicons.unknown import Word, without_punctuation

if TYPE_CHECKING:
    import regex


class NameThresholds(NamedTuple):
    """Thresholds for a name before another counts as a misreading of it."""

    most_code_points_to_witness: int = 10_000  # at 1,000 two right corrections are lost, at 100,000 none gained
    most_code_points_of_name: int = 40  # bounds the time; frequent names have 20 letters at most
    most_places_of_neighbour: int = 50  # bounds the time: "New" may stand a thousand times
    # At 5 one wrong correction more, and three edits of edited prose; at 8 three right ones less.
    least_letters_of_famous_name: int = 7
    # At 32 one right correction more, and three edits of edited prose; at 47 two right ones less.
    least_zipf_tenths_of_famous_name: int = 42


THRESHOLDS = NameThresholds()
_NAME_BEFORE = lazy(r"(?<!\S)\p{Lu}[\p{L}'’-]+ $")
_NAME_BEHIND = lazy(r" \p{Lu}[\p{L}'’-]+(?!\S)")
_COMPOUND = re.compile(r"\w+(?:['’-]\w+)*")
_PART = re.compile(r"\w+")
# Names have variants ("Zelensky", "Zelenskyy"), but not by these edits.
_SHORT = 4  # letters; two of them may change places
_EDITS = ("look_alike", "adjacent_key", "transposition")


def name_of_document(word: Word, document: Document) -> str | None:
    """The name that the document has elsewhere beside the same part of a name, one edit away, in lower case."""
    text, lower = document.text, document.lower
    reach, longest = THRESHOLDS.most_code_points_to_witness, THRESHOLDS.most_code_points_of_name
    low, high = max(0, word.start - reach), word.end + reach
    found = _NAME_BEFORE.search(text, max(0, word.start - longest), word.start)
    others = [lower[at : at + longest] for at in _beside(lower, found, low, high)] if found else []
    sides = [other.split(" ", 1)[0] for other in others]
    found = _NAME_BEHIND.match(text, word.end)
    others = [lower[max(0, at - longest) : at] for at in _beside(lower, found, low, high)] if found else []
    sides += [other.rsplit(" ", 1)[-1] for other in others]
    names = (side if side.isalpha() else without_punctuation(side) for side in sides)
    return next((name for name in names if zipf_tenths("en").get(name) and _is_misread(word.lower, name)), None)


def _is_misread(word: str, name: str) -> bool:
    # By an edit that takes two letters for one at most, one end at least stays as it is; most names differ in both.
    is_near = word[0] == name[0] or word[-1] == name[-1] or len(word) < _SHORT
    return is_near and abs(len(word) - len(name)) <= 1 and edit_between(word, name) in _EDITS


def _beside(text: str, found: "regex.Match[str]", low: int, high: int) -> Iterator[int]:
    """Where else the neighbour of a word stands: the place of the word beside it."""
    neighbour, is_before = text[found.start() : found.end()], text[found.end() - 1] == " "
    at = text.find(neighbour, low, high)
    for _ in range(THRESHOLDS.most_places_of_neighbour):
        if at < 0:
            return
        end = at + len(neighbour)
        if at != found.start() and (
            not text[at - 1 : at].isalnum() if is_before else not text[end : end + 1].isalnum()
        ):
            yield end if is_before else at
        at = text.find(neighbour, at + 1, high)


def famous_name(word: str) -> str | None:
    """A frequent name of which one letter was taken for one that looks like it: "octoher", "ukralne".

    Not at the ends, and no vowel for a vowel: "carolino" and "jahnson" are names.
    """
    if len(word) < THRESHOLDS.least_letters_of_famous_name or not word.isascii():
        return None
    known, least = zipf_tenths("en"), THRESHOLDS.least_zipf_tenths_of_famous_name
    return next((name for name in look_alikes(word) if -known.get(name, 0) >= least), None)


def first_occurrence(word: str, document: Document) -> str:
    """Where the document has a word, as the log says it; "" if nowhere."""
    start = document.table(_first_places).get(word)
    return f"witness: {document.text[start : start + len(word)]!r} at {start:,}" if start is not None else ""


def _first_places(document: Document) -> dict[str, int]:
    """Where each word of a document, and each part of a compound, stands first, by its lower case."""
    found = [(word[0], word.start()) for word in _COMPOUND.finditer(document.lower)]
    places = dict(reversed(found))
    for compound, start in found:
        if not compound.isalnum():
            for part in _PART.finditer(compound):
                at = start + part.start()
                places[part[0]] = min(at, places.get(part[0], at))
    return places
