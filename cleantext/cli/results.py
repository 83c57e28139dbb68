"""The commands that read the output folder of a run: `cleantext stats`, `diff` and `restore`."""

import json
from typing import TYPE_CHECKING, Any

import click

from cleantext.cli import Status
from cleantext.cli.options import colour
from cleantext.cli.output import count, draw, one_line, show, tell, unknown_languages

if TYPE_CHECKING:
    from cleantext.bulk.compare import Comparison, Difference

_HELP = {"help_option_names": ["-h", "--help"]}
_SHOWN = 80


@click.command(context_settings=_HELP)
@click.argument("outdir", metavar="OUTDIR")
@click.option("--json", "as_json", is_flag=True, help="Write the summary as JSON.")
@click.option("--top", default=20, metavar="N", show_default=True, help="Rows of each table.")
@colour
def stats(outdir: str, *, as_json: bool, top: int) -> Status:
    """Show the totals of a run, and its removals by rule, by site and by file."""
    from cleantext.bulk import results

    summary = results.summary(outdir)
    if as_json:
        show(json.dumps(summary, indent=1) + "\n")
        return Status.DONE
    total = summary["total"]
    share = 100 * total["removed"] / total["characters"] if total["characters"] else 0.0
    aside = f", {total['set_aside']:,} of them set aside" if total.get("set_aside") else ""
    show(
        f"{count(total['records'], 'record')} cleaned, {total['changed']:,} changed, "
        f"{total['quarantined']:,} quarantined{aside}\n"
        f"{total['removed']:,} of {total['characters']:,} characters removed ({share:.1f} %)\n"
    )
    if summary["flags"]:
        show(f"flagged: {', '.join(f'{name} {records:,}' for name, records in summary['flags'].items())}\n")
    if summary["unknown_languages"]:
        show(f"{unknown_languages(summary['unknown_languages'])}\n")
    _table("rule", ("entries", "records", "removed", "reported"), summary["rules"], top)
    for name, groups in (("site", summary["sites"]), ("file", summary["files"])):
        _table(name, ("records", "changed", "quarantined", "removed", "characters"), groups, top)
    return Status.DONE


def _table(heading: str, names: tuple[str, ...], groups: dict[str, dict[str, int]], top: int) -> None:
    from rich import box
    from rich.table import Table

    if not groups:
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column(heading, style="bold", overflow="fold")
    for name in names:
        table.add_column(name, justify="right", no_wrap=True)
    ranked = sorted(groups.items(), key=lambda item: (-item[1]["removed"], item[0]))
    for key, counts in ranked[:top]:
        table.add_row(one_line(key), *(f"{counts[name]:,}" for name in names))
    show("\n")
    draw(table)
    if len(ranked) > top:
        show(f"… and {len(ranked) - top:,} more\n")


@click.command(context_settings=_HELP)
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object for each record that differs.")
@click.option(
    "--limit", default=20, metavar="N", show_default=True, help="How many records are shown; all are counted."
)
@colour
def diff(one: str, other: str, *, as_json: bool, limit: int) -> Status:
    """Compare two runs over the same inputs: which records differ, and by which rule. Status 1 if any do."""
    from cleantext.bulk.compare import Comparison, compare

    totals = Comparison()
    for number, difference in enumerate(compare(one, other, totals)):
        if as_json:
            show(json.dumps(_as_json(difference)) + "\n")
        elif number < limit:
            _show(difference)
    differing = totals.kinds.total()
    if not as_json:
        _show_totals(totals)
    return Status.CHANGES if differing else Status.DONE


def _as_json(difference: "Difference") -> dict[str, Any]:
    entries = {name: [entry._asdict() for entry in getattr(difference, name)] for name in ("lost", "gained")}
    return {**difference._asdict(), **entries}


def _show(difference: "Difference") -> None:
    name = f"{difference.file}:{difference.record}" + (f" ({difference.id})" if difference.id else "")
    show(f"{one_line(name)}: {difference.kind}\n")
    for sign, entries in (("-", difference.lost), ("+", difference.gained)):
        for entry in entries:
            passage = entry.removed.strip() or entry.removed
            short = passage if len(passage) <= _SHOWN else f"{passage[: _SHOWN - 1]}…"
            arrow = f" → {one_line(entry.replacement)}" if entry.replacement else ""
            show(f"  {sign} {entry.rule}: {one_line(short)}{arrow}\n")


def _show_totals(totals: "Comparison") -> None:
    differing = totals.kinds.total()
    show(f"{count(differing, 'record')} differ{'s' if differing == 1 else ''}, {totals.same:,} are the same\n")
    if totals.records:
        from rich import box
        from rich.table import Table

        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
        table.add_column("rule", style="bold")
        for heading in ("records", "only in A", "only in B"):
            table.add_column(heading, justify="right")
        for rule, number in sorted(totals.records.items(), key=lambda item: (-item[1], item[0])):
            table.add_row(rule, f"{number:,}", f"{totals.lost[rule]:,}", f"{totals.gained[rule]:,}")
        draw(table)


@click.command(context_settings=_HELP)
@click.argument("outdir", metavar="OUTDIR")
@click.option("-o", "--output", metavar="BACK", required=True, help="An empty or new folder for what comes back.")
def restore(outdir: str, output: str) -> Status:
    """Write the texts that went into a run again, from its output and its log alone."""
    from cleantext.bulk.back import restore as give_back

    restored = give_back(outdir, output)
    for problem in restored.problems:
        tell(problem)
    tell(f"{count(restored.records, 'record')} restored into {output}")
    return Status.SOME_FAILED if restored.problems else Status.DONE
