"""Headlines of other articles below a label or a header: find the end of such a unit.

A label ("Also read") and the headlines under it go together or stay together. Inside the article, a headline under a
label looks like a subheading. The paragraph below distinguishes them: a subheading shares words with it.
"""

from collections.abc import Iterator, Mapping

from cleantext.core.blocks import is_cited, is_prose_line
from cleantext.core.document import Document, Hit
from cleantext.core.lazy import lazy
from cleantext.core.prose import ends_in_full_stop, ends_sentence, latin_length
from cleantext.core.rule import Cues

LONGEST_HEADLINE = 170  # code points
FEWEST_WORDS = 3  # of a headline without a bullet; shorter lines are subheadings and buttons
MOST_INSIDE = 5  # headlines that a page puts into a story; more are a list of the article's own
# A subheading shares at least this share of its long words, or two words, with the paragraph below it.
_SHARED, _MOST_SHARED = 0.5, 1
_LONG_WORD = 5  # letters
_LINKED = 0.9  # share of a headline's code points inside links
_BULLET = lazy(r"[-*•·–»>▸►]")
_SPACELESS = lazy(r"\W*[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")  # sets several words as one
ARROWS = "»≫▷▶►▸➔➜➡➤→👉"
_ARROW = lazy(rf"[{ARROWS}]\N{{VARIATION SELECTOR-16}}?\s*")
_NUMBERED = lazy(r"(?:\p{L} )?\(?\d+(?:[.):]|st|nd|rd|th)?\s|\d{1,2}[:.]\d{2}")
_CLAUSES = lazy(r"[\p{Han}\p{Hiragana}\p{Katakana}][，、,；][\p{Han}\p{Hiragana}\p{Katakana}]")
_WORD = lazy(rf"(?:(?![\p{{Han}}\p{{Hiragana}}\p{{Katakana}}\p{{Thai}}\p{{Lao}}])\p{{L}}){{{_LONG_WORD},}}")
# In scripts without blanks between words, a headline has so many code points (Han 8, Thai 13). Texts are compared by
# pairs of Han characters, or by six Thai ones, in place of words.
_UNSPACED_HEADLINE = 20  # code points of Latin script, converted
_UNSPACED = lazy(r"(?P<han>[\p{Han}\p{Hiragana}\p{Katakana}]+)|[\p{Thai}\p{Lao}]+")
_HAN_GRAM, _THAI_GRAM = 2, 6

# For each line that is removed, the next one that stays; None at the end of the text.
Behind = Mapping[int, int | None]
_NONE: Behind = {}


def is_headline(document: Document, index: int) -> bool:
    """Return whether a line may be a headline: it is short, without a full stop or colon at its end."""
    text = document.lines[index].text
    return len(text) <= LONGEST_HEADLINE and not ends_in_full_stop(text) and not text.endswith(":")


def is_bullet(document: Document, index: int) -> bool:
    """Return whether a line is a headline with a bullet before it."""
    return _BULLET.match(document.lines[index].text) is not None and is_headline(document, index)


def arrows_from(document: Document, index: int) -> list[int]:
    """Return the headlines behind arrows from a line on, below a paragraph; none if they may be the article's own."""
    run = list[int]()
    at: int | None = index
    while at is not None and _ARROW.match(document.lines[at].text):
        run.append(at)
        at = document.next_filled(at)
    whole = all(is_headline(document, line) and _is_title(document.lines[line].text) for line in run)
    own = at is not None and any(_takes_up(document, line, at) for line in run)
    return run if whole and _is_over(document, at) and not own and len(run) <= MOST_INSIDE else []


def _is_over(document: Document, below: int | None) -> bool:
    """Return whether a run of headlines may end above a line: a paragraph, boilerplate or nothing follows."""
    return below is None or is_prose_line(document, below) or below in document.cued


def _is_title(text: str) -> bool:
    """Return whether the words behind a sign are a headline: enough, with a capital or a number first."""
    words = _ARROW.sub("", text).split()
    is_spaceless = bool(words) and _SPACELESS.match(words[0]) is not None
    many = len(words) >= FEWEST_WORDS or is_spaceless
    return many and not words[0][0].islower() and text[-1] not in ";,"


def inserted_below(document: Document, index: int, behind: Behind = _NONE, *, numbered: bool = False) -> list[int]:
    """Return the headlines under a label inside the article; none if they may be the article's own words.

    behind: for lines that are removed already, the next line that stays.
    numbered: whether the headlines may have numbers, as in a list of the stories read most.
    """
    run, below = list[int](), document.next_filled(index)
    while below is not None and below not in behind and _is_inserted(document, below, numbered=numbered):
        if len(run) == MOST_INSIDE:
            return []
        run.append(below)
        below = document.next_filled(below)
    below = below if below is None else behind.get(below, below)
    own = run and not _is_linked_box(document, run[-1]) and _takes_up(document, run[-1], below)
    own = own or (len(run) == 1 and _is_unspaced_sentence(document.lines[run[0]].text))
    return run if _is_over(document, below) and not own else []


def _is_unspaced_sentence(text: str) -> bool:
    """Return whether a line of two clauses asks or exclaims, in a script without blanks between words.

    A list has several headlines; such a line alone is as often the next paragraph, since a sentence is short in these
    scripts.
    """
    return ends_sentence(text) and _SPACELESS.match(text) is not None and _CLAUSES.search(text) is not None


def _is_linked_box(document: Document, index: int) -> bool:
    """Return whether a line is a link in an element without paragraphs: no subheading, whatever its words are."""
    mark = document.mark(index)
    return mark is not None and mark.link_share >= _LINKED and not mark.prose_share and bool(mark.tag)


def _is_inserted(document: Document, index: int, *, numbered: bool) -> bool:
    text = document.lines[index].text
    if index in document.cued or not is_headline(document, index) or is_prose_line(document, index):
        return False
    return _is_long_enough(text) and (numbered or not _NUMBERED.match(text)) and text[-1:] not in ";,"


def _is_long_enough(text: str) -> bool:
    """Return whether a line has as many words as a headline, or as many characters in a script without blanks."""
    if len(text.split()) >= FEWEST_WORDS:
        return True
    return not text.isascii() and latin_length(text) >= _UNSPACED_HEADLINE and _UNSPACED.search(text) is not None


def stands_between(document: Document, index: int) -> bool:
    """Return whether a label is no subheading: the headlines below it are missing.

    It stands between two paragraphs, or under the last one at the end of the text.
    """
    above, below = document.neighbours(index)
    if above is None or not ends_sentence(document.lines[above].text):
        return False
    if below is None:
        return is_prose_line(document, above)
    if document.lines[index].text.casefold() in document.lines[below].text.casefold():  # a part of a German compound
        return False
    return is_prose_line(document, above) and is_prose_line(document, below) and not is_subheading(document, index)


def labels_between(document: Document, cues: Cues, role: str) -> Iterator[tuple[int, Hit]]:
    """Yield the lines of a role that have lost the headlines below them, and are not quoted."""
    for index, hit in cues.lines(role).items():
        if stands_between(document, index) and not is_cited(document, hit):
            yield index, hit


def is_subheading(document: Document, index: int) -> bool:
    """Return whether the paragraph below a line repeats its words."""
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
    """Return the character sequences that replace words in scripts without blanks."""
    text = document.lines[index].text
    if text.isascii():
        return set()
    runs = ((found[0], _HAN_GRAM if found["han"] else _THAI_GRAM) for found in _UNSPACED.finditer(text))
    return {run[at : at + size] for run, size in runs for at in range(len(run) - size + 1)}
