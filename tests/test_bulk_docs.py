"""The files of a run fit their published schemas, and `stats`, `diff`, manual and completion are correct."""

import json
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cleantext.bulk.streams import reading
from cleantext.cli import app

DOCS = Path(__file__).parent.parent / "docs"
PROSE = (
    "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its upper deck."
)
LATER = PROSE.replace("at noon", "at five")
RECORDS = [
    {"id": 1, "url": "https://www.a.example/1", "text": f"{PROSE}\n\nLeave a Reply\n"},
    {"id": 2, "url": "https://b.example/2", "text": f"{PROSE}\n\nRead more: Late ferry\n\n{LATER}\n\nLeave a Reply\n"},
    {"id": 3, "url": None, "text": PROSE},
]


def run(folder: Path, name: str, *more: str) -> Path:
    (folder / "in").mkdir(exist_ok=True)
    lines = [*map(json.dumps, RECORDS), '{"text":', "\x00"]
    (folder / "in/a.jsonl").write_bytes("\n".join(lines).encode() + b"\xff\n")
    command = ["run", str(folder / "in"), "-o", str(folder / name), "--workers", "1", "--quiet"]
    assert app.run([*command, "--id-field", "id", "--url-field", "url", *more]) == 3
    return folder / name


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("runs")
    return run(folder, "one"), run(folder, "other", "--disable", "see_also")


def validator(name: str) -> Any:
    schema = json.loads((DOCS / f"{name}.schema.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_all_that_is_written_fits_its_schema(runs: tuple[Path, Path]) -> None:
    validator("summary").validate(json.loads((runs[0] / "summary.json").read_bytes()))
    with reading(str(runs[0] / "removals.jsonl.zst"), "zstd") as file:
        entries = [json.loads(line) for line in file]
    quarantined = [json.loads(line) for line in (runs[0] / "quarantine.jsonl").read_bytes().splitlines()]
    records = [json.loads(line) for line in (runs[0] / "a.jsonl").read_bytes().splitlines()]
    assert (len(entries), len(quarantined), len(records)) == (3, 2, 3)
    for name, found in (("removals", entries), ("quarantine", quarantined), ("record", records)):
        for one in found:
            validator(name).validate(one)
    for name, wrong in (
        ("removals", {**entries[0], "level": "safe"}),
        ("quarantine", {**quarantined[0], "raw_base64": ""}),
        ("record", RECORDS[0]),
        ("summary", {}),
    ):
        with pytest.raises(jsonschema.ValidationError):
            validator(name).validate(wrong)


def test_stats(runs: tuple[Path, Path], capfd: pytest.CaptureFixture[str]) -> None:
    assert app.run(["stats", str(runs[0])]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[:2] == [
        "3 records cleaned, 2 changed, 2 quarantined",
        "53 of 501 characters removed (10.6 %)",
    ]
    rows = [line.split() for line in lines]
    assert ["comment_form", "2", "2", "30", "0"] in rows
    assert ["see_also", "1", "1", "23", "0"] in rows
    assert ["a.jsonl", "3", "2", "2", "53", "501"] in rows
    assert app.run(["stats", str(runs[0]), "--json"]) == 0
    assert json.loads(capfd.readouterr().out) == json.loads((runs[0] / "summary.json").read_bytes())


def test_diff(runs: tuple[Path, Path], capfd: pytest.CaptureFixture[str]) -> None:
    one, other = map(str, runs)
    assert app.run(["diff", one, other]) == 1
    assert [" ".join(line.split()) for line in capfd.readouterr().out.splitlines() if "─" not in line] == [
        "a.jsonl:1 (2): changed",
        "- see_also: Read more: Late ferry",
        "1 record differs, 2 are the same",
        "rule records only in A only in B",
        "see_also 1 1 0",
    ]
    assert app.run(["diff", other, one, "--json"]) == 1
    (told,) = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert (told["file"], told["record"], told["id"], told["kind"], told["lost"]) == ("a.jsonl", 1, "2", "changed", [])
    assert [entry["removed"].strip() for entry in told["gained"]] == ["Read more: Late ferry"]
    assert app.run(["diff", one, one]) == 0
    assert capfd.readouterr().out == "0 records differ, 3 are the same\n"


def test_folders_that_hold_no_run_are_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for command in (["stats"], ["diff", str(tmp_path)], ["restore", "-o", str(tmp_path / "back")]):
        assert app.run([*command, str(tmp_path)]) == 4
        assert capfd.readouterr().err == f"cleantext: {tmp_path}: no output folder of cleantext run\n"


def test_the_manual_names_every_command(capfd: pytest.CaptureFixture[str]) -> None:
    assert app.run(["man"]) == 0
    page = capfd.readouterr().out
    for name in ("clean", "run", "stats", "diff", "restore", "rules"):
        assert f".SH COMMAND {name.upper()}\n" in page
    assert "\n.B \\-\\-text\\-field NAME\n" in page


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert app.run(["completion", shell]) == 0
    script = capfd.readouterr().out
    assert "_CLEANTEXT_COMPLETE" in script
    if shell == "bash":
        subprocess.run(["bash", "-n"], input=script, text=True, check=True, timeout=600)


def test_progress_for_a_supervisor(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, RECORDS)))
    command = ["run", str(tmp_path / "a.jsonl"), "-o", str(tmp_path / "out"), "--json-progress", "--workers", "1"]
    assert app.run(command) == 0
    *_, last, words = capfd.readouterr().err.splitlines()
    told = json.loads(last)
    speeds = [told.pop(name) for name in ("megabytes_per_second", "records_per_second")]
    assert min(speeds) >= 0
    size = (tmp_path / "a.jsonl").stat().st_size
    assert told == {
        "records": 3,
        "changed": 2,
        "quarantined": 0,
        "removed_share": 0.1058,
        "bytes_read": size,
        "bytes_total": size,
        "seconds_left": 0,
        "finished": True,
    }
    assert words == "cleantext: 3 records cleaned, 2 changed, 10.6 % of the text removed"
