"""Lists of other articles: a header such as "Related stories" or "Most read", and the headlines under it.

The header goes, and the headlines below it as long as they look like headlines: no full stop, no paragraph.
Inside the article only list items under the header go; before and behind it the run goes on to the next
paragraph. Missed: lists without a header and without other boilerplate beside them.
"""

from collections.abc import Iterator
from functools import partial

from cleantext.core.blocks import in_head, in_tail, is_cited, line_edit, run_below
from cleantext.core.body import body
from cleantext.core.document import Document, Hit
from cleantext.core.edits import Edit
from cleantext.core.lazy import lazy
from cleantext.core.prose import ends_in_full_stop
from cleantext.core.rule import Cues, Rule
from cleantext.core.teasers import LONGEST_HEADLINE, Behind, inserted_below, is_bullet, is_headline, is_subheading

ROLES = {
    "call": "asks to read on, unlike lists of the article's own: goes with the headlines below it",
    "reference": "also a heading in encyclopedias: as `header`, but only below the article, under a line that goes",
    "header": "goes with the headlines below it, unless it is a sentence or introduces a list of the article's own",
    "ranking": "as `header`; the headlines may have numbers",
}
LONGEST_HEADER = 60
MOST_WORDS_BEFORE_COLON = 3  # "Related stories:"; longer ones introduce a list of the article's own
_ITEM = lazy(r"[-*•·–]\s")
_NUMBERED = lazy(r"(\d{1,2})[.)]\s")


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the headers, and the headlines under each."""
    found = cues.lines(*ROLES) | cues.lines("ranking") | cues.lines("call")
    hits = {index: hit for index, hit in found.items() if _may_lead(document, hit)}
    yield from _outside(document, [hit for index, hit in hits.items() if _is_outside(document, index)])
    yield from _inside(document, [hit for index, hit in hits.items() if not _is_outside(document, index)])


def _outside(document: Document, hits: list[Hit]) -> Iterator[Edit]:
    """Yield headers before and behind the article, each with its list."""
    reach = -1
    for hit in hits:
        if hit.line > reach:
            run = run_below(document, hit.line, partial(is_headline, document))
            run = _ranked(document, hit.line) or run
            run = _above_headline(document, hit.line, run) if in_head(document, hit.line) else [hit.line, *run]
            reach = max(run, default=hit.line)
            yield from (line_edit(document, at, hit.phrase) for at in run)


def _ranked(document: Document, header: int) -> list[int]:
    """Return the lines below a header that are numbered from 1 on, with two sentences in one of them or without."""
    run = list[int]()
    for at in document.filled(header):
        number = _NUMBERED.match(document.lines[at].text)
        if not number or int(number[1]) != len(run) + 1 or len(document.lines[at].text) > LONGEST_HEADLINE:
            break
        run.append(at)
    whole = sum(ends_in_full_stop(document.lines[at].text) for at in run)
    return run if len(run) > 1 and 2 * whole <= len(run) else []  # steps are sentences


def _inside(document: Document, hits: list[Hit]) -> Iterator[Edit]:
    """Yield headers inside the article, each with its list; without a list only a header that asks to read on.

    It goes from the last header upwards: of consecutive lists, each ends where the next removed one begins. Otherwise
    each pass would remove only the last list, and a page with many would not settle.
    """
    behind = dict[int, int | None]()
    for hit in reversed(hits):
        items = run_below(document, hit.line, partial(is_bullet, document))
        items = items or inserted_below(document, hit.line, behind, numbered=hit.role == "ranking")
        if items or hit.role == "call" or _is_among_cued(document, hit.line, behind):
            run = [hit.line, *items]
            below = document.next_filled(run[-1])
            last = below if below is None else behind.get(below, below)
            behind.update(dict.fromkeys(run, last))
            yield from (line_edit(document, at, hit.phrase) for at in run)


def _above_headline(document: Document, header: int, run: list[int]) -> list[int]:
    """Return a list above the article, without its last line if the first paragraph repeats the words of that line."""
    first = document.table(body).first
    if not run and not _is_furnished(document, header):
        return []
    last = next((at for at in range(first - 1, header, -1) if document.lines[at].text), header)
    if not run or run[-1] != last or not is_subheading(document, last):
        return [header, *run]
    return [header, *run[:-1]] if len(run) > 1 else []


def _is_furnished(document: Document, header: int) -> bool:
    """Return whether boilerplate stands beside a line above the article; "Further reading" alone is the article's."""
    return any(at in document.cued for at in document.neighbours(header))


def _is_among_cued(document: Document, index: int, behind: Behind) -> bool:
    """Return whether the next line that stays and is not blank is boilerplate by itself."""
    below = document.next_filled(index)
    return (below if below is None else behind.get(below, below)) in document.cued


def _may_lead(document: Document, hit: Hit) -> bool:
    """Return whether a line with such words is a header of other articles."""
    if hit.role == "call":
        return True
    if hit.role == "reference" and not _ends_furniture(document, hit.line):
        return False
    outside = _is_outside(document, hit.line)
    is_header = _is_header(document.lines[hit.line].text, hit.role) and not is_cited(document, hit)
    return is_header and (outside or not _is_further_item(document, hit.line))


def _ends_furniture(document: Document, index: int) -> bool:
    """Return whether a line stands behind the article, and the one above it is boilerplate by itself."""
    return in_tail(document, index) and document.next_filled(index, -1) in document.cued


def _is_outside(document: Document, index: int) -> bool:
    return in_tail(document, index) or in_head(document, index)


def _is_header(text: str, role: str) -> bool:
    """Return whether a text is no sentence and does not introduce the article's own list ("More on birds:")."""
    introduces = role != "ranking" and text.endswith(":") and len(text.split()) > MOST_WORDS_BEFORE_COLON
    return len(text) <= LONGEST_HEADER and not ends_in_full_stop(text) and not introduces


def _is_further_item(document: Document, index: int) -> bool:
    """Return whether a line is an item of a list and not its first: "- More blog posts"."""
    above = next((text for at in range(index - 1, -1, -1) if (text := document.lines[at].text)), "")
    return _ITEM.match(document.lines[index].text) is not None and _ITEM.match(above) is not None


RULE = Rule(
    id="related_list",
    version=14,
    stage="remove",
    category="related",
    level="safe",
    doc=__doc__,
    propose=propose,
    phrases=ROLES,
    removes=(
        (
            "The ferry was late, and two hundred passengers waited on the pier for an hour before anybody told "
            "them why.\n"
            "⟦Related stories⟧\n"
            "⟦- Ferry company fined over delays⟧\n"
            "⟦- New pier to open in May⟧"
        ),
    ),
    keeps=(
        (
            "The ferry was late on Monday, and two hundred passengers waited on the pier for an hour in the rain.\n"
            "The crew needs:\n"
            "- More public timetables\n"
            "- More harbour news\n"
            "- More patience on the quay\n"
            "And who knows? The board may find the money for all three of them before the summer is over, it said."
        ),
        ("Related costs rose by a tenth, and the company passed most of them on to its passengers in the same year."),
    ),
)
