"""The columns that come from HTML: links, tags, names of elements, metadata of the page."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TypeVar

from cleantext.core.document import Mark
from cleantext.scorer import wording
from cleantext.scorer.features import FAR, NEAR, percent
from cleantext.scorer.lines import Lines

T = TypeVar("T")

# Own elements of lines, grouped by their content: running text, headings, items of lists, tables, boxes, parts of a
# page, controls. A tree splits their numbers at one point, so similar ones stand side by side. `p`, `div`, `li`, `tr`
# and headings hold 95 % of the lines of 265 pages; other tags hold fewer than one in 3,000 and form one kind.
TAGS = (
    *("p", "pre", "blockquote", "figcaption"),
    *("h1", "h2", "h3", "h4", "h5", "h6"),
    *("li", "dt", "dd"),
    *("tr", "td", "th", "caption", "table"),
    *("div", "section", "article", "main", "body", "figure", "summary", "details"),
    *("header", "footer", "nav", "aside", "address"),
    *("form", "fieldset", "legend", "button"),
)
_OTHER_TAG, _NO_TAG = len(TAGS), len(TAGS) + 1
_HEADINGS = range(TAGS.index("h1"), TAGS.index("h6") + 1)
_NUMBERS = {tag: number for number, tag in enumerate(TAGS)} | {"": _NO_TAG}
_NOTHING = Mark(0, "", 0.0, "")
_LINKED = 80  # percent
_REACH = 3  # lines on either side
_DESCRIPTION = 80  # code points of a description; a line with these repeats it

_INNER = {"": 0, "a": 1, "b": 2, "strong": 2, "em": 3, "i": 3, "small": 4, "time": 5}  # others are one kind
_OTHER_INNER = 6
_MOST_LEFT_OUT = 2_000  # code points

MARKUP = (
    *("markup.tag", "markup.links", "markup.usual_tag", "markup.heading", "markup.names", "markup.prose_of_names"),
    *("markup.lines_of_names", "markup.foreign_names"),
    *("page.in_description", "page.of_description", "page.in_window_title", "page.in_title", "page.of_title"),
    *("page.is_description", "page.is_title"),
    *(f"beside.{name}{step:+d}" for step in (*NEAR, *FAR) for name in ("tag", "links", "same", "prose_of_names")),
    *("links.near", "links.page", "links.items_near"),
    *("alike.lines", "alike.links", "alike.length", "alike.gone", "alike.prose"),
    *("kind.lines", "kind.links", "kind.length", "kind.gone", "kind.prose", "kind.of_prose"),
    *("parent.lines", "parent.links", "parent.length", "parent.gone", "parent.prose", "parent.prose_share"),
    *(f"parent.{name}{step:+d}" for step in NEAR for name in ("same", "same_kind", "same_element")),
    *("tree.inner", "tree.depth", "tree.in_figure", "tree.left_out_above", "tree.left_out_below"),
)
NAMES = (
    *(f"names.{name}{step}" for step in ("", "-1", "+1") for name in wording.COLUMNS),
    *(f"own_names.{name}" for name in wording.COLUMNS),
)


class Markup:
    """The common facts of the marks of one document, and the row of each line."""

    def __init__(self, lines: Lines, names: wording.Weights) -> None:
        """Store the marks. `names` is the learned table of the names of elements."""
        self._lines, self._weights = lines, names
        self._marks = [mark or _NOTHING for mark in lines.marks]
        self._tags = [_NUMBERS.get(mark.tag, _OTHER_TAG) for mark in self._marks]
        self._links = [int(100 * mark.link_share) for mark in self._marks]
        self._names = [mark.names for mark in self._marks]
        self._known: dict[tuple[str, str], tuple[int, int, int, int]] = {}

    def row(self, place: int) -> list[int]:
        """Return the columns MARKUP and NAMES of one line."""
        steps = [place + step for step in (*NEAR, *FAR)]
        return [
            *self._own(place),
            *self._page(place),
            *(number for at in steps for number in self._beside(place, at)),
            *self._near(place),
            *self._alike[self._names[place], self._tags[place]],
            *self._kind(place),
            *self._parent(place),
            *self._tree(place),
            *(number for step in (0, *NEAR) for number in self._wording(place + step)),
            *self._own_names(place),
        ]

    @cached_property
    def _of_prose(self) -> Counter[str]:
        return Counter(self._names[place] for place in self._lines.paragraphs)

    @cached_property
    def _usual_tag(self) -> int:
        tags = Counter(self._tags[place] for place in self._lines.paragraphs)
        return max(tags, key=tags.__getitem__, default=_NO_TAG)

    @cached_property
    def _lines_of_names(self) -> Counter[str]:
        return Counter(self._names)

    def _prose_share(self, names: str) -> int:
        return percent(self._of_prose[names], len(self._lines.paragraphs))

    def _own(self, place: int) -> tuple[int, ...]:
        names, tag = self._names[place], self._tags[place]
        return (
            tag,
            self._links[place],
            tag == self._usual_tag,
            tag in _HEADINGS,
            names.count(" ") + 1 if names else 0,
            self._prose_share(names),
            percent(self._lines_of_names[names], len(self._names)),
            names != "" and not self._of_prose[names],
        )

    @cached_property
    def _said(self) -> tuple[set[str], set[str], set[str]]:
        lines = self._lines
        description, window, title = (
            set(wording.long_words(text)) for text in (lines.description, lines.window_title, lines.title)
        )
        return description, window, title

    def _page(self, place: int) -> tuple[int, ...]:
        words = wording.long_words(self._lines.texts[place])
        description, window, title = self._said
        flat = _flat(self._lines.texts[place])
        whole = _flat(self._lines.description)
        return (
            percent(sum(word in description for word in words), len(words)),
            percent(len(description.intersection(words)), len(description)),
            percent(sum(word in window for word in words), len(words)),
            percent(sum(word in title for word in words), len(words)),
            percent(len(title.intersection(words)), len(title)),
            whole != "" and (flat in whole or whole[:_DESCRIPTION] in flat),
            flat == _flat(self._lines.title),
        )

    def _beside(self, place: int, at: int) -> tuple[int, int, int, int]:
        if not 0 <= at < len(self._names):
            return -1, -1, 0, 0
        names = self._names[at]
        return self._tags[at], self._links[at], names == self._names[place], self._prose_share(names)

    def _near(self, place: int) -> tuple[int, int, int]:
        near = range(max(0, place - _REACH), min(len(self._names), place + _REACH + 1))
        items = sum(self._marks[at].tag == "li" for at in near)
        return sum(self._links[at] for at in near) // len(near), self._linked_lines, percent(items, len(near))

    @cached_property
    def _linked_lines(self) -> int:
        return percent(sum(share > _LINKED for share in self._links), len(self._links))

    @cached_property
    def _alike(self) -> dict[tuple[str, int], tuple[int, ...]]:
        return self._grouped(zip(self._names, self._tags, strict=True))

    @cached_property
    def _kinds(self) -> dict[int, tuple[int, ...]]:
        return self._grouped(mark.kind for mark in self._marks)

    @cached_property
    def _parents(self) -> dict[int, tuple[int, ...]]:
        return self._grouped(mark.parent for mark in self._marks)

    def _grouped(self, keys: Iterable[T]) -> dict[T, tuple[int, ...]]:
        """Return for each key the places of its lines."""
        places: dict[T, list[int]] = defaultdict(list)
        for place, key in enumerate(keys):
            places[key].append(place)
        return {key: self._averages(alike) for key, alike in places.items()}

    def _kind(self, place: int) -> tuple[int, ...]:
        kind = self._marks[place].kind
        return *self._kinds[kind], percent(self._kinds_of_prose[kind], len(self._lines.paragraphs))

    @cached_property
    def _kinds_of_prose(self) -> Counter[int]:
        return Counter(self._marks[place].kind for place in self._lines.paragraphs)

    def _parent(self, place: int) -> tuple[int, ...]:
        mark = self._marks[place]
        beside = (number for step in NEAR for number in self._shared(mark, place + step))
        return *self._parents[mark.parent], int(100 * mark.prose_share), *beside

    def _shared(self, mark: Mark, at: int) -> tuple[int, int, int]:
        if not 0 <= at < len(self._marks):
            return -1, -1, -1
        other = self._marks[at]
        return mark.parent == other.parent, mark.kind == other.kind, mark.element == other.element

    def _tree(self, place: int) -> tuple[int, ...]:
        mark, below = self._marks[place], place + 1
        return (
            _INNER.get(mark.inner, _OTHER_INNER),
            max(-20, min(20, mark.depth - self._usual_depth)),
            mark.in_figure,
            min(_MOST_LEFT_OUT, mark.gap),
            min(_MOST_LEFT_OUT, self._marks[below].gap) if below < len(self._marks) else -1,
        )

    @cached_property
    def _usual_depth(self) -> int:
        depths = sorted(self._marks[place].depth for place in self._lines.paragraphs)
        return depths[len(depths) // 2] if depths else 0

    def _averages(self, places: Sequence[int]) -> tuple[int, ...]:
        count, lines = len(places), self._lines
        return (
            min(count, 60),
            sum(self._links[place] for place in places) // count,
            min(400, sum(len(lines.texts[place]) for place in places) // count),
            percent(sum(lines.gone[place] for place in places), count),
            percent(sum(lines.prose[place] for place in places), count),
        )

    def _wording(self, place: int) -> tuple[int, int, int, int]:
        if not 0 <= place < len(self._names):
            return 0, 0, 0, 0
        key = self._names[place], self._marks[place].tag
        if key not in self._known:
            buckets = wording.name_buckets(wording.name_words(key[0]), key[1])
            self._known[key] = wording.columns(self._weights, buckets)
        return self._known[key]

    def _own_names(self, place: int) -> tuple[int, int, int, int]:
        """Return the same as `_wording`, for words that the elements of the prose do not have."""
        words = wording.name_words(self._names[place]) - self._lines.usual_name_words
        return wording.columns(self._weights, wording.word_buckets(words))


def _flat(text: str) -> str:
    return " ".join(text.lower().split())
