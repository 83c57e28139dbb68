"""The promises of cleaning on any text: it restores, settles at once, logs everything, and is reproducible."""

import gzip
import hashlib
import json
import multiprocessing
import os
import pickle
import subprocess
import sys
import zlib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cleantext import Cleaner, Result, marked, shipped
from cleantext.core.edits import Level

ROOT = Path(__file__).parent.parent
BENCH = ROOT.parent / "shared/bench/dev"
SHARE = 16  # one in so many texts of the benchmark: all of them pass, but take five minutes
LEVELS: tuple[Level, ...] = ("safe", "thorough", "report")
# The first example compiles the packs.
thorough = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def cleaner(level: Level) -> Cleaner:
    return Cleaner(level=level)


@cache
def examples() -> tuple[str, ...]:
    """Return examples and fixtures: the words that rules search for, and near misses."""
    shown = [text for rule in shipped.rules().values() for text in (*rule.removes, *rule.keeps)]
    shown += [path.read_bytes().decode() for path in sorted((ROOT / "fixtures").glob("*/*.txt"))]
    return tuple(marked.parse(text).source for text in shown if "<html" not in text)


@cache
def fragments() -> tuple[str, ...]:
    """Return their lines."""
    return tuple(sorted({line for source in examples() for line in source.split("\n") if len(line) < LONGEST}))


LONGEST = 2_000
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
    st.deferred(lambda: st.sampled_from(fragments())).map("\n{}\n".format),
    st.deferred(lambda: st.sampled_from([text for text in examples() if len(text) < LONGEST])),
    st.just(f"\n{PROSE}\n"),
    st.sampled_from(ODD),
    st.lists(words, max_size=6).map(" ".join),
    st.text(max_size=12),
    st.text(st.characters(), max_size=6),
)
glue = st.sampled_from(("", "", "\n", "\n\n", " ", " \n"))
articles = st.lists(st.tuples(pieces, glue), max_size=14).map(lambda parts: "".join(map("".join, parts)))
titles = st.one_of(st.none(), st.deferred(lambda: st.sampled_from(fragments())), st.text(max_size=20))


def check(source: str, result: Result, again: Result) -> None:
    """Raise AssertionError if a result breaks a promise."""
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


def benchmark() -> Iterator[tuple[str, str, str | None]]:
    """Yield name, text and title of each article, snippet and clean text of the benchmark."""
    for kind in ("articles", "snippets", "clean"):
        with gzip.open(BENCH / f"{kind}.jsonl.gz", "rt", encoding="utf-8") as rows:
            for row in map(json.loads, rows):
                texts = {name: "\n".join(found["lines"]) for name, found in row.get("outputs", {}).items() if found}
                for name, text in (texts or {"text": row["text"]}).items():
                    yield f"{kind} {row['id']} {name}", text, row.get("title")


@pytest.mark.slow
@pytest.mark.skipif(
    not BENCH.is_dir(), reason=f"the labelled articles are not here, in {BENCH}; they are no part of the project"
)
def test_promises_on_real_articles() -> None:
    clean = cleaner("safe")
    sample = [entry for entry in benchmark() if zlib.crc32(entry[0].encode()) % SHARE == 0]
    assert len(sample) > 100
    for name, source, title in sample:
        result = clean(source, title=title)
        check(source, result, clean(result.text, title=title))
        assert result.degraded is None, name


CORPUS = "\n\n".join(fragments())
PACKS = ('[comment_form]\nline = ["^ring the bell$"]\n', '[navigation]\nline = ["^ring the bell$", "^to the quay$"]\n')
IN_A_PROCESS = """
import hashlib, json, sys
from cleantext import Cleaner
text = open(sys.argv[1], "rb").read().decode("utf-8", "surrogatepass")
done = Cleaner(level="thorough", packs=sys.argv[2:])(text).to_dict()
print(hashlib.sha256(json.dumps(done).encode()).hexdigest())
"""


@pytest.mark.slow
def test_the_same_bytes_in_any_process_and_for_any_order_of_packs(tmp_path: Path) -> None:
    (tmp_path / "text").write_bytes(f"{CORPUS}\n\nRing the bell\n\nTo the quay".encode("utf-8", "surrogatepass"))
    packs = [tmp_path / f"{number}.toml" for number in range(len(PACKS))]
    for path, pack in zip(packs, PACKS, strict=True):
        path.write_bytes(pack.encode())
    told = set()
    for seed, order in (("0", packs), ("1", packs[::-1])):
        command = [sys.executable, "-c", IN_A_PROCESS, str(tmp_path / "text"), *map(str, order)]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=600)
        told.add(done.stdout)
    assert len(told) == 1


def digest(result: Result) -> str:
    return hashlib.sha256(json.dumps(result.to_dict()).encode()).hexdigest()


ARTICLES = tuple("\n".join(fragments()[start : start + 40]) for start in range(0, 400, 40))


def test_a_cleaner_can_be_pickled(tmp_path: Path) -> None:
    pack = tmp_path / "mine.toml"
    pack.write_bytes(PACKS[0].encode())
    made = Cleaner(level="thorough", disable=["menu"], enable=["company_blurb"], packs=[pack], language="en")
    again = pickle.loads(pickle.dumps(made))  # noqa: S301 - our own
    assert (again.level, again.rules, again.language) == (made.level, made.rules, made.language)
    assert [again(text) for text in ARTICLES] == [made(text) for text in ARTICLES]
    assert again(f"{PROSE}\n\nRing the bell").text == PROSE


@pytest.mark.slow
def test_worker_processes_give_what_this_one_gives() -> None:
    clean = cleaner("safe")
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        assert list(pool.map(clean, ARTICLES)) == list(map(clean, ARTICLES))


def test_a_process_builds_a_pickled_cleaner_once() -> None:
    sent = pickle.dumps(Cleaner(level="thorough"))
    assert pickle.loads(sent) is pickle.loads(sent)  # noqa: S301 - our own


def test_threads_give_what_one_gives() -> None:
    clean = Cleaner()  # its scanner is not compiled yet: the threads compete for it
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(clean, ARTICLES * 4))
    assert list(map(digest, found)) == list(map(digest, map(cleaner("safe"), ARTICLES * 4)))
