"""`cleantext run` on every format: the output, and the restored input."""

import bz2
import gzip
import json
import lzma
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from cleantext.bulk import results
from cleantext.bulk.extras import zstd
from cleantext.bulk.results import Cleaned
from cleantext.cli import app

PROSE = (
    "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its upper deck."
)
MORE = "Two hundred passengers waited on the pier until somebody told them why, and most of them took it with patience."
THEN = (
    "The engine had been repaired twice in the same week, and the evening ferry was cancelled without a word of notice."
)
FORM = "\n\nLeave a Reply\n"
DIRTY, CLEAN = PROSE + FORM, PROSE + "\n"
PAGE = (
    "<html><head><title>Late ferry</title></head><body><article><h1>Late ferry</h1>"
    f"<p>{PROSE}</p><p>{MORE}</p><p>{THEN}</p><p>{MORE}</p></article><h3>Leave a Reply</h3></body></html>"
)
ARTICLE = f"{PROSE}\n{MORE}\n{THEN}\n{MORE}"
COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": lambda data: zstd().compress(data),
}
DECOMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.decompress,
    ".bz2": bz2.decompress,
    ".xz": lzma.decompress,
    ".zst": lambda data: zstd().decompress(data),
}
LINES = (
    ('{"id": 7, "url": "https://www.a.example/7", "text": %s, "n": 123456789012345678901234567890}\r\n', DIRTY),
    ("\n", None),
    ('{"text":%s,"url":"https://b.example/8","x":[1.10,NaN]}\n', PROSE),
    ('{"url":"https://b.example/9","id":"last","text":%s}', DIRTY),
)
JSONL = "".join(line % json.dumps(text) if text else line for line, text in LINES).encode()
CSV = f'id,text,url\r\n1,"{DIRTY}",https://a.example/1\r\n2,"say ""no"", {PROSE}",\r\n'


def table() -> pa.Table:
    return pa.table(
        {
            "text": pa.array([DIRTY, PROSE, DIRTY], pa.large_string()),
            "meta": [{"url": "https://a.example/1"}, {"url": None}, None],
            "id": [1, 2, 3],
            "url": pa.array([None] * 3, pa.string()),
            "vector": pa.array([[1.5, 2.5], [], None], pa.list_(pa.float32())),
            "day": pa.array([0, 1, 2], pa.date32()),
        }
    ).replace_schema_metadata({"owner": "harbour"})


def warc() -> bytes:
    def record(kind: str, number: int, body: str, content_type: str) -> bytes:
        http = f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
            f"WARC-Target-URI: https://www.c.example/{number}\r\nWARC-Date: 2024-05-0{number}T00:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        return f"{head}{http}\r\n\r\n".encode()

    return b"".join(
        (
            record("request", 1, PAGE, "text/html"),
            record("response", 2, PAGE, "text/html; charset=utf-8"),
            record("response", 3, "%PDF", "application/pdf"),
            record("response", 4, PAGE.replace("noon", "dusk"), "TEXT/HTML"),
        )
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("in")
    (root / "deep/er").mkdir(parents=True)
    for suffix, compress in COMPRESS.items():
        (root / f"lines.jsonl{suffix}").write_bytes(compress(JSONL))
    (root / "deep/er/a.txt").write_bytes(DIRTY.encode())
    (root / "deep/er/b.txt.gz").write_bytes(gzip.compress(DIRTY.encode()))
    (root / "deep/page.html").write_bytes(PAGE.encode())
    (root / "cells.csv").write_bytes(CSV.encode())
    (root / "cells.tsv.gz").write_bytes(gzip.compress(f"text\tid\turl\n{PROSE}\t1\t\n".encode()))
    (root / "crawl.warc.gz").write_bytes(gzip.compress(warc()[:700]) + gzip.compress(warc()[700:]))
    parquet.write_table(table(), root / "rows.parquet", compression="zstd", row_group_size=2)
    (root / "empty.jsonl").touch()
    (root / "picture.jpg").write_bytes(b"\xff\xd8")
    (root / ".hidden.txt").write_bytes(b"hidden")
    return root


@pytest.fixture(scope="module")
def outdir(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    command = ["run", str(folder), "-o", str(out), "--id-field", "id", "--url-field", "url", "--workers", "2"]
    assert app.run(command) == 0
    return out


def test_every_input_has_its_output(outdir: Path) -> None:
    files = {path.relative_to(outdir).as_posix() for path in outdir.rglob("*") if path.is_file()}
    assert {name for name in files if not name.startswith(".cleantext/")} == {
        *(f"lines.jsonl{suffix}" for suffix in COMPRESS),
        "deep/er/a.txt",
        "deep/er/b.txt.gz",
        "deep/page.html.txt",
        "cells.csv",
        "cells.tsv.gz",
        "crawl.warc.jsonl.gz",
        "rows.parquet",
        "empty.jsonl",
        "removals.jsonl.zst",
        "flags.jsonl",
        "quarantine.jsonl",
        "summary.json",
    }
    state = {name for name in files if name.startswith(".cleantext/")}
    assert state == {
        f".cleantext/{name}" for name in ("inputs.jsonl", "lock", "manifest.jsonl", "outputs.jsonl", "run.json")
    }


@pytest.mark.parametrize("suffix", COMPRESS)
def test_lines(outdir: Path, suffix: str) -> None:
    text = json.dumps(CLEAN)
    last = LINES[3][0] % text
    expected = (
        (LINES[0][0] % text).replace("}\r\n", ',"cleantext_changes":1,"cleantext_removed":15}\r\n')
        + "\n"
        + (LINES[2][0] % json.dumps(PROSE)).replace("}\n", ',"cleantext_changes":0,"cleantext_removed":0}\n')
        + last.replace("}", ',"cleantext_changes":1,"cleantext_removed":15}')
    )
    assert DECOMPRESS[suffix]((outdir / f"lines.jsonl{suffix}").read_bytes()).decode() == expected


def test_loose_files(outdir: Path) -> None:
    assert (outdir / "deep/er/a.txt").read_bytes() == CLEAN.encode()
    assert gzip.decompress((outdir / "deep/er/b.txt.gz").read_bytes()) == CLEAN.encode()
    assert (outdir / "deep/page.html.txt").read_bytes().decode() == ARTICLE


def test_cells(outdir: Path) -> None:
    assert (outdir / "cells.csv").read_bytes().decode() == (
        "id,text,url,cleantext_changes,cleantext_removed,cleantext_degraded\r\n"
        f'1,"{CLEAN}",https://a.example/1,1,15,\r\n'
        f'2,"say ""no"", {PROSE}",,0,0,\r\n'
    )
    assert gzip.decompress((outdir / "cells.tsv.gz").read_bytes()).decode() == (
        f"text\tid\turl\tcleantext_changes\tcleantext_removed\tcleantext_degraded\n{PROSE}\t1\t\t0\t0\t\n"
    )


def test_crawl(outdir: Path) -> None:
    lines = [json.loads(line) for line in gzip.decompress((outdir / "crawl.warc.jsonl.gz").read_bytes()).splitlines()]
    assert [(line["id"], line["url"], line["date"], line["cleantext_title"]) for line in lines] == [
        ("<urn:uuid:2>", "https://www.c.example/2", "2024-05-02T00:00:00Z", "Late ferry"),
        ("<urn:uuid:4>", "https://www.c.example/4", "2024-05-04T00:00:00Z", "Late ferry"),
    ]
    assert lines[0]["text"] == ARTICLE
    assert lines[1]["text"] == ARTICLE.replace("noon", "dusk")


def test_rows(outdir: Path) -> None:
    file = parquet.ParquetFile(outdir / "rows.parquet")
    cleaned = file.read()
    source = table()
    assert cleaned.schema.metadata == source.schema.metadata
    assert cleaned.drop_columns(["text", "cleantext_changes", "cleantext_removed", "cleantext_degraded"]) == (
        source.drop_columns(["text"])
    )
    assert cleaned.schema.field("text").type == pa.large_string()
    assert cleaned["text"].to_pylist() == [CLEAN, PROSE, CLEAN]
    assert cleaned["cleantext_changes"].to_pylist() == [1, 0, 1]
    assert [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)] == [2, 1]
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"


def entry(**known: Any) -> dict[str, Any]:
    return {**known, "rule": "comment_form", "start": len(PROSE), "end": len(DIRTY) - 1, "removed": FORM[:-1]}


def test_log(outdir: Path) -> None:
    with zstd().open(outdir / "removals.jsonl.zst", "rt") as file:
        lines = [json.loads(line) for line in file]
    names = ("file", "record", "id", "url", "site", "rule", "start", "end", "removed")
    told = [{name: line[name] for name in names if name in line} for line in lines]
    first, last = ("https://www.a.example/7", "a.example"), ("https://b.example/9", "b.example")
    assert [line for line in told if line["file"] == "lines.jsonl.gz"] == [
        entry(file="lines.jsonl.gz", record=0, id="7", url=first[0], site=first[1]),
        entry(file="lines.jsonl.gz", record=3, id="last", url=last[0], site=last[1]),
    ]
    assert [line for line in told if line["file"] == "deep/er/a.txt"] == [entry(file="deep/er/a.txt", record=0)]
    assert [(line["file"], line["record"]) for line in lines] == sorted(
        ((line["file"], line["record"]) for line in lines), key=lambda place: place[0].count("/")
    )


def test_reading_the_results(outdir: Path) -> None:
    found = list(results.records(outdir))
    assert len(found) == results.summary(outdir)["total"]["records"] == 5 * 3 + 3 + 2 + 1 + 2 + 3
    lines = [(one.record, one.id, one.site, one.text) for one in found if one.file == "lines.jsonl.xz"]
    assert lines == [(0, "7", "a.example", CLEAN), (2, None, "b.example", PROSE), (3, "last", "b.example", CLEAN)]
    for one in found:
        assert isinstance(one, Cleaned)
        if one.file.startswith(("lines", "rows")):
            assert one.restore() == (DIRTY if one.text == CLEAN else PROSE)
    assert list(results.quarantine(outdir)) == []


def test_what_was_learned_is_summed_up(outdir: Path) -> None:
    summary = results.summary(outdir)
    assert summary["total"] == {
        "records": 26,
        "changed": sum(1 for one in results.records(outdir) if one.removals),
        "quarantined": 0,
        "set_aside": 0,
        "characters": sum(len(one.restore()) for one in results.records(outdir)),
        "removed": sum(len(one.restore()) - len(one.text) for one in results.records(outdir)),
    }
    assert summary["files"]["lines.jsonl"]["records"] == 3
    assert summary["files"]["deep/er/"]["records"] == 2
    assert list(summary["sites"]) == ["a.example", "b.example", "c.example"]


def test_everything_goes_back(folder: Path, outdir: Path, tmp_path: Path) -> None:
    back = tmp_path / "back"
    assert app.run(["restore", str(outdir), "-o", str(back)]) == 0
    for suffix in COMPRESS:
        assert DECOMPRESS[suffix]((back / f"lines.jsonl{suffix}").read_bytes()) == JSONL
    assert (back / "deep/er/a.txt").read_bytes() == (folder / "deep/er/a.txt").read_bytes()
    assert gzip.decompress((back / "deep/er/b.txt.gz").read_bytes()) == DIRTY.encode()
    assert (back / "cells.csv").read_bytes() == (folder / "cells.csv").read_bytes()
    assert parquet.read_table(back / "rows.parquet") == table()
    assert (back / "empty.jsonl").read_bytes() == b""


def test_to_json_lines(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    inputs = [str(folder / name) for name in ("cells.csv", "rows.parquet")]
    assert app.run(["run", *inputs, "-o", str(out), "--to", "jsonl", "--into", "clean", "--workers", "1"]) == 0
    cells = [json.loads(line) for line in (out / "cells.csv.jsonl").read_bytes().splitlines()]
    assert cells[0] == {
        "id": "1",
        "text": DIRTY,
        "url": "https://a.example/1",
        "clean": CLEAN,
        "cleantext_changes": 1,
        "cleantext_removed": 15,
        "cleantext_degraded": None,
    }
    rows = [json.loads(line) for line in (out / "rows.parquet.jsonl").read_bytes().splitlines()]
    assert [row["clean"] for row in rows] == [CLEAN, PROSE, CLEAN]
    assert rows[0]["day"] == "1970-01-01"
    assert [one.text for one in results.records(out)] == [row["clean"] for row in (*cells, *rows)]
    assert app.run(["restore", str(out), "-o", str(tmp_path / "back")]) == 0
    assert [json.loads(line) for line in (tmp_path / "back/cells.csv.jsonl").read_bytes().splitlines()] == [
        {name: row[name] for name in ("id", "text", "url")} for row in cells
    ]


def test_pages_in_fields(tmp_path: Path) -> None:
    line = {"page": {"html": PAGE}, "summary": "old"}
    (tmp_path / "pages.jsonl").write_text(json.dumps(line) + "\n")
    out = tmp_path / "out"
    command = ["run", str(tmp_path / "*.jsonl"), "-o", str(out), "--html-field", "page.html", "--workers", "1"]
    assert app.run(command) == 0
    cleaned = json.loads((out / "pages.jsonl").read_bytes())
    assert cleaned["page"] == line["page"]
    assert cleaned["text"] == ARTICLE
    assert cleaned["cleantext_title"] == "Late ferry"


@pytest.mark.slow
def test_limit_and_sample(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"{number} {PROSE}"}) for number in range(200)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    (tmp_path / "b.jsonl").write_text("\n".join(lines))
    for name, options in {
        "limit": ["--limit", "250"],
        "sample": ["--sample", "0.1"],
    }.items():
        out = tmp_path / name
        assert app.run(["run", *(str(tmp_path / f"{x}.jsonl") for x in "ab"), "-o", str(out), *options]) == 0
        found = list(results.records(out))
        assert all(one.text == f"{one.record} {PROSE}" for one in found)
        if name == "limit":
            assert [(one.file, one.record) for one in found[198:202]] == [
                ("a.jsonl", 198),
                ("a.jsonl", 199),
                ("b.jsonl", 0),
                ("b.jsonl", 1),
            ]
            assert len(found) == 250
        else:
            assert 20 <= len(found) <= 60


def test_remote_files(tmp_path: Path) -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.pipe("/bucket/deep/a.jsonl.gz", gzip.compress(JSONL))
    memory.pipe("/bucket/b.csv", CSV.encode())
    out = tmp_path / "out"
    assert app.run(["run", "memory://bucket", "-o", str(out), "--workers", "1"]) == 0
    assert [(one.file, one.record) for one in results.records(out)] == [
        ("b.csv", 0),
        ("b.csv", 1),
        ("deep/a.jsonl.gz", 0),
        ("deep/a.jsonl.gz", 2),
        ("deep/a.jsonl.gz", 3),
    ]


def test_nothing_is_written_by_a_dry_run(
    folder: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    out = tmp_path / "out"
    assert app.run(["run", str(folder / "deep"), "-o", str(out), "--dry-run"]) == 0
    assert not out.exists()
    lines = capfdbinary.readouterr().out.decode().splitlines()
    assert lines[:2] == ["html: 1 file", "text: 2 files"]
    assert lines[3:] == [
        f"{folder}/deep/page.html → {out}/page.html.txt",
        f"{folder}/deep/er/a.txt → {out}/er/a.txt",
        f"{folder}/deep/er/b.txt.gz → {out}/er/b.txt.gz",
        "nothing was written",
    ]
