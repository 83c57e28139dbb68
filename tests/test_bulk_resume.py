"""Runs that are killed and go on; runs that must not go on."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import platforms
import pytest

from cleantext.bulk import results
from cleantext.bulk.spawned import CHECKED
from cleantext.cli import app

pytestmark = pytest.mark.slow

PROSE = (
    "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its upper deck."
)
DIRTY = f"{PROSE}\n\nLeave a Reply\n"
# No test waits so long; it only stops a hung one.
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
        *("a.jsonl", "b.jsonl", "removals.jsonl.zst", "flags.jsonl", "quarantine.jsonl", "summary.json"),
        *(f"{number}.txt" for number in range(5)),
    }
    return found


def held(moment: str, folder: Path, out: Path) -> AbstractContextManager[subprocess.Popen[str]]:
    """Start a run that stays at a moment until it is killed or gets a line."""
    return held_command(moment, *command(folder, out)[3:])


@contextmanager
def held_command(moment: str, *line: str) -> Iterator[subprocess.Popen[str]]:
    """Start a command that stays so."""
    driver = str(Path(__file__).parent / "held_run.py")
    arguments = [sys.executable, driver, moment, *line]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        arguments, stdin=pipe, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def lines(out: Path) -> int:
    """Return the number of lines of the manifest."""
    return (out / ".cleantext/manifest.jsonl").read_bytes().count(b"\n")


@pytest.mark.parametrize("moment", ["start", "7", "log"])
def test_a_killed_run_goes_on(folder: Path, peace: dict[str, str], tmp_path: Path, moment: str) -> None:
    out = tmp_path / "out"
    with held(moment, folder, out) as process:
        process.kill()
    assert not (out / "summary.json").exists()
    # The run has 13 chunks; when the log is written, both containers are joined as well.
    assert lines(out) == {"start": 0, "7": 7, "log": 15}[moment]
    assert subprocess.run(command(folder, out, "--resume"), check=False, timeout=BOUND).returncode == 3
    assert digest(out) == peace
    assert not (out / ".cleantext/parts").exists()


@platforms.posix
def test_ctrl_c_leaves_what_can_go_on(folder: Path, peace: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    with held("2", folder, out) as process:
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=BOUND)
    assert process.returncode == 130
    assert said == "cleantext: stopped; the same command with --resume goes on from here\n"
    assert subprocess.run(command(folder, out, "--resume"), check=False, timeout=BOUND).returncode == 3
    assert digest(out) == peace


@platforms.posix
@pytest.mark.parametrize("moment", ["spawn", "workers"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_while_workers_start_ends_them_without_a_traceback(
    folder: Path, tmp_path: Path, moment: str, number: signal.Signals
) -> None:
    with held(moment, folder, tmp_path / "out") as process:
        os.killpg(process.pid, number)  # as Ctrl-C does, and the signal that stops a service
        _, said = process.communicate("\n", timeout=BOUND)  # ends when no process holds the pipe any more
    assert process.returncode == 130
    assert said == "cleantext: stopped; the same command with --resume goes on from here\n"


@platforms.posix
@pytest.mark.skipif(
    sys.version_info[:2] not in CHECKED, reason="the order of starting a worker was not looked at on this Python"
)
@pytest.mark.parametrize("moment", ["spawn", "workers"])
def test_workers_end_without_a_traceback_where_the_run_is_killed_while_they_start(
    folder: Path, tmp_path: Path, moment: str
) -> None:
    with held(moment, folder, tmp_path / "out") as process:
        process.kill()
        assert process.communicate(timeout=BOUND)[1] == ""


def idle(worker: int) -> bool:
    """Return whether a worker sleeps, as it does while it waits for a task."""
    return Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()[0] == "S"


@platforms.linux
def test_workers_that_die_while_they_wait_for_work_are_blamed_on_no_record(
    folder: Path, peace: dict[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    for number in range(4):  # either of the two may have answered first
        with held("2", folder, out / str(number)) as process:
            workers = workers_of(process.pid)
            parts = out / str(number) / ".cleantext/parts"
            while len([*parts.glob("*/*.log")]) < 3 or not all(idle(worker) for worker in workers):
                time.sleep(0.01)
            for pid in workers:
                os.kill(pid, signal.SIGKILL)
            process.communicate("\n", timeout=BOUND)
        assert process.returncode == 3
        assert digest(out / str(number)) == peace


def workers_of(run: int) -> list[int]:
    """Return the process numbers of the two workers of a run."""
    children = Path(f"/proc/{run}/task/{run}/children").read_text().split()
    workers = [int(pid) for pid in children if "spawn_main" in Path(f"/proc/{pid}/cmdline").read_text()]
    assert len(workers) == 2
    return workers


@platforms.posix
def test_a_killed_worker_costs_nothing_but_time(folder: Path, peace: dict[str, str], tmp_path: Path) -> None:
    if not Path("/proc/self/task").exists():
        pytest.skip("needs /proc")
    out = tmp_path / "out"
    with held("2", folder, out) as process:
        for pid in workers_of(process.pid):
            os.kill(pid, signal.SIGKILL)
        process.communicate("\n", timeout=BOUND)
    assert process.returncode == 3
    assert digest(out) == peace


def test_a_torn_manifest_is_mended(folder: Path, peace: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    with held("4", folder, out) as process:
        process.kill()
    path = out / ".cleantext/manifest.jsonl"
    path.write_bytes(path.read_bytes()[:-9])
    part, *_ = sorted((out / ".cleantext/parts").rglob("*.out"))
    part.unlink()
    assert subprocess.run(command(folder, out, "--resume"), check=False, timeout=BOUND).returncode == 3
    assert digest(out) == peace


@pytest.fixture
def stopped(tmp_path: Path) -> Path:
    """Return the output folder of a run that has not begun its work."""
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
    assert [one.text for one in results.records(stopped)] == [f"{PROSE}\n"] * 2


@pytest.mark.parametrize("name", ["learn", "report", "restore"])
def test_a_killed_command_leaves_no_file_and_does_the_same_again(tmp_path: Path, name: str) -> None:
    pages = ({"site": "harbour.example", "text": f"{number} {PROSE}\nShare this page now"} for number in range(40))
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, pages)))
    source, run = str(tmp_path / "a.jsonl"), str(tmp_path / "run")
    assert app.run(["run", source, "-o", run, "--quiet", "--workers", "1"]) == 0
    line, file = {
        "learn": (["learn", source, "--site-field", "site", "--workers", "1"], "sites.pack"),
        "report": (["report", run], "report.html"),
        "restore": (["restore", run], ""),
    }[name]

    def into(folder: str) -> list[str]:
        (tmp_path / folder).mkdir(exist_ok=True)
        return [*line, "-o", str(tmp_path / folder / file)]

    assert app.run(into("undisturbed")) == 0
    with held_command("replace", *into("killed")) as process:
        process.kill()
    assert not [path for path in digest(tmp_path / "killed") if not path.startswith(".")]
    again = "again" if name == "restore" else "killed"
    assert app.run(into(again)) == 0
    left = {path: sum_ for path, sum_ in digest(tmp_path / again).items() if not path.startswith(".")}
    assert left == digest(tmp_path / "undisturbed") != {}
