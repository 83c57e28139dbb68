r"""One pass over the text for all phrases of all rules, in linear time.

`pattern.py` says how a phrase is written. It matches whole words only, whatever case.

The scan has three steps, so that a clean article costs little more than the first. The prefilters of all phrases
(`prefilter.py`), as a table of line starts, an index of words and a few patterns, find the lines that may have a hit.
The tables, and RE2 sets of the patterns, find the phrases that may match there. Each of them is then matched alone,
with Unicode word bounds: RE2's own `\b` knows only ASCII, and a class like `\pL` at each end of 1,500 phrases takes
seconds to compile.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import chain, islice, repeat
from typing import TypeVar

import re2

from cleantext.core.document import Document, Hit, utf8
from cleantext.core.endings import Ending, endings, is_line, may_be_line
from cleantext.core.folding import folded
from cleantext.core.heads import Heads
from cleantext.core.pattern import ends_line, spell, starts_line
from cleantext.core.phrase import Phrase, is_plain, matcher, options
from cleantext.core.prefilter import SIGNS
from cleantext.core.signs import is_lead, is_trail
from cleantext.core.word_index import WordIndex

# A longer line is a text without line breaks; phrases of line rules mean nothing there, and a rule that checks a line
# can rely on a bound.
LONGEST_LINE = 5_000
# In such lines only phrases of parts are searched for, piece by piece. Each hit costs its rule a check of the whole
# line.
_PARTS = frozenset({"end", "glued", "inline", "sentence"})
_PIECE = 2_000  # code points
_MOST_PARTS = 40  # hits in one such line
# The cache of lines with hits: a site's furniture recurs in one article after the other, and in each pass.
_MEMO = 1_024
_ENOUGH = 200  # code points; longer than most phrases that fill a line
_WORDS = re.compile(r"[A-Za-z0-9](?:.*[A-Za-z0-9])?")

_Part = TypeVar("_Part")
_Compiled = TypeVar("_Compiled")


@cache
def _compiled(pattern: str) -> "re2._Regexp":
    options = re2.Options()
    options.log_errors = False
    return re2.compile(pattern, options)


@cache
def searcher(pattern: str) -> Callable[[str | bytes], bool]:
    """Return a test whether an RE2 pattern, case-sensitive, without conveniences, occurs in a text or its UTF-8."""
    compiled = _compiled(pattern)

    def occurs(text: str | bytes) -> bool:
        return compiled.search(text if isinstance(text, bytes) else utf8(text)) is not None

    return occurs


def lines_with(pattern: str, document: Document) -> Iterator[int]:
    """Yield the indexes of the lines where a pattern of `searcher` occurs; lines between them cost no call."""
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


class _Patterns:
    """Phrases found by patterns of RE2, which are compiled at their first use."""

    def __init__(self, phrases: Sequence[Phrase], patterns: Iterable[tuple[str, int]], start: str = "") -> None:
        """Store phrases, and patterns, each with the number of its phrase; `start` precedes all patterns."""
        self._phrases = phrases
        self._numbers: dict[str, list[int]] = {}
        for pattern, number in patterns:
            self._numbers.setdefault(pattern, []).append(number)
        self._start = start

    @cached_property
    def _any(self) -> "Sequence[re2._Regexp]":
        return [compiled for _, compiled in _compiled_in_parts(sorted(self._numbers), self._one_of)]

    def _one_of(self, patterns: Sequence[str]) -> "re2._Regexp":
        # The shared beginning is written once: repeated in each pattern, it makes the automaton warm up ten times as
        # slowly.
        return re2.compile(f"(?m:{self._start}(?:{'|'.join(patterns)}))", options())

    @cached_property
    def _sets(self) -> Sequence[tuple[Sequence[str], re2.Set]]:
        return _compiled_in_parts(sorted(self._numbers), self._set_of)

    def _set_of(self, patterns: Sequence[str]) -> re2.Set:
        compiled = re2.Set.SearchSet(options())
        for pattern in patterns:
            compiled.Add(self._start + pattern)
        compiled.Compile()
        return compiled

    def lines(self, document: Document) -> Iterator[int]:
        """Yield the indexes of the lines that some phrase may match."""
        found = [_hit_lines(compiled, document.data) for compiled in self._any]
        return found[0] if len(found) == 1 else iter(sorted(set(chain(*found))))

    def may_hit(self, line: str) -> Iterable[Phrase]:
        """Return the phrases whose patterns match."""
        data = utf8(line)
        # Most endings of paragraphs have none. Then the sets, which say which, need not be compiled.
        if not any(compiled.search(data) for compiled in self._any):
            return ()
        hit = (patterns[at] for patterns, compiled in self._sets for at in compiled.Match(data) or ())
        numbers = {number for pattern in hit for number in self._numbers[pattern]}
        return map(self._phrases.__getitem__, sorted(numbers))

    def compile(self) -> None:
        """Compile everything that is otherwise compiled at the first use."""
        self._any  # noqa: B018
        self._sets  # noqa: B018


class _Words:
    """Phrases found by strings, in the spelling of prefilters, one of which occurs in the line."""

    def __init__(
        self, phrases: Sequence[Phrase], strings: Iterable[tuple[str, int, int]], index: WordIndex, owner: str
    ) -> None:
        """Store phrases, and add strings to an index; see `WordIndex` for the parameters."""
        self._phrases, self._index, self._owner = phrases, index, owner
        index.add(owner, strings)

    def lines(self, document: Document) -> Mapping[int, tuple[int, ...]]:
        """Return the numbers of the phrases that have a string in a line, by the index of each line with any."""
        return document.table(self._index.lines)[self._owner]

    def phrases(self, numbers: Iterable[int]) -> Iterable[Phrase]:
        """Return phrases by their numbers."""
        return map(self._phrases.__getitem__, numbers)

    def may_hit(self, line: str) -> Iterable[Phrase]:
        """Return the phrases whose strings occur in the line."""
        return self.phrases(self._index.of(line, self._owner))

    def compile(self) -> None:
        """Do nothing: an index needs no compiling."""


def _compiled_in_parts(
    parts: Sequence[_Part], compile_: Callable[[Sequence[_Part]], _Compiled]
) -> Sequence[tuple[Sequence[_Part], _Compiled]]:
    """Return the compiled parts: all together, or in halves if that takes more than `MEMORY`."""
    try:
        return [(parts, compile_(parts))]
    except re2.error:
        if len(parts) == 1:
            raise
    middle = len(parts) // 2
    return [*_compiled_in_parts(parts[:middle], compile_), *_compiled_in_parts(parts[middle:], compile_)]


class Scanner:
    """The phrases of a language, or of a site."""

    def __init__(self, phrases: Sequence[Phrase], index: WordIndex | None = None, owner: str = "") -> None:
        """Sort phrases by the kind of their prefilters.

        index: what several scanners share; owner: the name of this one there.
        """
        own = index or WordIndex(lambda _: (owner,))
        self._families = list(_families(sorted(set(phrases)), own, owner))

    def compile(self) -> None:
        """Compile everything that is otherwise compiled at the first use. Raises `re2.error` if that fails."""
        for family in self._families:
            family.prefilter.compile()

    def hits(self, document: Document, before: Document | None = None) -> dict[str, tuple[Hit, ...]]:
        """Return all hits by rule id, in the order of the text.

        before: a document that was scanned already; its lines without hits are not scanned again.

        The hits of a line depend on the line alone. So the last pass, which proves that nothing is left to do, scans
        only the lines that edits have changed, not the whole text.
        """
        found: dict[str, list[Hit]] = {}
        lines = _open_lines(document, before) if before else ()
        for family in self._families:
            for index in lines if before else family.prefilter.lines(document):
                text = document.raw_lines[index].strip()
                numbers = None if before else family.numbers(document, index)
                spans = _parts(family, text) if len(text) > LONGEST_LINE else family.find_all(text, numbers)
                at = document.line(index).start if spans else 0
                for (rule, role, pattern, *_), start, end in spans:
                    found.setdefault(rule, []).append(Hit(index, at + start, at + end, role, pattern))
            for index, at, text in family.open_endings(document, is_new=not before):
                for (rule, role, pattern, *_), _, end in family.find_closing(text):
                    if is_line(role, pattern, text, end):
                        found.setdefault(rule, []).append(Hit(index, at, at + len(text), "closing", pattern))
        return {rule: tuple(sorted(hits)) for rule, hits in found.items()}


class _Family:
    """Phrases whose prefilters are of one kind."""

    def __init__(self, prefilter: Heads | _Words | _Patterns, *, opens: bool = True) -> None:
        """Store a prefilter. opens: whether any of the phrases is anchored at the start of a line."""
        self.prefilter = prefilter
        self._opens = opens
        self.find_all = lru_cache(_MEMO)(self._find_all)

    def numbers(self, document: Document, line: int) -> tuple[int, ...] | None:
        """Return the numbers of the phrases that may match a line of `prefilter.lines`; None if unknown."""
        return self.prefilter.lines(document)[line] if isinstance(self.prefilter, _Words) else None

    def _find_all(self, line: str, numbers: tuple[int, ...] | None = None) -> list[tuple[Phrase, int, int]]:
        """Return the phrases that a new line contains, with their spans, for `find_all`."""
        if numbers is not None and isinstance(self.prefilter, _Words):
            return _found([*self.prefilter.phrases(numbers)], line)
        return _found([*self.prefilter.may_hit(line)], line)

    def find_closing(self, text: str) -> list[tuple[Phrase, int, int]]:
        """Return the phrases at the start of lines that an ending contains, as if it were a line."""
        return _found([phrase for phrase in self.prefilter.may_hit(text) if may_be_line(*phrase[1:3])], text)

    def open_endings(self, document: Document, *, is_new: bool) -> Iterable[Ending]:
        """Return the endings of a document that some phrase may match. is_new: all its lines are scanned."""
        found = document.table(endings)
        if not self._opens or not found:
            return ()
        if isinstance(self.prefilter, Heads):
            return [ending for ending in found if self.prefilter.may_open(ending.text)]
        if not isinstance(self.prefilter, _Words):
            return found
        # The line contains them all, and the longest of them contains the others.
        if is_new and found[0].line not in self.prefilter.lines(document):
            return ()
        longest = max(found, key=lambda ending: len(ending.text)).text
        return found if any(self.prefilter.may_hit(longest)) else ()


def _found(candidates: Sequence[Phrase], line: str) -> list[tuple[Phrase, int, int]]:
    found = ((phrase, find(phrase.pattern, line)) for phrase in _fitting(candidates, line))
    return [(phrase, *span) for phrase, span in found if span]


def _fitting(phrases: Sequence[Phrase], line: str) -> Iterator[Phrase]:
    """Yield the phrases that are long enough for a line and whose other strings it contains."""
    spelled, least, size = "", 0, 0  # computed when first needed: for most lines they are not
    for phrase in phrases:
        *_, others, longest = phrase.prefilter
        if longest and len(line) > longest:
            # The beginning of a long line is longer than most phrases.
            least = least or _size_of_words(line[:_ENOUGH])
            if least > longest or (size := size or _size_of_words(line)) > longest:
                continue
        if others:
            spelled = spelled or folded(line)
            if not any(map(spelled.__contains__, others)):
                continue
        yield phrase


def _size_of_words(line: str) -> int:
    """Return the length from the first to the last ASCII letter or digit, a run of blanks as one."""
    found = _WORDS.search(" ".join(line.split()))
    return len(found[0]) if found else 0


def _families(phrases: Sequence[Phrase], index: WordIndex, owner: str) -> Iterator[_Family]:
    headed = [phrase for phrase in phrases if phrase.prefilter.heads]
    if headed:
        yield _Family(Heads(headed))
    known, others = _strings(phrases)
    if known:
        yield _Family(_Words(phrases, known, index, owner))
    if others:
        yield _Family(_Patterns(phrases, others))
    patterns = [(phrase.prefilter.pattern, at) for at, phrase in enumerate(phrases) if phrase.prefilter.pattern]
    starting = [(pattern, at) for pattern, at in patterns if starts_line(phrases[at].pattern)]
    inner = [(pattern, at) for pattern, at in patterns if not starts_line(phrases[at].pattern)]
    if starting:
        yield _Family(_Patterns(phrases, starting, f"^{SIGNS}"))
    if inner:
        yield _Family(_Patterns(phrases, inner), opens=False)


def _strings(phrases: Sequence[Phrase]) -> tuple[list[tuple[str, int, int]], list[tuple[str, int]]]:
    """Return the strings of phrases for the index of words, and patterns for other strings, as those with capitals."""
    known, others = list[tuple[str, int, int]](), list[tuple[str, int]]()
    for at, phrase in enumerate(phrases):
        _, strings, _, keys, _, _ = phrase.prefilter
        if keys:
            known += zip(strings, repeat(at), keys, strict=False)
        else:
            others += ((spell(string), at) for string in strings)
    return known, others


def _parts(family: _Family, text: str) -> Iterator[tuple[Phrase, int, int]]:
    """Yield the phrases of parts in a text without line breaks, piece by piece."""
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
    """Yield a text in pieces, cut behind the first blank after each `_PIECE` code points, or a full stop near it."""
    at = 0
    while at < len(text):
        end = text.find(" ", at + _PIECE) + 1 or len(text)
        stop = text.rfind(". ", at + _PIECE // 2, end) + 2
        end = stop if end < len(text) and stop > at + 1 else end
        yield at, text[at:end]
        at = end


def _open_lines(document: Document, before: Document) -> list[int]:
    """Return the indexes of lines that the document before did not have, or had with a hit."""
    hit = {at.line for hits in before.hits.values() for at in hits}
    known = {line.text for index, line in enumerate(before.lines) if index not in hit}
    return [index for index, line in enumerate(document.lines) if line.text not in known]


def find(pattern: str, line: str) -> tuple[int, int] | None:
    """Return the span of a phrase in a line."""
    data, plain = utf8(line), is_plain(line)
    found = matcher(pattern, exact=False, plain=plain).search(data)
    if found and not _is_bounded(pattern, data, *found.span(1)):
        found = matcher(pattern, exact=True, plain=plain).search(data)
    if not found:
        return None
    start, end = found.span(1)
    return (start, end) if len(data) == len(line) else (len(data[:start].decode()), len(data[:end].decode()))


def _is_bounded(pattern: str, data: bytes, start: int, end: int) -> bool:
    """Return whether a match has the word bounds that the phrase requires, by Unicode."""
    before, behind = data[:start].decode(), data[end:].decode()
    fits_before = is_lead(before, data[start:].decode()) if starts_line(pattern) else _is_outside_word(before[-1:])
    fits_behind = is_trail(behind) if ends_line(pattern) else _is_outside_word(behind[:1])
    return fits_before and fits_behind


def _is_outside_word(character: str) -> bool:
    """Return whether a word may end beside a character; the phrase itself has checked those of ASCII."""
    return character.isascii() or not character.isalnum()
