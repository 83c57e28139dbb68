"""Phrase packs: TOML files with phrases and words by rule id; the shipped ones and the user's are alike."""

import json
import os
import pkgutil
import re
import zlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from os import PathLike
from typing import Any, NamedTuple

from cleantext.core.errors import PackError, nearest
from cleantext.core.rule import Rule
from cleantext.core.scan import Phrase, check_pattern

_HEAD = ("language", "about", "define", "example")
_SITE_PACK = re.compile(rb'\s*\{\s*"format"\s*:\s*"cleantext site pack"')
_NAMED = re.compile(r"\{([a-z_]+)\}")


class Example(NamedTuple):
    """Marked text that shows what a pack's phrases do, in the form of a rule's own examples."""

    rule: str
    text: str


class Pack(NamedTuple):
    """What one file says, by rule id and role."""

    name: str
    language: str | None
    phrases: tuple[Phrase, ...]
    words: Mapping[str, Mapping[str, Mapping[str, str]]]  # rule -> role -> word -> replacement
    examples: tuple[Example, ...]


def is_site_pack(path: str | PathLike[str]) -> bool:
    """Whether a file is a site pack (`core/learned.py`), by its first line."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib takes 10 ms to import
            return _SITE_PACK.match(file.read(80)) is not None
    except OSError:
        return False


def load(path: str | PathLike[str], rules: Mapping[str, Rule]) -> Pack:
    """Read a pack that may speak of any of `rules`. Raises PackError, with file, key and mend."""
    import tomllib  # 15 ms

    try:
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib takes 10 ms to import
            content = tomllib.load(file)
    except OSError as error:
        raise PackError(f"{path}: {error.strerror or error}; give the path of a TOML file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{path}: not TOML: {error}") from None
    return _read(str(path), content, rules)


@cache
def _shipped_content() -> tuple[tuple[str, dict[str, Any]], ...]:
    """What the shipped packs say: as `packs/build.py` wrote it down, or read anew where a pack was changed since."""
    packs = shipped_files()
    ready = json.loads(pkgutil.get_data("cleantext.packs", "content.json") or "{}")
    content = ready["content"] if ready.get("of") == fingerprint(packs) else parsed(packs)
    return tuple(content.items())


def shipped_files() -> dict[str, bytes]:
    """The shipped packs by name, sorted."""
    folder = import_module("cleantext.packs").__path__[0]
    names = sorted(name for name in os.listdir(folder) if name.endswith(".toml"))  # noqa: PTH208 - pathlib takes 5 ms
    return {name: pkgutil.get_data("cleantext.packs", name) or b"" for name in names}


def fingerprint(packs: Mapping[str, bytes]) -> int:
    """A number that changes with a pack."""
    return zlib.crc32(b"\0".join(packs.values()))


def parsed(packs: Mapping[str, bytes]) -> dict[str, dict[str, Any]]:
    """The packs as TOML says them."""
    import tomllib  # with nine packs 60 ms

    return {name: tomllib.loads(data.decode()) for name, data in packs.items()}


def shipped(rules: Mapping[str, Rule]) -> list[Pack]:
    """The packs that come with cleantext, as far as they speak to these rules."""
    return [_read(name, _about(content, rules), rules, trusted=True) for name, content in _shipped_content()]


def _about(content: Mapping[str, Any], rules: Mapping[str, Rule]) -> dict[str, Any]:
    """The part of a pack that speaks of these rules."""
    about = {key: value for key, value in content.items() if key in rules or key in _HEAD}
    return {**about, "example": [entry for entry in content.get("example", ()) if entry.get("rule") in rules]}


def _read(name: str, content: Mapping[str, Any], rules: Mapping[str, Rule], *, trusted: bool = False) -> Pack:
    """trusted: its patterns are known to compile (a test compiles those of the shipped packs; it takes 0.1 s)."""
    phrases: list[Phrase] = []
    words: dict[str, dict[str, Mapping[str, str]]] = {}
    for key, table in content.items():
        if key in _HEAD:
            continue
        if key not in rules:
            raise PackError(f"{name}: [{key}] is no rule{nearest(key, rules)}")
        if not isinstance(table, dict):
            raise PackError(f"{name}: {key} must be a table of roles, such as [{key}]")
        for role, entries in table.items():
            if role in rules[key].phrases:
                phrases += _phrases(name, key, role, entries, _definitions(name, content), trusted=trusted)
            elif role in rules[key].words:
                words.setdefault(key, {})[role] = _words(name, key, role, entries)
            else:
                known = (*rules[key].phrases, *rules[key].words)
                raise PackError(f"{name}: {key}.{role} is no role of {key}{nearest(role, known)}")
    return Pack(name, _language(name, content), tuple(phrases), words, _examples(name, content, rules))


def _definitions(name: str, content: Mapping[str, Any]) -> Mapping[str, str]:
    """The parts of patterns that phrases may name: with `month = "(?:january|february)"`, `{month}` stands for it."""
    table = content.get("define", {})
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise PackError(f"{name}: [define] must be a table of patterns")
    return table


def _phrases(
    name: str, rule: str, role: str, entries: object, definitions: Mapping[str, str], *, trusted: bool
) -> Iterable[Phrase]:
    if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
        raise PackError(f"{name}: {rule}.{role} must be a list of strings")
    for number, entry in enumerate(entries, 1):
        try:
            pattern = _NAMED.sub(lambda part: definitions[part[1]], entry)
        except KeyError as error:
            raise PackError(f"{name}: {rule}.{role}, entry {number}: {error} is not in [define]") from None
        problem = "" if trusted else check_pattern(pattern)
        if problem:
            raise PackError(f"{name}: {rule}.{role}, entry {number}, {entry!r}: {problem}")
        yield Phrase(rule, role, pattern)


def _words(name: str, rule: str, role: str, entries: object) -> Mapping[str, str]:
    if isinstance(entries, list) and all(isinstance(entry, str) and entry for entry in entries):
        return dict.fromkeys(entries, "")
    if isinstance(entries, dict) and all(isinstance(value, str) and value for value in entries.values()):
        return entries
    raise PackError(f"{name}: {rule}.{role} must be a list of words or a table of word = replacement")


def _language(name: str, content: Mapping[str, Any]) -> str | None:
    language = content.get("language")
    if language is not None and not isinstance(language, str):
        raise PackError(f'{name}: language must be a code such as "en"')
    return language


def _examples(name: str, content: Mapping[str, Any], rules: Mapping[str, Rule]) -> tuple[Example, ...]:
    found = []
    for number, entry in enumerate(content.get("example", ()), 1):
        match entry:
            case {"rule": str(rule), "text": str(text), **rest} if not rest and rule in rules:
                found.append(Example(rule, text))
            case _:
                raise PackError(f"{name}: example {number} needs `rule`, the id of a rule, and `text`, and no more")
    return tuple(found)
