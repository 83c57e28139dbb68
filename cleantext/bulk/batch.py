"""Clean a batch of Arrow rows: one row in, one row out, always.

Engines call this one function (Spark, Ray, `clean_table`). It knows no engine, and raises an exception only for wrong
settings; the error of a row is a value of the row.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Self

import pyarrow as pa

from cleantext.api import Cleaner
from cleantext.bulk import columns
from cleantext.bulk.objects import UnreadableError
from cleantext.bulk.record import (
    DEGRADED,
    ERROR,
    PAGE_NOTES,
    REMOVALS,
    Facts,
    Fields,
    Outcome,
    clean_record,
    failed,
    lone_surrogate,
    notes,
    taken,
)
from cleantext.core.errors import SettingsError

# The entries of `Result.to_dict()["removals"]`.
REMOVAL = pa.struct(
    [
        ("rule", pa.string()),
        ("version", pa.int32()),
        ("category", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("removed", pa.string()),
        ("replacement", pa.string()),
        ("reason", pa.string()),
        ("confidence", pa.float64()),
        ("status", pa.string()),
        ("pattern", pa.string()),
        ("sentence", pa.string()),
    ]
)
NOTES = (pa.field(REMOVALS, pa.list_(REMOVAL)), pa.field(DEGRADED, pa.string()), pa.field(ERROR, pa.string()))
PAGE = tuple(pa.field(name, pa.string()) for name in PAGE_NOTES)


@dataclass(frozen=True, slots=True)
class Batches:
    """Cleans batches: call it with one. It can be pickled, and makes its cleaner once in each process.

    fields: the meaning of the columns; cleaner: a `Cleaner`.
    """

    fields: Fields = field(default_factory=Fields)
    cleaner: Cleaner = field(default_factory=Cleaner)

    @classmethod
    def of(cls, **options: Any) -> Self:
        """Make it from one set of options: the names of columns, and the options of a `Cleaner`. See `record.taken`."""
        fields, rest = taken(options)
        return cls(fields, Cleaner(**rest))

    def schema(self, schema: pa.Schema) -> pa.Schema:
        """Return the schema of the result for that of a batch: its columns, the clean text, and the notes.

        Raises SettingsError for a missing column, or for a column of notes that exists already.
        """
        for name in self.fields.named:
            _check_there(schema, name)
        target = self.fields.target
        if schema.names.count(target) > 1:
            raise SettingsError(f"there are {schema.names.count(target)} columns {target!r}; rename all but one")
        if "." in target and target not in schema.names:
            raise SettingsError(f"the clean text cannot go into {target!r}, inside a column; name another with `into`")
        notes = [*NOTES, *(PAGE if self.fields.html else ())]
        for note in notes:
            if note.name in schema.names:
                raise SettingsError(f"there is a column {note.name!r} already: cleaned before? Drop or rename it")
        at = schema.get_field_index(target)
        text = pa.field(target, columns.text_type(schema.field(at).type if at >= 0 else None))
        cleaned = schema.append(text) if at < 0 else schema.set(at, text)
        for note in notes:
            cleaned = cleaned.append(note)
        return cleaned

    def table(self, table: pa.Table) -> pa.Table:
        """Return the rows of a table, cleaned, in their order."""
        return pa.Table.from_batches(map(self, table.to_batches()), self.schema(table.schema))

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return the rows of a batch, cleaned, in their order."""
        schema = self.schema(batch.schema)
        outcomes = list(self._outcomes(batch))
        target, values = self.fields.target, notes(outcomes)
        made = {target: columns.text_array([outcome.text for outcome in outcomes], schema.field(target).type)}
        made |= {
            note.name: pa.array(values[note.name], note.type) for note in (*NOTES, *PAGE) if note.name in schema.names
        }
        arrays = [made[field.name] if field.name in made else batch.column(place) for place, field in enumerate(schema)]
        return pa.RecordBatch.from_arrays(arrays, schema=schema)

    def _outcomes(self, batch: pa.RecordBatch) -> Iterator[Outcome]:
        fields = self.fields
        known = (name if name and columns.is_there(batch.schema, name) else None for name in fields.facts)
        named = columns.Named(batch, (fields.source, *known))
        for index in range(batch.num_rows):
            try:
                source, *facts = named.values(index)
            except UnreadableError as error:
                yield failed(fields, None, str(error))
                continue
            outcome = clean_record(self.cleaner, fields, source, **Facts(*facts)._asdict())
            problem = lone_surrogate(outcome.text or "", *(entry.removed for entry in outcome.removals))
            yield failed(fields, source, problem) if problem else outcome


def _check_there(schema: pa.Schema, name: str) -> None:
    if schema.names.count(name) > 1:
        raise SettingsError(f"there are {schema.names.count(name)} columns {name!r}; rename all but one")
    if name not in schema.names and columns.nested(schema, name) is None:
        raise SettingsError(f"there is no column {name!r} among {', '.join(map(repr, schema.names))}")
