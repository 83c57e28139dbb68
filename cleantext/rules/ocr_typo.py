"""Misspelled words and errors of text recognition: "New Yotk Times", "t1tles", "goverment".

An edit needs evidence, and the log names it: a witness (the same document has another spelling, for names with the same
neighbours), digits among letters, a list of misspellings that are a word in no language,
letters that begin no word, or a single frequent word one edit away. Only English is corrected (other languages for
digits in words; German, Spanish and French have short lists of misspellings), and only in passages with few unknown
words: dialect, Latin and old spelling have many side by side. A probable error without a safe correction is reported.
Missed on purpose: wrong words that exist, all capitals, heavily damaged text.
"""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import partial
from typing import NamedTuple

from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.lazy import lazy
from cleantext.core.rule import Cues, Rule
from cleantext.lexicons import (
    FOREIGN,
    FREQUENT_WORD_LANGUAGES,
    MISSPELLING_LANGUAGES,
    document_language,
    listed_correction,
    may_be_english,
    misspellings,
    passage_language,
    unknown_tokens,
    zipf_tenths,
)
from cleantext.lexicons.candidates import is_derived
from cleantext.lexicons.function_words import MISREAD
from cleantext.lexicons.likeliest import amid_errors, function_word, likeliest, two_edits_away
from cleantext.lexicons.misread import ALWAYS_WRONG, Correction, misread_characters, tokens_with_digits
from cleantext.lexicons.names import famous_name, first_occurrence, name_of_document
from cleantext.lexicons.spoken import is_meant
from cleantext.lexicons.technical import is_identifier
from cleantext.lexicons.unknown import (
    THRESHOLDS,
    Word,
    is_foreign,
    is_whole,
    settled,
    stands_once,
    starts_sentence,
    unknown_words,
    without_punctuation,
)


class ListThresholds(NamedTuple):
    """Thresholds for a capitalised word of the list of misspellings that is no name."""

    least_letters_of_no_name: int = 9  # 87 of 100 frequent names are shorter; at 8 three right ones more
    least_zipf_tenths: int = 28  # as for words with digits: rarer ones are terms or names; none of the texts decides
    most_letters_of_term: int = 5  # longer ones are repeated errors
    least_zipf_tenths_of_short: int = 52  # "Avarege": the 700 most frequent words; none of the texts decides


class SurplusThresholds(NamedTuple):
    """Thresholds for reporting a word with surplus letters at its end beside the same word without them.

    They correct nothing; with any of them changed by two, nothing more is reported in 1.7 million words.
    """

    most_surplus_letters: int = 3  # an ending of another language: "factorsov"
    least_letters: int = 6  # shorter words begin others by chance
    least_zipf_tenths: int = 28  # as of words with digits


LISTED = ListThresholds()
SURPLUS = SurplusThresholds()

_IRISH = lazy(r"(?<![\w'’.])0(?=['’]\p{Lu}\p{Ll}{2})")
_CAPITAL = lazy(r" \p{Lu}\p{Ll}")
_SHORT_CAPITAL = lazy(r"\b\p{Lu}\w*+(?:['’]\w++)?")
_QUOTES = frozenset("\"'“”‘’„«»`")
_SIC = lazy(r"[\"'”’»]? ?[(\[]sic|[^.!?\n]{0,80}\bsic\b")
_OLD = lazy(r"\b(?i:thee|thou|thy|thine|hath|doth|ye|sed|wuz|waz|hev|gwine|enuff|publick|musick)\b")
_DIALECT = re.compile(
    r"\b(?:yuh|yez|youse|dinna|didna|canna|bairn|jist|forgit|nuthin|sumthin|dey|dem|wid|sez|wimmin)\b"
)
_OLD_CONTEXT = 100  # code points before and behind a word
_MENTION = lazy(r"(?i)\b(?:words?|terms?|nouns?|verbs?|spell(?:ing|ed|s)|spelt|suffix|prefix|misspell(?:ing|ed))[ ]$")
_LETTER_CONTEXT = 400  # code points before a word, in its line
_WRITES = re.compile(
    r"\b(?:wrote|writ(?:es?|ten|ing)|reads?|letters?|diar(?:y|ies)|signs?|notes?|inscri(?:bed|ption)|telegram|placards?"
    r"|labels?|banners?|graffiti|tombstones?|headstones?|engraved|carved|painted|scrawled|sp(?:elled|elt)|posters?)\b"
    r"[^.!?]{0,50}$"
)
_MENTION_CONTEXT = 16  # code points before a word


class _Lists(NamedTuple):
    """The words that the lists know, in lower case."""

    of_packs: Mapping[str, str]
    of_language: Mapping[str, str]
    protected: AbstractSet[str]  # stay unchanged


def has_unknown_words(document: Document) -> bool:
    """Return whether a text has a word that is no English word, name or number."""
    if not document.words or not may_be_english(document):
        return bool(document.words)
    return bool(unknown_tokens(document, "en")) or bool(document.table(_misread)) or _has_irish_name(document)


def _has_irish_name(document: Document) -> bool:
    return ("0'" in document.text or "0’" in document.text) and _IRISH.search(document.text) is not None


def _misread(document: Document) -> AbstractSet[str]:
    """Return the tokens that may be misread frequent words."""
    return MISREAD.keys() & document.vocabulary


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield edits for the words with evidence, and reports of suspects without."""
    of_packs = cues.words.get("misspelling", {})
    protected = {word.lower() for word in cues.words.get("protect", ())}
    language = _likely_language(document)
    of_language = misspellings(language) if language in MISSPELLING_LANGUAGES else {}
    digits = tokens_with_digits(document) if language in FREQUENT_WORD_LANGUAGES else ()
    misread = document.table(_misread) if language == "en" else ()
    words = list(unknown_words(document, {*of_packs, *of_language, *digits, *misread}, language))
    judge = partial(_judged, document, _Lists(of_packs, of_language, protected), language)
    yield from _irish_names(document) if language == "en" else ()
    for word, correction in sorted(settled(words, judge, language).items()):
        spelled = correction.spelled or _spelled_like(word, correction.meant)
        yield Edit(word.start, correction.end or word.end, spelled, correction.reason, correction.level)


def _irish_names(document: Document) -> Iterator[Edit]:
    """Yield edits for a zero in the place of the O of a name: "0'Dowd"."""
    for found in _IRISH.finditer(document.text) if _has_irish_name(document) else ():
        yield Edit(found.start(), found.start() + 1, "O", "digit inside a name")


def _judged(document: Document, lists: _Lists, language: str | None, word: Word, nearby: int) -> Correction | None:
    """Return the correction of a word, given the number of unknown words near it, in a text of a language."""
    if lists.protected and not lists.protected.isdisjoint((word.lower, without_punctuation(document.words[word.at]))):
        return None
    if word.lower in lists.of_packs:
        return Correction(lists.of_packs[word.lower], "listed in a pack")
    if language == "en":
        found = _correction(word, document, nearby)
        if found and found.level == "safe" and _is_no_error(word, found, document):
            found = found._replace(level="report")
    else:
        found = _from_list(word, document, lists.of_language) or _digits_abroad(word, document, language)
    return found if found and passage_language(document, document.line_at(word.start)) == language else None


def _is_no_error(word: Word, found: Correction, document: Document) -> bool:
    """Return whether a word may be spelled so on purpose, or be a name in a manual."""
    is_certain = found.reason == ALWAYS_WRONG or not word.text.isalpha() or word.lower in MISREAD
    return is_meant(word, found.meant, document) or (not is_certain and is_identifier(word, found.meant, document))


def _likely_language(document: Document) -> str | None:
    """Return the language of a text; English, until an edit is proposed, if few of its words are unknown there."""
    return "en" if not document.language and may_be_english(document) else document_language(document)


def _from_list(word: Word, document: Document, of_language: Mapping[str, str]) -> Correction | None:
    """Return the entry of another language's list for a word; a noun for a noun in languages that capitalise nouns."""
    meant = of_language.get(word.lower)
    if not meant or not (word.is_capital == meant[0].isupper() or starts_sentence(word, document)):
        return None
    return Correction(meant, ALWAYS_WRONG)


def _digits_abroad(word: Word, document: Document, language: str | None) -> Correction | None:
    """Return the correction of digits for letters in a language whose frequent words are known."""
    return misread_characters(word, document, language) if language in FREQUENT_WORD_LANGUAGES else None


def _spelled_like(word: Word, meant: str) -> str:
    """Return the correction with the capital and the apostrophe of the original."""
    meant = meant.replace("'", "’") if "’" in word.text else meant
    return meant[:1].upper() + meant[1:] if word.is_capital else meant


def _correction(word: Word, document: Document, nearby: int) -> Correction | None:
    """Return the correction of a word, given the unknown words near it; a report if the error is shown on purpose."""
    found = word.lower in MISREAD and function_word(word, document)
    if not found and (word.lower not in MISREAD or zipf_tenths("en").get(word.lower, FOREIGN) == FOREIGN):
        found = misread_characters(word, document) or _misspelling(word, document, nearby)
    if not found:
        return None
    is_meant = _is_shown(word, document) or _is_old(word, document) or _is_in_letter(word, document)
    return found._replace(level="report") if is_meant else found


def _is_shown(word: Word, document: Document) -> bool:
    """Return whether a word is shown on purpose: "spelled 'Labratory'", "goverment [sic]"."""
    before, behind = document.text[max(0, word.start - 1) : word.start], document.text[word.end : word.end + 1]
    if _SIC.match(document.text, word.end) or _MENTION.search(
        document.text, max(0, word.start - _MENTION_CONTEXT), word.start
    ):
        return True
    return before in _QUOTES and behind in _QUOTES and bool(before and behind)


def _is_old(word: Word, document: Document) -> bool:
    """Return whether words of old or spoken English stand near, with their own spelling: "thee was anemated"."""
    around = document.text[max(0, word.start - _OLD_CONTEXT) : word.end + _OLD_CONTEXT]
    return _OLD.search(around) is not None or _DIALECT.search(around) is not None


def _is_in_letter(word: Word, document: Document) -> bool:
    """Return whether a word stands in a quotation of something written: 'he wrote: "It sowered my stomack"'."""
    line = document.line(document.line_at(word.start))
    start = word.start - line.start
    before = line.text[max(0, start - _LETTER_CONTEXT) : start]
    opened = max(before.rfind("“"), before.rfind('"') if before.count('"') % 2 else -1)
    return opened > before.rfind("”") and _WRITES.search(before, 0, opened) is not None


def _misspelling(word: Word, document: Document, nearby: int) -> Correction | None:
    if not is_whole(word, document) or is_foreign(word, document) or _is_term(word, document):
        return None
    if nearby >= THRESHOLDS.fewest_in_foreign_passage:
        return amid_errors(word, document) or two_edits_away(word, document, is_near_unknown=True)
    is_name = not starts_sentence(word, document) or _stands_before_name(word, document)
    if word.is_capital and len(word.text) < LISTED.least_letters_of_no_name and is_name:
        # Names occur in every article; nothing else is evidence against one.
        return _name(word, document)
    return (
        (word.is_capital and _name(word, document))
        or likeliest(word, document, is_near_unknown=nearby > 0)
        or _listed_misspelling(word, document)
        or two_edits_away(word, document, is_near_unknown=nearby > 0)
        or _with_surplus_letters(word, document)
    ) or None


def _is_term(word: Word, document: Document) -> bool:
    """Return whether a short word is also written with a capital: "the feast Boun My is for one who has a boun"."""
    is_short = len(word.text) <= LISTED.most_letters_of_term and not word.is_capital
    return is_short and word.text.capitalize() in document.table(_short_capitals)


def _short_capitals(document: Document) -> AbstractSet[str]:
    """Return the short words with a capital, once for all words: a search of the text for each would be quadratic."""
    return {found for found in _SHORT_CAPITAL.findall(document.text) if len(found) <= LISTED.most_letters_of_term}


def _stands_before_name(word: Word, document: Document) -> bool:
    """Return whether a capitalised word follows: it is the first name of "Constand Viljoen said"."""
    return _CAPITAL.match(document.text, word.end) is not None


def _listed_misspelling(word: Word, document: Document) -> Correction | None:
    """Return the correction of a misspelling that is a word in no language, more than one edit away."""
    meant = listed_correction(word.lower, "en")
    if not meant or meant == word.lower + "g":  # "stirrin" is speech
        return None
    if word.lower.endswith("icly") and meant.endswith("ical"):  # the list has "mechanical" for "mechanicly"
        meant += "ly"
    if not word.is_capital:
        return Correction(meant, ALWAYS_WRONG)
    is_short = len(word.text) < LISTED.least_letters_of_no_name
    least = LISTED.least_zipf_tenths_of_short if is_short else LISTED.least_zipf_tenths
    if not stands_once(word, document) or zipf_tenths("en").get(meant, 0) < least:
        return None
    return Correction(meant, ALWAYS_WRONG, "safe" if starts_sentence(word, document) else "thorough")


def _name(word: Word, document: Document) -> Correction | None:
    """Return the name that the document itself has instead, or a frequent one that looks like it."""
    name = name_of_document(word, document)
    reason = name and first_occurrence(name, document)
    if not reason:
        name = famous_name(word.lower)
        reason = f"look-alike letters: {name.title()!r}" if name else ""
    # Last, since it searches the text around each name for it.
    return Correction(name, reason) if name and reason and stands_once(word, document) else None


def _with_surplus_letters(word: Word, document: Document) -> Correction | None:
    """Return the word of the document without surplus letters at its end, for "factorsov"."""
    if word.is_capital or is_derived(word.lower, "en") or not stands_once(word, document):
        return None
    for surplus in range(1, SURPLUS.most_surplus_letters + 1):
        meant = word.lower[:-surplus]
        is_frequent = zipf_tenths("en").get(meant, 0) >= SURPLUS.least_zipf_tenths
        if len(meant) >= SURPLUS.least_letters and meant in document.vocabulary and is_frequent:
            return Correction(meant, f"unknown word; {meant!r} stands in the text too", "report")
    return None


RULE = Rule(
    id="ocr_typo",
    version=10,
    stage="mend",
    category="typo",
    level="safe",
    waiver=("Of the wrong ones, about half are misspellings that the gold text kept (“accross”, “hierarcy”)."),
    doc=__doc__,
    propose=propose,
    when=has_unknown_words,
    words={"misspelling": "a certain misspelling, with its correction", "protect": "stays as it is"},
    removes=(
        "The New ⟦Yotk→York⟧ Times wrote about it in May. Nobody at the New York Times would say who had written it.",
        "The ⟦t1tles→titles⟧ of the ⟦govemment→government⟧ papers were short.",
    ),
    keeps=(
        "“I was dreamin’ of the nomenklatura,” said Captain Sprinkel. “Ye be countin’ the waves.” Bon appetit!",
        "Edgars Rinkevičs met the press on Monday, and Rinkevichs, as others spell him, smiled.",
        "The 5th and the 10th of May were days off, and the short- and long-term plans of the G20 stayed.",
    ),
)
