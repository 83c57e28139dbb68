"""What the words beside a word say of it."""

import pytest
from corrected import corrections

from cleantext.lexicons.function_words import MISREAD, meant_between
from cleantext.lexicons.pairs import pair_evidence


def test_pairs_say_how_much_more_often_words_stand_side_by_side_than_chance_has_it() -> None:
    assert round(pair_evidence("of", "the", "en"), 1) == 1.0
    assert pair_evidence("the", "of", "en") == -2.5  # the least
    assert pair_evidence("concrete", "gazelles", "en") == pytest.approx(0, abs=0.01)  # too rare to be expected anywhere
    assert pair_evidence("the", "harbour", "en") == pair_evidence("the", "harbor", "en") > 0
    assert pair_evidence("", "the", "en") == pair_evidence("the", "qzqz", "en") == 0.0


@pytest.mark.parametrize(
    ("sentence", "wrong", "meant"),
    [
        ("The harbour lies to the north of tho river, and nobody has asked for a bridge since.", "tho", "the"),
        ("The storm resulted iu a loss of four boats, and nobody has asked for the nets since.", "iu", "in"),
        ("In this report we wil be looking at the price of fish and of nets on the coast.", "wil", "will"),
        ("Nobody had asked for the other factors uch as the price of fish and of the nets.", "uch", "such"),
        ("They went there even tho nobody had asked for it, and they came back with the nets.", "tho", ""),
        ("The board asked for a red tile roof, and for another one of brown stone on the pier.", "tile", ""),
        ("The arid hills of the north had no rain in May, and the board of the town said so.", "arid", ""),
    ],
)
def test_neighbours_decide_about_frequent_words_that_are_misread_as_others(
    sentence: str, wrong: str, meant: str
) -> None:
    assert corrections(sentence) == ({wrong: meant} if meant else {})


def test_a_neighbour_that_no_list_has_says_nothing() -> None:
    assert meant_between("tho", "of", "river") == "the"
    assert meant_between("tile", "of", "qzqz") is None  # a word itself; "tho" is none behind "of"
    assert meant_between("tile", "", "river") is None
    assert all(meant_between(word, "qzqz", "qzqz") is None for word in MISREAD)
