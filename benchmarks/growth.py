"""Measure how the time of cleaning grows on hostile texts: what is repeated without end (`hostile_texts.REPEATED`).

    python benchmarks/growth.py [--size N] [--docs PAGE]

Processor time for each code point, all rules at level thorough, of a text of 10,000 code points (the median of five)
and of one of --size (once). --docs puts what was found between the marks of a page, the slowest first.
`tests/test_linear.py` counts the work on the same texts, and looks at no clock.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median
from time import process_time
from typing import NamedTuple

import hostile_texts
from marked_page import put

from cleantext import Cleaner

SMALL = 10_000  # code points
MOST_GROWTH = 1.5
MOST_MICROSECONDS = 5.0  # for a code point


class Growth(NamedTuple):
    """Of one kind of text: microseconds for a code point, of the small and of the large text."""

    kind: str
    small: float
    large: float
    degraded: str | None  # of the large one

    @property
    def times(self) -> float:
        """How many times as long each code point of the large text takes."""
        return self.large / self.small


def measured(size: int) -> Iterator[Growth]:
    """All kinds."""
    cleaner = Cleaner(level="thorough")
    for kind, unit in hostile_texts.REPEATED.items():
        draw = Random(kind)  # noqa: S311 - the same texts in every run
        texts = [hostile_texts.repeated(draw, unit, length) for length in (SMALL,) * 6 + (size,)]
        _, *small, large = texts
        cleaner(texts[0])  # loads what these rules load; the others have other words
        of_small = median(_seconds(cleaner, text) / len(text) for text in small)
        start = process_time()
        degraded = cleaner(large).degraded
        yield Growth(kind, of_small * 1e6, (process_time() - start) / len(large) * 1e6, degraded)


def _seconds(cleaner: Cleaner, text: str) -> float:
    start = process_time()
    cleaner(text)
    return process_time() - start


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=5_000_000, metavar="N")
    parser.add_argument("--docs", type=Path, metavar="PAGE")
    options = parser.parse_args()
    found = []
    for growth in measured(options.size):
        is_over = growth.times > MOST_GROWTH or growth.large > MOST_MICROSECONDS
        print(f"{'over' if is_over else 'ok':5} {growth.large:6.2f} µs {growth.times:5.2f} × {growth.kind}", flush=True)
        print(*([f"      {growth.degraded}"] if growth.degraded else []), sep="", end="\n" * bool(growth.degraded))
        found.append(growth)
    found.sort(key=lambda growth: -growth.large)
    rows = ["| text | µs at 10,000 | µs at " + f"{options.size:,} | growth |", "| --- | ---: | ---: | ---: |"]
    rows += [f"| {one.kind} | {one.small:.2f} | {one.large:.2f} | {one.times:.2f} |" for one in found]
    if options.docs:
        put(options.docs, "growth", "\n".join(rows))


if __name__ == "__main__":
    main()
