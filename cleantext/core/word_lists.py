"""The words of packs, by the languages of a text, as its phrases are.

The words of one language are common ones of another: French "hier" (yesterday) is German "here", Romanian "mi" is
"we" in Croatian.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from cleantext.core.document import Document
from cleantext.core.packs import SHARED, Words
from cleantext.core.rule import Rule
from cleantext.core.scanners import EVERYWHERE, Detect

# The combinations of languages whose words stay in memory: 1,300 texts of the web had 63.
_MOST_MERGED = 64


class WordLists:
    """The words of packs by rule and role; a text has those of its own languages and of no language."""

    def __init__(self, words: Iterable[tuple[str, Words]], rules: Iterable[Rule], detect: Detect) -> None:
        """Store tables of words, each with its language or EVERYWHERE; `detect` finds a document's languages."""
        self._by_code: dict[str, list[Words]] = {}
        for code, table in words:
            self._by_code.setdefault(code, []).append(table)
        self._roles = {rule.id: tuple(rule.words) for rule in rules if rule.words}
        self._detect = detect
        self._merged = lru_cache(_MOST_MERGED)(self._merge)

    def of(self, document: Document, rule: str) -> Mapping[str, Mapping[str, str]]:
        """Return the words of a rule by role, in the languages of a document."""
        if rule not in self._roles:
            return {}
        known = self._by_code.keys()
        wanted = document.table(self._detect) if known - {EVERYWHERE} else frozenset[str]()
        return self._merged(frozenset((wanted | {EVERYWHERE}) & known)).get(rule, {})

    def _merge(self, codes: frozenset[str]) -> Words:
        merged: dict[str, dict[str, dict[str, str]]] = {}
        in_order = sorted(codes, key=lambda code: (code == EVERYWHERE, code))  # the user's words come last, and count
        for table in (table for code in in_order for table in self._by_code[code]):
            for rule, roles in self._roles.items():
                for role in roles:
                    for words in (table.get(SHARED, {}).get(role), table.get(rule, {}).get(role)):
                        if words:
                            merged.setdefault(rule, {}).setdefault(role, {}).update(words)
        return merged
