"""The choice of the records that a report shows, and of the stretches of each."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from heapq import heappush, heappushpop
from itertools import pairwise
from typing import Any

from cleantext.bulk.results import Cleaned
from cleantext.core.edits import Removal

# The number of records shown for each rule, so that rare rules are seen too, and of the biggest removals.
EACH_RULE = 20
BIGGEST = 30
# A source up to this length is shown whole: nineteen of twenty news articles are shorter.
WHOLE = 8_000
# Code points shown of a longer source around each change, and at both ends of a removed passage.
AROUND, WITHIN = 400, 700
MOST_ENTRIES = 300  # shown of one record
_REASON = 160  # phrases may be patterns of a hundred alternatives

Shown = str | int
Segment = tuple[list[Shown], list[int]]


def place(file: str, record: int) -> int:
    """Return the place of a record in the draw: a number that looks random and is the same every time."""
    return int.from_bytes(blake2b(f"{file}\n{record}".encode("utf-8", "surrogatepass"), digest_size=8).digest())


class Lowest:
    """The records with the lowest keys among all that were offered."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._heap: list[tuple[int, int, Cleaned]] = []

    def offer(self, key: int, at: int, record: Cleaned) -> None:
        """Add a record, and drop the highest if there are too many; `at` is its place in the draw."""
        if self._most:
            put = heappush if len(self._heap) < self._most else heappushpop
            put(self._heap, (-key, -at, record))

    def records(self) -> list[Cleaned]:
        """Return the records with the lowest keys, lowest first."""
        return [record for _, _, record in sorted(self._heap, key=lambda kept: (-kept[0], -kept[1]))]


def draw(records: Iterable[Cleaned], most: int) -> list[Cleaned]:
    """Return at most so many records, the most informative first, the same ones every time.

    First come those with the biggest removals, then EACH_RULE for each rule, then random ones: nine in ten with entries
    in the log, the rest without, as far as there are enough of each.
    """
    logged, silent, biggest = Lowest(most), Lowest(most), Lowest(min(most, BIGGEST))
    rules: dict[str, Lowest] = {}
    for record in records:
        at = place(record.file, record.record)
        (logged if record.removals else silent).offer(at, at, record)
        for rule in {entry.rule for entry in record.removals}:
            rules.setdefault(rule, Lowest(min(most, EACH_RULE))).offer(at, at, record)
        if record.removals:
            biggest.offer(-max(map(shrink, record.removals)), at, record)
    by_rule = [record for rule in sorted(rules) for record in rules[rule].records()]
    chance, rest = logged.records(), silent.records()
    first = len(chance) if len(rest) < most - len(chance) else max(most - len(rest), most * 9 // 10)
    order = [*biggest.records(), *by_rule, *chance[:first], *rest, *chance[first:]]
    return list({(record.file, record.record): record for record in order}.values())[:most]


def shrink(entry: Removal) -> int:
    """Return how many code points an entry removed."""
    return len(entry.removed) - len(entry.replacement) if entry.status == "applied" else 0


def page_data(record: Cleaned) -> dict[str, Any]:
    """Return a record for the page: the text in segments, each with the entries of the log that cover it."""
    source = record.restore()
    entries, end = _first(record.removals, len(source))
    return {
        "file": record.file,
        "record": record.record,
        "id": record.id,
        "site": record.site,
        "url": record.url if record.url and record.url.startswith(("http://", "https://")) else None,
        "length": len(source),
        "went": len(source) - len(record.text),
        "more": len(record.removals) - len(entries),
        "entries": [_entry(entry) for entry in entries],
        "segments": [*_shown(source[:end], entries, whole=len(source) <= WHOLE), *_rest(len(source) - end)],
    }


def _first(removals: Sequence[Removal], length: int) -> tuple[list[Removal], int]:
    """Return the entries that are shown, and the end of the source that is shown with them."""
    if len(removals) <= MOST_ENTRIES:
        return list(removals), length
    end = removals[MOST_ENTRIES].start
    return [entry for entry in removals[:MOST_ENTRIES] if entry.end <= end], end


def _entry(entry: Removal) -> dict[str, Any]:
    facts = entry._asdict()
    # The first is in the segments, the second in the table of rules; the third is for the maintainers of rules.
    del facts["removed"], facts["category"], facts["pattern"], facts["sentence"]
    why = entry.reason
    return {**facts, "reason": why if len(why) <= _REASON else f"{why[:_REASON]}…"}


def _shown(source: str, entries: Sequence[Removal], *, whole: bool) -> Iterator[Segment]:
    for start, end, covering in _segments(source, entries):
        text = source[start:end]
        applied = any(entries[number].status == "applied" for number in covering)
        kept = len(text) if whole else WITHIN if applied else AROUND
        yield [text] if len(text) <= 2 * kept else [text[:kept], len(text) - 2 * kept, text[-kept:]], covering


def _rest(left: int) -> Iterator[Segment]:
    if left:
        yield [left], []


def _segments(source: str, entries: Sequence[Removal]) -> Iterator[tuple[int, int, list[int]]]:
    """Yield the passages between the starts and ends of entries, and the entries that cover each."""
    insertions = {entry.start: [number] for number, entry in enumerate(entries) if entry.start == entry.end}
    cuts = sorted({0, len(source), *(entry.start for entry in entries), *(entry.end for entry in entries)})
    for start, end in pairwise([*cuts, len(source)]):
        if start in insertions:
            yield start, start, insertions.pop(start)
        if start < end:
            yield start, end, [n for n, entry in enumerate(entries) if entry.start <= start and end <= entry.end]
