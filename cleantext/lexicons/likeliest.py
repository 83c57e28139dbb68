"""Corrections of unknown English words by probability, and of frequent words by their neighbours."""

from typing import NamedTuple

from cleantext.core.document import Document
from cleantext.core.edits import Level
from cleantext.lexicons import FOREIGN, is_rare, is_word_abroad, zipf_tenths
from cleantext.lexicons.candidates import (
    candidates,
    has_rival,
    is_derived,
    is_done_anew,
    only_word_two_edits_away,
    with_two_letters_more,
)
from cleantext.lexicons.classifier import Prediction, predict
from cleantext.lexicons.function_words import ABBREVIATIONS, MISREAD, meant_between
from cleantext.lexicons.misread import ALWAYS_WRONG, Correction
from cleantext.lexicons.names import first_occurrence
from cleantext.lexicons.pairs import pair_evidence
from cleantext.lexicons.unknown import Word, beside, context_of, is_amid_words, stands_once


class ProbabilityThresholds(NamedTuple):
    """The least probabilities, of the classifier, for each level.

    In labelled texts, read by hand, corrections of level `safe` were right in 99 of 100 cases, those of level
    `thorough` in 85 (95 with a witness). "21 : 1" means 21 right corrections and a wrong one in labelled texts.
    """

    safe: float = 0.75  # down to 0.7 5 : 2 more, and a wrong edit of edited prose
    # A part of a compound, a word without a vowel ("smth"), a word of three letters; at 0.95 2 : 0 less.
    safe_of_unusual: float = 0.93
    safe_of_derived: float = 0.9  # "culting"; as for other words if it fits between its neighbours
    safe_with_witness: float = 0.6  # down to 0.5 none more, but 2 edits of edited prose
    safe_alone: float = 0.55  # of a word without a rival two edits away; down to 0.5 3 : 0 more, but 2 edits of prose
    least_letters_alone: int = 5
    safe_amid_errors: float = 0.9
    least_fit: float = 0.5  # decimal log-odds of the pairs on both sides
    thorough: float = 0.55
    report: float = 0.3
    # Log-odds over the next candidate; down to 1.0 0 : 2 more.
    least_margin: float = 1.2
    # The weight of the list itself: without it another candidate would be likelier ("whant": "want", "what").
    least_margin_of_listed: float = 2.9
    # Of a word of seven letters or more with no other candidate: 20 : 1; at 0.45 12 : 6 more.
    safe_of_only: float = 0.55
    margin_of_only: float = 4.0
    # The same for words of ten letters or more without a rival: 5 : 0, and three misspellings of edited prose.
    safe_of_longest: float = 0.4
    least_letters_of_longest: int = 10
    most_letters_of_tiny: int = 3  # at 2 5 : 2 more; at 4 14 : 4 less
    least_letters_with_witness: int = 6  # at 5 1 : 0 more, and one in edited prose; at 8 1 : 0 less


class TwoEditsThresholds(NamedTuple):
    """Thresholds for correcting a word to the only frequent word two edits away."""

    least_letters: int = 8  # at 7 five right ones more, and three edits of edited prose
    least_letters_if_fit: int = 7  # also for a word among others that nothing explains


PROBABILITY = ProbabilityThresholds()
TWO_EDITS = TwoEditsThresholds()
_VOWELS = frozenset("aeiouy")


def function_word(word: Word, document: Document) -> Correction | None:
    """Return a frequent word that was misread as another one, a name or a code, by its neighbours: "of tho river"."""
    before, behind = beside(word, document)
    meant = None if word.is_capital else meant_between(word.lower, before, behind)
    if not meant and word.text in ABBREVIATIONS and _has_other_misread(word, document):
        return Correction(MISREAD[word.lower], "other words of the text are misread")
    return Correction(meant, f"between {before!r} and {behind!r}") if meant else None


def _has_other_misread(word: Word, document: Document) -> bool:
    """Return whether a text has another misread word that is no word itself: "tlie", "wliich"."""
    known, others = zipf_tenths("en"), MISREAD.keys() & document.vocabulary
    return any(known.get(other, 0) <= 0 for other in others - {word.lower}) and is_amid_words(word, document)


def likeliest(word: Word, document: Document, *, is_near_unknown: bool) -> Correction | None:
    """Return the frequent word that is one edit away, if the evidence suffices."""
    if not word.lower.isascii() or not candidates(word.lower, "en"):
        return None
    context = context_of(word, document, is_near_unknown=is_near_unknown)
    found = predict(word.lower, context, "en")
    if not found or found.probability < PROBABILITY.report or found.candidate.word == word.lower + "g":
        return None  # "stirrin" is speech
    meant = found.candidate.word
    witness = meant in context.vocabulary and first_occurrence(meant, document)
    sure = f"one edit from {meant!r}, {found.probability:.0%} sure"
    reason = ALWAYS_WRONG if found.is_listed else witness or sure
    return Correction(
        meant, reason, _level(word, found, _fit(context.before, meant, context.behind), has_witness=bool(witness))
    )


def _fit(before: str, meant: str, behind: str) -> float:
    """Return how well a word fits between its neighbours: decimal log-odds of the pairs on both sides."""
    return pair_evidence(before, meant, "en") + pair_evidence(meant, behind, "en")


def _level(word: Word, found: Prediction, fit: float, *, has_witness: bool) -> Level:
    # Searching for words that are two letters longer takes 2 ms.
    is_longest = _is_longest(word, found)
    if (found.probability < PROBABILITY.thorough and not is_longest) or _has_runner_up(word, found):
        return "report"
    is_evident = found.is_listed or has_witness or fit >= PROBABILITY.least_fit
    # A program ("xeyes", "mformat"), but not a letter that is typed twice ("ttough").
    is_prefixed = word.lower[1:] == found.candidate.word and word.lower[0] != found.candidate.word[0]
    is_abroad = found.probability < PROBABILITY.safe_of_unusual and is_word_abroad(word.lower)
    if not is_evident and (is_prefixed or is_abroad):
        return "report"
    least = _least_safe_probability(word, found, has_witness=has_witness)
    if least is None:
        return "thorough"
    if _is_single(word, found):
        return "safe"
    if least == PROBABILITY.safe_of_derived and fit >= PROBABILITY.least_fit:
        least = PROBABILITY.safe
    return "safe" if found.probability >= least or _is_alone(word, found) else "thorough"


def _is_alone(word: Word, found: Prediction) -> bool:
    """Return whether no word of similar frequency is two edits away, so that a lower probability suffices."""
    is_plain = not word.is_capital and not word.is_part and not is_rare(word.lower, "en")  # "impartation"
    is_plain = is_plain and len(word.text) >= PROBABILITY.least_letters_alone
    is_likely = found.probability >= PROBABILITY.safe_alone
    return is_plain and is_likely and not has_rival(word.lower, found.candidate.word, "en")


def _is_longest(word: Word, found: Prediction) -> bool:
    """Return whether a very long word is near one word only, whose neighbourhood has no other within two edits."""
    is_long = len(word.text) >= PROBABILITY.least_letters_of_longest and not is_word_abroad(word.lower)
    is_only = is_long and _is_single(word, found) and found.candidate.edit != "look_alike"
    return is_only and not has_rival(word.lower, found.candidate.word, "en")


def _is_single(word: Word, found: Prediction) -> bool:
    """Return whether a long word is near one dictionary word only, with the same first letter: "satelites"."""
    is_plain = not word.is_capital and not word.is_part and not is_rare(word.lower, "en")
    is_plain = is_plain and (not is_derived(word.lower, "en") or found.candidate.edit.endswith("double"))
    is_long = len(word.text) >= TWO_EDITS.least_letters_if_fit and word.lower[0] == found.candidate.word[0]
    least = (
        PROBABILITY.safe_of_only
        if len(word.text) < PROBABILITY.least_letters_of_longest
        else PROBABILITY.safe_of_longest
    )
    is_only = found.margin >= PROBABILITY.margin_of_only and found.probability >= least
    return is_plain and is_long and is_only and not word.lower.endswith("in")


def _has_runner_up(word: Word, found: Prediction) -> bool:
    """Return whether another word is about as likely: one edit away, or two letters longer and more frequent."""
    if found.margin < (PROBABILITY.least_margin_of_listed if found.is_listed else PROBABILITY.least_margin):
        return True
    known, longer = zipf_tenths("en"), with_two_letters_more(word.lower, "en")
    return any(known[other] >= found.candidate.zipf_tenths for other in longer)


def _least_safe_probability(word: Word, found: Prediction, *, has_witness: bool) -> float | None:
    """Return the probability from which a word is corrected at level safe; None if none suffices.

    None for what may be a name with another first letter, derived parts of compounds ("off-roaders"), and "repot".
    """
    is_made = not found.is_listed and word.text.isalpha() and is_derived(word.lower, "en")
    is_other = word.is_capital and word.lower[0] != found.candidate.word[0]
    if is_other or (is_made and word.is_part) or is_done_anew(word.lower, "en"):
        return None
    is_tiny = len(word.text) <= PROBABILITY.most_letters_of_tiny
    if is_tiny or _VOWELS.isdisjoint(word.lower) or word.is_part:
        return PROBABILITY.safe_of_unusual
    if is_made:  # "culting"
        return PROBABILITY.safe_of_derived
    is_long = len(word.text) >= PROBABILITY.least_letters_with_witness
    return PROBABILITY.safe_with_witness if has_witness and is_long and not word.is_capital else PROBABILITY.safe


def amid_errors(word: Word, document: Document) -> Correction | None:
    """Return the correction of a word among other unexplained ones: it must be surer, and fit its neighbours."""
    if word.is_capital or word.is_part or not word.lower.isascii():
        return None
    before, behind = beside(word, document)
    # Most have no candidate that fits, which costs less to find out than the likeliest one.
    fit = {one.word for one in candidates(word.lower, "en") if _fit(before, one.word, behind) >= PROBABILITY.least_fit}
    found = predict(word.lower, context_of(word, document, is_near_unknown=True), "en") if fit else None
    if not found or found.probability < PROBABILITY.safe_amid_errors or found.margin < PROBABILITY.least_margin:
        return None
    meant = found.candidate.word
    return Correction(meant, f"one edit from {meant!r}, {found.probability:.0%} sure") if meant in fit else None


def two_edits_away(word: Word, document: Document, *, is_near_unknown: bool) -> Correction | None:
    """Return the only frequent word two edits from a long unexplained one: "absoletuly", "sincierly"."""
    lower = word.lower
    if word.is_capital or word.is_part or len(lower) < TWO_EDITS.least_letters_if_fit:
        return None
    is_word = any(is_rare(form, "en") for form in (lower, lower.removesuffix("s")))
    is_known = is_word or zipf_tenths("en").get(lower) == FOREIGN or is_derived(lower, "en")
    if is_known or not lower.isascii() or candidates(lower, "en") or not stands_once(word, document):
        return None
    meant = only_word_two_edits_away(lower, "en")
    is_glued = meant is not None and (lower.startswith(meant) or lower.endswith(meant))  # "motionto", "wouldbe"
    if not meant or is_glued or is_word_abroad(lower):
        return None
    must_fit = is_near_unknown or len(lower) < TWO_EDITS.least_letters
    before, behind = beside(word, document)
    is_fit = not must_fit or _fit(before, meant, behind) >= PROBABILITY.least_fit
    return Correction(meant, f"two edits from {meant!r}") if is_fit else None
