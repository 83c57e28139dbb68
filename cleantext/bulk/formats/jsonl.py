"""JSON lines: the text is replaced in its line, all else stays as it is."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO

from cleantext.bulk.formats.base import NOTES, Chunk, Fault, Row, Shape, Taker, Values, missing, notes, string
from cleantext.bulk.formats.lines import Lost, blocks
from cleantext.bulk.formats.parts import concatenate
from cleantext.bulk.layout import Input
from cleantext.bulk.objects import JsonObject, Number, UnreadableError
from cleantext.bulk.options import MEGABYTE, Options
from cleantext.bulk.record import Outcome
from cleantext.bulk.streams import reading

join = concatenate


def cut(source: Input, options: Options) -> Iterator[Chunk]:
    """Whole lines; the number of a record is that of its line."""
    record = 0
    for number, block in enumerate(blocks(source, options.max_record * MEGABYTE)):
        if isinstance(block, Lost):
            yield Chunk(number, record, 1, Fault(record, block.offset, block.reason, block.raw), block.position)
            record += 1
        else:
            records = block.data.count(b"\n") + (not block.data.endswith(b"\n"))
            yield Chunk(number, record, records, (block.offset, block.data), block.position)
            record += records


def clean(_: Input, chunk: Chunk, part: Taker) -> None:
    """Clean the lines of a chunk; those without content pass."""
    offset, data = chunk.data
    for record, whole in enumerate(BytesIO(data), chunk.first):
        content = whole.rstrip(b"\r\n")
        if content.strip():
            line = _Line(content, part.options)
            outcome = part.take(record, offset, content, line.read, part.options.fields, is_utf8=False)
            if outcome:
                part.out.write(line.written(outcome) + whole[len(content) :])
        else:
            part.out.write(whole)
        offset += len(whole)


class _Line:
    """One record; `read` comes before `written`."""

    def __init__(self, content: bytes, options: Options) -> None:
        self._content = content
        self._options = options

    def read(self) -> Values:
        fields = self._options.fields
        self._object = JsonObject.of(self._content)
        names = self._object.members
        noted = [name for name in NOTES if name in names]
        if noted:
            raise UnreadableError(f"there is a field {noted[0]!r} already: cleaned before?")
        source = self._object.find(fields.source)
        if source is None:
            raise missing(fields.source, list(names))
        self._source = _plain(source.value)
        others = (self._object.get(path) for path in (fields.title, fields.url, fields.languages, self._options.id))
        return Values(self._source, *others)

    def written(self, outcome: Outcome) -> bytes:
        fields = self._options.fields
        added = notes(outcome, page=fields.html is not None)
        # A text that is as it was keeps its escapes too.
        changed = {} if outcome.text == self._source and not fields.into else {fields.target: outcome.text}
        return self._object.changed(changed, added).encode()


def _plain(value: object) -> object:
    """A number as the type that an error is to speak of."""
    return float(value) if isinstance(value, Number) else value


def rows(path: Path, source: Input, shape: Shape) -> Iterator[Row | None]:
    """The records of an output."""
    with reading(str(path), source.codec) as lines:
        for line in lines:
            if line.strip():
                record = JsonObject.of(line)
                text = record.get(shape.text)
                yield Row(text, string(record.get(shape.id)), string(record.get(shape.url)))
            else:
                yield None


def restore(path: Path, source: Input, shape: Shape, texts: Iterator[str], target: IO[bytes]) -> None:
    """Write an output again with the texts that came in, and without what was added."""
    with reading(str(path), source.codec) as lines:
        for line in lines:
            if line.strip():
                content = line.rstrip(b"\r\n")
                text = next(texts)
                bare = JsonObject(JsonObject.of(content).without(shape.extra))
                back = bare.text if shape.text in shape.extra else bare.changed({shape.text: text}, {})
                target.write(back.encode() + line[len(content) :])
            else:
                target.write(line)
