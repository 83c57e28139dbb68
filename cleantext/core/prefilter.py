r"""Prefilters: for each phrase a cheap pattern that hits wherever the phrase does, and little else.

A phrase with a gap, such as `sign up for [^.]{0,80}newsletter`, keeps an automaton busy to the end of the line, and
the states of hundreds of them multiply: on new text RE2 then builds states all the time, a hundred times as slow as
it runs. So a phrase is cut at its gaps, and of the pieces the one stands for it that prose has least often: the one
with the most letters, where the start of a line counts as `LINE_START` letters. Few phrases have no such piece; they
keep their gaps, but count nothing: an automaton that counts to six needs many times the states.
"""

import re
from typing import NamedTuple

from cleantext.core import openings
from cleantext.core.pattern import CLASS, ESCAPE, SPELLINGS, Term, between_anchors, ends_line, starts_line, terms

LINE_START, LINE_END = 6, 2  # letters that the anchors are worth
RARE_SIGN = 4  # letters that a bracket, a colon and the like are worth
FEWEST_LETTERS = 9  # of a piece that stands for its phrase
# What stands for signs at the start and end of a line (`signs.py`): anything but ASCII letters and digits. It takes a
# few steps of the automaton, where the signs themselves take a thousand, and negated a third more than so.
SIGNS = r"(?-i:[\x00-/:-@\[-`{-\x{10FFFF}])*"
_NO_LETTERS = re.compile(rf"[ ]|\(\?[a-z-]*:|{CLASS}|{ESCAPE}|[()?*+]")
_RARE = re.compile(r"\\[(|]|[©/<>]|(?<!\?)(?<!\?-i):")
_LOOSENED = re.compile(rf"{ESCAPE}|{CLASS}|[ '\"]", re.DOTALL)
_ANY_NUMBER = re.compile(r"(?<!\\)\{0,\d*\}")
_AT_LEAST_ONE = re.compile(r"(?<!\\)\{[1-9]\d*,\d*\}")
# What matches word after word: classes that shut little out, or all letters in, and repeat.
_WIDE = re.compile(
    r"(?:\[\^(?:\\.|[^\]])*\]|\[(?:\\.|[^\]])*(?:a-z|\\pL)(?:\\.|[^\]])*\]|\\[SwWD]|\\pL|\\[pP]\{[^}]*\}|(?<!\\)\.)[*+{]"
)
_ASCII_WORD = re.compile(r"[A-Za-z0-9]")
# What `\pL` becomes in prefilters. It lets through every character that is not ASCII, and costs two steps of the
# automaton instead of 700: with it, both automata compile in 60 % of the time.
_LETTER = r"A-Za-z\x{80}-\x{10FFFF}"


class Prefilter(NamedTuple):
    """A pattern that hits wherever a phrase does."""

    pattern: str
    line_start: bool  # it stands at the start of a line, behind `SIGNS`
    has_gaps: bool
    opening: str  # the letters and digits it may open with at the start of a line, folded; "" where others may be


def derive(pattern: str) -> Prefilter:
    """The prefilter of a phrase that RE2 compiles."""
    inner = between_anchors(pattern)
    pieces = _pieces(inner) if _WIDE.search(pattern) else [[Term(inner, "")]]
    last = len(pieces) - 1
    bonus = [0] * len(pieces)
    bonus[0] += LINE_START * starts_line(pattern)
    bonus[last] += LINE_END * ends_line(pattern)
    letters = [more + sum(map(_letters, piece)) for more, piece in zip(bonus, pieces, strict=True)]
    best = letters.index(max(letters))
    has_gaps = last > 0 and letters[best] < FEWEST_LETTERS
    if has_gaps:
        return _prefilter(pattern, inner, start=True, end=True, has_gaps=True)
    piece = "".join(text + repeat for text, repeat in pieces[best])
    return _prefilter(pattern, piece, start=best == 0, end=best == last, has_gaps=False)


def _prefilter(phrase: str, piece: str, *, start: bool, end: bool, has_gaps: bool) -> Prefilter:
    """A piece of a phrase, spelled out and loosened, between the bounds that it shares with the phrase."""
    before = r"\b" if start and _ASCII_WORD.match(phrase) else ""
    behind = f"{SIGNS}$" if ends_line(phrase) else r"\b" if _ASCII_WORD.match(phrase[-1]) else ""
    pattern = f"{before}(?:{_loosened(piece)}){behind if end else ''}"
    line_start = start and starts_line(phrase)
    return Prefilter(pattern, line_start, has_gaps, openings.first(pattern) if line_start else "")


def _pieces(inner: str) -> list[list[Term]]:
    """What stands between the gaps of a pattern; all of it as one piece, gaps or not, where it has alternatives."""
    pieces: list[list[Term]] = [[]]
    found = terms(inner)
    for part in [Term(f"(?:{inner})", "")] if Term("|", "") in found else found:
        if _WIDE.search(part.text + part.repeat):
            pieces.append([])
        else:
            pieces[-1].append(part)
    return pieces


def _letters(part: Term) -> int:
    """About how many characters, classes aside, any match of a part has; enough to choose by."""
    if part.repeat.startswith(("?", "*", "{0")):
        return 0
    return min(map(len, _NO_LETTERS.sub("", _RARE.sub("x" * RARE_SIGN, part.text)).split("|")))


def _loosened(inner: str) -> str:
    """A pattern that hits wherever this one does, but is cheap to compile; without conveniences and counts."""
    uncounted = _AT_LEAST_ONE.sub("+", _ANY_NUMBER.sub("*", inner))
    return _LOOSENED.sub(_loose, uncounted)


def _loose(found: "re.Match[str]") -> str:
    part = found[0]
    if part == r"\pL":
        return f"[{_LETTER}]"
    is_class = part.startswith("[") and not part.startswith("[^")
    return part.replace(r"\pL", _LETTER) if is_class else SPELLINGS.get(part, part)
