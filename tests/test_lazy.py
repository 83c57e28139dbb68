"""Patterns that are compiled at their first use: they match as patterns compiled at once."""

import pytest
import regex

from cleantext.core.lazy import any_word

WORDS = ("job", "per cent", "Éditeur", "дом", "'s", "writes for", "İzmir")
AS_COMPILED = regex.compile(r"(?i)\b(?:\L<words>)\b", words=WORDS)
TEXTS = (
    *(
        "a JOB",
        "jobs",
        "subject",
        "ÉDITEUR x",
        "éditeur",
        "ДОМ стоит",
        "домик",
        "the man's",
        "per  cent",
        "Per Cent!",
        "",
    ),
    *("Maria writes for us", "Maria writes", "ızmır", "izmir", "x", "job\u0301", "'s", "ſ", "one job, two jobs"),
)


@pytest.mark.parametrize("method", ["search", "match", "fullmatch"])
@pytest.mark.parametrize("bounds", [(), (1,), (2, 5), (0, 3), (4, 100)])
@pytest.mark.parametrize("text", TEXTS)
def test_any_word_finds_what_a_pattern_finds(text: str, method: str, bounds: tuple[int, ...]) -> None:
    found, known = (getattr(pattern, method)(text, *bounds) for pattern in (any_word(WORDS), AS_COMPILED))
    assert (found and found.span()) == (known and known.span())


def test_the_same_is_found_when_all_words_are_compiled() -> None:
    pattern = any_word([*WORDS, "deacon"])
    known = regex.compile(r"(?i)\b(?:\L<words>)\b", words=[*WORDS, "deacon"])
    for _ in range(20):
        for text in TEXTS:
            found, expected = pattern.search(text), known.search(text)
            assert (found and found.span()) == (expected and expected.span())
    assert "search" in vars(pattern)  # it is compiled, and has the methods of the compiled pattern


def test_words_without_a_letter_are_found_too() -> None:
    assert any_word(["&", "job"]).search("a&b") is not None
    assert any_word([]).search("a job") is None


def test_a_text_without_the_words_compiles_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    pattern = any_word(["vicar", "verger of"])
    monkeypatch.setattr(regex, "compile", None)
    assert pattern.search("The vicarage stood empty, and nobody was its Verge.") is None
    with pytest.raises(TypeError):
        pattern.search("The VERGER came.")
