"""Counting the lines of a corpus, site by site: one pass, bounded memory, and the same counts in any order.

A page adds one to each distinct line on it. When memory is full, the counts go to disk, into files by the hash of the
form that `fold` gives to a line. So all counts of one line are in one file, and each file fits into memory; a sum does
not depend on the order. The folder of such files is a part of a corpus: parts that were counted by different processes,
or on different machines, are added up with `Counts.add_part`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, Self
from zlib import crc32

from cleantext.core.learned import fold
from cleantext.core.prose import PROSE_LENGTH, ends_sentence

LONGEST = 1_500  # code points; template lines are shorter, and texts without line breaks would fill the memory
MOST_IN_MEMORY = 150_000  # entries of about 600 bytes and twice their text
FILES = 256  # at 100 million lines, the content of each fits into 500 MB
# Occurrences whose neighbours are kept: those with the smallest hashes of their pages, the same ones in any order.
SAMPLE = 16
UNKNOWN = 0  # the day of pages without a date
_SITES = "sites.json"

# A line seen once: key, day, occurrence. Nine in ten are, and the garbage collector skips tuples of numbers.
Once = tuple[str, int, int, int, int]
# Seen again: key, pages, first and last day, pages without prose before it, and behind it, occurrences.
Again = list[Any]


class Occurrence(NamedTuple):
    """One page with a line, and the paragraphs around it there, as hashes of their forms by `fold`."""

    page: int
    before: int  # the nearest line of prose; 0 if there is none
    after: int


class PartialCount(NamedTuple):
    """The count of a line in memory or in one file, to be summed."""

    site: str
    key: str
    line: str
    pages: int
    entry: str | Once | Again  # str: as in a file


class Seen(NamedTuple):
    """A line of one site, in all its versions."""

    site: str
    key: str  # its form by `fold`
    forms: Mapping[str, int]  # its versions, and the number of pages of each
    pages: int
    first: int  # days, as proleptic ordinals, or UNKNOWN
    last: int
    heads: int  # pages without prose before it
    tails: int  # pages without prose behind it
    sample: tuple[Occurrence, ...]
    others: tuple[tuple[int, int], ...]  # first and last day of other sites with it, word for word


class SiteSeen(NamedTuple):
    """A site."""

    pages: int
    first: int
    last: int


class Counts:
    """Counts of lines: fill them with `add`, read them with `often`, in a `with` statement.

    folder: the place of counts that do not fit into memory, and of the part that `save` writes; it must be empty. The
    default is a temporary one, deleted at the end of the statement.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._stack = ExitStack()
        self.folder = folder or Path(self._stack.enter_context(TemporaryDirectory(prefix="cleantext-")))
        self.sites: dict[str, SiteSeen] = {}
        self._lines: dict[str, dict[str, Once | Again]] = {}
        self._held = 0
        self._spilled = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add(self, site: str, text: str, day: int = UNKNOWN) -> None:
        """Count a page.

        site: such as "example.org"; text: its article with all extracted boilerplate, one paragraph a line.
        day: `date.toordinal()` of its day, if that is known.
        Raises ValueError for a site with control characters in its name.
        """
        lines = [line for raw in text.split("\n") if (line := raw.strip()) and len(line) <= LONGEST]
        if site not in self.sites and not site.isprintable():
            raise ValueError(f"{site!r} is no name of a site")
        table = self._lines.setdefault(site, {})
        known = len(table)
        if lines:
            _count(table, lines, day, key_hash(text))
        self._held += len(table) - known
        self.sites[site] = _joined(self.sites.get(site), SiteSeen(1, day, day))
        if self._held > MOST_IN_MEMORY:
            self._spill()

    def add_part(self, folder: Path) -> None:
        """Add the counts that another process has saved."""
        for site, seen in json.loads((folder / _SITES).read_bytes()).items():
            self.sites[site] = _joined(self.sites.get(site), SiteSeen(*seen))
        for number in range(FILES):
            part = _file(folder, number)
            if part.exists():
                with _file(self.folder, number).open("ab") as file:
                    file.write(part.read_bytes())
                self._spilled = True

    def save(self) -> None:
        """Write all counts into the folder, as a part."""
        self._spill()
        (self.folder / _SITES).write_bytes(json.dumps(self.sites).encode())

    def often(self, fewest: int) -> Iterator[Seen]:
        """Yield the lines on at least so many pages of a site, in no order."""
        if self._spilled:
            self._spill()
            for number in range(FILES):
                yield from _summed(_counts_of_file(_file(self.folder, number)), fewest)
        else:
            tables = self._lines.items()
            counts = (_count_of_entry(site, line, entry) for site, table in tables for line, entry in table.items())
            yield from _summed(counts, fewest)

    def _spill(self) -> None:
        rows: list[list[str]] = [[] for _ in range(FILES)]
        for site, table in self._lines.items():
            for line, entry in table.items():
                rows[key_hash(entry[0]) % FILES].append(_written(site, line, entry))
        for number, batch in enumerate(rows):
            if batch:
                with _file(self.folder, number).open("ab") as file:
                    file.write("".join(batch).encode("utf-8", "surrogatepass"))
        self._lines.clear()
        self._held, self._spilled = 0, True


def _written(site: str, line: str, entry: Once | Again) -> str:
    """Return a row of a file: numbers between tabs, and last the text that may contain tabs."""
    if isinstance(entry, tuple):
        key, day, page, before, after = entry
        return f"{site}\t1\t{day} {day} {not before:d} {not after:d} {page} {before} {after}\t{len(key)}\t{key}{line}\n"
    key, pages, *numbers, sample = entry
    numbers += (number for occurrence in _sampled(sample) for number in occurrence)
    return f"{site}\t{pages}\t{' '.join(map(str, numbers))}\t{len(key)}\t{key}{line}\n"


def _counts_of_file(path: Path) -> Iterator[PartialCount]:
    if path.exists():
        for row in path.read_bytes().decode("utf-8", "surrogatepass").split("\n")[:-1]:
            site, pages, numbers, size, text = row.split("\t", 4)
            at = int(size)
            yield PartialCount(site, text[:at], text[at:], int(pages), numbers)


def _count_of_entry(site: str, line: str, entry: Once | Again) -> PartialCount:
    return PartialCount(site, entry[0], line, 1 if isinstance(entry, tuple) else entry[1], entry)


def _facts(count: PartialCount) -> Again:
    """Return a count as an entry that was seen again."""
    if isinstance(count.entry, list):
        return count.entry
    if isinstance(count.entry, tuple):
        return _again(count.entry)
    first, last, heads, tails, *neighbours = map(int, count.entry.split(" "))
    sample = list(zip(neighbours[::3], neighbours[1::3], neighbours[2::3], strict=True))
    return [count.key, count.pages, first, last, heads, tails, sample]


def _again(once: Once) -> Again:
    key, day, page, before, after = once
    return [key, 1, day, day, int(not before), int(not after), [(page, before, after)]]


def _count(table: dict[str, Once | Again], lines: list[str], day: int, page: int) -> None:
    keys = fold(lines)
    prose = [
        key_hash(key) if len(line) >= PROSE_LENGTH and ends_sentence(line) else 0
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
                table[line] = (key, day, page, before, after)
            else:
                if isinstance(entry, tuple):
                    table[line] = entry = _again(entry)
                _add(entry, day, (page, before, after))
        before = own or before


def _add(entry: Again, day: int, occurrence: tuple[int, int, int]) -> None:
    first, last, sample = entry[2], entry[3], entry[6]
    sample.append(occurrence)
    entry[1] += 1
    if day != UNKNOWN and (day < first or first == UNKNOWN):
        entry[2] = day
    if day > last:
        entry[3] = day
    entry[4] += not occurrence[1]
    entry[5] += not occurrence[2]
    if len(sample) > 4 * SAMPLE:
        entry[6] = _sampled(sample)


def _sampled(occurrences: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    return sorted(set(occurrences))[:SAMPLE]


def key_hash(text: str) -> int:
    """Return a hash that stands for a text among neighbours and names its file; stable over processes; never 0."""
    return crc32(text.encode("utf-8", "surrogatepass")) or 1


def _span(first: int, last: int, other_first: int, other_last: int) -> tuple[int, int]:
    """Return the days from the first to the last of two spans, either of which may be unknown."""
    known = [day for day in (first, other_first) if day != UNKNOWN]
    return min(known, default=UNKNOWN), max(last, other_last)


def _joined(one: SiteSeen | None, other: SiteSeen) -> SiteSeen:
    if one is None:
        return other
    return SiteSeen(one.pages + other.pages, *_span(one.first, one.last, other.first, other.last))


def _file(folder: Path, number: int) -> Path:
    return folder / f"{number:03}.tsv"


def _summed(counts: Iterable[PartialCount], fewest: int) -> list[Seen]:
    """Return the counts of each line added up, if they reach so many pages."""
    lines: dict[tuple[str, str], list[PartialCount]] = {}
    for count in counts:
        lines.setdefault(count[:2], []).append(count)
    often = {line: found for line, found in lines.items() if len(found) >= fewest or _pages(found) >= fewest}
    wanted = {count.line for found in often.values() for count in found if len(count.line) >= PROSE_LENGTH}
    places: dict[str, list[PartialCount]] = {}
    if wanted:
        for found in lines.values():
            for count in found:
                if count.line in wanted:
                    places.setdefault(count.line, []).append(count)
    return [_seen(*line, found, places) for line, found in often.items()]


def _pages(counts: list[PartialCount]) -> int:
    return sum([count.pages for count in counts])


def _seen(site: str, key: str, counts: list[PartialCount], places: Mapping[str, list[PartialCount]]) -> Seen:
    forms: dict[str, int] = {}
    for count in counts:
        forms[count.line] = forms.get(count.line, 0) + count.pages
    facts = list(map(_facts, counts))
    others = {tuple(_facts(count)[2:4]) for form in forms for count in places.get(form, ()) if count.site != site}
    return Seen(
        site,
        key,
        forms,
        pages=_pages(counts),
        first=min((fact[2] for fact in facts if fact[2] != UNKNOWN), default=UNKNOWN),
        last=max(fact[3] for fact in facts),
        heads=sum(fact[4] for fact in facts),
        tails=sum(fact[5] for fact in facts),
        sample=tuple(Occurrence(*each) for each in _sampled([each for fact in facts for each in fact[6]])),
        others=tuple(sorted(others)),
    )
