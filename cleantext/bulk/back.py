"""Getting the texts back that went into a run, from its output and its log alone."""

from collections import deque
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from cleantext.bulk.files import whole
from cleantext.bulk.formats import output_file, output_of
from cleantext.bulk.options import Options
from cleantext.bulk.results import Cleaned, opened, records
from cleantext.bulk.streams import encoded
from cleantext.core.errors import SettingsError


def restore(outdir: str | Path, back: str | Path) -> int:
    """Write the outputs of a run again, with the texts that went in and without what was added.

    Of pages this is the text that was extracted. Records in quarantine are not there. What comes back is how many
    records were written. Raises SettingsError where a folder does not fit.
    """
    import json

    layout, target = opened(outdir), Path(back)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise SettingsError(f"{target}: the folder is not empty; choose another")
    options = Options.from_dict(json.loads(layout.run.read_bytes())["options"])
    groups = groupby(records(outdir), key=lambda one: one.file)
    waiting: deque[tuple[str, Iterator[Cleaned]]] = deque()
    written = 0
    for source in layout.listed():
        if not waiting:
            waiting.extend([found] if (found := next(groups, None)) else [])
        texts: Iterator[Cleaned] = waiting.popleft()[1] if waiting and waiting[0][0] == source.file else iter(())
        file, place = output_file(layout, source, options), target / source.output
        if not file.path.exists():
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        counted = _Counted(texts)
        with whole(place) as stored, encoded(stored, file.codec) as out:
            output_of(source).restore(file, counted.texts(), out)
        written += counted.number
    return written


class _Counted:
    """Counts the texts that go by."""

    def __init__(self, records: Iterator[Cleaned]) -> None:
        self.number = 0
        self._records = records

    def texts(self) -> Iterator[str]:
        for record in self._records:
            self.number += 1
            yield record.restore()
