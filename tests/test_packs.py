"""Packs, and the rules of a cleaner."""

from dataclasses import replace
from pathlib import Path

import pytest

from cleantext import Cleaner, Document, PackError, registry
from cleantext.core import packs, phrase, scan
from cleantext.core.derive import derive
from cleantext.core.phrase import check

ONES = [f"{first}{second}" for first in "bdfgklm" for second in "aiou"]
ARTICLE = "The ferry left at noon.\n\nSend the editor a pigeon!\n"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_bytes(b'[comment_form]\nline = ["^send the editor a pigeon$"]\n')
    return path


def test_a_pack_may_speak_of_a_rule_that_is_left_out(pack: Path) -> None:
    assert Cleaner(packs=[pack])(ARTICLE).text == "The ferry left at noon.\n"
    assert Cleaner(packs=[pack], disable=["comment_form"])(ARTICLE).text == ARTICLE
    assert Cleaner(packs=[pack], rules=["whitespace"])(ARTICLE).text == ARTICLE


def test_a_pack_may_not_speak_of_a_rule_that_is_none(pack: Path) -> None:
    pack.write_bytes(b'[coment_form]\nline = ["^x$"]\n')
    with pytest.raises(PackError) as caught:
        Cleaner(packs=[pack])
    assert str(caught.value) == f"{pack}: [coment_form] is no rule; did you mean 'comment_form'?"


def test_an_enabled_rule_runs_at_every_level() -> None:
    blanks = replace(registry.lookup("whitespace"), level="report")
    assert Cleaner(rules=[blanks])("A line.  ").text == "A line.  "
    assert Cleaner(rules=[blanks], enable=["whitespace"])("A line.  ").text == "A line."
    assert Cleaner(rules=[blanks], enable=["whitespace"], level="report")("A line.  ").text == "A line.  "


def problems(path: Path) -> list[str]:
    """Return the problems of a pack, without its name."""
    with pytest.raises(PackError) as caught:
        packs.load(path, registry.known())
    told = str(caught.value).split("\n")
    assert all(line.startswith(f"{path}: ") for line in told)
    return [line.removeprefix(f"{path}: ") for line in told]


def test_all_problems_of_a_pack_are_reported_at_once(pack: Path) -> None:
    pack.write_text(
        'langage = "sv"\nabout = 5\nexample = [{rule = "menu"}]\n'
        'comment_form = ["^x$"]\n'
        '[menus]\nline = []\n[harbour_dues]\nline = []\n[define]\nday = "monday"\n'
        '[share_prompt]\nline = ["({day} post", "ok", "{month}", "a*"]\nlins = []\nweak = "x"\n',
        "utf-8",
    )
    told = "; a phrase is an RE2 pattern: escape . ? ( ) [ with a backslash"
    assert problems(pack) == [
        "about must be a string",
        "example 1 needs `rule`, the id of a rule, and `text`, and no more",
        "'langage' is no key of a pack; did you mean 'language'?",
        "comment_form must be a table of roles, such as [comment_form]",
        "[menus] is no rule; did you mean 'menu'?",
        "[harbour_dues] is no rule; see `cleantext rules`",
        f"share_prompt.line, entry 1, '({{day}} post': does not compile (missing )){told}",
        "share_prompt.line, entry 3: 'month' is not in [define]",
        "share_prompt.line, entry 4, 'a*': matches the empty string; make some part of it required",
        "share_prompt.lins is no role of share_prompt; did you mean 'line'?",
        "share_prompt.weak must be a list of strings",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "zzz = 5\n",
            (
                "'zzz' is no key of a pack; there is language, about, define, example, site, words, and a table for "
                "each rule"
            ),
        ),
        ("language = 5\n", 'language must be a code such as "en", or a table with `code`'),
        ("[language]\nletters = 'a'\n", 'language must be a code such as "en", or a table with `code`'),
        ("[language]\ncode = 'is'\nletter = 'a'\n", "'letter' is no key of [language]; did you mean 'letters'?"),
        (
            "[language]\ncode = 'is'\nbeside = 'no'\n",
            "[language] takes letters and stop_words as strings, and beside as a list of codes",
        ),
        (
            "[language]\ncode = 'is'\nletters = 'z-a'\n",
            '[language] letters: bad character range z-a at position 1; write members of a class, such as "가-힣"',
        ),
        ("define = 5\n", "[define] must be a table of patterns"),
        (
            '[define]\nday = "monday"\ndate = "{day}, noon"\n',
            "[define] date: a definition cannot use another, {day}; write it out",
        ),
        (
            "[[example]]\nrule = 'byline'\ntext = 'x'\nmore = 1\n",
            "example 1 needs `rule`, the id of a rule, and `text`, and no more",
        ),
        ("[site]\n'example.org' = 5\n", 'site."example.org" must be a table, such as [site."example.org".exact]'),
        ("example = 5\n", "an example is a table, [[example]], with `rule` and `text`"),
        ("x=" + "[" * 20_000 + "]" * 20_000, "lists or tables stand too deep inside each other; write tables of lists"),
        (
            "x=" + "{a=" * 3_000 + "1" + "}" * 3_000,
            "lists or tables stand too deep inside each other; write tables of lists",
        ),
        ("#" * 5_000_001, "longer than 5,000,000 bytes; split it into several packs"),
    ],
)
def test_a_pack_of_another_form(pack: Path, text: str, told: str) -> None:
    pack.write_text(text, "utf-8")
    assert problems(pack) == [told]


def test_a_pack_may_begin_with_a_byte_order_mark(pack: Path) -> None:
    pack.write_bytes(b"\xef\xbb\xbf" + pack.read_bytes())
    assert Cleaner(packs=[pack])(ARTICLE).text == "The ferry left at noon.\n"


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("a" * 2_000, ""),
        ("a" * 2_001, "has 2,001 characters, definitions written out; 2,000 are allowed: split it"),
        ("(" * 20 + "a" + ")" * 20, ""),
        ("(" * 21 + "a" + ")" * 21, "has more than 20 brackets inside each other; write it flat, or split it"),
        ("(" * 900 + "a" + ")" * 900, "has more than 20 brackets inside each other; write it flat, or split it"),
        (r"\pL{1,40}", ""),
        (
            r"\pL{1,400}",
            r"takes more than 2 MB when compiled; repeat classes of letters fewer times, or write [a-z] for \pL",
        ),
        ("^ $", "matches the empty string; make some part of it required"),
        ("", "matches the empty string; make some part of it required"),
    ],
)
def test_the_bounds_of_a_phrase(pattern: str, told: str) -> None:
    assert check(pattern).problem == told


def phrases(path: Path, patterns: list[str]) -> Path:
    path.write_text(
        "[comment_form]\nline = [\n" + "".join(f"  '{pattern}',\n" for pattern in patterns) + "]\n", "utf-8"
    )
    return path


def test_phrases_that_take_too_much_together(pack: Path) -> None:
    phrases(pack, [rf"\pL{{1,40}}{number}" for number in range(1_500)])
    (told,) = problems(pack)
    assert told == (
        "comment_form.line, entry 42: up to here the phrases compile to more than 2,000,000 instructions; repeat "
        r"classes of letters fewer times, write [a-z] for \pL, or leave phrases out"
    )


def test_reading_ends_behind_fifty_problems(pack: Path) -> None:
    phrases(pack, ["("] * 15_000)
    told = problems(pack)
    assert len(told) == 51
    assert told[-1] == "50 problems; the rest was not read"


@pytest.mark.slow
@pytest.mark.parametrize("form", ["send the {} pigeon", "^send the {} pigeon$", "^© the {} pigeon$"])
def test_fifteen_thousand_phrases_clean(pack: Path, form: str) -> None:
    names = [f"{ones}{tens}{hundreds}" for ones in "bcdfghjklmnprstvwxyz" for tens in ONES for hundreds in ONES]
    phrases(pack, [form.format(name) for name in names])
    line = form.strip("^$").format(names[-1])
    assert len(names) == 15_680
    assert Cleaner(packs=[pack])(f"The ferry left at noon.\n\n{line}\n").text == "The ferry left at noon.\n"


def test_what_takes_too_much_memory_in_one_is_compiled_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    patterns = [f"send the {name} pigeon$" for name in "abcdefgh"]
    lines = [f"Send the {name} pigeon" for name in "abcdefgh"]
    text = "\n".join(["The ferry left.", *lines])
    scanner = scan.Scanner([phrase.Phrase("menu", "line", pattern, derive(pattern)) for pattern in patterns])
    monkeypatch.setattr(scan, "options", lambda: phrase.options(12_000))
    scanner.compile()
    assert [hit.line for hit in scanner.hits(Document(text))["menu"]] == list(range(1, 9))


def test_a_file_that_cannot_be_read_is_no_site_pack(tmp_path: Path) -> None:
    assert not packs.is_site_pack(tmp_path / "none.toml")


def test_a_rule_that_reads_no_packs_says_so(pack: Path) -> None:
    pack.write_text("[line_scorer]\nline = ['^x$']\n", "utf-8")
    assert problems(pack) == ["line_scorer.line: line_scorer takes nothing from packs"]
