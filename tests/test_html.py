import subprocess
import sys
from typing import Any

import lxml.html
import pytest
import trafilatura
from html_pages import END, SENTENCE, UNREADABLE, marks, page, read

import cleantext
from cleantext.core.document import Mark
from cleantext.html import Page, encoding, extract, outline, parsing, positions

SIGNS = "Die Fähre – „Möwe“ genannt – kostet 5 €, sagte der Bürgermeister von Grauburg."


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
        Mark(45, "p", 0.0, "", "", 3, 26, 22, 4, 1.0, in_figure=False, gap=15),
        Mark(254, "p", 0.045, "", "", 3, 27, 22, 4, 1.0),
        Mark(525, "h2", 0.0, "", "", 3, 36, 22, 13, 1.0, in_figure=False, gap=139),
        Mark(546, "p", 0.0, "", "", 3, 37, 22, 4, 1.0),
        Mark(765, "p", 0.0, "", "", 3, 38, 22, 4, 1.0),
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


def test_the_stated_text_is_the_longest_article_body_without_its_tags() -> None:
    head = (
        '<script type="application/ld+json">{"@graph": [{"articleBody": "Short."}, '
        '{"articleBody": "&lt;p&gt;Late &amp;amp;\nwet.&lt;/p&gt;"}, {"articleBody": 6}]}</script>'
        '<script type="application/ld+json">{"articleBody": </script>'
    )
    page = extract(f"<html><head>{head}</head><body><p>{'Words and more words. ' * 20}</p></body></html>")
    assert page.stated_text == " Late &\nwet. "


def test_the_headlines_are_those_in_json_ld() -> None:
    said = '{"@graph": [{"headline": "Ferry late &amp; wet"}, {"headline": ["no text"]}, {"description": "Wet."}]}'
    head = f"<script type='application/ld+json'>{said}</script>"
    assert extract(page(head=head)).headlines == ("Ferry late & wet",)


def test_a_page_without_article_body_states_no_text() -> None:
    assert extract("<html><body><p>Ferry late.</p></body></html>").stated_text is None


def elsewhere(title: str, *articles: str) -> list[bool]:
    html = f"<html><head><title>{title}</title></head><body><main>{''.join(articles)}</main></body></html>"
    return [mark.is_elsewhere for mark in extract(html).marks]


STORY = (
    "<article><h1>Ferry late again</h1><p>The ferry was late on Monday, and two hundred passengers waited on the pier "
    "for an hour in the rain.</p><p>Nobody told them why, and the company gave no answer on Tuesday morning.</p>"
    "</article>"
)
NEXT = (
    "<article><h1>Geese on the runway</h1><time datetime='2026-05-07'></time><p>Forty geese closed the airfield at "
    "Lund for most of Sunday, and a farmer with two dogs drove them off.</p><p>He says that they come every year when "
    "the barley is cut.</p></article>"
)


def test_lines_of_another_article_are_marked_if_one_headline_is_the_title() -> None:
    twice = NEXT.replace("Geese on the runway", "Ferry late again")
    assert elsewhere("Ferry late again", STORY, NEXT) == [False, False, False, True, True]
    assert not any(elsewhere("Monday", STORY, NEXT))
    assert not any(elsewhere("Ferry late again", STORY, twice))


def test_parts_of_a_story_and_entries_of_a_live_blog_are_no_other_articles() -> None:
    undated = NEXT.replace("<time datetime='2026-05-07'></time>", "")
    assert not any(elsewhere("Ferry late again", STORY, undated))
    signed = NEXT.replace("<time datetime='2026-05-07'></time>", "<div class='story-byline'></div>")
    assert elsewhere("Ferry late again", STORY, signed) == [False, False, False, True, True]
    assert sum(elsewhere("Ferry late again", STORY, *3 * [NEXT])) > 0
    assert not any(elsewhere("Ferry late again", STORY, *4 * [NEXT]))


@pytest.mark.parametrize(
    ("box", "is_form"),
    [
        ("<div><p>Harbour notes</p><form><input type='email'></form></div>", True),
        ("<div><p>Harbour notes</p><div><input placeholder='you@example.org'></div></div>", True),
        ("<div><p>Harbour notes</p><input name='search'></div>", False),
        ("<div><p>Harbour notes</p><input type='hidden' name='email'></div>", False),
        (f"<div><p>Harbour notes</p><p>{4 * SENTENCE}</p><input type='email'></div>", False),
    ],
)
def test_a_small_box_with_a_field_for_an_address_is_named_as_a_form(box: str, *, is_form: bool) -> None:
    tree = parsing.parse(f"<body><article><p>{SENTENCE}</p><p>{END}</p>{box}</article></body>").tree
    assert tree is not None
    text = outline.PageText(tree)
    lines = (SENTENCE, END, "Harbour notes")
    found = list(positions.marks(lines, positions.places(lines, text), text))
    assert [mark.names for mark in found] == ["", "", "signup" if is_form else ""]
