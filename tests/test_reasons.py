"""What a person is told of a change."""

from cleantext import clean
from cleantext.reasons import reason

ARTICLE = "The ferry was late on Monday, and two hundred passengers waited on the pier for an hour in the rain.\n"


def test_of_a_phrase_the_words_are_told() -> None:
    (entry,) = clean(f"{ARTICLE}» Copy the link\n").applied
    assert entry.reason == "^copy (?:the )?link$"
    assert reason(entry) == "says “Copy the link”"


def test_other_reasons_are_told_as_they_are() -> None:
    (entry,) = clean(f"{ARTICLE}The goverment was not.\n").applied
    assert reason(entry) == entry.reason == "always wrong"
