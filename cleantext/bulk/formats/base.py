"""What the formats share: the pieces that they are cut into, what a record holds, what is noted in it."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any, NamedTuple, Protocol

from cleantext.bulk.layout import Input
from cleantext.bulk.objects import UnreadableError
from cleantext.bulk.options import Options
from cleantext.bulk.record import DEGRADED, PAGE_NOTES, Fields, Outcome

# A chunk is what is lost when a worker dies and what a resumed run does again: about a second of work.
CHUNK = 1 << 19  # bytes
MOST_RECORDS = 512
# Of a record that is too long, so much of its beginning goes into the quarantine.
HEAD = 1 << 16

CHANGES, REMOVED = "cleantext_changes", "cleantext_removed"
NOTES = (CHANGES, REMOVED, DEGRADED, *PAGE_NOTES)


class Fault(NamedTuple):
    """A record, or the rest of a file, that could not be read while the file was cut."""

    record: int | None  # None for a whole file
    offset: int | None  # bytes of the content, decompressed
    reason: str
    raw: bytes
    records: int = 1  # how many in a row


class Chunk(NamedTuple):
    """A piece of an input that one worker cleans in one go."""

    number: int  # in its file
    first: int  # the number of its first record
    records: int
    data: Any  # what the format's `clean` takes, or a Fault
    position: int  # how many bytes of the stored input were read by its end


class Values(NamedTuple):
    """What a record holds for the cleaner and the log."""

    source: object
    title: object = None
    url: object = None
    language: object = None
    id: object = None


class Row(NamedTuple):
    """A record of the output."""

    text: str
    id: str | None = None
    url: str | None = None


class Shape(NamedTuple):
    """Which fields of a record of the output hold what."""

    text: str
    id: str | None
    url: str | None
    extra: tuple[str, ...]  # fields that the input did not have: notes, and the clean text under `into`


class Taker(Protocol):
    """What takes the records of a chunk: `worker.Part`."""

    options: Options
    out: BytesIO  # the output of the chunk; loose files have their own below `root`
    root: Path
    file: str  # the input that records are from

    def take(
        self,
        record: int,
        offset: int | None,
        raw: bytes | Callable[[], bytes],
        read: Callable[[], Values],
        fields: Fields,
        *,
        is_utf8: bool = True,
    ) -> Outcome | None:
        """Clean a record and note what was removed; None where it is not in the sample, or went into quarantine.

        raw: the record as it stands in the file; read: what it holds, or raises UnreadableError; is_utf8: whether
        the output is UTF-8, which cannot hold lone surrogates.
        """

    def fault(self, fault: Fault) -> None:
        """Put what could not be read into the quarantine."""


class Format(Protocol):
    """A format: a module with these functions."""

    def cut(self, source: Input, options: Options) -> Iterator[Chunk]:
        """The chunks of an input, in order; the same ones every time."""

    def clean(self, source: Input, chunk: Chunk, part: Taker) -> None:
        """Clean the records of a chunk."""

    def join(self, source: Input, parts: list[Path], target: IO[bytes]) -> None:
        """Write the output from those of its chunks."""

    def rows(self, path: Path, source: Input, shape: Shape) -> Iterator[Row | None]:
        """The records of an output; None for what stands between them."""

    def restore(self, path: Path, source: Input, shape: Shape, texts: Iterator[str], target: IO[bytes]) -> None:
        """Write an output again with the texts that came in."""


def shape(source: Input, options: Options) -> Shape:
    """The fields of an output."""
    if source.format == "warc":
        return Shape("text", "id", "url", NOTES)
    fields = options.fields
    into = (fields.target,) if fields.into else ()
    return Shape(fields.target, options.id, fields.url, (*NOTES, *into))


def notes(outcome: Outcome, *, page: bool, all_of_them: bool = False) -> dict[str, Any]:
    """What is added to a record: how many changes, how many code points fewer, and what a page says about itself."""
    applied = [entry for entry in outcome.removals if entry.status == "applied"]
    added: dict[str, Any] = {
        CHANGES: len(applied),
        REMOVED: sum(len(entry.removed) - len(entry.replacement) for entry in applied),
    }
    if outcome.degraded or all_of_them:
        added[DEGRADED] = outcome.degraded
    if page:
        added.update(zip(PAGE_NOTES, (outcome.title, outcome.author, outcome.date), strict=True))
    return added


def missing(name: str, there: list[str]) -> UnreadableError:
    """The error for a field that a record does not have."""
    return UnreadableError(f"there is no field {name!r}; there is {', '.join(map(repr, there)) or 'none'}")


def check_names(names: list[str], options: Options, is_there: Callable[[str], bool], *, all_of_them: bool) -> None:
    """Raises UnreadableError where a column that is cleaned (or any that is named) is not there, or a note is."""
    for name in named(options) if all_of_them else [options.fields.source]:
        if not is_there(name):
            raise missing(name, names)
    noted = [name for name in NOTES if name in names]
    if noted:
        raise UnreadableError(f"there is a field {noted[0]!r} already: cleaned before?")


def named(options: Options) -> list[str]:
    """The fields that the options name."""
    fields = options.fields
    return [name for name in (fields.source, fields.title, fields.url, fields.languages, options.id) if name]


def string(value: object) -> str | None:
    """A value for the log: strings and numbers as they are written."""
    if value is None or isinstance(value, str):
        return value
    return str(value)
