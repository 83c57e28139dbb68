"""Comments of readers below the article: their heading, their stamps and all that stands between these.

A heading that counts the comments or names them, with dates, stamps or parts of a form near below it, opens a thread up
to the end of the text (`core/thread.py`). Without such a heading, one such as "What readers say" opens a thread if two
stamps below it have different authors, such as "Posted by: Sean | Jan 10, 2008 4:49 PM". That thread extends from the
heading to the last stamp, and includes the last comment if stamps stand above the comments. A page of posts by one
author has such stamps too, but no heading over them; a page that lists posts has several counts of comments; a story
about a thread has neither. Missed: threads without a heading, and those whose stamps an extractor has dropped.
"""

from collections.abc import Iterator
from itertools import pairwise

from cleantext.core.blocks import line_edit
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.lazy import lazy
from cleantext.core.rule import Cues, Rule
from cleantext.core.thread import LEAST_PROSE, OPENS, thread_start

FEWEST_STAMPS = 2
FURTHEST = 15  # lines from the heading to the first stamp: one long comment, or a note on manners
_NUMBER = lazy(r"\d+")


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield all lines from the heading of the comments to the last of them."""
    start = document.table(thread_start)
    if start < len(document.lines):
        reason = cues.lines(*OPENS)[start].phrase
        lines = (at for at in range(start, len(document.lines)) if document.lines[at].text)
        yield from (line_edit(document, at, reason) for at in lines)
        return
    yield from _stamped(document, cues)


def _stamped(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the lines from a heading to the last of the stamps below it."""
    stamps, headings = cues.lines("stamp"), cues.lines("thread_count")
    places = sorted(stamps)
    if len(places) < FEWEST_STAMPS or len({_hand(document, at) for at in places}) < FEWEST_STAMPS:
        return
    start = next((at for at in sorted(headings) if _opens(document, at, places)), None)
    if start is None:
        return
    thread = [at for at in places if at > start]
    last = max(_last(document, start, thread), *(at for at in [start, *cues.lines("furniture")]))
    lines = (at for at in range(start, last + 1) if document.lines[at].text)
    yield from (line_edit(document, at, headings[start].phrase) for at in lines)


def _opens(document: Document, heading: int, stamps: list[int]) -> bool:
    """Return whether a heading stands below an article and above a thread."""
    thread = [at for at in stamps if at > heading]
    near = len(thread) >= FEWEST_STAMPS and _filled(document, heading, thread[0]) <= FURTHEST
    return near and document.prose_before[heading] >= LEAST_PROSE


def _filled(document: Document, start: int, end: int) -> int:
    """Return the number of lines between two that are not blank."""
    return sum(bool(document.lines[at].text) for at in range(start + 1, end))


def _last(document: Document, start: int, thread: list[int]) -> int:
    """Return the last line of the thread; the comment below the last stamp may be as long as the longest other one."""
    if _filled(document, start, thread[0]):
        return thread[-1]  # stamps stand below the comments
    longest = max(_filled(document, one, other) for one, other in pairwise(thread))
    below = (at for at in range(thread[-1] + 1, len(document.lines)) if document.lines[at].text)
    taken = [at for at, _ in zip(below, range(longest), strict=False) if at not in document.cued]
    return max(taken, default=thread[-1])


def _hand(document: Document, index: int) -> str:
    """Return a stamp without its numbers: equal ones come from one author, or from the page itself."""
    return _NUMBER.sub("", document.lines[index].text.casefold())


RULE = Rule(
    id="comment_thread",
    version=3,
    stage="remove",
    category="comments",
    level="safe",
    doc=__doc__,
    propose=propose,
    phrases={
        "thread": "a heading that names the article of the comments: everything from here to the end of the text goes",
        "thread_name": "names comments, nothing else: as `thread`, with three dates or stamps near below it",
        "furniture": "stands between comments: the thread extends at least to here",
        "thread_count": "with a number, as `thread`, if a date, a stamp or a part of a form stands near below it; "
        "otherwise, with two stamps below it, everything up to the last stamp goes",
        "stamp": "says who wrote a comment, and when",
    },
    removes=(
        (
            "The ferry was late on Monday, and two hundred passengers waited on the pier for an hour in the rain.\n"
            "Nobody told them why, and the company gave no answer when this newspaper asked it on Tuesday morning.\n\n"
            "⟦Comments (2)⟧\n⟦I was there, and it was two hours!⟧\n⟦Posted by: Lena | May 3, 2021 4:49 PM⟧\n"
            "⟦Take the bus, then.⟧\n⟦Posted by: grumpy77 | May 3, 2021 5:10 PM⟧"
        ),
    ),
    keeps=(
        (
            "The ferry was late on Monday, and two hundred passengers waited on the pier for an hour in the rain.\n"
            "Nobody told them why, and the company gave no answer when this newspaper asked it on Tuesday morning.\n"
            "Posted by: Lena | May 3, 2021 4:49 PM\nOn Tuesday it was on time.\nPosted by: Lena | May 4, 2021 5:10 PM"
        ),
        (
            "Under the video stood two comments, and the judge read both of them aloud to the court, slowly.\n"
            "“Posted by: Sean, 4.49pm,” he said, and took off his glasses. “Posted by: dan, 6.02pm.”"
        ),
    ),
)
