"""`cleantext learn`: from a corpus to a site pack."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleantext.cli import Status
from cleantext.cli.output import count, tell
from cleantext.core.packs import is_site_pack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleantext.bulk.layout import Input
    from cleantext.bulk.listen import Heard
    from cleantext.bulk.options import Options
    from cleantext.sites.counts import Counts

MOST_TOLD = 5
YEAR_LETTERS = 10  # 2024-05-31


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("inputs", metavar="INPUT…", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE.pack", required=True, help="Where the pack goes.")
@click.option("--text-field", "text", metavar="NAME", help="The field with the text; a.b is b inside a. Default: text.")
@click.option("--html-field", "html", metavar="NAME", help="The field with a page, which is extracted first.")
@click.option("--url-field", "url", metavar="NAME", help="The field with the address, which says what the site is.")
@click.option("--site-field", "site", metavar="NAME", help="The field with the site, where there is no address.")
@click.option("--site", "one_site", metavar="NAME", help="The site that all records are of, such as example.org.")
@click.option("--date-field", "day", metavar="NAME", help="The field with the date: 2024-05-31, and what follows.")
@click.option("--format", "kind", metavar="FORMAT", default="", help="The format of all inputs, whatever their names.")
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
    kind: str,
) -> Status:
    """Learn what sites repeat on their pages, for `cleantext run --pack` and the rule site_repeat.

    An INPUT is what `cleantext run` takes, or a pack, whose counts are added. The pack is text, one line for each line
    that goes: read it, and delete what shall stay. Ten pages of a site are the least; dates make it find more.
    """
    if sum(map(bool, (url, site, one_site))) > 1:
        raise click.UsageError("--url-field, --site-field and --site exclude each other; choose one")
    packs = [name for name in inputs if is_site_pack(name)]
    corpora = [name for name in inputs if name not in packs]
    from cleantext.bulk.files import whole
    from cleantext.bulk.options import Options
    from cleantext.bulk.record import Fields
    from cleantext.core.learned import dump, load
    from cleantext.sites.counts import Counts
    from cleantext.sites.packs import merge, sites_of

    # The date comes along as a record's id does, and the site in the place of a language: `Values` has no other.
    options = Options(fields=Fields(text=text, html=html, url=url, languages=site), id=day)
    with Counts() as counts:
        failed = _read(list(_sources(corpora, Path(output), kind, options)), options, one_site, counts)
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
    """The inputs; two of one name are no matter here. Raises SettingsError for fields that are not there."""
    from cleantext.bulk.inputs import Search, checked_kind, told
    from cleantext.bulk.peek import check

    for name in names:
        search = Search((name,), output, checked_kind(kind))
        sources = list(search)
        check(sources, options)
        if search.skipped:
            tell(told(search.skipped))
        yield from sources


def _read(sources: "list[Input]", options: "Options", site: str | None, counts: "Counts") -> int:
    """Count all records; how many could not be."""
    from cleantext.bulk.listen import records

    failed = 0
    for source in sources:
        for heard in records(source, options):
            problem = _counted(heard, site, counts)
            failed += bool(problem)
            if problem and failed <= MOST_TOLD:
                tell(f"{heard.file}{'' if heard.record is None else f', record {heard.record:,}'}: {problem}")
    if failed > MOST_TOLD:
        tell(f"{failed - MOST_TOLD:,} more records could not be counted")
    return failed


def _counted(heard: "Heard", site: str | None, counts: "Counts") -> str:
    """Count a record; why that was not possible, or ""."""
    if heard.values is None:
        return heard.error
    from cleantext.core.learned import site_of

    url, own, source = heard.values.url, heard.values.language, heard.values.source
    name = site or (own if isinstance(own, str) else site_of(url) if isinstance(url, str) else None)
    if not name:
        return "no site: the field is empty, or no address"
    day = heard.values.id
    if heard.fields.html and isinstance(source, str | bytes):
        from cleantext.html import extract

        page = extract(source, url if isinstance(url, str) else None)
        source, day = page.text, day or page.date
    if not isinstance(source, str):
        return f"the text is no string but {type(source).__name__}"
    counts.add(name, source, _day(day))
    return ""


def _day(value: object) -> int:
    """The day of a date as texts spell it; UNKNOWN for anything else."""
    from cleantext.sites.counts import UNKNOWN

    try:
        return date.fromisoformat(str(value)[:YEAR_LETTERS]).toordinal()
    except ValueError:
        return UNKNOWN
