"""Worker processes that may die or hang. Each task returns an answer or a death."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import wait
from multiprocessing.resource_tracker import ensure_running
from pathlib import Path
from typing import Any, NamedTuple, Self

from cleantext.api import Cleaner
from cleantext.bulk import waits, worker
from cleantext.bulk.options import Options
from cleantext.bulk.spawned import CONTEXT, Process
from cleantext.bulk.worker import HELD_BACK, NOT_BEGUN, NOWHERE, READY, Clean, Reply, Task
from cleantext.core.errors import CleantextError

# The interval between checks for hanging workers.
TICK = 0.25  # seconds
# Between records a worker unpacks and writes a whole chunk, which may take as long as several records.
_BETWEEN = 10
_MOST_COUNTED = 2 * TICK  # of the time between two checks
_MOST_UNBEGUN = 5  # workers that ended before they began a task


class RunError(CleantextError):
    """The run cannot go on; finished work is kept, and `--resume` continues from there."""


class Answer(NamedTuple):
    """The answer to a finished task."""

    task: Task
    answer: Reply


class Death(NamedTuple):
    """A task whose worker died."""

    task: Task
    at: int  # the record of the chunk that it was cleaning, or NOWHERE
    reason: str


@contextmanager
def _held_back() -> Iterator[None]:
    """Block Ctrl-C and SIGTERM while a process starts: half started, it would show a traceback.

    They are delivered after the start. The process begins with both blocked, too, and `worker.main` lets SIGTERM end
    it.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    ensure_running()  # the process that cleans up after multiprocessing: its start would unblock the signals
    before = signal.pthread_sigmask(signal.SIG_BLOCK, HELD_BACK)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Worker:
    """One process and its current task."""

    def __init__(self, cleaner: Cleaner, options: Options, root: Path) -> None:
        self.tasks, theirs = CONTEXT.Pipe()
        end, self._lifeline = CONTEXT.Pipe(duplex=False)
        self.position: Any = CONTEXT.RawValue("q", NOT_BEGUN)
        arguments = (theirs, end, self.position, cleaner, options, root)
        self.process = Process(target=worker.main, args=arguments, daemon=True)
        with _held_back():
            self.process.start()
        theirs.close()
        end.close()
        self.task: Task | None = None
        self._limit = options.timeout
        self._seen, self._looked, self._delayed = NOT_BEGUN, 0.0, 0.0
        self._worked = self._stopped = 0.0  # seconds with one record, and in which it was stopped meanwhile
        self.hung = self.stopped = self.started = False
        self.unbegun = 0  # workers before this one that ended before they began its task

    def give(self, task: Task, unbegun: int = 0) -> None:
        """Send a task. A worker that is dead already is noticed by those who wait for it."""
        self.task, self.unbegun = task, unbegun
        self.position.value = self._seen = NOT_BEGUN
        self._looked, self._delayed = time.monotonic(), waits.for_processor(self._pid)
        self._worked = self._stopped = 0.0
        with suppress(BrokenPipeError, ConnectionResetError):
            self.tasks.send(task)

    def watch(self) -> None:
        """Kill the process if it has worked on one record for too long, or was stopped for as long.

        Only time counts that the run observes and in which the process could work (see `waits`): if the whole run
        was stopped (Ctrl-Z), or other processes had the processors, no record is to blame.
        """
        counted = self._counted()
        position = self.position.value
        if position != self._seen:
            self._seen, self._worked, self._stopped = position, 0.0, 0.0
        if waits.is_stopped(self._pid):
            self._stopped += counted
        else:
            self._worked = max(0.0, self._worked + counted)
        limit = self._limit * (1 if position >= 0 else _BETWEEN)
        self.hung = isinstance(self.task, Clean) and self._worked > limit
        self.stopped = self._stopped > limit
        if self.hung or self.stopped:
            self.process.kill()

    def _counted(self) -> float:
        """Return the seconds since the last check that count; less than 0 if a wait ended that began before it."""
        now, delayed = time.monotonic(), waits.for_processor(self._pid)
        seconds = (now - self._looked) - (delayed - self._delayed)
        self._looked, self._delayed = now, delayed
        return min(seconds, _MOST_COUNTED)

    @property
    def _pid(self) -> int:
        return self.process.pid or 0

    def died(self) -> str:
        """Return how the process ended."""
        self.process.join()
        code = self.process.exitcode or 0
        if self.hung:
            return f"took longer than {self._limit:g} s"
        if code < 0:
            with suppress(ValueError):
                return f"ended its worker with {signal.Signals(-code).name}"
        return f"ended its worker with status {code}"

    def end(self) -> None:
        """End the process at once."""
        self.process.kill()
        self.process.join()
        self.tasks.close()
        self._lifeline.close()


class Pool:
    """A fixed number of workers; dead ones are replaced."""

    def __init__(self, workers: int, cleaner: Cleaner, options: Options, root: Path) -> None:
        self._new: Callable[[], _Worker] = partial(_Worker, cleaner, options, root)
        self._workers = list[_Worker]()
        try:
            for _ in range(workers):
                self._workers.append(self._new())
        except BaseException:  # a signal that stops the run during the start
            self.__exit__()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for one in self._workers:
            one.end()

    @property
    def busy(self) -> bool:
        """Return whether a task is pending."""
        return any(one.task is not None for one in self._workers)

    @property
    def is_free(self) -> bool:
        """Return whether a worker has no task."""
        return any(one.task is None for one in self._workers)

    def give(self, task: Task) -> None:
        """Give a task to a worker that has none."""
        next(one for one in self._workers if one.task is None).give(task)

    def results(self) -> Iterator[Answer | Death]:
        """Yield the results that have arrived, after TICK at the latest. Raises RunError if workers cannot start."""
        busy = [one for one in self._workers if one.task is not None]
        ready = wait([one.tasks for one in busy], TICK)
        for one in busy:
            if one.tasks in ready:
                result = self._result(one)
                if result is not None:
                    yield result
            else:
                one.watch()

    def _result(self, one: _Worker) -> Answer | Death | None:
        task = one.task
        assert task is not None  # noqa: S101 - only busy workers are asked
        try:
            answer = one.tasks.recv()
        except (EOFError, OSError):  # it died before its answer, or in the middle of it
            return self._replaced(one, task)
        if answer == READY:
            one.started = True
            return None
        one.task = None
        return Answer(task, answer)

    def _replaced(self, one: _Worker, task: Task) -> Death | None:
        """Replace a dead worker; the new one takes the task if the dead one never began it, or was stopped.

        A worker may have died while it waited for a task. Such a death says nothing about the task that came after it.
        """
        at = one.position.value
        death = Death(task, max(at, NOWHERE), one.died())
        one.end()
        other = self._workers[self._workers.index(one)] = self._new()
        if one.stopped:
            other.give(task)
            return None
        unbegun = one.unbegun + 1
        if at != NOT_BEGUN or (one.started and unbegun == _MOST_UNBEGUN):
            return death
        if unbegun == _MOST_UNBEGUN:
            raise RunError(f"workers do not start: the last one {death.reason}")
        other.give(task, unbegun)
        return None
