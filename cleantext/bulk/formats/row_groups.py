"""The row groups of a Parquet file in batches of bounded size, whatever their unpacked size.

A few hundred bytes of Parquet may expand to gigabytes: a dictionary with one long string and a million references to
it, a list of a million equal numbers, a page compressed ten thousand times. So columns of strings are read as
dictionaries, and expanded only for the rows of a batch. A row that is too long costs only itself. A group is not read
if a column expands to more than `MOST_OF_PAGES` or `MOST_OF_LISTS`, and to more than `MOST_TIMES` its stored size.
"""

from typing import IO, TYPE_CHECKING, Any

from cleantext.bulk.extras import load
from cleantext.bulk.formats.base import CHUNK, MOST_RECORDS, Fault
from cleantext.bulk.streams import BUFFER, explained

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

MOST_OF_PAGES = 1 << 29  # bytes; writers make groups of 128 MB, for all columns together
MOST_OF_LISTS = 1 << 30  # bytes of expanded values; masks of tokens in a group of a million rows are half of that
MOST_TIMES = 1_000  # zstd compresses logs 30 times
_WIDTHS = {"BOOLEAN": 1, "INT32": 4, "FLOAT": 4, "INT96": 12}  # bytes of a value by physical type; the others take 8
_NARROW = {"INT_8": 1, "UINT_8": 1, "INT_16": 2, "UINT_16": 2}  # by converted type


def batches(file: Any, stored: IO[bytes], most: int) -> "Iterator[pa.RecordBatch | Fault]":
    """Yield the rows of an open file in batches; most: bytes of a row, longer ones become Faults.

    If rows cannot be read, each group is read by itself, and the rest of a damaged one becomes a Fault.
    """
    parquet = load("pyarrow.parquet", "parquet")
    names = _dictionaries(file)
    stored.seek(0)
    packed = parquet.ParquetFile(stored, read_dictionary=names, pre_buffer=False, buffer_size=BUFFER) if names else file
    start = 0
    for batch in _read(packed):
        yield from [batch] if isinstance(batch, Fault) else _pieces(batch, file.schema_arrow, start, most)
        start += batch.records if isinstance(batch, Fault) else batch.num_rows


def _dictionaries(file: Any) -> list[str]:
    """Return the top-level columns of strings or bytes that may have a dictionary in a group."""
    pa = load("pyarrow", "parquet")
    kinds = {pa.string(), pa.binary(), pa.large_string(), pa.large_binary()}
    plain = {field.name for field in file.schema_arrow if field.type in kinds}
    groups = (file.metadata.row_group(number) for number in range(file.metadata.num_row_groups))
    columns = (group.column(number) for group in groups for number in range(group.num_columns))
    return sorted({column.path_in_schema for column in columns if column.has_dictionary_page} & plain)


def _read(file: Any) -> "Iterator[pa.RecordBatch | Fault]":
    """Yield the rows as they are stored, strings of dictionaries as references."""
    pa = load("pyarrow", "parquet")
    most, done = rows_at_once(file.metadata), 0
    try:
        if not any(_excess(file, number) for number in range(file.num_row_groups)):
            for batch in file.iter_batches(most, use_threads=False):
                yield batch
                done += batch.num_rows
            return
    except (pa.ArrowException, OSError):
        pass
    start = 0
    for number, group in enumerate(_groups(file.metadata)):
        if start + group.num_rows > done:
            yield from _group(file, number, most, max(0, done - start), start)
        start += group.num_rows


def _group(file: Any, number: int, most: int, skip: int, start: int) -> "Iterator[pa.RecordBatch | Fault]":
    """Yield the rows of a group without its first `skip`; start: the number of its first row."""
    pa = load("pyarrow", "parquet")
    group = file.metadata.row_group(number)
    at, rows = 0, group.num_rows
    if excess := _excess(file, number):
        yield Fault(start + skip, None, f"the group of rows is not read: {excess}", b"", rows - skip)
        return
    try:
        for batch in file.iter_batches(most, row_groups=[number], use_threads=False):
            left = batch.slice(max(0, skip - at))
            at += batch.num_rows
            if left.num_rows:
                yield left
    except (pa.ArrowException, OSError) as error:
        first = max(at, skip)
        yield Fault(start + first, None, f"the group of rows cannot be read: {reason(error)}", b"", rows - first)


def _excess(file: Any, number: int) -> str:
    """Return the message for the column of a group that expands too far; "" if none does."""
    group = file.metadata.row_group(number)
    for at in range(group.num_columns):
        column, kind = group.column(at), file.schema.column(at)
        width = _NARROW.get(kind.converted_type) or _WIDTHS.get(column.physical_type, 8)
        lists = column.num_values * width if kind.max_repetition_level else 0
        for size, most in ((column.total_uncompressed_size, MOST_OF_PAGES), (lists, MOST_OF_LISTS)):
            if size > most and size > MOST_TIMES * column.total_compressed_size:
                path = column.path_in_schema
                return f"column {path!r} unpacks to {size:,} bytes, {most:,} are taken; write smaller groups"
    return ""


def _pieces(batch: "pa.RecordBatch", schema: "pa.Schema", start: int, most: int) -> "Iterator[pa.RecordBatch | Fault]":
    """Yield a batch with expanded strings, in pieces of about CHUNK bytes if it is longer than a row may be."""
    if _size(batch) <= most:
        yield _written_out(batch, schema)
        return
    first, size = 0, 0
    for row in range(batch.num_rows):
        own = _size(batch.slice(row, 1))
        if row > first and (own > most or size + own > CHUNK):
            yield _written_out(batch.slice(first, row - first), schema)
            first, size = row, 0
        size += own
        if own > most:
            yield Fault(start + row, None, f"the row is too long: {own:,} bytes, {most:,} are taken", b"")
            first, size = row + 1, 0
    if first < batch.num_rows:
        yield _written_out(batch.slice(first), schema)


def _size(batch: "pa.RecordBatch") -> int:
    """Return the bytes of a batch with expanded strings."""
    return sum(map(_bytes, batch.columns))


def _bytes(column: "pa.Array") -> int:
    import pyarrow as pa
    import pyarrow.compute as pc

    try:
        lengths = pc.binary_length(column.dictionary) if pa.types.is_dictionary(column.type) else None
    except pa.ArrowException:  # a dictionary of another type, as short as its references
        lengths = None
    return column.nbytes if lengths is None else pc.sum(lengths.take(column.indices).cast("int64")).as_py() or 0


def _written_out(batch: "pa.RecordBatch", schema: "pa.Schema") -> "pa.RecordBatch":
    pa = load("pyarrow", "parquet")
    columns = [
        column if column.type == field.type else column.dictionary_decode().cast(field.type)
        for column, field in zip(batch.columns, schema, strict=True)
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def reason(error: Exception) -> str:
    """Return the message of an error of Arrow or of the system, in one line."""
    message = explained(error) if isinstance(error, OSError) else str(error)
    return message.splitlines()[0] if message else type(error).__name__


def rows_at_once(metadata: Any) -> int:
    """Return how many rows make about CHUNK bytes, by the file's metadata of its groups."""
    size = max((group.total_byte_size // max(1, group.num_rows) for group in _groups(metadata)), default=1)
    return max(1, min(MOST_RECORDS, CHUNK // max(1, size)))


def _groups(metadata: Any) -> list[Any]:
    return [metadata.row_group(number) for number in range(metadata.num_row_groups)]
