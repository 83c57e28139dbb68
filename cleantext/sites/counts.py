"""Counting the lines of a corpus, site by site: one pass, bounded memory, and the same counts in any order.

A page adds one to each distinct line on it. When memory is full, the counts go to disk, into files by the hash of
what `fold` makes of a line, so that all that belongs together lies in one file and each file fits into memory; a
sum does not ask in which order it is made. The folder of such files is a part of a corpus: parts that were counted
by different processes, or on different machines, are added up with `Counts.add_part`.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from zlib import crc32

from cleantext.core.document import PROSE_CHARACTERS
from cleantext.core.learned import fold

LONGEST = 1_500  # code points; template lines are shorter, and texts without line breaks would fill the memory
MOST_IN_MEMORY = 150_000  # entries of about 600 bytes and twice their text
FILES = 256  # at 100 million lines, each holds what fits into 500 MB
# Occurrences of which the neighbours are kept. They are those with the smallest hashes of their pages: the same ones,
# whatever the order.
SAMPLE = 16
UNKNOWN = 0  # the day of pages without a date
_ENDS = frozenset(".!?…。！？।؟\"”»’'*)]")
_SITES = "sites.json"

Entry = list[Any]  # pages, first day, last day, pages where it is first, pages where it is last, sample, key


class Occurrence(NamedTuple):
    """One page that a line stands on, and the paragraphs around it there, as hashes of what `fold` makes of them."""

    page: int
    before: int  # the nearest line of prose; 0 where there is none
    after: int


class Seen(NamedTuple):
    """A line of one site, in all its versions."""

    site: str
    key: str  # what `fold` makes of it
    forms: Mapping[str, int]  # its versions, and the number of pages of each
    pages: int
    first: int  # days, as proleptic ordinals, or UNKNOWN
    last: int
    heads: int  # pages where no prose stands before it
    tails: int  # pages where no prose stands behind it
    sample: tuple[Occurrence, ...]


class SiteSeen(NamedTuple):
    """A site."""

    pages: int
    first: int
    last: int


class Counts:
    """What was seen: fill it with `add`, read it with `groups`.

    folder: where counts go that do not fit into memory, and where `save` leaves the part; a temporary folder, deleted
    with this object, where none is given.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._temporary = None if folder else TemporaryDirectory(prefix="cleantext-")
        self.folder = folder or Path(self._temporary.name if self._temporary else "")
        self.sites: dict[str, SiteSeen] = {}
        self._lines: dict[str, dict[str, Entry]] = {}
        self._held = 0
        self._spilled = False

    def add(self, site: str, text: str, day: int = UNKNOWN) -> None:
        """Count a page.

        site: such as "example.org"; text: its article with all that came along, one paragraph a line.
        day: `date.toordinal()` of the day it is of, where that is known.
        """
        lines = [line for raw in text.split("\n") if (line := raw.strip()) and len(line) <= LONGEST]
        table = self._lines.setdefault(site, {})
        known = len(table)
        if lines:
            _count(table, lines, day, key_hash(text))
        self._held += len(table) - known
        self.sites[site] = _joined(self.sites.get(site), SiteSeen(1, day, day))
        if self._held > MOST_IN_MEMORY:
            self._spill()

    def add_part(self, folder: Path) -> None:
        """Count what another process has counted and saved."""
        for site, seen in json.loads((folder / _SITES).read_bytes()).items():
            self.sites[site] = _joined(self.sites.get(site), SiteSeen(*seen))
        for number in range(FILES):
            rows = _file(folder, number)
            if rows.exists():
                with _file(self.folder, number).open("ab") as file:
                    file.write(rows.read_bytes())
                self._spilled = True

    def save(self) -> None:
        """Leave all that was counted in the folder, as a part."""
        self._spill()
        (self.folder / _SITES).write_bytes(json.dumps(self.sites).encode())

    def groups(self) -> Iterator[list[Seen]]:
        """All lines, in groups that fit into memory; what `fold` makes the same of is in one group."""
        if self._spilled:
            self._spill()
            for number in range(FILES):
                yield _summed(row for batch in _batches(_file(self.folder, number)) for row in batch)
        else:
            yield _summed((site, line, *entry) for site, table in self._lines.items() for line, entry in table.items())

    def _spill(self) -> None:
        rows: list[list[Any]] = [[] for _ in range(FILES)]
        for site, table in self._lines.items():
            for line, entry in table.items():
                rows[key_hash(entry[6]) % FILES].append((site, line, *entry))
        for number, batch in enumerate(rows):
            if batch:
                with _file(self.folder, number).open("ab") as file:
                    file.write(json.dumps(batch).encode() + b"\n")
        self._lines.clear()
        self._held, self._spilled = 0, True


def _count(table: dict[str, Entry], lines: list[str], day: int, page: int) -> None:
    keys = fold(lines)
    prose = [
        key_hash(key) if len(line) >= PROSE_CHARACTERS and line[-1] in _ENDS else 0
        for line, key in zip(lines, keys, strict=True)
    ]
    behind, after = [], 0
    for own in reversed(prose):
        behind.append(after)
        after = own or after
    before, counted = 0, set[str]()
    for line, key, own, after in zip(lines, keys, prose, reversed(behind), strict=True):
        if key not in counted:
            counted.add(key)
            entry = table.get(line)
            if entry is None:
                table[line] = [1, day, day, not before, not after, [(page, before, after)], key]
            else:
                _again(entry, day, (page, before, after))
        before = own or before


def _again(entry: Entry, day: int, occurrence: tuple[int, int, int]) -> None:
    entry[0] += 1
    entry[1], entry[2] = _span(entry[1], entry[2], day, day)
    entry[3] += not occurrence[1]
    entry[4] += not occurrence[2]
    sample = entry[5]
    sample.append(occurrence)
    if len(sample) > 4 * SAMPLE:
        entry[5] = _sampled(sample)


def _sampled(occurrences: list[Any]) -> list[Any]:
    return sorted(set(map(tuple, occurrences)))[:SAMPLE]


def key_hash(text: str) -> int:
    """What stands for a text among neighbours and names its file; the same in every process; never 0."""
    return crc32(text.encode("utf-8", "surrogatepass")) or 1


def _span(first: int, last: int, other_first: int, other_last: int) -> tuple[int, int]:
    """The days from the first to the last of two spans, either of which may be unknown."""
    known = [day for day in (first, other_first) if day != UNKNOWN]
    return min(known, default=UNKNOWN), max(last, other_last)


def _joined(one: SiteSeen | None, other: SiteSeen) -> SiteSeen:
    if one is None:
        return other
    return SiteSeen(one.pages + other.pages, *_span(one.first, one.last, other.first, other.last))


def _file(folder: Path, number: int) -> Path:
    return folder / f"{number:03}.jsonl"


def _batches(path: Path) -> Iterator[list[Any]]:
    if path.exists():
        with path.open("rb") as file:
            yield from map(json.loads, file)


def _summed(rows: Iterator[Any]) -> list[Seen]:
    """The rows of each line added up, in no order."""
    sums: dict[tuple[str, str], Any] = {}
    for site, line, pages, first, last, heads, tails, sample, key in rows:
        found = sums.get((site, key))
        if found is None:
            sums[site, key] = [{line: pages}, pages, first, last, int(heads), int(tails), sample]
            continue
        found[0][line] = found[0].get(line, 0) + pages
        found[1] += pages
        found[2], found[3] = _span(found[2], found[3], first, last)
        found[4] += heads
        found[5] += tails
        found[6] = [*found[6], *sample]
        if len(found[6]) > 4 * SAMPLE:
            found[6] = _sampled(found[6])
    return [
        Seen(site, key, forms, pages, first, last, heads, tails, tuple(Occurrence(*each) for each in _sampled(sample)))
        for (site, key), (forms, pages, first, last, heads, tails, sample) in sums.items()
    ]
