"""Characters that text recognition misreads in any word: digits for letters, capital I for small L, initial letters."""

import re
from itertools import product
from typing import NamedTuple

from cleantext.core.document import Document
from cleantext.core.edits import Level
from cleantext.core.lazy import lazy
from cleantext.lexicons import PUNCTUATION, zipf_tenths
from cleantext.lexicons.pairs import pair_evidence
from cleantext.lexicons.unknown import Word, beside, is_amid_words, stands_once, starts_sentence


class DigitThresholds(NamedTuple):
    """Thresholds for digits that are misread letters. "Lost": of the right corrections on labelled texts."""

    least_zipf_tenths: int = 28  # at 33 one of 63 is lost, at 38 seven; at 18 none gained
    least_zipf_tenths_over_stem: int = 10  # "actors1" has a footnote; at 20 one is lost, at 0 it would be "actorsl"
    least_letters_of_capital: int = 4  # "Iarge"; shorter ones are names: "Ike", "Ida"
    least_zipf_tenths_of_short: int = 55  # of two or three letters: "for", "old"
    least_fit_of_short: float = 0.2  # decimal log-odds of a pair with a neighbour
    least_letters_to_stand_twice: int = 6  # "l1ft", "w1nter": a short word that occurs twice is a code or a name
    least_letters_of_no_brand: int = 8  # "1nterview"; shorter ones may be brands: "0range"
    least_letters_before_digit: int = 6  # with the digit, at the end of a word of another language


class InitialThresholds(NamedTuple):
    """Thresholds for misread letters that begin no word; "rna" and "tba" are not misread."""

    fewest_letters: int = 3
    least_letters: int = 5  # of a long word
    least_zipf_tenths: int = 35
    least_zipf_tenths_of_short: int = 50


DIGITS = DigitThresholds()
INITIAL = InitialThresholds()

_LOOKALIKES = {"0": "o", "1": "il", "5": "s"}
_ZERO_WORD = lazy(r"0([fnr])(?= (?:the|an?|this|that|these|those|his|her|its|their|our|my|your|all|any) )")
_SHORT_WORD = lazy(r"\p{Ll}{1,2}0\p{Ll}?|0\p{Ll}{2}|\p{Ll}1\p{Ll}|a11|i11|o1d")
# No unit ("5in", "50s"), and no formula.
_DIGIT_WORD = lazy(r"(?![015]\p{L}{1,2}$)(?!.*(?:[05]{2}|[015]{3}|[05]1|1[05]))[\p{Ll}015]{4,30}")
# The search looks for the digit, which is rare; one that begins with a letter stops at every letter.
_HAS_DIGIT = re.compile(r"[015](?:(?<=[^\W\d_][015])|(?=[^\W\d_]))")
# From the error tables that `candidates.py` names.
_INITIALS = {
    "rn": "m", "tb": "th", "tli": "th", "tii": "th", "lh": "th", "fh": "th", "wb": "wh", "wli": "wh", "wii": "wh",
    "sb": "sh", "cb": "ch", "bc": "be", "vv": "w", "nn": "m",
}  # fmt: skip
_NO_INITIAL = lazy("|".join(sorted(_INITIALS, reverse=True)))
_CODE = lazy(
    r"(?i)\b(?:pass(?:word|code|phrase)s?|pin|codes?|user ?names?|log-?ins?|handles?|nick(?:name)?s?|accounts?|ids?"
    r"|keys?|tokens?|serials?|plates?|commits?|hash(?:es)?)\b[^.!?\n]*$"
    r"|\b(?:brands?|apps?|bands?)\W+(?:(?:called|named|the|is)\W+)?$"
)
# Names of variables, and of other things with a number: "foo1 foo2 comand0", but not "puert0".
_NUMBERED = re.compile(r"\b(?:[^\W\d_]{1,4}\d|[^\W\d_]+[2-46-9])\b")
_CODE_CONTEXT = 60  # code points before a word


ALWAYS_WRONG = "always wrong"  # the reason of corrections from a list of misspellings


class Correction(NamedTuple):
    """The correction of an unknown word, in lower case, and its evidence."""

    meant: str
    reason: str
    level: Level = "safe"
    end: int = 0  # code points of the document: the end of the correction, if it is not the end of the word
    spelled: str = ""  # the spelling, if not with the capital of the original


def misread_characters(word: Word, document: Document, language: str = "en") -> Correction | None:
    """Return the correction of digits in the place of similar letters."""
    if word.text.isalpha():
        return (_capital_i(word, document) or _initial(word, document)) if language == "en" else None
    zero = _ZERO_WORD.match(document.text, word.start)
    if zero and language == "en":
        return Correction("o" + zero[1], "digit inside a word") if is_amid_words(word, document) else None
    if language == "en" and _SHORT_WORD.fullmatch(word.text):
        return _short_word(word, document)
    digits = sum(map(str.isdigit, word.lower))
    if not digits or digits * 2 > len(word.text) or not _DIGIT_WORD.fullmatch(word.lower):
        return None
    least = _least_zipf_tenths(word.lower[:-1], language)
    readings = map("".join, product(*(_LOOKALIKES.get(letter, letter) for letter in word.lower)))
    known = [reading for reading in readings if _zipf_tenths_of(reading, language, is_name=word.is_capital) >= least]
    if word.text[-1].isdigit() and _is_numbered(word, document, language):
        return None
    if len(known) != 1 or (len(word.text) < DIGITS.least_letters_to_stand_twice and not stands_once(word, document)):
        return None
    return Correction(known[0], "digit inside a word", "report" if _is_code(word, document) else "safe")


def _is_numbered(word: Word, document: Document, language: str) -> bool:
    """Return whether a word that ends in a digit is a variable: "arg0", "Var1", "foo1 foo2 comand0"."""
    is_short = language != "en" and len(word.text) < DIGITS.least_letters_before_digit
    around = document.text[max(0, word.start - _CODE_CONTEXT) : word.end + _CODE_CONTEXT]
    return is_short or any(name != word.text for name in _NUMBERED.findall(around))


def _short_word(word: Word, document: Document) -> Correction | None:
    """Return the correction of two or three characters with a digit, by their neighbours: "a prize f0r the best"."""
    readings = map("".join, product(*(_LOOKALIKES.get(letter, letter) for letter in word.text)))
    known, (before, behind) = zipf_tenths("en"), beside(word, document)
    frequent = [one for one in readings if known.get(one, 0) >= DIGITS.least_zipf_tenths_of_short]
    if len(frequent) != 1 or not is_amid_words(word, document) or _is_code(word, document):
        return None
    fit = max(pair_evidence(before, frequent[0], "en"), pair_evidence(frequent[0], behind, "en"))
    is_fit = fit >= DIGITS.least_fit_of_short and stands_once(word, document)
    return Correction(frequent[0], "digit inside a word") if is_fit else None


def _capital_i(word: Word, document: Document) -> Correction | None:
    """Return the correction of a capital I in the place of a small L at the start of a word: "Iarge"."""
    meant = "l" + word.text[1:]
    if word.text[0] != "I" or not word.text[1:].islower() or len(word.text) < DIGITS.least_letters_of_capital:
        return None
    is_word = zipf_tenths("en").get(meant, 0) >= DIGITS.least_zipf_tenths and is_amid_words(word, document)
    return Correction(meant, "capital I for a small L", spelled=meant) if is_word else None


def _initial(word: Word, document: Document) -> Correction | None:
    """Return the correction of letters that begin no English word, for similar ones: "rnay", "wbich", "tbe"."""
    found = _NO_INITIAL.match(word.lower)
    if not found or (word.is_capital and not starts_sentence(word, document)):
        return None
    meant = _INITIALS[found[0]] + word.lower[found.end() :]
    is_long = len(meant) >= INITIAL.least_letters
    least = INITIAL.least_zipf_tenths if is_long else INITIAL.least_zipf_tenths_of_short
    if not is_amid_words(word, document) and (not is_long or word.is_capital or not any(beside(word, document))):
        return None  # "Carrick tbanked the pilots" has a name beside it
    is_word = len(meant) >= INITIAL.fewest_letters and zipf_tenths("en").get(meant, 0) >= least
    return Correction(meant, f"no word begins with {found[0]!r}") if is_word else None


def _is_code(word: Word, document: Document) -> bool:
    """Return whether a word with digits may be a password or a brand: near such a word, or a digit is first."""
    if _CODE.search(document.text, max(0, word.start - _CODE_CONTEXT), word.start):
        return True
    is_brand = len(word.text) < DIGITS.least_letters_of_no_brand and word.text[0].isdigit() and word.lower[1:].isalpha()
    return is_brand and document.table(_words_with_digits) == 1


def _words_with_digits(document: Document) -> int:
    """Return how many different words of a document have digits that may be letters."""
    return len(tokens_with_digits(document))


def tokens_with_digits(document: Document) -> frozenset[str]:
    """Return the tokens, without punctuation, with digits that may be letters; the same in every language."""
    return document.table(_tokens_with_digits)


def _tokens_with_digits(document: Document) -> frozenset[str]:
    if not _HAS_DIGIT.search(document.lower):
        return frozenset()
    found = (token.strip(PUNCTUATION) for token in document.vocabulary if _HAS_DIGIT.search(token))
    return frozenset(token for token in found if not token.isalpha() and _is_digit_word(token))


def _is_digit_word(token: str) -> bool:
    return _DIGIT_WORD.fullmatch(token) is not None or _SHORT_WORD.fullmatch(token) is not None


def _least_zipf_tenths(stem: str, language: str) -> int:
    """Return the least frequency of the reading of a word with digits, by the part before its last character."""
    if not stem.isalpha():
        return DIGITS.least_zipf_tenths
    of_stem = abs(zipf_tenths(language).get(stem, 0))
    return max(DIGITS.least_zipf_tenths, of_stem + DIGITS.least_zipf_tenths_over_stem)


def _zipf_tenths_of(word: str, language: str, *, is_name: bool) -> int:
    """Return ten times the Zipf frequency of a word, or of a name if one is possible."""
    signed = zipf_tenths(language).get(word, 0)
    return abs(signed) if is_name else signed
