"""The last sentences of the last paragraph, on which phrases for lines are tried."""

import pytest

from cleantext import clean
from cleantext.core.document import Document
from cleantext.core.endings import Ending, endings

FIRST = "The ferry was late again on Monday, and two hundred passengers waited on the pier for an hour in the rain."
LAST = "Nobody told them why it was late. Follow us on Mastodon for more news. Or write to us."


def test_one_two_and_three_sentences_at_the_end() -> None:
    text = f"{FIRST}\n{LAST}"
    start = len(FIRST) + 1
    assert Document(text).table(endings) == (
        Ending(1, start + 71, "Or write to us."),
        Ending(1, start + 34, "Follow us on Mastodon for more news. Or write to us."),
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (FIRST, []),
        (f"{FIRST} (More)", []),  # one word
        (f"{FIRST} Read on.", ["Read on."]),
        (f"{FIRST} Read on.\n\nTags: ferry", ["Read on."]),
        (f"{FIRST} Read on.\n{FIRST}", []),  # only the last paragraph
        (f"The ferry was in late now. {'x' * 80} on.", [f"{'X' * 80} on."]),
        (f"The ferry was late now. {'x' * 80} on.", []),  # 23 code points are a label
    ],
)
def test_what_counts_as_an_ending(text: str, found: list[str]) -> None:
    text = text.replace("x" * 80, "X" * 80)
    assert [ending.text for ending in Document(text).table(endings)] == found


def test_a_phrase_for_lines_takes_the_last_sentence() -> None:
    glued = "Like this article? Share it on Facebook."
    assert clean(f"{FIRST} {glued}").text == FIRST


def test_a_sentence_that_goes_on_behind_the_phrase_stays() -> None:
    text = f"{FIRST} Comments are closed, the usher used to say when the bell rang for the last time."
    assert clean(text).text == text


def test_all_sentences_of_boilerplate_at_the_end_go() -> None:
    assert clean(f"{FIRST} Sign up for our newsletter. Share this article. All rights reserved.").text == FIRST


@pytest.mark.parametrize("headline", ["", "Ferry late again, and nobody is told why it was late\n\n"])
def test_a_credit_behind_the_only_paragraph_goes(headline: str) -> None:
    assert clean(f"{headline}{FIRST} Source: Aller Courier").text == f"{headline}{FIRST}"
