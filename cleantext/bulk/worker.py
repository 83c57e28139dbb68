"""The worker process: it takes a task, cleans a chunk or joins parts, answers, and takes the next."""

import os
import signal
import sys
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import IO, Any, NamedTuple

from cleantext import many
from cleantext.api import Cleaner
from cleantext.bulk.files import whole
from cleantext.bulk.formats import FORMATS, format_of, output_file, output_of
from cleantext.bulk.formats.base import Chunk, ChunkOutputs, Fault, Format, Record, Values, string
from cleantext.bulk.formats.parts import concatenate, writing
from cleantext.bulk.layout import Input, Layout, is_sampled
from cleantext.bulk.objects import UnreadableError, dumps
from cleantext.bulk.options import MEGABYTE, Options
from cleantext.bulk.record import Outcome, clean_record, failed, lone_surrogate, site_name
from cleantext.bulk.shortfall import shortfall
from cleantext.bulk.streams import encoded
from cleantext.bulk.tally import Tally
from cleantext.bulk.written import Written
from cleantext.core import condition
from cleantext.core.edits import restore

READY = "ready"
# The values of the shared position while no record is in work: between records, and before the task has arrived.
NOWHERE, NOT_BEGUN = -1, -2
HELD_BACK = (signal.SIGINT, signal.SIGTERM)  # while a worker starts
# Loads rules and phrases before the first record comes, whose time it would take.
_FIRST = "The harbour was quiet in the morning, and the boats lay at the quay."


class Clean(NamedTuple):
    """Clean a chunk."""

    place: int  # of the input in the list
    sources: tuple[Input, ...]  # the input; for files with one record each several, which form one chunk together
    chunk: Chunk
    most: int  # the most records; those behind are left out
    read: int  # bytes of the stored input, for the progress
    condemned: dict[int, str] = {}  # records that go into quarantine untried, and why  # noqa: RUF012
    only: int | None = None  # try this record alone, and write nothing

    @property
    def key(self) -> tuple[int, int]:
        """Return the key of the chunk."""
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
    """The answer to a task: sizes of the parts in bytes, and the counts."""

    sizes: dict[str, int]
    tally: Tally
    left_out: int = 0  # records outside the sample, or behind the limit
    outputs: tuple[Written | None, ...] = ()  # the output written for each input, if any was to be


class Failed(NamedTuple):
    """The answer if a chunk as a whole cannot be cleaned."""

    reason: str


class Stopped(NamedTuple):
    """The answer if the disk is full or cannot be written: the run cannot go on."""

    reason: str


Reply = Done | Failed | Stopped


def part_path(layout: Layout, key: tuple[int, int], kind: str) -> Path:
    """Return the path of a part; kind is "out", "log", "flags" or "bad"."""
    return layout.parts / str(key[0]) / f"{key[1]}.{kind}"


class ChunkResult:
    """The results of a chunk: its output, its part of the log and of the quarantine, its counts."""

    def __init__(self, cleaner: Cleaner, options: Options, task: Clean, position: Any) -> None:
        self.output = b""
        self.log, self.flags, self.bad = list[bytes](), list[bytes](), list[bytes]()
        self.tally = Tally()
        self.outputs = list[Written | None]()
        self.left_out = 0  # records outside the sample, or behind the limit
        self._cleaner = cleaner
        self._options = options
        self._task = task
        self._position = position
        self._index = NOWHERE

    def take(self, source: Input, kind: Format[Any], record: Record) -> bool:
        """Clean a record, into output and log or into the quarantine, and return whether it is in the output."""
        self._index += 1
        if self._is_left_out(source, record):
            self.left_out += 1
            return False
        values, outcome = None, Outcome(None, error=self._task.condemned.get(self._index))
        if not outcome.error:
            self._position.value = self._index
            values, outcome = self._tried(source, kind, record)
        is_kept = not outcome.error
        if values and not outcome.error:
            self._note(source, record, values, outcome)
        else:
            is_kept = values is not None and self._is_kept(kind, record, values, outcome)
            fault = Fault(record.number, record.offset, outcome.error or "", record.raw())
            self.quarantine(source, fault, values, is_kept=is_kept, is_set_aside=outcome.is_set_aside)
        self._position.value = NOWHERE
        return is_kept

    def _is_kept(self, kind: Format[Any], record: Record, values: Values, outcome: Outcome) -> bool:
        """Add a record unchanged to the output, marked, if that is wanted and possible, and return whether it was."""
        if not (self._options.keep_failed and kind.keeps_failed):
            return False
        try:
            kind.write(record, failed(kind.fields, values.source, outcome.error or ""))
        except Exception:  # noqa: BLE001 - as in `_tried`; it is in quarantine
            return False
        return True

    def _tried(self, source: Input, kind: Format[Any], record: Record) -> tuple[Values | None, Outcome]:
        """Return the values of a record and its outcome, which is in the output unless it has an error."""
        try:
            values = record.values()
        except UnreadableError as problem:
            return None, Outcome(None, error=str(problem))
        except Exception as problem:  # noqa: BLE001 - whatever a library raises on one record must not cost another
            return None, Outcome(None, error=f"not read: {type(problem).__name__}: {problem}")
        outcome = clean_record(
            self._cleaner,
            kind.fields,
            values.source,
            title=values.title,
            url=values.url,
            site=values.site,
            language=values.language,
        )
        if not outcome.error and (reason := shortfall(outcome, self._options)):
            outcome = outcome._replace(error=reason, is_set_aside=True)
        if not outcome.error and not output_of(source).holds_surrogates:
            outcome = outcome._replace(error=_surrogate_problem(outcome))
        if not outcome.error:
            try:
                kind.write(record, outcome)
            except Exception as problem:  # noqa: BLE001 - as above
                outcome = outcome._replace(error=f"not written: {type(problem).__name__}: {problem}")
        return values, outcome

    def _is_left_out(self, source: Input, record: Record) -> bool:
        only = self._task.only
        return (
            self._index >= self._task.most
            or (only is not None and self._index != only)
            or not is_sampled(self._options.sample, source.file, record.number)
        )

    def _note(self, source: Input, record: Record, values: Values, outcome: Outcome) -> None:
        host = self._site(values, outcome.url)
        known = {"id": string(values.id), "url": string(values.url), "site": host}
        where: dict[str, Any] = {"file": source.file, "record": record.number}
        where |= {name: value for name, value in known.items() if value is not None}
        self.tally.language(values.language)
        self.log += (dumps({**where, **entry._asdict()}) + b"\n" for entry in outcome.removals)
        text = outcome.text or ""
        flags = condition.flags(restore(text, outcome.removals), text)
        self.flags += (dumps({**where, **flag._asdict()}) + b"\n" for flag in flags)
        self.tally.flagged(flag.name for flag in flags)
        self.tally.cleaned(counted_as(source), host, outcome.text or "", outcome.removals)

    def _site(self, values: Values, own_url: str | None = None) -> str | None:
        """Return the site of a record, as the cleaner uses it; own_url: the address that a page gives for itself."""
        return site_name(values.site or self._options.site, values.url or own_url)

    def quarantine(
        self,
        source: Input,
        fault: Fault,
        values: Values | None = None,
        *,
        is_kept: bool = False,
        is_set_aside: bool = False,
    ) -> None:
        """Put a record that could not be read or cleaned, or is not wanted, into the quarantine.

        values: its known values; is_kept: whether it is also in the output, unchanged.
        is_set_aside: whether it was cleaned, but missed a limit.
        """
        identity, host = (string(values.id), self._site(values)) if values else (None, None)
        line: dict[str, Any] = {"file": source.file, "record": fault.record}
        if identity is not None:
            line["id"] = identity
        line |= {"offset": fault.offset, "reason": fault.reason}
        if fault.records != 1:
            line["records"] = fault.records
        if is_kept:
            line["kept"] = True
        if is_set_aside:
            line["set_aside"] = True
        try:
            line["raw"] = fault.raw.decode()
        except UnicodeDecodeError:
            line["raw_base64"] = b64encode(fault.raw).decode()
        self.bad.append(dumps(line) + b"\n")
        self.tally.quarantined(counted_as(source), host, fault.records, is_set_aside=is_set_aside)

    def save(self, layout: Layout) -> Done:
        """Write the parts: each exists whole or not at all."""
        sizes = {}
        content = {
            "out": self.output,
            "log": b"".join(self.log),
            "flags": b"".join(self.flags),
            "bad": b"".join(self.bad),
        }
        for kind, data in content.items():
            if data:
                path = part_path(layout, self._task.key, kind)
                path.parent.mkdir(parents=True, exist_ok=True)
                with writing(path) as part:
                    part.write(data)
                sizes[kind] = path.stat().st_size
        return Done(sizes, self.tally, self.left_out, tuple(self.outputs))


def counted_as(source: Input) -> str:
    """Return the key of an input in the summary: files with one record each count together, by folder."""
    folder = source.file.rpartition("/")[0] or "."
    return f"{folder}/" if FORMATS[source.format].is_one_record else source.file


def _surrogate_problem(outcome: Outcome) -> str:
    problem = lone_surrogate(outcome.text or "")
    return f"{problem}, which UTF-8 cannot hold" if problem else ""


def main(  # noqa: PLR0917 - multiprocessing hands them over by place
    tasks: Connection, lifeline: Connection, position: Any, cleaner: Cleaner, options: Options, root: Path
) -> None:
    """Answer tasks until the connection is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the runner decides
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, HELD_BACK)
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    _bound_memory(options.memory * MEGABYTE)
    layout = Layout(root)
    many.tried(cleaner, {"text": _FIRST})
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        tasks.send(READY)
        while True:
            task = tasks.recv()
            position.value = NOWHERE
            tasks.send(_answer(task, layout, cleaner, options, position))


def _end_with(lifeline: Connection) -> None:
    """End when the runner ends, for whatever reason: unfinished work is repeated."""
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
            return _joined(task, layout, options)
        if isinstance(task, JoinLog):
            return _joined_log(task, layout)
        result = _cleaned(task, layout, cleaner, options, position)
        return Done({}, result.tally) if task.only is not None else result.save(layout)
    except OSError as error:
        return Stopped(f"{error.filename or layout.root}: {error.strerror or error}")
    except Exception as error:  # noqa: BLE001 - whatever a library raises on one chunk must not cost another
        return Failed(f"{type(error).__name__}: {error}")


def _cleaned(task: Clean, layout: Layout, cleaner: Cleaner, options: Options, position: Any) -> ChunkResult:
    """Clean the records of a chunk, one after the other, and return their results."""
    result = ChunkResult(cleaner, options, task, position)
    for source in task.sources:
        if isinstance(task.chunk.data, Fault):
            fault = task.chunk.data
            result.quarantine(source, fault if len(task.sources) == 1 else fault._replace(record=0, records=1))
            continue
        kind = format_of(source, options)
        written = sum([result.take(source, kind, record) for record in kind.records(task.chunk)])
        if not kind.is_one_record:
            result.output = kind.output()
        elif written:
            with _output(layout, source, options) as out:
                out.write(kind.output())
        if kind.is_one_record:
            result.outputs.append(Written.of(layout.root / source.output) if written else None)
    return result


@contextmanager
def _output(layout: Layout, source: Input, options: Options) -> Iterator[IO[bytes]]:
    """Open the output of an input for writing; it appears when it is whole."""
    layout.parts.mkdir(exist_ok=True)
    target = output_file(layout, source, options)
    target.path.parent.mkdir(parents=True, exist_ok=True)
    with whole(target.path, layout.parts) as file, encoded(file, target.codec) as out:
        yield out


def _joined(task: Join, layout: Layout, options: Options) -> Done:
    kind = output_of(task.source)
    paths = (part_path(layout, (task.place, number), "out") for number in range(task.chunks))
    parts = [path for path in paths if path.exists()]
    if kind.needs_parts and not parts:
        return Done({}, Tally(), outputs=(None,))
    with _output(layout, task.source, options) as out:
        kind.join(ChunkOutputs(task.source, parts), out)
    return Done({}, Tally(), outputs=(Written.of(layout.root / task.source.output),))


def _joined_log(task: JoinLog, layout: Layout) -> Done:
    layout.parts.mkdir(exist_ok=True)
    targets = (("log", layout.log, "zstd"), ("flags", layout.flags, ""), ("bad", layout.quarantine, ""))
    for kind, target, codec in targets:
        paths = (part_path(layout, key, kind) for key in task.keys)
        with whole(target, layout.parts) as file, encoded(file, codec) as out:
            concatenate((path for path in paths if path.exists()), out)
    return Done({}, Tally())
