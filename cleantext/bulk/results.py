"""Read the output folder of a finished run: clean texts with their removals, the quarantine, the totals."""

from collections import deque
from collections.abc import Iterator
from itertools import count, groupby
from pathlib import Path
from types import NoneType
from typing import IO, Any, NamedTuple

from cleantext.bulk.formats import most_of, output_file, output_of
from cleantext.bulk.formats.base import OutputFile
from cleantext.bulk.layout import Input, Layout, is_sampled
from cleantext.bulk.noted import checked, parsed, parsed_lines
from cleantext.bulk.options import MEGABYTE, Options
from cleantext.bulk.record import site_name
from cleantext.bulk.streams import reading
from cleantext.bulk.tally import Tally
from cleantext.core.edits import Removal, restore
from cleantext.core.errors import CleantextError

_ENTRY = 200  # bytes of an entry of the log, its texts aside


class Cleaned(NamedTuple):
    """A record that was cleaned."""

    file: str  # the name of its input in the log
    record: int  # its number there, from 0
    id: str | None
    site: str | None  # the host of its URL, without "www."
    text: str  # clean
    removals: tuple[Removal, ...]
    url: str | None = None  # the value of its address field

    def restore(self) -> str:
        """Return the original text; for a page the extracted text."""
        return restore(self.text, self.removals)


class Quarantined(NamedTuple):
    """A record that was not cleaned."""

    file: str
    record: int | None  # None if a whole file could not be read
    id: str | None
    offset: int | None  # bytes of the file's content
    reason: str
    raw: bytes  # the record as it stands in the file; the beginning of a very long one
    records: int  # the number of consecutive records: more than one if a whole group could not be read
    kept: bool = False  # whether it is also in the output, unchanged
    set_aside: bool = False  # whether it was cleaned, but missed a limit of the run


def opened(outdir: str | Path) -> Layout:
    """Return the layout of a finished run. Raises CleantextError for any other folder."""
    layout = Layout(Path(outdir))
    if layout.summary.is_file() and layout.inputs.is_file():
        return layout
    if layout.run.is_file():
        raise CleantextError(f"{outdir}: the run is not finished; go on with cleantext run … -o {outdir} --resume")
    raise CleantextError(f"{outdir}: no output folder of cleantext run")


def options_of(layout: Layout) -> Options:
    """Return the options of a run."""
    return parsed(layout.run, lambda data: Options.from_dict(data["options"]))


def summary(outdir: str | Path) -> dict[str, Any]:
    """Return the totals; their schema is in `docs/summary.schema.json`."""
    return parsed(opened(outdir).summary, _checked_summary)


def _checked_summary(data: dict[str, Any]) -> dict[str, Any]:
    checked(data, {"version": str, "options": dict, "rule_versions": dict, "records_in": int})
    Tally.from_dict(data)
    return data


def quarantine(outdir: str | Path) -> Iterator[Quarantined]:
    """Yield the records that were not cleaned, in the order of the inputs."""
    path = opened(outdir).quarantine
    with path.open("rb") as lines:
        yield from parsed_lines(path, lines, _quarantined)


def _quarantined(entry: dict[str, Any]) -> Quarantined:
    from base64 import b64decode

    facts: dict[str, Any] = {name: entry.get(name) for name in ("file", "record", "id", "offset", "reason")}
    checked(
        facts, {"file": str, "record": (int, NoneType), "id": (str, NoneType), "offset": (int, NoneType), "reason": str}
    )
    raw = entry["raw"].encode() if "raw" in entry else b64decode(entry["raw_base64"])
    facts |= {name: bool(entry.get(name)) for name in ("kept", "set_aside")}
    return Quarantined(**facts, raw=raw, records=int(entry.get("records", 1)))


def records(outdir: str | Path) -> Iterator[Cleaned]:
    """Yield the records that were cleaned, in the order of the inputs, in the memory of one record.

    Raises CleantextError for a folder without a finished run, and if output and log do not match.
    """
    layout = opened(outdir)
    outputs = Outputs(layout, options_of(layout))
    for source in layout.listed():
        yield from outputs.records(source)
    outputs.check_end()


class Outputs:
    """The outputs of a run beside its log and its quarantine, one after the other in the order of the inputs."""

    def __init__(self, layout: Layout, options: Options) -> None:
        self._layout = layout
        self._options = options
        self._log = Runs(groupby(_log(layout, options), key=lambda entry: entry[0]))
        self._bad = Runs(groupby(quarantine(layout.root), key=lambda entry: entry.file))

    def file(self, source: Input) -> OutputFile:
        """Return an output. Raises CleantextError if it is not in the folder of the run."""
        file = output_file(self._layout, source, self._options)
        if not file.path.resolve().is_relative_to(self._layout.root.resolve()):
            raise CleantextError(f"{file.path}: leads out of the folder of the run, and is not read")
        return file

    def records(self, source: Input) -> Iterator[Cleaned]:
        """Yield the cleaned records of an output."""
        file = self.file(source)
        found = output_of(source).records(file) if file.path.exists() else iter(())
        log = Runs(groupby(self._log.of(source.file), key=lambda entry: entry[1]))
        bad = self._bad.of(source.file)
        try:
            for number, record in zip(self._numbers(source, bad), found, strict=False):
                if record is not None and record.is_cleaned:
                    entries = list(_held(log.of(number), self._options.memory * MEGABYTE))
                    # For pages, and for records with a field of the site, only the log has the site.
                    site = entries[0].site if entries else site_name(self._options.site, record.url)
                    removals = tuple(entry.removal for entry in entries)
                    yield Cleaned(source.file, number, record.id, site, record.text, removals, record.url)
        except CleantextError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever the library of a format raises on a file that is damaged
            raise CleantextError(
                f"{file.path}: the output cannot be read: {error}; run again into another folder"
            ) from None
        if log.left() is not None:
            raise self._unfitting(f"{source.file}, record {log.left()}")
        deque(bad, 0)

    def _numbers(self, source: Input, bad: Iterator[Quarantined]) -> Iterator[int]:
        """Yield the numbers of the records in an output, without end."""
        share, number = self._options.sample, 0
        for entry in bad:
            if entry.record is not None and not entry.kept:
                yield from (one for one in range(number, entry.record) if is_sampled(share, source.file, one))
                number = max(number, entry.record + entry.records)
        yield from (one for one in count(number) if is_sampled(share, source.file, one))

    def skip(self, source: Input) -> None:
        """Skip an output."""
        deque(self._log.of(source.file), 0)
        deque(self._bad.of(source.file), 0)

    def check_end(self) -> None:
        """Raise CleantextError if the log has more records than the outputs."""
        if self._log.left() is not None:
            raise self._unfitting(str(self._log.left()))

    def _unfitting(self, what: str) -> CleantextError:
        return CleantextError(
            f"{self._layout.log} speaks of {what}, which is not in the output; run again into another folder"
        )


class _Entry(NamedTuple):
    """An entry of the log."""

    file: str
    record: int
    removal: Removal
    site: str | None


def _log(layout: Layout, options: Options) -> Iterator[_Entry]:
    with reading(str(layout.log), "zstd") as content:
        yield from parsed_lines(layout.log, _lines(content, most_of(options)), _entry)


def _lines(content: IO[bytes], most: int) -> Iterator[bytes]:
    """Yield the lines; most: bytes of one. Raises ValueError for a longer one."""
    while line := content.readline(most + 1):
        if len(line) > most:
            raise ValueError(f"the line is too long: more than {most:,} bytes")
        yield line


def _held(entries: Iterator[_Entry], most: int) -> Iterator[_Entry]:
    """Yield the entries of a record; most: bytes, the memory of the worker that wrote them.

    Raises ValueError if they take more.
    """
    size = 0
    for entry in entries:
        size += _ENTRY + len(entry.removal.removed) + len(entry.removal.replacement)
        if size > most:
            raise ValueError(f"its log is too long: more than {most:,} bytes for record {entry.record}")
        yield entry


_WORDS = ("file", "rule", "category", "removed", "replacement", "reason", "status")
_NUMBERS = ("record", "version", "start", "end")
_TYPES: dict[str, type | tuple[type, ...]] = {**dict.fromkeys(_WORDS, str), **dict.fromkeys(_NUMBERS, int)}
_TYPES |= {"confidence": (int, float, NoneType), "pattern": (str, NoneType), "sentence": (str, NoneType)}


def _entry(entry: dict[str, Any]) -> _Entry:
    checked(entry, _TYPES)
    removal = Removal(*(entry[name] for name in Removal._fields))
    return _Entry(entry["file"], entry["record"], removal, entry.get("site"))


class Runs:
    """Groups in a known order, requested one by one; missing groups are empty."""

    def __init__(self, groups: Iterator[tuple[Any, Iterator[Any]]]) -> None:
        self._groups = groups
        self._next = next(groups, None)

    def of(self, key: Any) -> Iterator[Any]:
        """Yield the members of a group, if it is the next one, until another group is requested."""
        if self._next is not None and self._next[0] == key:
            yield from self._next[1]
            self._next = next(self._groups, None)

    def left(self) -> Any:
        """Return the key of the next group; None behind the last."""
        return self._next[0] if self._next else None
