"""The part behind the last sentence of a paragraph, such as a credit: "… in May. Source: Aller Courier", "… (dpa)".

Phrases of the role `end` describe such a part up to the end of its line. The part goes, and the paragraph stays. The
same holds if another phrase that removes lines hits a sentence behind prose, or the last sentences as if they were a
line (`closing`, see `endings.py`).
"""

from collections.abc import Iterable, Iterator

from cleantext.core.body import body
from cleantext.core.document import Document, Hit
from cleantext.core.edits import Edit
from cleantext.core.endings import LONGEST_PART, SHORTEST_BEFORE, SHORTEST_LEFT
from cleantext.core.prose import ends_sentence, is_prose, latin_length, sentences

_OPENING = "([{–—-*_|•/ \t\N{NO-BREAK SPACE}"  # signs between the last sentence and the part behind it
# Roles by which a line goes wherever it stands: "This article contains content of Instagram. We ask for your consent"
# goes with its first sentence.
_WHOLE = frozenset({"line", "sure"})


def closing_edits(document: Document, hits: Iterable[Hit]) -> Iterator[Edit]:
    """Yield the removals of parts that phrases find behind the article's last sentence."""
    for hit in hits:
        start = own_start(document, hit) if hit.role == "tail" else part_start(document, hit)
        end = document.lines[hit.line].end
        if start is not None and end - start <= LONGEST_PART and _closes(document, hit.line, start):
            yield Edit(start, end, "", hit.phrase)


def _closes(document: Document, index: int, start: int) -> bool:
    """Return whether the text before a place in a line ends the article."""
    article = document.table(body)
    line = document.lines[index]
    # If the part behind it does not end like a sentence, the only paragraph of a text is not counted as prose yet.
    return index >= article.last if article.exists else is_prose(line.text[: start - line.start])


def own_start(document: Document, hit: Hit) -> int | None:
    """Return where the sentence of a hit starts, if prose or a sentence of the article is before it; else None."""
    return sentence_start(document, hit, least=None if hit.role in _WHOLE else SHORTEST_BEFORE)


def sentence_start(document: Document, hit: Hit, least: int | None = None) -> int | None:
    """Return where the sentence of a hit starts, if it stands behind prose in its line; None otherwise.

    least: the fewest code points of prose before it, if they end in a sentence.
    """
    line = document.lines[hit.line]
    start, _ = sentences(line.text[: hit.start - line.start + 1])[-1]
    before = line.text[:start].rstrip()
    will_do = least is not None and len(before) >= least and ends_sentence(before)
    return line.start + len(before) if will_do or is_prose(before) else None


def opens_line(document: Document, hit: Hit) -> bool:
    """Return whether only signs stand before a hit in its line."""
    line = document.lines[hit.line]
    return not line.text[: hit.start - line.start].strip(_OPENING)


def part_start(document: Document, hit: Hit, signs: str | None = _OPENING) -> int | None:
    """Return the start of the part that holds a hit, right behind a sentence; None if no sentence ends before it.

    signs: the characters that may stand between the sentence and the hit; white space if None.
    """
    line = document.lines[hit.line]
    before = line.text[: hit.start - line.start].rstrip(signs)
    if latin_length(before) < SHORTEST_LEFT or not ends_sentence(before):
        return None
    return line.start + len(before)
