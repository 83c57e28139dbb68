"""The largest appeal beside its article, and the shortest paragraph that one may be glued to."""

import pytest

from cleantext import Cleaner

APPEAL = "The Platte Monitor is funded by readers. Please donate today to support our journalism.\n\nDonate now"


def article(size: int) -> str:
    """Return a paragraph of so many code points."""
    start, end = "The ferry left at noon", ", and the sea lay still."
    return (
        start
        + " and came back" * ((size - len(start) - len(end)) // 14)
        + "x" * ((size - len(start) - len(end)) % 14)
        + end
    )


@pytest.mark.parametrize(("shorter", "stays"), [(0, False), (1, True)])
def test_an_appeal_that_is_longer_than_the_rest_of_the_prose_is_the_article(*, shorter: int, stays: bool) -> None:
    text = article(sum(map(len, APPEAL.split("\n\n"))) - shorter)
    source = f"{text}\n\n{APPEAL}"
    assert Cleaner(rules=("donation_appeal",))(source).text.rstrip() == (source if stays else text)


@pytest.mark.parametrize(("size", "stays"), [(40, True), (39, False)])
def test_an_appeal_goes_alone_from_behind_a_sentence_of_40_code_points(size: int, *, stays: bool) -> None:
    start, ask = article(200), "Please donate today to support our journalism."
    last = "The ferry left at noon, and the sea lay still."[: size - 1] + "."
    assert len(last) == size
    cleaned = Cleaner(rules=("donation_appeal",))(f"{start}\n\n{last} {ask}").text
    assert cleaned == (f"{start}\n\n{last}" if stays else start)
