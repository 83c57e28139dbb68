"""Patterns that are compiled at their first use: most texts need few, and compiling all takes 60 ms."""

from functools import lru_cache
from sys import maxsize
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import regex


class _Lazy:
    """A pattern that is compiled when a method is first called."""

    def __init__(self, pattern: str, flags: int, lists: "dict[str, Any]") -> None:
        self._pattern, self._flags, self._lists = pattern, flags, lists

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # pickling and copying ask for these
            raise AttributeError(name)
        import regex  # 20 ms

        compiled = regex.compile(self._pattern, self._flags, **self._lists)
        methods = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "pattern")
        self.__dict__.update((method, getattr(compiled, method)) for method in methods)
        return getattr(compiled, name)


class _LazyWords(_Lazy):
    """A matcher of any of some words; it compiles all of them only after many searches.

    Compiling all lists of words takes 30 ms. Before that, it compiles only the words whose first part occurs in the
    text.
    """

    def __init__(self, words: "Sequence[str]") -> None:
        super().__init__(_ANY_WORD, 0, {"words": words})
        self._searches = 0
        self._by_first = by_first_part(words)

    def search(self, string: str, pos: int = 0, endpos: int = maxsize) -> "regex.Match[str] | None":
        """Search as a pattern does."""
        return self._found("search", string, pos, endpos)

    def match(self, string: str, pos: int = 0, endpos: int = maxsize) -> "regex.Match[str] | None":
        """Match as a pattern does."""
        return self._found("match", string, pos, endpos)

    def fullmatch(self, string: str, pos: int = 0, endpos: int = maxsize) -> "regex.Match[str] | None":
        """Match as a pattern does."""
        return self._found("fullmatch", string, pos, endpos)

    def finditer(self, string: str, pos: int = 0, endpos: int = maxsize) -> "Iterator[regex.Match[str]]":
        """Find all matches as a pattern does."""
        pattern = self._needed("finditer", string[pos:endpos])
        return pattern.finditer(string, pos, endpos) if pattern else iter(())

    def _found(self, method: str, string: str, pos: int, endpos: int) -> "regex.Match[str] | None":
        pattern = self._needed(method, string[pos:endpos])
        found: regex.Match[str] | None = getattr(pattern, method)(string, pos, endpos) if pattern else None
        return found

    def _needed(self, method: str, text: str) -> "regex.Pattern[str] | None":
        """Return a pattern of the words that a text may contain; None if there are none."""
        self._searches += 1
        if self._searches > _MOST_SEARCHES:
            self.__getattr__(method)  # from here on, the methods are those of the compiled pattern
            return cast("regex.Pattern[str]", self)
        firsts = self._by_first.keys() & {"", *parts(text)}
        words = tuple(word for first in sorted(firsts) for word in self._by_first[first])
        return _few_words(words) if words else None


@lru_cache(maxsize=64)
def _few_words(words: "tuple[str, ...]") -> "regex.Pattern[str]":
    return lazy(_ANY_WORD, words=words)


def by_first_part(words: "Iterable[str]") -> "dict[str, list[str]]":
    """Return words by their first part; those without a part under an empty string."""
    by_part: dict[str, list[str]] = {}
    for word in words:
        # Nearly all words are one part: `isalpha` takes a tenth of the time.
        first = folded(word) if word.isalpha() else next(iter(parts(word)), "")
        by_part.setdefault(first, []).append(word)
    return by_part


def parts(text: str) -> "list[str]":
    """Return the runs of letters, digits and marks of a text, case-folded."""
    return [*map(folded, _PART.findall(text))]


def folded(part: str) -> str:
    """Return a text with its letters in one case, as `(?i)` compares them."""
    # `regex` takes the Turkish letters for another case of i.
    return part.lower() if part.isascii() else part.replace("İ", "i").replace("ı", "i").casefold()


def any_word(words: "Iterable[str]") -> "regex.Pattern[str]":
    """Return a pattern that finds any of some words, whatever their case."""
    return _any_word(tuple(words))


# Compiling a list of a hundred words takes longer than cleaning an article.
@lru_cache(maxsize=128)  # a dozen lists for each of the languages that occur together
def _any_word(words: "tuple[str, ...]") -> "regex.Pattern[str]":
    return cast("regex.Pattern[str]", _LazyWords(words))


def lazy(pattern: str, flags: int = 0, **lists: "Sequence[str]") -> "regex.Pattern[str]":
    r"""Return a `regex` pattern, compiled at its first use. Raises `regex.error` only then.

    lists: the words for `\L<name>`, by name.
    """
    return cast("regex.Pattern[str]", _Lazy(pattern, flags, lists))


_PART = lazy(r"\w+")
_ANY_WORD = r"(?i)\b(?:\L<words>)\b"
_MOST_SEARCHES = 200  # for lists of few words: the searches of two or three texts
