"""Fitting: rows of columns, trees, and measured confidence. Needs numpy and LightGBM."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple

import lightgbm
import numpy as np

from cleantext.core.statistics import least_share
from cleantext.scorer import judge, wording
from cleantext.scorer.features import FIRST, SILENT, TEXT, VOICE, WORDING, Features
from cleantext.scorer.guards import Guards, open_places
from cleantext.scorer.lines import LONGEST, Lines
from cleantext.scorer.markup import MARKUP, NAMES, Markup
from cleantext.scorer.model import ZONES
from cleantext.training.data import HEADLINE, View
from cleantext.training.labels import BOILERPLATE, CONTENT
from cleantext.training.voice import Line, Voices
from cleantext.training.wordings import Buckets

# The number of trees, the leaves of each, and the learning rate; a model must stay below 100 kB.
SIZES: Mapping[str, tuple[int, int, float]] = {"text": (150, 25, 0.08), "html": (120, 15, 0.08)}
FIRST_TREES, FIRST_LEAVES = 12, 8  # over the columns FIRST alone
# After so many trees, a line is dropped for good if nearly all lines that later reach a threshold score higher; the
# second number is the share of those lines that each drop loses.
DROPS = (0, 10, 20, 40, 80)
MISSED = (0.015, 0.005, 0.003, 0.003, 0.003)
BINS = (0, 500, 1000, 2000)  # thousandths of log-odds above the threshold
FEWEST = 40  # judged lines of a bin of one zone; with fewer, all zones are pooled
# Invented pages have more of each kind of boilerplate, and of sentences that look like it, than labelled ones.
INVENTED = "invented"
WEIGHT = 0.5  # of a line of all other sets, for the voice
NOTHING = [0] * wording.BUCKETS
NOWHERE = 10**6  # thousandths of log-odds that no line reaches
SETTINGS: Mapping[str, Any] = {
    "objective": "binary",
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
    """Return the names of the columns of a mode."""
    return TEXT + WORDING + (MARKUP + NAMES if mode == "html" else VOICE)


class Examples:
    """The lines of some views that the scorer judges. Only the columns of wording depend on what is learned."""

    def __init__(self, mode: str, views: Sequence[View]) -> None:
        """Make the rows."""
        self.mode, self.views = mode, views
        owners, places, rows = list[int](), list[int](), list[list[int]]()
        for number, view in enumerate(views):
            features = Features(view.lines, NOTHING)
            markup = Markup(view.lines, NOTHING) if view.lines.marks else None
            for place in open_places(view.lines):
                owners.append(number)
                places.append(place)
                rows.append(judge.row(features, markup, place))
        self.owners, self.places = np.array(owners), np.array(places)
        zones = [views[owner].lines.zone(place) for owner, place in zip(owners, places, strict=True)]
        self.zones = np.array(zones)
        self._rows = np.array(rows, dtype=np.float32)
        sizes = np.array([len(view.labels) for view in views])
        self._starts = np.cumsum(sizes) - sizes
        self.lines = self._starts[self.owners] + self.places  # indexes among the lines of all views
        self._ends = (self._starts + sizes)[self.owners]
        self._at = {name: number for number, name in enumerate(columns(mode))}
        self._label_lines(sizes)

    def _label_lines(self, sizes: Any) -> None:
        views = self.views
        domains = {domain: number for number, domain in enumerate(sorted({view.page.domain for view in views}))}
        self.domains = list(domains)
        of_views = np.array([domains[view.page.domain] for view in views])
        self._sites = np.repeat(of_views, sizes)
        self.sites = of_views[self.owners]
        self._labels = np.array([label for view in views for label in view.labels])
        self.labels = self._labels[self.lines]
        trusted = np.repeat([view.page.is_trusted for view in views], sizes)
        self._is_judged = np.isin(self._labels, [CONTENT, HEADLINE]) | ((self._labels == BOILERPLATE) & trusted)
        texts = [text for view in views for text in view.lines.texts]
        short = [text if len(text) <= LONGEST else "" for text in texts]
        self._words = Buckets([wording.line_buckets(text) if text else () for text in short], self._sites)
        self._is_short = np.array([text != "" for text in short])
        if self.mode != "html":
            self._voices = Voices(list(self._spoken()), self.domains)
        else:
            names = [pair for view in views for pair in _names(view.lines)]
            self._names = Buckets([every for every, _ in names], self._sites)
            self._own_names = Buckets([own for _, own in names], self._sites)

    def _spoken(self) -> Iterable[Line | None]:
        """Yield each line of all views whose voice is scored."""
        at = 0
        for view in self.views:
            weight = 1.0 if view.page.group.startswith(INVENTED) else WEIGHT
            for text, label in zip(view.lines.texts, view.labels, strict=True):
                is_scored = view.lines.language and len(text) <= LONGEST
                own = weight if self._is_judged[at] and label != HEADLINE else 0.0
                site = int(self._sites[at])
                yield Line(text, view.lines.language, site, own, label == BOILERPLATE) if is_scored else None
                at += 1

    def rows(self, seen: Any) -> "tuple[Any, Learned]":
        """Return all rows, with wording learned from some sites, and what was learned.

        seen: for each site whether its lines are learned from.
        """
        taught = self._is_judged & (self._labels != HEADLINE) & seen[self._sites]
        is_boilerplate = self._labels == BOILERPLATE
        rows = self._rows.copy()
        words = self._words.weights(is_boilerplate, taught & self._is_short)
        self._put(rows, self._words, words, "wording")
        if self.mode != "html":
            scores, voice = self._voices.scores(seen)
            self._put_voice(rows, scores)
            return rows, Learned(words[-1], None, voice)
        names = self._names.weights(is_boilerplate, taught)
        self._put(rows, self._names, names, "names")
        everywhere = np.ones(len(self.lines), dtype=bool)
        at = [self._at[f"own_names.{name}"] for name in wording.COLUMNS]
        rows[:, at] = self._own_names.columns(names, self.lines, everywhere)
        return rows, Learned(words[-1], names[-1], None)

    def _put_voice(self, rows: Any, scores: Any) -> None:
        """Put the scores into the rows, and where the guards look for them."""
        for view, start in zip(self.views, self._starts.tolist(), strict=True):
            view.lines.tones.update(enumerate(scores[start : start + len(view.labels)].astype(int).tolist()))
        starts = self._starts[self.owners]
        for step in (0, -1, 1):
            near = self.lines + step
            at = self._at[f"voice.own{f'{step:+d}' if step else ''}"]
            is_there = (near >= starts) & (near < self._ends) & (rows[:, at] != SILENT)
            rows[is_there, at] = scores[near[is_there]]

    def _put(self, rows: Any, buckets: Buckets, weights: Any, group: str) -> None:
        starts = self._starts[self.owners]
        for step in (0, -1, 1):
            near = self.lines + step
            at = [self._at[f"{group}.{name}{f'{step:+d}' if step else ''}"] for name in wording.COLUMNS]
            rows[:, at] = buckets.columns(weights, near, (near >= starts) & (near < self._ends))

    @property
    def is_judged(self) -> Any:
        """Return whether the label of each example can be trusted."""
        return self._is_judged[self.lines]


def _names(lines: Lines) -> Iterable[tuple[list[int], list[int]]]:
    """Yield for each line the buckets of its elements' names, and of those names that the prose does not have."""
    for mark in lines.marks:
        words = wording.name_words(mark.names if mark else "")
        own = wording.word_buckets(words - lines.usual_name_words)
        yield wording.name_buckets(words, mark.tag if mark else ""), own


class Learned(NamedTuple):
    """What the columns of wording are learned with: tables of words and, for pages, of names; for text, a voice."""

    words: Any
    names: Any
    voice: dict[str, Any] | None


class Fitted(NamedTuple):
    """A model without thresholds, and its scores of all examples."""

    data: dict[str, Any]
    voice: dict[str, Any] | None
    stages: list[Any]  # scores of all examples, thousandths of log-odds: after the first trees, and after each of DROPS
    scores: Any  # after all trees

    @property
    def full(self) -> dict[str, Any]:
        """Return the data of the model with its voice."""
        return {**self.data, **({"voice": self.voice} if self.voice else {})}


def fitted(given: Examples, seen: Any, seed: int) -> Fitted:
    """Fit a model on the lines of some sites. seen: for each site whether its lines are learned from."""
    rows, learned = given.rows(seen)
    chosen = given.is_judged & seen[given.sites]
    right = (given.labels == BOILERPLATE).astype(int)
    count, leaves, rate = SIZES[given.mode]
    cheap = np.ascontiguousarray(rows[:, : len(FIRST)])
    settings = {**SETTINGS, "seed": seed, "learning_rate": 2 * rate, "num_leaves": FIRST_LEAVES}
    first = lightgbm.train(settings, lightgbm.Dataset(cheap[chosen], right[chosen]), FIRST_TREES)
    known = first.predict(cheap, raw_score=True)
    settings = {**SETTINGS, "seed": seed, "learning_rate": rate, "num_leaves": leaves, "boost_from_average": False}
    data = lightgbm.Dataset(rows[chosen], right[chosen], init_score=known[chosen])
    rest = lightgbm.train(settings, data, count)
    trees = [*first.dump_model()["tree_info"], *rest.dump_model()["tree_info"]]
    model = {
        "columns": list(columns(given.mode)),
        "words": wording.encoded(learned.words.tolist()),
        "names": wording.encoded(learned.names.tolist()) if learned.names is not None else "",
        "trees": [_node(tree["tree_structure"]) for tree in trees],
    }
    stages = [
        known if not stage else known + rest.predict(rows, raw_score=True, num_iteration=stage) for stage in DROPS
    ]
    return Fitted(
        model, learned.voice, [1000 * stage for stage in stages], 1000 * (known + rest.predict(rows, raw_score=True))
    )


def _node(node: Mapping[str, Any]) -> Any:
    if "leaf_value" in node:
        return round(1000 * node["leaf_value"])
    threshold = int(np.floor(node["threshold"]))
    value = round(1000 * node["internal_value"])
    return [node["split_feature"], threshold, value, _node(node["left_child"]), _node(node["right_child"])]


def drops(made: Fitted, reached: Any, count: int) -> list[tuple[int, int]]:
    """Return after how many trees a line is dropped, and below which score. reached: lines that reach a threshold."""
    found = [
        (FIRST_TREES + trees, int(np.quantile(stage[reached], missed)) if reached.any() else 0)
        for trees, missed, stage in zip(DROPS, MISSED, made.stages, strict=True)
    ]
    return [*found, (count, -NOWHERE)]


class Judged(NamedTuple):
    """A line that was scored by a model which had not seen its site."""

    view: View
    place: int
    score: int


def final_scores(given: Examples, scores: Any) -> Any:
    """Return the scores with those of the lines around, as the scorer uses them.

    scores: -NOWHERE for lines that are left out; the result leaves out lines that a guard keeps, too.
    """
    found = np.full(len(scores), -float(NOWHERE))
    for owner, numbers in groupby(np.flatnonzero(scores > -NOWHERE).tolist(), given.owners.__getitem__):
        at = {int(given.places[number]): number for number in numbers}
        lines = given.views[owner].lines
        guard = Guards(lines)
        high = {place: int(scores[number]) for place, number in at.items() if scores[number] > 0}
        free = {place: score for place, score in high.items() if not guard.keeps(place)}
        if not lines.marks:
            low = {place: int(scores[number]) for place, number in at.items() if place not in high}
            free = judge.with_neighbours(lines, free, low)
        for place, score in free.items():
            found[at[place]] = score
    return found


def best(given: Examples, scores: Any, least: int) -> list[Judged]:
    """Return the lines with at least some score, each once: a line that both passes score with its higher score."""
    found = dict[tuple[int, int, str], Judged]()
    for number in np.flatnonzero(scores >= least).tolist():
        view, place = given.views[int(given.owners[number])], int(given.places[number])
        key = id(view.page), view.sources[place], view.lines.texts[place]
        line = Judged(view, place, int(scores[number]))
        found[key] = max(found.get(key, line), line, key=lambda one: one.score)
    return list(found.values())


def confidence(taken: Sequence[Judged], lowest: int, strict: int) -> dict[str, list[list[float]]]:
    """Return by zone the lower bound of the precision of lines with at least some score, also for all zones together.

    taken: the lines that reach a threshold. lowest, strict: the least thresholds of the levels thorough and safe.
    """
    edges = [*sorted({lowest, *(strict + step for step in BINS)}), 10**9]
    return {
        zone: [[start, _precision(taken, number, start, end)] for start, end in pairwise(edges)]
        for number, zone in enumerate(ZONES)
    }


def _precision(taken: Sequence[Judged], zone: int, start: int, end: int) -> float:
    inside = [line for line in taken if start <= line.score < end and line.view.page.is_trusted]
    own = [line for line in inside if line.view.lines.zone(line.place) == zone]
    return round(_lower_end(own if len(own) >= FEWEST else inside), 3)


def _key(line: Judged) -> tuple[str, str]:
    """Return the key under which a line counts once a page, however many extractors return it."""
    return line.view.page.record, line.view.lines.texts[line.place]


def _lower_end(lines: Iterable[Judged]) -> float:
    labels = list({_key(line): line.view.labels[line.place] for line in lines}.values())
    right = labels.count(BOILERPLATE)
    return least_share(right, right + labels.count(CONTENT) + labels.count(HEADLINE))
