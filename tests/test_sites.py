"""Boilerplate learned from a corpus: counts, decisions, packs."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleantext import Cleaner, PackError, clean, clean_html
from cleantext.cli import app
from cleantext.core.learned import Learned, Site, dump, fold, load, merged, site_of
from cleantext.sites import counts as counting
from cleantext.sites.counts import Counts
from cleantext.sites.packs import learn, merge, sites_of

BIO = "Ruth Abara keeps the log of the harbour and writes about all who come in late, and why they do."
APPEAL = "Before you read on: nine in ten who open the Courier pay nothing for it. Be the one who does, please."
FOOT = "Read by all who live on the quay"
FIRST = date(2024, 1, 1)

Page = tuple[str, str, date | None]


def word(number: int) -> str:
    """Return a different word for each number, in letters, since numbers are folded."""
    return "".join("bcdfghklmn"[int(digit)] + "aeiou"[int(digit) % 5] for digit in str(number))


def prose(number: int) -> str:
    """Return a paragraph that is unique to a number."""
    first, second = word(number), word(number + 7)
    return f"The ferry {first} was late, and all who came by the {second} waited for an hour on the pier, in the rain."


def article(number: int, *extra: str) -> list[str]:
    """Return an article of four paragraphs, with its boilerplate."""
    return [*(prose(10 * number + part) for part in range(4)), *extra]


def pages(*bodies: list[str], site: str = "aller.example", dated: bool = True) -> list[Page]:
    """Return a page for each week."""
    days = (FIRST + timedelta(days=7 * number) if dated else None for number in range(len(bodies)))
    return [(site, "\n\n".join(body), day) for body, day in zip(bodies, days, strict=True)]


def learned(found: list[Page]) -> list[tuple[str, str, int, str]]:
    return [(line.where, line.level, line.pages, line.text) for line in learn(found)["aller.example"].lines]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("Read more", "read more"),
        ("READ MORE", "read more"),
        ("All the ships of Port Haven that came in late", "all the ships of @ that came in late"),
        ("By Ruth Abara", "by ruth abara"),
        ("The tide comes at 14:35 and goes at 20.10 today", "the tide comes at 0 and goes at 0 today"),
        ("Seen on 12 May 2024", "seen on #"),
        ("Vu le 12 mars 2024", "vu le #"),
        ("El 12 de mayo de 2024", "el #"),
        ("Difficulty: easy", "difficulty: @"),
        ("Der Rat der Stadt hat die Brücke gesperrt", "der rat der stadt hat die brücke gesperrt"),
    ],
)
def test_fold(line: str, key: str) -> None:
    assert fold([line]) == [key]
    assert fold(["Before", line, "After"]) == ["before", key, "after"]


def test_fold_of_nothing() -> None:
    assert fold([]) == []


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.example.org/a?b=http://other.example", "example.org"),
        ("http://news.example.co.uk:8080/", "example.co.uk"),
        ("WWW.Example.ORG", "example.org"),
        ("https://someone.blogspot.com/2024", "someone.blogspot.com"),
        ("http://192.168.1.10/a", "192.168.1.10"),
        ("http://localhost/", "localhost"),
        ("https://münchen.example.de/", "example.de"),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_site_of(url: str, site: str | None) -> None:
    assert site_of(url) == site


def test_what_stands_behind_all_articles_is_learned() -> None:
    assert learned(pages(*(article(number, BIO, FOOT) for number in range(12)))) == [
        ("tail", "safe", 12, BIO),
        ("tail", "safe", 12, FOOT),
    ]


def test_nine_pages_are_enough_for_nothing() -> None:
    assert learned(pages(*(article(number, BIO, FOOT) for number in range(9)))) == []


def test_a_biography_on_three_pages_of_twenty_is_learned() -> None:
    bodies = [article(number, *([BIO] if number % 7 == 0 else [])) for number in range(20)]
    assert learned(pages(*bodies)) == [("tail", "safe", 3, BIO)]


def test_background_of_one_week_stays() -> None:
    bodies = [article(number, *([BIO] if 7 <= number < 11 else [])) for number in range(20)]
    assert learned(pages(*bodies)) == []


def test_a_statement_stays() -> None:
    said = f"“{BIO}”"
    assert learned(pages(*(article(number, *([said] if number % 4 == 0 else [])) for number in range(20)))) == []


def test_a_paragraph_inside_the_article_stays_unless_it_is_on_most_pages() -> None:
    def body(number: int, inside: bool) -> list[str]:  # noqa: FBT001
        return [*article(number)[:2], *([APPEAL] if inside else []), *article(number)[2:]]

    assert learned(pages(*(body(number, number % 3 > 0) for number in range(30)))) == []
    assert learned(pages(*(body(number, number % 15 > 0) for number in range(30)))) == [("body", "safe", 28, APPEAL)]


def test_a_story_that_is_printed_many_times_stays() -> None:
    story = article(0)
    assert learned(pages(*(article(number) for number in range(1, 9)), *(6 * [story]))) == []


def test_a_live_page_stays() -> None:
    entries = [prose(number) for number in range(12)]
    fetches = [entries[-seen:] for seen in range(4, 13)]
    assert learned(pages(*(article(number) for number in range(20, 30)), *fetches)) == []


def test_agency_copy_stays_and_a_template_of_the_publisher_goes() -> None:
    mine = pages(*(article(number, *([BIO] if number % 4 == 0 else []), APPEAL) for number in range(20)))
    other = pages(*(article(number, *([BIO] if number % 4 == 0 else []), APPEAL) for number in range(40, 60)), site="b")
    found = learn([*mine, *other])
    assert [line.text for line in found["aller.example"].lines] == [APPEAL]
    assert [line.text for line in found["b"].lines] == [APPEAL]


def test_what_changes_is_only_reported() -> None:
    bodies = [article(number, f"Attendance at the gate: {3 * number} of 900") for number in range(12)]
    assert learned(pages(*bodies)) == [("tail", "report", 12, "Attendance at the gate: 0 of 900")]


def test_a_short_sentence_that_closes_all_articles_goes_at_thorough() -> None:
    assert learned(pages(*(article(number, "Serve warm.") for number in range(12)))) == [
        ("tail", "thorough", 12, "Serve warm.")
    ]


def test_a_line_with_half_a_surrogate_is_learned(tmp_path: Path) -> None:
    foot = f"{FOOT} \ud800"
    site, *_ = learn(pages(*(article(number, foot) for number in range(12)))).values()
    assert [line.text for line in site.lines] == [foot]
    path = tmp_path / "a.pack"
    path.write_text(dump([site]), "utf-8")
    text = "\n".join(article(1, foot))
    result = Cleaner(packs=[path], site=site.name)(text)
    assert (result.text, result.restore()) == ("\n".join(article(1)), text)


def test_dates_are_not_asked_for() -> None:
    assert learned(pages(*(article(number, FOOT) for number in range(12)), dated=False)) == [("tail", "safe", 12, FOOT)]


@cache
def corpus() -> tuple[Page, ...]:
    """Return three sites with odd lines among the others."""
    odd = ("\ud800 Lone surrogates stand on every page", "A\ttab\x00", "Case", "CASE", " — ", "x" * 2_000)
    found: list[Page] = []
    for site in ("a.example", "b.example", "c.example"):
        bodies = [article(number, *odd[: number % 7], *([BIO] if number % 3 else []), FOOT) for number in range(24)]
        found += pages(*bodies, site=site)
    return tuple(found)


@settings(deadline=None, max_examples=15)
@given(seed=st.integers(), most=st.sampled_from([3, 40, 100_000]), parts=st.integers(1, 4))
def test_the_same_pack_in_any_order_and_any_split(seed: int, most: int, parts: int) -> None:
    shuffled = list(corpus())
    Random(seed).shuffle(shuffled)  # noqa: S311 - an order, no secret
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "MOST_IN_MEMORY", most)
        with Counts() as total:
            for part in range(parts):
                with Counts() as counts:
                    for site, text, day in shuffled[part::parts]:
                        counts.add(site, text, day.toordinal() if day else 0)
                    counts.save()
                    total.add_part(counts.folder)
            assert dump(sites_of(total).values()) == expected()


@cache
def expected() -> str:
    text = dump(learn(corpus()).values())
    assert f'"text": "{BIO}"' in text
    return text


def test_a_site_with_control_characters_is_refused() -> None:
    with Counts() as counts, pytest.raises(ValueError, match="is no name of a site"):
        counts.add("a\tb", "text")


SITE = Site(
    "aller.example",
    431,
    "2024-01-01",
    "2024-06-30",
    (Learned(BIO, "tail", 18, 0, 18, 1, "safe", "2024-01-08", "2024-06-24"), Learned(FOOT, "tail", 431, 0, 431)),
)
PACK = (
    '{"format": "cleantext site pack", "version": 1}\n'
    '{"site": "aller.example", "pages": 431, "first": "2024-01-01", "last": "2024-06-30"}\n'
    f'{{"site": "aller.example", "text": "{FOOT}", "where": "tail", "pages": 431, "heads": 0, "tails": 431, '
    '"forms": 1, "level": "safe"}\n'
    f'{{"site": "aller.example", "text": "{BIO}", "where": "tail", "pages": 18, "heads": 0, "tails": 18, "forms": 1, '
    '"level": "safe", "first": "2024-01-08", "last": "2024-06-24"}\n'
)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "site.pack"
    path.write_bytes(PACK.encode())
    return path


def test_a_pack_is_text(pack: Path) -> None:
    assert dump([SITE]) == PACK
    assert dump(load(pack).values()) == PACK


def test_a_line_of_80_code_points_may_be_a_label() -> None:
    line = f"difficulty: {'easy for those who can swim, ' * 3}"
    assert fold([line[:80], line[:81]]) == ["difficulty: @", line[:81]]


@pytest.mark.parametrize(("more", "is_near"), [(5, True), (6, False)])
def test_a_paragraph_is_nearly_the_same_with_four_fifths_of_all_pairs_of_words(more: int, *, is_near: bool) -> None:
    line = Learned(" ".join(map(word, range(21))), "tail", 3)  # twenty pairs
    text = " ".join([line.text, *map(word, range(100, 100 + more))])
    assert Site("a", lines=(line,)).near(text) == (line if is_near else None)


@pytest.mark.parametrize(("words", "is_near"), [(13, True), (12, False)])
def test_what_is_nearly_the_same_has_twelve_pairs_of_words(words: int, *, is_near: bool) -> None:
    line = Learned(" ".join(map(word, range(words))), "tail", 3)
    assert Site("a", lines=(line,)).near(line.text) == (line if is_near else None)


def test_a_line_without_counts_was_seen_at_no_end() -> None:
    assert Learned("a", "tail", 3) == Learned("a", "tail", 3, 0, 0, 1, "safe", None, None, None)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ('{"site": "a", "text": "b", "where": "tail", "page": 3}', "'page' is no key here; did you mean 'pages'?"),
        ('{"site": "a", "text": "b", "where": "tial", "pages": 3}', "where: 'tial'; did you mean 'tail'?"),
        ('{"site": "a", "text": "b", "where": "tail", "pages": "3"}', "pages cannot be '3'"),
        ('{"site": "a", "text": "b", "where": "tail"}', "'pages' is missing"),
        ('{"text": "b"}', "'site' is missing"),
        (
            '{"site": "a", "text": " b", "where": "tail", "pages": 3}',
            "text must be one line without blanks around it, not ' b'",
        ),
        ('{"site": "a", "text": "b", "where": "tail", "pages": -1}', "pages cannot be -1"),
        ('{"site": "a", "text": "b", "where": "tail", "pages": true}', "pages cannot be True"),
        (
            '{"site": "a", "pages": 3, "last": "yesterday"}',
            "last must be a day such as 2024-06-30, not 'yesterday'",
        ),
        ("[1]", "no JSON object: [1]"),
    ],
)
def test_a_wrong_row_is_reported(pack: Path, row: str, told: str) -> None:
    pack.write_bytes(f"{PACK}{row}\n".encode())
    with pytest.raises(PackError) as caught:
        load(pack)
    assert str(caught.value) == f"{pack}, line 5: {told}"


def test_brackets_without_end_are_no_pack(pack: Path) -> None:
    pack.write_bytes(PACK.encode() + b"[" * 200_000)
    with pytest.raises(PackError, match="not a site pack"):
        load(pack)


def test_a_line_with_half_a_surrogate_comes_back(pack: Path) -> None:
    line = Learned("Read by all \ud83d", "tail", 9, 0, 9)
    pack.write_bytes(dump([Site("a.example", 9, lines=(line,))]).encode())
    assert load(pack)["a.example"].lines == (line,)


def test_packs_add_up_in_any_order() -> None:
    newer = Site("aller.example", 100, "2024-07-01", "2024-09-30", (Learned(FOOT.upper(), "tail", 90, 0, 90),))
    other = Site("b.example", 12)
    one = merged(merged({SITE.name: SITE}, {newer.name: newer}), {other.name: other})
    back = merged({other.name: other}, merged({newer.name: newer}, {SITE.name: SITE}))
    assert dump(one.values()) == dump(back.values())
    assert (one["aller.example"].pages, one["aller.example"].last) == (531, "2024-09-30")
    assert one["aller.example"].find(FOOT) == Learned(FOOT.upper(), "tail", 521, 0, 521, also=FOOT)


def test_lines_that_a_site_gave_up_are_forgotten() -> None:
    newer = Site(
        "aller.example", 100, "2025-01-01", "2025-07-01", (Learned(FOOT, "tail", 90, 0, 90, last="2025-07-01"),)
    )
    found = merge([{SITE.name: SITE}, {newer.name: newer}])
    assert [line.text for line in found["aller.example"].lines] == [FOOT]


ARTICLE = f"{prose(1)}\n\n{prose(2)}\n\n{BIO}\n\n{FOOT}\n"


def test_the_reason_says_on_how_many_pages(pack: Path) -> None:
    result = clean(ARTICLE, site="aller.example", packs=[pack])
    assert result.text == f"{prose(1)}\n\n{prose(2)}\n"
    assert [(entry.rule, entry.reason) for entry in result.removals] == [
        ("site_repeat", "on 18 of 431 pages of aller.example"),
        ("site_repeat", "on 431 of 431 pages of aller.example"),
    ]
    assert result.restore() == ARTICLE


@pytest.mark.filterwarnings("ignore:site packs do nothing")
@pytest.mark.parametrize("site", [None, "b.example", ""])
def test_nothing_goes_where_the_site_is_not_known(pack: Path, site: str | None) -> None:
    assert clean(ARTICLE, site=site, packs=[pack]).text == ARTICLE
    assert clean(ARTICLE, site=site).text == ARTICLE


def test_the_url_says_the_site(pack: Path) -> None:
    page = "".join(f"<p>{line}</p>" for line in ARTICLE.split("\n\n"))
    html = f"<html><body><article>{page}</article></body></html>"
    assert clean_html(html, "https://www.aller.example/late", packs=[pack]).text == f"{prose(1)}\n{prose(2)}"
    assert Cleaner(packs=[pack])(ARTICLE, site="https://www.aller.example/late").text == f"{prose(1)}\n\n{prose(2)}\n"


def rows(found: list[Page]) -> Iterator[bytes]:
    for number, (site, text, day) in enumerate(found):
        url = f"https://www.{site}/{number}"
        yield json.dumps({"text": text, "url": url, "date": f"{day}T10:00:00Z"}).encode() + b"\n"


def test_learn_and_learn_on(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    found = pages(*(article(number, BIO, FOOT) for number in range(24)))
    (tmp_path / "a.jsonl").write_bytes(b"".join(rows(found[:12])))
    (tmp_path / "b.jsonl").write_bytes(b"".join(rows(found[12:])))
    first, both = tmp_path / "first.pack", tmp_path / "both.pack"
    fields = ["--url-field", "url", "--date-field", "date"]
    assert app.run(["learn", str(tmp_path / "a.jsonl"), "-o", str(first), *fields]) == 0
    assert dump(load(first).values()) == dump(learn(found[:12]).values())
    assert app.run(["learn", str(first), str(tmp_path / "b.jsonl"), "-o", str(both), *fields]) == 0
    assert [line.pages for line in load(both)["aller.example"].lines] == [24, 24]
    assert capfd.readouterr().err.splitlines()[-1] == f"cleantext: 24 pages of 1 site: 2 lines in {both}"


def test_several_processes_learn_what_one_does(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    found = pages(*(article(number, BIO, FOOT) for number in range(24)))
    for number in range(3):
        (tmp_path / f"{number}.jsonl").write_bytes(b"".join(rows(found[number::3])) + b'{"text": "The ferry."}\n')
    inputs = [str(tmp_path / f"{number}.jsonl") for number in range(3)]
    fields = ["--url-field", "url", "--date-field", "date"]
    for workers in ("1", "2"):
        target = tmp_path / f"{workers}.pack"
        assert app.run(["learn", *inputs, "-o", str(target), "--workers", workers, *fields]) == 3
        told = capfd.readouterr().err.splitlines()
        assert sorted(told)[:3] == [
            f"cleantext: {number}.jsonl, record 8: no site: the field is empty, or no address" for number in range(3)
        ]
    assert (tmp_path / "1.pack").read_bytes() == (tmp_path / "2.pack").read_bytes()


def test_records_without_a_site_are_reported(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path, target = tmp_path / "a.jsonl", tmp_path / "site.pack"
    path.write_bytes(b'{"text": "The ferry.", "url": null}\n')
    assert app.run(["learn", str(path), "-o", str(target), "--url-field", "url"]) == 4
    assert not target.exists()
    assert capfd.readouterr().err.splitlines() == [
        "cleantext: a.jsonl, record 0: no site: the field is empty, or no address",
        "cleantext: no page with a site there; --url-field, --site-field or --site say what it is",
    ]
