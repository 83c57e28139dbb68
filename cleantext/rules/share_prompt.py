"""Requests to share, like, follow and bookmark, and the names of the buttons.

They go as whole lines, and a button's name also behind the last sentence of a paragraph. A sentence about following
somebody on a network stays inside the article.
"""

from collections.abc import Iterator

from cleantext.core import blocks
from cleantext.core.attribution import ATTRIBUTION_WORDS
from cleantext.core.closing import part_start
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.rule import Cues, Rule


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the lines that phrases remove, and buttons that extraction glued to a paragraph."""
    yield from blocks.propose(document, cues)
    for hit in cues.hits:
        if hit.role == "glued" and hit.end == document.lines[hit.line].end:
            start = part_start(document, hit, signs=None)
            if start is not None:
                yield Edit(start, hit.end, "", hit.phrase)


RULE = Rule(
    id="share_prompt",
    version=14,
    stage="remove",
    category="share",
    level="safe",
    waiver=("Most wrong ones ask to follow the author (“Follow Marcas on Twitter”), and were copied by annotators."),
    doc=__doc__,
    propose=propose,
    phrases={
        **blocks.ROLES,
        "glued": "the name of a button behind the last sentence of a paragraph: it goes, and the paragraph stays",
    },
    words=ATTRIBUTION_WORDS,
    removes=(
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Follow us on Facebook and Instagram⟧"
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Share this article⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
        (
            "⟦Share: Facebook | X | WhatsApp | Copy link⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on Monday.⟦ Share⟧\n"
            "It was closed for eleven years, and nobody has forgotten the long way round by Celle."
        ),
    ),
    keeps=(
        (
            "Share prices fell on Monday after the bank warned of losses in its property business, traders in "
            "Milan said."
        ),
        ("Follow the river for two miles and turn left at the mill, where the path begins to climb through the woods."),
    ),
)
