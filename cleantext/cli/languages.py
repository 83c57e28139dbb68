"""`cleantext languages`: which languages have phrases, and how many."""

import click

from cleantext import shipped
from cleantext.cli import Status
from cleantext.cli.options import colour
from cleantext.cli.output import draw


@click.command()
@colour
def languages() -> Status:
    """List the languages that have phrases of their own.

    English phrases are searched for in every text, those of another language only in texts of that language.
    """
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False)
    table.add_column("code")
    table.add_column("language", style="bold")
    for name in ("rules", "phrases", "examples"):
        table.add_column(name, justify="right")
    for language in shipped.languages():
        counts = (len(language.phrases), sum(language.phrases.values()), language.examples)
        table.add_row(language.code, language.name, *(f"{number:,}" for number in counts))
    draw(table)
    return Status.DONE
