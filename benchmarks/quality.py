"""Measure what cleantext gains and what it breaks, on labelled articles.

    python benchmarks/quality.py FOLDER… [--limit N] [--show wrong] [--write] [--docs docs/quality.md]

FOLDER is a checkout of scrapinghub/article-extraction-benchmark, of Murrough-Foley/web-content-extraction-benchmark
(WCXB) or of adbar/trafilatura, or a folder of labelled lines; `sources.py` says how each is known. Printed are F1,
precision, recall and exact pages before and after cleaning, words of content lost, and for each rule the lines that
it removed rightly and wrongly (`tally.py` says how they are counted). `--write` puts those into
`cleantext/rules/measured.json`, from which each removal's `confidence` comes; `--docs` puts the tables into a page.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import tables
from measures import Figures, Gold, Match, average, holds, match
from sources import Page, Prose, Record, Snippets, Text, html, read
from tally import Cleaned, Tally

from cleantext import Cleaner, Result
from cleantext.core import registry
from cleantext.core.edits import Level

ROOT = Path(__file__).parent.parent
MEASURED = ROOT / "cleantext" / "rules" / "measured.json"
# A rule that is `safe` must be right in this share, once so many of its removals were judged.
PRECISION, ENOUGH = 0.97, 30


class Row(NamedTuple):
    """The figures of one group of pages."""

    group: str
    before: Figures
    after: Figures
    content: int  # words
    lost: int


class Report:
    """Everything that is measured in one run."""

    def __init__(self, show: str | None = None) -> None:
        """show: the verdict whose lines are printed."""
        self._show = show
        self._cleaner = Cleaner()
        thorough = any(rule.level == "thorough" for rule in self._cleaner.rules.values())
        self._thorough = Cleaner(level="thorough") if thorough else None
        self.tally = Tally(self._cleaner.rules)
        self._matches = defaultdict[str, list[tuple[Match, Match]]](list)
        self.snippets = defaultdict[str, Counter[str]](Counter)
        self.prose = defaultdict[str, Counter[str]](Counter)
        self.harm = Counter[str]()  # by rule: edits of prose

    def add(self, record: Record) -> None:
        """Clean and count one record."""
        if isinstance(record, Text):
            self._text(record, record.group, None)
            if record.title:
                self._text(record, f"{record.group}, title known", record.title)
        elif isinstance(record, Page):
            self._page(record)
        elif isinstance(record, Snippets):
            self._snippets(record)
        else:
            self._prose(record)

    def _text(self, record: Text, group: str, title: str | None) -> None:
        source = "\n".join(record.lines)
        result = self._cleaner(source, title=title)
        self._matches[group].append((match(record.gold, source), match(record.gold, result.text)))
        case = Cleaned(group, record.page, Gold(record.gold), record.lines, record.labels, result)
        self.tally.weigh(case)
        self._judge(case)
        if self._thorough:
            self._judge(case._replace(result=_of_level(self._thorough(source, title=title), "thorough")))

    def _page(self, record: Page) -> None:
        from trafilatura import extract  # half a second

        page, group, gold = html(record.html), f"{record.group} (HTML)", Gold(record.gold)
        result = self._cleaner.html(page, record.url)
        bare = extract(page, include_comments=False) or ""
        self._matches[group].append((match(record.gold, bare), match(record.gold, result.text)))
        lines = (result.source or "").split("\n")
        case = Cleaned(group, record.page, gold, lines, [*map(gold.label, lines)], result)
        self.tally.weigh(case)
        self._judge(case)

    def _judge(self, case: Cleaned) -> None:
        for line in self.tally.judge(case):
            if line.verdict == self._show:
                print(f"{line.rule:20} {line.group:32} {line.passage[:160]!r}")

    def _snippets(self, record: Snippets) -> None:
        result = self._cleaner.html(html(record.html)) if record.html else self._cleaner(record.text)
        before = (result.source or "") if record.html else record.text
        for kind, snippets in (("stay", record.stays), ("go", record.goes)):
            there, left = holds(before, snippets), holds(result.text, snippets)
            for language in ("all", record.language):
                counts = self.snippets[f"{record.group}, {language}"]
                counts.update({kind: len(snippets), f"{kind} before": sum(there), f"{kind} after": sum(left)})

    def _prose(self, record: Prose) -> None:
        result = self._cleaner(record.text)
        for language in ("all", record.language):
            self.prose[language].update(words=len(record.text.split()), edits=len(result.applied))
        self.harm.update(entry.rule for entry in result.applied)

    def rows(self) -> Iterator[Row]:
        """The figures of each group of articles."""
        for group, pairs in self._matches.items():
            before, after = (average([pair[side] for pair in pairs]) for side in (0, 1))
            yield Row(group, before, after, self.tally.content[group], self.tally.lost[group])

    def doubtful(self) -> list[str]:
        """The rules of the level `safe` that are not right often enough."""
        counts = self.tally.totals()
        return [
            f"{name} is safe, but only {100 * right / (right + wrong):.1f} % of {right + wrong} removals were right"
            for name, (right, wrong) in counts.items()
            if self._cleaner.rules[name].level == "safe"
            and right + wrong >= ENOUGH
            and right < PRECISION * (right + wrong)
        ]


def _of_level(result: Result, level: Level) -> Result:
    """The result with only those entries that rules of a level made."""
    rules = registry.shipped()
    return replace(result, removals=tuple(entry for entry in result.removals if rules[entry.rule].level == level))


def main() -> None:
    """Run the command."""
    options = _options()
    report = Report(options.show)
    for folder in options.folders:
        for record in islice(read(folder), options.limit):
            report.add(record)
    told = tables.everything(report)
    print(told)
    for warning in report.doubtful():
        print(f"WARNING: {warning}", file=sys.stderr)
    if options.write:
        MEASURED.write_text(tables.measured(report), "utf-8")
    if options.docs:
        options.docs.write_text(tables.inserted(options.docs.read_text("utf-8"), told), "utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--limit", type=int, metavar="N", help="the first N records of each folder")
    parser.add_argument("--show", choices=["wrong", "right", "open"], help="print the lines of that verdict")
    parser.add_argument("--write", action="store_true", help=f"write {MEASURED.relative_to(ROOT)}")
    parser.add_argument("--docs", type=Path, metavar="FILE", help="write the tables between the marks of that page")
    return parser.parse_args()


if __name__ == "__main__":
    main()
