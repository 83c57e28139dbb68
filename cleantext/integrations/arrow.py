"""PyArrow: clean a table."""

from typing import Any

import pyarrow as pa

from cleantext.bulk.batch import Batches


def clean_table(table: pa.Table, **options: Any) -> pa.Table:
    """Return the rows of a table with the text cleaned, and columns for removals and errors.

    options: names of columns (text_field="body", title_field=, url_field=, site_field=, language_field=, into=, or
    html_field= for pages; columns called title, url and language are read by default), and those of a `Cleaner`.
    Raises SettingsError for a column that is not there.
    """
    return Batches.of(**options).table(table)
