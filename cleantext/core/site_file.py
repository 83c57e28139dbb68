"""Rules for one site, written by hand: the tables `[site."example.org"]` of a pack, for its pages alone.

Patterns by rule and role become phrases like those of any pack; this module has the exact lines and the CSS selectors.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cleantext.core.errors import nearest

# The effect of an exact line, in the words of the roles of phrases.
EXACT: Mapping[str, str] = {
    "line": "the line goes, wherever it stands",
    "head": "the line goes above the article",
    "tail": "the line goes below the article",
    "keep": "the line stays, whatever any rule says",
}
# The effect of a CSS selector on the elements that it selects.
PAGE: Mapping[str, str] = {
    "article": "its blocks are the article, and nothing is extracted",
    "drop": "its text goes",
    "keep": "its blocks are in the article, whatever extraction or any rule says",
}
TABLES = ("about", "exact", "page")


@dataclass(frozen=True)
class SiteFile:
    """The exact lines and the selectors of one site."""

    name: str  # the registered domain
    exact: Mapping[str, frozenset[str]] = field(default_factory=dict)  # role -> lines, in the form of `squeezed`
    page: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # key of PAGE -> selectors

    def roles(self, line: str) -> list[str]:
        """Return the roles of EXACT that the file gives to a line."""
        wanted = squeezed(line)
        return [role for role, lines in self.exact.items() if wanted in lines]

    def joined(self, other: "SiteFile") -> "SiteFile":
        """Return two files on one site as one."""
        exact = {
            role: self.exact.get(role, frozenset()) | other.exact.get(role, frozenset())
            for role in EXACT
            if role in self.exact or role in other.exact
        }
        page = {
            kind: tuple(dict.fromkeys((*self.page.get(kind, ()), *other.page.get(kind, ()))))
            for kind in PAGE
            if kind in self.page or kind in other.page
        }
        return SiteFile(self.name, exact, page)


def note(site: str) -> str:
    """Return the suffix for the reason of a removal by a phrase of a site."""
    return f"(site file of {site})"


def squeezed(line: str) -> str:
    """Return a line in the form that is compared: no blanks at its ends, single blanks inside."""
    return " ".join(line.split())


def read(name: str, table: Mapping[str, Any], problems: list[str]) -> SiteFile:
    """Return the exact lines and the selectors of a site's table; `problems` receives what is wrong with them."""
    place = f'[site."{name}"'
    if not isinstance(table.get("about", ""), str):
        problems.append(f"{place}]: about must be a string")
    exact = dict(_lists(f"{place}.exact]", table.get("exact", {}), EXACT, problems))
    page = dict(_lists(f"{place}.page]", table.get("page", {}), PAGE, problems))
    for role, lines in exact.items():
        problems += [
            f"{place}.exact] {role}: {line!r} is not one line with words; write each line apart"
            for line in lines
            if not squeezed(line) or "\n" in line.strip()
        ]
    for kind, selectors in page.items():
        problems += [f"{place}.page] {kind}: {problem}" for problem in map(selector_problem, selectors) if problem]
    return SiteFile(
        name,
        {role: frozenset(map(squeezed, lines)) for role, lines in exact.items()},
        {kind: tuple(selectors) for kind, selectors in page.items()},
    )


def _lists(place: str, table: object, known: Mapping[str, str], problems: list[str]) -> Iterator[tuple[str, list[str]]]:
    if not isinstance(table, dict):
        problems.append(f"{place} must be a table of lists: {', '.join(known)}")
        return
    for key, entries in table.items():
        if key not in known:
            problems.append(f"{place} {key!r} is no key here{nearest(key, known)}")
        elif not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
            problems.append(f"{place} {key} must be a list of strings")
        else:
            yield key, entries


def selector_problem(selector: str) -> str:
    """Return the problem of a CSS selector; "" if there is none."""
    from cssselect import HTMLTranslator, SelectorError  # 15 ms

    try:
        HTMLTranslator().css_to_xpath(selector)
    except SelectorError as error:
        return (
            f"{selector!r} is no CSS selector that can be used ({error}); write one such as div.share or main > article"
        )
    return ""
