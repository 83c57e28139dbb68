"""The command: outputs, exit statuses, and its limits."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import platforms
import pytest

from cleantext import Cleaner, Result, clean
from cleantext.bulk.files import InputError, encode, whole
from cleantext.cli import app, files
from cleantext.core.edits import Removal

BODY = "The bridge will open in May, the mayor told reporters who had gathered at the river on Monday morning.\n"
DIRTY = f"{BODY}\nLeave a Reply\n\nWebsite\n"
PLAIN = f"Bridge to open\n\n{BODY}"


def run(*arguments: str | Path, cwd: Path, data: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [
        sys.executable,
        "-c",
        "import sys; from cleantext.cli import main; sys.exit(main())",
        *map(str, arguments),
    ]
    inherited = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS"}}
    return subprocess.run(
        command, cwd=cwd, input=data, env={**inherited, **environment}, capture_output=True, check=False, timeout=600
    )


def call(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str | Path) -> tuple[int, bytes, str]:
    """Return the status, standard output and standard error of the command, in this process."""
    status = app.run([str(argument) for argument in arguments])
    out, err = capfdbinary.readouterr()
    return status, out, err.decode()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a working folder with an article that has a comment form, and a clean one."""
    (tmp_path / "dirty.txt").write_bytes(DIRTY.encode())
    (tmp_path / "plain.txt").write_bytes(PLAIN.encode())
    monkeypatch.chdir(tmp_path)
    return tmp_path


Capture = pytest.CaptureFixture[bytes]


def test_text_to_standard_output(folder: Path) -> None:
    done = run("dirty.txt", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, BODY.encode(), b"")


def test_standard_input(folder: Path) -> None:
    done = run("-", cwd=folder, data=DIRTY.encode())
    assert (done.returncode, done.stdout, done.stderr) == (0, BODY.encode(), b"")


@pytest.mark.parametrize(
    "data", [b"", b"\xef\xbb\xbfOne.\r\nTwo.  \r\n\r\n\r\n", "  Ça va\u2028bien\t\u00a0\n".encode()]
)
def test_bytes_come_out_as_they_went_in(folder: Path, capfdbinary: Capture, data: bytes) -> None:
    (folder / "odd.txt").write_bytes(data)
    assert call(capfdbinary, "--disable", "whitespace", "odd.txt") == (0, data, "")


def test_a_file_named_like_a_command(folder: Path, capfdbinary: Capture) -> None:
    (folder / "rules").write_bytes(DIRTY.encode())
    assert call(capfdbinary, "./rules") == (0, BODY.encode(), "")
    assert call(capfdbinary, "rules")[1].startswith(b"rule ")


def test_several_files_into_a_folder(folder: Path, capfdbinary: Capture) -> None:
    told = "cleantext: out: 2 files, 2 changes\n"
    assert call(capfdbinary, "dirty.txt", "plain.txt", "-o", "out") == (0, b"", told)
    written = {path.name: path.read_bytes() for path in (folder / "out").iterdir()}
    assert written == {"dirty.txt": BODY.encode(), "plain.txt": PLAIN.encode()}


def test_a_folder_is_mirrored(folder: Path, capfdbinary: Capture) -> None:
    for name in ("in/a.txt", "in/deep/er/b.txt", "in/.hidden", "in/.git/c.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(DIRTY.encode())
    for _ in range(2):  # the second time, the output folder exists and is no input
        assert call(capfdbinary, "in", "-o", "in/out") == (0, b"", "cleantext: in/out: 2 files, 4 changes\n")
        written = sorted(path.relative_to(folder / "in/out") for path in (folder / "in/out").rglob("*.*"))
        assert written == [Path("a.txt"), Path("deep/er/b.txt")]
    assert (folder / "in/out/deep/er/b.txt").read_bytes() == BODY.encode()


@pytest.mark.parametrize("arguments", [(".", "-o", "."), ("dirty.txt", "-o", "."), ("dirty.txt", "--log", "dirty.txt")])
def test_inputs_are_never_overwritten(folder: Path, capfdbinary: Capture, arguments: Sequence[str]) -> None:
    status, out, err = call(capfdbinary, *arguments)
    assert (status, out) == (2, b"")
    assert err == "cleantext: dirty.txt is an input, and is not overwritten; choose another place for the output\n"
    assert (folder / "dirty.txt").read_bytes() == DIRTY.encode()


@platforms.posix
def test_a_link_to_an_input_is_no_way_to_overwrite_it(folder: Path, capfdbinary: Capture) -> None:
    (folder / "out").mkdir()
    (folder / "out/dirty.txt").symlink_to(folder / "dirty.txt")
    assert call(capfdbinary, "dirty.txt", "-o", "out")[0] == 2
    assert (folder / "dirty.txt").read_bytes() == DIRTY.encode()


def test_two_inputs_for_one_output(folder: Path, capfdbinary: Capture) -> None:
    (folder / "in").mkdir()
    (folder / "in/plain.txt").write_bytes(b"")
    status, _, err = call(capfdbinary, "plain.txt", "in/plain.txt", "-o", "out")
    assert status == 2
    assert err == "cleantext: plain.txt and in/plain.txt would both become out/plain.txt; clean them one by one\n"
    assert not (folder / "out").exists()


def test_log(folder: Path, capfdbinary: Capture) -> None:
    assert call(capfdbinary, "dirty.txt", "--log", "log.jsonl") == (0, BODY.encode(), "")
    entries = [json.loads(line) for line in (folder / "log.jsonl").read_bytes().splitlines()]
    assert [(entry.pop("file"), Removal(**entry)) for entry in entries] == [
        ("dirty.txt", entry) for entry in clean(DIRTY).removals
    ]
    assert [entry["removed"].strip() for entry in entries] == ["Leave a Reply", "Website"]
    assert sorted(path.name for path in folder.iterdir()) == ["dirty.txt", "log.jsonl", "plain.txt"]


@pytest.mark.usefixtures("folder")
def test_log_where_nothing_can_be_written(capfdbinary: Capture) -> None:
    told = "cleantext: none/log.jsonl: No such file or directory\n"
    assert call(capfdbinary, "dirty.txt", "--log", "none/log.jsonl") == (4, b"", told)


@pytest.mark.usefixtures("folder")
def test_json(capfdbinary: Capture) -> None:
    status, out, err = call(capfdbinary, "--json", "dirty.txt", "plain.txt")
    assert (status, err) == (0, "")
    expected = [{"file": "dirty.txt", **clean(DIRTY).to_dict()}, {"file": "plain.txt", "text": PLAIN, "removals": []}]
    assert [json.loads(line) for line in out.splitlines()] == expected


def test_json_into_a_folder(folder: Path, capfdbinary: Capture) -> None:
    assert call(capfdbinary, "--json", "dirty.txt", "-o", "out") == (0, b"", "cleantext: out: 1 file, 2 changes\n")
    assert json.loads((folder / "out/dirty.txt.json").read_bytes())["text"] == BODY


def test_json_holds_lone_surrogates() -> None:
    from cleantext.cli.clean import as_json

    line = as_json("\udcff.txt", Result("a\ud800b"))
    assert line == b'{"file": "\\udcff.txt", "text": "a\\ud800b", "removals": []}\n'
    assert json.loads(line)["text"] == "a\ud800b"


def test_text_cannot_hold_lone_surrogates() -> None:
    with pytest.raises(InputError, match=r"^holds the lone surrogate U\+D800; only --json can write it$"):
        encode("a\ud800b")


@pytest.mark.usefixtures("folder")
def test_check(capfdbinary: Capture) -> None:
    assert call(capfdbinary, "--check", "plain.txt") == (0, b"", "")
    assert call(capfdbinary, "--check", "plain.txt", "dirty.txt") == (1, b"dirty.txt: 2 changes\n", "")


def test_diff(folder: Path, capfdbinary: Capture) -> None:
    (folder / "dirty.txt").write_bytes(DIRTY[:-1].encode())
    assert call(capfdbinary, "--diff", "plain.txt") == (0, b"", "")
    status, out, err = call(capfdbinary, "--diff", "dirty.txt")
    assert (status, err) == (1, "")
    assert out.decode() == (
        f"--- dirty.txt\n+++ dirty.txt\n@@ -1,5 +1 @@\n-{BODY}-\n-Leave a Reply\n-\n-Website\n"
        f"\\ No newline at end of file\n+{BODY}\\ No newline at end of file\n"
    )


@pytest.mark.usefixtures("folder")
def test_explain(capfdbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    Path("birds.toml").write_bytes(b'[comment_form]\nline = ["^send the editor a (?:dove|owl|pigeon) by Monday$"]\n')
    Path("birds.txt").write_bytes(f"{BODY}\nSend the editor a pigeon by Monday!\n".encode())
    status, out, err = call(capfdbinary, "--explain", "--packs", "birds.toml", "birds.txt", "plain.txt")
    assert (status, err) == (0, "")
    assert out.decode() == EXPLAINED


EXPLAINED = """\
birds.txt  1 change, 140 to 103 characters
line  rule                what                             why
────────────────────────────────────────────────────────────────────────────────
   3  comment_form  gone  Send the editor a pigeon by      says “Send the editor
                          Monday!                          a pigeon by Monday”

plain.txt  nothing to change

"""


@pytest.mark.usefixtures("folder")
def test_explain_tells_what_is_only_reported(capfdbinary: Capture) -> None:
    _, out, _ = call(capfdbinary, "--explain", "--level", "report", "dirty.txt")
    assert b"0 changes, 2 reported, 127 to 127 characters" in out
    assert out.count(b"comment_form  reported  ") == 2


def test_explain_counts_what_is_alike(folder: Path, capfdbinary: Capture) -> None:
    (folder / "foreign.txt").write_bytes(b"A line.\r\n" * 500)
    _, out, _ = call(capfdbinary, "--explain", "foreign.txt")
    assert "␍⏎ → ⏎ (500 times)".encode() in out


def test_explain_disarms_escapes(folder: Path, capfdbinary: Capture) -> None:
    (folder / "escape.txt").write_bytes(b"\x1b]0;owned\x07 A line.\n")
    _, out, _ = call(capfdbinary, "--explain", "escape.txt")
    assert b"\x1b" not in out
    assert "␛".encode() in out


@pytest.mark.parametrize("modes", [("--json", "--check"), ("--diff", "--explain")])
@pytest.mark.usefixtures("folder")
def test_modes_exclude_each_other(capfdbinary: Capture, modes: Sequence[str]) -> None:
    status, out, err = call(capfdbinary, *modes, "dirty.txt")
    assert (status, out) == (2, b"")
    assert "exclude each other; choose one" in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Usage: cleantext [OPTIONS] FILE…"),
        (("dirty.txt", "plain.txt"), "several files or a folder need -o DIR"),
        ((".",), "several files or a folder need -o DIR"),
        (("--check", "-o", "out", "dirty.txt"), "--check writes no files"),
        (("--level", "save", "dirty.txt"), "'save' is not one of 'safe', 'thorough', 'report'"),
        (("--nonsense", "dirty.txt"), "No such option"),
        (
            ("--disable", "coment_form", "dirty.txt"),
            "--disable: 'coment_form' is no rule; did you mean 'comment_form'?",
        ),
        (("--enable", "coment_form", "dirty.txt"), "--enable: 'coment_form' is no rule; did you mean 'comment_form'?"),
        (("--packs", "none.toml", "dirty.txt"), "none.toml: No such file or directory"),
        (
            ("--disable", "[nosuchrule]", "dirty.txt"),
            "'[nosuchrule]' is no rule; `cleantext rules` lists rules and categories",
        ),
        (("rules", "show", "coment_form"), "'coment_form' is no rule; did you mean 'comment_form'?"),
        (("rules", "shw"), "No such command 'shw'"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_wrong_usage(capfdbinary: Capture, arguments: Sequence[str], told: str) -> None:
    status, out, err = call(capfdbinary, *arguments)
    assert (status, out) == (2, b"")
    assert told in err


BAD = {
    "binary.txt": (b"GIF89a\x00\x01", "binary, not text: byte 6 is NUL"),
    "latin.txt": (b"Caf\xe9 au lait", "not UTF-8: byte 3 is 0xe9; convert it first, such as with iconv "),
    "wide.txt": ("Café".encode("utf-16"), "UTF-16, not UTF-8; convert it first, such as with iconv "),
    "missing.txt": (None, "No such file or directory"),
}


@pytest.mark.parametrize("name", BAD)
def test_an_input_that_cannot_be_cleaned(folder: Path, capfdbinary: Capture, name: str) -> None:
    data, told = BAD[name]
    if data is not None:
        (folder / name).write_bytes(data)
    status, out, err = call(capfdbinary, name)
    assert (status, out) == (4, b"")
    assert err.startswith(f"cleantext: {name}: {told}")
    assert err.count("\n") == 1
    status, out, err = call(capfdbinary, name, "dirty.txt", "-o", "out")
    assert (status, out) == (3, b"")
    assert err.startswith(f"cleantext: {name}: {told}")
    assert [path.name for path in (folder / "out").iterdir()] == ["dirty.txt"]


def test_an_empty_folder(folder: Path, capfdbinary: Capture) -> None:
    (folder / "empty").mkdir()
    assert call(capfdbinary, "empty", "-o", "out") == (4, b"", "cleantext: no files there\n")


def test_an_output_that_cannot_be_written(folder: Path, capfdbinary: Capture) -> None:
    (folder / "out").write_bytes(b"")
    status, _, err = call(capfdbinary, "dirty.txt", "plain.txt", "-o", "out")
    assert status == 4
    assert err == "".join(
        f"cleantext: {name}: out/{name} cannot be written: File exists\n" for name in ("dirty.txt", "plain.txt")
    )


def test_nothing_is_half_written(folder: Path) -> None:
    def interrupted() -> None:
        with whole(folder / "plain.txt") as file:
            file.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert (folder / "plain.txt").read_bytes() == PLAIN.encode()
    assert sorted(path.name for path in folder.iterdir()) == ["dirty.txt", "plain.txt"]


def test_a_closed_pipe_is_no_traceback(folder: Path) -> None:
    (folder / "big.txt").write_bytes(DIRTY.encode() + BODY.encode() * 20_000)
    script = f"{sys.executable} -m cleantext big.txt --log log.jsonl | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, check=True, timeout=600)
    assert (done.stdout.decode(), done.stderr) == (f"{BODY}0\n", b"")
    assert (folder / "log.jsonl").exists()


def test_full_disk_is_reported_in_one_line(folder: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "cleantext", "dirty.txt"]
        done = subprocess.run(command, cwd=folder, stdout=full, stderr=subprocess.PIPE, check=False, timeout=600)
    assert (done.returncode, done.stderr) == (4, b"cleantext: standard output: No space left on device\n")


@pytest.mark.parametrize(
    ("name", "data", "is_html"),
    [
        ("page.html", b"", True),
        ("PAGE.HTM", b"", True),
        ("page.txt", b"<!DOCTYPE html><p>", True),
        ("page.txt", b"\xef\xbb\xbf \n<?xml version='1.0'?>\n<!-- a\nb --><HTML lang='en'>", True),
        ("page.txt", b"<head><title>", True),
        ("page.txt", b"<header>", False),
        ("page.txt", b"A page starts with <html>.", False),
        ("feed.xml", b"<?xml version='1.0'?><rss>", False),
    ],
)
def test_what_is_taken_for_html(name: str, data: bytes, is_html: bool) -> None:  # noqa: FBT001 - a column of the table
    assert files.Source(name, Path(name), Path(name)).is_html(data) is is_html


def test_html_takes_the_path_of_html(folder: Path, capfdbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def html(_: Cleaner, page: bytes, url: str | None, *, title: str | None) -> Result:  # noqa: ARG001
        return Result(page.decode().upper(), degraded="half of it was lost")

    monkeypatch.setattr(Cleaner, "html", html)
    (folder / "page.html").write_bytes(b"a page")
    told = "cleantext: page.html: half of it was lost\n"
    assert call(capfdbinary, "page.html") == (0, b"A PAGE", told)
    done = "cleantext: out: 2 files, 0 changes\n"
    assert call(capfdbinary, "page.html", "plain.txt", "-o", "out") == (0, b"", f"{told}{done}")
    assert (folder / "out/page.html.txt").read_bytes() == b"A PAGE"
    assert (folder / "out/plain.txt").read_bytes() == PLAIN.encode()
    assert call(capfdbinary, "--html", "plain.txt")[1] == PLAIN.upper().encode()


@platforms.posix
def test_one_bad_input_never_stops_the_others(
    folder: Path, capfdbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def html(_: Cleaner, page: bytes, url: str | None, *, title: str | None) -> Result:  # noqa: ARG001
        raise RecursionError(f"{len(page)} bytes are too deep")

    monkeypatch.setattr(Cleaner, "html", html)
    (folder / "page.html").write_bytes(b"a page")
    (folder / "gone.txt").symlink_to("nowhere")
    status, out, err = call(capfdbinary, "--check", ".")
    assert (status, out) == (3, b"dirty.txt: 2 changes\n")
    assert err == (
        "cleantext: gone.txt: No such file or directory\ncleantext: page.html: RecursionError: 6 bytes are too deep\n"
    )
