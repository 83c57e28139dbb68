"""Progress of a run: a bar for a person at a terminal, plain lines, or JSON for a supervisor."""

import json
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from cleantext.bulk.runner import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

# The interval between two plain lines. A supervisor that waits longer than a minute for one has reason to worry.
PLAIN_EVERY, JSON_EVERY = 10.0, 1.0  # seconds


# Speeds are averages over this many seconds. An average over the whole run would still count large files that were done
# long ago.
WINDOW = 60.0
_STEP = 0.5  # seconds between two points of the window
_NARROW = 80  # columns; below, the bar is short
_BAR, _SHORT_BAR = 20, 8


class Watch(Protocol):
    """Receives the progress of a run."""

    def __call__(self, progress: Progress, *, is_last: bool = False) -> None:
        """Show the progress; called several times a second."""


class _Point(NamedTuple):
    seconds: float
    read: int  # bytes
    records: int


class Pace:
    """The speed of a run, over the last WINDOW seconds."""

    def __init__(self) -> None:
        self._points = deque[_Point]()

    def take(self, progress: Progress) -> tuple[float, float]:
        """Return bytes and records a second; both are 0 if nothing was done in the window."""
        total = progress.total
        now = _Point(progress.seconds, progress.read, total.records + total.quarantined)
        points = self._points
        if not points:
            # Work done before this process began took it no time.
            points.append(_Point(0.0, progress.earlier, now.records if progress.earlier else 0))
        if now.seconds - points[-1].seconds >= _STEP:
            points.append(now)
        while len(points) > 1 and points[1].seconds <= now.seconds - WINDOW:
            points.popleft()
        first = points[0]
        seconds = now.seconds - first.seconds
        return ((now.read - first.read) / seconds, (now.records - first.records) / seconds) if seconds else (0.0, 0.0)


def facts(progress: Progress, pace: Pace) -> dict[str, float | int | None]:
    """Return the progress of a run as JSON-ready data."""
    speed, records = pace.take(progress)
    total = progress.total
    return {
        "records": total.records,
        "changed": total.changed,
        "quarantined": total.quarantined,
        "removed_share": round(total.removed / total.characters, 4) if total.characters else 0.0,
        "bytes_read": progress.read,
        "bytes_total": progress.size,
        "megabytes_per_second": round(speed / 1e6, 3),
        "records_per_second": round(records, 1),
        "seconds_left": _left(progress.size - progress.read, speed),
    }


def _left(size: int, speed: float) -> int | None:
    """Return the seconds until the rest is read; None while the speed is unknown."""
    if size <= 0:
        return 0
    return round(size / speed) if speed > 0 else None


def line(known: Mapping[str, Any], width: int | None = None) -> str:
    """Return the progress of a run in words. width: columns; with few, less important parts are left out."""
    share = 100 * known["bytes_read"] / known["bytes_total"] if known["bytes_total"] else 100.0
    # In printing order. With few columns, parts with the smallest weight are left out first.
    parts = [
        (4, f"{known['records']:,} record{'' if known['records'] == 1 else 's'}"),
        (6, f"{share:.0f} % read"),
        (2, f"{known['records_per_second']:,.0f} records/s"),
        (0, f"{known['megabytes_per_second']:.1f} MB/s"),
        (1, f"{100 * known['removed_share']:.1f} % of the text removed"),
        (3, f"{known['quarantined']:,} quarantined"),
    ]
    if known["seconds_left"]:
        parts.append((5, f"{_duration(int(known['seconds_left']))} left"))
    while width is not None and len(parts) > 1 and len(_joined(parts)) > width:
        parts.remove(min(parts))
    return _joined(parts)


def _joined(parts: Iterable[tuple[int, str]]) -> str:
    return ", ".join(part for _, part in parts)


def _duration(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


class _Lines:
    """Prints a line at intervals, and a last one."""

    def __init__(self, every: float, *, as_json: bool) -> None:
        self._every = every
        self._as_json = as_json
        self._last = 0.0
        self._pace = Pace()

    def __call__(self, progress: Progress, *, is_last: bool = False) -> None:
        known = facts(progress, self._pace)
        if is_last or progress.seconds - self._last >= self._every:
            self._last = progress.seconds
            message = json.dumps({**known, "finished": is_last}) if self._as_json else line(known)
            print(message, file=sys.stderr, flush=True)  # noqa: T201 - this is where progress goes


class _Bar:
    """A bar at the foot of the terminal."""

    def __init__(self, bar: "Bar", task: "TaskID", width: int) -> None:
        """Store the bar. width: columns for the words."""
        self._bar = bar
        self._task = task
        self._width = width
        self._pace = Pace()

    def __call__(self, progress: Progress, *, is_last: bool = False) -> None:  # noqa: ARG002 - a bar just ends
        message = line(facts(progress, self._pace), self._width)
        self._bar.update(self._task, completed=progress.read, total=progress.size, message=message)


def _silent(progress: Progress, *, is_last: bool = False) -> None:
    """Print nothing."""


@contextmanager
def _drawn() -> Iterator[Watch]:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    size = _BAR if console.width >= _NARROW else _SHORT_BAR
    columns = (BarColumn(size), TextColumn("{task.fields[message]}"))
    with Bar(*columns, console=console, refresh_per_second=4) as bar:
        yield _Bar(bar, bar.add_task("", message=""), console.width - size - 1)


@contextmanager
def _plain(watch: Watch) -> Iterator[Watch]:
    yield watch


def watching(mode: str) -> AbstractContextManager[Watch]:
    """Return a context that shows progress. mode: "quiet", "json", or "" for a bar on a terminal, else lines."""
    if mode == "quiet":
        return _plain(_silent)
    if mode == "json":
        return _plain(_Lines(JSON_EVERY, as_json=True))
    return _drawn() if sys.stderr.isatty() else _plain(_Lines(PLAIN_EVERY, as_json=False))
