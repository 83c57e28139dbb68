"""WARC: the HTML pages of successful responses, into JSON lines."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import IO, Any, ClassVar, NamedTuple

from cleantext.bulk.extras import load
from cleantext.bulk.formats.base import (
    CHUNK,
    HEAD,
    MOST_RECORDS,
    NOTES,
    Chunk,
    Fault,
    Format,
    Output,
    OutputFields,
    Values,
    notes,
)
from cleantext.bulk.formats.jsonl import JSON_LINES
from cleantext.bulk.layout import Input
from cleantext.bulk.objects import UnreadableError, dumps
from cleantext.bulk.options import MEGABYTE, PAGE
from cleantext.bulk.record import Fields, Outcome
from cleantext.bulk.streams import decoded, explained, raw, read_errors


class Response(NamedTuple):
    """What the worker gets of a record."""

    offset: int  # bytes of the content of the file
    id: str | None
    url: str | None
    date: str | None
    content: bytes  # HTTP: head and body as they were sent


class _WarcRecord(NamedTuple):
    """One record."""

    number: int
    response: Response

    @property
    def offset(self) -> int:
        """Of the response."""
        return self.response.offset

    def raw(self) -> bytes:
        return self.response.content

    def values(self) -> Values:
        return _values(self.response)


class Warc(Format[_WarcRecord]):
    """A record is a response that holds a page; they alone are numbered."""

    suffixes = (".warc",)
    outputs: ClassVar[Mapping[str, Output]] = {"jsonl": JSON_LINES}

    @property
    def fields(self) -> Fields:
        """A page."""
        return PAGE

    def output_fields(self) -> OutputFields:
        """Its own, whatever the options say of other inputs."""
        return OutputFields("text", "id", "url", NOTES)

    def check(self) -> None:
        """See `Format`."""
        load("fastwarc.warc", "warc")
        decoded(BytesIO(), self.source.codec)

    def cut(self) -> Iterator[Chunk]:
        """Groups of responses."""
        number = record = 0
        for piece, position in _groups(self.source, self.options.max_record * MEGABYTE):
            if isinstance(piece, Fault):
                yield Chunk(number, record, 0 if piece.record is None else 1, piece._replace(record=record), position)
                record += piece.record is not None
            else:
                yield Chunk(number, record, len(piece), piece, position)
                record += len(piece)
            number += 1
        if number == 0:
            yield Chunk(0, 0, 0, [], self.source.size)

    def records(self, chunk: Chunk) -> Iterator[_WarcRecord]:
        """The pages of a group."""
        self._out = list[bytes]()
        for number, response in enumerate(chunk.data, chunk.first):
            yield _WarcRecord(number, response)

    def write(self, record: _WarcRecord, outcome: Outcome) -> None:
        """An object with the text, and what the archive knows about the page."""
        response = record.response
        facts: dict[str, Any] = {"id": response.id, "url": response.url, "date": response.date}
        self._out.append(dumps({**facts, "text": outcome.text, **notes(outcome, page=True)}) + b"\n")

    def output(self) -> bytes:
        """All objects."""
        return b"".join(self._out)


def _groups(source: Input, most: int) -> Iterator[tuple[list[Response] | Fault, int]]:
    """Responses in groups of about CHUNK bytes, and those that cannot be read."""
    waiting, size = list[Response](), 0
    with raw(source.path) as stored:
        for response in _responses(stored, source, most):
            if waiting and (isinstance(response, Fault) or size > CHUNK or len(waiting) >= MOST_RECORDS):
                yield waiting, stored.tell()
                waiting, size = [], 0
            if isinstance(response, Fault):
                yield response, stored.tell()
            else:
                waiting.append(response)
                size += len(response.content)
        if waiting:
            yield waiting, stored.tell()


def _responses(stored: IO[bytes], source: Input, most: int) -> Iterator[Response | Fault]:
    warc = load("fastwarc.warc", "warc")
    at = 0
    try:
        records = warc.ArchiveIterator(
            _Stream(decoded(stored, source.codec)), record_types=warc.WarcRecordType.response, parse_http=False
        )
        for record in records:
            at, length = record.stream_pos, record.content_length
            held = record.reader.read(most + 1)
            if len(held) > most:
                yield Fault(0, at, f"the record is too long: {length:,} bytes, {most:,} are taken", held[:HEAD])
            elif len(held) < length:
                # fastwarc goes on as if nothing were missing.
                reason = f"the file is truncated: {len(held):,} of the {length:,} bytes of the record are there"
                yield Fault(0, at, reason, held)
            elif _is_page(held):
                url, date = record.headers.get("WARC-Target-URI"), record.headers.get("WARC-Date")
                yield Response(at, record.record_id, url and url.strip("<>"), date, held)
    except read_errors() as error:
        yield Fault(0, at, explained(error), b"")
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what fastwarc raises where it meets a case it did not expect
            raise
        yield Fault(0, at, f"fastwarc fails on the file: {error}", b"")


class _Stream:
    """What fastwarc asks of a file; it panics where there is a `seek` that refuses."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._position += len(data)
        return data

    def tell(self) -> int:
        return self._position


def _is_page(content: bytes) -> bool:
    """Whether a response was a success and says that it is HTML."""
    head = content.partition(b"\r\n\r\n")[0].split(b"\r\n")
    status = head[0].split(None, 2)[1:2]
    kinds = [line[13:].strip().lower() for line in head[1:] if line[:13].lower() == b"content-type:"]
    return status == [b"200"] and any(kind.startswith((b"text/html", b"application/xhtml+xml")) for kind in kinds)


def _values(response: Response) -> Values:
    """The page, its transfer and content encodings undone; as text where the server names the encoding."""
    from fastwarc.warc import WarcRecord

    head = b"WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n"
    record = WarcRecord.from_bytes(head % len(response.content) + response.content)
    try:
        record.parse_http(auto_decode="all")
        body: bytes = record.reader.read()
    except OSError as error:
        raise UnreadableError(f"the HTTP response cannot be read: {error}") from None
    try:
        page: str | bytes = body.decode(record.http_charset) if record.http_charset else body
    except (LookupError, UnicodeDecodeError):
        page = body
    return Values(page, url=response.url, id=response.id)
