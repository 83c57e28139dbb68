"""Pages that are none, or that are longer, deeper or odder than a parser bears."""

from pathlib import Path

import pytest
from html_pages import END, SENTENCE, page

import cleantext
from cleantext import NotHtmlError
from cleantext.html import extract, parsing


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("", "not HTML: the input is empty"),
        (b" \n", "not HTML: the input is empty"),
        (b"%PDF-1.7 <p>", "not HTML: the input is a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "not HTML: the input is a PNG image"),
        (b"PK\x03\x04<p>", "not HTML: the input is a zip archive or office document"),
        (b"\x1f\x8b\x08", "not HTML: the input is compressed with gzip; decompress it first"),
        (b"\x00\x01<p>\x00\x02" * 9, "not HTML: the input is binary data"),
        ("Two < three, and no tag.", "not HTML: the input has no tag; plain text goes to clean()"),
    ],
)
def test_what_cannot_be_html_is_refused_with_the_reason(html: str | bytes, message: str) -> None:
    with pytest.raises(NotHtmlError) as caught:
        extract(html)
    assert str(caught.value) == message


@pytest.mark.parametrize("value", [None, 3, ["<p>"], bytearray(b"<p>"), Path("page.html")])
def test_other_types_are_refused_with_what_to_pass(value: object) -> None:
    with pytest.raises(TypeError) as caught:
        cleantext.clean_html(value)  # type: ignore[arg-type]
    kind = type(value).__name__
    assert str(caught.value) == (
        f"clean_html() takes a str or bytes, not {kind}; read a file in binary, such as Path('page.html').read_bytes()"
    )


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<html><body><img src='/pier.jpg'><script>start()</script></body></html>", "no article found on the page"),
        ("<!-- nothing -->", "no article: the page is empty"),
    ],
)
def test_page_without_an_article_gives_an_empty_text_and_the_reason(html: str, reason: str) -> None:
    result = cleantext.clean_html(html)
    assert (result.text, result.source, result.degraded) == ("", "", reason)


@pytest.mark.parametrize(
    "block",
    [
        "<div>" * 300 + "</div>" * 300,
        "<div>" * 5_000 + "</div>" * 5_000,
        "<b>" * 5_000,
        "<!--" + "- x " * 2_700_000 + "-->",
        "<script>" + "x = 1; " * 1_600_000 + "</script>",
        "<p hidden title='" + "a b " * 2_700_000 + "'></p>",
    ],
    ids=["300 deep", "5,000 deep", "5,000 unclosed", "long comment", "long script", "long attribute"],
)
def test_nothing_behind_a_limit_of_the_parser_is_lost(block: str) -> None:
    result = extract(page(block))
    assert (result.text, result.degraded) == (f"{SENTENCE}\n{END}", None)


@pytest.mark.slow
def test_text_of_more_than_ten_megabytes_is_kept() -> None:
    long = "ab cd " * 1_700_000 + "ef."
    assert extract(page(f"<p>{long}</p>")).text == f"{SENTENCE}\n{long}\n{END}"


def test_surrogates_end_nothing() -> None:
    result = extract(page("<p>A gull \ud83d\udc26 sat on \udcff the pier of Ostwick.</p>"))
    assert result.text == f"{SENTENCE}\nA gull \U0001f426 sat on \N{REPLACEMENT CHARACTER} the pier of Ostwick.\n{END}"


@pytest.mark.parametrize(
    "beginning", ["", "<!DOCTYPE html PUBLIC '-//W3C//DTD' 'x'/>", "<!DOCTYPE html>\n<html lang='de' />\n"]
)
def test_control_characters_and_faulty_beginnings_end_nothing(beginning: str) -> None:
    result = extract(
        beginning + page("<p>The gulls\0 of Ostwick\x0b sat on\x1f the pier.</p>", "<p>And left.</p>" * 400)
    )
    assert result.text.split("\n")[:2] == [SENTENCE, "The gulls of Ostwick sat on the pier."]
    assert result.degraded is None


@pytest.mark.parametrize(("deep", "is_extracted"), [(50, True), (51, False)])
@pytest.mark.parametrize("block", ["<ul><li>gull", "<table><tr><td>gull"])
def test_how_deep_lists_and_tables_may_stand_in_one_another(deep: int, block: str, *, is_extracted: bool) -> None:
    assert (extract(page(block * deep)).degraded is None) is is_extracted


@pytest.mark.parametrize("lists", [700, 7_000])  # the parser takes the first unchanged
def test_deeply_nested_lists_do_not_exhaust_the_stack(lists: int) -> None:
    result = extract(page("<ul><li>gull" * lists))
    assert result.text.count("gull") == lists
    assert END in result.text


def test_attributes_past_the_limit_are_left_out_and_counted() -> None:
    many = " ".join(f"a{number}='>'" for number in range(parsing.MOST_ATTRIBUTES + 7))
    result = extract(page(f"<p {many}>{SENTENCE[4:]}</p>"))
    assert result.text == f"{SENTENCE}\n{SENTENCE[4:]}\n{END}"
    assert result.degraded == "7 attributes were left out, those past the 1000th of a tag"


def test_of_too_many_attributes_the_telling_ones_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MOST_ATTRIBUTES_OF_A_PAGE", 50)
    sentences = [SENTENCE[:-1] + f", said number {number}." for number in range(6)]
    tag = "<div class='inset' a1 a2 a3 a4 a5 a6 a7 a8 a9>"
    result = extract(page(*(f"{tag}<p>{sentence}</p></div>" for sentence in sentences)))
    assert result.text == "\n".join([SENTENCE, *sentences, END])
    assert {mark.names for mark in result.marks} == {"", "inset"}
    assert result.degraded == "54 attributes were left out, the page has more than 50"


def test_scripts_and_comments_have_no_attributes() -> None:
    code = "if (a <b && " + " ".join(f"c{number}" for number in range(parsing.MOST_ATTRIBUTES * 2)) + ") { }"
    assert extract(page(f"<script>{code}</script><!-- <p {code} -->")).degraded is None


@pytest.mark.parametrize(
    ("limit", "block", "reason"),
    [
        ("MOST_ELEMENTS", "<hr>" * 90, "it has 96 elements, more than 50"),
        ("MOST_PARAGRAPHS", "<p>Gull.</p>" * 90, "it has 92 paragraphs, more than 50"),
        ("MOST_INLINE", "<p>" + "<i>x</i>" * 90 + "</p>", "a paragraph has more than 50 inline elements"),
        ("MOST_TEXTS", "<div>" + "Gull.<br>" * 90 + "</div>", "a div has more than 50 texts, blocks apart"),
        ("MOST_NESTED", "<ul><li>Gull." * 51, "more than 50 items of lists stand in one another"),
        ("MOST_NESTED", "<table><tr><td>Gull." * 51, "more than 50 tables stand in one another"),
    ],
)
def test_pages_that_would_take_minutes_give_all_their_text_and_the_reason(
    limit: str,
    block: str,
    reason: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parsing, limit, 50)
    result = extract(page(block))
    assert result.degraded == f"not extracted, {reason}: the text of the whole page is given"
    lines = result.text.split("\n")
    assert (lines[0], lines[-1]) == (SENTENCE, END)
    assert result.text.count("Gull.") == block.count("Gull.")


@pytest.mark.parametrize(("most", "is_cleaned"), [(7, True), (6, False)])
def test_lines_without_end_of_a_page_that_is_not_extracted_are_not_cleaned(
    monkeypatch: pytest.MonkeyPatch, most: int, *, is_cleaned: bool
) -> None:
    monkeypatch.setattr(parsing, "MOST_NESTED", 3)
    monkeypatch.setattr(parsing, "MOST_LINES", most)
    result = cleantext.clean_html(page("<ul><li>Gull" * 4, "<p>Leave a Reply</p>"))
    lines = [SENTENCE, *["Gull"] * 4, "Leave a Reply", END]
    assert result.source == "\n".join(lines)
    assert result.text == "\n".join(line for line in lines if line != "Leave a Reply" or not is_cleaned)
    reason = "not extracted, more than 3 items of lists stand in one another: the text of the whole page is given"
    assert result.degraded == reason + ("" if is_cleaned else f" and not cleaned, it has more than {most} lines")


def test_longest_page_is_cut_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MOST_CHARACTERS", 300)
    html = page(f"<p>{END}</p>" * 9)
    reason = f"cut: the page has {len(html)} characters, the first 300 were read"
    assert extract(html).degraded == reason
