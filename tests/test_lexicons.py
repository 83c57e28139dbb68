"""Word lists: the same answer in any thread."""

import random
import sys
from array import array
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from string import ascii_lowercase

import pytest

from cleantext import lexicons
from cleantext.core.document import Document
from cleantext.lexicons import Frequencies, quadgrams, unknown_tokens
from cleantext.lexicons.candidates import candidates, single_edits


@pytest.fixture
def restless_threads() -> Iterator[None]:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def test_the_source_and_licence_of_each_word_list_is_named() -> None:
    folder = Path(lexicons.__file__).parent
    named = (folder / "SOURCES.md").read_text("utf-8")
    files = {path.name for path in folder.iterdir() if path.suffix in {".z", ".toml", ".txt"}}
    licences = {path.name for path in folder.glob("LICENSE-*")}
    assert {name for name in files | licences if f"`{name}`" not in named} == set()


def invented(seed: int) -> list[str]:
    draw = random.Random(seed)  # noqa: S311 - no secret
    return ["".join(draw.choices("bcdfgklmnprst", k=7)) for _ in range(300)]


@pytest.mark.usefixtures("restless_threads")
def test_threads_that_share_the_known_tokens_get_their_own_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicons, "_MEMO", 20)  # tokens: cleared for nearly every text
    texts = [invented(seed) for seed in range(40)]

    def is_right(unknown: list[str]) -> bool:
        document = Document(" ".join([*unknown, "the harbour master said so on Monday before the ferry left."]))
        return list(unknown_tokens(document, "en")) == unknown

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(is_right, texts * 6)).count(False) == 0


@pytest.mark.parametrize("unknown", [0, 19, 20, 21, 59, 60, 100])
@pytest.mark.parametrize("at_the_end", [False, True])
def test_a_text_may_be_english_with_less_than_a_fifth_of_unknown_words(unknown: int, *, at_the_end: bool) -> None:
    strange, plain = [f"xq{number:c}zzyk" for number in range(97, 97 + 26)] * 4, ["harbour"] * (100 - unknown)
    words = [*plain, *strange[:unknown]] if at_the_end else [*strange[:unknown], *plain]
    document = Document(" ".join(words))
    assert len(unknown_tokens(document, "en")) == unknown
    assert lexicons.may_be_english(document) is (unknown < 20)


def test_a_text_without_words_is_not_english() -> None:
    assert lexicons.may_be_english(Document("")) is False


def test_the_runs_of_four_letters_are_those_of_the_word_list() -> None:
    words = [word for word, tenths in lexicons.zipf_tenths("en").items() if tenths > 0]
    assert lexicons.unpacked("en.quadgrams.z").decode().split("\n") == list(quadgrams.lines(words))


@pytest.mark.parametrize("searches", [0, 2, 100])
def test_frequencies_are_the_same_before_and_after_a_table_is_made(
    monkeypatch: pytest.MonkeyPatch, searches: int
) -> None:
    monkeypatch.setattr(Frequencies, "_MOST_SEARCHES", searches)
    found = Frequencies(b"a\nb\nd", array("b", [3, -1, 7]))
    asked = ["a", "b", "c", "d", "", "e", "a", "\ud800"]
    assert [found.get(word, 0) for word in asked] == [3, -1, 0, 7, 0, 0, 3, 0]
    assert [word in found for word in asked] == [word in "abd" and word != "" for word in asked]
    assert (found["d"], len(found), dict(found.items())) == (7, 3, {"a": 3, "b": -1, "d": 7})
    assert (found.fastest is found) is (searches == 100)
    with pytest.raises(KeyError):
        found["c"]


def test_words_of_all_blocks_are_found_with_their_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Frequencies, "_MOST_SEARCHES", 10_000)
    words = sorted(f"{first}{second}{'é' * size}" for first in "aäz" for second in "bc" for size in range(0, 700, 3))
    numbers = array("b", [at % 100 for at in range(len(words))])
    found = Frequencies("\n".join(words).encode(), numbers)
    assert [*map(found.get, words)] == [*numbers]
    assert [*found] == words
    assert [found.get(f"{word}e") for word in ("", *words)] == [None] * (len(words) + 1)


def test_what_a_file_of_runs_of_four_letters_holds() -> None:
    behind = ["   a", "  a b", " a  ", " ab ", "a   ", "ab  ", "b   "]
    before = ["   ab", "  a ", " a  ", " ab ", "a   ", "ab  ", "b  a"]
    assert list(quadgrams.lines(["ab", "a"])) == [*behind, "", *before]


@pytest.mark.parametrize("word", ["goverment", "modem", "rnn", "clidod", "tli", "a", "yotk", "lunii", "havn't", "qxq"])
def test_words_near_a_word_are_all_that_an_edit_leads_to(word: str) -> None:
    known = lexicons.zipf_tenths("en")
    near = {other for other, _ in single_edits(word) if known.get(other, 0) > 0} - {word}
    assert {candidate.word for candidate in candidates(word, "en")} == near


@pytest.mark.parametrize("word", ["competion", "qxzz", "it", "a"])
def test_words_with_two_letters_more(word: str) -> None:
    pairs = [one + other for one in ascii_lowercase for other in ascii_lowercase]
    near = {word[:at] + pair + word[at:] for at in range(1, len(word)) for pair in pairs}
    known = lexicons.zipf_tenths("en")
    assert quadgrams.two_letters_more(word, "en") == {other for other in near if known.get(other, 0) > 0}


@pytest.mark.parametrize(("word", "most"), [("immigeration", 250), ("smashburger", 60), ("bumrungrad", 40)])
def test_few_strings_are_looked_up(word: str, most: int) -> None:
    """Look up few of the 600 strings that are one edit away."""
    assert len(list(quadgrams._edited(word, quadgrams.quadgrams("en")))) <= most  # noqa: SLF001 - counts the work
