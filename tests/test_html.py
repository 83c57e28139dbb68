import subprocess
import sys
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import trafilatura

import cleantext
from cleantext import NotHtmlError
from cleantext.core.document import Mark
from cleantext.html import Page, encoding, extract, outline, parsing, positions

FIXTURES = Path(__file__).parent.parent / "fixtures" / "html"
SENTENCE = "The council of Ostwick met on Monday and voted for the new pier, which will cost less than the last one."
END = "The last sentence of the page, which a parser that stops early does not see at all."
UNREADABLE = "\N{REPLACEMENT CHARACTER}"
SIGNS = "Die Fähre – „Möwe“ genannt – kostet 5 €, sagte der Bürgermeister von Grauburg."


def read(name: str) -> str:
    return (FIXTURES / name).read_text("utf-8")


def page(*blocks: str, head: str = "") -> str:
    body = "\n".join(blocks)
    return f"<html><head>{head}</head><body><article><p>{SENTENCE}</p>{body}<p>{END}</p></article></body></html>"


def marks(result: Page) -> dict[str, Mark]:
    return dict(zip(result.text.split("\n"), result.marks, strict=True))


def test_newspaper_page_gives_its_article_and_what_it_says_about_itself() -> None:
    result = extract(read("newspaper.html"), "https://www.harbour-gazette.example/news/ferry")
    assert f"{result.text}\n" == read("newspaper.txt")
    assert result._replace(text="", marks=()) == Page(
        "",
        title="Ferry service to Ostwick resumes after storm",
        author="Maren Tidewell",
        date="2024-02-13",
        language="en",
        description=(
            "The last boat of the winter timetable was back at its pier on Tuesday, three weeks after the gale."
        ),
        window_title="Ferry service to Ostwick resumes after storm | The Harbour Gazette",
        teasers=("The last boat of the winter timetable was back at its pier on Tuesday, three weeks after the gale.",),
    )


def test_newspaper_page_marks_each_line() -> None:
    assert extract(read("newspaper.html")).marks == (
        Mark(0, "h1", 0.0, "story-headline", "", 3, 23, 22, 12, 1.0, in_figure=False, gap=13),
        Mark(45, "p", 0.0, "", "", 3, 26, 22, 5, 1.0, in_figure=False, gap=15),
        Mark(254, "p", 0.045, "", "", 3, 27, 22, 5, 1.0),
        Mark(525, "h2", 0.0, "", "", 3, 36, 22, 13, 1.0, in_figure=False, gap=139),
        Mark(546, "p", 0.0, "", "", 3, 37, 22, 5, 1.0),
        Mark(765, "p", 0.0, "", "", 3, 38, 22, 5, 1.0),
    )


def test_text_is_what_trafilatura_gives_without_comments() -> None:
    html = read("newspaper.html")
    assert extract(html).text == trafilatura.extract(html, include_comments=False)


def test_clean_html_carries_the_page_to_the_result_and_restores_its_text() -> None:
    result = cleantext.clean_html(read("newspaper.html"))
    assert (result.title, result.author, result.date, result.degraded) == (
        "Ferry service to Ostwick resumes after storm",
        "Maren Tidewell",
        "2024-02-13",
        None,
    )
    assert result.source == read("newspaper.txt").rstrip("\n")
    assert result.restore() == result.source


def test_layout_tables_are_read_as_blocks_and_data_tables_as_rows() -> None:
    assert f"{extract(read('layout_table.html')).text}\n" == read("layout_table.txt")


def test_marks_tell_the_links_and_the_names_around_a_line() -> None:
    box = '<div class="Rubrik" id="MORE" role="note"><p><a href="/x">Old pier sold for scrap</a> on Friday</p></div>'
    found = marks(extract(page(box, f"<blockquote><p>{SENTENCE[4:]}</p></blockquote>")))
    assert found["Old pier sold for scrap on Friday"][1:4] == ("p", 0.704, "rubrik more note")
    assert found[SENTENCE[4:]][1:4] == ("p", 0.0, "blockquote")
    assert found[END][1:4] == ("p", 0.0, "")


def test_ids_that_repeat_a_heading_name_no_part_of_the_page() -> None:
    topic = f"<section id='tide-form'><h2 id='tide'>Tide form, old and new</h2><p>{SENTENCE[4:]}</p></section>"
    part = f"<section id='tide-form'><h2>What readers say</h2><p>{SENTENCE[10:]}</p></section>"
    found = marks(extract(page(topic, part)))
    assert {line: mark.names for line, mark in found.items()} == {
        SENTENCE: "",
        "Tide form, old and new": "",
        SENTENCE[4:]: "",
        "What readers say": "tide-form",
        SENTENCE[10:]: "tide-form",
        END: "",
    }


def test_line_of_two_elements_has_the_names_around_both() -> None:
    html = page(
        "<div class='inset'><p><b class='first'>Gulls of Ostwick</b> and <i class='last'>terns of Weir</i></p></div>"
    )
    assert marks(extract(html))["Gulls of Ostwick and terns of Weir"][1:4] == ("p", 0.0, "inset")


def test_marks_tell_where_in_the_tree_a_line_stands() -> None:
    section = f"<section><p>{SENTENCE[4:]}</p><p><b>A note in bold type.</b></p></section>"
    boats = "<ul><li>Boats of the morning</li><li>Boats of the evening</li></ul>"
    picture = "<img src='/g.jpg' alt='Gulls over the harbour of Weir'><p>Gulls over the harbour of Weir</p>"
    found = marks(extract(page(section, boats, "<aside>Left out</aside>", picture)))
    note = found["A note in bold type."]
    assert (note.inner, note.depth, note.prose_share, note.in_figure) == ("b", 3, 0.491, False)
    assert (found[SENTENCE[4:]].prose_share, found[END].prose_share) == (0.0, 1.0)
    assert found[SENTENCE[4:]].parent == note.parent != found[END].parent
    assert found[SENTENCE[4:]].kind == note.kind != found[END].kind == found[SENTENCE].kind
    morning, evening = found["- Boats of the morning"], found["- Boats of the evening"]
    assert (morning.parent, morning.kind) == (evening.parent, evening.kind)
    assert (morning.tag, morning.prose_share, evening.element - morning.element) == ("li", 0.0, 1)
    gulls = found["Gulls over the harbour of Weir"]
    assert (gulls.in_figure, gulls.gap) == (True, len("Leftout"))


def test_marks_of_repeated_lines_are_those_of_their_places() -> None:
    item = '<ul class="{}"><li>Bridge or ferry: what the island wants</li></ul>'
    html = page(item.format("first"), f"<p>{SENTENCE[::-1]}</p>", item.format("second"))
    result = extract(html)
    repeated = [
        mark.names for line, mark in zip(result.text.split("\n"), result.marks, strict=True) if "Bridge" in line
    ]
    assert repeated == ["first", "second"]


def test_line_that_is_not_in_the_page_has_a_mark_without_a_tag() -> None:
    json = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{SENTENCE}"}}</script>'
    result = extract(f"<html><head>{json}</head><body><div id='app'></div></body></html>")
    assert (result.text, result.marks) == (SENTENCE, (Mark(0, "", 0.0, ""),))


def test_page_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = []
    for module in (lxml.html, sys.modules["trafilatura.utils"]):

        def counted(data: Any, original: Any = module.fromstring, **options: Any) -> Any:
            whole.append(b"masthead" in data)
            return original(data, **options)

        monkeypatch.setattr(module, "fromstring", counted)
    extract(read("newspaper.html"))
    # trafilatura parses the fallback's selection again, without the page's head.
    assert whole == [True, False]


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-32", ""),
        ("utf-32-le", ""),
        ("utf-32-be", ""),
        ("utf-16", ""),
        ("utf-16-le", ""),
        ("utf-16-be", ""),
        ("cp1252", "<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'>"),
        ("cp1252", "<meta charset=windows-1252>"),
        ("cp1252", ""),
        ("utf-8", "<meta charset=iso-8859-1>"),
        ("cp1252", "<meta charset=utf-8>"),
        ("cp1252", "<meta charset=no-such-thing>"),
    ],
)
def test_bytes_are_read_in_the_encoding_they_are_in(name: str, head: str) -> None:
    result = extract(page(f"<p>{SIGNS}</p>", head=head).encode(name))
    assert (result.text, result.degraded) == (f"{SENTENCE}\n{SIGNS}\n{END}", None)


@pytest.mark.parametrize(("signs", "is_reported"), [(100, False), (101, True)])
def test_a_guess_that_gives_no_letters_is_reported(signs: int, is_reported: bool) -> None:  # noqa: FBT001 - what is expected
    result = extract(page(f"<p>{SENTENCE}</p>").encode() + b"\x81" * signs)
    assert ("its encoding is unknown" in (result.degraded or "")) == is_reported


def test_utf_7_is_reported() -> None:
    result = extract(page(f"<p>{SENTENCE}</p>", head="<meta charset=utf-7>").encode())
    assert result.degraded == "it declares UTF-7, which is not read"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("shift_jis", "市長は月曜日に新しい橋の計画を発表し、工事は来年の春に始まると述べた。"),
        ("iso2022_jp", "市長は月曜日に新しい橋の計画を発表し、工事は来年の春に始まると述べた。"),
        ("gb2312", "市长星期一宣布了新桥的计划，并说工程将于明年春天开始。"),
        ("koi8-r", "Власти города объявили, что мост будет закрыт на всю зиму, сообщил представитель."),
        ("iso8859-2", "Władze miasta ogłosiły, że most zostanie zamknięty na całą zimę."),
    ],
)
def test_stated_encodings_are_believed(name: str, text: str) -> None:
    html = page(f"<p>{text}</p>", head=f'<meta charset="{name.replace("iso2022_jp", "iso-2022-jp")}">')
    assert extract(html.encode(name)).text == f"{SENTENCE}\n{text}\n{END}"


def test_bytes_that_cannot_be_read_are_counted() -> None:
    result = extract(page(f"<p>{SIGNS}</p>").encode().replace("ä".encode(), b"\xff"))
    assert result.text == f"{SENTENCE}\n{SIGNS.replace('ä', UNREADABLE)}\n{END}"
    assert result.degraded == "1 characters are not valid utf-8, each is given as U+FFFD"


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


def test_longest_page_is_cut_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MOST_CHARACTERS", 300)
    html = page(f"<p>{END}</p>" * 9)
    reason = f"cut: the page has {len(html)} characters, the first 300 were read"
    assert extract(html).degraded == reason


def test_json_that_cannot_be_read_costs_the_metadata_alone() -> None:
    result = extract(page(head=f'<script type="application/ld+json">{"[" * 100_000}</script>'))
    assert result.text == f"{SENTENCE}\n{END}"
    assert result.title is None
    assert (result.degraded or "").startswith("title, author and date were not read: RecursionError")


@pytest.mark.parametrize("url", ["", "::::", "http://[bad"])
def test_urls_that_are_none_do_no_harm(url: str) -> None:
    assert extract(page(), url).text == f"{SENTENCE}\n{END}"


def test_date_is_found_in_the_url() -> None:
    assert extract(page(), "https://gazette.example/2024/05/06/pier").date == "2024-05-06"


def test_language_of_the_page_is_its_own_claim() -> None:
    stated = {"de-AT": "de", "EN": "en", "zh_Hans": "zh", "English": "en", "nb-NO": "no", "jp": None, "": None}
    for attribute, language in stated.items():
        assert extract(page().replace("<html>", f'<html lang="{attribute}">')).language == language


def test_names_around_a_line_are_bounded() -> None:
    long = " ".join(f"name{number}" for number in range(400))
    found = marks(extract(page(f"<div class='{long}'><p>A line among names.</p></div>")))
    assert found["A line among names."].names == long[:1000].rpartition(" ")[0]


def test_names_around_half_of_the_article_say_nothing_of_a_line() -> None:
    others = [SENTENCE[:-1] + f", said number {number}." for number in range(4)]
    box = f"<div class='inset'><p>{SENTENCE[4:]}</p><p>Behind the first.</p></div>"
    much = "<div class='frame'>" + "".join(f"<p>{other}</p>" for other in others) + "<p>Behind it all.</p></div>"
    found = marks(extract(page(box, much)))
    assert (found["Behind the first."].names, found["Behind it all."].names) == ("inset", "")


def test_search_for_lines_is_bounded() -> None:
    tree = parsing.parse(page("<p>a b</p>" * 400)).tree
    assert tree is not None
    text = outline.PageText(tree)
    missing = "\n".join(f"line {number} is nowhere on the page" for number in range(5_000))
    search = positions._Search(text)  # noqa: SLF001
    assert search.places(missing.split("\n")) == [None] * 5_000
    assert search._left <= 0  # noqa: SLF001


def test_import_loads_no_parser() -> None:
    code = "import sys, cleantext.html; print({'lxml', 'trafilatura', 'htmldate'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_decoding_removes_the_byte_order_mark_of_text_too() -> None:
    assert encoding.decode("\N{ZERO WIDTH NO-BREAK SPACE}<p>x") == ("<p>x", "")


NEWS = (
    '<script type="application/ld+json">{"@type": "NewsArticle"}</script>',
    '<script type="application/ld+json">[{"@type" : ["Article", "OpinionNewsArticle"]}]</script>',
    '<script type="application/ld+json">{"@graph": [{"@type": "LiveBlogPosting"}]}</script>',
    "<div itemscope itemtype='http://schema.org/NewsArticle'></div>",
)
NO_NEWS = (
    '<script type="application/ld+json">{"@type": "BlogPosting", "about": "NewsArticle"}</script>',
    '<script>{"@type": "NewsArticle"}</script>',
    "<p>NewsArticle</p>",
)


@pytest.mark.parametrize(("said", "is_news"), [*((said, True) for said in NEWS), *((said, False) for said in NO_NEWS)])
def test_page_of_news_is_one_that_says_so_by_schema_org(said: str, *, is_news: bool) -> None:
    assert extract(f"<html><body>{said}<p>Ferry late.</p></body></html>").is_news is is_news


def test_teasers_are_the_descriptions_of_meta_elements_and_of_json_ld() -> None:
    head = (
        "<meta name='description' content='One'><meta property='og:description' content='Two'>"
        "<meta name='twitter:description' content='Three'><meta name='keywords' content='No'>"
        '<script type=\'application/ld+json\'>[{"description": "Four &amp; more"}]</script>'
        '<script type=\'application/ld+json\'>{"@graph": [{"description": "Five"}, {"description": 6}]}</script>'
        "<script type='application/ld+json'>{\"description\": </script>"
    )
    page = extract(f"<html><head>{head}</head><body><p>{'Words and more words. ' * 20}</p></body></html>")
    assert (page.description, page.teasers) == ("Two", ("One", "Two", "Three", "Four & more", "Five"))
