"""The notes of a run, from which it resumes after it was killed: its options, its inputs, the finished chunks."""

import json
import os
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path
from typing import IO, Any, NamedTuple

from cleantext.bulk.files import whole
from cleantext.bulk.inputs import listed
from cleantext.bulk.layout import STATE, Input, Layout
from cleantext.bulk.noted import checked, parsed, parsed_lines
from cleantext.bulk.options import Options
from cleantext.bulk.tally import Tally
from cleantext.bulk.worker import Done, part_path
from cleantext.bulk.written import Written
from cleantext.core.errors import SettingsError

Key = tuple[int, int]


def check_empty(layout: Layout) -> None:
    """Raise SettingsError if the output folder is not empty."""
    if layout.run.exists():
        mend = "finished; choose another folder"
        if not layout.summary.exists():
            mend = "not finished; go on with --resume, or choose another folder"
        raise SettingsError(f"{layout.root}: the run there is {mend}")
    if layout.root.exists() and not layout.root.is_dir():
        raise SettingsError(f"{layout.root}: is no folder; choose another for the output")
    # The run's own folder may exist from a start that was interrupted early.
    if layout.root.exists() and any(entry.name != STATE for entry in layout.root.iterdir()):
        raise SettingsError(f"{layout.root}: the output folder is not empty; choose another")


def begin(layout: Layout, options: Options, sources: Iterable[Input]) -> None:
    """Start in an empty folder. Raises SettingsError if it is not."""
    check_empty(layout)
    with whole(layout.inputs) as file:
        file.writelines(listed(sources))
    with whole(layout.run) as file:  # last: if it exists, the list of inputs is whole
        file.write(json.dumps(options.fingerprint(), indent=1).encode() + b"\n")


def resume(layout: Layout, options: Options, sources: Iterable[Input]) -> None:
    """Check that a run can resume. Raises SettingsError with the differences from its beginning."""
    if not layout.run.exists():
        raise SettingsError(f"{layout.root}: there is no run to go on with; leave out --resume")
    before, now = parsed(layout.run, dict), json.loads(json.dumps(options.fingerprint()))
    differences = [*_differences("", before, now)]
    if differences:
        raise SettingsError(f"{layout.root}: cannot go on, {'; '.join(differences)}; start again in another folder")
    for old, new in zip_longest(layout.listed(), sources):
        if old != new:
            raise SettingsError(f"{layout.root}: cannot go on, {_changed(old, new)}; start again in another folder")


def _differences(name: str, before: Any, now: Any) -> Iterator[str]:
    if isinstance(before, dict) and isinstance(now, dict):
        for key in sorted(before.keys() | now.keys()):
            yield from _differences(f"{name} {key}".strip(), before.get(key), now.get(key))
    elif before != now:
        yield f"{name} was {json.dumps(before)} and is {json.dumps(now)}"


def _changed(old: Input | None, new: Input | None) -> str:
    if old is None or new is None:
        known = old or new
        return f"{known.path} {'is gone' if new is None else 'is new'}" if known else ""
    if old.path != new.path:
        return f"the input {old.path} is now {new.path}"
    fields = [name for name in Input._fields if getattr(old, name) != getattr(new, name)]
    return f"{new.path} was changed ({', '.join(fields)})"


@contextmanager
def locked(layout: Layout) -> Iterator[None]:
    """Keep other runs out of the folder. Raises SettingsError if one is at work."""
    layout.state.mkdir(parents=True, exist_ok=True)
    with (layout.state / "lock").open("wb") as file:
        try:
            _lock(file)
        except OSError:
            raise SettingsError(f"{layout.root}: another run is at work there") from None
        yield


def _lock(file: IO[bytes]) -> None:
    try:
        import fcntl
    except ImportError:  # Windows has no flock: two runs into one folder are not prevented there
        return
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Entry(NamedTuple):
    """A chunk that is done."""

    records: int  # that were to be cleaned
    sizes: dict[str, int]  # of its parts, in bytes
    at: int  # the start of its line in the manifest


class Joined(NamedTuple):
    """An output that is written."""

    chunks: int
    at: int  # the start of its line in the manifest


class Manifest:
    """The list of finished work. Each line is written at once; a truncated line is dropped."""

    def __init__(self, layout: Layout) -> None:
        """Open the manifest. Raises SettingsError if it is damaged."""
        self._layout = layout
        self.chunks: dict[Key, Entry] = {}
        self.joined: dict[int, Joined] = {}  # by input
        self._load()
        self._file = layout.manifest.open("ab")

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def done(self, key: Key, records: int, done: Done) -> None:
        """Note a finished chunk."""
        line = {"file": key[0], "chunk": key[1], "records": records, "sizes": done.sizes, "tally": done.tally.as_dict()}
        self.chunks[key] = Entry(records, done.sizes, self._file.tell())
        self._write({**line, "outputs": done.outputs})

    def join(self, index: int, chunks: int, done: Done) -> None:
        """Note a finished output."""
        self.joined[index] = Joined(chunks, self._file.tell())
        self._write({"file": index, "joined": chunks, "outputs": done.outputs})

    def tallies(self) -> Iterator[Tally]:
        """Yield the counts, in the order of the inputs."""
        self._file.flush()
        with self._layout.manifest.open("rb") as file:
            for key in sorted(self.chunks):
                yield Tally.from_dict(_line_at(file, self.chunks[key].at)["tally"])

    def outputs(self) -> Iterator[Written]:
        """Yield the written outputs, one for each input."""
        self._file.flush()
        group = deque[Written]()  # of files with one record each, which form one chunk together
        with self._layout.manifest.open("rb") as file:
            for index in range(self._inputs):
                done = self.joined.get(index) or (None if group else self.chunks.get((index, 0)))
                if done:
                    group.extend(Written(*one) if one else Written() for one in _line_at(file, done.at)["outputs"])
                yield group.popleft() if group else Written()

    def _write(self, line: dict[str, Any]) -> None:
        self._file.write(json.dumps(line, separators=(",", ":")).encode("ascii") + b"\n")
        self._file.flush()

    def _load(self) -> None:
        self._inputs = sum(1 for _ in self._layout.listed())
        path = self._layout.manifest
        if not path.exists():
            return
        at = 0

        def whole_lines(file: IO[bytes]) -> Iterator[bytes]:
            nonlocal at
            for line in file:
                if not line.endswith(b"\n"):
                    return
                yield line
                at += len(line)

        with path.open("rb") as file:
            for values in parsed_lines(path, whole_lines(file), self._checked):
                self._take(values, at)
        os.truncate(path, at)
        self._drop_lost()

    def _checked(self, values: dict[str, Any]) -> dict[str, Any]:
        is_joined = "joined" in values
        checked(values, {"file": int, "joined" if is_joined else "chunk": int, "outputs": list})
        if not 0 <= values["file"] < self._inputs:
            raise ValueError(f"there is no input {values['file']}")
        if not is_joined:
            checked(values, {"records": int, "sizes": dict, "tally": dict})
            checked(values["sizes"], dict.fromkeys(values["sizes"], int))
            Tally.from_dict(values["tally"])
        [Written(*one) for one in values["outputs"] if one]
        return values

    def _take(self, values: dict[str, Any], at: int) -> None:
        if "joined" in values:
            self.joined[values["file"]] = Joined(values["joined"], at)
        else:
            self.chunks[values["file"], values["chunk"]] = Entry(values["records"], values["sizes"], at)

    def _drop_lost(self) -> None:
        """Forget finished chunks whose parts are missing, so that they are repeated."""
        for index, source in enumerate(self._layout.listed()):
            if index in self.joined and not (self._layout.root / source.output).exists():
                del self.joined[index]
        self.chunks = {key: entry for key, entry in self.chunks.items() if self._is_there(key, entry)}

    def _is_there(self, key: Key, entry: Entry) -> bool:
        needed = {kind: size for kind, size in entry.sizes.items() if kind != "out" or key[0] not in self.joined}
        return all(_size(part_path(self._layout, key, kind)) == size for kind, size in needed.items())


def _line_at(file: IO[bytes], at: int) -> dict[str, Any]:
    file.seek(at)
    line: dict[str, Any] = json.loads(file.readline())
    return line


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None
