"""Parquet: read in batches of rows, the text column replaced, the other columns as they are."""

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any, ClassVar

from cleantext.bulk.extras import load
from cleantext.bulk.formats.base import (
    CHUNK,
    MOST_RECORDS,
    NOTES,
    Chunk,
    ChunkOutputs,
    Fault,
    FieldError,
    Format,
    Output,
    OutputFile,
    OutputRecord,
    Values,
    check_names,
    notes,
    string,
)
from cleantext.bulk.formats.jsonl import JSON_LINES
from cleantext.bulk.objects import UnreadableError, dumps
from cleantext.bulk.options import Options
from cleantext.bulk.record import PAGE_NOTES, Outcome
from cleantext.bulk.streams import BUFFER, explained, raw, reading

if TYPE_CHECKING:
    import pyarrow as pa

_COUNTS = NOTES[:2]


class ParquetOutput:
    """Outputs with the compression of their inputs, and at most as many rows in a group."""

    suffix = ".parquet"
    has_own_compression = True
    needs_parts = True  # which hold the schema
    holds_surrogates = False

    def join(self, parts: ChunkOutputs, target: IO[bytes]) -> None:
        """One file."""
        import pyarrow as pa
        from pyarrow import parquet

        with raw(parts.source.path) as stored:
            metadata = parquet.ParquetFile(stored).metadata
            groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
            codec = next((group.column(0).compression for group in groups if group.num_columns), "SNAPPY")
            most = max((group.num_rows for group in groups), default=1)
        writer = None
        for path in parts.paths:
            with reading(str(path), "zstd") as part, pa.ipc.open_stream(part) as batches:
                if writer is None:
                    writer = parquet.ParquetWriter(target, batches.schema, compression=_named(codec))
                for batch in batches:
                    writer.write_batch(batch, row_group_size=most)
        if writer is not None:
            writer.close()

    def records(self, file: OutputFile) -> Iterator[OutputRecord | None]:
        """The rows."""
        parquet, fields = load("pyarrow.parquet", "parquet"), file.fields
        with parquet.ParquetFile(file.path, pre_buffer=False, buffer_size=BUFFER) as rows:
            heads = {name.split(".")[0] for name in (fields.text, fields.id, fields.url) if name}
            columns = [name for name in rows.schema_arrow.names if name in {fields.text, fields.id, fields.url, *heads}]
            for batch in rows.iter_batches(_rows_at_once(rows.metadata), columns=columns, use_threads=False):
                for row in batch.to_pylist():
                    yield OutputRecord(
                        row[fields.text], string(_field(row, fields.id)), string(_field(row, fields.url))
                    )

    def restore(self, file: OutputFile, texts: Iterator[str], target: IO[bytes]) -> None:
        """The rows with other texts, and without the columns that were added."""
        pa, parquet, fields = load("pyarrow", "parquet"), load("pyarrow.parquet", "parquet"), file.fields
        with parquet.ParquetFile(file.path, pre_buffer=False, buffer_size=BUFFER) as rows:
            gone = [name for name in fields.extra if name in rows.schema_arrow.names]
            writer = None
            for batch in rows.iter_batches(_rows_at_once(rows.metadata), use_threads=False):
                table = pa.Table.from_batches([batch])
                back = [next(texts) for _ in range(batch.num_rows)]
                at = table.schema.get_field_index(fields.text)
                table = table.set_column(at, table.schema.field(at), pa.array(back, table.schema.field(at).type))
                table = table.drop_columns(gone)
                writer = writer or parquet.ParquetWriter(target, table.schema, compression="zstd")
                writer.write_table(table)
            if writer:
                writer.close()


class _ParquetRecord:
    """One record."""

    offset = None

    def __init__(self, number: int, index: int, row: dict[str, Any], options: Options) -> None:
        self.number = number
        self.index = index  # in its chunk
        self.row = row
        self._options = options

    def raw(self) -> bytes:
        """The row as JSON."""
        return dumps(_plain(self.row))

    def values(self) -> Values:
        fields = self._options.fields
        names = (fields.source, fields.title, fields.url, fields.languages, self._options.id)
        return Values(*(_field(self.row, name) for name in names))


class Parquet(Format[_ParquetRecord]):
    """A record is a row."""

    suffixes = (".parquet",)
    outputs: ClassVar[Mapping[str, Output]] = {"parquet": ParquetOutput(), "jsonl": JSON_LINES}

    def check(self) -> None:
        """See `Format`."""
        pa, parquet = load("pyarrow", "parquet"), load("pyarrow.parquet", "parquet")
        try:
            with raw(self.source.path) as stored:
                schema = parquet.ParquetFile(stored, pre_buffer=False, buffer_size=BUFFER).schema_arrow
        except (pa.ArrowException, OSError):
            return
        self._check_schema(schema, all_of_them=True)

    def _check_schema(self, schema: "pa.Schema", *, all_of_them: bool) -> None:
        """Raises FieldError where the columns do not fit the options; see `base.check_names`."""
        from cleantext.bulk.batch import nested

        check_names(
            schema.names,
            self.options,
            lambda name: name in schema.names or nested(schema, name) is not None,
            all_of_them=all_of_them,
        )
        target = self.fields.target
        if "." in target and target not in schema.names:
            raise FieldError(f"the clean text cannot go into the field {target!r}, inside a column; use --into")

    def cut(self) -> Iterator[Chunk]:
        """Batches of rows, of about CHUNK bytes."""
        pa, parquet = load("pyarrow", "parquet"), load("pyarrow.parquet", "parquet")
        number, record, size = 0, 0, self.source.size
        try:
            with raw(self.source.path) as stored:
                file = parquet.ParquetFile(stored, pre_buffer=False, buffer_size=BUFFER)
                self._check_schema(file.schema_arrow, all_of_them=False)
                for batch in file.iter_batches(_rows_at_once(file.metadata), use_threads=False):
                    position = size * (record + batch.num_rows) // max(1, file.metadata.num_rows)
                    yield Chunk(number, record, batch.num_rows, _stream(batch.schema, [batch]), position)
                    number, record = number + 1, record + batch.num_rows
                if number == 0:  # its output has no rows, but a schema
                    yield Chunk(0, 0, 0, _stream(file.schema_arrow, []), size)
        except (pa.ArrowException, OSError, UnreadableError) as error:
            reason = explained(error) if isinstance(error, OSError) else str(error)
            yield Chunk(number, record, 0, Fault(None, None, reason.splitlines()[0], b""), size)

    def records(self, chunk: Chunk) -> Iterator[_ParquetRecord]:
        """The rows of a batch."""
        import pyarrow as pa

        self._table = pa.ipc.open_stream(chunk.data).read_all()
        self._kept = list[tuple[int, Outcome]]()
        for index, row in enumerate(self._table.to_pylist()):
            yield _ParquetRecord(chunk.first + index, index, row, self.options)

    def write(self, record: _ParquetRecord, outcome: Outcome) -> None:
        """Keep what is to be changed."""
        self._kept.append((record.index, outcome))

    def output(self) -> bytes:
        """The rows, changed and with notes, as a stream of Arrow or as objects with the same fields."""
        import pyarrow as pa

        kept = self._table.take(pa.array([index for index, _ in self._kept], pa.int64()))
        cleaned = self._noted(kept, [outcome for _, outcome in self._kept])
        if self.source.to == "jsonl":
            return b"".join(dumps(_plain(row)) + b"\n" for row in cleaned.to_pylist())
        return _stream(cleaned.schema, cleaned.to_batches())

    def _noted(self, table: "pa.Table", outcomes: list[Outcome]) -> "pa.Table":
        """The table with clean texts and notes."""
        import pyarrow as pa

        target, page = self.fields.target, self.fields.html is not None
        at = table.schema.get_field_index(target)
        large = at >= 0 and pa.types.is_large_string(table.schema.field(at).type)
        column = pa.field(target, pa.large_string() if large else pa.string())
        values = pa.array([outcome.text for outcome in outcomes], column.type)
        table = table.append_column(column, values) if at < 0 else table.set_column(at, column, values)
        added = [notes(outcome, page=page, all_of_them=True) for outcome in outcomes]
        for name in NOTES:
            if name not in PAGE_NOTES or page:
                kind = pa.int64() if name in _COUNTS else pa.string()
                table = table.append_column(name, pa.array([entry[name] for entry in added], kind))
        return table


def _stream(schema: "pa.Schema", batches: "list[pa.RecordBatch]") -> bytes:
    """Batches as a stream of Arrow."""
    import pyarrow as pa

    sink = BytesIO()
    with pa.ipc.new_stream(sink, schema) as out:
        for batch in batches:
            out.write_batch(batch)
    return sink.getvalue()


def _rows_at_once(metadata: Any) -> int:
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    size = max((group.total_byte_size // max(1, group.num_rows) for group in groups), default=1)
    return max(1, min(MOST_RECORDS, CHUNK // max(1, size)))


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


def _named(codec: str) -> str:
    return "none" if codec == "UNCOMPRESSED" else codec.lower()
