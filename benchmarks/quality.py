"""Measure what cleantext gains and what it breaks, on labelled articles.

    python benchmarks/quality.py FOLDER… [--unseen FOLDER…] [--limit N] [--show wrong] [--write] [--docs FILE]

FOLDER is a checkout of scrapinghub/article-extraction-benchmark, of Murrough-Foley/web-content-extraction-benchmark
(WCXB) or of adbar/trafilatura, or a folder of labelled lines; `sources.py` describes how each is recognised. `--unseen`
takes folders that nobody had seen when the rules were written. It prints F1, precision, recall and exact pages before
and after cleaning, words of content lost, and for each rule the lines that it removed rightly and wrongly (`tally.py`
explains the counts). `--write` puts those into `cleantext/rules/measured.json`, from which each removal's `confidence`
comes; `--docs` puts the tables into a page.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import tables
from measures import Figures, Gold, Match, average, holds, match, words
from sources import Mistakes, Page, Prose, Record, Snippets, Text, html, records
from tally import FITTED, VERDICTS, Cleaned, Judged, Tally

from cleantext import Cleaner, Result, shipped
from cleantext.core.edits import Level

ROOT = Path(__file__).parent.parent
MEASURED = ROOT / "cleantext" / "rules" / "measured.json"


class GroupFigures(NamedTuple):
    """The figures of one group of pages."""

    group: str
    before: Figures
    after: Figures
    content: int  # words
    lost_policy: int
    lost_content: int


class Report:
    """The measurements of one run."""

    def __init__(self, show: str | None = None) -> None:
        """Start with no counts. show: the verdict whose lines are printed."""
        self._show = show
        # On the pages that it was fitted to, its figures would be too good; those of docs/scorer.md are out of fold.
        self._cleaner = Cleaner(disable=[FITTED])
        thorough = any(rule.level == "thorough" for rule in self._cleaner.rules.values())
        self._thorough = Cleaner(level="thorough", disable=[FITTED]) if thorough else None
        self._is_unseen = False
        self.tally = Tally(self._cleaner.rules)
        self._matches = defaultdict[str, list[tuple[Match, Match]]](list)
        self.snippets = defaultdict[str, Counter[str]](Counter)
        self.prose = defaultdict[str, Counter[str]](Counter)
        self.harm = Counter[str]()  # by rule: edits of prose

    def add(self, record: Record, *, is_unseen: bool) -> None:
        """Clean and count one record; is_unseen: whether nobody had seen it when the rules were written."""
        self._is_unseen = is_unseen
        if isinstance(record, Text):
            self._text(record, record.group, None)
            if record.title:
                self._text(record, f"{record.group}, title known", record.title)
        elif isinstance(record, Page):
            self._page(record)
        elif isinstance(record, Snippets):
            self._snippets(record)
        elif isinstance(record, Mistakes):
            judged = self.tally.judge_edits(record, self._cleaner(record.text), is_unseen=is_unseen)
            self._print(judged)
        else:
            self._prose(record)

    def _text(self, record: Text, group: str, title: str | None) -> None:
        source = "\n".join(record.lines)
        result = self._cleaner(source, title=title)
        self._matches[group].append((match(record.gold, source), match(record.gold, result.text)))
        case = Cleaned(group, record, title, self._is_unseen, record.lines, record.labels, result)
        self.tally.weigh(case)
        self._judge(case)
        if self._thorough:
            self._judge(case._replace(result=_of_level(self._thorough(source, title=title), "thorough")))

    def _page(self, record: Page) -> None:
        from trafilatura import extract  # half a second

        page, group = html(record.html), f"{record.group} (HTML)"
        result = self._cleaner.html(page, record.url)
        bare = extract(page, include_comments=False) or ""
        self._matches[group].append((match(record.gold, bare), match(record.gold, result.text)))
        lines, gold = (result.source or "").split("\n"), Gold(record.gold)
        labels = [record.labels.get(tuple(words(line))) or gold.label(line) for line in lines]
        case = Cleaned(group, record, result.title, self._is_unseen, lines, labels, result)
        self.tally.weigh(case)
        self._judge(case)

    def _judge(self, case: Cleaned) -> None:
        self._print(self.tally.judge(case))

    def _print(self, found: Iterable[Judged]) -> None:
        for line in found:
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

    def rows(self) -> Iterator[GroupFigures]:
        """Yield the figures of each group of articles."""
        for group, pairs in self._matches.items():
            before, after = (average([pair[side] for pair in pairs]) for side in (0, 1))
            lost = (self.tally.lost[group, kind] for kind in ("policy", "content"))
            yield GroupFigures(group, before, after, self.tally.content[group], *lost)

    def doubtful(self) -> list[str]:
        """Return the rules of the level `safe` that fall short, and have no waiver."""
        return [
            f"{name} is safe, but: {measured.shortfall}; mend it, or give it a waiver or another level"
            for name, measured in self.tally.measured().items()
            if measured.shortfall and self._cleaner.rules[name].level == "safe" and not self._cleaner.rules[name].waiver
        ]


def _of_level(result: Result, level: Level) -> Result:
    """Return the result with only the entries that rules of a level made."""
    rules = shipped.rules()
    return replace(result, removals=tuple(entry for entry in result.removals if rules[entry.rule].level == level))


def main() -> None:
    """Run the command."""
    options = _options()
    report = Report(options.show)
    for folder in (*options.folders, *options.unseen):
        for record in islice(records(folder), options.limit):
            report.add(record, is_unseen=folder in options.unseen)
    figures = tables.everything(report)
    print(figures)
    for warning in report.doubtful():
        print(f"WARNING: {warning}", file=sys.stderr)
    if options.write:
        MEASURED.write_text(tables.measured(report), "utf-8")
    if options.docs:
        options.docs.write_text(tables.inserted(options.docs.read_text("utf-8"), figures), "utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument(
        "--unseen", nargs="+", type=Path, default=[], metavar="FOLDER", help="pages nobody had looked at"
    )
    parser.add_argument("--limit", type=int, metavar="N", help="the first N records of each folder")
    parser.add_argument("--show", choices=VERDICTS, help="print the lines of that verdict")
    parser.add_argument("--write", action="store_true", help=f"write {MEASURED.relative_to(ROOT)}")
    parser.add_argument("--docs", type=Path, metavar="FILE", help="write the tables between the marks of that page")
    return parser.parse_args()


if __name__ == "__main__":
    main()
