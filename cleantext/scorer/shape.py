"""The shape of a line, without its neighbours, in any script."""

import re
from functools import lru_cache

COLUMNS = (
    *("words", "word_length", "capitals", "upper", "digits", "signs", "opening", "commas"),
    *("bars", "colons", "time", "address", "copyright", "quotes", "bracketed", "sentences"),
)
LONGEST = 400  # code points that are examined
_MEMO = 1_024  # lines: each pass examines those that stayed again
NO_ENDING, FULL_STOP, OTHER_STOP, DIGIT_ENDING = 0, 1, 2, 6
_ENDINGS = {
    sign: kind
    for kind, signs in enumerate((".", "!?…。！？।؟", ":：", "\"'”’»“)]}", ",;-–—―"), FULL_STOP)
    for sign in signs
}
_UPPER, _LOWER, _CASELESS, _DIGIT, BULLET, _OTHER = 0, 1, 2, 3, 4, 8
_OPENINGS = {
    sign: kind for kind, signs in enumerate(("-•*·●▪■►▸›»>|–—", "\"'“„«‘", "([{", "@#©"), BULLET) for sign in signs
}
_DIGITS = re.compile(r"\d+")
_SIGNS = re.compile(r"[^\w\s]")
_BARS = re.compile(r"[|•·›»→/]")
_TIME = re.compile(r"\d[:.]\d\d\b|\b(?:19|20)\d\d\b")
_ADDRESS = re.compile(r"@|https?:|www\.|\.com\b")
_COPYRIGHT = re.compile(r"©|\([cC]\)")
_QUOTES = re.compile('[“”„«»"]')
_SENTENCES = re.compile(r"[.!?…。！？।؟][\"”’»)]*(?:\s|$)")


@lru_cache(maxsize=_MEMO)
def shape(text: str) -> tuple[int, ...]:
    """Return the columns of a line that is not empty: whole numbers, shares in percent, of its beginning."""
    text = text[:LONGEST]
    words, length = text.split(), len(text)
    count = len(words)
    initials = "".join([word[0] for word in words])
    return (
        count,
        10 * length // count,
        100 * sum(map(str.isupper, initials)) // count,
        100 * sum(map(str.isupper, words)) // count,
        100 * sum(map(len, _DIGITS.findall(text))) // length,
        100 * len(_SIGNS.findall(text)) // length,
        opening(text),
        text.count(","),
        len(_BARS.findall(text)),
        text.count(":"),
        _TIME.search(text) is not None,
        _ADDRESS.search(text) is not None,
        _COPYRIGHT.search(text) is not None,
        _QUOTES.search(text) is not None,
        text[0] == "(" and text[-1] == ")",
        len(_SENTENCES.findall(text)),
    )


def ending(text: str) -> int:
    """Return the kind of a line's last sign."""
    return _ENDINGS.get(text[-1]) or (DIGIT_ENDING if text[-1].isdigit() else NO_ENDING)


def opening(text: str) -> int:
    """Return the kind of a line's first sign."""
    sign = text[0]
    if sign.isalpha():
        return _UPPER if sign.isupper() else _LOWER if sign.islower() else _CASELESS
    return _DIGIT if sign.isdigit() else _OPENINGS.get(sign, _OTHER)
