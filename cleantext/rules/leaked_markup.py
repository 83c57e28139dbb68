"""HTML that an extractor let through as text: tags, scripts, styles and comments in one long line.

When extraction fails half-way, a page's source remains in the text. Its tags go, with the scripts and styles between
them, and block elements become line breaks, so that the other rules see lines again. Only lines that are full of
tags with links in them are touched: code in a tutorial comes in lines of one or two tags, and stays.
"""

from collections.abc import Iterator
from typing import NamedTuple

from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.lazy import lazy
from cleantext.core.rule import Cues, Rule

# The failed pages seen had over 400 tags and over 60 links on one line.
FEWEST_TAGS = 40
FEWEST_LINKS = 5
_TAG = lazy(r"<!--|</?(?P<name>[A-Za-z][A-Za-z0-9]{0,15})(?:\s[^<>]{0,2000})?/?>")
_LINK = lazy(r"(?i)\b(?:href|src)\s?=")
_BLOCKS = frozenset(
    "article aside blockquote body br caption center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 head "
    "header hr html iframe legend li main nav ol option p pre script section select style table tbody td "
    "tfoot th thead title tr ul".split(),
)
_CONTENTS_TOO = frozenset(("script", "style", "noscript"))


class _Gap(NamedTuple):
    """A stretch of markup, and whether it separates two blocks."""

    start: int
    end: int
    breaks: bool


def has_tags(document: Document) -> bool:
    """Return whether the text has as many tags as a page."""
    return document.text.count("<") >= FEWEST_TAGS and document.text.count("</") >= FEWEST_TAGS // 4


def propose(document: Document, _: Cues) -> Iterator[Edit]:
    """Yield edits for each stretch of markup in the lines that are full of it."""
    for line in document.lines:
        if line.text.count("<") >= FEWEST_TAGS and len(_LINK.findall(line.text)) >= FEWEST_LINKS:
            gaps = list(_gaps(line.text))
            if len(gaps) >= FEWEST_TAGS // 4:
                at = line.start
                yield from (Edit(at + gap.start, at + gap.end, "\n" if gap.breaks else " ", "markup") for gap in gaps)


def _gaps(text: str) -> Iterator[_Gap]:
    """Yield the stretches of markup of a line, those with only blanks between them as one."""
    open_gap: _Gap | None = None
    for start, end, breaks in _pieces(text):
        if open_gap and not text[open_gap.end : start].strip():
            open_gap = _Gap(open_gap.start, end, open_gap.breaks or breaks)
            continue
        if open_gap:
            yield open_gap
        open_gap = _Gap(start, end, breaks)
    if open_gap:
        yield open_gap


def _pieces(text: str) -> Iterator[_Gap]:
    """Yield tags, comments, and whole scripts and styles, in order."""
    position, missing = 0, set[str]()
    while found := _TAG.search(text, position):
        name = (found["name"] or "").lower()
        position = found.end()
        has_contents = not name or (name in _CONTENTS_TOO and not found[0].startswith("</"))
        closing = f"</{found['name']}>" if name else "-->"
        if has_contents and closing not in missing:
            at = text.find(closing, position)
            position = at + len(closing) if at >= 0 else position
            missing.update([closing] if at < 0 else [])  # it is not found further on either
        yield _Gap(found.start(), position, name in _BLOCKS)


RULE = Rule(
    id="leaked_markup",
    version=1,
    stage="repair",
    category="repair",
    level="safe",
    waiver="Labelled texts hold hardly any markup. It takes tags, scripts and styles; the words between tags stay.",
    doc=__doc__,
    propose=propose,
    when=has_tags,
    removes=(
        "".join(
            "⟦<div><p><a href='/page'>→\n⟧The ferry was late.⟦</a></p></div>→\n⟧It sails at noon."
            for _ in range(FEWEST_TAGS)
        ),
    ),
    keeps=(
        "Write <div class='box'> around it, and close it with </div>; the browser does the rest.\n" * 3,
        'To link to a page, type <a href="page.html">page</a>, and to show a picture, <img src="cat.png">.',
    ),
)
