"""The results of chunks: written by one worker, joined by another."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from typing import IO

from cleantext.bulk.files import whole
from cleantext.bulk.streams import BUFFER, encoded, reading

# ChunkOutputs are read once: zstd's fastest regular level takes a tenth of the time of its default, or less.
_LEVEL = 1


@contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """A part, to be written."""
    with whole(path) as file, encoded(file, "zstd", _LEVEL) as content:
        yield content


def concatenate(paths: Iterable[Path], target: IO[bytes]) -> None:
    """One part after the other."""
    for path in paths:
        with reading(str(path), "zstd") as part:
            copyfileobj(part, target, BUFFER)
