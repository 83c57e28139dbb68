"""Measurements of a rule on labelled articles, and the bound for rules of the level `safe`.

`benchmarks/quality.py` counts; `docs/quality.md` says how. A removal counts as right or wrong if labels show that it
took boilerplate or content. *Policy* (credits, bylines, dates, bios, …), which annotators keep or leave out by habit,
and unlabelled text are counted separately, as neither.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from cleantext.core.statistics import least_share

# A rule is safe if this share of its right and wrong removals is right, and there were enough of them.
SAFE_PRECISION = 0.97
FEWEST_JUDGED = 30


class Counts(NamedTuple):
    """The removed lines of one rule."""

    right: int = 0
    wrong: int = 0  # content
    policy: int = 0
    undecided: int = 0
    domains: int = 0  # the number of registered domains of its pages

    @property
    def judged(self) -> int:
        """Return the number of right and wrong removals."""
        return self.right + self.wrong

    @property
    def precision(self) -> float:
        """Return the share of right ones among right and wrong removals; 1.0 if there are none."""
        return self.right / self.judged if self.judged else 1.0

    @property
    def at_least(self) -> float:
        """Return the lower bound of the precision's 95 % interval."""
        return least_share(self.right, self.judged)


class Measured(NamedTuple):
    """The counts of one rule."""

    pages: Counts  # all labelled pages
    unseen: Counts  # the pages among them that nobody had seen when the rules were written

    @property
    def evidence(self) -> Counts:
        """Return the decisive counts: those on unseen pages if these are enough, else those on all pages."""
        return self.unseen if self.unseen.judged >= FEWEST_JUDGED else self.pages

    @property
    def shortfall(self) -> str:
        """Return the bound that the rule misses, in words; "" if it meets all."""
        if self.evidence.judged < FEWEST_JUDGED:
            return f"{self.evidence.judged} judged removals, fewer than {FEWEST_JUDGED}"
        if self.evidence.precision < SAFE_PRECISION:
            return f"{self.evidence.right} of {self.evidence.judged} right, less than {SAFE_PRECISION:.0%}"
        return ""


def from_json(row: Mapping[str, Any]) -> Measured:
    """Return the counts of an entry of `measured.json`."""
    return Measured(Counts(**row["pages"]), Counts(**row["unseen"]))
