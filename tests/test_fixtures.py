"""The cases of `fixtures/`; the format is described in `fixtures/README.md`."""

from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import pytest

from cleantext import Cleaner
from cleantext.core import marked, registry
from cleantext.core.edits import Level
from cleantext.core.errors import nearest
from cleantext.core.rule import LEVELS

FOLDER = Path(__file__).parent.parent / "fixtures"
ARTICLES = "articles"
KEYS = ("about", "language", "level", "title", "xfail")


class Case(NamedTuple):
    """One file: what its head says, and the marked article."""

    head: dict[str, str]
    article: str


def read(path: Path) -> Case:
    """Raises ValueError, with file and line, for a head that is none."""
    text = path.read_bytes().decode()
    head, dashes, article = text.partition("---\n") if text.startswith("---\n") else text.partition("\n---\n")
    if not dashes:
        return Case({}, text)
    known: dict[str, str] = {}
    for line in head.splitlines():
        key, colon, value = line.partition(":")
        if not colon or key not in KEYS or not value.strip():
            raise ValueError(f"{path}: {line!r} is no head line (key: value){nearest(key, KEYS)}")
        known[key] = value.strip()
    if known.get("level", "safe") not in LEVELS:
        raise ValueError(f"{path}: {known['level']!r} is no level{nearest(known['level'], LEVELS)}")
    return Case(known, article)


@cache
def cleaner(folder: str, level: Level | None) -> Cleaner:
    """All default rules for whole articles, the folder's own rule for others, at the level asked for or its own."""
    if folder == ARTICLES:
        return Cleaner(level=level or "safe")
    return Cleaner(rules=[folder], level=level or registry.lookup(folder).level)


def cases() -> Iterator[object]:
    for path in sorted(FOLDER.glob("*/*.txt")):
        reason = read(path).head.get("xfail")
        marks = [pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError)] if reason else []
        yield pytest.param(path, id=f"{path.parent.name}/{path.stem}", marks=marks)


@pytest.mark.parametrize("path", list(cases()))
def test_fixture(path: Path) -> None:
    head, article = read(path)
    level = next((level for level in LEVELS if level == head.get("level")), None)
    clean = cleaner(path.parent.name, level)
    told = partial(clean, title=head.get("title"), language=head.get("language"))
    assert marked.problem(told, article, reported=clean.level == "report") == ""


@pytest.mark.parametrize("rule", list(registry.shipped()))
def test_rule_has_fixtures(rule: str) -> None:
    assert list((FOLDER / rule).glob("*.txt")), f"fixtures/{rule}/ holds no case"


def test_nothing_else_stands_among_the_fixtures() -> None:
    known = {ARTICLES, *registry.shipped()}
    strays = [path for path in FOLDER.iterdir() if path.name not in {*known, "README.md"}]
    strays += [path for name in known for path in (FOLDER / name).glob("*") if path.suffix != ".txt"]
    assert strays == []


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("About: one\nThe article.\n", Case({}, "About: one\nThe article.\n")),
        (
            "about: a form\nxfail: no pack\n---\nThe article.",
            Case({"about": "a form", "xfail": "no pack"}, "The article."),
        ),
        ("---\nThe article.\n---\n", Case({}, "The article.\n---\n")),
        ("title: 10:30\n---\n", Case({"title": "10:30"}, "")),
    ],
)
def test_read(tmp_path: Path, text: str, case: Case) -> None:
    path = tmp_path / "case.txt"
    path.write_bytes(text.encode())
    assert read(path) == case


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("titel: x", "'titel: x' is no head line (key: value); did you mean 'title'?"),
        ("level: save", "'save' is no level; did you mean 'safe'?"),
    ],
)
def test_a_wrong_head_is_refused(tmp_path: Path, head: str, told: str) -> None:
    path = tmp_path / "case.txt"
    path.write_bytes(f"{head}\n---\nThe article.".encode())
    with pytest.raises(ValueError, match="is no") as caught:
        read(path)
    assert str(caught.value) == f"{path}: {told}"
