"""Promotions of the publisher's own events between paragraphs: a name, a pitch, "Vessby | October 13-15", a button.

A button such as "Register now", a line of its own or the end of one, makes the short lines above it a promotion if one
of them has a date or invites ("Join our panel", "early bird"), if they stand right below a paragraph, and if the
article has another subject. In an article on the event itself, dates and buttons stay. A calendar stays too: it has
more lines. Missed: promotions without a button.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from cleantext.core.attribution import ATTRIBUTION_WORDS
from cleantext.core.blocks import is_prose_line, line_edit, run_above, spoken
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.lazy import lazy
from cleantext.core.prose import PARAGRAPH_LENGTH, ends_in_full_stop, ends_sentence
from cleantext.core.rule import Cues, Rule

MOST_LINES = 5  # above the button
LONGEST = 170  # code points of one of them
LONGEST_NAME = 60  # code points of the name or the pitch; a longer line with a full stop is news
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
    own = spoken(document, cues)
    invites = own.lines("invitation", "offer")
    for index, hit in own.lines("button", "offer").items():
        run = _promotion(document, index, invites)
        if run and _stands_below(document, run[0], invites) and _is_foreign(document, run):
            yield from (line_edit(document, at, hit.phrase) for at in run)


def _promotion(document: Document, button: int, invites: Collection[int]) -> list[int]:
    """Return the lines of a promotion down to its button; none if they are too many, or none has a date or invites."""
    above = run_above(document, button, lambda at: _is_part(document, at, invites), MOST_LINES + 1)
    run = [*reversed(above), button]
    says_when = any(at in invites or _DATE.search(document.lines[at].text) for at in run)
    return run if says_when and len(above) <= MOST_LINES and (above or button in invites) else []


def _is_part(document: Document, index: int, invites: Collection[int]) -> bool:
    """Return whether a line may belong to a promotion: an invitation, or a short line that is no sentence of news."""
    text = document.lines[index].text
    is_name = not _is_sentence(document, index) and not text.endswith(":")
    return len(text) <= LONGEST and (index in invites or is_name)


def _is_sentence(document: Document, index: int) -> bool:
    """Return whether a line is prose, or a sentence that is longer than a name."""
    text = document.lines[index].text
    return is_prose_line(document, index) or (len(text) > LONGEST_NAME and ends_in_full_stop(text))


def _stands_below(document: Document, first: int, invites: Collection[int]) -> bool:
    """Return whether a paragraph of the article ends right above a line; above an invitation, a sentence will do."""
    above = document.next_filled(first, -1)
    if above is None or not ends_sentence(document.lines[above].text):
        return False
    return is_prose_line(document, above) or (first in invites and _is_sentence(document, above))


def _is_foreign(document: Document, run: Sequence[int]) -> bool:
    """Return whether the article does not repeat the words of some lines."""
    own = Counter(word for at in run if at in document.prose for word in _words(document, at))
    words = {word for at in run for word in _words(document, at)}
    shared = [word for word in words if document.table(_words_of_article)[word] > own[word]]
    return len(shared) <= MOST_SHARED * len(words)


def _words_of_article(document: Document) -> Counter[str]:
    """Return how many paragraphs have each long word at their start."""
    return Counter(word for at in document.prose for word in _words(document, at))


def _words(document: Document, index: int) -> set[str]:
    return set(_WORD.findall(document.lines[index].text[:PARAGRAPH_LENGTH].casefold()))


RULE = Rule(
    id="event_promo",
    version=4,
    stage="remove",
    category="promotion",
    level="safe",
    waiver="Labelled pages have none; the shape is that of promotions reported by users of extractors.",
    doc=__doc__,
    propose=propose,
    phrases={
        "button": "a line of its own below the date of an event: it goes with the lines above it",
        "invitation": "invites to an event: replaces the date",
        "offer": "invites to an event and ends in a button: as `button`, also alone",
    },
    words=ATTRIBUTION_WORDS,
    removes=(
        (
            "The ferry was late on Monday, and two hundred passengers waited on the pier for an hour in the rain.\n\n"
            "⟦Nominations for the 2026 Bakers' Awards are now open. Enter now⟧\n\n"
            "Nobody told them why, and the company gave no answer when this newspaper asked it on Tuesday morning."
        ),
        (
            "The ferry was late on Monday, and two hundred passengers waited on the pier for an hour in the rain.\n\n"
            "⟦FREE WEBINAR: Which bread sells in winter. Join our three bakers on 28 November.⟧\n\n"
            "⟦Reserve your seat⟧\n\n"
            "Nobody told them why, and the company gave no answer when this newspaper asked it on Tuesday morning."
        ),
        (
            "The ferry was late on Monday, and two hundred passengers waited on the pier for an hour in the rain.\n\n"
            "⟦Harbour Summit 2026⟧\n⟦Meet 4,000 owners of boats | October 13-15⟧\n⟦REGISTER NOW⟧\n\n"
            "Nobody told them why, and the company gave no answer when this newspaper asked it on Tuesday morning."
        ),
    ),
    keeps=(
        (
            "The ferry was late on Monday, and two hundred passengers waited on the pier for an hour in the rain.\n\n"
            "Entries for the Ferry Awards are now open, and the passengers have sent in the timetable.\n\n"
            "Nobody told them why, and the company gave no answer when this newspaper asked it on Tuesday morning."
        ),
        (
            "The harbour summit will be held in the new hall on the quay, and owners of four thousand boats come.\n"
            "Harbour summit, October 13-15\nRegister now"
        ),
        "The club asks its members to say who comes, and to do so soon.\n\nOctober 13-15\nRegister now",
    ),
)
