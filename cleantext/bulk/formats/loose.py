"""Files that hold one record each: text, and HTML pages."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from cleantext.bulk.files import InputError, decode, encode, whole
from cleantext.bulk.formats.base import HEAD, Chunk, Fault, Row, Shape, Taker, Values
from cleantext.bulk.layout import Input, Layout
from cleantext.bulk.objects import UnreadableError
from cleantext.bulk.options import MEGABYTE, PAGE, TEXT, Options
from cleantext.bulk.streams import encoded, explained, read_errors, reading


def cut(source: Input, options: Options) -> Iterator[Chunk]:
    """Several files are one chunk, which the runner puts together."""
    raise NotImplementedError


def join(source: Input, parts: list[Path], target: IO[bytes]) -> None:
    """There is nothing to join: each file is written whole where it is cleaned."""
    raise NotImplementedError


def clean(_: Input, chunk: Chunk, part: Taker) -> None:
    """Clean the files of a chunk."""
    for source in chunk.data:
        part.file = source.file
        content = _content(source, part.options.max_record * MEGABYTE)
        if isinstance(content, Fault):
            part.fault(content)
            continue
        record = _File(source, content)
        outcome = part.take(0, 0, content, record.read, PAGE if source.format == "html" else TEXT)
        if outcome is not None:
            target = part.root / source.output
            target.parent.mkdir(parents=True, exist_ok=True)
            unfinished = Layout(part.root).parts
            unfinished.mkdir(exist_ok=True)
            with whole(target, unfinished) as file, encoded(file, source.codec) as out:
                out.write(encode(outcome.text or ""))


def _content(source: Input, most: int) -> bytes | Fault:
    try:
        with reading(source.path, source.codec) as file:
            content = file.read(most + 1)
    except read_errors() as error:
        return Fault(0, 0, explained(error), b"")
    if len(content) > most:
        return Fault(0, 0, f"the file is too long: more than {most:,} bytes", content[:HEAD])
    return content


class _File:
    """One file."""

    def __init__(self, source: Input, content: bytes) -> None:
        self._source = source
        self._content = content

    def read(self) -> Values:
        if self._source.format == "html":
            return Values(self._content)
        try:
            return Values(decode(self._content))
        except InputError as error:
            raise UnreadableError(str(error)) from None


def rows(path: Path, source: Input, shape: Shape) -> Iterator[Row | None]:
    """The text of an output."""
    with reading(str(path), source.codec) as file:
        yield Row(file.read().decode())


def restore(path: Path, source: Input, shape: Shape, texts: Iterator[str], target: IO[bytes]) -> None:
    """Write the text that came in."""
    target.write(next(texts).encode("utf-8", "surrogatepass"))
