"""Lines that sites repeat: comparing lines, and the packs that `cleantext learn` writes.

A site pack is UTF-8 text, one JSON object a line, so that a person can read, search, edit and sort it, and a pack of
ten thousand sites loads in seconds. The first object names the format; each of the others is a site, or a line that
the site repeats; lines that a person deletes are no longer removed.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from os import PathLike
from typing import Any, Literal, NamedTuple, get_args
from urllib.parse import urlsplit

from cleantext.core.edits import Level
from cleantext.core.errors import PackError, nearest
from cleantext.core.prose import PROSE_LENGTH

Where = Literal["head", "tail", "body"]
WHERE: tuple[Where, ...] = get_args(Where)
_HEAD = {"format": "cleantext site pack", "version": 1}

# A name: a word of Latin, Greek or Cyrillic script with a capital. The first word of a line is never taken for a name,
# since it always has a capital. The ranges are explicit, because `re` is ten times as fast here as `regex` and `re2`.
_CAPITAL = "A-ZÀ-ÖØ-ÞŁŚŹŻČĎĚŇŘŠŤŽŐŰİŞĞА-ЯЁЄІЇҐΑ-Ω"
_NAME = re.compile(rf" [{_CAPITAL}]\S*(?: [{_CAPITAL}]\S*)*")
_NUMBER = re.compile(r"[0-9][0-9.,:/]*")
_DATE = re.compile(r"0(?:st|nd|rd|th|\.)? (?:de |of )?[^\W\d_]{3,10}\.?,? (?:de )?0")  # numbers are zeros by then
_LABEL = re.compile(r"([^:]{2,40}): \S")
# Names are removed from a line only if this share of it is left to recognise it. In German, where nouns have capitals,
# and in headlines in title case, the rest would fit any sentence.
_LITERAL = 0.6
LONGEST_LABELLED = 80  # code points
# Two paragraphs are near duplicates if they share this much of their pairs of neighbouring words (Jaccard index): the
# threshold for deduplicating corpora (Lee et al., "Deduplicating Training Data", 2022). MinHash estimates it for
# millions of texts; here one paragraph is compared with the few of its site, and the index is exact.
ALIKE = 0.8
FEWEST_PAIRS = 12
_REMEMBERED = 256  # lines of a site


def fold(lines: Sequence[str]) -> list[str]:
    """Return the common form of each line, which lines of one template share. Lines are stripped, without line feeds.

    The form drops case, numbers, dates and names, and in a short line such as "Difficulty: easy" the text behind the
    colon.
    """
    if not lines:
        return []
    numbered = _DATE.sub("#", _NUMBER.sub("0", "\n".join(lines)))
    named = _NAME.sub(" @", numbered).lower()
    return [_key(*versions) for versions in zip(lines, numbered.split("\n"), named.split("\n"), strict=True)]


def _key(line: str, numbered: str, named: str) -> str:
    if len(line) <= LONGEST_LABELLED and (label := _LABEL.match(line)):
        return f"{label[1].lower()}: @"
    return named if len(named) - 2 * named.count("@") >= _LITERAL * len(line) else numbered.lower()


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(text.lower().split()))


def _opening(text: str) -> tuple[str, str]:
    """Return the first two words of a line, separated by blanks; either may be empty."""
    first, _, rest = text.partition(" ")
    return first.lower(), rest.partition(" ")[0].lower()


class _Openings(NamedTuple):
    """The first words of learned lines."""

    pairs: frozenset[str]  # their first two words
    words: frozenset[str]  # the first words of lines whose second is a number, a date or a name
    numbers: bool  # whether a line opens with a number or a date


class Learned(NamedTuple):
    """A line that a site repeats."""

    text: str  # as a page has it
    where: Where  # where it is removed: before all prose that stays, behind it, or anywhere
    pages: int  # on which it was seen
    heads: int = 0  # pages on which no prose stood before it
    tails: int = 0  # pages on which none stood behind it
    forms: int = 1  # the number of versions, which differ in case, numbers, dates and names
    level: Level = "safe"  # at which it is removed
    first: str | None = None  # ISO 8601, as `last`; None if the pages had no dates
    last: str | None = None
    also: str | None = None  # another of its versions


@dataclass(frozen=True)
class Site:
    """The lines that one site repeats."""

    name: str
    pages: int = 0  # that it was learned from
    first: str | None = None
    last: str | None = None
    lines: tuple[Learned, ...] = field(default=(), repr=False)

    def __reduce__(self) -> tuple[Any, ...]:
        # The tables over the lines are computed at first use.
        return Site, (self.name, self.pages, self.first, self.last, self.lines)

    @cached_property
    def exact(self) -> Mapping[str, Learned]:
        """The lines by their text."""
        return {line.text: line for line in self.lines}

    @cached_property
    def has_body(self) -> bool:
        """Return whether any line is removed inside articles."""
        return any(line.where == "body" for line in self.lines)

    @cached_property
    def keys(self) -> Mapping[str, Learned]:
        """Return the lines by their form as `fold` makes it."""
        return dict(zip(fold([line.text for line in self.lines]), self.lines, strict=True))

    def may_know(self, text: str) -> bool:
        """Return whether a line opens like a learned one; otherwise it is none, and no near duplicate of one."""
        first, second = _opening(text)
        if _NUMBER.search(first):
            return self._openings.numbers
        return f"{first} {second}" in self._openings.pairs or first in self._openings.words

    @cached_property
    def _openings(self) -> "_Openings":
        found = [_opening(key) for key in self.keys]
        loose = {first for first, second in found if set(second) & set("0#@")}
        pairs = {f"{first} {second}" for first, second in found if first not in loose}
        return _Openings(frozenset(pairs), frozenset(loose), any(set(first) & set("0#") for first, _ in found))

    def find(self, text: str) -> Learned | None:
        """Return the learned line that a line is a version of."""
        if text in self.exact:
            return self.exact[text]
        return self.keys.get(fold([text])[0]) if self.may_know(text) else None

    @cached_property
    def known(self) -> Callable[[str], Learned | None]:
        """Return a cached function that answers as `find`, or for paragraphs as `near`; passes repeat lines."""
        return lru_cache(_REMEMBERED)(
            lambda text: self.find(text) or (self.near(text) if len(text) >= PROSE_LENGTH else None)
        )

    def near(self, text: str) -> Learned | None:
        """Return the learned paragraph that a paragraph nearly duplicates, such as a biography after a change."""
        pairs = _pairs(text) if self.may_know(text) else frozenset()
        if len(pairs) < FEWEST_PAIRS or len(pairs & self._pairs.keys()) < ALIKE * len(pairs):
            return None
        shared = Counter(number for pair in pairs for number in self._pairs.get(pair, ()))
        number, common = max(shared.items(), key=lambda item: (item[1], -item[0]))
        line = self.lines[number]
        return line if common >= ALIKE * len(pairs | _pairs(line.text)) else None

    @cached_property
    def _pairs(self) -> Mapping[tuple[str, str], list[int]]:
        """Return for each pair of neighbouring words the indexes of the long lines that contain it."""
        found: dict[tuple[str, str], list[int]] = {}
        for number, line in enumerate(self.lines):
            pairs = _pairs(line.text)
            if len(pairs) >= FEWEST_PAIRS:
                for pair in pairs:
                    found.setdefault(pair, []).append(number)
        return found


def load(path: str | PathLike[str]) -> dict[str, Site]:
    """Return the sites of a pack, by name. Raises PackError, with file and line, for an invalid pack."""
    sites: dict[str, Site] = {}
    lines: dict[str, list[Learned]] = {}
    for number, fields in _objects(path):
        problem = _problem(fields, number)
        if problem:
            raise PackError(f"{path}, line {number}: {problem}")
        if number == 1:
            continue
        name = fields.pop("site")
        if "text" in fields:
            lines.setdefault(name, []).append(Learned(**fields))
        else:
            sites[name] = Site(name, **fields)
    return {
        name: replace(sites.get(name) or Site(name), lines=tuple(lines.get(name, ()))) for name in {**sites, **lines}
    }


def _objects(path: str | PathLike[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 - pathlib takes 10 ms to import
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, json.loads(line)
    except RecursionError:
        raise PackError(f"{path}: not a site pack: its brackets are nested too deeply") from None
    except OSError as error:
        raise PackError(f"{path}: {error.strerror or error}; give the path of a site pack") from None
    except ValueError as error:  # no JSON, or no UTF-8
        raise PackError(f"{path}: not a site pack, which holds one JSON object a line: {error}") from None


_SURROGATE = re.compile("[\ud800-\udfff]")
# Days are compared as text, so one form is enough. The number of days in a month does not matter for that.
_DAY = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
_DATED = {"pages": int, "first": str, "last": str}
_SITE = {"site": str, **_DATED}
_LINE = {
    "site": str,
    "text": str,
    "where": str,
    "heads": int,
    "tails": int,
    "forms": int,
    "level": str,
    "also": str,
    **_DATED,
}


def _problem(fields: Any, number: int) -> str:
    """Return the problem of an object of a pack; "" if there is none."""
    if not isinstance(fields, dict):
        return f"no JSON object: {fields!r}"
    if number == 1:
        return "" if fields == _HEAD else f"the head of a site pack is {json.dumps(_HEAD)}, not {json.dumps(fields)}"
    kinds: Mapping[str, Any] = _LINE if "text" in fields else _SITE
    wrong = next(filter(None, (_value_problem(key, value, kinds) for key, value in fields.items())), "")
    if wrong:
        return wrong
    missing = [key for key in ("site", "pages", *(("where",) if "text" in fields else ())) if key not in fields]
    if missing:
        return f"{missing[0]!r} is missing"
    if "text" in fields and (not fields["text"] or "\n" in fields["text"] or fields["text"] != fields["text"].strip()):
        return f"text must be one line without blanks around it, not {fields['text']!r}"
    for key, choices in (("where", WHERE), ("level", get_args(Level))):
        if fields.get(key, choices[0]) not in choices:
            return f"{key}: {fields[key]!r}{nearest(fields[key], choices)}"
    return ""


def _value_problem(key: str, value: Any, kinds: Mapping[str, Any]) -> str:
    """Return the problem of the value of a key; "" if there is none."""
    if key not in kinds:
        return f"{key!r} is no key here{nearest(key, kinds)}"
    if not isinstance(value, kinds[key]) or isinstance(value, bool) or (kinds[key] is int and value < 0):
        return f"{key} cannot be {value!r}"
    if key in ("first", "last") and not _DAY.fullmatch(value):
        return f"{key} must be a day such as 2024-06-30, not {value!r}"
    return ""


def dump(sites: Iterable[Site]) -> str:
    """Return a pack as text: sites by name, the lines of each by their place and their number of pages."""
    objects: list[Mapping[str, Any]] = [_HEAD]
    for site in sorted(sites, key=lambda site: site.name):
        objects.append(_without_none({"site": site.name, "pages": site.pages, "first": site.first, "last": site.last}))
        lines = sorted(site.lines, key=lambda line: (WHERE.index(line.where), -line.pages, line.text))
        objects += (_without_none({"site": site.name, **line._asdict()}) for line in lines)
    return "".join(f"{_written(fields)}\n" for fields in objects)


def _written(fields: Mapping[str, Any]) -> str:
    """Return an object as a line of readable JSON; a lone surrogate, which UTF-8 cannot encode, is escaped."""
    line = json.dumps(fields, ensure_ascii=False)
    return line if not _SURROGATE.search(line) else json.dumps(fields)


def _without_none(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object without the keys that have no value."""
    return {key: value for key, value in fields.items() if value is not None}


def merged(sites: Mapping[str, Site], more: Mapping[str, Site]) -> dict[str, Site]:
    """Return two packs as one, with each site once; the order of the two does not matter."""
    return {
        name: _added(sites[name], more[name]) if name in sites and name in more else sites.get(name) or more[name]
        for name in {**sites, **more}
    }


def _added(one: Site, other: Site) -> Site:
    lines = dict(one.keys)
    for key, line in other.keys.items():
        lines[key] = _sum(lines[key], line) if key in lines else line
    first, last = _span(one, other)
    return Site(one.name, one.pages + other.pages, first, last, tuple(lines.values()))


def _sum(one: Learned, other: Learned) -> Learned:
    """Return the sum of two counts of one line.

    If `where`, `level` or `text` differ, the stricter one, or the first by alphabet, stays.
    """
    text, *others = sorted({one.text, other.text, one.also or one.text, other.also or other.text})
    first, last = _span(one, other)
    return Learned(
        text,
        min(one.where, other.where, key=WHERE.index),
        one.pages + other.pages,
        one.heads + other.heads,
        one.tails + other.tails,
        max(one.forms, other.forms),
        max(one.level, other.level, key=get_args(Level).index),
        first,
        last,
        others[0] if others else None,
    )


def _span(one: Learned | Site, other: Learned | Site) -> tuple[str | None, str | None]:
    days = (one.first, other.first), (one.last, other.last)
    return min(filter(None, days[0]), default=None), max(filter(None, days[1]), default=None)


def site_of(url: str) -> str | None:
    """Return the registered domain of a URL, such as "example.org"; its host if there is none; None for no URL.

    It uses the Public Suffix List in the package publicsuffixlist, without the network. A host of many authors
    ("someone.blogspot.com") counts as many sites.
    """
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    return _registered(host.strip(".")) if host else None


@lru_cache(maxsize=1 << 16)
def _registered(host: str) -> str:
    numeric = ":" in host or host.rpartition(".")[2].isdigit()
    return host if numeric else _suffixes().privatesuffix(host) or host


@lru_cache(maxsize=1)
def _suffixes() -> Any:
    from publicsuffixlist import PublicSuffixList  # 100 ms, mostly for reading the list

    return PublicSuffixList()
