"""Settings files: `cleantext.toml`, or `[tool.cleantext]` of a `pyproject.toml`, in a folder or above it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple, get_args

from cleantext import registry
from cleantext.core.edits import Level
from cleantext.core.errors import SettingsError, nearest

FILE = "cleantext.toml"
PROJECT = "pyproject.toml"
LEVELS: tuple[Level, ...] = get_args(Level)


class Settings(NamedTuple):
    """The options of a `Cleaner`; paths are as the working folder sees them."""

    level: Level = "safe"
    rules: tuple[str, ...] | None = None
    enable: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    protect: tuple[str, ...] = ()
    language: str | None = None
    site: str | None = None
    unwrap: bool = False

    def over(
        self,
        *,
        level: Level | None = None,
        rules: Iterable[str] = (),
        enable: Iterable[str] = (),
        disable: Iterable[str] = (),
        packs: Iterable[str] = (),
        protect: Iterable[str] = (),
        language: str | None = None,
        site: str | None = None,
        unwrap: bool | None = None,
    ) -> "Settings":
        """Return these settings, overridden by those of the command line; lists are joined."""
        rules, enable, disable = tuple(rules), tuple(enable), tuple(disable)
        for option, names in (("--rules", rules), ("--enable", enable), ("--disable", disable)):
            _check_rules(option, names)
        return Settings(
            level or self.level,
            rules or self.rules,
            (*(name for name in self.enable if name not in disable), *enable),
            (*(name for name in self.disable if name not in enable), *disable),
            (*self.packs, *packs),
            (*self.protect, *_words("--protect", protect, Path())),
            language or self.language,
            site or self.site,
            self.unwrap if unwrap is None else unwrap,
        )


def find(folder: Path) -> Settings:
    """Return the settings of the nearest file at or above a folder, or the defaults.

    Raises SettingsError for an unusable file; it names the file, the key and the remedy.
    """
    for place in (folder, *folder.parents):
        if (place / FILE).is_file():
            return _checked(place / FILE, _toml(place / FILE))
        if (place / PROJECT).is_file():
            table = _toml(place / PROJECT).get("tool", {}).get("cleantext")
            if table is not None:
                return _checked(place / PROJECT, table)
    return Settings()


def of_file(path: Path) -> Settings:
    """Return the settings of a file: a `pyproject.toml`, or any other name for the format of `cleantext.toml`.

    Raises SettingsError for an unusable file; it names the file, the key and the remedy.
    """
    content = _toml(path)
    if path.name != PROJECT:
        return _checked(path, content)
    table = content.get("tool", {}).get("cleantext")
    if table is None:
        raise SettingsError(f"{path}: there is no [tool.cleantext]; add it, or name another file")
    return _checked(path, table)


def _toml(path: Path) -> dict[str, Any]:
    import tomllib  # 2 ms

    try:
        return tomllib.loads(path.read_bytes().decode())
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not TOML: {error}") from None
    except ValueError:
        raise SettingsError(f"{path}: a number has thousands of digits; write a shorter one") from None
    except RecursionError:
        raise SettingsError(f"{path}: not read: its brackets are nested too deeply") from None


def _checked(path: Path, table: Any) -> Settings:
    if not isinstance(table, dict):
        raise SettingsError(f"{path}: [tool.cleantext] must be a table, not {table!r}")
    for key, value in table.items():
        if key not in Settings._fields:
            raise SettingsError(f"{path}: {key!r} is no setting{nearest(key, Settings._fields)}")
        wanted = _wanted(key, value)
        if wanted:
            raise SettingsError(f"{path}: {key} must be {wanted}, not {value!r}")
    level = table.get("level", "safe")
    if level not in LEVELS:
        raise SettingsError(f"{path}: level: {level!r} is no level{nearest(level, LEVELS)}")
    for key in ("rules", "enable", "disable"):
        _check_rules(f"{path}: {key}", table.get(key, ()))
    lists = {key: tuple(value) for key, value in table.items() if isinstance(value, list)}
    lists["packs"] = tuple(str(path.parent / pack) for pack in table.get("packs", ()))
    lists["protect"] = _words(f"{path}: protect", table.get("protect", ()), path.parent)
    return Settings(**{**table, **lists})


def _words(where: str, entries: Iterable[str], folder: Path) -> tuple[str, ...]:
    """Return the words to protect: the entries, and the lines of the file for an entry such as "@names.txt"."""
    return tuple(
        word for entry in entries for word in (_lines(where, folder / entry[1:]) if entry[:1] == "@" else (entry,))
    )


def _lines(where: str, path: Path) -> list[str]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise SettingsError(f"{where}: {path}: {error.strerror}; give a file with a word a line") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{where}: {path}: not UTF-8; give a file with a word a line") from None
    return [line.strip() for line in lines if line.strip()]


def _wanted(key: str, value: object) -> str:
    """Return a description of the valid values of a key; "" if the value is valid."""
    if key in {"level", "language", "site"}:
        return "" if isinstance(value, str) else "a string"
    if key == "unwrap":
        return "" if isinstance(value, bool) else "true or false"
    return "" if _is_strings(value) else "a list of strings"


def _is_strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)


def _check_rules(where: str, names: Iterable[str]) -> None:
    for name in names:
        try:
            registry.named(name)
        except SettingsError as error:
            raise SettingsError(f"{where}: {error}") from None
