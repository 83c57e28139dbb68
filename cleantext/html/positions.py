"""Where in the page each line of the extracted text came from, and what stands around it there.

Lines are looked up in the page's text with all white space taken out, from where the line before them was
found: extraction keeps the order and the characters of the page, and changes its white space. So the search
is linear, and one of several equal passages is found by its place.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, groupby, islice
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import normalize

from cleantext.core.document import Mark

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Elements that stand inside a line; the nearest other one around a text is the line's own.
_INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd label mark q s samp small span "
        "strike strong sub sup time tt u var wbr",
    ),
)
# Elements whose name says what they hold, as a class would.
_TELLING = frozenset(
    re.findall(r"\w+", "address aside blockquote button details figcaption figure footer form header nav table time"),
)
_NAMING = ("class", "id", "role", "itemprop")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# What generators of manuals and notes put such ids on: `<section id="comments"><h2>Comments</h2>`.
_HEADED = frozenset({*_HEADINGS, "section", "div", "article"})
_WORD = re.compile(r"[^\W_]+")
# Shorter lines stand by chance inside other words and sentences: they must fill whole text nodes.
_LONG = 40
_SOME = 16
# A line that is not found whole is looked up by this much of its beginning.
_BEGINNING = 60
# How many places of a repeated line are looked at.
_MOST_PLACES = 8
# How often the text may be read through in search of lines that are not in it; behind that none is looked up.
_MOST_READINGS = 50
# What a look-up costs apart from what it reads, in code points that could be read in its time.
_CALL = 100
# A line this long without its white space is a paragraph.
_PROSE = 80
# trafilatura's signs for list items and table cells, and how it writes a bar that stands in a cell.
_SIGNS = re.compile(r"^\s*- |(\\\|)|\|")


class Place(NamedTuple):
    """A passage of the page's text, in code points of `PageText.text`."""

    start: int
    end: int


class PageText:
    """The text of a page without white space, and the elements it stands in."""

    def __init__(self, tree: "HtmlElement") -> None:
        """All text of the page but scripts and styles."""
        self._nodes: list[Any] = _text_nodes()(tree)
        squashed = [_squashed(node) for node in self._nodes]
        self._starts = list(accumulate(map(len, squashed), initial=0))
        self.text = "".join(squashed)
        self._paths: dict[HtmlElement, dict[HtmlElement, None]] = {}
        self._in_link: dict[HtmlElement, bool] = {}
        self._names: dict[HtmlElement, list[str]] = {}

    def plain(self) -> str:
        """The text of the page, one line for each block element, nothing left out."""
        groups = groupby(self._nodes, key=lambda node: _line_element(_holder(node)))
        return normalize("NFC", "\n".join(" ".join("".join(nodes).split()) for _, nodes in groups))

    def fills(self, start: int, end: int) -> bool:
        """Whether a passage begins and ends where text nodes do."""
        return all(self._starts[bisect_left(self._starts, at)] == at for at in (start, end))

    def element(self, place: Place) -> "HtmlElement":
        """The innermost element around a whole passage."""
        first, last = self._node(place.start), self._node(place.end - 1)
        holder = _holder(self._nodes[first])
        if first == last:
            return holder
        around = self.path(_holder(self._nodes[last]))
        return next((element for element in self.path(holder) if element in around), holder.getroottree().getroot())

    def path(self, element: "HtmlElement") -> "dict[HtmlElement, None]":
        """An element and those around it, the innermost first, without `body` and `html`."""
        if element not in self._paths:
            around = (element, *element.iterancestors())
            self._paths[element] = dict.fromkeys(found for found in around if found.tag not in {"body", "html"})
        return self._paths[element]

    def names(self, element: "HtmlElement") -> list[str]:
        """The classes, ids, roles and the like of an element, and its tag where that tells."""
        if element not in self._names:
            self._names[element] = _names(element)
        return self._names[element]

    def link_share(self, place: Place) -> float:
        """The share of a passage that stands inside links."""
        first, last = self._node(place.start), self._node(place.end - 1)
        if first == last:
            return float(self._linked(first))
        linked = 0
        for index in range(first, last + 1):
            if self._linked(index):
                linked += min(self._starts[index + 1], place.end) - max(self._starts[index], place.start)
        return round(linked / (place.end - place.start), 3)

    def _linked(self, index: int) -> bool:
        element = _holder(self._nodes[index])
        if element not in self._in_link:
            self._in_link[element] = element.tag == "a" or next(element.iterancestors("a"), None) is not None
        return self._in_link[element]

    def _node(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1


@cache
def _text_nodes() -> Any:
    from lxml.etree import XPath

    return XPath("//text()[normalize-space() and not(parent::script or parent::style or parent::title)]")


def _holder(node: Any) -> "HtmlElement":
    """The element that a text node stands in."""
    parent = node.getparent()
    return parent.getparent() if node.is_tail else parent


def _line_element(element: "HtmlElement") -> "HtmlElement":
    """The nearest element around a text that is a line, not a part of one."""
    while element.tag in _INLINE and (parent := element.getparent()) is not None:
        element = parent
    return element


def _squashed(text: str) -> str:
    squashed = "".join(text.split())
    return squashed if squashed.isascii() else normalize("NFC", squashed)


def located(text: str, page: PageText) -> Iterator[Mark]:
    """A mark for each line of the extracted text; its tag is "" where the line is not found in the page."""
    lines = text.split("\n")
    places = _Search(page).places([_squashed(_SIGNS.sub(_sign, line)) for line in lines])
    elements = [page.element(place) if place else None for place in places]
    prose = {element for element, place in zip(elements, places, strict=True) if place and _is_prose(place)}
    shared = _shared(map(page.path, prose))
    said = {element: _said(page, element, shared) for element in set(elements) if element is not None}
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    for start, place, element in zip(starts, places, elements, strict=False):
        tag, names = said.get(element, ("", ""))
        yield Mark(start, tag, page.link_share(place) if place else 0.0, names)


def _is_prose(place: Place) -> bool:
    return place.end - place.start >= _PROSE


def _sign(sign: re.Match[str]) -> str:
    return "|" if sign[1] else ""


def _said(page: PageText, element: "HtmlElement", shared: "Collection[HtmlElement]") -> tuple[str, str]:
    """The tag of a line's own element, and the names of all elements around it that are not shared."""
    path = page.path(element)
    tag = next((around.tag for around in path if around.tag not in _INLINE), "body")
    names = dict.fromkeys(name for around in path if around not in shared for name in page.names(around))
    return tag, " ".join(names)


def _names(element: "HtmlElement") -> list[str]:
    names = [element.tag] if element.tag in _TELLING else []
    said = [element.get(attribute) for attribute in _NAMING if attribute != "id" or not _has_heading_id(element)]
    return names + " ".join(filter(None, said)).lower().split()


def _has_heading_id(element: "HtmlElement") -> bool:
    """Whether an element's id is made of the words of its heading: it names a topic then, not a part of the page."""
    words = _WORD.findall((element.get("id") or "").lower())
    if not words or element.tag not in _HEADED:
        return False
    heading = element if element.tag in _HEADINGS else next(element.iter(*_HEADINGS), None)
    return heading is not None and set(words) <= set(_WORD.findall("".join(heading.itertext()).lower()))


def _shared(paths: "Iterable[Collection[HtmlElement]]") -> "set[HtmlElement]":
    """The elements around all of the prose: what they are called says nothing about one line."""
    first, *others = [*paths] or [()]
    return set(first).intersection(*others)


class _Search:
    """The search for lines in a page, bounded by `_MOST_READINGS`."""

    def __init__(self, page: PageText) -> None:
        self._page = page
        self._left = _MOST_READINGS * len(page.text)

    def places(self, needles: Sequence[str]) -> list[Place | None]:
        """Where each line stands: long ones one behind the other, short ones between them."""
        found = self._long(needles)
        until = len(self._page.text)
        ends = [until := place.start if place else until for place in reversed(found)][::-1]
        start = 0
        for index, needle in enumerate(needles):
            place = found[index] or (self._short(needle, start, ends[index]) if needle else None)
            found[index] = place
            start = place.end if place else start
        return found

    def _long(self, needles: Sequence[str]) -> list[Place | None]:
        found: list[Place | None] = []
        end = 0
        for needle in needles:
            place = self._find(needle, end) or self._find(needle, 0) if len(needle) >= _LONG else None
            end = place.end if place else end
            found.append(place)
        return found

    def _short(self, needle: str, start: int, end: int) -> Place | None:
        """The place of a line that must fill text nodes; of several the one with the fewest links.

        Where there is none, a line of some length may stand inside one (lines of code), or begin like one.
        """
        place = self._least_linked(needle, start, end) or self._least_linked(needle, 0, len(self._page.text))
        return place or (self._find(needle[:_BEGINNING], start, end) if len(needle) >= _SOME else None)

    def _least_linked(self, needle: str, start: int, end: int) -> Place | None:
        shares: dict[Place, float] = {}
        for place in islice(self._filling(needle, start, end), _MOST_PLACES):
            shares[place] = self._page.link_share(place)
            if not shares[place]:
                break
        return min(shares, key=shares.__getitem__, default=None)

    def _filling(self, needle: str, start: int, end: int) -> Iterator[Place]:
        while place := self._find(needle, start, end):
            if self._page.fills(*place):
                yield place
            start = place.start + 1

    def _find(self, needle: str, start: int, end: int | None = None) -> Place | None:
        end = len(self._page.text) if end is None else end
        if self._left <= 0:
            return None
        at = self._page.text.find(needle, start, end)
        self._left -= _CALL + ((at if at >= 0 else end) - start)
        return Place(at, at + len(needle)) if at >= 0 else None
