"""The metadata that wrappers read beside a text, and the notes that they write beside the clean text.

They read title, URL, site and language from the fields that have these names by convention, or from those that options
name. They write the removals, or why the text was left as it was. Vector stores and column formats take flat metadata
only, so both are strings: the removals are a JSON array of the entries of `Result.to_dict()`. `restored` reads them
back.
"""

import json
from collections.abc import Mapping, MutableMapping
from typing import Any

from cleantext.api import Cleaner
from cleantext.bulk.record import ERROR, REMOVALS, Fields, clean_record, taken
from cleantext.core.edits import Removal, restore

# The names that frameworks use for the address of a page; the first field that holds an address counts. Loaders of
# LangChain and Haystack write `source` or `url`, readers of LlamaIndex `URL`.
_URLS = ("url", "source", "URL", "link", "source_url")
_SCHEMES = ("http://", "https://")


class Noting:
    """Clean one text after the other, each with its metadata.

    options: those of a `Cleaner`, and `title_field=`, `url_field=`, `site_field=`, `language_field=` for fields of
    other names; "" for none.
    """

    def __init__(self, options: Mapping[str, Any]) -> None:
        self.fields, rest = taken(options)
        self.cleaner = Cleaner(**rest)

    def __call__(self, text: str, known: Mapping[str, Any], notes: MutableMapping[str, Any]) -> str:
        """Return the clean text. `notes` receives its removals, or the reason why the text is unchanged."""
        outcome = clean_record(self.cleaner, self.fields, text, **facts(self.fields, known))
        if outcome.error:
            notes[ERROR] = outcome.error
            return text
        notes[REMOVALS] = json.dumps([entry._asdict() for entry in outcome.removals])
        return outcome.text or ""


def facts(fields: Fields, known: Mapping[str, Any]) -> dict[str, Any]:
    """Return title, URL, site and language of a text, from the fields of its metadata."""
    found = {name: known.get(field) for name, field in fields.facts._asdict().items() if field}
    if fields.url is None:
        found["url"] = next((value for name in _URLS if _is_address(value := known.get(name))), None)
    return found


def _is_address(value: object) -> bool:
    return isinstance(value, str) and value.startswith(_SCHEMES)


def restored(text: str, notes: Mapping[str, Any]) -> str:
    """Return the source of a text that `Noting` cleaned, from the `notes` that it wrote."""
    return restore(text, [Removal(**entry) for entry in json.loads(notes.get(REMOVALS, "[]"))])
