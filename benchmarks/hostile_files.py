"""Hostile files of every format of bulk runs, and damage to the folder of a run."""

import gzip
import io
import json
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any

from hostile_damage import DAMAGE
from hostile_texts import PROSE

DIRTY = f"{PROSE}\nLeave a Reply\n"
PAGE = f"<html><head><title>Ferry</title></head><body><p>{PROSE}</p><p>{PROSE}</p></body></html>"
ROWS = [{"id": number, "text": f"{number}. {DIRTY}", "note": 'ä, "b"\n'} for number in range(40)]


def _jsonl(rows: list[Any]) -> bytes:
    return "".join(f"{json.dumps(row)}\n" for row in rows).encode()


def _csv(rows: list[list[str]], delimiter: str = ",") -> bytes:
    cells = ([f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in rows)
    return "".join(f"{delimiter.join(row)}\n" for row in cells).encode()


def _table(delimiter: str = ",") -> bytes:
    return _csv(
        [["id", "text", "note"], *([str(row[name]) for name in ("id", "text", "note")] for row in ROWS)], delimiter
    )


def _zst(data: bytes) -> bytes:
    from cleantext.bulk.extras import zstd

    packed: bytes = zstd().compress(data)
    return packed


def _parquet(columns: dict[str, Any], **options: Any) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    sink = io.BytesIO()
    parquet.write_table(pa.table(columns), sink, **options)
    return sink.getvalue()


def _rows_as_parquet() -> bytes:
    return _parquet({name: [row[name] for row in ROWS] for name in ("id", "text", "note")}, row_group_size=10)


def _response(number: int, content: bytes, head: str = "", length: str = "") -> bytes:
    lines = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: https://c.example/{number}\r\nWARC-Date: 2024-05-01T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\n{head}Content-Length: {length or len(content)}\r\n\r\n"
    )
    return lines.encode() + content + b"\r\n\r\n"


def _gzip(data: bytes) -> bytes:
    """Return compressed data without the time of day in its head, so that a seed makes the same bytes."""
    return gzip.compress(data, mtime=0)


def _http(body: bytes, head: str = "Content-Type: text/html") -> bytes:
    return f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode() + body


@cache
def _warc() -> bytes:
    return b"".join(_response(number, _http(PAGE.encode())) for number in range(10))


def _around(record: bytes) -> bytes:
    """Return a WARC file with a record among good ones."""
    good = _response(1, _http(PAGE.encode()))
    return good + record + good


@cache
def sources() -> dict[str, bytes]:
    """Return a whole file of each format and compression that is damaged, by its name."""
    return {
        "a.jsonl": _jsonl(ROWS),
        "b.jsonl.gz": _gzip(_jsonl(ROWS)),
        "c.jsonl.zst": _zst(_jsonl(ROWS)),
        "d.csv": _table(),
        "e.tsv": _table("\t"),
        "f.csv.gz": _gzip(_table()),
        "g.parquet": _rows_as_parquet(),
        "h.warc": _warc(),
        "i.warc.gz": b"".join(_gzip(_response(n, _http(PAGE.encode()))) for n in range(10)),
        "j.txt": DIRTY.encode(),
        "k.html": PAGE.encode(),
    }


JSON_LINES: dict[str, bytes] = {
    "brackets without end": b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n",
    "objects in objects": b'{"text": ' + b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b"}\n",
    "a number without end": b'{"text": "a", "n": ' + b"9" * 100_000 + b"}\n",
    "numbers that are none": b'{"text": "a", "n": NaN}\n{"text": "a", "n": 1e999}\n{"text": "a", "n": -0}\n',
    "surrogates": b'{"text": "a \\ud800 b"}\n{"text": "\\udfff\\ud800"}\n',
    "keys that repeat": b'{"text": "a", "text": "b", "id": 1, "id": 2}\n',
    "keys that are odd": b'{"": 1, "\\u0000": 2, "text": "a", "text\\n": "b", "\\ud800": 3}\n',
    "ten thousand keys": json.dumps({"text": DIRTY, **{f"k{number}": number for number in range(10_000)}}).encode(),
    "no objects": b'1\n"a"\n[1]\nnull\ntrue\n',
    "texts of other types": b'{"text": null}\n{"text": 5}\n{"text": ["a"]}\n{"text": {}}\n{"text": true}\n',
    "no text": b'{"body": "a"}\n{}\n',
    "our own fields": b'{"text": "a", "cleantext_changes": 1}\n',
    "more than a record may have": json.dumps({"text": "ab " * 600_000}).encode() + b"\n" + _jsonl(ROWS),
    "one line without end": b"x" * 3_000_000,
    "titles of other types": b'{"text": "a", "title": 5, "url": [], "language": {}}\n',
    "addresses that are none": b'{"text": "a", "url": "http://[::1"}\n{"text": "a", "url": "\\u0000"}\n',
    "an array": json.dumps(ROWS).encode(),
    "escapes": b'{"text": "\\u0041\\/\\b\\f\\n\\r\\t\\u2028"}\n',
    "white space": b'  {"text": "a"}  \n\n\t\n{"text":\t"b"}\r\n',
}
TABLES: dict[str, bytes] = {
    "a header alone": b"id,text\n",
    "no header": b"1,a\n2,b\n",
    "two columns of one name": b"id,text,id\n1,a,2\n",
    "two texts": b"text,text\na,b\n",
    "names without letters": b",text,,\n1,a,2,3\n",
    "a line feed in a name": b'"id\nb",text\n1,a\n',
    "rows too short and too long": b"id,text\n1\n1,a,b\n1,a\n",
    "a quotation mark too many": b'id,text\n1,"a 5" screen\n2,b\n3,c\n',
    "an open quotation mark": b'id,text\n1,"a\n' + b"2,b\n" * 50_000,
    "marks inside of cells": b'id,text\n1,a "b" c\n2,"a"b"\n',
    "bare carriage returns": b"id,text\r1,a\r2,b\r",
    "all line ends": b'id,text\r\n1,a\n2,"b\rc"\r3,d',
    "five thousand columns": (
        ",".join(["text", *(f"c{n}" for n in range(5_000))]) + "\n" + ",".join(["a"] * 5_001)
    ).encode(),
    "zeros": b"id,text\n1,a\0b\n",
    "a cell without end": b"id,text\n1," + b"x" * 3_000_000 + b"\n2,b\n",
    "semicolons": b"id;text\n1;a\n",
    "formulas": b"id,text\n=1+1,=cmd|' /C calc'!A0\n",
    "empty rows": b"id,text\n\n\n1,a\n,\n",
    "our own columns": b"id,text,cleantext_changes\n1,a,2\n",
    "commas alone": b"id,text\n" + b"," * 100_000,
}
RECORDS: dict[str, Callable[[], bytes]] = {
    "a length below zero": lambda: _around(_response(2, _http(b"x"), length="-5")),
    "a length without end": lambda: _around(_response(2, _http(b"x"), length="9" * 30)),
    "a length too short": lambda: _around(_response(2, _http(PAGE.encode()), length="20")),
    "a length too long": lambda: _around(_response(2, _http(PAGE.encode()), length="90000")),
    "a length that is none": lambda: _around(_response(2, _http(b"x"), length="abc")),
    "two lengths": lambda: _around(_response(2, _http(PAGE.encode()), head="Content-Length: 3\r\n")),
    "no end of a head": lambda: _around(b"WARC/1.0\r\nWARC-Type: response\r\n" + b"x" * 9_000),
    "a head without end": lambda: _around(b"WARC/1.0\r\n" + b"A: b\r\n" * 100_000),
    "a version that is none": lambda: _around(b"WARC/9.9\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n"),
    "a type that is none": lambda: _around(b"WARC/1.0\r\nWARC-Type: x\r\nContent-Length: 1\r\n\r\nx\r\n\r\n"),
    "no HTTP": lambda: _around(_response(2, b"x" * 500)),
    "HTTP without a head": lambda: _around(_response(2, b"HTTP/1.1 200 OK\r\n")),
    "a status that is none": lambda: _around(_response(2, b"HTTP/1.1 abc\r\n\r\n" + PAGE.encode())),
    "a charset of no texts": lambda: _around(
        _response(2, _http(PAGE.encode(), "Content-Type: text/html; charset=punycode"))
    ),
    "a charset with a zero": lambda: _around(
        _response(2, _http(PAGE.encode(), "Content-Type: text/html; charset=a\0b"))
    ),
    "a packing that is none": lambda: _around(_response(2, _http(PAGE.encode(), "Content-Encoding: nosuch"))),
    "packed, but not": lambda: _around(_response(2, _http(PAGE.encode(), "Content-Encoding: gzip"))),
    "packed three times": lambda: _around(
        _response(2, _http(_gzip(_gzip(_gzip(PAGE.encode()))), "Content-Encoding: gzip, gzip, gzip"))
    ),
    "a bomb": lambda: _around(_response(2, _http(_gzip(b"\0" * 30_000_000), "Content-Encoding: gzip"))),
    "a bomb in a bomb": lambda: _around(
        _response(2, _http(_gzip(_gzip(b"\0" * 30_000_000)), "Content-Encoding: gzip, gzip"))
    ),
    "pieces that lie": lambda: _around(
        _response(2, _http(b"ffffffff\r\nx\r\n0\r\n\r\n", "Content-Type: text/html\r\nTransfer-Encoding: chunked"))
    ),
    "an address that is none": lambda: _around(
        _response(2, _http(PAGE.encode())).replace(b"https://c.example/2", b"http://[::1")
    ),
    "a request": lambda: _around(_response(2, b"GET / HTTP/1.1\r\n\r\n").replace(b"response", b"request")),
    "records in a record": lambda: _around(_response(2, _http(_warc()))),
    "an image": lambda: _around(_response(2, _http(b"\x89PNG" + bytes(range(256)), "Content-Type: image/png"))),
}


def _arrays() -> dict[str, Callable[[], bytes]]:
    import pyarrow as pa

    texts = [DIRTY] * 5
    binary = pa.array([b"a", b"\xff", b"c", None, b"e"], pa.binary())

    def column(values: list[Any], kind: Any) -> Callable[[], bytes]:
        return lambda: _parquet({"text": texts, "x": pa.array(values, kind)})

    def cast(values: list[int], kind: Any) -> Callable[[], bytes]:
        return lambda: _parquet({"text": texts, "x": pa.array(values, pa.int64()).cast(kind)})

    return {
        "no rows": lambda: _parquet({"text": pa.array([], pa.string())}),
        "no columns": lambda: _parquet({}),
        "no texts": lambda: _parquet({"text": pa.array([None] * 5, pa.string())}),
        "texts without a type": lambda: _parquet({"text": pa.nulls(5)}),
        "texts as numbers": lambda: _parquet({"text": [1, 2, 3]}),
        "texts as lists": lambda: _parquet({"text": [["a"], [], None]}),
        "texts as bytes": lambda: _parquet({"text": binary}),
        "texts that are not UTF-8": lambda: _parquet({"text": _unchecked(binary)}),
        "texts as a dictionary": lambda: _parquet({"text": pa.array(texts).dictionary_encode()}),
        "nanoseconds": cast([1, 2, 3, 4, 1700000000000000001], pa.timestamp("ns")),
        "durations": cast([1, 2, 3, 4, 5], pa.duration("ns")),
        "years past 9999": cast([0, 1, 2, 3, 2**62], pa.timestamp("us")),
        "zones that are none": cast([0, 1, 2, 3, 5], pa.timestamp("us", "Mars/Phobos")),
        "numbers": column([float("nan"), float("inf"), -0.0, 1e308, None], pa.float64()),
        "decimals": column([None, 1, 2, 3, 4], pa.decimal128(38, 10)),
        "bytes": column([b"\xff", b"", None, b"a", b"b"], pa.binary()),
        "maps": column([[("a", 1)], [], None, [("b", 2)], []], pa.map_(pa.string(), pa.int64())),
        "lists of records": column([[{"a": 1}], [], None, [{"a": None}], []], pa.list_(pa.struct([("a", pa.int64())]))),
        "texts that unpack to much": lambda: _parquet({"text": ["ab " * 700_000] * 20 + texts}, compression="zstd"),
        "a text that repeats": lambda: _parquet(
            {"text": ["x" * 500_000] * 400, "id": list(range(400))}, compression="zstd"
        ),
        "names that are odd": lambda: _parquet({"text": texts, "": texts, "a.b": texts, "\0": texts}),
        "our own columns": lambda: _parquet({"text": texts, "cleantext_changes": texts}),
        "rows in groups of one": lambda: _parquet({"text": texts}, row_group_size=1),
    }


def _unchecked(array: Any) -> Any:
    """Return bytes as texts, without validation."""
    import pyarrow as pa

    return pa.Array.from_buffers(pa.string(), len(array), array.buffers())


FOLDER_FILES = (
    ".cleantext/run.json .cleantext/inputs.jsonl .cleantext/manifest.jsonl .cleantext/outputs.jsonl summary.json "
    "removals.jsonl.zst quarantine.jsonl a.jsonl"
).split()
# Replacements for a value of a note.
VALUES: dict[str, Any] = {
    "nothing": None,
    "a number below zero": -1,
    "a number without end": 10**30,
    "a list": [],
    "an object": {},
    "a path that leads out": "../../victim",
    "a path from the root": "/etc/hostname",
    "a surrogate": "\ud800",
    "signs that steer terminals": "\x1b[2J\x07",
}
NOTES = (".cleantext/run.json", ".cleantext/inputs.jsonl", ".cleantext/manifest.jsonl", "summary.json")


def kinds() -> dict[str, Callable[[Random], bytes]]:
    """Return the kinds of files; the name of a kind begins with that of its file."""
    found: dict[str, Callable[[Random], bytes]] = {}
    for name in sources():
        for damage in DAMAGE:
            found[f"{name}: {damage}"] = partial(_damaged, source=name, damage=damage)
    for suffix, table in (("jsonl", JSON_LINES), ("csv", TABLES)):
        for what, data in table.items():
            found[f"in.{suffix}: {what}"] = partial(_given, make=partial(bytes, data))
    for what, make in RECORDS.items():
        found[f"in.warc: {what}"] = partial(_given, make=make)
    for what, make in _arrays().items():
        found[f"in.parquet: {what}"] = partial(_given, make=make)
    return found


def folder_kinds() -> dict[str, Callable[[Random], Callable[[Path], None]]]:
    """Return the kinds of damage to the folder of a run."""
    found: dict[str, Callable[[Random], Callable[[Path], None]]] = {}
    for name in FOLDER_FILES:
        found[f"{name}: gone"] = partial(_tampering, act=partial(_remove, name=name))
        found[f"{name}: a folder"] = partial(_tampering, act=partial(_as_folder, name=name))
        for damage in DAMAGE:
            found[f"{name}: {damage}"] = partial(_tampering, act=partial(_damage, name=name, damage=damage))
    for name in NOTES:
        for what, value in VALUES.items():
            found[f"{name}: a value is {what}"] = partial(_tampering, act=partial(_replace, name=name, value=value))
    return found


def file_name(kind: str) -> str:
    """Return the name of the file of a kind."""
    return kind.partition(":")[0]


def is_kept_whole(name: str) -> bool:
    """Return whether `restore` returns everything that `records` reads."""
    return ".jsonl" in name or name.endswith(".txt")


def records(path: Path) -> list[Any]:
    """Return the unpacked content of a file: objects of JSON lines, since escapes may change; or a text."""
    from cleantext.bulk.streams import CODECS, reading

    with reading(str(path), CODECS.get(path.suffix, "")) as file:
        data = file.read()
    if ".jsonl" not in path.name:
        return [data]
    return [json.loads(line, parse_int=str) for line in data.splitlines() if line.strip()]  # with any number of digits


def _given(_: Random, make: Callable[[], bytes]) -> bytes:
    return make()


def _damaged(draw: Random, source: str, damage: str) -> bytes:
    return DAMAGE[damage](draw, sources()[source])


def _tampering(draw: Random, act: Callable[..., None]) -> Callable[[Path], None]:
    return partial(act, draw)


def _remove(_: Random, folder: Path, name: str) -> None:
    (folder / name).unlink()


def _as_folder(_: Random, folder: Path, name: str) -> None:
    (folder / name).unlink()
    (folder / name).mkdir()


def _damage(draw: Random, folder: Path, name: str, damage: str) -> None:
    (folder / name).write_bytes(DAMAGE[damage](draw, (folder / name).read_bytes()))


def _replace(draw: Random, folder: Path, name: str, value: object) -> None:
    """Replace the value of one key of a note, of an object or of a line of several."""
    path = folder / name
    rows = (
        [json.loads(path.read_bytes())]
        if name.endswith(".json")
        else list(map(json.loads, path.read_bytes().splitlines()))
    )
    row = draw.choice(rows)
    row[draw.choice(sorted(row))] = value
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
