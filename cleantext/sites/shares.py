"""Count the records of many inputs, in one process or in several, with the same counts."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from cleantext.bulk.layout import Input
from cleantext.bulk.listen import Heard, records
from cleantext.bulk.options import Options
from cleantext.core.errors import CleantextError
from cleantext.core.learned import site_of
from cleantext.sites.counts import UNKNOWN, Counts

MOST_MESSAGES = 5
_DAY_LETTERS = 10  # 2024-05-31


class Problems(NamedTuple):
    """The records that could not be counted."""

    messages: list[str]  # of the first ones, a line each
    number: int


class Task(NamedTuple):
    """Inputs for one process."""

    sources: Sequence[Input]
    options: Options
    site: str | None  # of all records; None if each record names its own


def count(task: Task, counts: Counts, workers: int) -> Problems:
    """Count all records of some inputs; one process reads each input. Raises CleantextError if a process ends early."""
    workers = min(workers, len(task.sources))
    if workers < 2:  # noqa: PLR2004 - then this process does it itself
        return _counted(task, counts)
    with TemporaryDirectory(prefix="cleantext-") as name:
        folders = [Path(name, str(number)) for number in range(workers)]
        tasks = [task._replace(sources=share) for share in _shares(task.sources, workers)]
        with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
            try:
                found = list(pool.map(_part, tasks, folders))
            except BrokenProcessPool:
                raise CleantextError("a process ended before it had counted its inputs; try --workers 1") from None
        for folder in folders:
            counts.add_part(folder)
    return Problems(
        [line for problems in found for line in problems.messages], sum(problems.number for problems in found)
    )


def _shares(sources: Sequence[Input], workers: int) -> list[list[Input]]:
    """Return the inputs in shares of about one size: the largest first, each to the smallest share."""
    shares: list[list[Input]] = [[] for _ in range(workers)]
    sizes = [0] * workers
    for source in sorted(sources, key=lambda source: (-source.size, source.path)):
        least = sizes.index(min(sizes))
        shares[least].append(source)
        sizes[least] += source.size
    return shares


def _part(task: Task, folder: Path) -> Problems:
    os.mkdir(folder)  # noqa: PTH102 - as the others here
    with Counts(folder) as counts:
        problems = _counted(task, counts)
        counts.save()
        return problems


def _counted(task: Task, counts: Counts) -> Problems:
    messages, number = list[str](), 0
    for heard in _heard(task):
        problem = _problem(heard, task.site, counts)
        number += bool(problem)
        if problem and number <= MOST_MESSAGES:
            messages.append(problem)
    return Problems(messages, number)


def _heard(task: Task) -> Iterator[Heard]:
    for source in task.sources:
        yield from records(source, task.options)


def _problem(heard: Heard, site: str | None, counts: Counts) -> str:
    """Count a record, and return why that was impossible, or ""."""
    problem = _count_one(heard, site, counts)
    place = heard.file if heard.record is None else f"{heard.file}, record {heard.record:,}"
    return f"{place}: {problem}" if problem else ""


def _count_one(heard: Heard, site: str | None, counts: Counts) -> str:
    if heard.values is None:
        return heard.error
    url, own, source = heard.values.url, heard.values.site, heard.values.source
    day = heard.values.id
    if heard.fields.html and isinstance(source, str | bytes):
        from cleantext.html import extract

        page = extract(source, url if isinstance(url, str) else None)
        source, day, url = page.text, day or page.date, url or page.url
    name = site or (own if isinstance(own, str) and own else site_of(url) if isinstance(url, str) else None)
    if not name:
        return "no site: the field is empty, or no address"
    if not isinstance(source, str):
        return f"the text is no string but {type(source).__name__}"
    counts.add(name, source, _day(day))
    return ""


def _day(value: object) -> int:
    """Return the day of a date as texts spell it; UNKNOWN for anything else."""
    try:
        return date.fromisoformat(str(value)[:_DAY_LETTERS]).toordinal()
    except ValueError:
        return UNKNOWN
