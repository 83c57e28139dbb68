"""Labelled pages, read from the layouts in which public benchmarks publish them.

| folder | known by | holds |
| --- | --- | --- |
| github.com/scrapinghub/article-extraction-benchmark | `ground-truth.json` | HTML and gold bodies |
| github.com/Murrough-Foley/web-content-extraction-benchmark (WCXB) | `dev/ground-truth/` | the same; articles only |
| github.com/adbar/trafilatura | `tests/evaldata.json` | HTML and texts that must stay or go |
| a folder of labelled lines | `articles.jsonl.gz` | lines with labels, and any of the above as `.jsonl.gz` |
"""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple


class Text(NamedTuple):
    """An article as an extractor returned it, each line labelled.

    c content, b boilerplate, u partly content, d content that the page has twice, e empty.
    """

    group: str  # "aeb/trafilatura"
    page: str
    title: str | None
    gold: str
    lines: Sequence[str]
    labels: Sequence[str]


class Page(NamedTuple):
    """A web page and the text of its article."""

    group: str
    page: str
    url: str | None
    html: Path
    gold: str


class Snippets(NamedTuple):
    """A text, or a page to be extracted, with passages that must stay and passages that must go."""

    group: str
    language: str
    text: str  # "" where there is a page
    html: Path | None
    stays: Sequence[str]
    goes: Sequence[str]


class Prose(NamedTuple):
    """Edited text in which nothing may change."""

    language: str
    text: str


Record = Text | Page | Snippets | Prose


def read(folder: Path) -> Iterator[Record]:
    """All records of a folder. Raises SystemExit, with what was looked for, for a layout that is not known."""
    known = {
        folder / "articles.jsonl.gz": _labelled,
        folder / "ground-truth.json": _article_extraction_benchmark,
        folder / "dev" / "ground-truth": _wcxb,
        folder / "tests" / "evaldata.json": _trafilatura,
    }
    for mark, reader in known.items():
        if mark.exists():
            return reader(folder)
    raise SystemExit(f"{folder}: no benchmark that is known; none of {', '.join(map(str, known))} exists")


def html(path: Path) -> bytes:
    """A page as bytes, unpacked."""
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def _labelled(folder: Path) -> Iterator[Record]:
    for row in _rows(folder / "articles.jsonl.gz"):
        for extractor, output in row["outputs"].items():
            group = f"{row['set']}/{extractor}"
            yield Text(group, row["id"], row["title"], row["gold"], output["lines"], output["labels"])
    for row in _rows(folder / "pages.jsonl.gz"):
        yield Page(row["set"], row["id"], row["url"], folder / "html" / row["html"], row["gold"])
    for row in _rows(folder / "snippets.jsonl.gz"):
        yield Snippets("snippets", row["lang"], row["text"], None, row["with"], row["without"])
    for row in _rows(folder / "clean.jsonl.gz"):
        yield Prose(row["lang"], row["text"])


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _article_extraction_benchmark(folder: Path) -> Iterator[Record]:
    for name, row in sorted(_json(folder / "ground-truth.json").items()):
        yield Page("aeb", name, row.get("url"), folder / "html" / f"{name}.html.gz", row.get("articleBody", ""))


def _wcxb(folder: Path) -> Iterator[Record]:
    for path in sorted((folder / "dev" / "ground-truth").glob("*.json")):
        row = _json(path)
        gold = row["ground_truth"]["main_content"]
        if row["_internal"]["page_type"]["primary"] == "article":
            yield Page("wcxb", path.stem, row["url"], folder / "dev" / "html" / f"{path.stem}.html.gz", gold)


def _trafilatura(folder: Path) -> Iterator[Record]:
    for row in _json(folder / "tests" / "evaldata.json").values():
        places = [folder / "tests" / name / row["file"] for name in ("cache", "eval")]
        page = next((place for place in places if place.exists()), None)
        if page is not None:  # some pages are not in the repository
            yield Snippets("trafilatura", "HTML", "", page, row["with"], row["without"])


def _json(path: Path) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
    return found
