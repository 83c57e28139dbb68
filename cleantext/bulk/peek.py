"""A check of inputs before a run: do they have the named fields?"""

from collections.abc import Iterable
from itertools import islice

from cleantext.bulk.extras import load, zstd
from cleantext.bulk.formats import format_of
from cleantext.bulk.formats.base import FieldError, Values
from cleantext.bulk.layout import Input
from cleantext.bulk.listen import records
from cleantext.bulk.options import Options
from cleantext.bulk.record import site_name
from cleantext.core.errors import SettingsError

_LOOKED_AT = 100  # records


def check(sources: Iterable[Input], options: Options) -> None:
    """Check the first input of each kind.

    Raises SettingsError for a missing field, with the fields that exist, and for a missing library.
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


def is_siteless(sources: Iterable[Input], options: Options) -> bool:
    """Return whether no first record of any kind of input names its site. Pages may do so, once extracted."""
    if options.site:
        return False
    seen = set[tuple[str, str]]()
    for source in sources:
        if (source.format, source.codec) not in seen:
            seen.add((source.format, source.codec))
            first = islice(records(source, options), _LOOKED_AT)
            if any(heard.fields.html or (heard.values and _site(heard.values)) for heard in first):
                return False
    return True


def _site(values: Values) -> str | None:
    return site_name(values.site, values.url)
