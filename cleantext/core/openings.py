"""Which letters and digits a prefilter may open with, as far as its pattern tells."""

import re
import string

from cleantext.core.pattern import Term, terms

_GROUP = re.compile(r"\((?:\?[a-z-]*:)?(.*)\)", re.DOTALL)
_MEMBER = re.compile(r"(.)-(.)|(\\.)|(.)", re.DOTALL)
_ODD = "?"  # stands for whatever is not worked out
_DIGITS = frozenset(string.digits)


def first(pattern: str) -> str:
    """The letters and digits that what a prefilter matches may begin with, case folded and sorted; "" if others too."""
    found, is_empty = _alternatives(terms(pattern))
    is_known = found and all(map(str.isalnum, found)) and not is_empty
    return "".join(sorted(found)) if is_known else ""


def _alternatives(found: list[Term]) -> tuple[set[str], bool]:
    """What a pattern of some terms may begin with, and whether it may match nothing."""
    branches: list[list[Term]] = [[]]
    for part in found:
        if part == Term("|", ""):
            branches.append([])
        else:
            branches[-1].append(part)
    each = [_sequence(branch) for branch in branches]
    return set[str]().union(*(letters for letters, _ in each)), any(is_empty for _, is_empty in each)


def _sequence(branch: list[Term]) -> tuple[set[str], bool]:
    found = set[str]()
    for part in branch:
        letters, is_empty = _part(part.text)
        found |= letters
        if not (is_empty or part.repeat.startswith(("?", "*", "{0"))):
            return found, False
    return found, True


def _part(text: str) -> tuple[set[str], bool]:
    group = _GROUP.fullmatch(text)
    if group:
        return _alternatives(terms(group[1]))
    if text == r"\b":
        return set(), True
    if text.startswith("[") and not text.startswith("[^"):
        return {letter for member in _MEMBER.finditer(text[1:-1]) for letter in _members(member)}, False
    return {text.casefold()[:1]} if len(text) == 1 and text not in ".^$" else _escaped(text), False


def _members(member: "re.Match[str]") -> set[str]:
    start, end, escape, letter = member.groups()
    if start:
        return {chr(code).casefold()[:1] for code in range(ord(start), ord(end) + 1)} if start.isalnum() else {_ODD}
    return _escaped(escape) if escape else {letter.casefold()[:1]}


def _escaped(text: str) -> set[str]:
    return {*_DIGITS} if text == r"\d" else {text[1]} if len(text) == 2 and not text[1].isalnum() else {_ODD}  # noqa: PLR2004
