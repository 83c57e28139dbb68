"""Find inputs: files, folders, patterns and URLs, with their formats and the places of their outputs."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from glob import has_magic, iglob
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from cleantext.bulk.formats import FORMATS
from cleantext.bulk.layout import Input, safe
from cleantext.bulk.streams import CODECS, filesystem, is_url
from cleantext.core.errors import CleantextError, SettingsError, nearest

FORMAT_OF = {suffix: name for name, known in FORMATS.items() for suffix in known.suffixes}
# An array can be as long as its file, and is read as a whole or not at all.
JSON = "of JSON the lines of .jsonl are read, an object each: jq -c '.[]' FILE.json > FILE.jsonl"


class Found(NamedTuple):
    """A file whose format is not known yet."""

    file: str
    path: str
    size: int
    changed: int


@dataclass(slots=True)
class Search:
    """Finds the inputs of a run.

    names: the arguments; outdir: excluded; kind: the format of all inputs, "" to use their names; to: the format of the
    output, "" for that of the input.
    """

    names: tuple[str, ...]
    outdir: Path
    kind: str = ""
    to: str = ""
    skipped: Counter[str] = field(default_factory=Counter)  # files of unknown formats, by suffix
    size: int = 0  # bytes of all inputs

    def __iter__(self) -> Iterator[Input]:
        """Yield the inputs, in the same order every time.

        Raises CleantextError for a name without a file, SettingsError for two inputs with the same output.
        """
        taken = set[int]()
        self.skipped.clear()
        self.size = 0
        for name in self.names:
            for found in _found(name, self.outdir):
                source = self._known(found)
                if source is None:
                    self.skipped[PurePosixPath(found.file).suffix.lower() or "no suffix"] += 1
                    continue
                # The hash of a name takes a tenth of the memory of the name.
                if hash(source.output) in taken:
                    raise SettingsError(f"{source.path}: another input becomes {source.output} too; run them apart")
                taken.add(hash(source.output))
                self.size += source.size
                yield source

    def _known(self, found: Found) -> Input | None:
        place = PurePosixPath(found.file)
        codec = CODECS.get(place.suffix.lower(), "")
        bare = place.with_suffix("") if codec else place
        kind = self.kind or FORMAT_OF.get(bare.suffix.lower(), "")
        if not kind:
            return None
        to = self._target(found, kind)
        ending = "" if to == kind else FORMATS[kind].outputs[to].suffix
        output = str(bare) + ending + (place.suffix if codec else "")
        return Input(found.file, found.path, safe(output), kind, codec, to, found.size, found.changed)

    def _target(self, found: Found, kind: str) -> str:
        possible = FORMATS[kind].outputs
        to = self.to or next(iter(possible))
        if to not in possible:
            raise SettingsError(f"{found.path}: --to {self.to} is not possible from {kind}")
        return to


def _found(name: str, outdir: Path) -> Iterator[Found]:
    if is_url(name):
        yield from _remote(name)
    elif Path(name).is_dir():
        yield from _walked(Path(name), outdir.resolve())
    elif Path(name).exists():
        yield _local(Path(name).name, name)
    elif has_magic(name):
        base = _base(name)
        paths = sorted(path for path in iglob(name, recursive=True) if Path(path).is_file())  # noqa: PTH207 - of strings
        if not paths:
            raise CleantextError(f"{name}: no file matches")
        yield from (_local(Path(path).relative_to(base).as_posix(), path) for path in paths)
    else:
        raise CleantextError(f"{name}: there is no such file or folder")


def _base(pattern: str) -> Path:
    """Return the folder that a pattern starts from."""
    parts = Path(pattern).parts
    first = next(number for number, part in enumerate(parts) if has_magic(part))
    return Path(*parts[:first])


def _local(file: str, path: str) -> Found:
    try:
        status = os.stat(path)  # noqa: PTH116 - the path is kept as it is spelled
    except OSError:
        return Found(file, path, 0, 0)  # a broken link: reported when it is read
    return Found(file, path, status.st_size, status.st_mtime_ns)


def _walked(folder: Path, outdir: Path) -> Iterator[Found]:
    """Yield the files of a folder and its subfolders, without hidden ones and the output folder."""

    def refuse(error: OSError) -> None:
        raise CleantextError(f"{error.filename}: {error.strerror}")

    for at, folders, files in os.walk(folder, onerror=refuse):
        place = Path(at)
        folders[:] = sorted(name for name in folders if name[0] != "." and (place / name).resolve() != outdir)
        for name in sorted(files):
            path = place / name
            if name[0] != "." and (path.is_file() or not path.exists()):
                yield _local(path.relative_to(folder).as_posix(), str(path))


def _remote(url: str) -> Iterator[Found]:
    system, place = filesystem(url)
    try:
        if has_magic(place):
            paths = sorted(system.glob(place))
            start = place[: min(place.index(sign) for sign in "*?[" if sign in place)].rpartition("/")[0]
        else:
            is_folder = system.isdir(place)
            paths = sorted(system.find(place)) if is_folder else [place]
            start = place.rstrip("/") if is_folder else place.rpartition("/")[0]
        if not paths:
            raise CleantextError(f"{url}: no file matches")
        for path in paths:
            facts = system.info(path)
            file = path[len(start) :].lstrip("/")
            yield Found(file, system.unstrip_protocol(path), facts.get("size") or 0, _version(facts))
    except OSError as error:
        raise CleantextError(f"{url}: {error.strerror or error}") from None


def _version(facts: dict[str, object]) -> int:
    """Return a value that changes when a remote file changes, as far as its store shows it."""
    from zlib import crc32

    return crc32(str(facts.get("ETag") or facts.get("mtime") or facts.get("LastModified") or "").encode())


def checked_kind(kind: str) -> str:
    """Return the format that the user named. Raises SettingsError for an unknown name."""
    if kind and kind not in FORMATS:
        raise SettingsError(f"--format: {kind!r} is no format{nearest(kind, FORMATS)}")
    return kind


def skipped_files(skipped: Counter[str]) -> str:
    """Return a message about the skipped files; "" if there are none."""
    parts = (f"{suffix} ({number:,})" for suffix, number in skipped.most_common(5))
    if not skipped:
        return ""
    mend = f"; {JSON}" if ".json" in skipped else ""
    number = sum(skipped.values())
    which = "1 file of no known format is" if number == 1 else f"{number:,} files of no known format are"
    return f"{which} left out: {', '.join(parts)}{mend}"


def listed(sources: Iterable[Input]) -> Iterator[bytes]:
    """Yield the lines of the run's own list of inputs."""
    import json

    for source in sources:
        yield json.dumps(source._asdict()).encode("ascii") + b"\n"
