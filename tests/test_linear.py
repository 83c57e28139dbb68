"""Work grows with the text and no faster, on the worst input that anyone can write; a clean article costs one scan.

The tests count the calls of functions, Python's and C's. They do not see a single call with growing work, such as the
slice of a list; `benchmarks/speed.py` measures time.
"""

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from types import FrameType

import ftfy
import pytest
import regex

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import hostile_texts

from cleantext import Cleaner, Cues, Document, Edit, Rule, registry, shipped
from cleantext.core import heads, scan, word_index
from cleantext.core.required import RequiredPatterns
from cleantext.core.scan import Scanner
from cleantext.html import positions
from cleantext.html.found import Found
from cleantext.html.layout_tables import flatten_layout
from cleantext.html.left_out import with_left_out
from cleantext.html.outline import PageText
from cleantext.html.parsing import parse

pytestmark = pytest.mark.slow  # each call is counted, which slows the code under test

PROSE = "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its deck.\n"
WE = "We at the trust have pulled people out of the Channel, and we remember most of their faces in the evening.\n"
APPEAL = "Please donate today to support our journalism.\n"
BLURB = "About Nordhafen Logistik\n\nNordhafen Logistik AG is a provider of port services, founded in 1911.\n\n"
# The text before, the repeated text, the text behind.
WORST: dict[str, tuple[str, str, str]] = {
    "blanks before marks": ("", "The ferry , which was late , left . ", ""),
    "words with digits": ("", "l0ng w1nter h0urs ", ""),
    "pieces of words": ("", "The commi ttee met in the com mittee room. ", ""),
    "particles": ("", "They log in in the morning and go on on Monday ", ""),
    "blank lines": (PROSE, "\n", PROSE),
    "line feeds alone": ("", "\n", ""),
    "carriage returns": ("", "\r", ""),
    "blanks": ("a", " ", "b"),
    "zero-width spaces": ("", "a\u200b", ""),
    "one long line": ("", "the lock is drained ", ""),
    "one word": ("", "a ", ""),
    "two words": ("", "a b ", ""),
    "a phrase": ("", "with officials with a ", ""),
    "a long phrase": ("", "harbour master engineer lock ", ""),
    "glued words": ("", "Abcde\N{LATIN SMALL LETTER E WITH ACUTE}Abcde\N{LATIN SMALL LETTER E WITH ACUTE} ", ""),
    "capitals inside": ("", "AbcdeF", ""),
    "names": ("", "Abcd Efgh Ijkl ", ""),
    "stray full stops": ("", "a. . ", ""),
    "almost ellipses": ("", ". ", ""),
    "misspelled names": ("", "the govern- ment ", ""),
    "anchors": (PROSE, "Leave a Reply\n", ""),
    "one anchor, then weak lines": (f"{PROSE}Leave a Reply\n", "Website\n", ""),
    "anchors among weak lines": (PROSE, "Get the Coast Daily app\nNot now\nNot now\nNot now\n", ""),
    "labels that lost their names": (PROSE, "Sources:\n\nPhoto:\n\n", ""),
    "labels over names": (PROSE, "Source\nMinutes of the council\nLetters of the pastor\n", ""),
    "runs that end": (PROSE, "Leave a Reply\nWebsite\nThis one is a sentence.\n", ""),
    "headers": (PROSE, "Related stories\n", ""),
    "appeals": (PROSE, APPEAL, ""),
    "appeals in prose": ("", PROSE + APPEAL, ""),
    "appeals in their own voice": ("", WE + APPEAL, ""),
    "bios": (PROSE, "Jane Roe is a reporter in Leeds.\n", ""),
    "bios that are headings": (PROSE, "Jane Roe is a reporter\n", ""),
    "bios with addresses": (PROSE, "Jane Roe is a reporter. jane@courier.example\n", ""),
    "bios above": ("", "Jane Roe is a reporter in Leeds.\n", PROSE),
    "bios in prose": ("", f"{PROSE}Jane Roe is a reporter in Leeds.\n", ""),
    "blurbs": (PROSE, BLURB, ""),
    "headings of blurbs": (PROSE, "About Nordhafen Logistik\n", ""),
    "bylines above": ("", "By Ana Ruiz\n", PROSE),
    "dates below": (PROSE, "3 May 2021\n", ""),
    "cookie notices": (PROSE, "We use cookies to give you the best experience on our website.\n", ""),
    "forms for letters": (PROSE, f"{PROSE}Leave a Reply\nName\nEmail\nWebsite\n", ""),
    "buttons of events": (PROSE, "REGISTER NOW\n", ""),
    "events": ("", f"{PROSE}Harbour Summit 2026\nMeet 4,000 owners of boats | October 13-15\nREGISTER NOW\n", PROSE),
    "live page": ("", "Updated at 14.32 BST\nShare\nText of the day that has passed.\n", ""),
    "opened quotes": ("", "“", " please donate today to support our journalism"),
    "nested quotes": ("", "“”", ""),
    "opened quotes in lines": ("", f"“{APPEAL}", ""),
    "entities": ("&", "amp;", ""),
    "mojibake": ("", "donâ€™t ", ""),
    "mojibake in one word": ("", "â€™", ""),
    "mojibake of blanks": ("", "Ã ", ""),
    "bars": ("", "| ", ""),
    "tags": ("</" * 20 + "href= " * 6, "<a ", ""),
    "opened comments": ("", "<!-- </ href= ", ""),
    "opened scripts": ("", "<script </ href=>", ""),
}
SIZES = (2_000, 8_000, 32_000)  # code points
SLACK = 1.1  # sizes of tables and buffers go in steps


@cache
def cleaner() -> Cleaner:
    """Return a cleaner with all rules, whose packs are compiled."""
    clean = Cleaner(level="thorough")
    clean(PROSE)
    return clean


def calls(work: Callable[[], object]) -> int:
    """Return how many functions are called, Python's and C's."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize("kind", WORST)
def test_work_grows_no_faster_than_the_text(kind: str) -> None:
    before, repeated, behind = WORST[kind]
    texts = [before + repeated * (size // len(repeated)) + behind for size in SIZES]
    for text in texts:  # loads and compiles the needs of these rules
        cleaner()(text)
    low, middle, high = (calls(lambda text=text: cleaner()(text)) for text in texts)  # type: ignore[misc]
    # Four times the text, at most four times the further work; little work may come in steps.
    assert high - middle <= SLACK * 4 * max(middle - low, SIZES[0])


# The hostile texts of the benchmark with ever new words, which no repetition makes.
NEW_WORDS = (
    *("surnames", "new surnames in lines", "new words", "credits", "bylines", "words one letter off"),
    *("near misspellings", "doubled names", "doubled names in lines", "doubled sentences", "doubled lines", "years"),
    *("pull quotes", "bios of new names", "reporting credits", "pointers", "threads", "wrapped lines", "questions"),
)


NEW_SIZES = (32_000, 64_000, 128_000)


@pytest.mark.parametrize("kind", NEW_WORDS)
def test_work_grows_no_faster_than_a_text_of_ever_new_words(kind: str) -> None:
    draw = Random(kind)  # noqa: S311 - the same texts in every run
    texts = [hostile_texts.repeated(draw, hostile_texts.REPEATED[kind], size) for size in NEW_SIZES]
    cleaner()(texts[0])
    low, middle, high = (calls(lambda text=text: cleaner()(text)) for text in texts)  # type: ignore[misc]
    # A short text may cost more for each character than a long one, for which a rule may have given up.
    assert high - middle <= SLACK * 2 * max(middle - low, middle / 2)


@pytest.mark.parametrize("kind", ["lines one letter off", "words one letter off", "new surnames in lines"])
def test_a_text_that_is_full_of_near_misspellings_settles(kind: str) -> None:
    draw = Random(kind)  # noqa: S311 - the same texts in every run
    text = hostile_texts.repeated(draw, hostile_texts.REPEATED[kind], 200_000)
    result = cleaner()(text)
    assert result.degraded is None
    assert result.restore() == text


@pytest.mark.parametrize(
    "text", ["\n" * 1_000_000, "lock " * 200_000, "&" + "amp;" * 250_000], ids=["feeds", "line", "amp"]
)
def test_a_million_characters_are_cleaned(text: str) -> None:
    assert cleaner()(text).restore() == text


class Counted:
    """A rule's functions, counted."""

    def __init__(self, rule: Rule, counts: Counter[str]) -> None:
        self.rule, self.counts = rule, counts

    def propose(self, document: Document, cues: Cues) -> object:
        self.counts["rules"] += 1
        return self.rule.propose(document, cues)

    def when(self, document: Document) -> bool:
        self.counts["asked"] += 1
        return self.rule.when is not None and self.rule.when(document)


def counted(monkeypatch: pytest.MonkeyPatch, text: str) -> tuple[Counter[str], str]:
    """Return the cost of one text, and the result.

    scans, rescans: of the whole text, and of the lines that edits made; passes: of the text for phrases and required.
    """
    counts = Counter[str]()

    def counting(name: Callable[..., str], function: Callable[..., object]) -> Callable[..., object]:
        def counter(*arguments: object, **options: object) -> object:
            counts[name(*arguments, **options)] += 1
            return function(*arguments, **options)

        return counter

    def watched(rule: Rule) -> Rule:
        watch = Counted(rule, counts)
        return replace(rule, propose=watch.propose, when=watch.when if rule.when else None)  # type: ignore[arg-type]

    monkeypatch.setattr(
        Scanner, "hits", counting(lambda *_, before=None: "rescans" if before else "scans", Scanner.hits)
    )
    for kind in (heads.Heads, word_index.WordIndex, scan._Patterns):  # noqa: SLF001 - each looks at all lines once
        monkeypatch.setattr(kind, "lines", counting(lambda *_: "passes", kind.lines))
    monkeypatch.setattr(RequiredPatterns, "found", counting(lambda *_: "passes", RequiredPatterns.found))
    monkeypatch.setattr(ftfy, "fix_encoding", counting(lambda *_: "ftfy", ftfy.fix_encoding))
    result = Cleaner(rules=[watched(rule) for rule in shipped.rules().values()])(text)
    return counts, result.text


# `when` with `requires` is only called if that pattern occurs.
ASKED = sum(
    rule.when is not None and not rule.requires and rule.level != "thorough" for rule in shipped.rules().values()
)


def test_a_clean_article_costs_one_scan_and_asks_each_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """Expect five passes for phrases, over starts, words, patterns; one for required patterns; no ftfy; two rules."""
    article = f"A brass band at sea\n\n{PROSE}\nNobody in the harbour could remember such a thing, she said.\n"
    assert counted(monkeypatch, article) == (Counter(scans=1, passes=6, asked=ASKED, rules=2), article)


def test_a_dirty_article_costs_what_its_damage_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Expect mojibake, a comment form, checked by two more rules, and a doubled word; a second pass finds no more."""
    counts, text = counted(monkeypatch, f"{PROSE}\nIt wonâ€™t be the the last, she said.\n\nLeave a Reply\n")
    assert text == f"{PROSE}\nIt won’t be the last, she said.\n"
    required = 4  # of the source, and of what each stage made of it
    assert counts == Counter(scans=1, rescans=1, passes=5 + required, asked=2 * ASKED, rules=6, ftfy=1)


def hopeless(document: Document, _: Cues) -> list[Edit]:
    """Search as a pattern that tries everything: two to the power of the text's length."""
    regex.search(r"(?:a|aa)+[bc]$", document.text, timeout=0.001)
    return [Edit(0, 1)]


def test_a_rule_out_of_time_is_left_out_and_the_result_says_so() -> None:
    slow = replace(registry.lookup("whitespace"), id="slow", propose=hopeless, requires="a{40}")
    clean = Cleaner(rules=[slow, "comment_form"])
    source = f"{PROSE}{'a' * 60}\nLeave a Reply\n"
    result = clean(source)
    assert result.text == f"{PROSE}{'a' * 60}\n"
    assert result.degraded == "rule 'slow' ran out of time on this text and was left out"
    assert result.restore() == source
    assert clean(PROSE).degraded is None


def test_what_is_remembered_of_lines_is_bounded() -> None:
    clean = Cleaner(rules=["comment_form"])
    families = clean._pipeline._scanner._scanner("en")._families  # noqa: SLF001 - where lines are remembered
    for start in range(0, 4_000, 100):
        clean("".join(f"Leave a comment {number}\n" for number in range(start, start + 100)))
    kept = [family.find_all.cache_info() for family in families]
    assert [(info.currsize, info.maxsize) for info in kept if info.misses >= 4_000] == [(1_024, 1_024)] * 2


def test_scoring_the_lines_of_a_page_takes_work_that_grows_with_it() -> None:
    def page(size: int) -> str:
        stories = "".join(f"<article><h1>{number} story</h1><p>{PROSE}</p></article>" for number in range(size))
        return f"<html><head><title>Late</title></head><body>{stories}</body></html>"

    clean = Cleaner(rules=["line_scorer"]).html
    clean(page(10))
    low, middle, high = (calls(lambda size=size: clean(page(size))) for size in (50, 100, 200))  # type: ignore[misc]
    assert high - middle <= SLACK * 2 * (middle - low)


# The repeated part of a page, between two paragraphs.
PAGES = {
    "line breaks": "<br>x",
    "headings": "<h1>x</h1>",
    "paragraphs": "<p>x</p>",
    "inline elements": "<b>x</b>",
    "nested lists": "<ul><li>x",
    "nested elements": "<div class='a b'>x",
    "cells": "<tr><td>x",
    "tables": "<table><tr><td>x",
    "sections with ids": "<section id='a'>x",
}


@pytest.mark.parametrize("kind", PAGES)
def test_reading_a_page_takes_work_that_grows_with_it(kind: str) -> None:
    """Measure all work on a page except trafilatura's own."""

    def read(size: int) -> None:
        parsed = parse(f"<html><body><p>{PROSE}</p>{PAGES[kind] * size}<p>{PROSE}</p></body></html>")
        assert parsed.tree is not None
        flatten_layout(parsed.tree)
        page = PageText(parsed.tree)
        lines = page.plain().split("\n")
        places = positions.places(lines, page)
        assert len(list(positions.marks(lines, places, page))) > 0
        assert len(with_left_out(list(map(Found, lines[::2], places[::2])), page)) > 0

    read(10)
    low, middle, high = (calls(lambda size=size: read(size)) for size in (50, 200, 800))  # type: ignore[misc]
    assert high - middle <= SLACK * 4 * max(middle - low, SIZES[0])
