"""An article as rules read it: its lines, its prose, and the evidence from HTML."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate, chain
from operator import add
from typing import Any, NamedTuple, Protocol, TypeVar

from cleantext.core.edits import Level, Trail
from cleantext.core.initials import Initials
from cleantext.core.prose import is_prose
from cleantext.core.site_file import SiteFile

# The roles of phrases that make a line boilerplate by themselves, not merely suspect beside other boilerplate.
CUES = frozenset({"sure", "line", "head", "tail", "block"})

T = TypeVar("T")


_LONG_LINE = 10_000  # code points


class Line(NamedTuple):
    """One line, without the blanks around it; a blank line has `text == ""`."""

    start: int  # code points of the document
    end: int
    text: str


SUBHEADINGS = ("h2", "h3", "h4", "h5", "h6")  # tags of HTML; the headline is an `h1`


class Mark(NamedTuple):
    """The HTML evidence for a line of the extracted text.

    Elements are numbers, in the order of the page. A line's own element is the nearest block around it, such as `p`,
    `li` or `div`.
    """

    start: int  # code points of the source
    tag: str  # of its own element: "p", "h2", "li", "td", …; "" if the line was not found in the page
    link_share: float  # share of its code points that stand inside links
    names: str  # classes, ids, roles, item properties and telling tags around it, innermost first, lower case
    inner: str = ""  # tag of the innermost element around the whole line, if that is inline: "a", "b", "em"
    depth: int = 0  # of its own element: 1 where that stands directly in `body`
    element: int = -1  # its own element; line breaks separate the lines of one element
    parent: int = -1  # the element around its own one; items of one list or paragraphs of one section share it
    kind: int = -1  # shared by lines whose own elements, and all elements around them, have the same tags and classes
    prose_share: float = 0.0  # share of the article's prose in `parent`, without this line
    in_figure: bool = False  # it stands in a figure, or repeats the alternative text of an image
    gap: int = 0  # code points of the page, without white space, dropped between the line before and it
    is_kept: bool = False  # it stands in an element that its site file keeps
    is_elsewhere: bool = False  # it stands in another article of the page, with a headline of its own
    cuts: tuple[
        tuple[int, int, str], ...
    ] = ()  # passages that the site file drops: code points of the source, selector


class Hit(NamedTuple):
    """A phrase of a pack, found in the document."""

    line: int  # index into `Document.lines`
    start: int  # code points of the document
    end: int
    role: str  # its name in the pack: "line", "weak", …
    phrase: str  # as the pack spells it


def utf8(text: str) -> bytes:
    """Return a text in UTF-8, with a question mark for each lone surrogate (UTF-8 cannot hold them)."""
    return text.encode("utf-8", "replace")


class Repeated(Protocol):
    """A line that a site repeats."""

    @property
    def where(self) -> str:
        """Return where it is removed: "head", "tail" or "body"."""

    @property
    def level(self) -> Level:
        """Return the level at which it is removed."""

    @property
    def pages(self) -> int:
        """Return the number of pages on which it was seen."""


class Site(Protocol):
    """The lines that one site repeats, as a protocol; `core/learned.py` implements it for site packs."""

    @property
    def name(self) -> str:
        """The registered domain."""

    @property
    def pages(self) -> int:
        """Return the number of pages that it was learned from."""

    @property
    def has_body(self) -> bool:
        """Return whether any line is removed inside articles."""

    @property
    def exact(self) -> Mapping[str, Repeated]:
        """The lines by their text."""

    @property
    def known(self) -> Callable[[str], Repeated | None]:
        """Return a function that finds the site's entry for a line, or for a paragraph that is nearly the same."""

    def may_know(self, text: str) -> bool:
        """Return whether a line starts like one that the site repeats."""

    def find(self, text: str) -> Repeated | None:
        """Return the line of the site that a line is a version of."""


@dataclass(frozen=True, slots=True)
class Article:
    """The title, language, site and HTML evidence of an article."""

    title: str | None = None
    language: str | None = None  # a code, such as "de", that the user gave
    site: Site | None = None  # the lines that its site repeats
    window_title: str | None = None  # the <title> element of the page, with the names of site and section
    description: str | None = None  # the teaser that the page offers to search engines and networks
    marks: Sequence[Mark] = ()  # the evidence from HTML, sorted by start
    site_file: SiteFile | None = None  # the rules that a person wrote for the site
    teasers: Sequence[str] = ()  # all descriptions on the page, `description` among them
    claimed_language: str | None = None  # the code in the page; often only that of its theme
    is_news: bool = False  # the page calls itself a news article
    author: str | None = None  # the author that the page names in its metadata
    stated_text: str | None = None  # the text of the article in the page's metadata (`articleBody` of schema.org)
    headlines: Sequence[str] = ()  # the headlines in the page's metadata (`headline` of schema.org)


Hits = Mapping[str, tuple[Hit, ...]]
_NOTHING_KNOWN = Article()


class Document:
    """A text, the facts about the article, and tables over both; it never changes.

    A table is made once, at the first request: `document.table(function)` is `function(document)`.
    """

    def __init__(
        self,
        text: str,
        article: Article = _NOTHING_KNOWN,
        *,
        trail: Trail | None = None,
        scan: "Callable[[Document], Hits] | None" = None,
    ) -> None:
        """Make the document of a text.

        trail: leads from `text` back to the source, whose offsets the marks of the article use; None if `text` is the
        source.
        scan: finds the hits of all phrases, by rule id.
        """
        self.text = text
        self.article = article
        self._trail = trail
        self._scan = scan
        self._tables: dict[Callable[[Document], Any], Any] = {}

    @property
    def title(self) -> str | None:
        """Return the headline, if it is known."""
        return self.article.title

    @property
    def language(self) -> str | None:
        """Return the code of the language, if the user gave it."""
        return self.article.language

    @property
    def marks(self) -> Sequence[Mark]:
        """Return the evidence from HTML, in offsets of the source."""
        return self.article.marks

    def table(self, function: "Callable[[Document], T]") -> T:
        """Return the result of a module-level function for this document; it is called once."""
        if function not in self._tables:
            self._tables[function] = function(self)
        found: T = self._tables[function]
        return found

    @cached_property
    def data(self) -> bytes:
        """The text in UTF-8."""
        return utf8(self.text)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Return all lines, split at line feeds, blank ones included."""
        texts = list(map(str.strip, self.raw_lines))
        if texts != self.raw_lines:
            return tuple(map(_line, self.raw_lines, self._line_starts))
        ends = map(add, self._line_starts, map(len, texts))
        return tuple(map(_new_line, zip(self._line_starts, ends, texts, strict=True)))

    def line(self, index: int) -> Line:
        """Return one line, without making the table of all; a long one is copied once and not at each call."""
        raw = self.raw_lines[index]
        return self.lines[index] if len(raw) > _LONG_LINE else _line(raw, self._line_starts[index])

    @cached_property
    def raw_lines(self) -> list[str]:
        """Return the text between line feeds, with its surrounding blanks."""
        return self.text.split("\n")

    def lines_of(self, start: int, end: int) -> range:
        """Return the indexes of the lines that a span touches."""
        return range(self.line_at(start), self.line_at(max(start, end - 1)) + 1)

    @cached_property
    def words(self) -> list[str]:
        """Return the text in lower case, split at white space; punctuation stays with its word."""
        return self._words_by_line[0]

    @cached_property
    def _words_by_line(self) -> tuple[list[str], list[int]]:
        """Return the words, and the number of words before each line, and of all."""
        split = list(map(str.split, self.lower.split("\n")))
        return list(chain.from_iterable(split)), list(accumulate(map(len, split), initial=0))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Return the distinct tokens of `words`."""
        return frozenset(self.words)

    @cached_property
    def initials(self) -> Initials:
        """Return the table of `words` that finds repeats."""
        return Initials(self.words)

    @cached_property
    def lower(self) -> str:
        """Return the text in lower case; offsets may shift, since a few capitals become two letters."""
        return self.text.lower()

    def line_of_word(self, at: int) -> int:
        """Return the index of the line that one of `words` stands in."""
        return bisect_right(self._words_by_line[1], at) - 1

    def words_of_line(self, index: int) -> tuple[int, int]:
        """Return the indexes into `words` of the first word of a line and of the one behind its last."""
        before = self._words_by_line[1]
        return before[index], before[index + 1]

    def line_at(self, position: int) -> int:
        """Return the index of the line that holds a position of the text."""
        return bisect_right(self._line_starts, position) - 1

    @cached_property
    def _line_starts(self) -> list[int]:
        return list(accumulate(map((1).__add__, map(len, self.raw_lines)), initial=0))[:-1]

    @cached_property
    def hits(self) -> Hits:
        """Return the hits of phrases by rule id. The scan runs once, at the first request."""
        return self._scan(self) if self._scan else {}

    @property
    def is_scanned(self) -> bool:
        """Return whether the scan has run."""
        return "hits" in vars(self)

    @cached_property
    def cued(self) -> frozenset[int]:
        """Return the lines with a phrase that makes them boilerplate by itself."""
        return frozenset(hit.line for hits in self.hits.values() for hit in hits if hit.role in CUES)

    @cached_property
    def prose(self) -> frozenset[int]:
        """Return the lines that read like paragraphs of the article and are not cued."""
        lines = enumerate(self.lines)
        return frozenset(index for index, line in lines if is_prose(line.text) and index not in self.cued)

    @cached_property
    def prose_before(self) -> tuple[int, ...]:
        """Return for each line index, and for the end, the code points of prose before it."""
        sizes = [0] * len(self.lines)
        for index in self.prose:
            sizes[index] = len(self.lines[index].text)
        return tuple(accumulate(sizes, initial=0))

    def filled(self, index: int, step: int = 1) -> Iterator[int]:
        """Return the lines below (step 1) or above (step -1) that are not blank, the nearest first."""
        stop = len(self.lines) if step > 0 else -1
        return (at for at in range(index + step, stop, step) if self.lines[at].text)

    def next_filled(self, index: int, step: int = 1) -> int | None:
        """Return the first of them; None if there is none."""
        return next(self.filled(index, step), None)

    def prose_after(self, index: int) -> int:
        """Return the code points of prose below a line."""
        return self.prose_before[-1] - self.prose_before[index + 1]

    @property
    def has_marks(self) -> bool:
        """Return whether there is evidence from HTML."""
        return bool(self.marks)

    def mark(self, index: int) -> Mark | None:
        """Return the HTML evidence for a line; None for plain text."""
        return self._line_marks[index] if self.marks else None

    def neighbours(self, index: int) -> tuple[int | None, int | None]:
        """Return the next lines above and below that are not blank."""
        return self.next_filled(index, -1), self.next_filled(index)

    def span_of(self, index: int, start: int, end: int) -> tuple[int, int] | None:
        """Return the part of a passage of the source that is left in a line; None if nothing is."""
        line = self.line(index)
        if not self._trail:
            return start, end
        places = range(line.start, line.end)
        first, last = (bisect_left(places, at, key=self._trail.start) for at in (start, end))
        return (places[0] + first, places[0] + last) if first < last else None

    @cached_property
    def _line_marks(self) -> list[Mark | None]:
        return [self._mark_at(line.start) if line.text else None for line in self.lines]

    def _mark_at(self, start: int) -> Mark | None:
        position = self._trail.start(start) if self._trail else start
        found = bisect_right(self.marks, position, key=lambda mark: mark.start) - 1
        return self.marks[found] if found >= 0 else None


# This is twice as fast as `Line` itself, which is a function in Python.
_new_line = partial(tuple.__new__, Line)


def _line(raw: str, start: int) -> Line:
    text = raw.strip()
    lead = len(raw) - len(raw.lstrip()) if text else 0
    return Line(start + lead, start + lead + len(text), text)
