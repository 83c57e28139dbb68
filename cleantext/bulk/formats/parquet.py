"""Parquet: read in batches of rows, the text column replaced, the other columns as they are."""

import json
from base64 import b64encode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from cleantext.bulk.extras import load
from cleantext.bulk.formats.base import (
    CHUNK,
    MOST_RECORDS,
    NOTES,
    Chunk,
    Fault,
    Row,
    Shape,
    Taker,
    Values,
    check_names,
    notes,
    string,
)
from cleantext.bulk.formats.parts import concatenate
from cleantext.bulk.layout import Input
from cleantext.bulk.objects import UnreadableError, dumps
from cleantext.bulk.options import Options
from cleantext.bulk.record import PAGE_NOTES
from cleantext.bulk.streams import BUFFER, explained, raw, reading

if TYPE_CHECKING:
    import pyarrow as pa

_COUNTS = NOTES[:2]


def cut(source: Input, options: Options) -> Iterator[Chunk]:
    """Batches of rows, of about CHUNK bytes."""
    pa, parquet = load("pyarrow", "parquet"), load("pyarrow.parquet", "parquet")
    number = record = 0
    try:
        with raw(source.path) as stored:
            file = parquet.ParquetFile(stored, pre_buffer=False, buffer_size=BUFFER)
            check(file.schema_arrow, options)
            for batch in file.iter_batches(_rows_at_once(file.metadata), use_threads=False):
                sink = BytesIO()
                with pa.ipc.new_stream(sink, batch.schema) as out:
                    out.write_batch(batch)
                position = source.size * (record + batch.num_rows) // max(1, file.metadata.num_rows)
                yield Chunk(number, record, batch.num_rows, sink.getvalue(), position)
                number, record = number + 1, record + batch.num_rows
            if number == 0:  # its output has no rows, but a schema
                sink = BytesIO()
                pa.ipc.new_stream(sink, file.schema_arrow).close()
                yield Chunk(0, 0, 0, sink.getvalue(), source.size)
    except (pa.ArrowException, OSError, UnreadableError) as error:
        reason = explained(error) if isinstance(error, OSError) else str(error)
        yield Chunk(number, record, 0, Fault(None, None, reason.splitlines()[0], b""), source.size)


def _rows_at_once(metadata: Any) -> int:
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    size = max((group.total_byte_size // max(1, group.num_rows) for group in groups), default=1)
    return max(1, min(MOST_RECORDS, CHUNK // max(1, size)))


def check(schema: "pa.Schema", options: Options, *, all_of_them: bool = False) -> None:
    """Raises UnreadableError where the columns do not fit the options; see `base.check_names`."""
    from cleantext.bulk.batch import nested

    check_names(
        schema.names,
        options,
        lambda name: name in schema.names or nested(schema, name) is not None,
        all_of_them=all_of_them,
    )
    target = options.fields.target
    if "." in target and target not in schema.names:
        raise UnreadableError(f"the clean text cannot go into the field {target!r}, inside a column; use --into")


def clean(source: Input, chunk: Chunk, part: Taker) -> None:
    """Clean the rows of a batch."""
    import pyarrow as pa

    table = pa.ipc.open_stream(chunk.data).read_all()
    kept, texts, added = list[int](), list[str | None](), list[dict[str, Any]]()
    page = part.options.fields.html is not None
    for index, row in enumerate(table.to_pylist()):
        record = _Record(row, part.options)
        outcome = part.take(chunk.first + index, None, record.raw, record.read, part.options.fields)
        if outcome is not None:
            kept.append(index)
            texts.append(outcome.text)
            added.append(notes(outcome, page=page, all_of_them=True))
    cleaned = _with(table.take(pa.array(kept, pa.int64())), part.options, texts, added)
    if source.to == "jsonl":
        part.out.writelines(dumps(_plain(row)) + b"\n" for row in cleaned.to_pylist())
        return
    with pa.ipc.new_stream(part.out, cleaned.schema) as out:
        out.write_table(cleaned)


class _Record:
    """One row."""

    def __init__(self, row: dict[str, Any], options: Options) -> None:
        self._row = row
        self._options = options

    def raw(self) -> bytes:
        """The row as JSON, for the quarantine."""
        return dumps(_plain(self._row))

    def read(self) -> Values:
        fields = self._options.fields
        names = (fields.source, fields.title, fields.url, fields.languages, self._options.id)
        return Values(*(_field(self._row, name) for name in names))


def _field(row: dict[str, Any], path: str | None) -> Any:
    if not path or path in row:
        return row.get(path or "")
    value: Any = row
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _plain(row: dict[str, Any]) -> Any:
    """A row as JSON can hold it: dates as ISO 8601, bytes in base64."""
    return json.loads(json.dumps(row, default=_written))


def _written(value: Any) -> str:
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _with(table: "pa.Table", options: Options, texts: list[str | None], added: list[dict[str, Any]]) -> "pa.Table":
    """The table with clean texts and notes."""
    import pyarrow as pa

    target = options.fields.target
    at = table.schema.get_field_index(target)
    large = at >= 0 and pa.types.is_large_string(table.schema.field(at).type)
    column = pa.field(target, pa.large_string() if large else pa.string())
    values = pa.array(texts, column.type)
    table = table.append_column(column, values) if at < 0 else table.set_column(at, column, values)
    for name in NOTES:
        if name not in PAGE_NOTES or options.fields.html:
            kind = pa.int64() if name in _COUNTS else pa.string()
            table = table.append_column(name, pa.array([entry[name] for entry in added], kind))
    return table


def join(source: Input, parts: list[Path], target: IO[bytes]) -> None:
    """One file, with the compression and at most the rows in a group that the input has."""
    if source.to == "jsonl":
        concatenate(source, parts, target)
        return
    import pyarrow as pa
    from pyarrow import parquet

    with raw(source.path) as stored:
        metadata = parquet.ParquetFile(stored).metadata
        groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
        codec = next((group.column(0).compression for group in groups if group.num_columns), "SNAPPY")
        most = max((group.num_rows for group in groups), default=1)
    writer = None
    for path in parts:
        with reading(str(path), "zstd") as part, pa.ipc.open_stream(part) as batches:
            if writer is None:
                writer = parquet.ParquetWriter(target, batches.schema, compression=_named(codec))
            for batch in batches:
                writer.write_batch(batch, row_group_size=most)
    if writer is not None:
        writer.close()


def _named(codec: str) -> str:
    return "none" if codec == "UNCOMPRESSED" else codec.lower()


def rows(path: Path, source: Input, shape: Shape) -> Iterator[Row | None]:
    """The records of an output."""
    parquet = load("pyarrow.parquet", "parquet")
    with parquet.ParquetFile(path, pre_buffer=False, buffer_size=BUFFER) as file:
        heads = {name.split(".")[0] for name in (shape.text, shape.id, shape.url) if name}
        columns = [name for name in file.schema_arrow.names if name in {shape.text, shape.id, shape.url, *heads}]
        for batch in file.iter_batches(_rows_at_once(file.metadata), columns=columns, use_threads=False):
            for row in batch.to_pylist():
                yield Row(row[shape.text], string(_field(row, shape.id)), string(_field(row, shape.url)))


def restore(path: Path, source: Input, shape: Shape, texts: Iterator[str], target: IO[bytes]) -> None:
    """Write an output again with the texts that came in, and without what was added."""
    pa, parquet = load("pyarrow", "parquet"), load("pyarrow.parquet", "parquet")
    with parquet.ParquetFile(path, pre_buffer=False, buffer_size=BUFFER) as file:
        gone = [name for name in shape.extra if name in file.schema_arrow.names]
        writer = None
        for batch in file.iter_batches(_rows_at_once(file.metadata), use_threads=False):
            table = pa.Table.from_batches([batch])
            back = [next(texts) for _ in range(batch.num_rows)]
            at = table.schema.get_field_index(shape.text)
            table = table.set_column(at, table.schema.field(at), pa.array(back, table.schema.field(at).type))
            table = table.drop_columns(gone)
            writer = writer or parquet.ParquetWriter(target, table.schema, compression="zstd")
            writer.write_table(table)
        if writer:
            writer.close()
