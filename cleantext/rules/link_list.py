"""Lines that are wholly links, above the first paragraph or in a run below the last.

Runs only where HTML went in. Before the article such lines are menus and breadcrumbs, also where a date or a label
stands beside the link; behind it, three or more in a row are lists of other stories; list items also where no more
than a note on the author follows, and a single link where it stands in a box without prose. Inside the article a line
that is a link is content as often as not and stays, unless it is the heading of such a box (the teaser of another
story). A linked heading right above a paragraph stays, too. No link is cut out of a sentence, where line breaks part
it from the words around it, nor out of code, tables and numbered lists; a list under a lead-in of the article stays.
Links to places on the same page are none: tables of contents stay.
"""

from collections.abc import Iterator

from cleantext.core.blocks import element_names, has_marks, in_head, in_tail, is_prose_line, line_edit
from cleantext.core.body import body
from cleantext.core.document import Document, Mark
from cleantext.core.edits import Edit, Level
from cleantext.core.lazy import lazy
from cleantext.core.prose import ends_sentence
from cleantext.core.rule import Cues, Rule
from cleantext.core.teasers import is_subheading

LINKED = 0.9  # share of a line's code points inside links
# Above the article the rest of a line may be its date: 17 lines of labelled pages on 5 sites, none of them content.
# Behind it such lines are sources as often as stories (14 boilerplate, 13 content), so there the rest must be little.
MOSTLY_LINKED = 0.6
SHORTEST_RUN = 3
# Words of a lead-in that ends in a colon; shorter ones are headers ("Related posts:").
FEWEST_LEADING = 4
LITTLE = 0.1  # of the prose before, or of all
SHORTEST_IN_BOX = 3  # words; fewer are the names of topics, which other rules judge
# Linked headings in boxes inside the article; where there are more, the page is a list of links. On labelled pages of
# eight sites with up to five 11 were teasers of other stories and none was content.
MOST_INSIDE = 5
# A line that opens so goes on with the sentence of the line above: "LUNDBY: The county" - "'s ferries are late".
_GOES_ON = lazy(r"\p{Ll}|['’,;:.)]")
_CODE = element_names("pre|code|kbd|samp|highlight|hljs")
# A note of an encyclopedia is content though it is a link.
_NOTE = lazy(r"(?:- )?[\^↑]")
# So is a number among the paragraphs of the article; in a box of its own it is a place in a list of the most read.
_NUMBERED = lazy(r"(?:- )?\(?\d{1,3}[.)]\s")
# Single links in boxes behind the article, in elements of these tags: on labelled pages of 18 sites 112 were
# boilerplate and one was content. Items of lists are references as often.
_PLAIN = ("p", "div")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def propose(document: Document, _: Cues) -> Iterator[Edit]:
    """The linked lines of the head, those in boxes, and the runs of them in the tail."""
    run: list[int] = []
    inside: list[int] = []
    for index, line in enumerate(document.lines):
        if not line.text:
            continue
        mark = document.mark(index)
        if mark and _is_part(document, index, mark):
            mark = None
        if mark and in_head(document, index) and _is_menu(document, index, mark):
            yield line_edit(document, index, "a link before the article")
        elif (
            mark and mark.link_share >= LINKED and (_is_behind(document, index) or _is_late_item(document, index, mark))
        ):
            run.append(index)
            continue
        elif mark and _is_boxed(document, index, mark) and mark.tag in _HEADINGS:
            inside.append(index)
        yield from _closed(document, run)
        run = []
    yield from _closed(document, run)
    if len(inside) <= MOST_INSIDE:
        yield from (_boxed_heading(document, index) for index in inside)


def _boxed_heading(document: Document, index: int) -> Edit:
    """A linked heading inside the article, which may be its own where the paragraph below takes up its words."""
    level: Level = "thorough" if is_subheading(document, index) else "safe"
    return line_edit(document, index, "a linked heading in a box")._replace(level=level)


def _is_behind(document: Document, index: int) -> bool:
    """Whether a line stands behind the article; where more prose follows than stands before, it is one of several."""
    return in_tail(document, index) and document.prose_after(index) <= document.prose_before[index]


def _is_boxed(document: Document, index: int, mark: Mark) -> bool:
    """Whether a line is a link in an element without prose, and not in the header of an article."""
    if mark.link_share < LINKED or mark.prose_share or not mark.tag:
        return False
    article = document.table(body)
    is_header = "header" in mark.names.split() and not article.first < index <= article.last
    return not is_header and len(document.lines[index].text.split()) >= SHORTEST_IN_BOX


def _is_part(document: Document, index: int, mark: Mark) -> bool:
    """Whether a line is part of something larger: a sentence, a list of notes or of numbers, or a passage of code."""
    text = document.lines[index].text
    if _NOTE.match(text) or (mark.prose_share and _NUMBERED.match(text)):
        return True
    if _CODE.search(f"{mark.names} {mark.tag} {mark.inner}"):
        return True
    below = _below(document, index)
    return below != index and any(_GOES_ON.match(document.lines[at].text) for at in (index, below))


def _below(document: Document, index: int) -> int:
    """The next line that is not blank; the line itself where there is none."""
    return next((at for at in range(index + 1, len(document.lines)) if document.lines[at].text), index)


def _is_menu(document: Document, index: int, mark: Mark) -> bool:
    """Whether a line above the article is a link to another page; below some prose it is an entry of a directory."""
    if document.prose_before[index] > LITTLE * document.prose_before[-1]:
        return False
    text = document.lines[index].text
    if mark.link_share < LINKED:
        # A row of a table with a cell of plain text is a field of a record: "| Founder | Ana Ruiz |".
        return mark.link_share >= MOSTLY_LINKED and not ends_sentence(text) and not text.startswith("|")
    return mark.tag not in _HEADINGS or not is_prose_line(document, _below(document, index))


def _is_late_item(document: Document, index: int, mark: Mark) -> bool:
    """Whether a list item is followed by as little prose as a note on the author."""
    return mark.tag == "li" and document.prose_after(index) <= LITTLE * document.prose_before[index]


def _closed(document: Document, run: list[int]) -> Iterator[Edit]:
    if not run or _is_led_in(document, run[0]):
        return
    if len(run) >= SHORTEST_RUN:
        yield from (line_edit(document, index, f"one of {len(run)} links in a row") for index in run)
        return
    for index in run:
        mark = document.mark(index)
        if mark and mark.tag in _PLAIN and _is_boxed(document, index, mark):
            yield line_edit(document, index, "a link in a box behind the article")


def _is_led_in(document: Document, index: int) -> bool:
    """Whether the article's own words announce a run: "The three ferries are:"."""
    above = next((at for at in range(index - 1, -1, -1) if document.lines[at].text), index)
    lead_in = document.lines[above].text
    return len(lead_in.split()) >= FEWEST_LEADING and lead_in.endswith(":") and above not in document.cued


RULE = Rule(
    id="link_list",
    version=6,
    stage="remove",
    category="related",
    level="safe",
    waiver=(
        "Most that count as wrong on unseen pages are lists of other stories that annotators copied along; the "
        "others are on pages that are no articles: directories, manuals."
    ),
    doc=__doc__,
    propose=propose,
    when=has_marks,
    removes=(
        (
            "<html><head><title>Ferry late again | Aller Courier</title></head><body><article><p>The ferry was "
            "late on Monday, and two hundred passengers waited on the pier for an hour in the "
            "rain.</p><p>Nobody told them why, and the company gave no answer when this newspaper asked it on "
            "Tuesday morning.</p><p>It is the ninth time since spring, and the council wants to see the "
            "contract before the summer.</p><ul><li><a href='/1'>⟦Ferry company fined⟧</a></li><li><a "
            "href='/2'>⟦New pier to open⟧</a></li><li><a href='/3'>⟦Why ferries are "
            "late⟧</a></li></ul></article></body></html>"
        ),
    ),
    keeps=(
        (
            "<html><head><title>Ferry late again | Aller Courier</title></head><body><article><p>The ferry was "
            "late on Monday, and two hundred passengers waited on the pier for an hour in the "
            "rain.</p><p>Nobody told them why, and the company gave no answer when this newspaper asked it on "
            "Tuesday morning.</p><p>It is the ninth time since spring, and the council wants to see the "
            "contract before the summer.</p><p>Read the <a href='/contract'>contract</a> of the "
            "company.</p></article></body></html>"
        ),
    ),
)
