"""The prefilters of the scan pass every line with the phrase."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate

import pytest
import re2

from cleantext import Document, marked, shipped
from cleantext.core import literals, scan
from cleantext.core.derive import derive
from cleantext.core.pattern import BLANK
from cleantext.core.phrase import Phrase, is_plain, matcher, options
from cleantext.core.prefilter import SIGNS


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
        ("^पढ\u093cें$", "प\u095dें", "प\u095dें"),
        ("^प\u095dें$", "पढ\u093cें", "पढ\u093cें"),
        ("[^.]{2,9} হ\u09dfেছে", "পোস্ট হয\u09bcেছে", "পোস্ট হয\u09bcেছে"),
        ("^دیدگاهی بنویسید$", "ديدگاهي بنويسيد", "ديدگاهي بنويسيد"),
        ("^نظر یک کاربر [^.]{2,20}$", "نظر يك كاربر آنا", "نظر يك كاربر آنا"),
        ("[^.]{2,20} أضف تعليقا", "قارئ: اضف تعليقا", "قارئ: اضف تعليقا"),
        (r"cafés", "in caféss and cafésé", ""),
    ],
)
def test_hits(pattern: str, line: str, found: str) -> None:
    scanner = scan.Scanner([phrase(pattern)])
    text = f"The ferry left at noon.\n{line}\n"
    hits = scanner.hits(Document(text)).get("menu", ())
    assert [text[hit.start : hit.end] for hit in hits] == ([found] if found else [])


@pytest.mark.parametrize(
    ("pattern", "heads"),
    [
        ("^sign up for our letter$", ["sign up for our letter\n"]),
        (
            "^(?:the )?(?:daily|weekly) letter",
            ["daily letter", "the daily letter", "the weekly letter", "weekly letter"],
        ),
        ("^sign up for [^.]{0,80}newsletter", ["sign up for "]),
        (r"^\d{1,2} minutes? to read$", ["0 minute to read\n", "0 minutes to read\n"]),
        (r"^on (?:19|20)\d\d-\d\d", ["on 0-0"]),
        ("^[a-j]xyz[a-l]pier", [f"{letter}xyz" for letter in "abcdefghij"]),  # 120 longer strings are too many
        ("^[a-c]x? letter", ["a letter", "ax letter", "b letter", "bx letter", "c letter", "cx letter"]),
        ("^über uns$", ["über uns\n"]),
        ("^(?-i:By) ", ["by "]),
        ("^gesperrte Straße", ["gesperrte strasse"]),
        ("^don't miss\\.{3}$", ["don't miss\n"]),
        ("^one two three four five six$", ["one two three four five "]),
        ("^leave a repl(?:y|ies)\\b", ["leave a replies", "leave a reply"]),
        (
            "^(?:read|read more|see) (?:on|in)",
            ["read in", "read more in", "read more on", "read on", "see in", "see on"],
        ),
    ],
)
def test_how_lines_begin_that_a_phrase_starts(pattern: str, heads: list[str]) -> None:
    assert derive(pattern)[:3] == (tuple(heads), (), "")


@pytest.mark.parametrize(
    ("pattern", "strings"),
    [
        ("sign up for [^.]{0,80}newsletter", ["newsletter"]),
        ("^[^.]{2,9} earns a commission$", ["a commission"]),
        ("is passionate about the", ["passionate about"]),  # two words are enough
        ("(?:we|they) accept no (?:ads|adverts)", ["accept no"]),
        ("cookies?", ["cookie"]),
        (r"(?:jan|feb)\.? \d{1,2}, (?:19|20)\d\d", ["0, 0"]),
        (r"\(photo: [^)]+\)", ["(photo: "]),
        ("^(?-i:REUTERS)/", ["".join(f"(?-i:{letter})" for letter in "REUTERS") + "/"]),
        ("(?-i:AFP) correspondent", ["(?-i:A)(?-i:F)(?-i:P) correspondent"]),
        (r"\(a[^.]{0,9}of the", ["of the"]),  # 8.5 bits against 7.7
        (r"\(a[^.]{0,9}of by", ["(a"]),  # 6.8 bits against 7.7
        ("© [^.]{2,9}", ["© "]),
        ("^[^.,!?]{2,40} (?:said|says)$", ["said", "says"]),  # the lines are short
        ("^(?:this|the) [^.]{2,9} was adapted by", ["was adapted"]),
        ("^© the letter$", ["© the"]),
    ],
)
def test_the_rarest_strings_of_a_phrase(pattern: str, strings: list[str]) -> None:
    assert derive(pattern)[:3] == ((), tuple(strings), "")


@pytest.mark.parametrize(
    ("pattern", "loose"),
    [
        (r"\pL{2,9} is", r"(?:[A-Za-z\x{80}-\x{10FFFF}]+ is)\b"),
        ("the [^.]{0,9} is", r"\b(?:the [^.]* is)\b"),
        ("^[^.,!?]{2,140} (?:said|says)$", f"(?:[^.,!?]+ (?:said|says)){SIGNS}$"),
        ("^[^.]{2,9}$", f"(?:[^.]+){SIGNS}$"),
    ],
)
def test_a_pattern_stands_for_a_phrase_without_rare_strings(pattern: str, loose: str) -> None:
    assert derive(pattern).pattern == loose.replace(" ", BLANK)


@pytest.mark.parametrize(
    ("pattern", "others"),
    [
        ("sign up for [^.]{0,80}newsletter", ["sign up"]),
        ("^sign up for [^.]{0,80}newsletter", ["newsletter"]),
        ("^[^.]{2,9} (?:said|says) [^.]{2,9}comment", ["said ", "says "]),
        ("with [^.]{0,9} years?, [^.]* (?:brings|covers)", ["year, ", "years, "]),
        (r"\bgive (?:[$€]) ?[0-9]+ for the sea", ["the sea"]),
        ("^(?:all |read )+comments$", ["all ", "read "]),
        ("by the sea", []),  # nothing except the known string
        (r"give \d+", []),  # numbers are not searched for
        ("(?:a letter|b letter) [^.]+ Straße", ["a letter", "b letter"]),
        ("the [^.]* pier|the [^.]* boat", []),
    ],
)
def test_other_strings_that_a_line_holds_too(pattern: str, others: list[str]) -> None:
    assert list(derive(pattern).others) == others


@pytest.mark.parametrize(
    ("pattern", "most"),
    [
        ("^by the sea$", 10),
        ("^by the sea", 0),
        ("by the sea$", 0),
        (r"^[^.!?]{2,40} (?:said|replied)\b at \d{1,2}[:.]\d{2}$", 40 + 8 + 5 + 5),
        ("^(?:a|bcd?|[e-g]{3})x?$", 4),
        (r"^\pL{2}\p{Lu}\x{e4}?\.$", 2 + 1 + 1 + 1),
        ("^a b+ c$", 0),
        ("^a b{2,} c$", 0),
        ("^a (?:b|c*) d$", 0),
        ("^(?-i:By) [^.]{0,9}?$", 12),
        (r"^\(a\)$", 3),
    ],
)
def test_the_longest_line_that_a_phrase_fills(pattern: str, most: int) -> None:
    assert derive(pattern).longest == most


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("Ana at 12:30", True),
        ("“Ana”   at \t 12:30 …… »", True),  # signs and blanks do not count
        ("Anabella at 12:30", True),
        ("Anabellas at 12:30", False),
        ("ÅÄÖÅÄÖÅÄ at 12:30", True),
    ],
)
def test_a_line_may_be_longer_than_its_phrase_by_signs_and_blanks(line: str, *, is_found: bool) -> None:
    scanner = scan.Scanner([phrase(r"^[^.!?]{2,8} at \d{1,2}:\d{2}$")])
    assert bool(scanner.hits(Document(line))) is is_found


def test_phrases_are_tried_only_where_all_that_they_need_is(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = list[str]()
    monkeypatch.setattr(scan, "find", lambda pattern, _line: tried.append(pattern))
    scanner = scan.Scanner([phrase("sign up for [^.]{0,80}newsletter"), phrase("^read [^.]{2,9} comments$")])
    scanner.hits(Document("The newsletter has gone.\nRead what she said of the comments.\nRead the post."))
    assert tried == []
    scanner.hits(Document("Sign\N{NO-BREAK SPACE}up  for the newsletter.\nRead all comments."))
    assert sorted(tried) == ["^read [^.]{2,9} comments$", "sign up for [^.]{0,80}newsletter"]


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("^by the sea$", "By  the\tsea."),
        ("^by the sea$", "“By the sea” » Â"),
        ("^by the sea$", f"By{' ' * 200}the sea"),
        ("^by the sea$", f"By the sea{'.' * 200}"),
        ("^tags?:$", "Tags:"),
        ("^tags?:", "• TAGS:"),
        ("^12 tips", "12 tips for winter"),
        (r"^\d+ comments on", f"{'1' * 60} comments on it"),
        (r"^(?:\d[\d,]*|some) of\b", "1,034 of it"),
        ("^don't miss", "Don’t miss it"),
        ("^kaſe", "KASE"),
        ("^straße$", "STRAẞE"),
        ("^the x$", " The X "),
    ],
)
def test_lines_that_begin_like_a_phrase_but_for_blanks_signs_and_case(pattern: str, line: str) -> None:
    text = f"The ferry left at noon.\n{line}"
    assert derive(pattern).heads
    assert [hit.line for hit in scan.Scanner([phrase(pattern)]).hits(Document(text)).get("menu", ())] == [1]


def example_lines() -> Iterator[str]:
    """Yield the lines of all examples."""
    rules = shipped.rules()
    texts = [text for rule in rules.values() for text in (*rule.removes, *rule.keeps)]
    texts += [example.text for _, example in shipped.examples()]
    for text in texts:
        yield from (line.strip() for line in marked.parse(text).source.split("\n"))


def spans(pattern: str, lines: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """The lines that a phrase matches, and where.

    It is looked for in all lines at once, in which no match goes over a line's end, and then in each line alone.
    """
    starts = [0, *accumulate(len(line.encode()) + 1 for line in lines)]
    found = re2.compile(f"(?m){matcher(pattern, exact=False).pattern}", options()).finditer("\n".join(lines).encode())
    for index in sorted({bisect(starts, match.start(1)) - 1 for match in found}):
        if span := scan.find(pattern, lines[index]):
            yield index, *span


def test_looking_in_all_lines_at_once_misses_none() -> None:
    lines = ["By the sea", "a pier", "by  the sea", "", "By the sea, by the sea", "Å by the sea"]
    for pattern in ("^by the sea$", "by the sea", "[^x]{2,9}sea", r"\bthe\b[^.]*", "sea$"):
        assert [*spans(pattern, lines)] == [
            (at, *span) for at, line in enumerate(lines) if (span := scan.find(pattern, line))
        ]


@pytest.mark.slow
def test_the_scan_finds_what_each_phrase_finds_alone() -> None:
    lines = sorted(set(example_lines()))
    phrases = sorted({phrase for pack in shipped.packs(shipped.rules()) for phrase in pack.phrases})
    alone = sorted((phrase.rule, *span) for phrase in phrases for span in spans(phrase.pattern, lines))
    starts = [line.start for line in Document("\n".join(lines)).lines]
    hits = scan.Scanner(phrases).hits(Document("\n".join(lines)))
    found = (
        (rule, hit.line, hit.start - starts[hit.line], hit.end - starts[hit.line])
        for rule in hits
        for hit in hits[rule]
    )
    assert sorted(found) == alone
    assert len(alone) > 100


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("Ask the crew now", True),
        ("“Ask” – the crew’s\N{NO-BREAK SPACE}boat… now, for €3 ½".removesuffix(" ½"), True),
        ("Ask the crew now, for ½", False),  # a number for `\\pN`
        ("Ask Ærlige now", False),
        ("Ask ª now", False),
    ],
)
def test_letters_of_a_plain_line_are_those_of_ascii(line: str, *, plain: bool) -> None:
    assert is_plain(line) is plain
    for pattern in (r"^ask (?:[\pL'-]+ )+now", r"ask \pL+ [^\pL]?\pL+", r"[^\pL ]+ \\pL|\pL{3}$"):
        for exact in (False, True):
            found = [matcher(pattern, exact=exact, plain=each).search(line.encode()) for each in (plain, False)]
            assert len({each and each.span(1) for each in found}) == 1
    assert matcher("ask the crew", exact=False, plain=True) is matcher("ask the crew", exact=False)


@pytest.mark.slow
def test_no_plain_line_matches_otherwise() -> None:
    lines = [line.encode() for line in sorted(set(example_lines())) if is_plain(line)]
    phrases = sorted({phrase.pattern for pack in shipped.packs(shipped.rules()) for phrase in pack.phrases})
    text = b"\n".join(lines)
    assert len(lines) > 1_000
    for pattern in (pattern for pattern in phrases if r"\pL" in pattern):
        spans = [
            [found.span(1) for found in re2.compile(f"(?m){compiled.pattern}", options()).finditer(text)]
            for compiled in (matcher(pattern, exact=False, plain=plain) for plain in (True, False))
        ]
        assert spans[0] == spans[1], pattern


def test_a_second_scan_finds_what_a_first_one_would() -> None:
    scanner = scan.Scanner([phrase("leave a reply"), phrase("website")])
    before = Document("The ferry left.\nLeave a reply\nWeb\nsite\n", scan=scanner.hits)
    assert [hit.start for hit in before.hits["menu"]] == [16]
    after = Document("The ferry left.\nLeave a reply\nWebsite\n", scan=partial(scanner.hits, before=before))
    assert after.hits == scanner.hits(Document(after.text))


def test_shipped_patterns_count_nothing() -> None:
    """Forbid counted repetition: an automaton that counts to six has so many states that RE2 discards them."""
    phrases = [phrase for pack in shipped.packs(shipped.rules()) for phrase in pack.phrases]
    found = [phrase.prefilter.pattern for phrase in phrases]
    assert len(found) > 5_000
    assert [its for its in found if r"\pL" in its.replace(r"[^\pL", "") or "{0," in its] == []


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


@pytest.mark.parametrize(
    "string", ["new letter", "0:0", "[•] 0 min", "a | b", "© the", " süden", "don't 'miss'", "a.b*c+d", "0 0"]
)
def test_a_string_is_the_same_again_after_it_was_spelled_as_a_pattern(string: str) -> None:
    assert literals.of_pattern(literals.as_pattern(string)) == string


def test_all_strings_are_found_that_start_where_another_does() -> None:
    patterns = ["new [^.]{2,60} pier", "new letters? [^.]+ harbour", "(?:new|old) letters for all"]
    scanner = scan.Scanner([phrase(pattern) for pattern in patterns])
    line = "He found – new   letters for all at the harbour and the pier."
    assert [hit.phrase for hit in scanner.hits(Document(line))["menu"]] == [patterns[2], patterns[1], patterns[0]]
