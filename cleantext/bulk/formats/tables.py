"""CSV and TSV with a header line: the text is replaced, the other cells keep their values."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import IO, NamedTuple

from cleantext.bulk.formats.base import (
    CHUNK,
    HEAD,
    MOST_RECORDS,
    NOTES,
    Chunk,
    Fault,
    Row,
    Shape,
    Taker,
    Values,
    check_names,
    notes,
)
from cleantext.bulk.formats.lines import Lost, blocks
from cleantext.bulk.formats.parts import concatenate
from cleantext.bulk.layout import Input
from cleantext.bulk.objects import UnreadableError, dumps
from cleantext.bulk.options import MEGABYTE, Options
from cleantext.bulk.record import PAGE_NOTES, Outcome
from cleantext.bulk.streams import reading

join = concatenate
DELIMITERS = {"csv": ",", "tsv": "\t"}
csv.field_size_limit(1 << 30)  # 131,072 is less than an article may have; records are bounded while they are cut


class Piece(NamedTuple):
    """The bytes of a record, which may be several lines."""

    offset: int
    data: bytes
    position: int


class Rows(NamedTuple):
    """What the worker gets."""

    header: bytes
    is_first: bool  # whether the header is to be written
    records: list[tuple[int, bytes]]  # offset and bytes


def cut(source: Input, options: Options) -> Iterator[Chunk]:
    """Whole records: lines, and those that follow while a quotation mark is open."""
    pieces = _pieces(source, options.max_record * MEGABYTE)
    first = next(pieces, None)
    if first is None or isinstance(first, Lost):
        if first:
            yield Chunk(0, 0, 0, Fault(None, first.offset, first.reason, first.raw), first.position)
        return
    try:
        check(source, first.data, options)
    except UnreadableError as error:
        yield Chunk(0, 0, 0, Fault(None, 0, str(error), first.data), source.size)
        return
    number, record, waiting, size = 0, 0, list[tuple[int, bytes]](), 0
    for piece in pieces:
        if waiting and (isinstance(piece, Lost) or size > CHUNK or len(waiting) >= MOST_RECORDS):
            yield Chunk(number, record, len(waiting), Rows(first.data, number == 0, waiting), piece.position)
            number, record, waiting, size = number + 1, record + len(waiting), [], 0
        if isinstance(piece, Lost):
            yield Chunk(number, record, 1, Fault(record, piece.offset, piece.reason, piece.raw), piece.position)
            number, record = number + 1, record + 1
        else:
            waiting.append((piece.offset, piece.data))
            size += len(piece.data)
    if waiting or number == 0:
        yield Chunk(number, record, len(waiting), Rows(first.data, number == 0, waiting), source.size)


def _pieces(source: Input, most: int) -> Iterator[Piece | Lost]:
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
                    yield Piece(start, b"".join(open_lines), block.position)
                open_lines, size, quotes = [], 0, 0
            elif size > most:
                yield Lost(start, b"".join(open_lines)[:HEAD], "a quotation mark is never closed", block.position)
                open_lines, size, quotes = [], 0, 0
    if open_lines:
        yield Lost(start, b"".join(open_lines)[:HEAD], "a quotation mark is never closed", source.size)


def clean(source: Input, chunk: Chunk, part: Taker) -> None:
    """Clean the records of a chunk."""
    data: Rows = chunk.data
    table = _Table(source, data.header, part.options)
    if data.is_first and source.to != "jsonl":
        part.out.write(table.head())
    for record, (offset, content) in enumerate(data.records, chunk.first):
        row = _Record(table, content)
        outcome = part.take(record, offset, content, row.read, part.options.fields)
        if outcome is not None:
            part.out.write(row.written(outcome))


class _Table:
    """The header, and what follows from it. Raises UnreadableError where it does not have a field that is named."""

    def __init__(self, source: Input, header: bytes, options: Options) -> None:
        self.delimiter = DELIMITERS[source.format]
        self.options = options
        self.to = source.to
        try:
            text = header.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise UnreadableError(f"the header is not UTF-8: {error.reason} at byte {error.start}") from None
        self.mark = "\ufeff" if header.startswith(b"\xef\xbb\xbf") else ""
        self.end = "\r\n" if text.endswith("\r\n") else "\n"
        self.names = self.parsed(text)
        self.notes = NOTES if options.fields.html else tuple(name for name in NOTES if name not in PAGE_NOTES)
        target = options.fields.target
        self.added = (*(() if target in self.names else (target,)), *self.notes)

    def parsed(self, text: str) -> list[str]:
        """The cells of one record."""
        found = list(csv.reader(StringIO(text, newline=""), delimiter=self.delimiter))
        return found[0] if len(found) == 1 else []

    def line(self, cells: list[str]) -> bytes:
        """One record."""
        out = StringIO(newline="")
        csv.writer(out, delimiter=self.delimiter, lineterminator=self.end).writerow(cells)
        return out.getvalue().encode("utf-8", "surrogatepass")

    def head(self) -> bytes:
        """The header of the output."""
        return self.mark.encode() + self.line([*self.names, *self.added])


class _Record:
    """One record; `read` comes before `written`."""

    def __init__(self, table: _Table, content: bytes) -> None:
        self._table = table
        self._content = content

    def read(self) -> Values:
        table, options = self._table, self._table.options
        try:
            cells = table.parsed(self._content.decode())
        except UnicodeDecodeError as error:
            raise UnreadableError(f"not UTF-8: byte {error.start} is 0x{self._content[error.start]:02x}") from None
        except csv.Error as error:
            raise UnreadableError(f"not CSV: {error}") from None
        if len(cells) != len(table.names):
            raise UnreadableError(f"{len(cells)} cells where the header has {len(table.names)}")
        self.row = dict(zip(table.names, cells, strict=True))
        fields = options.fields
        others = (
            self.row.get(name) if name else None for name in (fields.title, fields.url, fields.languages, options.id)
        )
        return Values(self.row[fields.source], *others)

    def written(self, outcome: Outcome) -> bytes:
        table = self._table
        page = table.options.fields.html is not None
        added = notes(outcome, page=page, all_of_them=True)
        row = {**self.row, table.options.fields.target: outcome.text or ""}
        if table.to == "jsonl":
            return dumps({**row, **added}) + b"\n"
        values = {**row, **added}
        return table.line(["" if values[name] is None else str(values[name]) for name in (*table.names, *table.added)])


def check(source: Input, header: bytes, options: Options, *, all_of_them: bool = False) -> None:
    """Raises UnreadableError where the header does not fit the options; see `base.check_names`."""
    names = _Table(source, header, options).names
    check_names(names, options, names.__contains__, all_of_them=all_of_them)


def rows(path: Path, source: Input, shape: Shape) -> Iterator[Row | None]:
    """The records of an output."""
    for row in _dicts(path, source):
        yield Row(row[shape.text], row.get(shape.id or "") or None, row.get(shape.url or "") or None)


def _dicts(path: Path, source: Input) -> Iterator[dict[str, str]]:
    with reading(str(path), source.codec) as content:
        text = TextIOWrapper(content, "utf-8-sig", "surrogatepass", newline="")
        yield from csv.DictReader(text, delimiter=DELIMITERS[source.format])


def restore(path: Path, source: Input, shape: Shape, texts: Iterator[str], target: IO[bytes]) -> None:
    """Write an output again with the texts that came in, and without what was added."""
    with reading(str(path), source.codec) as content:
        table = _Table(source, content.readline(), Options())
    names = [name for name in table.names if name not in shape.extra]
    target.write(table.mark.encode() + table.line(names))
    for row in _dicts(path, source):
        text = next(texts)
        if shape.text not in shape.extra:
            row[shape.text] = text
        target.write(table.line([row[name] for name in names]))
