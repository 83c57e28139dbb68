"""Marked text, the format of examples and fixtures.

`⟦Leave a Reply⟧` is removed, `⟦of of→of⟧` is replaced, all else stays. Where whole lines go, blank lines are
not compared: which of two gaps around a removed line stays is shown by the full texts of the seeds. A head of lines
such as `title: …`, closed by a line `---`, may stand before the text; `KEYS` says which. A text that opens with `<html`
is an HTML page: the lines of its article that hold a mark go. The head also holds the lines of a site pack: `site:
example.org`, and lines such as `learned: tail, 412 of 431: Read by all who live on the quay`; and the entries of a site
file: `listed: tail: Weather` and `listed: drop: div.share`.
"""

from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from typing import NamedTuple, cast

from cleantext import shipped
from cleantext.api import Cleaner
from cleantext.core.edits import Level, apply, resolve
from cleantext.core.errors import SettingsError, nearest
from cleantext.core.lazy import lazy
from cleantext.core.learned import WHERE, Learned, Site, Where
from cleantext.core.packs import SiteExample
from cleantext.core.rule import LEVELS, Rule
from cleantext.core.site_file import EXACT, PAGE, SiteFile, squeezed

# The keys of a head: facts about the text, options of the cleaner, the level, the reason for a known failure.
KEYS = ("about", "language", "learned", "level", "listed", "site", "title", "xfail")
_REPEATABLE = frozenset({"learned", "listed"})
_LEARNED = lazy(
    rf"(?P<where>{'|'.join(WHERE)}), (?:(?P<level>{'|'.join(LEVELS)}), )?(?P<pages>\d+) of (?P<of>\d+): (?P<text>.+)"
)
_LISTED = lazy(rf"(?P<key>{'|'.join({**EXACT, **PAGE})}): (?P<entry>.+)")
_MARK = lazy(r"⟦([^⟦⟧→]*)(?:→([^⟦⟧→]*))?⟧")


class Marked(NamedTuple):
    """A source, the expected text, and the head."""

    source: str
    expected: str
    head: Mapping[str, str] = {}


def parse(text: str) -> Marked:
    """Parse head and marks of a marked text. Raises SettingsError for a wrong head line or an open mark."""
    head, body = _parted(text)
    pieces = list(split(body))
    source = "".join(passage for passage, _ in pieces)
    if any(character in source for character in "⟦⟧"):
        raise SettingsError(f"a mark is not closed, or holds another: {text[:80]!r}; write ⟦gone⟧ or ⟦old→new⟧")
    return Marked(source, "".join(passage if new is None else new for passage, new in pieces), head)


def _parted(text: str) -> tuple[dict[str, str], str]:
    lines, dashes, body = text.partition("---\n") if text.startswith("---\n") else text.partition("\n---\n")
    if not dashes:
        return {}, text
    head: dict[str, str] = {}
    for line in lines.splitlines():
        key, colon, value = line.partition(":")
        if not colon or key not in KEYS or not value.strip():
            raise SettingsError(f"{line[:80]!r} is no head line (key: value){nearest(key[:80], KEYS)}")
        head[key] = f"{head[key]}\n{value.strip()}" if key in _REPEATABLE and key in head else value.strip()
    if head.get("level", "safe") not in LEVELS:
        raise SettingsError(f"{head['level']!r} is no level{nearest(head['level'], LEVELS)}")
    return head, body


def split(text: str) -> Iterator[tuple[str, str | None]]:
    """Yield the passages of a marked text, each with its replacement: None if it stays, "" if it goes."""
    position = 0
    for mark in _MARK.finditer(text):
        yield text[position : mark.start()], None
        yield mark[1], mark[2] or ""
        position = mark.end()
    yield text[position:], None


def lines(text: str) -> list[str]:
    """Return the lines of a text that are not blank, without blanks at their ends."""
    return [line.rstrip() for line in text.split("\n") if line.strip()]


def cleaner(
    rule: Rule, level: Level | None = None, packs: Iterable[str | PathLike[str]] = (), language: str | None = None
) -> Cleaner:
    """Return the cleaner for the examples of a rule: the rule alone, at its own level or the level asked for.

    A rule that follows others does nothing alone, so all shipped rules run with it.
    """
    company = [other for other in shipped.rules().values() if other.id != rule.id] if rule.follows else []
    return Cleaner(rules=[*company, rule], level=level or rule.level, packs=packs, language=language)


def problem(clean: Cleaner, text: str) -> str:
    """Return how a cleaner's output differs from the marks; "" if it does not.

    At level `report` the marks say what the log reports.
    """
    source, expected, head = parse(text)
    clean = _taught(clean, head) if head.keys() & _REPEATABLE else clean
    if source.startswith("<html"):
        return _page_problem(clean, text, source, head.get("site"))
    result = clean(source, title=head.get("title"), language=head.get("language"), site=head.get("site"))
    if result.restore() != source:
        return f"the source is not restored: {source[:80]!r}"
    got = apply(source, resolve(result.removals, source)) if clean.level == "report" else result.text
    # Only where whole lines go is it unclear which gap stays; everywhere else all blanks count.
    whole_lines = len(lines(expected)) < len(lines(source))
    return (
        _difference(lines(expected), lines(got)) if whole_lines else _difference(expected.split("\n"), got.split("\n"))
    )


def _taught(clean: Cleaner, head: Mapping[str, str]) -> Cleaner:
    """Return the same cleaner with the site facts of a head."""
    site = head.get("site", "")
    learned = {site: _learned(site, head["learned"])} if "learned" in head else {}
    return clean.with_sites(learned, {site: _listed(site, head["listed"])} if "listed" in head else {})


def _listed(site: str, said: str) -> SiteFile:
    found = [_LISTED.fullmatch(line) for line in said.split("\n")]
    if not all(found):
        raise SettingsError(f"not as in `listed: tail: the line` or `listed: drop: div.share`: {said!r}")
    rows = [(row["key"], row["entry"]) for row in found if row]
    return SiteFile(
        site,
        {role: frozenset(squeezed(entry) for key, entry in rows if key == role) for role in EXACT},
        {kind: tuple(entry for key, entry in rows if key == kind and kind != "keep") for kind in PAGE},
    )


def _learned(site: str, said: str) -> Site:
    found = [_LEARNED.match(line) for line in said.split("\n")]
    if not all(found):
        raise SettingsError(f"not as in `learned: tail, 412 of 431: the line`: {said!r}")
    rows = [row.groupdict() for row in found if row]
    lines = tuple(
        Learned(
            row["text"], cast("Where", row["where"]), int(row["pages"]), level=cast("Level", row["level"] or "safe")
        )
        for row in rows
    )
    return Site(site, int(rows[0]["of"]), lines=lines)


def site_cleaner(path: str | PathLike[str], example: SiteExample, spoken: Iterable[str]) -> Cleaner:
    """Return the cleaner for the examples of a site file: its rule, and the rules that its tables name.

    spoken: their ids.
    """
    rules = {"site_file", *spoken}
    return Cleaner(rules=sorted(rules), packs=[path], site=example.site)


def site_problem(clean: Cleaner, example: SiteExample) -> str:
    """Return how a site file's output differs from its example; "" if it does not."""
    if example.page is None:
        return problem(clean, example.text)
    return _difference(lines(example.text), lines(clean.html(example.page).text))


def _page_problem(clean: Cleaner, marked: str, source: str, site: str | None) -> str:
    """Return the same for a page: its article is extracted once with the marks in it, and once without."""
    extracted = lines(Cleaner(rules=()).html(marked).text)
    return _difference([line for line in extracted if "⟦" not in line], lines(clean.html(source, site=site).text))


def level(head: Mapping[str, str]) -> Level | None:
    """Return the level that a head sets, if any."""
    return next((known for known in LEVELS if known == head.get("level")), None)


def _difference(wanted: list[str], got: list[str]) -> str:
    different = next((pair for pair in zip(wanted, got, strict=False) if pair[0] != pair[1]), None)
    if different:
        return f"expected {different[0][:120]!r}, got {different[1][:120]!r}"
    missing, extra = wanted[len(got) :], got[len(wanted) :]
    if missing:
        return f"went, but should stay: {missing[0][:120]!r}"
    return f"stayed, but should go: {extra[0][:120]!r}" if extra else ""
