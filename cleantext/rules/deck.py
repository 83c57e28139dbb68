"""The teaser under the headline, if the page's markup shows it.

Runs only on HTML. It removes a line above the first paragraph in an element named deck, subline or subtitle. It also
removes the page's own description, word for word, if that is no sentence, is set as a heading unlike all others, or
stands in the header of the page. Any other description that is a sentence stays: it usually is the first paragraph of
the article (on labelled pages in 53 of 56 cases). Text in an element named lede stays too. From text alone a deck reads
like the first sentence of the article, and stays.
"""

from collections.abc import Iterator
from functools import partial
from itertools import takewhile

from cleantext.core.blocks import element_names, has_marks, in_head, in_head_or_first, line_edit
from cleantext.core.document import Document, Mark
from cleantext.core.edits import Edit
from cleantext.core.prose import ends_sentence
from cleantext.core.rule import Cues, Rule

LONGEST = 250
# Shorter descriptions are names of sites and sections.
FEWEST_WORDS = 4
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_NAMES = element_names("deck|dek|strapline|subhead|subheadline|subline|subtitle")
_OPENING = element_names("lede|lead")
# Descriptions set as headings, or in an element of this name without paragraphs: on labelled pages of 14 sites 20 were
# teasers above the article and none its first paragraph.
_HEADER = element_names("header")


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
        return words == description or words in teasers
    return words == description and len(text) <= LONGEST and not ends_sentence(text)


def _has_likes(document: Document, mark: Mark) -> bool:
    """Return whether a heading has the markup of others, which are the article's own."""
    if mark.tag not in _HEADINGS:
        return False
    return sum(other.kind == mark.kind for other in document.marks) > 1


def _is_apart(mark: Mark) -> bool:
    """Return whether a line is set as a heading, or stands in a header without paragraphs."""
    return mark.tag in _HEADINGS or (not mark.prose_share and _HEADER.search(mark.names) is not None)


RULE = Rule(
    id="deck",
    version=3,
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
