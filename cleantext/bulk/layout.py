"""The places of files in the output folder of a run."""

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
    """One input of a run, and the place of its output."""

    file: str  # its path below the named folder, with "/"; its name in the log and the reports
    path: str  # a path or a URL
    output: str  # the path of its output below the output folder
    format: str  # of the input, a key of `cleantext.bulk.formats.FORMATS`
    codec: str  # of the input, one of `streams.CODECS`; "" for none
    to: str  # the format of the output
    size: int  # stored bytes
    changed: int  # the time of its last change: nanoseconds since 1970, or 0 if unknown


class Layout(NamedTuple):
    """The output folder of a run."""

    root: Path

    @property
    def log(self) -> Path:
        """Return the log: a line for each removal, in the order of the inputs."""
        return self.root / LOG

    @property
    def flags(self) -> Path:
        """Return the flags: a line for each sign that a text is cut or no article, in the order of the inputs."""
        return self.root / FLAGS

    @property
    def quarantine(self) -> Path:
        """Return the quarantine: a line for each record that could not be cleaned, in the order of the inputs."""
        return self.root / QUARANTINE

    @property
    def summary(self) -> Path:
        """Return the totals. They are written last: if the file exists, the run is finished."""
        return self.root / SUMMARY

    @property
    def state(self) -> Path:
        """Return the folder of the run's own notes."""
        return self.root / STATE

    @property
    def run(self) -> Path:
        """Return the file with the options, the version and the rules."""
        return self.state / "run.json"

    @property
    def inputs(self) -> Path:
        """Return the list of inputs, a line for each."""
        return self.state / "inputs.jsonl"

    @property
    def manifest(self) -> Path:
        """Return the manifest: a line for each finished chunk and file, in order of completion."""
        return self.state / "manifest.jsonl"

    @property
    def parts(self) -> Path:
        """Return the folder of the results of chunks, until they are joined."""
        return self.state / "parts"

    @property
    def outputs(self) -> Path:
        """Return the list of sizes and checksums of the outputs, a line for each input; null if there is none."""
        return self.state / "outputs.jsonl"

    def listed(self) -> Iterator[Input]:
        """Yield the inputs of the run. Raises CleantextError if the list is damaged, or leads out of the folder."""
        try:
            with self.inputs.open("rb") as lines:
                yield from parsed_lines(self.inputs, lines, _input)
        except SettingsError as error:  # the same fault is a wrong input for a new run, and a damaged folder here
            raise CleantextError(str(error)) from None


_TEXTS = ("file", "path", "output", "format", "codec", "to")
_TYPES = {**dict.fromkeys(_TEXTS, str), **dict.fromkeys(("size", "changed"), int)}


def _input(values: dict[str, Any]) -> Input:
    source = Input(**checked(values, _TYPES))
    safe(source.output)
    return source


def safe(output: str) -> str:
    """Return an output path that stays in the output folder and overwrites none of the run's own files."""
    parts = PurePosixPath(output).parts
    is_on_drive = _HAS_DRIVES and PureWindowsPath(output).drive != ""
    if not parts or ".." in parts or output.startswith("/") or "\\" in output or "\0" in output or is_on_drive:
        raise SettingsError(f"{output}: the output would not be in the output folder")
    if parts[0] in RESERVED:
        raise SettingsError(f"{output}: the run itself writes a file of that name; rename the input")
    return output


def is_sampled(share: float, file: str, record: int) -> bool:
    """Return whether a record is in a sample of that share; every run takes the same records."""
    return share >= 1 or crc32(f"{file}\n{record}".encode("utf-8", "surrogateescape")) < share * (1 << 32)
