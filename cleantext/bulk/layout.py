"""Where things lie in the output folder of a run."""

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, NamedTuple
from zlib import crc32

from cleantext.bulk.noted import checked, parsed_lines
from cleantext.core.errors import CleantextError, SettingsError

LOG, FLAGS, QUARANTINE, SUMMARY = "removals.jsonl.zst", "flags.jsonl", "quarantine.jsonl", "summary.json"
STATE = ".cleantext"
_HAS_DRIVES = os.name == "nt"
RESERVED = frozenset({LOG, FLAGS, QUARANTINE, SUMMARY, STATE})


class Input(NamedTuple):
    """One input of a run, and what becomes of it."""

    file: str  # its path below the folder that was named, with "/"; the log and the reports call it so
    path: str  # where it is: a path or a URL
    output: str  # the path of its output below the output folder
    format: str  # of the input, a key of `cleantext.bulk.formats.FORMATS`
    codec: str  # of the input, a value of `streams.CODECS`; "" for none
    to: str  # the format of the output
    size: int  # bytes, as it is stored
    changed: int  # when it was last changed: nanoseconds since 1970, or 0 where that is not known


class Layout(NamedTuple):
    """The output folder of a run."""

    root: Path

    @property
    def log(self) -> Path:
        """What was removed, a line for each entry, in the order of the inputs."""
        return self.root / LOG

    @property
    def flags(self) -> Path:
        """What says that a clean text is cut or no article, a line for each flag, in the order of the inputs."""
        return self.root / FLAGS

    @property
    def quarantine(self) -> Path:
        """Records that could not be cleaned, a line for each, in the order of the inputs."""
        return self.root / QUARANTINE

    @property
    def summary(self) -> Path:
        """Totals. It is written last: where it is, the run is finished."""
        return self.root / SUMMARY

    @property
    def state(self) -> Path:
        """The folder of what the run notes for itself."""
        return self.root / STATE

    @property
    def run(self) -> Path:
        """The options, the version and the rules."""
        return self.state / "run.json"

    @property
    def inputs(self) -> Path:
        """The inputs, a line for each."""
        return self.state / "inputs.jsonl"

    @property
    def manifest(self) -> Path:
        """What is done, a line for each chunk and each file, in the order in which they were finished."""
        return self.state / "manifest.jsonl"

    @property
    def parts(self) -> Path:
        """The results of chunks, until they are joined."""
        return self.state / "parts"

    @property
    def outputs(self) -> Path:
        """The size and the checksum of each output, a line for each input; null where there is none."""
        return self.state / "outputs.jsonl"

    def listed(self) -> Iterator[Input]:
        """The inputs of the run. Raises CleantextError where the list is damaged, or leads out of the folder."""
        try:
            with self.inputs.open("rb") as lines:
                yield from parsed_lines(self.inputs, lines, _input)
        except SettingsError as error:  # what would be a wrong input of a run is a damaged folder here
            raise CleantextError(str(error)) from None


_TEXTS = ("file", "path", "output", "format", "codec", "to")
_TYPES = {**dict.fromkeys(_TEXTS, str), **dict.fromkeys(("size", "changed"), int)}


def _input(values: dict[str, Any]) -> Input:
    source = Input(**checked(values, _TYPES))
    safe(source.output)
    return source


def safe(output: str) -> str:
    """An output path that stays in the output folder, beside what the run itself writes there."""
    parts = PurePosixPath(output).parts
    is_on_drive = _HAS_DRIVES and PureWindowsPath(output).drive != ""
    if not parts or ".." in parts or output.startswith("/") or "\\" in output or "\0" in output or is_on_drive:
        raise SettingsError(f"{output}: the output would not be in the output folder")
    if parts[0] in RESERVED:
        raise SettingsError(f"{output}: the run itself writes a file of that name; rename the input")
    return output


def is_sampled(share: float, file: str, record: int) -> bool:
    """Whether a record is in a sample of that share: the same ones in every run."""
    return share >= 1 or crc32(f"{file}\n{record}".encode("utf-8", "surrogateescape")) < share * (1 << 32)
