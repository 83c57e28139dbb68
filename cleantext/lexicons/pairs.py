"""How much more often two English words are neighbours than by chance: the evidence of neighbours for a candidate.

The counts come from texts in the public domain; `build_pairs.py` makes them and SOURCES.md names the texts.
"""

from functools import lru_cache
from math import log10

from cleantext.lexicons import zipf_tenths
from cleantext.lexicons.sorted_lines import line_number

# The number of words of the texts; `build_pairs.py` prints it.
_WORDS = 4_023_811
_BILLION = 9  # words, as a decimal logarithm: the unit of Zipf frequencies
# Added to counts, so that a pair of two rare words, which is not expected anywhere, is no evidence.
_PRIOR = 0.5
# Log-ratios beyond these count as these; the weights of the classifier are fitted with them.
_LEAST, _MOST = -2.5, 4.0

_SPELLINGS = (("our", "or"), ("ise", "ize"), ("isi", "izi"), ("isa", "iza"), ("yse", "yze"), ("tre", "ter"))
_SHORTEST_VARIANT = 6  # letters; "four" is not "for", but "colour" is "color"


@lru_cache(maxsize=20_000)
def pair_evidence(one: str, other: str, language: str) -> float:
    """Return the decimal logarithm of the frequency of two lower-case neighbours over that by chance.

    It is 0 without evidence: no neighbour (""), or a word in no list. The table is a
    file of 3 MB, which is searched.
    """
    words = [_american(word, language) for word in (one, other)]
    ranks = [abs(zipf_tenths(language).get(word, 0)) / 10 for word in words]
    if not all(ranks):
        return 0.0
    expected: float = 10 ** (sum(ranks) - 2 * _BILLION) * _WORDS
    seen = line_number(f"{language}.pairs.txt", " ".join(words))
    return max(_LEAST, min(_MOST, log10((seen + _PRIOR) / (expected + _PRIOR))))


def _american(word: str, language: str) -> str:
    """Return an English word in the spelling of most of the texts: "harbor" for "harbour"."""
    known = zipf_tenths(language)
    spellings = (word.replace(british, american) for british, american in _SPELLINGS if british in word)
    long = spellings if len(word) >= _SHORTEST_VARIANT else ()
    return next((spelled for spelled in long if known.get(spelled, 0) > 0), word)
