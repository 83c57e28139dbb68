"""Decks, captions and boxes that the page itself leaves out of the text of its article.

Runs only on HTML with an `articleBody` in JSON-LD (schema.org), which 37 of 135 labelled news pages have. If that holds
most paragraphs, and the last one of their kind, a line that it lacks is no part of the article if its markup differs
from that of all lines that it has. A heading goes only with other lines of its box. Publishers leave subheadings,
tables, quotations, posts of networks and code out of this text, so those stay, as do lists of labels, and lines whose
markup occurs in three places between the paragraphs, such as the questions of an interview.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from cleantext.core.blocks import element_names, line_edit
from cleantext.core.document import SUBHEADINGS, Document
from cleantext.core.edits import Edit
from cleantext.core.lazy import lazy
from cleantext.core.prose import ends_sentence
from cleantext.core.rule import Cues, Rule

_TAGS = ("p", "div", "li", "figcaption", "figure", "aside", "section", *SUBHEADINGS)
_KEPT = element_names(
    r"pre|code|kbd|samp|highlight|hljs|table|blockquote|\S*quote|\S*question|foot-?notes?|footer-notes?|endnotes?"
    r"|\S*(?:embed|tweet|twitter|instagram|facebook|tiktok)\S*|recipe|ingredients?|instructions?"
)
_BOLD = ("b", "strong")
_WORD = lazy(r"[\p{L}\p{M}\p{N}]+")
_SIZE = 4  # words of the sequences that are compared
# Edits of an article may not reach its JSON-LD: a line is stated if it shares half of its sequences, and missing if it
# shares fewer than a tenth.
_STATED, _MISSING = 0.5, 0.1
_LEAST_STATED = 0.7  # share of the words of all paragraphs
_FEWEST_PARAGRAPHS = 3  # that are stated
_MOST_STATED = 3  # times the length of the extracted text; a longer one is that of another article
_MOST_PLACES = 2  # between the paragraphs, for lines with the same markup


def has_stated_text(document: Document) -> bool:
    """Return whether the page states the text of its article."""
    stated = document.article.stated_text if document.has_marks else None
    return stated is not None and len(stated) <= _MOST_STATED * len(document.text)


def propose(document: Document, _: Cues) -> Iterator[Edit]:
    """Yield the lines in boxes that the page's own text of the article lacks."""
    lines = _Lines(document)
    if lines.are_stated:
        yield from (line_edit(document, index, "the page's own text of the article lacks it") for index in lines.gone())


class _Lines:
    """The lines of a page beside the text that it states."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._words = _words(document.article.stated_text or "")
        self._known: dict[int, set[tuple[str, ...]]] = {}
        marks = [document.mark(index) for index in range(len(document.lines))]
        self._marks = {index: mark for index, mark in enumerate(marks) if mark and document.lines[index].text}
        self._shares = {index: self._share(document.lines[index].text) for index in self._marks}
        self._stated = [index for index, share in self._shares.items() if share >= _STATED]

    @property
    def are_stated(self) -> bool:
        """Return whether the page states nearly all paragraphs, and the last one of the usual markup."""
        prose = sorted(self._marks.keys() & self._document.prose)
        stated = [index for index in prose if self._shares[index] >= _STATED]
        if len(stated) < _FEWEST_PARAGRAPHS or self._size(stated) < _LEAST_STATED * self._size(prose):
            return False
        usual = Counter(self._marks[index].kind for index in stated).most_common(1)[0][0]
        return self._shares[max(index for index in prose if self._marks[index].kind == usual)] >= _STATED

    def gone(self) -> list[int]:
        """Return the lines that the page leaves out, in order."""
        found = {index for index in self._marks if self._is_left_out(index)}
        kinds = Counter(self._marks[first].kind for first in self._firsts(found))
        found = {index for index in found if kinds[self._marks[index].kind] <= _MOST_PLACES}
        found -= self._broken_lists(found)
        boxes = set().union(*(self._own_names(index) for index in found if not self._is_subheading(index)))
        return sorted(index for index in found if not self._is_subheading(index) or boxes & self._own_names(index))

    def _is_left_out(self, index: int) -> bool:
        mark, text = self._marks[index], self._document.lines[index].text
        if self._shares[index] >= _MISSING or mark.tag not in _TAGS or mark.kind in self._stated_kinds:
            return False
        if _KEPT.search(f"{mark.names} {mark.inner}") or (mark.tag == "li" and not ends_sentence(text)):
            return False
        return bool(self._own_names(index))

    def _is_subheading(self, index: int) -> bool:
        mark = self._marks[index]
        is_bold = mark.inner in _BOLD and not ends_sentence(self._document.lines[index].text)
        return mark.tag in SUBHEADINGS or is_bold

    def _firsts(self, found: set[int]) -> Iterator[int]:
        """Yield the first line of each run of lines with the same markup."""
        last = None
        for index, mark in self._marks.items():
            if index in found and mark.kind != last:
                yield index
            last = mark.kind if index in found else None

    def _broken_lists(self, found: set[int]) -> set[int]:
        """Return the items of lists of which another item stays."""
        whole = {mark.parent for index, mark in self._marks.items() if mark.tag == "li" and index not in found}
        return {index for index in found if self._marks[index].tag == "li" and self._marks[index].parent in whole}

    def _own_names(self, index: int) -> set[str]:
        """Return the names around a line that no stated line has."""
        return set(self._marks[index].names.split()) - self._stated_names

    @cached_property
    def _stated_kinds(self) -> set[int]:
        return {self._marks[index].kind for index in self._stated}

    @cached_property
    def _stated_names(self) -> set[str]:
        return {name for index in self._stated for name in self._marks[index].names.split()}

    def _share(self, text: str) -> float:
        """Return the share of a line's sequences of words that the page states."""
        words = _words(text)
        size = min(_SIZE, len(words))
        if size not in self._known:
            self._known[size] = set(_sequences(self._words, size))
        found = _sequences(words, size)
        return sum(one in self._known[size] for one in found) / len(found) if found else 0.0

    def _size(self, indexes: Sequence[int]) -> int:
        return sum(len(self._document.lines[index].text) for index in indexes)


def _words(text: str) -> list[str]:
    words: list[str] = _WORD.findall(text.casefold())
    return words


def _sequences(words: Sequence[str], size: int) -> list[tuple[str, ...]]:
    return list(zip(*(words[start:] for start in range(size)), strict=False))


_STATED_TEXT = (
    "The ferry was late on Monday, and two hundred passengers waited on the pier for an hour in the rain. Nobody told "
    "them why, and the company gave no answer when this newspaper asked it on Tuesday morning. It is the ninth time "
    "since spring, and the council wants to see the contract before the summer."
)
_HEAD = (
    "<html><head><title>Ferry late again | Aller Courier</title><script type='application/ld+json'>"
    f'{{"@type": "NewsArticle", "articleBody": "{_STATED_TEXT}"}}</script></head><body><article>'
)
_FIRST, _SECOND, _THIRD = (f"<p>{part}.</p>" for part in _STATED_TEXT.removesuffix(".").split(". "))

RULE = Rule(
    id="page_insert",
    version=1,
    stage="remove",
    category="template",
    level="safe",
    waiver="The page itself leaves these lines out of its article, and their markup differs from all that it has.",
    doc=__doc__,
    propose=propose,
    when=has_stated_text,
    removes=(
        (
            f"{_HEAD}{_FIRST}{_SECOND}<div class='in-short'><p>⟦The ferry crosses the Aller eleven times a day and "
            f"carries six hundred people, most of them pupils.⟧</p></div>{_THIRD}</article></body></html>"
        ),
    ),
    keeps=(
        (
            f"{_HEAD}{_FIRST}{_SECOND}<h2 class='subhead'>The contract</h2>{_THIRD}<p>The council meets again on the "
            "first Thursday of May, in the hall of the school.</p></article></body></html>"
        ),
    ),
)
