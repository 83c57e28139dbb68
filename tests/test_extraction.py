"""What comes out of pages that extraction alone would cut or drop."""

import pytest

import cleantext
from cleantext import html as html_package
from cleantext.html import extract

FIRST = "The ferry to Ostwick was late on Monday, and two hundred passengers waited for an hour in the rain."
SECOND = "Nobody told them why, and the company gave no answer when this newspaper asked it on Tuesday morning."
THIRD = "It is the ninth time since spring, and the council wants to see the contract before the summer."
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
