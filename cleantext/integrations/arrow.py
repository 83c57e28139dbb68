"""PyArrow: clean a table."""

from typing import Any

import pyarrow as pa

from cleantext.bulk.batch import Batches


def clean_table(table: pa.Table, **options: Any) -> pa.Table:
    """The rows of a table with the text cleaned, and columns for the removals and for what went wrong.

    options: which columns hold what (`Fields`: text="body", title=, url=, into=, or html= for pages), and those of
    a `Cleaner`. Raises SettingsError for a column that is not there.
    """
    return Batches.of(**options).table(table)
