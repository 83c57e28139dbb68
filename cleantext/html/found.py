"""The lines of an extracted text with their places in the page, and the blocks that are put between them."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from cleantext.core.prose import latin_length
from cleantext.html.block import Block
from cleantext.html.outline import PageText, Place

# A block that begins or ends with this many letters and digits of the extracted text is part of it already.
_SAME = 25
_FEWEST_PARTED = 3  # blocks of an article that extraction gives as one line


class Found(NamedTuple):
    """A line of text, and its place in the page; None if it was not found there."""

    line: str
    place: Place | None


def shown_blocks(page: PageText) -> Iterator[Block]:
    """Yield the visible blocks of a page, in its order."""
    for element, place, text in page.blocks():
        if page.is_shown(element):
            yield Block(place, element, text)


def overlaps(place: Place, covered: Sequence[Place]) -> bool:
    """Return whether a passage shares text with one of some passages, which are sorted."""
    at = bisect_left(covered, place.end, key=lambda other: other.start)
    return at > 0 and covered[at - 1].end > place.start


def parted(found: Sequence[Found], page: PageText) -> Sequence[Found]:
    """Return an article of one line as a line for each of its blocks.

    trafilatura joins the text of the whole `article` element if it finds less than 250 characters, as much as the
    paragraphs of a short Japanese article have. In scripts of letters that is a page without an article.
    """
    if len(found) > 1 or not found[0].place or latin_length(found[0].line) <= len(found[0].line):
        return found
    whole = [found[0].place]
    blocks = [Found(block.text, block.place) for block in shown_blocks(page) if overlaps(block.place, whole)]
    return blocks if len(blocks) >= _FEWEST_PARTED else found


def is_in(text: str, block: Block, known: Collection[str] = ()) -> bool:
    """Return whether a block's words are in the extracted text, apart from signs and soft hyphens.

    known: for a heading the lines of the text. Its few words occur in a paragraph about its topic, so only a line with
    no others is a copy of it.
    """
    own = letters(block.text)
    if known and len(own) < _SAME:
        return own in known
    return own[:_SAME] in text or own[-_SAME:] in text


def letters(text: str) -> str:
    """Return the letters and digits of a text."""
    return "".join(filter(str.isalnum, text))


def merged(found: Sequence[Found], blocks: Sequence[Block]) -> list[Found]:
    """Return the lines with the blocks inserted in the order of the page."""
    ends = sorted((entry.place.end, at) for at, entry in enumerate(found) if entry.place)
    behind: dict[int, list[Block]] = {}
    for block in blocks:
        at = bisect_left(ends, (block.place.start, len(found))) - 1
        behind.setdefault(ends[at][1] if at >= 0 else _first(found) - 1, []).append(block)
    lines = [Found(block.text, block.place) for block in behind.get(-1, ())]
    for at, entry in enumerate(found):
        lines.append(entry)
        lines += [Found(block.text, block.place) for block in behind.get(at, ())]
    return lines


def _first(found: Sequence[Found]) -> int:
    """Return the index of the first line that was found in the page."""
    return next(at for at, entry in enumerate(found) if entry.place)
