r"""One pass over the text for all phrases of all rules, in linear time.

A phrase is an RE2 pattern with four conveniences: a blank stands for any run of blanks, no-break ones too; an
apostrophe or quotation mark for all its typographic forms; `^` for the start of a line, behind bullets,
brackets and quotes; `$` for its end, before closing punctuation. It matches whole words only, whatever case.

The scan works in three steps, so that a clean article costs one step and nothing else: a few patterns, of the
prefilters of all phrases (`prefilter.py`), find the lines where anything may hit; an RE2 set of the same prefilters
tells which phrases those are; each of them is then matched alone, with Unicode word boundaries, which RE2's own ASCII
`\b` is not (a class like `\pL` at each end of 1,500 phrases takes seconds to compile).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

import re2

from cleantext.core.document import Document, Hit, utf8
from cleantext.core.prefilter import LEAD, LEAD_SIGNS, TRAIL, core, ends_line, prefilter

# RE2's default of 8 MB makes it fall back from its automaton to a search a hundred times as slow when the
# cached states of 1,500 phrases outgrow it (measured: 0.2 against 200 MB/s).
MEMORY = 64 << 20
# Above this length a line is a text without line breaks; phrases of line rules mean nothing there, and a
# rule that verifies a line can count on a bound.
LONGEST_LINE = 5_000
# Lines that hit; those of a site's furniture come back in one article after the other, and in each pass.
_MEMO = 1_024

# Letters and digits.
_ASCII, _UNICODE = "A-Za-z0-9", r"\pL\pN"


class Phrase(NamedTuple):
    """A pattern of a pack."""

    rule: str
    role: str
    pattern: str


@cache
def _options() -> re2.Options:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = MEMORY
    options.never_nl = True  # `[^.]` in a phrase means the rest of the line, not of the text
    return options


@cache
def _compiled(pattern: str) -> "re2._Regexp":
    options = re2.Options()
    options.log_errors = False
    return re2.compile(pattern, options)


@cache
def shape(pattern: str) -> Callable[[str | bytes], bool]:
    """A test whether an RE2 pattern, without the conveniences and minding case, occurs in a text or its UTF-8."""
    compiled = _compiled(pattern)

    def occurs(text: str | bytes) -> bool:
        return compiled.search(text if isinstance(text, bytes) else utf8(text)) is not None

    return occurs


def lines_with(pattern: str, document: Document) -> Iterator[int]:
    """The indexes of the lines where a pattern of `shape` occurs; what lies between them costs no call."""
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


class Shapes:
    """The shapes of several rules: one pass over a text that has none of them."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        """Patterns by rule id, in the form of `shape`."""
        self._patterns = patterns

    @cached_property
    def _any(self) -> Callable[[str | bytes], bool]:
        return shape("|".join(f"(?:{pattern})" for pattern in sorted(self._patterns.values())) or r"[^\x00-\x{10FFFF}]")

    def found(self, document: Document) -> frozenset[str]:
        """The ids of the rules whose shape occurs."""
        if not self._any(document.data):
            return frozenset()
        return frozenset(rule for rule, pattern in self._patterns.items() if shape(pattern)(document.data))


def check_pattern(pattern: str) -> str:
    """What is wrong with a phrase, and the mend; "" if nothing is."""
    try:
        compiled = re2.compile(core(pattern), _options())
    except (re2.error, UnicodeEncodeError) as error:
        return f"does not compile ({_told(error)}); a phrase is an RE2 pattern: escape . ? ( ) [ with a backslash"
    if compiled.search(b"") or not pattern.strip("^$ "):
        return "matches the empty string; make some part of it required"
    return ""


def _told(error: Exception) -> str:
    told = error.args[0] if error.args else error
    return told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told)


class _Family:
    """Phrases whose prefilters are of one kind; what it needs of RE2 is compiled when it is first needed."""

    def __init__(self, phrases: Sequence[Phrase], *, line_start: bool) -> None:
        self._phrases = phrases
        self._start = f"^{LEAD}" if line_start else ""
        self.find_all = lru_cache(_MEMO)(self._find_all)

    @cached_property
    def _any(self) -> "re2._Regexp":
        # The shared beginning is written once: with it in each phrase, the automaton warms up ten times as slowly.
        prefilters = sorted({prefilter(phrase.pattern).pattern for phrase in self._phrases})
        return re2.compile(f"(?m:{self._start}(?:{'|'.join(prefilters)}))", _options())

    @cached_property
    def _opening(self) -> Mapping[str, "_Which"]:
        """The phrases by the letter or digit that a line must open with, those that may open with others under "".

        All of them in one set take 80 ms to compile, which a process that cleans one article need not spend.
        """
        letters: dict[str, list[Phrase]] = {"": []}
        for phrase in self._phrases:
            for letter in (prefilter(phrase.pattern).first if self._start else "") or ("",):
                letters.setdefault(letter, []).append(phrase)
        return {letter: _Which(phrases, self._start) for letter, phrases in letters.items()}

    def lines(self, data: bytes) -> Iterator[int]:
        """Indexes of the lines that some phrase may hit."""
        return _hit_lines(self._any, data)

    def _find_all(self, line: str) -> list[tuple[Phrase, int, int]]:
        """The phrases that a line holds, and where: what `find_all` does for a line that is new."""
        first = line.lstrip(LEAD_SIGNS)[:1].casefold()[:1]
        whiches = (self._opening[letter] for letter in dict.fromkeys(("", first)) if letter in self._opening)
        phrases = (phrase for which in whiches for phrase in which.may_hit(line))
        return [(phrase, *span) for phrase in phrases if (span := find(phrase.pattern, line))]


class _Which:
    """Tells which of some phrases may hit a line; compiled when it is first asked."""

    def __init__(self, phrases: Sequence[Phrase], start: str) -> None:
        self._phrases = phrases
        self._start = start

    def may_hit(self, line: str) -> Iterator[Phrase]:
        """The phrases whose prefilters hit."""
        return (self._phrases[number] for number in (self._set.Match(utf8(line)) or () if self._phrases else ()))

    @cached_property
    def _set(self) -> re2.Set:
        compiled = re2.Set.SearchSet(_options())
        for phrase in self._phrases:
            compiled.Add(self._start + prefilter(phrase.pattern).pattern)
        compiled.Compile()
        return compiled


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
            its = prefilter(phrase.pattern)
            families.setdefault((its.has_gaps, its.line_start), []).append(phrase)
        return [_Family(phrases, line_start=line_start) for (_, line_start), phrases in families.items()]

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
                if len(line.text) <= LONGEST_LINE:
                    for (rule, role, pattern), start, end in family.find_all(line.text):
                        hit = Hit(index, line.start + start, line.start + end, role, pattern)
                        found.setdefault(rule, []).append(hit)
        return {rule: tuple(sorted(hits)) for rule, hits in found.items()}


def _open_lines(document: Document, before: Document) -> list[int]:
    """The indexes of lines that are not, without a hit, in the document before."""
    hit = {at.line for hits in before.hits.values() for at in hits}
    known = {line.text for index, line in enumerate(before.lines) if index not in hit}
    return [index for index, line in enumerate(document.lines) if line.text not in known]


def find(pattern: str, line: str) -> tuple[int, int] | None:
    """The span of a phrase in a line.

    Word boundaries are those of ASCII first, and of Unicode only where a letter outside ASCII stands at one: to
    compile the classes of all letters takes a millisecond a phrase.
    """
    data = utf8(line)
    found = _matcher(pattern, _ASCII).search(data)
    if found and not line.isascii() and _is_inside_word(data, *found.span(1)):
        found = _matcher(pattern, _UNICODE).search(data)
    if not found:
        return None
    start, end = found.span(1)
    return (start, end) if len(data) == len(line) else (len(data[:start].decode()), len(data[:end].decode()))


def _is_inside_word(data: bytes, start: int, end: int) -> bool:
    """Whether a letter or digit stands before or behind a match."""
    return data[:start].decode()[-1:].isalnum() or data[end:].decode()[:1].isalnum()


@cache
def _matcher(pattern: str, word: str) -> "re2._Regexp":
    first, last = pattern[0], pattern[-1]
    start = f"^{LEAD}" if first == "^" else f"(?:^|[^{word}])" if first.isalnum() or first == "(" else ""
    end = f"{TRAIL}$" if ends_line(pattern) else f"(?:[^{word}]|$)" if last.isalnum() or last in ")?+*}]" else ""
    return re2.compile(f"{start}({core(pattern)}){end}", _options())
