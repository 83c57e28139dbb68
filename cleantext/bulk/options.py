"""The options of a run, as one frozen record for each worker and for the notes of the run."""

import hashlib
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, get_type_hints

from cleantext.api import Cleaner
from cleantext.bulk.record import Fields
from cleantext.core.edits import Level
from cleantext.core.errors import SettingsError
from cleantext.options import Options as CleanerOptions
from cleantext.options import pack_files

MEGABYTE = 1 << 20
TEXT, PAGE = Fields(text="text"), Fields(html="html")

# A worker takes 90 megabytes after its first articles, twice that with Parquet and HTML.
_LEAST = {"min_words": 0, "limit": 1, "timeout": 1, "memory": 256, "max_record": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """The dialect of CSV and TSV. Raises SettingsError for invalid signs; see `formats/dialect.py`."""

    delimiter: str = ""  # "" for that of the format
    quote: str = '"'  # "" for none
    escape: str = ""  # the sign before a quotation mark inside others; "" if that is doubled

    def __post_init__(self) -> None:
        signs = {"--delimiter": self.delimiter, "--quote": self.quote, "--escape": self.escape}
        for option, sign in signs.items():
            if len(sign) > 1 or not sign.isascii() or sign in {"\r", "\n", "\0"}:
                raise SettingsError(f"{option} must be one ASCII character and no line end, not {sign!r}")
        given = [sign for sign in signs.values() if sign]
        if len(given) != len(set(given)):
            raise SettingsError("--delimiter, --quote and --escape must be different characters")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options of a run. Raises SettingsError for invalid ones."""

    fields: Fields = field(default_factory=Fields)
    dialect: Dialect = field(default_factory=Dialect)
    id: str | None = None  # the field with a record's id, for the log
    level: Level = "safe"  # for this and the next eight, see `cleantext.Options`
    rules: tuple[str, ...] | None = None
    enable: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    protect: tuple[str, ...] = ()
    unwrap: bool = False
    language: str | None = None
    site: str | None = None
    to: str = ""  # the format of the output; "" for that of the input
    keep_failed: bool = False  # whether readable rows that cannot be cleaned stay in the output, marked
    min_words: int = 0  # records with fewer words left go into quarantine, as do those of the next two
    max_removed: float = 1.0  # share of a text's code points; a text that loses more goes into quarantine
    drop_flagged: bool = False  # whether records with any of `Result.flags` go into quarantine
    limit: int | None = None  # records, of the whole run
    sample: float = 1.0  # the share of records that is cleaned
    timeout: float = 60.0  # seconds for one record
    memory: int = 1024  # megabytes for one worker
    max_record: int = 16  # stored megabytes of one record

    def __post_init__(self) -> None:
        for name, least in _LEAST.items():
            value = getattr(self, name)
            if value is not None and value < least:
                raise SettingsError(f"--{name.replace('_', '-')} must be at least {least}, not {value}")
        if not 0 <= self.max_removed <= 1:
            raise SettingsError(f"--max-removed must be at least 0 and at most 1, not {self.max_removed}")
        if not 0 < self.sample <= 1:
            raise SettingsError(f"--sample must be more than 0 and at most 1, not {self.sample}")

    def cleaner(self) -> Cleaner:
        """Return the cleaner for the records."""
        return Cleaner(**{name: getattr(self, name) for name in get_type_hints(CleanerOptions)})

    def as_dict(self) -> dict[str, Any]:
        """Return the options as JSON-ready data."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Options":
        """Return the options from the data of `as_dict`. Raises SettingsError, TypeError or KeyError for other data."""
        for part in (data["fields"], data["dialect"]):
            for name, value in part.items():
                if not isinstance(value, str | None):
                    raise TypeError(f"{name} is {value!r}")
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
        }
        return cls(**{**values, "fields": Fields(**values["fields"]), "dialect": Dialect(**values["dialect"])})

    def fingerprint(self) -> dict[str, Any]:
        """Return everything that the output depends on, except inputs: options, version, rules, content of packs."""
        from importlib.metadata import version  # 15 ms, which workers save

        files = [file for path in self.packs for file in pack_files(path)]
        packs = {path: hashlib.sha256(Path(path).read_bytes()).hexdigest() for path in files}
        rules = {rule.id: rule.version for rule in self.cleaner().rules.values()}
        return {"version": version("cleantext-articles"), "options": self.as_dict(), "rules": rules, "packs": packs}
