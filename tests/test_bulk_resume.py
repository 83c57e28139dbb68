"""Runs that are killed and go on; runs that must not go on."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cleantext.bulk import results
from cleantext.cli import app

PROSE = (
    "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its upper deck."
)
DIRTY = f"{PROSE}\n\nLeave a Reply\n"
# No test waits for so long; it only keeps a hung one from hanging for ever.
BOUND = 300


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("in")
    for name in ("a", "b"):
        lines = [
            json.dumps({"id": f"{name}{number}", "text": f"{number} {DIRTY}", "pad": "x" * 27_000})
            for number in range(100)
        ]
        lines[7] = "{"
        (root / f"{name}.jsonl").write_text("\n".join(lines))
    for number in range(5):
        (root / f"{number}.txt").write_text(DIRTY)
    return root


def command(folder: Path, out: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "cleantext", "run", str(folder), "-o", str(out), "--quiet", "--workers", "2", *more]


def digest(out: Path) -> dict[str, str]:
    files = (path for path in out.rglob("*") if path.is_file() and ".cleantext" not in path.parts)
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def peace(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    out = tmp_path_factory.mktemp("peace") / "out"
    assert subprocess.run(command(folder, out), check=False, timeout=BOUND).returncode == 3
    found = digest(out)
    assert set(found) == {
        *("a.jsonl", "b.jsonl", "removals.jsonl.zst", "quarantine.jsonl", "summary.json"),
        *(f"{number}.txt" for number in range(5)),
    }
    return found


def lines(out: Path) -> int:
    path = out / ".cleantext/manifest.jsonl"
    return path.read_bytes().count(b"\n") if path.exists() else 0


MOMENTS: dict[str, Callable[[Path], bool]] = {
    "before anything is done": lambda out: (out / ".cleantext/manifest.jsonl").exists(),
    "in the middle": lambda out: lines(out) >= 7,
    "while the log is written": lambda out: (out / "b.jsonl").exists(),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_run_goes_on(folder: Path, peace: dict[str, str], tmp_path: Path, moment: str) -> None:
    out = tmp_path / "out"
    with subprocess.Popen(command(folder, out)) as process:
        deadline = time.monotonic() + BOUND
        while not MOMENTS[moment](out) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.001)
        process.kill()
    more = ["--resume"] if (out / ".cleantext/run.json").exists() else []
    assert subprocess.run(command(folder, out, *more), check=False, timeout=BOUND).returncode == 3
    assert digest(out) == peace
    assert not (out / ".cleantext/parts").exists()


def test_ctrl_c_leaves_what_can_go_on(folder: Path, peace: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    with subprocess.Popen(command(folder, out), stderr=subprocess.PIPE, text=True) as process:
        while lines(out) < 2 and process.poll() is None:
            time.sleep(0.001)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=BOUND)
    assert process.returncode == 130
    assert told == "cleantext: stopped; the same command with --resume goes on from here\n"
    assert subprocess.run(command(folder, out, "--resume"), check=False, timeout=BOUND).returncode == 3
    assert digest(out) == peace


def test_a_killed_worker_costs_nothing_but_time(folder: Path, peace: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    with subprocess.Popen(command(folder, out)) as process:
        while lines(out) < 2 and process.poll() is None:
            time.sleep(0.001)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        if children.exists():
            for child in children.read_text().split():
                if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text():
                    os.kill(int(child), signal.SIGKILL)
        process.wait(BOUND)
    assert digest(out) == peace


def test_a_torn_manifest_is_mended(folder: Path, peace: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    with subprocess.Popen(command(folder, out)) as process:
        while lines(out) < 4 and process.poll() is None:
            time.sleep(0.001)
        process.kill()
    path = out / ".cleantext/manifest.jsonl"
    path.write_bytes(path.read_bytes()[:-9])
    for part in sorted((out / ".cleantext/parts").rglob("*.out"))[:1]:
        part.unlink()
    assert subprocess.run(command(folder, out, "--resume"), check=False, timeout=BOUND).returncode == 3
    assert digest(out) == peace


@pytest.fixture
def stopped(tmp_path: Path) -> Path:
    """The output folder of a run that has not begun its work."""
    from cleantext.bulk import state
    from cleantext.bulk.inputs import Search
    from cleantext.bulk.layout import Layout
    from cleantext.bulk.options import Options

    (tmp_path / "in").mkdir()
    for name in "ab":
        (tmp_path / f"in/{name}.txt").write_text(DIRTY)
    layout = Layout(tmp_path / "out")
    with state.locked(layout):
        state.begin(layout, Options(), Search((str(tmp_path / "in"),), layout.root))
    return layout.root


def refused(out: Path, capfd: pytest.CaptureFixture[str], *more: str) -> str:
    assert app.run(["run", str(out.parent / "in"), "-o", str(out), "--resume", *more]) == 2
    told = capfd.readouterr().err
    assert told.startswith(f"cleantext: {out}: cannot go on, ")
    return told.removeprefix(f"cleantext: {out}: cannot go on, ").removesuffix("; start again in another folder\n")


def test_other_options_are_refused(stopped: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert refused(stopped, capfd, "--level", "report") == 'options level was "safe" and is "report"'
    assert refused(stopped, capfd, "--max-record", "1", "--into", "clean") == (
        'options fields into was null and is "clean"; options max_record was 16 and is 1'
    )


def test_another_version_is_refused(stopped: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = stopped / ".cleantext/run.json"
    told = json.loads(path.read_bytes())
    version, told["version"], told["rules"]["menu"] = told["version"], "0.0.1", 0
    path.write_text(json.dumps(told))
    assert refused(stopped, capfd).startswith("rules menu was 0 and is ")
    assert refused(stopped, capfd).endswith(f'version was "0.0.1" and is "{version}"')


def test_changed_inputs_are_refused(stopped: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = stopped.parent / "in"
    (folder / "c.txt").write_text(DIRTY)
    assert refused(stopped, capfd) == f"{folder}/c.txt is new"
    (folder / "c.txt").unlink()
    (folder / "b.txt").write_text(DIRTY * 2)
    assert refused(stopped, capfd) == f"{folder}/b.txt was changed (size, changed)"
    (folder / "b.txt").unlink()
    assert refused(stopped, capfd) == f"{folder}/b.txt is gone"


def test_two_runs_in_one_folder_are_refused(stopped: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from cleantext.bulk import state
    from cleantext.bulk.layout import Layout

    arguments = ["run", str(stopped.parent / "in"), "-o", str(stopped)]
    assert app.run(arguments) == 2
    told = f"cleantext: {stopped}: the run there is not finished; go on with --resume, or choose another folder\n"
    assert capfd.readouterr().err == told
    with state.locked(Layout(stopped)):
        assert app.run([*arguments, "--resume"]) == 2
    assert capfd.readouterr().err == f"cleantext: {stopped}: another run is at work there\n"


def test_a_finished_run_is_left_as_it_is(stopped: Path, capfd: pytest.CaptureFixture[str]) -> None:
    arguments = ["run", str(stopped.parent / "in"), "-o", str(stopped), "--resume", "--quiet"]
    assert app.run(arguments) == 0
    before = digest(stopped)
    capfd.readouterr()
    assert app.run(arguments) == 0
    assert capfd.readouterr().err == f"cleantext: {stopped}: the run is finished already\n"
    assert digest(stopped) == before
    assert [one.text for one in results.read(stopped)] == [f"{PROSE}\n"] * 2
