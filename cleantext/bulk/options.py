"""The options of a run, as one frozen record that goes to each worker and into the notes of the run."""

import hashlib
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
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

# A worker holds 90 megabytes after its first articles, with Parquet and HTML twice that.
_LEAST = {"min_words": 0, "limit": 1, "timeout": 1, "memory": 256, "max_record": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How CSV and TSV are written. Raises SettingsError for signs that do not fit; see `formats/dialect.py`."""

    delimiter: str = ""  # "" for that of the format
    quote: str = '"'  # "" for none
    escape: str = ""  # what stands before a quotation mark inside others; "" where that is doubled

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
    """The options of a run. Raises SettingsError for those that do not fit."""

    fields: Fields = field(default_factory=Fields)
    dialect: Dialect = field(default_factory=Dialect)
    id: str | None = None  # the field with a record's id, for the log
    level: Level = "safe"  # this and the next eight: see `cleantext.Options`
    rules: tuple[str, ...] | None = None
    enable: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    protect: tuple[str, ...] = ()
    unwrap: bool = False
    language: str | None = None
    site: str | None = None
    to: str = ""  # the format of the output; "" for that of the input
    keep_failed: bool = False  # whether rows that could be read but not cleaned stay in the output, marked
    min_words: int = 0  # records with fewer words left are set aside, in quarantine; so are those of the next two
    max_removed: float = 1.0  # share of a text's code points; with more removed it is set aside
    drop_flagged: bool = False  # whether records with any of `Result.flags` are set aside
    limit: int | None = None  # records, of the whole run
    sample: float = 1.0  # the share of records that is cleaned
    timeout: float = 60.0  # seconds for one record
    memory: int = 1024  # megabytes for one worker
    max_record: int = 16  # megabytes for one record, as it is stored

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
        """What cleans the records."""
        return Cleaner(**{name: getattr(self, name) for name in get_type_hints(CleanerOptions)})

    def as_dict(self) -> dict[str, Any]:
        """As JSON-ready data."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Options":
        """From what `as_dict` gives. Raises SettingsError, TypeError or KeyError for anything else."""
        for part in (data["fields"], data["dialect"]):
            for name, value in part.items():
                if not isinstance(value, str | None):
                    raise TypeError(f"{name} is {value!r}")
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
        }
        return cls(**{**values, "fields": Fields(**values["fields"]), "dialect": Dialect(**values["dialect"])})

    def fingerprint(self) -> dict[str, Any]:
        """All that the output depends on, inputs aside: options, version, rules and the content of packs."""
        files = [file for path in self.packs for file in pack_files(path)]
        packs = {path: hashlib.sha256(Path(path).read_bytes()).hexdigest() for path in files}
        rules = {rule.id: rule.version for rule in self.cleaner().rules.values()}
        return {"version": version("cleantext-articles"), "options": self.as_dict(), "rules": rules, "packs": packs}
