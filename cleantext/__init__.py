"""Strip boilerplate from article text: a clean body, and a log that restores the source."""

from cleantext.api import Cleaner, clean, clean_html
from cleantext.core.document import Document, Hit, Line, Mark
from cleantext.core.edits import Edit, Removal, Result
from cleantext.core.errors import CleantextError, NotHtmlError, PackError, RuleError, SettingsError
from cleantext.core.rule import Cues, Rule

__all__ = [
    "Cleaner",
    "CleantextError",
    "Cues",
    "Document",
    "Edit",
    "Hit",
    "Line",
    "Mark",
    "NotHtmlError",
    "PackError",
    "Removal",
    "Result",
    "Rule",
    "RuleError",
    "SettingsError",
    "clean",
    "clean_html",
]
