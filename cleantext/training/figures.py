"""Out-of-fold figures: the scorer's gain after the other rules, and its wrong removals."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cleantext.core.measured import Counts
from cleantext.training.data import PROSE, Page
from cleantext.training.labels import BOILERPLATE, CONTENT, part_label, words

_KINDS = ("wrong", "policy", "right", "undecided")  # by precedence: the first of these that any extractor's label gives
SIZE = 4  # words of a shingle, as in the article-extraction benchmark


class Score:
    """Shares of matching, surplus and missing shingles, page by page."""

    def __init__(self) -> None:
        """No page yet."""
        self.pages = 0
        self.exact = 0
        self._precision = list[float]()
        self._recall = list[float]()

    def add(self, gold: Sequence[str], found: Sequence[str]) -> None:
        """Count a page."""
        wanted, got = _shingles(gold), _shingles(found)
        hits = (wanted & got).total()
        self.pages += 1
        self.exact += gold == found
        if got:
            self._precision.append(hits / got.total())
        if wanted:
            self._recall.append(hits / wanted.total())

    @property
    def f1(self) -> float:
        """Return the F1 of the average precision and recall."""
        precision, recall = (sum(shares) / max(1, len(shares)) for shares in (self._precision, self._recall))
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _shingles(found: Sequence[str]) -> Counter[tuple[str, ...]]:
    starts = range(max(1, len(found) - SIZE + 1))
    return Counter(tuple(found[at : at + SIZE]) for at in starts if found[at : at + SIZE])


@dataclass
class Group:
    """The figures of one extractor's output of one set."""

    is_trusted: bool = True
    before: Score = field(default_factory=Score)  # with the other rules
    after: Score = field(default_factory=Score)  # and the scorer
    lines: Counter[str] = field(default_factory=Counter)  # taken: right, wrong, policy, undecided
    words: Counter[str] = field(default_factory=Counter)  # of these lines, and of all content


@dataclass
class Taken:
    """A page, its text with and without the scorer, and the lines that the scorer removed."""

    page: Page
    without: str
    text: str
    lines: Mapping[int, str]  # by the number of a line of the page's text, the part that was removed


def groups(pages: Iterable[Taken], policy: "frozenset[str]") -> Mapping[str, Group]:
    """Return the figures by set and extractor; policy: content lines that annotators disagree on."""
    found: dict[str, Group] = defaultdict(Group)
    for taken in pages:
        group = found[taken.page.group]
        group.is_trusted = taken.page.is_trusted
        gold = words(taken.page.gold)
        group.before.add(gold, words(taken.without))
        group.after.add(gold, words(taken.text))
        lines, labels = taken.page.lines, taken.page.labels
        content = (line for line, label in zip(lines, labels, strict=True) if label == CONTENT)
        group.words["content"] += sum(len(words(line)) for line in content)
        for number, removed in taken.lines.items():
            kind = verdict(taken.page, number, removed, policy)
            group.lines[kind] += 1
            group.words[kind] += len(words(removed))
    return found


def verdict(page: Page, number: int, removed: str, policy: "frozenset[str]") -> str:
    """Return what the label of a line says about the removal of the line or of a part."""
    is_whole = words(removed) == words(page.lines[number])
    label = page.labels[number] if is_whole else part_label(removed, page.gold)
    if label == CONTENT:
        return "policy" if page.lines[number] in policy else "wrong"
    return "right" if label == BOILERPLATE and page.is_trusted else "undecided"


def counts(pages: Iterable[Taken], policy: "frozenset[str]", sets: Collection[str]) -> Counts:
    """Count the removed lines on the pages of some sets, each once a page, however many extractors return it."""
    found: dict[tuple[str, ...], str] = {}
    domains = set[str]()
    for taken in pages:
        if taken.page.group.partition("/")[0] in sets:
            for number, removed in taken.lines.items():
                key, kind = (taken.page.record, *words(removed)), verdict(taken.page, number, removed, policy)
                found[key] = min(kind, found.get(key, kind), key=_KINDS.index)
                domains.add(taken.page.domain)
    kinds = Counter(found.values())
    return Counts(**{kind: kinds[kind] for kind in _KINDS}, domains=len(domains))


def table(found: Mapping[str, Group]) -> Iterator[str]:
    """Yield the figures as a table of Markdown."""
    yield (
        "| set/extractor | pages | F1: rules > scorer | exact pages | words lost: content, policy "
        "| lines: right, wrong, policy, undecided |"
    )
    yield "| --- | ---: | --- | --- | --- | --- |"
    for name, group in sorted(found.items()):
        before, after = group.before, group.after
        pages = before.pages
        lost = ", ".join(
            f"{100 * group.words[kind] / max(1, group.words['content']):.3f} %" for kind in ("wrong", "policy")
        )
        lines = ", ".join(str(group.lines[kind]) for kind in ("right", "wrong", "policy", "undecided"))
        gain = f"{before.f1:.4f} > {after.f1:.4f} ({after.f1 - before.f1:+.4f})"
        exact = f"{before.exact / pages:.3f} > {after.exact / pages:.3f}"
        if name.startswith(PROSE):
            gain = exact = "–"
        yield f"| {name}{'' if group.is_trusted else ' *'} | {pages} | {gain} | {exact} | {lost} | {lines} |"
