"""Lines that the other rules leave and that a learned model judges to be boilerplate, in any language.

Runs after the other rules, on plain text and on pages. Boosted trees weigh the shape of a line, its place, the lines
around it, the removals of other rules there, the words that it shares with the article, and its wording. On HTML they
also weigh links, tags, names of elements, and the page's metadata; on plain text the scores of the lines around count,
too, and in 18 languages the voice of a publisher that speaks to its readers, by which whole sentences go as well.
docs/scorer.md has the figures, on pages of sites that the model had not seen. `scorer/guards.py` lists the lines that
it never removes, whatever the model's score: datelines, prices, tables, quotes, the headline, items of a list that
stays, lines below an article that nothing shows to be a publisher's, and anything in a text with little prose. Missed:
most lists of headlines that nothing announces, and sentences glued to a paragraph.
"""

from collections.abc import Iterator

from cleantext.core.blocks import line_edit
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.rule import Cues, Rule
from cleantext.lexicons.languages import spoken
from cleantext.scorer import guards, judge, model
from cleantext.scorer.lines import lines_of


def has_candidates(document: Document) -> bool:
    """Return whether any line may be scored."""
    return guards.has_candidates(document, lambda: spoken(document))


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the lines whose score reaches the threshold of a level."""
    lines = lines_of(document, cues.taken, spoken(document))
    for line in judge.removable(lines, model.of(lines)):
        edit = line_edit(document, lines.at[line.place], line.reason)
        yield edit._replace(level=line.level, confidence=line.confidence)


RULE = Rule(
    id="line_scorer",
    version=8,
    stage="remove",
    category="template",
    level="safe",
    doc=__doc__,
    propose=propose,
    when=has_candidates,
    follows=True,
    removes=(
        (
            "<html><head><title>Ferry late again | Aller Courier</title></head><body><article><p>The ferry was late on "
            "Monday, and two hundred passengers waited on the pier for an hour in the rain.</p><p>Nobody told them "
            "why, and the company gave no answer when this newspaper asked it on Tuesday morning.</p><p>It is the "
            "ninth time since spring, and the council wants to see the contract before the summer.</p><p>The pumps of "
            "the harbour, built in 1961, ran all night, and the boats stayed where they were.</p><div "
            "class='infobox'><p>⟦Aller Courier shop⟧</p><p>⟦Maps and calendars⟧</p></div></article></body></html>"
        ),
    ),
    keeps=(
        (
            "<html><head><title>Ferry late again | Aller Courier</title></head><body><article><p>The ferry was late on "
            "Monday, and two hundred passengers waited on the pier for an hour in the rain.</p><p>Nobody told them "
            "why, and the company gave no answer when this newspaper asked it on Tuesday morning.</p><h2>What the "
            "council wants</h2><p>It is the ninth time since spring, and the council wants to see the contract before "
            "the summer.</p><p>The pumps of the harbour, built in 1961, ran all night, and the boats stayed where they "
            "were.</p></article></body></html>"
        ),
    ),
)
