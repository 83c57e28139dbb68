"""Lines that a site repeats: `cleantext learn` found them on many pages of one site, and not in its articles.

Runs only if the site is known (`site=`, or the URL of a page) and a site pack knows it. The pack says where a line is
removed: before all prose that stays, behind it, or anywhere; before and behind it also a near duplicate of a paragraph.
A short line below the article is removed only if everything behind it is removed or belongs to the site, and not right
below a short line that stays, since it may be the note to a table. A short line above the article goes at level
thorough, since a heading may be as frequent; above a known headline it goes at level safe. Missed: lines that differ on
every page, such as the headlines of related stories, and lines on few pages of a site.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleantext.core.blocks import line_edit
from cleantext.core.document import Document, Repeated, Site
from cleantext.core.edits import Edit, Level
from cleantext.core.prose import PROSE_LENGTH, is_prose
from cleantext.core.rule import Cues, Rule


class EdgeLine(NamedTuple):
    """A line that is not blank, before the article or behind it."""

    at: int  # index into `Document.lines`
    text: str
    learned: Repeated | None
    is_gone: bool  # by other rules

    @property
    def is_long(self) -> bool:
        """Return whether it is long enough to compare it as a paragraph."""
        return len(self.text) >= PROSE_LENGTH

    @property
    def is_sites(self) -> bool:
        """Return whether it is no part of the article. Lines that change on each page may be: a table, or a score."""
        return self.is_gone or (self.learned is not None and self.learned.level != "report")


def has_openings(document: Document) -> bool:
    """Return whether a pack knows the site, and a line opens like one of its lines."""
    site = document.article.site
    return site is not None and any(site.may_know(line.strip()) for line in document.raw_lines)


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the lines that the site repeats."""
    site = document.article.site
    if site is None:
        return
    head, tail = (list(_edge(document, site, where, cues.taken)) for where in ("head", "tail"))
    start = head[-1].at + 1 if head else 0
    stop = tail[-1].at if tail else len(document.raw_lines)
    if start >= stop:
        return  # no prose stays, so there is no head and no tail
    for index, learned, level in (
        *_before(document, head),
        *_behind(tail),
        *_inside(document, site, range(start, stop)),
    ):
        nearly = "" if site.find(document.line(index).text) else "nearly as "
        reason = f"{nearly}on {learned.pages:,} of {site.pages:,} pages of {site.name}"
        yield line_edit(document, index, reason)._replace(level=level)


def _edge(document: Document, site: Site, where: str, taken: frozenset[int]) -> Iterator[EdgeLine]:
    """Yield the lines from one end of the text up to the first prose that stays."""
    step = 1 if where == "head" else -1
    for index in range(len(document.raw_lines))[::step]:
        text = document.raw_lines[index].strip()
        if not text:
            continue
        learned = site.known(text)
        if learned and learned.where not in (where, "body"):
            learned = None
        if not learned and index not in taken and is_prose(text):
            return
        yield EdgeLine(index, text, learned, index in taken)


def _before(document: Document, lines: Sequence[EdgeLine]) -> Iterator[tuple[int, Repeated, Level]]:
    """Yield the lines above the article that are removed."""
    title = (document.title or "").casefold()
    above_title = next((at for at, line in enumerate(lines) if title and line.text.casefold() == title), 0)
    reaches = True  # whether only lines of the site stand between here and the article
    below: EdgeLine | None = None
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        if line.learned and at < above_title:
            yield line.at, line.learned, "safe"
        elif line.learned and (reaches or line.is_long):
            yield line.at, line.learned, _level(line.learned, below, "head")
        reaches = reaches and line.is_sites
        below = line


def _behind(lines: Sequence[EdgeLine]) -> Iterator[tuple[int, Repeated, Level]]:
    """Yield the lines below the article that are removed, the last one first."""
    reaches = True  # whether only lines of the site stand between here and the end
    for line, above, nearest in zip(lines, [*lines[1:], None], _nearest_above(lines), strict=False):
        is_free = reaches and (nearest is None or nearest.is_sites)
        if line.learned and (is_free or line.is_long):
            yield line.at, line.learned, _level(line.learned, above, "tail")
        reaches = reaches and line.is_sites


def _level(learned: Repeated, inner: EdgeLine | None, where: str) -> Level:
    """Return the level for a line; one that ends like the article's own, or opens like a heading, is not safe alone."""
    if inner is None or inner.learned is None or not inner.is_long or learned.level != "thorough":
        return learned.level
    return "safe" if (inner.learned.where, inner.learned.level) == (where, "safe") else learned.level


def _nearest_above(lines: Sequence[EdgeLine]) -> list[EdgeLine | None]:
    """Return for each line below the article the nearest above it of the site or the article; None for prose."""
    found, nearest = list[EdgeLine | None](), None
    for line in reversed(lines):
        found.append(nearest)
        nearest = nearest if line.is_gone and not line.learned else line
    return found[::-1]


def _inside(document: Document, site: Site, indexes: range) -> Iterator[tuple[int, Repeated, Level]]:
    for index in indexes if site.has_body else ():
        learned = site.exact.get(document.raw_lines[index].strip())
        if learned and learned.where == "body":
            yield index, learned, learned.level


RULE = Rule(
    id="site_repeat",
    version=1,
    stage="remove",
    category="template",
    level="safe",
    waiver="Labelled sets have few pages of each site. It is measured on invented sites, see `docs/sites.md`.",
    doc=__doc__,
    propose=propose,
    when=has_openings,
    follows=True,
    removes=(
        (
            "site: aller.example\n"
            "learned: tail, 412 of 431: Ruth Abara keeps the log of the harbour and writes about all who come in late, "
            "and why they do.\n"
            "learned: tail, 431 of 431: Read by all who live on the quay\n"
            "---\n"
            "The ferry was late on Monday, and two hundred passengers waited on the pier for an hour in the rain.\n"
            "⟦Ruth Abara keeps the log of the harbour and writes about all who come in late, and why they do.⟧\n"
            "⟦Read by all who live on the quay⟧"
        ),
    ),
    keeps=(
        (
            "site: aller.example\n"
            "learned: tail, 412 of 431: Ruth Abara keeps the log of the harbour and writes about all who come in late, "
            "and why they do.\n"
            "---\n"
            "Ruth Abara keeps the log of the harbour and writes about all who come in late, and why they do.\n"
            "On Monday she had a long page to fill, since the ferry was late and two hundred passengers waited for it."
        ),
    ),
)
