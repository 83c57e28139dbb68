"""Fit the weights of `odds.py`. Needs `pip install scikit-learn` and texts with their corrections.

    python -m cleantext.lexicons.fit typos.jsonl.gz clean.jsonl.gz

A line of the first file is {"lang", "text", "gold", "skip"}: a text, the same text corrected, and the words that nobody
judged. A line of the second is {"lang", "text"}: edited prose. It writes `en.odds.toml`, and is deterministic.

An unknown word with a guess is one case: right if the corrected text has the guess in its place, wrong if not. Words
that the correctors overlooked are no cases: those whose guess the list of misspellings has, and those of the prose
that the weights of a first round take for a slip. The log-odds are fitted by logistic regression; which guess is the
likeliest depends on the weights, so that is done three times over. Precision is measured by cross-validation in five
parts, by the text around a word.
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
from cleantext.lexicons import correction, document_language, passage_language
from cleantext.lexicons.odds import Setting, choice, evidence
from cleantext.lexicons.unknown import RESTLESS, bare, company, is_foreign, is_whole, rough, setting, unknown_words

LANGUAGE = "en"
SLIPS = ("shape", "swapped", "doubled", "single", "key", "dropped", "added", "replaced")
GUESS = (
    *SLIPS,
    *(f"short_{slip}" for slip in SLIPS),
    *("zipf", "first_letter", "last_letter", "plural", "in_text", "listed"),
)
WORD = (
    *("rare_word", "loan", "length", "company", "alone", "half", "quoted", "derived", "capital", "sentence_start"),
    "lead",
)
START = dict.fromkeys(GUESS, 0.0) | {"zipf": 1.5, "listed": 3.0}
PARTS, ROUNDS = 5, 3
SHARES = (0.3, 0.5, 0.8, 0.9)


class Case(NamedTuple):
    """An unknown word, with what stands in its place in the corrected text ("" where it was left alone)."""

    word: str
    setting: Setting
    gold: str | None  # None where the correctors did something else than write one word for another
    is_clean: bool
    part: int


def corrected(text: str, gold: str) -> Mapping[int, str | None]:
    """For each word of a text that its correction changes, the word that stands there instead."""
    old, new = text.split(), gold.split()
    found: dict[int, str | None] = {}
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            same = i2 - i1 == j2 - j1
            found.update({at: new[j1 + at - i1] if same else None for at in range(i1, i2)})
    return found


def cases(record: Mapping[str, Any]) -> Iterator[Case]:
    """The cases of one line."""
    document, skipped = Document(record["text"]), set(record.get("skip", ()))
    gold = corrected(record["text"], record["gold"]) if "gold" in record else {}
    if document_language(document) != LANGUAGE:
        return
    words, is_clean = list(unknown_words(document)), "gold" not in record
    starts = rough(words)
    for word in words:
        near = company(word, starts)
        at_home = passage_language(document, document.line_at(word.start)) == LANGUAGE
        if not at_home or near >= RESTLESS or not is_whole(word, document) or not word.text.isascii():
            continue
        if record["text"].split()[word.at] in skipped or is_foreign(word, document):
            continue
        passage = record["text"][max(0, word.start - 20) : word.end + 20]
        part = hashlib.md5(passage.encode(), usedforsecurity=False).digest()[0] % PARTS
        meant = gold.get(word.at, "")
        around = setting(word, document, has_company=near > 0)
        yield Case(word.lower, around, meant and _part(word.lower, document.words[word.at], meant), is_clean, part)


def _part(word: str, token: str, gold: str) -> str:
    """What stands in the place of a word, which may be a part of its token."""
    old, new = bare(token).split("-"), bare(gold.lower()).split("-")
    return new[old.index(word)] if word in old and len(old) == len(new) else "-".join(new)


def read(path: Path) -> Iterator[Case]:
    """The cases of one file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            if record["lang"] == LANGUAGE:
                yield from cases(record)


class Table:
    """The cases as arrays, for one set of weights of guesses."""

    def __init__(self, found: Iterable[Case], weighed: Mapping[str, float]) -> None:
        rows = [row for case in found if (row := _row(case, weighed))]
        evidence_of, right, clean, left_open, part = zip(*rows, strict=True)
        self.rows: Any = np.array(evidence_of)
        self.right: Any = np.array(right)
        self.clean: Any = np.array(clean)
        self.open: Any = np.array(left_open)
        self.part: Any = np.array(part)

    def shares(self, left_out: Any) -> Any:
        """What cross-validation says of each case."""
        shares = np.zeros(len(self.right))
        for part in range(PARTS):
            seen = (self.part != part) & ~left_out
            model = fitted(self.rows[seen], self.right[seen])
            shares[self.part == part] = model.predict_proba(self.rows[self.part == part])[:, 1]
        return shares


def _row(case: Case, weighed: Mapping[str, float]) -> tuple[list[float], bool, bool, bool, int] | None:
    """The evidence of a case, whether its guess is right, whether it is clean, whether that is open, and its part."""
    chosen = choice(case.word, case.setting, LANGUAGE, weighed)
    if not chosen or chosen[0].word == case.word + "g":
        return None
    guess, lead = chosen
    known = evidence(case.word, guess, lead, case.setting, LANGUAGE)
    overlooked = case.gold == "" and correction(case.word, LANGUAGE) == guess.word
    numbers = [float(known.get(name, 0)) for name in (*GUESS, *WORD)]
    return numbers, case.gold == guess.word, case.is_clean, case.gold is None or overlooked, case.part


def fitted(rows: Any, right: Any) -> LogisticRegression:
    """The model."""
    return LogisticRegression(C=2.0, max_iter=10_000).fit(rows, right)


def main() -> None:
    """Fit, measure, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("typos", type=Path)
    parser.add_argument("clean", type=Path)
    options = parser.parse_args()
    found = [*read(options.typos), *read(options.clean)]
    weighed: dict[str, float] = START
    for _ in range(ROUNDS):
        table = Table(found, weighed)
        first = table.shares(table.open)
        left_out = table.open | (table.clean & (first > SHARES[1]))
        shares = table.shares(left_out)
        model = fitted(table.rows[~left_out], table.right[~left_out])
        weights = dict(zip((*GUESS, *WORD), model.coef_[0], strict=True))
        weights["constant"] = model.intercept_[0]
        weighed = {name: weights[name] for name in GUESS}
    lines = [
        *comment(table, shares),
        *section("guess", GUESS, weights),
        "",
        *section("word", (*WORD, "constant"), weights),
        "",
    ]
    Path(__file__).with_name(f"{LANGUAGE}.odds.toml").write_text("\n".join(lines), "utf-8")


def comment(table: Table, shares: Any) -> Iterator[str]:
    """What was measured."""
    yield "# Log-odds that an unknown English word is a slip for the likeliest of the words it may stand for; see"
    yield "# odds.py for what the names mean. Written by fit.py, from texts with labelled errors (web, learners,"
    yield "# developers, printed books, old newspapers, synthetic news) and edited prose."
    yield "#"
    yield "# Measured by cross-validation. By share: slips put right, wrong ones, precision; edits of the edited prose,"
    yield "# most of which put real slips right."
    for share in SHARES:
        told = (shares >= share) & ~table.clean & ~table.open
        right, wrong = int(table.right[told].sum()), int((~table.right[told]).sum())
        prose = int(((shares >= share) & table.clean).sum())
        yield f"# {share}: {right} right, {wrong} wrong, {right / max(1, right + wrong):.3f}; {prose}"
    yield ""


def section(name: str, names: Iterable[str], weights: Mapping[str, float]) -> Iterator[str]:
    """One table of weights."""
    yield f"[{name}]"
    yield from (f"{key} = {weights[key]:.2f}" for key in names)


if __name__ == "__main__":
    main()
