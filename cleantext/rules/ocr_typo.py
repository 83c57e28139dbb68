"""Misspelled words and errors of text recognition: "New Yotk Times", "t1tles", "govern- ment", "goverment".

An edit needs evidence, and the log names it: a witness (the same document spells it otherwise, with the same
neighbours where it is a name), digits among letters, a hyphen that a line break left, a list of misspellings
that are a word in no language, letters that no word begins with, or one frequent word that is a single edit away.
Only English is judged (other languages for digits in words; German, Spanish and French have short lists of
misspellings), only in calm passages: dialect, Latin and old spelling have unknown words side by side. What looks wrong
without a safe answer is reported. Missed on purpose: wrong words that exist, all capitals, heavily damaged text.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import partial
from typing import NamedTuple

from cleantext.core.document import Document
from cleantext.core.edits import Edit, Level
from cleantext.core.lazy import lazy
from cleantext.core.rule import Cues, Rule
from cleantext.lexicons import (
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
from cleantext.lexicons.candidates import candidates, has_rival, is_derived, with_two_letters_more
from cleantext.lexicons.classifier import Prediction, predict
from cleantext.lexicons.line_breaks import is_broken_word
from cleantext.lexicons.misread import Correction, misread_characters, tokens_with_digits
from cleantext.lexicons.names import famous_name, first_occurrence, name_of_document
from cleantext.lexicons.unknown import (
    THRESHOLDS,
    Word,
    context_of,
    is_foreign,
    is_whole,
    settled,
    stands_once,
    starts_sentence,
    unknown_words,
    without_punctuation,
)


class ListThresholds(NamedTuple):
    """When a capitalised word of the list of misspellings is no name."""

    least_letters_of_no_name: int = 9  # 87 of 100 frequent names are shorter; at 8 three right ones more
    least_zipf_tenths: int = 28  # as of words with digits: what is rarer is a term or a name; none of the texts decides
    least_zipf_tenths_of_short: int = 52  # "Avarege": the 700 most frequent words; none of the texts decides


class ProbabilityThresholds(NamedTuple):
    """The least probabilities, of the classifier, for each level.

    In labelled texts, read by hand, what reaches `safe` was right in 99 of 100 cases, what only reaches `thorough`
    in 85 (95 with a witness). "21 : 1" stands for 21 right corrections and a wrong one, of labelled texts.
    """

    safe: float = 0.79  # down to 0.69 21 : 3 more; up to 0.83 16 : 6 less
    # A part of a compound, a word without a vowel ("smth"), a word of three letters: 8 : 1 more down to 0.85.
    safe_of_unusual: float = 0.95
    safe_of_derived: float = 0.91  # "culting": down to 0.81 21 : 1 more, and 6 edits of edited prose
    safe_with_witness: float = 0.6  # down to 0.5 none more, but 2 edits of edited prose
    safe_alone: float = 0.6  # of a word without a rival two edits away
    least_letters_alone: int = 5
    thorough: float = 0.6
    report: float = 0.3
    # Log-odds over the next candidate; down to 1.0 4 : 3 more, up to 2.0 6 : 0 less.
    least_margin: float = 1.6
    # So much does the list itself weigh: without it another candidate would be likelier ("whant": "want", "what").
    least_margin_of_listed: float = 2.9
    most_letters_of_tiny: int = 3  # at 2 5 : 2 more; at 4 14 : 4 less
    least_letters_with_witness: int = 6  # at 5 1 : 0 more, and one in edited prose; at 8 1 : 0 less


class SurplusThresholds(NamedTuple):
    """When a word with surplus letters at its end is reported beside the same word without them.

    Nothing is corrected by them; with any of them off by two nothing more is reported in 1.7 million words.
    """

    most_surplus_letters: int = 3  # an ending of another language: "factorsov"
    least_letters: int = 6  # shorter words begin others by chance
    least_zipf_tenths: int = 28  # as of words with digits


LISTED = ListThresholds()
PROBABILITY = ProbabilityThresholds()
SURPLUS = SurplusThresholds()

_BROKEN = lazy(r"(\p{L}\p{Ll}{2,20})-[ ]+(\p{Ll}{2,20})")
_CAPITAL = lazy(r" \p{Lu}\p{Ll}")
_QUOTES = frozenset("\"'“”‘’„«»`")
_SIC = lazy(r"[\"'”’»]? ?[(\[]sic|[^.!?\n]{0,80}\bsic\b")
_OLD = lazy(r"\b(?i:thee|thou|thy|thine|hath|doth|ye|sed|wuz|waz|hev|gwine|enuff|publick|musick)\b")
_OLD_CONTEXT = 100  # code points before and behind a word
_MENTION = lazy(r"(?i)\b(?:words?|terms?|nouns?|verbs?|spell(?:ing|ed|s)|spelt|suffix|prefix|misspell(?:ing|ed))[ ]$")
_MENTION_CONTEXT = 16  # code points before a word
_VOWELS = frozenset("aeiouy")


class _Lists(NamedTuple):
    """What is said of words beforehand, in lower case."""

    of_packs: Mapping[str, str]
    of_language: Mapping[str, str]
    protected: AbstractSet[str]  # stay as they are


def has_unknown_words(document: Document) -> bool:
    """Whether a text holds what is no English word, name or number."""
    return bool(document.words) and (not may_be_english(document) or bool(unknown_tokens(document, "en")))


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Edits for the words with evidence, and reports of suspects without."""
    of_packs = cues.words.get("misspelling", {})
    protected = {word.lower() for word in cues.words.get("protect", ())}
    language = _likely_language(document)
    of_language = misspellings(language) if language in MISSPELLING_LANGUAGES else {}
    digits = tokens_with_digits(document) if language in FREQUENT_WORD_LANGUAGES else ()
    words = list(unknown_words(document, {*of_packs, *of_language, *digits}, language))
    judge = partial(_judged, document, _Lists(of_packs, of_language, protected), language)
    for word, correction in sorted(settled(words, judge, language).items()):
        spelled = correction.spelled or _spelled_like(word, correction.meant)
        yield Edit(word.start, correction.end or word.end, spelled, correction.reason, correction.level)


def _judged(document: Document, lists: _Lists, language: str | None, word: Word, nearby: int) -> Correction | None:
    """What is meant by a word that has so many other unknown words near by, in a text of a language."""
    if lists.protected and not lists.protected.isdisjoint((word.lower, without_punctuation(document.words[word.at]))):
        return None
    if word.lower in lists.of_packs:
        return Correction(lists.of_packs[word.lower], "listed in a pack")
    if language == "en":
        found = _correction(word, document, nearby)
    else:
        found = _from_list(word, document, lists.of_language) or _digits_abroad(word, document, language)
    return found if found and passage_language(document, document.line_at(word.start)) == language else None


def _likely_language(document: Document) -> str | None:
    """The language of a text; English, until an edit is proposed, where there are few words that it has not."""
    return "en" if not document.language and may_be_english(document) else document_language(document)


def _from_list(word: Word, document: Document, of_language: Mapping[str, str]) -> Correction | None:
    """What the list of another language has for a word, a noun for a noun where nouns have capitals."""
    meant = of_language.get(word.lower)
    if not meant or not (word.is_capital == meant[0].isupper() or starts_sentence(word, document)):
        return None
    return Correction(meant, "always wrong")


def _digits_abroad(word: Word, document: Document, language: str | None) -> Correction | None:
    """Digits for letters in a language of which frequent words are known."""
    return misread_characters(word, document, language) if language in FREQUENT_WORD_LANGUAGES else None


def _spelled_like(word: Word, meant: str) -> str:
    """What is meant, with the capital and the apostrophe of what stands there."""
    meant = meant.replace("'", "’") if "’" in word.text else meant
    return meant[:1].upper() + meant[1:] if word.is_capital else meant


def _correction(word: Word, document: Document, nearby: int) -> Correction | None:
    """What is meant by a word that has so many other unknown words near by; a report where the text shows the error."""
    found = misread_characters(word, document) or _line_break(word, document) or _misspelling(word, document, nearby)
    is_meant = found is not None and (_is_shown(word, document) or _is_old(word, document))
    return found._replace(level="report") if found and is_meant else found


def _is_shown(word: Word, document: Document) -> bool:
    """Whether a word is quoted, named as a word, or marked as it stands: "spelled 'Labratory'", "goverment [sic]"."""
    before, behind = document.text[max(0, word.start - 1) : word.start], document.text[word.end : word.end + 1]
    if _SIC.match(document.text, word.end) or _MENTION.search(
        document.text, max(0, word.start - _MENTION_CONTEXT), word.start
    ):
        return True
    return before in _QUOTES and behind in _QUOTES and bool(before and behind)


def _is_old(word: Word, document: Document) -> bool:
    """Whether words of old or of spoken English stand near by, with their own spelling: "thee was anemated"."""
    around = document.text[max(0, word.start - _OLD_CONTEXT) : word.end + _OLD_CONTEXT]
    return _OLD.search(around) is not None


def _misspelling(word: Word, document: Document, nearby: int) -> Correction | None:
    is_foreign_passage = nearby >= THRESHOLDS.fewest_in_foreign_passage
    if is_foreign_passage or not is_whole(word, document) or is_foreign(word, document):
        return None
    is_name = not starts_sentence(word, document) or _stands_before_name(word, document)
    if word.is_capital and len(word.text) < LISTED.least_letters_of_no_name and is_name:
        # Names stand in every article; nothing less speaks against one.
        return _name(word, document)
    return (
        (word.is_capital and _name(word, document))
        or _likeliest(word, document, is_near_unknown=nearby > 0)
        or _listed_misspelling(word, document)
        or _with_surplus_letters(word, document)
    ) or None


def _stands_before_name(word: Word, document: Document) -> bool:
    """Whether a word with a capital begins, behind it: the first name of "Constand Viljoen said"."""
    return _CAPITAL.match(document.text, word.end) is not None


def _line_break(word: Word, document: Document) -> Correction | None:
    """A word in two halves, with the hyphen of a line break between."""
    if not document.text.startswith("- ", word.end):
        return None
    found = _BROKEN.match(document.text, word.start)
    if not found or not is_broken_word(found[1].lower(), found[2]):
        return None
    return Correction(found[1].lower() + found[2], "line-break hyphen", end=found.end())


def _listed_misspelling(word: Word, document: Document) -> Correction | None:
    """A misspelling that is a word in no language, further than an edit from what is meant."""
    meant = listed_correction(word.lower, "en")
    if not meant or meant == word.lower + "g":  # "stirrin" is speech
        return None
    if word.lower.endswith("icly") and meant.endswith("ical"):  # the list has "mechanical" for "mechanicly"
        meant += "ly"
    if not word.is_capital:
        return Correction(meant, "always wrong")
    is_short = len(word.text) < LISTED.least_letters_of_no_name
    least = LISTED.least_zipf_tenths_of_short if is_short else LISTED.least_zipf_tenths
    if not stands_once(word, document) or zipf_tenths("en").get(meant, 0) < least:
        return None
    return Correction(meant, "always wrong", "safe" if starts_sentence(word, document) else "thorough")


def _name(word: Word, document: Document) -> Correction | None:
    """The name that the document itself has in its place, or a frequent one that looks like it."""
    if not stands_once(word, document):
        return None
    name = name_of_document(word, document)
    witness = name and first_occurrence(name, document)
    if name and witness:
        return Correction(name, witness)
    name = famous_name(word.lower)
    return Correction(name, f"look-alike letters: {name.title()!r}") if name else None


def _likeliest(word: Word, document: Document, *, is_near_unknown: bool) -> Correction | None:
    """The frequent word that is an edit away, where the evidence suffices."""
    if not word.lower.isascii() or not candidates(word.lower, "en"):
        return None
    context = context_of(word, document, is_near_unknown=is_near_unknown)
    found = predict(word.lower, context, "en")
    if not found or found.probability < PROBABILITY.report or found.candidate.word == word.lower + "g":
        return None  # "stirrin" is speech
    meant = found.candidate.word
    witness = meant in context.vocabulary and first_occurrence(meant, document)
    sure = f"one edit from {meant!r}, {found.probability:.0%} sure"
    reason = "always wrong" if found.is_listed else witness or sure
    return Correction(meant, reason, _level(word, found, has_witness=bool(witness)))


def _level(word: Word, found: Prediction, *, has_witness: bool) -> Level:
    # To look for other words that are two letters longer takes 2 ms.
    if found.probability < PROBABILITY.thorough or _has_runner_up(word, found):
        return "report"
    least = _least_safe_probability(word, found, has_witness=has_witness)
    is_safe = least is not None and found.probability >= least
    return "safe" if is_safe or (least is not None and _is_alone(word, found)) else "thorough"


def _is_alone(word: Word, found: Prediction) -> bool:
    """Whether no other word that is nearly as frequent is two edits away, so that a lower probability suffices."""
    is_plain = not word.is_capital and not word.is_part and len(word.text) >= PROBABILITY.least_letters_alone
    is_likely = found.probability >= PROBABILITY.safe_alone
    return is_plain and is_likely and not has_rival(word.lower, found.candidate.word, "en")


def _has_runner_up(word: Word, found: Prediction) -> bool:
    """Whether another word is about as likely: one edit away, or two letters longer and more frequent."""
    if found.margin < (PROBABILITY.least_margin_of_listed if found.is_listed else PROBABILITY.least_margin):
        return True
    known, longer = zipf_tenths("en"), with_two_letters_more(word.lower, "en")
    return any(known[other] >= found.candidate.zipf_tenths for other in longer)


def _least_safe_probability(word: Word, found: Prediction, *, has_witness: bool) -> float | None:
    """The probability from which a word is corrected at level safe; None where none suffices.

    None for what may be a name with another first letter, and for derived parts of compounds ("off-roaders").
    """
    is_made = not found.is_listed and word.text.isalpha() and is_derived(word.lower, "en")
    is_other = word.is_capital and word.lower[0] != found.candidate.word[0]
    if is_other or (is_made and word.is_part):
        return None
    is_tiny = len(word.text) <= PROBABILITY.most_letters_of_tiny
    if is_tiny or _VOWELS.isdisjoint(word.lower) or word.is_part:
        return PROBABILITY.safe_of_unusual
    if is_made:  # "culting"
        return PROBABILITY.safe_of_derived
    is_long = len(word.text) >= PROBABILITY.least_letters_with_witness
    return PROBABILITY.safe_with_witness if has_witness and is_long and not word.is_capital else PROBABILITY.safe


def _with_surplus_letters(word: Word, document: Document) -> Correction | None:
    """A word of the document with letters too many at its end: "factorsov"."""
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
    version=6,
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
        "The ⟦t1tles→titles⟧ of the ⟦govern- ment→government⟧ papers were short.",
    ),
    keeps=(
        "“I was dreamin’ of the nomenklatura,” said Captain Sprinkel. “Ye be countin’ the waves.” Bon appetit!",
        "Edgars Rinkevičs met the press on Monday, and Rinkevichs, as others spell him, smiled.",
        "The 5th and the 10th of May were days off, and the short- and long-term plans of the G20 stayed.",
    ),
)
