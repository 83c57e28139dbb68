"""Strip boilerplate from article text: a clean body, and a log that restores the source."""

from typing import TYPE_CHECKING

from cleantext.api import Cleaner, clean, clean_html
from cleantext.core.condition import Flag, Quality
from cleantext.core.document import Document, Hit, Line, Mark
from cleantext.core.edits import Edit, Removal, Result
from cleantext.core.errors import CleantextError, CleantextWarning, NotHtmlError, PackError, RuleError, SettingsError
from cleantext.core.rule import Cues, Rule
from cleantext.options import Options

if TYPE_CHECKING:
    __version__: str

__all__ = [
    "Cleaner",
    "CleantextError",
    "CleantextWarning",
    "Cues",
    "Document",
    "Edit",
    "Flag",
    "Hit",
    "Line",
    "Mark",
    "NotHtmlError",
    "Options",
    "PackError",
    "Quality",
    "Removal",
    "Result",
    "Rule",
    "RuleError",
    "SettingsError",
    "clean",
    "clean_html",
]


def __getattr__(name: str) -> str:
    if name == "__version__":
        from importlib.metadata import version  # 15 ms

        return version("cleantext-articles")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
