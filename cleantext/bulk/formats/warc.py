"""WARC: the HTML pages of successful responses, into JSON lines."""

import re
from codecs import lookup
from collections import deque
from collections.abc import Iterator, Mapping
from io import BufferedReader, BytesIO
from typing import IO, Any, ClassVar, NamedTuple

from cleantext.bulk.extras import load
from cleantext.bulk.formats import framing
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
)
from cleantext.bulk.formats.jsonl import JSON_LINES
from cleantext.bulk.layout import Input
from cleantext.bulk.members import MEMBERS, Members
from cleantext.bulk.objects import UnreadableError, dumps
from cleantext.bulk.options import MEGABYTE, PAGE
from cleantext.bulk.record import DEGRADED, Fields, Outcome
from cleantext.bulk.streams import BUFFER, decoded, explained, raw

# Python's names of the encodings of texts that pages use.
_ENCODINGS = re.compile(r"ascii|utf-(?:8|16|32)|cp\d|iso|koi8|mac|gb|big5|euc|shift|tis|hz|johab|kz|ptcp|latin")


class Response(NamedTuple):
    """The content of a record for a worker."""

    offset: int  # bytes of the file's content
    id: str | None
    url: str | None
    date: str | None
    content: bytes  # HTTP: head and body as they were sent


class _WarcRecord(NamedTuple):
    """One record."""

    number: int
    response: Response
    most: int  # bytes of the page, unpacked

    @property
    def offset(self) -> int:
        """Return the offset of the response."""
        return self.response.offset

    def raw(self) -> bytes:
        return self.response.content

    def values(self) -> Values:
        body, charset = _body(self.response.content, self.most)
        return Values(_page(body, charset), url=self.response.url, id=self.response.id)


class Warc(Format[_WarcRecord]):
    """A record is a response that holds a page; only these are numbered."""

    title = "WARC"
    suffixes = (".warc",)
    outputs: ClassVar[Mapping[str, Output]] = {"jsonl": JSON_LINES}

    @property
    def fields(self) -> Fields:
        """Return the fields of a page."""
        return PAGE

    def output_fields(self) -> OutputFields:
        """Return the format's own fields, whatever the options for other inputs."""
        return OutputFields("text", "id", "url", NOTES)

    def check(self) -> None:
        """See `Format`."""
        load("fastwarc.warc", "warc")
        decoded(BytesIO(), self.source.codec)

    def cut(self) -> Iterator[Chunk]:
        """Yield groups of responses."""
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
        """Yield the pages of a group."""
        self._out = list[bytes]()
        for number, response in enumerate(chunk.data, chunk.first):
            yield _WarcRecord(number, response, self.options.max_record * MEGABYTE)

    def write(self, record: _WarcRecord, outcome: Outcome) -> None:
        """Add an object with the text, and the archive's facts about the page."""
        response = record.response
        notes = {name: value for name, value in self.notes(outcome).items() if value is not None or name != DEGRADED}
        facts: dict[str, Any] = {"id": response.id, "url": response.url, "date": response.date}
        self._out.append(dumps({**facts, "text": outcome.text, **notes}) + b"\n")

    def output(self) -> bytes:
        """Return all objects."""
        return b"".join(self._out)


def _groups(source: Input, most: int) -> Iterator[tuple[list[Response] | Fault, int]]:
    """Yield responses in groups of about CHUNK bytes, and the unreadable ones."""
    waiting, size = list[Response](), 0
    try:
        with raw(source.path) as stored:
            for response in _responses(_content(stored, source.codec, most), most):
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
    except OSError as error:
        yield Fault(0, 0, explained(error), b""), 0


def _content(stored: IO[bytes], codec: str, most: int) -> framing.Content:
    """Return the content of a file; in a file with a member for each record, damaged members are kept apart."""
    if codec not in MEMBERS:
        return framing.Content(decoded(stored, codec), deque())
    members = Members(stored, codec, most)
    return framing.Content(BufferedReader(members, BUFFER), members.lost)


def _responses(content: framing.Content, most: int) -> Iterator[Response | Fault]:
    for found in framing.records(content, most):
        if isinstance(found, framing.Damage):
            yield Fault(0, found.offset, found.reason, found.raw)
        elif found.head.get("warc-type") != "response":
            continue
        elif isinstance(found, framing.TooLong):
            reason = f"the record is too long: {found.length:,} bytes, {most:,} are taken"
            yield Fault(0, found.offset, reason, found.raw[:HEAD])
        elif _is_page(found.content):
            head = found.head
            url = head.get("warc-target-uri")
            yield Response(
                found.offset, head.get("warc-record-id"), url and url.strip("<>"), head.get("warc-date"), found.content
            )


def _is_page(content: bytes) -> bool:
    """Return whether a response was successful and declares HTML."""
    head = content.partition(b"\r\n\r\n")[0].split(b"\r\n")
    status = head[0].split(None, 2)[1:2]
    kinds = [line[13:].strip().lower() for line in head[1:] if line[:13].lower() == b"content-type:"]
    return status == [b"200"] and any(kind.startswith((b"text/html", b"application/xhtml+xml")) for kind in kinds)


def _body(content: bytes, most: int) -> tuple[bytes, str]:
    """Return the body of a response, without transfer and content encodings, and the encoding from the server.

    Raises UnreadableError if that fails, or yields more than so many bytes.
    """
    from fastwarc.warc import WarcRecord

    head = b"WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n"
    try:
        record = WarcRecord.from_bytes(head % len(content) + content)
        record.parse_http(auto_decode="all")
        body: bytes = record.reader.read(most + 1)
        charset = record.http_charset or ""
    except BaseException as error:
        # fastwarc raises these beside the usual errors in cases that it does not expect.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise UnreadableError(f"the HTTP response cannot be read: {error}") from None
    if len(body) > most:
        raise UnreadableError(
            f"the page is too long: its content unpacks to more than the {most:,} bytes that are taken"
        )
    return body, charset


def _page(body: bytes, charset: str) -> str | bytes:
    """Return the page as text if the server names an encoding of texts that fits, otherwise as bytes."""
    try:
        # Python has codecs for escapes and names of hosts as well.
        if _ENCODINGS.match(lookup(charset).name):
            return body.decode(charset)
    except (LookupError, ValueError):  # ValueError: a name with a NUL, or bytes that do not fit
        pass
    return body
