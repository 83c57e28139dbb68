"""Lines that the page's own markup names: captions, bylines, dates, forms, menus, newsletter boxes, comments.

Runs only where HTML went in. The class, id and role names of the elements around a line, and its element, say what
it is; a paragraph of prose stays whatever it stands in, and an element that holds half of the prose says nothing of
its lines, since sites wrap articles in elements of any name. Where such lines make up most of a page, or paragraphs
stand in an element of the same names as a label, the names say nothing. Prose goes from dialogs alone ("Republish this
story"), as long as they hold little of it. Lines of code stay, as highlighters name what is a comment in them, and so
do notes and tables of contents. Names that do not tell (header, title, list, summary, social) are not in the list: they
stand around content as often. Missed: sites whose class names are code.
"""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from cleantext.core.blocks import element_names, has_marks, is_prose_line, line_edit
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.lazy import lazy
from cleantext.core.prose import ends_sentence
from cleantext.core.rule import Cues, Rule

# Names that stood around boilerplate and hardly ever around content: of the lines of labelled pages that go by them
# 148 were boilerplate and 1 content; they were chosen there.
_NAMES = element_names(
    "figcaption|nav|footer|copyright|form|newsletter|subscribe|signup|date|published|byline|comments?|email|print|author"
    "|pubdate|datestamp|timestamp|tagline|pagination|imagecaption|photocaption",
)
# The id of a heading is made of its words: only names that no heading would have.
_HEADING_NAMES = element_names("nav|footer|newsletter|subscribe|signup|comments?")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_KEPT = element_names("pre|code|kbd|samp|highlight|hljs|toc|tableofcontents|foot-?notes?|footer-notes?|endnotes?")
_DIALOGS = element_names("modal|dialog|popup")
# Of the prose of a page: some sites show the whole article in a dialog. On labelled pages it is at most 0.4.
_MOST_IN_DIALOGS = 0.5


# Names of labels: more lines than a byline has, or a sentence, are something else.
_LABELS = frozenset({"author", "byline", "date", "published", "pubdate", "print", "email", "timestamp", "datestamp"})
_MOST_LABELS = 12  # lines of one name; a column of dated entries has a label for each
_MOST_OF_PAGE = 0.6  # of a text; a page of comments and dates has nothing else to say
# The head of a message, in an element named "email": "Subject: The late ferry".
_FIELD = lazy(r"\p{Lu}[\p{L} -]{0,24}: *\S")


class _Named(NamedTuple):
    """What the names around a line call it; "" where they say nothing."""

    element: str = ""
    dialog: str = ""


def propose(document: Document, _: Cues) -> Iterator[Edit]:
    """The lines inside telling elements that are no prose, and all lines of dialogs."""
    marks = ((index, document.mark(index)) for index in range(len(document.lines)))
    named = {index: found for index, mark in marks if mark and any(found := _named(mark.names, mark.tag))}
    if any(found.dialog for found in named.values()) and not _are_asides(document, named):
        named = {index: found._replace(dialog="") for index, found in named.items()}
    gone = dict(_gone(document, named))
    if _size(document, list(gone)) <= _MOST_OF_PAGE * _size(document, list(range(len(document.lines)))):
        yield from (line_edit(document, index, f"in an element named {name!r}") for index, name in gone.items())


def _gone(document: Document, named: dict[int, _Named]) -> Iterator[tuple[int, str]]:
    """The lines that go, each with the name that says what it is."""
    counts = Counter(found.element for index, found in named.items() if not is_prose_line(document, index))
    around_prose = {_names(document, index) for index in document.prose}
    for index, found in named.items():
        name = found.dialog or (not is_prose_line(document, index) and found.element)
        if not name or (name in _LABELS and not _is_label(document, index, counts[name], around_prose)):
            continue
        yield index, name


def _is_label(document: Document, index: int, count: int, around_prose: set[str]) -> bool:
    """Whether a line in an element named like a label is one."""
    text = document.lines[index].text
    if count > _MOST_LABELS or ends_sentence(text) or _FIELD.match(text):
        return False
    return _names(document, index) not in around_prose


def _names(document: Document, index: int) -> str:
    mark = document.mark(index)
    return mark.names if mark else ""


@lru_cache(maxsize=1024)
def _named(names: str, tag: str) -> _Named:
    if _KEPT.search(f"{names} {tag}"):
        return _Named()
    element = (_HEADING_NAMES if tag in _HEADINGS else _NAMES).search(f"{names} {tag}")
    dialog = _DIALOGS.search(names)
    return _Named(element["name"] if element else "", dialog["name"] if dialog else "")


def _are_asides(document: Document, named: dict[int, _Named]) -> bool:
    """Whether the dialogs of a page hold little of its prose."""
    prose = [index for index in range(len(document.lines)) if is_prose_line(document, index)]
    said = [index for index in prose if index in named and named[index].dialog]
    return _size(document, said) <= _MOST_IN_DIALOGS * _size(document, prose)


def _size(document: Document, indexes: list[int]) -> int:
    return sum(len(document.lines[index].text) for index in indexes)


RULE = Rule(
    id="page_element",
    version=5,
    stage="remove",
    category="navigation",
    level="safe",
    doc=__doc__,
    propose=propose,
    when=has_marks,
    removes=(
        (
            "<html><head><title>Ferry late again | Aller Courier</title></head><body><article><div "
            "class='byline'>⟦Ana Ruiz in Vigo⟧</div><p>The ferry was late on Monday, and two hundred "
            "passengers waited on the pier for an hour in the rain.</p><p>Nobody told them why, and the "
            "company gave no answer when this newspaper asked it on Tuesday morning.</p><p>It is the ninth "
            "time since spring, and the council wants to see the contract before the summer.</p><div "
            "class='newsletter'>⟦The week in ferries, on Fridays⟧</div></article></body></html>"
        ),
    ),
    keeps=(
        (
            "<html><head><title>Ferry late again | Aller Courier</title></head><body><article><div "
            "class='story-content'><p>Two hundred waited.</p></div><p>The ferry was late on Monday, and two "
            "hundred passengers waited on the pier for an hour in the rain.</p><p>Nobody told them why, and "
            "the company gave no answer when this newspaper asked it on Tuesday morning.</p><p>It is the ninth "
            "time since spring, and the council wants to see the contract before the "
            "summer.</p></article></body></html>"
        ),
    ),
)
