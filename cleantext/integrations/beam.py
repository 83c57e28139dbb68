"""Apache Beam: a DoFn with a side output for the removals."""

from collections.abc import Iterator, Mapping
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import TaggedOutput

from cleantext.api import Cleaner
from cleantext.integrations.notes import cleaned

NOTES = "notes"


class CleantextDoFn(beam.DoFn):
    """Cleans a field of dictionaries. The main output has the records; `NOTES` has (record, notes) pairs.

    field: the one with the text; key: the field that goes with the notes instead of the whole record. Takes the
    options of a `Cleaner`. Records without the field pass.

        cleaned = records | beam.ParDo(CleantextDoFn("body", key="id")).with_outputs(NOTES, main="records")
    """

    def __init__(self, field: str = "text", *, key: str = "id", **options: Any) -> None:
        super().__init__()
        self._field, self._key = field, key
        self._cleaner = Cleaner(**options)

    def process(self, element: Mapping[str, Any]) -> Iterator[Any]:
        """The clean record, and on the side what was removed from it."""
        if element.get(self._field) is None:
            yield element
            return
        notes: dict[str, Any] = {}
        yield {**element, self._field: cleaned(self._cleaner, element[self._field], notes)}
        yield TaggedOutput(NOTES, (element.get(self._key), notes))
