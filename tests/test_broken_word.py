"""The thresholds of `broken_word`, from either side."""

import pytest

from cleantext import Cleaner
from cleantext.lexicons import zipf_tenths
from cleantext.lexicons.line_breaks import is_broken_word
from cleantext.rules.broken_word import _are_pieces, _is_drop_cap


@pytest.mark.parametrize(
    ("left", "right", "are_pieces"),
    [
        ("com", "mittee", True),  # one piece is a word
        ("abs", "olute", True),  # 4.5
        ("fun", "eral", False),  # 4.4
        ("aban", "doning", True),  # none is a word; 3.5
        ("aban", "donment", False),  # 3.4
        ("har", "bour", False),  # two pieces that the list has
        ("gove", "rnment", True),
        ("go", "vernment", False),  # two letters
    ],
)
def test_pieces_of_a_word(left: str, right: str, are_pieces: bool) -> None:  # noqa: FBT001 - a column
    assert _are_pieces(left, right) is are_pieces


@pytest.mark.parametrize(
    ("capital", "rest", "is_cap"),
    [
        ("t", "he", True),
        ("s", "ome", True),
        ("e", "mail", False),
        ("t", "cells", False),
        ("i", "t", True),
        ("a", "t", True),
        ("a", "nd", True),
        ("a", "way", False),  # two words
        ("a", "bdication", False),
    ],
)
def test_drop_caps(capital: str, rest: str, is_cap: bool) -> None:  # noqa: FBT001 - a column
    assert _is_drop_cap(capital, rest, "en") is is_cap


@pytest.mark.parametrize(
    ("left", "right", "language", "is_one"),
    [
        ("after", "noon", "en", True),
        ("make", "up", "en", False),  # as frequent, but verbs take a hyphen before a particle
        ("bürger", "meister", "de", True),
        ("gouver", "nement", "fr", True),
        ("peut", "être", "fr", False),
        ("из", "за", "ru", False),
        ("gobier", "no", "es", True),
        ("gobier", "no", "sv", False),  # a language without a list
        ("vor", "und", "de", False),
    ],
)
def test_halves_of_words(left: str, right: str, language: str, is_one: bool) -> None:  # noqa: FBT001 - a column
    assert is_broken_word(left, right, language) is is_one


def test_pieces_in_short_lines_stay() -> None:
    for blanks, joins in ((20, True), (21, False)):  # of a line of 40 and of 39 code points
        text = "The commi ttee met" + "." * (40 - 18 - (blanks - 20))
        line = f"The board and the town voted, and it was late.\n{text}"
        assert ("committee" in Cleaner(rules=["broken_word"])(line, language="en").text) is joins


def test_the_words_of_these_tests_have_the_frequencies_that_they_say() -> None:
    frequencies = {"absolute": 45, "funeral": 44, "abandoning": 35, "abandonment": 34}
    assert {word: zipf_tenths("en")[word] for word in frequencies} == frequencies
