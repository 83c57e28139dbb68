"""Files with one text each, and files that appear whole or not at all."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from cleantext.core.errors import CleantextError


class InputError(CleantextError):
    """An input that cannot be cleaned; the message gives the reason, without the name."""


def has_html_name(name: str) -> bool:
    """Return whether a file has the name of an HTML page."""
    return name.lower().endswith((".html", ".htm"))


def decode(data: bytes, encoding: str | None = None) -> str:
    """Return the text of bytes in UTF-8, unchanged (line ends and byte order mark too), or in a named encoding.

    Raises InputError for anything else.
    """
    if encoding:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            raise InputError(f"not {encoding}: byte {error.start} is 0x{data[error.start]:02x}") from None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError("UTF-16, not UTF-8; convert it first, such as with iconv -f UTF-16 -t UTF-8")
    nul = data.find(b"\0")
    if nul >= 0:
        raise InputError(f"binary, not text: byte {nul} is NUL")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        byte = data[error.start]
        mend = "convert it first, such as with iconv -f WINDOWS-1252 -t UTF-8"
        raise InputError(f"not UTF-8: byte {error.start} is 0x{byte:02x}; {mend}") from None


def encode(text: str) -> bytes:
    """Return UTF-8. Raises InputError for lone surrogates, which it cannot hold; character references make them."""
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise InputError(f"holds the lone surrogate U+{ord(text[error.start]):04X}; only --json can write it") from None


class _Named(io.FileIO):
    """A file to write whose errors name it: those of the operating system name files only on opening."""

    def __init__(self, path: Path, mode: str, name: Path) -> None:
        self._path = str(name)
        super().__init__(str(path), mode)

    def write(self, data: Any) -> int:
        try:
            return super().write(data)
        except OSError as error:
            error.filename = self._path
            raise


def _opened(path: Path, mode: str, name: Path) -> IO[bytes]:
    return io.BufferedWriter(_Named(path, mode, name))


@contextmanager
def whole(path: Path, folder: Path | None = None) -> Iterator[IO[bytes]]:
    """Yield a file to write that appears under its name when it is complete, or not at all.

    A link stays, and its target is written. A pipe, a device or an open file of this process such as /dev/stderr gets
    the content at once.

    folder: the place of the incomplete file, on the same file system; None for the folder of `path`. A killed process
    leaves its file there.
    """
    if _is_no_plain_file(path):
        with _opened(path, "ab", path) as file:
            yield file
        return
    target = path.resolve() if path.is_symlink() else path
    # Only the beginning of the name, since a name of full length has no room for more.
    unfinished = (folder or target.parent) / f".{target.name[:40]}.{os.getpid()}.tmp"
    try:
        with _opened(unfinished, "wb", path) as file:
            yield file
        unfinished.replace(target)
    except OSError as error:
        if error.filename == str(unfinished):
            error.filename = str(path)
        raise
    finally:
        with suppress(OSError):  # what went wrong before counts; it may be there for removing a file, too
            unfinished.unlink()


def _is_no_plain_file(path: Path) -> bool:
    """Return whether a path is a pipe, a device, or an open file, which must not be replaced by another file."""
    where = Path(os.path.abspath(path))  # noqa: PTH100 - `resolve` would follow the link that counts
    is_open_file = where.is_relative_to("/dev") or where.is_relative_to("/proc")
    if path.is_symlink() and not is_open_file:
        is_open_file = _is_no_plain_file(where.parent / path.readlink())
    return is_open_file or (path.exists() and not path.is_file())
