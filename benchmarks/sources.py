"""Labelled pages, read from the layouts in which public benchmarks publish them.

| folder | known by | holds |
| --- | --- | --- |
| github.com/scrapinghub/article-extraction-benchmark | `ground-truth.json` | HTML and gold bodies |
| github.com/Murrough-Foley/web-content-extraction-benchmark (WCXB) | `dev/ground-truth/` | the same; articles only |
| github.com/adbar/trafilatura | `tests/evaldata.json` | HTML and texts that must stay or go |
| a folder of labelled lines | `articles.jsonl.gz` | lines with labels, and any of the above as `.jsonl.gz` |

Gold texts differ in reliability: one that a model wrote, or a person who omitted tables and lists, defines content, but
not boilerplate. So a record says whether its boilerplate counts (`trusts_extra`).
"""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from measures import words

from cleantext.core.learned import site_of


class Text(NamedTuple):
    """An article as an extractor returned it, each line labelled.

    c content, b boilerplate, u partly content, d content that the page has twice, e empty.
    """

    group: str  # "aeb/trafilatura"
    page: str
    domain: str
    trusts_extra: bool  # whether text outside the gold is boilerplate
    title: str | None
    gold: str
    lines: Sequence[str]
    labels: Sequence[str]


class Page(NamedTuple):
    """A web page and the text of its article."""

    group: str
    page: str
    domain: str
    trusts_extra: bool
    url: str | None
    html: Path
    gold: str
    labels: Mapping[tuple[str, ...], str]  # of lines, by their words; the gold decides about others


class Snippets(NamedTuple):
    """A text, or a page to extract, with passages that must stay and passages that must be removed."""

    group: str
    language: str
    text: str  # "" if there is a page
    html: Path | None
    stays: Sequence[str]
    goes: Sequence[str]


class Mistakes(NamedTuple):
    """A text with misspellings, or with words that look like misspellings, and the corrected text."""

    group: str
    domain: str  # the collection that it comes from
    text: str
    gold: str
    unjudged: frozenset[str]  # words without a verdict


class Prose(NamedTuple):
    """Edited text that must not change."""

    language: str
    text: str


Record = Text | Page | Snippets | Mistakes | Prose


def records(folder: Path) -> Iterator[Record]:
    """Return all records of a folder. Raises SystemExit, with the known layouts, for an unknown one."""
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
    """Return a page as bytes, unpacked."""
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def _labelled(folder: Path) -> Iterator[Record]:
    labels: dict[tuple[str, str], dict[tuple[str, ...], str]] = {}
    for row in _rows(folder / "articles.jsonl.gz"):
        facts = (row["id"], *_provenance(row))
        labels[row["set"], row["id"]] = _labels(row)
        for extractor, output in row["outputs"].items():
            group = f"{row['set']}/{extractor}"
            yield Text(group, *facts, row["title"], row["gold"], output["lines"], output["labels"])
    for row in _rows(folder / "pages.jsonl.gz"):
        known, page = labels.get((row["set"], row["id"]), {}), folder / "html" / row["html"]
        yield Page(row["set"], row["id"], *_provenance(row), row["url"], page, row["gold"], known)
    for row in _rows(folder / "snippets.jsonl.gz"):
        yield Snippets("snippets", row["lang"], row["text"], None, row["with"], row["without"])
    for row in _rows(folder / "repeats.jsonl.gz"):
        yield Mistakes("repeats", row["source"], row["text"], row["expect"], frozenset())
    for row in _rows(folder / "typos.jsonl.gz"):
        yield Mistakes("typos", row["src"], row["text"], row["gold"], frozenset(row.get("skip", ())))
    for row in _rows(folder / "clean.jsonl.gz"):
        yield Prose(row["lang"], row["text"])


def _provenance(row: Mapping[str, Any]) -> tuple[str, bool]:
    """Return the domain, and whether text outside the gold is boilerplate (half of it is not, for `wcxb`)."""
    domain = row.get("domain") or site_of(row["url"] or "") or row["id"]
    return domain, row.get("trust", "c" if row["set"] == "wcxb" else "cb") == "cb"


def _labels(row: Mapping[str, Any]) -> dict[tuple[str, ...], str]:
    """Return the labels of a page's lines, by their words; lines above the gold are undecided."""
    output = row["outputs"].get("trafilatura", {"lines": (), "labels": ()})
    known = {tuple(words(line)): label for line, label in zip(output["lines"], output["labels"], strict=True)}
    return known | dict.fromkeys((tuple(words(line)) for line in row.get("top", ())), "u")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _article_extraction_benchmark(folder: Path) -> Iterator[Record]:
    for name, row in sorted(_json(folder / "ground-truth.json").items()):
        page, url = folder / "html" / f"{name}.html.gz", row.get("url")
        yield Page("aeb", name, site_of(url or "") or name, True, url, page, row.get("articleBody", ""), {})  # noqa: FBT003


def _wcxb(folder: Path) -> Iterator[Record]:
    for path in sorted((folder / "dev" / "ground-truth").glob("*.json")):
        row = _json(path)
        gold = row["ground_truth"]["main_content"]
        if row["_internal"]["page_type"]["primary"] == "article":
            page, domain = folder / "dev" / "html" / f"{path.stem}.html.gz", site_of(row["url"]) or path.stem
            yield Page("wcxb", path.stem, domain, False, row["url"], page, gold, {})  # noqa: FBT003


def _trafilatura(folder: Path) -> Iterator[Record]:
    for row in _json(folder / "tests" / "evaldata.json").values():
        places = [folder / "tests" / name / row["file"] for name in ("cache", "eval")]
        page = next((place for place in places if place.exists()), None)
        if page is not None:  # some pages are not in the repository
            yield Snippets("trafilatura", "HTML", "", page, row["with"], row["without"])


def _json(path: Path) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
    return found
