"""Apache Spark: clean a data frame, or clean in SQL."""

import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.functions import arrow_udf
from pyspark.sql.pandas.types import from_arrow_type, to_arrow_schema
from pyspark.sql.types import StructField, StructType

from cleantext.bulk.batch import Batches
from cleantext.core.errors import SettingsError


def clean(frame: DataFrame, **options: Any) -> DataFrame:
    """Return the rows of a frame with the text cleaned, and columns for removals and errors.

    options: names of columns (text_field="body", url_field="link", …) and those of a `Cleaner`. Each row is returned
    once. A row whose text is null (such as a line of JSON that Spark could not read) has an error that says so.

    Raises SettingsError for a missing column, and if Spark would start workers with another Python.
    """
    _check_python(frame.sparkSession)
    batches = Batches.of(**options)
    own = {field.name: field for field in frame.schema.fields}
    schema = batches.schema(to_arrow_schema(frame.schema))
    target = batches.fields.target
    fields = [
        own[field.name]
        if field.name in own and field.name != target
        else StructField(field.name, from_arrow_type(field.type))
        for field in schema
    ]

    def cleaned(rows: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return map(batches, rows)

    return frame.mapInArrow(cleaned, StructType(fields))


def register(session: SparkSession, name: str = "cleantext", **options: Any) -> None:
    """Register a function of SQL: `SELECT cleantext(body).text FROM articles`. Takes the options of a `Cleaner`.

    It returns a struct of `text`, `cleantext_removals`, `cleantext_degraded` and `cleantext_error`.
    """
    _check_python(session)
    batches = Batches.of(**options)
    schema = batches.schema(pa.schema([("text", pa.string())]))
    kind = StructType([StructField(field.name, from_arrow_type(field.type)) for field in schema])

    def cleaned(texts: pa.Array) -> pa.Array:
        return batches(pa.RecordBatch.from_arrays([texts.cast(pa.string())], ["text"])).to_struct_array()

    session.udf.register(name, arrow_udf(cleaned, kind))


def _check_python(session: SparkSession) -> None:
    """Raise SettingsError if local workers would run another Python: by default they take `python3` from PATH."""
    context = session.sparkContext
    if context.master.startswith("local") and context.pythonExec != sys.executable:
        mend = f"set PYSPARK_PYTHON={sys.executable} before the session starts"
        if os.environ.get("PYSPARK_PYTHON") != context.pythonExec:
            raise SettingsError(f"Spark would start workers with {context.pythonExec!r}, not this Python: {mend}")
