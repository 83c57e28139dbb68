"""The differences between two runs over the same records, by record and by rule."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from cleantext.bulk.results import Cleaned, records
from cleantext.core.edits import Removal


class Difference(NamedTuple):
    """A record that differs between the two runs."""

    file: str
    record: int
    id: str | None
    kind: str  # "changed"; "source" if other texts went in; "only in A" or "only in B"
    lost: tuple[Removal, ...] = ()  # applied in A, not in B
    gained: tuple[Removal, ...] = ()  # applied in B, not in A


@dataclass(slots=True)
class Comparison:
    """Totals of a comparison."""

    same: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)  # entries by rule
    gained: Counter[str] = field(default_factory=Counter)
    records: Counter[str] = field(default_factory=Counter)  # in which a rule acted differently

    def take(self, difference: Difference) -> None:
        """Count a difference."""
        self.kinds[difference.kind] += 1
        self.lost.update(entry.rule for entry in difference.lost)
        self.gained.update(entry.rule for entry in difference.gained)
        self.records.update({entry.rule for entry in (*difference.lost, *difference.gained)})


def compare(one: str | Path, other: str | Path, totals: Comparison) -> Iterator[Difference]:
    """Yield the differences between two runs over the same inputs, in their order, in the memory of one record."""
    first, second = records(one), records(other)
    for left, right in _paired(first, second):
        difference = _difference(left, right)
        if difference is None:
            totals.same += 1
        else:
            totals.take(difference)
            yield difference


def _paired(first: Iterator[Cleaned], second: Iterator[Cleaned]) -> Iterator[tuple[Cleaned | None, Cleaned | None]]:
    """Yield records of the same place side by side; None for a record that one run does not have."""
    left, right = next(first, None), next(second, None)
    while left or right:
        if left and right and (left.file, left.record) == (right.file, right.record):
            yield left, right
            left, right = next(first, None), next(second, None)
        elif right is None or (left and left.file == right.file and left.record < right.record):
            yield left, None
            left = next(first, None)
        elif left is None or left.file == right.file:
            yield None, right
            right = next(second, None)
        else:  # one file ends before the other: the one that is behind goes on
            file = left.file
            while left and left.file == file and right.file != file:
                yield left, None
                left = next(first, None)


def _difference(left: Cleaned | None, right: Cleaned | None) -> Difference | None:
    known = left or right
    assert known is not None  # noqa: S101 - one of them is there
    where = (known.file, known.record, known.id)
    if left is None or right is None:
        return Difference(*where, "only in B" if left is None else "only in A")
    if left.restore() != right.restore():
        return Difference(*where, "source")
    lost, gained = _missing(left, right), _missing(right, left)
    return Difference(*where, "changed", lost, gained) if lost or gained else None


def _missing(there: Cleaned, here: Cleaned) -> tuple[Removal, ...]:
    """Return the applied entries of one record that the other lacks: same place, rule and replacement."""
    known = {_identity(entry) for entry in here.removals if entry.status == "applied"}
    return tuple(entry for entry in there.removals if entry.status == "applied" and _identity(entry) not in known)


def _identity(entry: Removal) -> tuple[object, ...]:
    return entry.rule, entry.start, entry.end, entry.replacement
