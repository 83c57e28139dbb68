"""The place in the page of each line of the extracted text, and the elements around it.

Lines are searched in the page's text without white space, from the place of the line before them: extraction keeps the
order and the characters of the page, and changes only its white space. So the search is linear, and the order
distinguishes equal passages.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice

from cleantext.core.document import Mark
from cleantext.html.outline import PageText, Place, squashed

# Shorter lines may occur by chance inside other words and sentences, so they must fill whole text nodes.
_LONG = 40
_SOME = 16
# A line that is not found whole is searched by this much of its beginning.
_BEGINNING = 60
# The most places of a repeated line that are examined.
_MOST_PLACES = 8
# How often the whole text may be searched for missing lines; after that no further line is searched.
_MOST_READINGS = 50
# The fixed cost of a search, in code points that could be read in that time.
_CALL = 100
# A line this long without its white space is a paragraph.
_PROSE = 80
# trafilatura's signs for list items and table cells, and its spelling of a bar in a cell.
_SIGNS = re.compile(r"^\s*- |(\\\|)|\|")


# An element with this share of the page's prose contains the article: its names are no evidence about one line.
_AROUND_ARTICLE = 0.5
# No prose line of an article is mostly links; teasers of other articles are.
_UNLINKED = 0.5
# How much of the names around one line is kept, in characters; the innermost come first.
_MOST_NAMES = 1_000


def places(lines: Sequence[str], page: PageText) -> list[Place | None]:
    """Return the place of each line of the extracted text in the page; None if it is not found."""
    return _Search(page).places([_needle(line) for line in lines])


def marks(lines: Sequence[str], places: Sequence[Place | None], page: PageText) -> Iterator[Mark]:
    """Yield a mark for each line of a text, given its place; its tag is "" if that is unknown."""
    surroundings = Surroundings(page, filter(None, places))
    start = end = 0
    for line, place in zip(lines, places, strict=True):
        if place:
            yield surroundings.mark(start, _needle(line), place)._replace(gap=max(place.start - end, 0))
            end = max(place.end, end)
        else:
            yield Mark(start, "", 0.0, "")
        start += len(line) + 1


def _needle(line: str) -> str:
    """Return a line without its white space and without the signs of extraction."""
    return squashed(_SIGNS.sub(_sign, line))


def _sign(sign: re.Match[str]) -> str:
    return "|" if sign[1] else ""


class Surroundings:
    """The elements around the lines of a page."""

    def __init__(self, page: PageText, places: Iterable[Place]) -> None:
        self._page = page
        self._lines_of_prose = set(self._prose_among(places))
        self._prose = [0] * len(page.tags)  # of each element, in code points
        for place in self._lines_of_prose:
            self._prose[page.element(place)] += len(range(*place))
        for element in range(len(self._prose) - 1, 0, -1):
            self._prose[page.parents[element]] += self._prose[element]
        self._names = {-1: ""}
        self._boxes = {-1: 0}

    def _prose_among(self, places: Iterable[Place]) -> Iterator[Place]:
        """Yield the paragraphs; lines of one element are one paragraph, whatever its line breaks."""
        lines = defaultdict(list)
        for place in places:
            if self._page.link_share(place) < _UNLINKED:
                lines[self._page.block(self._page.element(place))].append(place)
        for paragraph in lines.values():
            if sum(place.end - place.start for place in paragraph) >= _PROSE:
                yield from paragraph

    def mark(self, start: int, needle: str, place: Place) -> Mark:
        """Return the mark of a line, except its gap."""
        page = self._page
        inner = page.element(place)
        own = page.block(inner)
        parent = page.parents[own]
        return Mark(
            start,
            tag="body" if page.tags[own] == "html" else page.tags[own],
            link_share=page.link_share(place),
            names=self.names(inner),
            inner=page.tags[inner] if inner != own else "",
            depth=page.depths[own],
            element=own,
            parent=parent,
            kind=page.kind(own),
            prose_share=self._prose_share(max(parent, 0), place),
            in_figure=page.in_figure(inner) or needle in page.image_texts,
        )

    def holds_prose(self, element: int) -> bool:
        """Return whether an element contains paragraphs of the article."""
        return element >= 0 and self._prose[element] > 0

    def holds_article(self, element: int) -> bool:
        """Return whether an element is a part of the page that contains most paragraphs of the article."""
        return element >= 0 and self._page.depths[element] > 0 and self._is_around_article(element)

    def box(self, element: int) -> int:
        """Return the outermost element around a text inside the one with the article; the root if there is none."""
        for found in self._page.outermost_first(element, self._boxes):
            parent = self._page.parents[found]
            self._boxes[found] = found if self.holds_article(parent) else self._boxes[parent]
        return self._boxes[element]

    def is_like_prose(self, element: int) -> bool:
        """Return whether a paragraph of the article has the same tags and classes around it as an element."""
        return self._page.kind(element) in self._kinds_of_prose

    def is_dressed_like_prose(self, element: int) -> bool:
        """Return whether a paragraph of the article has the same tag and classes of its own as an element."""
        return bool(self._page.names(element)) and self._dress(element) in self._dresses_of_prose

    def is_dressed_like_most(self, element: int) -> bool:
        """Return whether an element has classes, and most paragraphs of the article its tag and classes."""
        dress = self._page.dress(element)
        return bool(dress[1]) and self._most_worn == dress

    def _dress(self, element: int) -> tuple[str, ...]:
        return (self._page.tags[element], *self._page.names(element))

    @cached_property
    def _dresses_of_prose(self) -> set[tuple[str, ...]]:
        page = self._page
        return {self._dress(page.block(page.element(place))) for place in self._lines_of_prose}

    @cached_property
    def _most_worn(self) -> tuple[str, str] | None:
        page = self._page
        paragraphs = {page.block(page.element(place)) for place in self._lines_of_prose}
        dress, count = max(Counter(map(page.dress, paragraphs)).items(), key=lambda item: item[1], default=(None, 0))
        return dress if 2 * count > len(paragraphs) else None

    @cached_property
    def _kinds_of_prose(self) -> set[int]:
        page = self._page
        return {page.kind(page.block(page.element(place))) for place in self._lines_of_prose}

    def names(self, element: int) -> str:
        """Return the names of the elements around a text that do not contain the article as a whole."""
        for found in self._page.outermost_first(element, self._names):
            outer = self._names[self._page.parents[found]]
            own = [] if self._is_around_article(found) else self._page.names(found)
            names = " ".join(dict.fromkeys([*own, *outer.split()]))
            self._names[found] = names if len(names) <= _MOST_NAMES else names[: _MOST_NAMES + 1].rpartition(" ")[0]
        return self._names[element]

    def _is_around_article(self, element: int) -> bool:
        return self._page.depths[element] == 0 or 0 < _AROUND_ARTICLE * self._prose[0] <= self._prose[element]

    def _prose_share(self, element: int, place: Place) -> float:
        """Return the share of the article's prose in an element, without one line."""
        own = len(range(*place)) if place in self._lines_of_prose else 0
        others = self._prose[0] - own
        return round((self._prose[element] - own) / others, 3) if others else 0.0


class _Search:
    """The search for lines in a page, bounded by `_MOST_READINGS`."""

    def __init__(self, page: PageText) -> None:
        self._page = page
        self._left = _MOST_READINGS * len(page.text)

    def places(self, needles: Sequence[str]) -> list[Place | None]:
        """Return the place of each line: long ones in order, short ones between them."""
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
        """Return the place of a line that must fill text nodes; of several the one with the fewest links.

        If there is none, a longer line may stand inside one (lines of code), or begin like one.
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
            if self._page.fills(place):
                yield place
            start = place.start + 1

    def _find(self, needle: str, start: int, end: int | None = None) -> Place | None:
        end = len(self._page.text) if end is None else end
        if self._left <= 0:
            return None
        at = self._page.text.find(needle, start, end)
        self._left -= _CALL + ((at if at >= 0 else end) - start)
        return Place(at, at + len(needle)) if at >= 0 else None
