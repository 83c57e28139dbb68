"""Read the records of inputs without cleaning them: one pass, in the order of the inputs."""

from collections.abc import Iterator
from typing import NamedTuple

from cleantext.bulk.formats import format_of
from cleantext.bulk.formats.base import Fault, Values
from cleantext.bulk.layout import Input
from cleantext.bulk.objects import UnreadableError
from cleantext.bulk.options import Options
from cleantext.bulk.record import Fields


class Heard(NamedTuple):
    """A record, or the reason why it could not be read."""

    file: str
    record: int | None  # None for a whole file
    values: Values | None
    fields: Fields  # the meaning of the values: those of a text, or of a page
    error: str = ""


def records(source: Input, options: Options) -> Iterator[Heard]:
    """Yield the records of an input."""
    kind = format_of(source, options)
    for chunk in kind.cut():
        if isinstance(chunk.data, Fault):
            yield Heard(source.file, chunk.data.record, None, kind.fields, chunk.data.reason)
            continue
        for record in kind.records(chunk):
            try:
                yield Heard(source.file, record.number, record.values(), kind.fields)
            except UnreadableError as error:
                yield Heard(source.file, record.number, None, kind.fields, str(error))
