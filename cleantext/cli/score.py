"""`cleantext rules score`: precision by rule, from marks that people made in reports."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleantext.cli import Status
from cleantext.cli.options import colour, marks_argument
from cleantext.cli.output import count, draw, show, tell

if TYPE_CHECKING:
    from cleantext.bulk import marks


@click.command()
@marks_argument
@click.option(
    "--as-fixtures",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Also write a test case for each mark.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a rule.")
@colour
def score(files: tuple[Path, ...], folder: Path | None, *, as_json: bool) -> Status:
    """Print each rule's precision by the marks that a report downloaded.

    Status 3 if no test case can be made of some marks; each is named.
    """
    from cleantext.bulk import marks  # with what it imports, 10 ms

    found, missed = marks.load(files)
    scores = marks.scores(found)
    if as_json:
        show(
            "".join(
                f"{json.dumps({**one._asdict(), 'precision': one.precision, 'at_least': one.at_least})}\n"
                for one in scores
            )
        )
    else:
        _table(scores)
    if missed:
        tell(f"{count(len(missed), 'missed passage')}: cleantext teach makes rules of them")
    return _cases(found, folder) if folder else Status.DONE


def _table(scores: Iterable["marks.Score"]) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column("rule", style="bold", no_wrap=True)
    for heading in ("v", "right", "wrong", "precision", "at least"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in scores:
        figures = (f"{one.right:,}", f"{one.wrong:,}", f"{one.precision:.3f}", f"{one.at_least:.3f}")
        table.add_row(one.rule, str(one.version), *figures)
    draw(table)


def _cases(found: Iterable["marks.Judgement"], folder: Path) -> Status:
    from cleantext.bulk import marks

    cases = list(marks.as_fixtures(found, folder))
    for mark, path, problem in cases:
        if path is None:
            tell(f"{mark.file}, record {mark.record}, {mark.rule} at {mark.start}: {problem}")
    written = [case for case in cases if case.path]
    tell(f"{folder}: {count(len(written), 'case')}")
    return Status.DONE if len(written) == len(cases) else Status.SOME_FAILED
