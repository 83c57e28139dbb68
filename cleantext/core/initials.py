"""The first letters of all words, so that all are compared with others at once."""

from collections.abc import Iterator, Sequence
from operator import itemgetter


class Initials:
    """The first letters of words as one long number, a byte for each.

    Where that number is the same as itself moved by some bytes, a word may be the same as the one so many places on:
    in articles one word in twelve is, and one run of three words in two thousand. Comparing the words themselves for
    all lengths of runs takes four times as long.
    """

    def __init__(self, words: Sequence[str]) -> None:
        """Words as `str.split` gives them."""
        self._count = len(words)
        letters = "".join(map(itemgetter(0), words)).encode("utf-32-le", "surrogatepass")
        self._number = int.from_bytes(letters[::4], "little")

    def alike(self, places: int, run: int) -> Iterator[int]:
        """The indexes where so many words in a row begin with the same letters as those so many places on."""
        moved = self._number ^ (self._number >> 8 * places)
        data, zeros = moved.to_bytes(self._count, "little")[: max(0, self._count - places)], bytes(run)
        at = data.find(zeros)
        while at >= 0:
            yield at
            at = data.find(zeros, at + 1)
