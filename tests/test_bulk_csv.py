"""CSV and TSV: rows that follow the dialect are restored; others cost only themselves."""

import csv
import io
import json
import random
import tracemalloc
from pathlib import Path

import pytest

from cleantext.bulk import results
from cleantext.bulk.formats.delimited import RecordBytes, _records
from cleantext.bulk.formats.dialect import Cells
from cleantext.bulk.formats.lines import Lines, Lost
from cleantext.bulk.objects import UnreadableError
from cleantext.bulk.options import Dialect
from cleantext.cli import app

pytestmark = pytest.mark.slow

PROSE = "The ferry left at noon with all forty cars aboard and a brass band on its upper deck; nobody waved."
OPTIONS = "--delimiter, --quote and --escape say how it reads"
FORM = "\n\nLeave a Reply\n"


def run(folder: Path, data: str | bytes, *more: str, name: str = "in.csv") -> int:
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    command = ["run", str(folder / name), "-o", str(folder / "out"), "--quiet", "--workers", "1"]
    return app.run([*command, *more])


def restored(folder: Path, name: str = "in.csv") -> str:
    assert app.run(["restore", str(folder / "out"), "-o", str(folder / "back")]) == 0
    return (folder / "back" / name).read_bytes().decode()


def quarantined(folder: Path) -> list[tuple[int | None, str, str]]:
    return [(entry.record, entry.reason, entry.raw.decode()) for entry in results.quarantine(folder / "out")]


def test_columns_of_one_name_keep_their_values(tmp_path: Path) -> None:
    source = f'id,text,id\n1,"{PROSE}{FORM}",99\n'
    assert run(tmp_path, source) == 0
    assert (tmp_path / "out/in.csv").read_text() == (
        f'id,text,id,cleantext_changes,cleantext_removed,cleantext_degraded\n1,"{PROSE}\n",99,1,15,\n'
    )
    assert restored(tmp_path) == source


@pytest.mark.parametrize(
    ("header", "more", "told"),
    [
        ("text,text", [], "there are 2 fields 'text'; rename all but one"),
        ("text,id,id", ["--id-field", "id"], "there are 2 fields 'id'; rename all but one"),
        ("text,id,id", ["--to", "jsonl"], "there are 2 fields 'id'; rename all but one"),
        ("id;text", [], "there is no field 'text'; there is 'id;text'; is the delimiter ';'? --delimiter says so"),
        (
            'text,"id',
            [],
            "the header is no record: a quotation mark is never closed",
        ),
        (
            "text,id\r1,2",
            [],
            f"the header is no record: a line end outside quotation marks, at character 7; {OPTIONS}",
        ),
    ],
)
def test_a_header_that_does_not_fit_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], header: str, more: list[str], told: str
) -> None:
    assert run(tmp_path, f"{header}\n", *more) == 2
    assert capfd.readouterr().err == f"cleantext: {tmp_path}/in.csv: {told}\n"


def test_line_ends_in_cells_are_kept_and_quoted(tmp_path: Path) -> None:
    source = f'id,"te\nxt",text,note\n1,x,"{PROSE}","a\rb"\n2,x,"{PROSE}","c\r\nd"\n'
    assert run(tmp_path, source) == 0
    cleaned = (tmp_path / "out/in.csv").read_bytes().decode()
    assert [row[3] for row in csv.reader(io.StringIO(cleaned, newline=""))] == ["note", "a\rb", "c\r\nd"]
    # Cells that need no quotation marks lose them; their values are the same.
    assert restored(tmp_path) == source.replace(f'"{PROSE}"', PROSE)


def test_a_quotation_mark_inside_a_cell_is_a_character(tmp_path: Path) -> None:
    rows = [f'1,a 5" screen and {PROSE}', *(f"{number},{PROSE}" for number in range(2, 3001))]
    assert run(tmp_path, "\n".join(["id,text", *rows, ""])) == 0
    texts = [one.text for one in results.records(tmp_path / "out")]
    assert texts == [f'a 5" screen and {PROSE}', *[PROSE] * 2999]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (f'1,"a 5" screen and {PROSE}', "text behind a closing quotation mark"),
        (f'1,"{PROSE}', "a quotation mark is never closed"),
        (f'1,{PROSE},"', "a quotation mark is never closed"),
        (f"1,a\r{PROSE}", "a line end outside quotation marks, at character 3"),
        (f"1,{PROSE},3", "3 cells where the header has 2"),
    ],
)
def test_a_row_against_the_rules_costs_itself(tmp_path: Path, row: str, reason: str) -> None:
    others = [f"{number},{PROSE}" for number in range(2, 3001)]
    assert run(tmp_path, "\n".join(["id,text", others[0], row, *others[1:], ""])) == 3
    assert quarantined(tmp_path) == [(1, reason, f"{row}\n")]
    assert [one.record for one in results.records(tmp_path / "out")] == [0, *range(2, 3000)]
    assert restored(tmp_path) == "\n".join(["id,text", *others, ""])


def test_a_row_of_empty_cells_is_a_row(tmp_path: Path) -> None:
    assert run(tmp_path, f"text\tid\n\t\n{PROSE}\t2\n\n", name="in.tsv") == 0
    assert [(one.record, one.text) for one in results.records(tmp_path / "out")] == [(0, ""), (1, PROSE)]
    assert restored(tmp_path, "in.tsv") == f"text\tid\n\t\n{PROSE}\t2\n"


@pytest.mark.parametrize(
    ("source", "options"),
    [
        (f"id;text\n1;{PROSE}, he said\n".replace("; nobody", ", nobody"), ["--delimiter", ";"]),
        (f"id\ttext\n1\t{PROSE}\n", ["--delimiter", r"\t"]),
        (f"id,text\n1,'{PROSE}, it''s said'\n", ["--quote", "'"]),
        (f'id,text\n1,"{PROSE}, \\"he\\" said, C:\\\\new"\n', ["--escape", "\\"]),
        ('id\ttext\n1\t"Late" ferry\n', ["--delimiter", r"\t", "--quote", ""]),
    ],
)  # fmt: skip
def test_another_dialect_is_read_and_written(tmp_path: Path, source: str, options: list[str]) -> None:
    assert run(tmp_path, source, *options) == 0
    (one,) = results.records(tmp_path / "out")
    assert one.text.startswith((PROSE[:30], '"Late" ferry'))
    assert restored(tmp_path) == source


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--delimiter", "ab"], "--delimiter must be one ASCII character and no line end, not 'ab'"),
        (["--quote", "«"], "--quote must be one ASCII character and no line end, not '«'"),
        (["--delimiter", '"'], "--delimiter, --quote and --escape must be different characters"),
    ],
)
def test_a_dialect_that_cannot_be_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], options: list[str], told: str
) -> None:
    assert run(tmp_path, "text\n", *options) == 2
    assert capfd.readouterr().err == f"cleantext: {told}\n"


def test_the_dialect_is_noted_with_the_run(tmp_path: Path) -> None:
    assert run(tmp_path, "id;text\n1;a\n", "--delimiter", ";") == 0
    assert json.loads((tmp_path / "out/.cleantext/run.json").read_bytes())["options"]["dialect"] == {
        "delimiter": ";",
        "quote": '"',
        "escape": "",
    }


def records(data: bytes, most: int = 1 << 20, cells: Cells | None = None) -> list[RecordBytes | Lost]:
    return list(_records([Lines(0, data, 0)], cells or Cells(",", Dialect()), most))


def test_what_other_programs_write_is_read_as_they_mean_it() -> None:
    draw = random.Random(3)  # noqa: S311 - made the same every time
    signs = ["a", "é", " ", '"', ",", "\n", "\r", "\r\n", "'", ";", "\\", ""]
    for _ in range(300):
        rows = [["".join(draw.choices(signs, k=draw.randint(0, 6))) for _ in range(3)] for _ in range(4)]
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator=draw.choice(["\n", "\r\n"]), quoting=csv.QUOTE_ALL).writerows(rows)
        cells = Cells(",", Dialect())
        found = records(out.getvalue().encode(), cells=cells)
        assert [cells.parsed(one.data.decode()) for one in found if isinstance(one, RecordBytes)] == rows
        written = "".join(cells.line(row, "\n") for row in rows)
        assert list(csv.reader(io.StringIO(written, newline=""))) == rows


@pytest.mark.parametrize(
    "dialect", [Dialect(), Dialect(escape="\\"), Dialect(quote=""), Dialect(delimiter=";")], ids=str
)
def test_every_byte_is_in_a_record_and_every_record_reads_or_says_why_not(dialect: Dialect) -> None:
    draw = random.Random(5)  # noqa: S311 - made the same every time
    cells = Cells(",", dialect)
    for _ in range(1000):
        data = bytes(draw.choices(b'ab",;\n\r\\', k=draw.randint(0, 60)))
        found = [one for one in records(data, cells=cells) if isinstance(one, RecordBytes)]
        whole = b"".join(one.data for one in found)
        assert whole.translate(None, b"\r\n") == data.translate(None, b"\r\n")
        for one in found:
            assert data[one.offset : one.offset + len(one.data)] == one.data
            try:
                values = cells.parsed(one.data.decode())
            except UnreadableError:
                continue
            if not one.problem and dialect.quote:
                assert cells.parsed(cells.line(values, "\n")) == values


def test_an_open_quotation_mark_holds_no_more_than_a_record_may_have() -> None:
    data = b'id,text\n1,"open\n' + b"2,x\n" * 500_000
    blocks = [Lines(start, data[start : start + (1 << 19)], 0) for start in range(0, len(data), 1 << 19)]
    tracemalloc.start()
    found = list(_records(blocks, Cells(",", Dialect()), 1 << 16))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found) == 500_002
    assert [one.problem for one in found if isinstance(one, RecordBytes) and one.problem] == [
        "a quotation mark is never closed within 65,536 bytes"
    ]
    # The records themselves, which the test keeps, are 250 bytes each.
    assert peak < 500_002 * 300


def test_lines_are_looked_at_a_bounded_number_of_times(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    state = Cells.state

    def counted(self: Cells, line: bytes, *, is_open: bool) -> str:
        nonlocal asked
        asked += 1
        return state(self, line, is_open=is_open)

    monkeypatch.setattr(Cells, "state", counted)
    for line in (b'1,"a\n', b'"a\n', b'1,"a""\n', b',"""\n', b',""\n', b'"\n', b'""\n', b'a"\n', b'1,"a" b\n'):
        asked = 0
        records(line * 3000)
        assert asked <= 3 * 3000, line
