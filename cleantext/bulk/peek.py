"""A look at inputs before a run: do they have the fields that were named?"""

from collections.abc import Iterable
from io import BytesIO

from cleantext.bulk.extras import load, zstd
from cleantext.bulk.formats import FORMATS, LOOSE, parquet, tables
from cleantext.bulk.formats.base import Fault, missing, named
from cleantext.bulk.layout import Input
from cleantext.bulk.objects import JsonObject, UnreadableError
from cleantext.bulk.options import Options
from cleantext.bulk.streams import decoded
from cleantext.core.errors import SettingsError

# A field that an object may lack is one that some of the first objects have.
_LOOKED_AT = 100


def check(sources: Iterable[Input], options: Options) -> None:
    """Look into the first input of each kind.

    Raises SettingsError for a field that is not there, with those that are, and for a library that is not installed.
    """
    zstd()
    load("orjson", "bulk")
    seen = set[tuple[str, str]]()
    for source in sources:
        if (source.format, source.codec) not in seen:
            seen.add((source.format, source.codec))
            _check(source, options)


def _check(source: Input, options: Options) -> None:
    if source.format in LOOSE:
        if source.codec:
            decoded(BytesIO(), source.codec)
        return
    chunk = next(iter(FORMATS[source.format].cut(source, options)), None)
    if chunk is None:
        return
    if isinstance(chunk.data, Fault):
        # What is wrong with the file itself is for the quarantine; of fields it speaks only if they do not fit.
        if chunk.data.record is None and "field" in chunk.data.reason:
            raise SettingsError(f"{source.path}: {chunk.data.reason}")
        return
    try:
        if source.format == "jsonl":
            _check_lines(chunk.data[1], options)
        elif source.format == "parquet":
            schema = load("pyarrow", "parquet").ipc.open_stream(chunk.data).schema
            parquet.check(schema, options, all_of_them=True)
        elif source.format in tables.DELIMITERS:
            tables.check(source, chunk.data.header, options, all_of_them=True)
    except UnreadableError as error:
        raise SettingsError(f"{source.path}: {error}") from None


def _check_lines(data: bytes, options: Options) -> None:
    objects = list[JsonObject]()
    for line in BytesIO(data):
        try:
            objects += [JsonObject.of(line)] if line.strip() else []
        except UnreadableError:
            continue
        if len(objects) == _LOOKED_AT:
            break
    for name in named(options):
        if objects and not any(one.find(name) for one in objects):
            there = dict.fromkeys(key for one in objects for key in one.members)
            raise missing(name, list(there))
