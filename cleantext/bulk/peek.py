"""A look at inputs before a run: do they have the fields that were named?"""

from collections.abc import Iterable
from io import BytesIO

from cleantext.bulk.extras import load, zstd
from cleantext.bulk.formats import FORMATS, LOOSE
from cleantext.bulk.formats.base import Fault, missing
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
        # What is wrong with the file itself is for the quarantine; it speaks of fields only if they do not fit.
        if chunk.data.record is None and "field" in chunk.data.reason:
            raise SettingsError(f"{source.path}: {chunk.data.reason}")
    elif source.format == "jsonl":
        _check_lines(source, chunk.data[1], options)


def _check_lines(source: Input, data: bytes, options: Options) -> None:
    objects = list[JsonObject]()
    for line in BytesIO(data):
        try:
            objects += [JsonObject.of(line)] if line.strip() else []
        except UnreadableError:
            continue
        if len(objects) == _LOOKED_AT:
            break
    fields = options.fields
    for name in (fields.source, fields.title, fields.url, fields.languages, options.id):
        if name and objects and not any(one.find(name) for one in objects):
            there = dict.fromkeys(key for one in objects for key in one.members)
            raise SettingsError(f"{source.path}: {missing(name, list(there))}")
