"""Control and zero-width characters, foreign line ends, trailing blanks, surplus blank lines.

Extractors and feeds leave carriage returns, form feeds, Unicode line separators, zero-width spaces, byte order marks,
soft hyphens and runs of blank lines. Line ends become line feeds, at most one blank line stays between two paragraphs,
none at the start of the text. Kept: indentation, no-break spaces inside a line, joiners and direction marks (they carry
meaning in Indic, Persian, Arabic and Hebrew text and in emoji), and the zero-width space in scripts that separate words
by it. Marks of text from left to right go if their line has no letter and no mark of the other direction. U+0085 is a
line end in texts whose lines end with it; between words it is the ellipsis of code page 1252, and becomes one.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.lazy import lazy
from cleantext.core.rule import Cues, Rule

if TYPE_CHECKING:
    import regex

# U+0085 as an ellipsis: "wait\x85 and", "wait \x85 and", "wait\x85\n". As a line end it stands behind a full stop or a
# blank line somewhere in the text, or right before a capital.
_ELLIPSIS = r"(?<=[\p{L}\p{N},'’\"”»)])\x85(?=[ \n\p{Ll}\"”’»)?!,]|$)|(?<=[\p{L}\p{N},] )\x85(?= \p{Ll})"
_ELLIPSES = lazy(_ELLIPSIS)
_LINE_END = lazy(r"(?:^|[\s.!?:;\x85])\x85(?<![\p{L}\p{N},] \x85(?= \p{Ll}))|\x85\p{Lu}")
# A soft hyphen at a line's end, with the rest of the word, text attached to it, and the blank behind.
_SOFT_BREAK = lazy(r"(?<=\p{L})\N{SOFT HYPHEN}[ \t]*(?:\r\n|[\n\r])[ \t]*(\p{L}\S{0,80})([ ]?)")
_BREAK = lazy(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BREAK_WITH_ELLIPSES = lazy(rf"(?!(?:{_ELLIPSIS}))(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])")
_CONTROL = r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\N{SOFT HYPHEN}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
_SPACED = r"\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"  # scripts that mark word ends with a zero-width space
_INVISIBLE = lazy(
    rf"[{_CONTROL}]+|(?<![{_SPACED}])\N{{ZERO WIDTH SPACE}}+(?![{_SPACED}\N{{ZERO WIDTH SPACE}}])",
)
# They mark text from left to right, the direction of any line without letters or marks of the other one.
_LEFT_TO_RIGHT = r"\N{LEFT-TO-RIGHT MARK}\N{LEFT-TO-RIGHT EMBEDDING}\N{POP DIRECTIONAL FORMATTING}"
_INVISIBLE_IN_LATIN = lazy(
    rf"[{_CONTROL}{_LEFT_TO_RIGHT}]+|(?<![{_SPACED}])\N{{ZERO WIDTH SPACE}}+(?![{_SPACED}\N{{ZERO WIDTH SPACE}}])",
)
_DIRECTION = lazy(rf"[{_LEFT_TO_RIGHT}]")
_OTHER_DIRECTION = lazy(r"[\p{bc=R}\p{bc=AL}\p{bc=AN}\u200f\u202b\u202d\u202e\u2066-\u2069]")
_TRAILING = "\t \N{NO-BREAK SPACE}\N{OGHAM SPACE MARK}\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
_TRAILING += "\u200a\N{NARROW NO-BREAK SPACE}\N{MEDIUM MATHEMATICAL SPACE}\N{IDEOGRAPHIC SPACE}"

_DAMAGE = (
    r"[\x00-\x08\x0b-\x1f\x7f-\x{9f}\x{ad}\x{200b}\x{200e}\x{2028}-\x{202a}\x{202c}\x{2060}\x{feff}]"
    r"|[\t \x{a0}\x{1680}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}](?:\n|\z)"
    r"|\n\n\n|\A\n|\n\n\z"
)


def propose(document: Document, _: Cues) -> Iterator[Edit]:
    """Yield edits for the gaps between lines, and for invisible characters inside them."""
    gap, breaks = 0, 0
    has_ellipses = "\x85" in document.text and _LINE_END.search(document.text) is None
    if has_ellipses:
        for found in _ELLIPSES.finditer(document.text):
            yield Edit(found.start(), found.end(), "…", "ellipsis of code page 1252")
    if "\N{SOFT HYPHEN}" in document.text:
        for found in _SOFT_BREAK.finditer(document.text):
            line_end = "\n" if found[2] else ""
            yield Edit(found.start(), found.end(), found[1] + line_end, "soft hyphen at the line's end")
    for start, end, behind in _raw_lines(document.text, _BREAK_WITH_ELLIPSES if has_ellipses else _BREAK):
        content = document.text[start:end].rstrip(_TRAILING)
        seen = content if content.isprintable() else _invisible_in(content).sub("", content)
        if seen.strip(_TRAILING):
            yield from _gap(document.text, gap, start, "\n" * min(breaks, 2) if gap else "")
            if seen != content:
                yield from _invisible(content, start)
            gap, breaks = start + len(content), 0
        breaks += behind > end
    yield from _gap(document.text, gap, len(document.text), "\n" * min(breaks, 1) if gap else "")


def _raw_lines(text: str, line_break: "regex.Pattern[str]") -> Iterator[tuple[int, int, int]]:
    """Yield start and end of each line, and the end of its line break."""
    start = 0
    for found in line_break.finditer(text):
        yield start, found.start(), found.end()
        start = found.end()
    yield start, len(text), len(text)


def _gap(text: str, start: int, end: int, wanted: str) -> Iterator[Edit]:
    gap = text[start:end]
    if gap != wanted:
        same = min(len(wanted), len(gap) - len(gap.lstrip("\n")))  # line feeds that stay
        yield Edit(start + same, end, wanted[same:], "line break" if gap.strip(_TRAILING) == gap else "trailing blanks")


def _invisible_in(content: str) -> "regex.Pattern[str]":
    """Return a pattern for the invisible characters of a line; marks of direction if the line has only one."""
    is_plain = not _DIRECTION.search(content) or _OTHER_DIRECTION.search(content) is not None
    return _INVISIBLE if is_plain else _INVISIBLE_IN_LATIN


def _invisible(content: str, start: int) -> Iterator[Edit]:
    for found in _invisible_in(content).finditer(content):
        code = f"U+{ord(found[0][0]):04X}"
        yield Edit(start + found.start(), start + found.end(), "", f"invisible character {code}")


RULE = Rule(
    id="whitespace",
    version=4,
    stage="repair",
    category="repair",
    level="safe",
    waiver="It changes blanks and characters that nobody sees, and no words; labelled sets do not cover it.",
    doc=__doc__,
    propose=propose,
    requires=_DAMAGE,
    removes=(
        "The council met on Monday.⟦\r\n→\n⟧It adjourned.",
        "The coun⟦\N{SOFT HYPHEN}⟧cil⟦\N{ZERO WIDTH SPACE}⟧ met on Monday.",
        "The trea⟦\N{SOFT HYPHEN}\nsurer →surer\n⟧of the harbour was not there.",
        "She said she would wait ⟦\x85→…⟧ and wait, and then she left.",
        "The fund moved ⟦\N{LEFT-TO-RIGHT MARK}⟧40⟦\N{LEFT-TO-RIGHT MARK}⟧ million crowns to the bank.",
        "She said she would wait⟦\x85→…⟧ and then she left.",
        "The council met.⟦\x85→\n⟧Nobody voted⟦\x85→\n⟧on that day.",
        "The council met.⟦\N{LINE SEPARATOR}→\n⟧It adjourned.⟦   ⟧\nNobody voted.",
    ),
    keeps=(
        "  • a bullet that is set in\n\n  • another",
        "About 20\N{NO-BREAK SPACE}% of voters\tstayed away.",
        "The word שלום\N{LEFT-TO-RIGHT MARK} (40) stands in the title of the book.",
        "\N{KHMER LETTER KA}\N{ZERO WIDTH SPACE}\N{KHMER LETTER KHA}",
    ),
)
