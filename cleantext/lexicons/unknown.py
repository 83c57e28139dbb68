"""The unknown words of a document, their places, and the evidence of the text around them."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from itertools import chain, compress, repeat
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from cleantext.core.document import Document
from cleantext.core.edits import Level
from cleantext.core.lazy import lazy
from cleantext.core.prose import may_end_before_sentence
from cleantext.lexicons import (
    FOREIGN,
    PUNCTUATION,
    WORD_LIST_LANGUAGES,
    listed_correction,
    unknown_tokens,
    zipf_tenths,
)
from cleantext.lexicons.candidates import is_derived
from cleantext.lexicons.classifier import Context
from cleantext.lexicons.function_words import MISREAD

if TYPE_CHECKING:
    import regex


class UnknownWordThresholds(NamedTuple):
    """Thresholds for the choice of unknown words, and for evidence against an error. Counts are of labelled texts."""

    least_letters_of_compound_part: int = 5  # at 4 one right correction more, and two less
    # A word with a capital at the start of its sentence that is no name; at 50 "La notte" becomes "note".
    least_zipf_tenths_of_function_word: int = 55
    least_zipf_tenths_of_misread: int = 45  # of a word whose first letter looks like that of a foreign one: "Iast"
    most_code_points_to_neighbour: int = 100  # at 10 12 right and 2 wrong ones more, at 1,000 53 right ones less
    fewest_in_foreign_passage: int = 2  # at 3 16 right and 2 wrong ones more, at 1 75 right ones less
    most_code_points_to_repetition: int = 20_000  # bounds the time; at 2,000 and at 200,000 nothing differs


THRESHOLDS = UnknownWordThresholds()
_CORE = lazy(r"[^\p{L}\p{N}]*+(?<core>[\p{L}\p{N}](?:[\p{L}\p{N}'’-]*[\p{L}\p{N}])?+)[^\p{L}\p{N}]*+")
_POSSESSIVE = lazy(r"['’]s$")
_LETTERS = lazy(r"\p{L}+(?:['’](?:t|re|ve|ll|nt))?")  # "havn't", but not "ever'body"
_PART = lazy(r"[^-]+")
# The separators of whole words; a star or a bar is damage: "*ith".
_FRONT = lazy(r"^|[\s\"'“‘«(\[/—–-]")
_BACK = lazy(r"$|[\s\"'”’»)\]/.,;:!?…]|-\p{L}")
# The words on either side of a word, with no mark but a quotation mark or a bracket between.
_BEFORE = lazy(r"(?r)(?<![\p{L}\p{N}'’-])([\p{L}'’]+)[ \n][\"“‘«(]?")
_BEHIND = lazy(r"[\"”’»)]?[ \n][\"“‘«(]?([\p{L}'’]+)(?![\p{L}\p{N}'’-])")
_BULLET = lazy(r"[•*\p{Pd}]+")  # as a word of its own
_OPENING = frozenset("\"'“‘«([")
_MOST_CHARACTERS = 40  # code points of a token that are examined
_SHORT_TEXT = 50_000  # code points; searching longer ones for each word takes quadratic time


class Word(NamedTuple):
    """An unknown word of the document."""

    start: int  # code points of the document
    end: int
    text: str
    lower: str  # as the lists spell it
    at: int  # index into `Document.words`
    is_part: bool = False  # whether it is a part of a compound

    @property
    def is_capital(self) -> bool:
        """Return whether it may be a name."""
        return self.text[0].isupper()


def unknown_words(document: Document, listed: Collection[str] = (), language: str | None = "en") -> Iterator[Word]:
    """Yield the unknown words and the listed ones, in the order of the text, without capitals inside.

    Only English has word lists; in all other languages only the listed misspellings are found.
    """
    lower, text = document.lower, document.text
    if len(lower) != len(text):  # a capital that becomes two letters in lower case: the text is not English
        return
    position, at = 0, -1
    for token in _judged_tokens(document, listed, language):
        position, at = _next(lower, token, position), document.words.index(token, at + 1)
        found = _CORE.match(text, position, position + len(token))
        if found and found["core"][1:] == lower[found.start("core") + 1 : found.end("core")]:
            word = _word(*found.span("core"), found["core"], at)
            yield from (word,) if language not in WORD_LIST_LANGUAGES else _judged_part(word, language)
        position += len(token)


def _judged_tokens(document: Document, listed: Collection[str], language: str | None) -> Sequence[str]:
    """Return the unknown tokens, without repeated names, and the listed ones, in the order of the text."""
    tokens: Sequence[str] = unknown_tokens(document, language) if language in WORD_LIST_LANGUAGES else ()
    names = _repeated_names(tokens, document.text)
    found = frozenset(_of_list(document.vocabulary, listed)) if listed else frozenset()
    if not found and not names:
        return tokens
    return [*filter(({*tokens} - names | found).__contains__, document.words if found else tokens)]


def _repeated_names(tokens: Sequence[str], text: str) -> set[str]:
    """Return the repeated tokens that never occur in lower case: most unknown words of articles are such names."""
    repeated = [token for token, number in Counter(tokens).items() if number > 1 and token.isalpha()]
    # A long text is processed line by line, since all words at once need much memory.
    lower_case = text if len(text) < _SHORT_TEXT else frozenset(chain.from_iterable(map(str.split, text.split("\n"))))
    return {token for token in repeated if token not in lower_case}


def _of_list(tokens: Collection[str], listed: Collection[str]) -> Iterator[str]:
    """Yield the tokens that are listed words, apart from punctuation."""
    words = map(str.replace, map(str.strip, tokens, repeat(PUNCTUATION)), repeat("’"), repeat("'"))
    return compress(tokens, map(listed.__contains__, words))


def _word(start: int, end: int, text: str, at: int) -> Word:
    return Word(start, end, text, text.lower().replace("’", "'"), at)


def _judged_part(word: Word, language: str) -> Iterator[Word]:
    """Yield the part of a word that is corrected; nothing for a name of another language ("Juli Feld")."""
    part = _part(word, language)
    is_other = part.is_capital and zipf_tenths(language).get(part.lower) == FOREIGN
    if not is_other or _is_misread_l(part, language):
        yield part


def _is_misread_l(word: Word, language: str) -> bool:
    """Return whether a capital I stands for the small L of a frequent word: "the Iast ferry"."""
    least = THRESHOLDS.least_zipf_tenths_of_misread
    return word.text[0] == "I" and zipf_tenths(language).get(f"l{word.text[1:]}", 0) >= least


def _part(word: Word, language: str) -> Word:
    """Return a word without a possessive; for a compound its unknown part ("drawiug-room")."""
    if word.text.isalpha():
        return word
    stem = _POSSESSIVE.sub("", word.text)
    if "-" not in stem:
        return _word(word.start, word.start + len(stem), stem, word.at)
    parts = (
        _word(word.start + found.start(), word.start + found.end(), found[0], word.at) for found in _PART.finditer(stem)
    )
    unknown = [part for part in parts if zipf_tenths(language).get(part.lower, FOREIGN) == FOREIGN]
    least = THRESHOLDS.least_letters_of_compound_part
    is_one = len(unknown) == 1 and unknown[0].text.isalpha() and len(unknown[0].text) >= least
    return unknown[0]._replace(is_part=True) if is_one else word


def _next(text: str, token: str, position: int) -> int:
    """Return the next place of a token, between white space."""
    while True:
        position = text.index(token, position)
        end = position + len(token)
        if (not position or text[position - 1].isspace()) and (end == len(text) or text[end].isspace()):
            return position
        position += 1


def is_whole(word: Word, document: Document) -> bool:
    """Return whether a word consists of letters and is not broken off: not "stirrin'", "ever'body", "righ-"."""
    is_dropped = word.text.endswith("in") and document.text[word.end : word.end + 1] in ("'", "’")
    return (
        not is_dropped
        and _LETTERS.fullmatch(word.text) is not None
        and _FRONT.match(document.text, max(0, word.start - 1)) is not None
        and _BACK.match(document.text, word.end) is not None
    )


def is_foreign(word: Word, document: Document, language: str = "en") -> bool:
    """Return whether it is a word of another language, beside a name or an unknown English word: "La notte"."""
    return zipf_tenths(language).get(word.lower) == FOREIGN and not is_amid_words(word, document, language)


def is_amid_words(word: Word, document: Document, language: str = "en") -> bool:
    """Return whether its neighbours, if any, are words of the language and no names."""
    before = document.text[max(0, word.start - _MOST_CHARACTERS) : word.start].rsplit(None, 1)[-1:]
    behind = document.text[word.end : word.end + _MOST_CHARACTERS].split(None, 1)[:1]
    return all(_is_plain(token, language) for token in (*before, *behind))


def _is_plain(token: str, language: str) -> bool:
    """Return whether a token is a word of the language and no name; punctuation alone is neither."""
    found = _CORE.fullmatch(token)
    tenths = zipf_tenths(language).get(found["core"].lower().replace("’", "'"), 0) if found else 1
    return tenths >= (1 if not found or found["core"].islower() else THRESHOLDS.least_zipf_tenths_of_function_word)


def stands_once(word: Word, document: Document) -> bool:
    """Return whether it occurs nowhere else in the document, or only far away: a repeated spelling is intended."""
    reach, text = THRESHOLDS.most_code_points_to_repetition, document.text
    low, high = max(0, word.start - reach), word.end + reach
    return text.find(word.text, low, word.end - 1) < 0 and text.find(word.text, word.end, high) < 0


def unexplained_starts(words: Sequence[Word], language: str = "en") -> list[int]:
    """Return the starts of the unknown words that are no names and have no explanation, in code points.

    Several in one passage come from another language, a dialect, an old spelling, or a damaged page.
    """
    return [word.start for word in words if not word.is_capital and _is_unexplained(word.lower, language)]


@lru_cache(maxsize=20_000)
def _is_unexplained(word: str, language: str) -> bool:
    """Return whether a word is no listed misspelling, no misread frequent word, and not derived from known words."""
    is_explained = word in MISREAD or listed_correction(word, language) or is_derived(word, language)
    return word.isalpha() and not is_explained


def unexplained_nearby(word: Word, starts: Sequence[int]) -> int:
    """Return how many other words of `unexplained_starts` stand near a word."""
    reach = THRESHOLDS.most_code_points_to_neighbour
    near = starts[bisect_left(starts, word.start - reach) : bisect_right(starts, word.end + reach)]
    return len(near) - (word.start in near)


class Correction(Protocol):
    """The correction of a word."""

    @property
    def level(self) -> Level:
        """Return the level at which the word is corrected."""


T = TypeVar("T", bound=Correction)


def settled(words: Sequence[Word], judge: Callable[[Word, int], T | None], language: str | None) -> dict[Word, T]:
    """Return the corrections of words; `judge` gets a word and the number of unexplained ones near it.

    A word that is corrected at level safe is no longer unknown, so the words near it are judged again. Otherwise each
    pass would uncover a few more, and a long text would not settle. A word is judged at most three times.
    """
    neighbourhood = _Neighbourhood(words, language)
    corrections: dict[Word, T] = {}
    waiting = words
    while waiting:
        found = {word: made for word in waiting if (made := judge(word, neighbourhood.nearby[word.start]))}
        corrections.update(found)
        sure = [word for word, made in found.items() if made.level == "safe"]
        near = {*chain.from_iterable(map(neighbourhood.correct, sure))}
        waiting = sorted(word for word in near if word not in corrections or corrections[word].level != "safe")
    return corrections


class _Neighbourhood:
    """The number of other `unexplained_starts` near each unknown word, updated as words are corrected."""

    def __init__(self, words: Sequence[Word], language: str | None) -> None:
        unexplained = unexplained_starts(words, language) if language in WORD_LIST_LANGUAGES else []
        self.nearby = {word.start: unexplained_nearby(word, unexplained) for word in words}
        self._words = words
        self._starts = [word.start for word in words]
        self._unexplained = set(unexplained)

    def correct(self, word: Word) -> Iterator[Word]:
        """Mark a word as corrected, and yield the words near it for which the smaller number matters."""
        if word.start not in self._unexplained:
            return
        self._unexplained.remove(word.start)
        reach = THRESHOLDS.most_code_points_to_neighbour
        first = bisect_left(self._starts, word.start - reach - _MOST_CHARACTERS)
        last = bisect_right(self._starts, word.start + reach)
        for other in self._words[first:last]:
            if other.end + reach >= word.start and other.start != word.start:
                self.nearby[other.start] -= 1
                if self.nearby[other.start] < THRESHOLDS.fewest_in_foreign_passage:
                    yield other


def starts_sentence(word: Word, document: Document) -> bool:
    """Return whether the word before may end a sentence, is a bullet, or is missing."""
    before = document.words[word.at - 1] if word.at else ""
    return not before or may_end_before_sentence(before) or _BULLET.fullmatch(before) is not None


def context_of(word: Word, document: Document, *, is_near_unknown: bool, language: str = "en") -> Context:
    """Return the document's evidence about a word, for the classifier."""
    known, (before, behind) = zipf_tenths(language), _neighbours(word, document)
    return Context(
        is_capitalized=word.is_capital,
        starts_sentence=starts_sentence(word, document),
        stands_once=stands_once(word, document),
        joins_neighbour=before + word.lower in known or word.lower + behind in known,
        is_quoted=document.text[max(0, word.start - 1) : word.start] in _OPENING,
        is_near_unknown=is_near_unknown,
        vocabulary=document.vocabulary,
        before=beside(word, document)[0],
        behind=beside(word, document)[1],
    )


def beside(word: Word, document: Document) -> tuple[str, str]:
    """Return the words on either side of one, as the lists spell them; "" beside a mark, or for part of a compound."""
    before = _BEFORE.match(document.text, max(0, word.start - _MOST_CHARACTERS), word.start)
    return _beside(before, word), _beside(_BEHIND.match(document.text, word.end, word.end + _MOST_CHARACTERS), word)


def _beside(found: "regex.Match[str] | None", word: Word) -> str:
    return found[1].lower().replace("’", "'") if found and not word.is_part else ""


@lru_cache(maxsize=2_000)  # a word is compared with its neighbours, and each of them again with theirs
def without_punctuation(token: str) -> str:
    """Return a token without the punctuation around it; "" if there is punctuation inside."""
    found = _CORE.fullmatch(token)
    return found["core"].replace("’", "'") if found else ""


def _neighbours(word: Word, document: Document) -> tuple[str, str]:
    """Return the neighbours of a word: the other parts of its compound, or the next tokens."""
    before, found, behind = without_punctuation(document.words[word.at]).partition(word.lower)
    if found and (before or behind.startswith("-")):
        return before.rstrip("-"), behind.lstrip("-")
    return _neighbour(document, word.at - 1), _neighbour(document, word.at + 1)


def _neighbour(document: Document, at: int) -> str:
    """Return a token of the document without its punctuation, "" beyond the ends."""
    return without_punctuation(document.words[at]) if 0 <= at < len(document.words) else ""
