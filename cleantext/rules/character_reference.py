"""Character references of HTML that stand in plain text: "isn&#8217;t", "Smith &amp; Daughters", "Harriet&rsquo;s".

A system that escapes a text twice, or strips tags without decoding, leaves them. Decoded are numbers and the names of
HTML 4 with their semicolon, also if the ampersand itself is escaped ("&amp;#8217;"). A no-break space becomes a blank;
a character without width goes. "&lt;" and "&gt;" become signs only before a number or a blank, as in "p &lt; 0.05":
elsewhere they may begin a tag that a text shows, or that a browser would read. Reported: references in a text about
HTML, programs or encodings, or with tags, and one that a text mentions ("type &nbsp; twice"). Kept: those in addresses
and code, and one in quotation marks by itself. Missed on purpose: references without a semicolon, and line breaks
("&#10;").
"""

from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from cleantext.core.document import Document
from cleantext.core.edits import Edit, Level
from cleantext.core.lazy import lazy
from cleantext.core.rule import Cues, Rule
from cleantext.core.scan import lines_with
from cleantext.lexicons.subjects import speaks_of_encodings, speaks_of_markup

if TYPE_CHECKING:
    import regex

_AMPERSAND = r"&(?:(?:amp|#0?38|#x26);){0,4}"
_BODY = r"(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,8}\d{0,2});"
_REFERENCE = _AMPERSAND + _BODY
_FOUND = lazy(rf"{_AMPERSAND}(?P<body>{_BODY})")
_CODE = lazy(r"[{}`\\]|=[\"']|\w\(\)|&&")
_ADDRESS = lazy(r"(?i)(?:://|www\.|\w\.\w+/)\S*$")
_LONGEST_ADDRESS = 200  # code points before a reference that are examined
_MENTION = lazy(r"(?i)\b(?:typ(?:e|es|ed|ing)|writ(?:e|es|ing)|inserts?|symbols?|entit(?:y|ies)|codes?|references?) ?$")
_CONTEXT = 12  # code points before a reference
_QUOTES = frozenset("\"'“”‘’„«»`()[]")
_COMPARED = lazy(r" ?\p{N}| (?=\S)")  # what follows a sign of comparison
# Names of HTML 4 that are English words or shown by mathematicians only: "R&and;D".
_OTHER_NAMES = frozenset("and or not sub sup cap cup int sum part exist empty image real lang rang ang ni".split())
_NO_WIDTH = frozenset("\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}")


def propose(document: Document, _: Cues) -> Iterator[Edit]:
    """Yield edits that decode the references; reports in a text that may show them."""
    is_shown = speaks_of_markup(document) or speaks_of_encodings(document)
    level: Level = "report" if is_shown else "safe"
    for index in lines_with(_REFERENCE, document):
        line = document.line(index)
        if _CODE.search(line.text):
            continue
        for found in _FOUND.finditer(line.text):
            meant = _decoded(found)
            if meant is not None and not _is_kept(found, line.text):
                is_mentioned = _MENTION.search(line.text, max(0, found.start() - _CONTEXT), found.start()) is not None
                reason = f"a character reference: {found[0]!r}"
                yield Edit(
                    line.start + found.start(),
                    line.start + found.end(),
                    meant,
                    reason,
                    "report" if is_mentioned else level,
                )


@cache
def _names() -> frozenset[str]:
    """Return the names of characters that prose has."""
    from html.entities import name2codepoint

    return frozenset({*name2codepoint, "apos"} - _OTHER_NAMES)


def _decoded(found: "regex.Match[str]") -> str | None:
    """Return the character of a reference; None if it is none of prose."""
    body = found["body"]
    if body[0] != "#" and body[:-1] not in _names():
        return None
    character = unescape(f"&{body}")
    if character in _NO_WIDTH:
        return ""
    if character.isspace():
        return None if character in "\n\r\v\f\x85\u2028\u2029" else " "
    return character if character.isprintable() else None


def _is_kept(found: "regex.Match[str]", text: str) -> bool:
    """Return whether a reference stands in an address, in quotation marks by itself, or begins or ends a tag."""
    start, end = found.span()
    if _ADDRESS.search(text[max(0, start - _LONGEST_ADDRESS) : start]):
        return True
    if found["body"] in ("lt;", "gt;", "#60;", "#62;", "#060;", "#062;", "#x3C;", "#x3E;", "#x3c;", "#x3e;"):
        return text[start - 1 : start] not in ("", " ", "(") or _COMPARED.match(text, end) is None
    before, behind = text[start - 1 : start], text[end : end + 1]
    return before in _QUOTES and behind in _QUOTES and bool(before and behind)


RULE = Rule(
    id="character_reference",
    version=1,
    stage="repair",
    category="repair",
    level="safe",
    waiver="It changes characters, not lines; all that labelled texts have were read, all right.",
    doc=__doc__,
    propose=propose,
    requires=_REFERENCE,
    removes=(
        "The Berg ⟦&amp;→&⟧ Daughters foundry isn⟦&#8217;→’⟧t big. ⟦&ldquo;→“⟧We like it,⟦&rdquo;→”⟧ said Mrs Berg.",
        "It doesn⟦&amp;#8217;→’⟧t ring at noon⟦&nbsp;→ ⟧– the caf⟦&#xe9;→é⟧ asked for that, and paid ⟦&euro;→€⟧5.",
        "The share fell (p ⟦&lt;→<⟧ 0.05), and those with ⟦&gt;→>⟧40 hours slept less, the authors write.",
    ),
    keeps=(
        "Write &amp;eacute; if you must: in HTML it is the name of a letter, and isn&#8217;t is a word with a quote.",
        "The list is at example.org/find?a=1&amp;b=2 and at https://example.org/?x&lt=5&copy;=7 for all to see.",
        'A sign that reads "&amp;" hung over the door, and R&D; as they call it, paid AT&T; for the lines.',
        "The tag &lt;b&gt; makes letters bold, and it&#8217;s closed by the same with a stroke.",
        'if (a &amp;&amp; b) { return "&nbsp;"; }',
    ),
)
