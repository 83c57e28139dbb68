"""Lines, zones and runs: the code that rules of phrases share.

Packs list a rule's phrases under roles; `ROLES` are the roles that most rules share.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from itertools import groupby, islice, takewhile
from typing import TYPE_CHECKING

from cleantext.core.attribution import is_attributed
from cleantext.core.body import body
from cleantext.core.closing import closing_edits, opens_line, own_start
from cleantext.core.document import CUES, Document, Hit
from cleantext.core.edits import Edit
from cleantext.core.figures import table_lines
from cleantext.core.lazy import lazy
from cleantext.core.passages import sentence_of
from cleantext.core.prose import ends_sentence, is_short
from cleantext.core.rule import Cues
from cleantext.core.signs import BULLETS

if TYPE_CHECKING:
    import regex

ROLES: Mapping[str, str] = {
    "sure": "the whole line goes, wherever it stands, unless it is quoted or an example",
    "line": "the whole line goes, wherever it stands",
    "head": "the whole line goes above the article",
    "tail": "the whole line goes below the article",
    "block": "as `tail`, and the run of short lines behind it goes too",
    "perhaps": "as `tail`, but only at level thorough: as often content as not",
    "weak": "the line goes, but only beside one that goes",
    "pair": "as `weak`, or beside another of this role: buttons of one player stand together",
    "inline": "only the matching words go, wherever they stand",
    "sentence": "the sentence that opens with the words, as a line or in a paragraph, unless quoted or an example",
    "end": "as `tail` if it is the whole line; at the end of the last paragraph only the matching words go",
    "keep": "a line with these words stays, whatever else it says",
}

# A phrase never removes a longer line: longer lines are paragraphs that say more than the phrase.
LONGEST_TAKEN = 400
# A line of a paragraph that the page breaks is as long as its neighbours; shorter ones are labels.
SHORTEST_WRAPPED = 60
# A field of the head of a message or a form: "Subject: The late ferry". Bylines have fewer of them in a row.
FIELD = lazy(r"\p{Lu}[\p{L} ./-]{1,24}: *\S")
FEWEST_FIELDS = 5
# The roles that remove a line below the article, whatever stands around it.
_GO_IN_TAIL = CUES - {"head"}
# The most lines of a list of examples: a list of 20,000 items must not be read through for each of them.
_LONGEST_LIST = 200
# Passages in quotation marks; an open quotation extends to the end of the line. Single marks are as often apostrophes:
# they count as a pair, the first behind no letter and before no blank, the second before no letter.
_MARKS = "“„«»\"‘‚'›「『"
_LONGEST_QUOTED = 200  # code points between single marks
_LONG_QUOTED = 8  # code points of a quoted call; the quoted name of a newsletter is often shorter
_QUOTED = lazy(
    r'“[^“”]*(?:”|$)|„[^„“”]*(?:[“”]|$)|«[^«»]*(?:»|$)|»[^«»]*«|"[^"]*(?:"|$)|「[^「」]*(?:」|$)|『[^『』]*(?:』|$)'
    rf"|(?<!\w)[‘'](?=\S)(?:[^‘’']|[’'](?=\p{{L}})){{1,{_LONGEST_QUOTED}}}[’'](?!\p{{L}})"
    rf"|‚(?=\S)[^‚‘’]{{1,{_LONGEST_QUOTED}}}[‘’]|›(?=\S)[^‹›]{{1,{_LONGEST_QUOTED}}}(?<=\S)‹"
)


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the edits that phrases propose by their roles, as in `ROLES`.

    With the words `said`, a line that the article ascribes to somebody stays.
    """
    cues = _unascribed(document, cues)
    gone, kept = lines_gone(document, cues), cues.lines("keep")
    yield from (line_edit(document, index, reason) for index, reason in sorted(gone.items()))
    for hit in cues.hits:
        if hit.line in gone or hit.line in kept:
            continue
        if hit.role == "inline":
            yield Edit(hit.start, hit.end, "", hit.phrase)
        elif hit.role == "perhaps" and in_place(document, hit):
            yield line_edit(document, hit.line, hit.phrase)._replace(level="thorough")
    whole = gone.keys() | kept.keys()
    closing = (hit for hit in cues.hits if hit.role in ("closing", "end", "tail") and hit.line not in whole)
    yield from closing_edits(document, (hit for hit in closing if not is_quoted(document, hit)))
    yield from _sentence_edits(document, cues, whole)


def _sentence_edits(document: Document, cues: Cues, stays: Collection[int]) -> Iterator[Edit]:
    """Yield the removals of sentences that start with phrases of the role `sentence`."""
    for hit in cues.hits:
        if hit.role == "sentence" and hit.line not in stays and not is_cited(document, hit):
            span = sentence_of(document, hit)
            if span:
                yield Edit(*span, "", hit.phrase)


def lines_gone(document: Document, cues: Cues) -> dict[int, str]:
    """Return the lines that the roles of their phrases remove, each with its reason."""
    kept = cues.lines("keep")
    weak = cues.lines("weak", "pair").keys() - kept.keys()
    gone = _pairs(document, cues)
    reach = -1
    for hit in cues.hits:
        is_cue = hit.role in CUES or (hit.role == "end" and opens_line(document, hit))
        if not is_cue or hit.line in kept or not in_place(document, hit):
            continue
        if is_quoted(document, hit) or own_start(document, hit) is not None:
            continue
        gone.setdefault(hit.line, hit.phrase)
        if hit.role == "block" and hit.line > reach:
            run = run_below(document, hit.line, lambda at: at not in kept and (at in weak or may_go(document, at)))
            gone.update(dict.fromkeys(run, hit.phrase))
            reach = max(run, default=hit.line)
    gone.update(_wrapped(document, gone, kept))
    loose = weak - gone.keys()
    for index, reason in sorted(gone.items()):
        taken = beside(document, index, loose.__contains__)
        gone.update(dict.fromkeys(taken, reason))
        loose.difference_update(taken)
    return gone


def _wrapped(document: Document, gone: Mapping[int, str], kept: Collection[int]) -> dict[int, str]:
    """Return the lines that continue a removed sentence, which the page breaks inside one element."""
    found: dict[int, str] = {}
    for index in sorted(gone) if document.has_marks else ():
        above, below = index, document.next_filled(index)
        while below is not None and below not in gone and below not in kept and _goes_on(document, above, below):
            found[below] = gone[index]
            above, below = below, document.next_filled(below)
    return found


def _goes_on(document: Document, above: int, below: int) -> bool:
    """Return whether a line of a wrapped paragraph continues the sentence of the line above."""
    text, mark, other = document.lines[above].text, document.mark(above), document.mark(below)
    if len(text) < SHORTEST_WRAPPED or ends_sentence(text) or mark is None or other is None:
        return False
    is_lost = other.element < 0 and document.lines[below].text[0].islower()
    return is_lost or 0 <= mark.element == other.element


def _pairs(document: Document, cues: Cues) -> dict[int, str]:
    """Return the lines of the role `pair` that stand right below or above another one with other words."""
    kept = cues.lines("keep")
    single = {at: hit for at, hit in cues.lines("pair").items() if at not in kept and not is_cited(document, hit)}
    gone: dict[int, str] = {}
    for index, hit in single.items():
        below = document.next_filled(index)
        if below in single and document.lines[below].text != document.lines[index].text:
            gone |= {index: hit.phrase, below: single[below].phrase}
    return gone


def stubs(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the lines of the role `stub` below the article: labels whose content is missing.

    Nothing follows them, or a line that is removed.
    """
    for index, hit in cues.lines("stub").items():
        below = document.next_filled(index)
        if in_tail(document, index) and (below is None or below in document.table(_gone_in_tail)):
            yield line_edit(document, index, hit.phrase)


def _gone_in_tail(document: Document) -> frozenset[int]:
    """Return the lines whose phrase removes them below the article."""
    return frozenset(hit.line for hits in document.hits.values() for hit in hits if hit.role in _GO_IN_TAIL)


def in_place(document: Document, hit: Hit) -> bool:
    """Return whether a hit stands in the zone that its role requires."""
    if len(document.lines[hit.line].text) > LONGEST_TAKEN:
        return False
    if hit.role == "head":
        return in_head(document, hit.line)
    if hit.role == "sure":
        return not is_cited(document, hit)
    return hit.role == "line" or in_tail(document, hit.line)


def in_head(document: Document, index: int) -> bool:
    """Return whether a line stands above the article; a text without prose has no head."""
    article = document.table(body)
    return article.exists and index < article.first


def in_head_or_first(document: Document, index: int) -> bool:
    """Return whether a line stands above the article, or is its first line of prose."""
    article = document.table(body)
    return article.exists and index <= article.first


def in_tail(document: Document, index: int) -> bool:
    """Return whether a line stands below the article; a text without prose has no tail."""
    article = document.table(body)
    return article.exists and index > article.last


def last_prose(document: Document, passes: Callable[[int], bool]) -> int:
    """Return the index of the last line of prose that is not taken for boilerplate; -1 if there is none."""
    indexes = range(len(document.lines) - 1, -1, -1)
    return next((index for index in indexes if is_prose_line(document, index) and not passes(index)), -1)


def unquoted(text: str) -> str:
    """Return a line with its quotations blanked out."""
    has_marks = any(mark in text for mark in _MARKS)
    return _QUOTED.sub(lambda found: " " * len(found[0]), text) if has_marks else text


def spoken(document: Document, cues: Cues) -> Cues:
    """Return the cues that the article itself says: not in quotation marks, nor as an example behind a colon.

    With the words `said`, nor ascribed to somebody: "Support our work, the charity asked in a letter".
    """
    own = tuple(hit for hit in cues.hits if not is_cited(document, hit))
    return _unascribed(document, replace(cues, hits=own))


def _unascribed(document: Document, cues: Cues) -> Cues:
    """Return the cues that the article does not ascribe to somebody; all of them without the words `said`."""
    said, we = cues.words.get("said", {}), cues.words.get("we", {})
    own = tuple(hit for hit in cues.hits if not is_attributed(document, hit, said, we))
    return cues if len(own) == len(cues.hits) else replace(cues, hits=own)


def is_cited(document: Document, hit: Hit) -> bool:
    """Return whether a hit is in quotation marks, or an example behind a colon, alone or in a list."""
    return _is_blanked(document, hit, _own_words(document, hit)) or _lead_in(document, hit.line).endswith(":")


def _lead_in(document: Document, index: int) -> str:
    """Return the nearest line above that is no item of the same list; "" if it is too far away."""
    bullet = document.lines[index].text[:1] if document.lines[index].text.startswith(BULLETS) else ""
    for at in range(index - 1, max(index - 1 - _LONGEST_LIST, -1), -1):
        text = document.lines[at].text
        if text and not (bullet and text.startswith(bullet)):
            return text
    return ""


def is_quoted(document: Document, hit: Hit) -> bool:
    """Return whether a hit stands in quotation marks inside a line that says more."""
    own = _own_words(document, hit)
    return _is_blanked(document, hit, own) and any(map(str.isalnum, own))


def _own_words(document: Document, hit: Hit) -> str:
    """Return the line of a hit, quotations blanked out."""
    return unquoted(document.lines[hit.line].text)


def _is_blanked(document: Document, hit: Hit, own: str) -> bool:
    """Return whether a hit stands in a quotation, or opens with a quoted call: "“Follow us on X”, the poster said"."""
    start = document.lines[hit.line].start
    outside = own[hit.start - start : hit.end - start].lstrip()
    return not outside or hit.end - hit.start - len(outside) >= _LONG_QUOTED


def record_lines(document: Document) -> set[int]:
    """Return the lines that are fields of a message or a form: several `Key: value` lines without a gap."""
    found: set[int] = set()
    for is_field, run in groupby(range(len(document.lines)), lambda at: bool(FIELD.match(document.lines[at].text))):
        fields = list(run)
        if is_field and len(fields) >= FEWEST_FIELDS:
            found.update(fields)
    return found


def line_edit(document: Document, index: int, reason: str) -> Edit:
    """Return the removal of a whole line."""
    line = document.lines[index]
    return Edit(line.start, line.end, "", reason)


def has_marks(document: Document) -> bool:
    """Return whether the text came from HTML: the `when` of rules that read markup."""
    return document.has_marks


def element_names(names: str) -> "regex.Pattern[str]":
    """Return a pattern that finds one of some names, alternatives of a pattern, among the `names` of a `Mark`."""
    return lazy(rf"(?:^|[\s_-])(?P<name>{names})(?=$|[\s_-])")


def may_go(document: Document, index: int) -> bool:
    """Return whether a line may be removed beside boilerplate: it is short, and in no table of the article."""
    return is_short(document.lines[index].text) and index not in document.table(table_lines)


def is_prose_line(document: Document, index: int) -> bool:
    """Return whether a line is a paragraph of the article, as far as its shape and the packs can tell."""
    return index in document.prose


def run_below(document: Document, index: int, is_weak: Callable[[int], bool]) -> list[int]:
    """Return the weak lines below a line, up to the first that is not weak; blank lines do not end the run."""
    return [*takewhile(is_weak, document.filled(index))]


def run_above(document: Document, index: int, is_weak: Callable[[int], bool], most: int | None = None) -> list[int]:
    """Return at most `most` weak lines above a line, upwards, up to the first that is not weak."""
    return [*islice(takewhile(is_weak, document.filled(index, -1)), most)]


def beside(document: Document, index: int, is_weak: Callable[[int], bool]) -> list[int]:
    """Return the weak lines next to a line, on either side."""
    return [*run_above(document, index, is_weak), *run_below(document, index, is_weak)]
