"""Lines that a site repeats: `cleantext learn` found them on many pages of one site, and not in its articles.

Runs only where the site is known (`site=`, or the URL of a page) and a site pack speaks of it. A line of the pack
goes where the pack says: before all prose that stays, behind it, or anywhere; before and behind it also a paragraph
that is nearly the same. A short line behind the article goes only
where everything behind it goes or is the site's, too, and not right under a short line that stays, which it may
belong to as a note to its table. A short line before the article goes at level thorough, since a heading may be as
frequent, or at level safe above the headline, where the title is known. Missed: lines that differ on
every page, such as the headlines of related stories, and what stands on few pages of a site.
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
        """Whether it is long enough to tell a paragraph by."""
        return len(self.text) >= PROSE_LENGTH

    @property
    def is_sites(self) -> bool:
        """Whether it is no part of the article. What changes from page to page may be: a table, or a score."""
        return self.is_gone or (self.learned is not None and self.learned.level != "report")


def has_openings(document: Document) -> bool:
    """Whether a pack knows the site, and a line opens like one of its lines."""
    site = document.article.site
    return site is not None and any(site.may_know(line.strip()) for line in document.raw_lines)


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """The lines that the site repeats."""
    site = document.article.site
    if site is None:
        return
    head, tail = (list(_edge(document, site, where, cues.taken)) for where in ("head", "tail"))
    start = head[-1].at + 1 if head else 0
    stop = tail[-1].at if tail else len(document.raw_lines)
    if start >= stop:
        return  # no prose stays: nothing tells head and tail apart
    for index, learned, level in (
        *_before(document, head),
        *_behind(tail),
        *_inside(document, site, range(start, stop)),
    ):
        nearly = "" if site.find(document.line(index).text) else "nearly as "
        reason = f"{nearly}on {learned.pages:,} of {site.pages:,} pages of {site.name}"
        yield line_edit(document, index, reason)._replace(level=level)


def _edge(document: Document, site: Site, where: str, taken: frozenset[int]) -> Iterator[EdgeLine]:
    """The lines from one end of the text up to the first prose that stays."""
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
    """Of the lines before the article, those that go."""
    title = (document.title or "").casefold()
    above_title = next((at for at, line in enumerate(lines) if title and line.text.casefold() == title), 0)
    reaches = True  # down to the article nothing but lines of the site
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
    """Of the lines behind the article, the last one first, those that go."""
    reaches = True  # down to the end nothing but lines of the site
    for line, above, nearest in zip(lines, [*lines[1:], None], _nearest_above(lines), strict=False):
        is_free = reaches and (nearest is None or nearest.is_sites)
        if line.learned and (is_free or line.is_long):
            yield line.at, line.learned, _level(line.learned, above, "tail")
        reaches = reaches and line.is_sites


def _level(learned: Repeated, inner: EdgeLine | None, where: str) -> Level:
    """A line that ends like the article's own, or opens like a heading, is none outside of a paragraph of the site."""
    if inner is None or inner.learned is None or not inner.is_long or learned.level != "thorough":
        return learned.level
    return "safe" if (inner.learned.where, inner.learned.level) == (where, "safe") else learned.level


def _nearest_above(lines: Sequence[EdgeLine]) -> list[EdgeLine | None]:
    """For each line behind the article, the nearest above it of the site or the article; None for prose."""
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
