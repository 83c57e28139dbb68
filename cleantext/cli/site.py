"""`cleantext site`: show what a site file does to a page."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from cleantext.cli import Status, views
from cleantext.cli.files import Source
from cleantext.cli.options import colour
from cleantext.cli.output import draw, in_colour, one_line, show
from cleantext.core.errors import SettingsError, nearest
from cleantext.core.rule import LEVELS

if TYPE_CHECKING:
    from cleantext.api import Cleaner
    from cleantext.core.edits import Level, Removal, Result
    from cleantext.core.packs import Pack
    from cleantext.core.site_file import SiteFile


class Entry(NamedTuple):
    """A line of a site file, and how often a page holds what it names."""

    table: str  # and key: "exact.tail", "page.drop", "comment_form.block"
    entry: str
    found: int  # lines, elements or hits


@click.group()
def site() -> None:
    """Rules for a site, written by hand."""


@site.command("try")
@click.argument("file", metavar="FILE.toml", type=click.Path())
@click.argument("pages", metavar="PAGE…", nargs=-1, required=True, type=click.Path())
@click.option("--site", "name", metavar="NAME", help="The site that the pages are of, where the file is of several.")
@click.option("--level", type=click.Choice(LEVELS), default="safe", show_default=True, help="How much goes.")
@colour
def try_file(file: str, pages: tuple[str, ...], *, name: str | None, level: "Level") -> Status:
    """Show what a site file does to pages or texts of its site.

    For each page: the number of matches of each entry of the file (0: it has no effect there), the removals by the
    file, and a diff of the clean text without and with it.
    """
    from cleantext import Cleaner, registry
    from cleantext.core import packs

    pack = packs.load(file, registry.known())
    chosen = _chosen(file, pack, name)
    with_file, without = Cleaner(level=level, packs=[file], site=chosen.name), Cleaner(level=level)
    for page in pages:
        _show(page, pack, chosen, with_file, without)
    return Status.DONE


def _chosen(file: str, pack: "Pack", name: str | None) -> "SiteFile":
    known = {one.name: one for one in pack.sites}
    if not known:
        raise SettingsError(f'{file}: there is no site in it; write a table such as [site."example.org".exact]')
    if name is None and len(known) > 1:
        raise SettingsError(f"{file}: there are {len(known)} sites in it; say which with --site: {', '.join(known)}")
    wanted = name or next(iter(known))
    if wanted not in known:
        raise SettingsError(f"{file}: no table for {wanted!r}{nearest(wanted, known)}")
    return known[wanted]


def _show(page: str, pack: "Pack", chosen: "SiteFile", with_file: "Cleaner", without: "Cleaner") -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    data = Source(page, Path(page), Path(page)).read()
    after, before = (_cleaned(cleaner, page, data) for cleaner in (with_file, without))
    source = after.restore()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    for heading in ("found", "table", "entry"):
        table.add_column(heading, justify="right" if heading == "found" else "left", overflow="fold")
    for entry in entries(pack, chosen, source, data):
        table.add_row(f"{entry.found:,}", entry.table, one_line(entry.entry), style="dim" if not entry.found else "")
    draw(Text(f"{page}: {chosen.name}", "bold"), Text(), table, Text())
    draw(views.table(replace(after, removals=_by_file(after, chosen.name)), source), Text())
    _show_difference(before.text, after.text)


def _cleaned(cleaner: "Cleaner", page: str, data: bytes) -> "Result":
    from cleantext.bulk.files import decode

    is_page = Source(page, None, Path(page)).is_html(data)
    return cleaner.html(data) if is_page else cleaner(decode(data, None))


def _by_file(result: "Result", name: str) -> "tuple[Removal, ...]":
    """Return the entries of the log that a site file made."""
    from cleantext.core.site_file import note

    return tuple(entry for entry in result.removals if entry.rule == "site_file" or entry.reason.endswith(note(name)))


def entries(pack: "Pack", chosen: "SiteFile", source: str, data: bytes) -> Iterator[Entry]:
    """Yield each entry of the file for a site, with its number of hits on the page.

    source: the text, extracted if the input is a page; data: the input's bytes.
    """
    from cleantext.core.document import Document
    from cleantext.core.scan import Scanner
    from cleantext.core.site_file import squeezed

    lines = Counter(map(squeezed, source.split("\n")))
    for role, listed in chosen.exact.items():
        yield from (Entry(f"exact.{role}", line, lines[line]) for line in sorted(listed))
    for kind, selectors in chosen.page.items():
        yield from (Entry(f"page.{kind}", selector, _elements(data, selector)) for selector in selectors)
    phrases = [phrase for phrase in pack.phrases if phrase.site == chosen.name]
    hits = Scanner(phrases).hits(Document(source)) if phrases else {}
    for phrase in phrases:
        found = [hit for hit in hits.get(phrase.rule, ()) if (hit.role, hit.phrase) == (phrase.role, phrase.pattern)]
        yield Entry(f"{phrase.rule}.{phrase.role}", phrase.pattern, len(found))


def _elements(data: bytes, selector: str) -> int:
    from cleantext.html.encoding import decode
    from cleantext.html.parsing import parse
    from cleantext.html.selected import elements

    tree = parse(decode(data).text).tree
    return 0 if tree is None else len(elements(tree, [selector]))


def _show_difference(before: str, after: str) -> None:
    names = ("clean text without the file", "clean text with it")
    difference = list(unified_diff(before.splitlines(), after.splitlines(), *names, lineterm="", n=1))
    colours = {"-": "red", "+": "green", "@": "cyan"}
    lines = [one_line(line) for line in difference] or ["the clean text is the same without the file"]
    styled = [click.style(line, fg=colours.get(line[0])) for line in lines] if in_colour() and difference else lines
    show("\n".join([*styled, "", ""]), styled=True)
