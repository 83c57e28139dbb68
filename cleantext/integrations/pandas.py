"""pandas: clean a series, or a column of a frame."""

from typing import Any

import pandas as pd

from cleantext.api import Cleaner
from cleantext.bulk.record import (
    DEGRADED,
    ERROR,
    PAGE_NOTES,
    REMOVALS,
    Facts,
    Fields,
    Outcome,
    clean_record,
    notes,
    taken,
)
from cleantext.core.errors import SettingsError


def clean_series(series: "pd.Series[Any]", **options: Any) -> pd.DataFrame:
    """Return a frame with the index of the series: the clean texts under its name (or "text"), and notes.

    The notes are `cleantext_removals`, `cleantext_degraded` and `cleantext_error`. options: those of a `Cleaner`; and
    `title=`, `url=`, `site=` and `language=` may be series with the same index, a value for each text.

    A value that is no text stays unchanged, with an error that says why.
    """
    name = "text" if series.name is None else series.name
    each = {key: options.pop(key) for key in Facts._fields if isinstance(options.get(key), pd.Series)}
    frame = pd.DataFrame({"text": series, **each}, index=series.index)
    named = {f"{key}_field": key if key in each else "" for key in Facts._fields}
    return clean_frame(frame, **named, **options).drop(columns=[*each]).rename(columns={"text": name})


def clean_frame(frame: pd.DataFrame, **options: Any) -> pd.DataFrame:
    """Return the rows of a frame with the text cleaned, and columns for the notes; for `frame.pipe(clean_frame, …)`.

    options: names of columns (text_field="body", title_field=, url_field=, site_field=, language_field=, into=, or
    html_field= for pages; columns called title, url and language are read by default), and those of a `Cleaner`.

    The other columns stay unchanged, as does a value that is no text, with an error that says why. Raises
    SettingsError for a missing column, or a column of notes that exists already.
    """
    fields, rest = taken(options)
    _check(frame, fields)
    cleaner = Cleaner(**rest)
    sources = list(frame[fields.source])
    facts = [list(frame[name]) if name in frame.columns else [None] * len(frame) for name in fields.facts]
    outcomes = [
        clean_record(cleaner, fields, None if _is_missing(source) else source, **Facts(*known)._asdict())
        for source, *known in zip(sources, *facts, strict=True)
    ]
    made: dict[str, list[Any]] = {fields.target: [_text(*pair) for pair in zip(outcomes, sources, strict=True)]}
    made |= {name: values for name, values in notes(outcomes).items() if fields.html or name not in PAGE_NOTES}
    return frame.assign(**{name: pd.Series(values, frame.index, object) for name, values in made.items()})


def _check(frame: pd.DataFrame, fields: Fields) -> None:
    for name in fields.named:
        if name not in frame.columns:
            raise SettingsError(f"there is no column {name!r} among {', '.join(map(repr, frame.columns))}")
    there = [name for name in (REMOVALS, DEGRADED, ERROR) if name in frame.columns]
    if there:
        raise SettingsError(f"there is a column {there[0]!r} already: cleaned before? Drop or rename it")


def _is_missing(value: object) -> bool:
    """Return whether a value is None, NaN or another of pandas' signs for a missing value."""
    return value is None or (not isinstance(value, str | bytes | list | dict | set) and bool(pd.isna(value)))


def _text(outcome: Outcome, source: object) -> object:
    return source if outcome.error and outcome.text is None else outcome.text
