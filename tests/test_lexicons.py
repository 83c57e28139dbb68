"""Word lists: the same answer in any thread."""

import random
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from string import ascii_lowercase

import pytest

from cleantext import lexicons
from cleantext.core.document import Document
from cleantext.lexicons import frequencies, quadgrams, unknown_tokens
from cleantext.lexicons.candidates import candidates, frequent_lines, single_edits
from cleantext.lexicons.frequencies import Frequencies, rank_lines
from cleantext.lexicons.sorted_lines import line_words


@pytest.fixture
def restless_threads() -> Iterator[None]:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def test_the_source_and_licence_of_each_word_list_is_named() -> None:
    folder = Path(lexicons.__file__).parent
    named = (folder / "SOURCES.md").read_text("utf-8")
    files = {path.name for path in folder.iterdir() if path.suffix in {".toml", ".txt"}}
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
    assert lexicons.data_text("en.quadgrams.txt").split("\n") == list(quadgrams.lines(words))


def listed(ranks: Mapping[str, int]) -> Frequencies:
    """Return a list of frequencies in the form of its file."""
    return Frequencies("\n".join(["", *rank_lines(ranks), ""]).encode())


@pytest.mark.parametrize("searches", [0, 2, 1_000])
def test_frequencies_are_the_same_from_the_file_and_from_all_its_lines(
    monkeypatch: pytest.MonkeyPatch, searches: int
) -> None:
    monkeypatch.setattr(frequencies, "_MOST_SEARCHES", searches)
    ranks = {"a": 3, "abou": 61, "about": 60, "abouts": -31, "aboutness": 7, "b": -1, "a's": 12, "aboé": 2, "d": 7}
    found = listed(ranks)
    asked = ["c", "abo", "abouth", "aboutnes", "", "e", "a'", "\ud800", "about=60", "a ", "abou =61", "\n", "aboe"]
    for _ in range(2):
        assert {word: found[word] for word in ranks} == ranks
        assert [found.get(word, 0) for word in asked] == [0] * len(asked)
        assert found.words_among([*ranks, *asked]) == {"a", "abou", "about", "aboutness", "a's", "aboé", "d"}
        assert [word in found for word in (*ranks, *asked, 1)] == [True] * len(ranks) + [False] * (len(asked) + 1)
    assert (len(found), dict(found)) == (len(ranks), ranks)
    assert len(found._rests) == (6 if searches < 1_000 else 15)  # noqa: SLF001 - the lines that are remembered
    with pytest.raises(KeyError):
        found["c"]


def test_words_of_all_lines_are_found_with_their_numbers() -> None:
    words = sorted(f"{first}{second}{'é' * size}" for first in "aäz" for second in "bc" for size in range(0, 700, 3))
    ranks = {word: at % 100 for at, word in enumerate(words)}
    found = listed(ranks)
    assert {word: found.get(word) for word in words} == ranks
    assert [*found] == words
    assert [found.get(f"{word}e") for word in ("", *words)] == [None] * (len(words) + 1)


def test_frequent_words_are_those_of_the_list() -> None:
    written = lexicons.data_text("en.frequent.txt").split("\n")
    assert written == ["", *frequent_lines(lexicons.zipf_tenths("en")), ""]
    assert line_words("en.frequent.txt", "z3") == ["zen=37", "zip=39", "zoo=41"]
    assert line_words("en.frequent.txt", "z33") == [""]


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
