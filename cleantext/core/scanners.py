"""One scanner for each language: a text is scanned for phrases of its own languages and of no language.

With the phrases of all languages in one scan, English text is scanned for words that it cannot contain: 5,000 phrases
made it a quarter slower, and with 14,000 the first text took more than a second.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from cleantext.core.document import Document, Hit
from cleantext.core.phrase import Phrase
from cleantext.core.scan import Scanner
from cleantext.core.word_index import WordIndex

# Sites print English labels around articles in every language ("Share this", "Powered by …").
EVERYWHERE = "en"
# The prefix of the name of a site, whose phrases are searched for on its pages alone.
SITE = "@"

Detect = Callable[[Document], frozenset[str]]


class Scanners:
    """The phrases of a cleaner by language and site; a scanner is built for the first text of its language."""

    def __init__(self, phrases: Mapping[str, Callable[[], Iterable[Phrase]]], detect: Detect) -> None:
        """Store the function that reads the phrases of a language, and `detect`, which finds a document's languages."""
        self._phrases = phrases
        self._detect = detect
        self._built: dict[str, Scanner] = {}
        # Languages share an index of words, apart from `EVERYWHERE`: most texts are searched for its phrases alone.
        self._words = WordIndex(self._codes)

    @cached_property
    def _needs_detection(self) -> bool:
        return any(code != EVERYWHERE and not code.startswith(SITE) for code in self._phrases)

    def hits(self, document: Document, before: Document | None = None) -> dict[str, tuple[Hit, ...]]:
        """Return all hits by rule id, in the order of the text.

        before: a document that was scanned already; its lines without hits are not scanned again. The hits of a line
        depend on the line and on the languages, so `before` counts only if these are the same.
        """
        codes = self._codes(document)
        if before is not None and self._codes(before) != codes:
            before = None
        # All are built before the first one searches: what they share knows the strings of all of them then.
        scanners = [*map(self._scanner, codes)]
        found = [scanner.hits(document, before=before) for scanner in scanners]
        if len(found) == 1:
            return found[0]
        rules = {rule for hits in found for rule in hits}
        return {rule: tuple(sorted({hit for hits in found for hit in hits.get(rule, ())})) for rule in rules}

    def compile(self) -> None:
        """Compile everything that is otherwise compiled at the first use. Raises `re2.error` if that fails."""
        for code in self._phrases:
            self._scanner(code).compile()

    def _codes(self, document: Document) -> list[str]:
        wanted = document.table(self._detect) if self._needs_detection else frozenset[str]()
        site = document.article.site_file
        own = {f"{SITE}{site.name}"} if site else set[str]()
        return sorted((wanted | {EVERYWHERE} | own) & self._phrases.keys())

    def _scanner(self, code: str) -> Scanner:
        # Two threads may build the same scanner at once; both are equal, and the later one stays.
        if code not in self._built:
            is_alone = code == EVERYWHERE or code.startswith(SITE)
            self._built[code] = Scanner(tuple(self._phrases[code]()), None if is_alone else self._words, code)
        return self._built[code]
