"""The records of a WARC file (ISO 28500), one after the other, whatever damage lies between them."""

import re
from collections import deque
from collections.abc import Iterator
from typing import IO, NamedTuple

from cleantext.bulk.members import Lost
from cleantext.bulk.streams import BUFFER, explained, read_errors

# Heads are a few hundred bytes long. A head without an end after so many bytes is none.
_LONGEST_HEAD = 1 << 16
_START = re.compile(rb"WARC/\d\.\d\r?\n")
_START_OF_LINE = re.compile(rb"\nWARC/\d\.\d\r?\n")
_LONGEST_START = 12
_BLANK = re.compile(rb"[\r\n]*+")
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")

_MOST_DIGITS = 18  # of a length; a larger number of bytes fits into no file


class Found(NamedTuple):
    """A whole record."""

    offset: int  # bytes of the file's content
    head: dict[str, str]  # names in lower case
    content: bytes


class Damage(NamedTuple):
    """The bytes between two whole records, or behind the last."""

    offset: int
    raw: bytes
    reason: str


class TooLong(NamedTuple):
    """A record that exceeds the limit."""

    offset: int
    head: dict[str, str]
    raw: bytes  # the beginning of its content
    length: int


class Content(NamedTuple):
    """The content of a file, and the parts that could not be unpacked; that list grows during reading."""

    file: IO[bytes]
    lost: deque[Lost]


class _Window:
    """A stretch of a file that moves forward; a file that becomes unreadable ends there."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._has_ended = False
        self._problem = ""
        self.held = bytearray()
        self.offset = 0  # of the stretch, in the file

    def fill(self, size: int) -> bool:
        """Hold at least so many bytes, and return whether there are so many."""
        while len(self.held) < size and not self._has_ended:
            try:
                piece = self._file.read1(BUFFER)  # type: ignore[attr-defined]  # all readers of bytes have it
            except read_errors() as error:
                piece, self._problem = b"", explained(error)
            self.held += piece
            self._has_ended = not piece
        return len(self.held) >= size

    def drop(self, size: int) -> bytes:
        """Move forward by so many bytes, and return them."""
        gone = bytes(self.held[:size])
        del self.held[:size]
        self.offset += len(gone)
        return gone

    def problem(self) -> str:
        """Return why the file ended early, at the first call; "" otherwise."""
        problem, self._problem = self._problem, ""
        return problem


def records(content: Content, most: int) -> Iterator[Found | TooLong | Damage]:
    """Yield the records of a file, and its damage; most: bytes of the longest content that is held."""
    window = _Window(content.file)
    for found in _records(window, most):
        yield from _lost(content.lost, found.offset)
        yield found
    yield from _lost(content.lost, window.offset)


def _lost(lost: deque[Lost], offset: int) -> Iterator[Damage]:
    """Yield the parts before a place that could not be unpacked."""
    while lost and lost[0].offset <= offset:
        offset_of_it, raw, reason = lost.popleft()
        yield Damage(offset_of_it, bytes(raw), reason)


def _records(window: _Window, most: int) -> Iterator[Found | TooLong | Damage]:
    while _skip_blank_lines(window):
        if not _START.match(window.held):
            yield from _damage(window, 1, "no record of a WARC file starts here", most)
            continue
        size = _size_of_head(window)
        if size is None:
            breaks_off = _END_OF_HEAD.search(window.held) is None and not window.fill(_LONGEST_HEAD)
            why = "the file ends in the head of a record" if breaks_off else "the head of the record has no end"
            yield from _damage(window, 1, why, most)
            continue
        head = _head(bytes(window.held[:size]))
        length = head.get("content-length", "")
        if not (length.isascii() and length.isdigit()) or len(length) > _MOST_DIGITS:
            yield from _damage(window, size, f"the record's Content-Length is {length!r}", most)
        elif int(length) > most:
            yield _too_long(window, size, head, int(length), most)
        else:
            yield from _record(window, size, head, int(length), most)
    problem = window.problem()
    if problem:
        yield Damage(window.offset, b"", problem)


def _skip_blank_lines(window: _Window) -> bool:
    """Skip line ends, and return whether there is anything behind them."""
    while window.fill(1):
        blank = _BLANK.match(window.held)
        window.drop(blank.end() if blank else 0)
        if window.held:
            window.fill(_LONGEST_START)
            return True
    return False


def _size_of_head(window: _Window) -> int | None:
    for size in (1 << 10, _LONGEST_HEAD):
        window.fill(size)
        found = _END_OF_HEAD.search(window.held, 0, size)
        if found:
            # A broken head runs into that of the next record.
            return None if _START_OF_LINE.search(window.held, 0, found.end()) else found.end()
    return None


def _head(data: bytes) -> dict[str, str]:
    lines = (line.partition(b":") for line in data.splitlines()[1:])
    return {
        name.strip().lower().decode("latin-1"): value.strip().decode("utf-8", "replace") for name, _, value in lines
    }


def _record(window: _Window, size: int, head: dict[str, str], length: int, most: int) -> Iterator[Found | Damage]:
    """Yield the record, or the damage if it does not end as its head says."""
    end = size + length
    if not window.fill(end):
        there = len(window.held) - size
        problem = f"the file is truncated: {there:,} of the {length:,} bytes of the record are there"
        yield from _damage(window, size, window.problem() or problem, most)
        return
    window.fill(end + _LONGEST_START + 4)
    behind = bytes(window.held[end:])
    if behind.startswith((b"\r\n\r\n", b"\n\n")) or not behind.strip(b"\r\n") or _START.match(behind.lstrip(b"\r\n")):
        offset = window.offset
        yield Found(offset, head, window.drop(end)[size:])
    else:
        yield from _damage(
            window, size, f"the record does not end after the {length:,} bytes that its header gives", most
        )


def _too_long(window: _Window, size: int, head: dict[str, str], length: int, most: int) -> TooLong:
    """Skip a record, up to its end or to the start of another one."""
    window.fill(size + most)
    found = TooLong(window.offset, head, bytes(window.held[size : size + most]), length)
    end = window.offset + size + length
    while window.fill(1) and window.offset < end:
        has_more = window.fill(2 * _LONGEST_START)
        left = end - window.offset
        start = _START_OF_LINE.search(window.held, 0, left)
        if start:
            window.drop(start.start() + 1)
            break
        # Keep what might be the beginning of a start.
        window.drop(min(left, len(window.held) - (_LONGEST_START if has_more else 0)))
    return found


def _damage(window: _Window, after: int, reason: str, most: int) -> Iterator[Damage]:
    """Yield everything up to the next start of a record, in pieces of at most so many bytes."""
    searched = after
    while True:
        start = _START.search(window.held, searched)
        if start:
            yield Damage(window.offset, window.drop(start.start()), reason)
            return
        searched = max(after, len(window.held) - _LONGEST_START)
        if not window.fill(len(window.held) + 1):
            yield Damage(window.offset, window.drop(len(window.held)), window.problem() or reason)
            return
        if searched >= most:
            yield Damage(window.offset, window.drop(searched), reason)
            after = searched = 0
