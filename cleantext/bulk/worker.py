"""The worker process: takes a task, writes the parts of a chunk or joins them, answers, takes the next."""

import os
import signal
import sys
import threading
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from cleantext.bulk.files import whole
from cleantext.bulk.formats import FORMATS, LOOSE
from cleantext.bulk.formats.base import Chunk, Fault, Values, string
from cleantext.bulk.formats.parts import concatenate, writing
from cleantext.bulk.layout import Input, Layout, is_sampled
from cleantext.bulk.objects import UnreadableError, dumps
from cleantext.bulk.options import MEGABYTE, Options
from cleantext.bulk.record import Fields, Outcome, clean_record, lone_surrogate, site
from cleantext.bulk.streams import encoded
from cleantext.bulk.tally import Tally
from cleantext.core.pipeline import Cleaner

READY = "ready"
# What the shared position says while no record is in hand.
NOWHERE = -1


class Clean(NamedTuple):
    """Clean a chunk."""

    place: int  # of the input in the list
    source: Input
    chunk: Chunk
    most: int  # records; those behind are left out
    read: int  # bytes of the stored input, for the progress
    condemned: dict[int, str] = {}  # records that go into quarantine untried, and why  # noqa: RUF012
    only: int | None = None  # try this record alone, and write nothing

    @property
    def key(self) -> tuple[int, int]:
        """Which chunk it is."""
        return self.place, self.chunk.number


class Join(NamedTuple):
    """Write an output from its parts."""

    place: int  # of the input in the list
    source: Input
    chunks: int


class JoinLog(NamedTuple):
    """Write the log and the quarantine from their parts."""

    keys: tuple[tuple[int, int], ...]


Task = Clean | Join | JoinLog


class Done(NamedTuple):
    """The answer to a task: sizes of the parts in bytes, and what was counted."""

    sizes: dict[str, int]
    tally: Tally


class Failed(NamedTuple):
    """The answer where a chunk as a whole cannot be cleaned."""

    reason: str


class Stopped(NamedTuple):
    """The answer where the disk is full or cannot be written: the run cannot go on."""

    reason: str


Reply = Done | Failed | Stopped


def part_path(layout: Layout, key: tuple[int, int], kind: str) -> Path:
    """Where a part lies; kind is "out", "log" or "bad"."""
    return layout.parts / str(key[0]) / f"{key[1]}.{kind}"


class Part:
    """What one chunk becomes: see `formats.base.Taker`."""

    def __init__(self, cleaner: Cleaner, options: Options, root: Path, task: Clean, position: Any) -> None:
        self.options = options
        self.root = root
        self.file = task.source.file
        self.out = BytesIO()
        self.log, self.bad = list[bytes](), list[bytes]()
        self.tally = Tally()
        self._cleaner = cleaner
        self._task = task
        self._position = position
        self._index = NOWHERE

    def take(
        self,
        record: int,
        offset: int | None,
        raw: bytes | Callable[[], bytes],
        read: Callable[[], Values],
        fields: Fields,
        *,
        is_utf8: bool = True,
    ) -> Outcome | None:
        """See `formats.base.Taker`."""
        self._index += 1
        if self._is_left_out(record):
            return None
        values, outcome, error = None, None, self._task.condemned.get(self._index, "")
        if not error:
            self._position.value = self._index
            values, outcome, error = self._tried(read, fields)
        if values and outcome and is_utf8 and not error:
            error = _lone(outcome)
        if values and outcome and not error:
            self._note(record, values, outcome)
        else:
            outcome = None
            fault = Fault(record, offset, error, raw if isinstance(raw, bytes) else raw())
            self.fault(fault, string(values.id) if values else None, site(values.url) if values else None)
        self._position.value = NOWHERE
        return outcome

    def _tried(self, read: Callable[[], Values], fields: Fields) -> tuple[Values | None, Outcome | None, str]:
        """What a record holds, what became of it, and what went wrong, or ""."""
        try:
            values = read()
        except UnreadableError as problem:
            return None, None, str(problem)
        outcome = clean_record(
            self._cleaner, fields, values.source, title=values.title, url=values.url, language=values.language
        )
        return values, outcome, outcome.error or ""

    def _is_left_out(self, record: int) -> bool:
        only = self._task.only
        return (
            self._index >= self._task.most
            or (only is not None and self._index != only)
            or not is_sampled(self.options.sample, self.file, record)
        )

    def _note(self, record: int, values: Values, outcome: Outcome) -> None:
        host = site(values.url)
        known = {"id": string(values.id), "url": string(values.url), "site": host}
        where: dict[str, Any] = {"file": self.file, "record": record}
        where |= {name: value for name, value in known.items() if value is not None}
        self.log += (dumps({**where, **entry._asdict()}) + b"\n" for entry in outcome.removals)
        self.tally.cleaned(counted_as(self._task.source, self.file), host, outcome.text or "", outcome.removals)

    def fault(self, fault: Fault, identity: str | None = None, host: str | None = None) -> None:
        """Put what could not be read into the quarantine."""
        told: dict[str, Any] = {"file": self.file, "record": fault.record}
        if identity is not None:
            told["id"] = identity
        told |= {"offset": fault.offset, "reason": fault.reason}
        if fault.records != 1:
            told["records"] = fault.records
        try:
            told["raw"] = fault.raw.decode()
        except UnicodeDecodeError:
            told["raw_base64"] = b64encode(fault.raw).decode()
        self.bad.append(dumps(told) + b"\n")
        self.tally.quarantined(counted_as(self._task.source, self.file), host, fault.records)

    def save(self, layout: Layout) -> Done:
        """Write the parts: each is there whole or not at all."""
        sizes = {}
        content = {"out": self.out.getvalue(), "log": b"".join(self.log), "bad": b"".join(self.bad)}
        for kind, data in content.items():
            if data:
                path = part_path(layout, self._task.key, kind)
                path.parent.mkdir(parents=True, exist_ok=True)
                with writing(path) as part:
                    part.write(data)
                sizes[kind] = path.stat().st_size
        return Done(sizes, self.tally)


def counted_as(source: Input, file: str) -> str:
    """The key of an input in the summary: loose files count together, by folder."""
    return (file.rpartition("/")[0] or ".") + "/" if source.format in LOOSE else file


def _lone(outcome: Outcome) -> str:
    problem = lone_surrogate(outcome.text or "")
    return f"{problem}, which UTF-8 cannot hold" if problem else ""


def main(  # noqa: PLR0917 - multiprocessing hands them over by place
    tasks: Connection, lifeline: Connection, position: Any, cleaner: Cleaner, options: Options, root: Path
) -> None:
    """Answer tasks until the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the runner decides
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    _bound_memory(options.memory * MEGABYTE)
    layout = Layout(root)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        tasks.send(READY)
        while True:
            tasks.send(_answer(tasks.recv(), layout, cleaner, options, position))


def _end_with(lifeline: Connection) -> None:
    """End with the runner, however that ended: what it does not see finished is done again."""
    with suppress(EOFError, OSError):
        lifeline.recv()
    os._exit(1)


def _bound_memory(size: int) -> None:
    if sys.platform == "linux":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        limit = size if hard == resource.RLIM_INFINITY else min(size, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def _answer(task: Task, layout: Layout, cleaner: Cleaner, options: Options, position: Any) -> Reply:
    try:
        if isinstance(task, Join):
            return _joined(task, layout)
        if isinstance(task, JoinLog):
            return _joined_log(task, layout)
        part = Part(cleaner, options, layout.root, task, position)
        if isinstance(task.chunk.data, Fault):
            part.fault(task.chunk.data)
        else:
            FORMATS[task.source.format].clean(task.source, task.chunk, part)
        return Done({}, part.tally) if task.only is not None else part.save(layout)
    except OSError as error:
        return Stopped(f"{error.filename or layout.root}: {error.strerror or error}")
    except Exception as error:  # noqa: BLE001 - whatever a library raises on one chunk must not cost another
        return Failed(f"{type(error).__name__}: {error}")


def _joined(task: Join, layout: Layout) -> Done:
    layout.parts.mkdir(exist_ok=True)
    target = layout.root / task.source.output
    target.parent.mkdir(parents=True, exist_ok=True)
    paths = (part_path(layout, (task.place, number), "out") for number in range(task.chunks))
    parts = [path for path in paths if path.exists()]
    if task.source.to == "parquet" and not parts:  # a file that could not be read: even one without rows has a schema
        return Done({}, Tally())
    codec = "" if task.source.to == "parquet" else task.source.codec
    with whole(target, layout.parts) as file, encoded(file, codec) as out:
        FORMATS[task.source.format].join(task.source, parts, out)
    return Done({}, Tally())


def _joined_log(task: JoinLog, layout: Layout) -> Done:
    layout.parts.mkdir(exist_ok=True)
    for kind, target, codec in (("log", layout.log, "zstd"), ("bad", layout.quarantine, "")):
        paths = (part_path(layout, key, kind) for key in task.keys)
        with whole(target, layout.parts) as file, encoded(file, codec) as out:
            concatenate(None, (path for path in paths if path.exists()), out)
    return Done({}, Tally())
