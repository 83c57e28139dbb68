"""Reading the output folder of a finished run: clean texts with their removals, the quarantine, the totals."""

import json
from collections.abc import Iterable, Iterator
from itertools import count, groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from cleantext.bulk.formats import output_file, output_of
from cleantext.bulk.formats.base import OutputRecord
from cleantext.bulk.layout import Input, Layout, is_sampled
from cleantext.bulk.options import Options
from cleantext.bulk.record import site
from cleantext.bulk.streams import reading
from cleantext.core.edits import Removal, restore
from cleantext.core.errors import SettingsError


class Cleaned(NamedTuple):
    """A record that was cleaned."""

    file: str  # the input that it is from, as the log names it
    record: int  # its number there, from 0
    id: str | None
    site: str | None  # the host of its URL, without "www."
    text: str  # clean
    removals: tuple[Removal, ...]

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


def opened(outdir: str | Path) -> Layout:
    """The layout of a finished run. Raises SettingsError where the folder is not that of one."""
    layout = Layout(Path(outdir))
    if layout.summary.is_file() and layout.inputs.is_file():
        return layout
    if layout.run.is_file():
        raise SettingsError(f"{outdir}: the run is not finished; go on with cleantext run … -o {outdir} --resume")
    raise SettingsError(f"{outdir}: no output folder of cleantext run")


def summary(outdir: str | Path) -> dict[str, Any]:
    """The totals; their schema is in `docs/summary.schema.json`."""
    totals: dict[str, Any] = json.loads(opened(outdir).summary.read_bytes())
    return totals


def quarantine(outdir: str | Path) -> Iterator[Quarantined]:
    """The records that were not cleaned, in the order of the inputs."""
    from base64 import b64decode

    with opened(outdir).quarantine.open("rb") as lines:
        for line in lines:
            entry = json.loads(line)
            raw = entry["raw"].encode() if "raw" in entry else b64decode(entry["raw_base64"])
            facts = {name: entry.get(name) for name in ("file", "record", "id", "offset", "reason")}
            yield Quarantined(**facts, raw=raw, records=entry.get("records", 1))


def records(outdir: str | Path) -> Iterator[Cleaned]:
    """The records that were cleaned, in the order of the inputs; memory is that of one record.

    Raises SettingsError for a folder that holds no finished run, ValueError where output and log do not fit together.
    """
    layout = opened(outdir)
    options = Options.from_dict(json.loads(layout.run.read_bytes())["options"])
    log = Runs(groupby(_log(layout), key=itemgetter("file", "record")))
    bad = Runs(groupby(quarantine(outdir), key=lambda entry: (entry.file,)))
    for source in layout.listed():
        skipped = {number for entry in bad.of((source.file,)) for number in _numbers(entry)}
        numbers = (
            record for record in count() if record not in skipped and is_sampled(options.sample, source.file, record)
        )
        for number, record in zip(numbers, _output(layout, source, options), strict=False):
            if record is not None:
                removals = tuple(map(_removal, log.of((source.file, number))))
                yield Cleaned(source.file, number, record.id, site(record.url), record.text, removals)
    left = log.left()
    if left:
        raise ValueError(f"{layout.log} speaks of {left}, which is not in the output")


def _output(layout: Layout, source: Input, options: Options) -> Iterator[OutputRecord | None]:
    file = output_file(layout, source, options)
    return output_of(source).records(file) if file.path.exists() else iter(())


def _numbers(entry: Quarantined) -> Iterable[int]:
    return () if entry.record is None else range(entry.record, entry.record + entry.records)


def _log(layout: Layout) -> Iterator[dict[str, Any]]:
    with reading(str(layout.log), "zstd") as lines:
        yield from map(json.loads, lines)


def _removal(entry: dict[str, Any]) -> Removal:
    return Removal(*(entry[name] for name in Removal._fields))


class Runs:
    """Groups in a known order, asked for one by one; those that are not there are empty."""

    def __init__(self, groups: Iterator[tuple[Any, Iterator[Any]]]) -> None:
        self._groups = groups
        self._next = next(groups, None)

    def of(self, key: Any) -> list[Any]:
        """The members of a group, if it is the next one."""
        if self._next is None or self._next[0] != key:
            return []
        members = list(self._next[1])
        self._next = next(self._groups, None)
        return members

    def left(self) -> Any:
        """The key of the next group; None behind the last."""
        return self._next[0] if self._next else None
