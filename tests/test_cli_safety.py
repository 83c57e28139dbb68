"""The command must not steer a terminal, replace a device, mangle records, or show a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import platforms
import pytest

from cleantext.bulk.files import whole
from cleantext.cli import app

pytestmark = pytest.mark.slow

PROSE = (
    "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its upper deck."
)
DIRTY, CLEAN = f"{PROSE}\n\nLeave a Reply\n", f"{PROSE}\n"
JSON = "of JSON the lines of .jsonl are read, an object each: jq -c '.[]' FILE.json > FILE.jsonl"
TITLE = "\x1b]0;owned\x07"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dirty.txt").write_text(DIRTY)
    (tmp_path / "odd.txt").write_text(f"{TITLE}{PROSE}\r{TITLE}\n\nLeave a Reply\n")
    (tmp_path / f"{TITLE}.jsonl").write_text(json.dumps({"text": PROSE, TITLE: 1}) + "\n")
    return tmp_path


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "cleantext", *arguments]


def shown(*arguments: str, colour: bool) -> bytes:
    """Return the bytes that a terminal gets, on standard output and error."""
    if os.name != "posix":
        pytest.skip("needs a pseudo-terminal")
    reader, terminal = os.openpty()
    environment = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "TERM"}}
    environment |= {"TERM": "xterm-256color"} | ({} if colour else {"NO_COLOR": "1"})
    with subprocess.Popen(
        command(*arguments), stdout=terminal, stderr=terminal, stdin=terminal, env=environment
    ) as process:
        os.close(terminal)
        sent = bytearray()
        while True:
            try:
                piece = os.read(reader, 1 << 16)
            except OSError:  # Linux raises this when the other end is closed
                piece = b""
            if not piece:
                break
            sent += piece
        process.wait()
    os.close(reader)
    return bytes(sent)


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize(
    "arguments",
    [
        ["odd.txt"],
        ["odd.txt", "--level", "report"],
        ["odd.txt", "--diff"],
        ["odd.txt", "--explain"],
        ["odd.txt", "--check"],
        ["run", f"{TITLE}.jsonl", "-o", "out", "--dry-run"],
        ["run", f"{TITLE}.jsonl", "-o", "out", "--text-field", "body"],
        ["run", f"{TITLE}.jsonl", "-o", "out", "--quiet"],
        ["run", f"no{TITLE}"],
        ["--level", TITLE, "odd.txt"],
        [f"{TITLE}.jsonl"],
    ],
)
def test_nothing_that_comes_in_acts_on_a_terminal(arguments: list[str], colour: bool) -> None:  # noqa: FBT001
    sent = shown(*arguments, colour=colour)
    assert b"\x07" not in sent
    assert b"\x1b]" not in sent
    if not colour:
        assert b"\x1b" not in sent


def test_what_does_not_go_to_a_terminal_is_as_it_was() -> None:
    done = subprocess.run(command("odd.txt", "--level", "report"), capture_output=True, check=True)
    assert done.stdout == Path("odd.txt").read_bytes()


def log(path: Path) -> list[str]:
    return [json.loads(line)["rule"] for line in path.read_text().splitlines()]


@platforms.posix
def test_a_log_through_a_link_is_written_where_it_leads(folder: Path) -> None:
    (folder / "deep").mkdir()
    (folder / "deep/real.jsonl").write_text("old\n")
    (folder / "link.jsonl").symlink_to("deep/real.jsonl")
    (folder / "dangling.jsonl").symlink_to("deep/new.jsonl")
    for name, target in (("link.jsonl", "deep/real.jsonl"), ("dangling.jsonl", "deep/new.jsonl")):
        assert app.run(["dirty.txt", "--log", name]) == 0
        assert (folder / name).is_symlink()
        assert log(folder / target) == ["comment_form"]
    assert sorted(path.name for path in (folder / "deep").iterdir()) == ["new.jsonl", "real.jsonl"]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
def test_a_log_into_an_open_file_is_added_to_it(folder: Path) -> None:
    (folder / "to_error").symlink_to("/proc/self/fd/2")
    for place in ("/proc/self/fd/2", "to_error"):
        with (folder / "errors.txt").open("wb") as errors:
            errors.write(b"before\n")
            errors.flush()
            done = subprocess.run(
                command("dirty.txt", "--log", place), stdout=subprocess.PIPE, stderr=errors, check=True
            )
        assert done.stdout == CLEAN.encode()
        before, *entries = (folder / "errors.txt").read_text().splitlines()
        assert before == "before"
        assert [json.loads(line)["rule"] for line in entries] == ["comment_form"]
    assert (folder / "to_error").is_symlink()


@platforms.posix
def test_a_log_into_a_pipe_is_written_into_it(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    with subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE) as reader:
        assert app.run(["dirty.txt", "--log", "pipe"]) == 0
        told, _ = reader.communicate()
    assert json.loads(told)["rule"] == "comment_form"
    assert (folder / "pipe").is_fifo()


def test_a_log_to_standard_output(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert app.run(["dirty.txt", "--log", "-", "-o", "out"]) == 0
    assert json.loads(capfd.readouterr().out)["rule"] == "comment_form"
    assert (folder / "out/dirty.txt").read_text() == CLEAN
    for more in ([], ["--check"], ["-o", "out", "--explain"]):
        assert app.run(["dirty.txt", "--log", "-", *more]) == 2
        assert "--log - and the output would both go to standard output; add -o DIR" in capfd.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_the_error_for_a_full_disk_names_the_file(capfd: pytest.CaptureFixture[str]) -> None:
    assert app.run(["dirty.txt", "--log", "/dev/full"]) == 4
    assert capfd.readouterr().err == "cleantext: /dev/full: No space left on device\n"
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command("dirty.txt", "--log", "log.jsonl"), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr) == (4, b"cleantext: standard output: No space left on device\n")


@pytest.mark.parametrize("arguments", [["dirty.txt"], ["dirty.txt", "--explain"], ["rules"], ["stats", "none"]])
def test_closed_files_give_no_traceback(arguments: list[str]) -> None:
    quoted = " ".join(command(*arguments))
    closed_output = subprocess.run(["sh", "-c", f"{quoted} >&-"], stderr=subprocess.PIPE, check=False)
    told = b"cleantext: none: no output folder of cleantext run\n" if "none" in arguments else None
    assert closed_output.stderr == (told or b"cleantext: standard output is closed\n")
    assert closed_output.returncode == 4
    closed_error = subprocess.run(["sh", "-c", f"{quoted} 2>&-"], stdout=subprocess.PIPE, check=False)
    assert closed_error.returncode == (4 if told else 0)
    assert b"Traceback" not in closed_error.stdout


def test_closed_input_is_reported() -> None:
    done = subprocess.run(["sh", "-c", f"{' '.join(command('-'))} <&-"], stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (4, b"cleantext: -: standard input is closed\n")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.csv", "this is CSV; its records are cleaned by: cleantext run {name} -o DIR"),
        ("a.tsv.gz", "this is TSV; its records are cleaned by: cleantext run {name} -o DIR"),
        ("a.jsonl", "this is JSON lines; its records are cleaned by: cleantext run {name} -o DIR"),
        ("a.ndjson", "this is JSON lines; its records are cleaned by: cleantext run {name} -o DIR"),
        ("a.parquet", "this is Parquet; its records are cleaned by: cleantext run {name} -o DIR"),
        ("a.warc.gz", "this is WARC; its records are cleaned by: cleantext run {name} -o DIR"),
        (
            "a.json",
            f"this is JSON; {JSON}, for cleantext run",
        ),
    ],
)  # fmt: skip
def test_records_are_not_taken_for_an_article(capfd: pytest.CaptureFixture[str], name: str, told: str) -> None:
    Path(name).write_text(f'id,text\n1,"{DIRTY}"\n')
    assert app.run([name]) == 4
    captured = capfd.readouterr()
    assert (captured.out, captured.err) == ("", f"cleantext: {name}: {told.format(name=name)}\n")


def test_an_archive_by_another_name_is_not_taken_for_an_article(capfd: pytest.CaptureFixture[str]) -> None:
    Path("archive.txt").write_text("WARC/1.0\r\nWARC-Type: warcinfo\r\n\r\n")
    assert app.run(["archive.txt"]) == 4
    assert "archive.txt: this is WARC; " in capfd.readouterr().err


def test_the_error_for_arrays_of_json_names_the_remedy(capfd: pytest.CaptureFixture[str]) -> None:
    Path("a.json").write_text("[]")
    assert app.run(["run", "a.json", "-o", "out"]) == 4
    assert capfd.readouterr().err.splitlines()[0] == (
        f"cleantext: 1 file of no known format is left out: .json (1); {JSON}"
    )


MARK = {
    "mark": "right", "rule": "comment_form", "version": 4, "file": "a", "record": 0, "start": 0, "end": 1, "before": "",
    "removed": "x", "replacement": "", "behind": "", "whole": True, "language": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"file": 1}, "file is '1'"),
        ({"before": 5}, "before is '5'"),
        ({"rule": ["x"]}, "rule is \"['x']\""),
        ({"start": True}, "start is 'True'"),
        ({"version": "4"}, "version is '4'"),
        ({"whole": 1}, "whole is '1'"),
    ],
)
def test_marks_of_wrong_types_are_named(
    capfd: pytest.CaptureFixture[str], changes: dict[str, object], why: str
) -> None:
    Path("marks.jsonl").write_text(f"{json.dumps(MARK)}\n{json.dumps({**MARK, **changes})}\n")
    assert app.run(["rules", "score", "marks.jsonl"]) == 4
    told = f"cleantext: marks.jsonl, line 2: no mark of a report ({why}); download the marks again\n"
    assert capfd.readouterr().err == told


def test_brackets_without_end_are_reported(capfd: pytest.CaptureFixture[str]) -> None:
    Path("marks.jsonl").write_text("[" * 100_000)
    assert app.run(["rules", "score", "marks.jsonl"]) == 4
    Path("cleantext.toml").write_text(f"enable = {'[' * 20_000}{']' * 20_000}\n")
    assert app.run(["dirty.txt"]) == 2
    assert [line.rpartition(": ")[2] for line in capfd.readouterr().err.splitlines()] == [
        "its brackets are nested too deeply"
    ] * 2


def test_want_of_memory_is_reported(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    from cleantext.cli.files import Source

    def read(_: Source) -> bytes:
        raise MemoryError

    monkeypatch.setattr(Source, "read", read)
    assert app.run(["dirty.txt"]) == 4
    assert capfd.readouterr().err.startswith("cleantext: there is not enough memory for this input; ")


def test_an_error_in_the_middle_leaves_the_file_as_it_was(folder: Path) -> None:
    def broken_off() -> None:
        with whole(folder / "dirty.txt") as file:
            file.write(b"half")
            raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        broken_off()
    assert (folder / "dirty.txt").read_text() == DIRTY
    assert not list(folder.glob(".*"))


def test_an_error_names_the_file_where_its_folder_cannot_even_be_tidied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlink(_: Path, **_more: bool) -> None:  # as on a file system that is read-only
        raise OSError(30, "Read-only file system", ".a.txt.tmp")

    monkeypatch.setattr(Path, "unlink", unlink)
    path = tmp_path / "nowhere/a.txt"
    with pytest.raises(FileNotFoundError) as raised, whole(path):
        pass
    assert raised.value.filename == str(path)
