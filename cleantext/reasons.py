"""Reasons as people read them: of a phrase the words that it hit, since patterns are hard to read."""

from cleantext import shipped
from cleantext.core.edits import Removal
from cleantext.core.scan import find


def reason(entry: Removal) -> str:
    """Why an entry was made: for a phrase of a shipped pack the words that it hit, “…”; any other reason as it is."""
    if entry.reason not in shipped.patterns():
        return entry.reason
    lines = (line.strip() for line in entry.removed.split("\n"))
    found = next(((line, span) for line in lines if (span := find(entry.reason, line))), None)
    return f"says “{found[0][slice(*found[1])]}”" if found else entry.reason
