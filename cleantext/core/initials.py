"""The first letters of all words, to compare all words with others at once."""

from collections.abc import Iterator, Sequence
from operator import itemgetter


class Initials:
    """The first letters of words as one long number, a byte for each.

    If a byte equals the one N bytes further on, the word may equal the one N words further on. In articles this holds
    for one word in twelve, and for one run of three words in two thousand. Comparing the words themselves for all
    lengths of runs takes four times as long.
    """

    def __init__(self, words: Sequence[str]) -> None:
        """Store words as `str.split` returns them."""
        self._count = len(words)
        letters = "".join(map(itemgetter(0), words)).encode("utf-32-le", "surrogatepass")
        self._number = int.from_bytes(letters[::4], "little")

    def alike(self, most: int, *, least: int = 1) -> Iterator[tuple[int, int]]:
        """Yield the start and length of each run of words that may be repeated at once; the length is within bounds.

        The last word of a run may begin otherwise than its copy, unless it is the only one.
        """
        number, count = self._number, self._count
        for size in range(least, min(most, count // 2) + 1):
            moved = (number ^ (number >> 8 * size)).to_bytes(count, "little")
            zeros, end = bytes(max(1, size - 1)), count - size
            at = moved.find(zeros, 0, end)
            while at >= 0:
                yield at, size
                at = moved.find(zeros, at + 1, end)
