"""The model of voices (`cleantext/scorer/voice.py`): a logistic regression over the features of lines."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from cleantext.scorer import voice

FOLDS = 4
FEWEST_LINES = 10  # with a feature
RIDGE = 1.0
STEPS = 120
LEAST_WEIGHT = 0.1  # smaller weights are left out
DECIMALS = 2


class Line(NamedTuple):
    """A line that may be learned from."""

    text: str
    language: str
    site: int
    weight: float  # 0 if its label is unknown
    is_boilerplate: bool


class Voices:
    """Distinct lines of each site, and models of some of them."""

    def __init__(self, lines: Sequence[Line | None], domains: Sequence[str]) -> None:
        """Make the features. None stands for a line that is not scored; domains: the name of each site."""
        keys = [(line.text, line.language, line.site, line.is_boilerplate) if line else None for line in lines]
        first = {key: at for at, key in reversed(list(enumerate(keys))) if key}
        distinct = sorted(first.values())
        number = {at: row for row, at in enumerate(distinct)}
        self._at = np.array([number[first[key]] if key else -1 for key in keys])
        own = [line for at in distinct if (line := lines[at])]
        self._sites = np.array([line.site for line in own])
        self._weights = np.array([line.weight for line in own])
        self._labels = np.where([line.is_boilerplate for line in own], 1.0, -1.0)
        self._folds = np.array([_fold(domain) for domain in domains])
        found = [voice.features(line.text, line.language) for line in own]
        counts = Counter(name for names in found for name in names)
        self.names = sorted(name for name, count in counts.items() if count >= FEWEST_LINES)
        columns = {name: at for at, name in enumerate(self.names)}
        cells = [(row, columns[name]) for row, names in enumerate(found) for name in names if name in columns]
        rows, places = np.array(cells, dtype=np.int64).T
        sizes = np.array([max(1, len(names)) for names in found])
        values = (voice.SCALE / np.sqrt(sizes))[rows]
        self._matrix = csr_matrix((values, (rows, places)), (len(own), len(self.names)))

    def scores(self, seen: Any) -> tuple[Any, dict[str, Any]]:
        """Return the score of each line by a model that has not seen its site, in tenths, and the model of all.

        seen: for each site whether its lines are learned from. The score of a line that is not scored is 0.
        """
        is_seen = seen[self._sites]
        model = self._fit(is_seen)
        found = self._matrix @ model[:-1] + model[-1]
        for fold in range(FOLDS):
            is_out = is_seen & (self._folds[self._sites] == fold)
            part = self._fit(is_seen & ~is_out)
            found[is_out] = self._matrix[is_out] @ part[:-1] + part[-1]
        tenths = np.append(np.rint(10 * found), 0)
        weights = {
            name: round(float(weight), DECIMALS)
            for name, weight in zip(self.names, model[:-1], strict=True)
            if abs(weight) >= LEAST_WEIGHT
        }
        return tenths[self._at], {"bias": round(float(model[-1]), DECIMALS), "weights": weights}

    def _fit(self, chosen: Any) -> Any:
        at = np.flatnonzero(chosen & (self._weights > 0))
        matrix, labels, weights = self._matrix[at], self._labels[at], self._weights[at]

        def loss(model: Any) -> tuple[float, Any]:
            margin = labels * (matrix @ model[:-1] + model[-1])
            pull = -labels * weights / (1 + np.exp(np.clip(margin, -30, 30)))
            total = (weights * np.logaddexp(0, -margin)).sum() + RIDGE / 2 * (model[:-1] ** 2).sum()
            return total, np.append(matrix.T @ pull + RIDGE * model[:-1], pull.sum())

        start = np.zeros(len(self.names) + 1)
        return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x


def _fold(domain: str) -> int:
    return int(hashlib.sha256(f"voice:{domain}".encode()).hexdigest(), 16) % FOLDS
