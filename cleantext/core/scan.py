r"""One pass over the text for all phrases of all rules, in linear time.

A phrase is an RE2 pattern with four conveniences: a blank stands for any run of blanks, no-break ones too; an
apostrophe or quotation mark for all its typographic forms; `^` for the start of a line, behind bullets,
brackets and quotes; `$` for its end, before closing punctuation. It matches whole words only, whatever case.

The scan works in three steps, so that a clean article costs one step and nothing else: three patterns, of kinds that
do not mix well, find the lines where anything hits; an RE2 set tells which phrases hit
such a line; each of those is then matched alone, with Unicode word boundaries, which RE2's own ASCII `\b` is
not (a class like `\pL` at each end of 1,500 phrases takes seconds to compile).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from typing import NamedTuple

import re2

from cleantext.core.document import Document, Hit, utf8

# A group, so that ` ?` in a phrase means a blank or none; after a bare `+` the `?` would only make it lazy.
BLANK = "(?:[ \\t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+)"
APOSTROPHE = "['\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}]"
QUOTE = '["“”„«»]'
LEAD = r"[ \t\x{a0}•·*>|#()\[\]{}\-–—―\"“”„«»'‘’…▸►▶→✉☛➤+=_~/\\]*"
TRAIL = r"[ \t\x{a0}.:!…»”\"'’)\]}*>›→|_\-–—]*"
# RE2's default of 8 MB makes it fall back from its automaton to a search a hundred times as slow when the
# cached states of 1,500 phrases outgrow it (measured: 0.2 against 200 MB/s).
MEMORY = 64 << 20
# Above this length a line is a text without line breaks; phrases of line rules mean nothing there, and a
# rule that verifies a line can count on a bound.
LONGEST_LINE = 5_000

# `re`, because importing `regex` takes a third of what `import cleantext` may.
_TOKEN = re.compile(r"\\pL|\\.|\[(?:\\.|[^\]])*\]|.", re.DOTALL)
_ANY_NUMBER = re.compile(r"(?<!\\)\{0,\d*\}")
_AT_LEAST_ONE = re.compile(r"(?<!\\)\{[1-9]\d*,\d*\}")
_GAP = re.compile(r"(?<!\\)[\])][*+]|(?<!\\)\.[*+]|\\(?:S|w|W|pL)[*+]")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]")
# What `\pL` becomes in gates. It lets through every character that is not ASCII, and costs two steps of the automaton
# instead of 700: with it, both automata compile in 60 % of the time.
_LETTER = r"A-Za-z\x{80}-\x{10FFFF}"


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
        compiled = re2.compile(_core(pattern), _options())
    except (re2.error, UnicodeEncodeError) as error:
        return f"does not compile ({_told(error)}); a phrase is an RE2 pattern: escape . ? ( ) [ with a backslash"
    if compiled.search(b"") or not pattern.strip("^$ "):
        return "matches the empty string; make some part of it required"
    return ""


def _told(error: Exception) -> str:
    told = error.args[0] if error.args else error
    return told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told)


@cache
def _core(pattern: str) -> str:
    """The pattern between its anchors, conveniences written out."""
    spelled = {" ": BLANK, "'": APOSTROPHE, '"': QUOTE}
    inner = pattern.removeprefix("^")
    tokens = _TOKEN.findall(inner[:-1] if _anchored_end(inner) else inner)
    return "(?:" + "".join(spelled.get(token, token) for token in tokens) + ")"


def _anchored_end(pattern: str) -> bool:
    return pattern.endswith("$") and not pattern.endswith("\\$")


@cache
def _gate(pattern: str) -> tuple[bool, str]:
    """Whether the phrase starts a line, and a cheap pattern that hits wherever it does, and little else."""
    core = "".join(_loosened(part) for part in _TOKEN.findall(_uncounted(_core(pattern))))
    end = f"{TRAIL}$" if _anchored_end(pattern) else r"\b" if _ASCII_WORD.match(pattern[-1]) else ""
    if pattern.startswith("^"):
        return True, core + end
    start = r"\b" if _ASCII_WORD.match(pattern) else ""
    return False, start + core + end


def _uncounted(pattern: str) -> str:
    """The pattern with `*` and `+` for `{0,6}` and `{1,6}`: an automaton that counts needs many times the states."""
    return _AT_LEAST_ONE.sub("+", _ANY_NUMBER.sub("*", pattern))


def _loosened(part: str) -> str:
    """A part of a pattern that hits wherever this one does, but is cheap to compile."""
    if part == r"\pL":
        return f"[{_LETTER}]"
    is_class = part.startswith("[") and not part.startswith("[^")
    return part.replace(r"\pL", _LETTER) if is_class else part


def _exact(pattern: str) -> str:
    first, last = pattern[0], pattern[-1]
    start = f"^{LEAD}" if first == "^" else r"(?:^|[^\pL\pN])" if first.isalnum() or first == "(" else ""
    end = f"{TRAIL}$" if _anchored_end(pattern) else r"(?:[^\pL\pN]|$)" if last.isalnum() or last in ")?+*}]" else ""
    return f"{start}({_core(pattern)}){end}"


class Scanner:
    """All phrases of a cleaner, compiled when the first text comes."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._phrases = sorted(set(phrases))

    @cached_property
    def _automata(self) -> tuple["re2._Regexp", ...]:
        """One pattern of the phrases that start a line, one of the others, and one of those others with gaps.

        A gap is such as `[^ ]+`, where anything may stand. Together the states of all three multiply until RE2 throws
        them away and starts anew: on news articles one pattern of all phrases ran at 2 MB/s, the three at 100 and more.
        """
        gates = {phrase.pattern: _gate(phrase.pattern) for phrase in self._phrases}
        at_start = {gate for gate in gates.values() if gate[0]}
        gaps = {gate for pattern, gate in gates.items() if _GAP.search(_uncounted(pattern))} - at_start
        loose = set(gates.values()) - at_start - gaps
        return tuple(_alternatives(some) for some in (at_start, loose, gaps) if some)

    @cached_property
    def _set(self) -> re2.Set:
        compiled = re2.Set.SearchSet(_options())
        for phrase in self._phrases:
            line_start, pattern = _gate(phrase.pattern)
            compiled.Add(f"(?m:^{LEAD}{pattern})" if line_start else f"(?m:{pattern})")
        compiled.Compile()
        return compiled

    def hits(self, document: Document) -> dict[str, tuple[Hit, ...]]:
        """All hits by rule id, in the order of the text."""
        if not self._phrases:
            return {}
        found: dict[str, list[Hit]] = {}
        for index in self._hit_lines(document):
            line = document.lines[index]
            for number in self._set.Match(utf8(line.text)) or ():
                phrase = self._phrases[number]
                span = _find(phrase.pattern, line.text)
                if span:
                    hit = Hit(index, line.start + span[0], line.start + span[1], phrase.role, phrase.pattern)
                    found.setdefault(phrase.rule, []).append(hit)
        return {rule: tuple(sorted(hits)) for rule, hits in found.items()}

    def _hit_lines(self, document: Document) -> list[int]:
        """Indexes of the lines that some phrase may hit."""
        lines = {index for automaton in self._automata for index in _lines_hit(automaton, document)}
        return sorted(index for index in lines if len(document.lines[index].text) <= LONGEST_LINE)


def _alternatives(gates: set[tuple[bool, str]]) -> "re2._Regexp":
    # Shared beginnings are written once: with `^` and its class in each phrase, the automaton warms up ten times
    # as slowly.
    loose = "|".join(sorted(pattern for line_start, pattern in gates if not line_start))
    at_start = "|".join(sorted(pattern for line_start, pattern in gates if line_start))
    parts = [part for part in (loose, at_start and f"^{LEAD}(?:{at_start})") if part]
    return re2.compile(f"(?m:{'|'.join(parts)})", _options())


def _lines_hit(automaton: "re2._Regexp", document: Document) -> Iterator[int]:
    data, position, counted, characters = document.data, 0, 0, 0
    while found := automaton.search(data, position):
        characters += len(data[counted : found.end()].decode())
        counted = found.end()
        yield document.line_at(characters - 1)
        position = data.find(b"\n", found.end())
        if position < 0:
            return


@cache
def _matcher(pattern: str) -> "re2._Regexp":
    return re2.compile(_exact(pattern), _options())


def _find(pattern: str, line: str) -> tuple[int, int] | None:
    found = _matcher(pattern).search(utf8(line).decode())
    return found.span(1) if found else None
