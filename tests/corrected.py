"""What `ocr_typo` does to a text, for its tests."""

from cleantext import Cleaner
from cleantext.core.document import Document
from cleantext.core.edits import Level
from cleantext.lexicons.unknown import (
    Word,
    unknown_words,
)


def corrections(text: str, level: Level = "safe") -> dict[str, str]:
    """Return the corrections, by the wrong word."""
    applied = (entry for entry in Cleaner(rules=["ocr_typo"], level=level)(text).removals if entry.status == "applied")
    return {entry.removed: entry.replacement for entry in applied}


def word_of(text: str, document: Document) -> Word:
    return next(word for word in unknown_words(document) if word.text == text)
