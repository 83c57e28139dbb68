"""The CSS selectors of a site file, applied to a page: the article's blocks, and the elements to keep or drop."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from cleantext.core.document import Mark
from cleantext.core.site_file import SiteFile
from cleantext.html.found import Found
from cleantext.html.left_out import with_kept
from cleantext.html.outline import PageText, Place, squashed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SiteOf = Callable[
    [str | None], SiteFile | None
]  # the site file of a page, for the address that the page gives for itself


class Selection(NamedTuple):
    """The elements of a page by their treatment, each with the selector that found it first."""

    site: str
    article: "Mapping[HtmlElement, str]"
    drop: "Mapping[HtmlElement, str]"
    keep: "Mapping[HtmlElement, str]"
    lost: str = ""  # a message for the user: no element of the page matches the article's selectors


def select(tree: "HtmlElement", site: SiteFile | None) -> Selection | None:
    """Return the elements that a site file selects; None if it has no selectors."""
    if site is None or not any(site.page.values()):
        return None
    found = {kind: elements(tree, site.page.get(kind, ())) for kind in ("article", "drop", "keep")}
    wanted = site.page.get("article", ())
    lost = f"{site.name}: no element is {' or '.join(wanted)}: the article was extracted" if wanted else ""
    return Selection(site.name, **found, lost="" if found["article"] else lost)


def elements(tree: "HtmlElement", selectors: Sequence[str]) -> "dict[HtmlElement, str]":
    """Return the elements that selectors find, in the order of the selectors, each with its first selector."""
    found: dict[HtmlElement, str] = {}
    for selector in selectors:
        for element in _xpath(selector)(tree):
            found.setdefault(element, selector)
    return found


@lru_cache(maxsize=1_024)
def _xpath(selector: str) -> Any:
    from cssselect import HTMLTranslator
    from lxml.etree import XPath

    return XPath(HTMLTranslator().css_to_xpath(selector))


def article(selection: Selection, page: PageText) -> list[Found]:
    """Return the blocks of the elements that are the article, each a line."""
    return [
        Found(text, place)
        for element, place, text in page.blocks()
        if page.inside(page.element(place), selection.article) and page.is_shown(element)
    ]


def kept(found: Sequence[Found], selection: Selection, page: PageText) -> list[Found]:
    """Return the lines, and between them the blocks that the site keeps and extraction dropped."""
    return with_kept(found, page, lambda place: bool(page.inside(page.element(place), selection.keep)))


def marked(found: Sequence[Found], marks: Sequence[Mark], selection: Selection, page: PageText) -> list[Mark]:
    """Return the marks of the lines with the selectors' decisions."""
    dropped = page.passages(selection.drop)
    return [
        mark
        if place is None
        else mark._replace(
            is_kept=bool(page.inside(page.element(place), selection.keep)),
            cuts=tuple(_cuts(line, mark.start, place, dropped)),
        )
        for (line, place), mark in zip(found, marks, strict=True)
    ]


def _cuts(line: str, start: int, place: Place, dropped: Sequence[tuple[Place, str]]) -> "list[tuple[int, int, str]]":
    """Return the passages of a line in dropped elements, in code points of the source."""
    letters = [at for at, sign in enumerate(line) if not sign.isspace()]
    lead = len(letters) - (place.end - place.start)
    cuts = []
    for passage, selector in dropped[_first_behind(dropped, place.start) :]:
        if passage.start >= place.end:
            break
        first, last = max(passage.start, place.start), min(passage.end, place.end)
        if (first, last) == place:
            return [(start, start + len(line), selector)]
        # Signs of extraction stand before a line or, in rows of tables, anywhere; in these only whole lines are
        # dropped.
        if 0 <= lead <= 1 and len(squashed(line)) == len(letters) and "|" not in line:
            cuts.append(
                (
                    start + letters[lead + first - place.start],
                    start + letters[lead + last - place.start - 1] + 1,
                    selector,
                )
            )
    return cuts


def _first_behind(dropped: Sequence[tuple[Place, str]], start: int) -> int:
    """Return the index of the first passage that ends behind a place; they are in the order of the page."""
    return bisect_right(dropped, start, key=lambda one: one[0].end)
