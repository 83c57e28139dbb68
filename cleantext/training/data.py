"""Labelled articles: read them, and record the scorer's input for each."""

import gzip
import hashlib
import json
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

from cleantext import shipped
from cleantext.core.document import Article, Document
from cleantext.core.pipeline import Pipeline
from cleantext.core.rule import Cues, Propose, Rule
from cleantext.lexicons.languages import languages, spoken
from cleantext.scorer.guards import has_candidates
from cleantext.scorer.lines import Lines, lines_of
from cleantext.training.labels import CONTENT, labels, part_label, words

RULE = "line_scorer"
# Near copies of other extractors, or no extractor: the whole text of a page.
LEFT_OUT = frozenset({"trafilatura_recall", "go_trafilatura", "rs_trafilatura", "inscriptis"})
HEADLINE = "h"  # a label: the article's own headline, which stays if no title is known
NEAR_TITLE = 0.7
PROSE = "prose"  # the set of edited texts


@dataclass
class Page:
    """A labelled text."""

    group: str  # "l3s/trafilatura"
    record: str  # the page whose text the extractor returned
    domain: str  # registered domain; pages of one go into one fold
    is_trusted: bool  # whether everything outside its gold text is boilerplate
    text: str
    labels: str  # one letter for each line of the text
    gold: str
    article: Article  # the other facts about it

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.split("\n")


@dataclass
class View:
    """The scorer's input for a page in one pass of the pipeline, and the label of each line."""

    page: Page
    lines: Lines
    labels: str
    sources: list[int]  # for each line the number of the line of the page's text that it comes from


def labelled_pages(folders: Sequence[Path], mode: str) -> Iterator[Page]:
    """Return the labelled pages of some folders (`benchmarks/sources.py` describes the layout); mode: text or html."""
    for folder in folders:
        articles = list(_rows(folder / "articles.jsonl.gz"))
        if mode == "html":
            above = {(row["set"], row["id"]): row.get("top") or () for row in articles}
            for row in _rows(folder / "pages.jsonl.gz"):
                yield _html_page(folder, row, above.get((row["set"], row["id"]), ()))
            continue
        for row in articles:
            for extractor, output in row["outputs"].items():
                if extractor not in LEFT_OUT and any(map(str.strip, output["lines"])):
                    yield _text_page(row, extractor, output)
        yield from map(_prose_page, _rows(folder / "clean.jsonl.gz"))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _is_trusted(row: Mapping[str, Any]) -> bool:
    return "b" in (row.get("trust") or ("c" if row["set"] == "wcxb" else "cb"))


def _text_page(row: Mapping[str, Any], extractor: str, output: Mapping[str, Any]) -> Page:
    kinds = output.get("kinds") or [""] * len(output["lines"])
    title = set(words(row["title"] or ""))
    found = [
        HEADLINE if label == "b" and (kind == "headline" or _is_near(part, title)) else label
        for line, label, kind in zip(output["lines"], output["labels"], kinds, strict=True)
        for part in line.split("\n")
    ]
    text = "\n".join(output["lines"])
    domain = row.get("domain") or row["id"]
    group = f"{row['set']}/{extractor}"
    record = f"{row['set']}/{row['id']}"
    return Page(group, record, domain, _is_trusted(row), text, "".join(found), row["gold"], Article())


def _is_near(line: str, title: Collection[str]) -> bool:
    own = words(line)
    return len(own) > 1 and sum(word in title for word in own) >= NEAR_TITLE * len(own)


def _prose_page(row: Mapping[str, Any]) -> Page:
    text = row["text"]
    domain = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    labelled = CONTENT * (text.count("\n") + 1)
    group, record = f"{PROSE}/{row['lang']}", f"{PROSE}/{row['id']}"
    return Page(group, record, domain, is_trusted=True, text=text, labels=labelled, gold=text, article=Article())


def _html_page(folder: Path, row: Mapping[str, Any], above: Collection[str]) -> Page:
    from cleantext.html import extract

    html = gzip.decompress((folder / "html" / row["html"]).read_bytes()).decode("utf-8", "replace")
    page = extract(html, row["url"])
    found = labels(page.text.split("\n"), row["gold"], above)
    domain = row.get("domain") or row["id"]
    record = f"{row['set']}/{row['id']}"
    return Page(f"{row['set']}/html", record, domain, _is_trusted(row), page.text, found, row["gold"], page.facts())


class Spy:
    """The other rules, and a rule behind them that records the scorer's input."""

    def __init__(self) -> None:
        """Make the pipeline."""
        self._seen: list[tuple[Document, Collection[int]]] = []
        self._pipeline = pipeline(self._look)

    def _look(self, document: Document, cues: Cues) -> tuple[()]:
        self._seen.append((document, cues.taken))
        return ()

    def views(self, page: Page) -> Iterator[View]:
        """Yield the scorer's input in the first pass, and in the last if there are more."""
        self._seen.clear()
        self._pipeline.run(page.text, page.article)
        starts = list(accumulate((len(line) + 1 for line in page.lines), initial=0))
        for document, gone in self._seen[:1] + self._seen[1:][-1:]:
            lines = lines_of(document, gone, spoken(document))
            sources = [bisect_right(starts, _source(document, document.lines[at].start)) - 1 for at in lines.at]
            found = (_label(page, text, number) for text, number in zip(lines.texts, sources, strict=True))
            yield View(page, lines, "".join(found), sources)


def _label(page: Page, text: str, number: int) -> str:
    """Return the label of a line, or of the part of it that a rule has split off."""
    is_whole = words(text) == words(page.lines[number])
    return page.labels[number] if is_whole else part_label(text, page.gold)


def _source(document: Document, start: int) -> int:
    trail = document._trail  # noqa: SLF001 - no rule asks where a line is from
    return trail.start(start) if trail else start


def pipeline(propose: Propose) -> Pipeline:
    """Return a pipeline of all rules that come with cleantext, with a function in the place of the scorer."""
    scorer = Rule(
        id=RULE,
        version=1,
        stage="remove",
        category="template",
        level="safe",
        doc="In the place of the scorer.",
        propose=propose,
        when=lambda document: has_candidates(document, lambda: spoken(document)),
        follows=True,
        removes=(),
        keeps=(),
    )
    rules = {**shipped.rules(), RULE: scorer}
    return Pipeline(rules, shipped.packs(rules), "safe", languages)
