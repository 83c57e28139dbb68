"""A look at inputs before a run: do they have the fields that were named?"""

from collections.abc import Iterable

from cleantext.bulk.extras import load, zstd
from cleantext.bulk.formats import format_of
from cleantext.bulk.formats.base import FieldError
from cleantext.bulk.layout import Input
from cleantext.bulk.options import Options
from cleantext.core.errors import SettingsError


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
            try:
                format_of(source, options).check()
            except FieldError as error:
                raise SettingsError(f"{source.path}: {error}") from None
