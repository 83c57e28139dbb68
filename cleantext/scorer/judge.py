"""Decide which lines are removed, with the score and the reason of each."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from cleantext.core.edits import Level
from cleantext.scorer import guards
from cleantext.scorer.features import Features
from cleantext.scorer.lines import Lines
from cleantext.scorer.markup import Markup
from cleantext.scorer.model import Model, Score
from cleantext.scorer.reasons import reason

LEVELS: tuple[Level, ...] = ("safe", "thorough")
# On plain text the lines around a line count, too, since lines of boilerplate stand together: three tenths of the mean
# of their scores are added to its score, and the nearest ones count twice. docs/scorer.md has the measurement.
_BESIDE = {-2: 1, -1: 2, 1: 2, 2: 1}
_TENTHS = 3
_GONE, _PROSE, _LOW, _HIGH = 3_000, -3_000, -2_000, 4_000  # thousandths of log-odds; low: below zero, or dropped


class Removable(NamedTuple):
    """A line that is removed."""

    place: int  # among the lines
    level: Level
    score: int  # thousandths of log-odds
    confidence: float
    reason: str


def row(features: Features, markup: Markup | None, place: int) -> list[int]:
    """Return all columns of a line."""
    return [*features.first(place), *rest(features, markup, place)]


def rest(features: Features, markup: Markup | None, place: int) -> list[int]:
    """Return the columns of a line behind FIRST."""
    return [*features.rest(place), *(markup.row(place) if markup else features.voice(place))]


def removable(lines: Lines, model: Model) -> list[Removable]:
    """Return the lines that the scorer removes, in order."""
    scored = _scored(lines, model)
    levels = _levels(lines, model, {place: score.log_odds for place, (score, _) in scored.items()}) if scored else {}
    return [_removable(lines, model, place, level, scored[place]) for place, level in sorted(levels.items())]


def with_neighbours(lines: Lines, scores: Mapping[int, int], dropped: Collection[int]) -> dict[int, int]:
    """Return scores on plain text with those of the lines around them.

    scores: thousandths of log-odds, of the lines that no guard keeps; dropped: lines that were left with a low score.
    """

    def evidence(place: int) -> int:
        if place in scores:
            return min(scores[place], _HIGH) if scores[place] > 0 else _LOW
        if place in dropped:
            return _LOW
        if not 0 <= place < len(lines.texts):
            return 0
        return _GONE if lines.gone[place] else _PROSE if lines.prose[place] else 0

    return {
        place: score + _TENTHS * sum(weight * evidence(place + step) for step, weight in _BESIDE.items()) // 60
        for place, score in scores.items()
    }


def _scored(lines: Lines, model: Model) -> dict[int, tuple[Score, list[int]]]:
    """Return the scores and rows of the lines that reach a threshold and are not guarded."""
    places = guards.open_places(lines)
    if not places:
        return {}
    guard = guards.Guards(lines)
    features = Features(lines, model.words)
    markup = Markup(lines, model.names) if lines.marks else None
    found = dict[int, tuple[Score, list[int]]]()
    dropped = set[int]()
    for place in places:
        columns = features.first(place)
        first = model.first(columns)
        if first is None:
            dropped.add(place)
            continue
        if guard.keeps(place):  # a quarter of the cost of the other columns, and it excludes every second line
            continue
        columns += rest(features, markup, place)
        score = model.rest(first, columns)
        if score is None:
            dropped.add(place)
        else:
            found[place] = score, columns
    scores = {place: score.log_odds for place, (score, _) in found.items()}
    scores = scores if lines.marks else with_neighbours(lines, scores, dropped)
    reached = (place for place, score in scores.items() if score >= model.least[lines.zone(place)])
    return {place: (found[place][0]._replace(log_odds=scores[place]), found[place][1]) for place in reached}


def _removable(lines: Lines, model: Model, place: int, level: Level, found: tuple[Score, list[int]]) -> Removable:
    score, columns = found
    named = dict(zip(model.columns, columns, strict=True))
    why = reason(lines, place, named, model.weights(score, columns))
    confidence = model.confidence(lines.zone(place), score.log_odds)
    return Removable(place, level, score.log_odds, confidence, why)


def _levels(lines: Lines, model: Model, scores: Mapping[int, int]) -> dict[int, Level]:
    """Return the strictest level at which each line is removed, with its neighbours."""
    found: dict[int, Level] = {}
    for level in LEVELS:
        least = model.thresholds[level]
        taken = {place for place, score in scores.items() if score >= least[lines.zone(place)]}
        for place in taken - guards.kept_beside(lines, taken):
            found.setdefault(place, level)
    return found
