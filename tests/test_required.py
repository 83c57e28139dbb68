"""The patterns that rules require: each text with one is found, by larger classes first."""

from collections.abc import Callable

import pytest

from cleantext import shipped
from cleantext.core import required
from cleantext.core.document import Document
from cleantext.core.required import RequiredPatterns, loose
from cleantext.core.scan import searcher


@pytest.mark.parametrize(
    ("pattern", "larger"),
    [
        (r"\p{L},", r"[A-Za-z\x{80}-\x{10FFFF}],"),
        (r"[\p{Ll}\p{N})]x", r"[a-z\x{80}-\x{10FFFF}0-9\x{80}-\x{10FFFF})]x"),
        (r"\p{Lu}\p{N}\.", r"[A-Z\x{80}-\x{10FFFF}][0-9\x{80}-\x{10FFFF}]\."),
        (r"[^\p{L}]a", r"[^\p{L}]a"),  # it would be smaller
        (r"\P{L}a|\\p{L}b", r"\P{L}a|\\p{L}b"),  # a backslash, and the letter p
        (r"\p{Ll}\p{Lu}\p{Ll}", r"\p{Ll}\p{Lu}\p{Ll}"),  # it would match all text outside ASCII
        ("no class", "no class"),
    ],
)
def test_larger_classes(pattern: str, larger: str) -> None:
    assert loose(pattern) == larger


def test_the_rules_whose_patterns_occur() -> None:
    patterns = RequiredPatterns({"comma": r"\p{L} ,", "capital": r"\p{Ll}\p{Lu}", "mark": "©", "digit": r"\p{N}%"})
    for text, found in {
        "The ferry left.": set[str](),
        "The ferry , left": {"comma"},
        "The quay” , left": set(),  # a sign outside ASCII, which the larger class has
        "Das Schiff legteAb, 4% © ": {"capital", "digit", "mark"},
        "паром ушёл в полдень": set(),
        "паром , ушёл": {"comma"},
        "½%": {"digit"},
        "": set(),
    }.items():
        assert patterns.found(Document(text)) == found
    assert RequiredPatterns({}).found(Document("The ferry left.")) == set()


def test_a_clean_text_compiles_no_class_of_unicode(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = {rule.id: rule.requires for rule in shipped.rules().values() if rule.requires and rule.level != "thorough"}
    asked = set[str]()

    def noted(pattern: str) -> Callable[[str | bytes], bool]:
        asked.add(pattern)
        return searcher(pattern)

    monkeypatch.setattr(required, "searcher", noted)
    assert RequiredPatterns(rules).found(Document("The ferry left at noon.\n\nThe crew was short.")) == set()
    (one,) = asked
    assert one.count(r"\p{L") == one.count(r"\p{Ll}\p{Lu}\p{Ll}") * 3 + one.count(r"[^\p{L")
