"""Decide which repeated lines of a site are boilerplate, and where they are removed, by evidence and thresholds.

Template lines stand on many pages, among paragraphs that differ from page to page, before the article or behind it.
Repeated
content differs from them: background stands inside the article or on the pages of one week, live pages and stories
printed twice stand between the same paragraphs each time, agency stories are on several sites in the same days, and
tables contain numbers. The thresholds were chosen on invented sites (`benchmarks/sites.py`), where no content may be
removed.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

import regex

from cleantext.core.edits import Level
from cleantext.core.learned import Learned, Where
from cleantext.core.prose import PROSE_LENGTH
from cleantext.core.statistics import least_share
from cleantext.sites.counts import UNKNOWN, Seen, SiteSeen, key_hash

FEWEST_SITE_PAGES = 10
FEWEST_PAGES = 3
FEWEST_LABELS = 2  # pages of a short line above the article; it is removed only above a known headline
FEWEST_LETTERS = 3
BELOW = 0.5  # share of its pages on which a short sentence of the tail stands below other boilerplate
IN_PLACE = 0.9  # share of the pages on which a line of the head or tail stands there
# A share counts with its lower bound for the number of pages (`least_share`).
MANY_SHARE = 0.35  # for lines that are short, quoted, also on other sites, at the start of the article, or changing
MOST_SHARE = 0.6  # for short sentences at the end
BODY_SHARE = 0.65
CONSTANT = 0.9  # share of the most frequent version of a line that counts as constant
MEAN_PAGES_OF_A_FORM = 3  # biographies: few versions, each on several pages
VARIED = 0.25  # share of its pages on which a line stands next to a different paragraph each time
FEWEST_NEIGHBOURS = 3
SPREAD = 0.25  # of the days of a site; background appears and disappears with its story
SAME_DAYS = 3
BEFORE, AFTER = 1, 2  # fields of an Occurrence
_LETTER = regex.compile(r"\p{L}")
_STOPS = frozenset(".!?…")
_QUOTE = frozenset('“”„«»"')


class Places(NamedTuple):
    """The lines in the places of boilerplate, as hashes of their keys."""

    head: Collection[int]  # before the article, above paragraphs that differ from page to page
    tail: Collection[int]  # behind it, below such paragraphs
    anywhere: Collection[int]  # between such paragraphs


def judged(seen: Iterable[Seen], site: SiteSeen) -> list[Learned]:
    """Return the boilerplate among the lines of one site on FEWEST_PAGES pages or more."""
    if site.pages < FEWEST_SITE_PAGES:
        return []
    texts = [line for line in seen if _is_text(line)]
    lines = [line for line in texts if line.pages >= FEWEST_PAGES]
    places = _places(lines)
    decisions = (_decision(line, site, places) for line in lines)
    labels = (line for line in texts if line.pages < FEWEST_PAGES and _is_label(line))
    return [*filter(None, decisions), *(_learned(line, "head", "report") for line in labels)]


def _places(lines: Sequence[Seen]) -> Places:
    below_varied = _grown(lines, lambda line, known: _varies(line, known, BEFORE))
    above_varied = _grown(lines, lambda line, known: _varies(line, known, AFTER))
    return Places(
        _grown(_among(lines, above_varied), lambda line, known: _share_in_place(line, known, BEFORE) >= IN_PLACE),
        _grown(_among(lines, below_varied), lambda line, known: _share_in_place(line, known, AFTER) >= IN_PLACE),
        below_varied & above_varied,
    )


def _decision(line: Seen, site: SiteSeen, places: Places) -> Learned | None:
    """Return the decision on a line: its place and level; None for a line that may be content."""
    is_many, is_long = _is_on_many(line, site), _is_long(line)
    if not is_many and _is_doubtful(line, site):
        return None
    own = key_hash(line.key)
    if own in places.tail and (is_many or is_long):
        is_plain = is_long or line.key[-1] not in _STOPS or _is_sign_off(line, site, places.tail)
        return _learned(line, "tail", _level(line, is_plain=is_plain))
    if own in places.head and (is_many or not is_long):
        return _learned(line, "head", _level(line, is_plain=is_long) if is_many else "report")
    if own in places.anywhere and _is_everywhere(line, site):
        return _learned(line, "body", "safe")
    return None


def _is_label(line: Seen) -> bool:
    """Return whether a line on few pages is short, and stands before all prose, which differs from page to page."""
    after = {each[AFTER] for each in line.sample}
    return not _is_long(line) and len(line.forms) == 1 and line.heads == line.pages == len(after)


def _among(lines: Iterable[Seen], hashes: Collection[int]) -> list[Seen]:
    return [line for line in lines if key_hash(line.key) in hashes]


def _level(line: Seen, *, is_plain: bool) -> Level:
    """Return the level of a line: changing numbers and names may be content, dates seldom."""
    if changes(line):
        return "thorough" if "#" in line.key and not _is_long(line) else "report"
    return "safe" if is_plain else "thorough"


def _grown(lines: Iterable[Seen], fits: Callable[[Seen, Collection[int]], bool]) -> set[int]:
    """Return the lines that fit, as hashes; each one may help another to fit, so it repeats until none is added.

    Without an appeal between the biography and the end, the biography is the last line.
    """
    found: set[int] = set()
    waiting = list(lines)
    while new := {key_hash(line.key) for line in waiting if fits(line, found)}:
        found |= new
        waiting = [line for line in waiting if key_hash(line.key) not in found]
    return found


def _is_text(line: Seen) -> bool:
    return len(_LETTER.findall(max(line.forms))) >= FEWEST_LETTERS


def _is_doubtful(line: Seen, site: SiteSeen) -> bool:
    """Return whether few pages are not enough: the line may be a statement, agency copy, a table, or of one week."""
    return _is_elsewhere(line) or changes(line) or bool(_QUOTE.intersection(line.key)) or not _is_spread(line, site)


def _is_elsewhere(line: Seen) -> bool:
    """Return whether other sites have a paragraph in the same days, or at unknown times."""
    return any(
        UNKNOWN in (line.first, first) or (line.first - SAME_DAYS <= last and first - SAME_DAYS <= line.last)
        for first, last in line.others
    )


def _is_on_many(line: Seen, site: SiteSeen) -> bool:
    return least_share(min(line.pages, site.pages), site.pages) >= MANY_SHARE


def _is_everywhere(line: Seen, site: SiteSeen) -> bool:
    """Return whether the evidence is enough to remove a line from the middle of an article."""
    is_constant = _is_long(line) and not changes(line)
    return is_constant and least_share(min(line.pages, site.pages), site.pages) >= BODY_SHARE


def changes(line: Seen) -> bool:
    """Return whether numbers, dates or names in a line differ from page to page, so that it may be content."""
    if max(line.forms.values()) >= CONSTANT * line.pages:
        return False
    return not _is_long(line) or len(line.forms) * MEAN_PAGES_OF_A_FORM > line.pages


def _is_long(line: Seen) -> bool:
    return min(map(len, line.forms)) >= PROSE_LENGTH


def _is_spread(line: Seen, site: SiteSeen) -> bool:
    """Return whether the pages of a line are spread over the days of the site; true without dates."""
    if UNKNOWN in (line.first, site.first):
        return True
    return line.last - line.first >= SPREAD * (site.last - site.first)


def _share_in_place(line: Seen, known: Collection[int], side: int) -> float:
    """Return the share of its pages on which no prose of the article stands on one side of a line."""
    free = sum(each[side] == 0 or each[side] in known for each in line.sample)
    return free / len(line.sample)


def _is_sign_off(line: Seen, site: SiteSeen, known: Collection[int]) -> bool:
    """Return whether a short sentence is on most pages, below boilerplate and not directly below the article."""
    below = sum(each[BEFORE] in known for each in line.sample)
    return below >= BELOW * len(line.sample) and least_share(min(line.pages, site.pages), site.pages) >= MOST_SHARE


def _varies(line: Seen, known: Collection[int], side: int) -> bool:
    """Return whether a line stands next to different paragraphs, or boilerplate, from page to page."""
    neighbours = [each[side] for each in line.sample]
    boilerplate = sum(each in known for each in neighbours)
    others = len({each for each in neighbours if each not in known})
    return boilerplate + others >= max(FEWEST_NEIGHBOURS, VARIED * len(neighbours))


def _learned(line: Seen, where: Where, level: Level) -> Learned:
    # Most frequent first; the text decides between equal ones.
    forms = sorted(line.forms, key=lambda form: (-line.forms[form], form))
    return Learned(
        text=forms[0],
        where=where,
        pages=line.pages,
        forms=len(forms),
        level=level,
        heads=line.heads,
        tails=line.tails,
        first=iso(line.first),
        last=iso(line.last),
        also=forms[1] if len(forms) > 1 else None,
    )


def iso(day: int) -> str | None:
    """Return a day in the format of packs."""
    return None if day == UNKNOWN else date.fromordinal(day).isoformat()
