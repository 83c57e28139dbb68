"""Ends of sentences and lines of prose, in any script."""

import sys

import pytest

from cleantext import clean
from cleantext.core import prose
from cleantext.core.prose import (
    clauses,
    ends_in_full_stop,
    ends_sentence,
    is_prose,
    is_short,
    latin_length,
    may_end_before_sentence,
    sentence_end,
)

SENTENCES = (
    "The ferry was late.",
    "“The ferry was late.”",
    "(The ferry was late!)",
    "The ferry was late …",
    "The ferry was late.4",  # the mark of a footnote
    "The ferry was late.**",
    "Ist die Fähre weg?«",
    "渡轮晚点了。",
    "船は遅れた。」",
    "船は来るのか？",
    "नाव देर से आई।",
    "নৌকা দেরিতে এল।",
    "کشتی دیر سے آئی۔",
    "هل تأخرت العبارة؟",
    "Նավը ուշացավ։",
    "ጀልባው ዘገየ።",
    "លើកនោះយឺត។",
)


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_ends_in_every_script(text: str) -> None:
    assert ends_sentence(text)
    assert not is_short(text)


@pytest.mark.parametrize("text", ["Leave a Reply", "Vigo 8.05", "The ferry (late)", "渡轮晚点", "Name:", "", "”"])
def test_what_ends_no_sentence(text: str) -> None:
    assert not ends_sentence(text)
    assert is_short(text)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("The ferry was late.", True),
        ("“The ferry was late.”", True),
        ("渡轮晚点了。", True),
        ("नाव देर से आई।", True),
        ("The ferry was late...", False),
        ("The ferry was late…", False),
        ("Is the ferry late?", False),
        ("The ferry is late!", False),
        ("船は来るのか？", False),
    ],
)
def test_headlines_end_in_no_full_stop(text: str, ends: bool) -> None:  # noqa: FBT001 - a column of the table
    assert ends_in_full_stop(text) == ends


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("मछुआरों ने बताया कि झील का पानी नीचे चला गया है|", True),
        ("मछुआरों ने बताया कि झील का पानी नीचे चला गया है |", True),
        ("জেলেরা জানিয়েছেন যে হ্রদের জল এবার দুই মিটার নেমে গেছে||", True),
        ("झील का पानी नीचे चला गया है|", False),  # 28 code points before the bar, as a cell may have
        ("बंदरगाह | नावें | झील | मछुआरे | मौसम | बाजार |", False),
        ("The ferry was late, and nobody on the pier knew why |", False),
    ],
)
def test_a_bar_stands_for_a_danda_behind_a_sentence(text: str, ends: bool) -> None:  # noqa: FBT001 - a column
    assert ends_sentence(text) == ends_in_full_stop(text) == ends


def test_a_long_line_that_ends_in_a_bar_for_a_danda_is_prose() -> None:
    text = "मछुआरों ने बताया कि पिछले साल की तुलना में इस बार झील का पानी दो मीटर नीचे चला गया है|"
    assert len(text) >= 80
    assert is_prose(text)
    assert not is_prose(text.replace("|", ""))


def test_closing_punctuation_is_looked_for_in_the_last_twelve_code_points() -> None:
    assert ends_sentence("Late." + '"' * 11)
    assert not ends_sentence("Late." + '"' * 12)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("ferry", 5),
        ("Fähre", 5),
        ("паром", 5),
        ("渡轮晚点", 10),
        ("ふね", 5),
        ("여객선이", 5.8),
        ("เรือ", 6),
        ("AB渡", 4.5),
    ],
)
def test_length_is_that_of_latin_script(text: str, length: float) -> None:
    assert latin_length(text) == pytest.approx(length)


@pytest.mark.parametrize(
    ("letter", "shortest"), [("a", 80), ("ä", 80), ("я", 80), ("渡", 33), ("ふ", 33), ("여", 56), ("ა", 80)]
)
def test_prose_begins_at_the_same_length_in_every_script(letter: str, shortest: int) -> None:
    assert is_prose(letter * (shortest - 1) + ".")
    assert not is_prose(letter * (shortest - 2) + ".")


def test_a_line_of_four_hundred_is_prose_whatever_it_ends_with() -> None:
    assert is_prose("a" * 400)
    assert not is_prose("a" * 399)
    assert not is_prose("a" * 399 + " |")  # the last cell of a table


def test_thai_has_no_full_stop() -> None:
    assert is_prose("เรือข้ามฟากล่าช้าในเช้าวันจันทร์ ผู้โดยสารสองร้อยคนรออยู่ที่ท่าเรือ")


def test_a_line_is_short_up_to_eighty() -> None:
    assert is_short("a" * 80)
    assert not is_short("a" * 81)
    assert is_short("渡" * 32)
    assert not is_short("渡" * 33)


@pytest.mark.parametrize(
    "sentence",
    [
        "渡轮星期一早上晚点了。",
        "月曜日の朝、フェリーは遅れた。",
        "सोमवार की सुबह नाव देर से आई।",
        "সোমবার সকালে নৌকা দেরিতে এল।",
        "پیر کی صبح کشتی دیر سے آئی۔",
        "Նավը երկուշաբթի ուշացավ։",
    ],
)
def test_short_paragraphs_stay_beside_a_form(sentence: str) -> None:
    source = f"{sentence * 4}\n\n{sentence}\n\nLeave a Reply\n\n{sentence * 2}\n"
    assert sentence in clean(source).text.split("\n")
    assert clean(source).text.count(sentence) == 7


def test_where_the_first_sentence_ends() -> None:
    text = "Dr. Roe went home. She slept."
    assert text[: sentence_end(text)] == "Dr. Roe went home."
    assert sentence_end(text, 0, 18) is None  # up to there no other sentence follows
    assert sentence_end("It cost 8.05 in all.") is None
    assert sentence_end("他走了。她睡了。") == 4


def test_clauses() -> None:
    assert clauses("he said: “It is; so (far), yes") == ["he said", "", "It is", "so ", "far), yes"]
    assert clauses("") == [""]


@pytest.mark.parametrize(
    ("before", "expected"),
    [("said:", True), ("said:”", True), ("home.”", True), ("home。", True), ("home;", False), ("home,", False)],
)
def test_where_a_sentence_may_begin(before: str, *, expected: bool) -> None:
    assert may_end_before_sentence(before) is expected


def test_each_dense_letter_is_in_a_block_that_is_searched() -> None:
    letters = map(chr, range(sys.maxunicode + 1))
    dense, block = prose._DENSE, prose._MAY_BE_DENSE  # noqa: SLF001 - one is a quick test for the other
    assert [letter for letter in letters if dense.search(letter) and not block.search(letter)] == []
