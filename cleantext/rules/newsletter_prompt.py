"""Invitations to subscribe, to sign up, to log in, and the small print of their forms.

Set phrases go wherever they stand as a line; weaker ones behind the article only. A report about newsletters
or subscribers stays.
"""

from collections.abc import Iterator

from cleantext.core import blocks
from cleantext.core.document import Document, Hit
from cleantext.core.edits import Edit
from cleantext.core.lazy import lazy
from cleantext.core.rule import Cues, Rule
from cleantext.core.signs import BULLETS

_STEP = lazy(r"\(?\d{1,2}[.)]\s")
_COUNT = lazy(r":\s*\d[\d.,]*(?:\s+\p{L}+)?\W*$")  # "Sign up for our newsletter: 412 times"


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """What the phrases say, less the steps of a list of the article's own, and subjects that are counted."""
    hits = tuple(hit for hit in blocks.spoken(document, cues).hits if not _is_own(document, hit))
    yield from blocks.propose(document, cues._replace(hits=hits))


def _is_own(document: Document, hit: Hit) -> bool:
    """Whether a line is a step among steps that say something else, or gives a number to its words."""
    line = document.lines[hit.line]
    if _COUNT.search(line.text):
        return True
    return _is_item(line.text) and any(
        _is_item(document.lines[at].text) and at not in document.cued
        for at in (hit.line - 1, hit.line + 1)
        if 0 <= at < len(document.lines)
    )


def _is_item(text: str) -> bool:
    return text.startswith(BULLETS) or _STEP.match(text) is not None


RULE = Rule(
    id="newsletter_prompt",
    version=6,
    stage="remove",
    category="subscription",
    level="safe",
    doc=__doc__,
    propose=propose,
    phrases=blocks.ROLES,
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
            "⟦Get the day's top stories in your inbox every morning.⟧\n"
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
