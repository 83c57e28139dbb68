"""The facts of a rule: each invalid one is refused, with valid values."""

from collections.abc import Iterator

import pytest

from cleantext import Cleaner, Cues, Document, Edit, Rule, RuleError, SettingsError

CATEGORIES = (
    "advertisement, appeal, bio, byline, caption, comments, contact, credit, headline, legal, live, navigation, "
    "notice, promotion, related, repair, share, subscription, tags, template, typo, widget"
)


def nothing(_: Document, __: Cues) -> Iterator[Edit]:
    yield from ()


def always(_: Document) -> bool:
    return True


def rule(**facts: object) -> Rule:
    """Return a rule with some facts of its own, of any type."""
    usual: dict[str, object] = {
        "id": "dashes",
        "version": 1,
        "stage": "remove",
        "category": "navigation",
        "level": "safe",
        "doc": "Lines of dashes.",
        "propose": nothing,
        "when": always,
        "removes": (),
        "keeps": (),
    }
    return Rule(**{**usual, **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fact", "value", "told"),
    [
        ("id", "", "no id: one to 64 lower-case letters, digits and underscores, a letter first"),
        ("id", "../x", "no id: one to 64 lower-case letters, digits and underscores, a letter first"),
        ("id", "a\nb", "no id: one to 64 lower-case letters, digits and underscores, a letter first"),
        ("id", "dashes\n", "no id: one to 64 lower-case letters, digits and underscores, a letter first"),
        ("id", "x" * 65, "no id: one to 64 lower-case letters, digits and underscores, a letter first"),
        ("id", 5, "id 5: a string"),
        ("version", 0, "version 0: whole numbers from 1"),
        ("version", True, "version True: whole numbers from 1"),
        ("version", "1", "version '1': whole numbers from 1"),
        ("stage", "removal", "stage 'removal': one of repair, remove, mend"),
        ("level", "sure", "level 'sure': one of safe, thorough, report"),
        ("category", "navigaton", "category 'navigaton'; did you mean 'navigation'?"),
        ("category", "zzz", f"category 'zzz'; there is {CATEGORIES}"),
        ("category", None, "category None: a string"),
        ("doc", " \n", "an empty doc: say what it finds and why"),
        ("propose", None, "propose None: a function"),
        ("when", "always", "when 'always': a function"),
        ("when", None, "neither phrases nor `requires` or `when`: it would never run"),
        ("phrases", "abc", "phrases 'abc': a dict of roles, each with a line on what it does"),
        ("phrases", ("line",), "phrases ('line',): a dict of roles, each with a line on what it does"),
        ("words", {"line": ""}, "words {'line': ''}: a dict of roles, each with a line on what it does"),
        ("words", {5: "x"}, "words {5: 'x'}: a dict of roles, each with a line on what it does"),
        ("removes", "⟦-----⟧", "removes '⟦-----⟧': a tuple of strings, such as ('⟦-----⟧',)"),
        ("keeps", (5,), "keeps (5,): a tuple of strings"),
        ("requires", "(", "requires '(': a pattern that RE2 compiles (missing ): ()"),
        ("requires", None, "requires None: a string"),
    ],
)
def test_a_fact_that_does_not_fit_is_refused(fact: str, value: object, told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        rule(**{fact: value})
    assert str(caught.value) == f"rule {value if fact == 'id' else 'dashes'!r} has {told}"


def test_the_longest_id() -> None:
    assert rule(id="x" * 64).id == "x" * 64


@pytest.mark.parametrize(
    "edit",
    [
        None,
        5,
        (),
        (0, 3),
        (0, 3, "", "reason", "safe", "more"),
        ("0", 3, "", "reason", "safe"),
        (0, None, "", "reason", "safe"),
        (0.0, 3, "", "reason", "safe"),
        (0, 3, None, "reason", "safe"),
        (0, 3, "", 5, "safe"),
        (0, 3, "", "reason", "sure"),
        (-1, 3, "", "reason", "safe"),
        (3, 3, "", "reason", "safe"),
        (0, 99, "", "reason", "safe"),
    ],
)
def test_an_edit_that_does_not_fit_is_refused(edit: object) -> None:
    def proposes(_: Document, __: Cues) -> list[object]:
        return [edit]

    cleaner = Cleaner(rules=[rule(propose=proposes)])
    with pytest.raises(RuleError) as caught:
        cleaner("The ferry left at noon.")
    assert str(caught.value) == (
        f"rule 'dashes' proposed {edit!r} on a text of 23 code points; it must be an Edit with 0 <= start < end <= 23, "
        "strings and a level"
    )


def test_edits_that_are_no_list_are_refused() -> None:
    def proposes(_: Document, __: Cues) -> int:
        return 5

    with pytest.raises(RuleError) as caught:
        Cleaner(rules=[rule(propose=proposes)])("The ferry left at noon.")
    assert str(caught.value) == "rule 'dashes' (of user) failed: TypeError: 'int' object is not iterable"
