"""Misspelled words and errors of text recognition: "New Yotk Times", "t1tles", "govern- ment", "goverment".

An edit needs evidence, and the log names it: a witness (the same document spells it otherwise, with the same
neighbours where it is a name), digits among letters, a hyphen that a line break left, a list of misspellings
that are a word in no language, or one frequent word that is a single slip away. Only English is judged, only
in calm passages: dialect, Latin and old spelling have unknown words side by side. What looks wrong without a
safe answer is reported. Missed on purpose: wrong words that exist, all capitals, heavily damaged text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import compress, count, islice, product
from typing import NamedTuple

import regex

from cleantext.core.document import Document
from cleantext.core.edits import Edit, Level
from cleantext.core.rule import Cues, Rule
from cleantext.lexicons import LANGUAGES, document_language, misspellings, passage_language, unknown_tokens, zipf
from cleantext.lexicons.confusions import PREFIXES, is_derived, slip_between
from cleantext.lexicons.odds import Odds, Setting, odds

_CORE = regex.compile(r"[^\p{L}\p{N}]*+(?<core>[\p{L}\p{N}](?:[\p{L}\p{N}'’-]*[\p{L}\p{N}])?+)[^\p{L}\p{N}]*+")
_SENTENCE_END = regex.compile(r"[.!?:…][\"'”’»)\]]*$|^[•*–—-]+$")
PUNCTUATION = ".,;:!?()[]{}\"'“”‘’„«»…–—-*"
_NEAR = 100  # code points on either side that must be calm
_RESTLESS = 2  # other unknown words that make a passage restless
_REACH = 20_000  # code points on either side in which it must be the only one
_WINDOW = 1_500  # words on either side in which a witness is looked for

_NAME_BEFORE = regex.compile(r"(?<!\S)\p{Lu}[\p{L}'’-]+ $")
_NAME_BEHIND = regex.compile(r" \p{Lu}[\p{L}'’-]+(?!\S)")
_LONGEST_NAME = 40
_MOST_PLACES = 50  # where a neighbour stands again; more of them say no more
# Names have variants ("Zelensky", "Zelenskyy"), but not by these slips.
_MISREAD = ("shape", "key", "swapped")
_DIGITS = {"0": "o", "1": "il", "5": "s"}
# No unit ("5in", "50s"), no footnote mark ("actors1"), no formula.
_DIGIT_WORD = regex.compile(r"(?![015]\p{L}{1,2}$)(?!.*[015]{2})(?!\p{L}+\d$)[a-z015]{3,30}")
_BROKEN = regex.compile(r"(\p{L}\p{Ll}{2,20})-[ ]+(\p{Ll}{2,20})")
_SUSPENDED = frozenset("and or to but nor versus through und oder bis et ou".split())

# Ten times the Zipf frequency that the word must have which is meant.
_USUAL = 28
_RARE = 15
_OWN = 35  # a word that is often used by itself
_PLAIN = 52  # too frequent for a name to be taken for it
_NO_NAME = 9  # letters; few names are longer
_LONG = 6  # letters; two words of this length seldom differ in one
_SURPLUS = 3  # letters
# What reaches these shares was right in 99 and 95 of 100 cases under cross-validation (`en.odds.toml`).
_SAFE = 0.8
_SURE = 0.95  # of words of four letters or less: dialect ("wus", "agin") and abbreviations are near frequent words
_SHORT = 4
_THOROUGH = 0.5
_DOUBTFUL = 0.3


class Word(NamedTuple):
    """An unknown word of the document."""

    start: int  # code points of the document
    end: int
    text: str
    at: int  # index into `Document.words`

    @property
    def lower(self) -> str:
        """The word as the lists spell it."""
        return self.text.lower().replace("’", "'")

    @property
    def is_capital(self) -> bool:
        """Whether it may be a name."""
        return self.text[0].isupper()


class Verdict(NamedTuple):
    """What an unknown word stands for, in lower case, how that is known, and how surely."""

    right: str
    reason: str
    level: Level = "safe"
    end: int = 0  # where the mend ends, if not behind the word


def has_unknown_words(document: Document) -> bool:
    """Whether an English text holds anything that is no English word, name or number."""
    return bool(unknown_tokens(document, "en")) and document_language(document) in LANGUAGES


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Edits for the words with evidence, and reports of suspects without."""
    listed = cues.words.get("misspelling", {})
    words = list(_unknown(document, listed))
    rough = [word.start for word in words if _is_rough(word)]
    protected = {word.lower() for word in cues.words.get("protect", ())}
    for word in words:
        if word.lower in protected:
            continue
        verdict = _listed(word, listed) or _digits(word, document) or _broken(word, document)
        company = _company(word, rough)
        if not verdict and _is_whole(word, document) and company < _RESTLESS:
            verdict = _witness(word, document) or _likeliest(word, document, has_company=company > 0)
            verdict = verdict or _curated(word, document) or _suspect(word, document)
        if verdict and (word.lower in listed or passage_language(document, document.line_at(word.start)) in LANGUAGES):
            right = verdict.right[:1].upper() + verdict.right[1:] if word.is_capital else verdict.right
            yield Edit(word.start, verdict.end or word.end, right, verdict.reason, verdict.level)


def _unknown(document: Document, listed: Mapping[str, str]) -> Iterator[Word]:
    """The unknown words, in the order of the text, without capitals inside."""
    lower, position = document.text.lower(), 0
    unknown = unknown_tokens(document, "en") if has_unknown_words(document) else frozenset[str]()
    unknown |= {token for token in document.words if _bare(token) in listed} if listed else set()
    if len(lower) != len(document.text):  # a capital that is two letters when it is small: no English text
        return
    for at in compress(count(), map(unknown.__contains__, document.words)):
        token = document.words[at]
        position = _next(lower, token, position)
        found = _CORE.match(document.text, position, position + len(token))
        if found and found["core"][1:] == found["core"][1:].lower():
            yield Word(found.start("core"), found.end("core"), found["core"], at)
        position += len(token)


def _next(text: str, token: str, position: int) -> int:
    """Where a token stands next, between white space."""
    while True:
        position = text.index(token, position)
        end = position + len(token)
        if (not position or text[position - 1].isspace()) and (end == len(text) or text[end].isspace()):
            return position
        position += 1


def _is_whole(word: Word, document: Document) -> bool:
    """Whether it is a word of letters that nobody broke off: not "stirrin'", "ever'body", "righ-"."""
    behind = document.text[word.end : word.end + 1]
    return (
        word.text.isalpha()
        and behind not in ("-", "—", "–")
        and not (behind in ("'", "’") and word.text.endswith("in"))
    )


def _is_single(word: Word, document: Document) -> bool:
    """Whether it stands nowhere else in the document: what an author writes twice is meant."""
    low, high = max(0, word.start - _REACH), word.end + _REACH
    return document.text.count(word.text, low, high) == 1


def _is_rough(word: Word) -> bool:
    """Whether it is a word of another language, of dialect or of damage, as far as it can tell by itself."""
    lower = word.lower
    return lower.isalpha() and not word.is_capital and lower not in misspellings("en") and not is_derived(lower, "en")


def _company(word: Word, rough: Sequence[int]) -> int:
    """How many other unknown words stand near by."""
    near = rough[bisect_left(rough, word.start - _NEAR) : bisect_right(rough, word.end + _NEAR)]
    return len(near) - (word.start in near)


def _is_half(word: Word, document: Document) -> bool:
    """Whether it makes a word together with the one before or behind: "constru ction"."""
    known, before, behind = zipf("en"), _neighbour(document, word.at - 1), _neighbour(document, word.at + 1)
    return before + word.lower in known or word.lower + behind in known


def _bare(token: str) -> str:
    found = _CORE.fullmatch(token)
    return found["core"].replace("’", "'") if found else ""


def _neighbour(document: Document, at: int) -> str:
    """A token of the document without its punctuation, "" beyond the ends."""
    found = _CORE.fullmatch(document.words[at]) if 0 <= at < len(document.words) else None
    return found["core"] if found else ""


def _starts_sentence(word: Word, document: Document) -> bool:
    return word.at == 0 or _SENTENCE_END.search(document.words[word.at - 1]) is not None


def _listed(word: Word, listed: Mapping[str, str]) -> Verdict | None:
    """What the user's packs say."""
    right = listed.get(word.lower)
    return Verdict(right, "listed in a pack") if right else None


def _digits(word: Word, document: Document) -> Verdict | None:
    """Digits in the place of the letters that look like them."""
    digits = sum(map(str.isdigit, word.lower))
    if not digits or digits * 2 > len(word.text) or not _DIGIT_WORD.fullmatch(word.lower):
        return None
    readings = map("".join, product(*(_DIGITS.get(letter, letter) for letter in word.lower)))
    known = [reading for reading in readings if abs(zipf("en").get(reading, 0)) >= _USUAL]
    if len(known) != 1 or (len(word.text) < _LONG and not _is_single(word, document)):
        return None
    return Verdict(known[0], "digit inside a word")


def _broken(word: Word, document: Document) -> Verdict | None:
    """A word in two halves, with the hyphen of a line break between."""
    found = _BROKEN.match(document.text, word.start)
    if not found or found[2] in _SUSPENDED or found[1].lower() in PREFIXES:
        return None
    known, left, right = zipf("en"), found[1].lower(), found[2].removesuffix("s")
    whole = left + found[2]
    if known.get(whole, 0) < _USUAL or (
        known.get(left, 0) >= _OWN and known.get(right, 0) > _RARE
    ):  # "kick- off", "teen- agers"
        return None
    return Verdict(whole, "line-break hyphen", end=found.end())


def _curated(word: Word, document: Document) -> Verdict | None:
    """A misspelling that is a word in no language."""
    right = misspellings("en").get(word.lower)
    if not right or right == word.lower + "g":  # "stirrin" is speech
        return None
    if not word.is_capital:
        return Verdict(right, "always wrong")
    rank = zipf("en").get(right, 0)
    if not _is_single(word, document) or rank < (_PLAIN if len(word.text) < _NO_NAME else _USUAL):
        return None
    return Verdict(right, "always wrong", "safe" if _starts_sentence(word, document) else "thorough")


def _witness(word: Word, document: Document) -> Verdict | None:
    """The name that the document itself has in its place, with the same neighbours."""
    low, high = max(0, word.at - _WINDOW), min(len(document.words), word.at + _WINDOW)
    right = next(_namesakes(word, document, low, high), None) if word.is_capital else None
    if not right or not _is_single(word, document):
        return None
    seen = _seen(right, document)
    return Verdict(right, seen) if seen else None


def _seen(word: str, document: Document) -> str:
    """Where the document has a word; "" if nowhere."""
    found = regex.search(rf"(?i)(?<!\w){word}(?!\w)", document.text)
    return f"witness: {found[0]!r} at {found.start():,}" if found else ""


@lru_cache(maxsize=2)
def _vocabulary(document: Document) -> frozenset[str]:
    return frozenset(document.words)


def _namesakes(word: Word, document: Document, low: int, high: int) -> Iterator[str]:
    """Words of the document that a name may be a misreading of: beside the same part of a name."""
    words, text = document.words, document.text
    before = _NAME_BEFORE.search(text, max(0, word.start - _LONGEST_NAME), word.start)
    behind = _NAME_BEHIND.match(text, word.end)
    places = [at + 1 for at in islice(_places(words, word.at - 1, low, high), _MOST_PLACES)] if before else []
    places += [at - 1 for at in islice(_places(words, word.at + 1, low, high), _MOST_PLACES)] if behind else []
    for other in (_neighbour(document, at) for at in places):
        if zipf("en").get(other) and slip_between(word.lower, other) in _MISREAD:
            yield other


def _places(words: Sequence[str], neighbour: int, low: int, high: int) -> Iterator[int]:
    """Where else the neighbour of a word stands."""
    at = low - 1
    with suppress(ValueError):
        while True:
            at = words.index(words[neighbour], at + 1, high)
            if at != neighbour:
                yield at


def settings(document: Document) -> Iterator[tuple[Word, Setting]]:
    """The unknown words that the odds judge, each with what the document says of it."""
    words = list(_unknown(document, {}))
    rough = [word.start for word in words if _is_rough(word)]
    for word in words:
        company = _company(word, rough)
        if company < _RESTLESS and _is_whole(word, document):
            yield word, _setting(word, document, has_company=company > 0)


def _setting(word: Word, document: Document, *, has_company: bool) -> Setting:
    return Setting(
        word.is_capital,
        _starts_sentence(word, document),
        _is_single(word, document),
        _is_half(word, document),
        has_company,
        _vocabulary(document),
    )


def _likeliest(word: Word, document: Document, *, has_company: bool) -> Verdict | None:
    """The frequent word that is a slip away, where the evidence suffices."""
    setting = _setting(word, document, has_company=has_company)
    found = odds(word.lower, setting, "en") if word.text.isascii() else None
    if not found or found.share < _DOUBTFUL or found.guess.word == word.lower + "g":  # "stirrin" is speech
        return None
    right = found.guess.word
    reason = "always wrong" if found.is_listed else right in setting.vocabulary and _seen(right, document)
    return Verdict(right, reason or f"one slip from {right!r}, {found.share:.0%} sure", _level(word, found, setting))


def _level(word: Word, found: Odds, setting: Setting) -> Level:
    may_be_name = word.is_capital and not setting.starts_sentence and len(word.text) < _NO_NAME
    if found.share >= (_SAFE if len(word.text) > _SHORT else _SURE) and not may_be_name:
        return "safe"
    return "thorough" if found.share >= _THOROUGH else "report"


def _suspect(word: Word, document: Document) -> Verdict | None:
    """A word of the document with letters too many at its end: "factorsov"."""
    if word.is_capital or is_derived(word.lower, "en") or not _is_single(word, document):
        return None
    for surplus in range(1, _SURPLUS + 1):
        right = word.lower[:-surplus]
        if len(right) >= _LONG and right in _vocabulary(document) and zipf("en").get(right, 0) >= _USUAL:
            return Verdict(right, f"unknown word; {right!r} stands in the text too", "report")
    return None


RULE = Rule(
    id="ocr_typo",
    version=2,
    stage="mend",
    category="typo",
    level="safe",
    doc=__doc__,
    propose=propose,
    gate=has_unknown_words,
    words=("misspelling", "protect"),
    removes=(
        "The New ⟦Yotk→York⟧ Times wrote about it in May. Nobody at the New York Times would say who had written it.",
        "The ⟦t1tles→titles⟧ of the ⟦govern- ment→government⟧ papers were short.",
    ),
    keeps=(
        "“I was dreamin’ of the nomenklatura,” said Captain Sprinkel. “Ye be countin’ the waves.” Bon appetit!",
        "Edgars Rinkevičs met the press on Monday, and Rinkevichs, as others spell him, smiled.",
        "The 5th and the 10th of May were days off, and the short- and long-term plans of the G20 stayed.",
    ),
)
