"""Words in two halves: decide whether the hyphen belongs to a line break or to the word."""

from typing import NamedTuple

from cleantext.lexicons import FREQUENT_WORD_LANGUAGES, WORD_LIST_LANGUAGES, zipf_tenths
from cleantext.lexicons.candidates import PREFIXES


class LineBreakThresholds(NamedTuple):
    """The least frequencies of the whole and the halves, in tenths of Zipf. Counts are of labelled texts."""

    least_zipf_tenths_of_whole: int = 28  # at 23 one wrong one more, at 33 one right one less
    # Such a word is never written with a hyphen, whatever its halves are; at 40 four right ones more, but "kick-off".
    least_zipf_tenths_of_certain_whole: int = 50
    # The same for particles, which form hyphenated compounds with verbs ("make-up", "set-up"): "after-noon".
    least_zipf_tenths_without_particle: int = 45
    least_zipf_tenths_behind_prefix: int = 38  # "restore" 4.2, "withdrawn" 3.9; "reelect" and "reenter" are below 3
    # Two nouns that dictionaries write as one: "ware-houses" 3.4; "short-listed", "walk-way" 3.2 have both spellings.
    least_zipf_tenths_of_two_nouns: int = 33
    # Halves that form a compound with a hyphen ("kick- off"); at 45 two right ones more, but "stand-off".
    least_zipf_tenths_of_first_half: int = 35
    least_zipf_tenths_of_second_half: int = 16  # of an ending such as "ized" or "iate"; none of the texts decides
    # For languages with hyphenated compounds, if both halves are words: "peut-être", "из-за" are rarer.
    least_zipf_tenths_of_two_words: int = 45


THRESHOLDS = LineBreakThresholds()
# Words behind a hyphen that replaces the rest of a compound: "two- and three-year members".
SUSPENDED = frozenset("and or to but nor versus through und oder bis sowie et ou y o e en of i a".split())


_PARTICLES = frozenset("up off out on in over down back by away through care being".split())
# First halves that keep their hyphen before most words ("long-time", "best-seller"), and endings of second halves that
# are no nouns ("hand-written").
_OPEN_FIRSTS = frozenset(
    """
    long hard best prime first second third full new half post pre non anti mid multi semi quarter good every well self
    ex all north south east west high low fresh free light heavy check turn break home play front week over under out
    """.split()
)
_NO_NOUNS = ("ing", "ed", "en", "active")
_ENDINGS = frozenset("al an ed en er es ing ism ist or um".split())  # words besides: "research-ers", "muse-ums"
# Behind these, a frequent whole has no hyphen, whatever its rest is: "re-⏎store", but not "re- elect".
_CLOSED_WITH_FREQUENT = frozenset("with re de in im dis un inter infra trans sub super tele".split())
_CLOSED_PREFIXES = ("after", "fore", "out", "over", "under", "up")  # which few words have with a hyphen
_CLOSED_COMPOUNDS = ("de", "nl")  # languages that write compounds without a hyphen
_LANGUAGES = (*WORD_LIST_LANGUAGES, *FREQUENT_WORD_LANGUAGES)


def is_broken_word(left: str, right: str, language: str = "en") -> bool:
    """Return whether two halves, in lower case, are one word without a hyphen: not "kick- off", "teen- agers"."""
    if right in SUSPENDED or language not in _LANGUAGES:
        return False
    return _is_broken_english(left, right) if language == "en" else _is_broken(left, right, language)


def _is_broken(left: str, right: str, language: str) -> bool:
    """Return the same for a language with only a list of frequent words."""
    known = zipf_tenths(language)
    are_words = language not in _CLOSED_COMPOUNDS and known.get(left) is not None and known.get(right) is not None
    return known.get(left + right, 0) >= (THRESHOLDS.least_zipf_tenths_of_two_words if are_words else 1)


def _is_broken_english(left: str, right: str) -> bool:
    known = zipf_tenths("en")
    whole = known.get(left + right, 0)
    if whole >= THRESHOLDS.least_zipf_tenths_of_certain_whole:
        return left != "to"  # "to- morrow" is an old spelling
    last = right.removesuffix("s")
    is_compound = (
        known.get(left, 0) >= THRESHOLDS.least_zipf_tenths_of_first_half
        and known.get(last, 0) >= THRESHOLDS.least_zipf_tenths_of_second_half
        and last not in _ENDINGS
    )
    if left in _CLOSED_WITH_FREQUENT and whole >= THRESHOLDS.least_zipf_tenths_behind_prefix:
        return True
    # "re- elected", but not "off- icials", nor "after- noon"
    is_prefix = left in PREFIXES and left not in _CLOSED_PREFIXES and known.get(right, 0) > 0
    if is_compound and not is_prefix and right not in _PARTICLES:
        are_nouns = left not in _OPEN_FIRSTS and not right.endswith(_NO_NOUNS)
        return whole >= (
            THRESHOLDS.least_zipf_tenths_of_two_nouns if are_nouns else THRESHOLDS.least_zipf_tenths_without_particle
        )
    return whole >= THRESHOLDS.least_zipf_tenths_of_whole and not is_prefix and not is_compound
