"""Lines that are wholly links, above the first paragraph or in a run below the last.

Runs only on HTML. Above the article such lines are menus and breadcrumbs, also with a date or a label beside the link.
Below it, three or more in a row are lists of other stories; list items are too if no more than a note on the author
follows, and a single link in a box without prose. Inside the article a line that is a link is content as often as not
and stays, unless it is the heading of such a box (the teaser of another story). A linked heading right above a
paragraph stays, too. So do links in a sentence, which line breaks separate from the words around them, and links in
code, tables and numbered lists. A list under a lead-in of the article stays. Links to places on the same page do not
count: tables of contents stay.
"""

from collections.abc import Iterator

from cleantext.core.blocks import element_names, has_marks, in_head, in_tail, is_prose_line, line_edit
from cleantext.core.body import body
from cleantext.core.document import SUBHEADINGS, Document, Mark
from cleantext.core.edits import Edit, Level
from cleantext.core.lazy import lazy
from cleantext.core.prose import ends_sentence
from cleantext.core.rule import Cues, Rule
from cleantext.core.teasers import is_subheading

LINKED = 0.9  # share of a line's code points inside links
# Above the article the rest of a line may be its date: 17 lines of labelled pages on 5 sites, none of them content.
# Below it such lines are sources as often as stories (14 boilerplate, 13 content), so there the rest must be short.
MOSTLY_LINKED = 0.6
SHORTEST_RUN = 3
# Words of a lead-in that ends in a colon; shorter ones are headers ("Related posts:").
FEWEST_LEADING = 4
LITTLE = 0.1  # of the prose before, or of all prose
SHORTEST_IN_BOX = 3  # words; fewer are the names of topics, which are for other rules
# Linked headings in boxes inside the article; a page with more of them is a list of links. On labelled pages of eight
# sites with up to five, 11 were teasers of other stories and none was content.
MOST_INSIDE = 5
# A line that opens like this continues the sentence of the line above: "LUNDBY: The county" - "'s ferries are late".
_GOES_ON = lazy(r"\p{Ll}|['’,;:.)]")
# An address that is written out behind other words: "The code is here: https://example.org/ferries".
_ADDRESS = lazy(r"\p{L}.*\shttps?://")
_CODE = element_names("pre|code|kbd|samp|highlight|hljs")
# A note of an encyclopedia is content although it is a link.
_NOTE = lazy(r"(?:- )?[\^↑]")
# A number among the paragraphs of the article is content too; in a box of its own it is a place in a list of the most
# read.
_NUMBERED = lazy(r"(?:- )?\(?\d{1,3}[.)]\s")
# Single links in boxes below the article, in elements of these tags: on labelled pages of 18 sites 112 were boilerplate
# and one was content. Items of lists are references as often.
_PLAIN = ("p", "div")
_HEADINGS = ("h1", *SUBHEADINGS)


def propose(document: Document, _: Cues) -> Iterator[Edit]:
    """Yield the linked lines of the head, those in boxes, and the runs of them in the tail."""
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
    """Return the removal of a linked heading in the article; the paragraph below an own heading repeats its words."""
    level: Level = "thorough" if is_subheading(document, index) else "safe"
    return line_edit(document, index, "a linked heading in a box")._replace(level=level)


def _is_behind(document: Document, index: int) -> bool:
    """Return whether a line is below the article; if more prose follows than precedes, it is one of several.

    Teasers may be whole paragraphs: then no paragraph that is no link follows.
    """
    if in_tail(document, index):
        return document.prose_after(index) <= document.prose_before[index]
    return index > document.table(_last_unlinked)


def _last_unlinked(document: Document) -> int:
    """Return the index of the last paragraph that is no link, or that stands among such ones."""
    marks = ((index, document.mark(index)) for index in document.prose)
    unlinked = (index for index, mark in marks if not mark or mark.link_share < LINKED or mark.prose_share)
    return max(unlinked, default=len(document.lines))


def _is_boxed(document: Document, index: int, mark: Mark) -> bool:
    """Return whether a line is a link in an element without prose, and not in the header of an article."""
    if mark.link_share < LINKED or mark.prose_share or not mark.tag:
        return False
    article = document.table(body)
    is_header = "header" in mark.names.split() and not article.first < index <= article.last
    return not is_header and len(document.lines[index].text.split()) >= SHORTEST_IN_BOX


def _is_part(document: Document, index: int, mark: Mark) -> bool:
    """Return whether a line is part of something larger: a sentence, a list of notes or numbers, or code."""
    text = document.lines[index].text
    if _NOTE.match(text) or (mark.prose_share and _NUMBERED.match(text)):
        return True
    if _CODE.search(f"{mark.names} {mark.tag} {mark.inner}"):
        return True
    below = _below(document, index)
    # A heading goes on no sentence: blogs write the topic above a headline in small letters.
    lines = (below,) if mark.tag in _HEADINGS else (index, below)
    return below != index and any(_GOES_ON.match(document.lines[at].text) for at in lines)


def _below(document: Document, index: int) -> int:
    """Return the next line that is not blank; the line itself if there is none."""
    return next((at for at in range(index + 1, len(document.lines)) if document.lines[at].text), index)


def _is_menu(document: Document, index: int, mark: Mark) -> bool:
    """Return whether a line above the article links to another page; below some prose it is an entry of a directory."""
    text = document.lines[index].text
    if document.prose_before[index] > LITTLE * document.prose_before[-1] or _ADDRESS.search(text):
        return False
    if mark.link_share < LINKED:
        # A row of a table with a cell of plain text is a field of a record: "| Founder | Ana Ruiz |".
        return mark.link_share >= MOSTLY_LINKED and not ends_sentence(text) and not text.startswith("|")
    return mark.tag not in _HEADINGS or not is_prose_line(document, _below(document, index))


def _is_late_item(document: Document, index: int, mark: Mark) -> bool:
    """Return whether as little prose as a note on the author follows a list item."""
    return mark.tag == "li" and document.prose_after(index) <= LITTLE * document.prose_before[index]


def _closed(document: Document, run: list[int]) -> Iterator[Edit]:
    if not run or _is_led_in(document, run[0]) or _is_between(document, run):
        return
    if len(run) >= SHORTEST_RUN:
        yield from (line_edit(document, index, f"one of {len(run)} links in a row") for index in run)
        return
    for index in run:
        mark = document.mark(index)
        if mark and mark.tag in _PLAIN and _is_boxed(document, index, mark):
            yield line_edit(document, index, "a link in a box behind the article")


def _is_between(document: Document, run: list[int]) -> bool:
    """Return whether a run stands between two paragraphs of one box, of which the second may be short."""
    above, below = document.next_filled(run[0], -1), document.next_filled(run[-1])
    if above is None or below is None or not ends_sentence(document.lines[below].text) or below in document.cued:
        return False
    one, other = document.mark(above), document.mark(below)
    if not one or not other or one.names != other.names:
        return False
    return all(mark.tag == "p" and mark.link_share < LINKED for mark in (one, other))


def _is_led_in(document: Document, index: int) -> bool:
    """Return whether the article's own words introduce a run: "The three ferries are:"."""
    above = next((at for at in range(index - 1, -1, -1) if document.lines[at].text), index)
    lead_in = document.lines[above].text
    return len(lead_in.split()) >= FEWEST_LEADING and lead_in.endswith(":") and above not in document.cued


RULE = Rule(
    id="link_list",
    version=10,
    stage="remove",
    category="related",
    level="safe",
    waiver=(
        "Most wrong ones on unseen pages are lists of other stories that annotators copied; the "
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
