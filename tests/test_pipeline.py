"""The bounds of the pipeline, and the effects of its stages and levels."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from cleantext import Cleaner, Cues, Document, Edit, Rule, RuleError, registry
from cleantext.core.edits import Level
from cleantext.core.pipeline import LEAST_ALLOWED, MOST_GROWTH

SOURCE = "a ferry and a barge"


def grown_by(size: int) -> Rule:
    """Return a rule that lengthens the text by so many code points, once."""

    def grow(document: Document, _: Cues) -> Iterator[Edit]:
        if document.text == SOURCE:
            yield Edit(0, 1, "b" * (size + 1))

    return made("growing", grow)


def made(name: str, propose: object, **facts: object) -> Rule:
    whitespace = registry.lookup("whitespace")
    return replace(whitespace, id=name, propose=propose, requires="[ab]", when=None, **facts)  # type: ignore[arg-type]


def test_a_text_may_grow_to_twice_its_length_and_ten_thousand() -> None:
    assert (MOST_GROWTH, LEAST_ALLOWED) == (2, 10_000)
    allowed = len(SOURCE) + 10_000
    assert len(Cleaner(rules=[grown_by(allowed)])(SOURCE).text) == 2 * len(SOURCE) + 10_000
    result = Cleaner(rules=[grown_by(allowed + 1)])(SOURCE)
    assert (result.text, result.degraded) == (SOURCE, "not cleaned: the text grows with each pass by rule 'growing'")


def first_word(document: Document, _: Cues) -> Iterator[Edit]:
    if document.text.startswith("a ferry"):
        yield Edit(0, 7, "", "a ferry")


@pytest.mark.parametrize(
    ("rule", "cleaner", "text", "statuses"),
    [
        ("safe", "safe", " and a barge", ["applied"]),
        ("safe", "thorough", " and a barge", ["applied"]),
        ("safe", "report", SOURCE, ["reported"]),
        ("thorough", "safe", SOURCE, []),
        ("thorough", "thorough", " and a barge", ["applied"]),
        ("thorough", "report", SOURCE, ["reported"]),
        ("report", "safe", SOURCE, ["reported"]),
        ("report", "thorough", SOURCE, ["reported"]),
        ("report", "report", SOURCE, ["reported"]),
    ],
)
def test_what_a_rule_of_a_level_does_at_a_level(rule: Level, cleaner: Level, text: str, statuses: list[str]) -> None:
    result = Cleaner(rules=[made("first", first_word, level=rule)], level=cleaner)(SOURCE)
    assert result.text == text
    assert [entry.status for entry in result.removals] == statuses


@pytest.mark.parametrize(("level", "cleaner", "applied"), [("thorough", "safe", 0), ("thorough", "thorough", 1)])
def test_an_edit_may_be_held_back(level: Level, cleaner: Level, applied: int) -> None:
    def hold(document: Document, cues: Cues) -> Iterator[Edit]:
        return (edit._replace(level=level) for edit in first_word(document, cues))

    result = Cleaner(rules=[made("first", hold)], level=cleaner)(SOURCE)
    assert len(result.applied) == applied
    assert len(result.removals) == 1


def never(_: Document) -> bool:
    return False


def test_a_rule_is_called_where_its_pattern_and_its_predicate_say_so() -> None:
    assert Cleaner(rules=[replace(made("first", first_word), requires="barge")])(SOURCE).text == " and a barge"
    assert Cleaner(rules=[replace(made("first", first_word), requires="tug")])(SOURCE).text == SOURCE
    assert Cleaner(rules=[replace(made("first", first_word), when=never)])(SOURCE).text == SOURCE


def second(document: Document, cues: Cues) -> Iterator[Edit]:
    """Remove the line behind one that another rule removes."""
    for index in sorted(cues.taken):
        if index + 1 < len(document.lines) and index + 1 not in cues.taken:
            line = document.lines[index + 1]
            yield Edit(line.start, line.end, "", f"behind line {index}")


def test_a_rule_that_follows_sees_the_lines_that_others_take() -> None:
    rules = [made("first", first_word), made("second", second, follows=True)]
    result = Cleaner(rules=rules)("a ferry\na barge\na tug")
    assert (result.text, [entry.reason for entry in result.removals]) == ("a tug", ["a ferry", "behind line 0"])
    held = [made("first", first_word, level="report"), made("second", second, follows=True)]
    assert Cleaner(rules=held)("a ferry\na barge\na tug").text == "a ferry\na barge\na tug"


def late(_: Document, __: Cues) -> Iterator[Edit]:
    raise TimeoutError


def failing(_: Document, __: Cues) -> Iterator[Edit]:
    raise ValueError("no barge")


def test_a_rule_out_of_time_is_left_out_and_named() -> None:
    result = Cleaner(rules=[made("late", late), made("first", first_word)])(SOURCE)
    assert result.text == " and a barge"
    assert result.degraded == "rule 'late' ran out of time on this text and was left out"


def test_a_rule_that_fails_is_named() -> None:
    with pytest.raises(RuleError, match=r"^rule 'failing' \(of user\) failed: ValueError: no barge$"):
        Cleaner(rules=[made("failing", failing, origin="user")])(SOURCE)
