"""Apache Beam: a DoFn with a side output for the removals."""

from collections.abc import Iterator, Mapping
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import TaggedOutput

from cleantext.integrations.notes import Noting

NOTES = "notes"


class CleantextDoFn(beam.DoFn):
    """Cleans a field of dictionaries. The main output has the records; `NOTES` has (id, notes) pairs.

    options: those of a `Cleaner`; `text_field=` for the field with the text, and `title_field=`, `url_field=`,
    `site_field=`, `language_field=`, `id_field=` for fields of other names. Records without a text pass through.

        cleaned = records | beam.ParDo(CleantextDoFn(text_field="body")).with_outputs(NOTES, main="records")
    """

    def __init__(self, *, id_field: str = "id", **options: Any) -> None:
        super().__init__()
        self._key = id_field
        self._noting = Noting(options)
        self._field = self._noting.fields.source

    def process(self, element: Mapping[str, Any]) -> Iterator[Any]:
        """Yield the clean record, and its removals as the side output."""
        if element.get(self._field) is None:
            yield element
            return
        notes: dict[str, Any] = {}
        yield {**element, self._field: self._noting(element[self._field], element, notes)}
        yield TaggedOutput(NOTES, (element.get(self._key), notes))
