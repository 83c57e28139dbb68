"""Measure learning from a corpus: recall and wrong removals by pages seen, speed, cost.

    python benchmarks/sites.py [--first N] [--sites N] [--docs docs/sites.md]

The pages are invented (`made_sites.py`); each of their lines is known to be content or boilerplate. A pack is learned
from the first pages of each site and tried on ten others. Recall is the share of removed boilerplate lines, without
headlines of related stories, which never repeat; a removal is wrong if `site_repeat` removes a line of content, or a
part of it. The thresholds were chosen on sites 0 to 19, and sites 20 to 59 were read when rules and phrases were
mended; all of them are excluded.
"""

import argparse
import platform
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import NamedTuple

import made_sites
import tables

from cleantext import Cleaner, Result
from cleantext.core.learned import Site, dump, load
from cleantext.sites.counts import Counts
from cleantext.sites.packs import learn, sites_of

SEEN = (5, 10, 15, 20, 50, 100)
SHOWN = 20  # pages at which kinds are distinguished
HELD_OUT = 10
APART = "headline of another page"
ROUNDS = 7


class Score(NamedTuple):
    """The fate of lines, by kind."""

    lines: Counter[str]  # of boilerplate
    gone: Counter[str]
    wrong: Counter[str]  # lines of content that `site_repeat` removed

    @property
    def recall(self) -> float:
        """Return the recall over all kinds but one."""
        kinds = self.lines.keys() - {APART}
        return sum(self.gone[kind] for kind in kinds) / sum(self.lines[kind] for kind in kinds)


def pages(sites: Iterable[int], seen: int) -> Iterator[made_sites.Page]:
    """Yield the first pages of some sites."""
    for number in sites:
        yield from _made(number)[:seen]


@cache
def _made(number: int) -> list[made_sites.Page]:
    return made_sites.pages(number, SEEN[-1] + HELD_OUT)


def learned(sites: Iterable[int], seen: int) -> Mapping[str, Site]:
    """Return the sites learned from those pages."""
    return learn((page.site, page.text, date.fromordinal(page.day)) for page in pages(sites, seen))


def score(cleaner: Cleaner, held: Iterable[made_sites.Page]) -> Score:
    """Return the score of a cleaner on pages that nobody has seen."""
    found = Score(Counter(), Counter(), Counter())
    for page in held:
        result = cleaner(page.text, site=page.site, title=page.title)
        start = 0
        for line in page.lines:
            end = start + len(line.text)
            if line.goes:
                found.lines[line.kind] += 1
                found.gone[line.kind] += _is_gone(result, start, end)
            else:
                found.wrong[line.kind] += _is_touched(result, start, end)
            start = end + 1
    return found


def _is_gone(result: Result, start: int, end: int) -> bool:
    taken = sum(max(0, min(end, entry.end) - max(start, entry.start)) for entry in result.applied)
    return taken >= end - start


def _is_touched(result: Result, start: int, end: int) -> bool:
    spans = (entry for entry in result.applied if entry.rule == "site_repeat")
    return any(entry.start < end and start < entry.end for entry in spans)


def curve(sites: range, folder: Path) -> Iterator[tuple[int, dict[str, Score]]]:
    """Yield scores by pages seen: of the rule alone, of all rules, and of all at level thorough."""
    held = [page for number in sites for page in _made(number)[SEEN[-1] :]]
    for seen in (0, *SEEN):
        print(f"{seen} pages …", file=sys.stderr)
        pack = folder / f"{seen}.pack"
        pack.write_bytes(dump(learned(sites, seen).values()).encode())
        cleaners = {
            "site_repeat alone": Cleaner(rules=["site_repeat"], packs=[pack]),
            "all rules": Cleaner(packs=[pack]),
            "thorough": Cleaner(level="thorough", packs=[pack]),
        }
        yield seen, {name: score(cleaner, held) for name, cleaner in cleaners.items()}


def speed(sites: range) -> tuple[float, float, float]:
    """Return megabytes a second, counted and judged, and the judged time as a multiple of `str.split`."""
    corpus = list(pages(sites, SEEN[-1]))
    size = sum(len(page.text.encode()) for page in corpus) / 1e6
    counted, judged, ratios = list[float](), list[float](), list[float]()
    for _ in range(ROUNDS):
        with Counts() as counts:
            start = process_time()
            for page in corpus:
                counts.add(page.site, page.text, page.day)
            between = process_time()
            sites_of(counts)
            stop = process_time()
        for page in corpus:
            page.text.split()
        ratios.append((stop - start) / (process_time() - stop))
        counted.append(size / (between - start))
        judged.append(size / (stop - start))
    return median(counted), median(judged), median(ratios)


def cost(sites: range, folder: Path) -> Iterator[tuple[str, float]]:
    """Yield the time of cleaning with a pack as a multiple of the time without: of articles, and of whole pages."""
    pack = folder / "cost.pack"
    pack.write_bytes(dump(learned(sites, SHOWN).values()).encode())
    held = list(pages(sites, HELD_OUT))
    bare = [page._replace(lines=tuple(line for line in page.lines if not line.goes)) for page in held]
    cleaner = Cleaner(packs=[pack])
    for name, texts in (("articles alone", bare), ("pages with boilerplate", held)):
        best = [[float("inf")] * 2 for _ in texts]  # of each page, since other work on the machine only adds
        for _ in range(ROUNDS):
            known = load(pack)
            for learned_site in known.values():  # the tables of a site are made once for all its pages
                learned_site.find(learned_site.lines[0].text.swapcase() if learned_site.lines else "")
            fresh = cleaner.with_sites(known)  # which remembers no line of the round before
            for times, page in zip(best, texts, strict=True):
                for number, site in enumerate((None, page.site)):
                    start = process_time()
                    fresh(page.text, site=site)
                    times[number] = min(times[number], process_time() - start)
        yield name, sum(taught for _, taught in best) / sum(plain for plain, _ in best)


def report(sites: range) -> str:
    """Return the tables."""
    rows, kinds = list[tuple[str, ...]](), list[tuple[str, ...]]()
    with TemporaryDirectory() as name:
        folder = Path(name)
        for seen, scores in curve(sites, folder):
            cells = (f"{one.recall:.3f}, {sum(one.wrong.values())}" for one in scores.values())
            rows.append((str(seen), *cells))
            if seen == 0:
                before = scores["all rules"]
            if seen == SHOWN:
                kinds = list(_kinds(before, scores["all rules"]))
        costs = list(cost(sites, folder))
    number = sum(before.lines.values())
    lines = f"{number:,} lines of boilerplate on {len(sites) * HELD_OUT:,} pages of {len(sites)} sites"
    counted, judged, ratio = speed(sites)
    parts = {
        "Recall, and lines of content taken, by pages seen": tables.table(("pages seen", *scores), rows),
        f"By kind, at {SHOWN} pages": tables.table(("kind", "lines", "without a pack", "with"), kinds),
        "Speed of learning, one core": (
            f"{counted:.1f} MB/s counted, {judged:.1f} MB/s counted and judged, {ratio:.1f} × the time of str.split.\n"
        ),
        "Time of cleaning with a pack, over that without": tables.table(
            ("texts", "ratio"), [(text, f"{ratio:.3f}") for text, ratio in costs]
        ),
    }
    machine = f"Python {platform.python_version()}, {platform.system()}, {platform.machine()}. {lines}.\n"
    return "\n".join([machine, *(f"### {heading}\n\n{part}" for heading, part in parts.items())])


def _kinds(before: Score, after: Score) -> Iterator[tuple[str, ...]]:
    for kind, lines in sorted(after.lines.items()):
        yield kind, f"{lines:,}", f"{before.gone[kind] / lines:.2f}", f"{after.gone[kind] / lines:.2f}"


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first", type=int, default=60, metavar="N")
    parser.add_argument("--sites", type=int, default=40, metavar="N")
    parser.add_argument("--docs", type=Path, metavar="FILE")
    options = parser.parse_args()
    figures = report(range(options.first, options.first + options.sites))
    print(figures)
    if options.docs:
        options.docs.write_text(tables.inserted(options.docs.read_text("utf-8"), figures), "utf-8")


if __name__ == "__main__":
    main()
