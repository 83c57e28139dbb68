r"""The syntax of phrases: an RE2 pattern with five conveniences.

A blank matches any run of blanks, including no-break ones. An apostrophe or quotation mark matches all its typographic
forms. `^` matches the start of a line, behind bullets, brackets and quotes; `$` its end, before closing punctuation.
Letters of Arabic script that keyboards and writers confuse (yeh and kaf of Arabic and of Persian, alef with and without
hamza) match each other, as do letters with a nukta in one character and in two.
"""

import re
from functools import cache
from math import inf
from typing import NamedTuple

# A group, so that ` ?` in a phrase means an optional blank; after a bare `+` the `?` would only make it lazy.
BLANK = "(?:[ \\t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+)"
APOSTROPHE = "['\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}]"
QUOTE = '["“”„«»]'

ESCAPE = r"\\[pPx]\{[^}]*\}|\\pL|\\."
CLASS = r"\[(?:\\.|[^\]])*\]"
PART = re.compile(rf"{ESCAPE}|{CLASS}", re.DOTALL)
_REPEAT = r"(?:[*+?]|\{\d+(?:,\d*)?\})\??"
_COUNT = re.compile(r"\{(?:\d+,)?(\d+)\}\??")
_GROUP = re.compile(r"\((?:\?[a-z-]*:)?(?P<inner>[^?].*)\)", re.DOTALL)
_SPECIAL = re.compile(r"[\\.^$|?*+()\[\]{}]")
_TOKEN = re.compile(rf"{ESCAPE}|{CLASS}|(?P<repeat>{_REPEAT})|.", re.DOTALL)
# Persian typed on an Arabic keyboard has the Arabic yeh and kaf; Egypt writes yeh without dots; many drop the hamza.
MIXED = ("یيى", "کك", "اأإآ")
# Letters of Devanagari and Bengali with a dot below: Unicode's normal forms write two characters, many keyboards one:
# "पढ़ें", "হয়েছে".
NUKTA = {
    one: f"{base}\N{DEVANAGARI SIGN NUKTA}"
    for one, base in zip("\u0958\u0959\u095a\u095b\u095c\u095d\u095e\u095f", "कखगजडढफय", strict=True)
} | {one: f"{base}\N{BENGALI SIGN NUKTA}" for one, base in zip("\u09dc\u09dd\u09df", "ডঢয", strict=True)}
SPELLINGS = (
    {" ": BLANK, "'": APOSTROPHE, '"': QUOTE}
    | {letter: f"[{row}]" for row in MIXED for letter in row}
    | {form: f"(?:{one}|{two})" for one, two in NUKTA.items() for form in (one, two)}
)
CONVENIENCE = "|".join(map(re.escape, SPELLINGS))
_SPELLED = re.compile(rf"{ESCAPE}|{CLASS}|{CONVENIENCE}", re.DOTALL)


class Term(NamedTuple):
    """A character, class or group of a pattern, and its repetition."""

    text: str
    repeat: str  # "", "?", "{0,4}", …


def escaped(text: str) -> str:
    """Return a phrase that matches a text, with any blanks and any case of letters."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def terms(inner: str) -> list[Term]:
    """Return the terms of a pattern, groups as one."""
    listed, depth, opened = list[Term](), 0, 0
    for found in _TOKEN.finditer(inner):
        text = found[0]
        if text == "(":
            opened = opened if depth else found.start()
            depth += 1
        elif text == ")" and depth:
            depth -= 1
            if not depth:
                listed.append(Term(inner[opened : found.end()], ""))
        elif not depth:
            if found["repeat"] and listed:
                listed[-1] = Term(listed[-1].text, text)
            else:
                listed.append(Term(text, ""))
    return listed


def longest(inner: str) -> float:
    """Return the most code points that a pattern between its anchors matches, a run of blanks counted as one."""
    sizes = [0.0]
    for term in terms(inner):
        if term == Term("|", ""):
            sizes.append(0)
        else:
            sizes[-1] += _longest_of(term.text) * _most_times(term.repeat)
    return max(sizes)


def _longest_of(text: str) -> float:
    if not text.startswith("("):
        return 1
    group = _GROUP.fullmatch(text)
    return longest(group["inner"]) if group else inf


def _most_times(repeat: str) -> float:
    if repeat in ("", "?", "??"):
        return 1
    count = _COUNT.fullmatch(repeat)
    return int(count[1]) if count else inf


@cache
def spelled_out(pattern: str) -> str:
    """Return the pattern between its anchors, as a group that RE2 compiles."""
    return f"(?:{spell(between_anchors(pattern))})"


def starts_line(pattern: str) -> bool:
    """Return whether a phrase starts with the start of its line."""
    return pattern.startswith("^")


def ends_line(pattern: str) -> bool:
    """Return whether a phrase ends with the end of its line."""
    return pattern.endswith("$") and not pattern.endswith("\\$")


def between_anchors(pattern: str) -> str:
    """Return a phrase without the `^` and `$` around it."""
    inner = pattern.removeprefix("^")
    return inner[:-1] if ends_line(inner) else inner


def spell(inner: str) -> str:
    """Return a pattern with its conveniences written out."""
    return _SPELLED.sub(lambda found: SPELLINGS.get(found[0], found[0]), inner)
