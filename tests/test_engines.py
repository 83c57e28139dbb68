"""A run on an engine has the output of a local run, byte for byte, whatever happens to its workers."""

import json
import os
import signal
import subprocess
import sys
import threading
from importlib.util import find_spec
from pathlib import Path

import pytest

from cleantext.cli import app

pytestmark = pytest.mark.slow

ENGINES = {"spark": "pyspark", "ray": "ray"}
PROSE = (
    "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its upper deck."
)
ARTICLES = [f"{PROSE}\n\nNumber {number} of of the series.\n\nLeave a Reply\n" for number in range(4_000)]


def needed(engine: str) -> None:
    if find_spec(ENGINES[engine]) is None:
        pytest.skip(f"{ENGINES[engine]} is not installed")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return four files, one with a broken line."""
    folder = tmp_path_factory.mktemp("corpus")
    for part in range(4):
        rows = [json.dumps({"id": f"{part}-{number}", "text": text}) for number, text in enumerate(ARTICLES[part::4])]
        rows[5:5] = ['{"text": "broken'] if part == 2 else []
        (folder / f"part-{part}.jsonl").write_text("\n".join(rows) + "\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def local(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the output of a local run."""
    out = tmp_path_factory.mktemp("local") / "out"
    assert app.run(["run", str(corpus), "-o", str(out), "--quiet", "--workers", "1"]) == 3
    return written(out)


def written(out: Path) -> dict[str, bytes]:
    paths = (path for path in out.rglob("*") if path.is_file() and ".cleantext" not in path.parts)
    return {str(path.relative_to(out)): path.read_bytes() for path in paths}


def run(engine: str, corpus: Path, out: Path) -> subprocess.Popen[bytes]:
    """Start a run in a process of its own: an engine leaves threads and settings behind."""
    command = [sys.executable, "-m", "cleantext", "run", str(corpus), "-o", str(out), "--quiet", "--engine", engine]
    # Two attempts at a task; a local Spark makes one by default.
    settings = "--master local[2,2] --conf spark.ui.enabled=false pyspark-shell"
    return subprocess.Popen(command, env={**os.environ, "PYSPARK_SUBMIT_ARGS": settings})


@pytest.mark.parametrize("engine", ENGINES)
def test_the_output_is_that_of_a_local_run(engine: str, corpus: Path, local: dict[str, bytes], tmp_path: Path) -> None:
    needed(engine)
    assert run(engine, corpus, tmp_path / "out").wait(300) == 3  # one record is in quarantine
    assert written(tmp_path / "out") == local


def test_a_spark_worker_killed_in_the_middle_costs_nothing_but_time(
    corpus: Path, local: dict[str, bytes], tmp_path: Path
) -> None:
    needed("spark")
    process, killed = run("spark", corpus, tmp_path / "out"), list[int]()
    parts = tmp_path / "out/.cleantext/parts"

    def kill() -> None:
        while process.poll() is None and not killed:
            if any(parts.rglob("*.out")):
                killed.extend(workers(process.pid))
                for pid in killed:
                    os.kill(pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    assert process.wait(300) == 3
    killer.join()
    assert killed
    assert written(tmp_path / "out") == local


def workers(root: int) -> list[int]:
    """Return the Python workers of Spark below a process, without the daemon that forks them."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    below = descendants(root, [(int(pid), int(parent)) for pid, parent, _ in rows])
    python = {int(pid): int(parent) for pid, parent, args in rows if "pyspark.daemon" in args and int(pid) in below}
    return [pid for pid, parent in python.items() if parent in python]


def descendants(root: int, pairs: list[tuple[int, int]]) -> set[int]:
    """Return all processes below one."""
    found, fresh = set[int](), {root}
    while fresh:
        fresh = {pid for pid, parent in pairs if parent in fresh} - found
        found |= fresh
    return found


def test_an_engine_that_is_not_installed_is_named(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)  # makes its import fail
    assert app.run(["run", str(corpus), "-o", str(tmp_path / "out"), "--quiet", "--engine", "ray"]) == 2
    told = "cleantext: --engine ray needs ray: pip install 'cleantext-articles[ray]'\n"
    assert capsys.readouterr().err == told
    assert not (tmp_path / "out").exists()
