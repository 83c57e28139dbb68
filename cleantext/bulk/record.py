"""One record in, one outcome out, whatever the record holds: what the local runner and every engine call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from cleantext import many
from cleantext.api import Cleaner
from cleantext.core.edits import Removal
from cleantext.core.errors import CleantextError, SettingsError
from cleantext.core.language import language_code
from cleantext.core.learned import site_of

# What is written beside a record, by whatever writes it.
REMOVALS, DEGRADED, ERROR = "cleantext_removals", "cleantext_degraded", "cleantext_error"
PAGE_NOTES = ("cleantext_title", "cleantext_author", "cleantext_date")


class Facts(NamedTuple):
    """The title, URL, site and language of a record, as a `Cleaner` takes them."""

    title: str | None = None
    url: str | None = None
    site: str | None = None
    language: str | None = None


# The fields with these facts where none are named.
USUAL = Facts("title", "url", None, "language")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """Which fields of a record hold what; a dot leads into a nested one (`metadata.url`).

    Title, URL and language are taken from the fields of these names where records have them and no other is named; ""
    says that none is to be taken.
    """

    text: str | None = None  # text that was extracted already; "text" where neither it nor `html` is named
    html: str | None = None  # a page, extracted before it is cleaned
    title: str | None = None
    url: str | None = None
    site: str | None = None  # the registered domain, where it is another than that of the URL
    language: str | None = None  # codes such as "de"; what is none is ignored
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
    def facts(self) -> Facts:
        """The fields with the facts; None for none. They need not be there."""
        found = (self.title, self.url, self.site, self.language)
        return Facts(*((name if given is None else given) or None for given, name in zip(found, USUAL, strict=True)))

    @property
    def named(self) -> tuple[str, ...]:
        """The fields that must be there."""
        return tuple(name for name in (self.source, self.title, self.url, self.site, self.language) if name)

    @property
    def target(self) -> str:
        """The field that holds the clean text."""
        return self.into or ("text" if self.html else self.source)


def taken(options: Mapping[str, Any]) -> tuple[Fields, dict[str, Any]]:
    """One set of options, parted: names of fields (`text_field`, `html_field`, `title_field`, …, `into`), and the rest.

    The rest are the options of a `Cleaner`.
    """
    names = {name: name if name == "into" else f"{name}_field" for name in Fields.__dataclass_fields__}
    fields = Fields(**{name: options[option] for name, option in names.items() if option in options})
    return fields, {name: value for name, value in options.items() if name not in names.values()}


class Outcome(NamedTuple):
    """What became of a record."""

    text: str | None  # clean; where there is an error, see `failed`
    removals: tuple[Removal, ...] = ()
    degraded: str | None = None
    error: str | None = None
    title: str | None = None  # this and the next three of pages only
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

    The other values help where they are strings and are ignored where they are not. Never raises an exception:
    what goes wrong is the outcome's error.
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
    """The site of a record: what its own field says, or the registered domain of its URL; None where there is none."""
    return next((site_of(value) for value in (site, url) if isinstance(value, str) and value), None)


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


def _known_code(value: object) -> str | None:
    return language_code(value) if isinstance(value, str) else None


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None


def notes(outcomes: Sequence[Outcome]) -> dict[str, list[Any]]:
    """The columns that tables get beside the clean text, by name: of all records, and then of pages."""
    return {
        REMOVALS: [[entry._asdict() for entry in outcome.removals] for outcome in outcomes],
        DEGRADED: [outcome.degraded for outcome in outcomes],
        ERROR: [outcome.error for outcome in outcomes],
        "cleantext_title": [outcome.title for outcome in outcomes],
        "cleantext_author": [outcome.author for outcome in outcomes],
        "cleantext_date": [outcome.date for outcome in outcomes],
    }
