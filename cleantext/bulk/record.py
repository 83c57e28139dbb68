"""One record in, one outcome out, whatever the record holds: used by the local runner and every engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from cleantext import many
from cleantext.api import Cleaner
from cleantext.core.edits import Removal
from cleantext.core.errors import CleantextError, SettingsError
from cleantext.core.language import language_code
from cleantext.core.learned import site_of

# The fields that are written beside a record.
REMOVALS, DEGRADED, ERROR = "cleantext_removals", "cleantext_degraded", "cleantext_error"
PAGE_NOTES = ("cleantext_title", "cleantext_author", "cleantext_date")


class Facts(NamedTuple):
    """The title, URL, site and language of a record, as a `Cleaner` takes them."""

    title: str | None = None
    url: str | None = None
    site: str | None = None
    language: str | None = None


# The default fields for these facts.
USUAL = Facts("title", "url", None, "language")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The meaning of the fields of a record; a dot leads into a nested one (`metadata.url`).

    The default fields for title, URL and language have these names, if records have them; "" means that none is read.
    """

    text: str | None = None  # extracted text; the default is "text", unless `html` is named
    html: str | None = None  # a page, extracted before it is cleaned
    title: str | None = None
    url: str | None = None
    site: str | None = None  # the registered domain, if it differs from that of the URL
    language: str | None = None  # codes such as "de"; others are ignored
    into: str | None = None  # the field for the clean text; None for the text field itself, or `text` for pages

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
        """Return the field that is cleaned."""
        return self.html or self.text or "text"

    @property
    def facts(self) -> Facts:
        """Return the fields with the facts; None for none. They may be missing."""
        found = (self.title, self.url, self.site, self.language)
        return Facts(*((name if given is None else given) or None for given, name in zip(found, USUAL, strict=True)))

    @property
    def named(self) -> tuple[str, ...]:
        """Return the fields that must exist."""
        return tuple(name for name in (self.source, self.title, self.url, self.site, self.language) if name)

    @property
    def target(self) -> str:
        """Return the field for the clean text."""
        return self.into or ("text" if self.html else self.source)


def taken(options: Mapping[str, Any]) -> tuple[Fields, dict[str, Any]]:
    """Split one set of options into names of fields (`text_field`, `html_field`, …, `into`) and the rest.

    The rest are the options of a `Cleaner`.
    """
    names = {name: name if name == "into" else f"{name}_field" for name in Fields.__dataclass_fields__}
    fields = Fields(**{name: options[option] for name, option in names.items() if option in options})
    return fields, {name: value for name, value in options.items() if name not in names.values()}


class Outcome(NamedTuple):
    """The result for a record."""

    text: str | None  # the clean text; for an error, see `failed`
    removals: tuple[Removal, ...] = ()
    degraded: str | None = None
    error: str | None = None
    title: str | None = None  # this and the next three for pages only
    author: str | None = None
    date: str | None = None
    url: str | None = None
    is_set_aside: bool = False  # whether it was cleaned, and the error says why it is not wanted


def clean_record(
    cleaner: Cleaner,
    fields: Fields,
    source: object,
    *,
    title: object = None,
    url: object = None,
    site: object = None,
    language: object = None,
) -> Outcome:
    """Clean the value of one record's text or HTML field.

    Other values that are no strings are ignored. It never raises an exception: an error is a part of the outcome.
    """
    if source is None:
        return failed(fields, source, f"{fields.source} is null")
    if fields.html and not isinstance(source, str | bytes):
        return failed(fields, source, f"{fields.html} must be a string or bytes, not {type(source).__name__}")
    facts = Facts(_string(title), _string(url), _string(site), _known_code(language))
    result = many.tried(cleaner, {"html" if fields.html else "text": source, **facts._asdict()})
    if isinstance(result, CleantextError):
        return failed(fields, source, str(result))
    page = (result.title, result.author, result.date, result.url)
    return Outcome(result.text, result.removals, result.degraded, None, *page)


def site_name(site: object, url: object) -> str | None:
    """Return the site of a record: its own field, or the registered domain of its URL; None if it has neither."""
    return next((site_of(value) for value in (site, url) if isinstance(value, str) and value), None)


def lone_surrogate(*texts: str) -> str:
    """Return a message about lone surrogates in texts, which UTF-8 cannot hold; "" if there are none."""
    try:
        "".join(texts).encode()
    except UnicodeEncodeError as error:
        return f"the text holds the lone surrogate U+{ord(error.object[error.start]):04X}"
    return ""


def failed(fields: Fields, source: object, error: str) -> Outcome:
    """Return the outcome of a record that cannot be cleaned: its original text, or none for a page."""
    return Outcome(None if fields.html else _string(source), error=error)


def _known_code(value: object) -> str | None:
    return language_code(value) if isinstance(value, str) else None


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None


def notes(outcomes: Sequence[Outcome]) -> dict[str, list[Any]]:
    """Return the columns that tables get beside the clean text, by name: first for all records, then for pages."""
    return {
        REMOVALS: [[entry._asdict() for entry in outcome.removals] for outcome in outcomes],
        DEGRADED: [outcome.degraded for outcome in outcomes],
        ERROR: [outcome.error for outcome in outcomes],
        "cleantext_title": [outcome.title for outcome in outcomes],
        "cleantext_author": [outcome.author for outcome in outcomes],
        "cleantext_date": [outcome.date for outcome in outcomes],
    }
