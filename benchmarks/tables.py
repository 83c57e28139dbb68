"""The measurements, as Markdown and as `measured.json`."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cleantext import shipped
from cleantext.core.measured import Counts
from cleantext.core.rule import Stage

if TYPE_CHECKING:
    from quality import Report

START, END = "<!-- figures -->\n", "<!-- end of figures -->\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; the columns behind the first are set flush right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def everything(report: "Report") -> str:
    """Return all figures of a run, under headings of the third level."""
    parts = {
        "Articles": _articles(report),
        "Rules that remove": _rules(report, "remove"),
        "Rules that mend": _rules(report, "mend"),
        "Snippets": _snippets(report),
        "Edited prose": _prose(report),
    }
    return "\n".join(f"### {heading}\n\n{text}" for heading, text in parts.items() if text)


def _articles(report: "Report") -> str:
    head = (
        "input",
        "pages",
        "F1",
        "precision",
        "recall",
        "exact pages",
        "words of policy lost",
        "words of content lost",
    )
    rows = [
        (
            row.group,
            f"{row.after.pages:,}",
            f"{row.before.f1:.4f} → {row.after.f1:.4f}",
            f"{row.before.precision:.4f} → {row.after.precision:.4f}",
            f"{row.before.recall:.4f} → {row.after.recall:.4f}",
            f"{row.before.exact:.3f} → {row.after.exact:.3f}",
            _percent(row.lost_policy, row.content, 3),
            f"{row.lost_content:,} of {row.content:,}, {_percent(row.lost_content, row.content, 3)}",
        )
        for row in report.rows()
    ]
    return table(head, rows) if rows else ""


def _rules(report: "Report", stage: Stage) -> str:
    rules, lowest = shipped.rules(), report.tally.lowest_fold()
    head = (
        "rule",
        "level",
        "all pages",
        "domains",
        "unseen pages",
        "domains",
        "lowest fold",
        "at least",
        "lacks",
    )
    rows = [
        (
            rule,
            rules[rule].level,
            _counted(measured.pages),
            str(measured.pages.domains),
            _counted(measured.unseen),
            str(measured.unseen.domains),
            f"{lowest[rule].right} of {lowest[rule].judged}",
            f"{measured.evidence.at_least:.2f}" if measured.evidence.judged else "",
            measured.shortfall,
        )
        for rule, measured in report.tally.measured().items()
        if rules[rule].stage == stage
    ]
    return table(head, rows) if any(sum(measured.pages) for measured in report.tally.measured().values()) else ""


def _counted(counts: Counts) -> str:
    """Return right, wrong, policy and undecided."""
    return f"{counts.right:,} / {counts.wrong} / {counts.policy} / {counts.undecided:,}"


def _snippets(report: "Report") -> str:
    head = ("set and language", "must stay, lost", "must go, gone", "F1")
    rows = [
        (
            name,
            f"{row['stay before'] - row['stay after']} of {row['stay before']:,}",
            f"{row['go before'] - row['go after']} of {row['go before']:,}",
            f"{_snippet_f1(row, 'before'):.4f} → {_snippet_f1(row, 'after'):.4f}",
        )
        for name, row in sorted(report.snippets.items(), key=lambda item: -item[1]["stay"])
        if row["go before"]
    ]
    return table(head, rows) if rows else ""


def _snippet_f1(row: Counter[str], state: str) -> float:
    """Return F1 as trafilatura's own evaluation computes it."""
    return 2 * row[f"stay {state}"] / max(1, row[f"stay {state}"] + row[f"go {state}"] + row["stay"])


def _prose(report: "Report") -> str:
    head = ("language", "words", "edits", "edits per million words")
    rows = [
        (language, f"{row['words']:,}", str(row["edits"]), f"{1e6 * row['edits'] / max(1, row['words']):.1f}")
        for language, row in sorted(report.prose.items())
    ]
    by_rule = ", ".join(f"{rule} {count}" for rule, count in report.harm.most_common())
    return f"{table(head, rows)}\nBy rule: {by_rule or 'none'}.\n" if rows else ""


def _percent(part: int, whole: int, digits: int) -> str:
    return f"{100 * part / max(1, whole):.{digits}f} %"


def measured(report: "Report") -> str:
    """Return the text of `measured.json`."""
    about = (
        "What each rule removed on labelled articles, as benchmarks/quality.py --write counted it; docs/quality.md "
        "says how. A removed line counts once for each page: wrong if a label says content, policy if it is content on "
        "which annotators differ, right if the label says boilerplate and can be trusted, else undecided."
    )
    rules = {
        name: {
            "version": shipped.rules()[name].version,
            "pages": found.pages._asdict(),
            "unseen": found.unseen._asdict(),
        }
        for name, found in report.tally.measured().items()
        if sum(found.pages)
    }
    rows = ",\n".join(f"  {json.dumps(name)}: {json.dumps(row)}" for name, row in rules.items())
    return f'{{\n "about": {json.dumps(about)},\n "rules": {{\n{rows}\n }}\n}}\n'


def inserted(page: str, figures: str) -> str:
    """Return the page with the figures between its marks. Raises SystemExit where it has none."""
    before, start, rest = page.partition(START)
    _, end, behind = rest.partition(END)
    if not (start and end):
        raise SystemExit(f"the page has no line {START.strip()!r}, or behind it none {END.strip()!r}: write them")
    return f"{before}{start}\n{figures}\n{end}{behind}"
