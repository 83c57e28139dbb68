r"""One pass over the text for all phrases of all rules, in linear time.

A phrase is an RE2 pattern with four conveniences: a blank stands for any run of blanks, no-break ones too; an
apostrophe or quotation mark for all its typographic forms; `^` for the start of a line, behind bullets,
brackets and quotes; `$` for its end, before closing punctuation. It matches whole words only, whatever case.

The scan works in three steps, so that a clean article costs one step and nothing else: a few patterns, of the
gates of all phrases (`gates.py`), find the lines where anything may hit; an RE2 set of the same gates tells which
phrases those are; each of them is then matched alone, with Unicode word boundaries, which RE2's own ASCII `\b` is
not (a class like `\pL` at each end of 1,500 phrases takes seconds to compile).
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

import re2

from cleantext.core.document import Document, Hit, utf8
from cleantext.core.gates import LEAD, TRAIL, Gate, core, ends_line, gate

# RE2's default of 8 MB makes it fall back from its automaton to a search a hundred times as slow when the
# cached states of 1,500 phrases outgrow it (measured: 0.2 against 200 MB/s).
MEMORY = 64 << 20
# Above this length a line is a text without line breaks; phrases of line rules mean nothing there, and a
# rule that verifies a line can count on a bound.
LONGEST_LINE = 5_000
# Lines that hit; those of a site's furniture come back in one article after the other, and in each pass.
_MEMO = 1_024


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


def shape(pattern: str) -> Callable[[str | bytes], bool]:
    """A test whether an RE2 pattern, without the conveniences and minding case, occurs in a text or its UTF-8."""
    options = re2.Options()
    options.log_errors = False
    compiled = re2.compile(pattern, options)

    def occurs(text: str | bytes) -> bool:
        return compiled.search(text if isinstance(text, bytes) else utf8(text)) is not None

    return occurs


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


def _exact(pattern: str) -> str:
    first, last = pattern[0], pattern[-1]
    start = f"^{LEAD}" if first == "^" else r"(?:^|[^\pL\pN])" if first.isalnum() or first == "(" else ""
    end = f"{TRAIL}$" if ends_line(pattern) else r"(?:[^\pL\pN]|$)" if last.isalnum() or last in ")?+*}]" else ""
    return f"{start}({core(pattern)}){end}"


class Scanner:
    """All phrases of a cleaner, compiled when the first text comes."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._phrases = sorted(set(phrases))
        self._line_hits = lru_cache(_MEMO)(self._find_all)

    @cached_property
    def _automata(self) -> tuple["re2._Regexp", ...]:
        """One pattern of the gates at the start of a line, one of those anywhere, one of those with gaps.

        Together their states multiply: on new text the three take 14 ns a byte, one of them all takes 100.
        """
        gates = {gate(phrase.pattern) for phrase in self._phrases}
        kinds = (
            [gate for gate in gates if gate.line_start and not gate.has_gaps],
            [gate for gate in gates if not gate.line_start and not gate.has_gaps],
            [gate for gate in gates if gate.has_gaps],
        )
        return tuple(_alternatives(kind) for kind in kinds if kind)

    @cached_property
    def _set(self) -> re2.Set:
        compiled = re2.Set.SearchSet(_options())
        for phrase in self._phrases:
            line_start, _, pattern = gate(phrase.pattern)
            compiled.Add(f"(?m:^{LEAD}{pattern})" if line_start else f"(?m:{pattern})")
        compiled.Compile()
        return compiled

    def hits(self, document: Document) -> dict[str, tuple[Hit, ...]]:
        """All hits by rule id, in the order of the text."""
        if not self._phrases:
            return {}
        found: dict[str, list[Hit]] = {}
        for index in sorted({index for automaton in self._automata for index in _lines_hit(automaton, document.data)}):
            line = document.lines[index]
            if len(line.text) <= LONGEST_LINE:
                for (rule, role, pattern), start, end in self._line_hits(line.text):
                    hit = Hit(index, line.start + start, line.start + end, role, pattern)
                    found.setdefault(rule, []).append(hit)
        return {rule: tuple(sorted(hits)) for rule, hits in found.items()}

    def _find_all(self, line: str) -> list[tuple[Phrase, int, int]]:
        """The phrases that a line holds, and where."""
        phrases = [self._phrases[number] for number in self._set.Match(utf8(line)) or ()]
        return [(phrase, *span) for phrase in phrases if (span := _find(phrase.pattern, line))]


def _alternatives(gates: Sequence[Gate]) -> "re2._Regexp":
    # Shared beginnings are written once: with `^` and its class in each phrase, the automaton warms up ten times
    # as slowly.
    loose = "|".join(sorted(gate.pattern for gate in gates if not gate.line_start))
    at_start = "|".join(sorted(gate.pattern for gate in gates if gate.line_start))
    parts = [part for part in (loose, at_start and f"^{LEAD}(?:{at_start})") if part]
    return re2.compile(f"(?m:{'|'.join(parts)})", _options())


def _lines_hit(automaton: "re2._Regexp", data: bytes) -> Iterator[int]:
    """Indexes of the lines that a pattern hits."""
    index, position = 0, 0
    while found := automaton.search(data, position):
        index += data.count(b"\n", position, found.end())
        yield index
        position = data.find(b"\n", found.end())
        if position < 0:
            return


@cache
def _matcher(pattern: str) -> "re2._Regexp":
    return re2.compile(_exact(pattern), _options())


def _find(pattern: str, line: str) -> tuple[int, int] | None:
    found = _matcher(pattern).search(utf8(line).decode())
    return found.span(1) if found else None
