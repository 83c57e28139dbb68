"""Ray Data: clean a dataset."""

from typing import Any

from ray.data import Dataset

from cleantext.bulk.batch import Batches


def clean(dataset: Dataset, *, rows: int = 1_000, **options: Any) -> Dataset:
    """Return the dataset with its text cleaned, and columns for removals and errors.

    rows: the number of rows in a batch; options: names of columns (text_field="body", …) and those of a `Cleaner`.

    It runs as tasks, because a pool of actors as large as the cluster hangs. A faulty row raises nothing, so Ray drops
    no block. If the process of a task dies, Ray tries three times more and then fails the job; its default would try
    without end.
    """
    return dataset.map_batches(
        Batches.of(**options).table, batch_format="pyarrow", batch_size=rows, zero_copy_batch=True, max_retries=3
    )
