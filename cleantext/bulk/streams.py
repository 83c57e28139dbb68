"""Bytes in and out: local paths and URLs, plain and compressed."""

import bz2
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import IO, Any, cast

from cleantext.bulk.extras import load, zstd
from cleantext.core.errors import SettingsError

CODECS = {".gz": "gzip", ".zst": "zstd", ".bz2": "bzip2", ".xz": "xz"}
# Bytes of one read. Remote files answer each request in tens of milliseconds.
BUFFER = 1 << 20
# The default of isal's levels 0 to 3; the default of zstd's own command.
_GZIP_LEVEL, _ZSTD_LEVEL = 2, 3
_SCHEME = "://"


def is_url(path: str) -> bool:
    """Return whether a path is a URL, to be opened by fsspec."""
    return _SCHEME in path


def filesystem(url: str) -> tuple[Any, str]:
    """Return the fsspec file system of a URL, and the path in it. Raises SettingsError if its package is missing."""
    core = load("fsspec.core", "remote")
    try:
        return cast("tuple[Any, str]", core.url_to_fs(url))
    except (ImportError, ValueError) as error:
        raise SettingsError(f"{url}: {error}") from None


def read_errors() -> tuple[type[Exception], ...]:
    """Return the errors of reading a file that is truncated, damaged or unreachable."""
    return (OSError, EOFError, zlib.error, lzma.LZMAError, zstd().ZstdError, *_isal_errors())


def _isal_errors() -> tuple[type[Exception], ...]:
    try:
        return (import_module("isal.igzip_lib").IsalError,)
    except ImportError:  # then there are no files that it reads
        return ()


def explained(error: Exception) -> str:
    """Return a message about a reading error."""
    if isinstance(error, EOFError):
        return "the compressed file is truncated"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return f"the file is damaged: {error}"


def raw(path: str) -> IO[bytes]:
    """Open a file as it is stored."""
    if not is_url(path):
        return Path(path).open("rb", buffering=BUFFER)
    system, place = filesystem(path)
    # Without the buffer, reading lines from fsspec takes three hundred times as long.
    return io.BufferedReader(system.open(place, "rb"), BUFFER)


def decoded(file: IO[bytes], codec: str) -> IO[bytes]:
    """Open the content of a compressed file; codec is one of CODECS, or "" for none."""
    return io.BufferedReader(_Frames(file, decompressor(codec)), BUFFER) if codec else file


def decompressor(codec: str) -> Callable[[], Any]:
    """Return a factory of decompressors of single frames; all four have the same methods."""
    if codec == "gzip":
        igzip = load("isal.igzip_lib", "bulk")
        return partial(igzip.IgzipDecompressor, flag=igzip.DECOMP_GZIP)
    if codec == "zstd":
        return cast("Callable[[], Any]", zstd().ZstdDecompressor)
    return bz2.BZ2Decompressor if codec == "bzip2" else lzma.LZMADecompressor


class _Frames(io.RawIOBase):
    """The content of one compressed frame after the other.

    The readers of these libraries do the same, but some end silently at a damaged second frame, or drop the content
    before the place where the file breaks off.
    """

    def __init__(self, file: IO[bytes], decompressor: Callable[[], Any]) -> None:
        self._file = file
        self._new = decompressor
        self._frame: Any = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = b""
        while not data:
            if self._frame is None or self._frame.eof:
                stored = (self._frame.unused_data if self._frame else b"") or self._file.read(BUFFER)
                stored = stored.lstrip(b"\0")  # xz allows such padding, and no frame starts with it
                if not stored:
                    return 0
                self._frame = self._new()
            else:
                stored = self._file.read(BUFFER) if self._frame.needs_input else b""
                if not stored and self._frame.needs_input:
                    raise EOFError
            data = self._frame.decompress(stored, len(buffer))
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def reading(path: str, codec: str = "") -> Iterator[IO[bytes]]:
    """Open the content of a file for reading."""
    with raw(path) as file, decoded(file, codec) as content:
        yield content


@contextmanager
def encoded(file: IO[bytes], codec: str, level: int = _ZSTD_LEVEL) -> Iterator[IO[bytes]]:
    """Open a compressed file for writing its content: in one frame, the same bytes every time.

    level: of zstd. There is one frame, because some readers stop after the first: python-zstandard, and its users.
    """
    if not codec:
        yield file
        return
    with _compressor(file, codec, level) as content:
        yield content
    if codec == "zstd" and not file.tell():  # without content it would write nothing, which is no frame
        file.write(zstd().compress(b""))


def _compressor(file: IO[bytes], codec: str, level: int) -> IO[bytes]:
    made: Any
    if codec == "gzip":
        igzip = load("isal.igzip", "bulk")
        made = igzip.IGzipFile(filename="", fileobj=file, mode="wb", compresslevel=_GZIP_LEVEL, mtime=0)
    elif codec == "zstd":
        made = zstd().ZstdFile(file, "wb", level=level)
    else:
        made = {"bzip2": bz2.BZ2File, "xz": lzma.LZMAFile}[codec](file, "wb")
    return cast("IO[bytes]", made)
