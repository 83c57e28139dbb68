"""The wording of a line and the names of its elements: log-odds of boilerplate, by tables of hashed words and pairs.

The tables are learned. Each bucket has the logarithm of the ratio of sites with its words in boilerplate to sites with
them in content. A word counts once for each site, so that no site's own words weigh much.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from zlib import crc32

BUCKETS = 1 << 12
MOST_WORDS = 40  # of a line; longer lines are usually not scored
COLUMNS = ("sum", "mean", "most", "least")
# A table is text with one of these signs for each bucket: the middle one is zero, each step is a tenth of log-odds.
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxy"
MOST = len(SIGNS) // 2  # tenths
_WORD = re.compile(r"\w+|[^\w\s]")
_DIGIT = re.compile(r"\d")
_LONG_WORD = re.compile(r"\w{4,}")
_NAME = re.compile(r"[a-z]{2,}")

_MEMO = 1_024  # lines: each pass examines those that stayed again
Weights = Sequence[int]


def decoded(table: str) -> Weights:
    """Return the weights of a table, in tenths."""
    return [SIGNS.index(sign) - MOST for sign in table]


def encoded(weights: Weights) -> str:
    """Return a table of weights, in tenths between -MOST and MOST."""
    return "".join(SIGNS[weight + MOST] for weight in weights)


def long_words(text: str) -> list[str]:
    """Return the words of four letters and more, in lower case: they show the subject of a text."""
    return _LONG_WORD.findall(text.lower())


@lru_cache(maxsize=_MEMO)
def line_buckets(text: str) -> tuple[int, ...]:
    """Return the buckets of a line's words and pairs of words, with all digits equal."""
    words = _WORD.findall(_DIGIT.sub("0", text.lower()))[:MOST_WORDS]
    pairs = map(" ".join, zip(["^", *words], [*words, "$"], strict=True))
    grams = "\n".join((*words, *pairs)).encode("utf-8", "replace").split(b"\n")
    return tuple([code % BUCKETS for code in map(crc32, grams)])


def name_words(names: str) -> set[str]:
    """Return the words in the names of elements."""
    return set(_NAME.findall(names))


def name_buckets(words: Collection[str], tag: str) -> list[int]:
    """Return the buckets of words from the names of a line's elements, by themselves and with its tag."""
    return sorted(map(_bucket, _name_grams(words, tag)))


def word_buckets(words: Collection[str]) -> list[int]:
    """Return the buckets of words by themselves."""
    return sorted(map(_bucket, words))


def _name_grams(words: Collection[str], tag: str) -> Iterator[str]:
    yield f"<{tag}>"
    for word in words:
        yield word
        yield f"{tag} {word}"


def _bucket(gram: str) -> int:
    return crc32(gram.encode("utf-8", "replace")) % BUCKETS


def columns(weights: Weights, buckets: Sequence[int]) -> tuple[int, int, int, int]:
    """Return sum, ten times the mean, highest and lowest of the weights of some buckets."""
    found = [weights[bucket] for bucket in buckets]
    if not found:
        return 0, 0, 0, 0
    total = sum(found)
    return total, 10 * total // len(found), max(found), min(found)
