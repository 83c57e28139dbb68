"""Columns of Arrow: single values of named columns, whatever the other columns hold."""

import json
from base64 import b64encode
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from cleantext.bulk.objects import UnreadableError


def nested(schema: pa.Schema, name: str) -> pa.DataType | None:
    """Return the type of a field inside columns, such as `metadata.url`; None if there is no such field."""
    first, *rest = name.split(".")
    kind = schema.field(first).type if schema.names.count(first) == 1 else None
    for part in rest:
        if kind is None or not pa.types.is_struct(kind) or kind.get_field_index(part) < 0:
            return None
        kind = kind.field(part).type
    return kind


def is_there(schema: pa.Schema, name: str) -> bool:
    """Return whether there is a column of this name, or a field inside one."""
    return name in schema.names or nested(schema, name) is not None


class Named:
    """The named columns of a batch; a name such as `metadata.url` is a field inside one, None is no column."""

    def __init__(self, batch: pa.RecordBatch | pa.Table, names: Sequence[str | None]) -> None:
        self._names = names
        self._columns = [name and _column(batch, name) for name in names]

    def values(self, index: int) -> list[Any]:
        """Return the values of a row in them. Raises UnreadableError if Python cannot represent one."""
        pairs = zip(self._names, self._columns, strict=True)
        return [_value(column, index, name) if column is not None else None for name, column in pairs]


def _column(batch: pa.RecordBatch | pa.Table, name: str) -> Any:
    if name in batch.schema.names:
        return batch.column(name)
    first, *rest = name.split(".")
    return pc.struct_field(batch.column(first), rest)


def _value(column: Any, index: int, name: str | None) -> Any:
    try:
        return column[index].as_py()
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        raise UnreadableError(f"the field {name!r} is not UTF-8: byte {error.start} is 0x{byte:02x}") from None
    except Exception as error:  # noqa: BLE001 - whatever Arrow and its libraries raise
        raise UnreadableError(f"the field {name!r} cannot be read: {error}") from None


def text_type(kind: pa.DataType | None) -> pa.DataType:
    """Return the type of the clean texts for the type of their column: the same, if it is a type of texts."""
    if kind is None:
        return pa.string()
    of = kind.value_type if pa.types.is_dictionary(kind) else kind
    is_text = pa.types.is_string(of) or pa.types.is_large_string(of) or pa.types.is_string_view(of)
    return kind if is_text else pa.string()


def text_array(texts: Sequence[str | None], kind: pa.DataType) -> pa.Array:
    """Return texts as an array of a type that `text_type` returns."""
    if pa.types.is_dictionary(kind):
        return pa.array(texts, kind.value_type).dictionary_encode().cast(kind)
    return pa.array(texts, kind)


def rows_of(table: pa.Table, kept: Sequence[int]) -> pa.Table:
    """Return the rows of a table with these numbers, which ascend.

    `Table.take` cannot do it for all types.
    """
    if len(kept) == table.num_rows:
        return table
    slices, start = [table.slice(0, 0)], 0
    for place, number in enumerate(kept):
        if place + 1 == len(kept) or kept[place + 1] != number + 1:
            slices.append(table.slice(kept[start], place + 1 - start))
            start = place + 1
    return pa.concat_tables(slices).combine_chunks()


def as_json(scalar: pa.Scalar) -> Any:
    """Return a value in JSON: dates and times as ISO 8601, bytes in base64.

    It includes values that Python cannot represent: times of nanoseconds, years past 9999 and unknown time zones, as
    Arrow writes them or as the stored number; strings that are no UTF-8, in base64.
    """
    if not scalar.is_valid:
        return None
    if not holds_nanoseconds(scalar.type):
        try:
            return json.loads(json.dumps(scalar.as_py(), default=_written))
        except Exception:  # noqa: BLE001, S110 - whatever Arrow and its libraries raise; the value is looked into below
            pass
    if isinstance(scalar, pa.StructScalar):
        return {field.name: as_json(scalar[place]) for place, field in enumerate(scalar.type)}
    if isinstance(scalar, pa.ListScalar):  # includes fixed and large lists, and maps
        return [as_json(one) for one in scalar.values]
    if isinstance(scalar, pa.DictionaryScalar):
        return as_json(scalar.value)
    if isinstance(scalar, pa.BinaryScalar):  # includes strings
        return b64encode(scalar.as_buffer().to_pybytes()).decode()
    return _time(scalar)


@lru_cache(maxsize=256)
def holds_nanoseconds(kind: pa.DataType) -> bool:
    """Return whether Python can hold values of a type only with pandas, or only some of them."""
    if pa.types.is_nested(kind) or pa.types.is_dictionary(kind):
        inner = (
            [kind.value_type] if pa.types.is_dictionary(kind) else [kind.field(n).type for n in range(kind.num_fields)]
        )
        return any(map(holds_nanoseconds, inner))
    return pa.types.is_temporal(kind) and getattr(kind, "unit", "") == "ns"


def _time(scalar: pa.Scalar) -> str | int:
    """Return a date, a time or a duration in JSON."""
    try:
        written = str(scalar.cast(pa.string()).as_py())
    except pa.ArrowException:
        written = "<"  # an unknown zone
    if written.startswith("<"):  # outside the range that Arrow writes
        return int(scalar.cast(pa.int64()).as_py())
    return written.replace(" ", "T", 1)


def _written(value: Any) -> str:
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
