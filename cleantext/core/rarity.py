"""The rarity of strings in prose, in bits: a phrase that needs a rare string is searched in few lines."""

import re
from collections.abc import Iterable
from math import fsum, log2

from cleantext.core.folding import NUMBER

EXACT = 0xF0000  # added to the code point of a letter that must match with its case
_WORD = re.compile(rf"[^\W\d_]+|{NUMBER}|\S")
# The most frequent words of English prose with more than three letters; shorter words of any language count as
# frequent.
_FREQUENT = frozenset(
    """
    about after also back been before being case city come could each even ever every first found from good great have
    help here high home house into just keep know last later life like long made make many more most much must need
    never news next only open other over part people place read said same says school show since some state still such
    support take than that their them then there these they this those time today under until used very want week well
    were what when where which while will with work world would year years your
    """.split()
)
_VERY_FREQUENT = frozenset("about been from have more that their they this were which will with would".split())
_SHORT = 3  # letters
# The bits that a word or sign adds: about the binary logarithm of the places in prose per occurrence.
_BITS_OF_VERY_FREQUENT = 4.0
_BITS_OF_FREQUENT, _BITS_OF_WORD, _BITS_OF_LETTER, _BITS_OF_SHORT, _BITS_OF_FOREIGN = 6.0, 9.0, 0.6, 1.7, 3.0
_BITS_OF_EXACT = 4.5  # a capital, if the other case does not match
_BITS_OF_SIGN = {
    "©": 20.0,
    "|": 14.0,
    "[": 12.0,
    "#": 12.0,
    "•": 12.0,
    "·": 14.0,
    "/": 9.0,
    "(": 6.0,
    ")": 6.0,
    ":": 6.0,
}
_BITS_OF_OTHER_SIGN, _BITS_OF_NUMBER = 4.0, 5.0


def rarity_of_any(found: Iterable[str]) -> float:
    """Return the rarity of some strings in bits: how rarely a place of prose has any of them."""
    common = fsum(2.0 ** -rarity_of(string) for string in found)  # the same in any order of the set
    return -log2(common) if common else 0.0


def rarity_of(string: str) -> float:
    """Return the rarity of a string in bits, the sum of those of its words and signs."""
    return sum(map(_bits_of_word, _WORD.findall(string)))


def _bits_of_word(word: str) -> float:
    if word[0] == NUMBER:
        return _BITS_OF_NUMBER
    if not word.isalpha() and len(word) == 1:
        return _BITS_OF_EXACT if ord(word) >= EXACT else _BITS_OF_SIGN.get(word, _BITS_OF_OTHER_SIGN)
    if not word.isascii():  # scripts without blanks, and words with accents
        return _BITS_OF_WORD + _BITS_OF_FOREIGN * len(word)
    if len(word) <= _SHORT:
        return _BITS_OF_SHORT * len(word)
    if word.casefold() in _VERY_FREQUENT:
        return _BITS_OF_VERY_FREQUENT
    return _BITS_OF_FREQUENT if word.casefold() in _FREQUENT else _BITS_OF_WORD + _BITS_OF_LETTER * len(word)
