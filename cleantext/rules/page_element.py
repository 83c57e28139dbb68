"""Lines that the page's own markup names: captions, bylines, dates, forms, menus, newsletter boxes, comments.

Runs only where HTML went in. The class, id and role names of the elements around a line, and its element, say what
it is; a paragraph of prose stays whatever it stands in, since sites wrap articles in elements of any name. It goes
from dialogs alone ("Republish this story"), as long as they hold little of the page's prose. Lines of code stay, as
highlighters name what is a comment in them, and so do tables of contents. Names that do not tell (header, title,
list, summary, social) are not in the list: they stand around content as often. Missed: sites whose class names are
code.
"""

from collections.abc import Iterator

from cleantext.core.blocks import element_names, has_marks, is_prose_line, line_edit
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.rule import Cues, Rule

# Names that stood around boilerplate and hardly ever around content: of the lines of labelled pages that go by them
# 148 were boilerplate and 1 content; they were chosen there.
_NAMES = element_names(
    "figcaption|nav|footer|copyright|form|newsletter|subscribe|signup|date|published|byline|comments?|email|print|author"
    "|pubdate|datestamp|timestamp|tagline|pagination|imagecaption|photocaption",
)
# The id of a heading is made of its words: only names that no heading would have.
_HEADING_NAMES = element_names("nav|footer|newsletter|subscribe|signup|comments?")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_KEPT = element_names("pre|code|kbd|samp|highlight|hljs|toc|tableofcontents")
_DIALOGS = element_names("modal|dialog|popup")
# Of the prose of a page: some sites show the whole article in a dialog. On labelled pages it is at most 0.4.
_MOST_IN_DIALOGS = 0.5


def propose(document: Document, _: Cues) -> Iterator[Edit]:
    """The lines inside telling elements that are no prose, and all lines of dialogs."""
    named = {
        index: f"{mark.names} {mark.tag}" for index in range(len(document.lines)) if (mark := document.mark(index))
    }
    prose = [index for index in named if is_prose_line(document, index)]
    said = [index for index in prose if _DIALOGS.search(named[index])]
    aside = _size(document, said) <= _MOST_IN_DIALOGS * _size(document, prose)
    for index in sorted(named.keys() - set(prose)):
        names = _HEADING_NAMES if named[index].endswith(_HEADINGS) else _NAMES
        if not _KEPT.search(named[index]) and (found := names.search(named[index])):
            yield line_edit(document, index, f"in an element named {found['name']!r}")
    for index in named if aside else ():
        if (found := _DIALOGS.search(named[index])) and not _KEPT.search(named[index]):
            yield line_edit(document, index, f"in an element named {found['name']!r}")


def _size(document: Document, indexes: list[int]) -> int:
    return sum(len(document.lines[index].text) for index in indexes)


RULE = Rule(
    id="page_element",
    version=2,
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
