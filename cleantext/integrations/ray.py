"""Ray Data: clean a dataset."""

from typing import Any

from ray.data import Dataset

from cleantext.bulk.batch import Batches


def clean(dataset: Dataset, *, rows: int = 1_000, **options: Any) -> Dataset:
    """The dataset with its text cleaned, and columns for the removals and for what went wrong.

    rows: how many are cleaned at a time; options: names of columns (text_field="body", …) and those of a `Cleaner`.

    It runs as tasks, not in a pool of actors, which hangs where it is as large as the cluster. Nothing that is wrong
    with a row raises, so there is no block for Ray to drop. A task whose process dies is tried three times more and
    then fails the job, where Ray's default would try without end.
    """
    return dataset.map_batches(
        Batches.of(**options).table, batch_format="pyarrow", batch_size=rows, zero_copy_batch=True, max_retries=3
    )
