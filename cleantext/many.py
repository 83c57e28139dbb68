"""Clean many texts, one after the other or in several processes: results in order, and errors as values."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple, Protocol

from cleantext.core.edits import Result
from cleantext.core.errors import CleantextError, SettingsError

# The size of a chunk for one process: large enough that sending it costs little, small enough that all have work.
_MOST_ITEMS = 64
_MOST_SIZE = 200_000  # code points or bytes; one item may be larger
_AHEAD = 3  # chunks for each process that are read in advance
_MOST_STILLBORN = 3
_READY = "ready"
_FACTS = ("title", "url", "site", "language")  # what an item may state about its text

Item = str | Mapping[str, Any]
Found = Result | CleantextError


class Cleaning(Protocol):
    """The parts of a `Cleaner` that this module calls; `_FACTS` are the options of a call."""

    def __call__(self, text: str, *args: Any, **facts: Any) -> Result:
        """Clean a text."""

    def html(self, html: str | bytes, *args: Any, **facts: Any) -> Result:
        """Clean a page."""


def tried(cleaner: Cleaning, item: object) -> Found:
    """Return the result, or the error, of a text or of a mapping with `text` or `html` and facts about it."""
    try:
        return _cleaned(cleaner, item)
    except CleantextError as error:
        return error
    except TypeError as error:
        return CleantextError(str(error))
    except MemoryError:
        return CleantextError("there is not enough memory for it; clean it in parts, or in a process with more memory")
    except Exception as error:  # noqa: BLE001 - whatever a library raises on one text must not cost another
        return CleantextError(f"{type(error).__name__}: {error}")


def _cleaned(cleaner: Cleaning, item: object) -> Result:
    if not isinstance(item, Mapping):
        return cleaner(item)  # type: ignore[arg-type]  # which says so itself
    facts = {name: item[name] for name in _FACTS if name in item}
    others = item.keys() - facts.keys()
    if others == {"html"}:
        return cleaner.html(item["html"], **facts)
    if others != {"text"}:
        raise TypeError(f"an entry has `text` or `html`, and {', '.join(_FACTS)}, not {', '.join(map(repr, item))}")
    return cleaner(item["text"], **facts)


def results(cleaner: Cleaning, items: Iterable[Item], workers: int) -> Iterator[Found]:
    """Yield the result of each item, in order.

    workers: processes, which start with the first item and end with the last one; 1 cleans in this process.
    Raises SettingsError for fewer, CleantextError where processes do not start.
    """
    if type(workers) is not int or workers < 1:
        raise SettingsError(f"workers must be a whole number from 1, not {workers!r}")
    return (tried(cleaner, item) for item in items) if workers == 1 else _Processes(cleaner, workers).results(items)


class _Chunk:
    """Items that a process gets together, and the results of the first of them."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.found: list[Found] = []
        self._is_parted = False  # whether it failed as a whole: from then on its items are sent one by one

    @property
    def is_done(self) -> bool:
        return len(self.found) == len(self.items)

    @property
    def next(self) -> Sequence[Item]:
        """Return the items to send next."""
        at = len(self.found)
        return self.items[at : at + 1] if self._is_parted else self.items

    def fail(self, reason: str) -> None:
        """Note that the last items sent failed: an item that was sent alone is to blame."""
        if len(self.next) == 1:
            self.found.append(CleantextError(reason))
        self._is_parted = True


class _Worker(NamedTuple):
    """A process, and the connection to it."""

    process: multiprocessing.Process
    line: "Connection[Any, Any]"

    def end(self) -> None:
        """End the process at once."""
        self.process.kill()
        self.process.join()
        self.line.close()


class _Processes:
    """Processes that clean chunks; those that die are replaced."""

    def __init__(self, cleaner: Cleaning, workers: int) -> None:
        self._cleaner, self._count = cleaner, workers
        # The program's own start method: `fork` is fast, `spawn` is safe beside threads.
        self._context: Any = multiprocessing.get_context()
        self._workers: dict[Any, _Worker] = {}  # by connection
        self._at_work: dict[Any, _Chunk | None] = {}  # None: the process has not reported yet that it is ready
        self._stillborn = 0  # processes in a row that ended before they were ready

    def results(self, items: Iterable[Item]) -> Iterator[Found]:
        """Yield the result of each item, in order."""
        chunks, waiting, due = _chunks(items), deque[_Chunk](), deque[_Chunk]()
        try:
            for _ in range(self._count):
                self._start()
            while True:
                while len(due) < _AHEAD * self._count and (chunk := next(chunks, None)):
                    waiting.append(chunk)
                    due.append(chunk)
                if not due:
                    return
                self._give_out(waiting)
                while due and due[0].is_done:
                    yield from due.popleft().found
                if due:
                    self._take_in(waiting)
        finally:
            for worker in self._workers.values():
                worker.end()

    def _start(self) -> None:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._cleaner), daemon=True)
        process.start()
        theirs.close()
        self._workers[ours], self._at_work[ours] = _Worker(process, ours), None

    def _give_out(self, waiting: deque[_Chunk]) -> None:
        """Give chunks to the processes that have none."""
        for line in self._workers.keys() - self._at_work.keys():
            if not waiting:
                return
            chunk = waiting.popleft()
            problem = _sent(line, chunk.next)
            if problem:
                chunk.fail(f"not handed to a process: {problem}")
                waiting.extendleft([] if chunk.is_done else [chunk])
            else:
                self._at_work[line] = chunk

    def _take_in(self, waiting: deque[_Chunk]) -> None:
        """Wait until a process answers, or dies."""
        ready: list[Any] = wait([*self._at_work])
        for line in ready:
            try:
                answer = line.recv()
            except (EOFError, OSError):
                self._bury(line, waiting)
                continue
            chunk = self._at_work.pop(line)
            if answer == _READY or chunk is None:
                self._stillborn = 0
                continue
            chunk.found += answer
            if not chunk.is_done:  # its items are sent one by one
                waiting.appendleft(chunk)

    def _bury(self, line: Any, waiting: deque[_Chunk]) -> None:
        """Replace a dead process, and send its items one by one until the item that ends a process stands alone."""
        chunk, worker = self._at_work.pop(line), self._workers.pop(line)
        worker.end()
        if chunk is None:
            self._stillborn += 1
            if self._stillborn == _MOST_STILLBORN:
                raise CleantextError(
                    "processes do not start: call clean_many() under `if __name__ == '__main__':`, and with rules that "
                    "can be imported, or with workers=1"
                )
        else:
            chunk.fail(f"not cleaned: it ended its process ({_ending(worker.process)})")
            waiting.extendleft([] if chunk.is_done else [chunk])
        self._start()


def _chunks(items: Iterable[Item]) -> Iterator[_Chunk]:
    chunk, size = list[Item](), 0
    for item in items:
        chunk.append(item)
        size += _size(item)
        if len(chunk) == _MOST_ITEMS or size >= _MOST_SIZE:
            yield _Chunk(chunk)
            chunk, size = [], 0
    if chunk:
        yield _Chunk(chunk)


def _size(item: object) -> int:
    value = item.get("text") or item.get("html") if isinstance(item, Mapping) else item
    return len(value) if isinstance(value, str | bytes) else 0


def _sent(line: Any, items: Sequence[Item]) -> str:
    """Send items; return "", or the reason why they cannot be pickled."""
    try:
        line.send(items)
    except (BrokenPipeError, ConnectionResetError):
        return ""  # a dead process is noticed by those who wait for it
    except Exception as error:  # noqa: BLE001 - pickling runs the code of whatever is pickled
        return f"{type(error).__name__}: {error}"
    return ""


def _ending(process: Any) -> str:
    code = process.exitcode or 0
    with suppress(ValueError):
        return signal.Signals(-code).name
    return f"status {code}"


def _serve(line: Any, cleaner: Cleaning) -> None:
    """Clean the items that come through a connection, until its other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the program decides
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        line.send(_READY)
        while True:
            line.send([tried(cleaner, item) for item in line.recv()])
