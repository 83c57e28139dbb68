"""Polars: an expression that cleans a column."""

from typing import Any

import polars as pl
import pyarrow as pa

from cleantext.bulk.batch import Batches


def clean(column: str | pl.Expr, **options: Any) -> pl.Expr:
    """An expression for a column of texts, cleaned: a struct of `text` and the notes. Works in lazy frames too.

    column: its name, or an expression; options: those of a `Cleaner`. `struct.unnest()` makes columns of the struct.
    """
    batches = Batches.of(**options)
    schema = batches.schema(pa.schema([("text", pa.large_string())]))
    kind = pl.Struct(pl.DataFrame(pl.from_arrow(schema.empty_table())).schema)

    def cleaned(texts: pl.Series) -> pl.Series:
        table = batches.table(pa.table({"text": texts.cast(pl.String).to_arrow()}))
        return pl.DataFrame(pl.from_arrow(table)).to_struct(texts.name)

    expression = pl.col(column) if isinstance(column, str) else column
    return expression.map_batches(cleaned, return_dtype=kind, is_elementwise=True)
