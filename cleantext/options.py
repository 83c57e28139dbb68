"""The options of cleaning: their names and values, the same everywhere."""

import os
from collections.abc import Iterable, Mapping
from os import PathLike, fspath
from typing import Any, TypedDict, cast

from cleantext.core.edits import Level
from cleantext.core.errors import SettingsError, nearest
from cleantext.core.language import language_code
from cleantext.core.rule import LEVELS, Rule


class RuleOptions(TypedDict, total=False):
    """The rules that run, and their settings.

    `clean`, `clean_html`, `Cleaner`, the command, settings files and all integrations take them under these names. In
    lists of rules an entry is an id, a category such as "typo", or a pattern of either, such as "share*"; an id goes
    before a category of the same name.
    """

    level: Level  # "safe" applies what is measured to be safe, "thorough" more, "report" nothing, and logs all
    rules: Iterable[str | Rule] | None  # only these; None for all that come with cleantext
    enable: Iterable[str]  # rules to apply whatever their level
    disable: Iterable[str]  # rules to leave out
    packs: Iterable[str | PathLike[str]]  # files with phrases of your own, and site packs
    protect: Iterable[str]  # words that no rule may mend, such as names, in any case of letters
    unwrap: bool  # whether a paragraph broken into lines of 60 to 80 columns becomes one line


class Options(RuleOptions, total=False):
    """The options of a `Cleaner`: the rules, and what is known about all texts."""

    language: str | None  # the code of their language, such as "de"; None if it varies
    site: str | None  # the registered domain of all texts, such as "example.org", or its URL


_DEFAULTS: dict[str, Any] = {
    "level": "safe",
    "rules": None,
    "enable": (),
    "disable": (),
    "packs": (),
    "protect": (),
    "unwrap": False,
    "language": None,
    "site": None,
}
# Options in a fixed order, with their values in a form that can be hashed.
Frozen = tuple[tuple[str, Any], ...]


def frozen(options: Mapping[str, Any], caller: str = "Cleaner") -> Frozen:
    """Return options in a hashable form, without those that have their default.

    Raises SettingsError for an invalid value, TypeError for an unknown option.
    """
    for name in options:
        if name not in _DEFAULTS:
            raise TypeError(f"{caller}() has no option {name!r}{nearest(name, _DEFAULTS)}")
    checked = ((name, _checked(name, options[name])) for name in _DEFAULTS if name in options)
    return tuple((name, value) for name, value in checked if value != _DEFAULTS[name])


def _checked(name: str, value: Any) -> Any:
    if name == "level":
        if value not in LEVELS:
            raise SettingsError(f"{value!r} is no level{nearest(str(value), LEVELS)}")
        return value
    if name == "unwrap":
        if not isinstance(value, bool):
            raise SettingsError(f"unwrap must be True or False, not {value!r}")
        return value
    if name == "language":
        return code(value)
    if name == "site":
        return _site(value)
    if name == "rules" and value is None:
        return value
    values = listed(name, value)
    return tuple(path for entry in values for path in pack_files(fspath(entry))) if name == "packs" else values


def _site(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise SettingsError(f"site must be a str, such as 'example.org', not {value!r}")
    return value


def fact(name: str, value: object) -> None:
    """Check what a caller states about a text or a page, such as its title. Raises TypeError for no `str`."""
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{name} takes a str, not {type(value).__name__}: {value!r}")


def pack_files(path: str) -> list[str]:
    """Return the path of a pack, or the packs of a folder, sorted by name."""
    if not os.path.isdir(path):  # noqa: PTH112 - pathlib takes 10 ms to import
        return [path]
    names = sorted(name for name in os.listdir(path) if name.endswith((".toml", ".pack")))  # noqa: PTH208 - as above
    if not names:
        raise SettingsError(f"packs: {path}: no .toml and no .pack is in this folder; name another, or a file")
    return [f"{path}{os.sep}{name}" for name in names]


def code(language: str | None) -> str | None:
    """Return the code of a language. Raises SettingsError if there is none."""
    if language is None:
        return None
    known = language_code(language) if isinstance(cast("object", language), str) else None
    if known is None:
        mend = "give one such as 'de', 'pt-BR' or 'English'"
        raise SettingsError(f"language {language!r} is no code of a language; {mend}")
    return known


def listed(option: str, value: Iterable[Any]) -> tuple[Any, ...]:
    """Return the entries of a list, which are strings, but for rules and paths of packs.

    Raises SettingsError for other entries, and for a string, which would be split into letters.
    """
    if isinstance(value, str | bytes):
        raise SettingsError(f"{option} must be a list, such as {option}=[{value!r}]")
    if not isinstance(value, Iterable):
        raise SettingsError(f"{option} must be a list, not {value!r}")
    kinds = {"rules": (str, Rule), "packs": (str, PathLike)}.get(option, (str,))
    entries = tuple(value)
    for entry in entries:
        if not isinstance(entry, kinds):
            raise SettingsError(f"{option}: {entry!r} is no {kinds[-1].__name__}; give a list of strings")
    return entries
