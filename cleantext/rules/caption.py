"""Captions that end with the credit of their picture, and what a gallery writes around its pictures.

"… leaves the court on Monday. (Photo: Ana Ruiz)" is a caption as a whole; counters, buttons and marks that precede a
caption go, too. So do the lines in a figure of a page, whatever their element. Any other caption reads like a sentence
and stays. Captions that make up much of the text are the article (a picture essay), and stay.
"""

from collections.abc import Iterator

from cleantext.core import blocks
from cleantext.core.document import Document, Hit
from cleantext.core.edits import Edit
from cleantext.core.prose import is_prose, sentences
from cleantext.core.rule import Cues, Rule
from cleantext.core.signs import BULLETS

LARGEST_SHARE = 0.2  # of the text, for captions with a credit
FEWEST_IN_FIGURE = 5  # words; fewer are names and labels
FEWEST_OF_PARAGRAPH = 4  # sentences before a credit in brackets; captions have up to three
_PLAIN = ("p", "div", "span", "figure", "figcaption")
_NO_CAPTION = blocks.element_names(
    "blockquote|quote|pullquote|table|pre|code|samp|highlight|math|embed|tweet|poem|verse"
)
_LINKED = 0.5  # share inside links
_BRACKETS = ("(", "[", "（", "【")


def has_figures(document: Document) -> bool:
    """Return whether the text comes from a page with a line in a figure."""
    return any(mark.in_figure for mark in document.marks)


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the lines that phrases remove, and the captions with a credit if they are the smaller part."""
    yield from blocks.propose(document, cues)
    captions = {
        index: hit
        for index, hit in cues.lines("credited").items()
        if document.lines[index].start < hit.start
        and _is_caption(document.lines[index].text)
        and not _ends_paragraph(document, hit)
    }
    reasons = {index: hit.phrase for index, hit in captions.items()} | dict.fromkeys(
        _in_figures(document), "in a figure"
    )
    size = sum(len(document.lines[index].text) for index in reasons)
    if size <= LARGEST_SHARE * len(document.text):
        yield from (blocks.line_edit(document, index, reason) for index, reason in reasons.items())


def _in_figures(document: Document) -> Iterator[int]:
    """Yield the lines in a figure or an image's caption, except tables, quotations and code.

    On labelled pages of seven sites 17 were captions and left out, three were captions that the annotator copied, and
    one was the name of a firm beside its sign.
    """
    for index, line in enumerate(document.lines):
        mark = document.mark(index)
        if mark is None or not mark.in_figure or mark.prose_share or mark.tag not in _PLAIN:
            continue
        few = len(line.text.split()) >= FEWEST_IN_FIGURE and len(line.text) <= blocks.LONGEST_TAKEN
        if few and mark.link_share < _LINKED and not _NO_CAPTION.search(f"{mark.names} {mark.inner}"):
            yield index


def _is_caption(text: str) -> bool:
    """Return whether words precede the credit, without a bullet; a credit alone is for another rule."""
    return len(text) <= blocks.LONGEST_TAKEN and not text.startswith(("(", *BULLETS))


def _ends_paragraph(document: Document, hit: Hit) -> bool:
    """Return whether the words before a credit are a paragraph of the article: several sentences, or the last one."""
    line = document.lines[hit.line]
    before = line.text[: hit.start - line.start + 1]
    size = len(sentences(before)) if is_prose(before) else 0
    if document.text[hit.start : hit.end].startswith(_BRACKETS):
        return size >= FEWEST_OF_PARAGRAPH
    return size > 1


RULE = Rule(
    id="caption",
    version=9,
    stage="remove",
    category="caption",
    level="safe",
    waiver=("Of the wrong ones on unseen pages, all but one are captions with a credit, copied by annotators."),
    doc=__doc__,
    propose=propose,
    when=has_figures,
    phrases={
        **blocks.ROLES,
        "credited": "a credit behind other words: the line goes if captions are few",
    },
    removes=(
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Image 2 of 5⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Image caption The old bridge was closed in 2019⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦The mayor on the bridge. (Photo: Ana Ruiz)⟧\n"
            "It was closed for eleven years, and nobody in the town has forgotten the long way round by Celle and "
            "the ferry, which took forty minutes in summer and did not run at all in winter."
        ),
    ),
    keeps=(
        ("The image captioned two of five winners, the museum said, and nobody had noticed it for almost forty years."),
        (
            "Twelve pictures that tell the story of the bridge and of those who built it.\n"
            "A welder at work on the third arch. (Photo: Ana Ruiz)\n"
            "The last ferry, on the day before the opening. (Photo: Tom Hale)"
        ),
        "The agency (then part of Reuters) ran the picture on Monday, and took it back on Tuesday.",
    ),
)
