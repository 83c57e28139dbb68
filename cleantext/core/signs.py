r"""The signs that may stand around the words of a line: bullets, brackets, quotes, dashes, emoji, marks of direction.

They are defined by Unicode's general categories in RE2, so that the result does not depend on the version of Python. Of
other punctuation (`Po`) only bullets and closing punctuation are signs: a question mark changes the meaning of "Read
more". A variation selector or a keycap may follow an emoji, and icon fonts put their pictures into private use (`Co`).

Mojibake's "Â" without a letter behind it is a sign too: "Â©" and "Â " were "©" and a no-break space, and the rule
`mojibake` leaves them unchanged if nothing else on the line is damaged. No word ends in "Â".
"""

from functools import cache

import re2

from cleantext.core.document import utf8

_KINDS = r"\p{Zs}\p{Cf}\p{Co}\p{Pc}\p{Pd}\p{Pe}\p{Pi}\p{Pf}\p{Sk}\p{So}\t\x{fe0e}\x{fe0f}\x{20e3}"
_BULLETS = r"""•·*"'…・･※†‡‣‥‧⁃⁎⁑⁕⁂¶§|>"""
_ONLY_BEFORE = r"\p{Ps}\p{Sm}#/\\"
# Behind a word, ASCII's opening brackets and signs of arithmetic are code: "tags = {". The others are arrows and
# triangles.
_ONLY_BEHIND = r"（「『【〔〖〈《［｛„‚\x{d7}\x{2190}-\x{22ff}\x{25a0}-\x{25ff}\x{27c0}-\x{27ff}\x{2900}-\x{2bff}"
# Full stops, colons and exclamation marks of Latin, Chinese, Indic, Arabic, Armenian, Khmer, Burmese and Ethiopic
# script.
_CLOSING = ".:!。．｡：！।॥۔։។။።"
# The marks of list items by extractors and writers; "o" comes from the hollow bullet of Word's second level.
BULLETS = ("- ", "* ", "• ", "· ", "+ ", "– ", "o ")
_MOJIBAKE = "Â"
_AS_PATTERN = f"(?-i:{_MOJIBAKE})"  # phrases ignore case, but "â" is a letter of its own

# `\B` stands between "Â" and anything but ASCII letters and digits: RE2 does not look ahead.
LEAD = rf"(?:{_AS_PATTERN}?[{_KINDS}{_BULLETS}{_ONLY_BEFORE}])*(?:{_AS_PATTERN}\B)?"
TRAIL = f"(?:{_AS_PATTERN}?[{_KINDS}{_BULLETS}{_ONLY_BEHIND}{_CLOSING}])*{_AS_PATTERN}?"


@cache
def _compiled(pattern: str) -> "re2._Regexp":
    return re2.compile(pattern)


def lead(line: str) -> str:
    """Return the signs at the start of a line."""
    if line[:1].isalnum() and line[0] != _MOJIBAKE:
        return ""
    data = utf8(line)
    found = _compiled(LEAD).match(data)
    return data[: found.end()].decode() if found else ""


def is_lead(text: str, rest: str) -> bool:
    """Return whether a text consists of signs that may precede the rest of a line."""
    if not text:
        return True
    is_letter = text.endswith(_MOJIBAKE) and rest[:1].isalnum()
    return not is_letter and _compiled(LEAD).fullmatch(utf8(text)) is not None


def is_trail(text: str) -> bool:
    """Return whether a text consists of signs that may follow the words of a line."""
    return not text or _compiled(TRAIL).fullmatch(utf8(text)) is not None
