"""The private parts of `multiprocessing` that `bulk/spawned.py` uses, and the way without them."""

import hashlib
import inspect
import json
import sys
from multiprocessing import spawn, util
from pathlib import Path
from typing import Any

import pytest

from cleantext.bulk import pool, results, spawned, state
from cleantext.bulk.inputs import Search
from cleantext.bulk.layout import Layout
from cleantext.bulk.options import Options
from cleantext.bulk.pool import Pool
from cleantext.bulk.runner import Run

IS_CHECKED = sys.version_info[:2] in spawned.CHECKED and sys.platform != "win32"
# Hashes of the source of each function, on the versions in CHECKED.
SOURCES = {
    "Popen._launch": "3fd508aa79b8aba6",
    "get_preparation_data": "aa7367d450c4696c",
    "spawn_main": "8a17709924e703d4",
    "spawnv_passfds": "f056c0abe8b08dc3",
}


@pytest.mark.skipif(not IS_CHECKED, reason="the plain process is taken on this Python")
def test_multiprocessing_is_as_it_was_when_it_was_looked_at() -> None:
    from multiprocessing.popen_spawn_posix import Popen

    functions: list[Any] = [Popen._launch, spawn.get_preparation_data, spawn.spawn_main, util.spawnv_passfds]  # type: ignore[attr-defined] # noqa: SLF001 - that is the point
    now = {one.__qualname__: hashlib.sha256(inspect.getsource(one).encode()).hexdigest()[:16] for one in functions}
    assert now == SOURCES, (
        f"multiprocessing of Python {sys.version.split()[0]} differs: compare `_Popen._launch` of "
        "cleantext/bulk/spawned.py with that of multiprocessing/popen_spawn_posix.py. Where it still fits, change "
        "SOURCES here; else take the version out of CHECKED, and workers are plain processes."
    )


@pytest.mark.skipif(IS_CHECKED, reason="this Python was looked at")
def test_a_python_that_was_not_looked_at_gets_the_plain_process() -> None:
    assert spawned.Process is spawned.CONTEXT.Process


@pytest.mark.slow
def test_a_run_with_plain_processes_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [json.dumps({"text": f"The ferry left at {hour}, the harbour master said."}) for hour in range(1, 13)]
    (tmp_path / "a.jsonl").write_text("\n".join([*lines, "{"]))

    def cleaned(out: Path) -> tuple[bytes, list[str]]:
        layout, options = Layout(out), Options()
        with state.locked(layout):
            state.begin(layout, options, Search((str(tmp_path / "a.jsonl"),), out))
            with Run(layout, options, Pool(1, options.cleaner(), options, out)) as current:
                list(current.steps())
        return (out / "a.jsonl").read_bytes(), [entry.reason for entry in results.quarantine(out)]

    usual = cleaned(tmp_path / "usual")
    monkeypatch.setattr(pool, "Process", spawned.CONTEXT.Process)
    assert cleaned(tmp_path / "plain") == usual
    assert usual[1] == ["not a JSON object: the line ends inside it"]
