"""Files that hold one record each: text, and HTML pages."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from io import BytesIO
from typing import IO, ClassVar

from cleantext.bulk.files import InputError, decode, encode
from cleantext.bulk.formats.base import HEAD, Chunk, ChunkOutputs, Format, Output, OutputFile, OutputRecord, Values
from cleantext.bulk.layout import Input
from cleantext.bulk.objects import UnreadableError
from cleantext.bulk.options import MEGABYTE, PAGE, TEXT, Options
from cleantext.bulk.record import Fields, Outcome
from cleantext.bulk.streams import decoded, explained, read_errors, reading


class TextOutput:
    """A file is the text of one record."""

    suffix = ".txt"
    has_own_compression = False
    needs_parts = False
    holds_surrogates = False
    holds_equal_names = False

    def join(self, parts: ChunkOutputs, target: IO[bytes]) -> None:
        """Do nothing: each file is written whole when it is cleaned."""
        raise NotImplementedError

    def records(self, file: OutputFile) -> Iterator[OutputRecord | None]:
        """Yield the text."""
        with reading(str(file.path), file.codec) as stored:
            content = stored.read(file.most + 1)
        if len(content) > file.most:
            raise UnreadableError(f"it has more than {file.most:,} bytes")
        yield OutputRecord(content.decode())

    def restore(self, file: OutputFile, texts: Iterator[str], target: IO[bytes]) -> None:  # noqa: ARG002 - no more is in it
        """Write the original text."""
        target.write(next(texts).encode("utf-8", "surrogatepass"))


class _FileRecord:
    """One file, read on request, up to the allowed size."""

    offset = 0

    def __init__(self, number: int, source: Input, options: Options) -> None:
        self.number = number
        self._source = source
        self._most = options.max_record * MEGABYTE

    @cached_property
    def _content(self) -> tuple[bytes, str]:
        """Return the content that could be read, and the error, or ""."""
        try:
            with reading(self._source.path, self._source.codec) as file:
                content = file.read(self._most + 1)
        except read_errors() as error:
            return b"", explained(error)
        if len(content) > self._most:
            return content[:HEAD], f"the file is too long: more than {self._most:,} bytes"
        return content, ""

    def raw(self) -> bytes:
        return self._content[0]

    def content(self) -> bytes:
        """Return the whole content. Raises UnreadableError."""
        content, problem = self._content
        if problem:
            raise UnreadableError(problem)
        return content

    def values(self) -> Values:
        return Values(self.content())


class _TextRecord(_FileRecord):
    def values(self) -> Values:
        try:
            return Values(decode(self.content()))
        except InputError as error:
            raise UnreadableError(str(error)) from None


class _Loose(Format[_FileRecord]):
    """The common part of text and HTML."""

    outputs: ClassVar[Mapping[str, Output]] = {"text": TextOutput()}
    is_one_record = True

    def check(self) -> None:
        """See `Format`."""
        decoded(BytesIO(), self.source.codec)

    def cut(self) -> Iterator[Chunk]:
        """Yield one chunk; the worker reads the file."""
        yield Chunk(0, 0, 1, None, self.source.size)

    def write(self, record: _FileRecord, outcome: Outcome) -> None:  # noqa: ARG002 - nothing of the input stays
        """Keep the text."""
        self._text = outcome.text or ""

    def output(self) -> bytes:
        """Return the text."""
        return encode(self._text)


class Text(_Loose):
    """A file is a text, in UTF-8."""

    title = "text"
    suffixes = (".txt", ".text", ".md")

    @property
    def fields(self) -> Fields:
        """Return the fields of a text."""
        return TEXT

    def records(self, chunk: Chunk) -> Iterator[_FileRecord]:
        """Yield the one record."""
        yield _TextRecord(chunk.first, self.source, self.options)


class Html(_Loose):
    """A file is a page, which is extracted first."""

    title = "HTML"
    suffixes = (".html", ".htm")

    @property
    def fields(self) -> Fields:
        """Return the fields of a page."""
        return PAGE

    def records(self, chunk: Chunk) -> Iterator[_FileRecord]:
        """Yield the one record."""
        yield _FileRecord(chunk.first, self.source, self.options)
