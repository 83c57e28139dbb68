"""A block of a page's text, and the shape of its words: a sentence, a paragraph, the end of one."""

from typing import NamedTuple

from cleantext.core.prose import ends_sentence, sentences
from cleantext.html.outline import Place

# A block this long without its white space is a paragraph: the article extends from the first to the last extracted
# one.
PARAGRAPH = 60
# A shorter `p` or `div` without a sentence's end is as often a caption, a button or a stamp.
_SENTENCE = 40
# Signs, beside letters and digits, at the start of sentences; captions and notes start with others.
_OPENING = "\"'“”„‘’«»‹([¿¡—–"


class Block(NamedTuple):
    """A block of the page."""

    place: Place
    element: int
    text: str  # with single blanks for white space


def goes_on(block: Block) -> bool:
    """Return whether a block continues a sentence, introduces what follows, or is a paragraph without a full stop."""
    if block.text[0].islower() and ends_sentence(block.text):
        return True
    size = block.place.end - block.place.start
    return _opens_sentence(block) and size >= _SENTENCE and (block.text.endswith(":") or size >= 2 * PARAGRAPH)


def is_sentence(block: Block) -> bool:
    """Return whether a block begins and ends like a sentence, and is no label."""
    return _opens_sentence(block) and block.place.end - block.place.start >= _SENTENCE and ends_sentence(block.text)


def is_long_sentence(block: Block) -> bool:
    """Return whether a block is a sentence as long as a paragraph."""
    return block.place.end - block.place.start >= PARAGRAPH and is_sentence(block)


def _opens_sentence(block: Block) -> bool:
    return block.text[0].isalnum() or block.text[0] in _OPENING


def has_two_sentences(block: Block) -> bool:
    """Return whether a block has more than one sentence."""
    return len(sentences(block.text)) > 1
