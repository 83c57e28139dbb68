"""Hugging Face `datasets`: clean a dataset, in memory or streamed."""

from typing import Any, TypeVar

from datasets import Dataset, IterableDataset

from cleantext.bulk.batch import Batches

Some = TypeVar("Some", Dataset, IterableDataset)


def clean(dataset: Some, *, num_proc: int | None = None, **options: Any) -> Some:
    """Return the dataset with its text cleaned, and columns for removals and errors.

    It maps over Arrow tables, because the types of the new columns are then known. `map` on dictionaries guesses them
    from the first rows and fails on the first row that differs.

    options: names of columns (text_field="body", …) and those of a `Cleaner`;
    num_proc: how many processes work on a dataset that is not streamed.
    """
    more = {"num_proc": num_proc} if num_proc else {}
    return dataset.with_format("arrow").map(Batches.of(**options).table, batched=True, **more).with_format(None)
