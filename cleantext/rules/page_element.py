"""Lines that the page's own markup names: captions, bylines, dates, forms, menus, newsletter boxes, comments.

Runs only on HTML. The evidence is the class, id and role names of the elements around a line, and its own element. A
paragraph of prose stays in any element. The names are no evidence in an element with half of the prose, since sites
wrap articles in elements of any name; nor if such lines make up most of a page, or if paragraphs stand in an element of
the same names as a label. Prose is removed only from dialogs ("Republish this story") and, below the article's first
paragraph, from elements beside it (sidebars, calls to action, boxes about the author), and on pages of news from boxes
of facts, if they hold little of the prose. Lines of code stay, since highlighters mark comments in them, as do notes
and tables of contents. A small box with a field for an e-mail address counts as one named `signup`. Ambiguous names
(header, title, list, summary, social) are not in the list: they stand around content as often. Missed: sites whose
class names are code.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from cleantext.core.blocks import element_names, has_marks, is_prose_line, line_edit
from cleantext.core.body import body
from cleantext.core.document import SUBHEADINGS, Document
from cleantext.core.edits import Edit
from cleantext.core.lazy import lazy
from cleantext.core.prose import ends_sentence
from cleantext.core.rule import Cues, Rule

# Names that stood around boilerplate and hardly ever around content: of the lines of labelled pages that they remove,
# 148 were boilerplate and 1 content; the names were chosen on these pages.
_NAMES = element_names(
    "figcaption|nav|footer|copyright|form|newsletter|subscribe|signup|date|published|byline|comments?|webmentions?|email"
    "|print|author"
    "|pubdate|datestamp|timestamp|tagline|pagination|imagecaption|photocaption|autor|auteur|autore|verfasser"
    # Players: JW Player, Video.js, MediaElement, Plyr, Brightcove, and names that cannot be those of a sportsman.
    r"|jwplayer|jw|video-?js|vjs|mejs|plyr|brightcove|(?:video|audio|media)-?(?:player|resource|headline|duration)",
)
# The id of a heading consists of its words, so only names that no heading would have.
_HEADING_NAMES = element_names("nav|footer|newsletter|subscribe|signup|comments?")
_KEPT = element_names("pre|code|kbd|samp|highlight|hljs|toc|tableofcontents|foot-?notes?|footer-notes?|endnotes?")
_DIALOGS = element_names("modal|dialog|popup")
# Share of the prose of a page: some sites show the whole article in a dialog. On labelled pages it is at most 0.4.
_MOST_IN_DIALOGS = 0.5
# On labelled pages 148 lines in these elements, on 31 sites, were boilerplate; of six that gold texts keep, five are
# calls.
_ASIDES = element_names(
    "sidebar|banner|cta|call-?to-?action|disclaimer|author-?bio|bio|biography|newsletter|sign-?up|subscribe"
    "|subscriptions|subscription-widget|descriptionwrapper"
)
# Boxes of facts and summaries beside an article of news: on five labelled sites of 2023 to 2026 all their 50 lines were
# out of the article. Other pages (an encyclopedia, advice) have their own content in boxes of these names.
_BOXES = element_names(
    r"(?:info|fact|facts|fakta|fakten)-?box(?:es)?|faktaboks|faktaruta|info-?kasten|encadre|despiece|recuadro"
)
# Lists that sum up the article, above its paragraphs or under a heading of their own; elsewhere the article's own lists
# may have these names.
_SUMMARIES = element_names(
    r"bullet-?points?|summary-?list|ai-?(?:article-?)?summary|key-?(?:points?|takeaways?)|takeaways?"
)
_MOST_ABOVE = 1  # paragraph: a deck
_MOST_IN_BOXES = 0.4
_NOTE_SIGNS = ("*", "†", "‡", "¹", "²", "³")  # a note on the article in a "disclaimer"
_MOST_IN_ASIDES = 0.2  # a page of many biographies, or of an author's life, has more


# Names of labels: with more lines than a byline, or with a sentence, the element is something else.
_LABELS = frozenset(
    {"author", "byline", "date", "published", "pubdate", "print", "email", "timestamp", "datestamp", "autor", "auteur"}
    | {"autore", "verfasser"}
)
# Parts of a page that hold its article if they are never closed.
_LAYOUT = frozenset({"nav", "footer", "form"})
_MOST_LABELS = 12  # lines of one name; a column of dated entries has a label for each
_MOST_OF_PAGE = 0.6  # of a text; comments and dates are the content of a page with more
# The head of a message, in an element named "email": "Subject: The late ferry".
_FIELD = lazy(r"\p{Lu}[\p{L} -]{0,24}: *\S")


class _Named(NamedTuple):
    """The names around a line, by what they mark it as; "" if they mark nothing."""

    element: str = ""
    dialog: str = ""
    aside: str = ""
    box: str = ""
    summary: str = ""


def propose(document: Document, _: Cues) -> Iterator[Edit]:
    """Yield the lines in elements with such names that are no prose, and all lines of dialogs and of asides."""
    marks = ((index, document.mark(index)) for index in range(len(document.lines)))
    named = {index: found for index, mark in marks if mark and any(found := _named(mark.names, mark.tag))}
    gone = (
        dict(_labels(document, named)) | _asides(document, named) | _boxes(document, named) | _dialogs(document, named)
    )
    if _size(document, gone) <= _MOST_OF_PAGE * _size(document, range(len(document.lines))):
        yield from (line_edit(document, index, f"in an element named {name!r}") for index, name in sorted(gone.items()))


def _labels(document: Document, named: dict[int, _Named]) -> Iterator[tuple[int, str]]:
    """Yield the lines, not prose, whose element has such a name."""
    counts = Counter(found.element for index, found in named.items() if not is_prose_line(document, index))
    around_prose = {_names(document, index) for index in document.prose}
    for index, found in named.items():
        name = found.element
        if not name or is_prose_line(document, index):
            continue
        if name in _LAYOUT and _is_sentence_beside_prose(document, index, around_prose):
            continue
        if name not in _LABELS or _is_label(document, index, counts[name], around_prose):
            yield index, name


def _is_sentence_beside_prose(document: Document, index: int, around_prose: set[str]) -> bool:
    """Return whether a line is a short sentence in the same elements as a paragraph."""
    return ends_sentence(document.lines[index].text) and _names(document, index) in around_prose


def _dialogs(document: Document, named: dict[int, _Named]) -> dict[int, str]:
    """Return the lines of dialogs, if these hold little of the page's prose."""
    found = {index: names.dialog for index, names in named.items() if names.dialog}
    return found if _prose_share(document, found) <= _MOST_IN_DIALOGS else {}


def _boxes(document: Document, named: dict[int, _Named]) -> dict[int, str]:
    """Return the lines of boxes of facts and of summaries on a page of news, if these hold little of its prose."""
    if not document.article.is_news:
        return {}
    lines = {index: names.box for index, names in named.items() if names.box}
    summary = {index: names.summary for index, names in named.items() if names.summary}
    if summary and _is_apart(document, min(summary)):
        lines |= summary
    found = _with_headings(document, lines)
    return found if _prose_share(document, found) <= _MOST_IN_BOXES else {}


def _is_apart(document: Document, first: int) -> bool:
    """Return whether a summary begins with a heading of its own, or stands above the paragraphs."""
    mark = document.mark(first)
    is_headed = mark is not None and mark.tag in SUBHEADINGS
    return is_headed or sum(index < first for index in document.prose) <= _MOST_ABOVE


def _with_headings(document: Document, lines: dict[int, str]) -> dict[int, str]:
    """Return lines without the headings above lines that stay."""
    found: dict[int, str] = {}
    for index in sorted(lines, reverse=True):
        mark = document.mark(index)
        if not (mark and mark.tag in SUBHEADINGS) or document.next_filled(index) in found:
            found[index] = lines[index]
    return found


def _asides(document: Document, named: dict[int, _Named]) -> dict[int, str]:
    """Return the lines below the first paragraph in elements beside the article that hold little of its prose.

    A heading is removed only with the line below it: cards of the article's own list have only headings.
    """
    first = document.table(body).first
    lines = {
        index: names.aside
        for index, names in named.items()
        if names.aside and index > first and not document.lines[index].text.startswith(_NOTE_SIGNS)
    }
    found = _with_headings(document, lines)
    return found if _prose_share(document, found) <= _MOST_IN_ASIDES else {}


def _is_label(document: Document, index: int, count: int, around_prose: set[str]) -> bool:
    """Return whether a line in an element named like a label is one."""
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
    element = (_HEADING_NAMES if tag in SUBHEADINGS else _NAMES).search(f"{names} {tag}")
    others = (pattern.search(names) for pattern in (_DIALOGS, _ASIDES, _BOXES, _SUMMARIES))
    return _Named(element["name"] if element else "", *(found["name"] if found else "" for found in others))


def _prose_share(document: Document, found: Iterable[int]) -> float:
    """Return the share of the page's prose in some lines."""
    said = document.prose.intersection(found)
    return _size(document, said) / _size(document, document.prose) if said else 0.0


def _size(document: Document, indexes: Iterable[int]) -> int:
    return sum(len(document.lines[index].text) for index in indexes)


RULE = Rule(
    id="page_element",
    version=9,
    stage="remove",
    category="navigation",
    level="safe",
    waiver="Of the five wrong ones, four are calls to readers or notices of the publisher, kept by annotators.",
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
