"""Other articles on the page of one: the next story that a site shows below it.

Such a page has several `article` elements beside each other, each with an `h1` of its own. If exactly one of these is
the page's title, the lines of the others are marked, if each has a date or a byline of its own: the parts of one story
have none. Of 1,320 labelled pages seven on two sites have a second article with an `h1`, and all of these are other
stories. Entries of a live blog are dated too, but more of them stand on a page.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from cleantext.core.blocks import element_names
from cleantext.core.document import Mark
from cleantext.html.found import Found
from cleantext.html.metadata import Metadata
from cleantext.html.outline import PageText, squashed

_MOST_OTHERS = 3  # stories; a page with more is a live blog or a list of entries
_SIGNED = element_names("time|date|published|byline|author|dateline|timestamp")


def marked(found: Sequence[Found], marks: Sequence[Mark], page: PageText, metadata: Metadata) -> Iterator[Mark]:
    """Yield the marks of the lines, with those of other articles named."""
    others = sorted(_others(page, metadata), key=lambda other: other.start)
    starts = [other.start for other in others]
    ends = list(accumulate((other.stop for other in others), max, initial=0))  # the last of those up to each
    for (_, place), mark in zip(found, marks, strict=True):
        element = page.element(place) if place else -1
        is_elsewhere = 0 <= element < ends[bisect_right(starts, element)]
        yield mark._replace(is_elsewhere=True) if is_elsewhere else mark


def _others(page: PageText, metadata: Metadata) -> list[range]:
    """Return the elements of each article that is not the page's."""
    stories = list(page.stories())
    titles = {_letters(title) for title in (metadata.title, metadata.window_title) if title}
    own = [
        at for at, (_, headlines) in enumerate(stories) if any(_letters(headline) in titles for headline in headlines)
    ]
    others = [elements for at, (elements, _) in enumerate(stories) if at != own[0]] if len(own) == 1 else []
    is_news = len(others) <= _MOST_OTHERS and all(_is_signed(page, elements) for elements in others)
    return others if is_news else []


def _is_signed(page: PageText, elements: range) -> bool:
    """Return whether an article has a date or a byline of its own."""
    return any(page.tags[at] == "time" or _SIGNED.search(" ".join(page.names(at))) for at in elements)


def _letters(text: str) -> str:
    return squashed(text).casefold()
