"""The size and checksum of each output as the run wrote it, so that a later change is noticed."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from cleantext.bulk.layout import Layout
from cleantext.bulk.noted import checked, parsed_lines
from cleantext.bulk.streams import BUFFER

_TYPES = {"size": int, "crc32": int}


class Written(NamedTuple):
    """An output as it was written."""

    size: int = -1  # bytes; negative if there is no output
    crc32: int = 0

    @classmethod
    def of(cls, path: Path) -> "Written":
        """Compute them from a file."""
        size = checksum = 0
        with path.open("rb") as file:
            while piece := file.read(BUFFER):
                size, checksum = size + len(piece), crc32(piece, checksum)
        return cls(size, checksum)

    @property
    def is_there(self) -> bool:
        """Return whether there is an output."""
        return self.size >= 0

    def problem(self, path: Path) -> str:
        """Return why a file is not this output; "" if it is."""
        if not self.is_there:
            return ""
        if not path.is_file():
            return "is missing"
        now = Written.of(path)
        return "" if now == self else "was changed after the run"


def written_outputs(layout: Layout) -> Iterator[Written]:
    """Return the outputs of a finished run, one for each input. Raises SettingsError if their list is damaged."""
    with layout.outputs.open("rb") as lines:
        yield from parsed_lines(layout.outputs, lines, lambda values: Written(**checked(values, _TYPES)))
