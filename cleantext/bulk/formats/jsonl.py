"""JSON lines: the text is replaced in its line, everything else stays unchanged."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import IO, Any, ClassVar

from cleantext.bulk.formats.base import (
    Chunk,
    ChunkOutputs,
    Fault,
    Format,
    Output,
    OutputFile,
    OutputRecord,
    Values,
    asked,
    check_free,
    missing,
    named,
    string,
    taken,
)
from cleantext.bulk.formats.lines import Lost, blocks, output_lines
from cleantext.bulk.formats.parts import concatenate
from cleantext.bulk.layout import is_sampled
from cleantext.bulk.objects import JsonObject, Number, UnreadableError
from cleantext.bulk.options import MEGABYTE, Options
from cleantext.bulk.record import DEGRADED, ERROR, Outcome

# An object may lack a field if some of the first objects have it.
_LOOKED_AT = 100


class JsonLinesOutput:
    """Outputs in JSON lines, whatever their inputs were."""

    suffix = ".jsonl"
    has_own_compression = False
    needs_parts = False
    holds_surrogates = True
    holds_equal_names = False

    def join(self, parts: ChunkOutputs, target: IO[bytes]) -> None:
        """Write one part after the other."""
        concatenate(parts.paths, target)

    def records(self, file: OutputFile) -> Iterator[OutputRecord | None]:
        """Yield the objects; None for a line without content."""
        fields = file.fields
        for line in output_lines(file):
            if line.strip():
                found = JsonObject.of(line)
                identity, url = string(found.get(fields.id)), string(found.get(fields.url))
                yield OutputRecord(found.get(fields.text), identity, url, found.get(ERROR) is None)
            else:
                yield None

    def restore(self, file: OutputFile, texts: Iterator[str], target: IO[bytes]) -> None:
        """Write the lines with other texts, and without the fields added at their ends."""
        fields = file.fields
        for line in output_lines(file):
            if line.strip():
                content = line.rstrip(b"\r\n")
                whole = JsonObject.of(content)
                bare = JsonObject(whole.without(fields.extra))
                text = {fields.text: next(texts)} if whole.get(ERROR) is None else {}
                back = bare.text if fields.text in fields.extra else bare.changed(text, {})
                target.write(back.encode() + line[len(content) :])
            else:
                target.write(line)


JSON_LINES = JsonLinesOutput()


class _JsonRecord:
    """One record; `values` comes before `written`."""

    def __init__(self, number: int, offset: int, whole: bytes, options: Options) -> None:
        self.number = number
        self.offset = offset
        self._content = whole.rstrip(b"\r\n")
        self._end = whole[len(self._content) :]
        self._options = options

    def raw(self) -> bytes:
        return self._content

    def values(self) -> Values:
        fields = self._options.fields
        self._object = JsonObject.of(self._content)
        names = self._object.members
        check_free(names, fields, lambda name: self._object.find(name) is not None)
        source = self._object.find(fields.source)
        if source is None:
            raise missing(fields.source, list(names))
        self._source = _plain(source.value)
        return Values(self._source, *map(self._object.get, asked(self._options)[1:]))

    def written(self, outcome: Outcome, added: dict[str, Any]) -> bytes:
        fields = self._options.fields
        # An unchanged text keeps its escapes too.
        is_same = outcome.error or (outcome.text == self._source and not fields.into)
        return self._object.changed({} if is_same else {fields.target: outcome.text}, added).encode() + self._end


class JsonLines(Format[_JsonRecord]):
    """A line is a record with the number of the line; lines without content pass through."""

    title = "JSON lines"
    suffixes = (".jsonl", ".ndjson")
    keeps_failed = True
    outputs: ClassVar[Mapping[str, Output]] = {"jsonl": JSON_LINES}

    def check(self) -> None:
        """See `Format`."""
        chunk = next(self.cut(), None)
        if chunk is None or isinstance(chunk.data, Fault):
            return
        objects, target = list(_first(chunk.data[1])), self.fields.target
        if target != self.fields.source and any(one.find(target) for one in objects):
            raise taken(target)
        for name in named(self.options):
            if objects and not any(one.find(name) for one in objects):
                there = dict.fromkeys(key for one in objects for key in one.members)
                raise missing(name, list(there))

    def cut(self) -> Iterator[Chunk]:
        """Yield chunks of whole lines."""
        record = 0
        for number, block in enumerate(blocks(self.source.path, self.source.codec, self.options.max_record * MEGABYTE)):
            if isinstance(block, Lost):
                yield Chunk(number, record, 1, Fault(record, block.offset, block.reason, block.raw), block.position)
                record += 1
            else:
                records = sum(1 for line in BytesIO(block.data) if line.strip())
                yield Chunk(number, record, records, (block.offset, block.data), block.position)
                record += block.data.count(b"\n") + (not block.data.endswith(b"\n"))

    def records(self, chunk: Chunk) -> Iterator[_JsonRecord]:
        """Yield the lines with content; the others go directly into the output, if they are in the sample."""
        self._out = list[bytes]()
        offset, data = chunk.data
        for number, whole in enumerate(BytesIO(data), chunk.first):
            if whole.strip():
                yield _JsonRecord(number, offset, whole, self.options)
            elif is_sampled(self.options.sample, self.source.file, number):
                self._out.append(whole)
            offset += len(whole)

    def write(self, record: _JsonRecord, outcome: Outcome) -> None:
        """Add the line, changed."""
        added = self.notes(outcome)
        self._out.append(record.written(outcome, {name: added[name] for name in added if _is_shown(name, added[name])}))

    def output(self) -> bytes:
        """Return all lines."""
        return b"".join(self._out)


def _is_shown(name: str, value: object) -> bool:
    """Return whether a note is written into a line: these two only if they are not empty."""
    return value is not None or name not in {DEGRADED, ERROR}


def _first(data: bytes) -> Iterator[JsonObject]:
    """Yield the first objects that can be read."""
    found = 0
    for line in BytesIO(data):
        if line.strip() and found < _LOOKED_AT:
            try:
                yield JsonObject.of(line)
            except UnreadableError:
                continue
            found += 1


def _plain(value: object) -> object:
    """Return a number as the type that an error message names."""
    return float(value) if isinstance(value, Number) else value
