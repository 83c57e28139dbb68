"""Pointers to other articles, set between paragraphs: "See also …", "Related: …", "Read more: …".

Pointing words and a headline make up the line. A line that ends in a full stop stays ("See also the report of the
committee."), as does one that is longer than a headline. A label on a line of its own ("Also read") goes with the
headlines below it, or stays. It goes alone if it can only be the rest of a list that an extractor has dropped ("Related
stories" between two paragraphs). A pointer glued to the end of a paragraph goes without the paragraph. A headline
behind an arrow below a paragraph goes too, without pointing words. Quoted lines and examples stay. Missed: pointers
without pointing words.
"""

from collections.abc import Iterator
from itertools import islice

from cleantext.core.blocks import is_cited, is_prose_line, line_edit
from cleantext.core.closing import part_start
from cleantext.core.document import SUBHEADINGS, Document, Hit
from cleantext.core.edits import Edit, Level
from cleantext.core.prose import ends_in_full_stop, sentence_end
from cleantext.core.rule import Cues, Rule
from cleantext.core.scan import lines_with
from cleantext.core.teasers import ARROWS, arrows_from, inserted_below, is_bullet, is_headline, labels_between

LONGEST_HEADLINE = 180
# Code points of a pointer inside a paragraph: without a full stop it would run into the next sentence.
LONGEST_INSIDE = 100
# News pages put one or two such lines into a story. A text with more of them is a guide whose pointers are content: on
# labelled pages with up to two, 23 distinct lines were boilerplate and 6 content, on those with more 16 and 27; the
# number was chosen there.
MOST_INSERTS = 2
LINKED = 0.6  # of the code points of such a line; the rest is the label
_PARAGRAPHS = ("p", "div", *SUBHEADINGS)  # not the items of a list of the article's own
MOST_LISTED = 12  # lines above a pointer that are searched for the lead-in of a list
MOST_BARS = 1  # "Also read | Ten ferries"; with more it is a row of a table
_ARROWS = rf"(?m)^[ \t]*[{ARROWS}]"
_OPENING = "([{–—-*|•> \t\N{NO-BREAK SPACE}" + ARROWS


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield lines with pointing words before a headline, labels with their headlines, and glued pointers."""
    pointers = list(_pointers(document, cues))
    found = [*_labels(document, cues), *_glued(document, cues), *_arrows(document)]
    known = {(edit.start, edit.end) for edit in pointers}  # a pointer behind an arrow is found twice
    others = [unit for unit in found if known.isdisjoint((edit.start, edit.end) for edit in unit) or len(unit) > 1]
    level: Level = "safe" if len(pointers) + len(others) <= MOST_INSERTS else "thorough"
    for edit in pointers:
        yield edit._replace(level="safe" if _is_link(document, edit) else level)
    yield from (edit._replace(level=level) for unit in others for edit in unit)


def _is_link(document: Document, edit: Edit) -> bool:
    """Return whether the headline of a pointer is a link, in a paragraph of its own."""
    mark = document.mark(document.line_at(edit.start))
    return mark is not None and mark.link_share >= LINKED and mark.tag in _PARAGRAPHS


def _pointers(document: Document, cues: Cues) -> Iterator[Edit]:
    for index, hit in cues.lines("insert").items():
        if _is_pointer(document, hit) and not is_cited(document, hit) and not _is_listed(document, index):
            yield line_edit(document, index, hit.phrase)


def _is_listed(document: Document, index: int) -> bool:
    """Return whether a line is one of several headlines that the article lists behind a colon."""
    above = (at for at in range(index - 1, -1, -1) if document.lines[at].text)
    near = list(islice(above, MOST_LISTED))
    lead_in = next((at for at in near if not is_headline(document, at)), None)
    return lead_in is not None and document.lines[lead_in].text.endswith(":")


def _is_pointer(document: Document, hit: Hit) -> bool:
    """Return whether a headline follows the pointing words; without one they introduce the article's own list."""
    line = document.lines[hit.line]
    follows = any(character.isalnum() for character in document.text[hit.end : line.end])
    opens_list = line.text.endswith(":") and not follows
    is_row = line.text.count("|") > MOST_BARS
    return len(line.text) <= LONGEST_HEADLINE and not ends_in_full_stop(line.text) and not opens_list and not is_row


def _arrows(document: Document) -> Iterator[list[Edit]]:
    """Yield the headlines behind an arrow, one or few, right below a paragraph that ends in a full stop.

    Steps and lists of the article's own have a heading or a lead-in above, and a subheading the paragraph below.
    """
    reach = -1
    for index in lines_with(_ARROWS, document):
        above = document.next_filled(index, -1)
        is_quote = "«" in document.lines[index].text  # in French and Russian "»" closes one
        if index > reach and above is not None and is_prose_line(document, above) and not is_quote:
            run = arrows_from(document, index)
            reach = max(run, default=index)
            yield [line_edit(document, at, "a headline behind an arrow") for at in run]


def _labels(document: Document, cues: Cues) -> Iterator[list[Edit]]:
    """Yield labels on a line of their own: with the headlines below them, or alone if an extractor dropped these."""
    for index, hit in labels_between(document, cues, "alone"):
        yield [line_edit(document, index, hit.phrase)]
    for index, hit in (cues.lines("label") | cues.lines("reference")).items():
        run = [] if is_cited(document, hit) else inserted_below(document, index)
        heads_list = hit.role == "reference" or document.lines[index].text.endswith(":")
        own_list = run and heads_list and is_bullet(document, run[0])
        if run and not own_list:
            yield [line_edit(document, at, hit.phrase) for at in (index, *run)]


def _glued(document: Document, cues: Cues) -> Iterator[list[Edit]]:
    """Yield pointers behind a sentence of a paragraph: from there to the end of the headline."""
    taken = -1
    for hit in cues.hits:
        line = document.lines[hit.line]
        if hit.role != "glued" or hit.line == taken:
            continue
        start = part_start(document, hit, _OPENING)
        if start is None or is_cited(document, hit):
            continue
        end = sentence_end(document.text, hit.end, line.end)
        headline = document.text[hit.end : end or line.end]
        if _is_glued_headline(headline, goes_on=end is not None):
            taken = hit.line
            yield [Edit(start, hit.end + len(headline), "", hit.phrase)]


def _is_glued_headline(text: str, *, goes_on: bool) -> bool:
    """Return whether words behind a pointer are a headline; in the middle of a paragraph it ends like a sentence."""
    is_aside = text.endswith((")", "]"))  # "(See also: The trains that vanished.)" is removed with its full stop
    words = text.strip(_OPENING + ':|«„“"‘').rstrip(")]")
    longest = LONGEST_INSIDE if goes_on else LONGEST_HEADLINE
    is_whole = goes_on or is_aside or not ends_in_full_stop(words)
    opens = words[:1].isalpha() and not words[:1].islower()  # scripts without capitals have neither
    return opens and len(words) <= longest and is_whole


RULE = Rule(
    id="see_also",
    version=15,
    stage="remove",
    category="related",
    level="safe",
    waiver="The three wrong ones are links to other articles, copied by annotators.",
    doc=__doc__,
    propose=propose,
    requires=_ARROWS,
    phrases={
        "insert": "opens a line that continues with a headline: the whole line goes, wherever it stands",
        "label": "a line of its own: it goes with the headline below it, or stays with it",
        "reference": "also a heading in encyclopedias: as `label`, but a list with bullets below it stays",
        "alone": "a line of its own between two paragraphs: it goes, since the headlines below it are missing",
        "glued": "opens a sentence inside a paragraph, or behind its end: the sentence goes",
    },
    removes=(
        (
            "The ferry was late.\n\n"
            "⟦See also\N{NO-BREAK SPACE} Why the ferries on the Aller are always late⟧\n\n"
            "Nobody complained."
        ),
        ("The ferry was late.\n⟦[Related: Ten Ferries That Never Sailed]⟧\nNobody complained."),
        ("The ferry was late.\n⟦Read more: Ferry company fined over delays⟧\nNobody complained."),
        (
            "The ferry was late on Monday, and two hundred passengers waited on the pier for an hour in the rain.\n"
            "⟦See also⟧\n"
            "⟦Why the buses of Rethem never wait⟧\n"
            "Nobody complained to the company, which sailed again at noon with a crew of four and a new captain."
        ),
        (
            "The ferry was late on Monday, the harbour master said.⟦ ALSO READ: Why the buses of Rethem never wait⟧\n"
            "Nobody complained."
        ),
    ),
    keeps=(
        "See also the committee's report, which names the three officials.",
        (
            "Related: a word that the judge used eleven times in a ruling of four pages, and never once "
            "explained to the jury."
        ),
        "The beds rest until spring.\n\nSee also:\n- How to sow under glass\n- Gardens that thrive on salt",
        "Read more about birds, she told the children, and they did.",
    ),
)
