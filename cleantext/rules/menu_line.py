"""A menu written out on one line: "Home | News | Sport | Contact us | Privacy policy".

It has at least four items between bars, dots or arrows, short ones, and two or more of them are words that stand in
the menus of most sites. Tables have no such words, lists of names neither. Missed: menus of other words.
"""

from collections.abc import Iterator

from cleantext.core.blocks import line_edit
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.lazy import lazy
from cleantext.core.rule import Cues, Rule

FEWEST_ITEMS = 4
FEWEST_KNOWN = 2
MOST_WORDS = 3.5  # an item, on average
LONGEST_LINE = 2_000
_SEPARATORS = "|·•»>"
_SEPARATOR = lazy(r"[\\\s]*[|·•»>][\s]*")
_ROW = r"[|·•»>][^\n]*" * (FEWEST_ITEMS - 1)


def has_separators(document: Document) -> bool:
    """Return whether one of the separators occurs often enough."""
    return any(document.text.count(separator) >= FEWEST_ITEMS - 1 for separator in _SEPARATORS)


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the lines that are menus."""
    known = cues.words.get("item", {})
    for index, line in enumerate(document.lines):
        if len(line.text) > LONGEST_LINE or sum(map(line.text.count, _SEPARATORS)) < FEWEST_ITEMS - 1:
            continue
        items = [item for item in _SEPARATOR.split(line.text.casefold()) if item]
        if len(items) >= FEWEST_ITEMS and sum(len(item.split()) for item in items) <= MOST_WORDS * len(items):
            found = [item for item in items if item in known]
            if len(found) >= FEWEST_KNOWN:
                yield line_edit(document, index, "menu items: " + ", ".join(found[:4]))


RULE = Rule(
    id="menu_line",
    version=2,
    stage="remove",
    category="navigation",
    level="safe",
    doc=__doc__,
    propose=propose,
    words={"item": "an entry in the menus of most sites: a row of short items goes if two of them are listed"},
    requires=_ROW,
    when=has_separators,
    removes=(
        (
            "⟦Home | News | Sport | Business | Contact us⟧\n"
            "The ferry was late, and two hundred passengers waited on the pier."
        ),
        ("The ferry was late.\n⟦Print · E-mail · Share · Privacy policy⟧"),
    ),
    keeps=(
        ("| Team | Played | Won | Lost |\n| Rovers | 12 | 9 | 3 |"),
        "The line runs Harbour > Market > Hospital > North Gate, and takes twenty minutes.",
    ),
)
