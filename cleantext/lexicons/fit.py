"""Fit the weights of `classifier.py`. Needs `pip install scikit-learn` and texts with their corrections.

    python -m cleantext.lexicons.fit typos.jsonl.gz clean.jsonl.gz

A line of the first file is {"lang", "text", "gold", "skip"}: a text, the same text corrected, and the words without a
verdict. A line of the second is {"lang", "text"}: edited prose. It writes `en.classifier.toml`, and is deterministic.

An unknown word with a candidate is one case: right if the corrected text has the likeliest candidate in its place,
wrong if not. Errors that the correctors overlooked are no cases: those whose candidate is in the list of misspellings,
and those of the prose that the weights of a first round classify as errors. The weights are fitted by logistic
regression. The likeliest candidate depends on them, so the fit is repeated three times. Precision is measured by
cross-validation in five parts, split by text.
"""

import argparse
import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from cleantext.core.document import Document
from cleantext.lexicons import document_language, listed_correction, passage_language
from cleantext.lexicons.classifier import Context, best_candidate, features
from cleantext.lexicons.unknown import (
    THRESHOLDS,
    context_of,
    is_foreign,
    is_whole,
    unexplained_nearby,
    unexplained_starts,
    unknown_words,
    without_punctuation,
)

LANGUAGE = "en"
EDITS = (
    "look_alike",
    "transposition",
    "extra_double",
    "missing_double",
    "adjacent_key",
    "deletion",
    "insertion",
    "substitution",
)
CANDIDATE = (
    *EDITS,
    *(f"short_{edit}" for edit in EDITS),
    *("zipf", "first_letter_differs", "last_letter_differs", "plural", "in_document", "listed"),
    *("pair_before", "pair_behind"),
)
WORD = (
    *("rare_word", "foreign", "letters", "near_unknown", "stands_once", "joins_neighbour", "quoted", "derived"),
    *("capitalized", "sentence_start", "margin"),
)
START = dict.fromkeys(CANDIDATE, 0.0) | {"zipf": 1.5, "listed": 3.0}
PARTS, ROUNDS = 5, 3
PROBABILITIES = (0.3, 0.5, 0.8, 0.9)


class Case(NamedTuple):
    """An unknown word, with its counterpart in the corrected text ("" if it was left unchanged)."""

    word: str
    context: Context
    gold: str | None  # None if the correctors did not replace one word by another
    is_clean: bool
    part: int


def corrected(text: str, gold: str) -> Mapping[int, str | None]:
    """Return for each word that a correction changes its counterpart."""
    old, new = text.split(), gold.split()
    found: dict[int, str | None] = {}
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            same = i2 - i1 == j2 - j1
            found.update({at: new[j1 + at - i1] if same else None for at in range(i1, i2)})
    return found


def cases(record: Mapping[str, Any]) -> Iterator[Case]:
    """Yield the cases of one line."""
    document, skipped = Document(record["text"]), set(record.get("skip", ()))
    gold = corrected(record["text"], record["gold"]) if "gold" in record else {}
    if document_language(document) != LANGUAGE:
        return
    words, is_clean = list(unknown_words(document)), "gold" not in record
    starts = unexplained_starts(words)
    for word in words:
        near = unexplained_nearby(word, starts)
        at_home = passage_language(document, document.line_at(word.start)) == LANGUAGE
        if (
            not at_home
            or near >= THRESHOLDS.fewest_in_foreign_passage
            or not is_whole(word, document)
            or not word.text.isascii()
        ):
            continue
        if record["text"].split()[word.at] in skipped or is_foreign(word, document):
            continue
        passage = record["text"][max(0, word.start - 20) : word.end + 20]
        part = hashlib.md5(passage.encode(), usedforsecurity=False).digest()[0] % PARTS
        meant = gold.get(word.at, "")
        context = context_of(word, document, is_near_unknown=near > 0)
        yield Case(word.lower, context, meant and _part(word.lower, document.words[word.at], meant), is_clean, part)


def _part(word: str, token: str, gold: str) -> str:
    """Return the counterpart of a word, which may be a part of its token."""
    old, new = without_punctuation(token).split("-"), without_punctuation(gold.lower()).split("-")
    return new[old.index(word)] if word in old and len(old) == len(new) else "-".join(new)


def read_cases(path: Path) -> Iterator[Case]:
    """Yield the cases of one file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            if record["lang"] == LANGUAGE:
                yield from cases(record)


class Table:
    """The cases as arrays, for one set of weights of candidates."""

    def __init__(self, found: Iterable[Case], weighed: Mapping[str, float]) -> None:
        rows = [row for case in found if (row := _row(case, weighed))]
        evidence_of, right, clean, left_open, part = zip(*rows, strict=True)
        self.rows: Any = np.array(evidence_of)
        self.right: Any = np.array(right)
        self.clean: Any = np.array(clean)
        self.open: Any = np.array(left_open)
        self.part: Any = np.array(part)

    def probabilities(self, left_out: Any) -> Any:
        """Return the probability of each case by cross-validation."""
        found = np.zeros(len(self.right))
        for part in range(PARTS):
            seen = (self.part != part) & ~left_out
            model = fitted(self.rows[seen], self.right[seen])
            found[self.part == part] = model.predict_proba(self.rows[self.part == part])[:, 1]
        return found


def _row(case: Case, weighed: Mapping[str, float]) -> tuple[list[float], bool, bool, bool, int] | None:
    """Return the features of a case; whether its candidate is right, it is clean, and that is open; and its part."""
    chosen = best_candidate(case.word, case.context, LANGUAGE, weighed)
    if not chosen or chosen[0].word == case.word + "g":
        return None
    candidate, margin = chosen
    known = features(case.word, candidate, margin, case.context, LANGUAGE)
    overlooked = case.gold == "" and listed_correction(case.word, LANGUAGE) == candidate.word
    numbers = [float(known.get(name, 0)) for name in (*CANDIDATE, *WORD)]
    return numbers, case.gold == candidate.word, case.is_clean, case.gold is None or overlooked, case.part


def fitted(rows: Any, right: Any) -> LogisticRegression:
    """Return the fitted model."""
    return LogisticRegression(C=2.0, max_iter=10_000).fit(rows, right)


def main() -> None:
    """Fit, measure, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("typos", type=Path)
    parser.add_argument("clean", type=Path)
    options = parser.parse_args()
    found = [*read_cases(options.typos), *read_cases(options.clean)]
    weighed: dict[str, float] = START
    for _ in range(ROUNDS):
        table = Table(found, weighed)
        first = table.probabilities(table.open)
        left_out = table.open | (table.clean & (first > PROBABILITIES[1]))
        probabilities = table.probabilities(left_out)
        model = fitted(table.rows[~left_out], table.right[~left_out])
        weights = dict(zip((*CANDIDATE, *WORD), model.coef_[0], strict=True))
        weights["intercept"] = model.intercept_[0]
        weighed = {name: weights[name] for name in CANDIDATE}
    lines = [
        *comment(table, probabilities),
        *section("candidate", CANDIDATE, weights),
        "",
        *section("word", (*WORD, "intercept"), weights),
        "",
    ]
    Path(__file__).with_name(f"{LANGUAGE}.classifier.toml").write_text("\n".join(lines), "utf-8")


def comment(table: Table, probabilities: Any) -> Iterator[str]:
    """Yield the measured figures as comments."""
    yield "# Log-odds that an unknown English word stands for the likeliest of its candidates; see classifier.py for"
    yield "# what the features are. Written by fit.py, from texts with labelled errors (web, learners, developers,"
    yield "# printed books, old newspapers, synthetic news) and edited prose."
    yield "#"
    yield "# Measured by cross-validation. By probability: words corrected rightly, wrongly, precision; edits of the"
    yield "# edited prose, most of which correct real errors."
    for least in PROBABILITIES:
        judged = (probabilities >= least) & ~table.clean & ~table.open
        right, wrong = int(table.right[judged].sum()), int((~table.right[judged]).sum())
        prose = int(((probabilities >= least) & table.clean).sum())
        yield f"# {least}: {right} right, {wrong} wrong, {right / max(1, right + wrong):.3f}; {prose}"
    yield ""


def section(name: str, names: Iterable[str], weights: Mapping[str, float]) -> Iterator[str]:
    """Yield one table of weights."""
    yield f"[{name}]"
    yield from (f"{key} = {weights[key]:.2f}" for key in names)


if __name__ == "__main__":
    main()
