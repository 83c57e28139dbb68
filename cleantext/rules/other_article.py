"""Another article on the page: the next story, which a site shows below the one that was asked for.

Runs only on HTML in which several `article` elements have an `h1` of their own, one of them the page's title. The lines
in the others go if each has a date or a byline, too, and enough prose stays. So the parts of one story stay, and so do
the entries of a live blog, since a page with more than three others keeps all. Missed: stories without such elements,
and pages whose title differs from the headline.
"""

from collections.abc import Iterator

from cleantext.core.blocks import has_marks, line_edit
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.rule import Cues, Rule

_FEWEST_PARAGRAPHS = 2  # that stay


def propose(document: Document, _: Cues) -> Iterator[Edit]:
    """Yield the lines of other articles."""
    others = [index for index in range(len(document.lines)) if (mark := document.mark(index)) and mark.is_elsewhere]
    if len(document.prose.difference(others)) >= _FEWEST_PARAGRAPHS:
        yield from (line_edit(document, index, "in an article with a headline of its own") for index in others)


RULE = Rule(
    id="other_article",
    version=2,
    stage="remove",
    category="related",
    level="safe",
    doc=__doc__,
    propose=propose,
    when=has_marks,
    removes=(
        (
            "<html><head><title>Ferry late again</title></head><body><main><article><h1>Ferry late again</h1><p>The "
            "ferry was late on Monday, and two hundred passengers waited on the pier for an hour in the rain.</p>"
            "<p>Nobody told them why, and the company gave no answer when this newspaper asked it on Tuesday "
            "morning.</p><p>It is the ninth time since spring, and the council wants to see the contract before the "
            "summer.</p></article><article><h1>⟦Geese on the runway⟧</h1><time datetime='2026-05-07'></time><p>⟦Forty "
            "geese closed the airfield at Lund for most of Sunday, and a farmer with two dogs was called to drive them "
            "off.⟧</p><p>⟦He says that they come every year when the barley is cut, and that somebody should have "
            "thought of it.⟧</p></article></main></body></html>"
        ),
    ),
    keeps=(
        (
            "<html><head><title>The week on the Aller</title></head><body><main><article><h1>Ferry late again</h1>"
            "<p>The ferry was late on Monday, and two hundred passengers waited on the pier for an hour in the "
            "rain.</p></article><article><h1>Geese on the runway</h1><p>Forty geese closed the airfield at Lund for "
            "most of Sunday, and a farmer with two dogs was called to drive them off.</p></article></main></body>"
            "</html>"
        ),
    ),
)
