"""`cleantext report`: show a finished run as one page."""

from pathlib import Path

import click

from cleantext.cli import Status
from cleantext.cli.output import show

_SAMPLE, _MAX_SIZE = 1_000, 20


@click.command()
@click.argument("outdir", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The file to write; OUTDIR/report.html by default."
)
@click.option("--sample", type=click.IntRange(1), default=_SAMPLE, show_default=True, help="How many records it shows.")
@click.option(
    "--max-size",
    type=click.FloatRange(0, min_open=True),
    default=_MAX_SIZE,
    show_default=True,
    help="Megabytes it has at most.",
)
def report(outdir: Path, output: Path | None, sample: int, max_size: float) -> Status:
    """Write one HTML file on the finished run in OUTDIR: totals, and the texts side by side.

    It needs no network. Removals can be marked right or wrong in it, for `cleantext rules score`.
    """
    from cleantext.bulk.report import MEGABYTE, write  # this imports the readers of all formats: 180 ms

    target = output or outdir / "report.html"
    size = write(outdir, target, most=sample, size=int(max_size * MEGABYTE))
    show(f"{target}: {size / MEGABYTE:.1f} MB\n")
    return Status.DONE
