"""What each rule removed rightly and wrongly, and how many words of content were lost.

The counting rule: a removed line counts once for each page, by its words, however many extractors returned it and
whether or not the title was known. It is wrong if its label says content in any of them; right if it says
boilerplate, or a copy of what the page has twice; and left out if it is partly content (nobody judged which part).
Where a rule took a part of a line, the gold text decides about that part. A rule of the level `safe` is measured
on what it applied, a `thorough` one on what it applies there, and one that only reports on its reports.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from measures import Gold, words

from cleantext import Removal, Result, Rule

_VERDICTS = {"c": "wrong", "b": "right", "d": "right", "u": "open"}
_SET = re.compile(r"\W")  # a group is called after its set: "aeb/trafilatura", "aeb (HTML)"
_ORDER = ("wrong", "right", "open")  # the first that any extractor's label says


class Cleaned(NamedTuple):
    """A text, what is known about its lines, and what came of it."""

    group: str
    page: str
    gold: Gold
    lines: Sequence[str]
    labels: Sequence[str]
    result: Result


class Touched(NamedTuple):
    """What an entry of the log did to one line."""

    line: int
    passage: str
    whole: bool  # nothing of the line stays


class Judged(NamedTuple):
    """A removed line and what the label says."""

    rule: str
    group: str
    verdict: str
    passage: str


class Tally:
    """Right and wrong removals by rule."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        """Count for these rules, and of them for those that remove lines."""
        self._rules = {rule.id: rule for rule in rules.values() if rule.stage == "remove"}
        self._found: dict[str, dict[tuple[str, ...], str]] = {name: {} for name in self._rules}
        self.content = Counter[str]()  # by group: words of content lines
        self.lost = Counter[str]()  # by group: those of them that went

    def judge(self, case: Cleaned) -> Iterator[Judged]:
        """Count the removals of one cleaned text, and tell the verdict of each removed line."""
        for entry in case.result.removals:
            if self._counts(entry):
                yield from (self._judge(entry, case, touched) for touched in _touched(entry, case.lines))

    def weigh(self, case: Cleaned) -> None:
        """Count the words of content, and those of them that went."""
        content = (line for line, label in zip(case.lines, case.labels, strict=True) if label == "c")
        self.content[case.group] += sum(len(words(line)) for line in content)
        for entry in case.result.applied:
            gone = sum(
                len(words(part.passage)) for part in _touched(entry, case.lines) if case.labels[part.line] == "c"
            )
            self.lost[case.group] += max(0, gone - len(words(entry.replacement)))

    def _counts(self, entry: Removal) -> bool:
        rule = self._rules.get(entry.rule)
        return rule is not None and entry.status == ("reported" if rule.level == "report" else "applied")

    def _judge(self, entry: Removal, case: Cleaned, touched: Touched) -> Judged:
        label = case.labels[touched.line] if touched.whole else case.gold.label(touched.passage)
        verdict = _VERDICTS[label]
        key = (_SET.split(case.group)[0], case.page, *words(touched.passage))
        found = self._found[entry.rule]
        found[key] = min(found.get(key, verdict), verdict, key=_ORDER.index)
        return Judged(entry.rule, case.group, verdict, touched.passage)

    def counts(self) -> dict[str, dict[str, Counter[str]]]:
        """For each rule and each set of pages, how many lines went rightly, wrongly and undecided."""
        table: dict[str, dict[str, Counter[str]]] = {}
        for rule, found in self._found.items():
            by_set = defaultdict[str, Counter[str]](Counter)
            for key, verdict in found.items():
                by_set[key[0]][verdict] += 1
            table[rule] = dict(by_set)
        return table

    def totals(self) -> dict[str, tuple[int, int]]:
        """For each rule how many lines went rightly and wrongly, over all pages."""
        sums = {rule: sum(by_set.values(), Counter[str]()) for rule, by_set in self.counts().items()}
        return {rule: (verdicts["right"], verdicts["wrong"]) for rule, verdicts in sums.items()}


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
