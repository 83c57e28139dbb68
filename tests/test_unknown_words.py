"""What is known of unknown words: their parts, the words near them, the passage, and features of corrections."""

from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from corrected import corrections

from cleantext import Cleaner
from cleantext.core import pipeline
from cleantext.core.document import Document
from cleantext.lexicons import language_of, passage_language, spoken
from cleantext.lexicons.candidates import (
    Candidate,
    is_derived,
)
from cleantext.lexicons.classifier import BOUNDS, Context, best_candidate, features, weights
from cleantext.lexicons.misread import Correction
from cleantext.lexicons.names import first_occurrence
from cleantext.lexicons.unknown import (
    Word,
    is_amid_words,
    settled,
    stands_once,
    unexplained_nearby,
    unknown_words,
)
from cleantext.rules import ocr_typo


@pytest.mark.parametrize(
    ("word", "wrong", "is_reported"),
    [
        ("factors", "factorsovx", True),  # three letters too many
        ("factors", "factorsovxq", False),
        ("accuse", "accuseqvx", True),  # six letters
        ("about", "aboutqvx", False),
        ("ablation", "ablationqvx", True),  # 2.8
        ("abalone", "abaloneqvx", False),  # 2.7
    ],
)
def test_surplus_letters(word: str, wrong: str, is_reported: bool) -> None:  # noqa: FBT001 - a column
    text = f"The board asked about {word} on Monday, and then about {wrong} when the ferry had left the harbour."
    found = [(entry.removed, entry.replacement) for entry in Cleaner(rules=["ocr_typo"])(text).removals]
    assert found == ([(wrong, word)] if is_reported else [])


@pytest.mark.parametrize(("compound", "part"), [("ouing-room", "ouing"), ("ouig-room", "ouig-room")])
def test_the_least_letters_of_a_part_of_a_compound(compound: str, part: str) -> None:
    document = Document(f"The {compound} was dry.")
    assert [word.text for word in unknown_words(document)] == [part]


@pytest.mark.parametrize(("before", "is_amid"), [("Actually", True), ("Almost", False), ("almost", True)])
def test_how_frequent_a_word_with_a_capital_must_be_to_be_no_name(before: str, is_amid: bool) -> None:  # noqa: FBT001 - a column
    document = Document(f"{before} notte fell.")  # Zipf 5.5, and 5.4
    at = len(before) + 1
    assert is_amid_words(Word(at, at + 5, "notte", "notte", 1), document) is is_amid


def test_which_unknown_words_stand_near_by() -> None:
    word = Word(200, 205, "ahout", "ahout", 9)
    assert unexplained_nearby(word, [200]) == 0
    assert unexplained_nearby(word, [99, 200, 306]) == 0
    assert unexplained_nearby(word, [100, 200, 305]) == 2


@pytest.mark.parametrize(("others", "expected"), [("xqzvu", {"ahout": "about"}), ("xqzvu vzqu", {})])
def test_how_many_unknown_words_make_a_passage_foreign(others: str, expected: dict[str, str]) -> None:
    text = f"The whole council had ahout three weeks to read the plan {others} of the harbour, and it was a long one."
    assert corrections(text) == expected


def test_a_corrected_word_is_unknown_no_more_to_those_near_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge words in a row: each has two unknown neighbours until the one before it is corrected; one pass does it."""
    monkeypatch.setattr(pipeline, "MOST_PASSES", 2)
    places = range(0, 480, 60)
    words = [Word(at, at + 5, "ahout", "ahout", 0) for at in places]
    judged = list[tuple[int, int]]()

    def judge(word: Word, nearby: int) -> Correction | None:
        judged.append((word.start, nearby))
        return Correction("about", "x") if nearby < 2 and word.start != 480 else None

    assert [word.start for word in settled(words, judge, "en")] == [0, 420, 60, 360, 120, 300, 180, 240]
    once = [(0, 1), *((at, 2) for at in places[1:-1]), (420, 1)]
    assert judged == [*once, (60, 1), (360, 1), (120, 1), (300, 1), (180, 1), (240, 1)]
    assert settled(words, judge, "de") == {word: Correction("about", "x") for word in words}
    result = Cleaner(rules=["ocr_typo"])("The council had ahout three weeks to read the plan of it. " * 30)
    assert (result.degraded, len(result.removals)) == (None, 30)


@pytest.mark.parametrize(
    ("corrected", "other", "again"), [(0, 100, True), (0, 101, False), (105, 0, True), (106, 0, False)]
)
def test_how_far_a_correction_counts(corrected: int, other: int, *, again: bool) -> None:
    """Count a correction within 100 code points from the end of the word before, as for unknown words."""
    words = [Word(at, at + 5, "ahout", "ahout", 0) for at in sorted((corrected, other))]
    judged = list[int]()

    def judge(word: Word, _nearby: int) -> Correction | None:
        judged.append(word.start)
        return Correction("about", "x") if word.start == corrected else None

    settled(words, judge, "en")
    assert judged == [*sorted((corrected, other)), *([other] if again else [])]


@pytest.mark.parametrize("behind", ["", " and so on" * 5_000])  # long texts have a table
def test_where_a_word_stands_first(behind: str) -> None:
    document = Document(f"Unabout O'Neil's well-known, Known “about” About. Neil{behind}")
    expected = {"known": "known", "about": "about", "neil": "Neil", "o'neil's": "O'Neil's", "well-known": "well-known"}
    for word, spelled in expected.items():
        assert first_occurrence(word, document) == f"witness: {spelled!r} at {document.text.index(spelled, 7)}"
    assert not first_occurrence("unknown", document)


def test_how_far_away_the_same_word_counts() -> None:
    for distance, once in ((19_995, False), (19_996, True)):
        text = "ahout" + " " * distance + "ahout"
        assert stands_once(Word(0, 5, "ahout", "ahout", 0), Document(text)) is once
        assert stands_once(Word(len(text) - 5, len(text), "ahout", "ahout", 1), Document(text)) is once


def test_from_which_share_of_unknown_words_a_text_is_not_taken_for_english() -> None:
    for unknown, language in ((19, "en"), (20, None)):  # of a hundred words; names are known, and are of no language
        words = ["xqzvu"] * unknown + ["dallas"] * (100 - unknown)
        assert ocr_typo._likely_language(Document(" ".join(words))) == language  # noqa: SLF001 - the question itself


@pytest.mark.parametrize(
    ("word", "is_made"),
    [
        ("waterabba", True),  # 3.2
        ("waterabode", False),  # 3.1
        ("abbawater", True),
        ("waterold", True),  # three letters
        ("wateris", False),
        ("unferry", True),
        ("unqzx", False),
        ("prezzled", False),
        ("hiker", True),
        ("zoer", False),  # "zo" has two letters
        ("stopper", True),
    ],
)
def test_which_words_are_derived(word: str, is_made: bool) -> None:  # noqa: FBT001 - a column
    assert is_derived(word, "en") is is_made


CONTEXT = Context(
    is_capitalized=False,
    starts_sentence=False,
    stands_once=True,
    joins_neighbour=False,
    is_quoted=False,
    is_near_unknown=False,
    vocabulary=frozenset(),
)


def test_features_are_cut_off() -> None:
    candidate = Candidate("government", "deletion", 50)
    assert [features("x" * size, candidate, 1, CONTEXT, "en")["letters"] for size in (9, 10, 11)] == [9, 10, 10]
    assert "deletion" in features("gover", candidate, 1, CONTEXT, "en")
    assert "short_deletion" in features("gove", candidate, 1, CONTEXT, "en")
    assert BOUNDS.largest_margin == 6.0
    best = best_candidate("goverment", CONTEXT, "en", weights("en")["candidate"])
    assert best is not None
    assert (best[0].word, best[1]) == ("government", 6.0)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("die das vv9 vv9 vv9 vv9 vv9 vv9 vv9 vv9", "de"),  # a fifth are stop words
        ("die das vv9 vv9 vv9 vv9 vv9 vv9 vv9 vv9 vv9", None),
        ("und vv9", None),  # two of them at least
        ("und und", "de"),
        ("ferry harbour mayor xqzvu", None),  # English words, four at least
        ("ferry harbour mayor bridge", "en"),
        ("ferry harbour mayor bridge boat town xqzvu xqzvu", "en"),  # three quarters of all
        ("ferry harbour mayor bridge boat xqzvu xqzvu", None),
    ],
)
def test_languages_from_few_words(words: str, language: str | None) -> None:
    assert language_of(words.split()) == language


def test_how_many_words_and_code_points_tell_a_language() -> None:
    assert language_of(["ferry"] * 75 + ["vv9"] * 25) == "en"
    assert language_of(["ferry"] * 74 + ["vv9"] * 26) is None
    assert language_of(["vv9"] * 160 + ["und"] * 40 + ["vv9"]) == "de"
    assert language_of(["vv9"] * 160 + ["und"] * 40) == "de"
    assert language_of(["vv9"] * 161 + ["und"] * 40) is None
    for size, language in ((3_992, "de"), (3_993, "en")):
        text = f"{'x' * size} und die\nThe ferry was late, and the mayor said that it would be so again."
        assert passage_language(Document(text), 0) == language


def test_the_text_is_searched_once_for_all_short_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search of the whole text for each of them would be quadratic, in one call that no count of calls sees."""
    search = Mock(side_effect=ocr_typo._SHORT_CAPITAL.findall)  # noqa: SLF001 - it is what is counted
    monkeypatch.setattr(ocr_typo, "_SHORT_CAPITAL", SimpleNamespace(findall=search))
    made = [f"{one}{two}{three}" for one in "bdfgk" for two in "aeiou" for three in ("xq", "vzz", "qk", "jx")]
    text = "".join(f"The council said that the {word} was in its harbour on the day of the vote.\n" for word in made)
    assert Cleaner(rules=["ocr_typo"])(text).degraded is None
    assert search.call_count == 1


def test_a_quotation_is_searched_near_a_word_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a line without end, each word would have it searched to its end."""
    search = Mock(side_effect=spoken._QUOTATION.finditer)  # noqa: SLF001 - it is what is counted
    monkeypatch.setattr(spoken, "_QUOTATION", SimpleNamespace(finditer=search))
    line = "The council had ahout three weeks to read the plan of the harbour. " * 200
    assert len(Cleaner(rules=["ocr_typo"])(line).removals) == 200
    spans = [last - first for _, first, last in (call.args for call in search.call_args_list)]
    assert (len(spans) >= 200, max(spans)) == (True, 4_000)
