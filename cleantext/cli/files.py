"""Inputs and outputs of the command: which files there are, how they are read, and where clean files go."""

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cleantext.bulk.files import InputError, has_html_name
from cleantext.core.errors import SettingsError

STDIN = "-"
# The start of a page: a byte order mark, blanks, an XML declaration and comments may come first. This many bytes hold
# what a server sends before the first tag.
_HEAD_BYTES = 4096
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


# Suffixes of files that hold one article; other suffixes are looked up among the formats of records.
_ARTICLES = frozenset({"", ".txt", ".text", ".md", ".html", ".htm"})
_WARC = b"WARC/1."


class Source(NamedTuple):
    """One input."""

    name: str  # as the user and the log name it
    path: Path | None  # None for standard input
    place: Path  # where its output goes, below the output folder

    def read(self) -> bytes:
        """Return the content. Raises InputError if it cannot be read."""
        try:
            if self.path is None:
                if sys.stdin is None:
                    raise InputError("standard input is closed")
                return sys.stdin.buffer.read()
            if self.path.is_dir():
                raise InputError("a folder that cannot be listed")
            return self.path.read_bytes()
        except OSError as error:
            raise InputError(error.strerror or str(error)) from None

    def check(self, data: bytes) -> None:
        """Refuse records, whose structure would be lost: raise InputError if the name or the first bytes show them."""
        from cleantext.bulk.streams import CODECS

        place = Path(self.name)
        bare = place.with_suffix("") if place.suffix.lower() in CODECS else place
        suffix = ".warc" if data.startswith(_WARC) else bare.suffix.lower()
        if suffix in _ARTICLES:
            return
        from cleantext.bulk.formats import FORMATS
        from cleantext.bulk.inputs import FORMAT_OF, JSON

        if suffix == ".json":
            raise InputError(f"this is JSON; {JSON}, for cleantext run")
        kind = FORMATS.get(FORMAT_OF.get(suffix, ""))
        if kind and not kind.is_one_record:
            raise InputError(f"this is {kind.title}; its records are cleaned by: cleantext run {self.name} -o DIR")

    def is_html(self, data: bytes) -> bool:
        """Return whether the name or the first bytes show HTML."""
        return has_html_name(self.name) or _HTML.match(data[:_HEAD_BYTES]) is not None


def is_piped() -> bool:
    """Return whether standard input is a pipe or a file: neither a terminal nor /dev/null."""
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (AttributeError, OSError, ValueError):  # closed, or replaced by something without a number
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)


def gather(names: Iterable[str], output: Path | None) -> Iterator[Source]:
    """Yield the inputs that arguments name: files, and files in folders except hidden ones and the output folder."""
    for name in names:
        if name == STDIN:
            yield Source(name, None, Path("stdin.txt"))
        elif os.path.isdir(name):  # noqa: PTH112 - the name is kept as the person spelled it
            yield from _listed(Path(name), output)
        else:
            yield Source(name, Path(name), Path(Path(name).name))


def _listed(folder: Path, output: Path | None) -> Iterator[Source]:
    skipped = output.resolve() if output else None
    closed: list[OSError] = []
    for at, folders, files in os.walk(folder, onerror=closed.append):
        place = Path(at)
        folders[:] = sorted(name for name in folders if name[0] != "." and (place / name).resolve() != skipped)
        for name in sorted(files):
            path = place / name
            # What exists but is no file is a pipe, a socket or a device; a broken link fails by name.
            if name[0] != "." and (path.is_file() or not path.exists()):
                yield Source(str(path), path, path.relative_to(folder))
    yield from (Source(str(error.filename), Path(error.filename), Path()) for error in closed)


def check_targets(sources: Sequence[Source], targets: Sequence[Path]) -> None:
    """Raise SettingsError if a target is an input, or the target of another input."""
    check_no_input(sources, *targets)
    taken: dict[Path, str] = {}
    for source, target in zip(sources, targets, strict=True):
        other = taken.setdefault(target, source.name)
        if other != source.name:
            raise SettingsError(f"{other} and {source.name} would both become {target}; clean them one by one")


def check_no_input(sources: Iterable[Source], *targets: Path) -> None:
    """Raise SettingsError if a target is an input, under whatever name."""
    inputs = {_identity(source.path) for source in sources if source.path} - {None}
    for target in targets:
        if _identity(target) in inputs:
            raise SettingsError(f"{target} is an input, and is not overwritten; choose another place for the output")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
