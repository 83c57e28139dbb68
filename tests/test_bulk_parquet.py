"""Parquet and Arrow: unnamed columns stay unchanged, and one bad value costs one row."""

import json
from base64 import b64encode
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from cleantext.bulk import results
from cleantext.bulk.batch import Batches
from cleantext.bulk.formats import row_groups
from cleantext.bulk.formats.base import Fault
from cleantext.bulk.formats.row_groups import batches
from cleantext.cli import app
from cleantext.core.errors import CleantextError

pytestmark = pytest.mark.slow

PROSE = (
    "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its upper deck."
)
DIRTY, CLEAN = f"{PROSE}\n\nLeave a Reply\n", f"{PROSE}\n"
NOTES = ["cleantext_changes", "cleantext_removed", "cleantext_degraded"]


def integers(kind: pa.DataType, last: int) -> pa.Array:
    narrow = pa.int32() if kind == pa.date32() else pa.int64()
    return pa.array([0, 1, None, 3, last], narrow).cast(kind)


# Values that Python cannot hold, or not without pandas; each with the JSON of its last row.
COLUMNS: dict[str, tuple[pa.Array, object]] = {
    "timestamp_ns": (integers(pa.timestamp("ns"), 1700000000000000001), "2023-11-14T22:13:20.000000001"),
    "duration_ns": (integers(pa.duration("ns"), 5), "5"),
    "time_ns": (integers(pa.time64("ns"), 5), "00:00:00.000000005"),
    "date_past_9999": (integers(pa.date32(), 9999999), "29349-01-25"),
    "timestamp_past_9999": (integers(pa.timestamp("us"), 2**62), 2**62),
    "unknown_zone": (integers(pa.timestamp("us", "Mars/Phobos"), 5), 5),
    "string_view": (pa.array([*"abcd", "e"], pa.string_view()), "e"),
    "inside": (
        pa.array([None] * 4 + [[{"at": 1700000000000000001}]], pa.list_(pa.struct([("at", pa.timestamp("ns"))]))),
        [{"at": "2023-11-14T22:13:20.000000001"}],
    ),
}


def run(source: pa.Table, folder: Path, *more: str) -> int:
    parquet.write_table(source, folder / "in.parquet")
    return app.run(["run", str(folder / "in.parquet"), "-o", str(folder / "out"), "--quiet", "--workers", "1", *more])


def restored(folder: Path) -> pa.Table:
    assert app.run(["restore", str(folder / "out"), "-o", str(folder / "back")]) == 0
    return parquet.ParquetFile(folder / "back/in.parquet").read()


@pytest.mark.parametrize("name", COLUMNS)
def test_other_columns_pass_untouched(tmp_path: Path, name: str) -> None:
    source = pa.table({"text": [DIRTY] * 5, "x": COLUMNS[name][0]})
    assert run(source, tmp_path) == 0
    cleaned = parquet.read_table(tmp_path / "out/in.parquet")
    assert cleaned["text"].to_pylist() == [CLEAN] * 5
    assert cleaned.drop_columns(["text", *NOTES]) == source.drop_columns(["text"])
    assert restored(tmp_path) == source


@pytest.mark.parametrize("name", COLUMNS)
def test_what_python_cannot_hold_is_there_in_json(tmp_path: Path, name: str) -> None:
    column, expected = COLUMNS[name]
    assert run(pa.table({"text": [DIRTY] * 5, "x": column}), tmp_path, "--to", "jsonl") == 0
    *_, last = (tmp_path / "out/in.parquet.jsonl").read_bytes().splitlines()
    assert json.loads(last)["x"] == expected


@pytest.mark.parametrize(
    "kind", [pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string()), pa.string()], ids=str
)
def test_texts_keep_their_type(tmp_path: Path, kind: pa.DataType) -> None:
    texts = pa.array([DIRTY, PROSE, None, DIRTY])
    source = pa.table({"text": texts.dictionary_encode() if pa.types.is_dictionary(kind) else texts.cast(kind)})
    assert run(source, tmp_path) == 3
    cleaned = parquet.read_table(tmp_path / "out/in.parquet")
    assert cleaned.schema.field("text").type == kind
    assert cleaned["text"].to_pylist() == [CLEAN, PROSE, CLEAN]
    assert restored(tmp_path)["text"].to_pylist() == [DIRTY, PROSE, DIRTY]
    batch = Batches.of().table(source)
    assert batch.schema.field("text").type == kind
    assert batch["text"].to_pylist() == [CLEAN, PROSE, None, CLEAN]


def broken_utf8() -> pa.Array:
    """Return three strings, the second of which is no UTF-8."""
    pieces = [PROSE.encode(), b"caf\xe9", DIRTY.encode()]
    ends = [0, *(sum(map(len, pieces[: number + 1])) for number in range(3))]
    offsets = b"".join(end.to_bytes(4, "little") for end in ends)
    return pa.Array.from_buffers(pa.string(), 3, [None, pa.py_buffer(offsets), pa.py_buffer(b"".join(pieces))])


def test_a_text_that_is_no_utf8_costs_one_row(tmp_path: Path) -> None:
    source = pa.table({"id": [1, 2, 3], "text": broken_utf8()})
    assert run(source, tmp_path) == 3
    (entry,) = results.quarantine(tmp_path / "out")
    assert (entry.record, entry.reason) == (1, "the field 'text' is not UTF-8: byte 3 is 0xe9")
    assert json.loads(entry.raw) == {"id": 2, "text": "Y2Fm6Q=="}
    assert [(one.record, one.text) for one in results.records(tmp_path / "out")] == [(0, PROSE), (2, CLEAN)]
    batch = Batches.of().table(source)
    assert batch["text"].to_pylist() == [PROSE, None, CLEAN]
    assert batch["cleantext_error"].to_pylist() == [None, "the field 'text' is not UTF-8: byte 3 is 0xe9", None]
    assert batch["id"].to_pylist() == [1, 2, 3]


def test_a_column_that_is_no_utf8_passes(tmp_path: Path) -> None:
    source = pa.table({"text": [PROSE] * 3, "x": broken_utf8()})
    assert run(source, tmp_path) == 0
    assert restored(tmp_path)["x"].cast(pa.binary()) == source["x"].cast(pa.binary())


def test_a_text_that_may_not_be_null_stays_so(tmp_path: Path) -> None:
    schema = pa.schema([pa.field("text", pa.string(), nullable=False, metadata={"language": "en"})])
    source = pa.table([pa.array([DIRTY, PROSE])], schema)
    assert run(source, tmp_path) == 0
    out = parquet.ParquetFile(tmp_path / "out/in.parquet").schema_arrow
    assert out.field("text").equals(schema.field("text"), check_metadata=True)
    assert restored(tmp_path).schema.equals(schema, check_metadata=True)


@pytest.mark.parametrize(
    ("names", "more", "told"),
    [
        (["text", "text"], [], "there are 2 fields 'text'; rename all but one"),
        (["text", "id", "id"], ["--id-field", "id"], "there are 2 fields 'id'; rename all but one"),
        (["text", "id", "id"], ["--to", "jsonl"], "there are 2 fields 'id'; rename all but one"),
    ],
)
def test_two_columns_of_one_name_are_refused_where_they_count(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], names: list[str], more: list[str], told: str
) -> None:
    assert run(pa.Table.from_arrays([pa.array([PROSE])] * len(names), names), tmp_path, *more) == 2
    assert capfd.readouterr().err == f"cleantext: {tmp_path}/in.parquet: {told}\n"


def test_two_columns_of_one_name_keep_their_values(tmp_path: Path) -> None:
    source = pa.Table.from_arrays([pa.array([1, 2]), pa.array([DIRTY, PROSE]), pa.array([8, 9])], ["id", "text", "id"])
    assert run(source, tmp_path) == 0
    cleaned = parquet.ParquetFile(tmp_path / "out/in.parquet").read()
    assert [column.to_pylist() for column in cleaned.columns[:3]] == [[1, 2], [CLEAN, PROSE], [8, 9]]
    assert restored(tmp_path) == source
    batch = Batches.of().table(source)
    assert [column.to_pylist() for column in batch.columns[:3]] == [[1, 2], [CLEAN, PROSE], [8, 9]]


def test_a_damaged_group_of_rows_costs_that_group(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    texts = [f"{number} {PROSE}" for number in range(40)]
    parquet.write_table(pa.table({"text": texts}), path, row_group_size=10, compression="zstd", use_dictionary=False)
    column = parquet.ParquetFile(path).metadata.row_group(2).column(0)
    data = bytearray(path.read_bytes())
    start = column.data_page_offset
    data[start : start + column.total_compressed_size] = b"\xff" * column.total_compressed_size
    path.write_bytes(data)
    assert app.run(["run", str(path), "-o", str(tmp_path / "out"), "--quiet", "--workers", "1"]) == 3
    assert [(one.record, one.text) for one in results.records(tmp_path / "out")] == [
        (number, text) for number, text in enumerate(texts) if not 20 <= number < 30
    ]
    (entry,) = results.quarantine(tmp_path / "out")
    assert (entry.record, entry.records) == (20, 10)
    assert entry.reason.startswith("the group of rows cannot be read: ")
    assert results.summary(tmp_path / "out")["records_in"] == 40


def stored(table: pa.Table, folder: Path) -> list[pa.RecordBatch | Fault]:
    """Return the batches of a file's rows, with a limit of a megabyte for a row."""
    parquet.write_table(table, folder / "in.parquet", compression="zstd")
    with (folder / "in.parquet").open("rb") as file:
        return list(batches(parquet.ParquetFile(file), file, 1 << 20))


LONG, HALF = "x" * 2_000_000, "y" * 400_000


KINDS = [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())]


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_strings_of_a_dictionary_are_written_out_a_few_at_a_time(tmp_path: Path, kind: pa.DataType) -> None:
    texts = [PROSE, None, *[HALF] * 30, LONG, PROSE]
    packed = pa.array(texts).dictionary_encode()
    column = packed if packed.type == kind else pa.array(texts, kind)
    found = stored(pa.table({"text": column, "id": range(34)}), tmp_path)
    rows = [row for one in found if not isinstance(one, Fault) for row in one.to_pylist()]
    assert rows == [{"text": text, "id": at} for at, text in enumerate(texts) if text != LONG]
    assert [one for one in found if isinstance(one, Fault)] == [
        Fault(32, None, "the row is too long: 2,000,009 bytes, 1,048,576 are taken", b"")
    ]
    assert {one.num_rows for one in found if not isinstance(one, Fault)} == {1, 3}
    assert all(one.schema.field("text").type == kind for one in found if not isinstance(one, Fault))


TAGS = pa.list_(pa.field("element", pa.string()))  # as Parquet names what lists hold
LISTS: dict[str, pa.DataType] = {
    "list": TAGS,
    "large": pa.large_list(pa.field("element", pa.large_string())),
    "fixed": pa.list_(pa.field("element", pa.string()), 2),
    "bytes": pa.list_(pa.field("element", pa.binary())),
    "views": pa.list_(pa.field("element", pa.string_view())),
    "bytes, views": pa.list_(pa.field("element", pa.binary_view())),
    "map": pa.map_(pa.string(), pa.field("x", pa.string())),
    "struct": pa.struct([("a", pa.string()), ("tags", TAGS), ("n", pa.int64())]),
}


def row(kind: pa.DataType, one: str, two: str) -> Any:
    """A value of a type of LISTS that holds two strings."""
    if pa.types.is_struct(kind):
        return {"a": one, "tags": [two], "n": 1}
    if pa.types.is_map(kind):
        return [(one, two)]
    return [one.encode(), two.encode()] if "binary" in str(kind) else [one, two]


@pytest.mark.parametrize("name", LISTS)
def test_strings_in_lists_and_structs_are_written_out_a_few_at_a_time(tmp_path: Path, name: str) -> None:
    kind = LISTS[name]
    rows = [row(kind, "a", "b"), None, *[row(kind, HALF, "c")] * 30, row(kind, "d", LONG), row(kind, "e", "f")]
    column = pa.array(rows, kind)
    # Two groups: each has a dictionary of its own.
    parquet.write_table(pa.table({"x": column}), tmp_path / "in.parquet", compression="zstd", row_group_size=20)
    with (tmp_path / "in.parquet").open("rb") as file:
        found = list(batches(parquet.ParquetFile(file), file, 1 << 20))
    whole = [one for one in found if not isinstance(one, Fault)]
    assert pa.Table.from_batches(whole)["x"].to_pylist() == [*column[:32].to_pylist(), *column[33:].to_pylist()]
    assert all(one.validate(full=True) is None and one.schema == whole[0].schema for one in whole)
    assert whole[0].schema.equals(parquet.read_schema(tmp_path / "in.parquet"))
    assert max(one.num_rows for one in whole) <= 3
    (fault,) = [one for one in found if isinstance(one, Fault)]
    assert (fault.record, fault.records) == (32, 1)
    assert fault.reason.startswith("the row is too long: 2,000,0")


@pytest.mark.parametrize("kind", [pa.string(), pa.string_view()], ids=str)
def test_a_list_of_a_million_references_to_a_long_string_costs_its_row(tmp_path: Path, kind: pa.DataType) -> None:
    indices = pa.array([0] * 1_000_002, pa.int32())
    many = pa.ListArray.from_arrays(
        [0, 1, 1_000_001, 1_000_002], pa.DictionaryArray.from_arrays(indices, ["x" * 50_000])
    )
    path, out = tmp_path / "in.parquet", tmp_path / "out"
    # A file of 50 gigabytes that says itself what its lists hold.
    tags = pa.list_(pa.field("element", kind))
    schema = b64encode(pa.schema([("text", pa.string()), ("tags", tags)]).serialize())
    table = pa.table({"text": [DIRTY] * 3, "tags": many})
    with parquet.ParquetWriter(path, table.schema, store_schema=False) as writer:
        writer.write_table(table)
        writer.add_key_value_metadata({"ARROW:schema": schema})
    assert parquet.read_schema(path).field("tags").type == tags
    line = ["run", str(path), "-o", str(out), "--quiet", "--workers", "1", "--max-record", "1"]
    assert app.run(line) == 3
    assert [(one.record, one.text) for one in results.records(out)] == [(0, CLEAN), (2, CLEAN)]
    (entry,) = results.quarantine(out)
    assert entry.reason.startswith("the row is too long: 50,0")
    back = restored(tmp_path)["tags"]
    assert back.type.value_type == kind
    assert back.to_pylist() == [["x" * 50_000]] * 2


def test_lists_of_string_views_and_of_what_is_no_utf8_pass(tmp_path: Path) -> None:
    views = pa.array([["a", "b"], None, ["a"]], pa.list_(pa.string_view()))
    broken = pa.array([[b"\xff", b"a"], [b"\xff"], None], pa.list_(pa.binary())).view(pa.list_(pa.string()))
    source = pa.table({"text": [DIRTY] * 3, "views": views, "broken": broken})
    assert run(source, tmp_path) == 0
    back = restored(tmp_path)
    assert [back.schema.field(at).type.value_type for at in (1, 2)] == [pa.string_view(), pa.string()]
    assert back["views"].to_pylist() == [["a", "b"], None, ["a"]]
    assert back["broken"].cast(pa.list_(pa.binary())).to_pylist() == [[b"\xff", b"a"], [b"\xff"], None]


def test_rows_of_an_output_are_restored_a_few_at_a_time(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"text": [HALF] * 64, "id": range(64)}), tmp_path / "in.parquet")
    with (tmp_path / "in.parquet").open("rb") as file:
        found = list(batches(parquet.ParquetFile(file), file, 1 << 30, ["text"]))
    assert {(one.num_rows, *one.schema.names) for one in found if not isinstance(one, Fault)} == {(1, "text")}
    assert len(found) == 64


def test_a_row_longer_than_a_run_writes_is_not_restored(tmp_path: Path) -> None:
    assert run(pa.table({"text": [DIRTY]}), tmp_path, "--max-record", "1") == 0
    path = tmp_path / "out/in.parquet"
    table = parquet.ParquetFile(path).read()
    parquet.write_table(table.set_column(0, "text", pa.array([LONG * 9])), path)
    with pytest.raises(CleantextError, match=r"the row is too long: 18,0.* bytes, 16,777,216 are taken"):
        list(results.records(tmp_path / "out"))


def test_a_row_that_unpacks_to_more_than_a_record_may_have_costs_itself(tmp_path: Path) -> None:
    assert run(pa.table({"text": [DIRTY, LONG, DIRTY, LONG, LONG, DIRTY]}), tmp_path, "--max-record", "1") == 3
    assert [(one.record, one.text) for one in results.records(tmp_path / "out")] == [(0, CLEAN), (2, CLEAN), (5, CLEAN)]
    reason = "the row is too long: 2,000,000 bytes, 1,048,576 are taken"
    assert {one.reason for one in results.quarantine(tmp_path / "out")} == {reason}
    assert [one.record for one in results.quarantine(tmp_path / "out")] == [1, 3, 4]
    assert restored(tmp_path)["text"].to_pylist() == [DIRTY] * 3


@pytest.mark.parametrize(
    ("column", "limit", "told"),
    [
        ([[7] * 1_000_000, [7]], "MOST_OF_LISTS", "column 'x.list.element' unpacks to 8,000,008 bytes"),
        (["z" * 1_000_000, "z"], "MOST_OF_PAGES", "column 'x' unpacks to 1,000,0"),
    ],
)
def test_a_group_with_a_column_that_unpacks_without_end_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, column: list[Any], limit: str, told: str
) -> None:
    monkeypatch.setattr(row_groups, limit, 900_000)
    table = pa.table({"text": [PROSE, DIRTY] * 2, "x": [*column, *[column[-1]] * 2]})
    parquet.write_table(table, tmp_path / "in.parquet", compression="zstd", row_group_size=2)
    assert app.run(["run", str(tmp_path / "in.parquet"), "-o", str(tmp_path / "out"), "--quiet", "--workers", "1"]) == 3
    (entry,) = results.quarantine(tmp_path / "out")
    assert (entry.record, entry.records) == (0, 2)
    assert entry.reason.startswith(f"the group of rows is not read: {told}")
    assert [one.text for one in results.records(tmp_path / "out")] == [PROSE, CLEAN]
    monkeypatch.setattr(row_groups, limit, 9_000_000)
    assert app.run(["run", str(tmp_path / "in.parquet"), "-o", str(tmp_path / "all"), "--quiet", "--workers", "1"]) == 0


def test_a_file_without_rows_is_restored_without_rows(tmp_path: Path) -> None:
    source = pa.table({"text": pa.array([], pa.string()), "id": pa.array([], pa.int64())})
    assert run(source, tmp_path) == 0
    assert restored(tmp_path) == source


def test_a_batch_with_two_columns_of_the_named_name_is_refused() -> None:
    from cleantext import SettingsError

    twice: Any = pa.Table.from_arrays([pa.array([PROSE])] * 2, ["text", "text"])
    with pytest.raises(SettingsError, match=r"^there are 2 columns 'text'; rename all but one$"):
        Batches.of().table(twice)
