"""`cleantext learn`: make a site pack from a corpus."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleantext.cli import Status
from cleantext.cli.options import input_format
from cleantext.cli.output import count, tell
from cleantext.core.packs import is_site_pack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleantext.bulk.layout import Input
    from cleantext.bulk.options import Options
    from cleantext.sites import shares


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("inputs", metavar="INPUT…", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE.pack", required=True, help="Where the pack goes.")
@click.option("--text-field", "text", metavar="NAME", help="The field with the text; a.b is b inside a. Default: text.")
@click.option("--html-field", "html", metavar="NAME", help="The field with a page, which is extracted first.")
@click.option(
    "--url-field", "url", metavar="NAME", help="The field with the address, which says the site. Default: url."
)
@click.option("--site-field", "site", metavar="NAME", help="The field with the site, where there is no address.")
@click.option("--site", "one_site", metavar="NAME", help="The site that all records are of, such as example.org.")
@click.option("--date-field", "day", metavar="NAME", help="The field with the date: 2024-05-31, and what follows.")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes. Default: one for each core.")
@input_format
def learn(
    inputs: tuple[str, ...],
    *,
    output: str,
    text: str | None,
    html: str | None,
    url: str | None,
    site: str | None,
    one_site: str | None,
    day: str | None,
    workers: int | None,
    kind: str,
) -> Status:
    """Learn what sites repeat on their pages, for `cleantext run --packs` and the rule site_repeat.

    An INPUT is what `cleantext run` takes, or a pack, whose counts are added. The pack is text, with a line for each
    line that goes: read it, and delete lines that should stay. A site needs ten pages or more; dates help to find more.
    """
    if sum(map(bool, (url, site, one_site))) > 1:
        raise click.UsageError("--url-field, --site-field and --site exclude each other; choose one")
    packs = [name for name in inputs if is_site_pack(name)]
    corpora = [name for name in inputs if name not in packs]
    from cleantext.bulk.files import whole
    from cleantext.bulk.options import Options
    from cleantext.bulk.peek import is_siteless
    from cleantext.bulk.record import Fields
    from cleantext.core.learned import dump, load
    from cleantext.sites import shares
    from cleantext.sites.counts import Counts
    from cleantext.sites.packs import merge, sites_of

    # The date takes the place of a record's id: `Values` has no other field for it.
    options = Options(fields=Fields(text=text, html=html, url=url, site=site), id=day)
    with Counts() as counts:
        sources = list(_sources(corpora, Path(output), kind, options))
        if sources and not (url or site or one_site) and is_siteless(sources, options):
            raise click.UsageError("no record says which site it is from; name --url-field, --site-field or --site")
        task = shares.Task(sources, options, one_site)
        failed = _tell_problems(shares.count(task, counts, workers or os.cpu_count() or 1))
        merged = merge([*map(load, packs), sites_of(counts)])
    if not merged:
        tell("no page with a site there; --url-field, --site-field or --site say what it is")
        return Status.NOTHING_DONE
    with whole(Path(output)) as file:
        file.write(dump(merged.values()).encode())
    learned = sum(len(entry.lines) for entry in merged.values())
    pages = sum(entry.pages for entry in merged.values())
    tell(f"{count(pages, 'page')} of {count(len(merged), 'site')}: {count(learned, 'line')} in {output}")
    return Status.SOME_FAILED if failed else Status.DONE


def _sources(names: list[str], output: Path, kind: str, options: "Options") -> "Iterator[Input]":
    """Return the inputs; two may have the same name. Raises SettingsError for missing fields."""
    from cleantext.bulk.inputs import Search, checked_kind, skipped_files
    from cleantext.bulk.peek import check

    for name in names:
        search = Search((name,), output, checked_kind(kind))
        sources = list(search)
        check(sources, options)
        if search.skipped:
            tell(skipped_files(search.skipped))
        yield from sources


def _tell_problems(problems: "shares.Problems") -> int:
    """Print what could not be counted, and return the number of these records."""
    for line in problems.messages:
        tell(line)
    if problems.number > len(problems.messages):
        tell(f"{problems.number - len(problems.messages):,} more records could not be counted")
    return problems.number
