"""Words of packs: which texts have them, and what an article ascribes to somebody by them."""

from pathlib import Path

import pytest

from cleantext import Cleaner, PackError, clean, shipped
from cleantext.core.document import Document
from cleantext.core.packs import SHARED
from cleantext.core.scanners import EVERYWHERE
from cleantext.core.word_lists import WordLists
from cleantext.registry import known

STORY = "The ferry to Lindal stopped on Monday, and two hundred passengers waited on the pier for an hour in the rain."


def words_of(document: str, *tables: tuple[str, dict[str, dict[str, dict[str, str]]]]) -> dict[str, list[str]]:
    """Return the words of `donation_appeal` by role; the first word of a text names its language."""
    lists = WordLists(tables, known().values(), lambda found: frozenset({found.words[0]}))
    return {role: list(words) for role, words in lists.of(Document(document), "donation_appeal").items()}


def test_a_text_has_the_words_of_its_language_and_of_no_language() -> None:
    tables = (
        ("de", {"donation_appeal": {"we": {"wir": ""}}}),
        ("fr", {"donation_appeal": {"we": {"nous": ""}}}),
        (EVERYWHERE, {"donation_appeal": {"we": {"we": ""}}}),
    )
    assert words_of("de text", *tables) == {"we": ["wir", "we"]}
    assert words_of("fr texte", *tables) == {"we": ["nous", "we"]}
    assert words_of("sw maandishi", *tables) == {"we": ["we"]}


def test_shared_words_hold_for_the_rules_that_name_their_role() -> None:
    tables = (("de", {SHARED: {"said": {"sagte": ""}, "agency": {"dpa": ""}}}),)
    assert words_of("de text", *tables) == {"said": ["sagte"]}


def test_words_of_the_user_come_last() -> None:
    tables = (("de", {SHARED: {"we": {"wir": "a"}}}), (EVERYWHERE, {"donation_appeal": {"we": {"wir": "b"}}}))
    lists = WordLists(tables, known().values(), lambda _: frozenset({"de"}))
    assert lists.of(Document("x"), "donation_appeal") == {"we": {"wir": "b"}}


def test_a_rule_without_words_has_none() -> None:
    lists = WordLists((), known().values(), lambda _: frozenset[str]())
    assert lists.of(Document("x"), "comment_form") == {}


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("words = 3", "words must be a table of roles, such as [words]"),
        ('[words]\nsaids = ["asked"]', "[words] saids is a role of words in no rule; did you mean 'said'?"),
        ("[words]\nsaid = 3", "words.said must be a list of words or a table of word = replacement"),
    ],
)
def test_problems_of_shared_words_are_named(tmp_path: Path, table: str, message: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f"{table}\n", "utf-8")
    with pytest.raises(PackError) as caught:
        Cleaner(packs=[path])
    assert str(caught.value) == f"{path}: {message}"


def test_every_language_has_verbs_that_ascribe() -> None:
    without = [pack.language for pack in shipped.packs(shipped.rules()) if not pack.words.get(SHARED, {}).get("said")]
    assert without == []


@pytest.mark.parametrize(
    "line",
    [
        "Support our journalism and donate today, the editor of the Courier asked in a letter.",
        "A man on the pier shouted: Support our journalism and donate today!",
        "Support our journalism and donate today! shouted a man on the pier.",
        "Support our journalism and donate today – whispered the man beside me.",
    ],
)
def test_a_reported_appeal_stays(line: str) -> None:
    text = f"{STORY}\n\n{line}"
    assert clean(text).text == text


@pytest.mark.parametrize(
    "line",
    [
        "Support our journalism and donate today.",
        "As we wrote last week, the tides are rising. Support our journalism and donate today.",
        "Support our journalism and donate today, and we will send you a card.",
    ],
)
def test_an_appeal_of_the_site_goes(line: str) -> None:
    assert clean(f"{STORY}\n\n{line}").text == f"{STORY}"
