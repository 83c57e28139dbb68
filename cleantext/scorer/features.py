"""Rows of whole numbers for lines: shape, place, what stands around them, wording, and what the HTML says.

Shares are in percent. The columns that trees may ask for are `TEXT` and, where there is HTML, `TEXT + markup.COLUMNS`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from cleantext.core.prose import PROSE_LENGTH
from cleantext.scorer import shape, wording
from cleantext.scorer.lines import Lines
from cleantext.scorer.shape import FULL_STOP, OTHER_STOP

NEAR = (-1, 1)
FAR = (-2, 2)
_AT = {name: number for number, name in enumerate(shape.COLUMNS)}
_NEAR_SHAPE = [
    _AT[name]
    for name in ("length", "words", "capitals", "digits", "signs", "ending", "opening", "bars", "colons", "time")
]
_FAR_SHAPE = [_AT[name] for name in ("length", "capitals", "digits", "signs", "ending", "opening")]
_KNOWN = ("prose", "gone", "phrases")
_OUTSIDE = -1  # in the columns of a neighbour where there is none
_MOST_OF_RUN = 60  # lines of a run that are looked at
_FEW = 5  # lines on either side

TEXT = (
    *(f"shape.{name}" for name in shape.COLUMNS),
    *("place.text_before", "place.text_behind", "place.from_first", "place.to_last", "place.zone", "place.line"),
    *("place.prose_before", "place.prose_behind", "place.short_lines"),
    *(
        "run.lines",
        "run.before",
        "run.behind",
        "run.length",
        "run.capitals",
        "run.sentences",
        "run.phrases",
        "run.gone",
    ),
    *("shared.with_prose", "shared.same_lines", "shared.long_words"),
    *("rules.phrases", "rules.gone", "rules.gone_above", "rules.gone_below", "rules.gone_few_above"),
    *("rules.gone_few_below", "rules.gone_all_above", "rules.gone_all_below"),
    *(f"near.{shape.COLUMNS[at]}{step:+d}" for step in NEAR for at in _NEAR_SHAPE),
    *(f"near.{name}{step:+d}" for step in NEAR for name in _KNOWN),
    *(f"near.{shape.COLUMNS[at]}{step:+d}" for step in FAR for at in _FAR_SHAPE),
    *(f"near.{name}{step:+d}" for step in FAR for name in _KNOWN),
    *(f"wording.{name}{step}" for step in ("", *(f"{step:+d}" for step in NEAR)) for name in wording.COLUMNS),
)
_LONG_WORD = re.compile(r"\w{4,}")


def long_words(text: str) -> list[str]:
    """The words of four letters and more, in lower case: they tell what a text is about."""
    return _LONG_WORD.findall(text.lower())


def percent(part: int, whole: int) -> int:
    """A share; nought of nothing."""
    return 100 * part // whole if whole else 0


class Features:
    """What the lines of one document have in common, and the row of each."""

    def __init__(self, lines: Lines, words: wording.Weights) -> None:
        """`words` is the learned table of wording."""
        self._lines, self._words = lines, words
        self._count = len(lines.texts)
        self._lengths = list(map(len, lines.texts))
        self._before = list(accumulate(self._lengths, initial=0))
        self._gone = list(accumulate(lines.gone, initial=0))
        sizes = (length if is_prose else 0 for length, is_prose in zip(self._lengths, lines.prose, strict=True))
        self._prose = list(accumulate(sizes, initial=0))
        self._shapes: dict[int, tuple[int, ...]] = {}
        self._wordings: dict[int, tuple[int, int, int, int]] = {}
        self._runs: dict[int, tuple[int, ...]] = {}

    def row(self, place: int) -> list[int]:
        """The columns TEXT of one line."""
        return [
            *self._shape(place),
            *self._place(place),
            *self._run(place),
            *self._shared(place),
            *self._rules(place),
            *self._around(place, NEAR, _NEAR_SHAPE),
            *self._around(place, FAR, _FAR_SHAPE),
            *(number for step in (0, *NEAR) for number in self._wording(place + step)),
        ]

    def _is_inside(self, place: int) -> bool:
        return 0 <= place < self._count

    def _shape(self, place: int) -> tuple[int, ...]:
        if place not in self._shapes:
            self._shapes[place] = shape.shape(self._lines.texts[place])
        return self._shapes[place]

    def _wording(self, place: int) -> tuple[int, int, int, int]:
        if not self._is_inside(place):
            return 0, 0, 0, 0
        if place not in self._wordings:
            buckets = wording.line_buckets(self._lines.texts[place])
            self._wordings[place] = wording.columns(self._words, buckets)
        return self._wordings[place]

    def _place(self, place: int) -> tuple[int, ...]:
        paragraphs = self._lines.paragraphs
        return (
            percent(self._before[place], self._before[-1]),
            100 - percent(self._before[place + 1], self._before[-1]),
            max(-50, min(50, place - paragraphs[0])),
            max(-50, min(50, paragraphs[-1] - place)),
            self._lines.zone(place),
            min(place, 99),
            min(self._prose[place], 9_999) // 20,
            min(self._prose[-1] - self._prose[place + 1], 9_999) // 20,
            self._short_lines,
        )

    @cached_property
    def _short_lines(self) -> int:
        return percent(sum(length < PROSE_LENGTH for length in self._lengths), self._count)

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int]]:
        """For each line where its run of lines that are no prose begins, and where it ends."""
        starts, stops, at = list[int](), [0] * self._count, 0
        for place, is_prose in enumerate(self._lines.prose):
            at = place + 1 if is_prose else at
            starts.append(min(at, place))
        at = self._count
        for place in range(self._count - 1, -1, -1):
            at = place if self._lines.prose[place] else at
            stops[place] = max(at, place + 1)
        return starts, stops

    def _run(self, place: int) -> tuple[int, ...]:
        start, stop = self._bounds[0][place], self._bounds[1][place]
        if start not in self._runs:
            self._runs[start] = self._means(range(start, min(stop, start + _MOST_OF_RUN)))
        means = self._runs[start]
        gone = percent(self._gone[stop] - self._gone[start], stop - start)
        return min(stop - start, 60), min(place - start, 60), min(stop - place, 60), *means, gone

    def _means(self, places: range) -> tuple[int, ...]:
        shapes, count = list(map(self._shape, places)), len(places)
        return (
            sum(of[_AT["length"]] for of in shapes) // count,
            sum(of[_AT["capitals"]] for of in shapes) // count,
            percent(sum(of[_AT["ending"]] in (FULL_STOP, OTHER_STOP) for of in shapes), count),
            percent(sum(self._lines.phrases[place] > 0 for place in places), count),
        )

    @cached_property
    def _prose_words(self) -> set[str]:
        return set(long_words("\n".join([self._lines.texts[place] for place in self._lines.paragraphs])))

    @cached_property
    def _same_lines(self) -> Counter[str]:
        return Counter(self._lines.texts)

    def _shared(self, place: int) -> tuple[int, int, int]:
        text = self._lines.texts[place]
        words = long_words(text)
        return percent(sum(word in self._prose_words for word in words), len(words)), self._same_lines[text], len(words)

    def _rules(self, place: int) -> tuple[int, ...]:
        gone, end = self._gone, self._count
        return (
            self._lines.phrases[place],
            percent(gone[-1], end),
            gone[place] - gone[max(0, place - 1)],
            gone[min(end, place + 2)] - gone[place + 1],
            gone[place] - gone[max(0, place - _FEW)],
            gone[min(end, place + 1 + _FEW)] - gone[place + 1],
            min(gone[place], 50),
            min(gone[-1] - gone[place + 1], 50),
        )

    def _around(self, place: int, steps: Sequence[int], columns: Sequence[int]) -> list[int]:
        near = [place + step for step in steps]
        shapes = [self._shape(at) if self._is_inside(at) else None for at in near]
        found = [of[column] if of else _OUTSIDE for of in shapes for column in columns]
        return found + [number for at in near for number in self._known(at)]

    def _known(self, place: int) -> tuple[int, int, int]:
        if not self._is_inside(place):
            return _OUTSIDE, _OUTSIDE, _OUTSIDE
        lines = self._lines
        return int(lines.prose[place]), int(lines.gone[place]), lines.phrases[place]
