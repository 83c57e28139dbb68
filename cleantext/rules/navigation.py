"""Buttons and loose links: "Continue", "Read more", "Back to top", print and mail tools.

Only whole lines of set words go; bare menu words ("News", "Share") only before or behind all prose.
"""

from collections.abc import Iterator
from dataclasses import replace

from cleantext.core import blocks
from cleantext.core.attribution import ATTRIBUTION_WORDS
from cleantext.core.document import Document, Hit
from cleantext.core.edits import Edit
from cleantext.core.prose import ends_sentence
from cleantext.core.rule import Cues, Rule


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the lines that phrases remove, except subheadings: words of menus between two sentences."""
    hits = tuple(hit for hit in cues.hits if hit.role == "line" or not _is_subheading(document, hit))
    yield from blocks.propose(document, replace(cues, hits=hits))


def _is_subheading(document: Document, hit: Hit) -> bool:
    lines = document.lines
    above, below = document.neighbours(hit.line)
    if above is None or below is None or below in document.cued:
        return False
    return ends_sentence(lines[above].text) and ends_sentence(lines[below].text)


RULE = Rule(
    id="navigation",
    version=11,
    stage="remove",
    category="navigation",
    level="safe",
    doc=__doc__,
    propose=propose,
    phrases=blocks.ROLES,
    words=ATTRIBUTION_WORDS,
    removes=(
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Read more⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
        ("The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n⟦Back to top⟧"),
    ),
    keeps=(
        (
            "The page can be read offline on any telephone, and the second tab has a version of it for the printer.\n"
            "Print\n"
            "Printing uses less paper than you would think."
        ),
        (
            "Read more books, the minister told pupils, and write more letters.\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
        (
            "The next article of the treaty binds all members.\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
    ),
)
