"""Tables of wording, learned from labelled lines: how many sites use a word in boilerplate, and in content."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np

from cleantext.scorer import wording

SMOOTHING = 2.0  # sites added to both counts of a bucket


class Buckets:
    """The buckets of many lines."""

    def __init__(self, lines: Sequence[Sequence[int]], sites: Any) -> None:
        """Store the buckets of each line, and the number of its site."""
        self._sizes = np.fromiter(map(len, lines), dtype=np.int64, count=len(lines))
        self._starts = np.concatenate([[0], np.cumsum(self._sizes)])
        self._buckets = np.fromiter(chain.from_iterable(lines), dtype=np.int32, count=int(self._starts[-1]))
        self._sites = sites

    def weights(self, is_boilerplate: Any, is_seen: Any) -> Any:
        """Return for each site the weights of all buckets, in tenths of log-odds, learned without its own lines.

        The last row is for sites that were not learned from. is_seen: the lines that are learned from.
        """
        count = int(self._sites.max()) + 2
        content, boilerplate = (self._sites_with(is_seen & (is_boilerplate == kind), count) for kind in (False, True))
        content, boilerplate = (has.sum(axis=0) - has.astype(np.int64) for has in (content, boilerplate))
        usual = (boilerplate.sum(axis=1, keepdims=True) + 1) / (content.sum(axis=1, keepdims=True) + 1)
        odds = np.log((boilerplate + SMOOTHING * usual) / (content + SMOOTHING)) - np.log(usual)
        return np.clip(np.rint(10 * odds), -wording.MOST, wording.MOST).astype(np.int16)

    def _sites_with(self, chosen: Any, count: int) -> Any:
        """Return which sites have which buckets in some lines."""
        has = np.zeros((count, wording.BUCKETS), dtype=bool)
        at = np.repeat(chosen, self._sizes)
        has[np.repeat(self._sites, self._sizes)[at], self._buckets[at]] = True
        return has

    def columns(self, weights: Any, lines: Any, is_there: Any) -> Any:
        """Return the columns of wording of some lines, as `scorer.wording.columns` does; zeros if there is no table."""
        found = np.zeros((len(lines), len(wording.COLUMNS)), dtype=np.float32)
        places = np.flatnonzero(is_there & (self._sizes[np.clip(lines, 0, len(self._sizes) - 1)] > 0))
        if not len(places):
            return found
        own = lines[places]
        sizes = self._sizes[own]
        starts = np.cumsum(sizes) - sizes
        at = np.repeat(self._starts[own] - starts, sizes) + np.arange(sizes.sum())
        values = weights[np.repeat(self._sites[own], sizes), self._buckets[at]].astype(np.int64)
        total = np.add.reduceat(values, starts)
        most, least = np.maximum.reduceat(values, starts), np.minimum.reduceat(values, starts)
        found[places] = np.stack([total, 10 * total // sizes, most, least], axis=1)
        return found
