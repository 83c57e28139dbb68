"""CSV and TSV with a header line: the text is replaced, the other cells keep their values."""

import csv
from collections.abc import Iterator, Mapping
from io import BytesIO, StringIO, TextIOWrapper
from typing import IO, ClassVar, NamedTuple

from cleantext.bulk.formats.base import (
    CHUNK,
    HEAD,
    MOST_RECORDS,
    NOTES,
    Chunk,
    ChunkOutputs,
    Fault,
    Format,
    Output,
    OutputFile,
    OutputRecord,
    Values,
    check_names,
    notes,
)
from cleantext.bulk.formats.jsonl import JSON_LINES
from cleantext.bulk.formats.lines import Lost, blocks
from cleantext.bulk.formats.parts import concatenate
from cleantext.bulk.layout import Input
from cleantext.bulk.objects import UnreadableError, dumps
from cleantext.bulk.options import MEGABYTE, Options
from cleantext.bulk.record import PAGE_NOTES, Outcome
from cleantext.bulk.streams import reading

csv.field_size_limit(1 << 30)  # 131,072 is less than an article may have; records are bounded while they are cut


class RecordBytes(NamedTuple):
    """The bytes of a record, which may be several lines."""

    offset: int
    data: bytes
    position: int


class Content(NamedTuple):
    """What the worker gets of a chunk."""

    header: bytes
    is_first: bool  # whether the header is to be written
    records: list[tuple[int, bytes]]  # offset and bytes


class _Header:
    """The first line, and how the others are written. Raises UnreadableError where it is not UTF-8."""

    def __init__(self, delimiter: str, line: bytes) -> None:
        self._delimiter = delimiter
        try:
            text = line.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise UnreadableError(f"the header is not UTF-8: {error.reason} at byte {error.start}") from None
        self._mark = "\ufeff" if line.startswith(b"\xef\xbb\xbf") else ""
        self._end = "\r\n" if text.endswith("\r\n") else "\n"
        self.names = self.parsed(text)

    def parsed(self, text: str) -> list[str]:
        """The cells of one record."""
        found = list(csv.reader(StringIO(text, newline=""), delimiter=self._delimiter))
        return found[0] if len(found) == 1 else []

    def line(self, cells: list[str]) -> bytes:
        """One record."""
        out = StringIO(newline="")
        csv.writer(out, delimiter=self._delimiter, lineterminator=self._end).writerow(cells)
        return out.getvalue().encode("utf-8", "surrogatepass")

    def first_line(self, names: list[str]) -> bytes:
        """A header with these names."""
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
        """One part after the other; the first has the header."""
        concatenate(parts.paths, target)

    def records(self, file: OutputFile) -> Iterator[OutputRecord | None]:
        """The rows."""
        fields = file.fields
        for row in self._rows(file):
            yield OutputRecord(row[fields.text], row.get(fields.id or "") or None, row.get(fields.url or "") or None)

    def restore(self, file: OutputFile, texts: Iterator[str], target: IO[bytes]) -> None:
        """The rows with other texts, and without the columns that were added."""
        fields = file.fields
        with reading(str(file.path), file.codec) as content:
            header = _Header(self._delimiter, content.readline())
        names = [name for name in header.names if name not in fields.extra]
        target.write(header.first_line(names))
        for row in self._rows(file):
            text = next(texts)
            if fields.text not in fields.extra:
                row[fields.text] = text
            target.write(header.line([row[name] for name in names]))

    def _rows(self, file: OutputFile) -> Iterator[dict[str, str]]:
        with reading(str(file.path), file.codec) as content:
            text = TextIOWrapper(content, "utf-8-sig", "surrogatepass", newline="")
            yield from csv.DictReader(text, delimiter=self._delimiter)


class _DelimitedRecord:
    """One record; `values` comes before `cells`."""

    def __init__(self, number: int, offset: int, content: bytes, header: _Header, options: Options) -> None:
        self.number = number
        self.offset = offset
        self._content = content
        self._header = header
        self._options = options

    def raw(self) -> bytes:
        return self._content

    def values(self) -> Values:
        header, options = self._header, self._options
        try:
            cells = header.parsed(self._content.decode())
        except UnicodeDecodeError as error:
            raise UnreadableError(f"not UTF-8: byte {error.start} is 0x{self._content[error.start]:02x}") from None
        except csv.Error as error:
            raise UnreadableError(f"not CSV: {error}") from None
        if len(cells) != len(header.names):
            raise UnreadableError(f"{len(cells)} cells where the header has {len(header.names)}")
        self.cells = dict(zip(header.names, cells, strict=True))
        fields = options.fields
        others = (
            self.cells.get(name) if name else None for name in (fields.title, fields.url, fields.languages, options.id)
        )
        return Values(self.cells[fields.source], *others)


class _Delimited(Format[_DelimitedRecord]):
    """What both have in common."""

    delimiter: ClassVar[str]

    def check(self) -> None:
        """See `Format`."""
        first = next(_pieces(self.source, self.options.max_record * MEGABYTE), None)
        if isinstance(first, RecordBytes):
            self._checked(first.data, all_of_them=True)

    def _checked(self, line: bytes, *, all_of_them: bool) -> _Header:
        """The header. Raises UnreadableError where it does not fit the options; see `base.check_names`."""
        header = _Header(self.delimiter, line)
        check_names(header.names, self, header.names.__contains__, all_of_them=all_of_them)
        return header

    def cut(self) -> Iterator[Chunk]:
        """Whole records: lines, and those that follow while a quotation mark is open."""
        pieces = _pieces(self.source, self.options.max_record * MEGABYTE)
        first = next(pieces, None)
        if first is None or isinstance(first, Lost):
            if first:
                yield Chunk(0, 0, 0, Fault(None, first.offset, first.reason, first.raw), first.position)
            return
        try:
            self._checked(first.data, all_of_them=False)
        except UnreadableError as error:
            yield Chunk(0, 0, 0, Fault(None, 0, str(error), first.data), self.source.size)
            return
        yield from _chunks(first.data, pieces, self.source.size)

    def records(self, chunk: Chunk) -> Iterator[_DelimitedRecord]:
        """The rows, below the header in the first chunk."""
        content: Content = chunk.data
        self._header = header = _Header(self.delimiter, content.header)
        own = (name for name in NOTES if self.fields.html or name not in PAGE_NOTES)
        target = self.fields.target
        self._names = [*header.names, *(() if target in header.names else (target,)), *own]
        self._as_json = self.source.to == "jsonl"
        self._out = [header.first_line(self._names)] if content.is_first and not self._as_json else []
        for number, (offset, data) in enumerate(content.records, chunk.first):
            yield _DelimitedRecord(number, offset, data, header, self.options)

    def write(self, record: _DelimitedRecord, outcome: Outcome) -> None:
        """The row, changed and with notes, or an object with the same fields."""
        added = notes(outcome, page=self.fields.html is not None, all_of_them=True)
        values = {**record.cells, self.fields.target: outcome.text or "", **added}
        if self._as_json:
            self._out.append(dumps(values) + b"\n")
        else:
            cells = ["" if values[name] is None else str(values[name]) for name in self._names]
            self._out.append(self._header.line(cells))

    def output(self) -> bytes:
        """All rows."""
        return b"".join(self._out)


class Csv(_Delimited):
    """Cells between commas."""

    delimiter = ","
    suffixes = (".csv",)
    outputs: ClassVar[Mapping[str, Output]] = {"csv": DelimitedOutput(".csv", delimiter), "jsonl": JSON_LINES}


class Tsv(_Delimited):
    """Cells between tabs."""

    delimiter = "\t"
    suffixes = (".tsv",)
    outputs: ClassVar[Mapping[str, Output]] = {"tsv": DelimitedOutput(".tsv", delimiter), "jsonl": JSON_LINES}


def _chunks(header: bytes, pieces: Iterator[RecordBytes | Lost], size_of_file: int) -> Iterator[Chunk]:
    number, record, waiting, size = 0, 0, list[tuple[int, bytes]](), 0
    for piece in pieces:
        if waiting and (isinstance(piece, Lost) or size > CHUNK or len(waiting) >= MOST_RECORDS):
            yield Chunk(number, record, len(waiting), Content(header, number == 0, waiting), piece.position)
            number, record, waiting, size = number + 1, record + len(waiting), [], 0
        if isinstance(piece, Lost):
            yield Chunk(number, record, 1, Fault(record, piece.offset, piece.reason, piece.raw), piece.position)
            number, record = number + 1, record + 1
        else:
            waiting.append((piece.offset, piece.data))
            size += len(piece.data)
    if waiting or number == 0:
        yield Chunk(number, record, len(waiting), Content(header, number == 0, waiting), size_of_file)


def _pieces(source: Input, most: int) -> Iterator[RecordBytes | Lost]:
    open_lines, size, quotes, start = list[bytes](), 0, 0, 0
    for block in blocks(source, most):
        if isinstance(block, Lost):
            if open_lines:
                yield Lost(start, b"".join(open_lines)[:HEAD], "a quotation mark is never closed", block.position)
                open_lines, size, quotes = [], 0, 0
            yield block
            continue
        offset = block.offset
        for line in BytesIO(block.data):
            start = start if open_lines else offset
            open_lines.append(line)
            offset += len(line)
            size += len(line)
            quotes += line.count(b'"')
            if quotes % 2 == 0:
                if size > len(line) or line.strip():
                    yield RecordBytes(start, b"".join(open_lines), block.position)
                open_lines, size, quotes = [], 0, 0
            elif size > most:
                yield Lost(start, b"".join(open_lines)[:HEAD], "a quotation mark is never closed", block.position)
                open_lines, size, quotes = [], 0, 0
    if open_lines:
        yield Lost(start, b"".join(open_lines)[:HEAD], "a quotation mark is never closed", source.size)
