"""What comes out of pages that extraction alone would cut or drop."""

import pytest

import cleantext
from cleantext import html as html_package
from cleantext.html import extract, left_out, outline, parsing, positions

FIRST = "The ferry to Ostwick was late on Monday, and two hundred passengers waited for an hour in the rain."
SECOND = "Nobody told them why, and the company gave no answer when this newspaper asked it on Tuesday morning."
THIRD = "It is the ninth time since spring, and the council wants to see the contract before the summer."
FIRST_BLOCK = f"<div>{FIRST}</div>"
PROSE = (FIRST, SECOND, THIRD)


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_title_that_is_never_closed_ends_at_the_next_tag() -> None:
    result = extract(f"<html><head><title>Ferry late\n<meta name='x'></head><body>{paragraphs(*PROSE)}</body></html>")
    assert (result.text, result.window_title, result.degraded) == ("\n".join(PROSE), "Ferry late\n", None)


def test_root_that_is_closed_where_it_opens_holds_the_page() -> None:
    result = extract(f"<html alt='Gazette'\n border='0' /></a><body>{paragraphs(*PROSE)}</body></html>")
    assert result.text == "\n".join(PROSE)


def test_layout_tables_stay_where_extraction_gives_no_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    flattened = list[object]()
    monkeypatch.setattr(html_package, "flatten_layout", flattened.append)
    table = "<table><tr><td><a href='/'>Front page</a></td></tr><tr><td>{}</td></tr></table>"
    page = f"<body>{table.format('Gazette')}<article>{paragraphs(*PROSE)}</article></body>"
    assert (extract(page).text, flattened) == ("\n".join(PROSE), [])


def test_form_around_an_article_of_broken_lines_does_not_name_them() -> None:
    broken = [text.replace(", ", ",<br>").replace(" on ", "<br>on ") for text in PROSE]
    page = f"<body><h1>Ferry</h1><form><div>{paragraphs(*broken)}</div></form><p>Harbour office</p></body>"
    assert cleantext.clean_html(page).text.replace("\n", " ") == " ".join([*PROSE, "Harbour office"])


def test_blocks_that_extraction_dropped_are_put_back_where_they_stood() -> None:
    dropped = (
        "<h2>What the company says</h2>",
        "<div>“We have one boat less than in May,” a man in the ticket office told the waiting passengers.</div>",
        "<div class='teaser'>Ten tips for a weekend on the islands, from our own correspondent on Weir.</div>",
        "<div style='display: none'>Nobody is meant to read this sentence, put there for machines.</div>",
        "<li>Boats of the morning</li>",
    )
    tree = parsing.parse(f"<body><h1>Late</h1>{FIRST_BLOCK}<p>{SECOND}</p>{''.join(dropped)}<p>{THIRD}</p></body>").tree
    assert tree is not None
    page = outline.PageText(tree)
    lines = [SECOND, THIRD]
    found = left_out.with_left_out(list(map(left_out.Found, lines, positions.places(lines, page))), page)
    assert [entry.line for entry in found] == [
        FIRST,
        SECOND,
        "What the company says",
        "“We have one boat less than in May,” a man in the ticket office told the waiting passengers.",
        "Boats of the morning",
        THIRD,
    ]


def test_what_was_extracted_with_other_signs_is_not_put_back() -> None:
    soft = SECOND.replace("newspaper", "news\N{SOFT HYPHEN}paper")
    tree = parsing.parse(f"<body><h1>Late</h1><p>{FIRST}</p><p>{soft}</p><p>{THIRD}</p></body>").tree
    assert tree is not None
    page = outline.PageText(tree)
    found = left_out.with_left_out(list(map(left_out.Found, PROSE, positions.places(PROSE, page))), page)
    assert [entry.line for entry in found] == list(PROSE)


def test_headings_links_and_boxes_outside_the_article_stay_out() -> None:
    outside = (
        "<h2>More from Ostwick</h2><p><a href='/x'>Pier sold for scrap to a dealer in Weir, and nobody bids.</a></p>"
    )
    page = f"<body><article>{paragraphs(*PROSE)}</article>{outside}</body>"
    assert extract(page).text == "\n".join(PROSE)
