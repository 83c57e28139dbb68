"""A model: boosted trees over whole numbers, tables of wording, thresholds and measured confidence; read from JSON."""

import json
import pkgutil
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

from cleantext.core.measured import Counts
from cleantext.scorer import wording
from cleantext.scorer.lines import Lines

ZONES = ("head", "body", "tail")
# A node is [column, threshold, value, left, right], a leaf its value; left where the column is at most the threshold.
# Values are thousandths of log-odds; that of a node is the mean of the lines that reached it in training.
Node = Any


class Model:
    """The content of one file of weights."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """`data` as `train.py` writes it."""
        self.columns: Sequence[str] = data["columns"]
        self.words = wording.decoded(data["words"])
        self.names = wording.decoded(data["names"]) if data["names"] else []
        self.thresholds: Mapping[str, Sequence[int]] = data["thresholds"]  # by level and zone, thousandths of log-odds
        self.least = [*map(min, zip(*self.thresholds.values(), strict=True))]  # by zone, the lowest of a level
        self._trees: Sequence[Node] = data["trees"]
        # After how many trees a line is dropped that has less than some score: hardly one of those came to a threshold.
        # The trees before the first of these ask for the columns FIRST alone.
        self._drops: Sequence[tuple[int, int]] = data["drops"]
        self.measured = Counts(**data["measured"])  # on sites that had not taught it
        self._confidence: Mapping[str, Sequence[tuple[int, float]]] = data["confidence"]

    def first(self, row: Sequence[int]) -> int | None:
        """The log-odds, in thousandths, that a line is boilerplate, by the columns FIRST; None if it is dropped."""
        trees, least = self._drops[0]
        score = _sum(self._trees[:trees], row)
        return score if score >= least else None

    def rest(self, score: int, row: Sequence[int]) -> int | None:
        """The log-odds by all columns; None if the line is dropped. score: what the first trees said."""
        for (start, _), (stop, least) in pairwise(self._drops):
            score += _sum(self._trees[start:stop], row)
            if score < least:
                return None
        return score

    def confidence(self, zone: int, score: int) -> float:
        """The measured precision in a zone at such a score: the lower end of its interval of 95 %."""
        bins = self._confidence[ZONES[zone]]
        return next((share for least, share in reversed(bins) if score >= least), bins[0][1])

    def weights(self, row: Sequence[int]) -> Mapping[str, int]:
        """What each group of columns adds to a score: the changes of value along the paths through the trees."""
        found: dict[str, int] = defaultdict(int)
        for tree in self._trees:
            node = tree
            while type(node) is list:
                column, threshold, value, left, right = node
                node = left if row[column] <= threshold else right
                group = self._groups[column]
                found[group] += (node[2] if type(node) is list else node) - value
        return found

    @cached_property
    def _groups(self) -> list[str]:
        return [name.partition(".")[0] for name in self.columns]


def _sum(trees: Sequence[Node], row: Sequence[int]) -> int:
    total = 0
    for node in trees:
        while type(node) is list:
            column, threshold, _, left, right = node
            node = left if row[column] <= threshold else right  # noqa: PLW2901 - down the tree
        total += node
    return total


@lru_cache(maxsize=2)
def load(name: str) -> Model:
    """A model that is shipped: "text" or "html"."""
    return Model(json.loads(pkgutil.get_data("cleantext.scorer", f"{name}.json") or "{}"))


def of(lines: Lines) -> Model:
    """The model for some lines."""
    return load("html" if lines.marks else "text")
