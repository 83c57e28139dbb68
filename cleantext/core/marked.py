"""Marked text: how examples and fixtures say what goes.

`⟦Leave a Reply⟧` is removed, `⟦of of→of⟧` is replaced, all else stays. Where whole lines go, blank lines are
not compared: which of two gaps around a removed line stays is shown by the full texts of the seeds.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import regex

from cleantext.core.edits import Result, apply, resolve
from cleantext.core.errors import SettingsError

_MARK = regex.compile(r"⟦([^⟦⟧→]*)(?:→([^⟦⟧→]*))?⟧")


class Marked(NamedTuple):
    """A source and what must come of it."""

    source: str
    expected: str


def read(text: str) -> Marked:
    """Take the marks out of a marked text. Raises SettingsError for a mark that is not closed or is empty."""
    pieces = list(split(text))
    source = "".join(passage for passage, _ in pieces)
    if any(character in source for character in "⟦⟧"):
        raise SettingsError(f"a mark is not closed, or holds another: {text[:80]!r}; write ⟦gone⟧ or ⟦old→new⟧")
    return Marked(source, "".join(passage if new is None else new for passage, new in pieces))


def split(text: str) -> Iterator[tuple[str, str | None]]:
    """The passages of a marked text, each with what replaces it: None where it stays, "" where it goes."""
    position = 0
    for mark in _MARK.finditer(text):
        yield text[position : mark.start()], None
        yield mark[1], mark[2] or ""
        position = mark.end()
    yield text[position:], None


def lines(text: str) -> list[str]:
    """The lines of a text that are not blank, without blanks at their ends."""
    return [line.rstrip() for line in text.split("\n") if line.strip()]


def problem(clean: Callable[[str], Result], text: str, *, reported: bool = False) -> str:
    """What a cleaner does other than the marks say; "" if it does just that.

    reported: compare what the log reports instead of what was done, for rules of the level `report`.
    """
    source, expected = read(text)
    result = clean(source)
    if result.restore() != source:
        return f"the source is not restored: {source[:80]!r}"
    got = apply(source, resolve(result.removals, source)) if reported else result.text
    # Which of two gaps stays is a question only where whole lines go; everywhere else all blanks count.
    whole_lines = len(lines(expected)) < len(lines(source))
    return (
        _difference(lines(expected), lines(got)) if whole_lines else _difference(expected.split("\n"), got.split("\n"))
    )


def _difference(wanted: list[str], got: list[str]) -> str:
    different = next((pair for pair in zip(wanted, got, strict=False) if pair[0] != pair[1]), None)
    if different:
        return f"expected {different[0][:120]!r}, got {different[1][:120]!r}"
    missing, extra = wanted[len(got) :], got[len(wanted) :]
    if missing:
        return f"went, but should stay: {missing[0][:120]!r}"
    return f"stayed, but should go: {extra[0][:120]!r}" if extra else ""
