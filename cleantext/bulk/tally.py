"""The counts of one chunk, and their sums."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

from cleantext.bulk.noted import checked
from cleantext.core.edits import Removal
from cleantext.core.language import language_code

# A crawl may have millions of sites. After this many, in the order of the inputs, further sites are counted together.
MOST_SITES = 100_000
OTHER_SITES = "(other sites)"
MOST_LANGUAGES = 100  # names that are no language; a field with other content has ever new ones
LONGEST_LANGUAGE = 40  # code points of a name that are shown
OTHER_LANGUAGES = "(other names)"


@dataclass(slots=True)
class Count:
    """Counts of records, and of removed text."""

    records: int = 0  # cleaned
    changed: int = 0
    quarantined: int = 0
    set_aside: int = 0  # records in quarantine that were cleaned, but missed a limit
    characters: int = 0  # code points of the sources
    removed: int = 0  # code points by which the texts are shorter

    def add(self, other: "Count") -> None:
        """Add another count."""
        for name in Count.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(slots=True)
class RuleCount:
    """The effects of a rule."""

    entries: int = 0  # applied
    records: int = 0  # with at least one of them
    removed: int = 0  # code points
    reported: int = 0  # entries that changed nothing

    def add(self, other: "RuleCount") -> None:
        """Add another count."""
        for name in RuleCount.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


C = TypeVar("C", Count, RuleCount)


@dataclass(slots=True)
class Tally:
    """All counts."""

    total: Count = field(default_factory=Count)
    rules: dict[str, RuleCount] = field(default_factory=dict)
    files: dict[str, Count] = field(default_factory=dict)
    sites: dict[str, Count] = field(default_factory=dict)
    flags: dict[str, int] = field(default_factory=dict)  # records, by the flag of a text that is cut or no article
    unknown_languages: dict[str, int] = field(
        default_factory=dict
    )  # records, by the name that they give for their language

    def language(self, name: object) -> None:
        """Count a record with an unknown name of a language."""
        if isinstance(name, str) and name.strip() and language_code(name) is None:
            self._add_language(name.strip()[:LONGEST_LANGUAGE], 1)

    def _add_language(self, name: str, records: int) -> None:
        found = self.unknown_languages
        known = name if name in found or len(found) < MOST_LANGUAGES else OTHER_LANGUAGES
        found[known] = found.get(known, 0) + records

    def flagged(self, names: Iterable[str]) -> None:
        """Count the flags of a record that was cleaned."""
        for name in names:
            self.flags[name] = self.flags.get(name, 0) + 1

    def cleaned(self, file: str, site: str | None, text: str, removals: Iterable[Removal]) -> None:
        """Count a record that was cleaned."""
        applied = [entry for entry in removals if entry.status == "applied"]
        removed = sum(map(_shrink, applied))
        one = Count(1, 1 if applied else 0, characters=len(text) + removed, removed=removed)
        self._add(file, site, one)
        for rule in dict.fromkeys(entry.rule for entry in removals):
            own = [entry for entry in removals if entry.rule == rule]
            done = [entry for entry in own if entry.status == "applied"]
            made = RuleCount(len(done), 1 if done else 0, sum(map(_shrink, done)), len(own) - len(done))
            self.rules.setdefault(rule, RuleCount()).add(made)

    def quarantined(self, file: str, site: str | None, records: int, *, is_set_aside: bool = False) -> None:
        """Count records that went into quarantine."""
        self._add(file, site, Count(quarantined=records, set_aside=records if is_set_aside else 0))

    def _add(self, file: str, site: str | None, one: Count) -> None:
        self.total.add(one)
        self.files.setdefault(file, Count()).add(one)
        if site:
            self.sites.setdefault(site, Count()).add(one)

    def add(self, other: "Tally") -> None:
        """Add another tally."""
        self.total.add(other.total)
        for name, rule in other.rules.items():
            self.rules.setdefault(name, RuleCount()).add(rule)
        for name, count in other.files.items():
            self.files.setdefault(name, Count()).add(count)
        for name, count in other.sites.items():
            known = name in self.sites or len(self.sites) < MOST_SITES
            self.sites.setdefault(name if known else OTHER_SITES, Count()).add(count)
        for name, records in other.flags.items():
            self.flags[name] = self.flags.get(name, 0) + records
        for name, records in other.unknown_languages.items():
            self._add_language(name, records)

    def as_dict(self) -> dict[str, Any]:
        """Return JSON-ready data."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Tally":
        """Return the tally from the data of `as_dict`. Raises KeyError, TypeError or AttributeError for other data."""
        return cls(
            _from_dict(Count, data["total"]),
            {name: _from_dict(RuleCount, values) for name, values in data["rules"].items()},
            {name: _from_dict(Count, values) for name, values in data["files"].items()},
            {name: _from_dict(Count, values) for name, values in data["sites"].items()},
            dict(checked(data["flags"], dict.fromkeys(data["flags"], int))),
            dict(checked(data["unknown_languages"], dict.fromkeys(data["unknown_languages"], int))),
        )


def _from_dict(kind: type[C], values: dict[str, int]) -> C:
    return kind(**checked(values, dict.fromkeys(kind.__slots__, int)))


def _shrink(entry: Removal) -> int:
    return len(entry.removed) - len(entry.replacement)
