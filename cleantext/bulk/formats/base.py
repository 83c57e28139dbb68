"""The interface of formats: how files are cut, what records hold, how outputs are written and read."""

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, ClassVar, NamedTuple, Protocol, TypeVar

from cleantext.bulk.layout import Input
from cleantext.bulk.objects import UnreadableError
from cleantext.bulk.options import Dialect, Options
from cleantext.bulk.record import DEGRADED, ERROR, PAGE_NOTES, Fields, Outcome

# A chunk is lost when a worker dies, and a resumed run repeats it: about a second of work.
CHUNK = 1 << 19  # bytes
MOST_RECORDS = 512
# The quarantine gets so many bytes from the beginning of a record that is too long.
HEAD = 1 << 16

CHANGES, REMOVED = "cleantext_changes", "cleantext_removed"
NOTES = (CHANGES, REMOVED, DEGRADED, ERROR, *PAGE_NOTES)


class FieldError(UnreadableError):
    """A file lacks a field that the options name, or has one that the run itself would write."""


class Fault(NamedTuple):
    """A record, or the rest of a file, that could not be read while the file was cut."""

    record: int | None  # None for a whole file
    offset: int | None  # bytes of the content, decompressed
    reason: str
    raw: bytes
    records: int = 1  # the number of consecutive records


class Chunk(NamedTuple):
    """A part of an input that one worker cleans in one go."""

    number: int  # in its file
    first: int  # the number of its first record
    records: int
    data: Any  # the argument of the format's `records`, which can be pickled; or a Fault
    position: int  # bytes of the stored input that were read by its end


class Values(NamedTuple):
    """The values of a record for the cleaner and the log."""

    source: object
    title: object = None
    url: object = None
    site: object = None
    language: object = None
    id: object = None


class Record(Protocol):
    """A record of an input."""

    @property
    def number(self) -> int:
        """Return its number in its file, from 0."""

    @property
    def offset(self) -> int | None:
        """Return its start in bytes of the decompressed content; None if unknown."""

    def raw(self) -> bytes:
        """Return the record as it stands in the file, for the quarantine."""

    def values(self) -> Values:
        """Return its values. Raises UnreadableError."""


class OutputFields(NamedTuple):
    """The meaning of the fields of an output's records."""

    text: str
    id: str | None
    url: str | None
    extra: tuple[str, ...]  # fields that the input did not have: notes, and the clean text under `into`


class OutputFile(NamedTuple):
    """An output to read."""

    path: Path
    codec: str  # one of `streams.CODECS`; "" for none
    fields: OutputFields
    dialect: Dialect
    most: int  # bytes of a record; no run writes longer ones


class OutputRecord(NamedTuple):
    """A record of an output."""

    text: str
    id: str | None = None
    url: str | None = None
    is_cleaned: bool = True  # whether it was cleaned; otherwise it is the unchanged record, marked


class ChunkOutputs(NamedTuple):
    """The outputs of the chunks of one input, to be joined."""

    source: Input
    paths: list[Path]


class Output(Protocol):
    """A format of outputs."""

    @property
    def suffix(self) -> str:
        """Return the suffix of an output's name, if its input has another format."""

    @property
    def has_own_compression(self) -> bool:
        """Return whether files have their own compression, and are never compressed as a whole."""

    @property
    def needs_parts(self) -> bool:
        """Return whether at least one part is needed to make a file."""

    @property
    def holds_surrogates(self) -> bool:
        """Return whether texts may contain lone surrogates, which UTF-8 cannot hold."""

    @property
    def holds_equal_names(self) -> bool:
        """Return whether a record may have two fields of one name."""

    def join(self, parts: ChunkOutputs, target: IO[bytes]) -> None:
        """Write an output from the outputs of its chunks."""

    def records(self, file: OutputFile) -> Iterator[OutputRecord | None]:
        """Yield the records of an output; None for lines between them."""

    def restore(self, file: OutputFile, texts: Iterator[str], target: IO[bytes]) -> None:
        """Write an output again with the original texts, and without the added fields.

        texts: the original texts of the cleaned records.
        """


R = TypeVar("R", bound=Record)


class Format(Protocol[R]):
    """A format of inputs; there is an object for each input, and in a worker for each chunk."""

    title: ClassVar[str]  # its name for people
    suffixes: ClassVar[tuple[str, ...]]  # of file names, in lower case
    outputs: ClassVar[Mapping[str, Output]]  # the values of `Input.to`; the first is the default
    keeps_failed: ClassVar[bool] = False  # whether a record that cannot be cleaned can stay unchanged in the output
    is_one_record: ClassVar[bool] = False  # whether a file is one record, whose output is written when it is cleaned

    source: Input
    options: Options

    def __init__(self, source: Input, options: Options) -> None:
        self.source = source
        self.options = options

    @property
    def fields(self) -> Fields:
        """Return the meaning of the values of records."""
        return self.options.fields

    def output_fields(self) -> OutputFields:
        """Return the fields of the output."""
        into = (self.fields.target,) if self.fields.into else ()
        return OutputFields(self.fields.target, self.options.id, self.fields.facts.url, (*NOTES, *into))

    def note_names(self) -> list[str]:
        """Return the fields that a run adds, beside the field of the clean text."""
        errors = (ERROR,) if self.options.keep_failed and self.keeps_failed else ()
        return [CHANGES, REMOVED, DEGRADED, *errors, *(PAGE_NOTES if self.fields.html else ())]

    def notes(self, outcome: Outcome) -> dict[str, Any]:
        """Return what is added to a record: the number of changes, code points removed, the page's metadata."""
        applied = [entry for entry in outcome.removals if entry.status == "applied"]
        known = {
            CHANGES: len(applied),
            REMOVED: sum(len(entry.removed) - len(entry.replacement) for entry in applied),
            DEGRADED: outcome.degraded,
            ERROR: outcome.error or None,
            **dict(zip(PAGE_NOTES, (outcome.title, outcome.author, outcome.date), strict=True)),
        }
        return {name: known[name] for name in self.note_names()}

    def check(self) -> None:
        """Check the beginning of the input.

        Raises FieldError for a missing field that the options name, SettingsError for a missing library. Other faults
        are for the quarantine.
        """

    def cut(self) -> Iterator[Chunk]:
        """Yield the chunks of the input, in order, the same every time."""

    def records(self, chunk: Chunk) -> Iterator[R]:
        """Yield the records of a chunk, in order."""

    def write(self, record: R, outcome: Outcome) -> None:
        """Add a cleaned record to the output; called while `records` stands at it, or not at all.

        If `keeps_failed` is set and the outcome has an error, the record is added unchanged, marked.
        """

    def output(self) -> bytes:
        """Return the output of the chunk, after all its records were added."""


def missing(name: str, there: list[str]) -> FieldError:
    """Return the error for a missing field."""
    return FieldError(f"there is no field {name!r}; there is {', '.join(map(repr, there)) or 'none'}")


def check_names(names: list[str], kind: Format[Any], is_there: Callable[[str], bool], *, all_of_them: bool) -> None:
    """Check whether the columns of an input fit the options.

    Raises FieldError for a missing column that is cleaned or named, for a column of which there are two, and for a
    column of notes that exists already.
    """
    options = kind.options
    for name in named(options) if all_of_them else [options.fields.source]:
        if not is_there(name):
            raise missing(name, names)
    is_object = not kind.outputs[kind.source.to].holds_equal_names
    for name in names if is_object else named(options):
        if names.count(name) > 1:
            raise FieldError(f"there are {names.count(name)} fields {name!r}; rename all but one")
    check_free(names, options.fields, names.__contains__)


def check_free(names: Collection[str], fields: Fields, is_there: Callable[[str], bool]) -> None:
    """Raise FieldError if there is a field already that a run writes."""
    noted = [name for name in NOTES if name in names]
    if noted:
        raise FieldError(f"there is a field {noted[0]!r} already: cleaned before?")
    if fields.target != fields.source and is_there(fields.target):
        raise taken(fields.target)


def taken(name: str) -> FieldError:
    """Return the error for a field that the clean text would overwrite."""
    return FieldError(f"there is a field {name!r} already; name another with --into for the clean text")


def named(options: Options) -> list[str]:
    """Return the fields that the options name."""
    return [*options.fields.named, *([options.id] if options.id else [])]


def asked(options: Options) -> tuple[str | None, ...]:
    """Return the fields of `Values`; fields that nobody named may be missing."""
    return (options.fields.source, *options.fields.facts, options.id)


def string(value: object) -> str | None:
    """Return a value for the log: strings and numbers as they are written."""
    if value is None or isinstance(value, str):
        return value
    return str(value)
