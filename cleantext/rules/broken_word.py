"""A word in two pieces: "treas-⏎urer" over a line's end, "ware- houses", "depart ment" in a line, "T he" at a drop cap.

Extracted PDFs and scans leave the hyphen and the line end of a justified column, or the blank behind a large first
letter. Without a hyphen, the pieces are joined if the whole is an English word and one piece is no word; with a hyphen,
if they are no compound ("power-⏎performance", "kick- off"). The rest of the word moves up to its first half, so that
lines stay lines. Missed on purpose: pieces without a hyphen in other languages, names, two pieces that are words and
have no hyphen.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.lazy import lazy
from cleantext.core.rule import Cues, Rule
from cleantext.lexicons import FOREIGN, PUNCTUATION, may_be_english, passage_language, unknown_tokens, zipf_tenths
from cleantext.lexicons.candidates import is_derived
from cleantext.lexicons.line_breaks import is_broken_word

if TYPE_CHECKING:
    import regex


class PieceThresholds(NamedTuple):
    """Thresholds for pieces without a hyphen, and for the word that they make."""

    least_letters: int = 3  # of a piece: shorter ones are initials, units, ends of formulas
    least_zipf_tenths: int = 35  # of the whole: rarer words are terms that the pieces may also form in other ways
    least_zipf_tenths_beside_word: int = 45  # of the whole, if one piece is a word: "com mittee"
    least_zipf_tenths_above_word: int = 15  # the least lead in frequency of the whole over such a piece: "trea surer"
    least_letters_of_drop_cap: int = 8  # of a rarer word: "B umblebees"
    least_zipf_tenths_beside_rest: int = 50  # of a word whose rest is a word too: "T he"; "P is" names a variable
    most_zipf_tenths_below_rest: int = 10
    least_letters_of_line: int = 40  # code points; shorter lines are labels and verse
    least_zipf_tenths_of_capital: int = 50  # of the word behind a drop cap "A" or "I", which are words themselves


THRESHOLDS = PieceThresholds()
_HYPHEN_END = lazy(r"(?<![\p{L}\p{N}-])(\p{L}\p{Ll}+)-\n(\p{Ll}{2,20})(?![\p{L}\p{N}-])(\S*)([ ]?)")
# The line end has become a blank.
_HYPHEN_BLANK = lazy(r"(?<![\p{L}\p{N}’'-])(\p{L}\p{Ll}{2,20})(-[ ]{1,2})(\p{Ll}{3,20})(?![\p{L}\p{N}’'-])")
_BARE_END = lazy(r"(?<=[\p{Ll},] )(\p{Ll}{2,20})\n(\p{Ll}{2,20})(?![\p{L}\p{N}-])(\S*)([ ]?)")
_IN_LINE = lazy(r"(?<=[\p{Ll},] )(\p{Ll}{2,20})[ ](\p{Ll}{2,20})(?![\p{L}\p{N}'’-])")
# The letter may stand on a line of its own, and a quotation mark before it.
_DROP_CAP = lazy(
    r"(?m)^[\"“„«]?(\p{Lu})([ ]|\n{1,2})(\p{Ll}{1,20})(?=[ ,])(?![ ]\p{L}[ ]\p{L}[ ])"
    r"(?<!A t(?= (?:tests?|values?|scores?|statistics?)\b))"
)
_HAS_HYPHEN = re.compile(r"[^\W\d_]- [^\W\d_]{3}")
# Behind "A" and "I", which are words: a short piece, or one that begins no English word: "A fter".
_DROP_CAP_SHAPE = re.compile(
    r"[\"“„«]?(?:[^\W\d_](?<![AI]) [^\W\d_]|[AI] (?:[a-z]{1,3}|[^aeiouhy ][^aeiouhlrwy][a-z]*)[ ,]|[^\W\d_]$)"
)
# Ends of English words that are no words, and often stand apart in scans: "depart ment".
_LAST_PIECES = (
    "ment ments tion tions sion sions ness nesses ity ities ance ances ence ences ation ations ously tive sive ture"
    " tures cation cations ency ancy ible ably ibly ically ership"
).split()
_LAST_TOKENS = frozenset(piece + mark for piece in _LAST_PIECES for mark in ("", ",", ".", ";"))
# Letters that are words. English ones are also names: "J Harlan", "X marks the spot", "T cells".
_ONE_LETTER = {
    "en": "aie", "de": "", "es": "aeouy", "fr": "aàyô", "it": "aeioè", "nl": "u", "pl": "aiouwz", "pt": "aeoàé",
    "ru": "авикосуя", "uk": "авзійуєяо",
}  # fmt: skip
_QUOTES = frozenset('"“”‘’«»„')
_COPULAS = frozenset("is es é è est ist jest".split())  # "P is the number of days" names a variable
_INITIALISMS = frozenset("email eform ebook ebike".split())  # "E mail"


def may_be_broken(document: Document) -> bool:
    """Return whether a line ends in a hyphen or begins with a single capital, or two neighbours form a word."""
    return _has_shape(document) or bool(document.table(_pairs))


def _has_shape(document: Document) -> bool:
    return "-\n" in document.text or _has_hyphen(document.text) or bool(document.table(_initial_lines))


def _has_hyphen(text: str) -> bool:
    pieces = text.split("- ")
    return any(_HAS_HYPHEN.match(f"{left[-1:]}- {right[:3]}") for left, right in pairwise(pieces))


def _lines_with(string: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each line with a string: searching all of a text for a pattern takes longer."""
    at = text.find(string)
    while at >= 0:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield text.rfind("\n", 0, at) + 1, end
        at = text.find(string, end)


def _initial_lines(document: Document) -> list[int]:
    """Return the lines that begin with a single letter."""
    short = (index for index, line in enumerate(document.raw_lines) if line[1:2] in ("", " ") or line[2:3] in ("", " "))
    return [index for index in short if _DROP_CAP_SHAPE.match(document.raw_lines[index])]


def _pairs(document: Document) -> frozenset[tuple[str, str]]:
    """Return pairs of neighbours that form a word, one of them unknown."""
    words, places = document.words, list[int]()
    if not may_be_english(document):
        return frozenset()
    for token in unknown_tokens(document, "en"):
        places.append(words.index(token, places[-1] + 1 if places else 0))
    places += [at for token in _LAST_TOKENS & document.vocabulary for at in _all_places(words, token)]
    pairs = {(words[at], words[at + 1]) for place in places for at in (place - 1, place) if 0 <= at < len(words) - 1}
    return frozenset((first, second) for first, second in pairs if _are_pieces(first, second.rstrip(PUNCTUATION)))


def _all_places(words: Sequence[str], token: str) -> Iterator[int]:
    at = -1
    with suppress(ValueError):
        while True:
            at = words.index(token, at + 1)
            yield at


def propose(document: Document, _: Cues) -> Iterator[Edit]:
    """Yield edits that join the pieces."""
    text = document.text
    for found in _HYPHEN_END.finditer(text) if "-\n" in text else ():
        left, right = found[1].lower(), found[2]
        if is_broken_word(left, right, _language(document, found.start())):
            yield _joined(found, found.end(1), "a hyphen at the line's end")
    yield from _in_line(document)
    for index in document.table(_initial_lines):
        cap = _DROP_CAP.match(text, document.line(index).start)
        if cap and _is_drop_cap(cap[1].lower(), cap[3], _prose_language(document, cap.start(3))):
            yield Edit(*cap.span(2), "", f"a drop cap: {cap[1] + cap[3]!r}")
    if document.table(_pairs):
        for found in _BARE_END.finditer(text):
            if _are_pieces(found[1], found[2]) and _is_prose(document, found.start()):
                yield _joined(found, found.end(1), "a word over a line's end")
        for found in _IN_LINE.finditer(text, overlapped=True):
            if _are_pieces(found[1], found[2]) and _is_prose(document, found.start()):
                yield Edit(found.end(1), found.start(2), "", f"a word in two pieces: {found[1] + found[2]!r}")


def _in_line(document: Document) -> Iterator[Edit]:
    """Yield edits for words with the hyphen of a line break inside a line: "ware- houses"."""
    text = document.text
    lines = _lines_with("- ", text) if _has_hyphen(text) else ()
    for found in chain.from_iterable(_HYPHEN_BLANK.finditer(text, *line) for line in lines):
        left, right, language = found[1].lower(), found[3], _language(document, found.start())
        if text[found.start() - 1 : found.start()] in _QUOTES and text[found.end() : found.end() + 1] in _QUOTES:
            continue  # "paral- lel" shows how a word is hyphenated
        if is_broken_word(left, right, language) and (language == "en" or not _are_words(left, right, language)):
            yield Edit(*found.span(2), "", f"the hyphen of a line break: {found[1] + right!r}")


def _are_words(left: str, right: str, language: str) -> bool:
    known = zipf_tenths(language)
    return left in known and right in known


def _joined(found: "regex.Match[str]", start: int, reason: str) -> Edit:
    """Return the edit that moves up the second half of a word, with text attached to it, and the line end behind it."""
    line_end = "\n" if found[4] else ""
    return Edit(start, found.end(), found[2] + found[3] + line_end, f"{reason}: {found[1] + found[2]!r}")


def _language(document: Document, position: int) -> str:
    return passage_language(document, document.line_at(position)) or ""


def _prose_language(document: Document, position: int) -> str:
    """Return the language of a line that is long enough for prose; "" for other lines."""
    line = document.line(document.line_at(position))
    return _language(document, position) if len(line.text) >= THRESHOLDS.least_letters_of_line else ""


def _is_prose(document: Document, position: int) -> bool:
    """Return whether a position is in an English line that is long enough for prose."""
    return _prose_language(document, position) == "en"


def _are_pieces(left: str, right: str) -> bool:
    """Return whether the whole is a word, and one piece is no word; the whole is frequent if the other piece is one."""
    known = zipf_tenths("en")
    whole = known.get(left + right, 0)
    if whole < THRESHOLDS.least_zipf_tenths or min(len(left), len(right)) < THRESHOLDS.least_letters:
        return False
    others = [known[left]] if known.get(left, FOREIGN) != FOREIGN else []
    if known.get(right, FOREIGN) != FOREIGN and right not in _LAST_PIECES:
        others.append(known[right])
    if len(others) > 1 or (known.get(left, 0) <= 0 and is_derived(left, "en")):
        return False
    is_rarer = 0 < max(others, default=0) <= whole - THRESHOLDS.least_zipf_tenths_above_word
    return not others or is_rarer or whole >= THRESHOLDS.least_zipf_tenths_beside_word


def _is_drop_cap(capital: str, rest: str, language: str) -> bool:
    """Return whether a letter and the piece behind it form a word of a language, and the letter alone is none."""
    if language not in _ONE_LETTER or capital + rest in _INITIALISMS or rest in _COPULAS:
        return False
    known = zipf_tenths(language)
    whole = known.get(capital + rest, 0)
    is_word = known.get(rest, 0) > 0 if len(rest) > 1 else rest in _ONE_LETTER[language]
    if capital in _ONE_LETTER[language]:
        return whole >= THRESHOLDS.least_zipf_tenths_of_capital and not is_word
    if is_word:
        above = known.get(rest, 0) - THRESHOLDS.most_zipf_tenths_below_rest
        return whole >= max(THRESHOLDS.least_zipf_tenths_beside_rest, above)
    is_long = len(rest) >= THRESHOLDS.least_letters_of_drop_cap
    return whole >= THRESHOLDS.least_zipf_tenths or (whole > 0 and is_long and not known.get(rest))


RULE = Rule(
    id="broken_word",
    version=6,
    stage="mend",
    category="typo",
    level="safe",
    waiver="Rare: 11 edits in 9,464 texts, all read and all right; labels of lines do not cover them.",
    doc=__doc__,
    propose=propose,
    when=may_be_broken,
    removes=(
        (
            "The treas⟦-\nurer →urer\n⟧had warned the board for years, and the com⟦ ⟧mittee had listened to each of "
            "her speeches."
        ),
        "The ware⟦- ⟧houses and the depart⟦ ⟧ment of the harbour burned, and the news⟦- ⟧paper of the town came late.",
        "She spoke of the rail, and the railway com⟦ ⟧pany and its trea⟦ ⟧surer knew of it before the others did so.",
        "The board asked the research⟦-\ners →ers\n⟧and the muse⟦-\nums →ums\n⟧for what they have of it.",
        "B⟦\n⟧umblebees that were given small wooden balls rolled them about for no reward in the harbour of the town.",
        "T⟦ ⟧he ferry was late again on Monday, and the board of the harbour was not pleased with it at all.",
    ),
    keeps=(
        "It has a good power-\nperformance ratio, a high-\nend pen; two-\nand three-year members like the kick-\noff.",
        "Y a la noche el puerto está vacío, y nadie sabe por qué los barcos se fueron de la isla sin decir nada.",
        "T cells are what the body has against it, and a B movie is what the others saw in the harbour on Monday.",
        "A t test of the two groups showed that the harbours of the island differ in what they charge for a night.",
        "A man and I went to the pier, and X rays were taken of the hand that had been hurt on the ferry.",
    ),
)
