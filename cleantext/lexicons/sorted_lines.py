"""Search in files of sorted lines, which are mapped and not read: a process needs few of their words."""

import mmap
from functools import cache
from os.path import dirname, join

_BLOCK = 200  # bytes; a part of a list that is searched at once

# The content of a file: lines sorted by their bytes, with a line feed at either end.
Listed = bytes | mmap.mmap


@cache
def mapped(name: str) -> Listed:
    """Return the content of a file beside this one. A search touches a few pages of it; all processes share them."""
    with open(join(dirname(__file__), name), "rb") as file:  # noqa: PTH118, PTH120, PTH123 - pathlib takes 10 ms to import
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def line_number(name: str, words: str) -> int:
    """Return the number behind some words in a file of sorted lines; 0 if they are missing."""
    return int(rest_of_line(name, words) or 0)


def line_words(name: str, word: str) -> list[str]:
    """Return the words behind the first one of a line in a file of sorted lines."""
    return (rest_of_line(name, word) or "").split(" ")


def rest_of_line(name: str, words: str) -> str | None:
    """Return the rest of the line that begins with some words in a file of sorted lines."""
    listed, start = mapped(name), f"\n{words} ".encode()
    at = find(listed, start)
    return listed[at + len(start) : listed.find(b"\n", at + 1)].decode() if at >= 0 else None


def find(listed: Listed, start: bytes) -> int:
    """Return the place of the line feed before the line with this start; -1 if there is none."""
    low, high = 0, len(listed) - 1  # both at line feeds
    while high - low > _BLOCK:
        middle = listed.find(b"\n", (low + high) // 2)
        if middle >= high:
            break
        low, high = (low, middle) if listed[middle : middle + len(start)] > start else (middle, high)
    return listed.find(start, low, high + len(start))
