"""Edits, the log of them, and the only code that changes text: resolve, close gaps, compose, apply, restore."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, groupby, pairwise
from typing import Any, Literal, NamedTuple, get_args

from cleantext.core import condition, shown
from cleantext.core.condition import Detect, Flag, Quality

Level = Literal["safe", "thorough", "report"]


class Edit(NamedTuple):
    """A rule's proposal, in offsets of the document that the rule was given."""

    start: int  # code points
    end: int
    replacement: str = ""
    reason: str = ""  # the pattern of the phrase that fired, or the evidence in words
    level: Level = "safe"  # a stricter level than the rule's own holds back this edit
    confidence: float | None = None  # measured precision of such edits, if known more exactly than the rule's


_LEVELS = frozenset(get_args(Level))


def fits(edit: object, length: int) -> bool:
    """Return whether a rule's proposal is an edit that fits a text of so many code points."""
    match edit:
        case (int(start), int(end), str(), str(), str(level), None | float()) if level in _LEVELS:
            return 0 <= start < end <= length
    return False


def misfit(rule: str, edit: object, length: int) -> str:
    """Return the error message for an edit that does not fit."""
    return (
        f"rule {rule!r} proposed {edit!r} on a text of {length} code points; "
        f"it must be an Edit with 0 <= start < end <= {length}, strings and a level"
    )


class Removal(NamedTuple):
    """An entry of the log."""

    rule: str
    version: int
    category: str
    start: int  # code points of the source
    end: int
    removed: str  # source[start:end]
    replacement: str  # "" for a removal, the new text for a repair
    reason: str  # for people: the words that a phrase matched, or the evidence
    # The least share of the rule's removals that is right: the lower bound of the 95 % interval (Wilson's) on labelled
    # articles, see `Rule.confidence`. None if none was judged.
    confidence: float | None
    status: Literal["applied", "reported"]
    pattern: str | None = None  # the phrase that matched, as a pack spells it; None for other evidence
    sentence: str | None = None  # for a removal inside a line: the sentence of the source around it


@dataclass(frozen=True, slots=True, repr=False)
class Result:
    """A clean text and the log that leads back to the source."""

    text: str
    removals: tuple[Removal, ...] = ()  # sorted by start; applied ones never overlap
    title: str | None = None  # this and the next five are known for HTML input
    author: str | None = None
    date: str | None = None  # ISO 8601
    source: str | None = None  # the extracted text, which `restore` returns
    degraded: str | None = None  # why this is less than it should be: input cut, a rule out of time
    url: str | None = None  # the address that the page gives for itself
    detect: Detect | None = field(default=None, compare=False)  # finds the language of the text, for `quality`

    @property
    def applied(self) -> tuple[Removal, ...]:
        """The entries that changed the text."""
        return tuple(entry for entry in self.removals if entry.status == "applied")

    @property
    def flags(self) -> tuple[Flag, ...]:
        """Return the signs that the text is cut or no article, with their evidence; computed anew at each call."""
        return condition.flags(self.restore(), self.text)

    @property
    def quality(self) -> Quality:
        """Return figures that show whether enough of an article is left; computed anew at each call."""
        return condition.quality(self.restore(), self.text, self.detect)

    def restore(self) -> str:
        """Return the source, code point for code point, from the clean text and the log alone."""
        return restore(self.text, self.removals)

    def explain(self) -> str:
        """Return a line for each entry of the log: the passage, the rule and the reason."""
        return shown.explained(self.restore(), self.text, self.removals)

    def diff(self, name: str = "source") -> str:
        """Return the changes as a unified diff; "" if there are none. name: the name of the text in the diff."""
        return shown.unified(name, self.restore(), self.text)

    def __repr__(self) -> str:
        return shown.opening(self.text, self.removals)

    def _repr_html_(self) -> str:
        """Return the view for a notebook: the source with all changes marked; rule and reason show on hover."""
        return shown.html(self.restore(), self.text, self.removals)

    def to_dict(self) -> dict[str, Any]:
        """Return the result as JSON-ready data; its schema is in `docs/result.schema.json`."""
        page = ("title", "author", "date", "source", "degraded", "url")
        known = {name: getattr(self, name) for name in page if getattr(self, name) is not None}
        return {"text": self.text, "removals": [entry._asdict() for entry in self.removals], **known}


def apply(text: str, removals: Iterable[Removal]) -> str:
    """Return the text after sorted, non-overlapping removals."""
    return _applied(text, removals, 0, len(text))


def _applied(text: str, removals: Iterable[Removal], start: int, end: int) -> str:
    """Return the passage text[start:end] after the removals inside it."""
    pieces, position = list[str](), start
    for entry in removals:
        pieces += text[position : entry.start], entry.replacement
        position = entry.end
    return "".join([*pieces, text[position:end]])


def restore(text: str, removals: Iterable[Removal]) -> str:
    """Return the source of a cleaned text, given its log."""
    pieces, position, source_position = list[str](), 0, 0
    for entry in removals:
        if entry.status == "applied":
            kept = entry.start - source_position
            pieces += text[position : position + kept], entry.removed
            position += kept + len(entry.replacement)
            source_position = entry.end
    return "".join([*pieces, text[position:]])


def resolve(proposals: Iterable[Removal], text: str) -> list[Removal]:
    """Resolve overlapping proposals on one text: the first wins, then the longest, then the lowest id.

    A deletion that extends beyond an earlier deletion is cut to start at the end of the earlier one, so that all
    proposed text is removed. Deletions of whole lines include their line breaks.
    """
    chosen: list[Removal] = []
    position = 0
    for entry in sorted(proposals, key=lambda entry: (entry.start, -entry.end, entry.rule)):
        if entry.start >= position:
            chosen.append(entry)
        elif entry.end > position and not entry.replacement and chosen and not chosen[-1].replacement:
            chosen.append(_moved(entry, text, position, entry.end))
        else:
            continue
        position = chosen[-1].end
    return list(close_gaps(chosen, text))


def close_gaps(removals: Sequence[Removal], text: str) -> Iterator[Removal]:
    """Extend deletions of whole lines by their line breaks, and leave one gap where two were.

    Of the gaps before and behind a run of deleted lines, the longer one stays. At the start of the text no line break
    stays; at its end one stays if the text ended in one.
    """
    numbers = accumulate(
        (bool(text[before.end : after.start].strip()) for before, after in pairwise(removals)),
        initial=0,
    )
    for _, members in groupby(zip(numbers, removals, strict=False), key=lambda pair: pair[0]):
        run = [entry for _, entry in members]
        if any(entry.replacement for entry in run):
            yield from run
            continue
        # A credit removed at the end of a line that stays does not affect the lines below.
        first = 0 if _closed(run[0].start, run[-1].end, text) else _first_line(run, text)
        yield from run[:first]
        yield from _with_line_breaks(run[first:], text)


def _first_line(run: Sequence[Removal], text: str) -> int:
    """Return the index of the first deletion of a run that is on a later line than the one before it."""
    return next((at for at in range(1, len(run)) if "\n" in text[run[at - 1].end : run[at].start]), len(run))


def _with_line_breaks(run: Sequence[Removal], text: str) -> Iterator[Removal]:
    """Yield deletions of whole lines extended by their line breaks, and the others unchanged."""
    closed = _closed(run[0].start, run[-1].end, text) if run else None
    if closed is None:
        yield from run
        return
    bounds = [closed[0], *(entry.start for entry in run[1:]), closed[1]]
    for entry, left, right in zip(run, bounds, bounds[1:], strict=False):
        yield entry if (entry.start, entry.end) == (left, right) else _moved(entry, text, left, right)


def _closed(start: int, end: int, text: str) -> tuple[int, int] | None:
    """Return the span that a deletion of the whole lines in [start, end) covers; None if it is no whole line."""
    if text[start:end].isspace():
        return None
    left = _blank_before(text, start)
    right = _blank_behind(text, end)
    gap_before, gap_behind = text[left:start], text[end:right]
    if (left and "\n" not in gap_before) or (right < len(text) and "\n" not in gap_behind):
        return None
    if left == 0:
        # The last line break of the blank part is kept, so that the following line keeps its indentation.
        return 0, (end + gap_behind.rfind("\n") + 1 if right < len(text) else right)
    if right == len(text):
        return left, (right - 1 if text.endswith("\n") else right)
    if gap_behind.count("\n") >= gap_before.count("\n"):
        return left, end + gap_behind.index("\n")
    return start - len(gap_before) + gap_before.rindex("\n") + 1, end + gap_behind.rfind("\n") + 1


def _blank_before(text: str, position: int) -> int:
    while position and text[position - 1].isspace():
        position -= 1
    return position


def _blank_behind(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _moved(entry: Removal, text: str, start: int, end: int) -> Removal:
    return entry._replace(start=start, end=end, removed=text[start:end])


class _Span(NamedTuple):
    """The place of an entry of either log in the text between the two."""

    start: int
    end: int
    later: bool
    entry: Removal


def compose(first: Sequence[Removal], second: Sequence[Removal], source: str, middle: str) -> list[Removal]:
    """Return one log on `source` for two consecutive logs: `first` on `source`, `second` on `middle`.

    If an edit of the second log touches text that the first wrote, both become one entry, under the second's rule. An
    entry that would change nothing is dropped.
    """
    if not first:
        return [entry for entry in second if entry.removed != entry.replacement]
    spans = [_Span(at, at + len(entry.replacement), later=False, entry=entry) for at, _, entry in _landed(first)]
    spans += [_Span(entry.start, entry.end, later=True, entry=entry) for entry in second]
    composed, shift = [], 0
    for cluster in _clusters(sorted(spans, key=lambda span: span[:3])):
        behind = shift + sum(_shrink(span.entry) for span in cluster if not span.later)
        composed.append(_merged(cluster, shift, behind, source, middle))
        shift = behind
    return [entry for entry in composed if entry.removed != entry.replacement]


def _landed(log: Sequence[Removal]) -> Iterator[tuple[int, int, Removal]]:
    """Yield each entry with the start of its replacement in the changed text, and the source's lead at that point."""
    shift = 0
    for entry in log:
        yield entry.start - shift, shift, entry
        shift += _shrink(entry)


def _shrink(entry: Removal) -> int:
    return len(entry.removed) - len(entry.replacement)


def _clusters(spans: Iterable[_Span]) -> Iterator[list[_Span]]:
    cluster: list[_Span] = []
    reach = -1
    for span in spans:
        if cluster and span.start >= reach:
            yield cluster
            cluster = []
        cluster.append(span)
        reach = max(reach, span.end)
    if cluster:
        yield cluster


def _merged(cluster: list[_Span], shift: int, behind: int, source: str, middle: str) -> Removal:
    """Return one entry on the source for overlapping spans; `shift` and `behind` map the middle text to the source."""
    if len(cluster) == 1 and not cluster[0].later:
        return cluster[0].entry
    start, end = cluster[0].start, max(span.end for span in cluster)
    edits = [span.entry for span in cluster if span.later]
    moved = _moved(edits[-1], source, start + shift, end + behind)
    return moved._replace(replacement=_applied(middle, edits, start, end))


class Trail:
    """The mapping from a changed text back to its source."""

    def __init__(self, log: Sequence[Removal]) -> None:
        self._log = log

    @cached_property
    def _starts(self) -> list[int]:
        return [at for at, _, _ in _landed(self._log)]

    @cached_property
    def _ends(self) -> list[int]:
        return [at + len(entry.replacement) for at, _, entry in _landed(self._log)]

    @cached_property
    def _behind(self) -> list[int]:
        return [shift + _shrink(entry) for _, shift, entry in _landed(self._log)]

    def start(self, position: int) -> int:
        """Return the source position of a character of the changed text; for an inserted one, its entry's start."""
        found = bisect_right(self._starts, position) - 1
        if found < 0:
            return position
        return position + self._behind[found] if position >= self._ends[found] else self._log[found].start

    def end(self, position: int) -> int:
        """Return the source position behind the character that ends at `position`."""
        found = bisect_right(self._starts, position - 1) - 1
        if found < 0:
            return position
        return position + self._behind[found] if position > self._ends[found] else self._log[found].end
