"""The formats of inputs and outputs, one module each."""

from typing import cast

from cleantext.bulk.formats import jsonl
from cleantext.bulk.formats.base import Format

FORMATS: dict[str, Format] = {"jsonl": cast("Format", jsonl)}
