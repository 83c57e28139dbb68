"""Labels of lines: content, boilerplate or unsure, derived from the article that people marked."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

CONTENT, BOILERPLATE, UNSURE, EMPTY = "cbue"
_WORD = re.compile(r"\w+")
RUN = 4  # words in a row that do not recur by chance
MOST, HALF, LITTLE = 0.8, 0.5, 0.2  # shares of a line's words


def words(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return _WORD.findall(text.lower())


def labels(lines: Sequence[str], gold: str, above: Collection[str] = ()) -> str:
    """Return one letter for each line: content, boilerplate, unsure (partly covered, or found twice), or empty.

    above: lines that the gold had before its first paragraph, such as headline and date; they are unsure.
    """
    gold_words, own = words(gold), list(map(words, lines))
    in_order, found = _aligned(own, gold_words, {" ".join(words(line)) for line in gold.splitlines()})
    runs = {size: set(_runs(gold_words, size)) for size in range(1, RUN + 1)}
    rest = Counter(run for at, run in enumerate(_runs(gold_words, RUN)) if not any(found[at : at + RUN]))
    top = {" ".join(words(line)) for line in above}
    return "".join(
        UNSURE if (label := _label(line, hits, runs, rest)) == BOILERPLATE and " ".join(line) in top else label
        for line, hits in zip(own, in_order, strict=True)
    )


def part_label(part: str, gold: str) -> str:
    """Return the label of a part of a line, by the gold text alone: content, boilerplate or unsure."""
    own = words(part)
    if len(own) < RUN:
        return UNSURE
    share = _covered(own, {RUN: set(_runs(words(gold), RUN))})
    return CONTENT if share >= MOST else BOILERPLATE if share < LITTLE else UNSURE


def _runs(line: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    return zip(*(line[at:] for at in range(size)), strict=False)


def _aligned(
    own: Sequence[Sequence[str]], gold: Sequence[str], gold_lines: Collection[str]
) -> tuple[list[int], list[bool]]:
    """Align words in order: return how many words of each line the gold has, and which words of the gold are found."""
    flat = [word for line in own for word in line]
    owner = [number for number, line in enumerate(own) for _ in line]
    ends = list(accumulate(map(len, own)))
    hits, found = [0] * len(own), [False] * len(gold)
    for block in SequenceMatcher(None, flat, gold, autojunk=False).get_matching_blocks():
        at, stop = block.a, block.a + block.size
        while at < stop:
            number = owner[at]
            end = min(stop, ends[number])
            size, whole = end - at, len(own[number])
            is_line = size == whole and " ".join(own[number]) in gold_lines
            if block.size >= RUN or is_line or whole >= 2 * RUN or (block.size == RUN - 1 and 2 * size >= whole):
                hits[number] += size
                start = block.b + at - block.a
                found[start : start + size] = [True] * size
            at = end
    return hits, found


def _label(
    line: Sequence[str], hits: int, runs: dict[int, set[tuple[str, ...]]], rest: Counter[tuple[str, ...]]
) -> str:
    size = len(line)
    if not size:
        return EMPTY
    in_order, anywhere = hits / size, _covered(line, runs)
    if size >= RUN and anywhere >= MOST and in_order < HALF:
        own = list(_runs(line, RUN))
        if sum(rest[run] > 0 for run in own) < MOST * len(own):
            return UNSURE  # the page has it twice
        rest.subtract(own)
        return CONTENT  # it was moved
    if in_order >= MOST:
        return CONTENT
    if size < RUN:
        return BOILERPLATE if not hits else UNSURE
    return BOILERPLATE if in_order < LITTLE and anywhere < HALF else UNSURE


def _covered(line: Sequence[str], runs: dict[int, set[tuple[str, ...]]]) -> float:
    """Return the share of a line's words that lie in runs found anywhere in the gold."""
    size = min(RUN, len(line))
    hit = [False] * len(line)
    for at, run in enumerate(_runs(line, size)):
        if run in runs[size]:
            hit[at : at + size] = [True] * size
    return sum(hit) / len(line)
