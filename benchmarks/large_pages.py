"""Measure the time of large hostile pages, and which part of it trafilatura takes.

    python benchmarks/large_pages.py [--megabytes N] [--docs PAGE] [--only WORD]

Each page has a few paragraphs, and one part repeated until it has --megabytes. "With text" is the same part with so
much text that the page stays within the limits of `cleantext.html.parsing`: trafilatura reads these pages, and not the
others. Processor time of `Cleaner(level="thorough").html`, once for each page; trafilatura's own is that of its
extraction and metadata. --docs puts the table between the marks of a page.
"""

import argparse
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

import htmldate
import trafilatura
from hostile_texts import PROSE
from marked_page import put

from cleantext import Cleaner
from cleantext.html import parsing

MOST_SECONDS = 5.0
PARAGRAPHS = "".join(f"<p>{number}. {PROSE}</p>" for number in range(4))
# The repeated part; "{text}" is some text, "{number}" the number of the part.
PARTS = {
    "line breaks": "<br>{text}",
    "nested lists": "<ul><li>{text}",
    "cells": "<tr><td>{text}",
    "headings": "<h1>{text}</h1>",
    "nested tables": "<table><tr><td>{text}",
    "div": "<div>{text}",
    "div, closed": "<div>{text}</div>",
    "paragraphs that differ": "<p>{number} {text}</p>",
    "spans": "<span>{text}</span>",
    "links": "<a href=/{number}>{text}</a> ",
    "list items": "<li>{text}</li>",
    "definitions": "<dt>{number}<dd>{text}",
    "bold and italic, never closed": "<b><i>{text}",
    "quotations": "<blockquote>{text}</blockquote>",
    "figures": "<figure><img src=x alt='{text}'><figcaption>{text}</figcaption></figure>",
    "options": "<option>{text}",
    "forms": "<form><label>{text}<input></label></form>",
    "sections with classes": "<section class='c{number} box' id=i{number}><p>{text}</p></section>",
    "rows of two links": "<tr><td><a href=/a>{text}</a><td><a href=/b>{number}</a></tr>",
    "tables of one paragraph": "<table><tr><td><p>{text}</p></table>",
    "preformatted": "<pre>{text}\n{text}</pre>",
    "comments": "<!-- {text} -->",
    "scripts": "<script>if (a < b) {text}</script>",
    "attributes": "<p data-a='{text}' b c d e f>x</p>",
    "custom elements": "<x-a><y-b>{text}</y-b></x-a>",
    "closing tags": "</div></p>{text}",
    "entities": "&amp;&#8217;{text}",
    "opened tags": "<a {text} ",
    "headings and paragraphs": "<h2>{number}</h2><p>{text}</p>",
    "paragraphs with line breaks": "<p>{text}<br>{text}</p>",
    "hidden paragraphs": "<p hidden>{text}</p>",
    "doubled paragraphs": "<p>" + PROSE.strip() + "{text}</p>",
}
SINGLE = {  # pages without repeated elements
    "one paragraph": lambda size: f"<p>{PROSE * (size // len(PROSE))}</p>",
    "one word": lambda size: f"<p>{'x' * size}</p>",
    "one title": lambda size: f"<title>{'x ' * (size // 2)}</title>",
    "one attribute": lambda size: f"<p title='{'x ' * (size // 2)}'>x</p>",
    "one comment": lambda size: f"<!-- {'x - ' * (size // 4)} -->",
    "JSON-LD": lambda size: (
        '<script type=\'application/ld+json\'>{"@type": "Article", "a": [' + "1," * (size // 2) + "1]}</script>"
    ),
    "meta elements": lambda size: "<meta name=author content='Ana Ruiz'>" * (size // 37),
}


class Measured(NamedTuple):
    """The time of one page."""

    kind: str
    seconds: float
    own: float  # of trafilatura and htmldate
    degraded: str | None


def page(body: str) -> str:
    """Return a page with some body between paragraphs."""
    return f"<html><head><title>Ferry</title></head><body><article>{PARAGRAPHS}{body}{PARAGRAPHS}</article></body>"


def repeated(part: str, size: int, text: str) -> str:
    """Return a part with some text, repeated until it has so many characters."""
    parts, length = list[str](), 0
    for number in count():
        if length >= size:
            return "".join(parts)
        parts.append(part.replace("{text}", text).replace("{number}", str(number)))
        length += len(parts[-1])
    raise AssertionError


def kinds(size: int) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield the pages by name."""
    for name, part in PARTS.items():
        elements = 1.1 * max(1, part.count("<") - part.count("</"))  # the parser adds some
        most = min(int(parsing.MOST_ELEMENTS / elements), parsing.MOST_PARAGRAPHS // max(1, part.count("<p")))
        words = (PROSE * 50)[: max(1, size // (most - 100) - len(part))].replace("\n", " ")
        yield name, partial(repeated, part, size, "x")
        yield f"{name}, with text", partial(repeated, part, size, words)
    for name, make in SINGLE.items():
        yield name, partial(make, size)


class Stopwatch:
    """Adds up the processor time of functions of other libraries."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._depth = 0

    def watch(self, module: Any, name: str) -> None:
        """Replace a function of a module by one that is timed."""
        function = getattr(module, name)

        def timed(*arguments: Any, **options: Any) -> Any:
            self._depth += 1
            start = process_time()
            try:
                return function(*arguments, **options)
            finally:
                self._depth -= 1
                if not self._depth:
                    self.seconds += process_time() - start

        setattr(module, name, timed)


def measured(size: int, only: str) -> Iterator[Measured]:
    """Yield the measurements of all pages."""
    from trafilatura import metadata

    watch = Stopwatch()
    watch.watch(trafilatura, "bare_extraction")
    for name in ("examine_meta", "extract_meta_json", "extract_title"):
        watch.watch(metadata, name)
    watch.watch(htmldate, "find_date")
    clean = Cleaner(level="thorough").html
    clean(page(""))
    for kind, make in kinds(size):
        if only not in kind:
            continue
        html = page(make())
        watch.seconds, start = 0.0, process_time()
        degraded = clean(html).degraded
        yield Measured(kind, process_time() - start, watch.seconds, degraded)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=5.0, metavar="N")
    parser.add_argument("--docs", type=Path, metavar="PAGE")
    parser.add_argument("--only", default="", metavar="WORD")
    options = parser.parse_args()
    found = []
    for one in measured(int(options.megabytes * 1e6), options.only):
        print(f"{one.seconds:6.1f} s, trafilatura {one.own:6.1f}: {one.kind}; {one.degraded or ''}"[:200], flush=True)
        found.append(one)
    if options.docs:
        put(options.docs, "large pages", table(found))


def table(found: list[Measured]) -> str:
    """Return the slowest pages, and those that take longer than `MOST_SECONDS` without trafilatura."""
    over = [one for one in found if one.seconds - one.own > MOST_SECONDS]
    rows = ["| page | seconds | of these trafilatura | `degraded` |", "| --- | ---: | ---: | --- |"]
    rows += [
        f"| {one.kind} | {one.seconds:.1f} | {one.own:.1f} | {one.degraded or ''} |"
        for one in sorted(found, key=lambda one: -one.seconds)[:25]
    ]
    head = f"{len(over)} of {len(found)} pages take longer than {MOST_SECONDS:g} s without trafilatura."
    return "\n".join([head, "", *rows])


if __name__ == "__main__":
    main()
