"""Derive the prefilter of a phrase: the rarest heads or strings that it needs, else a looser pattern.

The build of the package does it for the packs.
"""

import re
from collections.abc import Iterable
from math import inf

from cleantext.core import literals
from cleantext.core.pattern import (
    CLASS,
    CONVENIENCE,
    ESCAPE,
    SPELLINGS,
    between_anchors,
    ends_line,
    starts_line,
)
from cleantext.core.prefilter import SIGNS, Prefilter
from cleantext.core.rarity import rarity_of_any
from cleantext.core.terms import longest

# Bits, as in `rarity.py`. One of 250 code points of prose starts a line.
_OF_LINE_START = 8.0
_LESS_THAN_STRINGS = 6.0  # heads may match so much more often: a line is compared with them in less time
_LEAST_OF_HEADS = 5.0  # "the " begins a fifth of all lines: then strings are compared, if they are rare enough
# The least rarity of strings: more frequent ones occur in most lines. A phrase that fills short lines alone may have
# more frequent ones, since the length of a line is compared first.
_LEAST, _LEAST_OF_SHORT = 7.0, 4.5
_SHORT = 100  # code points
_LOOSENED = re.compile(rf"{ESCAPE}|{CLASS}|{CONVENIENCE}", re.DOTALL)
_ANY_NUMBER = re.compile(r"(?<!\\)\{0,\d*\}")
_AT_LEAST_ONE = re.compile(r"(?<!\\)\{[1-9]\d*,\d*\}")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]")
# Replaces `\pL` in prefilters. It matches every character outside ASCII, and costs two steps of the automaton instead
# of 700: with it, both automata compile in 60 % of the time.
_LETTER = r"A-Za-z\x{80}-\x{10FFFF}"


def derive(pattern: str) -> Prefilter:
    """Return the prefilter of a phrase that RE2 compiles."""
    heads = literals.heads(pattern) if starts_line(pattern) else frozenset[str]()
    strings = literals.strings(pattern)
    rarity = rarity_of_any(strings)
    most = longest(between_anchors(pattern)) if starts_line(pattern) and ends_line(pattern) else inf
    bound = 0 if most == inf else int(most)
    least = _LEAST_OF_SHORT if 0 < bound <= _SHORT else _LEAST
    of_heads = rarity_of_any(heads)
    are_rarer = of_heads + _OF_LINE_START >= rarity - _LESS_THAN_STRINGS
    spelled = tuple(map(literals.as_pattern, sorted(strings)))
    are_kept = of_heads >= _LEAST_OF_HEADS or rarity < least or any(map(literals.minds_case, spelled))
    if heads and are_rarer and are_kept:
        return Prefilter(heads=tuple(sorted(heads)), others=_others(pattern, heads), longest=bound)
    if rarity >= least:
        keys = literals.key_places(spelled)
        found = tuple(map(literals.of_pattern, spelled)) if keys else spelled
        return Prefilter(strings=found, keys=keys, others=_others(pattern, strings), longest=bound)
    return Prefilter(pattern=_loose_pattern(pattern), others=_others(pattern, ()), longest=bound)


def _others(pattern: str, known: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(literals.others(pattern, known)))


def _loose_pattern(phrase: str) -> str:
    """Return a phrase spelled out and loosened, between its bounds."""
    before = r"\b" if _ASCII_WORD.match(phrase) else ""
    behind = f"{SIGNS}$" if ends_line(phrase) else r"\b" if _ASCII_WORD.match(phrase[-1]) else ""
    return f"{before}(?:{_loosened(between_anchors(phrase))}){behind}"


def _loosened(inner: str) -> str:
    """Return a looser pattern that matches wherever this one does and compiles fast; no conveniences and counts."""
    uncounted = _AT_LEAST_ONE.sub("+", _ANY_NUMBER.sub("*", inner))
    return _LOOSENED.sub(_loose, uncounted)


def _loose(found: "re.Match[str]") -> str:
    part = found[0]
    if part == r"\pL":
        return f"[{_LETTER}]"
    is_class = part.startswith("[") and not part.startswith("[^")
    return part.replace(r"\pL", _LETTER) if is_class else SPELLINGS.get(part, part)
