"""One record in, one outcome out, whatever the record holds: what the local runner and every engine call."""

from dataclasses import dataclass
from typing import NamedTuple

from cleantext.api import Cleaner
from cleantext.core.edits import Removal, Result
from cleantext.core.errors import CleantextError, SettingsError
from cleantext.core.learned import site_of

# What is written beside a record, by whatever writes it.
REMOVALS, DEGRADED, ERROR = "cleantext_removals", "cleantext_degraded", "cleantext_error"
PAGE_NOTES = ("cleantext_title", "cleantext_author", "cleantext_date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """Which fields of a record hold what; a dot leads into a nested one (`metadata.url`)."""

    text: str | None = None  # text that was extracted already; "text" where neither it nor `html` is named
    html: str | None = None  # a page, extracted before it is cleaned
    title: str | None = None
    url: str | None = None
    languages: str | None = None  # codes such as "de", one for each record
    into: str | None = None  # where the clean text goes; None for the text field itself, or `text` for pages

    def __post_init__(self) -> None:
        if self.text and self.html:
            raise SettingsError(f"text is {self.text!r} and html is {self.html!r}; name one of them")
        if self.html and self.target == self.html:
            raise SettingsError(
                f"the clean text cannot go into {self.html!r}, which holds the page; name another with `into`"
            )
        if self.into == self.source:
            object.__setattr__(self, "into", None)

    @property
    def source(self) -> str:
        """The field that is cleaned."""
        return self.html or self.text or "text"

    @property
    def target(self) -> str:
        """The field that holds the clean text."""
        return self.into or ("text" if self.html else self.source)


class Outcome(NamedTuple):
    """What became of a record."""

    text: str | None  # clean; where there is an error, see `failed`
    removals: tuple[Removal, ...] = ()
    degraded: str | None = None
    error: str | None = None
    title: str | None = None  # this and the next two of pages only
    author: str | None = None
    date: str | None = None


def clean_record(
    cleaner: Cleaner,
    fields: Fields,
    source: object,
    *,
    title: object = None,
    url: object = None,
    language: object = None,
) -> Outcome:
    """Clean the value of one record's text or HTML field.

    The other values help where they are strings and are ignored where they are not. Never raises an exception:
    what goes wrong is the outcome's error.
    """
    if source is None:
        return failed(fields, source, f"{fields.source} is null")
    try:
        result = _result(cleaner, fields, source, _string(title), _string(url), _string(language))
    except (CleantextError, TypeError) as error:
        return failed(fields, source, str(error))
    except Exception as error:  # noqa: BLE001 - whatever a library raises on one record must not cost another
        return failed(fields, source, f"{type(error).__name__}: {error}")
    return Outcome(
        result.text, result.removals, result.degraded, title=result.title, author=result.author, date=result.date
    )


def site(url: object) -> str | None:
    """The site of a record: the registered domain of its URL; None where there is none."""
    return site_of(url) if isinstance(url, str) else None


def lone_surrogate(*texts: str) -> str:
    """What UTF-8 cannot hold of some texts (character references make lone surrogates); "" if nothing."""
    try:
        "".join(texts).encode()
    except UnicodeEncodeError as error:
        return f"the text holds the lone surrogate U+{ord(error.object[error.start]):04X}"
    return ""


def failed(fields: Fields, source: object, error: str) -> Outcome:
    """The outcome of a record that cannot be cleaned: its text as it came in; none where a page came in."""
    return Outcome(None if fields.html else _string(source), error=error)


def _result(  # noqa: PLR0917 - called once, just above
    cleaner: Cleaner, fields: Fields, source: object, title: str | None, url: str | None, language: str | None
) -> Result:
    if fields.html:
        if not isinstance(source, str | bytes):
            raise TypeError(f"{fields.html} must be a string or bytes, not {type(source).__name__}")
        return cleaner.html(source, url)
    return cleaner(source, title=title, language=language, site=url)  # type: ignore[arg-type]  # which says so itself


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None
