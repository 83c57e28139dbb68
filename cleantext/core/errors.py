"""The errors of cleantext. Each message names the input, the key or the rule, and the remedy."""

from collections.abc import Iterable, Sequence


class CleantextError(Exception):
    """The base of all errors that cleantext raises on purpose."""


class CleantextWarning(UserWarning):
    """A warning: an option does nothing."""


class SettingsError(CleantextError, ValueError):
    """An option, a level or a rule id is unknown or invalid."""


class PackError(SettingsError):
    """A phrase pack is invalid; the message names file and key."""


class RuleError(CleantextError):
    """A rule raised, or proposed an edit that does not fit the text."""


class NotHtmlError(CleantextError, ValueError):
    """Input of `clean_html` cannot be HTML."""


# The least ratio of two words by `difflib`: "save" and "safe" have 0.75, "nosuchrule" and "disclosure" 0.6.
_LIKE = 0.7
_SOME = 3  # names


def some_of(names: Sequence[str]) -> str:
    """Return the first names of a list, enough to recognise it, and a sign for those left out."""
    return ", ".join(names[:_SOME]) + (", …" if len(names) > _SOME else "")


def nearest(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return `; did you mean 'x'?` with the nearest of `known`; if none is near, `otherwise` or all of them."""
    import difflib

    choices = sorted(known)
    close = difflib.get_close_matches(word, choices, n=1, cutoff=_LIKE)
    return f"; did you mean {close[0]!r}?" if close else f"; {otherwise or 'there is ' + ', '.join(choices)}"
