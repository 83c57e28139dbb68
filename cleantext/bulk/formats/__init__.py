"""The formats of inputs and outputs, one module each; `base.Format` says what is in them."""

from typing import cast

from cleantext.bulk.formats import jsonl, loose, parquet, tables, warc
from cleantext.bulk.formats.base import Format

FORMATS: dict[str, Format] = {
    name: cast("Format", module)
    for name, module in {
        "text": loose,
        "html": loose,
        "jsonl": jsonl,
        "csv": tables,
        "tsv": tables,
        "parquet": parquet,
        "warc": warc,
    }.items()
}
LOOSE = ("text", "html")  # one record a file
SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".warc": "warc",
}
