"""Reading the output folder of a finished run: clean texts with their removals, the quarantine, the totals."""

from collections import deque
from collections.abc import Iterator
from itertools import count, groupby
from pathlib import Path
from types import NoneType
from typing import Any, NamedTuple

from cleantext.bulk.formats import output_file, output_of
from cleantext.bulk.formats.base import OutputFile
from cleantext.bulk.layout import Input, Layout, is_sampled
from cleantext.bulk.noted import checked, parsed, parsed_lines
from cleantext.bulk.options import Options
from cleantext.bulk.record import site_name
from cleantext.bulk.streams import reading
from cleantext.bulk.tally import Tally
from cleantext.core.edits import Removal, restore
from cleantext.core.errors import CleantextError


class Cleaned(NamedTuple):
    """A record that was cleaned."""

    file: str  # the input that it is from, as the log names it
    record: int  # its number there, from 0
    id: str | None
    site: str | None  # the host of its URL, without "www."
    text: str  # clean
    removals: tuple[Removal, ...]
    url: str | None = None  # what its field of the address holds

    def restore(self) -> str:
        """The text that went in; of a page the text that was extracted."""
        return restore(self.text, self.removals)


class Quarantined(NamedTuple):
    """A record that was not cleaned."""

    file: str
    record: int | None  # None where a whole file could not be read
    id: str | None
    offset: int | None  # bytes of the content of the file
    reason: str
    raw: bytes  # the record as it stands in the file; of a very long one the beginning
    records: int  # how many there are in a row: more than one where a whole group could not be read
    kept: bool = False  # whether it is in the output as well, as it was
    set_aside: bool = False  # whether it could be cleaned, but fell short of what was asked for


def opened(outdir: str | Path) -> Layout:
    """The layout of a finished run. Raises CleantextError where the folder is not that of one."""
    layout = Layout(Path(outdir))
    if layout.summary.is_file() and layout.inputs.is_file():
        return layout
    if layout.run.is_file():
        raise CleantextError(f"{outdir}: the run is not finished; go on with cleantext run … -o {outdir} --resume")
    raise CleantextError(f"{outdir}: no output folder of cleantext run")


def options_of(layout: Layout) -> Options:
    """The options of a run."""
    return parsed(layout.run, lambda data: Options.from_dict(data["options"]))


def summary(outdir: str | Path) -> dict[str, Any]:
    """The totals; their schema is in `docs/summary.schema.json`."""
    return parsed(opened(outdir).summary, _checked_summary)


def _checked_summary(data: dict[str, Any]) -> dict[str, Any]:
    checked(data, {"version": str, "options": dict, "rule_versions": dict, "records_in": int})
    Tally.from_dict(data)
    return data


def quarantine(outdir: str | Path) -> Iterator[Quarantined]:
    """The records that were not cleaned, in the order of the inputs."""
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
    """The records that were cleaned, in the order of the inputs; memory is that of one record.

    Raises CleantextError for a folder that holds no finished run, and where output and log do not fit together.
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
        self._log = Runs(groupby(_log(layout), key=lambda entry: entry[0]))
        self._bad = Runs(groupby(quarantine(layout.root), key=lambda entry: entry.file))

    def file(self, source: Input) -> OutputFile:
        """An output. Raises CleantextError where it is not in the folder of the run."""
        file = output_file(self._layout, source, self._options)
        if not file.path.resolve().is_relative_to(self._layout.root.resolve()):
            raise CleantextError(f"{file.path}: leads out of the folder of the run, and is not read")
        return file

    def records(self, source: Input) -> Iterator[Cleaned]:
        """The records of an output that were cleaned."""
        file = self.file(source)
        found = output_of(source).records(file) if file.path.exists() else iter(())
        log = Runs(groupby(self._log.of(source.file), key=lambda entry: entry[1]))
        bad = self._bad.of(source.file)
        try:
            for number, record in zip(self._numbers(source, bad), found, strict=False):
                if record is not None and record.is_cleaned:
                    entries = list(log.of(number))
                    # Of pages, and of records with a field of the site, the log alone says the site.
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
        """The numbers of the records that are in an output, without end."""
        share, number = self._options.sample, 0
        for entry in bad:
            if entry.record is not None and not entry.kept:
                yield from (one for one in range(number, entry.record) if is_sampled(share, source.file, one))
                number = max(number, entry.record + entry.records)
        yield from (one for one in count(number) if is_sampled(share, source.file, one))

    def skip(self, source: Input) -> None:
        """Pass over an output."""
        deque(self._log.of(source.file), 0)
        deque(self._bad.of(source.file), 0)

    def check_end(self) -> None:
        """Raises CleantextError where the log speaks of more than there was."""
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


def _log(layout: Layout) -> Iterator[_Entry]:
    with reading(str(layout.log), "zstd") as lines:
        yield from parsed_lines(layout.log, lines, _entry)


_WORDS = ("file", "rule", "category", "removed", "replacement", "reason", "status")
_NUMBERS = ("record", "version", "start", "end")
_TYPES: dict[str, type | tuple[type, ...]] = {**dict.fromkeys(_WORDS, str), **dict.fromkeys(_NUMBERS, int)}
_TYPES |= {"confidence": (int, float, NoneType), "pattern": (str, NoneType), "sentence": (str, NoneType)}


def _entry(entry: dict[str, Any]) -> _Entry:
    checked(entry, _TYPES)
    removal = Removal(*(entry[name] for name in Removal._fields))
    return _Entry(entry["file"], entry["record"], removal, entry.get("site"))


class Runs:
    """Groups in a known order, asked for one by one; those that are not there are empty."""

    def __init__(self, groups: Iterator[tuple[Any, Iterator[Any]]]) -> None:
        self._groups = groups
        self._next = next(groups, None)

    def of(self, key: Any) -> Iterator[Any]:
        """The members of a group, if it is the next one; they are there until another group is asked for."""
        if self._next is not None and self._next[0] == key:
            yield from self._next[1]
            self._next = next(self._groups, None)

    def left(self) -> Any:
        """The key of the next group; None behind the last."""
        return self._next[0] if self._next else None
