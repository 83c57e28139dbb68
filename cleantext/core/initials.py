"""The first letters of all words, so that all are compared with others at once."""

from collections.abc import Iterator, Sequence
from operator import itemgetter


class Initials:
    """The first letters of words as one long number, a byte for each.

    Where a byte equals the one N bytes further on, the word may equal the one N words further on:
    in articles one word in twelve is, and one run of three words in two thousand. Comparing the words themselves for
    all lengths of runs takes four times as long.
    """

    def __init__(self, words: Sequence[str]) -> None:
        """Words as `str.split` gives them."""
        self._count = len(words)
        letters = "".join(map(itemgetter(0), words)).encode("utf-32-le", "surrogatepass")
        self._number = int.from_bytes(letters[::4], "little")

    def alike(self, most: int, *, least: int = 1) -> Iterator[tuple[int, int]]:
        """Where a run of words may be repeated at once, and its length, between two bounds.

        The last word of a run need not begin like its copy, unless it is the only one.
        """
        number, count = self._number, self._count
        for size in range(least, min(most, count // 2) + 1):
            moved = (number ^ (number >> 8 * size)).to_bytes(count, "little")
            zeros, end = bytes(max(1, size - 1)), count - size
            at = moved.find(zeros, 0, end)
            while at >= 0:
                yield at, size
                at = moved.find(zeros, at + 1, end)
