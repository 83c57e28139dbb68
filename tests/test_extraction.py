"""The text of pages that extraction alone would cut or drop."""

import pytest

import cleantext
from cleantext import html as html_package
from cleantext.html import extract, layout_tables, left_out, outline, parsing, positions
from cleantext.html.found import Found

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
    found = left_out.with_left_out(list(map(Found, lines, positions.places(lines, page))), page)[0]
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
    found = left_out.with_left_out(list(map(Found, PROSE, positions.places(PROSE, page))), page)[0]
    assert [entry.line for entry in found] == list(PROSE)


def test_headings_links_and_boxes_outside_the_article_stay_out() -> None:
    outside = (
        "<h2>More from Ostwick</h2><p><a href='/x'>Pier sold for scrap to a dealer in Weir, and nobody bids.</a></p>"
    )
    page = f"<body><article>{paragraphs(*PROSE)}</article>{outside}</body>"
    assert extract(page).text == "\n".join(PROSE)


ARTICLE = "<body><div class='page'><div class='story'>{}</div></div></body>"


def completed(page: str, *extracted: str, with_tables: str = "") -> tuple[list[str], str]:
    """Return the completed text of some extracted lines of a page, and the message about dropped blocks."""
    tree = parsing.parse(page).tree
    assert tree is not None
    text = outline.PageText(tree)
    found = list(map(Found, extracted, positions.places(extracted, text)))
    lines, stays_out = left_out.with_left_out(found, text, with_tables)
    return [entry.line for entry in lines], stays_out


def test_first_paragraph_above_a_date_is_put_back_where_it_stands_with_the_others() -> None:
    dated = f"<p>{FIRST}</p><div class='date'>7 May, 9:40</div><p>{SECOND}</p><p>{THIRD}</p>"
    assert completed(ARTICLE.format(dated), SECOND, THIRD) == (list(PROSE), "")
    apart = f"<div class='top'><p>{FIRST}</p></div><div class='date'>7 May, 9:40</div><p>{SECOND}</p><p>{THIRD}</p>"
    assert completed(ARTICLE.format(apart), SECOND, THIRD) == ([SECOND, THIRD], "")


BETWEEN = (
    "<h3 class='crosshead'>What the company says</h3>",
    "<div>The council named three reasons for the delay, in this order:</div>",
    "<div>late again.</div>",
    "<p><a href='/letter'>The letter of the council to the company, with the dates of all delays and costs</a></p>",
)
OTHERS_BETWEEN = (
    "<div class='crosshead'>What the company says</div>",
    "<h3 class='crosshead'><a href='/ferries'>What the company says</a></h3>",
    "<h3 class='image-caption'>What the company says</h3>",
    "<div>Three reasons for the delay</div>",
    "<div>Late again.</div>",
    "<p><a href='/letter'>The letter of the council</a></p>",
)


@pytest.mark.parametrize(
    ("block", "lines"), [*((block, 4) for block in BETWEEN), *((block, 3) for block in OTHERS_BETWEEN)]
)
def test_what_comes_back_between_two_paragraphs(block: str, lines: int) -> None:
    page = ARTICLE.format(f"<p>{FIRST}</p>{block}<p>{SECOND}</p><p>{THIRD}</p>")
    assert len(completed(page, *PROSE)[0]) == lines


def test_labels_of_one_class_between_paragraphs_are_subheadings_where_there_are_three() -> None:
    labels = ("THE COURIER IN OSTWICK", "THE HERALD IN WEIR", "THE GAZETTE IN VIGO")
    marked = [f"<div class='paper'>{label}</div><p>{text}</p>" for label, text in zip(labels, PROSE, strict=True)]
    whole = [line for pair in zip(labels, PROSE, strict=True) for line in pair]
    opening = "On Tuesday the papers of three towns said what they make of the ferry that was late for the ninth time."
    three = ARTICLE.format(f"<p>{opening}</p>{''.join(marked)}")
    assert completed(three, opening, *PROSE) == ([opening, *whole], "")
    two = ARTICLE.format(f"<p>{opening}</p><p>{FIRST}</p>{''.join(marked[1:])}")
    assert completed(two, opening, *PROSE) == ([opening, *PROSE], "")
    captions = three.replace("paper", "photo-caption")
    assert completed(captions, opening, *PROSE) == ([opening, *PROSE], "")


def test_cells_like_the_paragraphs_come_back_where_extraction_had_them_in_a_table() -> None:
    entry = (
        "Ostwick Ferries, timetable and fares of the three boats, with the winter plan, the free days of the crews, "
        "a map of the piers and what a bicycle costs on each of the four lines"
    )
    page = ARTICLE.format("".join(f"<div>{text}</div>" for text in [*PROSE, entry, "Harbour office"]))
    assert completed(page, *PROSE, with_tables=f"| {FIRST} | {entry} |") == ([*PROSE, entry], "")
    assert completed(page, *PROSE, with_tables=f"| {FIRST} |") == (list(PROSE), "")


def test_paragraphs_without_names_come_back_where_extraction_had_them_in_a_table() -> None:
    told = (
        "Ostwick Ferries began with one boat in 1961, when the road to Weir ended at the river, and it has three now, "
        "and sixty people work for it"
    )
    between = f"<div>{FIRST}</div><center><div>{told}</div></center><div>{SECOND}</div><div>{THIRD}</div>"
    rows = f"| {FIRST} | {told} |"
    assert completed(ARTICLE.format(between), *PROSE, with_tables=rows) == ([FIRST, told, SECOND, THIRD], "")
    named = between.replace("<center>", "<center class='advice'>")
    assert completed(ARTICLE.format(named), *PROSE, with_tables=rows) == (list(PROSE), "")
    for end, lines in ((".", [*PROSE, f"{told}."]), ("", list(PROSE))):
        below = f"<body><div class='story'>{paragraphs(*PROSE)}</div><div><div>{told}{end}</div></div></body>"
        assert completed(below, *PROSE, with_tables=f"{rows[:-2]}. |") == (lines, "")


NOTE = "The contract of 1961 is in the town hall, where anybody may ask to see it on a weekday before noon."


@pytest.mark.parametrize(
    ("box", "comes_back", "is_reported"),
    [
        ("<p class='footer-note'>{}</p>", 1, 0),
        ("<div class='footnotes'><p>{}</p></div>", 1, 0),
        ("<aside><p>{}</p></aside>", 0, 1),
        ("<figure><blockquote><p>{}</p></blockquote></figure>", 0, 1),
        ("<aside class='related'><p>{}</p></aside>", 0, 0),
        ("<footer><p class='footnote'>{}</p></footer>", 0, 0),
    ],
)
def test_notes_come_back_and_asides_are_reported(box: str, comes_back: int, is_reported: int) -> None:
    lines = [NOTE] * comes_back
    said = (
        "21 words beside the paragraphs of the article were left out, from “The contract of 1961 is in the town hall…”"
    )
    below = ARTICLE.format(paragraphs(*PROSE) + box.format(NOTE))
    assert completed(below, *PROSE) == ([*PROSE, *lines], said * is_reported)
    between = ARTICLE.format(paragraphs(FIRST) + box.format(NOTE) + paragraphs(SECOND, THIRD))
    assert completed(between, *PROSE) == ([FIRST, *lines, SECOND, THIRD], said * is_reported)


TWO = "The contract of 1961 is in the town hall. Anybody may ask to see it there on a weekday before noon."


@pytest.mark.parametrize(
    ("block", "comes_back"),
    [
        (f"<p class='story-sidebar-text'>{TWO}</p>", 1),
        (f"<p class='share-paragraph'>{TWO}</p>", 1),
        (f"<p class='share-paragraph'>{NOTE}</p>", 0),
        (f"<p class='share-paragraph'><a href='/1961'>{TWO}</a></p>", 0),
        (f"<p class='photo-caption'>{TWO}</p>", 0),
        (f"<p class='newsletter-box'>{TWO}</p>", 0),
        (f"<div class='sidebar'><p>{TWO}</p></div>", 0),
    ],
)
def test_paragraph_named_after_a_box_comes_back_among_the_others(block: str, comes_back: int) -> None:
    page = ARTICLE.format(paragraphs(FIRST) + block + paragraphs(SECOND, THIRD))
    assert completed(page, *PROSE)[0] == [FIRST, *[TWO] * comes_back, SECOND, THIRD]


@pytest.mark.parametrize(
    ("section", "comes_back"),
    [
        (f"<section id='related-work'><p>{NOTE}</p><p>{TWO}</p></section>", 1),
        (f"<section id='related-work'><p>{NOTE}</p><p><a href='/1961'>{TWO}</a></p></section>", 0),
        (f"<section id='related-work'><h3>More</h3><p>{NOTE}</p><p>{TWO}</p></section>", 0),
        (f"<section class='comments'><p>{NOTE}</p><p>{TWO}</p></section>", 0),
        (f"<section class='related-authors author-bio'><p>{NOTE}</p><p>{TWO}</p></section>", 0),
    ],
)
def test_section_of_prose_comes_back_although_its_name_is_that_of_a_box(section: str, comes_back: int) -> None:
    page = f"<body><main><article><div>{paragraphs(*PROSE)}</div>{section}</article></main></body>"
    assert completed(page, *PROSE)[0] == [*PROSE, *[NOTE, TWO] * comes_back]


def test_a_table_of_a_picture_and_its_caption_is_no_layout() -> None:
    rows = "<tr><td><img src='ferry.png'></td></tr><tr><td>The ferry at the pier of Ostwick</td></tr>"
    for name, is_layout in (("tr-caption-container", False), ("frame", True)):
        tree = parsing.parse(f"<body><table class='{name}'>{rows}</table></body>").tree
        assert tree is not None
        assert layout_tables.flatten_layout(tree) is is_layout


def test_what_stays_out_between_the_paragraphs_is_reported() -> None:
    box = "The Ostwick ferry was built in 1961, and it carries two hundred passengers and nine cars. It has two crews."
    page = ARTICLE.format(f"<p>{FIRST}</p><aside class='facts'>{box}</aside><p>{SECOND}</p><p>{THIRD}</p>")
    said = (
        "20 words beside the paragraphs of the article were left out, from “The Ostwick ferry was built in 1961, and…”"
    )
    assert completed(page, *PROSE) == (list(PROSE), said)
    assert cleantext.clean_html(page).degraded == said
    for named in ("related", "photo-caption", "newsletter-box", "comments", "teaser"):
        assert completed(page.replace("facts", named), *PROSE) == (list(PROSE), "")


def test_blocks_that_are_too_many_to_look_up_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(left_out, "_FEWEST_SOUGHT", 1)
    monkeypatch.setattr(left_out, "_MOST_READ", 0)
    page = ARTICLE.format(
        f"<p>{FIRST}</p><h2>What they say</h2><li>Boats of the morning</li><p>{SECOND}</p><p>{THIRD}</p>"
    )
    said = "1 blocks that extraction left out were not looked up, the page has too many"
    assert completed(page, *PROSE) == ([FIRST, "What they say", SECOND, THIRD], said)


def test_records_of_fields_are_no_layout_whatever_the_length_of_their_cells() -> None:
    fields = {"Speaker:": "Ana Ruiz", "Place:": "Harbour hall", "About:": " ".join(PROSE)}
    rows = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in fields.items())
    tree = parsing.parse(f"<body><table>{rows}</table></body>").tree
    assert tree is not None
    assert not layout_tables.flatten_layout(tree)
    tree = parsing.parse(f"<body><table>{rows.replace('Place:', 'Place')}</table></body>").tree
    assert tree is not None
    assert layout_tables.flatten_layout(tree)


MORE = "A man in the ticket office of Ostwick told the waiting passengers that the boat had gone to Weir for repairs."
SET_ALIKE = [f"<p class='body-text'>{text}</p>" for text in PROSE]


@pytest.mark.parametrize(
    ("block", "comes_back"),
    [
        (f"<p class='body-text'>{MORE}</p>", True),
        (f"<div class='wrapper'><p class='body-text'>{MORE}</p></div>", True),
        (f"<div class='teaser'><p class='body-text'>{MORE}</p></div>", False),
        (f"<p class='other-text'>{MORE}</p>", True),
        (f"<p class='promo-text'>{MORE}</p>", False),
        (f"<div class='x'><p class='other-text'>{MORE}</p></div>", False),
        (f"<p class='body-text'><a href='/'>{MORE}</a></p>", False),
        ("<p class='body-text'>Boats of the morning, noon and evening, and what they cost in the summer</p>", False),
    ],
)
def test_paragraphs_that_are_set_like_those_of_the_article_come_back(block: str, *, comes_back: bool) -> None:
    lines, _ = completed(ARTICLE.format("".join([*SET_ALIKE[:2], block, SET_ALIKE[2]])), *PROSE)
    assert lines == ([FIRST, SECOND, MORE, THIRD] if comes_back else list(PROSE))


def test_a_paragraph_below_the_article_that_is_set_like_some_of_its_own_is_reported() -> None:
    page = ARTICLE.format(f"<p>{FIRST}</p>{SET_ALIKE[1]}<p class='x'>{THIRD}</p><p class='body-text'>{MORE}</p>")
    quote = "“A man in the ticket office of Ostwick to…”"
    said = f"21 words beside the paragraphs of the article were left out, from {quote}"
    assert completed(page, *PROSE) == (list(PROSE), said)


LISTED = (
    "<ul class='list'><li class='item'>Boats of the morning, from seven until noon</li><li class='item'>Print</li></ul>"
)


def test_items_of_some_words_come_back_from_lists_that_stand_among_the_paragraphs() -> None:
    page = ARTICLE.format(f"<p>{FIRST}</p><p>{SECOND}</p>{LISTED}<p>{THIRD}</p>")
    item = "Boats of the morning, from seven until noon"
    assert completed(page, *PROSE) == ([FIRST, SECOND, item, THIRD], "")
    assert completed(page.replace("class='list'", "class='share-list'"), *PROSE)[0] == list(PROSE)
    boxed = page.replace("<ul", "<div class='x'><div><ul").replace("</ul>", "</ul></div></div>")
    assert completed(boxed, *PROSE)[0] == list(PROSE)


def test_headings_of_one_class_above_paragraphs_come_back_where_there_are_three() -> None:
    heads = ("The Courier in Ostwick", "The Herald in Weir", "The Gazette in Vigo")
    parts = [
        f"<div class='part-{at}'><h3 class='head'>{head}</h3><div class='ad'>Boats</div><p>{text}</p></div>"
        for at, (head, text) in enumerate(zip(heads, (FIRST, SECOND, MORE), strict=True))
    ]
    same = [part.replace(f"part-{at}", "part") for at, part in enumerate(parts)]
    opening = "On Tuesday the papers of three towns said what they make of the ferry that was late for the ninth time."
    whole = [line for pair in zip(heads, (FIRST, SECOND, MORE), strict=True) for line in pair]
    three = ARTICLE.format(f"<p>{opening}</p>{''.join(same)}")
    assert completed(three, opening, FIRST, SECOND, MORE)[0] == [opening, *whole]
    assert completed(ARTICLE.format(f"<p>{opening}</p>{''.join(same[:2])}"), opening, *PROSE[:2])[0] == [
        opening,
        *PROSE[:2],
    ]
    promoted = three.replace("'head'", "'promo-head'")
    assert completed(promoted, opening, FIRST, SECOND, MORE)[0] == [opening, FIRST, SECOND, MORE]


def test_article_goes_on_below_what_was_extracted_where_most_paragraphs_are_set_alike() -> None:
    fourth = "The harbour master had no answer to that either, and he sent the letter on to the company unread."
    set_alike = "<p class='block text'>{}</p>"
    page = ARTICLE.format(
        "".join(map(set_alike.format, PROSE))
        + f"<h2 class='block'>Who answers</h2>{set_alike.format(fourth)}<h2 class='block'>More</h2>"
        + "<p class='teaser'>The ferry of Weir has a new engine, and the company hopes that it will do.</p>"
    )
    assert completed(page, *PROSE) == ([*PROSE, "Who answers", fourth], "")
    assert completed(page.replace("block text", "block teaser"), *PROSE)[0] == list(PROSE)
    assert completed(page.replace("class='block text'", ""), *PROSE)[0] == list(PROSE)


def test_class_for_a_position_does_not_name_what_is_related() -> None:
    letter = "“We have one boat less than in May,” a man in the ticket office told the waiting passengers."
    page = ARTICLE.format("<p class='relative text'>{}</p>" * 4).format(FIRST, SECOND, letter, THIRD)
    assert completed(page, *PROSE)[0] == [FIRST, SECOND, letter, THIRD]
    assert completed(page.replace(f"relative text'>{letter}", f"related text'>{letter}"), *PROSE)[0] == list(PROSE)


QUESTION = "How long does the ferry take?"
QUESTIONS = (
    f"<div class='accordion-item'><h3 class='accordion-header'><button>{QUESTION}</button></h3><p>{{}}</p></div>",
    f"<div><button class='accordion-button'><h4>{QUESTION}</h4></button><p>{{}}</p></div>",
    f"<div class='faq-item'><div class='faq-item__question'>{QUESTION}</div><p>{{}}</p></div>",
    "<div class='wp-accordion'><h4 class='title'>Tickets and fares</h4><p>{}</p></div>",
)
NO_QUESTIONS = (
    f"<div class='poll-question'>{QUESTION}</div><p>{{}}</p>",
    f"<div class='faq-item__question'><a href='/faq'>{QUESTION}</a></div><p>{{}}</p>",
    "<div class='faq-item__hint'>Show the answer</div><p>{}</p>",
    f"<div class='teaser'>{QUESTION}</div><p>{{}}</p>",
    "<div class='tools'><button>Tickets and fares</button></div><p>{}</p>",
)


@pytest.mark.parametrize(
    ("block", "comes_back"), [*((block, True) for block in QUESTIONS), *((block, False) for block in NO_QUESTIONS)]
)
def test_questions_of_an_accordion_come_back_above_their_answers(block: str, *, comes_back: bool) -> None:
    page = ARTICLE.format(f"<p>{FIRST}</p><div>{block.format(SECOND)}</div><p>{THIRD}</p>")
    asked = "Tickets and fares" if "Tickets" in block else QUESTION
    expected = [FIRST, asked, SECOND, THIRD] if comes_back else list(PROSE)
    assert completed(page, *PROSE)[0] == expected


def test_a_heading_comes_back_although_a_paragraph_has_its_words() -> None:
    page = ARTICLE.format(f"<p>{FIRST}</p><h3>The contract</h3><p>{SECOND}</p><p>{THIRD}</p>")
    assert completed(page, *PROSE)[0] == [FIRST, "The contract", SECOND, THIRD]
    # It is there already, and only its place was not found.
    assert completed(page, FIRST, SECOND, "**The contract**", THIRD)[0] == [FIRST, SECOND, "**The contract**", THIRD]


def test_a_short_article_is_given_in_the_blocks_of_the_page() -> None:
    prose = (
        "島の自治会が、港に暮らす猫三十二匹に住民票を発行した。",
        "避難のとき、どの猫がいないのか分からなかった。",
        "住民票は郵便局で見られる。",
    )
    page = f"<body><nav><a href='/'>トップ</a></nav><main><article>{paragraphs(*prose)}</article></main></body>"
    assert extract(page).text == "\n".join(prose)


def test_the_article_ends_at_a_short_last_sentence_that_is_set_like_its_paragraphs() -> None:
    items = "<ul><li><a href='/1'>Horns for fog</a> was drowned out by one.</li></ul>"
    last = "The return sailing was cancelled, so there may be a second part."
    page = ARTICLE.format(f"<p>{FIRST}</p>{items}<p>{last}</p>")
    assert completed(page, FIRST, last)[0] == [FIRST, "Horns for fog was drowned out by one.", last]
    apart = ARTICLE.format(f"<p>{FIRST}</p>{items}<div class='end'><p>{last}</p></div>")
    assert completed(apart, FIRST, last)[0] == [FIRST, last]


@pytest.mark.parametrize(("border", "is_layout"), [("", True), (" border='0'", True), (" border='1'", False)])
def test_tables_with_a_border_and_columns_are_data(border: str, *, is_layout: bool) -> None:
    rows = f"<tr><td>{2 * FIRST}</td><td>{2 * SECOND}</td></tr><tr><td>{2 * THIRD}</td><td>May</td></tr>"
    tree = parsing.parse(f"<body><table{border}>{rows}</table></body>").tree
    assert tree is not None
    assert layout_tables.flatten_layout(tree) is is_layout


def test_indented_paragraph_above_a_layout_table_comes_back_where_extraction_had_it_with_the_table() -> None:
    indented = f"{FIRST} Most of them had come from the market in Weir with their bags."
    linked = indented.replace("ferry", "<a href='/f'>ferry</a>", 1)
    for tag, expected in (("blockquote", [indented, SECOND, THIRD]), ("div class='note'", [SECOND, THIRD])):
        page = f"<body><{tag}><p>{linked}</p></{tag.split()[0]}><div><p>{SECOND}</p><p>{THIRD}</p></div></body>"
        assert completed(page, SECOND, THIRD, with_tables=indented)[0] == expected
