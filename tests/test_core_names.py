"""Names of people in a text: whole names, last names, and the words that may be part of one."""

import pytest

from cleantext.core.document import Document
from cleantext.core.names import MOST_EDGES, NAME, is_name_line, last_name, name_words


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jane Roe is a reporter", "Jane Roe"),
        ("J. M. de la Cruz writes", "J. M. de la Cruz"),
        ("Ana Ruiz-Hale, who", "Ana Ruiz-Hale"),
        ("Jane is a reporter", None),
        ("jane Roe is", None),
        ("One Two Three Four Five", "One Two Three Four"),
    ],
)
def test_name(text: str, name: str | None) -> None:
    found = NAME.match(text)
    assert (found[0] if found else None) == name


@pytest.mark.parametrize(
    ("name", "last"), [("Jane Roe", "Roe"), ("Tom Hale Jr.", "Jr"), ("Ana Ruiz-Hale", "Ruiz-Hale"), ("R2", "R2")]
)
def test_last_name(name: str, last: str) -> None:
    assert last_name(name) == last


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Jane Roe", True),
        ("BY JANE ROE", True),
        (f"Jane Roe{'x' * 25}", True),
        (f"Jane Roe{'x' * 26}", False),
        ("Jane, Roe", False),
    ],
)
def test_a_line_is_a_name_and_25_code_points_at_most(line: str, *, is_one: bool) -> None:
    assert is_name_line(Document(f"Leeds\n{line}"), 1, "Jane Roe") is is_one


def test_name_words() -> None:
    assert name_words("Ruiz-Hale met O'Hara.") == {"Ruiz-Hale", "Ruiz", "Hale", "met", "O'Hara", "O", "Hara"}
    assert name_words("Ruiz-Hale met O'Hara.") >= name_words("met")


def test_name_words_of_a_long_chain_are_bounded() -> None:
    chain = "-".join("abcdefghijkl")
    assert max(len(word) for word in name_words(chain) if word != chain) < MOST_EDGES * 2
