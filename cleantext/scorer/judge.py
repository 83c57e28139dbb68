"""The judge: which lines go, how sure that is, and why, in words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from cleantext.core.edits import Level
from cleantext.scorer import guards
from cleantext.scorer.features import Features
from cleantext.scorer.lines import Lines
from cleantext.scorer.markup import Markup
from cleantext.scorer.model import Model
from cleantext.scorer.reasons import reason
from cleantext.scorer.wording import Weights

LEVELS: tuple[Level, ...] = ("safe", "thorough")


class Removable(NamedTuple):
    """A line that goes."""

    place: int  # among the lines
    level: Level
    score: int  # thousandths of log-odds
    confidence: float
    reason: str


def rows(lines: Lines, words: Weights, names: Weights, places: Iterable[int]) -> Iterator[list[int]]:
    """The columns of some lines, by the learned tables of wording and of names."""
    text = Features(lines, words)
    markup = Markup(lines, names) if lines.marks else None
    for place in places:
        yield text.row(place) + (markup.row(place) if markup else [])


def removable(lines: Lines, model: Model) -> list[Removable]:
    """What the scorer takes, in order."""
    places = guards.open_places(lines)
    least = min(model.thresholds.values())
    scored = {}
    for place, row in zip(places, rows(lines, model.words, model.names, places), strict=True):
        score = model.score(row)
        if score >= least:
            scored[place] = score, row
    levels = _levels(lines, model, {place: score for place, (score, _) in scored.items()})
    return [
        Removable(
            place,
            level,
            scored[place][0],
            model.confidence(lines.zone(place), scored[place][0]),
            reason(
                lines, place, dict(zip(model.columns, scored[place][1], strict=True)), model.weights(scored[place][1])
            ),
        )
        for place, level in sorted(levels.items())
    ]


def _levels(lines: Lines, model: Model, scores: Mapping[int, int]) -> dict[int, Level]:
    """The strictest level at which each line goes with what goes beside it."""
    found: dict[int, Level] = {}
    for level in LEVELS:
        taken = {place for place, score in scores.items() if score >= model.thresholds[level]}
        for place in taken - guards.kept_beside(lines, taken):
            found.setdefault(place, level)
    return found
