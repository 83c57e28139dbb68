"""The roles that rules of phrases share: the effect of each above, between and below the paragraphs of an article."""

import re
from pathlib import Path

import pytest

from cleantext import Cleaner, Rule, authoring, marked
from cleantext.authoring import ROLES, propose
from cleantext.core.edits import Level

FOLDER = Path(__file__).parent.parent / "fixtures/roles"
PAGE = Path(__file__).parent.parent / "docs/packs.md"
ZONES = ("head", "body", "tail")
FIRST = (
    "The lock at Hallerau will be drained for six weeks from Monday, so that divers can look at the gates at last.\n"
    "Nobody has seen the sills since the lock was built, and the barges have been scraping over something since May."
)
LAST = (
    "Barges take the northern arm until then, which is a day longer and has two bridges that are opened by hand.\n"
    "Whoever has gravel on board may unload above the gates of the lock at Hallerau, where divers keep a crane."
)
NOTICES = Rule(
    id="quay_notices",
    version=1,
    stage="remove",
    category="notice",
    level="safe",
    doc="Notices of an invented publisher.",
    propose=propose,
    phrases=ROLES,
    removes=(),
    keeps=(),
)
SURE = "The Quay Club keeps this page free"
POST, CLUB, KEPT = "Ferry times by post", "Join the quay club", "Ferry times by post stopped in May"


def cleaner(level: Level = "safe") -> Cleaner:
    return Cleaner(rules=[NOTICES], packs=[FOLDER / "pack.toml"], level=level)


def article(zone: str, *lines: str) -> str:
    """Return an article of four paragraphs with lines in one of its zones."""
    paragraphs = [FIRST, LAST]
    at = ZONES.index(zone)
    return "\n".join([*paragraphs[:at], *lines, *paragraphs[at:]]) + "\n"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_fixture(path: Path) -> None:
    text = path.read_bytes().decode()
    level = marked.level(marked.parse(text).head) or "safe"
    assert marked.problem(cleaner(level), text) == ""


def test_each_role_has_a_fixture_in_each_zone() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {f"{role}_{zone}" for role in ROLES for zone in ZONES}


@pytest.mark.parametrize(
    ("role", "zone", "lines", "left"),
    [
        ("sure", "head", [SURE, f"“{SURE}”"], [f"“{SURE}”"]),
        ("sure", "body", [SURE, f"“{SURE}”"], [f"“{SURE}”"]),
        ("sure", "tail", [SURE, f"“{SURE}”"], [f"“{SURE}”"]),
        ("line", "head", [POST], []),
        ("line", "body", [POST], []),
        ("line", "tail", [POST], []),
        ("head", "head", ["Harbour desk"], []),
        ("head", "body", ["Harbour desk"], ["Harbour desk"]),
        ("head", "tail", ["Harbour desk"], ["Harbour desk"]),
        ("tail", "head", ["More from the quay"], ["More from the quay"]),
        ("tail", "body", ["More from the quay"], ["More from the quay"]),
        ("tail", "tail", ["More from the quay"], []),
        ("block", "head", [CLUB, "Your name"], [CLUB, "Your name"]),
        ("block", "body", [CLUB, "Your name"], [CLUB, "Your name"]),
        ("block", "tail", ["Your boat", CLUB, "Your name", "", "Your mooring"], ["Your boat"]),
        ("block, keep", "tail", [CLUB, "Your name", KEPT, "Your mooring"], [KEPT, "Your mooring"]),
        ("perhaps", "head", ["With the harbour office"], ["With the harbour office"]),
        ("perhaps", "body", ["With the harbour office"], ["With the harbour office"]),
        ("perhaps", "tail", ["With the harbour office"], ["With the harbour office"]),
        ("weak", "head", ["Sign in", POST, "Not now", "The mole", "Not now"], ["The mole", "Not now"]),
        ("weak", "body", ["Sign in", POST, "Not now", "The mole", "Not now"], ["The mole", "Not now"]),
        ("weak", "tail", ["Sign in", POST, "Not now", "The mole", "Not now"], ["The mole", "Not now"]),
        ("weak, keep", "tail", [POST, "Not now", KEPT, "Not now"], [KEPT, "Not now"]),
        ("inline", "head", ["Two barges [open the map] a day"], ["Two barges  a day"]),
        ("inline", "body", ["Two barges [open the map] a day"], ["Two barges  a day"]),
        ("inline", "tail", ["Two barges [open the map] a day"], ["Two barges  a day"]),
        (
            "inline, keep",
            "body",
            ["The barge [open the map] stopped in May"],
            ["The barge [open the map] stopped in May"],
        ),
        ("pair", "body", ["Louder", "Slower"], []),
        ("pair, keep", "body", ["Louder", "Calmer"], ["Louder", "Calmer"]),
        ("keep", "head", [KEPT], [KEPT]),
        ("keep", "body", [KEPT], [KEPT]),
        ("keep", "tail", [KEPT], [KEPT]),
    ],
)
def test_what_a_role_does(role: str, zone: str, lines: list[str], left: list[str]) -> None:
    result = cleaner()(article(zone, *lines))
    assert result.text == article(zone, *left), role


@pytest.mark.parametrize(("zone", "left"), [("head", 1), ("body", 1), ("tail", 0)])
def test_perhaps_goes_at_level_thorough(zone: str, left: int) -> None:
    lines = ["With the harbour office"]
    assert cleaner("thorough")(article(zone, *lines)).text == article(zone, *lines[:left])
    kept = "With the harbour office stopped in May"
    assert cleaner("thorough")(article(zone, kept)).text == article(zone, kept)


def test_a_kept_line_does_not_go_at_level_thorough(tmp_path: Path) -> None:
    pack = tmp_path / "pack.toml"
    pack.write_bytes(b'[quay_notices]\nperhaps = ["^with the harbour"]\nkeep = ["stopped in may$"]\n')
    text = article("tail", "With the harbour office", "With the harbour office stopped in May")
    thorough = Cleaner(rules=[NOTICES], packs=[pack], level="thorough")
    assert thorough(text).text == article("tail", "With the harbour office stopped in May")


@pytest.mark.parametrize("line", ["More from the quay", CLUB])
def test_without_prose_nothing_is_behind_it(line: str) -> None:
    text = f"Harbour news\n{line}\nYour name\n"
    assert cleaner()(text).text == text


def test_the_log_names_the_phrase() -> None:
    (entry,) = cleaner()(article("body", POST)).removals
    assert (entry.rule, entry.start, entry.end) == ("quay_notices", len(FIRST), len(FIRST) + 1 + len(POST))
    assert (entry.removed, entry.pattern) == (f"\n{POST}", "^ferry times by post")


@pytest.mark.parametrize(("length", "goes"), [(400, True), (401, False)])
def test_a_phrase_takes_no_paragraph(length: int, goes: bool) -> None:  # noqa: FBT001 - what is expected
    line = POST + " and so on" * 50
    text = article("body", line[:length].strip().ljust(length, "x"))
    assert cleaner()(text).text == (article("body") if goes else text)


def test_what_a_rule_may_import_is_listed_where_it_stands() -> None:
    listed = re.findall(r"`(\w+)`", (authoring.__doc__ or "").partition("\n\n\n")[2])
    assert sorted(listed) == sorted(authoring.__all__)
    assert [name for name in authoring.__all__ if not hasattr(authoring, name)] == []


def test_the_page_of_the_packs_lists_the_roles() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert [row for row in rows if row[0] in ROLES] == list(ROLES.items())
