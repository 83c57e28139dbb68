"""A document's lines, words and marks, to the code point."""

from dataclasses import FrozenInstanceError

import pytest

from cleantext.core.document import Article, Document, Line, Mark
from cleantext.core.edits import Removal, Trail

PROSE = "The ferry was late on Monday, and two hundred passengers waited on the pier for an hour in the rain."


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [Line(0, 0, "")]),
        ("One\nTwo", [Line(0, 3, "One"), Line(4, 7, "Two")]),
        ("  One \n\nTwo\t\n", [Line(2, 5, "One"), Line(7, 7, ""), Line(8, 11, "Two"), Line(13, 13, "")]),
        ("One\n   \nTwo", [Line(0, 3, "One"), Line(4, 4, ""), Line(8, 11, "Two")]),
        ("One\u2028Two\r\nTwo", [Line(0, 7, "One\u2028Two"), Line(9, 12, "Two")]),
    ],
)
def test_lines(text: str, lines: list[Line]) -> None:
    document = Document(text)
    assert list(document.lines) == lines
    assert [document.line(index) for index in range(len(lines))] == lines


@pytest.mark.parametrize(
    ("span", "lines"), [((0, 2), [0]), ((0, 3), [0]), ((0, 4), [0, 1]), ((3, 3), [1]), ((4, 7), [1, 2]), ((7, 8), [2])]
)
def test_lines_of_a_span(span: tuple[int, int], lines: list[int]) -> None:
    assert list(Document("ab\ncd\nef").lines_of(*span)) == lines


def test_words_and_their_lines() -> None:
    document = Document("The ferry\n\nWAS late,\n  today")
    assert document.words == ["the", "ferry", "was", "late,", "today"]
    assert [document.line_of_word(at) for at in range(5)] == [0, 0, 2, 2, 3]


def test_prose_before_and_behind_a_line() -> None:
    document = Document(f"One\n{PROSE}\nTwo\n{PROSE} {PROSE}")
    assert document.prose == frozenset({1, 3})
    assert document.prose_before == (0, 0, 100, 100, 301)
    assert [document.prose_after(index) for index in range(4)] == [301, 201, 201, 0]


def test_the_mark_of_a_line_is_the_nearest_above_its_start() -> None:
    first, second = (Mark(start, tag, 0.0, "") for start, tag in ((4, "p"), (11, "li")))
    document = Document("One\nTwo\n\n  Three\nFour", Article(marks=(first, second)))
    assert [document.mark(index) for index in range(5)] == [None, first, None, second, second]
    assert document.has_marks
    assert not Document("One").has_marks
    assert Document("One").mark(0) is None


def test_a_mark_of_an_element_that_was_not_looked_at() -> None:
    assert Mark(0, "p", 0.0, "") == Mark(
        start=0,
        tag="p",
        link_share=0.0,
        names="",
        inner="",
        depth=0,
        element=-1,
        parent=-1,
        kind=-1,
        prose_share=0.0,
        in_figure=False,
        gap=0,
    )


def test_marks_speak_of_the_source() -> None:
    first, second = (Mark(start, tag, 0.0, "") for start, tag in ((0, "p"), (4, "li")))
    trail = Trail([Removal("a", 1, "", 0, 4, "One\n", "", "", None, "applied")])
    assert Document("Two", Article(marks=(first, second)), trail=trail).mark(0) == second


def test_what_is_known_of_an_article_does_not_change() -> None:
    article = Article("The ferry")
    with pytest.raises(FrozenInstanceError):
        article.title = ""  # type: ignore[misc]
    assert not hasattr(article, "__dict__")


@pytest.mark.parametrize(
    ("index", "step", "found"),
    [(0, 1, 3), (3, -1, 0), (1, 1, 3), (2, -1, 0), (3, 1, None), (0, -1, None)],
)
def test_the_next_filled_line(index: int, step: int, found: int | None) -> None:
    assert Document("One\n\n \nTwo\n").next_filled(index, step) == found
