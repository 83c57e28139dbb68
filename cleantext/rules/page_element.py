"""Lines that the page's own markup names: captions, bylines, dates, forms, menus, newsletter boxes, comments.

Runs only where HTML went in. The class, id and role names of the elements around a line, and its element, say what
it is; a paragraph of prose stays whatever it stands in, since sites wrap articles in elements of any name. Names
that do not tell (header, title, list, summary, social) are not in the list: they stand around content as often.
Missed: sites whose class names are code.
"""

from collections.abc import Iterator

from cleantext.core.blocks import element_names, has_marks, is_prose_line, line_edit
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.rule import Cues, Rule

# Names that stood around boilerplate and hardly ever around content: of the lines of labelled pages that go by them
# 134 were boilerplate and 3 content; they were chosen there.
_NAMES = element_names(
    "figcaption|nav|footer|copyright|form|newsletter|subscribe|signup|date|published|byline|comments?|email|print|author"
    "|pubdate|datestamp|timestamp|tagline|pagination|imagecaption|photocaption",
)
# The id of a heading is made of its words: only names that no heading would have.
_HEADING_NAMES = element_names("nav|footer|newsletter|subscribe|signup|comments?")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def propose(document: Document, _: Cues) -> Iterator[Edit]:
    """The lines inside telling elements that are no prose."""
    for index in range(len(document.lines)):
        mark = document.mark(index)
        if not mark or is_prose_line(document, index):
            continue
        names = _HEADING_NAMES if mark.tag in _HEADINGS else _NAMES
        if found := names.search(f"{mark.names} {mark.tag}"):
            yield line_edit(document, index, f"in an element named {found['name']!r}")


RULE = Rule(
    id="page_element",
    version=1,
    stage="remove",
    category="navigation",
    level="safe",
    doc=__doc__,
    propose=propose,
    gate=has_marks,
    removes=(
        (
            "<html><head><title>Ferry late again | Aller Courier</title></head><body><article><div "
            "class='byline'>⟦Ana Ruiz in Vigo⟧</div><p>The ferry was late on Monday, and two hundred "
            "passengers waited on the pier for an hour in the rain.</p><p>Nobody told them why, and the "
            "company gave no answer when this newspaper asked it on Tuesday morning.</p><p>It is the ninth "
            "time since spring, and the council wants to see the contract before the summer.</p><div "
            "class='newsletter'>⟦The week in ferries, on Fridays⟧</div></article></body></html>"
        ),
    ),
    keeps=(
        (
            "<html><head><title>Ferry late again | Aller Courier</title></head><body><article><div "
            "class='story-content'><p>Two hundred waited.</p></div><p>The ferry was late on Monday, and two "
            "hundred passengers waited on the pier for an hour in the rain.</p><p>Nobody told them why, and "
            "the company gave no answer when this newspaper asked it on Tuesday morning.</p><p>It is the ninth "
            "time since spring, and the council wants to see the contract before the "
            "summer.</p></article></body></html>"
        ),
    ),
)
