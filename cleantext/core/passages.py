"""Sentences that are removed from a paragraph: the start and the end of the sentence of a phrase."""

from cleantext.core.document import Document, Hit
from cleantext.core.lazy import lazy
from cleantext.core.prose import ends_sentence, sentence_end, sentences

LONGEST_SENTENCE = 220  # code points; a longer sentence says more than the phrase
_SEEN = lazy(r"[^\s\p{C}]")  # a passage without such a sign consists of blanks, controls and marks of direction
_CONTEXT = 240  # code points on either side of a passage in which its sentence is searched
_SIGNS = "([{*_•>»-–—→👉📲 \t\N{NO-BREAK SPACE}"  # may stand between a sentence and a call behind it


def around(source: str, start: int, end: int) -> str | None:
    """Return the original sentence of a removed passage; None for whole lines and invisible characters.

    It has at most `_CONTEXT` code points on either side; a sign marks where the sentence is cut.
    """
    passage = source[start:end].strip()
    if not _SEEN.search(passage):
        return None
    start = source.find(passage, start)
    passage = passage.partition("\n")[0].rstrip()
    end = start + len(passage)
    before = source[max(0, start - _CONTEXT) : start].rpartition("\n")[2]
    behind = source[end : end + _CONTEXT].partition("\n")[0]
    if not (before.strip() or behind.strip()):
        return None
    breaks = [at for _, at in sentences(before.rstrip())[:-1]]
    opening = before[breaks[-1] :].lstrip() if breaks else before
    closing = "" if ends_sentence(passage) and before.strip() else behind
    stop = sentence_end(closing)
    cut = "…" if not breaks and len(before) == _CONTEXT else ""
    rest = "…" if stop is None and len(closing) == _CONTEXT else ""
    return f"{cut}{opening}{passage}{closing[:stop]}{rest}".strip()


def sentence_of(document: Document, hit: Hit) -> tuple[int, int] | None:
    """Return the span of the sentence that starts with a hit; None if the hit is inside one, or it is too long."""
    line = document.lines[hit.line]
    before = document.text[line.start : hit.start].rstrip(_SIGNS)
    if before and not ends_sentence(before):
        return None
    start, end = line.start + len(before), sentence_end(document.text, hit.end, line.end) or line.end
    return (start, end) if end - start <= LONGEST_SENTENCE else None
