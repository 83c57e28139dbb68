"""Fit the model of voices (`cleantext/scorer/voice.py`). Needs `pip install cleantext-articles[train]`.

    python -m cleantext.training.voice LINES.jsonl [--write]

Each line of the file is an object: `text`, `label` (1: a publisher speaks, 0: an article), `fold` (0 to 4: of one
writer, or by registered domain; a fold of -1 is only learned from), `weight`, `source`. The command prints how many
lines of each source score above some thresholds, each by a model without its fold; `--write` writes `voice.json`, with
the words that stand there, fitted on all lines. The command is deterministic and takes a minute.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from cleantext.scorer import voice

PATH = Path(voice.__file__).with_name("voice.json")
FOLDS = 5
FEWEST_LINES = 5  # with a feature
RIDGE = 1.0
STEPS = 80
LEAST_WEIGHT = 0.1  # smaller weights are left out
THRESHOLDS = (-1.0, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5)


class Matrix:
    """The features of many lines, in rows that have unit length times SCALE."""

    def __init__(self, found: list[set[str]]) -> None:
        """Store the features that occur in enough lines."""
        counts = Counter(name for names in found for name in names)
        self.names = sorted(name for name, count in counts.items() if count >= FEWEST_LINES)
        number = {name: at for at, name in enumerate(self.names)}
        cells = [(row, number[name]) for row, names in enumerate(found) for name in sorted(names) if name in number]
        self.rows, self.columns = np.array(cells, dtype=np.int64).T
        sizes = np.array([len(names) for names in found])
        self.values = (voice.SCALE / np.sqrt(sizes))[self.rows]
        self.count = len(found)

    def scores(self, weights: Any) -> Any:
        """Return the scores of all lines; the last weight is the bias."""
        sums = np.bincount(self.rows, self.values * weights[self.columns], self.count)
        return sums + weights[-1]

    def fit(self, labels: Any, shares: Any) -> Any:
        """Return the weights of a logistic regression with a ridge."""
        from scipy.optimize import minimize

        signs = np.where(labels == 1, 1.0, -1.0)

        def loss(weights: Any) -> tuple[float, Any]:
            margin = signs * self.scores(weights)
            pull = -signs * shares / (1 + np.exp(np.clip(margin, -30, 30)))
            slope = np.bincount(self.columns, self.values * pull[self.rows], len(self.names))
            total = (shares * np.logaddexp(0, -margin)).sum() + RIDGE / 2 * (weights[:-1] ** 2).sum()
            return total, np.append(slope + RIDGE * weights[:-1], pull.sum())

        start = np.zeros(len(self.names) + 1)
        return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x


def main() -> None:
    """Fit, print the figures, and write the model if that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lines", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    lines = [json.loads(line) for line in options.lines.read_text("utf-8").splitlines()]
    lines = [line for line in lines if voice.may_speak(line["text"])]
    data = json.loads(PATH.read_bytes())
    kinds = {word: kind for kind, words in data["kinds"].items() for word in words.split()}
    known = frozenset(data["function_words"].split())
    matrix = Matrix([voice.features(line["text"], kinds, known) for line in lines])
    labels, folds, shares = (np.array([line[key] for line in lines]) for key in ("label", "fold", "weight"))
    scores = np.full(len(lines), -np.inf)
    for fold in range(FOLDS):
        scores[folds == fold] = matrix.scores(matrix.fit(labels, shares * (folds != fold)))[folds == fold]
    _show(lines, scores)
    if options.write:
        _write(data, matrix, matrix.fit(labels, shares))


def _show(lines: list[dict[str, Any]], scores: Any) -> None:
    rows: list[list[Any]] = [["source, label, lines, above", *THRESHOLDS]]
    for source, label in sorted({(line["source"], line["label"]) for line in lines}):
        is_own = [(line["source"], line["label"]) == (source, label) for line in lines]
        own = scores[np.array(is_own)]
        rows.append([source, label, len(own), *(int((own >= least).sum()) for least in THRESHOLDS)])
    sys.stdout.writelines(" ".join(map(str, row)) + "\n" for row in rows)


def _write(data: dict[str, Any], matrix: Matrix, weights: Any) -> None:
    kept = {name: round(float(weight), 2) for name, weight in zip(matrix.names, weights[:-1], strict=True)}
    kept = {name: weight for name, weight in kept.items() if abs(weight) >= LEAST_WEIGHT}
    content = data | {"bias": round(float(weights[-1]), 2), "weights": kept}
    PATH.write_text(json.dumps(content, indent=0, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
