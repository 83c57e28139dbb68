"""The errors of cleantext. Each message names the input, the key or the rule, and the remedy."""

from collections.abc import Iterable, Sequence


class CleantextError(Exception):
    """The base of all errors that cleantext raises on purpose."""


class CleantextWarning(UserWarning):
    """A warning: an option does nothing."""


class SettingsError(CleantextError, ValueError):
    """An option, a level or a rule id that does not exist or does not fit."""


class PackError(SettingsError):
    """A phrase pack that cannot be used; the message names file and key."""


class RuleError(CleantextError):
    """A rule raised, or proposed an edit that does not fit the text."""


class NotHtmlError(CleantextError, ValueError):
    """Input of `clean_html` that cannot be HTML."""


# Of what `difflib` calls the ratio of two words: "save" and "safe" have 0.75, "nosuchrule" and "disclosure" 0.6.
_LIKE = 0.7
_SOME = 3  # names


def some_of(names: Sequence[str]) -> str:
    """The first names of a list, which are enough to know it by, and a sign for those that are left out."""
    return ", ".join(names[:_SOME]) + (", …" if len(names) > _SOME else "")


def nearest(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """`; did you mean 'x'?` for the nearest of `known`; where none is near `otherwise`, or all of them."""
    import difflib

    choices = sorted(known)
    close = difflib.get_close_matches(word, choices, n=1, cutoff=_LIKE)
    return f"; did you mean {close[0]!r}?" if close else f"; {otherwise or 'there is ' + ', '.join(choices)}"
