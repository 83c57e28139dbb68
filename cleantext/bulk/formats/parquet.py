"""Parquet: read in batches of rows; the text column is replaced, the other columns stay unchanged."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any, ClassVar, NamedTuple

from cleantext.bulk.extras import load
from cleantext.bulk.formats.base import (
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
    asked,
    check_names,
    string,
)
from cleantext.bulk.formats.jsonl import JSON_LINES
from cleantext.bulk.formats.row_groups import batches, reason
from cleantext.bulk.objects import UnreadableError, dumps
from cleantext.bulk.options import MEGABYTE, Options
from cleantext.bulk.record import ERROR, Outcome
from cleantext.bulk.streams import BUFFER, raw, reading

if TYPE_CHECKING:
    import pyarrow as pa

_COUNTS = NOTES[:2]


class ParquetOutput:
    """Outputs with the compression of their inputs, and at most as many rows in a group."""

    suffix = ".parquet"
    has_own_compression = True
    needs_parts = True  # for the schema
    holds_surrogates = False
    holds_equal_names = True

    def join(self, parts: ChunkOutputs, target: IO[bytes]) -> None:
        """Write one file."""
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
        """Yield the rows."""
        from cleantext.bulk.columns import Named, is_there

        fields = file.fields
        with _opened(file) as (rows, stored):
            schema = rows.schema_arrow
            names = [name if name and is_there(schema, name) else None for name in (*fields[:3], ERROR)]
            heads = {part for name in names if name for part in (name, name.split(".")[0])}
            columns = [name for name in schema.names if name in heads]
            for batch in _rows(batches(rows, stored, file.most, columns)):
                named = Named(batch, names)
                for index in range(batch.num_rows):
                    text, identity, url, error = named.values(index)
                    yield OutputRecord(text, string(identity), string(url), error is None)

    def restore(self, file: OutputFile, texts: Iterator[str], target: IO[bytes]) -> None:
        """Write the rows with other texts, and without the added columns."""
        from cleantext.bulk.columns import Named, text_array

        pa, parquet, fields = load("pyarrow", "parquet"), load("pyarrow.parquet", "parquet"), file.fields
        with _opened(file) as (rows, stored):
            added = [name for name in fields.extra if name in rows.schema_arrow.names]
            schema = rows.schema_arrow
            for name in added:
                schema = schema.remove(schema.get_field_index(name))
            with parquet.ParquetWriter(target, schema, compression="zstd") as writer:
                for batch in _rows(batches(rows, stored, file.most)):
                    table = pa.Table.from_batches([batch])
                    at = table.schema.get_field_index(fields.text)
                    field = table.schema.field(at)
                    named = Named(table, [fields.text, ERROR if ERROR in added else None])
                    rows_now = map(named.values, range(batch.num_rows))
                    back = [next(texts) if error is None else text for text, error in rows_now]
                    writer.write_table(table.set_column(at, field, text_array(back, field.type)).drop_columns(added))


@contextmanager
def _opened(file: OutputFile) -> "Iterator[tuple[Any, IO[bytes]]]":
    """Open an output; also the file that it is in."""
    parquet = load("pyarrow.parquet", "parquet")
    with (
        raw(str(file.path)) as stored,
        parquet.ParquetFile(stored, pre_buffer=False, buffer_size=BUFFER) as rows,
    ):
        yield rows, stored


def _rows(found: "Iterator[pa.RecordBatch | Fault]") -> "Iterator[pa.RecordBatch]":
    """Yield the rows of an output. Raises UnreadableError if one cannot be read, or is too long for a run."""
    for batch in found:
        if isinstance(batch, Fault):
            raise UnreadableError(batch.reason)
        yield batch


class _ParquetRecord(NamedTuple):
    """One record."""

    number: int
    place: int  # in its chunk
    chunk: "_Table"

    @property
    def offset(self) -> None:
        """Return None: the values of a row are not stored together."""
        return

    def raw(self) -> bytes:
        """Return the row as JSON."""
        return dumps(self.chunk.row(self.place))

    def values(self) -> Values:
        return Values(*self.chunk.named.values(self.place))


class _Table:
    """The rows of a chunk."""

    def __init__(self, table: "pa.Table", options: Options) -> None:
        from cleantext.bulk.columns import Named, as_json, is_there

        self.table = table
        self.named = Named(table, [name if name and is_there(table.schema, name) else None for name in asked(options)])
        self._as_json = as_json

    def row(self, place: int) -> dict[str, Any]:
        """Return a row in JSON."""
        return {
            name: self._as_json(self.table.column(number)[place]) for number, name in enumerate(self.table.schema.names)
        }


class Parquet(Format[_ParquetRecord]):
    """A record is a row."""

    title = "Parquet"
    suffixes = (".parquet",)
    keeps_failed = True
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
        """Raise FieldError if the columns do not fit the options; see `base.check_names`."""
        from cleantext.bulk.columns import is_there

        check_names(
            schema.names,
            self,
            lambda name: is_there(schema, name),
            all_of_them=all_of_them,
        )
        target = self.fields.target
        if "." in target and target not in schema.names:
            raise FieldError(f"the clean text cannot go into the field {target!r}, inside a column; use --into")

    def cut(self) -> Iterator[Chunk]:
        """Yield batches of rows of about CHUNK bytes."""
        pa, parquet = load("pyarrow", "parquet"), load("pyarrow.parquet", "parquet")
        number, record, size = 0, 0, self.source.size
        try:
            with raw(self.source.path) as stored:
                file = parquet.ParquetFile(stored, pre_buffer=False, buffer_size=BUFFER)
                self._check_schema(file.schema_arrow, all_of_them=False)
                for batch in batches(file, stored, self.options.max_record * MEGABYTE):
                    rows = batch.records if isinstance(batch, Fault) else batch.num_rows
                    data = batch if isinstance(batch, Fault) else _stream(batch.schema, [batch])
                    position = size * (record + rows) // max(1, file.metadata.num_rows)
                    yield Chunk(number, record, rows, data, position)
                    number, record = number + 1, record + rows
                if number == 0:  # its output has no rows, but a schema
                    yield Chunk(0, 0, 0, _stream(file.schema_arrow, []), size)
        except (pa.ArrowException, OSError, UnreadableError) as error:
            yield Chunk(number, record, 0, Fault(None, None, reason(error), b""), size)

    def records(self, chunk: Chunk) -> Iterator[_ParquetRecord]:
        """Yield the rows of a batch."""
        import pyarrow as pa

        self._chunk = _Table(pa.ipc.open_stream(chunk.data).read_all(), self.options)
        self._kept = list[tuple[int, Outcome]]()
        self._lines = list[bytes]()
        for index in range(chunk.records):
            yield _ParquetRecord(chunk.first + index, index, self._chunk)

    def write(self, record: _ParquetRecord, outcome: Outcome) -> None:
        """Store the changes of a row, or write an object with the same fields."""
        if self.source.to == "jsonl":
            row = self._chunk.row(record.place)
            text = row.get(self.fields.target) if outcome.error else outcome.text
            row = {**row, self.fields.target: text, **self.notes(outcome)}
            self._lines.append(dumps(row) + b"\n")
        else:
            self._kept.append((record.place, outcome))

    def output(self) -> bytes:
        """Return the rows, changed and with notes, as a stream of Arrow or as JSON lines."""
        if self.source.to == "jsonl":
            return b"".join(self._lines)
        from cleantext.bulk.columns import rows_of

        kept = rows_of(self._chunk.table, [index for index, _ in self._kept])
        cleaned = self._noted(kept, [outcome for _, outcome in self._kept])
        return _stream(cleaned.schema, cleaned.to_batches())

    def _noted(self, table: "pa.Table", outcomes: list[Outcome]) -> "pa.Table":
        """Return the table with clean texts and notes."""
        import pyarrow as pa

        from cleantext.bulk.columns import text_array, text_type

        target = self.fields.target
        at = table.schema.get_field_index(target)
        before = table.schema.field(at) if at >= 0 else pa.field(target, pa.string())
        kind = text_type(before.type)
        # No text becomes null: rows whose text cannot be read are not here.
        column = before if before.type == kind else pa.field(target, kind)
        values = text_array([outcome.text for outcome in outcomes], column.type)
        table = table.append_column(column, values) if at < 0 else table.set_column(at, column, values)
        added = [self.notes(outcome) for outcome in outcomes]
        for name in self.note_names():
            kind = pa.int64() if name in _COUNTS else pa.string()
            table = table.append_column(name, pa.array([entry[name] for entry in added], kind))
        return table


def _stream(schema: "pa.Schema", batches: "list[pa.RecordBatch]") -> bytes:
    """Return batches as a stream of Arrow."""
    import pyarrow as pa

    sink = BytesIO()
    with pa.ipc.new_stream(sink, schema) as out:
        for batch in batches:
            out.write_batch(batch)
    return sink.getvalue()


def _named(codec: str) -> str:
    return "none" if codec == "UNCOMPRESSED" else codec.lower()
