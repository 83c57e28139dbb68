r"""The signs that may stand around the words of a line: bullets, brackets, quotes, dashes, emoji, marks of direction.

They are named by Unicode's general categories, as RE2 knows them, so that the answer does not depend on the version of
Python. Of other punctuation (`Po`) only bullets and what closes a line are signs: a question mark makes another
sentence of "Read more". An emoji brings a variation selector or a keycap with it, and private use (`Co`) is where icon
fonts keep their pictures.

Mojibake's "Â" is a sign too where no letter stands behind it: "Â©" and "Â " are what became of "©" and a no-break
space, and the rule `mojibake` leaves them alone where nothing else on the line is damaged. No word ends so.
"""

from functools import cache

import re2

from cleantext.core.document import utf8

_KINDS = r"\p{Zs}\p{Cf}\p{Co}\p{Pc}\p{Pd}\p{Pe}\p{Pi}\p{Pf}\p{Sk}\p{So}\t\x{fe0e}\x{fe0f}\x{20e3}"
_BULLETS = r"""•·*"'…・･※†‡‣‥‧⁃⁎⁑⁕⁂¶§|>"""
_ONLY_BEFORE = r"\p{Ps}\p{Sm}#/\\"
# Behind a word ASCII's opening brackets and signs of arithmetic are code: "tags = {". Others are arrows and triangles.
_ONLY_BEHIND = r"（「『【〔〖〈《［｛„‚\x{d7}\x{2190}-\x{22ff}\x{25a0}-\x{25ff}\x{27c0}-\x{27ff}\x{2900}-\x{2bff}"
# Full stops, colons and exclamation marks of Latin, Chinese, Indic, Arabic, Armenian, Khmer, Burmese, Ethiopic script.
_CLOSING = ".:!。．｡：！।॥۔։។။።"
# How extractors and writers mark the items of lists; "o" is what the hollow bullet of Word's second level becomes.
BULLETS = ("- ", "* ", "• ", "· ", "+ ", "– ", "o ")
_MOJIBAKE = "Â"
_AS_PATTERN = f"(?-i:{_MOJIBAKE})"  # phrases mind no case, but "â" is a letter of its own

# `\B` stands between "Â" and anything but ASCII letters and digits: RE2 does not look ahead.
LEAD = rf"(?:{_AS_PATTERN}?[{_KINDS}{_BULLETS}{_ONLY_BEFORE}])*(?:{_AS_PATTERN}\B)?"
TRAIL = f"(?:{_AS_PATTERN}?[{_KINDS}{_BULLETS}{_ONLY_BEHIND}{_CLOSING}])*{_AS_PATTERN}?"


@cache
def _compiled(pattern: str) -> "re2._Regexp":
    return re2.compile(pattern)


def lead(line: str) -> str:
    """The signs at the start of a line."""
    if line[:1].isalnum() and line[0] != _MOJIBAKE:
        return ""
    data = utf8(line)
    found = _compiled(LEAD).match(data)
    return data[: found.end()].decode() if found else ""


def is_lead(text: str, rest: str) -> bool:
    """Whether a text is nothing but signs that may stand before the rest of a line."""
    if not text:
        return True
    is_letter = text.endswith(_MOJIBAKE) and rest[:1].isalnum()
    return not is_letter and _compiled(LEAD).fullmatch(utf8(text)) is not None


def is_trail(text: str) -> bool:
    """Whether a text is nothing but signs that may stand behind the words of a line."""
    return not text or _compiled(TRAIL).fullmatch(utf8(text)) is not None
