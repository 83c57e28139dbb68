"""Sentences that go out of a paragraph: where the sentence of a phrase starts and ends."""

from cleantext.core.document import Document, Hit
from cleantext.core.lazy import lazy
from cleantext.core.prose import CLOSING, TERMINAL, ends_sentence

LONGEST_SENTENCE = 220  # code points; a longer one has more to say than its call
_BREAK = lazy(rf"{TERMINAL}{CLOSING}*(?=\s+[^\p{{Ll}}\s])")
_SIGNS = "([{*_•>»-–—→👉📲 \t\N{NO-BREAK SPACE}"  # may stand between a sentence and a call behind it


def sentence_of(document: Document, hit: Hit) -> tuple[int, int] | None:
    """The span of the sentence that starts with a hit; None where the hit stands inside of one, or it is long."""
    line = document.lines[hit.line]
    before = document.text[line.start : hit.start].rstrip(_SIGNS)
    if before and not ends_sentence(before):
        return None
    found = _BREAK.search(document.text, hit.end, line.end)
    start, end = line.start + len(before), found.end() if found else line.end
    return (start, end) if end - start <= LONGEST_SENTENCE else None
