"""What the wrappers write beside a cleaned text: the removals, or why the text was left as it was.

Vector stores and column formats take flat metadata only, so both are strings: the removals are a JSON array of
the entries of `Result.to_dict()`. `restored` reads them back.
"""

import json
from collections.abc import Mapping, MutableMapping
from typing import Any

from cleantext.api import Cleaner
from cleantext.bulk.record import ERROR, REMOVALS
from cleantext.core.edits import Removal, restore
from cleantext.core.errors import CleantextError


def cleaned(cleaner: Cleaner, text: str, notes: MutableMapping[str, Any]) -> str:
    """The clean text; its removals, or why it comes back as it is, go into `notes`."""
    try:
        result = cleaner(text)
    except (CleantextError, TypeError) as error:
        notes[ERROR] = str(error)
        return text
    notes[REMOVALS] = json.dumps([entry._asdict() for entry in result.removals])
    return result.text


def restored(text: str, notes: Mapping[str, Any]) -> str:
    """The source of a text that `cleaned` gave, from what it wrote into `notes`."""
    return restore(text, [Removal(**entry) for entry in json.loads(notes.get(REMOVALS, "[]"))])
