"""Damage to files: each kind changes the bytes of a file."""

from collections.abc import Callable
from random import Random


def _cut(draw: Random, data: bytes) -> bytes:
    return data[: draw.randrange(1, len(data))]


def _without_piece(draw: Random, data: bytes) -> bytes:
    start = draw.randrange(len(data) // 2)
    return data[:start] + data[start + draw.randrange(1, len(data) // 2) :]


def _flipped(draw: Random, data: bytes, most: int) -> bytes:
    made = bytearray(data)
    for at in draw.sample(range(len(made)), min(most, len(made))):
        made[at] ^= 1 << draw.randrange(8)
    return bytes(made)


def _put_in(draw: Random, data: bytes, piece: bytes) -> bytes:
    at = draw.randrange(len(data))
    return data[:at] + piece + data[at:]


def _swapped(draw: Random, data: bytes) -> bytes:
    at = draw.randrange(1, len(data))
    return data[at:] + data[:at]


def _shuffled(draw: Random, data: bytes) -> bytes:
    at = draw.randrange(max(1, len(data) - 100))
    piece = list(data[at : at + 100])
    draw.shuffle(piece)
    return data[:at] + bytes(piece) + data[at + 100 :]


DAMAGE: dict[str, Callable[[Random, bytes], bytes]] = {
    "none at all": lambda _draw, _data: b"",
    "blanks alone": lambda _draw, _data: b" \n\r\n\t" * 100,
    "cut": _cut,
    "without the last byte": lambda _, data: data[:-1],
    "without the first byte": lambda _, data: data[1:],
    "without a piece": _without_piece,
    "one bit is another": lambda draw, data: _flipped(draw, data, 1),
    "many bits are others": lambda draw, data: _flipped(draw, data, len(data) // 30),
    "zeros in it": lambda draw, data: _put_in(draw, data, b"\0" * 600),
    "no UTF-8 in it": lambda draw, data: _put_in(draw, data, b"\xff\xc0\xaf\xed\xa0\x80"),
    "odd line ends in it": lambda draw, data: _put_in(draw, data, "\u2028\u2029\x85\x0b\x0c\r\r\n".encode()),
    "a mark in front": lambda _, data: b"\xef\xbb\xbf" + data,
    "with carriage returns": lambda _, data: data.replace(b"\n", b"\r\n"),
    "as UTF-16": lambda _, data: data.decode("latin-1").encode("utf-16"),
    "twice": lambda _, data: data + data,
    "halves swapped": _swapped,
    "a piece shuffled": _shuffled,
    "at random": lambda draw, _data: draw.randbytes(4_000),
    "noise behind": lambda draw, data: data + draw.randbytes(500),
    "noise in front": lambda draw, data: draw.randbytes(500) + data,
}
