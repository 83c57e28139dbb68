"""A model: boosted trees over whole numbers, tables of wording, thresholds and measured confidence; read from JSON."""

import json
import pkgutil
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from cleantext.core.measured import Counts
from cleantext.scorer import wording
from cleantext.scorer.lines import Lines
from cleantext.scorer.voice import Voice

ZONES = ("head", "body", "tail", "sentence")  # pages have the first three
# A node is [column, threshold, value, left, right], a leaf its value; left where the column is at most the threshold.
# Values are thousandths of log-odds; that of a node is the mean of the lines that reached it in training.
Node = Any
_MOST_WEIGHT = 1 << 31  # no sum of changes comes near it
_BASE = 2 * _MOST_WEIGHT  # of numbers with a digit, from -_MOST_WEIGHT, for each sum


class Score(NamedTuple):
    """The score of a line."""

    log_odds: int  # thousandths
    changes: int  # of value along the paths through all but the first trees, a digit for each group of columns


class Model:
    """The content of one file of weights."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Store `data` as `train.py` writes it."""
        self.columns: Sequence[str] = data["columns"]
        self.words = wording.decoded(data["words"])
        self.voice = Voice(data["voice"]) if "voice" in data else None  # None: the shipped one
        self.names = wording.decoded(data["names"]) if data["names"] else []
        self.thresholds: Mapping[str, Sequence[int]] = data["thresholds"]  # by level and zone, thousandths of log-odds
        self.least = [*map(min, zip(*self.thresholds.values(), strict=True))]  # by zone, the lowest of all levels
        self._valued: Sequence[Node] = data["trees"]
        # After how many trees a line below some score is dropped: hardly any such line would reach a threshold. The
        # trees before the first of these use only the columns FIRST.
        self._drops: Sequence[tuple[int, int]] = data["drops"]
        self._first_trees = [*map(_without_values, self._valued[: self._drops[0][0]])]
        self.measured = Counts(**data["measured"])  # on sites that it was not fitted on
        self._confidence: Mapping[str, Sequence[tuple[int, float]]] = data["confidence"]

    def first(self, row: Sequence[int]) -> int | None:
        """Return the log-odds, in thousandths, that a line is boilerplate, by FIRST alone; None to drop the line."""
        score = _sum(self._first_trees, row)
        return score if score >= self._drops[0][1] else None

    def rest(self, score: int, row: Sequence[int]) -> Score | None:
        """Return the score by all columns; None to drop the line. score: the result of the first trees."""
        changes = 0
        for trees, least in self._later_trees:
            changes += _sum(trees, row)
            if score + _lowest(changes) < least:
                return None
        return Score(score + _lowest(changes), changes)

    def confidence(self, zone: int, score: int) -> float:
        """Return the measured precision in a zone at such a score: the lower bound of its 95 % interval."""
        bins = self._confidence[ZONES[zone]]
        return next((share for least, share in reversed(bins) if score >= least), bins[0][1])

    def weights(self, score: Score, row: Sequence[int]) -> Mapping[str, int]:
        """Return what groups of columns add to a score, as changes of value along the paths through the trees."""
        total, found = score.changes + _sum(self._packed[: self._drops[0][0]], row), dict[str, int]()
        for group in self._groups:
            total = (total - _lowest(total)) // _BASE
            weight = _lowest(total)
            if weight:
                found[group] = weight
        return found

    @cached_property
    def _later_trees(self) -> list[tuple[Sequence[Any], int]]:
        """Return the trees behind the first ones, in the parts behind which lines are dropped, with the least score."""
        return [(self._packed[start:stop], least) for (start, _), (stop, least) in pairwise(self._drops)]

    @cached_property
    def _packed(self) -> list[Any]:
        """Return the trees with one number at each leaf: its value, and a digit for the changes by each group."""
        return [self._pack(tree, 0) for tree in self._valued]

    def _pack(self, node: Node, changes: int) -> Any:
        if type(node) is not list:
            return changes + node
        column, threshold, value, left, right = node
        unit = self._units[column]
        return (
            column,
            threshold,
            self._pack(left, changes + (_value(left) - value) * unit),
            self._pack(right, changes + (_value(right) - value) * unit),
        )

    @cached_property
    def _units(self) -> list[int]:
        """Return for each column the number with a one in the digit of its group."""
        return [_BASE ** (1 + self._groups.index(_group(column))) for column in self.columns]

    @cached_property
    def _groups(self) -> list[str]:
        return sorted(set(map(_group, self.columns)))


def _lowest(number: int) -> int:
    """Return the lowest digit of a number to the base `_BASE`."""
    return (number + _MOST_WEIGHT) % _BASE - _MOST_WEIGHT


def _group(column: str) -> str:
    return column.partition(".")[0]


def _value(node: Node) -> int:
    value: int = node[2] if type(node) is list else node
    return value


def _without_values(node: Node) -> Any:
    """Return a node of tuples, which are unpacked in two thirds of the time."""
    if type(node) is not list:
        return node
    column, threshold, _, left, right = node
    return column, threshold, _without_values(left), _without_values(right)


def _sum(trees: Sequence[Any], row: Sequence[int]) -> int:
    total = 0
    for node in trees:
        while type(node) is tuple:
            column, threshold, left, right = node
            node = left if row[column] <= threshold else right  # noqa: PLW2901 - down the tree
        total += node
    return total


@lru_cache(maxsize=2)
def load(name: str) -> Model:
    """Return a shipped model: "text" or "html"."""
    return Model(json.loads(pkgutil.get_data("cleantext.scorer", f"{name}.json") or "{}"))


def of(lines: Lines) -> Model:
    """Return the model for some lines."""
    return load("html" if lines.marks else "text")
