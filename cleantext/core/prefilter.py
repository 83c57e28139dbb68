r"""Prefilters: for each phrase a cheap pattern that hits wherever the phrase does, and little else.

A phrase with a gap, such as `sign up for [^.]{0,80}newsletter`, keeps an automaton busy to the end of the line, and
the states of hundreds of them multiply: on new text RE2 then builds states all the time, a hundred times as slow as
it runs. So a phrase is cut at its gaps, and of the pieces the one stands for it that prose has least often: the one
with the most letters, where the start of a line counts as `LINE_START` letters. Few phrases have no such piece; they
keep their gaps, but count nothing: an automaton that counts to six needs many times the states.
"""

import json
import pkgutil
import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

# A group, so that ` ?` in a phrase means a blank or none; after a bare `+` the `?` would only make it lazy.
BLANK = "(?:[ \\t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+)"
APOSTROPHE = "['\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}]"
QUOTE = '["“”„«»]'
LEAD_SIGNS = " \t\N{NO-BREAK SPACE}•·*>|#()[]{}-–—―\"“”„«»'‘’…▸►▶→✉☛➤+=_~/\\"
LEAD = f"[{re.escape(LEAD_SIGNS)}]*"
TRAIL = r"[ \t\x{a0}.:!…»”\"'’)\]}*>›→|_\-–—]*"

LINE_START, LINE_END = 6, 2  # letters that the anchors are worth
RARE_SIGN = 4  # letters that a bracket, a colon and the like are worth
FEWEST_LETTERS = 9  # of a piece that stands for its phrase
_ESCAPE = r"\\[pPx]\{[^}]*\}|\\pL|\\."
_CLASS = r"\[(?:\\.|[^\]])*\]"
_REPEAT = r"(?:[*+?]|\{\d+(?:,\d*)?\})\??"
_TOKEN = re.compile(rf"{_ESCAPE}|{_CLASS}|(?P<repeat>{_REPEAT})|.", re.DOTALL)
_NO_LETTERS = re.compile(rf"[ ]|\(\?[a-z-]*:|{_CLASS}|{_ESCAPE}|[()?*+]")
_RARE = re.compile(r"\\[(|]|[©/<>]|(?<!\?)(?<!\?-i):")
_SPELLED = re.compile(rf"{_ESCAPE}|{_CLASS}|[ '\"]", re.DOTALL)
_SPELLINGS = {" ": BLANK, "'": APOSTROPHE, '"': QUOTE}
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
    line_start: bool  # it stands at the start of a line, behind `LEAD`
    has_gaps: bool
    # The letters and digits that it may open with, lower case; "" where that was not worked out, or is more.
    first: str = ""


class Part(NamedTuple):
    """A character, class or group of a pattern, and how often it comes."""

    text: str
    repeat: str  # "", "?", "{0,4}", …


@cache
def prefilter(pattern: str) -> Prefilter:
    """The prefilter of a phrase; that of a shipped one was derived before (`packs/build.py`)."""
    known = _ready().get(pattern)
    return Prefilter(*known) if known else derive(pattern)


def is_shipped(pattern: str) -> bool:
    """Whether it is a phrase of a pack that comes with cleantext."""
    return pattern in _ready()


@cache
def _ready() -> Mapping[str, tuple[str, bool, bool, str]]:
    found: dict[str, tuple[str, bool, bool, str]] = json.loads(
        pkgutil.get_data("cleantext.packs", "prefilters.json") or "{}"
    )
    return found


def derive(pattern: str) -> Prefilter:
    """The prefilter of a phrase, as its pattern gives it."""
    pieces = _pieces(_inner(pattern)) if _WIDE.search(pattern) else [[Part(_inner(pattern), "")]]
    last = len(pieces) - 1
    bonus = [0] * len(pieces)
    bonus[0] += LINE_START * pattern.startswith("^")
    bonus[last] += LINE_END * ends_line(pattern)
    letters = [more + sum(map(_letters, piece)) for more, piece in zip(bonus, pieces, strict=True)]
    best = letters.index(max(letters))
    if last and letters[best] < FEWEST_LETTERS:
        found = _bounded(pattern, _inner(pattern), start=True, end=True)
        return Prefilter(found, line_start=pattern.startswith("^"), has_gaps=True)
    piece = "".join(text + repeat for text, repeat in pieces[best])
    found = _bounded(pattern, piece, start=best == 0, end=best == last)
    return Prefilter(found, line_start=pattern.startswith("^") and best == 0, has_gaps=False)


@cache
def core(pattern: str) -> str:
    """The pattern between its anchors, conveniences written out."""
    return f"(?:{_spelled(_inner(pattern))})"


def ends_line(pattern: str) -> bool:
    """Whether a phrase ends with the end of its line."""
    return pattern.endswith("$") and not pattern.endswith("\\$")


def _inner(pattern: str) -> str:
    inner = pattern.removeprefix("^")
    return inner[:-1] if ends_line(inner) else inner


def _bounded(pattern: str, inner: str, *, start: bool, end: bool) -> str:
    """A piece of a phrase, spelled out and loosened, between the bounds that it shares with the phrase."""
    before = r"\b" if start and _ASCII_WORD.match(pattern) else ""
    behind = f"{TRAIL}$" if ends_line(pattern) else r"\b" if _ASCII_WORD.match(pattern[-1]) else ""
    return f"{before}(?:{_loosened(inner)}){behind if end else ''}"


def _pieces(inner: str) -> list[list[Part]]:
    """What stands between the gaps of a pattern; all of it as one piece, gaps or not, where it has alternatives."""
    pieces: list[list[Part]] = [[]]
    found = parts(inner)
    for part in [Part(f"(?:{inner})", "")] if Part("|", "") in found else found:
        if _WIDE.search(part.text + part.repeat):
            pieces.append([])
        else:
            pieces[-1].append(part)
    return pieces


def parts(inner: str) -> list[Part]:
    """The parts of a pattern, groups as one."""
    listed, depth = list[Part](), 0
    for found in _TOKEN.finditer(inner):
        text = found[0]
        depth -= text == ")"
        if depth or text == ")":
            listed[-1] = Part(listed[-1].text + text, "")
        elif found["repeat"] and listed:
            listed[-1] = Part(listed[-1].text, text)
        else:
            listed.append(Part(text, ""))
        depth += text == "("
    return listed


def _letters(part: Part) -> int:
    """About how many characters, classes aside, any match of a part has; enough to choose by."""
    if part.repeat.startswith(("?", "*", "{0")):
        return 0
    return min(map(len, _NO_LETTERS.sub("", _RARE.sub("x" * RARE_SIGN, part.text)).split("|")))


def _spelled(inner: str) -> str:
    """A pattern with its conveniences written out."""
    return _SPELLED.sub(lambda found: _SPELLINGS.get(found[0], found[0]), inner)


def _loosened(inner: str) -> str:
    """A pattern that hits wherever this one does, but is cheap to compile; without conveniences and counts."""
    uncounted = _AT_LEAST_ONE.sub("+", _ANY_NUMBER.sub("*", inner))
    return _SPELLED.sub(_loose, uncounted)


def _loose(found: "re.Match[str]") -> str:
    part = found[0]
    if part == r"\pL":
        return f"[{_LETTER}]"
    is_class = part.startswith("[") and not part.startswith("[^")
    return part.replace(r"\pL", _LETTER) if is_class else _SPELLINGS.get(part, part)
