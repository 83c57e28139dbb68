"""Blocks of the article that extraction dropped: put back, before any rule judges them.

trafilatura drops subheadings, list items, notes and first paragraphs now and then. On labelled pages, blocks between
the extracted ones that no class, id or telling tag sets apart from them were nearly all content. Of paragraphs with
names of their own, 1 of 22 was content on news of 2023 to 2026 and 1 of 217 on pages of 2012 (teasers, captions,
players), so they stay out.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from cleantext.core.prose import ends_sentence
from cleantext.html.outline import PageText, Place
from cleantext.html.positions import Surroundings

# A block this long without its white space is a paragraph: between the first and the last of those that were extracted
# the article stands.
_PARAGRAPH = 60
# A shorter `p` or `div` without a sentence's end is as often a caption, a button or a stamp.
_SENTENCE = 40
# Of a block's text at most this much may be links, unless it is a sentence.
_LINKED = 0.6
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_ITEMS = frozenset({"li", "dd", "dt"})
_BLOCKS = frozenset({"p", "div", "body", "section", "article", "main"})
# What sentences open with beside letters and digits; captions and notes open with other signs.
_OPENING = "\"'“”„‘’«»‹([¿¡—–"
# A block that begins or ends with this many letters and digits of the extracted text is in it already.
_SAME = 25
# How often the text may be read through to see whether a block is in it.
_MOST_READINGS = 50


class Found(NamedTuple):
    """A line of text, and where in the page it stands; None where it was not found there."""

    line: str
    place: Place | None


class _Block(NamedTuple):
    """A block of the page."""

    place: Place
    element: int
    text: str  # white space is single blanks


def with_left_out(found: Sequence[Found], page: PageText) -> list[Found]:
    """The extracted lines, and between them the blocks of the article that are missing, each as a line."""
    covered = sorted(entry.place for entry in found if entry.place)
    long = [place for place in covered if place.end - place.start >= _PARAGRAPH]
    if not long:
        return list(found)
    around = Surroundings(page, covered)
    blocks = [block for block in _blocks(page) if block.place.start <= long[-1].start]
    first = next((at for at, block in enumerate(blocks) if block.place.end > long[0].start), len(blocks))
    candidates = _missing(blocks[first:], covered)
    chosen = [block for block, below in candidates if _belongs(page, around, block, below)]
    if first and not _overlaps(blocks[first - 1].place, covered) and _opens(page, around, blocks[first - 1]):
        chosen.insert(0, blocks[first - 1])
    return _merged(found, _unseen(found, chosen))


def with_kept(found: Sequence[Found], page: PageText, is_kept: Callable[[Place], bool]) -> list[Found]:
    """The lines, and between them the blocks that are kept whatever extraction says, each as a line."""
    covered = sorted(entry.place for entry in found if entry.place)
    blocks = [block for block in _blocks(page) if is_kept(block.place) and not _overlaps(block.place, covered)]
    if not covered:
        return [*found, *(Found(block.text, block.place) for block in blocks)]
    return _merged(found, iter(blocks))


def _blocks(page: PageText) -> Iterator[_Block]:
    """The blocks of a page that are shown, in its order."""
    for element, place, text in page.blocks():
        if page.is_shown(element):
            yield _Block(place, element, text)


def _overlaps(place: Place, covered: Sequence[Place]) -> bool:
    at = bisect_left(covered, place.end, key=lambda other: other.start)
    return at > 0 and covered[at - 1].end > place.start


def _missing(blocks: Sequence[_Block], covered: Sequence[Place]) -> Iterator[tuple[_Block, _Block | None]]:
    """The blocks that were not extracted, each with the next one that was."""
    below: _Block | None = None
    missing = []
    for block in reversed(blocks):
        if _overlaps(block.place, covered):
            below = block
        else:
            missing.append((block, below))
    yield from reversed(missing)


def _belongs(page: PageText, around: Surroundings, block: _Block, below: _Block | None) -> bool:
    """Whether a block between extracted ones is part of the article."""
    element = block.element
    tag = page.tags[element]
    if around.names(element):
        return False
    share = page.link_share(block.place)
    if tag in _HEADINGS:
        return below is not None and share < _LINKED and around.holds_prose(page.parents[element])
    if tag in _ITEMS or tag == "pre":
        return share < _LINKED
    if tag == "p" and around.holds_prose(page.parents[element]) and share < _LINKED:
        return True
    return tag in _BLOCKS and _is_sentence(block)


def _is_sentence(block: _Block) -> bool:
    opens = block.text[0].isalnum() or block.text[0] in _OPENING
    return opens and block.place.end - block.place.start >= _SENTENCE and ends_sentence(block.text)


def _opens(page: PageText, around: Surroundings, block: _Block) -> bool:
    """Whether a block right above the extracted ones is the first paragraph of the article."""
    if around.names(block.element) or page.tags[block.element] not in _BLOCKS or not _is_sentence(block):
        return False
    return page.link_share(block.place) < _LINKED / 2


def _unseen(found: Sequence[Found], blocks: Sequence[_Block]) -> Iterator[_Block]:
    """The blocks whose words are nowhere in the extracted text, whatever became of its signs and soft hyphens."""
    text = _letters("".join(entry.line for entry in found))
    for block in blocks[:_MOST_READINGS]:
        letters = _letters(block.text)
        if letters[:_SAME] not in text and letters[-_SAME:] not in text:
            yield block


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _merged(found: Sequence[Found], blocks: Iterator[_Block]) -> list[Found]:
    """The lines with the blocks set behind what stands before them in the page."""
    ends = sorted((entry.place.end, at) for at, entry in enumerate(found) if entry.place)
    behind: dict[int, list[_Block]] = {}
    for block in blocks:
        at = bisect_left(ends, (block.place.start, len(found))) - 1
        behind.setdefault(ends[at][1] if at >= 0 else _first(found) - 1, []).append(block)
    merged = [Found(block.text, block.place) for block in behind.get(-1, ())]
    for at, entry in enumerate(found):
        merged.append(entry)
        merged += [Found(block.text, block.place) for block in behind.get(at, ())]
    return merged


def _first(found: Sequence[Found]) -> int:
    """The index of the first line that stands in the page."""
    return next(at for at, entry in enumerate(found) if entry.place)
