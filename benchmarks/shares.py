"""The share of time of each part of cleantext: the scan, tables and rules on texts; trafilatura and the rest on pages.

Functions around the parts time them from inside; a part's time excludes the other parts that it calls. Timing itself
costs a few percent, so shares are of the time with timing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property, partial
from statistics import median
from time import process_time
from typing import Any, NamedTuple
from unittest.mock import patch

LEAST = 0.02  # of the time of some texts, for a part to have a row of its own
REST = "all other parts"
_LINES = ("lines", "words", "initials", "lower", "prose", "cued", "data", "raw_lines")


class Clock:
    """Adds up the processor time of parts, each without the parts that it calls."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._inner: list[float] = []

    def timed(self, name: str, function: Callable[..., Any], *arguments: Any) -> Any:
        """Call a function, and add its time to a part."""
        start = process_time()
        self._inner.append(0.0)
        try:
            return function(*arguments)
        finally:
            taken = process_time() - start
            self.seconds[name] = self.seconds.get(name, 0.0) + taken - self._inner.pop()
            if self._inner:
                self._inner[-1] += taken


@contextmanager
def _watched(clock: Clock) -> Iterator[None]:
    """Time the parts of a pipeline."""
    from cleantext.core import pipeline
    from cleantext.core.document import Document
    from cleantext.core.scanners import Scanners

    # The timed functions are found by name: none of them is public.
    propose, table, hits = pipeline._proposals, Document.table, Scanners.hits  # noqa: SLF001
    due = pipeline.Pipeline._is_due  # noqa: SLF001

    def asked(document: Document, function: Callable[[Document], Any]) -> Any:
        known = vars(document)["_tables"]
        if function in known:
            return known[function]
        module = str(getattr(function, "__module__", ""))
        part = "unknown words" if isinstance(function, partial) else f"tables of {module.rpartition('.')[2]}"
        return clock.timed(part, table, document, function)

    def scanned(*given: Any, **named: Any) -> Any:
        return clock.timed("scan", partial(hits, *given, **named))

    def proposed(rule: Any, *given: Any) -> Any:
        return clock.timed(f"`{rule.id}`", propose, rule, *given)

    def required(*given: Any) -> Any:
        return clock.timed("what rules require", due, *given)

    watched: Sequence[tuple[Any, str, Any]] = (
        (pipeline, "_proposals", proposed),
        (pipeline.Pipeline, "_is_due", required),
        (Document, "table", asked),
        (Scanners, "hits", scanned),
        *((Document, name, _timed(clock, name, vars(Document)[name].func)) for name in _LINES),
    )
    with ExitStack() as stack:
        for owner, name, new in watched:
            stack.enter_context(patch.object(owner, name, new))
        yield


def _timed(clock: Clock, name: str, made: Callable[[Any], Any]) -> Any:
    """Return a property of a document that is timed at its computation."""

    def make(document: Any) -> Any:
        return clock.timed("lines and words", made, document)

    found = cached_property(make)
    found.__set_name__(object, name)
    return found


def of_texts(warm: Sequence[str], texts: Sequence[str]) -> Mapping[str, float]:
    """Return the share of each part, on texts that are new; others warm the process up."""
    from cleantext import clean

    for text in warm:
        clean(text)
    clock = Clock()
    with _watched(clock):
        for text in texts:
            clock.timed("passes, edits, log", clean, text)
    total = sum(clock.seconds.values())
    return {part: taken / total for part, taken in clock.seconds.items()}


def rows(shares: Mapping[str, Mapping[str, float]]) -> list[Sequence[str]]:
    """Return a row for each part that is large on some texts, in percent, the largest first."""
    parts = {part for of in shares.values() for part, share in of.items() if share >= LEAST}
    ranked = sorted(parts, key=lambda part: (-max(of.get(part, 0.0) for of in shares.values()), part))
    rest = [sum(share for part, share in of.items() if part not in parts) for of in shares.values()]
    named: list[Sequence[str]] = [
        [part, *(f"{100 * of.get(part, 0.0):.0f}" for of in shares.values())] for part in ranked
    ]
    return [*named, [REST, *(f"{100 * share:.0f}" for share in rest)]]


class Pages(NamedTuple):
    """Processor time of pages of HTML, in milliseconds a page, medians over rounds; ratios are medians of ratios."""

    name: str
    alone: float  # trafilatura's text alone
    whole: float  # trafilatura's text, title, author and date, which `clean_html` also returns
    ours: float  # `clean_html`
    inside: float  # the time inside trafilatura, of that
    ratio: float  # `clean_html`, times as long as `whole`


def of_pages(name: str, pages: Sequence[str], rounds: int) -> Pages:
    """Time trafilatura and `clean_html` on a set of pages, in turn."""
    import trafilatura

    from cleantext import clean_html

    extract, clock = trafilatura.bare_extraction, Clock()

    def ours(page: str) -> object:
        inside = partial(clock.timed, "inside")
        with patch.object(
            trafilatura, "bare_extraction", lambda *given, **named: inside(partial(extract, *given, **named))
        ):
            return clean_html(page)

    functions: tuple[Callable[[str], object], ...] = (
        partial(extract, include_comments=False),
        partial(extract, include_comments=False, with_metadata=True),
        ours,
    )
    for function in functions:
        function(pages[0])
    taken = []
    for _ in range(rounds):
        clock.seconds.clear()
        taken.append((*(_spent(function, pages) for function in functions), clock.seconds["inside"]))
    alone, whole, own, inside = (1e3 * median(column) / len(pages) for column in zip(*taken, strict=True))
    return Pages(name, alone, whole, own, inside, median(times[2] / times[1] for times in taken))


def _spent(function: Callable[[str], object], pages: Sequence[str]) -> float:
    start = process_time()
    for page in pages:
        function(page)
    return process_time() - start
