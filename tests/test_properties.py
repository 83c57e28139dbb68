"""What cleaning promises on any text: it restores, it repeats nothing, it says all it does, it is the same everywhere."""

import gzip
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cleantext import Cleaner, Result
from cleantext.core import marked, registry
from cleantext.core.edits import Level

ROOT = Path(__file__).parent.parent
BENCH = Path(os.environ.get("CLEANTEXT_BENCH", ROOT.parent / "shared/bench")) / "dev"
LEVELS: tuple[Level, ...] = ("safe", "thorough", "report")
# The first example compiles the packs.
thorough = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def cleaner(level: Level) -> Cleaner:
    return Cleaner(level=level)


@cache
def fragments() -> tuple[str, ...]:
    """Lines of the examples and fixtures: what the rules look for, and what they must not take."""
    examples = [text for rule in registry.shipped().values() for text in (*rule.removes, *rule.keeps)]
    fixtures = [path.read_bytes().decode() for path in sorted((ROOT / "fixtures").glob("*/*.txt"))]
    sources = (marked.read(text).source for text in examples + fixtures if not text.startswith("<html"))
    return tuple(sorted({line for source in sources for line in source.split("\n") if len(line) < 2_000}))


PROSE = "The lock at Hallerau will be drained for six weeks from Monday, so that divers can look at the gates at last."
ODD = (
    "\r\n",
    "\r",
    "\x00",
    "\ud800",
    "\udfff",
    "\N{LINE SEPARATOR}",
    "\N{NO-BREAK SPACE}",
    "\N{ZERO WIDTH SPACE}",
    "\N{SOFT HYPHEN}",
    "\N{GRINNING FACE}",
    "\x0c",
    "\t",
    "  ",
    "Ã¼",
    "â€™",
    ". .",
    " a a ",
    "the the",
    "“",
    "”",
    "⟦",
)
words = st.sampled_from(
    ("the", "of", "a", "Lock", "york", "Yotk", "donate", "us", "Source:", "Read more", "by", "- ", "§")
)
pieces = st.one_of(
    st.deferred(lambda: st.sampled_from(fragments())),
    st.just(PROSE),
    st.sampled_from(ODD),
    st.lists(words, max_size=6).map(" ".join),
    st.text(max_size=12),
    st.text(st.characters(), max_size=6),
)
glue = st.sampled_from(("\n", "\n", "\n\n", "\n\n\n", "", " ", " \n"))
articles = st.lists(st.tuples(pieces, glue), max_size=14).map(lambda parts: "".join(map("".join, parts)))
titles = st.one_of(st.none(), st.deferred(lambda: st.sampled_from(fragments())), st.text(max_size=20))


def check(source: str, result: Result, again: Result) -> None:
    """Raises AssertionError where a result breaks a promise."""
    assert result.restore() == source
    assert again.text == result.text, "a second pass changes more"
    assert again.applied == ()
    pieces, position = list[str](), 0
    for entry in result.applied:
        assert source[entry.start : entry.end] == entry.removed != entry.replacement
        pieces += source[position : entry.start], entry.replacement
        position = entry.end
    assert "".join([*pieces, source[position:]]) == result.text, "something changed that the log does not tell"
    assert all(before.end <= after.start for before, after in pairwise(result.applied))
    assert all(source[entry.start : entry.end] == entry.removed for entry in result.removals)
    assert list(result.removals) == sorted(result.removals, key=lambda entry: entry.start)


@pytest.mark.parametrize("level", LEVELS)
@thorough
@given(source=st.one_of(articles, articles, st.text(), st.text(st.characters())), title=titles)
@example(source="", title=None)
@example(source="\ud800\x00\r\n\u2028\U0001f600\n\n\n", title="\udfff")
def test_promises(level: Level, source: str, title: str | None) -> None:
    clean = cleaner(level)
    result = clean(source, title=title)
    check(source, result, clean(result.text, title=title))
    assert result.degraded is None
    if level == "report":
        assert result.text == source
    assert json.loads(json.dumps(result.to_dict())) == json.loads(json.dumps(clean(source, title=title).to_dict()))
