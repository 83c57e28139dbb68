"""Files of lines, cut into chunks; a long line takes no more memory than allowed."""

from collections.abc import Iterator
from io import BytesIO
from typing import IO, NamedTuple

from cleantext.bulk.formats.base import CHUNK, HEAD, OutputFile
from cleantext.bulk.objects import UnreadableError
from cleantext.bulk.streams import decoded, explained, raw, read_errors


class Lines(NamedTuple):
    """Whole lines; the last one of a file may have no line feed."""

    offset: int  # of the first one: bytes of the content
    data: bytes
    position: int  # bytes of the stored file that were read


class Lost(NamedTuple):
    """A line that is too long, or the rest of the line in which the file broke off."""

    offset: int
    raw: bytes
    reason: str
    position: int


def blocks(path: str, codec: str, most: int) -> Iterator[Lines | Lost]:
    """Yield the lines of a file in pieces of about CHUNK bytes; most: bytes of the longest line that is read."""
    try:
        with raw(path) as stored, decoded(stored, codec) as content:
            yield from _blocks(stored, content, most)
    except OSError as error:
        yield Lost(0, b"", explained(error), 0)


def output_lines(file: OutputFile) -> Iterator[bytes]:
    """Yield the lines of an output. Raises UnreadableError if one is too long for a run, or the file ends early."""
    for block in blocks(str(file.path), file.codec, file.most):
        if isinstance(block, Lost):
            raise UnreadableError(block.reason)
        yield from BytesIO(block.data)


def _blocks(stored: IO[bytes], content: IO[bytes], most: int) -> Iterator[Lines | Lost]:
    waiting, offset, problem = bytearray(), 0, ""
    pieces = _pieces(content)
    for piece, problem in pieces:
        waiting += piece
        if len(waiting) < CHUNK:
            continue
        end = waiting.rfind(b"\n") + 1
        if end:
            yield Lines(offset, bytes(waiting[:end]), stored.tell())
            del waiting[:end]
            offset += end
        elif len(waiting) > most:
            head, size = bytes(waiting[:HEAD]), len(waiting)
            for piece, problem in pieces:  # noqa: B007, PLW2901 - goes on where the outer loop is
                found = piece.find(b"\n") + 1
                size += found or len(piece)
                waiting = bytearray(piece[found:] if found else b"")
                if found:
                    break
            else:
                waiting = bytearray()
            yield Lost(offset, head, f"the line is too long: {size:,} bytes, {most:,} are taken", stored.tell())
            offset += size
    end = waiting.rfind(b"\n") + 1 if problem else len(waiting)
    if end:
        yield Lines(offset, bytes(waiting[:end]), stored.tell())
    if problem:
        yield Lost(offset + end, bytes(waiting[end:]), problem, stored.tell())


def _pieces(content: IO[bytes]) -> Iterator[tuple[bytes, str]]:
    """Yield the content as it is read, and at the end the fault of the file, if any."""
    while True:
        try:
            piece = content.read1(CHUNK)  # type: ignore[attr-defined]  # all readers of bytes have it
        except read_errors() as error:
            yield b"", explained(error)
            return
        if not piece:
            return
        yield piece, ""
