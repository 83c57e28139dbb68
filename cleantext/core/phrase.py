"""A phrase of a pack, and the check of a phrase: it and its prefilter must compile within bounds."""

import re
from functools import cache
from typing import NamedTuple

import re2

from cleantext.core.pattern import PART, ends_line, spell, spelled_out
from cleantext.core.prefilter import SIGNS, Prefilter
from cleantext.core.signs import LEAD, TRAIL

# With RE2's default of 8 MB, the cached states of 1,500 phrases outgrow the automaton, and RE2 falls back to a search a
# hundred times as slow (measured: 0.2 against 200 MB/s).
MEMORY = 64 << 20
# Bounds of a pack; the largest value of a shipped pack stands in brackets.
LONGEST = 2_000  # code points of a phrase, its definitions written out (1,076)
DEEPEST = 20  # nested brackets (4)
PHRASE_MEMORY = 2 << 20  # bytes in which RE2 must compile a phrase (between 1 and 2 MB; it takes 30 ms)

# Letters and digits.
_ASCII, _UNICODE = "A-Za-z0-9", r"\pL\pN"
# Characters of ASCII, and signs, quotation marks, dashes and currencies outside it.
_PLAIN = re.compile("[\0-\x7f\xa0-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\u2010-\u205e\u20a0-\u20bf\u2122]*")


class Phrase(NamedTuple):
    """A pattern of a pack."""

    rule: str
    role: str
    pattern: str
    prefilter: Prefilter
    site: str | None = None  # the registered domain that it applies to; None for all texts


class Checked(NamedTuple):
    """The result of the check of a pattern."""

    problem: str  # the fault and the remedy; "" if there is none
    size: int = 0  # instructions that it and its prefilter compile to
    prefilter: Prefilter | None = None


@cache
def options(memory: int = MEMORY) -> re2.Options:
    """Return the options with which phrases are compiled."""
    made = re2.Options()
    made.case_sensitive = False
    made.log_errors = False
    made.max_mem = memory
    made.never_nl = True  # `[^.]` in a phrase means the rest of the line, not of the text
    return made


@cache
def check(pattern: str) -> Checked:
    """Check whether a pattern, its definitions written out, may be a phrase."""
    from cleantext.core.derive import derive  # 4 ms: the shipped phrases are checked already
    from cleantext.core.literals import as_pattern

    if len(pattern) > LONGEST:
        return Checked(f"has {len(pattern):,} characters, definitions written out; {LONGEST:,} are allowed: split it")
    if _depth(pattern) > DEEPEST:
        return Checked(f"has more than {DEEPEST} brackets inside each other; write it flat, or split it")
    if not pattern.strip("^$ "):
        return Checked("matches the empty string; make some part of it required")
    try:
        compiled = re2.compile(spelled_out(pattern), options(PHRASE_MEMORY))
    except (re2.error, UnicodeEncodeError) as error:
        return Checked(_refusal(error, pattern))
    if compiled.search(b""):
        return Checked("matches the empty string; make some part of it required")
    prefilter = derive(pattern)
    strings = map(as_pattern, prefilter.strings) if prefilter.keys else prefilter.strings
    patterns = [*map(spell, strings), prefilter.pattern]
    return Checked("", compiled.programsize + re2.compile("|".join(patterns), options()).programsize, prefilter)


def _depth(pattern: str) -> int:
    """Return a lower bound of the nesting depth of brackets; escaped ones count too."""
    deepest = depth = 0
    for character in pattern:
        depth += (character == "(") - (character == ")")
        deepest = max(deepest, depth)
    return deepest


def said(error: Exception) -> str:
    """Return RE2's message about a pattern that does not compile."""
    words = error.args[0] if error.args else error
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)


def _refusal(error: Exception, pattern: str) -> str:
    words = said(error)
    if "too large" in words:
        return (
            f"takes more than {PHRASE_MEMORY >> 20} MB when compiled; "
            r"repeat classes of letters fewer times, or write [a-z] for \pL"
        )
    kind, _, part = words.partition(": ")  # RE2 names a part of its input, in which blanks are written out
    reason = words if part in pattern else kind
    return f"does not compile ({reason}); a phrase is an RE2 pattern: escape . ? ( ) [ with a backslash"


def matcher(pattern: str, *, exact: bool, plain: bool = False) -> "re2._Regexp":
    r"""Return the compiled phrase, which matches in a line as group 1.

    exact: bounds of words, and signs at the ends of the line, follow Unicode, whose classes take a millisecond to
    compile. Otherwise they follow ASCII: all other characters count as signs, not as letters.
    plain: the line is one of `is_plain`, so letters are those of ASCII. With `\pL`, some phrases take
    10 ms and 10 MB to compile.
    """
    return _matcher(pattern, exact=exact, plain=plain and r"\pL" in pattern)


def is_plain(line: str) -> bool:
    """Return whether all letters of a line are letters of ASCII, and all its other characters common signs."""
    return line.isascii() or _PLAIN.fullmatch(line) is not None


def _in_ascii(found: "re.Match[str]") -> str:
    part = found[0]
    return "[A-Za-z]" if part == r"\pL" else part.replace(r"\pL", "A-Za-z") if part[0] == "[" else part


@cache
def _matcher(pattern: str, *, exact: bool, plain: bool) -> "re2._Regexp":
    lead, trail, word = (LEAD, TRAIL, _UNICODE) if exact else (SIGNS, SIGNS, _ASCII)
    first, last = pattern[0], pattern[-1]
    start = f"^{lead}" if first == "^" else f"(?:^|[^{word}])" if first.isalnum() or first == "(" else ""
    end = f"{trail}$" if ends_line(pattern) else f"(?:[^{word}]|$)" if last.isalnum() or last in ")?+*}]" else ""
    inner = PART.sub(_in_ascii, spelled_out(pattern)) if plain else spelled_out(pattern)
    return re2.compile(f"{start}({inner}){end}", options())
