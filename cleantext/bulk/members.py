"""Compressed files with one member for each record. A damaged member affects no other."""

import io
from collections import deque
from typing import IO, Any, NamedTuple

from cleantext.bulk.streams import BUFFER, decompressor, explained, read_errors

# The first bytes of a member: RFC 1952, RFC 8878.
MEMBERS = {"gzip": b"\x1f\x8b\x08", "zstd": b"\x28\xb5\x2f\xfd"}


# The first bytes usually show that a possible start is none; so little is fed at first, and then twice as much each
# time.
_FIRST_STEP = 1 << 10


class Lost(NamedTuple):
    """A member that could not be unpacked."""

    offset: int  # the offset that its content would have in that of the file
    raw: bytearray  # as it is stored
    reason: str


class Members(io.RawIOBase):
    """The content of a file, without its damaged members.

    A member is handed out when all of it was unpacked and its checksum verified. A member above the limit (most, in
    bytes) is handed out while it is unpacked; if it is damaged, the file ends there.
    """

    def __init__(self, file: IO[bytes], codec: str, most: int) -> None:
        self._file = file
        self._new, self._errors = decompressor(codec), read_errors()
        self._magic = MEMBERS[codec]
        self._most = most
        self._stored = bytearray()  # what was read, from the start of the next member
        self._ready = bytearray()
        self._long: Any = None  # the decompressor of a member that is above the limit
        self._offset = 0
        self.lost = deque[Lost]()

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read bytes, see `io.RawIOBase`. Raises the decompressor's error for a long member that is damaged."""
        while not self._ready:
            if self._long is not None:
                self._ready += self._more_of_long()
            elif not self._next():
                return 0
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        del self._ready[:size]
        self._offset += size
        return size

    def _read(self) -> bytes:
        piece = self._file.read(BUFFER)
        self._stored += piece
        return piece

    def _next(self) -> bool:
        """Unpack the next member, and return whether there is one."""
        while not self._stored or not self._stored[0]:  # zeros pad the end of some files
            self._stored = self._stored.lstrip(b"\0")
            if not self._stored and not self._read():
                return False
        frame, fed, step, content = self._new(), 0, _FIRST_STEP, bytearray()
        try:
            while not frame.eof and len(content) <= self._most:
                if frame.needs_input and fed == len(self._stored) and not self._read():
                    raise EOFError
                piece = bytes(self._stored[fed : fed + step]) if frame.needs_input else b""
                fed, step = fed + len(piece), 2 * step
                content += frame.decompress(piece, BUFFER)
        except self._errors as error:
            self._lose(explained(error))
            return True
        self._ready = content
        if frame.eof:
            del self._stored[: fed - len(frame.unused_data)]
        else:
            del self._stored[:fed]
            self._long = frame
        return True

    def _more_of_long(self) -> bytes:
        frame = self._long
        if frame.eof:
            self._stored[:0] = frame.unused_data
            self._long = None
            return b""
        piece = b""
        if frame.needs_input:
            if not self._stored and not self._read():
                raise EOFError
            piece = bytes(self._stored)
            self._stored.clear()
        unpacked: bytes = frame.decompress(piece, BUFFER)
        return unpacked

    def _lose(self, reason: str) -> None:
        """Skip to the start of the next member; everything before it is lost, in pieces of bounded size."""
        searched = 1
        while True:
            start = self._stored.find(self._magic, searched)
            more = start < 0 and len(self._stored) < self._most and self._read()
            if more:
                searched = max(1, len(self._stored) - len(more) - len(self._magic))
                continue
            end = start if start >= 0 else len(self._stored)
            self._note(Lost(self._offset + len(self._ready), self._stored[:end], reason))
            del self._stored[:end]
            if start >= 0 or not self._read():
                return
            searched = 0

    def _note(self, lost: Lost) -> None:
        """Note a lost member, together with the one right before it."""
        last = self.lost[-1] if self.lost else None
        if last and last.offset == lost.offset and len(last.raw) + len(lost.raw) <= self._most:
            last.raw.extend(lost.raw)
        else:
            self.lost.append(lost)
