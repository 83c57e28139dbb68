"""Make hostile inputs of several hundred kinds, and check cleantext's promises on each.

    python benchmarks/hostile.py [--seed N] [--every N] [--areas text,page,pack,site_pack,file,folder] [--docs PAGE]

The same seed makes the same inputs. The checks depend on the area:

text: the log restores the source, cleaning the result changes nothing, and the same text gives the same bytes again.
page: a result, or one error that says what is wrong; the log restores the text; the same page gives the same bytes.
pack, site_pack: the pack loads, or is refused by one error that names its file.
file: a run ends with one of its statuses; records in = cleaned + in quarantine, each of these with its content; if none
  is in quarantine, `restore` returns the original.
folder: `restore`, `report`, `stats` and `diff` on a run folder that was tampered with end with one of their statuses,
and write nothing outside.

No input may raise anything but cleantext's own errors, or show a traceback. --every N takes each N-th kind; --docs puts
the counts between the marks of a page.
"""

import argparse
import contextlib
import io
import json
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import hostile_files
import hostile_packs
import hostile_pages
import hostile_texts
from marked_page import put

from cleantext import Cleaner, NotHtmlError, PackError, Result
from cleantext.bulk import results
from cleantext.cli import app

STATUSES = {0, 2, 3, 4}  # of commands on foreign input: success, wrong settings, some records failed, all inputs failed
SLOWEST = 30  # seconds of this process for one kind; other load on the machine does not change it


class Kind(NamedTuple):
    """One way to be hostile."""

    area: str
    name: str
    make: Callable[[Random], Any]  # a text, a page, or the bytes of a file


class BrokenPromiseError(Exception):
    """A promise does not hold for an input."""


def kinds() -> list[Kind]:
    """Return all kinds, in a fixed order."""
    made: dict[str, Mapping[str, Callable[[Random], Any]]] = {
        "text": hostile_texts.kinds(),
        "page": hostile_pages.kinds(),
        "pack": hostile_packs.kinds(),
        "site_pack": hostile_packs.site_kinds(),
        "file": hostile_files.kinds(),
        "folder": hostile_files.folder_kinds(),
    }
    return [Kind(area, name, make) for area, found in made.items() for name, make in found.items()]


def check(kind: Kind, seed: int, folder: Path) -> None:
    """Make the input of a kind and check it; folder: an empty one. Raises BrokenPromiseError."""
    CHECKS[kind.area](kind.name, kind.make(drawn(kind, seed)), folder)


def drawn(kind: Kind, seed: int) -> Random:
    """Return the random generator of a kind."""
    return Random(f"{seed} {kind.area} {kind.name}")  # noqa: S311 - the same inputs in every run


@cache
def _cleaner() -> Cleaner:
    return Cleaner(level="thorough")


def _hold(holds: object, promise: str) -> None:
    if not holds:
        raise BrokenPromiseError(promise)


def _check_text(_name: str, text: str, _folder: Path) -> None:
    result = _cleaner()(text)
    _hold(result.restore() == text, "the log restores the source")
    _hold(_cleaner()(result.text).text == result.text, "cleaning the result changes nothing")
    _hold(_bytes(_cleaner()(text)) == _bytes(result), "the same text gives the same bytes")


def _check_page(_name: str, page: str | bytes, _folder: Path) -> None:
    try:
        result = _cleaner().html(page)
    except NotHtmlError as error:
        _hold("\n" not in str(error), "an error is one line")
        return
    _hold(_bytes(_cleaner().html(page)) == _bytes(result), "the same page gives the same bytes")
    _hold(_cleaner()(result.restore()).restore() == result.restore(), "the log restores the text")


def _bytes(result: Result) -> str:
    return json.dumps(result.to_dict())


def _check_pack(name: str, data: bytes, folder: Path) -> None:
    path = folder / ("a.pack" if name in hostile_packs.site_kinds() else "a.toml")
    path.write_bytes(data)
    try:
        Cleaner(packs=[path])
    except PackError as error:
        _hold(str(error).startswith(str(path)), "an error names the file")
    status, said = _command("rules", "check", str(path))
    _hold(status in STATUSES, f"the command has no status {status}: {said}")


def _check_file(name: str, data: bytes, folder: Path) -> None:
    place = folder / hostile_files.file_name(name)
    place.write_bytes(data)
    out = folder / "out"
    quiet = ("--quiet", "--workers", "1", "--max-record", "1", "--timeout", "20")
    status, said = _command("run", str(place), "-o", str(out), *quiet)
    _hold(status in STATUSES, f"the command has no status {status}: {said}")
    if not (out / "summary.json").exists():
        _hold(said.startswith("cleantext: "), f"a run that did nothing says why: {said!r}")
        return
    total = results.summary(out)["total"]
    counted = total["records"] + total["quarantined"]
    _hold(results.summary(out)["records_in"] == counted, "records in = cleaned + in quarantine")
    bad = sum(entry.records for entry in results.quarantine(out))
    _hold(bad == total["quarantined"], "each record that is not cleaned is in quarantine")
    status, said = _command("restore", str(out), "-o", str(folder / "back"))
    _hold(status in STATUSES, f"restore has no status {status}: {said}")
    back = folder / "back" / place.name
    if status == 0 and not bad and hostile_files.is_kept_whole(place.name):
        _hold(hostile_files.records(back) == hostile_files.records(place), "restore gives back what went in")


def _check_folder(_name: str, tamper: Callable[[Path], None], folder: Path) -> None:
    for part in ("first", "run"):
        shutil.copytree(_finished(), folder / part)
    tamper(folder / "run")
    before = _files(folder)
    run = str(folder / "run")
    for line in (["restore", run, "-o", str(folder / "back")], ["report", run], ["stats", run]):
        status, said = _command(*line)
        _hold(status in STATUSES, f"{line[0]} has no status {status}: {said}")
    status, said = _command("diff", run, str(folder / "first"))
    _hold(status in {*STATUSES, 1}, f"diff has no status {status}: {said}")
    outside = {path for path in _files(folder) - before if path.parts[0] not in {"back", "run"}}
    _hold(not outside, f"nothing is written outside: {sorted(map(str, outside))}")


@cache
def _finished() -> Path:
    """Return the folder of a finished run, made once."""
    folder = Path(tempfile.mkdtemp(prefix="hostile"))
    (folder / "in").mkdir()
    for name, data in {**hostile_files.sources(), "l.jsonl": b"{\n[]\n"}.items():
        (folder / "in" / name).write_bytes(data)
    _command("run", str(folder / "in"), "-o", str(folder / "out"), "--quiet", "--workers", "1")
    return folder / "out"


def _files(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def _command(*arguments: str) -> tuple[int, str]:
    """Return the status and the output of a command. Raises BrokenPromiseError if it shows a traceback."""
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")):
        status = app.run(list(arguments))
    _hold("Traceback" not in said.getvalue(), f"no traceback: {said.getvalue()[-2_000:]}")
    return status, said.getvalue()


CHECKS: dict[str, Callable[[str, Any, Path], None]] = {
    "text": _check_text,
    "page": _check_page,
    "pack": _check_pack,
    "site_pack": _check_pack,
    "file": _check_file,
    "folder": _check_folder,
}


def broken(chosen: list[Kind], seed: int) -> Iterator[tuple[Kind, str]]:
    """Check all inputs, and yield those that break a promise, with the promise."""
    for kind in chosen:
        start = time.process_time()
        with tempfile.TemporaryDirectory() as name:
            try:
                check(kind, seed, Path(name))
            except BrokenPromiseError as error:
                yield kind, str(error)
            except Exception as error:  # noqa: BLE001 - that is what is looked for
                yield kind, f"raised {type(error).__name__}: {error}"
        if time.process_time() - start > SLOWEST:
            yield kind, f"took {time.process_time() - start:.0f} s"


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("--areas", default=",".join(CHECKS), metavar="AREA,…")
    parser.add_argument("--docs", type=Path, metavar="PAGE")
    options = parser.parse_args()
    os.environ.setdefault("NO_COLOR", "1")
    chosen = [kind for kind in kinds() if kind.area in options.areas.split(",")][:: options.every]
    failed = []
    for kind, promise in broken(chosen, options.seed):
        print(f"{kind.area} {kind.name!r}: {promise}", flush=True)
        failed.append((kind, promise))
    counts, bad = Counter(kind.area for kind in chosen), Counter(kind.area for kind, _ in failed)
    table = ["| area | kinds | that break a promise |", "| --- | ---: | ---: |"]
    table += [f"| {area} | {count} | {bad[area]} |" for area, count in counts.items()]
    table += [f"| all | {sum(counts.values())} | {sum(bad.values())} |"]
    print("\n".join(table))
    if options.docs:
        put(options.docs, "hostile", "\n".join(table))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
