"""The origin of a text: "Source: …" behind the article or its last sentence, a bare domain before it.

A heading "Source" goes with the name below it. "The post … appeared first on …", which WordPress writes under the
texts of its feeds, goes wherever it stands. A list of sources in a study or under a chart inside the article stays.
"""

from collections.abc import Iterator
from dataclasses import replace

from cleantext.core import blocks
from cleantext.core.attribution import ATTRIBUTION_WORDS
from cleantext.core.document import Document, Hit
from cleantext.core.edits import Edit
from cleantext.core.prose import is_labelled_sentence
from cleantext.core.rule import Cues, Rule


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the lines that phrases remove; a heading goes with the one short line below it, but not over a list."""
    hits = tuple(hit for hit in cues.hits if not is_labelled_sentence(_behind(document, hit)))
    yield from blocks.propose(document, replace(cues, hits=hits))
    for index, hit in cues.lines("label").items():
        name = _name_below(document, index)
        second = None if name is None else _name_below(document, name)
        is_list = second is not None and second not in document.cued
        if name is not None and not is_list and blocks.in_tail(document, index):
            yield from (blocks.line_edit(document, at, hit.phrase) for at in (index, name))
    yield from blocks.stubs(document, cues)


def _behind(document: Document, hit: Hit) -> str:
    """Return a line from the words of a phrase on: the words before them are the article's."""
    return document.text[hit.start : document.lines[hit.line].end]


def _name_below(document: Document, index: int) -> int | None:
    """Return the next line, if it is short enough for a name."""
    below = document.next_filled(index)
    return below if below is not None and blocks.may_go(document, below) else None


RULE = Rule(
    id="source_credit",
    version=13,
    stage="remove",
    category="credit",
    level="safe",
    waiver="Few are judged, since gold texts differ on credits; the wrong ones are credits, too.",
    doc=__doc__,
    propose=propose,
    phrases={
        **blocks.ROLES,
        "label": "a heading: the whole line goes below the article, with the names on the next lines",
        "stub": "a label without a name: goes below the article, if nothing follows that it could refer to",
    },
    words=ATTRIBUTION_WORDS,
    removes=(
        ("The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n⟦Sources:⟧"),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Source: Aller Courier⟧"
        ),
        (
            "The bridge over the Aller, closed since the flood, will open in May, the mayor told reporters on Monday."
            "⟦ The post Bridge to open in May appeared first on Aller Courier.⟧"
        ),
        (
            "⟦allercourier.example.com⟧\n\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
    ),
    keeps=(
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "Sources:\nMinutes of the council, 1911 to 1913\nLetters of the pastor to his sister"
        ),
        (
            "Source: the ministry's own figures, which it has never published in full, show a rise of two per "
            "cent.\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "Source: 2023 census\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
    ),
)
