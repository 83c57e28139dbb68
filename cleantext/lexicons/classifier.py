"""The likeliest candidate for an unknown word, and the probability that it is the intended word: logistic regression.

`LANGUAGE.classifier.toml` holds the weights, a description of their training data, and the precision measured out of
fold; `fit.py` fits them.
"""

from collections.abc import Mapping
from functools import cache
from math import exp
from typing import NamedTuple

from cleantext.lexicons import FOREIGN, data_text, is_rare, listed_correction, zipf_tenths
from cleantext.lexicons.candidates import Candidate, candidates, is_derived
from cleantext.lexicons.pairs import pair_evidence


class FeatureBounds(NamedTuple):
    """The limits of features; the weights are fitted with them, so that a change requires a new fit."""

    most_letters: int = 10  # longer words count as this long
    least_letters_of_long: int = 5  # shorter words are close to many words, and have weights of their own for each edit
    largest_margin: float = 6.0  # log-odds between the two likeliest candidates; larger ones count as this


BOUNDS = FeatureBounds()


class Context(NamedTuple):
    """The evidence of the document about an unknown word."""

    is_capitalized: bool
    starts_sentence: bool
    stands_once: bool  # in the text
    joins_neighbour: bool  # it forms a word together with the one before or behind it
    is_quoted: bool  # a quotation mark or a bracket opens before it
    is_near_unknown: bool  # another unexplained word stands near it
    vocabulary: frozenset[str]
    before: str = ""  # the words on either side, in lower case; "" where a mark stands between, or the text ends
    behind: str = ""


class Prediction(NamedTuple):
    """The likeliest candidate for an unknown word."""

    candidate: Candidate
    probability: float  # that the candidate is the intended word, from 0 to 1
    is_listed: bool  # a list of misspellings has the pair
    margin: float = BOUNDS.largest_margin  # lead over the next candidate, in log-odds


@cache
def weights(language: str) -> Mapping[str, Mapping[str, float]]:
    """Return the weights of a language's features, log-odds: of a candidate, and of the unknown word."""
    import tomllib  # with what it imports, 5 ms

    return tomllib.loads(data_text(f"{language}.classifier.toml"))


def predict(word: str, context: Context, language: str) -> Prediction | None:
    """Return the likeliest candidate for a lower-case word; None if no dictionary word is within one edit."""
    tables = weights(language)
    best = best_candidate(word, context, language, tables["candidate"])
    if not best:
        return None
    candidate, margin = best
    log_odds = _weighted_sum(
        features(word, candidate, margin, context, language), {**tables["candidate"], **tables["word"]}
    )
    is_listed = listed_correction(word, language) == candidate.word
    return Prediction(candidate, 1 / (1 + exp(-log_odds)), is_listed, margin)


def best_candidate(
    word: str, context: Context, language: str, weighed: Mapping[str, float]
) -> tuple[Candidate, float] | None:
    """Return the likeliest candidate, and its lead over the next in log-odds."""
    found = candidates(word, language)
    ranked = sorted(
        ((_weighted_sum(_candidate_features(word, each, context, language), weighed), each) for each in found),
        reverse=True,
    )
    if not ranked:
        return None
    margin = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else BOUNDS.largest_margin
    return ranked[0][1], min(margin, BOUNDS.largest_margin)


def features(word: str, candidate: Candidate, margin: float, context: Context, language: str) -> dict[str, float]:
    """Return all features, by the names of their weights."""
    return {
        **_candidate_features(word, candidate, context, language),
        **_word_features(word, context, language),
        "margin": margin,
    }


def _candidate_features(word: str, candidate: Candidate, context: Context, language: str) -> dict[str, float]:
    return {
        candidate.edit if len(word) >= BOUNDS.least_letters_of_long else f"short_{candidate.edit}": 1,
        "zipf": candidate.zipf_tenths / 10,
        "first_letter_differs": word[0] != candidate.word[0],
        "last_letter_differs": word[-1] != candidate.word[-1],
        "plural": word + "s" == candidate.word or word == candidate.word + "s",
        "in_document": candidate.word in context.vocabulary,
        "listed": listed_correction(word, language) == candidate.word,
        "pair_before": pair_evidence(context.before, candidate.word, language),
        "pair_behind": pair_evidence(candidate.word, context.behind, language),
    }


def _word_features(word: str, context: Context, language: str) -> dict[str, float]:
    return {
        "rare_word": is_rare(word, language),
        "foreign": zipf_tenths(language).get(word) == FOREIGN,
        "letters": min(len(word), BOUNDS.most_letters),
        "near_unknown": context.is_near_unknown,
        "stands_once": context.stands_once,
        "joins_neighbour": context.joins_neighbour,
        "quoted": context.is_quoted,
        "derived": is_derived(word, language),
        "capitalized": context.is_capitalized,
        "sentence_start": context.is_capitalized and context.starts_sentence,
        "intercept": 1,
    }


def _weighted_sum(values: Mapping[str, float], weighed: Mapping[str, float]) -> float:
    return sum(weighed[name] * value for name, value in values.items())
