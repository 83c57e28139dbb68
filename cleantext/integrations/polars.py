"""Polars: an expression that cleans a column, and the namespace `cleantext` of expressions, frames and lazy frames.

`pl.col("body").cleantext.clean()` and `frame.cleantext.clean(text_field="body")` are there once this module is
imported.
"""

from typing import Any, TypeVar

import polars as pl
import pyarrow as pa

from cleantext.bulk.batch import Batches
from cleantext.bulk.record import Facts

Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)


def clean(column: str | pl.Expr, **options: Any) -> pl.Expr:
    """Return an expression that cleans a column of texts: a struct of `text` and the notes. Works in lazy frames too.

    column: its name, or an expression; options: those of a `Cleaner`; and `title=`, `url=`, `site=` and `language=` may
    be expressions, with a value for each text. `struct.unnest()` makes columns of the struct.
    """
    each = {key: options.pop(key) for key in Facts._fields if _is_expression(options.get(key))}
    named = {f"{key}_field": key if key in each else "" for key in Facts._fields}
    batches = Batches.of(**named, **options)
    text = pl.col(column) if isinstance(column, str) else column
    struct = pl.struct(
        text.cast(pl.String).alias("text"), **{key: value.cast(pl.String) for key, value in each.items()}
    )
    kind = _struct(batches, pa.schema([(name, pa.large_string()) for name in ("text", *each)]), dropped=[*each])

    def cleaned(rows: pl.Series) -> pl.Series:
        frame = pl.DataFrame(pl.from_arrow(batches.table(rows.struct.unnest().to_arrow())))
        return frame.drop(*each).to_struct(rows.name)

    return struct.map_batches(cleaned, return_dtype=kind, is_elementwise=True).alias(text.meta.output_name())


def clean_frame(frame: Frame, **options: Any) -> Frame:
    """Return the rows of a frame with the text cleaned, and columns for the notes; for `frame.pipe(clean_frame, …)`.

    options: names of columns (text_field="body", title_field=, url_field=, site_field=, language_field=, into=, or
    html_field= for pages; columns called title, url and language are read by default), and those of a `Cleaner`.

    Raises SettingsError for a column that is not there.
    """
    batches = Batches.of(**options)
    schema = frame.collect_schema().to_frame(eager=True).to_arrow().schema
    kind = _struct(batches, schema, dropped=[])

    def cleaned(rows: pl.Series) -> pl.Series:
        return pl.DataFrame(pl.from_arrow(batches.table(rows.struct.unnest().to_arrow()))).to_struct(rows.name)

    rows = pl.struct(pl.all()).map_batches(cleaned, return_dtype=kind, is_elementwise=True).alias("rows")
    return frame.select(rows).unnest("rows")


def _struct(batches: Batches, schema: pa.Schema, dropped: list[str]) -> pl.Struct:
    """Return the type of the rows that come out."""
    frame = pl.DataFrame(pl.from_arrow(batches.schema(schema).empty_table()))
    return pl.Struct(frame.drop(*dropped).schema)


def _is_expression(value: object) -> bool:
    return isinstance(value, pl.Expr)


@pl.api.register_expr_namespace("cleantext")
class ExpressionNamespace:
    """`pl.col("body").cleantext`."""

    def __init__(self, expression: pl.Expr) -> None:
        self._expression = expression

    def clean(self, **options: Any) -> pl.Expr:
        """Call the function `clean`, which see."""
        return clean(self._expression, **options)


@pl.api.register_dataframe_namespace("cleantext")
@pl.api.register_lazyframe_namespace("cleantext")
class FrameNamespace:
    """`frame.cleantext`, of a frame or a lazy one."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame

    def clean(self, **options: Any) -> Any:
        """Call the function `clean_frame`, which see."""
        return clean_frame(self._frame, **options)
