"""Read the notes of a run. Errors name the file, the line and the remedy."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from cleantext.bulk.objects import UnreadableError
from cleantext.bulk.streams import explained, read_errors
from cleantext.core.errors import CleantextError

T = TypeVar("T")
# The errors from damaged content: no JSON, other types, missing names, extra names.
_WRONG = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, UnreadableError)


def _wrong() -> tuple[type[Exception], ...]:
    return (*read_errors(), *_WRONG)


def parsed(path: Path, build: Callable[[dict[str, Any]], T]) -> T:
    """Return the content of a file: one JSON object. Raises CleantextError if `build` does not accept it."""
    try:
        return build(json.loads(path.read_bytes()))
    except _wrong() as error:
        _refuse(str(path), error)


def parsed_lines(path: Path, lines: Iterable[bytes], build: Callable[[dict[str, Any]], T]) -> Iterator[T]:
    """Yield the content of each line of a file: a JSON object. Raises CleantextError if `build` does not accept it."""
    number = 1
    try:
        for line in lines:
            yield build(json.loads(line))
            number += 1
    except _wrong() as error:
        _refuse(f"{path}, line {number}", error)


def _refuse(where: str, error: Exception) -> NoReturn:
    if isinstance(error, CleantextError):
        raise error
    if isinstance(error, KeyError):
        why = f"{error} is missing"
    elif isinstance(error, read_errors()):
        why = explained(error)
    else:
        why = str(error).splitlines()[0] if str(error) else type(error).__name__
    raise CleantextError(f"{where}: damaged, or not written by a run ({why}); run again into another folder") from None


def checked(values: Mapping[str, Any], types: Mapping[str, type | tuple[type, ...]]) -> Mapping[str, Any]:
    """Return the values after checking the types of the named ones. Raises KeyError or TypeError."""
    for name, kind in types.items():
        value = values[name]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise TypeError(f"{name} is {str(value)[:40]!r}")
    return values
