"""The reason of an edit in words: patterns of phrases are hard to read."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from cleantext.core.document import Hit
from cleantext.core.edits import Edit

# Code points of a phrase's match that a reason quotes. Labels and prompts are shorter; the first sentence of a bio may
# be longer.
LONGEST_QUOTE = 80


def by_phrase(hits: Iterable[Hit]) -> dict[str, list[Hit]]:
    """Return the hits of a rule by their phrase, in the order of the text."""
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.phrase, []).append(hit)
    return found


def explain(edit: Edit, text: str, hits: Mapping[str, Sequence[Hit]]) -> tuple[str, str | None]:
    """Return the reason of an edit in words, and the pattern of the phrase that matched (None if none did).

    hits: those of the edit's rule in `text`, see `by_phrase`. A rule gives the pattern as the reason. The words quoted
    are the hit of that pattern inside the edit; if the edit depends on a line near it, the last hit above or the first
    below.
    """
    found = hits.get(edit.reason)
    if not found:
        return edit.reason, None
    at = bisect_left(found, edit.start, key=lambda hit: hit.start)  # a rule may have as many edits as hits
    if at < len(found) and found[at].end <= edit.end:
        return f"says “{_quoted(text, found[at])}”", edit.reason
    if at:
        return f"goes with “{_quoted(text, found[at - 1])}” above it", edit.reason
    return f"goes with “{_quoted(text, found[0])}” below it", edit.reason


def _quoted(text: str, hit: Hit) -> str:
    """Return the words that a phrase matched, in one line."""
    words = " ".join(text[hit.start : hit.end].split())
    return words if len(words) <= LONGEST_QUOTE else f"{words[: LONGEST_QUOTE - 1].rstrip()}…"
