"""The stretch of the article: the lines that belong to it, above it and below it."""

import pytest

from cleantext import Document, Hit, clean
from cleantext.core.body import Body, body

P1 = "The ferry left at noon, the harbour master said, with forty cars aboard and a brass band on its upper deck."
P2 = "Nobody in the harbour could remember such a thing, and the harbour master could not say who had ordered the band."
FOREIGN = (
    "This story comes from a syndicated feed; nobody among our editors has changed anything but its headline above."
)
DECK = "A brass band on the upper deck, forty cars below it: the noon ferry left the harbour as it never had before."


def stretch(*lines: str, **roles: int) -> Body:
    """Return the stretch of some lines, of which some hold a phrase: role -> index."""
    document = Document(
        "\n".join(lines),
        scan=lambda made: {
            "any": tuple(Hit(at, made.lines[at].start, made.lines[at].end, role, "") for role, at in roles.items())
        },
    )
    return document.table(body)


def test_a_text_without_prose_has_no_article() -> None:
    assert not stretch("Leave a Reply", "Name").exists
    assert not stretch("").exists


def test_without_cues_all_prose_is_the_article() -> None:
    assert stretch("Late again", P1, "Why", P2, "Late") == Body(1, 3)


def test_a_foreign_sentence_behind_a_form_is_not_the_article() -> None:
    assert stretch(P1, P2, "Leave a Reply", FOREIGN, block=2) == Body(0, 1)


def test_a_paragraph_behind_an_insert_is_the_article() -> None:
    assert stretch(P1, P2, "Read more: The band", P1, line=2) == Body(0, 3)


def test_a_paragraph_of_the_article_behind_a_tail_line_is_the_article() -> None:
    assert stretch(P1, P2, "Source: the harbour", P1, tail=2) == Body(0, 3)


def test_a_deck_above_a_byline_is_not_the_beginning() -> None:
    assert stretch(DECK, "By Ana Ruiz", P1, P2, head=1) == Body(2, 3)


def test_three_paragraphs_above_a_byline_are() -> None:
    assert stretch(P1, P2, DECK, "By Ana Ruiz", P1, P2, P1, head=3) == Body(0, 6)


def passage(size: int) -> list[str]:
    """Return lines of prose of so many code points, in the words of P1 and P2, which the rest of the article shares."""
    half = size // 2
    return [f"{((P1 + P2) * 2)[: length - 1]}." for length in ((half, size - half) if half >= 100 else (size,))]


@pytest.mark.parametrize(
    ("roles", "cost"),
    [
        (["block"], 100),
        (["block", "line"], 120),
        (["block", "tail"], 140),
        (["sure"], 120),
        (["candidate"], 150),
        (["head"], 250),
        (["labelled"], 250),
        (["head", "labelled"], 500),
        (["other", "block"], 100),
    ],
)
def test_prose_beyond_a_cut_belongs_to_the_article_where_it_is_more_than_the_cut_costs(
    roles: list[str], cost: int
) -> None:
    article = [P1, P2, P1, P2, P1, P2]
    cuts = dict(enumerate(roles, len(article)))
    for size, last in ((cost, 5), (cost + 1, 5 + len(roles) + len(passage(cost + 1)))):
        lines = [*article, *("Share" for _ in roles), *passage(size)]
        document = Document(
            "\n".join(lines),
            scan=lambda made: {
                "any": tuple(Hit(at, made.lines[at].start, made.lines[at].end, role, "") for at, role in cuts.items())
            },
        )
        assert document.table(body) == Body(0, last)


def test_a_form_behind_which_one_foreign_sentence_stands_goes() -> None:
    source = f"{P1}\n\n{P2}\n\nLeave a Reply\n\nYour email address will not be published.\n\n{FOREIGN}\n"
    assert clean(source).text == f"{P1}\n\n{P2}\n\n{FOREIGN}\n"


@pytest.mark.parametrize("quote", ['"Leave a Reply"', "“Leave a Reply”"])
def test_what_is_quoted_stays(quote: str) -> None:
    source = f"{P1}\n\nThe sign says:\n{quote}\n\n{P2}\n"
    assert clean(source).text == source
