"""`cleantext run`: clean whole corpora on all cores."""

import os
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from cleantext.cli import INTERRUPTED, Status
from cleantext.cli.options import chosen, cleaning, input_format
from cleantext.cli.output import count, of_no_site, show, tell, unknown_languages

if TYPE_CHECKING:
    from cleantext.bulk.engines import Engine
    from cleantext.bulk.inputs import Search
    from cleantext.bulk.layout import Layout
    from cleantext.bulk.options import Options
    from cleantext.bulk.pool import Pool
    from cleantext.bulk.tally import Count, Tally

FIELDS = ("text", "html", "title", "url", "site", "language", "id")


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("inputs", metavar="INPUT…", nargs=-1, required=True)
@click.option("-o", "--output", metavar="OUTDIR", required=True, help="The folder for everything that comes out.")
@click.option("--resume", is_flag=True, help="Go on with a run that was stopped or killed.")
@click.option("--dry-run", is_flag=True, help="Print what would be read and written; write nothing.")
@click.option("--text-field", metavar="NAME", help="The field with the text; a.b is b inside a. Default: text.")
@click.option("--html-field", metavar="NAME", help="The field with a page, which is extracted first.")
@click.option("--title-field", metavar="NAME", help='The field with the headline; title if it is there, "" for none.')
@click.option("--url-field", metavar="NAME", help="The field with the address, which says the site; url if there.")
@click.option("--site-field", metavar="NAME", help="The field with the site, where the address does not say it.")
@click.option("--id-field", metavar="NAME", help="The field with the record's id, for the log.")
@click.option("--language-field", metavar="NAME", help="The field with the language's code; language if it is there.")
@click.option("--into", metavar="NAME", help="Put the clean text into this field, and leave the other as it is.")
@click.option("--delimiter", metavar="C", default="", help=r"The sign between the cells of CSV, such as ; or \t.")
@click.option("--quote", metavar="C", default='"', help='The sign around a cell of CSV; "" for nothing. Default: ".')
@click.option(
    "--escape", metavar="C", default="", help="The sign before a quote inside a cell. Default: it is doubled."
)
@input_format
@click.option("--to", metavar="FORMAT", default="", help="The format of the output: jsonl from csv, tsv or parquet.")
@cleaning
@click.option("--keep-failed", is_flag=True, help="Keep rows that cannot be cleaned in the output too, marked.")
@click.option("--min-words", type=int, default=0, metavar="N", help="Set aside records with fewer words left.")
@click.option(
    "--max-removed",
    type=float,
    default=1.0,
    metavar="SHARE",
    help="Set aside records that lose more of their text, such as 0.5.",
)
@click.option("--drop-flagged", is_flag=True, help="Set aside records that are cut, error pages, headlines, …")
@click.option("--limit", type=int, metavar="N", help="Clean the first N records only.")
@click.option(
    "--sample", type=float, default=1.0, metavar="SHARE", help="Clean this share of the records, such as 0.01."
)
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes. Default: one for each core.")
@click.option("--engine", type=click.Choice(["spark", "ray"]), help="Clean the chunks on a cluster.")
@click.option("--timeout", type=float, default=60.0, metavar="S", help="Seconds for one record. Default: 60.")
@click.option("--memory", type=int, default=1024, metavar="MB", help="Memory for one worker. Default: 1024.")
@click.option("--max-record", type=int, default=16, metavar="MB", help="The longest record that is read. Default: 16.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("--json-progress", is_flag=True, help="Print progress as JSON lines, for a supervisor.")
def run(
    inputs: tuple[str, ...],
    output: str,
    *,
    resume: bool,
    dry_run: bool,
    kind: str,
    workers: int | None,
    engine: str | None,
    quiet: bool,
    json_progress: bool,
    **given: Any,
) -> Status | int:
    """Clean whole corpora: folders and files of text, HTML, JSON lines, CSV, Parquet and WARC.

    An INPUT is a file, a folder, a pattern such as 'news/*.jsonl.gz', or a URL such as s3://bucket/folder. OUTDIR
    gets the same files cleaned, removals.jsonl.zst with all that was removed, quarantine.jsonl with the records that
    could not be cleaned, and summary.json. After Ctrl-C or a crash,
    --resume goes on.
    """
    if quiet and json_progress:
        raise click.UsageError("--quiet and --json-progress exclude each other; choose one")
    if workers and engine:
        raise click.UsageError(f"--workers counts processes here; how many {engine} has is a setting of {engine}'s")
    from cleantext.bulk import engines, peek
    from cleantext.bulk import inputs as finding
    from cleantext.bulk.layout import Layout

    if engine:
        engines.check(engine)

    options = _options(given)
    layout = Layout(Path(output))
    search = finding.Search(inputs, layout.root, finding.checked_kind(kind), options.to)
    numbers = _looked_at(search, options)
    if search.skipped and not quiet:
        tell(finding.skipped_files(search.skipped))
    if not numbers:
        tell("no files of a known format there; --format says which one they have")
        return Status.NOTHING_DONE
    known = options.cleaner().sites
    if known and not quiet and peek.is_siteless(search, options):
        tell(of_no_site(known))
    if dry_run:
        return _dry(search, numbers)
    mode = "quiet" if quiet else "json" if json_progress else ""
    return _run(layout, options, search, engine or workers or os.cpu_count() or 1, mode, resume=resume)


def _options(given: dict[str, Any]) -> "Options":
    from cleantext.bulk.options import Dialect, Options
    from cleantext.bulk.record import Fields

    dialect = Dialect(**{name: given.pop(name).replace("\\t", "\t") for name in ("delimiter", "quote", "escape")})
    named = {name: given.pop(f"{name}_field") for name in FIELDS}
    identity = named.pop("id")
    fields = Fields(**named, into=given.pop("into"))
    return Options(fields=fields, dialect=dialect, id=identity, **chosen(given)._asdict(), **given)


def _looked_at(search: "Search", options: "Options") -> Counter[str]:
    """Return how many inputs there are of each format. Raises SettingsError for missing fields or libraries."""
    from cleantext.bulk import peek

    numbers = Counter[str]()

    def counted() -> Iterator[Any]:
        for source in search:
            numbers[source.format] += 1
            yield source

    peek.check(counted(), options)
    return numbers


def _dry(search: "Search", numbers: Counter[str]) -> Status:
    for kind, number in sorted(numbers.items()):
        show(f"{kind}: {count(number, 'file')}\n")
    show(f"together {search.size / 1e6:,.1f} MB\n")
    for number, source in enumerate(search):
        if number == 10:  # noqa: PLR2004 - enough to see how it goes on
            show("…\n")
            break
        show(f"{source.path} → {search.outdir / source.output}\n")
    show("nothing was written\n")
    return Status.DONE


def _run(
    layout: "Layout", options: "Options", search: "Search", workers: int | str, mode: str, *, resume: bool
) -> Status | int:
    from cleantext.bulk import state
    from cleantext.bulk.pool import RunError
    from cleantext.bulk.runner import Run
    from cleantext.bulk.watch import watching

    if not resume:
        state.check_empty(layout)
    with state.locked(layout):
        (state.resume if resume else state.begin)(layout, options, search)
        if layout.summary.exists():
            tell(f"{layout.root}: the run is finished already")
            return _status(_tally(layout).total)
        try:
            with _terminable():
                pool = _pool(workers, options, layout.root)
                with Run(layout, options, pool) as current, watching(mode) as watch:
                    for progress in current.steps():
                        watch(progress)
                    watch(progress, is_last=True)
        except KeyboardInterrupt:
            tell("stopped; the same command with --resume goes on from here")
            return INTERRUPTED
        except RunError as error:
            tell(f"{error}; what is done is kept, the same command with --resume goes on")
            return Status.NOTHING_DONE
    if mode != "quiet":
        tell(_summary_line(_tally(layout), layout))
    return _status(progress.total)


def _pool(workers: int | str, options: "Options", root: Path) -> "Pool | Engine":
    from cleantext.bulk.engines import ENGINES, Engine
    from cleantext.bulk.pool import Pool

    if isinstance(workers, str):
        return Engine(ENGINES[workers](), options, root)
    return Pool(workers, options.cleaner(), options, root)


@contextmanager
def _terminable() -> Iterator[None]:
    """Let SIGTERM stop the run as Ctrl-C does."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _tally(layout: "Layout") -> "Tally":
    from cleantext.bulk.results import summary
    from cleantext.bulk.tally import Tally

    return Tally.from_dict(summary(layout.root))


def _summary_line(tally: "Tally", layout: "Layout") -> str:
    total = tally.total
    share = 100 * total.removed / total.characters if total.characters else 0.0
    parts = [
        f"{count(total.records, 'record')} cleaned",
        f"{total.changed:,} changed",
        f"{share:.1f} % of the text removed",
    ]
    if total.quarantined:
        aside = f", {total.set_aside:,} of them set aside" if total.set_aside else ""
        parts.append(f"{total.quarantined:,} in {layout.quarantine}{aside}")
    if tally.unknown_languages:
        parts.append(unknown_languages(tally.unknown_languages))
    return ", ".join(parts)


def _status(total: "Count") -> Status:
    if total.quarantined > total.set_aside:
        return Status.SOME_FAILED if total.records or total.set_aside else Status.NOTHING_DONE
    return Status.DONE
