"""The spelling in which lines are compared with the strings of phrases: case, quotes, blanks and numbers are unified.

`NUMBER` stands for any number of ASCII digits, and `END` for the end of the line, behind signs.
"""

import re

from cleantext.core.pattern import MIXED, NUKTA

NUMBER = "0"
LONGEST_HEAD = 24  # code points of a string at the start of a line; longer ones are cut
END = "\n"
_ODD = re.compile(r"[^\S ]|  |[0-9]")  # blanks other than a single one, and digits
_ODD_BLANKS = re.compile(r"[^\S ]|  ")
_DIGITS = re.compile(r"[0-9]+")
_LETTER = re.compile(r"[^\W_Ââ]")
_UP_TO_SIGNS = re.compile(r"(?s).*[^\W_Ââ]")  # mojibake's "Â" is a sign, see `signs.py`
_ALIKE = (
    dict.fromkeys("’‘ʼ", "'")
    | dict.fromkeys("“”„«»", '"')
    | {letter: row[0] for row in MIXED for letter in row[1:]}
    | NUKTA
)
_TABLE = str.maketrans(_ALIKE)
_LONG = 64  # code points; in longer texts `str.replace` for each letter is faster


def head(words: str) -> tuple[str, str]:
    """Return the beginning of a line without signs before it; of a short line all, without signs behind it, and `END`.

    Blanks and numbers are unified, and case is folded.
    """
    if _ODD.search(words, 0, LONGEST_HEAD):
        words = _DIGITS.sub(NUMBER, " ".join(words.split()), LONGEST_HEAD)
    start = fold(words[:LONGEST_HEAD])
    found = None if _LETTER.search(words, LONGEST_HEAD) else _UP_TO_SIGNS.match(start)
    return start, found[0] + END if found else ""


def fold(text: str) -> str:
    """Return a text with its case folded, at least as RE2 ignores case, and with unified quotes."""
    if text.isascii():
        return text.lower()
    text = text.casefold()
    if len(text) <= _LONG:
        return text.translate(_TABLE)
    for letter, other in _ALIKE.items():
        text = text.replace(letter, other)
    return text


def folded(line: str) -> str:
    """Return a line with its case folded and its blanks unified."""
    return fold(" ".join(line.split()) if _ODD_BLANKS.search(line) else line)
