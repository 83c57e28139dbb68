"""The teaser under the headline, where the page's markup sets it as one.

Runs only where HTML went in: a line above the first paragraph, in an element called deck, subline or subtitle; or
one that is the page's own description word for word and no sentence. A description that is a sentence stays: it is
the first paragraph of the article as a rule (on labelled pages in 53 of 56 cases). So does what stands in an element
called lede. From text alone a deck reads like the first sentence of the article, and stays.
"""

from collections.abc import Iterator
from functools import partial
from itertools import takewhile

from cleantext.core.blocks import element_names, has_marks, in_head, line_edit
from cleantext.core.document import Document, Mark
from cleantext.core.edits import Edit
from cleantext.core.prose import ends_sentence
from cleantext.core.rule import Cues, Rule

LONGEST = 250
# Shorter descriptions are names of sites and sections.
FEWEST_WORDS = 4
_NAMES = element_names("deck|dek|strapline|subhead|subheadline|subline|subtitle")
_OPENING = element_names("lede|lead")


def propose(document: Document, _: Cues) -> Iterator[Edit]:
    """The lines above all prose that stand in an element for decks, or are the page's description."""
    description = (document.article.description or "").split()
    head = takewhile(partial(in_head, document), range(len(document.lines)))
    for index in head:
        text, mark = document.lines[index].text, document.mark(index)
        if mark and len(text) <= LONGEST and (reason := _reason(text, mark, description)):
            yield line_edit(document, index, reason)


def _reason(text: str, mark: Mark, description: list[str]) -> str:
    """What makes a line a deck; "" if nothing does."""
    found = _NAMES.search(mark.names)
    if found and not _OPENING.search(mark.names):
        return f"in an element named {found['name']!r}"
    says = len(description) >= FEWEST_WORDS and text.split() == description and not ends_sentence(text)
    return "the page's description" if says else ""


RULE = Rule(
    id="deck",
    version=2,
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
