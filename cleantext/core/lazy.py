"""Patterns that are compiled when they are first used: most texts need few of them, and compiling all takes 60 ms."""

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

    import regex


class _Lazy:
    """A pattern that is compiled when a method is first called."""

    def __init__(self, pattern: str, flags: int, lists: "dict[str, Any]") -> None:
        self._pattern, self._flags, self._lists = pattern, flags, lists

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what pickling and copying ask for
            raise AttributeError(name)
        import regex  # 20 ms

        compiled = regex.compile(self._pattern, self._flags, **self._lists)
        methods = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "pattern")
        self.__dict__.update((method, getattr(compiled, method)) for method in methods)
        return getattr(compiled, name)


def lazy(pattern: str, flags: int = 0, **lists: "Sequence[str]") -> "regex.Pattern[str]":
    r"""A `regex` pattern, compiled when it is first used. Raises `regex.error` only then.

    lists: the words that `\L<name>` stands for, by name.
    """
    return cast("regex.Pattern[str]", _Lazy(pattern, flags, lists))
