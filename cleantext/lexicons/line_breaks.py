"""Words in two halves: whether a hyphen between them is that of a line break, or the word's own."""

from typing import NamedTuple

from cleantext.lexicons import zipf_tenths
from cleantext.lexicons.candidates import PREFIXES


class LineBreakThresholds(NamedTuple):
    """How frequent, in tenths of a Zipf frequency, the whole and the halves must be. Counts are of labelled texts."""

    least_zipf_tenths_of_whole: int = 28  # at 23 one wrong one more, at 33 one right one less
    # Nobody writes such a word with a hyphen, whatever its halves are; at 40 four right ones more, but "kick-off".
    least_zipf_tenths_of_certain_whole: int = 50
    # Halves that make a compound with a hyphen ("kick- off"); at 45 two right ones more, but "stand-off".
    least_zipf_tenths_of_first_half: int = 35
    least_zipf_tenths_of_second_half: int = 16  # of an ending such as "ized" or "iate"; none of the texts decides


THRESHOLDS = LineBreakThresholds()
# Words behind a hyphen that stands for the rest of a compound: "two- and three-year members".
SUSPENDED = frozenset("and or to but nor versus through und oder bis sowie et ou y o e en of i a".split())


def is_broken_word(left: str, right: str) -> bool:
    """Whether two halves, in lower case, are one English word without a hyphen: not "kick- off", "teen- agers"."""
    known = zipf_tenths("en")
    whole = known.get(left + right, 0)
    if whole >= THRESHOLDS.least_zipf_tenths_of_certain_whole:
        return left != "to"  # "to- morrow" is an old spelling
    is_compound = (
        known.get(left, 0) >= THRESHOLDS.least_zipf_tenths_of_first_half
        and known.get(right.removesuffix("s"), 0) >= THRESHOLDS.least_zipf_tenths_of_second_half
    )
    is_prefix = left in PREFIXES and known.get(right, 0) > 0  # "re- elected", but not "off- icials"
    return whole >= THRESHOLDS.least_zipf_tenths_of_whole and not is_prefix and not is_compound
