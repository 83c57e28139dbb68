"""Readers' comments below the article: find their start, once for a document.

A heading that counts them ("12 Comments", "34 responses to “Late ferry”") or names them ("Reader comments") stands
below the article's first paragraphs. Short lines below the heading give the author or the date of a comment. Everything
from
the heading on is comments, however much prose it contains: on labelled pages, 66,000 words of boilerplate and 25 of
content stood below such headings. The article's body excludes them: a hundred comments are longer than most articles.
"""

from collections.abc import Iterator
from itertools import islice, pairwise

from cleantext.core.document import CUES, Document, Hit
from cleantext.core.lazy import lazy
from cleantext.core.prose import ends_sentence

# The roles of phrases that may open a thread, and the number of signs of comments that each needs near below it. A
# number with the name of the article is the strongest evidence; a name without a number may be a subheading.
OPENS = {"thread": 0, "thread_count": 1, "thread_name": 3}
_STAMPS = frozenset({"stamp", "furniture"})  # roles of phrases that are signs of comments
_SIGNS = _STAMPS | CUES | {"weak"}  # also signs, below a heading that counts comments: parts of a form
LEAST_PROSE = 200  # code points above the heading; comments are the content of a page with less
NEAR = 15  # lines below the heading: one long comment, or a note on manners, may precede the first sign
_LONGEST_STAMP = 120  # code points
_NUMBER = lazy(r"\d[\d.,]*")
# A year, a time of day or a date in numbers, in all languages.
_DATED = lazy(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2}\b")


def thread_start(document: Document) -> int:
    """Return the index of the comments' heading, for `document.table(thread_start)`; the number of lines if none."""
    hits = sorted(hit for found in document.hits.values() for hit in found if _may_open(document, hit))
    counted = [hit for hit in hits if hit.role == "thread_count"]
    is_list = any(_is_other_post(document, one, other) for one, other in pairwise(counted))
    opening = (hit.line for hit in hits if _opens(document, hit) and not (is_list and hit in counted))
    return next(opening, len(document.lines))


def _may_open(document: Document, hit: Hit) -> bool:
    """Return whether a hit is a heading below prose; a heading that counts must have a number."""
    if hit.role not in OPENS or document.prose_before[hit.line] < LEAST_PROSE:
        return False
    return hit.role != "thread_count" or any(map(str.isdigit, document.lines[hit.line].text))


def _is_other_post(document: Document, one: Hit, other: Hit) -> bool:
    """Return whether two headings count the comments of two posts, on a page that lists posts."""
    numbers = [_NUMBER.findall(document.lines[hit.line].text) for hit in (one, other)]
    between = document.prose_before[other.line] - document.prose_before[one.line]
    return numbers[0] != numbers[1] and between >= LEAST_PROSE


def _opens(document: Document, hit: Hit) -> bool:
    """Return whether enough signs of comments stand near below a heading."""
    signs = _STAMPS if hit.role == "thread_name" else _SIGNS
    cued = {sign.line for found in document.hits.values() for sign in found if sign.role in signs}
    near = islice(_filled(document, hit.line + 1), NEAR)
    return sum(at in cued or _is_dated(document.lines[at].text) for at in near) >= OPENS[hit.role]


def _is_dated(text: str) -> bool:
    """Return whether a line is short, is no sentence, and has a date or a time."""
    return len(text) <= _LONGEST_STAMP and not ends_sentence(text) and _DATED.search(text) is not None


def _filled(document: Document, start: int) -> Iterator[int]:
    return (at for at in range(start, len(document.lines)) if document.lines[at].text)
