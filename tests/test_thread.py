"""The start of readers' comments: a heading, the prose above it, and the signs below."""

import pytest

from cleantext import Document, Hit
from cleantext.core.thread import LEAST_PROSE, NEAR, thread_start

PROSE = "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its deck."
COMMENT = "I was there and saw it"


def start(*lines: str, **roles: list[int]) -> int:
    """Return the start of the comments in some lines, of which some hold a phrase: role -> indexes."""
    places = [(at, role) for role, found in roles.items() for at in found]

    def scan(made: Document) -> dict[str, tuple[Hit, ...]]:
        return {"any": tuple(Hit(at, made.lines[at].start, made.lines[at].end, role, "") for at, role in places)}

    return Document("\n".join(lines), scan=scan).table(thread_start)


def test_a_heading_counts_below_200_code_points_of_prose() -> None:
    for size, found in ((LEAST_PROSE, 1), (LEAST_PROSE - 1, 3)):
        article = f"{(PROSE * 3)[: size - 1]}."
        assert start(article, "Reader comments", COMMENT, thread=[1]) == found
    assert LEAST_PROSE == 200


@pytest.mark.parametrize(("role", "signs"), [("thread", 0), ("thread_count", 1), ("thread_name", 3)])
def test_how_many_signs_stand_below_a_heading(role: str, signs: int) -> None:
    article = [PROSE, PROSE, "12 comments"]
    for stamps, found in ((signs, 2), (signs - 1, 3 + signs - 1)):
        if stamps >= 0:
            lines = [*article, *("3 May 2021" for _ in range(stamps))]
            assert start(*lines, **{role: [2]}) == found


def test_a_heading_that_counts_has_a_number() -> None:
    for heading, found in (("12 comments", 2), ("Nobody has written a comment", 4)):
        assert start(PROSE, PROSE, heading, "3 May 2021", thread_count=[2]) == found


def test_a_sign_stands_within_15_lines() -> None:
    for between, found in ((NEAR - 1, 2), (NEAR, 4 + NEAR)):
        lines = [PROSE, PROSE, "12 comments", *(COMMENT for _ in range(between)), "3 May 2021"]
        assert start(*lines, thread_count=[2]) == found
    assert NEAR == 15


@pytest.mark.parametrize(
    ("stamp", "is_sign"),
    [
        ("a" * 115 + " 2021", True),  # 120 code points
        ("a" * 116 + " 2021", False),
        ("It was 2021.", False),
        ("at 14:05", True),
        ("03/05/21", True),
        ("at 14", False),
        ("12021", False),
    ],
)
def test_what_dates_a_comment(stamp: str, *, is_sign: bool) -> None:
    assert (start(PROSE, PROSE, "12 comments", stamp, thread_count=[2]) == 2) is is_sign


def test_what_says_that_a_comment_is_one() -> None:
    article = [PROSE, PROSE, "Comments", "Share", "Share", "Share"]
    for role, found in (("stamp", 2), ("furniture", 2), ("weak", 6), ("line", 6)):
        assert start(*article, thread_name=[2], **{role: [3, 4, 5]}) == found
    for role, found in (("stamp", 2), ("furniture", 2), ("weak", 2), ("line", 2), ("ask", 6)):
        assert start(PROSE, PROSE, "12 comments", *article[3:], thread_count=[2], **{role: [3]}) == found


def test_a_page_that_lists_posts_has_no_comments() -> None:
    """Expect no comments if each post has a count of its own, with prose between them."""
    lines = [PROSE, PROSE, "12 comments", "3 May 2021", PROSE, PROSE, "4 comments", "4 May 2021"]
    assert start(*lines, thread_count=[2, 6]) == 8
    assert start(*[*lines[:6], "12 comments", lines[7]], thread_count=[2, 6]) == 2
    assert start(*[*lines[:5], "Short", *lines[6:]], thread_count=[2, 6]) == 2
