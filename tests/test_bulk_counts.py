"""Records in = records out + records in quarantine: for samples, limits, and unreadable chunks."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self
from unittest.mock import Mock, call

import platforms
import pytest

from cleantext.bulk import pool, results, runner, state, waits, worker
from cleantext.bulk.inputs import Search
from cleantext.bulk.layout import Layout
from cleantext.bulk.options import Options
from cleantext.bulk.pool import Answer, Death, RunError
from cleantext.bulk.tally import Count
from cleantext.bulk.worker import NOWHERE, Clean, Task
from cleantext.cli import app

pytestmark = pytest.mark.slow

PROSE = (
    "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its upper deck."
)


def lines(number: int) -> list[str]:
    """Return objects, with an empty line before each tenth."""
    return [
        ("\n" if place % 10 == 5 else "") + json.dumps({"id": place, "text": f"{place} {PROSE}"})
        for place in range(number)
    ]


@pytest.mark.parametrize("share", ["0.1", "0.5"])
def test_a_sample_of_lines_with_empty_ones_between_is_read_and_restored(tmp_path: Path, share: str) -> None:
    (tmp_path / "a.jsonl").write_text("\n".join(lines(300)))
    out = tmp_path / "out"
    assert app.run(["run", str(tmp_path / "a.jsonl"), "-o", str(out), "--sample", share, "--quiet"]) == 0
    found = list(results.records(out))
    assert len(found) == results.summary(out)["records_in"]
    # A line's number counts the records and the empty lines before it.
    assert [one.record - (int(one.text.split()[0]) + 5) // 10 for one in found] == [
        int(one.text.split()[0]) for one in found
    ]
    assert app.run(["restore", str(out), "-o", str(tmp_path / "back")]) == 0
    back = [json.loads(line) for line in (tmp_path / "back/a.jsonl").read_bytes().splitlines() if line]
    assert [one["text"] for one in back] == [one.text for one in found]


def test_a_limit_counts_records_and_not_empty_lines(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n".join(lines(100)))
    out = tmp_path / "out"
    assert app.run(["run", str(tmp_path / "a.jsonl"), "-o", str(out), "--limit", "42", "--quiet"]) == 0
    assert [one.text for one in results.records(out)] == [f"{place} {PROSE}" for place in range(42)]
    summary = results.summary(out)
    assert (summary["records_in"], summary["total"]["records"]) == (42, 42)


class Pool:
    """Does tasks in this process; the task of a chunk dies so many times first, with no record in work."""

    is_free = True

    def __init__(self, options: Options, root: Path, deaths: int) -> None:
        self._arguments: tuple[Any, ...] = (
            Layout(root),
            options.cleaner(),
            options,
            get_context().RawValue("q", NOWHERE),
        )
        self._deaths = deaths
        self._waiting = list[Task]()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Do nothing: there is nothing to end."""

    @property
    def busy(self) -> bool:
        return bool(self._waiting)

    def give(self, task: Task) -> None:
        self._waiting.append(task)

    def results(self) -> Iterator[Answer | Death]:
        tasks, self._waiting = self._waiting, []
        for task in tasks:
            if isinstance(task, Clean) and self._deaths:
                self._deaths -= 1
                yield Death(task, NOWHERE, "ended its worker with SIGKILL")
            else:
                yield Answer(task, worker._answer(task, *self._arguments))  # noqa: SLF001 - what a process would do


def run(folder: Path, deaths: int) -> Path:
    (folder / "a.jsonl").write_text("\n".join(lines(3)))
    layout, options = Layout(folder / "out"), Options(id="id")
    with state.locked(layout):
        state.begin(layout, options, Search((str(folder / "a.jsonl"),), layout.root))
        pool: Any = Pool(options, layout.root, deaths)
        with runner.Run(layout, options, pool) as current:
            list(current.steps())
    return layout.root


def test_a_chunk_that_kills_its_worker_once_is_cleaned(tmp_path: Path) -> None:
    assert [one.id for one in results.records(run(tmp_path, 1))] == ["0", "1", "2"]


def test_a_chunk_that_kills_its_worker_twice_is_in_quarantine_record_by_record(tmp_path: Path) -> None:
    found = list(results.quarantine(run(tmp_path, 2)))
    assert [entry.raw.decode() for entry in found] == [line.strip() for line in lines(3)]
    assert {entry.reason for entry in found} == {"ended its worker with SIGKILL, twice, with no record in hand"}


def test_a_chunk_that_cannot_even_be_read_is_in_quarantine_with_the_number_of_its_records(tmp_path: Path) -> None:
    (entry,) = results.quarantine(run(tmp_path, 3))
    assert (entry.record, entry.records, entry.raw) == (0, 3, b"")
    assert results.summary(tmp_path / "out")["records_in"] == 3


class Watched:
    """A worker that is looked at without a process: what the clock, its waits and its state say is set."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = self.delayed = 0.0
        self.is_stopped = False
        monkeypatch.setattr("cleantext.bulk.pool.time.monotonic", lambda: self.now)
        monkeypatch.setattr("cleantext.bulk.pool.waits.for_processor", lambda _: self.delayed)
        monkeypatch.setattr("cleantext.bulk.pool.waits.is_stopped", lambda _: self.is_stopped)
        self.worker: Any = object.__new__(pool._Worker)  # noqa: SLF001 - without a process
        self.worker.tasks = self.worker.process = Mock()
        self.worker.position, self.worker._limit = SimpleNamespace(value=0), 2.0  # noqa: SLF001 - as above
        self.worker.hung = self.worker.stopped = False
        self.worker.give(Mock(spec=Clean))
        self.worker.position.value = 3

    def look(self, now: float, delayed: float = 0.0) -> tuple[bool, bool]:
        """Look at a time; whether the record took too long, and whether the worker was stopped for too long."""
        self.now, self.delayed = now, delayed
        self.worker.watch()
        return self.worker.hung, self.worker.stopped


def test_only_the_time_that_the_run_looks_on_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(monkeypatch)
    # The first look finds the record in hand. Of the long pause half a second counts.
    for now in (0.25, 0.75, 500.0, 500.5, 500.75):
        assert watched.look(now) == (False, False)
    assert watched.look(501.0) == (True, False)
    watched.worker.process.kill.assert_called_once_with()


def test_a_wait_for_a_processor_is_no_time_of_the_record(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(monkeypatch)
    assert watched.look(0.25) == (False, False)
    for tenth in range(1, 100):  # it has a processor for a hundredth of the time
        assert watched.look(0.25 + tenth / 4, tenth / 4 * 0.99) == (False, False)
    # A wait is told when it is over.
    for now, delayed in ((25.5, 24.5), (26.0, 24.5), (26.5, 25.9), (27.0, 25.9), (27.5, 25.9)):
        assert watched.look(now, delayed) == (False, False)
    assert watched.look(28.0, 25.9) == (True, False)


def test_a_stopped_worker_is_replaced_and_its_record_not_blamed(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(monkeypatch)
    assert watched.look(0.25) == (False, False)
    watched.is_stopped = True
    for now in (0.75, 1.25, 1.75, 2.25):
        assert watched.look(now) == (False, False)
    assert watched.look(2.75) == (False, True)

    task, other, one = Mock(spec=Clean), Mock(), watched.worker
    one.position.value, one.started, one._lifeline = 3, True, Mock()  # noqa: SLF001 - without a process
    one.process.exitcode = -9
    workers = object.__new__(pool.Pool)
    workers._new, workers._workers = lambda: other, [one]
    assert workers._replaced(one, task) is None
    other.give.assert_called_once_with(task)


@pytest.mark.parametrize(("tries", "blamed"), [(3, 0), (4, 1)])
def test_a_worker_that_died_before_its_task_arrived_says_nothing_about_the_task(
    monkeypatch: pytest.MonkeyPatch, tries: int, blamed: int
) -> None:
    one, other, task = Watched(monkeypatch).worker, Mock(), Mock(spec=Clean)
    one.started, one._lifeline, one.process.exitcode = True, Mock(), -9  # noqa: SLF001 - without a process
    one.give(task, tries)
    workers = object.__new__(pool.Pool)
    workers._new, workers._workers = lambda: other, [one]
    # Five in a row are no chance: the task ends those who receive it.
    death = Death(task, NOWHERE, "ended its worker with SIGKILL") if blamed else None
    assert workers._replaced(one, task) == death
    assert other.give.mock_calls == ([] if blamed else [call(task, tries + 1)])


def test_a_worker_that_dies_in_the_middle_of_its_answer_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    one, task = Watched(monkeypatch).worker, Mock(spec=Clean)
    one.started, one._lifeline, one.process.exitcode = True, Mock(), -9  # noqa: SLF001 - without a process
    one.give(task)
    one.position.value = NOWHERE
    one.tasks.recv.side_effect = OSError("got end of file during message")
    workers = object.__new__(pool.Pool)
    workers._new, workers._workers = Mock(), [one]
    assert workers._result(one) == Death(task, NOWHERE, "ended its worker with SIGKILL")


@platforms.linux
def test_the_system_tells_whether_a_process_is_stopped_and_for_how_long_it_waited() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        assert not waits.is_stopped(process.pid)
        process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
        assert waits.is_stopped(process.pid)
        process.kill()
    assert not waits.is_stopped(process.pid)
    assert waits.for_processor(process.pid) == 0.0
    assert waits.for_processor(os.getpid()) > 0.0


def test_a_record_that_is_lost_ends_the_run() -> None:
    runner._check("a.jsonl", 3, Count(records=2, quarantined=1))  # noqa: SLF001
    with pytest.raises(
        RunError, match=r"^a.jsonl: 3 records went in, 2 were cleaned and 0 quarantined; this is a fault"
    ):
        runner._check("a.jsonl", 3, Count(records=2))  # noqa: SLF001
