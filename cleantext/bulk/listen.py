"""Reading the records of inputs without cleaning them: one pass, in the order of the inputs."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from cleantext.bulk.formats import FORMATS, LOOSE
from cleantext.bulk.formats.base import Chunk, Fault, Values
from cleantext.bulk.layout import Input
from cleantext.bulk.objects import UnreadableError
from cleantext.bulk.options import Options
from cleantext.bulk.record import Fields


class Heard(NamedTuple):
    """A record, or why it could not be read."""

    file: str
    record: int | None  # None for a whole file
    values: Values | None
    fields: Fields  # what the values are: those of a text, or of a page
    error: str = ""


class _Ear:
    """Takes the records of a chunk as `worker.Part` does, and keeps what they hold."""

    def __init__(self, options: Options, file: str) -> None:
        self.options = options
        self.file = file
        self.root = Path()
        self.out = BytesIO()
        self.heard: list[Heard] = []

    def take(
        self,
        record: int,
        offset: int | None,  # noqa: ARG002 - see `formats.base.Taker`
        raw: bytes | Callable[[], bytes],  # noqa: ARG002
        read: Callable[[], Values],
        fields: Fields,
        *,
        is_utf8: bool = True,  # noqa: ARG002
    ) -> None:
        """Keep what a record holds; there is nothing to write."""
        try:
            self.heard.append(Heard(self.file, record, read(), fields))
        except UnreadableError as error:
            self.heard.append(Heard(self.file, record, None, fields, str(error)))

    def fault(self, fault: Fault) -> None:
        """Keep why something could not be read."""
        self.heard.append(Heard(self.file, fault.record, None, self.options.fields, fault.reason))


def records(source: Input, options: Options) -> Iterator[Heard]:
    """The records of an input."""
    whole = Chunk(0, 0, 1, [source], source.size)
    for chunk in [whole] if source.format in LOOSE else FORMATS[source.format].cut(source, options):
        ear = _Ear(options, source.file)
        if isinstance(chunk.data, Fault):
            ear.fault(chunk.data)
        else:
            FORMATS[source.format].clean(source, chunk, ear)
        yield from ear.heard
