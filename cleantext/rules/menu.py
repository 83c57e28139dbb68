"""Menus, link lists and teasers around the article: runs of short lines that are no sentences.

Careless extraction leaves a site's menus above the first paragraph and its lists of other stories below the last.
A single line is no evidence, but the run is: many short lines without a full stop, some of which other rules know as
boilerplate (a copyright line, a share button, "Most read"). Only the short lines go. A list that ends an article
(results, ingredients, sources) has no such lines in it and stays.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleantext.core.blocks import is_prose_line, line_edit
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.figures import table_lines
from cleantext.core.prose import ends_sentence
from cleantext.core.rule import Cues, Rule
from cleantext.core.signs import BULLETS

# With fewer lines, the other rules are enough.
FEWEST_LINES = 4
LEAST_PROSE = 200  # code points; a page with less is a directory, whose lists are its content
LONGEST_LINE = 170  # headlines and teasers
# A checklist of eighty lines under one "Sign up for our e-mails" is the article, not a menu.
FEWEST_KNOWN = 3  # lines that a phrase makes boilerplate by itself count double: bylines may head letters, too
MOST_SHORT = 12  # lines, for each known one
SPARED = 6  # lines from a byline or date upwards, for the headline and its teasers
FEWEST_WORDS = 4
# Text broken at a fixed width has more lines than this that open in lower case; menus have hardly any.
MOST_CONTINUED = 0.2


def has_several_lines(document: Document) -> bool:
    """Return whether a text has enough lines for a menu."""
    return len(document.lines) > FEWEST_LINES


class Zone(NamedTuple):
    """The lines above the article's prose, or below it, that are not blank, from the prose outwards."""

    lines: Sequence[int]
    is_tail: bool


class Evidence(NamedTuple):
    """The evidence from the lines of a zone, from the first known line outwards."""

    known: int = 0  # lines that other rules remove
    sure: int = 0  # of those, the ones that a phrase makes boilerplate by itself
    short: Sequence[int] = ()  # the other lines that look like lines of a menu


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the short lines above the last known line of the head, and below the first known line of the tail."""
    is_due = cues.taken and document.prose_before[-1] >= LEAST_PROSE
    for zone in _zones(document) if is_due else ():
        found = _evidence(document, zone, cues.taken)
        if _is_menu(found, zone):
            reason = f"{found.known} known lines among {len(found.short)} short ones"
            yield from (line_edit(document, index, reason) for index in sorted(found.short))


def _zones(document: Document) -> tuple[Zone, Zone]:
    """Return the head and the tail; a text without prose has neither."""
    filled = [index for index, line in enumerate(document.lines) if line.text]
    prose = [
        index
        for index in filled
        if is_prose_line(document, index) and not document.lines[index].text.startswith(BULLETS)
    ]
    first, last = (prose[0], prose[-1]) if prose else (-1, len(document.lines))
    head = [index for index in filled if index < first]
    return Zone(head[::-1], is_tail=False), Zone([index for index in filled if index > last], is_tail=True)


def _evidence(document: Document, zone: Zone, taken: frozenset[int]) -> Evidence:
    known = [at for at, index in enumerate(zone.lines) if index in taken]
    crowd = zone.lines[known[0] :] if known else ()
    if _is_wrapped(document, crowd):
        return Evidence()
    spared = 0 if zone.is_tail else _spared(document, crowd, taken)
    others = [(at, index) for at, index in enumerate(crowd) if index not in taken]
    short = [index for at, index in others if at >= spared or not _is_teaser(document, index)]
    return Evidence(
        known=len(known),
        sure=sum(zone.lines[at] in document.cued for at in known),
        short=[index for index in short if _is_entry(document, index)],
    )


def _is_menu(found: Evidence, zone: Zone) -> bool:
    """Return whether enough lines are known, more of them above the article, and the others are not too many."""
    return (
        found.sure > 0
        and (zone.is_tail or found.known >= FEWEST_KNOWN)
        and found.known + found.sure >= FEWEST_KNOWN
        and FEWEST_LINES <= found.known + len(found.short) <= MOST_SHORT * found.known
    )


def _is_wrapped(document: Document, crowd: Sequence[int]) -> bool:
    """Return whether lines continue one another: text that was broken at a fixed width."""
    continued = sum(document.lines[index].text[:1].islower() for index in crowd)
    return continued > MOST_CONTINUED * len(crowd)


def _spared(document: Document, crowd: Sequence[int], taken: frozenset[int]) -> int:
    """Return up to which place of the head a headline, or its teaser, may stand above a byline or date."""
    stamps = (at for at, index in enumerate(crowd) if index in taken and _is_stamp(document, index))
    return next(stamps, -SPARED) + SPARED


def _is_stamp(document: Document, index: int) -> bool:
    """Return whether a known line names the author or the date: the headline stands above it."""
    return any(map(str.isdigit, document.lines[index].text)) or index not in document.cued


def _is_teaser(document: Document, index: int) -> bool:
    """Return whether a line has more words than a button."""
    return len(document.lines[index].text.split()) >= FEWEST_WORDS


def _is_entry(document: Document, index: int) -> bool:
    """Return whether a line looks like one of a menu, and stands in no table of the article."""
    return _is_headline(document.lines[index].text) and index not in document.table(table_lines)


def _is_headline(text: str) -> bool:
    if len(text) > LONGEST_LINE or text.startswith("("):  # a note in brackets belongs to the line before it
        return False
    return text.startswith(BULLETS) or not ends_sentence(text)


RULE = Rule(
    id="menu",
    version=6,
    stage="remove",
    category="navigation",
    level="safe",
    doc=__doc__,
    propose=propose,
    when=has_several_lines,
    follows=True,
    removes=(
        (
            "The ferry was late on Monday, and two hundred passengers waited on the pier for an hour in the "
            "rain.\n"
            "⟦Most popular⟧\n"
            "⟦Ferry company fined over delays⟧\n"
            "⟦New pier to open in May⟧\n"
            "⟦Share this article⟧\n"
            "⟦The Aller Courier⟧\n"
            "⟦Timetables and fares⟧\n"
            "⟦© 2024 The Aller Courier⟧"
        ),
    ),
    keeps=(
        (
            "The ferry was late on Monday, and two hundred passengers waited on the pier for an hour in the "
            "rain.\n"
            "Departures on Tuesday\n"
            "Vigo 8.05\n"
            "Cangas 9.10\n"
            "Moaña 9.40\n"
            "Vigo 10.30"
        ),
    ),
)
