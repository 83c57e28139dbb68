"""Credits of pictures inside paragraphs: where they end, and what is none."""

import pytest

from cleantext import Cleaner
from cleantext.core.glued_credits import closing_credit, credit_before_sentence

OPENERS = frozenset({"the", "it", "di", "il"})


@pytest.mark.parametrize(
    ("text", "opening", "credit"),
    [
        (" Ana Ruiz/AFP It was closed", "", " Ana Ruiz/AFP"),
        (" Ana Ruiz The ferry was late", "", " Ana Ruiz"),
        (" Ana Ruiz Nobody came", "", " Ana Ruiz"),
        (" Ana Ruiz Nobody Knew it", "", None),  # "Ana Ruiz", "Ana Ruiz Nobody"?
        (" Piero Di Luca Il treno", "", " Piero Di Luca"),
        (" Jan van der Meer The ferry", "", " Jan van der Meer"),
        (" the museum of the town Nobody came", "", " the museum of the town"),
        (" the museum of the old red town Nobody came", "", None),  # six words
        (" Reuters, who came late", "", None),
        (" Ana Ruiz) It was closed", "(", " Ana Ruiz)"),
        (" page 12) It was closed", "(", None),
        (" Ana Ruiz / «Вечерний Аллер» The bridge", "", " Ana Ruiz / «Вечерний Аллер»"),
        ("共同通信社 翌日", "", "共同通信社"),
    ],
)
def test_a_credit_ends_before_the_next_sentence(text: str, opening: str, credit: str | None) -> None:
    size = credit_before_sentence(text, opening, OPENERS, has_sign=True, capitals=False)
    assert (None if size is None else text[:size]) == credit


def test_nouns_with_capitals_start_no_sentence() -> None:
    for text, size in ((" Ana Ruiz Stunden später", None), (" Ana Ruiz Il treno", 9), (" privat Stunden später", 7)):
        assert credit_before_sentence(text, "", OPENERS, has_sign=True, capitals=True) == size


def test_without_a_sign_only_an_agency_is_a_credit() -> None:
    assert credit_before_sentence(" ANP / Hollandse Hoogte Het dier", "", (), has_sign=False, capitals=False) == 23
    assert credit_before_sentence(" Ana Ruiz The dog", "", OPENERS, has_sign=False, capitals=False) is None
    assert closing_credit(" Ana Ruiz/ANP", "", has_sign=False) == 13
    assert closing_credit(" Ana Ruiz", "", has_sign=False) is None


@pytest.mark.parametrize(
    ("text", "opening", "size"),
    [
        (" Ana Ruiz", "", 9),
        (" privat", "", 7),
        (" J. Roe / dpa", "", 13),
        (" picture alliance / Funke Foto Services", "", 39),
        (" a man on the beach of Amrum with a tent", "", None),
        (" 2024 Ana Ruiz", "", None),
        (" Ana Ruiz. It was late", "", None),
        (" Ana Ruiz)", "(", 10),
        (" Ana Ruiz", "(", None),
        ("", "", None),
    ],
)
def test_a_credit_may_take_up_the_rest_of_its_line(text: str, opening: str, size: int | None) -> None:
    assert closing_credit(text, opening, has_sign=True) == size


def test_a_caption_of_one_sentence_is_no_paragraph_with_a_credit() -> None:
    behind = "\n\nThe bridge was closed for eleven years, and the ferry took forty minutes in summer."
    one = "The mayor of the town walks over the new bridge on Monday with a dozen children of the school."
    clean = Cleaner(rules=("photo_credit",))
    for text, left in (
        (f"{one} Photo: Ana Ruiz{behind}", f"{one} Photo: Ana Ruiz{behind}"),
        (f"{one} Nobody else came. Photo: Ana Ruiz{behind}", f"{one} Nobody else came.{behind}"),
    ):
        assert clean(text).text == left
