"""The cheap patterns of the scan hit wherever the phrase does."""

from collections.abc import Iterator
from functools import partial

import pytest

from cleantext import Document, marked, shipped
from cleantext.core import scan
from cleantext.core.pattern import BLANK
from cleantext.core.phrase import Phrase
from cleantext.core.prefilter import derive


def phrase(pattern: str) -> Phrase:
    return Phrase("menu", "line", pattern, derive(pattern))


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
        (r"sign up for [^.]{0,80}newsletter", "Sign up for our newsletter now", "Sign up for our newsletter"),
        (r"sign up for [^.]{0,80}newsletter", "Sign up. Our newsletter is free", ""),
        (r"^(?:[^ ]+ ){1,2}subscribers$", "• Dear subscribers:", "Dear subscribers"),
        (r"^(?:pier [^.]+|harbour)$", "Harbour", "Harbour"),
        (r"^(?:see \p{Lu}\pL+ ?)+over there$", "see Ana over there", "see Ana over there"),
        (r"fi\x{66}+ty subscribers", "fiffty subscribers", "fiffty subscribers"),
        (r"straße [a-z]+ gesperrt", "Die Straße ist gesperrt", "Straße ist gesperrt"),
        (r"ask the ſhip", "Ask the ship", "Ask the ship"),
        (r"cafés", "in CAFÉS, and", "CAFÉS"),
        (r"cafés", "in caféss and cafésé", ""),
    ],
)
def test_hits(pattern: str, line: str, found: str) -> None:
    scanner = scan.Scanner([phrase(pattern)])
    text = f"The ferry left at noon.\n{line}\n"
    hits = scanner.hits(Document(text)).get("menu", ())
    assert [text[hit.start : hit.end] for hit in hits] == ([found] if found else [])


@pytest.mark.parametrize(
    ("pattern", "piece"),
    [
        (r"^sign up for [^.]{0,80}newsletter", "sign up for "),
        (r"^get [^.]{0,80}newsletter by e-?mail$", "newsletter by e-?mail"),
        (r"(?:[^ ]+ ){1,2}editors", ""),
        (r"^leave a reply$", "leave a reply"),
    ],
)
def test_the_most_telling_piece(pattern: str, piece: str) -> None:
    """None of `has_gaps`: the phrase has no piece with letters enough."""
    found = derive(pattern)
    assert found.has_gaps == (not piece)
    assert f"(?:{piece.replace(' ', BLANK)})" in found.pattern or not piece


def example_lines() -> Iterator[str]:
    """The lines of all examples."""
    rules = shipped.rules()
    texts = [text for rule in rules.values() for text in (*rule.removes, *rule.keeps)]
    texts += [example.text for pack in shipped.packs(rules) for example in pack.examples]
    for text in texts:
        yield from (line.strip() for line in marked.parse(text).source.split("\n"))


@pytest.mark.slow
def test_the_scan_finds_what_each_phrase_finds_alone() -> None:
    lines = sorted(set(example_lines()))
    phrases = sorted({phrase for pack in shipped.packs(shipped.rules()) for phrase in pack.phrases})
    alone = sorted(
        (rule, index, *span)
        for index, line in enumerate(lines)
        for rule, _, pattern, _ in phrases
        if (span := scan.find(pattern, line))
    )
    starts = [line.start for line in Document("\n".join(lines)).lines]
    hits = scan.Scanner(phrases).hits(Document("\n".join(lines)))
    found = (
        (rule, hit.line, hit.start - starts[hit.line], hit.end - starts[hit.line])
        for rule in hits
        for hit in hits[rule]
    )
    assert sorted(found) == alone
    assert len(alone) > 100


def test_a_second_scan_finds_what_a_first_one_would() -> None:
    scanner = scan.Scanner([phrase("leave a reply"), phrase("website")])
    before = Document("The ferry left.\nLeave a reply\nWeb\nsite\n", scan=scanner.hits)
    assert [hit.start for hit in before.hits["menu"]] == [16]
    after = Document("The ferry left.\nLeave a reply\nWebsite\n", scan=partial(scanner.hits, before=before))
    assert after.hits == scanner.hits(Document(after.text))


def test_shipped_prefilters_count_nothing() -> None:
    """An automaton that counts to six needs so many states that RE2 throws them away and starts anew."""
    phrases = {phrase.pattern for pack in shipped.packs(shipped.rules()) for phrase in pack.phrases}
    found = [derive(pattern).pattern for pattern in phrases]
    assert [its for its in found if r"\pL" in its.replace(r"[^\pL", "") or "{0," in its] == []


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("^sign up for our letter$", "s"),
        ("^(?:the )?(?:daily|weekly) letter$", "dtw"),
        ("^\\d{1,2} minutes to read$", "0123456789"),
        ("^[a-c]x? letter$", "abc"),
        ("^über uns$", "ü"),
        ("^(?:sign up)? ?for our letter$", ""),  # with the group left out it opens with a blank
        ("^[^.]{2,9} letter$", ""),
        ("^© the letter$", ""),
        ("^\\(the letter\\)$", ""),
    ],
)
def test_what_a_prefilter_may_open_with(pattern: str, letters: str) -> None:
    assert derive(pattern).opening == letters


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("» COPY LINK", "share_prompt"),
        ("copy the link", "share_prompt"),
        ("6 minutes to read", "navigation"),
        ("© 2024 The Aller Courier", "copyright_notice"),
        ("Übersetzt von Ana Ruiz", "reporting_credit"),
    ],
)
def test_a_line_meets_the_shipped_phrases_that_open_like_it(line: str, rule: str) -> None:
    phrases = [phrase for pack in shipped.packs(shipped.rules()) for phrase in pack.phrases]
    assert rule in scan.Scanner(phrases).hits(Document(line))
