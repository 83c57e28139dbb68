"""A pack as JSON, in the form of the package build: definitions are written out, and nothing is left to check.

The file holds phrases by rule and role, each with its prefilter, and words. Examples are for who writes packs, and stay
in the packs.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from cleantext.core.packs import Pack
from cleantext.core.phrase import Phrase
from cleantext.core.prefilter import Prefilter


def dump(pack: Pack) -> dict[str, object]:
    """Return the content of the file for a pack without sites."""
    phrases = defaultdict[str, dict[str, list[tuple[object, ...]]]](dict)
    for phrase in pack.phrases:
        phrases[phrase.rule].setdefault(phrase.role, []).append((phrase.pattern, *phrase.prefilter))
    return {"language": pack.language, "phrases": phrases, "words": pack.words}


def load(name: str, content: Mapping[str, Any]) -> Pack:
    """Return the pack that was dumped."""
    return Pack(
        name,
        content["language"],
        tuple(
            Phrase(rule, role, pattern, Prefilter(tuple(heads), tuple(strings), loose, tuple(others), longest))
            for rule, roles in content["phrases"].items()
            for role, entries in roles.items()
            for pattern, heads, strings, loose, others, longest in entries
        ),
        content["words"],
        (),
    )
