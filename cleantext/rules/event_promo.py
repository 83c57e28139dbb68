"""Promotions of the publisher's own events between paragraphs: a name, a pitch, "Vessby | October 13-15", a button.

A button such as "Register now" makes the short lines above it a promotion if one of them has a date, if they stand
right below a paragraph, and if the article has another subject. In an article on the event itself, dates and buttons
stay. A
calendar stays too: it has more lines. Missed: promotions without a button or a date.
"""

from collections.abc import Iterator, Sequence

from cleantext.core.blocks import is_cited, is_prose_line, line_edit, run_above
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.lazy import lazy
from cleantext.core.prose import PARAGRAPH_LENGTH, ends_sentence
from cleantext.core.rule import Cues, Rule

MOST_LINES = 5  # above the button
LONGEST = 170  # code points of one of them
# A day with its month, on either side: "October 13-15", "13.-15. Oktober", "13 et 14 octobre".
_DATE = lazy(
    r"\p{L}{3,}\.? \d{1,2}(?!\d)(?: ?[–-] ?\d{1,2})?|\b\d{1,2}\.?(?: ?(?:[–-]|and|et|und|y|e) ?\d{1,2}\.?)? \p{L}{3,}"
)
_WORD = lazy(r"\p{L}{5,}")
MOST_SHARED = (
    0.34  # share of the long words of the promotion: a town is one of three; the article's own event shares more
)


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the buttons with the lines above each, if these promote an event that is not the article's subject."""
    for index, hit in cues.lines("button").items():
        run = [] if is_cited(document, hit) else _lines_above(document, index)
        if 0 < len(run) <= MOST_LINES and _stands_between(document, run[-1]) and _promotes(document, run):
            yield from (line_edit(document, at, hit.phrase) for at in (*reversed(run), index))


def _lines_above(document: Document, button: int) -> list[int]:
    """Return the lines that a button may belong to, upwards; one more than a promotion has if there are too many."""
    return run_above(document, button, lambda at: _is_part(document, at), MOST_LINES + 1)


def _is_part(document: Document, index: int) -> bool:
    text = document.lines[index].text
    return len(text) <= LONGEST and not is_prose_line(document, index) and not text.endswith(":")


def _stands_between(document: Document, first: int) -> bool:
    """Return whether a paragraph of the article ends right above a line."""
    above = document.next_filled(first, -1)
    return above is not None and is_prose_line(document, above) and ends_sentence(document.lines[above].text)


def _promotes(document: Document, run: Sequence[int]) -> bool:
    """Return whether one line has a date, and the article does not repeat their words."""
    lines = [document.lines[at].text for at in run]
    words = {word for line in lines for word in _WORD.findall(line.casefold())}
    shared = words & document.table(_words_of_article)
    return any(map(_DATE.search, lines)) and len(shared) <= MOST_SHARED * len(words)


def _words_of_article(document: Document) -> frozenset[str]:
    """Return the long words at the start of each paragraph."""
    starts = " ".join(document.lines[at].text[:PARAGRAPH_LENGTH] for at in sorted(document.prose))
    return frozenset(_WORD.findall(starts.casefold()))


RULE = Rule(
    id="event_promo",
    version=2,
    stage="remove",
    category="promotion",
    level="safe",
    waiver="None stands on labelled pages; the shape is that of promotions which users of extractors report.",
    doc=__doc__,
    propose=propose,
    phrases={"button": "a line of its own below the date of an event: it goes with the lines above it"},
    removes=(
        (
            "The ferry was late on Monday, and two hundred passengers waited on the pier for an hour in the rain.\n\n"
            "⟦Harbour Summit 2026⟧\n⟦Meet 4,000 owners of boats | October 13-15⟧\n⟦REGISTER NOW⟧\n\n"
            "Nobody told them why, and the company gave no answer when this newspaper asked it on Tuesday morning."
        ),
    ),
    keeps=(
        (
            "The harbour summit will be held in the new hall on the quay, and owners of four thousand boats come.\n"
            "Harbour summit, October 13-15\nRegister now"
        ),
        "The club asks its members to say who comes, and to do so soon.\n\nOctober 13-15\nRegister now",
    ),
)
