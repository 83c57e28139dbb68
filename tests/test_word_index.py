"""The index finds each string that an automaton would find, by the words that contain a part of it."""

import sys
from collections.abc import Iterator

import pytest
import re2

from cleantext import Document, shipped
from cleantext.core import folding, literals, word_index
from cleantext.core.folding import NUMBER
from cleantext.core.pattern import spell
from cleantext.core.phrase import options
from cleantext.core.word_index import WordIndex

STRINGS = ("new letter", "subscri", "the report", " covered", "give ", "0 min", "0:0", "©", "non-profit site", "a b c")


def indexed(*strings: tuple[str, int]) -> WordIndex:
    """Return an index of strings with the numbers of their phrases."""
    index = WordIndex(lambda _: ("en",))
    index.add("en", ((string, number, literals.key_place(string)) for string, number in strings))
    return index


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A new letter, and new   letters.", ["new letter"]),
        ("A new\N{NO-BREAK SPACE}\tletter", ["new letter"]),
        ("A new\nletter", ["new letter"]),  # the phrase itself is not found there
        ("UNSUBSCRIBE", ["subscri"]),
        ("bathe reports", ["the report"]),
        ("the old report", []),
        ("it covered", [" covered"]),
        ("uncovered", []),
        ("forgive us", ["give "]),
        ("forgiven", []),
        ("12 minutes", ["0 min"]),
        ("at 12:30", ["0:0"]),
        ("2024 ©Ana", ["©"]),
        ("A non-profit sites", ["non-profit site"]),
        ("alpha b c", ["a b c"]),
        ("ſubſcribe", ["subscri"]),
        ("", []),
    ],
)
def test_the_strings_of_a_text(text: str, found: list[str]) -> None:
    index = indexed(*((string, at) for at, string in enumerate(STRINGS)))
    for _ in range(2):  # the second time, all words are known
        assert [STRINGS[at] for at in index.of(text, "en")] == found
        assert index.lines(Document(f"The ferry left.\n\n{text}"))["en"] == (
            {2 + text.count("\n"): index.of(text, "en")} if found else {}
        )


def test_each_line_is_named_once_with_all_its_phrases() -> None:
    index = indexed(("letter", 3), ("letter", 1), ("new letter", 2))
    lines = index.lines(Document("new letter, letter\nferry\n  Letters\n"))["en"]
    assert lines == {0: (1, 2, 3), 2: (1, 3)}


def test_strings_with_other_white_space_are_not_known_by_words() -> None:
    strings = ("new letter", "© ", " ", "a\N{EM SPACE}b", "a\nb")
    assert [*filter(literals.may_be_indexed, strings)] == ["new letter", "© "]


def test_what_is_remembered_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_index, "_MEMO", 50)
    index = indexed(("letter", 0))
    for start in range(0, 400, 20):
        text = " ".join(f"word{number} letter{number}" for number in range(start, start + 20))
        assert index.of(f"{text} {'x' * 50}", "en") == (0,)
        known = index._known  # noqa: SLF001 - where words are remembered
        assert len(known.without) + len(known.entries) <= 50
        assert len(known.earlier_without) + len(known.earlier_entries) <= 50
        assert "x" * 50 not in known.without


def noting(index: WordIndex, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list of the words that the index compares with its keys from now on."""
    asked = list[str]()
    keys_in = index._keys_in  # noqa: SLF001 - what is done for new words

    def noted(text: str) -> Iterator[object]:
        asked.extend(text.split())
        return keys_in(text)

    monkeypatch.setattr(index, "_keys_in", noted)
    return asked


def test_a_word_that_comes_again_in_time_is_not_compared_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_index, "_MEMO", 4)
    index = indexed(("letter", 0))
    asked = noting(index, monkeypatch)
    texts = ("ferry letter", "one two", "ferry letter three", "four five", "six seven", "ferry letter")
    assert [index.of(text, "en") for text in texts] == [(0,), (), (0,), (), (), (0,)]
    assert sorted(asked) == sorted("ferry letter one two three four five six seven ferry letter".split())


def test_a_word_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    index = indexed(("letter", 0))
    asked = noting(index, monkeypatch)
    for text in ("the ferry left", "The ferry and the letter", "a letter left the ferry"):
        index.of(text, "en")
    assert sorted(asked) == ["a", "and", "ferry", "left", "letter", "the"]


def test_owners_share_what_is_known_of_words_until_one_more_comes() -> None:
    index = WordIndex(lambda _: ("ca", "es"))
    index.add("es", [("letter", 7, 0)])
    document = Document("The letters left.\nNo carta.")
    assert index.lines(document) == {"ca": {}, "es": {0: (7,)}}
    index.add("ca", [("letter", 2, 0), ("carta", 3, 0), ("no carta", 4, 0)])
    assert index.lines(document) == {"ca": {0: (2,), 1: (3, 4)}, "es": {0: (7,)}}
    assert (index.of("no letters", "ca"), index.of("no carta", "es")) == ((2,), ())


def test_small_letters_fold_as_capitals_do() -> None:
    """Remember words in lower case, and fold them at their first occurrence."""
    letters = map(chr, range(sys.maxunicode + 1))
    assert [letter for letter in letters if folding.fold(letter.lower()) != folding.fold(letter)] == []


def test_long_texts_fold_as_short_ones_do() -> None:
    text = "“Café” ‹ʼ›’s پرسش أكي \u0958 \u09df STRASSE Straße Σς "
    assert folding.fold(3 * text) == 3 * folding.fold(text)
    assert len(text) < folding._LONG < len(3 * text)  # noqa: SLF001 - both ways


@pytest.mark.parametrize("code", ["en", "de", "ru", "zh", "ar", "hi", "th"])
def test_shipped_strings_are_found_where_their_patterns_hit(code: str) -> None:
    pack = next(pack for pack in shipped.packs(shipped.rules()) if pack.language == code)
    strings = sorted(
        {string for phrase in pack.phrases if phrase.prefilter.keys for string in phrase.prefilter.strings}
    )
    index = indexed(*((string, at) for at, string in enumerate(strings)))
    texts = [f"x{string.replace(NUMBER, '17').upper()}y." for string in strings]
    automaton = re2.compile("|".join(spell(literals.as_pattern(string)) for string in strings), options())
    hit = [at for at, text in enumerate(texts) if automaton.search(text.encode())]
    assert [at for at in hit if at not in index.of(texts[at], "en")] == []
    assert len(hit) > len(texts) / 2
