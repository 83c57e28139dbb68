"""Rules on the marks of a page, for cases whose lines extraction would change."""

import pytest

from cleantext.core.document import Article, Document, Hit, Mark
from cleantext.core.rule import Cues
from cleantext.html import outline, parsing
from cleantext.html.outline import Place, squashed
from cleantext.rules import link_list, page_element

PROSE = (
    "The ferry to Ostwick was late on Monday, and two hundred passengers waited on the pier for an hour in the rain.",
    "Nobody told them why, and the company gave no answer when this newspaper asked it on Tuesday morning.",
    "It is the ninth time since spring, and the council wants to see the contract before the summer.",
)
PARAGRAPH = Mark(0, "p", 0.0, "", prose_share=1.0)
LINK = Mark(0, "p", 1.0, "more", inner="a")
Marked = tuple[str, Mark]
ARTICLE: tuple[Marked, ...] = tuple((text, PARAGRAPH) for text in PROSE)


def document(*lines: Marked) -> Document:
    """Return an article of such lines."""
    marks, start = [], 0
    for text, mark in lines:
        marks.append(mark._replace(start=start))
        start += len(text) + 1
    return Document("\n".join(text for text, _ in lines), Article(marks=marks))


def gone_by_links(*lines: Marked) -> list[tuple[str, str]]:
    """Return the lines that are removed as links, each with its level."""
    article = document(*lines)
    return [(article.text[edit.start : edit.end], edit.level) for edit in link_list.propose(article, Cues())]


def gone_by_names(*lines: Marked) -> list[str]:
    """Return the lines that are removed by the names of elements around them."""
    article = document(*lines)
    return [article.text[edit.start : edit.end] for edit in page_element.propose(article, Cues())]


STORY = "New pier to open in Weir"


@pytest.mark.parametrize(
    ("mark", "goes"),
    [
        (LINK, [(STORY, "safe")]),
        (LINK._replace(tag="div"), [(STORY, "safe")]),
        (LINK._replace(tag="li"), []),
        (LINK._replace(tag=""), []),
        (LINK._replace(prose_share=0.001), []),
        (LINK._replace(link_share=0.89), []),
        (LINK._replace(names="entry header"), []),
    ],
)
def test_a_single_link_behind_the_article_goes_where_it_stands_in_a_box(
    mark: Mark, goes: list[tuple[str, str]]
) -> None:
    assert gone_by_links(*ARTICLE, (STORY, mark)) == goes


def test_a_single_link_in_a_box_has_three_words_at_least() -> None:
    assert gone_by_links(*ARTICLE, ("New pier opens", LINK)) == [("New pier opens", "safe")]
    assert gone_by_links(*ARTICLE, ("New pier", LINK)) == []


def test_up_to_five_linked_headings_in_boxes_go_inside_the_article() -> None:
    heading = LINK._replace(tag="h3")
    five = [(f"{STORY}, part {number}", heading) for number in range(5)]
    assert gone_by_links(*ARTICLE, *five, *ARTICLE) == [(text, "safe") for text, _ in five]
    assert gone_by_links(*ARTICLE, *five, (STORY, heading), *ARTICLE) == []
    assert gone_by_links(*ARTICLE, (STORY, heading._replace(prose_share=0.1)), *ARTICLE) == []
    header = heading._replace(names="story header")
    assert gone_by_links(*ARTICLE, (STORY, header), *ARTICLE) == [(STORY, "safe")]


def test_a_linked_heading_whose_words_the_paragraph_takes_up_goes_when_thorough() -> None:
    heading = ("Nobody told the passengers", LINK._replace(tag="h3"))
    assert gone_by_links(ARTICLE[0], heading, *ARTICLE[1:]) == [(heading[0], "thorough")]
    assert gone_by_links(ARTICLE[0], ("The company and its newspaper", heading[1]), *ARTICLE[1:]) == [
        ("The company and its newspaper", "thorough")
    ]


def test_rows_with_a_cell_of_plain_text_are_fields_and_no_menu() -> None:
    row = LINK._replace(tag="tr", link_share=0.7)
    assert gone_by_links(("| Founder | Ana Ruiz |", row), *ARTICLE) == []
    assert gone_by_links(("| Ferries | Piers |", row._replace(link_share=1.0)), *ARTICLE) == [
        ("| Ferries | Piers |", "safe")
    ]
    assert gone_by_links(("Ferries, 9 May", row), *ARTICLE) == [("Ferries, 9 May", "safe")]


@pytest.mark.parametrize(("repeats", "goes"), [(3, []), (9, ["Piers"])])
def test_links_below_a_tenth_of_the_prose_are_entries_of_a_directory(repeats: int, goes: list[str]) -> None:
    """Check that the blurb above the links is no part of the article: a line with a known phrase separates them."""
    lines = ((PROSE[0], PARAGRAPH), ("Piers", LINK), ("By Ana Ruiz", PARAGRAPH), *(ARTICLE * repeats)[: repeats + 1])
    made = document(*lines)
    start = made.lines[2].start
    hit = Hit(2, start, start + 2, "head", "by")
    cut = Document(made.text, made.article, scan=lambda _: {"byline": (hit,)})
    assert [cut.text[edit.start : edit.end] for edit in link_list.propose(cut, Cues())] == goes


def test_names_say_nothing_where_their_lines_make_up_most_of_the_text() -> None:
    remark = ("Boats of the morning and of the evening", Mark(0, "p", 0.0, "comment"))
    assert gone_by_names(*ARTICLE, remark) == [remark[0]]
    assert gone_by_names(remark, remark) == []


def test_a_name_of_labels_says_nothing_of_lines_beside_paragraphs_of_the_same_names() -> None:
    label = ("Ana Ruiz in Vigo", Mark(0, "div", 0.0, "byline"))
    assert gone_by_names(label, *ARTICLE) == [label[0]]
    assert gone_by_names(label, *((text, label[1]) for text in PROSE)) == []


@pytest.mark.parametrize(
    ("link", "share"),
    [
        ("<a href='/pier'>New pier</a>", 1.0),
        ("<a href='#'>New pier</a>", 1.0),
        ("<a>New pier</a>", 1.0),
        ("<a href='/ferries#pier'>New pier</a>", 1.0),
        ("<a href='#pier'>New pier</a>", 0.0),
        ("<a name='pier'>New pier</a>", 0.0),
        ("<a id='pier'>New pier</a>", 0.0),
        ("<a href='/pier'><a name='pier'>New pier</a></a>", 0.0),
        ("<a href='/pier'><span>New pier</span></a>", 1.0),
    ],
)
def test_links_lead_to_other_pages(link: str, share: float) -> None:
    tree = parsing.parse(f"<body><p>{link}</p></body>").tree
    assert tree is not None
    page = outline.PageText(tree)
    start = page.text.index(squashed("New pier"))
    assert page.link_share(Place(start, start + 7)) == share


@pytest.mark.parametrize(
    ("name", "is_named"),
    [
        ("late_ferries", False),
        ("nav_late_ferries_0", False),
        ("nav_ferries_0", True),
        ("nav", True),
    ],
)
def test_ids_of_the_words_of_a_heading_name_a_topic(name: str, is_named: bool) -> None:  # noqa: FBT001 - what is expected
    tree = parsing.parse(f"<body><h3 id='{name}'>Late ferries again</h3></body>").tree
    assert tree is not None
    page = outline.PageText(tree)
    assert (page.names(page.tags.index("h3")) == name.split()) is is_named
