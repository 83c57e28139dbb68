"""Fitting: tables of wording, trees, thresholds and measured confidence. Needs numpy and LightGBM."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import log
from typing import Any, NamedTuple

import lightgbm
import numpy as np

from cleantext.core.statistics import least_share
from cleantext.scorer import wording
from cleantext.scorer.features import TEXT
from cleantext.scorer.guards import LONGEST, open_places
from cleantext.scorer.judge import rows
from cleantext.scorer.lines import Lines
from cleantext.scorer.markup import COLUMNS as MARKUP
from cleantext.scorer.model import ZONES, Model
from cleantext.training.data import HEADLINE, View
from cleantext.training.labels import BOILERPLATE, CONTENT

TREES, LEAVES, RATE = 120, 15, 0.08
FIRST = 40  # trees after which a line may be dropped
SLACK = 500  # thousandths of log-odds below the least that a line had there which came to a threshold
SMOOTHING = 2.0  # sites added to both counts of a bucket
BINS = (0, 500, 1000, 2000)  # thousandths of log-odds above the threshold
FEWEST = 40  # judged lines of a bin of one zone; below that all zones are taken together
SETTINGS: Mapping[str, Any] = {
    "objective": "binary",
    "num_leaves": LEAVES,
    "learning_rate": RATE,
    "min_data_in_leaf": 30,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "feature_fraction": 0.4,
    "lambda_l2": 5,
    "num_threads": 1,
    "verbose": -1,
    "deterministic": True,
    "force_row_wise": True,
}


def columns(mode: str) -> tuple[str, ...]:
    """The names of the columns of a mode."""
    return TEXT + (MARKUP if mode == "html" else ())


class Counts:
    """How many sites have each bucket in boilerplate, and in content."""

    def __init__(self, seen: Iterable[tuple[str, bool, Iterable[int]]]) -> None:
        """Of each line its site, whether it is boilerplate, and its buckets."""
        self._of: tuple[dict[str, set[int]], dict[str, set[int]]] = defaultdict(set), defaultdict(set)
        for domain, is_boilerplate, buckets in seen:
            self._of[is_boilerplate][domain].update(buckets)
        self._sites = [np.zeros(wording.BUCKETS), np.zeros(wording.BUCKETS)]
        for counted, of in zip(self._sites, self._of, strict=True):
            for buckets in of.values():
                counted[list(buckets)] += 1

    def weights(self, without: str = "") -> list[int]:
        """The weights of all buckets, in tenths of log-odds; `without` one site, whose lines are to be judged."""
        content, boilerplate = (counted.copy() for counted in self._sites)
        for counted, of in zip((content, boilerplate), self._of, strict=True):
            if without in of:
                counted[list(of[without])] -= 1
        usual = (boilerplate.sum() + 1) / (content.sum() + 1)
        odds = np.log((boilerplate + SMOOTHING * usual) / (content + SMOOTHING)) - log(usual)
        tenths: list[int] = np.clip(np.rint(10 * odds), -wording.MOST, wording.MOST).astype(int).tolist()
        return tenths


class Tables:
    """The tables of wording that some views teach, each of them without a site's own lines."""

    def __init__(self, views: Iterable[View]) -> None:
        """Count the words of all lines that are no paragraphs, and the names of all elements."""
        words, names = list[tuple[str, bool, list[int]]](), list[tuple[str, bool, list[int]]]()
        for view in views:
            for place, label in enumerate(view.labels):
                if not _is_judged(view, label) or label == HEADLINE:
                    continue
                text, domain = view.lines.texts[place], view.page.domain
                if len(text) <= LONGEST:
                    words.append((domain, label == BOILERPLATE, wording.line_buckets(text)))
                if view.lines.marks:
                    names.append((domain, label == BOILERPLATE, _name_buckets(view.lines, place)))
        self._words, self._names = Counts(words), Counts(names) if names else None
        self._known: dict[str, tuple[list[int], list[int]]] = {}

    def without(self, domain: str) -> tuple[list[int], list[int]]:
        """The weights of words and of names, without what one site taught; "" for all."""
        if domain not in self._known:
            names = self._names.weights(domain) if self._names else []
            self._known[domain] = self._words.weights(domain), names
        return self._known[domain]


def _name_buckets(lines: Lines, place: int) -> list[int]:
    mark = lines.marks[place]
    return wording.name_buckets(wording.name_words(mark.names if mark else ""), mark.tag if mark else "")


def _is_judged(view: View, label: str) -> bool:
    return label in (CONTENT, HEADLINE) or (label == BOILERPLATE and view.page.is_trusted)


class Examples(NamedTuple):
    """The lines of some views that the scorer judges."""

    rows: Any  # one a line
    views: list[View]
    places: list[int]

    @property
    def labels(self) -> list[str]:
        """The label of each line."""
        return [view.labels[place] for view, place in zip(self.views, self.places, strict=True)]


def examples(views: Sequence[View], tables: Tables) -> Examples:
    """All lines that the scorer judges, with their rows as of a site that nobody has seen."""
    found, owners, places = list[list[int]](), list[View](), list[int]()
    for view in views:
        at = open_places(view.lines)
        words, names = tables.without(view.page.domain)
        found += rows(view.lines, words, names, at)
        owners += [view] * len(at)
        places += at
    return Examples(np.array(found, dtype=np.float32), owners, places)


def fitted(mode: str, given: Examples, tables: Tables, seed: int) -> dict[str, Any]:
    """The data of a model, but for thresholds and confidence."""
    judged = [
        number
        for number, (view, label) in enumerate(zip(given.views, given.labels, strict=True))
        if _is_judged(view, label)
    ]
    right = np.array([given.labels[number] == BOILERPLATE for number in judged], dtype=int)
    data = lightgbm.Dataset(given.rows[judged], right, free_raw_data=False)
    trees = lightgbm.train({**SETTINGS, "seed": seed}, data, TREES).dump_model()["tree_info"]
    words, names = tables.without("")
    return {
        "columns": list(columns(mode)),
        "words": wording.encoded(words),
        "names": wording.encoded(names) if names else "",
        "base": 0,  # LightGBM adds it to the first tree
        "first": FIRST,
        "trees": [_node(tree["tree_structure"]) for tree in trees],
    }


def _node(node: Mapping[str, Any]) -> Any:
    if "leaf_value" in node:
        return round(1000 * node["leaf_value"])
    threshold = int(np.floor(node["threshold"]))
    value = round(1000 * node["internal_value"])
    return [node["split_feature"], threshold, value, _node(node["left_child"]), _node(node["right_child"])]


def unfinished(data: Mapping[str, Any]) -> Model:
    """A model that drops no line and knows no threshold."""
    return Model({**data, "hopeless": -(10**9), "thresholds": {}, "confidence": {}})


def hopeless(data: Mapping[str, Any], given: Examples, least: int) -> int:
    """The score after the first trees below which no line of the examples came to a threshold."""
    whole = unfinished(data)
    first = unfinished({**data, "trees": data["trees"][:FIRST]})
    reached = [first.score(row) for row in given.rows.astype(int).tolist() if whole.score(row) >= least]
    return min(reached, default=least) - SLACK


class Judged(NamedTuple):
    """A line that was scored by a model which had not seen its site."""

    view: View
    place: int
    score: int


def confidence(taken: Sequence[Judged], thresholds: Iterable[int]) -> dict[str, list[list[float]]]:
    """By zone the lower end of the precision of lines with at least some score; of each zone and all together."""
    least = sorted({min(thresholds), *(max(thresholds) + step for step in BINS)})
    edges = [*least, 10**9]
    return {
        zone: [[start, _precision(taken, number, start, end)] for start, end in pairwise(edges)]
        for number, zone in enumerate(ZONES)
    }


def _precision(taken: Sequence[Judged], zone: int, start: int, end: int) -> float:
    inside = [line for line in taken if start <= line.score < end and line.view.page.is_trusted]
    own = [line for line in inside if line.view.lines.zone(line.place) == zone]
    return round(max(_lower_end(own), 0.0 if len(own) >= FEWEST else _lower_end(inside)), 3)


def _lower_end(lines: Iterable[Judged]) -> float:
    labels = list(
        {(id(line.view.page), line.view.sources[line.place]): line.view.labels[line.place] for line in lines}.values()
    )
    right = labels.count(BOILERPLATE)
    return least_share(right, right + labels.count(CONTENT) + labels.count(HEADLINE))
