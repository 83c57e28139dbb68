"""How surely an unknown word is a slip for a known one: pieces of evidence, each with a weight, added up.

The weights stand in `LANGUAGE.odds.toml`, with the data they were fitted to and the precision that was measured;
`fit.py` fits them. What the sum says is turned into a share: of the words with this evidence, so many are slips.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from math import exp
from typing import NamedTuple

from cleantext.lexicons import LOAN, correction, is_rare, read, zipf
from cleantext.lexicons.confusions import Guess, guesses, is_derived

_LONG = 10  # letters; of longer words no more is said
_SHORT = 5  # letters; among shorter ones everything is near something
_CLEAR = 6.0  # a lead over the next guess that leaves no doubt


class Setting(NamedTuple):
    """What the document says of an unknown word."""

    is_capital: bool
    starts_sentence: bool
    is_single: bool  # it stands once in the text
    is_half: bool  # it makes a word together with the one before or behind
    is_quoted: bool  # a quotation mark or a bracket opens before it
    has_company: bool  # another unknown word stands near by
    vocabulary: frozenset[str]


class Odds(NamedTuple):
    """The likeliest meaning of an unknown word."""

    guess: Guess
    share: float  # of words with this evidence that are slips for the guess, from 0 to 1
    is_listed: bool  # a list of misspellings has the pair


@cache
def weights(language: str) -> Mapping[str, Mapping[str, float]]:
    """The tables of a language's weights."""
    return tomllib.loads(read(f"{language}.odds.toml"))


def odds(word: str, setting: Setting, language: str) -> Odds | None:
    """What a lower-case word stands for; None where nothing is one slip away."""
    tables = weights(language)
    found = choice(word, setting, language, tables["guess"])
    if not found:
        return None
    guess, lead = found
    total = _sum(evidence(word, guess, lead, setting, language), {**tables["guess"], **tables["word"]})
    return Odds(guess, 1 / (1 + exp(-total)), correction(word, language) == guess.word)


def choice(word: str, setting: Setting, language: str, weighed: Mapping[str, float]) -> tuple[Guess, float] | None:
    """The likeliest guess, and how far it is ahead of the next."""
    found = guesses(word, language)
    ranked = sorted(
        ((_sum(_of_guess(word, guess, setting, language), weighed), guess) for guess in found), reverse=True
    )
    if not ranked:
        return None
    lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else _CLEAR
    return ranked[0][1], min(lead, _CLEAR)


def evidence(word: str, guess: Guess, lead: float, setting: Setting, language: str) -> dict[str, float]:
    """All evidence, by the names of the weights."""
    return {**_of_guess(word, guess, setting, language), **_of_word(word, setting, language), "lead": lead}


def _of_guess(word: str, guess: Guess, setting: Setting, language: str) -> dict[str, float]:
    return {
        guess.slip if len(word) >= _SHORT else f"short_{guess.slip}": 1,
        "zipf": guess.rank / 10,
        "first_letter": word[0] != guess.word[0],
        "last_letter": word[-1] != guess.word[-1],
        "plural": word + "s" == guess.word or word == guess.word + "s",
        "in_text": guess.word in setting.vocabulary,
        "listed": correction(word, language) == guess.word,
    }


def _of_word(word: str, setting: Setting, language: str) -> dict[str, float]:
    return {
        "rare_word": is_rare(word, language),
        "loan": zipf(language).get(word) == LOAN,
        "length": min(len(word), _LONG),
        "company": setting.has_company,
        "alone": setting.is_single,
        "half": setting.is_half,
        "quoted": setting.is_quoted,
        "derived": is_derived(word, language),
        "capital": setting.is_capital,
        "sentence_start": setting.is_capital and setting.starts_sentence,
        "constant": 1,
    }


def _sum(evidence: Mapping[str, float], weighed: Mapping[str, float]) -> float:
    return sum(weighed[name] * value for name, value in evidence.items())
