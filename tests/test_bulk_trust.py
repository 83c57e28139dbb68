"""The folder of a run that is damaged, was changed, or comes from somebody else: errors name the fault."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import platforms
import pytest

from cleantext.bulk.streams import CODECS, encoded
from cleantext.bulk.written import Written
from cleantext.cli import app

pytestmark = pytest.mark.slow

PROSE = (
    "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its upper deck."
)
DIRTY = f"{PROSE}\n\nLeave a Reply\n"
NOTHING_COUNTED = (
    '"version": "1", "options": {}, "rule_versions": {}, "records_in": 0, "rules": {}, "files": {}, "sites": {}, '
    '"flags": {}, "unknown_languages": {}, "total": {"records": 0}'
)
COMMANDS: dict[str, list[str]] = {
    "restore": ["restore", "run", "-o", "back"],
    "report": ["report", "run"],
    "diff": ["diff", "run", "first"],
}


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with inputs, `in`, and a finished run over them, `first`."""
    folder = tmp_path_factory.mktemp("trust")
    (folder / "in").mkdir()
    (folder / "in/a.txt").write_text(DIRTY)
    (folder / "in/b.jsonl").write_text(json.dumps({"text": DIRTY}) + "\n{\n")
    (folder / "in/c.txt").write_text(PROSE)
    arguments = ["run", str(folder / "in"), "-o", str(folder / "first"), "--quiet", "--workers", "1"]
    assert app.run(arguments) == 3
    return folder


@pytest.fixture
def here(finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder, with a copy of that run, `run`."""
    shutil.copytree(finished, tmp_path, dirs_exist_ok=True, copy_function=shutil.copy2)
    shutil.copytree(tmp_path / "first", tmp_path / "run")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def change(path: Path, number: int, **values: Any) -> None:
    """Change a line of a file of objects."""
    lines = path.read_text().splitlines()
    lines[number] = json.dumps({**json.loads(lines[number]), **values})
    path.write_text("\n".join([*lines, ""]))


def said(capfd: pytest.CaptureFixture[str], status: int, command: list[str]) -> str:
    capfd.readouterr()
    assert app.run(command) == status
    return capfd.readouterr().err


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("output", ["../victim.txt", "{here}/victim.txt", "a/../../victim.txt", ".cleantext/run.json"])
def test_an_output_outside_is_neither_read_nor_written(
    here: Path, capfd: pytest.CaptureFixture[str], command: str, output: str
) -> None:
    (here / "victim.txt").write_text("plinth")
    output = output.format(here=here)
    change(here / "run/.cleantext/inputs.jsonl", 0, output=output)
    before = files(here)
    assert said(capfd, 4, COMMANDS[command]).startswith(f"cleantext: {output}: the ")
    assert (here / "victim.txt").read_text() == "plinth"
    assert files(here) - before - {"back/a.txt"} == set()


@platforms.posix
@pytest.mark.parametrize("command", COMMANDS)
def test_a_link_that_leads_outside_is_not_read(here: Path, capfd: pytest.CaptureFixture[str], command: str) -> None:
    (here / "victim.txt").write_text("plinth")
    (here / "run/a.txt").unlink()
    (here / "run/a.txt").symlink_to(here / "victim.txt")
    told = "cleantext: run/a.txt: leads out of the folder of the run, and is not read\n"
    assert said(capfd, 4, COMMANDS[command]) == told


WRONG: dict[str, tuple[str, Callable[[Path], object]]] = {
    "inputs are no JSON": ("inputs.jsonl, line 1", lambda path: path.write_text("garbage\n")),
    "an input is a list": ("inputs.jsonl, line 1", lambda path: path.write_text("[]\n")),
    "an input lacks a key": ("inputs.jsonl, line 1", lambda path: path.write_text('{"file": "a"}\n')),
    "a size is a string": ("inputs.jsonl, line 2", lambda path: change(path, 1, size="1")),
    "an input has a key too many": ("inputs.jsonl, line 1", lambda path: change(path, 0, more=1)),
    "options are missing": ("run.json", lambda path: path.write_text("{}\n")),
    "options are cut off": ("run.json", lambda path: path.write_text("{\n")),
    "options are nested": ("run.json", lambda path: path.write_text("[" * 100_000)),
    "an option is unknown": (
        "run.json",
        lambda path: path.write_text('{"options": {"fields": {}, "dialect": {}, "x": 1}}'),
    ),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("what", WRONG)
def test_notes_that_are_damaged_are_named(
    here: Path, capfd: pytest.CaptureFixture[str], command: str, what: str
) -> None:
    place, damage = WRONG[what]
    damage(here / "run/.cleantext" / place.partition(",")[0])
    (line,) = said(capfd, 4, COMMANDS[command]).splitlines()
    assert line.startswith(f"cleantext: run/.cleantext/{place}: damaged, or not written by a run (")
    assert line.endswith("); run again into another folder")


@pytest.mark.parametrize(("key", "value"), [("format", "docx"), ("to", "docx")])
def test_a_format_that_is_none_is_named(here: Path, capfd: pytest.CaptureFixture[str], key: str, value: str) -> None:
    change(here / "run/.cleantext/inputs.jsonl", 0, **{key: value})
    assert "'docx'" in said(capfd, 4, COMMANDS["restore"])


LOG = {
    "is no zstd": b"x\n",
    "is empty": b"",
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("what", LOG)
def test_a_log_that_is_damaged_is_named(here: Path, capfd: pytest.CaptureFixture[str], command: str, what: str) -> None:
    (here / "run/removals.jsonl.zst").write_bytes(LOG[what])
    told = said(capfd, 4 if LOG[what] else 0 if command != "diff" else 1, COMMANDS[command])
    assert not LOG[what] or told.startswith("cleantext: run/removals.jsonl.zst, line 1: damaged, ")


def test_a_rule_without_measured_precision_is_no_damage(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from cleantext.bulk.extras import zstd

    path = here / "run/removals.jsonl.zst"
    lines = [{**json.loads(line), "confidence": None} for line in zstd().decompress(path.read_bytes()).splitlines()]
    path.write_bytes(zstd().compress("".join(json.dumps(line) + "\n" for line in lines).encode()))
    assert said(capfd, 0, COMMANDS["restore"]) == "cleantext: 3 records restored into back\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_log_of_other_records_is_reported(here: Path, capfd: pytest.CaptureFixture[str], command: str) -> None:
    from cleantext.bulk.extras import zstd

    path = here / "run/removals.jsonl.zst"
    lines = zstd().decompress(path.read_bytes()).splitlines()
    path.write_bytes(zstd().compress(lines[0].replace(b'"record":0', b'"record":7')))
    told = "cleantext: run/removals.jsonl.zst speaks of a.txt, record 7, which is not in the output; "
    assert said(capfd, 4, COMMANDS[command]).startswith(told)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("summary.json", "{"),
        ("summary.json", "[]"),
        ("summary.json", '{"total": {}}'),
        ("summary.json", f"{{{NOTHING_COUNTED}}}"),
        ("summary.json", f"{{{NOTHING_COUNTED.replace('0', 'null')}}}"),
        ("quarantine.jsonl", "garbage\n"),
        ("quarantine.jsonl", '{"file": 5}\n'),
        ("quarantine.jsonl", '{"file": "b.jsonl", "record": 1, "offset": 0, "reason": "x"}\n'),
    ],
)
def test_totals_and_quarantine_that_are_damaged_are_named(
    here: Path, capfd: pytest.CaptureFixture[str], name: str, content: str
) -> None:
    (here / "run" / name).write_text(content)
    assert said(capfd, 4, COMMANDS["report"]).startswith(f"cleantext: run/{name}")
    if name == "summary.json":
        assert said(capfd, 4, ["stats", "run"]).startswith("cleantext: run/summary.json: damaged")


def test_outputs_that_were_changed_or_are_gone_are_reported_and_the_others_restored(
    here: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with (here / "run/a.txt").open("a") as file:
        file.write("tampered\n")
    (here / "run/c.txt").unlink()
    assert said(capfd, 3, COMMANDS["restore"]).splitlines() == [
        "cleantext: a.txt: was changed after the run",
        "cleantext: c.txt: is missing",
        "cleantext: 1 record restored into back",
    ]
    assert files(here / "back") == {"b.jsonl"}
    assert (here / "back/b.jsonl").read_text() == json.dumps({"text": DIRTY}) + "\n"


@pytest.mark.parametrize(
    "line",
    [
        "garbage",
        "[]",
        '{"file":"x","chunk":[],"records":1,"sizes":{},"tally":{}}',
        '{"file":99,"chunk":0,"records":1,"sizes":{},"tally":{}}',
        '{"file":99,"joined":1,"outputs":[]}',
        '{"file":0,"chunk":0,"records":1,"sizes":{"out":"x"},"tally":{},"outputs":[]}',
        "[" * 100_000,
    ],
)
def test_a_manifest_that_is_damaged_does_not_go_on(
    finished: Path, here: Path, capfd: pytest.CaptureFixture[str], line: str
) -> None:
    (here / "run/summary.json").unlink()
    path = here / "run/.cleantext/manifest.jsonl"
    number = path.read_text().count("\n") + 1
    with path.open("a") as file:
        file.write(f"{line}\n")
    before = (here / "run/.cleantext/manifest.jsonl").read_bytes()
    command = ["run", str(finished / "in"), "-o", "run", "--quiet", "--workers", "1", "--resume"]
    (told,) = said(capfd, 4, command).splitlines()
    assert told.startswith(f"cleantext: run/.cleantext/manifest.jsonl, line {number}: damaged, ")
    assert path.read_bytes() == before


LONG = "x" * (17 << 20)  # with --max-record 1 no line of a run is as long


@pytest.mark.parametrize("codec", ["", ".gz", ".zst"])
@pytest.mark.parametrize("kind", ["jsonl", "csv", "txt"])
def test_a_record_of_an_output_that_is_longer_than_a_run_writes_is_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], kind: str, codec: str
) -> None:
    monkeypatch.chdir(tmp_path)
    name, path = f"a.{kind}{codec}", tmp_path / f"out/a.{kind}{codec}"
    good = {"jsonl": json.dumps({"text": DIRTY}), "csv": f'text\n"{DIRTY}"\n', "txt": DIRTY}[kind]
    bad = {"jsonl": json.dumps({"text": LONG}), "csv": f'text\n"{LONG}"\n', "txt": LONG}[kind]

    def write(place: Path, text: str) -> None:
        with place.open("wb") as file, encoded(file, CODECS.get(codec, "")) as out:
            out.write(text.encode())

    write(tmp_path / name, good)
    assert app.run(["run", name, "-o", "out", "--quiet", "--workers", "1", "--max-record", "1"]) == 0
    write(path, bad)
    written = Written.of(path)
    (tmp_path / "out/.cleantext/outputs.jsonl").write_text(json.dumps(written._asdict()) + "\n")
    for command in (["restore", "out", "-o", "back"], ["report", "out"]):
        assert "16,777,216" in said(capfd, 4, command)
    assert not (tmp_path / "back" / name).exists()


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_line_of_the_log_that_is_longer_than_a_run_writes_is_not_held(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr("cleantext.bulk.results.most_of", lambda _: 100)
    assert "line 1: damaged, or not written by a run (the line is too long: more than 100 bytes)" in said(
        capfd, 4, COMMANDS[command]
    )


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_log_of_a_record_that_no_worker_could_hold_is_not_held(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr("cleantext.bulk.results._ENTRY", 2 << 30)
    assert "its log is too long: more than 1,073,741,824 bytes for record 0" in said(capfd, 4, COMMANDS[command])
