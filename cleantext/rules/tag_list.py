"""Tags, categories and topics that a publishing system prints with an article.

A line that ends like a sentence stays ("Topics are chosen by the pupils."), and so does a field in the head of a
message or a form ("Subject: …", "Category: …", "Posted: …"), and lines with the same label below several entries of a
bibliography ("Keywords: …").
"""

from collections.abc import Iterator
from dataclasses import replace

from cleantext.core import blocks
from cleantext.core.document import Document, Hit
from cleantext.core.edits import Edit
from cleantext.core.prose import ends_sentence
from cleantext.core.rule import Cues, Rule


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the lines that phrases remove and that are no sentences; below the article also a heading's list."""
    fields = blocks.record_lines(document)
    entries = _entries(document, cues)
    kept = (hit for hit in cues.hits if hit.role == "sure" or not ends_sentence(document.lines[hit.line].text))
    out = {*fields, *entries}
    cues = replace(cues, hits=tuple(hit for hit in kept if hit.line not in out and not _heads_prose(document, hit)))
    yield from blocks.propose(document, cues)
    for index, hit in cues.lines("label").items():
        if blocks.in_tail(document, index):
            below = blocks.run_below(document, index, lambda at: blocks.may_go(document, at))
            yield from (blocks.line_edit(document, at, hit.phrase) for at in (index, *below))


def _heads_prose(document: Document, hit: Hit) -> bool:
    """Return whether a label alone stands over a paragraph, as a subheading does."""
    line, below = document.lines[hit.line], document.next_filled(hit.line)
    is_bare = ":" not in line.text and not any(map(str.isalnum, document.text[hit.end : line.end]))
    if not is_bare or hit.role == "sure" or below is None:
        return False
    return below not in document.cued and ends_sentence(document.lines[below].text)


def _entries(document: Document, cues: Cues) -> set[int]:
    """Return the lines below the article that share their label with another line, with other lines between them."""
    places: dict[str, list[int]] = {}
    for index in sorted({hit.line for hit in cues.hits if blocks.in_tail(document, hit.line)}):
        label, colon, _ = document.lines[index].text.partition(":")
        if colon:
            places.setdefault(label.casefold(), []).append(index)
    return {at for same in places.values() if _are_apart(document, same) for at in same}


def _are_apart(document: Document, indexes: list[int]) -> bool:
    between = range(indexes[0] + 1, indexes[-1])
    return any(document.lines[at].text and at not in document.cued for at in between)


RULE = Rule(
    id="tag_list",
    version=10,
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
