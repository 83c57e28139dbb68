"""Measurements of a rule on labelled articles, and the bound for rules of the level `safe`.

`benchmarks/quality.py` counts; `docs/quality.md` says how. A removal is judged where the labels tell whether it was
right: it took boilerplate, or it took content. What annotators keep or leave out by habit (*policy*: credits, bylines,
dates, bios, …) and what no label tells are counted apart, and are neither.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from cleantext.core.statistics import least_share

# A rule is safe if it is right in this share of its judged removals, once so many were judged.
SAFE_PRECISION = 0.97
FEWEST_JUDGED = 30


class Counts(NamedTuple):
    """The removed lines of one rule."""

    right: int = 0
    wrong: int = 0  # content
    policy: int = 0
    undecided: int = 0
    domains: int = 0  # on the pages of how many registered domains

    @property
    def judged(self) -> int:
        """Those that were right or wrong."""
        return self.right + self.wrong

    @property
    def precision(self) -> float:
        """The share of the judged ones that was right; 1.0 where none was judged."""
        return self.right / self.judged if self.judged else 1.0

    @property
    def at_least(self) -> float:
        """The lower end of the precision's 95 % interval."""
        return least_share(self.right, self.judged)


class Measured(NamedTuple):
    """What was counted of one rule."""

    pages: Counts  # all labelled pages
    unseen: Counts  # of them, those that nobody had looked at when the rules were written

    @property
    def evidence(self) -> Counts:
        """The counts that decide: those on unseen pages where enough were judged there, else those on all pages."""
        return self.unseen if self.unseen.judged >= FEWEST_JUDGED else self.pages

    @property
    def shortfall(self) -> str:
        """The bound that the rule misses, in words; "" if it meets all."""
        if self.evidence.judged < FEWEST_JUDGED:
            return f"{self.evidence.judged} judged removals, and {FEWEST_JUDGED} are asked for"
        if self.evidence.precision < SAFE_PRECISION:
            return f"{self.evidence.right} of {self.evidence.judged} right, and {SAFE_PRECISION:.0%} are asked for"
        return ""


def from_json(row: Mapping[str, Any]) -> Measured:
    """What an entry of `measured.json` says."""
    return Measured(Counts(**row["pages"]), Counts(**row["unseen"]))
