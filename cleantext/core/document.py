"""An article as the rules see it: its lines, where the prose is, and what the HTML said."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from itertools import accumulate
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from cleantext.core.edits import Trail
from cleantext.core.initials import Initials
from cleantext.core.lazy import lazy

if TYPE_CHECKING:
    from cleantext.core.learned import Site

# Shorter lines with a full stop are as often captions, teasers or notes as they are prose.
PROSE_CHARACTERS = 80
PARAGRAPH_CHARACTERS = 400  # of this length, whatever it ends with: menus and teasers are shorter
# Closing punctuation of any script, then closing quotes, brackets or footnote marks.
_SENTENCE_END = lazy(r"[.!?…。！？।؟][\p{Pf}\p{Pe}\p{Pi}\"'*\d]*$")
# The roles of phrases that make a line boilerplate, not merely suspect beside other boilerplate.
CUES = frozenset({"line", "head", "tail", "block"})


class Line(NamedTuple):
    """One line, without the blanks around it; a blank line has `text == ""`."""

    start: int  # code points of the document
    end: int
    text: str


class Mark(NamedTuple):
    """What the HTML said about a passage that starts at `start`."""

    start: int  # code points of the source
    tag: str  # "p", "h2", "li", "figcaption", …; "" where the passage was not found in the page
    link_share: float  # share of its code points that stand inside links
    names: str  # classes, ids, roles, item properties and telling tags of the elements around it, lower case


class Hit(NamedTuple):
    """A phrase of a pack, found in the document."""

    line: int  # index into `Document.lines`
    start: int  # code points of the document
    end: int
    role: str  # what the pack calls it: "line", "weak", …
    phrase: str  # as the pack spells it


Scan = Callable[["Document", "Document | None"], Mapping[str, tuple[Hit, ...]]]


def utf8(text: str) -> bytes:
    """A text in UTF-8, a question mark for each lone surrogate (UTF-8 cannot hold them)."""
    return text.encode("utf-8", "replace")


class Document:
    """A text and the tables over it, each made when it is first asked for."""

    def __init__(
        self,
        text: str,
        *,
        title: str | None = None,
        description: str | None = None,
        window_title: str | None = None,
        language: str | None = None,
        marks: Sequence[Mark] = (),
        trail: Trail | None = None,
        learned: "Site | None" = None,
        scan: "Scan | None" = None,
        look: Callable[["Document"], frozenset[str]] | None = None,
        before: "Document | None" = None,
    ) -> None:
        """`marks` speak of the source, sorted by start; `trail` leads back to it where `text` is not the source.

        before: the document that edits made this one of; its hits are those of all lines that are still there.
        """
        self.text = text
        self.title = title
        self.window_title = window_title  # the <title> element of the page, with the names of site and section
        self.description = description  # the teaser that the page gives to search engines and networks
        self.language = language
        self.learned = learned  # what the site that the article is from repeats, where that is known
        self.marks = marks  # of the source, not of `text`
        self._trail = trail
        self._scan = scan
        self._look = look
        self.scanned: Document | None = before if before is None or "hits" in vars(before) else before.scanned
        self.known: frozenset[int] = frozenset()  # lines that the rules which ran before are about to remove

    @cached_property
    def data(self) -> bytes:
        """The text in UTF-8."""
        return utf8(self.text)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines, blank ones too, split at line feeds."""
        texts = list(map(str.strip, self.raw_lines))
        if texts != self.raw_lines:
            return tuple(map(_line, self.raw_lines, self._line_starts))
        ends = map(add, self._line_starts, map(len, texts))
        return tuple(map(_new_line, zip(self._line_starts, ends, texts, strict=True)))

    def line(self, index: int) -> Line:
        """One line; without the table of all."""
        return _line(self.raw_lines[index], self._line_starts[index])

    @cached_property
    def raw_lines(self) -> list[str]:
        """The text between line feeds, with the blanks around it."""
        return self.text.split("\n")

    def lines_of(self, start: int, end: int) -> range:
        """The indexes of the lines that a span touches."""
        return range(self.line_at(start), self.line_at(max(start, end - 1)) + 1)

    @cached_property
    def words(self) -> list[str]:
        """The text in lower case, split at white space; punctuation stays with its word."""
        return self.lower.split()

    @cached_property
    def initials(self) -> Initials:
        """The table of `words` by which repeats are found."""
        return Initials(self.words)

    @cached_property
    def lower(self) -> str:
        """The text in lower case; a few capitals become two letters, so places may shift."""
        return self.text.lower()

    def line_of_word(self, at: int) -> int:
        """The index of the line that one of `words` stands in."""
        return bisect_right(self._words_before, at) - 1

    @cached_property
    def _words_before(self) -> list[int]:
        """For each line how many words stand before it."""
        return list(accumulate((len(line.split()) for line in self.raw_lines), initial=0))[:-1]

    def line_at(self, position: int) -> int:
        """The index of the line that holds a position of the text."""
        return bisect_right(self._line_starts, position) - 1

    @cached_property
    def _line_starts(self) -> list[int]:
        return list(accumulate(map((1).__add__, map(len, self.raw_lines)), initial=0))[:-1]

    @cached_property
    def hits(self) -> Mapping[str, tuple[Hit, ...]]:
        """What the scan found, by rule id; it runs once, when a rule first asks."""
        return self._scan(self, self.scanned) if self._scan else {}

    @cached_property
    def shapes(self) -> frozenset[str]:
        """The ids of the rules whose `shape` occurs in the text."""
        return self._look(self) if self._look else frozenset()

    @cached_property
    def cued(self) -> frozenset[int]:
        """The lines that some rule holds for boilerplate by themselves, wherever or where they stand."""
        return frozenset(hit.line for hits in self.hits.values() for hit in hits if hit.role in CUES)

    @cached_property
    def prose(self) -> frozenset[int]:
        """The lines that read like paragraphs of the article and are not cued."""
        lines = enumerate(self.lines)
        return frozenset(index for index, line in lines if is_prose(line.text) and index not in self.cued)

    @cached_property
    def prose_before(self) -> tuple[int, ...]:
        """For each line index, and for the end, how many code points of prose stand before it."""
        sizes = [0] * len(self.lines)
        for index in self.prose:
            sizes[index] = len(self.lines[index].text)
        return tuple(accumulate(sizes, initial=0))

    def prose_after(self, index: int) -> int:
        """How many code points of prose stand behind a line."""
        return self.prose_before[-1] - self.prose_before[index + 1]

    @property
    def has_marks(self) -> bool:
        """Whether there is evidence from HTML."""
        return bool(self.marks)

    def mark(self, index: int) -> Mark | None:
        """What the HTML said about a line; None for plain text."""
        return self._line_marks[index] if self.marks else None

    @cached_property
    def _line_marks(self) -> list[Mark | None]:
        return [self._mark_at(line.start) if line.text else None for line in self.lines]

    def _mark_at(self, start: int) -> Mark | None:
        position = self._trail.start(start) if self._trail else start
        found = bisect_right(self.marks, position, key=lambda mark: mark.start) - 1
        return self.marks[found] if found >= 0 else None


# Twice as fast as `Line` itself, which is a function in Python.
_new_line = partial(tuple.__new__, Line)


def _line(raw: str, start: int) -> Line:
    text = raw.strip()
    lead = len(raw) - len(raw.lstrip()) if text else 0
    return Line(start + lead, start + lead + len(text), text)


def is_prose(text: str) -> bool:
    """Whether a line reads like article prose: a sentence at the end of a long line, or a very long one."""
    if len(text) < PROSE_CHARACTERS:
        return False
    text = text.rstrip("| \t")  # the last cell of a table that an extractor wrote out
    if len(text) >= PARAGRAPH_CHARACTERS:
        return True
    return len(text) >= PROSE_CHARACTERS and _SENTENCE_END.search(text, len(text) - 8) is not None
