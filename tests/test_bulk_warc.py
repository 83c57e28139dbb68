"""WARC: a damaged record costs its own bytes, and a page that cannot be unpacked costs itself."""

import gzip
import io
import json
import random
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import platforms
import pytest

from cleantext.bulk import results
from cleantext.bulk.extras import zstd
from cleantext.bulk.formats import framing
from cleantext.bulk.formats.framing import Damage, Found, TooLong
from cleantext.bulk.options import MEGABYTE
from cleantext.cli import app

pytestmark = pytest.mark.slow

PROSE = (
    "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its upper deck."
)
PARAGRAPHS = f"{PROSE} It was dark. {PROSE}", f"It was cold. {PROSE} Nobody sang."
ARTICLE = f"<article><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></article>"
PAGE = f"<html><head><title>Ferry</title></head><body>{ARTICLE}</body></html>"


def http(body: bytes = PAGE.encode(), *heads: str) -> bytes:
    lines = ["HTTP/1.1 200 OK", *(heads or ("Content-Type: text/html",))]
    return "\r\n".join([*lines, "", ""]).encode() + body


def record(number: int, content: bytes, length: str = "") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: https://c.example/{number}\r\nWARC-Date: 2024-05-01T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length or len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def run(folder: Path, data: bytes, *more: str, name: str = "in.warc") -> tuple[list[str], list[tuple[int | None, str]]]:
    """Return the ids of the cleaned pages, and the numbers and reasons of the others."""
    (folder / name).write_bytes(data)
    out = folder / "out"
    app.run(["run", str(folder / name), "-o", str(out), "--quiet", "--workers", "1", *more])
    quarantined = [(entry.record, entry.reason) for entry in results.quarantine(out)]
    cleaned = [one.id or "" for one in results.records(out)]
    assert results.summary(out)["records_in"] == len(cleaned) + len(quarantined)
    return cleaned, quarantined


def ids(*numbers: int) -> list[str]:
    return [f"<urn:uuid:{number}>" for number in numbers]


@pytest.mark.parametrize("charset", ["undefined", "punycode", "idna", "rot13", "a\0b", "no-such", "unicode_escape", ""])
def test_a_charset_that_is_none_of_texts_is_not_asked(tmp_path: Path, charset: str) -> None:
    odd = record(2, http(PAGE.encode(), f"Content-Type: text/html; charset={charset}"))
    assert run(tmp_path, record(1, http()) + odd + record(3, http())) == (ids(1, 2, 3), [])
    assert {one.text for one in results.records(tmp_path / "out")} == {"\n".join(PARAGRAPHS)}


def test_a_charset_that_the_server_names_is_taken(tmp_path: Path) -> None:
    page = PAGE.replace("harbour master", "Hafenmeister Müller").encode("cp1252")
    assert run(tmp_path, record(1, http(page, "Content-Type: text/html; charset=windows-1252"))) == (ids(1), [])
    (one,) = results.records(tmp_path / "out")
    assert one.text.startswith("The ferry left at noon, the Hafenmeister Müller said")


def nested(data: bytes) -> bytes:
    return gzip.compress(gzip.compress(data))


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [("gzip", gzip.compress), ("gzip, gzip", nested), ("zstd", lambda data: zstd().compress(data))],
)
def test_a_page_that_unpacks_without_end_costs_itself(tmp_path: Path, encoding: str, pack: object) -> None:
    assert callable(pack)
    bomb = http(pack(b"<p>x</p>" * (1 << 24)), "Content-Type: text/html", f"Content-Encoding: {encoding}")
    assert len(bomb) < MEGABYTE
    whole = http(pack(PAGE.encode()), "Content-Type: text/html", f"Content-Encoding: {encoding}")
    data = record(1, http()) + record(2, bomb) + record(3, whole)
    told = "the page is too long: its content unpacks to more than the 1,048,576 bytes that are taken"
    assert run(tmp_path, data, "--max-record", "1") == (ids(1, 3), [(1, told)])
    (entry,) = results.quarantine(tmp_path / "out")
    assert entry.raw == bomb


def test_a_page_that_cannot_be_unpacked_costs_itself(tmp_path: Path) -> None:
    broken = http(b"no gzip at all", "Content-Type: text/html", "Content-Encoding: gzip")
    cleaned, quarantined = run(tmp_path, record(1, http()) + record(2, broken) + record(3, http()))
    assert cleaned == ids(1, 3)
    ((number, reason),) = quarantined
    assert (number, reason.partition(": ")[0]) == (1, "the HTTP response cannot be read")


@platforms.posix
def test_a_link_that_leads_nowhere_costs_itself(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.warc").symlink_to(tmp_path / "nowhere")
    (tmp_path / "in/b.warc").write_bytes(record(1, http()))
    out = tmp_path / "out"
    assert app.run(["run", str(tmp_path / "in"), "-o", str(out), "--quiet", "--workers", "1"]) == 3
    assert [(one.file, one.id) for one in results.records(out)] == [("b.warc", "<urn:uuid:1>")]
    assert [(entry.file, entry.reason) for entry in results.quarantine(out)] == [
        ("a.warc", "No such file or directory")
    ]


def framed(data: bytes) -> Iterator[Found | Damage | TooLong]:
    return framing.records(framing.Content(io.BufferedReader(io.BytesIO(data)), deque()), MEGABYTE)


WHOLE = [record(number, http()) for number in range(4)]
SIZE = len(http())


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (
            record(9, http(), str(SIZE + 300)),
            f"the record does not end after the {SIZE + 300:,} bytes that its header gives",
        ),
        (
            record(9, http(), str(SIZE - 9)),
            f"the record does not end after the {SIZE - 9:,} bytes that its header gives",
        ),
        (record(9, http(), "many"), "the record's Content-Length is 'many'"),
        (record(9, http(), "-5"), "the record's Content-Length is '-5'"),
        (b"no record at all\r\n", "no record of a WARC file starts here"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n", "the head of the record has no end"),
        (b"\x00" * 3000 + b"\n", "no record of a WARC file starts here"),
    ],
)
def test_damage_in_the_middle_costs_its_own_bytes(tmp_path: Path, broken: bytes, reason: str) -> None:
    data = b"".join([*WHOLE[:2], broken, *WHOLE[2:]])
    cleaned, quarantined = run(tmp_path, data)
    assert quarantined == [(2, reason)]
    (entry,) = results.quarantine(tmp_path / "out")
    assert entry.offset == len(b"".join(WHOLE[:2]))
    assert entry.raw.strip() == broken.strip()
    assert cleaned == ids(0, 1, 2, 3)


@pytest.mark.parametrize(
    ("cut", "reason"),
    [
        (30, "the file ends in the head of a record"),
        (len(WHOLE[3]) - 500, f"the file is truncated: {SIZE - 496:,} of the {SIZE:,} bytes of the record are there"),
    ],
)
def test_a_file_that_breaks_off_keeps_what_came_before(tmp_path: Path, cut: int, reason: str) -> None:
    assert run(tmp_path, b"".join(WHOLE[:3]) + WHOLE[3][:cut]) == (ids(0, 1, 2), [(3, reason)])
    (entry,) = results.quarantine(tmp_path / "out")
    assert entry.raw == WHOLE[3][:cut]


def test_a_compressed_file_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    noise = random.Random(1)  # noqa: S311 - made the same every time
    many = [record(number, http(PAGE.encode() + noise.randbytes(400).hex().encode())) for number in range(25)]
    data = b"".join(map(gzip.compress, many))[:-300]
    cleaned, quarantined = run(tmp_path, data, name="in.warc.gz")
    assert cleaned == ids(*range(24))
    assert quarantined == [(24, "the compressed file is truncated")]


@pytest.mark.parametrize("codec", ["gzip", "zstd"])
@pytest.mark.parametrize("damage", ["a bit of the checksum", "the middle", "the head", "the end is missing"])
def test_a_compressed_record_that_is_damaged_costs_itself(tmp_path: Path, codec: str, damage: str) -> None:
    noise = random.Random(2)  # noqa: S311 - made the same every time
    bodies = [PAGE.encode() + noise.randbytes(300).hex().encode() for _ in range(6)]
    plain = [record(number, http(body)) for number, body in enumerate(bodies)]
    pack = gzip.compress if codec == "gzip" else zstd_with_checksum
    members = [bytearray(pack(one)) for one in plain]
    broken = members[2]
    if damage == "a bit of the checksum":
        broken[-6 if codec == "gzip" else -1] ^= 1
    elif damage == "the middle":
        broken[len(broken) // 2 : len(broken) // 2 + 20] = bytes(20)
    elif damage == "the head":
        broken[:6] = b"??????"
    else:
        del broken[-40:]
    name = "in.warc.gz" if codec == "gzip" else "in.warc.zst"
    cleaned, quarantined = run(tmp_path, b"".join(members), name=name)
    assert cleaned == ids(0, 1, 3, 4, 5)
    assert [number for number, _ in quarantined] == [2]
    (entry,) = results.quarantine(tmp_path / "out")
    assert entry.raw == bytes(broken)
    assert entry.offset == sum(map(len, plain[:2]))


def zstd_with_checksum(data: bytes) -> bytes:
    library = zstd()
    packed: bytes = library.compress(data, options={library.CompressionParameter.checksum_flag: 1})
    return packed


@pytest.mark.parametrize("most", [100, 5_000, MEGABYTE])
def test_members_of_any_length_are_unpacked_as_they_were(most: int) -> None:
    from cleantext.bulk.members import Members

    contents = [b"", b"x" * 50_000, random.Random(4).randbytes(9_000), b"end"]  # noqa: S311
    stored = b"".join(map(gzip.compress, contents)) + bytes(7)
    members = Members(io.BufferedReader(io.BytesIO(stored)), "gzip", most)
    assert io.BufferedReader(members).read() == b"".join(contents)
    assert not members.lost


def test_a_record_that_is_too_long_is_passed_over(tmp_path: Path) -> None:
    long = record(1, http(b"x" * (2 * MEGABYTE)))
    told = f"the record is too long: {2 * MEGABYTE + len(http(b'')):,} bytes, 1,048,576 are taken"
    assert run(tmp_path, WHOLE[0] + long + WHOLE[2], "--max-record", "1") == (ids(0, 2), [(1, told)])


def test_a_length_without_end_does_not_swallow_the_file() -> None:
    data = WHOLE[0] + record(9, http(), "99999999999") + WHOLE[1] + WHOLE[2]
    found = list(framed(data))
    assert [type(one) for one in found] == [Found, TooLong, Found, Found]


def test_every_byte_of_a_damaged_file_is_in_a_record_or_in_the_quarantine() -> None:
    draw = random.Random(7)  # noqa: S311 - made the same every time
    for _ in range(400):
        data = bytearray(b"".join(WHOLE))
        for _ in range(draw.randint(1, 3)):
            at = draw.randrange(len(data))
            kind = draw.randrange(3)
            if kind == 0:
                data[at] = draw.randrange(256)
            elif kind == 1:
                del data[at : at + draw.randint(1, 400)]
            else:
                data[at:at] = draw.randbytes(draw.randint(1, 60))
        seen = bytearray(data)
        end = 0
        for one in framed(bytes(data)):
            assert one.offset >= end
            assert not isinstance(one, TooLong) or one.length > MEGABYTE
            if isinstance(one, TooLong):
                break  # skipped bytes are not held
            raw = one.raw if isinstance(one, Damage) else one.content
            start = data.index(raw, one.offset) if isinstance(one, Found) else one.offset
            assert seen[end : one.offset].strip(b"\r\n") == b""
            assert bytes(data[start : start + len(raw)]) == raw
            end = start + len(raw)
        else:
            assert seen[end:].strip(b"\r\n") == b""


def test_untouched_records_come_out_of_any_damaged_file() -> None:
    draw = random.Random(11)  # noqa: S311 - made the same every time
    for _ in range(400):
        broken = draw.randrange(4)
        piece = bytearray(WHOLE[broken])
        at = draw.randrange(len(piece) - 4)
        piece[at : at + draw.randint(0, 40)] = draw.randbytes(draw.randint(0, 40))
        data = b"".join(bytes(piece) if number == broken else whole for number, whole in enumerate(WHOLE))
        found = [one for one in framed(data) if isinstance(one, Found)]
        whole = [json.dumps(one.head) for one in found]
        for number in {0, 1, 2, 3} - {broken}:
            assert any(f"urn:uuid:{number}>" in head for head in whole), (broken, at)
