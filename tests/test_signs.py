"""Signs before and behind the words of a line hide no phrase; letters do."""

import pytest

from cleantext import clean
from cleantext.core.scan import find
from cleantext.core.signs import is_lead, is_trail, lead

BODY = (
    "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its upper deck.\n"
)
PHRASE = "^leave a reply$"


@pytest.mark.parametrize(
    "sign",
    [
        *"\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",  # marks of direction
        *"\u00a0\u2009\u3000\u200b\u2060\ufeff\u00ad",  # invisible blanks
        *"・■※【】◆▽▶●○□★☆♦➜➔►‣⁃∙◦✓✔✉☛»›>|_~^+=<`´¨",
        *"()[]{}（）「」『』〈〉《》-–—―‐‑“”„\"'‘’…•·*#/\\",
        "👉",
        "👉🏽",  # with a colour of skin
        "✉️",  # with the variation selector of emoji
        "👨‍👩‍👧",  # joined
        "🇩🇪",
        "\ue80b",  # of an icon font
        "\ufffc",
        ">>",
        "\u200f• ",
        "Â ",
        "Â\u00a0",
        "Â» ",
    ],
)
def test_a_sign_before_a_label(sign: str) -> None:
    assert find(PHRASE, f"{sign}Leave a Reply") == (len(sign), len(sign) + 13)
    assert clean(f"{BODY}\n{sign}Leave a Reply\n").text == BODY


@pytest.mark.parametrize(
    "sign",
    [
        *"\u200e\u200f\u202c\u3000\u200b・■※【】◆▽▶→»›>|_)]}（）「」-–—“”„\"'…•·*^",
        *".:!。．：！।॥۔։",  # ends of sentences that are no questions
        "👈",
        "👈🏻",
        " ✉️",
        "Â",
        " Â ",
        "…»",
    ],
)
def test_a_sign_behind_a_label(sign: str) -> None:
    assert find(PHRASE, f"Leave a Reply{sign}") == (0, 13)
    assert clean(f"{BODY}\nLeave a Reply{sign}\n").text == BODY


@pytest.mark.parametrize(
    "line",
    [
        "? Leave a Reply",
        "$ Leave a Reply",
        "1. Leave a Reply",
        "é Leave a Reply",
        "ل Leave a Reply",
        "日Leave a Reply",
        "ÂLeave a Reply",
        "Ã Leave a Reply",
        "â Leave a Reply",
        "Leave a Reply?",
        "Leave a Reply؟",
        "Leave a Reply, é",
        "Leave a Reply 2",
        "Leave a Reply ü",
        "Leave a Reply = {",
        "Leave a Reply (",
        "Leave a Reply /",
    ],
)
def test_what_is_no_sign(line: str) -> None:
    assert find(PHRASE, line) is None


@pytest.mark.parametrize(
    ("pattern", "line", "span"),
    [
        ("^© \\d{4}", "© 2024 The Aller Courier", (0, 6)),
        ("^© \\d{4}", "Â© 2024 The Aller Courier", (1, 7)),
        ("^© \\d{4}", "Â © 2024 The Aller Courier", (2, 8)),
        ("^© \\d{4}", "★ © 2024 The Aller Courier", (2, 8)),
        ("^ge$", "Âge", None),
        ("^âge minimum$", "Âge minimum", (0, 11)),
        ("^über uns$", "— über uns —", (2, 10)),
        ("^über uns$", "Über über uns", None),
        ("^(?:uns|uns é)$", "• uns é", (2, 7)),
    ],
)
def test_a_phrase_that_opens_with_a_sign_or_a_letter_outside_ascii(
    pattern: str, line: str, span: tuple[int, int] | None
) -> None:
    assert find(pattern, line) == span


def test_where_the_words_begin() -> None:
    assert [lead(line) for line in ("Reply", "• Reply", "Âge", "Â© 2024", "\u200f👉🏽 Reply", "…", "")] == [
        "",
        "• ",
        "",
        "Â© ",
        "\u200f👉🏽 ",
        "…",
        "",
    ]


def test_a_text_of_signs() -> None:
    assert is_lead("", "Reply")
    assert is_lead("Â", "© 2024")
    assert not is_lead("Â", "ge")
    assert not is_lead("•.", "Reply")
    assert is_trail("")
    assert is_trail(".»")
    assert not is_trail("?")


def test_the_sign_of_broken_text_is_a_letter_before_a_letter() -> None:
    assert not is_lead("Â", "a b")
    assert is_lead("Â", "© 2019")
    assert is_lead("Â", "")
