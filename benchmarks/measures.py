r"""The measures of a cleaning.

Articles: the measure of the article-extraction benchmark (https://github.com/scrapinghub/article-extraction-benchmark,
`evaluate.py`): 4-word shingles of `\w+` tokens, each page weighs the same, precision and recall are averages over
pages, F1 is that of the two averages; a page is exact if its tokens equal the gold's.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from statistics import mean
from typing import NamedTuple

SHINGLE = 4  # words
# A passage with this share of its shingles in the gold is content; one with so few of them is not.
CONTENT, BOILERPLATE = 0.8, 0.2
_WORD = re.compile(r"\w+")


class Match(NamedTuple):
    """The comparison of an extracted page with its gold: shares that add up to 1."""

    right: float
    extra: float
    missed: float
    exact: bool


class Figures(NamedTuple):
    """The averages over pages."""

    f1: float
    precision: float
    recall: float
    exact: float  # share of pages
    pages: int


def words(text: str) -> list[str]:
    """Return the words of a text, as the benchmark splits them."""
    return _WORD.findall(text)


def match(gold: str, text: str) -> Match:
    """Compare one page with its gold."""
    wanted, found = words(gold), words(text)
    gold_shingles, text_shingles = Counter(_shingles(wanted)), Counter(_shingles(found))
    right = (gold_shingles & text_shingles).total()
    extra, missed = text_shingles.total() - right, gold_shingles.total() - right
    total = max(1, right + extra + missed)
    return Match(right / total, extra / total, missed / total, wanted == found)


def average(matches: Sequence[Match]) -> Figures:
    """Return the figures of a set of pages. Raises StatisticsError if no page has any text."""
    precision = mean(row.right / (row.right + row.extra) for row in matches if row.right + row.extra)
    recall = mean(row.right / (row.right + row.missed) for row in matches if row.right + row.missed)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Figures(f1, precision, recall, mean(row.exact for row in matches), len(matches))


class Gold:
    """A gold text that decides whether a passage is part of it."""

    def __init__(self, text: str) -> None:
        tokens = words(text)
        self._text = f" {' '.join(tokens)} "
        self._shingles = set(_shingles(tokens))

    def label(self, passage: str) -> str:
        """Return `c` for content, `b` for boilerplate, `u` for a passage that is partly content, `e` for no words."""
        tokens = words(passage)
        if not tokens:
            return "e"
        if f" {' '.join(tokens)} " in self._text:
            return "c"
        shingles = _shingles(tokens)
        share = sum(shingle in self._shingles for shingle in shingles) / len(shingles)
        return "c" if share >= CONTENT else "b" if share <= BOILERPLATE else "u"


class WordEdit(NamedTuple):
    """A difference between two texts."""

    start: int  # words
    end: int
    old: str
    new: str


def word_edits(old: str, new: str) -> frozenset[WordEdit]:
    """Return the differences between two texts, in words between blanks; one each if equal numbers are replaced."""
    before, after = old.split(), new.split()
    edits = set[WordEdit]()
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "replace" and i2 - i1 == j2 - j1:
            pairs = zip(before[i1:i2], after[j1:j2], strict=True)
            edits.update(WordEdit(at, at + 1, *pair) for at, pair in enumerate(pairs, i1) if pair[0] != pair[1])
        elif tag != "equal":
            edits.add(WordEdit(i1, i2, " ".join(before[i1:i2]), " ".join(after[j1:j2])))
    return frozenset(edits)


def holds(text: str, snippets: Iterable[str]) -> list[bool]:
    """Return which snippets occur in a text, white space aside (as in trafilatura's own evaluation)."""
    flat = " ".join(text.split())
    return [" ".join(snippet.split()) in flat for snippet in snippets]


def _shingles(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    starts = range(max(1, len(tokens) - SHINGLE + 1))
    return [tuple(tokens[start : start + SHINGLE]) for start in starts] if tokens else []
