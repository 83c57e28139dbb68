r"""The syntax of phrases: an RE2 pattern with five conveniences.

A blank matches any run of blanks, including no-break ones. An apostrophe or quotation mark matches all its typographic
forms. `^` matches the start of a line, behind bullets, brackets and quotes; `$` its end, before closing punctuation.
Letters of Arabic script that keyboards and writers confuse (yeh and kaf of Arabic and of Persian, alef with and without
hamza) match each other, as do letters with a nukta in one character and in two.
"""

import re
from functools import cache

# A group, so that ` ?` in a phrase means an optional blank; after a bare `+` the `?` would only make it lazy.
BLANK = "(?:[ \\t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+)"
APOSTROPHE = "['\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}]"
QUOTE = '["“”„«»]'

ESCAPE = r"\\[pPx]\{[^}]*\}|\\pL|\\."
CLASS = r"\[(?:\\.|[^\]])*\]"
PART = re.compile(rf"{ESCAPE}|{CLASS}", re.DOTALL)
_SPECIAL = re.compile(r"[\\.^$|?*+()\[\]{}]")
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


def escaped(text: str) -> str:
    """Return a phrase that matches a text, with any blanks and any case of letters."""
    return _SPECIAL.sub(r"\\\g<0>", text)


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
