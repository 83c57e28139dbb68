"""The row groups of a Parquet file in batches of bounded size, whatever their unpacked size.

A few hundred bytes of Parquet may expand to gigabytes: a dictionary with one long string and a million references to
it, a list of a million equal numbers, a page compressed ten thousand times. So columns of strings, those in lists and
structs too, are read as dictionaries, and expanded only for the rows of a batch. A row that is too long costs only
itself. A group is not read if a column expands to more than `MOST_OF_PAGES` or `MOST_OF_LISTS`, and to more than
`MOST_TIMES` its stored size.
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
_MOST_AT_ONCE = 1 << 24  # bytes of rows that are expanded together
_OFFSET = 8  # bytes, of a list in its column
_WIDTHS = {"BOOLEAN": 1, "INT32": 4, "FLOAT": 4, "INT96": 12}  # bytes of a value by physical type; the others take 8
_NARROW = {"INT_8": 1, "UINT_8": 1, "INT_16": 2, "UINT_16": 2}  # by converted type


def batches(
    file: Any, stored: IO[bytes], most: int, columns: list[str] | None = None
) -> "Iterator[pa.RecordBatch | Fault]":
    """Yield the rows of an open file in batches; most: bytes of a row, longer ones become Faults; no columns: all.

    If rows cannot be read, each group is read by itself, and the rest of a damaged one becomes a Fault.
    """
    pa = load("pyarrow", "parquet")
    packed, start = _packed(file, stored), 0
    own = file.schema_arrow
    schema = pa.schema([field for field in own if columns is None or field.name in columns], own.metadata)
    for batch in _read(packed, columns):
        yield from [batch] if isinstance(batch, Fault) else _pieces(batch, schema, start, most)
        start += batch.records if isinstance(batch, Fault) else batch.num_rows


def _packed(file: Any, stored: IO[bytes]) -> Any:
    """Open the file again with columns of strings or bytes, those inside others too, as the dictionaries they may be.

    Columns whose dictionaries could not be expanded afterwards are read as usual.
    """
    parquet = load("pyarrow.parquet", "parquet")
    groups = (file.metadata.row_group(number) for number in range(file.metadata.num_row_groups))
    columns = (group.column(number) for group in groups for number in range(group.num_columns))
    names = {one.path_in_schema for one in columns if one.has_dictionary_page and one.physical_type == "BYTE_ARRAY"}
    while names:
        stored.seek(0)
        packed = parquet.ParquetFile(stored, read_dictionary=sorted(names), pre_buffer=False, buffer_size=BUFFER)
        wrong = [
            field.name
            for own, field in zip(packed.schema_arrow, file.schema_arrow, strict=True)
            if not _can_expand(own.type, field.type)
        ]
        if not wrong:
            return packed
        left = {name for name in names if not any(f"{name}.".startswith(f"{one}.") for one in wrong)}
        names = left if left < names else set()
    return file


def _can_expand(kind: "pa.DataType", target: "pa.DataType") -> bool:
    pa = load("pyarrow", "parquet")
    if pa.types.is_dictionary(kind) and kind != target:
        texts, data = (
            (pa.string(), pa.large_string(), pa.string_view()),
            (pa.binary(), pa.large_binary(), pa.binary_view()),
        )
        return target in {*texts, *data}
    is_known = pa.types.is_struct(kind) or pa.types.is_fixed_size_list(kind) or _has_offsets(kind)
    if not is_known or kind.num_fields != target.num_fields:
        return bool(kind == target)
    return all(_can_expand(kind.field(at).type, target.field(at).type) for at in range(kind.num_fields))


def _read(file: Any, columns: list[str] | None) -> "Iterator[pa.RecordBatch | Fault]":
    """Yield the rows as they are stored, strings of dictionaries as references."""
    pa = load("pyarrow", "parquet")
    most, done = rows_at_once(file.metadata), 0
    # A batch across two groups would have two dictionaries in one column, which Arrow does not read inside others.
    is_in_one = not any(_holds_dictionary(field.type) for field in file.schema_arrow if pa.types.is_nested(field.type))
    try:
        if is_in_one and not any(_excess(file, number) for number in range(file.num_row_groups)):
            for batch in file.iter_batches(most, columns=columns, use_threads=False):
                yield batch
                done += batch.num_rows
            return
    except (pa.ArrowException, OSError):
        pass
    start = 0
    for number, group in enumerate(_groups(file.metadata)):
        if start + group.num_rows > done:
            yield from _group(file, number, most, columns, max(0, done - start), start)
        start += group.num_rows


def _holds_dictionary(kind: "pa.DataType") -> bool:
    pa = load("pyarrow", "parquet")
    if pa.types.is_nested(kind):
        return any(_holds_dictionary(kind.field(number).type) for number in range(kind.num_fields))
    return bool(pa.types.is_dictionary(kind))


def _group(  # noqa: PLR0917 - one call hands them over
    file: Any, number: int, most: int, columns: list[str] | None, skip: int, start: int
) -> "Iterator[pa.RecordBatch | Fault]":
    """Yield the rows of a group without its first `skip`; start: the number of its first row."""
    pa = load("pyarrow", "parquet")
    group = file.metadata.row_group(number)
    at, rows = 0, group.num_rows
    if excess := _excess(file, number):
        yield Fault(start + skip, None, f"the group of rows is not read: {excess}", b"", rows - skip)
        return
    try:
        for batch in file.iter_batches(most, row_groups=[number], columns=columns, use_threads=False):
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
    """Yield a batch with expanded strings, in pieces of about CHUNK bytes if it is long."""
    if _size(batch) <= min(most, _MOST_AT_ONCE):
        yield _expanded_batch(batch, schema)
        return
    first, size = 0, 0
    for row in range(batch.num_rows):
        own = _size(batch.slice(row, 1))
        if row > first and (own > most or size + own > CHUNK):
            yield _expanded_batch(batch.slice(first, row - first), schema)
            first, size = row, 0
        size += own
        if own > most:
            yield Fault(start + row, None, f"the row is too long: {own:,} bytes, {most:,} are taken", b"")
            first, size = row + 1, 0
    if first < batch.num_rows:
        yield _expanded_batch(batch.slice(first), schema)


def _size(batch: "pa.RecordBatch") -> int:
    """Return the bytes of a batch with expanded strings."""
    return sum(map(_bytes, batch.columns))


def _bytes(column: "pa.Array") -> int:
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = column.type
    if pa.types.is_nested(kind) and _holds_dictionary(kind):
        return sum(map(_bytes, _inside(column))) + _OFFSET * len(column)
    try:
        lengths = pc.binary_length(column.dictionary) if pa.types.is_dictionary(kind) else None
    except pa.ArrowException:  # a dictionary of another type, as short as its references
        lengths = None
    return column.nbytes if lengths is None else pc.sum(lengths.take(column.indices).cast("int64")).as_py() or 0


def _expanded_batch(batch: "pa.RecordBatch", schema: "pa.Schema") -> "pa.RecordBatch":
    pa = load("pyarrow", "parquet")
    columns = [_expanded(column, field.type) for column, field in zip(batch.columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _expanded(column: "pa.Array", kind: "pa.DataType") -> "pa.Array":
    """Return a column in a type without its dictionaries. A cast of a few lists would expand their whole column."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if column.type == kind:
        return column
    if pa.types.is_dictionary(column.type):
        return column.dictionary_decode().cast(kind)
    buffers = [column.is_valid().buffers()[1] if column.null_count else None]
    if _has_offsets(kind):
        buffers.append(pc.subtract(column.offsets, column.offsets[0]).buffers()[1])
    inside = [_expanded(one, kind.field(at).type) for at, one in enumerate(_inside(column))]
    return pa.Array.from_buffers(kind, len(column), buffers, children=inside)


def _inside(column: "pa.Array") -> "list[pa.Array]":
    """Return the columns inside a column of lists, structs or maps, for its own rows only."""
    import pyarrow as pa

    kind = column.type
    if pa.types.is_struct(kind):
        return [column.field(number) for number in range(kind.num_fields)]
    if _has_offsets(kind):
        first, end = column.offsets[0].as_py(), column.offsets[-1].as_py()
        return [column.values.slice(first, end - first)]
    return [column.values.slice(column.offset * kind.list_size, len(column) * kind.list_size)]


def _has_offsets(kind: "pa.DataType") -> bool:
    import pyarrow as pa

    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_map(kind))


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
