"""The terms of a phrase: its characters, classes and groups, each with its repetition."""

import re
from math import inf
from typing import NamedTuple

from cleantext.core.pattern import CLASS, ESCAPE

_REPEAT = r"(?:[*+?]|\{\d+(?:,\d*)?\})\??"
_COUNT = re.compile(r"\{(?:\d+,)?(\d+)\}\??")
_GROUP = re.compile(r"\((?:\?[a-z-]*:)?(?P<inner>[^?].*)\)", re.DOTALL)
_TOKEN = re.compile(rf"{ESCAPE}|{CLASS}|(?P<repeat>{_REPEAT})|.", re.DOTALL)


class Term(NamedTuple):
    """A character, class or group of a pattern, and its repetition."""

    text: str
    repeat: str  # "", "?", "{0,4}", …


def terms(inner: str) -> list[Term]:
    """Return the terms of a pattern, groups as one."""
    listed, depth, opened = list[Term](), 0, 0
    for found in _TOKEN.finditer(inner):
        text = found[0]
        if text == "(":
            opened = opened if depth else found.start()
            depth += 1
        elif text == ")" and depth:
            depth -= 1
            if not depth:
                listed.append(Term(inner[opened : found.end()], ""))
        elif not depth:
            if found["repeat"] and listed:
                listed[-1] = Term(listed[-1].text, text)
            else:
                listed.append(Term(text, ""))
    return listed


def longest(inner: str) -> float:
    """Return the most code points that a pattern between its anchors matches, a run of blanks counted as one."""
    sizes = [0.0]
    for term in terms(inner):
        if term == Term("|", ""):
            sizes.append(0)
        else:
            sizes[-1] += _longest_of(term.text) * _most_times(term.repeat)
    return max(sizes)


def _longest_of(text: str) -> float:
    if not text.startswith("("):
        return 1
    group = _GROUP.fullmatch(text)
    return longest(group["inner"]) if group else inf


def _most_times(repeat: str) -> float:
    if repeat in ("", "?", "??"):
        return 1
    count = _COUNT.fullmatch(repeat)
    return int(count[1]) if count else inf
