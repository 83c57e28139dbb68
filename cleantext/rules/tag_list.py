"""Tags, categories and topics that a publishing system prints with an article.

A line that ends like a sentence stays ("Topics are chosen by the pupils."), and so does a field in the head of a
message or a form ("Subject: …", "Category: …", "Posted: …").
"""

from collections.abc import Iterator

from cleantext.core import blocks
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.prose import ends_sentence
from cleantext.core.rule import Cues, Rule


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """What the phrases say of lines that are no sentences; below the article, a heading goes with its list."""
    fields = blocks.record_lines(document)
    kept = (hit for hit in cues.hits if not ends_sentence(document.lines[hit.line].text))
    hits = tuple(hit for hit in kept if hit.line not in fields)
    yield from blocks.propose(document, cues._replace(hits=hits))
    for index, hit in cues.lines("label").items():
        if blocks.in_tail(document, index):
            below = blocks.run_below(document, index, lambda at: blocks.may_go(document, at))
            yield from (blocks.line_edit(document, at, hit.phrase) for at in (index, *below))


RULE = Rule(
    id="tag_list",
    version=5,
    stage="remove",
    category="tags",
    level="safe",
    doc=__doc__,
    propose=propose,
    phrases={
        **blocks.ROLES,
        "label": "a heading: the whole line goes below the article, and the run of short lines behind it",
    },
    removes=(
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Filed under: Bridges⟧"
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Tags: bridges, traffic, Aller⟧"
        ),
    ),
    keeps=(
        (
            "Categories of membership: the club has three, and each of them costs more than it did a year ago, "
            "members say."
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "Topics are chosen by the pupils."
        ),
        "Subject: The late ferry\nCategory: Ships\nAsked by: a-7\nPosted: Monday\nExpires: Friday\nWhy so late?",
    ),
)
