"""The text of a page without its white space, and the elements around it, as numbers in the page's order.

One walk over the tree makes it: XPath's `//text()` sorts its results by comparing siblings, in a time quadratic in them
(67 s for 20,000 line breaks in one paragraph).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping
from functools import cached_property
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Inline elements; the nearest other element around a text is the line's own.
INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd label mark q s samp small span "
        "strike strong sub sup time tt u var wbr",
    ),
)
# Elements whose names describe their content, as a class would.
_TELLING = frozenset(
    re.findall(r"\w+", "address aside blockquote button details figcaption figure footer form header nav table time"),
)
_NAMING = ("class", "id", "role", "itemprop")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Generators of manuals and notes put such ids on these elements: `<section id="comments"><h2>Comments</h2>`.
_HEADED = frozenset({*_HEADINGS, "section", "div", "article"})
_NO_TEXT = frozenset({"script", "style", "title"})
# Elements whose text is for machines, for other browsers, or part of a control.
_NOT_READ = frozenset(
    re.findall(
        r"\w+",
        "head noscript template iframe object audio video canvas svg math select option textarea button input label",
    ),
)
# Attributes that say what a field is for, and the text of the largest box that holds a field for an address and no
# article, in code points without white space.
_FIELD_NAMES = ("type", "name", "id", "placeholder", "autocomplete")
_ADDRESS_FIELD = re.compile(r"e-?mail|@", re.IGNORECASE)
_LONGEST_FORM = 300
_MOST_FIELDS = 20  # of a page
_MOST_AROUND = 10  # elements around such a field
_NO_DISPLAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FIGURES = frozenset({"figure", "figcaption"})
_WORD = re.compile(r"[^\W_]+")
_FEWEST_ID_WORDS = 2  # words of its heading in an id that has others beside them
# Alternative texts of fewer code points are words such as "Logo".
_LONG_IMAGE_TEXT = 16


class Place(NamedTuple):
    """A passage of the page's text, in code points of `PageText.text`."""

    start: int
    end: int


class PageText:
    """The text of a page without white space, and its elements.

    An element is a number: its place in the order of the page. So elements inside another have higher numbers.
    """

    def __init__(self, tree: "HtmlElement") -> None:
        """Store all text of the page except scripts and styles."""
        self.tags: list[str] = []
        self.parents: list[int] = []  # -1 for the root
        self.depths: list[int] = []  # 1 for children of `body`
        self.image_texts: set[str] = set()  # the texts of images in `alt` and `title`
        self._elements: list[HtmlElement] = []
        self._ends: list[int] = []  # the first element behind each element
        self._nodes: list[str] = []
        self._holders: list[int] = []
        self._read(tree)
        parts = [squashed(node) for node in self._nodes]
        self._starts = list(accumulate(map(len, parts), initial=0))
        self.text = "".join(parts)
        self._headings = [number for number, tag in enumerate(self.tags) if tag in _HEADINGS]
        self._linked = {-1: False}
        self._in_figure = {-1: False}
        self._shown = {-1: True}
        self._kinds = {-1: -1}
        self._seen: dict[tuple[int, str, str | None], int] = {}
        self._names: dict[int, list[str]] = {}
        self._heading_words: dict[int, frozenset[str]] = {}
        self._fields = [number for number, tag in enumerate(self.tags) if tag == "input" and self._asks_address(number)]

    def _read(self, tree: "HtmlElement") -> None:
        """Store the elements and the texts, in one walk."""
        around = [tree]  # the element of the last step, and those around it
        inside = [0]  # their numbers
        self._enter(tree, -1, 0)
        for number, element in enumerate(tree.iterdescendants(), 1):
            outer = element.getparent()
            while around[-1] is not outer:
                self._leave(around.pop(), inside.pop(), inside[-1])
            self._enter(element, inside[-1], number)
            around.append(element)
            inside.append(number)
        while len(inside) > 1:
            self._leave(around.pop(), inside.pop(), inside[-1])
        self._ends[0] = len(self.tags)

    def _enter(self, element: "HtmlElement", parent: int, number: int) -> None:
        tag = element.tag
        self.tags.append(tag)
        self.parents.append(parent)
        self.depths.append(0 if parent < 0 or tag == "body" else self.depths[parent] + 1)
        self._ends.append(0)
        self._elements.append(element)
        if tag == "img":
            said = (squashed(element.get(name, "")) for name in ("alt", "title"))
            self.image_texts.update(text for text in said if len(text) >= _LONG_IMAGE_TEXT)
        if tag not in _NO_TEXT:
            self._note(element.text, number)

    def _leave(self, element: "HtmlElement", number: int, parent: int) -> None:
        self._ends[number] = len(self.tags)
        self._note(element.tail, parent)

    def _note(self, text: str | None, holder: int) -> None:
        if text and not text.isspace():
            self._nodes.append(text)
            self._holders.append(holder)

    def plain(self) -> str:
        """Return the text of the page, one line for each block element, without omissions."""
        return "\n".join(text for _, _, text in self.blocks())

    def blocks(self) -> Iterator[tuple[int, Place, str]]:
        """Yield each passage of one block element, with the element, in the page's order; white space is single."""
        for element, group in groupby(range(len(self._nodes)), key=lambda node: self.block(self._holders[node])):
            nodes = list(group)
            text = " ".join("".join(map(self._nodes.__getitem__, nodes)).split())
            yield element, Place(self._starts[nodes[0]], self._starts[nodes[-1] + 1]), normalize("NFC", text)

    def is_shown(self, element: int) -> bool:
        """Return whether readers see an element as text."""
        for found in self.outermost_first(element, self._shown):
            self._shown[found] = self._shown[self.parents[found]] and not self._is_hidden(found)
        return self._shown[element]

    def _is_hidden(self, element: int) -> bool:
        get = self._elements[element].get
        hides = get("hidden") is not None or get("aria-hidden") == "true"
        hides = hides or (self.tags[element] in _NOT_READ and not self._heads(element))
        return hides or _NO_DISPLAY.search(get("style") or "") is not None

    def _heads(self, element: int) -> bool:
        """Return whether an element is the button of a heading, inside or around it: accordions hide the text below."""
        if self.tags[element] != "button":
            return False
        at = bisect_left(self._headings, element)
        is_around = at < len(self._headings) and self._headings[at] < self._ends[element]
        return is_around or self.tags[self.parents[element]] in _HEADINGS

    def fills(self, place: Place) -> bool:
        """Return whether a passage begins and ends where text nodes do."""
        return all(self._starts[bisect_left(self._starts, at)] == at for at in place)

    def element(self, place: Place) -> int:
        """Return the innermost element around a whole passage."""
        one, other = (self._holders[self._node(at)] for at in (place.start, place.end - 1))
        while one != other:
            # The higher number is inside or behind the other.
            one, other = (self.parents[one], other) if one > other else (one, self.parents[other])
        return one

    def block(self, element: int) -> int:
        """Return the nearest block element around a text."""
        while (self.tags[element] in INLINE or self._heads(element)) and self.parents[element] >= 0:
            element = self.parents[element]
        return element

    def in_figure(self, element: int) -> bool:
        """Return whether an element stands in a figure, or is one."""
        for found in self.outermost_first(element, self._in_figure):
            self._in_figure[found] = self.tags[found] in _FIGURES or self._in_figure[self.parents[found]]
        return self._in_figure[element]

    def link_share(self, place: Place) -> float:
        """Return the share of a passage inside links."""
        first, last = self._node(place.start), self._node(place.end - 1)
        if first == last:
            return float(self._in_link(self._holders[first]))
        linked = 0
        for index in range(first, last + 1):
            if self._in_link(self._holders[index]):
                linked += min(self._starts[index + 1], place.end) - max(self._starts[index], place.start)
        return round(linked / (place.end - place.start), 3)

    def _in_link(self, element: int) -> bool:
        for found in self.outermost_first(element, self._linked):
            self._linked[found] = self._linked[self.parents[found]] or self._is_link(found)
        return self._linked[element]

    def _is_link(self, element: int) -> bool:
        """Return whether an element leads to another page: no anchor with only a name, no table of contents."""
        if self.tags[element] != "a":
            return False
        get = self._elements[element].get
        leads_to = get("href")
        if leads_to is None:
            return get("name") is None and get("id") is None
        return not leads_to.startswith("#") or leads_to == "#"

    def kind(self, element: int) -> int:
        """Return a number shared by elements with the same tags and classes on them and around them."""
        for found in self.outermost_first(element, self._kinds):
            key = (self._kinds[self.parents[found]], self.tags[found], self._elements[found].get("class"))
            self._kinds[found] = self._seen.setdefault(key, len(self._seen))
        return self._kinds[element]

    def dress(self, element: int) -> tuple[str, str]:
        """Return the tag and the classes of an element."""
        return self.tags[element], " ".join((self._elements[element].get("class") or "").split())

    def outermost_first(self, element: int, known: Container[int]) -> list[int]:
        """Return an element and those around it, up to one that a table knows, the outermost first."""
        found = []
        while element not in known:
            found.append(element)
            element = self.parents[element]
        return found[::-1]

    def stories(self) -> Iterator[tuple[range, list[str]]]:
        """Yield the elements of each `article` with a headline that stands in no other one, and its headlines."""
        end = 0
        for number, tag in enumerate(self.tags):
            if tag == "article" and number >= end:
                end = self._ends[number]
                headlines = [self._elements[at] for at in self._headings if number < at < end and self.tags[at] == "h1"]
                if headlines:
                    yield range(number, end), ["".join(headline.itertext()) for headline in headlines]

    def inside(self, element: int, selected: "Mapping[HtmlElement, str]") -> str:
        """Return the selector that found an element or the nearest one around it; "" if none did."""
        while element >= 0:
            if found := selected.get(self._elements[element]):
                return found
            element = self.parents[element]
        return ""

    def passages(self, selected: "Mapping[HtmlElement, str]") -> list[tuple[Place, str]]:
        """Return the passages in selected elements, in the order of the page, each with its selector."""
        found = []
        for selector, group in groupby(
            range(len(self._nodes)), lambda node: self.inside(self._holders[node], selected)
        ):
            nodes = list(group)
            if selector:
                found.append((Place(self._starts[nodes[0]], self._starts[nodes[-1] + 1]), selector))
        return found

    def names(self, element: int) -> list[str]:
        """Return the classes, ids, roles and the like of an element, and its tag if that describes its content."""
        if element not in self._names:
            tag, get = self.tags[element], self._elements[element].get
            said = [get(name) for name in _NAMING if name != "id" or not self._has_heading_id(element)]
            own = " ".join(filter(None, said)).lower().split()
            self._names[element] = [tag] * (tag in _TELLING) + ["signup"] * (element in self._signups) + own
        return self._names[element]

    def _asks_address(self, field: int) -> bool:
        get = self._elements[field].get
        return get("type") != "hidden" and any(_ADDRESS_FIELD.search(get(name) or "") for name in _FIELD_NAMES)

    @cached_property
    def _signups(self) -> frozenset[int]:
        """Return the boxes with a field for an e-mail address and few words, whatever their names.

        On labelled pages of six sites all lines of such boxes were calls to subscribe or comment forms.
        """
        found = set[int]()
        for field in self._fields[:_MOST_FIELDS]:
            element = self.parents[field]
            for _ in range(_MOST_AROUND):
                if self.depths[element] <= 0 or element in found or not self._is_little(element):
                    break
                found.add(element)
                element = self.parents[element]
        return frozenset(found)

    def _is_little(self, element: int) -> bool:
        """Return whether an element has little text."""
        size = 0
        for text in self._elements[element].itertext():
            size += len(text) - text.count(" ")
            if size > _LONGEST_FORM:
                return False
        return True

    def _has_heading_id(self, element: int) -> bool:
        """Return whether an element's id consists of its heading's words, so that it names a topic.

        Two words of the heading are enough, since a prefix and a number may be beside them ("nav_late_ferries_0").
        """
        words = set(_WORD.findall((self._elements[element].get("id") or "").lower().replace("_", " ")))
        if not words or self.tags[element] not in _HEADED:
            return False
        at = bisect_left(self._headings, element)
        heading = self._headings[at] if at < len(self._headings) else -1
        if not element <= heading < self._ends[element]:
            return False
        shared = words & self._words_of(heading)
        return shared == words or len(shared) >= _FEWEST_ID_WORDS

    def _words_of(self, heading: int) -> frozenset[str]:
        if heading not in self._heading_words:
            text = "".join(self._elements[heading].itertext()).lower()
            self._heading_words[heading] = frozenset(_WORD.findall(text))
        return self._heading_words[heading]

    def _node(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1


def squashed(text: str) -> str:
    """Return a text without white space, in Unicode's composed form."""
    joined = "".join(text.split())
    return joined if joined.isascii() else normalize("NFC", joined)
