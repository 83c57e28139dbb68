"""pandas: clean a series."""

from typing import Any

import pandas as pd
import pyarrow as pa

from cleantext.bulk.batch import Batches


def clean_series(series: "pd.Series[str]", **options: Any) -> pd.DataFrame:
    """A frame beside the series, with its index: `text`, `cleantext_removals`, `cleantext_degraded`, `cleantext_error`.

    Takes the options of a `Cleaner`. A text that is missing stays missing, and its error says so.
    """
    table = pa.table({"text": pa.Array.from_pandas(series, type=pa.string())})
    return Batches.of(**options).table(table).to_pandas().set_index(series.index)
