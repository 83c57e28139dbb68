"""The right and wrong removals of each rule, and the words of content lost.

The counting rule: a removed line counts once for each page, by its words, however many extractors returned it and
whether or not the title was known. If its label says content in any of them, it is wrong, or policy where annotators
differ on such lines (`policy.py`). If its label says boilerplate, it is right if the set's gold texts omit only
boilerplate, and undecided otherwise. Lines that are partly content, and copies of text that the page has twice, are
undecided. If a rule removed a part of a line, the gold text decides about that part.

An edit inside a line is right if the gold text makes the same change, wrong if it does not, and undecided if the word
has no verdict. A rule of the level `safe` is measured on the edits that it applies at that level, a `thorough` one on
those at its level, and one that only reports on its reports.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import accumulate
from typing import NamedTuple

import policy
from measures import Gold, word_edits, words
from sources import Mistakes, Page, Text

from cleantext import Removal, Result, Rule
from cleantext.core.edits import apply
from cleantext.core.measured import Counts, Measured
from cleantext.scorer.model import load

FITTED = "line_scorer"  # measured where it is fitted, out of fold: see docs/scorer.md
FOLDS = 5  # groups of registered domains
_SET = re.compile(r"\W")  # a group is named after its set: "aeb/trafilatura", "aeb (HTML)"
VERDICTS = ("wrong", "policy", "right", "undecided")  # the first label counts


class Cleaned(NamedTuple):
    """A text, its lines with their labels, and the result."""

    group: str
    record: Text | Page
    title: str | None
    is_unseen: bool  # whether nobody had seen the page when the rules were written
    lines: Sequence[str]
    labels: Sequence[str]
    result: Result


class Touched(NamedTuple):
    """The effect of an entry of the log on one line."""

    line: int
    passage: str
    whole: bool  # whether nothing of the line stays


class Judged(NamedTuple):
    """A removed line, and the verdict of its label."""

    rule: str
    group: str
    verdict: str
    passage: str
    domain: str
    is_unseen: bool


class Tally:
    """Right and wrong removals by rule."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        """Start the counts for these rules."""
        self._rules = rules
        self._found: dict[str, dict[tuple[str, ...], Judged]] = {name: {} for name in rules}
        self.content = Counter[str]()  # by group: words of content lines
        self.lost = Counter[tuple[str, str]]()  # by group and "policy" or "content": the removed ones among them

    def judge(self, case: Cleaned) -> Iterator[Judged]:
        """Count the removed lines of one text, and yield the verdict of each."""
        for entry in case.result.removals:
            if self._rules[entry.rule].stage == "remove" and self._counts(entry):
                for touched in _touched(entry, case.lines):
                    passage, verdict = touched.passage, _verdict(case, touched)
                    judged = Judged(entry.rule, case.group, verdict, passage, case.record.domain, case.is_unseen)
                    yield self._added(judged, (_SET.split(case.group)[0], case.record.page, *words(passage)))

    def judge_edits(self, record: Mistakes, result: Result, *, is_unseen: bool) -> Iterator[Judged]:
        """Count the edits inside lines of one text, and yield the verdict of each."""
        wanted = word_edits(record.text, record.gold)
        for entry in result.applied:
            if self._rules[entry.rule].stage == "mend" and self._counts(entry):
                made = word_edits(record.text, apply(record.text, [entry]))
                is_right = result.text.split() == record.gold.split() or made <= wanted
                is_open = not made or any(edit.old in record.unjudged for edit in made - wanted)
                verdict = "undecided" if is_open else "right" if is_right else "wrong"
                change = f"{entry.removed} → {entry.replacement}"
                judged = Judged(entry.rule, record.group, verdict, change, record.domain, is_unseen)
                yield self._added(judged, (record.group, record.text, str(entry.start)))

    def _added(self, judged: Judged, key: tuple[str, ...]) -> Judged:
        found = self._found[judged.rule]
        found[key] = min(found.get(key, judged), judged, key=lambda one: VERDICTS.index(one.verdict))
        return judged

    def weigh(self, case: Cleaned) -> None:
        """Count the words of content, and the removed ones among them."""
        content = (line for line, label in zip(case.lines, case.labels, strict=True) if label == "c")
        self.content[case.group] += sum(len(words(line)) for line in content)
        for entry in case.result.applied:
            gone = Counter[str]()
            for part in _touched(entry, case.lines):
                if case.labels[part.line] == "c":
                    kind = policy.kind(part.passage, case.title)
                    gone["policy" if kind else "content"] += len(words(part.passage))
            written = len(words(entry.replacement))
            for kind, size in gone.items():
                self.lost[case.group, kind] += max(0, size - written)

    def _counts(self, entry: Removal) -> bool:
        return entry.status == ("reported" if self._rules[entry.rule].level == "report" else "applied")

    def measured(self) -> dict[str, Measured]:
        """Return the counts of each rule; those of the scorer, on text and on pages, are out of fold."""
        counts = {
            rule: Measured(_counts(found.values()), _counts(judged for judged in found.values() if judged.is_unseen))
            for rule, found in self._found.items()
        }
        fitted = Counts(*map(sum, zip(load("text").measured, load("html").measured, strict=True)))
        return {**counts, FITTED: Measured(fitted, fitted)}

    def lowest_fold(self) -> dict[str, Counts]:
        """Return the counts of each rule on the fold of domains with its lowest precision."""
        lowest = {}
        for rule, found in self._found.items():
            folds: list[list[Judged]] = [[] for _ in range(FOLDS)]
            for judged in found.values():
                folds[_fold(judged.domain)].append(judged)
            lowest[rule] = min(map(_counts, folds), key=lambda counts: (counts.precision, -counts.judged))
        return {**lowest, FITTED: self.measured()[FITTED].pages}


def _verdict(case: Cleaned, touched: Touched) -> str:
    label = case.labels[touched.line] if touched.whole else Gold(case.record.gold).label(touched.passage)
    if label == "c":
        return "policy" if policy.kind(touched.passage, case.title) else "wrong"
    return "right" if label == "b" and case.record.trusts_extra else "undecided"


def _counts(found: Iterable[Judged]) -> Counts:
    judged = list(found)
    verdicts = Counter(one.verdict for one in judged)
    right, wrong, by_habit, undecided = (verdicts[name] for name in ("right", "wrong", "policy", "undecided"))
    return Counts(right, wrong, by_habit, undecided, len({one.domain for one in judged}))


def _fold(domain: str) -> int:
    return int(sha256(f"fold:{domain}".encode()).hexdigest(), 16) % FOLDS


def _touched(entry: Removal, lines: Sequence[str]) -> Iterator[Touched]:
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    for index in range(bisect_right(starts, entry.start) - 1, len(lines)):
        start = starts[index]
        if start >= entry.end:
            return
        line = lines[index]
        passage = line[max(0, entry.start - start) : entry.end - start]
        if words(passage):
            yield Touched(index, passage, whole=len(words(passage)) == len(words(line)))
