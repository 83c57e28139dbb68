"""The patterns that rules require in a text: one pass over a text that has none of them."""

import re
from collections.abc import Mapping
from functools import cache, cached_property

from cleantext.core.document import Document
from cleantext.core.pattern import PART
from cleantext.core.scan import searcher

# Classes of Unicode and larger ones, which RE2 compiles in a tenth of the time, and searches new text for ten times as
# fast.
_OUTSIDE_ASCII = r"\x{80}-\x{10FFFF}"
_LARGER = {
    r"\p{L}": f"A-Za-z{_OUTSIDE_ASCII}",
    r"\p{Lu}": f"A-Z{_OUTSIDE_ASCII}",
    r"\p{Ll}": f"a-z{_OUTSIDE_ASCII}",
    r"\p{N}": f"0-9{_OUTSIDE_ASCII}",
}
_IN_CLASS = re.compile("|".join(map(re.escape, _LARGER)))
# A pattern that matches any letters outside ASCII would be searched in vain in most languages.
_LETTERS = "\u0434" * 8


class RequiredPatterns:
    """The patterns that several rules require."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        """Store patterns by rule id, in the form of `searcher`."""
        self._patterns = patterns

    @cached_property
    def _any(self) -> str:
        any_of = "|".join(f"(?:{loose(pattern)})" for pattern in sorted(self._patterns.values()))
        return any_of or r"[^\x00-\x{10FFFF}]"

    def found(self, document: Document) -> frozenset[str]:
        """Return the ids of the rules whose pattern occurs."""
        if not searcher(self._any)(document.data):
            return frozenset()
        return frozenset(rule for rule, pattern in self._patterns.items() if _occurs(pattern, document.data))


def _occurs(pattern: str, data: bytes) -> bool:
    return searcher(loose(pattern))(data) and (loose(pattern) == pattern or searcher(pattern)(data))


@cache
def loose(pattern: str) -> str:
    """Return a pattern that occurs wherever another one does, rarely elsewhere, and compiles fast.

    Raises `re2.error` for a pattern that does not compile.
    """
    found = PART.sub(_larger, pattern)
    return pattern if searcher(found)(_LETTERS) else found


def _larger(found: "re.Match[str]") -> str:
    part = found[0]
    if part in _LARGER:
        return f"[{_LARGER[part]}]"
    is_class = part.startswith("[") and not part.startswith("[^")
    return _IN_CLASS.sub(lambda inner: _LARGER[inner[0]], part) if is_class else part
