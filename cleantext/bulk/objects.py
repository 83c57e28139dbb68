"""JSON objects whose other fields stay unchanged, character for character.

The scanner of the standard library returns the start and the end of each value, so that the text can be replaced in
place. It accepts values that other parsers refuse (NaN, lone surrogates), keeps numbers of any length, and costs as
much as `msgspec.Raw` with a search for the value: 11 to 16 µs for an article of 5 kB.
"""

import json
import re
from collections.abc import Iterable
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]  # not in typeshed
from typing import Any, NamedTuple

from cleantext.bulk.extras import load

_BLANKS = re.compile(r"[ \t\n\r]*")


class Number(str):
    """A number as it is written: it is never computed with, and keeps all its digits."""

    __slots__ = ()


_value = json.JSONDecoder(parse_int=Number, parse_float=Number).scan_once  # type: ignore[attr-defined]  # not in typeshed


class UnreadableError(Exception):
    """A record cannot be read; the message says why."""


class Member(NamedTuple):
    """A field: its value, and its place in the line."""

    value: Any
    key: int  # the start of the key
    start: int
    end: int


def dumps(value: Any) -> bytes:
    """Return JSON in UTF-8; lone surrogates, which UTF-8 cannot hold, are escaped."""
    orjson = load("orjson", "bulk")
    try:
        return orjson.dumps(value)  # type: ignore[no-any-return]
    except TypeError:
        return json.dumps(value, separators=(",", ":")).encode("ascii")


class JsonObject:
    """One line with a JSON object. Raises UnreadableError if it has none."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._start = _BLANKS.match(text, 1 if text[:1] == "\ufeff" else 0).end()  # type: ignore[union-attr]
        try:
            self.members, self._end = _scanned(text, self._start)
            rest = _BLANKS.match(text, self._end).end()  # type: ignore[union-attr]
        except RecursionError:
            raise UnreadableError("not read: its brackets are nested too deeply") from None
        except (JSONDecodeError, StopIteration, IndexError) as error:
            raise UnreadableError(_problem(text, error)) from None
        if rest != len(text):
            raise UnreadableError(f"not a JSON object: more follows it at character {rest}")

    @classmethod
    def of(cls, line: bytes) -> "JsonObject":
        """Parse the bytes of a line."""
        try:
            return cls(line.decode())
        except UnicodeDecodeError as error:
            raise UnreadableError(f"not UTF-8: byte {error.start} is 0x{line[error.start]:02x}") from None

    def find(self, path: str) -> Member | None:
        """Return the field of a name, or one inside another (`metadata.url`)."""
        if path in self.members:
            return self.members[path]
        first, *rest = path.split(".")
        member = self.members.get(first)
        for name in rest:
            if member is None or not isinstance(member.value, dict):
                return None
            member = _scanned(self.text, member.start)[0].get(name)
        return member

    def get(self, path: str | None) -> Any:
        """Return the value of a field; None if it is missing."""
        member = self.find(path) if path else None
        return member.value if member else None

    def changed(self, fields: dict[str, Any], added: dict[str, Any]) -> str:
        """Return the line with other values of fields (missing ones are added), and with more fields at its end."""
        pieces, at = list[str](), 0
        found = {name: self.find(name) for name in fields}
        for name, member in sorted(found.items(), key=lambda pair: pair[1].start if pair[1] else 0):
            if member:
                pieces += self.text[at : member.start], dumps(fields[name]).decode()
                at = member.end
        more = {name: fields[name] for name, member in found.items() if member is None} | added
        comma = "," if self.members and more else ""
        tail = dumps(more).decode()[1:-1] if more else ""
        return "".join([*pieces, self.text[at : self._end - 1], comma, tail, self.text[self._end - 1 :]])

    def without(self, names: Iterable[str]) -> str:
        """Return the line without fields at its end."""
        gone = [self.members[name] for name in names if name in self.members]
        if not gone:
            return self.text
        start = min(member.key for member in gone)
        kept = self.text[self._start : start].rstrip().removesuffix(",")
        return self.text[: self._start] + kept + self.text[self._end - 1 :]


def _scanned(text: str, start: int) -> tuple[dict[str, Member], int]:
    """Return the fields of the object that starts at a place, and its end."""
    if text[start : start + 1] != "{":
        raise JSONDecodeError("an object is expected", text, start)
    blanks = _BLANKS.match
    members: dict[str, Member] = {}
    at = blanks(text, start + 1).end()  # type: ignore[union-attr]
    if text[at] == "}":
        return members, at + 1
    while True:
        if text[at] != '"':
            raise JSONDecodeError("a field name is expected", text, at)
        key = at
        name, at = scanstring(text, at + 1, True)  # noqa: FBT003 - strict, and it takes no keywords
        at = blanks(text, at).end()  # type: ignore[union-attr]
        if text[at] != ":":
            raise JSONDecodeError("a colon is expected", text, at)
        at = blanks(text, at + 1).end()  # type: ignore[union-attr]
        value, end = _value(text, at)
        members[name] = Member(value, key, at, end)
        at = blanks(text, end).end()  # type: ignore[union-attr]
        if text[at] == "}":
            return members, at + 1
        if text[at] != ",":
            raise JSONDecodeError("a comma is expected", text, at)
        at = blanks(text, at + 1).end()  # type: ignore[union-attr]


def _problem(text: str, error: Exception) -> str:
    at = error.value if isinstance(error, StopIteration) else getattr(error, "pos", len(text))
    if at >= len(text.rstrip()):
        return "not a JSON object: the line ends inside it"
    words = error.msg[:1].lower() + error.msg[1:] if isinstance(error, JSONDecodeError) else "a value is expected"
    return f"not a JSON object: {words.removesuffix(' at')} at character {at}"
