"""A cleaner never changes: no derived cleaner, other process or cleaned text changes it."""

import pickle
from collections.abc import Iterator
from dataclasses import replace

import pytest

from cleantext import Cleaner, Cues, Document, Edit, Rule, registry
from cleantext.core import pipeline
from cleantext.core.learned import Learned, Site

PROSE = (
    "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its upper deck."
)
LINE = "Read by all who live on the quay"
SITE = Site("aller.example", 400, lines=(Learned(LINE, "tail", 390),))
OTHER = Site("vigo.example", 400, lines=(Learned(LINE, "tail", 390),))
SOURCE = f"{PROSE}\n\n{LINE}\n"


def removed(cleaner: Cleaner, site: str) -> bool:
    return LINE not in cleaner(SOURCE, site=site).text


def test_with_sites_leaves_the_cleaner_and_others_made_of_it_alone() -> None:
    plain = Cleaner()
    first, second = plain.with_sites({SITE.name: SITE}), plain.with_sites({OTHER.name: OTHER})
    assert [removed(cleaner, SITE.name) for cleaner in (plain, first, second)] == [False, True, False]
    assert [removed(cleaner, OTHER.name) for cleaner in (plain, first, second)] == [False, False, True]


def test_pickling_carries_sites() -> None:
    plain = Cleaner()
    first = plain.with_sites({SITE.name: SITE})
    sent = pickle.loads(pickle.dumps([plain, first, Cleaner()]))  # noqa: S301 - our own
    assert [removed(cleaner, SITE.name) for cleaner in sent] == [False, True, False]


def growing(document: Document, _: Cues) -> Iterator[Edit]:
    yield Edit(0, 1, document.text)


def flipping(document: Document, _: Cues) -> Iterator[Edit]:
    yield Edit(0, 1, "b" if document.text[0] == "a" else "a")


def made(rule: str, propose: object) -> Rule:
    return replace(registry.lookup("whitespace"), id=rule, propose=propose, requires="[ab]", when=None)  # type: ignore[arg-type]


def test_a_text_that_grows_with_each_pass_is_left_alone() -> None:
    source = "ab" * 10_000
    result = Cleaner(rules=[made("growing", growing)])(source)
    assert (result.text, result.removals) == (source, ())
    assert result.degraded == "not cleaned: the text grows with each pass by rule 'growing'"


def test_rules_that_do_not_settle_are_named() -> None:
    result = Cleaner(rules=[made("flipping", flipping), "comment_form"])("a ferry")
    assert (result.text, result.removals) == ("a ferry", ())
    assert result.degraded == "not cleaned: still changing after 12 passes by rule 'flipping'"


def counting(document: Document, _: Cues) -> Iterator[Edit]:
    """Remove one letter in each pass."""
    if document.text.startswith("a"):
        yield Edit(0, 1)


@pytest.mark.parametrize(
    ("read", "letters", "left"), [(0, 11, ""), (0, 12, "a" * 12), (31 * 20, 19, ""), (31 * 20, 29, "a" * 29)]
)
def test_twelve_passes_are_made_and_more_for_a_short_text_that_gets_shorter(
    monkeypatch: pytest.MonkeyPatch, read: int, letters: int, left: str
) -> None:
    monkeypatch.setattr(pipeline, "MOST_READ", read)
    assert Cleaner(rules=[made("counting", counting)])("a" * letters + "c").text == f"{left}c"


def test_many_equal_prompts_in_one_line_go() -> None:
    line = "The ferry left at noon with all forty cars, and the band on its deck played until it was out of sight."
    found = Cleaner()(" ".join(f"{line} Number {number} was late. Follow us on Twitter." for number in range(30)))
    assert (found.degraded, found.text.count("Follow"), found.text.count("Number")) == (None, 0, 30)


def test_credits_in_a_row_settle() -> None:
    line = "The ferry left at noon with all forty cars, and the band on its deck played until it was out of sight."
    row = f"{line}\n{'(Photo by Ana Ruiz) (Photo by Lena Voss) ' * 2_000}{line}"
    assert Cleaner()(row).degraded is None


def test_a_table_is_made_once_for_each_document() -> None:
    calls = []

    def size(document: Document) -> int:
        calls.append(document.text)
        return len(document.text)

    one, two = Document("ferry"), Document("ferries")
    assert [one.table(size), one.table(size), two.table(size)] == [5, 5, 7]
    assert calls == ["ferry", "ferries"]
