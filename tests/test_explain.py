"""Reasons are in words; the pattern of a phrase has a field of its own."""

from typing import SupportsIndex

import pytest

from cleantext import Edit, clean
from cleantext.core.document import Hit
from cleantext.core.explain import LONGEST_QUOTE, by_phrase, explain

ARTICLE = "The ferry was late on Monday, and two hundred passengers waited on the pier for an hour in the rain.\n"
TEXT = "Ferry news\nAsk us\nYour name\nAsk  us\n"
ASK = Hit(1, 11, 17, "block", "^ask us$")
AGAIN = Hit(3, 28, 35, "block", "^ask us$")


def test_a_phrase_is_quoted() -> None:
    (entry,) = clean(f"{ARTICLE}• Copy the link\n").applied
    assert (entry.reason, entry.pattern) == ("says “Copy the link”", "^copy (?:the )?link$")


def test_other_evidence_has_no_pattern() -> None:
    (entry,) = clean(f"{ARTICLE}The goverment was not.\n").applied
    assert (entry.reason, entry.pattern) == ("always wrong", None)


@pytest.mark.parametrize(
    ("start", "end", "hits", "reason"),
    [
        (11, 17, [ASK, AGAIN], "says “Ask us”"),
        (27, 36, [ASK, AGAIN], "says “Ask us”"),
        (18, 27, [ASK, AGAIN], "goes with “Ask us” above it"),
        (0, 10, [ASK, AGAIN], "goes with “Ask us” below it"),
        (0, 10, [Hit(1, 11, 17, "block", "^other$")], "^ask us$"),
        (0, 10, [], "^ask us$"),
    ],
)
def test_the_hit_in_the_edit_is_quoted_or_the_nearest(start: int, end: int, hits: list[Hit], reason: str) -> None:
    pattern = "^ask us$" if reason != "^ask us$" else None
    assert explain(Edit(start, end, "", "^ask us$"), TEXT, by_phrase(hits)) == (reason, pattern)


@pytest.mark.parametrize(
    ("words", "quoted"), [("x" * LONGEST_QUOTE, "x" * LONGEST_QUOTE), ("x" * 81, "x" * 79 + "…"), ("x  \n y", "x y")]
)
def test_a_quotation_is_one_line_of_80_code_points(words: str, quoted: str) -> None:
    hit = Hit(0, 0, len(words), "line", "^x")
    assert explain(Edit(0, len(words), "", "^x"), words, by_phrase([hit])) == (f"says “{quoted}”", "^x")


class Watched(list[Hit]):
    """Hits that count the accesses, and cannot be iterated."""

    looks = 0

    def __getitem__(self, at: SupportsIndex) -> Hit:  # type: ignore[override]  # slices are not asked for
        self.looks += 1
        return super().__getitem__(at)

    def __iter__(self) -> None:  # type: ignore[override]
        raise AssertionError("read through")


def test_not_all_hits_are_looked_at_for_an_edit() -> None:
    hits = Watched(Hit(at, 7 * at, 7 * at + 6, "line", "^ask us$") for at in range(1_024))
    assert explain(Edit(700, 706, "", "^ask us$"), "Ask us\n" * 1_024, {"^ask us$": hits})[0] == "says “Ask us”"
    assert hits.looks <= 13  # eleven of a binary search, and two of its result
