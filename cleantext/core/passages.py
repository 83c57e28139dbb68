"""Sentences that go out of a paragraph: where the sentence of a phrase starts and ends."""

from cleantext.core.document import Document, Hit
from cleantext.core.prose import ends_sentence, sentence_end

LONGEST_SENTENCE = 220  # code points; a longer one has more to say than its call
_SIGNS = "([{*_•>»-–—→👉📲 \t\N{NO-BREAK SPACE}"  # may stand between a sentence and a call behind it


def sentence_of(document: Document, hit: Hit) -> tuple[int, int] | None:
    """The span of the sentence that starts with a hit; None where the hit stands inside of one, or it is long."""
    line = document.lines[hit.line]
    before = document.text[line.start : hit.start].rstrip(_SIGNS)
    if before and not ends_sentence(before):
        return None
    start, end = line.start + len(before), sentence_end(document.text, hit.end, line.end) or line.end
    return (start, end) if end - start <= LONGEST_SENTENCE else None
