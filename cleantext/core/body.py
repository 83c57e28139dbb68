"""The stretch of a text that is the article, found once for a document and used by every rule.

Lines that phrases make boilerplate cut a text into passages. The passage with the most prose is the article's core. Its
stretch is the run of passages around the core with the highest sum: prose counts for its length, and each kind of cut
has its cost. So a single sentence below a comment form is no part of the article, but a paragraph below an insert is.
Maximum subsequence segmentation (Pasternack and Roth, "Extracting article text from the Web", 2009) does the same with
tokens; here a passage weighs less where it shares no words with the core, and the core stays.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cleantext.core.document import Document
from cleantext.core.prose import PARAGRAPH_LENGTH, is_short, latin_length
from cleantext.core.thread import thread_start

# How much prose, in code points of Latin script, must stand beyond a cut to belong to the article: an insert ("Read
# more: …") stands inside articles, a form below them, and a byline above them, where a deck of two lines may precede
# it.
_COST = {"line": 20, "tail": 40, "block": 100, "sure": 120, "head": 250, "labelled": 250, "candidate": 150}
# A credit stands inside of articles, too, whatever else its words may be ("Photo by …").
_CREDITS = frozenset({"credit", "credited"})
# A passage that shares less than this share of its long words with the core and the title has another subject.
_LEAST_SHARED = 0.12
_FOREIGN = 0.4  # the weight of its prose then
_LONG_WORD = 5  # letters; all texts share shorter words
_FEWEST_WORDS = 4  # with fewer long words, shared words are no evidence


class Body(NamedTuple):
    """The place of the article; empty if a text has no prose."""

    first: int  # index of its first line of prose
    last: int  # of its last one

    @property
    def exists(self) -> bool:
        """Return whether there is an article at all."""
        return self.first <= self.last


class _Passage(NamedTuple):
    """The prose between two cuts."""

    lines: list[int]  # indexes of its lines of prose
    mass: float  # their length
    cost: float  # of the cut above it


def body(document: Document) -> Body:
    """Return the stretch of the article, for `document.table(body)`."""
    end = document.table(thread_start)
    prose = sorted(index for index in document.prose if index < end)
    if not prose:
        return Body(0, -1)
    cuts = _cuts(document)
    passages = list(_passages(document, prose, cuts))
    core = max(range(len(passages)), key=lambda at: passages[at].mass)
    weights = _weights(document, passages, core)
    first = core - _reach(weights[:core][::-1], [passage.cost for passage in passages[1 : core + 1]][::-1])
    last = core + _reach(weights[core + 1 :], [passage.cost for passage in passages[core + 1 :]])
    return Body(passages[first].lines[0], passages[last].lines[-1])


def _cuts(document: Document) -> Mapping[int, int]:
    """Return the cost of each line that holds a phrase of boilerplate."""
    costs: dict[int, int] = {}
    hits = [hit for found in document.hits.values() for hit in found]
    credited = {hit.line for hit in hits if hit.role in _CREDITS}
    either = {(hit.line, hit.phrase) for hit in hits if hit.role == "tail"}
    for hit in hits:
        # "Our newsletter" stands above an article or below it: no evidence of where that begins.
        cost = _COST["tail"] if (hit.line, hit.phrase) in either else _COST.get(hit.role, 0)
        cost = min(cost, _COST["line"]) if hit.line in credited else cost
        if cost > costs.get(hit.line, 0) and (hit.line in document.cued or is_short(document.lines[hit.line].text)):
            costs[hit.line] = cost
    return costs


def _passages(document: Document, prose: Sequence[int], cuts: Mapping[int, int]) -> Iterator[_Passage]:
    """Yield the prose between the cuts; the costs of adjacent cuts add up."""
    at, places = 0, sorted(cuts)
    lines, cost = [prose[0]], 0.0
    while at < len(places) and places[at] < prose[0]:
        at += 1
    for index in prose[1:]:
        between = 0
        while at < len(places) and places[at] < index:
            between += cuts[places[at]]
            at += 1
        if between:
            yield _passage(document, lines, cost)
            lines, cost = [], between
        lines.append(index)
    yield _passage(document, lines, cost)


def _passage(document: Document, lines: list[int], cost: float) -> _Passage:
    mass = sum(min(PARAGRAPH_LENGTH, latin_length(document.lines[index].text)) for index in lines)
    return _Passage(lines, mass, cost)


def _weights(document: Document, passages: Sequence[_Passage], core: int) -> list[float]:
    """Return the weight of the prose of each passage, lower if its subject is not the core's."""
    if len(passages) == 1:
        return [passages[0].mass]
    known = _long_words(document, passages[core].lines) | set((document.title or "").lower().split())
    return [passage.mass * (_FOREIGN if _is_foreign(document, passage, known) else 1) for passage in passages]


def _is_foreign(document: Document, passage: _Passage, known: set[str]) -> bool:
    words = _long_words(document, passage.lines)
    return len(words) >= _FEWEST_WORDS and len(words & known) < _LEAST_SHARED * len(words)


def _long_words(document: Document, lines: Sequence[int]) -> set[str]:
    words = " ".join(document.lines[index].text for index in lines).lower().split()
    return {word.strip(".,;:!?\"'“”‘’()") for word in words if len(word) >= _LONG_WORD}


def _reach(weights: Sequence[float], costs: Sequence[float]) -> int:
    """Return how many passages beyond the core belong to the article: up to the highest sum of weights minus costs."""
    best, total, reach = 0.0, 0.0, 0
    for at, (weight, cost) in enumerate(zip(weights, costs, strict=True), 1):
        total += weight - cost
        if total > best:
            best, reach = total, at
    return reach
