"""Headlines of other articles below a label or a header: find where such a unit ends.

A label ("Also read") and the headlines under it go together or stay together. In the article a headline under a label
looks like a subheading. The paragraph below tells them apart: a subheading shares its words with it.
"""

from collections.abc import Iterator, Mapping

from cleantext.core.blocks import is_cited, is_prose_line
from cleantext.core.document import Document, Hit
from cleantext.core.lazy import lazy
from cleantext.core.prose import ends_in_full_stop, ends_sentence, latin_length
from cleantext.core.rule import Cues

LONGEST_HEADLINE = 170  # code points
FEWEST_WORDS = 3  # of a headline without a bullet; shorter lines are subheadings and buttons
MOST_INSIDE = 5  # headlines that a page sets into a story; more are a list of the article's own
# A subheading shares at least this share of its long words, or two of them, with the paragraph below it.
_SHARED, _MOST_SHARED = 0.5, 1
_LONG_WORD = 5  # letters
_BULLET = lazy(r"[-*•·–»>▸►]")
_ARROW = lazy(r"[»▶►▸➔➜➡➤→👉]\N{VARIATION SELECTOR-16}?\s*")
_NUMBERED = lazy(r"(?:\p{L} )?\(?\d+(?:[.):]|st|nd|rd|th)?\s|\d{1,2}[:.]\d{2}")
_WORD = lazy(rf"(?:(?![\p{{Han}}\p{{Hiragana}}\p{{Katakana}}\p{{Thai}}\p{{Lao}}])\p{{L}}){{{_LONG_WORD},}}")
# Scripts that set no blanks between words: a headline has so many code points (Han 8, Thai 13), and two signs of Han,
# or six of Thai, stand for a word where texts are compared.
_UNSPACED_HEADLINE = 20  # code points of Latin script that say as much
_UNSPACED = lazy(r"(?P<han>[\p{Han}\p{Hiragana}\p{Katakana}]+)|[\p{Thai}\p{Lao}]+")
_HAN_GRAM, _THAI_GRAM = 2, 6

# For each line that goes, the next one that stays; None at the end of the text.
Behind = Mapping[int, int | None]
_NONE: Behind = {}


def is_headline(document: Document, index: int) -> bool:
    """Whether a line may be a headline: it is short, and has no full stop and no colon at its end."""
    text = document.lines[index].text
    return len(text) <= LONGEST_HEADLINE and not ends_in_full_stop(text) and not text.endswith(":")


def is_bullet(document: Document, index: int) -> bool:
    """Whether a line is a headline with a bullet before it."""
    return _BULLET.match(document.lines[index].text) is not None and is_headline(document, index)


def arrows_from(document: Document, index: int) -> list[int]:
    """The headlines behind arrows from a line on, set below a paragraph; none where they may be the article's own."""
    run = list[int]()
    at: int | None = index
    while at is not None and _ARROW.match(document.lines[at].text):
        run.append(at)
        at = document.next_filled(at)
    whole = all(is_headline(document, line) and _is_title(document.lines[line].text) for line in run)
    own = at is not None and any(_takes_up(document, line, at) for line in run)
    return run if whole and _is_over(document, at) and not own and len(run) <= MOST_INSIDE else []


def _is_over(document: Document, below: int | None) -> bool:
    """Whether a run of headlines may end above a line: a paragraph or boilerplate follows, or nothing."""
    return below is None or is_prose_line(document, below) or below in document.cued


def _is_title(text: str) -> bool:
    """Whether words behind a sign are a headline: some, with a capital or a number first."""
    words = _ARROW.sub("", text).split()
    return len(words) >= FEWEST_WORDS and not words[0][0].islower() and text[-1] not in ";,"


def inserted_below(document: Document, index: int, behind: Behind = _NONE) -> list[int]:
    """The headlines under a label that stands inside the article; none where they may be its own words.

    behind: for lines that go already, the next line that stays.
    """
    run, below = list[int](), document.next_filled(index)
    while below is not None and below not in behind and _is_inserted(document, below):
        if len(run) == MOST_INSIDE:
            return []
        run.append(below)
        below = document.next_filled(below)
    below = below if below is None else behind.get(below, below)
    return run if run and _is_over(document, below) and not _takes_up(document, run[-1], below) else []


def _is_inserted(document: Document, index: int) -> bool:
    text = document.lines[index].text
    if index in document.cued or not is_headline(document, index) or is_prose_line(document, index):
        return False
    return _is_long_enough(text) and not _NUMBERED.match(text) and text[-1:] not in ";,"


def _is_long_enough(text: str) -> bool:
    """Whether a line has as many words as a headline, or as many signs in a script that sets no blanks."""
    if len(text.split()) >= FEWEST_WORDS:
        return True
    return not text.isascii() and latin_length(text) >= _UNSPACED_HEADLINE and _UNSPACED.search(text) is not None


def stands_between(document: Document, index: int) -> bool:
    """Whether a label is no subheading, but has lost what stood below it.

    It stands between two paragraphs, or under the last one at the end of the text.
    """
    above, below = document.neighbours(index)
    if above is None or not ends_sentence(document.lines[above].text):
        return False
    if below is None:
        return is_prose_line(document, above)
    if document.lines[index].text.casefold() in document.lines[below].text.casefold():  # of German compounds a part
        return False
    return is_prose_line(document, above) and is_prose_line(document, below) and not is_subheading(document, index)


def labels_between(document: Document, cues: Cues, role: str) -> Iterator[tuple[int, Hit]]:
    """The lines of a role that have lost what stood below them, and are not quoted."""
    for index, hit in cues.lines(role).items():
        if stands_between(document, index) and not is_cited(document, hit):
            yield index, hit


def is_subheading(document: Document, index: int) -> bool:
    """Whether the paragraph below a line takes up its words."""
    return _takes_up(document, index, document.next_filled(index))


def _takes_up(document: Document, index: int, below: int | None) -> bool:
    words, grams = _words(document, index), _grams(document, index)
    if below is None:
        return False
    shared, alike = words & _words(document, below), grams and grams & _grams(document, below)
    return (
        len(shared) > _MOST_SHARED
        or bool(words and len(shared) >= _SHARED * len(words))
        or bool(grams and len(alike) >= _SHARED * len(grams))
    )


def _words(document: Document, index: int) -> set[str]:
    return set(_WORD.findall(document.lines[index].text.casefold()))


def _grams(document: Document, index: int) -> set[str]:
    """What stands for words in scripts without blanks."""
    text = document.lines[index].text
    if text.isascii():
        return set()
    runs = ((found[0], _HAN_GRAM if found["han"] else _THAI_GRAM) for found in _UNSPACED.finditer(text))
    return {run[at : at + size] for run, size in runs for at in range(len(run) - size + 1)}
