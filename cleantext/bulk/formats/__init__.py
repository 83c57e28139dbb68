"""The formats of inputs, one module each; `base.Format` defines their methods."""

from typing import Any

from cleantext.bulk.formats.base import Format, Output, OutputFile
from cleantext.bulk.formats.delimited import Csv, Tsv
from cleantext.bulk.formats.jsonl import JsonLines
from cleantext.bulk.formats.loose import Html, Text
from cleantext.bulk.formats.parquet import Parquet
from cleantext.bulk.formats.warc import Warc
from cleantext.bulk.layout import Input, Layout
from cleantext.bulk.options import MEGABYTE, Options
from cleantext.core.errors import CleantextError, nearest

# How many times as long as `--max-record` a record of an output may be. A page in a single-byte encoding with lone
# surrogates becomes six times as long in JSON, and with `--into` the text stands beside it; the rest is for notes.
_MOST_TIMES = 16

FORMATS: dict[str, type[Format[Any]]] = {
    "text": Text,
    "html": Html,
    "jsonl": JsonLines,
    "csv": Csv,
    "tsv": Tsv,
    "parquet": Parquet,
    "warc": Warc,
}


def format_of(source: Input, options: Options) -> Format[Any]:
    """Return the format object of an input."""
    if source.format not in FORMATS:
        raise CleantextError(f"{source.file}: {source.format!r} is no format{nearest(source.format, FORMATS)}")
    return FORMATS[source.format](source, options)


def output_of(source: Input) -> Output:
    """Return the format of an input's output."""
    outputs = FORMATS[source.format].outputs
    if source.to not in outputs:
        raise CleantextError(
            f"{source.file}: {source.format} does not become {source.to!r}{nearest(source.to, outputs)}"
        )
    return outputs[source.to]


def output_file(layout: Layout, source: Input, options: Options) -> OutputFile:
    """Return the output file of an input."""
    fields = format_of(source, options).output_fields()
    codec = "" if output_of(source).has_own_compression else source.codec
    return OutputFile(layout.root / source.output, codec, fields, options.dialect, most_of(options))


def most_of(options: Options) -> int:
    """Return how many bytes a record of an output, or an entry of the log, may have; no run writes longer ones."""
    return _MOST_TIMES * options.max_record * MEGABYTE
