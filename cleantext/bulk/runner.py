"""The runner: it cuts inputs into chunks, lets workers clean them, and joins their outputs."""

import json
import shutil
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple, Self

from cleantext.bulk.engines import Engine
from cleantext.bulk.files import whole
from cleantext.bulk.formats import FORMATS, format_of
from cleantext.bulk.formats.base import CHUNK, MOST_RECORDS, Chunk, Fault
from cleantext.bulk.layout import Input, Layout
from cleantext.bulk.noted import parsed
from cleantext.bulk.options import Options
from cleantext.bulk.pool import Answer, Death, Pool, RunError
from cleantext.bulk.state import Key, Manifest
from cleantext.bulk.tally import Count, Tally
from cleantext.bulk.worker import NOWHERE, Clean, Done, Failed, Join, JoinLog, Stopped, Task, part_path

# Joining only reads and writes files: if its worker dies, something else is wrong.
_MOST_TRIES = 3
# The place in the list of inputs, the input, and its chunks, each with its number of bytes.
Unit = tuple[int, tuple[Input, ...], Iterable[tuple[Chunk, int]]]


class Progress(NamedTuple):
    """The progress of a run."""

    total: Count
    read: int  # bytes of the inputs, as stored
    size: int  # of all inputs
    seconds: float  # since this process began
    earlier: int  # of `read`, the part that was done before it began


class Run:
    """One run, or the rest of one."""

    def __init__(self, layout: Layout, options: Options, pool: Pool | Engine) -> None:
        """Store the pool that does the work."""
        self._layout = layout
        self._options = options
        self._pool = pool
        self._manifest = Manifest(layout)
        self._ready: deque[Task] = deque()
        self._cut: dict[int, int] = {}  # the number of chunks of each input, once it is known
        self._done: Counter[int] = Counter()  # the number of finished ones
        self._sources: dict[int, Input] = {}  # inputs with chunks in work
        self._condemned: dict[Key, dict[int, str]] = {}
        self._proved: set[tuple[Key, int]] = set()  # records that killed a worker, but not alone
        self._deaths: Counter[Any] = Counter()
        self._total = Count()
        self._read = self._earlier = 0
        self._size = sum(source.size for source in layout.listed())
        self._began = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.__exit__()
        self._manifest.close()

    def steps(self) -> Iterator[Progress]:
        """Do the whole run, and yield its progress several times a second. Raises RunError if it cannot go on."""
        for tally in self._manifest.tallies():
            self._total.add(tally.total)
        yield from self._work(self._chunks())
        yield from self._work(iter([JoinLog(tuple(sorted(self._manifest.chunks)))]))
        self._summarize()
        shutil.rmtree(self._layout.parts, ignore_errors=True)
        yield self._progress()

    def _work(self, tasks: Iterator[Task]) -> Iterator[Progress]:
        """Give out tasks until all are done, and yield the progress."""
        more = True
        while more or self._ready or self._pool.busy:
            while self._pool.is_free and (more or self._ready):
                task = self._ready.popleft() if self._ready else next(tasks, None)
                if task is None:
                    more = False
                else:
                    self._pool.give(task)
            for result in self._pool.results():
                self._take(result)
            yield self._progress()

    def _progress(self) -> Progress:
        return Progress(self._total, self._read, self._size, time.monotonic() - self._began, self._earlier)

    def _chunks(self) -> Iterator[Task]:
        """Yield the remaining chunks, in order."""
        left = self._options.limit
        for index, sources, chunks in self._units():
            number = -1
            for number, (chunk, read) in enumerate(chunks):  # noqa: B007 - the last number is needed
                key = (index, chunk.number)
                most = chunk.records if left is None else min(chunk.records, left)
                if left is not None:
                    left -= most
                if key in self._manifest.chunks:
                    self._done[index] += 1
                    self._read += read
                    self._earlier += read
                elif most or not chunk.records:
                    yield Clean(index, sources, chunk, most, read)
                if left == 0:
                    break
            if not _is_one_record(sources[0]) and index not in self._manifest.joined:
                self._sources[index] = sources[0]
                self._cut[index] = number + 1
                self._join_if_done(index)
            if left == 0:
                return

    def _units(self) -> Iterator[Unit]:
        """Yield each container of records, and each group of files with one record each."""
        numbered = enumerate(self._layout.listed())
        for is_one_record, group in groupby(numbered, key=lambda pair: _is_one_record(pair[1])):
            if is_one_record:
                yield from _grouped(group)
                continue
            for index, source in group:
                if index in self._manifest.joined and self._options.limit is None:
                    self._read += source.size
                    self._earlier += source.size
                else:
                    yield index, (source,), _steps(format_of(source, self._options).cut())

    def _take(self, result: Answer | Death) -> None:
        if isinstance(result, Death):
            self._died(result)
        elif isinstance(result.answer, Stopped):
            raise RunError(result.answer.reason)
        elif isinstance(result.answer, Failed):
            self._died(Death(result.task, NOWHERE, result.answer.reason))
        elif isinstance(result.task, Clean):
            self._cleaned(result.task, result.answer)
        elif isinstance(result.task, Join):
            self._joined(result.task, result.answer)

    def _cleaned(self, task: Clean, done: Done) -> None:
        if task.only is not None:  # alone it does no harm; try it once more with the others
            self._proved.add((task.key, task.only))
            self._ready.append(task._replace(only=None))
            return
        self._manifest.done(task.key, _records_in(task, done), done)
        self._total.add(done.tally.total)
        self._read += task.read
        self._done[task.place] += 1
        self._join_if_done(task.place)

    def _join_if_done(self, index: int) -> None:
        chunks = self._cut.get(index)
        if chunks is not None and self._done[index] == chunks and index not in self._manifest.joined:
            self._ready.append(Join(index, self._sources.pop(index), chunks))

    def _joined(self, task: Join, done: Done) -> None:
        self._manifest.join(task.place, task.chunks, done)
        for number in range(task.chunks):
            part_path(self._layout, (task.place, number), "out").unlink(missing_ok=True)

    def _died(self, death: Death) -> None:
        """Handle the death of a worker: try its record once more alone; after a second death quarantine it."""
        task = death.task
        if not isinstance(task, Clean):
            self._deaths[task] += 1
            if self._deaths[task] == _MOST_TRIES:
                raise RunError(f"output cannot be written: {death.reason}")
            self._ready.append(task)
        elif death.at == NOWHERE:
            self._died_between(task, death.reason)
        elif task.only is None and (task.key, death.at) not in self._proved:
            self._ready.append(task._replace(only=death.at))
        else:
            condemned = self._condemned.setdefault(task.key, {})
            condemned[death.at] = f"{death.reason}, twice"
            self._ready.append(task._replace(only=None, condemned=dict(condemned)))

    def _died_between(self, task: Clean, reason: str) -> None:
        """Handle a death between records: after a second one, all records of the chunk go into quarantine.

        Each entry has the content of its record; if that cannot be read either, there is one entry for the chunk.
        """
        self._deaths[task.key] += 1
        chunk, condemned, reason = task.chunk, task.condemned, f"{reason}, twice, with no record in hand"
        if self._deaths[task.key] == 2:  # noqa: PLR2004 - once may have been chance
            condemned = dict.fromkeys(range(chunk.records), reason) | condemned
        elif self._deaths[task.key] > 2:  # noqa: PLR2004
            chunk = chunk._replace(data=Fault(chunk.first, None, reason, b"", chunk.records))
        self._ready.append(task._replace(chunk=chunk, condemned=condemned, only=None))

    def _summarize(self) -> None:
        from importlib.metadata import version  # as in `options.py`

        tally = Tally()
        for part in self._manifest.tallies():
            tally.add(part)
        records = sum(entry.records for entry in self._manifest.chunks.values())
        _check(self._layout.root, records, tally.total)
        counts = tally.as_dict()
        fingerprint = parsed(self._layout.run, dict)
        summary = {
            "version": version("cleantext-articles"),
            "options": fingerprint["options"],
            "rule_versions": fingerprint["rules"],
            "records_in": records,
            **{
                name: dict(sorted(counts[name].items()))
                for name in ("total", "rules", "files", "sites", "flags", "unknown_languages")
            },
        }
        with whole(self._layout.outputs, self._layout.parts) as file:
            file.writelines(json.dumps(one._asdict()).encode("ascii") + b"\n" for one in self._manifest.outputs())
        with whole(self._layout.summary, self._layout.parts) as file:
            file.write(json.dumps(summary, indent=1, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")


def _records_in(task: Clean, done: Done) -> int:
    """Return the number of records to clean in a chunk. Raises RunError if the count changed."""
    chunk = task.chunk
    records = chunk.data.records if isinstance(chunk.data, Fault) else chunk.records - done.left_out
    _check(task.sources[0].path, records, done.tally.total)
    return records


def _check(where: object, records: int, total: Count) -> None:
    """Raise RunError if a record was lost."""
    if records != total.records + total.quarantined:
        counts = f"{records:,} records went in, {total.records:,} were cleaned and {total.quarantined:,} quarantined"
        raise RunError(f"{where}: {counts}; this is a fault of cleantext, please report it")


def _steps(chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, int]]:
    """Yield each chunk with the bytes of stored input since the chunk before."""
    position = 0
    for chunk in chunks:
        yield chunk, max(0, chunk.position - position)
        position = max(position, chunk.position)


def _is_one_record(source: Input) -> bool:
    return FORMATS[source.format].is_one_record


def _grouped(numbered: Iterable[tuple[int, Input]]) -> Iterator[Unit]:
    """Yield files in groups of about CHUNK bytes; the first file identifies the group."""
    waiting, size = list[tuple[int, Input]](), 0
    for index, source in numbered:
        if waiting and (size + source.size > CHUNK or len(waiting) >= MOST_RECORDS):
            yield _group(waiting, size)
            waiting, size = [], 0
        waiting.append((index, source))
        size += source.size
    if waiting:
        yield _group(waiting, size)


def _group(members: list[tuple[int, Input]], size: int) -> Unit:
    sources = tuple(source for _, source in members)
    return members[0][0], sources, [(Chunk(0, 0, len(sources), None, size), size)]
