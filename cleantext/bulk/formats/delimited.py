"""CSV and TSV with a header line: the text is replaced, the other cells keep their values."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import chain
from typing import IO, ClassVar, NamedTuple

from cleantext.bulk.formats.base import (
    CHUNK,
    MOST_RECORDS,
    Chunk,
    ChunkOutputs,
    Fault,
    FieldError,
    Format,
    Output,
    OutputFile,
    OutputRecord,
    Values,
    asked,
    check_names,
)
from cleantext.bulk.formats.dialect import Cells
from cleantext.bulk.formats.jsonl import JSON_LINES
from cleantext.bulk.formats.lines import Lines, Lost, blocks
from cleantext.bulk.formats.parts import concatenate
from cleantext.bulk.layout import Input
from cleantext.bulk.objects import UnreadableError, dumps
from cleantext.bulk.options import MEGABYTE, Options
from cleantext.bulk.record import ERROR, Outcome

_DELIMITERS = ",;|\t"


class RecordBytes(NamedTuple):
    """The bytes of a record, which may span several lines."""

    offset: int
    data: bytes
    position: int
    problem: str = ""  # why it cannot be read


class Content(NamedTuple):
    """The content of a chunk for a worker."""

    header: bytes
    is_first: bool  # whether to write the header
    records: list[tuple[int, bytes, str]]  # offset, bytes, and the reason why a record cannot be read


class _Header:
    """The first record. Raises FieldError if it cannot be read."""

    def __init__(self, cells: Cells, line: bytes) -> None:
        try:
            text = line.decode("utf-8-sig")
            self.names = cells.parsed(text)
        except UnicodeDecodeError as error:
            raise FieldError(
                f"the header is not UTF-8: {error.reason} at byte {error.start}; convert the file"
            ) from None
        except UnreadableError as error:
            raise FieldError(
                f"the header is no record: {error}; --delimiter, --quote and --escape say how it reads"
            ) from None
        self._cells = cells
        self._mark = "\ufeff" if line.startswith(b"\xef\xbb\xbf") else ""
        self._end = "\r\n" if text.endswith("\r\n") else "\n"

    def line(self, cells: list[str]) -> bytes:
        """Return a record as a line."""
        return self._cells.line(cells, self._end).encode("utf-8", "surrogatepass")

    def first_line(self, names: list[str]) -> bytes:
        """Return a header with these names."""
        return self._mark.encode() + self.line(names)


class DelimitedOutput:
    """Outputs with a header and a row for each record."""

    has_own_compression = False
    needs_parts = False
    holds_surrogates = False
    holds_equal_names = True

    def __init__(self, suffix: str, delimiter: str) -> None:
        self.suffix = suffix
        self._delimiter = delimiter

    def join(self, parts: ChunkOutputs, target: IO[bytes]) -> None:
        """Write one part after the other; the first has the header."""
        concatenate(parts.paths, target)

    def records(self, file: OutputFile) -> Iterator[OutputRecord | None]:
        """Yield the rows."""
        found = self._rows(file)
        names = next(found, [])
        places = [names.index(name) if name in names else None for name in (*file.fields[:3], ERROR)]
        for cells in found:
            text, identity, url, error = (cells[place] if place is not None else "" for place in places)
            yield OutputRecord(text, identity or None, url or None, not error)

    def restore(self, file: OutputFile, texts: Iterator[str], target: IO[bytes]) -> None:
        """Write the rows with other texts, and without the added columns."""
        found, extra = self._rows(file), file.fields.extra
        header = self._header(file)
        if header is None:
            return
        names = next(found)
        kept = [place for place, name in enumerate(names) if name not in extra]
        target.write(header.first_line([names[place] for place in kept]))
        marked = names.index(ERROR) if ERROR in names else None
        for cells in found:
            text = next(texts) if marked is None or not cells[marked] else None
            if file.fields.text not in extra and text is not None:
                cells[names.index(file.fields.text)] = text
            target.write(header.line([cells[place] for place in kept]))

    def _records(self, file: OutputFile) -> Iterator[RecordBytes]:
        cells = Cells(self._delimiter, file.dialect)
        return map(_readable, _records(blocks(str(file.path), file.codec, file.most), cells, file.most))

    def _header(self, file: OutputFile) -> _Header | None:
        """Return the header; None for the output of an input that could not be read."""
        first = next(self._records(file), None)
        return _Header(Cells(self._delimiter, file.dialect), first.data) if first else None

    def _rows(self, file: OutputFile) -> Iterator[list[str]]:
        """Yield the cells of the records, the header first."""
        cells = Cells(self._delimiter, file.dialect)
        for number, record in enumerate(self._records(file)):
            yield cells.parsed(record.data.decode("utf-8" if number else "utf-8-sig"))


def _readable(record: RecordBytes | Lost) -> RecordBytes:
    if isinstance(record, Lost) or record.problem:
        raise UnreadableError(record.reason if isinstance(record, Lost) else record.problem)
    return record


class _DelimitedRecord:
    """One record; `values` comes before `cells`."""

    def __init__(self, number: int, content: tuple[int, bytes, str], header: _Header, kind: "_Delimited") -> None:
        self.number = number
        self.offset, self._content, self._problem = content
        self._names = header.names
        self._kind = kind

    def raw(self) -> bytes:
        return self._content

    def values(self) -> Values:
        if self._problem:
            raise UnreadableError(self._problem)
        try:
            cells = self._kind.cells.parsed(self._content.decode())
        except UnicodeDecodeError as error:
            raise UnreadableError(f"not UTF-8: byte {error.start} is 0x{self._content[error.start]:02x}") from None
        if len(cells) != len(self._names):
            raise UnreadableError(f"{len(cells)} cells where the header has {len(self._names)}")
        self.cells = cells
        names = asked(self._kind.options)
        return Values(*(cells[self._names.index(name)] if name in self._names else None for name in names))


class _Delimited(Format[_DelimitedRecord]):
    """The common part of CSV and TSV."""

    delimiter: ClassVar[str]
    keeps_failed = True

    def __init__(self, source: Input, options: Options) -> None:
        super().__init__(source, options)
        self.cells = Cells(self.delimiter, options.dialect)

    def check(self) -> None:
        """See `Format`."""
        first = next(self._records(), None)
        if isinstance(first, RecordBytes):
            self._checked(first, all_of_them=True)

    def _records(self) -> Iterator[RecordBytes | Lost]:
        most = self.options.max_record * MEGABYTE
        return _records(blocks(self.source.path, self.source.codec, most), self.cells, most)

    def _checked(self, first: RecordBytes, *, all_of_them: bool) -> None:
        """Raise FieldError if the header does not fit the options; see `base.check_names`."""
        if first.problem:
            raise FieldError(f"the header is no record: {first.problem}")
        names = _Header(self.cells, first.data).names
        try:
            check_names(names, self, names.__contains__, all_of_them=all_of_them)
        except FieldError as error:
            others = [sign for sign in _DELIMITERS if sign in names[0]] if len(names) == 1 else []
            mend = f"; is the delimiter {others[0]!r}? --delimiter says so" if others else ""
            raise FieldError(f"{error}{mend}") from None

    def cut(self) -> Iterator[Chunk]:
        """Yield chunks of whole records."""
        records = self._records()
        first = next(records, None)
        if first is None or isinstance(first, Lost):
            if first:
                yield Chunk(0, 0, 0, Fault(None, first.offset, first.reason, first.raw), first.position)
            return
        try:
            self._checked(first, all_of_them=False)
        except UnreadableError as error:
            yield Chunk(0, 0, 0, Fault(None, 0, str(error), first.data), self.source.size)
            return
        yield from _chunks(first.data, records, self.source.size)

    def records(self, chunk: Chunk) -> Iterator[_DelimitedRecord]:
        """Yield the rows, in the first chunk those below the header."""
        content: Content = chunk.data
        self._header = header = _Header(self.cells, content.header)
        target = self.fields.target
        self._names = [*header.names, *(() if target in header.names else (target,)), *self.note_names()]
        self._as_json = self.source.to == "jsonl"
        self._out = [header.first_line(self._names)] if content.is_first and not self._as_json else []
        for number, record in enumerate(content.records, chunk.first):
            yield _DelimitedRecord(number, record, header, self)

    def write(self, record: _DelimitedRecord, outcome: Outcome) -> None:
        """Add the row, changed and with notes, or an object with the same fields."""
        added = self.notes(outcome)
        target, cells = self.fields.target, [*record.cells]
        if len(cells) + len(added) < len(self._names):
            cells.append("")
        if not outcome.error:
            cells[self._names.index(target)] = outcome.text or ""
        if self._as_json:
            self._out.append(dumps({**dict(zip(self._names, cells, strict=False)), **added}) + b"\n")
        else:
            cells += ("" if value is None else str(value) for value in added.values())
            self._out.append(self._header.line(cells))

    def output(self) -> bytes:
        """Return all rows."""
        return b"".join(self._out)


class Csv(_Delimited):
    """Cells separated by commas."""

    title = "CSV"
    delimiter = ","
    suffixes = (".csv",)
    outputs: ClassVar[Mapping[str, Output]] = {"csv": DelimitedOutput(".csv", delimiter), "jsonl": JSON_LINES}


class Tsv(_Delimited):
    """Cells separated by tabs."""

    title = "TSV"
    delimiter = "\t"
    suffixes = (".tsv",)
    outputs: ClassVar[Mapping[str, Output]] = {"tsv": DelimitedOutput(".tsv", delimiter), "jsonl": JSON_LINES}


def _chunks(header: bytes, records: Iterable[RecordBytes | Lost], size_of_file: int) -> Iterator[Chunk]:
    number, first, waiting, size = 0, 0, list[tuple[int, bytes, str]](), 0
    for record in records:
        if waiting and (isinstance(record, Lost) or size > CHUNK or len(waiting) >= MOST_RECORDS):
            yield Chunk(number, first, len(waiting), Content(header, number == 0, waiting), record.position)
            number, first, waiting, size = number + 1, first + len(waiting), [], 0
        if isinstance(record, Lost):
            yield Chunk(number, first, 1, Fault(first, record.offset, record.reason, record.raw), record.position)
            number, first = number + 1, first + 1
        else:
            waiting.append((record.offset, record.data, record.problem))
            size += len(record.data)
    if waiting or number == 0:
        yield Chunk(number, first, len(waiting), Content(header, number == 0, waiting), size_of_file)


class _Line(NamedTuple):
    offset: int
    data: bytes
    position: int


def _lines(found: Iterable[Lines | Lost]) -> Iterator[_Line | Lost]:
    for block in found:
        if isinstance(block, Lost):
            yield block
            continue
        offset = block.offset
        for data in BytesIO(block.data):
            yield _Line(offset, data, block.position)
            offset += len(data)


def _records(found: Iterable[Lines | Lost], cells: Cells, most: int) -> Iterator[RecordBytes | Lost]:
    """Yield whole records: a line, and the following lines while a quotation mark is open.

    If the mark is never closed, or closed in the middle of a cell, its line is no record, and the next line starts one:
    a surplus quotation mark costs one row. most: bytes of the longest record that is read.
    """
    lines, again = _lines(found), deque[_Line]()
    waiting, size = list[_Line](), 0
    while True:
        line = again.popleft() if again else next(lines, None)
        problem = "a quotation mark is never closed"
        if isinstance(line, _Line):
            state = cells.state(line.data, is_open=bool(waiting))
            waiting.append(line)
            size += len(line.data)
            if state == "closed":
                data = b"".join(part.data for part in waiting)
                if data.strip(b"\r\n"):
                    yield RecordBytes(waiting[0].offset, data, line.position)
                waiting, size = [], 0
                continue
            if state == "open" and size <= most:
                continue
            problem = (
                "text behind a closing quotation mark" if state == "broken" else f"{problem} within {most:,} bytes"
            )
        if waiting:
            first, *rest = waiting
            yield RecordBytes(first.offset, first.data, first.position, problem)
            again.extendleft(reversed(rest))
            waiting, size = [], 0
            if line is None or isinstance(line, Lost):
                lines = chain([line] if line else [], lines)
        elif line is None:
            return
        elif isinstance(line, Lost):
            yield line
