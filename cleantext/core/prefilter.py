r"""Prefilters: for each phrase a cheap test that every line with the phrase passes, and few others.

Most phrases start a line and open with words, which are looked up in a table (`Prefilter.heads`). Most others require
one of a few strings in the line (`Prefilter.strings`), which are found by the words of the text. A few have neither,
such as `^[^.!?]{2,40} (?:said|wrote)$`. Their prefilter is a looser pattern without counted repetition, since an
automaton that counts to six needs many times the states.
"""

from typing import NamedTuple

# Replaces the signs at the start and end of a line (`signs.py`): anything but ASCII letters and digits. It takes a few
# steps of the automaton; the signs themselves take a thousand, and a negated class a third more than this one.
SIGNS = r"(?-i:[\x00-/:-@\[-`{-\x{10FFFF}])*"


class Prefilter(NamedTuple):
    """The test of a line: it must meet one of the first three conditions, and the last two."""

    heads: tuple[str, ...] = ()  # beginnings of the line behind signs, in the spelling of `folding.head`
    # The line contains one of these, in the spelling of `folding.folded` with `keys`, else in that of phrases.
    strings: tuple[str, ...] = ()
    pattern: str = ""  # the line matches it, in RE2's spelling; for a phrase that starts a line, behind `SIGNS`
    keys: tuple[int, ...] = ()  # for each of the strings its `literals.key_places`; empty if patterns must find them
    others: tuple[
        str, ...
    ] = ()  # the line contains one of these too, in the spelling of `folding.folded`; "" if unknown
    longest: int = 0  # code points of a line that the phrase fills, a run of blanks as one, without signs; 0 if unknown
