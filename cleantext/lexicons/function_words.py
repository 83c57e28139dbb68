"""Misread or mistyped frequent English words whose wrong form is also a word, a name or a code.

Such a form is no evidence by itself: "arid" is a word, "tho" is short for "though", "iu" may be a symbol. The
neighbours decide: how much more often the frequent word stands between them than the other one.
"""

from typing import NamedTuple

from cleantext.lexicons import FOREIGN, zipf_tenths
from cleantext.lexicons.pairs import pair_evidence


class FunctionWordThresholds(NamedTuple):
    """The least evidence of the neighbours for the frequent word, in decimal log-odds, summed over both sides.

    With these thresholds 70 of 72 corrections in labelled texts are right; they change no right word in 1.6 million
    words of edited prose.
    """

    least_of_both: float = 0.5
    # For words of the dictionary: "of tho river" is corrected, "and arid hills" stays.
    least_of_both_for_word: float = 1.2
    least_of_either: float = -0.5
    least_of_either_for_word: float = 0.1
    # For forms that are no word at all ("of tlie harbour", "the month wich I"), of the better side and of each.
    least_of_better_for_no_word: float = 0.2
    least_of_either_for_no_word: float = -0.8
    # For "tho": it is short for "though" before a clause.
    least_of_better_for_tho: float = 0.36
    least_of_either_for_tho: float = -0.25


THRESHOLDS = FunctionWordThresholds()
# From the error tables that `candidates.py` names, and the most frequent typing errors.
MISREAD = {
    wrong: right
    for right, forms in {
        "the": "tho thc tha teh tlie tiie ihe lhe th tb ih trie thn",
        "and": "aud arid ami ano ard anu",
        "of": "ot oi",
        "in": "iu",
        "to": "ro tc",
        "his": "bis hia hie",
        "her": "ber hor",
        "be": "bo",
        "was": "wai wae wa waa",
        "will": "wil",
        "which": "wich whioh whieh whicb",
        "have": "hav havo",
        "has": "haa nas",
        "had": "hsd",
        "that": "thai thal tbat",
        "from": "irom trom",
        "for": "lor fot",
        "by": "bf",
        "they": "thoy",
        "were": "wero",
        "are": "aro",
        "some": "soe",
        "believe": "belive",
        "such": "uch",
        "with": "witb wilh",
        "been": "becn beon",
        "should": "hould",
    }.items()
    for wrong in forms.split()
}

# Of them, those that no text has on purpose, in lower case.
NO_WORDS = frozenset(
    """
    tlie tiie ihe lhe teh thn aud iu wich whioh whieh whicb hav havo tbat irom trom thoy wero belive witb wilh becn
    """.split()
)
_THOUGH = "tho"
# Of them, those that are words in capitals only: "five million AUD".
ABBREVIATIONS = frozenset(["aud"])


def meant_between(word: str, before: str, behind: str) -> str | None:
    """Return the frequent word that a lower-case word of `MISREAD` stands for; None if its neighbours do not show it.

    A neighbour is "" if it is missing, or behind a mark.
    """
    known = zipf_tenths("en")
    is_beside_unknown = FOREIGN in (known.get(before, FOREIGN), known.get(behind, FOREIGN))
    if is_beside_unknown and word not in NO_WORDS and word != _THOUGH:
        return None
    meant, is_word = MISREAD[word], known.get(word, 0) > 0 and word not in ABBREVIATIONS
    sides = (
        pair_evidence(before, meant, "en") - pair_evidence(before, word, "en"),
        pair_evidence(meant, behind, "en") - pair_evidence(word, behind, "en"),
    )
    if word in NO_WORDS or word == _THOUGH:
        better, worse = _bounds_of_no_word(word)
        if max(sides) >= better and min(sides) >= worse and before != "even":  # "even tho Odell"
            return meant
    if is_beside_unknown:
        return None
    both = THRESHOLDS.least_of_both_for_word if is_word else THRESHOLDS.least_of_both
    either = THRESHOLDS.least_of_either_for_word if is_word else THRESHOLDS.least_of_either
    return meant if sum(sides) >= both and min(sides) >= either else None


def _bounds_of_no_word(word: str) -> tuple[float, float]:
    """Return the least evidence of the better side and of the worse side."""
    if word == _THOUGH:
        return THRESHOLDS.least_of_better_for_tho, THRESHOLDS.least_of_either_for_tho
    return THRESHOLDS.least_of_better_for_no_word, THRESHOLDS.least_of_either_for_no_word
