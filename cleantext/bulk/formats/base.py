"""The interface of formats: how files are cut, what records hold, how outputs are written and read."""

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, ClassVar, NamedTuple, Protocol, TypeVar

from cleantext.bulk.layout import Input
from cleantext.bulk.objects import UnreadableError
from cleantext.bulk.options import Dialect, Options
from cleantext.bulk.record import DEGRADED, ERROR, PAGE_NOTES, Fields, Outcome

# A chunk is what is lost when a worker dies and what a resumed run does again: about a second of work.
CHUNK = 1 << 19  # bytes
MOST_RECORDS = 512
# Of a record that is too long, so much of its beginning goes into the quarantine.
HEAD = 1 << 16

CHANGES, REMOVED = "cleantext_changes", "cleantext_removed"
NOTES = (CHANGES, REMOVED, DEGRADED, ERROR, *PAGE_NOTES)


class FieldError(UnreadableError):
    """A file does not have the fields that the options name, or has some that the run itself would write."""


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
    data: Any  # what the format's `records` takes, which can be pickled; or a Fault
    position: int  # how many bytes of the stored input were read by its end


class Values(NamedTuple):
    """What a record holds for the cleaner and the log."""

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
        """Which one of its file it is, from 0."""

    @property
    def offset(self) -> int | None:
        """Where it starts: bytes of the content, decompressed; None where that is not known."""

    def raw(self) -> bytes:
        """The record as it stands in the file, for the quarantine."""

    def values(self) -> Values:
        """What it holds. Raises UnreadableError."""


class OutputFields(NamedTuple):
    """Which fields of a record of an output hold what."""

    text: str
    id: str | None
    url: str | None
    extra: tuple[str, ...]  # fields that the input did not have: notes, and the clean text under `into`


class OutputFile(NamedTuple):
    """An output that is to be read."""

    path: Path
    codec: str  # of `streams.CODECS`; "" for none
    fields: OutputFields
    dialect: Dialect


class OutputRecord(NamedTuple):
    """A record of an output."""

    text: str
    id: str | None = None
    url: str | None = None
    is_cleaned: bool = True  # whether it is not there as it was, marked


class ChunkOutputs(NamedTuple):
    """What is joined into an output: the outputs of its chunks."""

    source: Input
    paths: list[Path]


class Output(Protocol):
    """A format of outputs."""

    @property
    def suffix(self) -> str:
        """What the name of an output ends with, where its input is of another format."""

    @property
    def has_own_compression(self) -> bool:
        """Whether files are never compressed as a whole, and have no codec."""

    @property
    def needs_parts(self) -> bool:
        """Whether no file can be made of no parts."""

    @property
    def holds_surrogates(self) -> bool:
        """Whether texts may hold lone surrogates, which UTF-8 cannot."""

    @property
    def holds_equal_names(self) -> bool:
        """Whether a record may have two fields of one name."""

    def join(self, parts: ChunkOutputs, target: IO[bytes]) -> None:
        """Write an output from those of its chunks."""

    def records(self, file: OutputFile) -> Iterator[OutputRecord | None]:
        """The records of an output; None for what stands between them."""

    def restore(self, file: OutputFile, texts: Iterator[str], target: IO[bytes]) -> None:
        """Write an output again with the texts that came in, and without what was added.

        texts: those of the records that are cleaned.
        """


R = TypeVar("R", bound=Record)


class Format(Protocol[R]):
    """A format of inputs; an object of it is made for each input, and in a worker for each chunk."""

    title: ClassVar[str]  # what a person calls it
    suffixes: ClassVar[tuple[str, ...]]  # of the names of files, in lower case
    outputs: ClassVar[Mapping[str, Output]]  # what `Input.to` may say; the first is taken where nothing is said
    keeps_failed: ClassVar[bool] = False  # whether a record that cannot be cleaned can stay in the output as it is
    is_one_record: ClassVar[bool] = False  # whether a file is one record, and its output written where it is cleaned

    source: Input
    options: Options

    def __init__(self, source: Input, options: Options) -> None:
        self.source = source
        self.options = options

    @property
    def fields(self) -> Fields:
        """What the values of records are."""
        return self.options.fields

    def output_fields(self) -> OutputFields:
        """The fields of the output."""
        into = (self.fields.target,) if self.fields.into else ()
        return OutputFields(self.fields.target, self.options.id, self.fields.facts.url, (*NOTES, *into))

    def note_names(self) -> list[str]:
        """The fields that a run adds, beside that of the clean text."""
        errors = (ERROR,) if self.options.keep_failed and self.keeps_failed else ()
        return [CHANGES, REMOVED, DEGRADED, *errors, *(PAGE_NOTES if self.fields.html else ())]

    def notes(self, outcome: Outcome) -> dict[str, Any]:
        """What is added to a record: how many changes, how many code points fewer, what a page says about itself."""
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
        """Look at the beginning of the input.

        Raises FieldError where a field that the options name is not there, SettingsError where a library is not.
        What else is wrong is for the quarantine.
        """

    def cut(self) -> Iterator[Chunk]:
        """The chunks of the input, in order; the same ones every time."""

    def records(self, chunk: Chunk) -> Iterator[R]:
        """The records of a chunk, in order."""

    def write(self, record: R, outcome: Outcome) -> None:
        """Take a record of the chunk into the output, cleaned; called while `records` stands at it, or not at all.

        Where `keeps_failed` and the outcome has an error, the record goes in as it is, marked.
        """

    def output(self) -> bytes:
        """The output of the chunk, once all its records were taken."""


def missing(name: str, there: list[str]) -> FieldError:
    """The error for a field that is not there."""
    return FieldError(f"there is no field {name!r}; there is {', '.join(map(repr, there)) or 'none'}")


def check_names(names: list[str], kind: Format[Any], is_there: Callable[[str], bool], *, all_of_them: bool) -> None:
    """Whether the columns of an input fit the options.

    Raises FieldError where a column that is cleaned (or any that is named) is not there, where one that counts is
    there twice, and where a note is there.
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
    """Raises FieldError where there is a field already that a run writes."""
    noted = [name for name in NOTES if name in names]
    if noted:
        raise FieldError(f"there is a field {noted[0]!r} already: cleaned before?")
    if fields.target != fields.source and is_there(fields.target):
        raise taken(fields.target)


def taken(name: str) -> FieldError:
    """The error for a field that the clean text would overwrite."""
    return FieldError(f"there is a field {name!r} already; name another with --into for the clean text")


def named(options: Options) -> list[str]:
    """The fields that the options name."""
    return [*options.fields.named, *([options.id] if options.id else [])]


def asked(options: Options) -> tuple[str | None, ...]:
    """The fields that `Values` are of; those that nobody named need not be there."""
    return (options.fields.source, *options.fields.facts, options.id)


def string(value: object) -> str | None:
    """A value for the log: strings and numbers as they are written."""
    if value is None or isinstance(value, str):
        return value
    return str(value)
