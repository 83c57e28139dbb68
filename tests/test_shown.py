"""The views of a result: in a REPL, in a notebook, as a list and as a diff."""

import pytest

from cleantext import Removal, Result, clean

PROSE = "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its deck."
SOURCE = f"{PROSE}\n\nLeave a Reply\n"
ENTRIES = (
    Removal("whitespace", 1, "repair", 3, 5, "  ", " ", "two blanks", None, "applied"),
    Removal("menu", 1, "navigation", 8, 13, "<one>", "", 'a "menu"', 0.9, "applied"),
    Removal("bio", 1, "bio", 7, 13, "\n<one>", "", "overlaps", 0.9, "reported"),
    Removal("share", 1, "share", 14, 17, "two", "", "a button", 0.9, "reported"),
)


def made() -> Result:
    """Return a result with a repair, a removal and two reports, one of them inside the removal."""
    return Result("The x\n\n\ntwo\n", ENTRIES)


def test_the_representation_is_short() -> None:
    assert repr(clean("The end.")) == "Result('The end.', 8 characters; nothing removed)"
    assert repr(clean(SOURCE)) == f"Result('{PROSE[:60]}…', {len(PROSE) + 1} characters; comment_form)"
    twice = Result("a" * 60, (ENTRIES[0], ENTRIES[0]))
    assert repr(twice) == f"Result('{'a' * 60}', 60 characters; whitespace × 2)"


def test_each_entry_is_explained_in_a_line() -> None:
    first, second = clean(SOURCE).explain().split("\n")
    assert first == f"1 change, {len(SOURCE)} to {len(PROSE) + 1} characters"
    assert second.startswith("line 3: comment_form, gone: 'Leave a Reply' (")
    assert clean("The end.").explain() == "0 changes, 8 to 8 characters"
    assert made().explain().split("\n")[1:] == [
        "line 1: whitespace, changed: '  ' → ' ' (two blanks)",
        "line 3: menu, gone: '<one>' (a \"menu\")",
        "line 3: bio, reported: '<one>' (overlaps)",
        "line 4: share, reported: 'two' (a button)",
    ]


def test_a_long_passage_is_shortened() -> None:
    passage = f"{'a' * 60} {'b' * 60}"
    entry = ENTRIES[1]._replace(start=0, end=len(passage), removed=passage)
    assert f"'{'a' * 50} … {'b' * 50}'" in Result("", (entry,)).explain()


def test_the_diff() -> None:
    assert clean("The end.").diff() == ""
    assert clean("The end.   \n").diff() == "--- source\n+++ source\n@@ -1 +1 @@\n-The end.   \n+The end.\n"
    assert clean("The end.   ", rules=["whitespace"]).diff("a.txt") == (
        "--- a.txt\n+++ a.txt\n@@ -1 +1 @@\n"
        "-The end.   \n\\ No newline at end of file\n+The end.\n\\ No newline at end of file\n"
    )


def test_a_notebook_shows_what_went() -> None:
    shown = made()._repr_html_()
    assert shown.count("<del") == 2
    assert shown.count("<ins") == 1
    assert shown.count("<mark") == 1
    assert 'title="menu: a &quot;menu&quot;">&lt;one&gt;</del>' in shown
    assert 'title="share: a button">two</mark>' in shown
    assert "2 changes, 2 reported, 18 to 12 characters" in shown


@pytest.mark.parametrize(("length", "cut"), [(200_000, ""), (200_001, "\n… and 1 characters more")])
def test_a_notebook_is_spared_the_longest_texts(length: int, cut: str) -> None:
    shown = Result("a" * length)._repr_html_()
    assert shown.endswith(f">{'a' * 200_000}{cut}</div></div>")
