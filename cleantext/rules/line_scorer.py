"""What the other rules leave: lines that a learned model holds for boilerplate, in any language.

Runs behind the other rules, where short lines stand before, behind or side by side inside the article, and on pages.
Boosted trees weigh the shape of a line, its place, the lines around it, what the other rules take there, the words that
it shares with the article, its wording, and in HTML links, tags, names of elements and what the page says of itself.
The model was fitted on labelled pages; its threshold is the lowest at which no more than two in ten thousand words of
content went on pages of sites that it had not seen (docs/scorer.md). What it may not take, whatever the model says, stands
in `scorer/guards.py`: paragraphs, datelines, tables, quotes, prices, lone subheadings, the headline, items of a list
that stays, and anything in a text with little prose. Missed: most lists of headlines that nothing announces.
"""

from collections.abc import Iterator

from cleantext.core.blocks import line_edit
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.rule import Cues, Rule
from cleantext.scorer import judge, model
from cleantext.scorer.guards import has_short_lines
from cleantext.scorer.lines import read


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """The lines whose score is above the threshold of a level."""
    lines = read(document, cues.taken)
    for verdict in judge.verdicts(lines, model.of(lines)):
        edit = line_edit(document, lines.at[verdict.place], verdict.reason)
        yield edit._replace(level=verdict.level, confidence=verdict.confidence)


RULE = Rule(
    id="line_scorer",
    version=1,
    stage="remove",
    category="template",
    level="safe",
    doc=__doc__,
    propose=propose,
    when=has_short_lines,
    follows=True,
    removes=(),
    keeps=(),
)
