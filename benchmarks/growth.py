"""Measure how the time of cleaning grows on hostile texts: endless repetitions (`hostile_texts.REPEATED`).

    python benchmarks/growth.py [--size N] [--docs PAGE]

Processor time for each code point, all rules at level thorough, of a text of 10,000 code points (the median of five)
and of one of --size (once); for the large one also without the time of Python's garbage collector, which visits the
entries of a long log again whenever their number has grown by a quarter. --docs puts the kinds that are over a bound,
and the slowest, between the marks of a page.
`tests/test_linear.py` counts the work on the same texts, and looks at no clock.
"""

import argparse
import gc
from collections.abc import Iterator
from contextlib import contextmanager
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
SHOWN = 10  # of those within the bounds


class Growth(NamedTuple):
    """The microseconds for a code point of one kind of text, for the small and the large text."""

    kind: str
    small: float
    large: float
    collected: float  # of `large`: by Python's garbage collector
    degraded: str | None  # of the large one

    @property
    def times(self) -> float:
        """Return how many times as long a code point of the large text takes."""
        return self.large / self.small

    @property
    def own_times(self) -> float:
        """Return the same without the garbage collector."""
        return (self.large - self.collected) / self.small

    @property
    def is_over(self) -> bool:
        """Return whether the time grows faster, or is longer, than allowed."""
        return self.times > MOST_GROWTH or self.large > MOST_MICROSECONDS


def measured(size: int) -> Iterator[Growth]:
    """Yield the measurements of all kinds."""
    cleaner = Cleaner(level="thorough")
    for kind, unit in hostile_texts.REPEATED.items():
        draw = Random(kind)  # noqa: S311 - the same texts in every run
        texts = [hostile_texts.repeated(draw, unit, length) for length in (SMALL,) * 6 + (size,)]
        _, *small, large = texts
        cleaner(texts[0])  # loads what these rules load; the others have other words
        of_small = median(_seconds(cleaner, text) / len(text) for text in small)
        with _collecting() as collected:
            start = process_time()
            degraded = cleaner(large).degraded
            of_large = process_time() - start
        micro = 1e6 / len(large)
        yield Growth(kind, of_small * 1e6, of_large * micro, sum(collected) * micro, degraded)


@contextmanager
def _collecting() -> Iterator[list[float]]:
    """Yield a list that receives the seconds of each garbage collection."""
    seconds, start = [0.0], 0.0

    def note(phase: str, _: object) -> None:
        nonlocal start
        if phase == "start":
            start = process_time()
        else:
            seconds.append(process_time() - start)

    gc.callbacks.append(note)
    try:
        yield seconds
    finally:
        gc.callbacks.remove(note)


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
        print(
            f"{'over' if growth.is_over else 'ok':5} {growth.large:6.2f} µs {growth.times:5.2f} × "
            f"({growth.own_times:.2f} without garbage collection) {growth.kind}",
            flush=True,
        )
        print(*([f"      {growth.degraded}"] if growth.degraded else []), sep="", end="\n" * bool(growth.degraded))
        found.append(growth)
    if options.docs:
        put(options.docs, "growth", table(found, options.size))


def table(found: list[Growth], size: int) -> str:
    """Return the kinds over a bound and the slowest of the others, and the number of all."""
    found = sorted(found, key=lambda growth: -growth.large)
    over = [one for one in found if one.is_over]
    shown = [*over, *[one for one in found if not one.is_over][:SHOWN]]
    rows = [
        f"| text | µs at {SMALL:,} | µs at {size:,} | growth | without garbage collection |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    rows += [
        f"| {one.kind} | {one.small:.2f} | {one.large:.2f} | {one.times:.2f} | {one.own_times:.2f} |" for one in shown
    ]
    return "\n".join([f"{len(found) - len(over)} of {len(found)} kinds are within both bounds.", "", *rows])


if __name__ == "__main__":
    main()
