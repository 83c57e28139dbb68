"""Why an edit was made, in words for people; patterns of phrases are hard to read."""

from collections.abc import Sequence

from cleantext.core.document import Hit
from cleantext.core.edits import Edit

# Code points of a phrase's hit that a reason quotes. Labels and prompts are shorter; a bio's first sentence may not be.
LONGEST_QUOTE = 80


def explain(edit: Edit, text: str, hits: Sequence[Hit]) -> tuple[str, str | None]:
    """The reason of an edit for people, and the pattern of the phrase that fired (None where none did).

    hits: those of the edit's rule in `text`. A rule gives the pattern as the reason; the hit with that pattern that the
    edit covers is quoted, or else, for what goes because of a line near it, the last one above it or the first one
    below.
    """
    found = [hit for hit in hits if hit.phrase == edit.reason]
    if not found:
        return edit.reason, None
    inside = next((hit for hit in found if edit.start <= hit.start and hit.end <= edit.end), None)
    if inside:
        return f"says “{_quoted(text, inside)}”", edit.reason
    above = [hit for hit in found if hit.start < edit.start]
    if above:
        return f"goes with “{_quoted(text, above[-1])}” above it", edit.reason
    return f"goes with “{_quoted(text, found[0])}” below it", edit.reason


def _quoted(text: str, hit: Hit) -> str:
    """The words that a phrase hit, in one line."""
    words = " ".join(text[hit.start : hit.end].split())
    return words if len(words) <= LONGEST_QUOTE else f"{words[: LONGEST_QUOTE - 1].rstrip()}…"
