"""The lessons of marks about a site, and their text: a site file that a person may read and change."""

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from cleantext.bulk.marks import Missed

_TABLES = ("exact", "site_file")


class Rule(NamedTuple):
    """An entry of a site file."""

    table: str  # "exact" or "site_file"
    role: str
    entry: str  # a line, or a phrase
    marked: tuple[str, ...]  # the passages that it is for

    @property
    def key(self) -> tuple[str, str, str]:
        """Return the key that identifies it."""
        return self.table, self.role, self.entry


class Tried(NamedTuple):
    """A rule, and its removals over a whole run."""

    rule: Rule
    pages: int  # of the site, with a removal; for rules that keep lines, with a line that was removed before
    other: int  # passages that nobody marked
    others: tuple[str, ...]  # the most frequent of them


class Lesson(NamedTuple):
    """The lessons of the marks on one site."""

    site: str
    narrow: list[Rule]
    wider: list[Rule]  # patterns for several of the narrow ones
    lost: list[tuple[Missed, str]]  # marks without a lesson, and the reason
    pages: int = 0  # of the site, in the run
    narrow_tried: Sequence[Tried] = ()
    wider_tried: Sequence[Tried] = ()  # the wider ones that would remove more than was marked

    def chosen(self, *, wide: bool) -> tuple[list[Tried], list[Tried]]:
        """Return the rules to write, and those left to a person. wide: whether wider ones are wanted."""
        if wide:
            covered = {passage for one in self.wider_tried for passage in one.rule.marked}
            narrow = [one for one in self.narrow_tried if one.rule.role == "keep" or one.rule.marked[0] not in covered]
            return [*narrow, *self.wider_tried], []
        clean = [one for one in self.narrow_tried if not one.other]
        return clean, [*(one for one in self.narrow_tried if one.other), *self.wider_tried]


def written(
    site: str, rules: Iterable[Rule], left: Iterable[Tried] = (), examples: Iterable[str] = (), about: str = ""
) -> str:
    """Return a site file, as TOML.

    left: rules that a person may want, written as comments with the other lines that they would remove.
    """
    lines = {rule.key: [f"    {_quoted(rule.entry)},"] for rule in rules}
    lines |= {one.rule.key: _comment(one) for one in left}
    parts = [f"# {line}" for line in about.splitlines()]
    ordered = sorted(lines, key=lambda key: (_TABLES.index(key[0]), *key[1:]))
    for table, of_table in groupby(ordered, lambda key: key[0]):
        parts += ["", f"[site.{_quoted(site)}.{table}]"]
        for role, of_role in groupby(of_table, lambda key: key[1]):
            parts += [f"{role} = [", *(line for key in of_role for line in lines[key]), "]"]
    for example in examples:
        parts += ["", "[[example]]", f"site = {_quoted(site)}", f"text = {_long(example)}"]
    return "\n".join([*parts, ""]).lstrip("\n")


def _comment(one: Tried) -> list[str]:
    others = "; ".join(_quoted(passage) for passage in one.others)
    return [
        f"    # It takes {one.other:,} more that nobody marked, such as {others}.",
        "    # If all of it may go, take away the sign in front of the entry.",
        f"    # {_quoted(one.rule.entry)},",
    ]


def _quoted(text: str) -> str:
    """Return a TOML string: JSON's escapes are TOML's, except DEL; single quotes suit a pattern better."""
    if "\\" in text and "'" not in text and text.isprintable():
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _long(text: str) -> str:
    """Return a TOML string of several lines."""
    is_plain = "'''" not in text and not text.endswith("'") and all(sign.isprintable() or sign == "\n" for sign in text)
    return f"'''\n{text}'''" if is_plain else _quoted(text)
