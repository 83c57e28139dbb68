"""Rows of whole numbers for lines: shape, place, neighbours, wording, and evidence from HTML.

Shares are in percent. The columns for the trees are `FIRST`, which cost almost nothing, `TEXT` and, for HTML, those of
`markup`.
"""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import accumulate
from operator import itemgetter

from cleantext.scorer import shape, voice, wording
from cleantext.scorer.lines import LONGEST, Lines
from cleantext.scorer.shape import FULL_STOP, OTHER_STOP
from cleantext.scorer.wording import long_words

NEAR = (-1, 1)
FAR = (-2, 2)
_AT = {name: number for number, name in enumerate(shape.COLUMNS)}
_NEAR_SHAPE = [_AT[name] for name in ("words", "capitals", "digits", "signs", "opening", "bars", "colons", "time")]
_FAR_SHAPE = [_AT[name] for name in ("words", "capitals", "digits", "signs", "opening")]
_NEAR_COLUMNS, _FAR_COLUMNS = itemgetter(*_NEAR_SHAPE), itemgetter(*_FAR_SHAPE)
_KNOWN = ("length", "ending", "prose", "gone", "phrases")
_OUTSIDE = -1  # in the columns of a missing neighbour
_NO_SHAPE = (_OUTSIDE,) * len(shape.COLUMNS)
_MOST_OF_RUN = 60  # lines of a run that are examined
_FEW = 5  # lines on either side
_MOST_STEPS = 20
_FAR_OFF = 99
_LONGEST = 400

# The first trees of a model use only these: most lines go no further.
FIRST = (
    *("line.length", "line.ending", "line.opening", "line.phrases"),
    *("place.zone", "place.from_first", "place.to_last", "place.text_before", "place.text_behind"),
    *("rules.gone", "rules.gone_few_above", "rules.gone_few_below"),
    *(f"near.{name}{step:+d}" for step in NEAR for name in _KNOWN),
)
TEXT = (
    *FIRST,
    *(f"shape.{name}" for name in shape.COLUMNS),
    *("place.line", "place.prose_before", "place.prose_behind", "place.prose_here", "place.short_lines"),
    *("run.lines", "run.before", "run.behind", "run.length", "run.capitals", "run.sentences", "run.phrases"),
    *("run.gone", "run.words", "run.spread", "run.digits", "run.bullets"),
    *("shared.with_prose", "shared.same_lines", "shared.long_words", "shared.with_next", "shared.with_last"),
    *("rules.gone_all_above", "rules.gone_all_below", "rules.to_gone_above", "rules.to_gone_below"),
    *("rules.to_phrase_above", "rules.to_phrase_below"),
    *(f"near.{shape.COLUMNS[at]}{step:+d}" for step in NEAR for at in _NEAR_SHAPE),
    *(f"near.{name}{step:+d}" for step in FAR for name in _KNOWN),
    *(f"near.{shape.COLUMNS[at]}{step:+d}" for step in FAR for at in _FAR_SHAPE),
    *("near.paragraph_above", "near.paragraph_below", "near.colon_above"),
)
WORDING = tuple(f"wording.{name}{step}" for step in ("", "-1", "+1") for name in wording.COLUMNS)
# For plain text. Scores are tenths of log-odds.
VOICE = (
    *("voice.own", "voice.own-1", "voice.own+1", "voice.you", "voice.we", "voice.person", "voice.role", "voice.report"),
    *("voice.article", "voice.elsewhere", "voice.prose_above", "voice.prose_below", "voice.left_above"),
    "voice.left_below",
)
_SPOKEN = ("[you]", "[we]", "[third]", "[role]")
SILENT = -99  # the score of a line that is too long, or in a language without weights
_MOST_LEFT = 5


def percent(part: int, whole: int) -> int:
    """Return a share; zero if the whole is zero."""
    return 100 * part // whole if whole else 0


def _share_of(words: Sequence[str], known: AbstractSet[str]) -> int:
    return percent(sum(map(known.__contains__, words)), len(words))


def _distances(flags: Sequence[object]) -> list[int]:
    """Return for each place the number of lines above it to the nearest one with the flag."""
    found, steps = list[int](), _MOST_STEPS
    for flag in flags:
        found.append(steps)
        steps = 1 if flag else min(steps + 1, _MOST_STEPS)
    return found


class Features:
    """The common facts of the lines of one document, and the row of each."""

    def __init__(self, lines: Lines, words: wording.Weights) -> None:
        """Store the lines. `words` is the learned table of wording."""
        self._lines, self._words = lines, words
        self._count = len(lines.texts)
        self._lengths = list(map(len, lines.texts))
        self._before = list(accumulate(self._lengths, initial=0))
        self._gone = list(accumulate(lines.gone, initial=0))
        self._shapes: dict[int, tuple[int, ...]] = {}
        self._wordings: dict[int, tuple[int, int, int, int]] = {}
        self._runs: dict[int, tuple[int, ...]] = {}
        self._known_words: dict[int, frozenset[str]] = {}

    def first(self, place: int) -> list[int]:
        """Return the columns FIRST of one line."""
        lines, gone, end = self._lines, self._gone, self._count
        text = lines.texts[place]
        return [
            min(len(text), _LONGEST),
            shape.ending(text),
            shape.opening(text),
            lines.phrases[place],
            lines.zone(place),
            max(-50, min(50, place - lines.first)),
            max(-50, min(50, lines.last - place)),
            percent(self._before[place], self._before[-1]),
            100 - percent(self._before[place + 1], self._before[-1]),
            percent(gone[-1], end),
            gone[place] - gone[max(0, place - _FEW)],
            gone[min(end, place + 1 + _FEW)] - gone[place + 1],
            *self._known(place - 1),
            *self._known(place + 1),
        ]

    def rest(self, place: int) -> list[int]:
        """Return the other columns of TEXT, and those of WORDING."""
        return [
            *self._shape(place),
            *self._place(place),
            *self._run(place),
            *self._shared(place),
            *self._rules(place),
            *_NEAR_COLUMNS(self._shape_beside(place - 1)),
            *_NEAR_COLUMNS(self._shape_beside(place + 1)),
            *self._known(place - 2),
            *self._known(place + 2),
            *_FAR_COLUMNS(self._shape_beside(place - 2)),
            *_FAR_COLUMNS(self._shape_beside(place + 2)),
            *self._paragraphs(place),
            *self._wording(place),
            *self._wording(place - 1),
            *self._wording(place + 1),
        ]

    def voice(self, place: int) -> list[int]:
        """Return the columns VOICE of one line."""
        lines, text = self._lines, self._lines.texts[place]
        if not lines.language:
            return [SILENT] * len(VOICE)
        found = voice.features(text, lines.language)
        own = int(place in self._paragraphs_at)
        words = long_words(text)
        others = len(self._paragraphs_at) - own
        above = self._prose_lines[place]
        below = self._prose_lines[-1] - self._prose_lines[place + 1]
        left_above = place - self._gone[place]
        left_below = self._count - 1 - place - self._gone[-1] + self._gone[place + 1]
        return [
            *(self.tone(at) for at in (place, place - 1, place + 1)),
            *(int(name in found) for name in _SPOKEN),
            int("a report" in found or "quoted" in found),
            percent(len(lines.speaking) - (place in lines.speaking), others),
            percent(sum(lines.word_counts[word] > own for word in words), len(words)),
            *(min(_MOST_LEFT, count) for count in (above, below, left_above, left_below)),
        ]

    def tone(self, place: int) -> int:
        """Return the score of a line's voice, in tenths of log-odds."""
        if not self._is_inside(place) or self._lengths[place] > LONGEST:
            return SILENT
        return self._lines.tone(place)

    @cached_property
    def _paragraphs_at(self) -> frozenset[int]:
        return frozenset(self._lines.paragraphs)

    @cached_property
    def _prose_lines(self) -> list[int]:
        return list(accumulate((place in self._paragraphs_at for place in range(self._count)), initial=0))

    def _is_inside(self, place: int) -> bool:
        return 0 <= place < self._count

    def _known(self, place: int) -> tuple[int, ...]:
        if not self._is_inside(place):
            return (_OUTSIDE,) * len(_KNOWN)
        lines, text = self._lines, self._lines.texts[place]
        known = int(lines.prose[place]), int(lines.gone[place]), lines.phrases[place]
        return (min(len(text), _LONGEST), shape.ending(text), *known)

    def _shape(self, place: int) -> tuple[int, ...]:
        if place not in self._shapes:
            self._shapes[place] = shape.shape(self._lines.texts[place])
        return self._shapes[place]

    def _shape_beside(self, place: int) -> tuple[int, ...]:
        return self._shape(place) if self._is_inside(place) else _NO_SHAPE

    def _wording(self, place: int) -> tuple[int, int, int, int]:
        if not self._is_inside(place) or self._lengths[place] > LONGEST:  # paragraphs have the wording of paragraphs
            return 0, 0, 0, 0
        if place not in self._wordings:
            buckets = wording.line_buckets(self._lines.texts[place])
            self._wordings[place] = wording.columns(self._words, buckets)
        return self._wordings[place]

    def _place(self, place: int) -> tuple[int, ...]:
        prose = self._prose
        return (
            min(place, _FAR_OFF),
            min(prose[place], 9_999) // 20,
            min(prose[-1] - prose[place + 1], 9_999) // 20,
            int(self._lines.prose[place]),
            self._short_lines,
        )

    @cached_property
    def _prose(self) -> list[int]:
        sizes = (size if is_prose else 0 for size, is_prose in zip(self._lengths, self._lines.prose, strict=True))
        return list(accumulate(sizes, initial=0))

    @cached_property
    def _short_lines(self) -> int:
        return percent(self._count - sum(self._lines.prose), self._count)

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int]]:
        """Return for each line the start and the end of its run of lines that are no prose."""
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
        return min(stop - start, 60), min(place - start, 60), min(stop - place, 60), *self._runs[start]

    def _means(self, places: range) -> tuple[int, ...]:
        shapes, count = list(map(self._shape, places)), len(places)
        mean = sum(self._lengths[place] for place in places) // count
        return (
            min(mean, _LONGEST),
            sum(of[_AT["capitals"]] for of in shapes) // count,
            percent(sum(shape.ending(self._lines.texts[at]) in (FULL_STOP, OTHER_STOP) for at in places), count),
            percent(sum(self._lines.phrases[place] > 0 for place in places), count),
            percent(self._gone[places.stop] - self._gone[places.start], count),
            sum(of[_AT["words"]] for of in shapes) // count,
            min(_LONGEST, sum(abs(self._lengths[place] - mean) for place in places) // count),
            sum(of[_AT["digits"]] for of in shapes) // count,
            percent(sum(of[_AT["opening"]] == shape.BULLET for of in shapes), count),
        )

    @cached_property
    def _same_lines(self) -> Counter[str]:
        return Counter(self._lines.texts)

    def _shared(self, place: int) -> tuple[int, ...]:
        text = self._lines.texts[place]
        words = long_words(text)
        beside = [self._words_of(self._below[place]), self._words_of(self._above[place])]
        return (
            _share_of(words, self._lines.prose_words),
            self._same_lines[text],
            len(words),
            *(_share_of(words, known) for known in beside),
        )

    def _words_of(self, place: int) -> frozenset[str]:
        if place not in self._known_words:
            words = long_words(self._lines.texts[place]) if self._is_inside(place) else ()
            self._known_words[place] = frozenset(words)
        return self._known_words[place]

    def _rules(self, place: int) -> tuple[int, ...]:
        gone, mirrored = self._gone, self._count - 1 - place
        return (
            min(gone[place], 50),
            min(gone[-1] - gone[place + 1], 50),
            self._to_gone[0][place],
            self._to_gone[1][mirrored],
            self._to_phrase[0][place],
            self._to_phrase[1][mirrored],
        )

    @cached_property
    def _to_gone(self) -> tuple[list[int], list[int]]:
        return _distances(self._lines.gone), _distances(self._lines.gone[::-1])

    @cached_property
    def _to_phrase(self) -> tuple[list[int], list[int]]:
        return _distances(self._lines.phrases), _distances(self._lines.phrases[::-1])

    @cached_property
    def _above(self) -> list[int]:
        """Return for each line the place of the paragraph above it; -1 for none."""
        found, last = list[int](), -1
        for place, is_prose in enumerate(self._lines.prose):
            found.append(last)
            last = place if is_prose else last
        return found

    @cached_property
    def _below(self) -> list[int]:
        """Return for each line the place of the paragraph below it; -1 for none."""
        found, last = [-1] * self._count, -1
        for place in range(self._count - 1, -1, -1):
            found[place] = last
            last = place if self._lines.prose[place] else last
        return found

    def _paragraphs(self, place: int) -> tuple[int, ...]:
        above, below = self._above[place], self._below[place]
        return (
            min(_LONGEST, self._lengths[above]) if above >= 0 else _OUTSIDE,
            min(_LONGEST, self._lengths[below]) if below >= 0 else _OUTSIDE,
            int(place > 0 and self._lines.texts[place - 1].endswith((":", "："))),
        )
