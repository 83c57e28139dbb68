"""Rules for a site, written by hand: exact lines, patterns that no other rule has, and elements of its pages.

Runs only if the site is known (`site=`, or the URL) and a pack has a table for it. `[site."example.org".exact]` has
lines to remove anywhere, above the article or below it. `[site."example.org".site_file]` has patterns by role, and
`[site."example.org".page]` the CSS selectors of elements to remove. Lines are compared letter for letter, except
blanks. A line that the file keeps stays, whatever any rule proposes. Missed: everything that the file does not name.
"""

from collections.abc import Iterator

from cleantext.core import blocks
from cleantext.core.blocks import ROLES, in_head, in_tail, line_edit
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.rule import Cues, Rule

_IN_PLACE = {"line": lambda _document, _index: True, "head": in_head, "tail": in_tail}


def is_listed(document: Document) -> bool:
    """Return whether a site file names a line of the text, or an element around a line."""
    site = document.article.site_file
    if site is None:
        return False
    return any(mark.cuts for mark in document.marks) or any(map(site.roles, document.raw_lines))


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the lines and elements that the site file names."""
    site = document.article.site_file
    if site is None:
        return
    exact = set()
    for index, line in enumerate(document.raw_lines):
        if line.strip() and any(_IN_PLACE[role](document, index) for role in site.roles(line) if role in _IN_PLACE):
            exact.add(index)
            yield line_edit(document, index, f"listed for {site.name}")
    yield from _elements(document, site.name)
    for edit in blocks.propose(document, cues):
        if document.line_at(edit.start) not in exact:
            start, end = _with_a_blank(document.text, edit.start, edit.end)
            yield edit._replace(start=start, end=end)


def _elements(document: Document, site: str) -> Iterator[Edit]:
    """Yield the text in elements that the site drops, whole lines or parts of them."""
    for index in range(len(document.raw_lines)):
        mark = document.mark(index)
        for start, end, selector in mark.cuts if mark else ():
            span = document.span_of(index, start, end)
            if span:
                yield Edit(*_with_a_blank(document.text, *span), "", f"in {selector} of {site}")


def _with_a_blank(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a part of a line with one of the blanks around it, so that the line has no double or outer blank."""
    before, behind = text[start - 1 : start] if start else "", text[end : end + 1]
    if behind == " " and before in ("", "\n", " "):
        return start, end + 1
    return (start - 1, end) if before == " " and behind in ("", "\n") else (start, end)


RULE = Rule(
    id="site_file",
    version=1,
    stage="remove",
    category="template",
    level="safe",
    waiver="It removes only text that a person named for one site.",
    doc=__doc__,
    propose=propose,
    when=is_listed,
    phrases=ROLES,
    removes=(
        (
            "site: aller.example\n"
            "listed: line: Read by all who live on the quay\n"
            "listed: tail: Weather\n"
            "---\n"
            "The ferry was late on Monday, and two hundred passengers waited on the pier for an hour in the rain.\n"
            "⟦Read by all who live on the quay⟧\n"
            "The harbour master said that a rope had caught in the screw, and that a diver had to cut it loose.\n"
            "⟦Weather⟧"
        ),
    ),
    keeps=(
        (
            "site: aller.example\n"
            "listed: tail: Weather\n"
            "---\n"
            "Weather\n"
            "The storm took two roofs in the old town on Monday night, and the mayor thanked all who held ladders.\n"
            "Weather permitting, the ferry goes again on Tuesday at noon, the harbour master told the council later."
        ),
    ),
)
