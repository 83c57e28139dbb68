"""The teaser under the headline, if the page's markup shows it.

Runs only on HTML. It removes a line above the first paragraph in an element named deck, subline or subtitle. It also
removes the page's own description, word for word, if that is no sentence, is set as a heading unlike all others, or
stands in the header of the page. On a page that calls itself a news article it also removes the description if that is
set unlike all paragraphs, in bold type or in an element named lead or summary, and any line that stands in one `header`
with the headline and without paragraphs. Any other description that is a sentence stays: it usually is the first
paragraph of the article (on labelled pages in 53 of 56 cases). Text in an element named lede or intro stays too. From
text alone a deck reads like the first sentence of the article, and stays.
"""

from collections.abc import Iterator
from functools import partial
from itertools import takewhile

from cleantext.core.blocks import element_names, has_marks, in_head, in_head_or_first, line_edit
from cleantext.core.document import SUBHEADINGS, Document, Mark
from cleantext.core.edits import Edit
from cleantext.core.lazy import lazy
from cleantext.core.prose import ends_sentence
from cleantext.core.rule import Cues, Rule

LONGEST = 250
# Shorter descriptions are names of sites and sections.
FEWEST_WORDS = 4
# "gh-article-excerpt" and "custom-excerpt" are those of Ghost's themes.
_NAMES = element_names("deck|dek|strapline|subhead|subheadline|subline|subtitle|(?:gh-article|custom)-excerpt")
_OPENING = element_names("lede|lead")
_OPENING_OF_NEWS = element_names("lede|intro|introduction|standfirst")
# Descriptions set as headings, or in an element of this name without paragraphs: on labelled pages of 14 sites 20 were
# teasers above the article and none its first paragraph.
_HEADER = element_names("header")
# Names of the element of a deck in news systems. "intro" and "standfirst" are not among them: on labelled pages of
# ten sites they hold the first paragraph as often.
_LEADS = element_names(
    "lead|lead-?text|summary|excerpt|first-?paragraph|einleitung|vorspann|chapo|chapeau|sumario|entradilla|bajada"
    "|sommario|occhiello|spot|perex|zajawka|manchet|ingress|resumo|ingresso"
)
_BOLD = element_names("bold|font-(?:bold|semibold)|strong")
_BOLD_TAGS = ("b", "strong")
_WORD = lazy(r"[\p{L}\p{M}\p{N}]+")
# Paragraphs of prose beside a deck of news: with fewer it may be the article.
_FEWEST_PARAGRAPHS = 3
# Descriptions that break off are compared by their beginning, of so many words.
_FEWEST_OF_BEGINNING = 10
_MOST_OF_CREDIT = 5  # words: "- Anadolu Ajansi", "Von Ana Ruiz, Vigo"


def propose(document: Document, _: Cues) -> Iterator[Edit]:
    """Yield the lines above all prose that stand in an element for decks, or are the page's description."""
    description, *teasers = map(str.split, (document.article.description or "", *document.article.teasers))
    head = takewhile(partial(in_head_or_first, document), range(len(document.lines)))
    for index in head:
        text, mark = document.lines[index].text, document.mark(index)
        if mark and in_head(document, index) and len(text) <= LONGEST and (name := _name(mark)):
            yield line_edit(document, index, f"in an element named {name!r}")
        elif mark and _is_description(text, mark, description, teasers) and not _has_likes(document, mark):
            yield line_edit(document, index, "the page's description")
        elif mark and _is_news_deck(document, index, mark) and _is_one_of(text, [description, *teasers]):
            yield line_edit(document, index, "the page's description, set apart on a page of news")
        elif mark and _is_under_headline(document, index, mark):
            yield line_edit(document, index, "in the header with the headline, on a page of news")


def _name(mark: Mark) -> str:
    """Return the element name that marks a deck; "" if there is none, or the line may open the article."""
    found = _NAMES.search(mark.names)
    return found["name"] if found and not _OPENING.search(mark.names) else ""


def _is_description(text: str, mark: Mark, description: list[str], teasers: list[list[str]]) -> bool:
    """Return whether a line is the page's description, and not the first paragraph."""
    words = text.split()
    if len(words) < FEWEST_WORDS:
        return False
    if _is_apart(mark):
        return words == description or words in teasers or _has_credit(words, description)
    return words == description and len(text) <= LONGEST and not ends_sentence(text)


def _is_news_deck(document: Document, index: int, mark: Mark) -> bool:
    """Return whether a line above the paragraphs of news is set unlike them, in bold or in an element for decks.

    On labelled pages of 14 sites 17 of 18 such lines that repeat the page's description were decks by their labels, and
    the other one is a deck that the gold text keeps.
    """
    if not document.article.is_news or _OPENING_OF_NEWS.search(mark.names):
        return False
    others = [found for at in document.prose - {index} if (found := document.mark(at))]
    if len(others) < _FEWEST_PARAGRAPHS or any(mark.element == found.element for found in _beside(document, index)):
        return False
    if mark.inner in _BOLD_TAGS and not any(found.inner in _BOLD_TAGS for found in others):
        return True
    is_named = _LEADS.search(mark.names) is not None or _BOLD.search(mark.names) is not None
    return is_named and all(found.kind != mark.kind for found in others)


def _is_under_headline(document: Document, index: int, mark: Mark) -> bool:
    """Return whether a line of news stands with the headline in a `header` that holds no paragraph.

    On labelled pages of news and others 14 of such lines on 12 sites were decks or dates, and those of a thirteenth
    site, which is none of news, are decks that its gold texts keep in half of the cases.
    """
    header = _header(mark)
    few = len(document.prose) < _FEWEST_PARAGRAPHS or len(document.lines[index].text.split()) < FEWEST_WORDS
    if not document.article.is_news or not header or mark.prose_share or few:
        return False
    above = (document.mark(at) for at in range(index))
    return any(other.tag == "h1" and _header(other) == header for other in above if other)


def _header(mark: Mark) -> list[str]:
    """Return the names of a line's `header` and of the elements around that; none without one."""
    names = mark.names.split()
    return names[names.index("header") :] if "header" in names else []


def _beside(document: Document, index: int) -> Iterator[Mark]:
    """Yield the marks of the lines right above and below."""
    for at in document.neighbours(index):
        if at is not None and (mark := document.mark(at)):
            yield mark


def _is_one_of(text: str, descriptions: list[list[str]]) -> bool:
    """Return whether a line is a description, or what one breaks off from."""
    words = _WORD.findall(text.casefold())
    for description in descriptions:
        said = _WORD.findall(" ".join(description).casefold())
        breaks_off = len(said) >= _FEWEST_OF_BEGINNING and said[:-1] == words[: len(said) - 1]
        if breaks_off or (len(words) >= FEWEST_WORDS and words == said) or _has_credit(words, said):
            return True
    return False


def _has_credit(words: list[str], description: list[str]) -> bool:
    """Return whether a description is a line with a credit of a few words behind it: "… By Ana Ruiz"."""
    size = len(words)
    return size >= _FEWEST_OF_BEGINNING and words == description[:size] and len(description) - size <= _MOST_OF_CREDIT


def _has_likes(document: Document, mark: Mark) -> bool:
    """Return whether a heading has the markup of others, which are the article's own."""
    if mark.tag not in SUBHEADINGS:
        return False
    return sum(other.kind == mark.kind for other in document.marks) > 1


def _is_apart(mark: Mark) -> bool:
    """Return whether a line is set as a heading, or stands in a header without paragraphs."""
    return mark.tag in SUBHEADINGS or (not mark.prose_share and _HEADER.search(mark.names) is not None)


RULE = Rule(
    id="deck",
    version=6,
    stage="remove",
    category="headline",
    level="safe",
    waiver=(
        "Gold texts differ on teasers under a headline. It runs on HTML alone, where the page's own "
        "description repeats them."
    ),
    doc=__doc__,
    propose=propose,
    when=has_marks,
    removes=(
        (
            "<html><head><title>Ferry late again | Aller Courier</title></head><body><article><h1>Ferry late "
            "again</h1><h2 class='deck'>⟦Passengers wait for an hour⟧</h2><p>The ferry was late on Monday, and "
            "two hundred passengers waited on the pier for an hour in the rain.</p><p>Nobody told them why, "
            "and the company gave no answer when this newspaper asked it on Tuesday morning.</p><p>It is the "
            "ninth time since spring, and the council wants to see the contract before the "
            "summer.</p></article></body></html>"
        ),
    ),
    keeps=(
        (
            "<html><head><title>Ferry late again | Aller Courier</title></head><body><article><h2>What "
            "happened on Monday</h2><p>The ferry was late on Monday, and two hundred passengers waited on the "
            "pier for an hour in the rain.</p><p>Nobody told them why, and the company gave no answer when "
            "this newspaper asked it on Tuesday morning.</p><p>It is the ninth time since spring, and the "
            "council wants to see the contract before the summer.</p></article></body></html>"
        ),
    ),
)
