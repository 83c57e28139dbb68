"""Restore the texts that went into a run, from its output and its log alone."""

from collections import deque
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from cleantext.bulk.files import whole
from cleantext.bulk.formats import output_of
from cleantext.bulk.layout import Input
from cleantext.bulk.results import Outputs, opened, options_of
from cleantext.bulk.streams import encoded
from cleantext.bulk.written import Written, written_outputs
from cleantext.core.errors import CleantextError, SettingsError


class Restored(NamedTuple):
    """The result of `restore`."""

    records: int  # records that were written
    problems: list[str]  # outputs that were not written, each with the reason


def restore(outdir: str | Path, back: str | Path) -> Restored:
    """Write the outputs of a run again, with the original texts and without the added fields.

    For pages the original is the extracted text. Records in quarantine are missing. An output that is missing, or was
    changed after the run, is named and skipped. Raises SettingsError for an unsuitable or damaged folder.
    """
    layout, target = opened(outdir), Path(back)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise SettingsError(f"{target}: the folder is not empty; choose another")
    outputs = Outputs(layout, options_of(layout))
    restored, problems = 0, list[str]()
    for source, written in zip_longest(layout.listed(), written_outputs(layout)):
        if not isinstance(source, Input) or not isinstance(written, Written):
            raise CleantextError(f"{layout.outputs}: damaged, it is not as long as {layout.inputs}; run again")
        problem = written.problem(outputs.file(source).path)
        if problem or not written.is_there:
            outputs.skip(source)
            problems += [f"{source.output}: {problem}"] if problem else []
        else:
            restored += _restored(outputs, source, target / source.output)
    outputs.check_end()
    return Restored(restored, problems)


def _restored(outputs: Outputs, source: Input, place: Path) -> int:
    """Write one output, and return its number of records."""
    file, number = outputs.file(source), 0

    def sources() -> Iterator[str]:
        nonlocal number
        for record in outputs.records(source):
            number += 1
            yield record.restore()

    texts = sources()
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with whole(place) as stored, encoded(stored, file.codec) as out:
            output_of(source).restore(file, texts, out)
        deque(texts, 0)  # the last checks run when more texts are requested
    except (CleantextError, OSError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever the library of a format raises on a file that is damaged
        cause = f"{type(error).__name__}: {error}".removesuffix(": ")
        raise CleantextError(f"{file.path}: cannot be restored, it is damaged ({cause}); run again") from None
    return number
