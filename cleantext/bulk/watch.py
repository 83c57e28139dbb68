"""Telling how far a run is: to a person at a terminal, as plain lines, or as JSON for a supervisor."""

import json
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Protocol

from cleantext.bulk.runner import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

# Between two plain lines. A supervisor that waits for longer than a minute without one has cause to worry.
PLAIN_EVERY, JSON_EVERY = 10.0, 1.0  # seconds


class Watch(Protocol):
    """What is told how far a run is."""

    def __call__(self, progress: Progress, *, is_last: bool = False) -> None:
        """Take a look; called several times a second."""


def facts(progress: Progress) -> dict[str, float | int | None]:
    """How far a run is, as JSON-ready data."""
    here = progress.read - progress.earlier
    speed = here / progress.seconds if progress.seconds else 0.0
    left = (progress.size - progress.read) / speed if here else None
    total = progress.total
    return {
        "records": total.records,
        "changed": total.changed,
        "quarantined": total.quarantined,
        "removed_share": round(total.removed / total.characters, 4) if total.characters else 0.0,
        "bytes_read": progress.read,
        "bytes_total": progress.size,
        "megabytes_per_second": round(speed / 1e6, 3),
        "seconds_left": None if left is None else round(max(0.0, left)),
    }


def line(progress: Progress) -> str:
    """How far a run is, in words."""
    known = facts(progress)
    share = 100 * progress.read / progress.size if progress.size else 100.0
    parts = [
        f"{known['records']:,} record{'' if known['records'] == 1 else 's'}",
        f"{share:.0f} % read",
        f"{known['megabytes_per_second']:.1f} MB/s",
        f"{100 * (known['removed_share'] or 0):.1f} % of the text removed",
        f"{known['quarantined']:,} quarantined",
    ]
    if known["seconds_left"]:
        parts.append(f"{_duration(int(known['seconds_left']))} left")
    return ", ".join(parts)


def _duration(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


class _Lines:
    """Writes a line every so many seconds, and the last."""

    def __init__(self, every: float, *, as_json: bool) -> None:
        self._every = every
        self._as_json = as_json
        self._last = 0.0

    def __call__(self, progress: Progress, *, is_last: bool = False) -> None:
        if is_last or progress.seconds - self._last >= self._every:
            self._last = progress.seconds
            message = json.dumps({**facts(progress), "finished": is_last}) if self._as_json else line(progress)
            print(message, file=sys.stderr, flush=True)  # noqa: T201 - this is where progress goes


class _Bar:
    """A bar at the foot of the terminal."""

    def __init__(self, bar: "Bar", task: "TaskID") -> None:
        self._bar = bar
        self._task = task

    def __call__(self, progress: Progress, *, is_last: bool = False) -> None:  # noqa: ARG002 - a bar just ends
        self._bar.update(self._task, completed=progress.read, total=progress.size, message=line(progress))


def _silent(progress: Progress, *, is_last: bool = False) -> None:
    """Tell nothing."""


@contextmanager
def _drawn() -> Iterator[Watch]:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    with Bar(BarColumn(20), TextColumn("{task.fields[message]}"), console=console, refresh_per_second=4) as bar:
        yield _Bar(bar, bar.add_task("", message=""))


@contextmanager
def _plain(watch: Watch) -> Iterator[Watch]:
    yield watch


def watching(mode: str) -> AbstractContextManager[Watch]:
    """What tells how far a run is; mode is "quiet", "json" or "", which is a bar on a terminal and lines elsewhere."""
    if mode == "quiet":
        return _plain(_silent)
    if mode == "json":
        return _plain(_Lines(JSON_EVERY, as_json=True))
    return _drawn() if sys.stderr.isatty() else _plain(_Lines(PLAIN_EVERY, as_json=False))
