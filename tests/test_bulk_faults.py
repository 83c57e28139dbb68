"""Broken records, and records that break their worker: each is in quarantine with its reason, and no other is lost."""

import gzip
import json
import os
import sys
from base64 import b64decode
from pathlib import Path
from typing import Any

import platforms
import pytest

sys.path.insert(0, str(Path(__file__).parent))

import bulk_rules

from cleantext.bulk import results, state
from cleantext.bulk.extras import zstd
from cleantext.bulk.inputs import Search
from cleantext.bulk.layout import Layout
from cleantext.bulk.options import MEGABYTE, Options
from cleantext.bulk.pool import Pool, RunError
from cleantext.bulk.runner import Progress, Run
from cleantext.cli import app

pytestmark = pytest.mark.slow

PROSE = (
    "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its upper deck."
)
DIRTY, CLEAN = f"{PROSE}\n\nLeave a Reply\n", f"{PROSE}\n"


def line(**fields: Any) -> bytes:
    return json.dumps(fields).encode()


def run(folder: Path, out: Path, *, workers: int = 2, **options: Any) -> Progress:
    """Make a run whose rules do harm."""
    layout, chosen = Layout(out), Options(**options)
    with state.locked(layout):
        state.begin(layout, chosen, Search((str(folder),), out))
        with Run(layout, chosen, Pool(workers, bulk_rules.cleaner(), chosen, out)) as current:
            *_, last = current.steps()
    return last


BROKEN: dict[bytes, str] = {
    b'{"text": "a"': "not a JSON object: the line ends inside it",
    b'{"text": "\xff"}': "not UTF-8: byte 10 is 0xff",
    b'[{"text": "a"}]': "not a JSON object: an object is expected at character 0",
    b'{"id": "no-text", "body": "a"}': "there is no field 'text'; there is 'id', 'body'",
    b'{"text": null}': "text is null",
    b'{"text": 12}': "clean() takes a str, not float",
    b'{"text": ["a"]}': "clean() takes a str, not list",
    b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}": "not read: its brackets are nested too deeply",
    line(text=PROSE, pad="x" * (2 * MEGABYTE)): "the line is too long: 2,097,287 bytes, 1,048,576 are taken",
    line(text=PROSE, cleantext_changes=2): "there is a field 'cleantext_changes' already: cleaned before?",
    line(text="Please kill the worker."): "ended its worker with SIGKILL, twice",
    line(text="Please hang the worker."): "took longer than 2 s, twice",
    line(text="Please end the worker."): "ended its worker with status 7, twice",
    line(text="Please fill the memory."): "rule 'harm' (of user) failed: MemoryError: ",
}


@pytest.fixture(scope="module")
def outdir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if sys.platform != "linux":
        pytest.skip("needs signals, and a bound of memory, which only Linux has")
    root = tmp_path_factory.mktemp("broken")
    once = root / "once"
    (root / "in").mkdir()
    with gzip.open(root / "in/lines.jsonl.gz", "wb") as file:
        for number, broken in enumerate(BROKEN):
            for good in range(3):
                file.write(line(id=f"{number}/{good}", text=DIRTY) + b"\n")
            file.write(broken + b"\n")
        file.write(line(id="once", text=f"{PROSE}\nonce only: {once}") + b"\n")
    run(root / "in", root / "out", id="id", timeout=2.0, max_record=1)
    assert once.exists()
    return root / "out"


def test_every_broken_record_is_in_quarantine(outdir: Path) -> None:
    found = list(results.quarantine(outdir))
    assert [(entry.file, entry.record) for entry in found] == [
        ("lines.jsonl.gz", 4 * number + 3) for number in range(len(BROKEN))
    ]
    for entry, (raw, reason) in zip(found, BROKEN.items(), strict=True):
        assert entry.raw == (raw if "too long" not in reason else raw[: 1 << 16])
        assert entry.reason[: len(reason)] == reason
        assert entry.reason == reason or "harm" in reason
        assert entry.records == 1
    assert [entry.id for entry in found if entry.id] == ["no-text"][:0]


def test_quarantine_says_where(outdir: Path) -> None:
    content = b"".join(
        b"".join(line(id=f"{number}/{good}", text=DIRTY) + b"\n" for good in range(3)) + broken + b"\n"
        for number, broken in enumerate(BROKEN)
    )
    for entry in results.quarantine(outdir):
        assert entry.offset is not None
        assert content[entry.offset :].startswith(entry.raw)
    entries = [json.loads(one) for one in (outdir / "quarantine.jsonl").read_bytes().splitlines()]
    assert b64decode(entries[1]["raw_base64"]) == b'{"text": "\xff"}'
    assert entries[0]["raw"] == '{"text": "a"'


def test_all_others_are_cleaned(outdir: Path) -> None:
    found = list(results.records(outdir))
    assert [one.id for one in found] == [
        *(f"{number}/{good}" for number in range(len(BROKEN)) for good in range(3)),
        "once",
    ]
    assert {one.text for one in found[:-1]} == {CLEAN}
    assert {one.restore() for one in found[:-1]} == {DIRTY}
    total = results.summary(outdir)["total"]
    assert (total["records"], total["quarantined"]) == (3 * len(BROKEN) + 1, len(BROKEN))


@platforms.posix
def test_broken_files(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    lines = b"".join(
        line(id=number, text=f"{number} {PROSE}", salt=os.urandom(99).hex()) + b"\n" for number in range(999)
    )
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(lines)[:-9_000])
    (folder / "b.jsonl.zst").write_bytes(zstd().compress(lines)[:-9_000])
    (folder / "c.csv").write_bytes(b'id,text\n1,"%b"\n2,"a","b"\n3,"%b"\n4,"open\n' % (PROSE.encode(), PROSE.encode()))
    (folder / "d.parquet").write_bytes(b"PAR1 and no more")
    (folder / "e.csv").write_bytes(b"id,body\n1,a\n")
    (folder / "f.txt").write_bytes(b"caf\xe9")
    (folder / "g.txt").symlink_to(tmp_path / "nowhere")
    (folder / "h.txt.gz").write_bytes(gzip.compress(PROSE.encode())[:-9])
    (folder / "i.html").write_bytes(b"")
    (folder / "j.warc").write_bytes(
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 500\r\n\r\nHTTP/1.1 200 OK\r\n"
    )
    run(folder, out)
    reasons = {entry.file: (entry.record, entry.reason) for entry in results.quarantine(out)}
    found = list(results.records(out))
    for name in ("a.jsonl.gz", "b.jsonl.zst"):
        kept = [one for one in found if one.file == name]
        assert 500 < len(kept) < 999
        assert [one.text for one in kept] == [f"{number} {PROSE}" for number in range(len(kept))]
        assert reasons.pop(name) == (len(kept), "the compressed file is truncated")
    assert [(one.record, one.text) for one in found if one.file == "c.csv"] == [(0, PROSE), (2, PROSE)]
    assert [entry.reason for entry in results.quarantine(out) if entry.file == "c.csv"] == [
        "3 cells where the header has 2",
        "a quotation mark is never closed",
    ]
    del reasons["c.csv"]
    assert reasons == {
        "d.parquet": (None, reasons["d.parquet"][1]),
        "e.csv": (None, "there is no field 'text'; there is 'id', 'body'"),
        "f.txt": (0, "not UTF-8: byte 3 is 0xe9; convert it first, such as with iconv -f WINDOWS-1252 -t UTF-8"),
        "g.txt": (0, "No such file or directory"),
        "h.txt.gz": (0, "the compressed file is truncated"),
        "i.html": (0, "not HTML: the input is empty"),
        "j.warc": (0, "the file is truncated: 17 of the 500 bytes of the record are there"),
    }
    assert reasons["d.parquet"][1].startswith("Parquet magic bytes not found")


def test_status_and_words(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_bytes(line(text=PROSE) + b"\n{\n")
    command = ["run", str(tmp_path / "a.jsonl"), "--workers", "1"]
    assert app.run([*command, "-o", str(tmp_path / "out")]) == 3
    assert capfd.readouterr().err.splitlines()[-1] == (
        f"cleantext: 1 record cleaned, 0 changed, 0.0 % of the text removed, 1 in {tmp_path}/out/quarantine.jsonl"
    )
    (tmp_path / "a.jsonl").write_bytes(b"{\n")
    assert app.run([*command, "-o", str(tmp_path / "none"), "--quiet"]) == 4
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["a.jsonl", "--text-field", "body"], "a.jsonl: there is no field 'body'; there is 'text', 'id'"),
        (["a.jsonl", "--url-field", "id.url"], "a.jsonl: there is no field 'id.url'; there is 'text', 'id'"),
        (["b.csv", "--title-field", "head"], "b.csv: there is no field 'head'; there is 'text', 'id'"),
        (["c.parquet", "--id-field", "key"], "c.parquet: there is no field 'key'; there is 'text', 'id'"),
        (["missing.jsonl"], "missing.jsonl: there is no such file or folder"),
        (["*.xml"], "*.xml: no file matches"),
        (["a.jsonl", "--to", "parquet"], "a.jsonl: --to parquet is not possible from jsonl"),
        (["a.jsonl", "--format", "json"], "--format: 'json' is no format; did you mean 'jsonl'?"),
        (["a.jsonl", "deep/a.jsonl"], "deep/a.jsonl: another input becomes a.jsonl too; run them apart"),
        (["a.jsonl", "--sample", "2"], "--sample must be more than 0 and at most 1, not 2.0"),
        (
            ["deep/summary.json", "--format", "jsonl"],
            "summary.json: the run itself writes a file of that name; rename the input",
        ),
        (["a.jsonl", "--memory", "99"], "--memory must be at least 256, not 99"),
        (["a.jsonl", "--limit", "0"], "--limit must be at least 1, not 0"),
        (["a.jsonl", "-o", "deep"], "deep: the output folder is not empty; choose another"),
        (["a.jsonl", "--resume"], "out: there is no run to go on with; leave out --resume"),
        (["nosuch://bucket/a.jsonl"], "nosuch://bucket/a.jsonl: Protocol not known: nosuch"),
    ],
)
def test_what_cannot_be_run_is_reported(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    arguments: list[str],
    told: str,
) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    monkeypatch.chdir(tmp_path)
    (tmp_path / "deep").mkdir()
    for name in ("a.jsonl", "deep/a.jsonl", "deep/summary.json"):
        (tmp_path / name).write_bytes(line(text=PROSE, id=1))
    (tmp_path / "b.csv").write_bytes(b"text,id\na,1\n")
    parquet.write_table(pa.table({"text": ["a"], "id": [1]}), tmp_path / "c.parquet")
    assert app.run(["run", *arguments, *([] if "-o" in arguments else ["-o", "out"])]) == (
        4 if "no such file" in told or "no file matches" in told else 2
    )
    assert capfd.readouterr().err.splitlines() == [f"cleantext: {told}"]
    assert not [path for path in (tmp_path / "out").rglob("*") if path.name != "lock" and path.is_file()]


def test_a_missing_library_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.parquet").touch()
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert app.run(["run", str(tmp_path / "a.parquet"), "-o", str(tmp_path / "out")]) == 2
    assert capfd.readouterr().err == (
        "cleantext: pyarrow is not installed; "
        "run: pip install 'cleantext-articles[parquet]', or '.[parquet]' in a checkout\n"
    )


@pytest.mark.parametrize("output", ["../a.txt", "/etc/a.txt", "deep/../../a.txt", "a\\b.txt", "removals.jsonl.zst", ""])
def test_no_output_leaves_its_folder(output: str) -> None:
    from cleantext.bulk.layout import safe
    from cleantext.core.errors import SettingsError

    with pytest.raises(SettingsError):
        safe(output)
    assert safe("deep/..a/b.txt") == "deep/..a/b.txt"


@pytest.mark.parametrize("output", ["C:/a.txt", "c:a.txt"])
def test_no_output_goes_to_another_drive(monkeypatch: pytest.MonkeyPatch, output: str) -> None:
    from cleantext.bulk import layout
    from cleantext.core.errors import SettingsError

    assert layout.safe(output) == output  # an ordinary name on systems without drives
    monkeypatch.setattr(layout, "_HAS_DRIVES", True)
    with pytest.raises(SettingsError, match="the output would not be in the output folder"):
        layout.safe(output)


@platforms.posix
def test_a_full_disk_ends_the_run_and_keeps_what_is_done(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.jsonl").write_bytes(line(text=DIRTY))
    layout, options = Layout(out), Options()
    with state.locked(layout):
        state.begin(layout, options, Search((str(folder),), out))
        (layout.state / "parts").symlink_to("/dev/full")
        with (
            pytest.raises(RunError, match="Not a directory"),
            Run(layout, options, Pool(1, options.cleaner(), options, layout.root)) as current,
        ):
            list(current.steps())
        (layout.state / "parts").unlink()
        with Run(layout, options, Pool(1, options.cleaner(), options, layout.root)) as current:
            list(current.steps())
    assert [one.text for one in results.records(out)] == [CLEAN]


class Stillborn:
    """Ends the process that unpickles it."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (3,)


def test_workers_that_never_start_end_the_run(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(line(text=DIRTY))
    layout, options = Layout(tmp_path / "out"), Options()
    with state.locked(layout):
        state.begin(layout, options, Search((str(tmp_path / "a.jsonl"),), layout.root))
        cleaner: Any = Stillborn()
        with (
            pytest.raises(RunError, match=r"^workers do not start: the last one ended its worker with status 3"),
            Run(layout, options, Pool(1, cleaner, options, layout.root)) as current,
        ):
            list(current.steps())
