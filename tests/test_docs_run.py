"""Run the commands and the code of pages that need files: a corpus, a run, marks from a report."""

import gzip
import json
import re
import shlex
import shutil
from collections.abc import Iterator
from glob import glob
from itertools import chain
from pathlib import Path

import pytest

from cleantext.bulk.results import records
from cleantext.cli import app

ROOT = Path(__file__).parent.parent
PAGE = (
    "<html><head><title>Late ferry</title></head><body><article><h1>Late ferry</h1>"
    "<p>The ferry left an hour late, and two hundred passengers waited on the pier until somebody told them why.</p>"
    "<p>The harbour master said that the engine had been repaired, and that the evening ferry would be on time.</p>"
    "</article></body></html>"
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with the files that the pages name."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "seeds", "seeds")
    Path("articles").mkdir()
    first, *others = sorted(Path("seeds").glob("*.txt"))
    shutil.copy(first, "article.txt")
    for seed in others:
        shutil.copy(seed, "articles")
    lines = (ROOT / "docs/walk/pages.jsonl").read_text("utf-8").splitlines()
    pages = [json.loads(line) for line in lines]
    news = [{**page, "body": page["text"], "link": page["url"], "date": "2024-05-31"} for page in pages]
    Path("news").mkdir()
    with gzip.open("news/may.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(page)}\n" for page in news)
    return tmp_path


def blocks(page: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and the content of each block of code."""
    yield from re.findall(r"^```(\w+)\n(.*?)^```$", (ROOT / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)


def marks(run: str) -> Iterator[str]:
    """Yield the marks of a person who finds the first line of each record missed, and each removal right."""
    for record in records(run):
        source, where = record.restore(), {"file": record.file, "record": record.record, "run": run}
        line = next(line for line in record.text.split("\n") if line and line in source)
        start = source.index(line)
        missed = {"start": start, "end": start + len(line), "passage": line, "line": line}
        yield json.dumps({"mark": "missed", **where, **missed, "site": "aller.example"})
        for entry in record.removals:
            around = {"before": source[: entry.start], "behind": source[entry.end :]}
            passage = {"start": entry.start, "end": entry.end, "removed": entry.removed, **around}
            rule = {"rule": entry.rule, "version": entry.version, "replacement": entry.replacement}
            yield json.dumps({"mark": "right", **where, **rule, **passage, "whole": True, "language": None})


def run(line: str) -> int:
    """Run a command of the page, as a shell would."""
    found = (glob(word) or [word] if "*" in word else [word] for word in line.split()[1:])  # noqa: PTH207 - as shells do
    words = [shlex.split(word)[0] for word in chain(*found)]
    if {"score", "teach"} & set(words):
        Path("marks.jsonl").write_text("".join(f"{mark}\n" for mark in marks("clean")), "utf-8")
    return app.run([*words, "--workers", "1", "--quiet"] if words[0] == "run" else words)


@pytest.mark.slow
@pytest.mark.parametrize("page", ["README.md", "docs/index.md", "docs/bulk.md", "docs/report.md", "docs/sites.md"])
def test_the_page_runs(place: Path, page: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    text = (place / "article.txt").read_text("utf-8")
    commands = []
    for kind, content in blocks(page):
        if kind == "python":
            names = {"__name__": "page", "text": text, "page": PAGE, "url": "https://www.example.org/ferry"}
            exec(compile(content, page, "exec"), names)  # noqa: S102 - the page's own code
        commands += (lines := [line for line in content.splitlines() if line.startswith("cleantext ")])
        for line in lines:
            if Path("clean").exists() and re.search(r" run .* -o clean\b", line):
                shutil.rmtree("clean")
            # A diff has differences, and some marks of parts of a line make no test case.
            expected = {1} if " diff " in line else {0, 3} if "--as-fixtures" in line else {0}
            assert run(line) in expected, f"{line}: {capfdbinary.readouterr().err!r}"
    assert len(commands) >= 2
