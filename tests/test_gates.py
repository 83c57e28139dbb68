"""The cheap patterns of the scan hit wherever the phrase does."""

import pytest

from cleantext import Document
from cleantext.core import packs, registry, scan


@pytest.mark.parametrize(
    ("pattern", "line", "found"),
    [
        (r"^hello (?:\pL+ ){0,2}friends$", "Hello Ærlige Žižkov friends!", "Hello Ærlige Žižkov friends"),
        (r"^hello (?:\pL+ ){0,2}friends$", "Hello one two three friends", ""),
        (r"ask (?:[\pL'-]+ ){1,2}now", "So ask О'Коннор-мл now", "ask О'Коннор-мл now"),
        (r"ask (?:[\pL'-]+ ){1,2}now", "So ask now", ""),
        (r"call \d{2,3} times", "call 12 times", "call 12 times"),
        (r"call \d{2,3} times", "call 1234 times", ""),
        (r"[^\pL]5 stars", "rated –5 stars", "–5 stars"),
        (r"a \{0,2\} b", "a {0,2} b", "a {0,2} b"),
    ],
)
def test_hits(pattern: str, line: str, found: str) -> None:
    scanner = scan.Scanner([scan.Phrase("menu", "line", pattern)])
    text = f"The ferry left at noon.\n{line}\n"
    hits = scanner.hits(Document(text)).get("menu", ())
    assert [text[hit.start : hit.end] for hit in hits] == ([found] if found else [])


def test_shipped_gates_count_nothing() -> None:
    """An automaton that counts to six needs so many states that RE2 throws them away and starts anew."""
    phrases = {phrase.pattern for pack in packs.shipped(registry.shipped()) for phrase in pack.phrases}
    gates = [scan._gate(pattern)[1] for pattern in phrases]  # noqa: SLF001 - what is tested
    assert [gate for gate in gates if r"\pL" in gate.replace(r"[^\pL", "") or "{0," in gate] == []
