"""The report on a run: one HTML file with its data, style and script, which loads nothing else."""

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from heapq import nlargest
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any

from cleantext import registry
from cleantext.bulk import results, sample
from cleantext.bulk.files import whole
from cleantext.bulk.results import Cleaned, Quarantined
from cleantext.core.errors import SettingsError

MEGABYTE = 1_000_000
# Rows of the tables, and bytes of a quarantined record.
MOST_SITES, MOST_QUARANTINED, RAW = 100, 500, 400
_SURROGATE = re.compile("[\ud800-\udfff]")
# The first bytes of a report; another file of its name is not overwritten.
_OWN = '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<meta name="generator" content="cleantext report">'


def write(outdir: Path, target: Path, *, most: int, size: int) -> int:
    """Write the report on the finished run in a folder, and return its size in bytes.

    most: records that are shown. size: the most bytes of the file.
    Raises SettingsError for a folder without a finished run, for a size that is too small for anything, and if the
    target is another file than a report.
    """
    summary = results.summary(outdir)
    if target.exists() and not target.read_bytes().startswith(_OWN.encode()):
        raise SettingsError(f"{target} is there and is no report; choose another place with -o")
    made = page(
        outdir.resolve().name, summary, results.records(outdir), results.quarantine(outdir), most=most, size=size
    )
    with whole(target) as file:
        return file.write(made)


def page(
    name: str,
    summary: Mapping[str, Any],
    cleaned: Iterable[Cleaned],
    quarantined: Iterable[Quarantined],
    *,
    most: int,
    size: int,
) -> bytes:
    """Return the page in UTF-8, from the files of a run."""
    drawn = sample.draw(cleaned, most)
    frame = {**_overview(name, summary), "quarantine": [*map(_quarantined, islice(quarantined, MOST_QUARANTINED))]}
    room = size - len(_assembled(_json({**frame, "drawn": len(drawn), "records": []})))
    if room < 0:
        raise SettingsError(f"--max-size: {size / MEGABYTE:g} MB is too little for the tables alone; allow more")
    fitting = list(_fitting(drawn, room))
    return _assembled(_json({**frame, "drawn": len(drawn), "records": []}, fitting))


def _overview(name: str, summary: Mapping[str, Any]) -> dict[str, Any]:
    sites = nlargest(MOST_SITES, summary["sites"].items(), key=lambda site: (site[1]["removed"], site[0]))
    return {
        "name": name,
        # The browser keeps marks under this key: another run has marks of its own.
        "run": sha256(_json(dict(summary)).encode()).hexdigest()[:16],
        "version": summary["version"],
        "options": summary["options"],
        "total": summary["total"],
        "files": sum(_files(name, count) for name, count in summary["files"].items()),
        "rules": summary["rules"],
        "categories": {rule.id: rule.category for rule in registry.known().values()},
        "sites": dict(sites),
        "all_sites": len(summary["sites"]),
    }


def _files(name: str, count: Mapping[str, int]) -> int:
    """Return the number of files of an entry of the summary: loose files, each a record, are counted by folder."""
    return count["records"] + count["quarantined"] if name.endswith("/") else 1


def _quarantined(entry: Quarantined) -> dict[str, Any]:
    shown = entry.raw[:RAW].decode("utf-8", "backslashreplace")
    return {**entry._asdict(), "raw": shown, "left": len(entry.raw) - len(entry.raw[:RAW])}


def _fitting(drawn: Iterable[Cleaned], room: int) -> Iterator[str]:
    """Yield as many records in JSON as there is room for, the most informative first."""
    for record in drawn:
        data = _json(sample.page_data(record))
        room -= len(data.encode()) + 1
        if room < 0:
            return
        yield data


def _json(value: dict[str, Any], records: Iterable[str] = ()) -> str:
    """Return JSON that cannot end its HTML element; `records` are JSON already, for the list at the very end."""
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    data = _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", data)
    joined = ",".join(records)
    return f"{data[:-2]}{joined}]}}" if joined else data


def _assembled(data: str) -> bytes:
    folder = files("cleantext.bulk")
    parts = {name: folder.joinpath(f"report.{name}").read_text("utf-8") for name in ("html", "css")}
    parts["js"] = "".join(folder.joinpath(f"{name}.js").read_text("utf-8") for name in ("overview", "missed", "report"))
    policy = (
        f"default-src 'none'; script-src {_hash(parts['js'])}; style-src {_hash(parts['css'])}; "
        "base-uri 'none'; form-action 'none'"
    )
    holes = {"policy": policy, "css": parts["css"], "js": parts["js"], "data": data}
    return re.sub(r"\{\{(\w+)\}\}", lambda hole: holes[hole[1]], parts["html"]).encode()


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
