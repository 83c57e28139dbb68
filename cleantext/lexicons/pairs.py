"""How much more often two English words stand side by side than chance has it: what the neighbours say of a candidate.

The counts are those of texts in the public domain; `build_pairs.py` makes them and SOURCES.md names the texts.
"""

from functools import lru_cache
from math import log10

from cleantext.lexicons import line_number, zipf_tenths

# The table's words, all told; `build_pairs.py` prints it.
_WORDS = 4_023_811
_BILLION = 9  # of words, as a decimal logarithm: what a Zipf frequency is a share of
# Added to counts, so that a pair of two rare words, which cannot be expected to stand anywhere, says nothing.
_PRIOR = 0.5
# Log-ratios beyond these say no more; the weights of the classifier are fitted with them.
_LEAST, _MOST = -2.5, 4.0

_SPELLINGS = (("our", "or"), ("ise", "ize"), ("isi", "izi"), ("isa", "iza"), ("yse", "yze"), ("tre", "ter"))
_SHORTEST_VARIANT = 6  # letters; "four" is not "for", but "colour" is "color"


@lru_cache(maxsize=20_000)
def pair_evidence(one: str, other: str, language: str) -> float:
    """The decimal logarithm of how often two lower-case words stand side by side, over how often chance would put them.

    0 where nothing is known: no neighbour (""), or a word that is in no list. The table takes 3 MB, and is loaded when
    the first two words are asked for.
    """
    words = [_american(word, language) for word in (one, other)]
    ranks = [abs(zipf_tenths(language).get(word, 0)) / 10 for word in words]
    if not all(ranks):
        return 0.0
    expected: float = 10 ** (sum(ranks) - 2 * _BILLION) * _WORDS
    seen = line_number(f"{language}.pairs.z", " ".join(words))
    return max(_LEAST, min(_MOST, log10((seen + _PRIOR) / (expected + _PRIOR))))


def _american(word: str, language: str) -> str:
    """An English word as most of the texts spell it: "harbor" for "harbour"."""
    known = zipf_tenths(language)
    spellings = (word.replace(british, american) for british, american in _SPELLINGS if british in word)
    long = spellings if len(word) >= _SHORTEST_VARIANT else ()
    return next((spelled for spelled in long if known.get(spelled, 0) > 0), word)
