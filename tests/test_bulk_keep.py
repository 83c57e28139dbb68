"""`--keep-failed` and `--into`: fields that stay beside the clean texts, and fields that must not be overwritten."""

import csv
import json
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from cleantext.bulk import results
from cleantext.cli import app

pytestmark = pytest.mark.slow

PROSE = (
    "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its upper deck."
)
DIRTY, CLEAN = f"{PROSE}\n\nLeave a Reply\n", f"{PROSE}\n"
ROWS = [
    {"id": 1, "text": DIRTY, "n": "a"},
    {"id": 2, "text": None, "n": "b"},
    {"id": 3, "text": PROSE, "n": "c"},
]


def run(path: Path, *more: str) -> int:
    return app.run(["run", str(path), "-o", str(path.parent / "out"), "--quiet", "--workers", "1", *more])


def restored(folder: Path, name: str) -> Path:
    assert app.run(["restore", str(folder / "out"), "-o", str(folder / "back")]) == 0
    return folder / "back" / name


def told(folder: Path) -> tuple[list[tuple[int, str]], list[tuple[int | None, str, bool]], dict[str, int]]:
    cleaned = [(one.record, one.text) for one in results.records(folder / "out")]
    quarantined = [(one.record, one.reason, one.kept) for one in results.quarantine(folder / "out")]
    return cleaned, quarantined, results.summary(folder / "out")["total"]


def test_failed_lines_stay_as_they_are_marked(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    lines = [*(json.dumps(row) for row in ROWS), '{"id": 4, "text": 12}', '{"id": 5, "te']
    path.write_text("\n".join([*lines, ""]))
    assert run(path, "--keep-failed") == 3
    assert (tmp_path / "out/in.jsonl").read_text().splitlines() == [
        lines[0].replace(json.dumps(DIRTY), json.dumps(CLEAN))[:-1] + ',"cleantext_changes":1,"cleantext_removed":15}',
        lines[1][:-1] + ',"cleantext_changes":0,"cleantext_removed":0,"cleantext_error":"text is null"}',
        lines[2][:-1] + ',"cleantext_changes":0,"cleantext_removed":0}',
        lines[3][:-1]
        + ',"cleantext_changes":0,"cleantext_removed":0,"cleantext_error":"clean() takes a str, not float"}',
    ]
    cleaned, quarantined, total = told(tmp_path)
    assert cleaned == [(0, CLEAN), (2, PROSE)]
    assert quarantined == [
        (1, "text is null", True),
        (3, "clean() takes a str, not float", True),
        (4, quarantined[2][1], False),
    ]
    assert (total["records"], total["quarantined"]) == (2, 3)
    assert restored(tmp_path, "in.jsonl").read_text() == "".join(f"{line}\n" for line in lines[:4])


def test_failed_rows_of_parquet_stay_as_they_are_marked(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    source = pa.Table.from_pylist(ROWS)
    parquet.write_table(source, path)
    assert run(path, "--keep-failed") == 3
    cleaned = parquet.read_table(tmp_path / "out/in.parquet")
    assert cleaned["text"].to_pylist() == [CLEAN, None, PROSE]
    assert cleaned["cleantext_error"].to_pylist() == [None, "text is null", None]
    assert told(tmp_path)[:2] == ([(0, CLEAN), (2, PROSE)], [(1, "text is null", True)])
    assert parquet.read_table(restored(tmp_path, "in.parquet")) == source


def test_failed_rows_of_csv_stay_as_they_are_marked(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    page = f"<p>{PROSE}</p>" * 4
    path.write_text(f'id,page\n1,no page\n2,"{page}"\n')
    assert run(path, "--keep-failed", "--html-field", "page") == 3
    with (tmp_path / "out/in.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    reason = "not HTML: the input has no tag; plain text goes to clean()"
    assert [(row["page"], row["text"][:9], row["cleantext_error"]) for row in rows] == [
        ("no page", "", reason),
        (page, "The ferry", ""),
    ]
    cleaned, quarantined, _ = told(tmp_path)
    assert ([number for number, _ in cleaned], quarantined) == ([1], [(0, reason, True)])
    with restored(tmp_path, "in.csv").open(newline="") as file:
        assert [(row["id"], row["page"], row["text"][:9]) for row in csv.DictReader(file)] == [
            ("1", "no page", ""),
            ("2", page, "The ferry"),
        ]


def test_without_it_failed_rows_go(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    parquet.write_table(pa.Table.from_pylist(ROWS), path)
    assert run(path) == 3
    cleaned = parquet.read_table(tmp_path / "out/in.parquet")
    assert cleaned["id"].to_pylist() == [1, 3]
    assert "cleantext_error" not in cleaned.schema.names
    assert told(tmp_path)[1] == [(1, "text is null", False)]


@pytest.mark.parametrize("name", ["in.jsonl", "in.csv", "in.parquet"])
@pytest.mark.parametrize(
    ("more", "taken"), [(["--into", "n"], "n"), (["--html-field", "n"], "text")], ids=["into", "of a page"]
)
def test_a_field_that_is_there_is_not_overwritten(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, more: list[str], taken: str
) -> None:
    path = tmp_path / name
    if name == "in.parquet":
        parquet.write_table(pa.Table.from_pylist(ROWS), path)
    else:
        path.write_text(json.dumps(ROWS[0]) + "\n" if name == "in.jsonl" else "id,text,n\n1,a,b\n")
    assert run(path, *more) == 2
    assert capfd.readouterr().err == (
        f"cleantext: {path}: there is a field {taken!r} already; name another with --into for the clean text\n"
    )


def test_a_later_line_with_that_field_is_in_quarantine(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    lines = [json.dumps({"id": number, "text": PROSE}) for number in range(200)]
    lines[150] = json.dumps({"id": 150, "text": PROSE, "clean": "mine"})
    path.write_text("\n".join(lines))
    assert run(path, "--into", "clean") == 3
    assert told(tmp_path)[1] == [
        (150, "there is a field 'clean' already; name another with --into for the clean text", False)
    ]


def test_into_the_text_field_is_the_same_as_none(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(ROWS[0]) + "\n")
    assert run(path, "--into", "text") == 0
    assert json.loads((tmp_path / "out/in.jsonl").read_bytes())["text"] == CLEAN
    assert restored(tmp_path, "in.jsonl").read_bytes() == path.read_bytes()


def test_a_page_is_not_overwritten_with_its_text(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(ROWS[0]) + "\n")
    assert run(path, "--html-field", "n", "--into", "n") == 2
    assert capfd.readouterr().err == (
        "cleantext: the clean text cannot go into 'n', which holds the page; name another with `into`\n"
    )
