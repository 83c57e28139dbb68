r"""One pass over the text for all phrases of all rules, in linear time.

`pattern.py` says how a phrase is written. It matches whole words only, whatever case.

The scan works in three steps, so that a clean article costs one step and nothing else: a few patterns, of the
prefilters of all phrases (`prefilter.py`), find the lines where anything may hit; an RE2 set of the same prefilters
tells which phrases those are; each of them is then matched alone, with Unicode word boundaries, which RE2's own ASCII
`\b` is not (a class like `\pL` at each end of 1,500 phrases takes seconds to compile).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import chain, islice
from typing import TypeVar

import re2

from cleantext.core.document import Document, Hit, utf8
from cleantext.core.pattern import ends_line, starts_line
from cleantext.core.phrase import Phrase, matcher, options
from cleantext.core.prefilter import SIGNS
from cleantext.core.signs import is_lead, is_trail, lead

# Above this length a line is a text without line breaks; phrases of line rules mean nothing there, and a
# rule that verifies a line can count on a bound.
LONGEST_LINE = 5_000
# There only phrases of parts are looked for, piece by piece. Each hit costs its rule a look at the whole line.
_PARTS = frozenset({"end", "glued", "inline", "sentence"})
_PIECE = 2_000  # code points
_MOST_PARTS = 40  # hits in one such line
# Lines that hit; those of a site's furniture come back in one article after the other, and in each pass.
_MEMO = 1_024

_Part = TypeVar("_Part")
_Compiled = TypeVar("_Compiled")


@cache
def _compiled(pattern: str) -> "re2._Regexp":
    options = re2.Options()
    options.log_errors = False
    return re2.compile(pattern, options)


@cache
def searcher(pattern: str) -> Callable[[str | bytes], bool]:
    """A test whether an RE2 pattern, without the conveniences and minding case, occurs in a text or its UTF-8."""
    compiled = _compiled(pattern)

    def occurs(text: str | bytes) -> bool:
        return compiled.search(text if isinstance(text, bytes) else utf8(text)) is not None

    return occurs


def lines_with(pattern: str, document: Document) -> Iterator[int]:
    """The indexes of the lines where a pattern of `searcher` occurs; what lies between them costs no call."""
    return _hit_lines(_compiled(pattern), document.data)


def _hit_lines(compiled: "re2._Regexp", data: bytes) -> Iterator[int]:
    index, position = 0, 0
    while found := compiled.search(data, position):
        end = found.end()
        index += data.count(b"\n", position, end)
        yield index
        position = data.find(b"\n", end)
        if position < 0:
            return


class RequiredPatterns:
    """What several rules require of a text: one pass over a text that has none of them."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        """Patterns by rule id, in the form of `searcher`."""
        self._patterns = patterns

    @cached_property
    def _any(self) -> Callable[[str | bytes], bool]:
        any_of = "|".join(f"(?:{pattern})" for pattern in sorted(self._patterns.values()))
        return searcher(any_of or r"[^\x00-\x{10FFFF}]")

    def found(self, document: Document) -> frozenset[str]:
        """The ids of the rules whose pattern occurs."""
        if not self._any(document.data):
            return frozenset()
        return frozenset(rule for rule, pattern in self._patterns.items() if searcher(pattern)(document.data))


class _Family:
    """Phrases whose prefilters are of one kind; what it needs of RE2 is compiled when it is first needed."""

    def __init__(self, phrases: Sequence[Phrase], *, line_start: bool) -> None:
        self._phrases = phrases
        self._start = f"^{SIGNS}" if line_start else ""
        self.find_all = lru_cache(_MEMO)(self._find_all)

    @cached_property
    def _any(self) -> "Sequence[re2._Regexp]":
        prefilters = sorted({phrase.prefilter.pattern for phrase in self._phrases})
        return [compiled for _, compiled in _compiled_in_parts(prefilters, self._one_of)]

    def _one_of(self, prefilters: Sequence[str]) -> "re2._Regexp":
        # The shared beginning is written once: with it in each phrase, the automaton warms up ten times as slowly.
        return re2.compile(f"(?m:{self._start}(?:{'|'.join(prefilters)}))", options())

    @cached_property
    def _opening(self) -> Mapping[str, "_Which"]:
        """The phrases by the letter or digit that a line must open with, those that may open with others under "".

        All of them in one set take 80 ms to compile, which a process that cleans one article need not spend. Those of
        a letter are asked of the line without the signs before it.
        """
        letters: dict[str, list[Phrase]] = {"": []}
        for phrase in self._phrases:
            for letter in phrase.prefilter.opening or ("",):
                letters.setdefault(letter, []).append(phrase)
        return {letter: _Which(phrases, "^" if letter else self._start) for letter, phrases in letters.items()}

    def lines(self, data: bytes) -> Iterator[int]:
        """Indexes of the lines that some phrase may hit."""
        found = [_hit_lines(compiled, data) for compiled in self._any]
        return found[0] if len(found) == 1 else iter(sorted(set(chain(*found))))

    def compile(self) -> None:
        """Compile all that is compiled at the first use."""
        self._any  # noqa: B018
        for which in self._opening.values():
            which.sets  # noqa: B018

    def _find_all(self, line: str) -> list[tuple[Phrase, int, int]]:
        """The phrases that a line holds, and where: what `find_all` does for a line that is new."""
        phrases = [*self._opening[""].may_hit(line)]
        words = line[len(lead(line)) :] if self._start else ""
        letter = words[:1].casefold()[:1]
        if letter in self._opening and letter:
            phrases += self._opening[letter].may_hit(words)
        return [(phrase, *span) for phrase in phrases if (span := find(phrase.pattern, line))]


class _Which:
    """Tells which of some phrases may hit a line; compiled when it is first asked."""

    def __init__(self, phrases: Sequence[Phrase], start: str) -> None:
        self._phrases = phrases
        self._start = start

    def may_hit(self, line: str) -> Iterator[Phrase]:
        """The phrases whose prefilters hit."""
        data = utf8(line)
        return (phrases[number] for phrases, compiled in self.sets for number in compiled.Match(data) or ())

    @cached_property
    def sets(self) -> Sequence[tuple[Sequence[Phrase], re2.Set]]:
        """The phrases, in as many sets as RE2 needs, mostly one."""
        return _compiled_in_parts(self._phrases, self._set) if self._phrases else ()

    def _set(self, phrases: Sequence[Phrase]) -> re2.Set:
        compiled = re2.Set.SearchSet(options())
        for phrase in phrases:
            compiled.Add(self._start + phrase.prefilter.pattern)
        compiled.Compile()
        return compiled


def _compiled_in_parts(
    parts: Sequence[_Part], compile_: Callable[[Sequence[_Part]], _Compiled]
) -> Sequence[tuple[Sequence[_Part], _Compiled]]:
    """What parts compile to: all together, or, where that takes more than `MEMORY`, halves of them."""
    try:
        return [(parts, compile_(parts))]
    except re2.error:
        if len(parts) == 1:
            raise
    middle = len(parts) // 2
    return [*_compiled_in_parts(parts[:middle], compile_), *_compiled_in_parts(parts[middle:], compile_)]


class Scanner:
    """All phrases of a cleaner."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._phrases = sorted(set(phrases))

    @cached_property
    def _families(self) -> list[_Family]:
        """Phrases known by how a line starts, those known by words anywhere, and both kinds with gaps.

        Together their states multiply: on 4 MB of new articles the kinds with gaps take 60 ns a byte, and 670 in one.
        """
        families: dict[tuple[bool, bool], list[Phrase]] = {}
        for phrase in self._phrases:
            its = phrase.prefilter
            families.setdefault((its.has_gaps, its.line_start), []).append(phrase)
        return [_Family(phrases, line_start=line_start) for (_, line_start), phrases in families.items()]

    def compile(self) -> None:
        """Compile all that is compiled at the first use. Raises `re2.error` where that cannot be."""
        for family in self._families:
            family.compile()

    def hits(self, document: Document, before: Document | None = None) -> dict[str, tuple[Hit, ...]]:
        """All hits by rule id, in the order of the text; of a scan before, the lines without hits are taken as known.

        What a line holds depends on the line alone. So the pass that proves that nothing is left to do looks at the
        lines that the edits have made, and not at the whole text again.
        """
        found: dict[str, list[Hit]] = {}
        lines = _open_lines(document, before) if before else ()
        for family in self._families:
            for index in lines if before else family.lines(document.data):
                line = document.line(index)
                is_long = len(line.text) > LONGEST_LINE
                for (rule, role, pattern, _), start, end in (
                    _parts(family, line.text) if is_long else family.find_all(line.text)
                ):
                    hit = Hit(index, line.start + start, line.start + end, role, pattern)
                    found.setdefault(rule, []).append(hit)
        return {rule: tuple(sorted(hits)) for rule, hits in found.items()}


def _parts(family: _Family, text: str) -> Iterator[tuple[Phrase, int, int]]:
    """The phrases of parts in a text without line breaks, piece by piece."""
    found = (
        (phrase, at + start, at + end)
        for at, piece in _pieces(text)
        for phrase, start, end in family.find_all(piece)
        if phrase.role in _PARTS
        and (at == 0 or not starts_line(phrase.pattern))
        and (at + len(piece) == len(text) or not ends_line(phrase.pattern))
    )
    return islice(found, _MOST_PARTS)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """A text cut behind the first blank after each `_PIECE` code points, behind a full stop where one is near."""
    at = 0
    while at < len(text):
        end = text.find(" ", at + _PIECE) + 1 or len(text)
        stop = text.rfind(". ", at + _PIECE // 2, end) + 2
        end = stop if end < len(text) and stop > at + 1 else end
        yield at, text[at:end]
        at = end


def _open_lines(document: Document, before: Document) -> list[int]:
    """The indexes of lines that are not, without a hit, in the document before."""
    hit = {at.line for hits in before.hits.values() for at in hits}
    known = {line.text for index, line in enumerate(before.lines) if index not in hit}
    return [index for index, line in enumerate(document.lines) if line.text not in known]


def find(pattern: str, line: str) -> tuple[int, int] | None:
    """The span of a phrase in a line."""
    data = utf8(line)
    found = matcher(pattern, exact=False).search(data)
    if found and not _is_bounded(pattern, data, *found.span(1)):
        found = matcher(pattern, exact=True).search(data)
    if not found:
        return None
    start, end = found.span(1)
    return (start, end) if len(data) == len(line) else (len(data[:start].decode()), len(data[:end].decode()))


def _is_bounded(pattern: str, data: bytes, start: int, end: int) -> bool:
    """Whether a match stands between the bounds that the phrase asks for, by Unicode."""
    before, behind = data[:start].decode(), data[end:].decode()
    fits_before = is_lead(before, data[start:].decode()) if starts_line(pattern) else _is_outside_word(before[-1:])
    fits_behind = is_trail(behind) if ends_line(pattern) else _is_outside_word(behind[:1])
    return fits_before and fits_behind


def _is_outside_word(character: str) -> bool:
    """Whether a word may end beside a character; those of ASCII the phrase has looked at itself."""
    return character.isascii() or not character.isalnum()
