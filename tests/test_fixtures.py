"""The cases of `fixtures/`; the format is described in `fixtures/README.md`."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from cleantext import Cleaner, SettingsError, marked, registry, shipped
from cleantext.core.edits import Level

FOLDER = Path(__file__).parent.parent / "fixtures"
ARTICLES = "articles"
OTHERS = {"html", "languages.txt", "roles", "seeds"}  # folders with tests of their own


def read(path: Path) -> str:
    return path.read_bytes().decode()


@cache
def cleaner(folder: str, level: Level | None) -> Cleaner:
    """Return a cleaner with all default rules for whole articles; for others only the folder's own rule."""
    if folder == ARTICLES:
        return Cleaner(level=level or "safe")
    return marked.cleaner(registry.lookup(folder), level)


def cases() -> Iterator[object]:
    for folder in (ARTICLES, *shipped.rules()):
        for path in sorted((FOLDER / folder).glob("*.txt")):
            reason = marked.parse(read(path)).head.get("xfail")
            marks = [pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError)] if reason else []
            yield pytest.param(path, id=f"{folder}/{path.stem}", marks=marks)


@pytest.mark.parametrize("path", list(cases()))
def test_fixture(path: Path) -> None:
    text = read(path)
    assert marked.problem(cleaner(path.parent.name, marked.level(marked.parse(text).head)), text) == ""


@pytest.mark.parametrize("rule", list(shipped.rules()))
def test_rule_has_fixtures(rule: str) -> None:
    found = [marked.parse(read(path)) for path in (FOLDER / rule).glob("*.txt")]
    assert [case for case in found if case.source != case.expected], f"fixtures/{rule}/ shows nothing that goes"
    assert [case for case in found if case.source == case.expected], f"fixtures/{rule}/ shows nothing that stays"


def test_nothing_else_stands_among_the_fixtures() -> None:
    known = {ARTICLES, *shipped.rules()}
    strays = [path for path in FOLDER.iterdir() if path.name not in {*known, *OTHERS, "README.md"}]
    strays += [path for name in known for path in (FOLDER / name).glob("*") if path.suffix != ".txt"]
    assert strays == []


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("About: one\nThe article.\n", ({}, "About: one\nThe article.\n")),
        (
            "about: a form\nxfail: no pack\n---\nThe article.",
            ({"about": "a form", "xfail": "no pack"}, "The article."),
        ),
        ("---\nThe article.\n---\n", ({}, "The article.\n---\n")),
        ("title: 10:30\n---\n", ({"title": "10:30"}, "")),
    ],
)
def test_read(text: str, case: tuple[dict[str, str], str]) -> None:
    source, expected, head = marked.parse(text)
    assert (head, source) == case
    assert source == expected


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("titel: x", "'titel: x' is no head line (key: value); did you mean 'title'?"),
        ("level: save", "'save' is no level; did you mean 'safe'?"),
    ],
)
def test_a_wrong_head_is_refused(head: str, told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        marked.parse(f"{head}\n---\nThe article.")
    assert str(caught.value) == told


def test_a_title_reaches_the_rule() -> None:
    headline = marked.cleaner(registry.lookup("headline_repeat"))
    body = "The ferry was late, and two hundred passengers waited on the pier for an hour before anybody told them why."
    assert marked.problem(headline, f"title: Ferry late again\n---\n⟦Ferry late again⟧\n\n{body}") == ""
    assert marked.problem(headline, f"Ferry late again\n\n{body}") == ""
