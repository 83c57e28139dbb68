"""Invitations to subscribe, to sign up, to log in, and the small print of their forms.

Set phrases go wherever they are a line; weaker ones below the article only. A report about newsletters
or subscribers stays.
"""

from collections.abc import Iterator
from dataclasses import replace

from cleantext.core import blocks
from cleantext.core.attribution import ATTRIBUTION_WORDS
from cleantext.core.document import Document, Hit
from cleantext.core.edits import Edit, Level
from cleantext.core.lazy import any_word, lazy
from cleantext.core.prose import may_end_before_sentence
from cleantext.core.rule import Cues, Rule
from cleantext.core.signs import BULLETS

LONGEST_PITCH = 170  # code points of a line of a form's pitch
LONGEST_OFFER = 320  # code points of a line that asks to subscribe
MOST_PITCH = 4  # lines of the pitch
MOST_NAMED = 3  # lines above the field of a form that opens with a name
_STEP = lazy(r"\(?\d{1,2}[.)]\s")
_COUNT = lazy(r":\s*\d[\d.,]*(?:\s+\p{L}+)?(?:\W*$|[.;]\s)")  # "Sign up for our newsletter: 412 times"


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the lines that phrases remove, except steps of the article's own list, and subjects that are counted."""
    hits = tuple(hit for hit in blocks.spoken(document, cues).hits if not _is_own(document, hit))
    cues = replace(cues, hits=hits)
    yield from blocks.propose(document, cues)
    yield from _to_channels(document, cues)
    yield from _offers(document, cues)
    for index, hit in cues.lines("call").items():
        yield from (blocks.line_edit(document, at, hit.phrase) for at in _form(document, cues, index))
    for index, hit in cues.lines("field").items():
        form = _named_form(document, cues, index) or _invited_form(document, cues, index)
        yield from (blocks.line_edit(document, at, hit.phrase) for at in form)


def _to_channels(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield calls to the publisher's channels, below an article that does not say "we", as a firm's text does.

    On labelled pages 5 such lines were boilerplate and 7 content; the latter in texts of firms and blogs that say "we".
    """
    hits = {at: hit for at, hit in cues.lines("ours").items() if blocks.in_tail(document, at)}
    we = any_word(cues.words.get("we", {}))
    if hits and not any(we.search(blocks.unquoted(document.lines[at].text)) for at in document.prose):
        yield from (blocks.line_edit(document, at, hit.phrase) for at, hit in hits.items())


def _offers(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield lines below the article that say what to do and what it brings, and the small print beside them.

    Only what opens a sentence asks for something: "Le leggi … aggiornate" holds both words, too, and is thorough.
    """
    offers = cues.lines("offer")
    found = {at: hit for at, hit in cues.lines("act").items() if at in offers and _may_offer(document, at)}
    if not found:
        return
    end = blocks.last_prose(document, found.__contains__)
    weak = cues.lines("weak").keys() - found.keys()
    for index, hit in found.items():
        if index > end >= 0:
            lines = (index, *blocks.beside(document, index, weak.__contains__))
            level: Level = "safe" if _opens_sentence(document, hit) else "thorough"
            yield from (blocks.line_edit(document, at, hit.phrase)._replace(level=level) for at in lines if at > end)


def _opens_sentence(document: Document, hit: Hit) -> bool:
    """Return whether a hit opens its line or a sentence of it."""
    before = document.text[document.lines[hit.line].start : hit.start].rstrip()
    return not any(map(str.isalnum, before)) or may_end_before_sentence(before)


def _may_offer(document: Document, index: int) -> bool:
    """Return whether a line is short enough for a call."""
    return len(document.lines[index].text) <= LONGEST_OFFER


def _form(document: Document, cues: Cues, call: int) -> list[int]:
    """Return the lines of a form that a call opens: pitch, field for an address, button; empty if there is none."""
    fields, found = cues.lines("field"), [call]
    for _ in range(MOST_PITCH + 1):
        below = document.next_filled(found[-1])
        if below is not None and below in fields:
            return [*found, below, *blocks.run_below(document, below, cues.lines("weak").__contains__)]
        if below is None or not _is_pitch(document, below):
            return []
        found.append(below)
    return []


def _named_form(document: Document, cues: Cues, field: int) -> list[int]:
    """Return the lines of a form that opens with a name: one above its field mentions mail, and a button is below."""
    above = _pitch_above(document, field)
    if not 1 < len(above) <= MOST_NAMED or cues.lines("pitch").keys().isdisjoint(above):
        return []
    below = blocks.run_below(document, field, cues.lines("weak").__contains__)
    return [*reversed(above), field, *below] if below or document.next_filled(field) in document.cued else []


def _invited_form(document: Document, cues: Cues, field: int) -> list[int]:
    """Return the lines of a form below a paragraph that mentions mail: with its field and a button."""
    above = document.next_filled(field, -1)
    below = blocks.run_below(document, field, cues.lines("weak").__contains__)
    is_pitch = above is not None and above in cues.lines("pitch") and _may_offer(document, above)
    return [above, field, *below] if above is not None and is_pitch and below else []


def _pitch_above(document: Document, field: int) -> list[int]:
    """Return the short lines above a field, upwards; one more than a form has if there are too many."""
    return blocks.run_above(document, field, lambda at: _is_pitch(document, at), MOST_NAMED + 1)


def _is_pitch(document: Document, index: int) -> bool:
    return len(document.lines[index].text) <= LONGEST_PITCH and not blocks.is_prose_line(document, index)


def _is_own(document: Document, hit: Hit) -> bool:
    """Return whether a line is a step among steps with other words, gives a number to its words, or is a verse."""
    line = document.lines[hit.line]
    if _COUNT.search(line.text) or (line.text.endswith(",") and _is_verse(document, hit.line)):
        return True
    return _is_item(line.text) and any(
        _is_item(document.lines[at].text) and at not in document.cued
        for at in (hit.line - 1, hit.line + 1)
        if 0 <= at < len(document.lines)
    )


def _is_verse(document: Document, index: int) -> bool:
    """Return whether the line above or below ends in a comma too, and no phrase takes it."""
    around = (at for at in document.neighbours(index) if at is not None)
    return any(document.lines[at].text.endswith(",") and at not in document.cued for at in around)


def _is_item(text: str) -> bool:
    return text.startswith(BULLETS) or _STEP.match(text) is not None


RULE = Rule(
    id="newsletter_prompt",
    version=15,
    stage="remove",
    category="subscription",
    level="safe",
    doc=__doc__,
    propose=propose,
    phrases={
        **blocks.ROLES,
        "call": "opens a form: goes with the lines down to a `field`, wherever it stands",
        "field": "asks for an address: goes below a `call`, or a `pitch` with a button",
        "ours": "points to a channel of the publisher: goes below an article that does not say `we`",
        "act": "asks to subscribe, sign up or read on: below the article a line goes that has it and an `offer`",
        "offer": "what one subscribes to or reads: see `act`",
        "pitch": "mentions mail: above a `field`, a short line with it is the pitch of a form",
    },
    words=ATTRIBUTION_WORDS,
    removes=(
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Sign up for our daily newsletter⟧\n"
            "⟦Email address⟧\n"
            "⟦Subscribe⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Subscribe to the Morning Tide⟧\n"
            "⟦The river in five minutes.⟧\n"
            "⟦Your email⟧\n"
            "⟦Subscribe⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Get the day's top stories in your inbox every morning.⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦What moves the river, told by those who work on it: the Tide, our newsletter, comes on every Friday.⟧\n"
            "⟦Email address⟧\n"
            "⟦Subscribe⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
    ),
    keeps=(
        "The form was opened 900 times.\nSign up for our newsletter: 412 times.\nNobody clicked on the third button.",
        (
            "The ferry was late on Monday, and two hundred passengers waited on the pier for an hour in the rain.\n"
            "How to get a seat:\n"
            "- Bring a chair\n"
            "- Sign up for the list at the town hall\n"
            "- Pay 12 crowns"
        ),
        (
            "Subscribers to the streaming service fell by a million in a year, the company told its investors on "
            "Tuesday."
        ),
        (
            "Sign up for the race closes on Friday, and four hundred runners have paid already, the club said "
            "this week.\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
    ),
)
