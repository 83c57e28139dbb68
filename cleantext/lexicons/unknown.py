"""The unknown words of a document, where they stand, and what the text around them says."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import chain, compress, repeat
from typing import NamedTuple

from cleantext.core.document import Document
from cleantext.core.lazy import lazy
from cleantext.lexicons import LANGUAGES, LOAN, PUNCTUATION, correction, unknown_tokens, zipf
from cleantext.lexicons.confusions import is_derived
from cleantext.lexicons.odds import Setting

_CORE = lazy(r"[^\p{L}\p{N}]*+(?<core>[\p{L}\p{N}](?:[\p{L}\p{N}'’-]*[\p{L}\p{N}])?+)[^\p{L}\p{N}]*+")
_POSSESSIVE = lazy(r"['’]s$")
_LETTERS = lazy(r"\p{L}+(?:['’](?:t|re|ve|ll|nt))?")  # "havn't", but not "ever'body"
_PART = lazy(r"[^-]+")
# What whole words stand between; a star or a bar is damage: "*ith".
_FRONT = lazy(r"^|[\s\"'“‘«(\[/—–-]")
_BACK = lazy(r"$|[\s\"'”’»)\]/.,;:!?…]|-\p{L}")
_LONG_PART = 5  # letters; shorter parts of compounds are near too much
_SENTENCE_END = lazy(r"[.!?:…][\"'”’»)\]]*$|^[•*–—-]+$")
_OPENING = frozenset("\"'“‘«([")
_LONGEST = 40  # code points; longer tokens are no words
_FUNCTION = 54  # ten times the Zipf frequency of words that are capital at the start of a sentence only
_NEAR = 100  # code points on either side that must be calm
RESTLESS = 2  # other unknown words that make a passage restless
_SHORT_TEXT = 50_000  # code points; to search longer ones for each word takes a time that is quadratic
_REACH = 20_000  # code points on either side in which a word must be the only one


class Word(NamedTuple):
    """An unknown word of the document."""

    start: int  # code points of the document
    end: int
    text: str
    lower: str  # as the lists spell it
    at: int  # index into `Document.words`
    is_part: bool = False  # of a compound

    @property
    def is_capital(self) -> bool:
        """Whether it may be a name."""
        return self.text[0].isupper()


def unknown_words(document: Document, listed: Collection[str] = (), language: str | None = "en") -> Iterator[Word]:
    """The unknown words, and those that are listed, in the order of the text, without capitals inside.

    Of languages without word lists, which all other languages are, those that are listed.
    """
    lower, text = document.lower, document.text
    if len(lower) != len(text):  # a capital that is two letters when it is small: no English text
        return
    tokens: Sequence[str] = unknown_tokens(document, language) if language in LANGUAGES else ()
    # A name that stands again is meant. Most unknown words are such.
    # Where what is no name stands; line by line, since the words of a long text take much memory.
    small = text if len(text) < _SHORT_TEXT else frozenset(chain.from_iterable(map(str.split, text.split("\n"))))
    often = (token for token, number in Counter(tokens).items() if number > 1 and token.isalpha())
    meant = {token for token in often if token not in small}
    if listed or meant:
        taught = frozenset(_of_list({*document.words}, listed)) if listed else frozenset()
        wanted = {*tokens} - meant | taught
        tokens = [*filter(wanted.__contains__, document.words if taught else tokens)]
    position, at = 0, -1
    for token in tokens:
        position, at = _next(lower, token, position), document.words.index(token, at + 1)
        found = _CORE.match(text, position, position + len(token))
        if found and found["core"][1:] == lower[found.start("core") + 1 : found.end("core")]:
            word = _word(*found.span("core"), found["core"], at)
            yield from (word,) if language not in LANGUAGES else _judged(word, language)
        position += len(token)


def _of_list(tokens: Collection[str], listed: Collection[str]) -> Iterator[str]:
    """The tokens that are listed words, but for the punctuation around them."""
    words = map(str.replace, map(str.strip, tokens, repeat(PUNCTUATION)), repeat("’"), repeat("'"))
    return compress(tokens, map(listed.__contains__, words))


def _word(start: int, end: int, text: str, at: int) -> Word:
    return Word(start, end, text, text.lower().replace("’", "'"), at)


def _judged(word: Word, language: str) -> Iterator[Word]:
    """What is judged of a word; nothing of a name that is a word of another language ("Juli Feld")."""
    part = _part(word, language)
    if not part.is_capital or zipf(language).get(part.lower) != LOAN:
        yield part


def _part(word: Word, language: str) -> Word:
    """A word without a possessive, and of a compound what is unknown ("drawiug-room")."""
    if word.text.isalpha():
        return word
    stem = _POSSESSIVE.sub("", word.text)
    if "-" not in stem:
        return _word(word.start, word.start + len(stem), stem, word.at)
    parts = (
        _word(word.start + found.start(), word.start + found.end(), found[0], word.at) for found in _PART.finditer(stem)
    )
    strange = [part for part in parts if zipf(language).get(part.lower, LOAN) == LOAN]
    fits = len(strange) == 1 and strange[0].text.isalpha() and len(strange[0].text) >= _LONG_PART
    return strange[0]._replace(is_part=True) if fits else word


def _next(text: str, token: str, position: int) -> int:
    """Where a token stands next, between white space."""
    while True:
        position = text.index(token, position)
        end = position + len(token)
        if (not position or text[position - 1].isspace()) and (end == len(text) or text[end].isspace()):
            return position
        position += 1


def is_whole(word: Word, document: Document) -> bool:
    """Whether it is a word of letters that nobody broke off: not "stirrin'", "ever'body", "righ-"."""
    is_dropped = word.text.endswith("in") and document.text[word.end : word.end + 1] in ("'", "’")
    return (
        not is_dropped
        and _LETTERS.fullmatch(word.text) is not None
        and _FRONT.match(document.text, max(0, word.start - 1)) is not None
        and _BACK.match(document.text, word.end) is not None
    )


def is_foreign(word: Word, document: Document, language: str = "en") -> bool:
    """Whether it is a word of another language beside a name, or beside what is no English word: "La notte"."""
    return zipf(language).get(word.lower) == LOAN and not is_amid_words(word, document, language)


def is_amid_words(word: Word, document: Document, language: str = "en") -> bool:
    """Whether words of the language stand before and behind it, if anything does, and no names."""
    before = document.text[max(0, word.start - _LONGEST) : word.start].rsplit(None, 1)[-1:]
    behind = document.text[word.end : word.end + _LONGEST].split(None, 1)[:1]
    return all(_is_plain(token, language) for token in (*before, *behind))


def _is_plain(token: str, language: str) -> bool:
    """Whether a token is a word of the language and no name; punctuation alone is none either."""
    found = _CORE.fullmatch(token)
    rank = zipf(language).get(found["core"].lower().replace("’", "'"), 0) if found else 1
    return rank > (0 if not found or found["core"].islower() else _FUNCTION)


def is_single(word: Word, document: Document) -> bool:
    """Whether it stands nowhere else in the document: what an author writes twice is meant."""
    low, high = max(0, word.start - _REACH), word.end + _REACH
    return document.text.find(word.text, low, word.end - 1) < 0 and document.text.find(word.text, word.end, high) < 0


def rough(words: Sequence[Word], language: str = "en") -> list[int]:
    """Where words of another language, of dialect or of damage start, as far as they can be told by themselves."""
    return [word.start for word in words if not word.is_capital and _is_rough(word.lower, language)]


@lru_cache(maxsize=20_000)
def _is_rough(word: str, language: str) -> bool:
    return word.isalpha() and not correction(word, language) and not is_derived(word, language)


def company(word: Word, starts: Sequence[int]) -> int:
    """How many other rough words stand near by."""
    near = starts[bisect_left(starts, word.start - _NEAR) : bisect_right(starts, word.end + _NEAR)]
    return len(near) - (word.start in near)


def starts_sentence(word: Word, document: Document) -> bool:
    """Whether the word before ends a sentence, or is none."""
    return word.at == 0 or _SENTENCE_END.search(document.words[word.at - 1]) is not None


def setting(word: Word, document: Document, *, has_company: bool, language: str = "en") -> Setting:
    """What the document says of a word, for the odds."""
    known, (before, behind) = zipf(language), _neighbours(word, document)
    return Setting(
        is_capital=word.is_capital,
        starts_sentence=starts_sentence(word, document),
        is_single=is_single(word, document),
        is_half=before + word.lower in known or word.lower + behind in known,
        is_quoted=document.text[max(0, word.start - 1) : word.start] in _OPENING,
        has_company=has_company,
        vocabulary=vocabulary(document),
    )


@lru_cache(maxsize=2)
def vocabulary(document: Document) -> frozenset[str]:
    """The tokens of a document."""
    return frozenset(document.words)


def bare(token: str) -> str:
    """A token without the punctuation around it; "" if there is punctuation inside."""
    found = _CORE.fullmatch(token)
    return found["core"].replace("’", "'") if found else ""


def _neighbours(word: Word, document: Document) -> tuple[str, str]:
    """What stands before and behind a word: the other parts of its compound, or the next tokens."""
    before, found, behind = bare(document.words[word.at]).partition(word.lower)
    if found and (before or behind.startswith("-")):
        return before.rstrip("-"), behind.lstrip("-")
    return _neighbour(document, word.at - 1), _neighbour(document, word.at + 1)


def _neighbour(document: Document, at: int) -> str:
    """A token of the document without its punctuation, "" beyond the ends."""
    return bare(document.words[at]) if 0 <= at < len(document.words) else ""
