"""Decisions of the mending rules: language, evidence, protection, and late loading."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from cleantext import Cleaner, lexicons
from cleantext.core.document import Article, Document
from cleantext.core.initials import Initials
from cleantext.lexicons import (
    is_rare,
    language_of,
    listed_correction,
    misspellings,
    passage_language,
    undoubled,
    unknown_tokens,
    zipf_tenths,
)
from cleantext.lexicons.candidates import candidates, edit_between, is_derived, single_edits
from cleantext.rules.doubled_phrase import repeated

MEND = ("doubled_word", "doubled_phrase", "glued_repeat", "stray_punctuation", "ocr_typo", "mojibake")
SEEDS = Path(__file__).parent.parent / "seeds"


def edits(text: str, cleaner: Cleaner) -> list[tuple[str, str, str]]:
    return [(entry.removed, entry.replacement, entry.status) for entry in cleaner(text).removals]


@pytest.mark.parametrize(
    ("start", "status"),
    [("The man went", "applied"), ("Harbour men went", "reported"), ("Men of the harbour went", "reported")],
)
def test_a_word_that_its_clause_says_before_may_stand_twice_for_the_real_thing(start: str, status: str) -> None:
    text = (
        f"{start} to the harbour harbour at night. Nobody saw them, and the ferry left without them at noon on Monday."
    )
    assert edits(text, Cleaner(rules=("doubled_word",))) == [(" harbour", "", status)]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("000", [("factorsov", "factors", "reported"), (" .", "", "applied")]),
        (
            "001",
            [
                (" to", "", "applied"),
                (" a", "", "applied"),
                ("Addendum", "", "applied"),
                (" a", "", "applied"),
                (" with", "", "applied"),
                (" of", "", "applied"),
                (" with international officials with a", "", "applied"),
                (" sources", "", "applied"),
            ],
        ),
        ("002", [("Yotk", "York", "applied"), (" .", "", "applied")]),
    ],
)
def test_the_seeds_are_mended_exactly_so(number: str, expected: list[tuple[str, str, str]]) -> None:
    source = next(SEEDS.glob(f"{number}_*.txt")).read_text("utf-8")
    cleaner = Cleaner(rules=MEND)
    assert edits(source, cleaner) == expected
    assert cleaner(source).restore() == source


def test_importing_cleantext_loads_no_word_list_and_no_ftfy() -> None:
    code = "import sys, cleantext; print([m for m in ('ftfy', 'cleantext.lexicons') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_languages_are_recognised_by_their_stop_words() -> None:
    assert language_of("the ferry has been late for the third time this week".split()) == "en"
    assert language_of("die fähre war in dieser woche zum dritten mal zu spät und das ist nicht gut".split()) == "de"
    assert language_of("42 17 9 xyzzy".split()) is None


def test_a_passage_has_its_own_language_and_the_option_overrides_it() -> None:
    text = "The ferry was late again on Monday, and the board was not pleased.\nDas ist ein Satz, der nicht so gut ist."
    assert [passage_language(Document(text), line) for line in (0, 1)] == ["en", "de"]
    assert passage_language(Document(text, Article(language="nl")), 0) == "nl"


def test_a_list_of_one_language_is_not_applied_to_another() -> None:
    cleaner = Cleaner(rules=["doubled_word"])
    assert cleaner("Das ist und und bleibt so, wie es ist.").text == "Das ist und bleibt so, wie es ist."
    assert cleaner("Das ist und und bleibt so, wie es ist.", language="en").removals == ()


def test_protected_words_stay_and_a_pickled_cleaner_still_knows_them() -> None:
    text = "The board of the harbour had not recieved the letter from the mayor."
    assert Cleaner(rules=["ocr_typo"])(text).text == text.replace("recieved", "received")
    protecting = Cleaner(rules=["ocr_typo"], protect=["Recieved"])
    assert protecting(text).text == text
    assert pickle.loads(pickle.dumps(protecting))(text).text == text  # noqa: S301


def test_users_add_misspellings_of_their_own(tmp_path: Path) -> None:
    pack = tmp_path / "mine.toml"
    pack.write_text('[ocr_typo.misspelling]\nteh = "the"\n', "utf-8")
    cleaner = Cleaner(rules=["ocr_typo"], packs=[pack])
    assert cleaner("He saw teh ferry.").text == "He saw the ferry."
    assert cleaner("He saw teh ferry.").removals[0].reason == "listed in a pack"


def test_the_log_names_the_witness_and_where_it_stands() -> None:
    text = "The New York Times wrote about it.\nThe New Yotk Times did not."
    (entry,) = Cleaner(rules=["ocr_typo"])(text).removals
    assert (entry.replacement, entry.reason) == ("York", "witness: 'York' at 8")


def test_edits_candidates_and_derivations() -> None:
    assert edit_between("yotk", "york") == "look_alike"
    assert edit_between("house", "horses") is None
    assert candidates("tbese", "en")[0].word == "these"
    assert is_derived("bushfires", "en")
    assert not is_derived("wculd", "en")


def test_a_doubled_name_that_recurs_is_no_error_within_an_article() -> None:
    first, again = "He saw the house of Torehape Torehape from the road. ", "The band Torehape Torehape plays. "
    for far, expected in ((20_000, []), (20_001, ["reported", "reported"])):
        between = "x" * (far - len("Torehape Torehape from the road. The band Torehape Torehape") - 1)
        text = f"{first}{between} {again}"
        distance = text.rindex("Torehape Torehape") + len("Torehape Torehape") - text.index("Torehape Torehape")
        assert distance == far
        found = Cleaner(rules=["doubled_word"], language="en")(text).removals
        assert [entry.status for entry in found] == expected, far


def test_words_are_counted_alike_whatever_separates_them() -> None:
    text = "The crew\x1cof it met with officials with a with officials with a good memory."
    assert Cleaner(rules=["doubled_phrase"])(text).text == ("The crew\x1cof it met with officials with a good memory.")


def test_no_misspelling_is_a_frequent_word() -> None:
    assert not [wrong for wrong in misspellings("en") if abs(zipf_tenths("en").get(wrong, 0)) >= 32]
    assert "galaxy" in undoubled("en")
    assert "houses" not in undoubled("en")


def test_known_words_are_not_looked_at_again() -> None:
    text = "The ferry left the harbour at noon, and xyzzyq stayed."
    assert list(unknown_tokens(Document(text), "en")) == ["xyzzyq"]


def test_runs_are_found_where_they_start() -> None:
    for text, runs in (
        ("we met with the whole crew with the whole crew, then", [(2, 4)]),
        ("day in day out", []),
        ("ready to a ready to a", [(0, 3)]),
        ("in the in the, in the", [(0, 2)]),
        (f"{'a' * 300} b {'a' * 301} b {'a' * 300} b", []),
        ("мати на увазі мати на увазі", [(0, 3)]),
        ("one", []),
        ("", []),
    ):
        words = text.split()
        assert list(repeated(words, Initials(words))) == runs


@pytest.mark.parametrize("unit", ["the the ", "a a. ", "Ã© ", "AaAa", "x- y ", "ab", "it it is is ", "teh ", ". . "])
@pytest.mark.parametrize("rule", MEND)
def test_mending_twice_changes_nothing_more(rule: str, unit: str) -> None:
    cleaner = Cleaner(rules=[rule], level="thorough")
    once = cleaner(unit * 50)
    assert once.restore() == unit * 50
    assert cleaner(once.text).text == once.text


@pytest.mark.parametrize(
    ("text", "right", "reason", "level"),
    [
        ("The whole council had ahout three weeks to read the plan.", "about", "one edit from 'about'", "safe"),
        ("The harbour board is a goverment office, and the mayor knows it.", "government", "always wrong", "safe"),
        ("They met at the harbour when the harbuor was full.", "harbour", "witness: 'harbour' at 16", "safe"),
        ("In the house of the mayor there was a fiddel on the wall.", "fiddle", "one edit from 'fiddle'", "thorough"),
    ],
)
def test_a_typo_is_mended_with_its_evidence(text: str, right: str, reason: str, level: str) -> None:
    (entry,) = Cleaner(rules=["ocr_typo"])(text).removals
    assert (entry.replacement, entry.status) == (right, "applied" if level == "safe" else "reported")
    assert entry.reason.startswith(reason)


def test_rare_words_and_names_are_not_taken_for_typos() -> None:
    text = (
        "The statin was given with a triol, and the divorcee from Ponting street read of phenological change. "
        "She put it out agin, he said, and the g20 met in the town with the others."
    )
    assert Cleaner(rules=["ocr_typo"])(text).text == text


def test_every_word_of_the_rare_list_is_found() -> None:
    listed = lexicons.data_text("en.rare.txt").split()
    assert len(listed) > 100_000
    assert all(is_rare(word, "en") for word in (*listed[:50], *listed[-50:], *listed[::1_000]))
    assert not any(is_rare(word + "qx", "en") for word in listed[::1_000])


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_every_misspelling_is_found(language: str) -> None:
    table = misspellings(language)
    assert all(listed_correction(wrong, language) == right for wrong, right in list(table.items())[:: len(table) // 90])
    assert listed_correction("ferry", language) is None


@pytest.mark.parametrize("word", ["goverment", "modem", "rnn", "clidod", "tli", "a", "yotk", "committtee", "lunii"])
def test_edits_are_found_and_named_without_writing_all_out(word: str) -> None:
    named: dict[str, str] = {}
    for other, edit in single_edits(word):
        named[other] = "look_alike" if "look_alike" in (edit, named.get(other)) else named.get(other, edit)
    assert {other: edit_between(word, other) for other in named} == named
    assert edit_between(word, word) is None
    assert edit_between(word, f"{word}xy") is None


@pytest.mark.parametrize("name", ["drawiug", "drawiug-room", "Drawiug-Room"])
def test_a_part_of_a_compound_is_protected_by_itself_or_as_a_whole(name: str) -> None:
    text = "The drawiug-room of the lock keeper's house was dry, and nobody had seen it like that since the flood."
    assert Cleaner(rules=["ocr_typo"])(text).text != text
    assert Cleaner(rules=["ocr_typo"], protect=[name])(text).text == text


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("He bought a a 1998 car there.", "He bought a 1998 car there."),
        ("He bought a a 199 car there.", "He bought a 199 car there."),  # no year: a type, or damage
        ("He bought a a x there.", "He bought a a x there."),  # variables
        ("The ferry left (the the harbour one) at noon.", "The ferry left (the harbour one) at noon."),
        ("He says that what they say is is good.", "He says that what they say is is good."),
        ("All they say is is that.", "All they say is is that."),
        ("What they want is is good.", "What they want is is good."),
        ("The critics say is is good.", "The critics say is good."),
        ("He said that they say is is good.", "He said that they say is good."),
        ("The council said that it is is good.", "The council said that it is good."),
        ("It shows what it is is a shame, he says.", "It shows what it is is a shame, he says."),
        ("The pier at dusk is is dark, he says.", "The pier at dusk is dark, he says."),
    ],
)
def test_words_that_stand_twice(text: str, right: str) -> None:
    assert Cleaner(rules=["doubled_word"], language="en")(text).text == right
