"""The voice of an English line: the log-odds that a publisher speaks to its readers in it, and not an article.

Words that publishers use about themselves are sorted into kinds: piece, outlet, person, act, channel, money, legal,
made. The model is a logistic regression over these words, their kinds, function words, pairs of neighbours, and a few
features of shape. All other words count only as a name, a word, or a word in -ed or -ing, so the model knows nothing
about subjects. `voice.json` holds the words and the weights; `cleantext/training/voice.py` fits them.
"""

import json
import pkgutil
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

SHORTEST, LONGEST = 20, 330  # code points of a line that is scored
FEWEST_WORDS, MOST_WORDS = 5, 60  # with fewer words, furniture and subheadings look alike
SCALE = 5.0  # a line's features count SCALE / √(their number) each
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|(?i:[\w-]+\.(?:com|org|net|info|example)\b\S*)")
_TOKEN = re.compile(r"@url|@\w+|[A-Za-z]+(?:['’][A-Za-z]+)*|\d+|[^\w\s]")
_PHONE = re.compile(r"\(?\d{3}\)?[ -]\d{3,4}[ -]?\d{0,4}")
_LABEL = re.compile(r"[^:.]{2,30}: ?\S")
_END = re.compile(r"[.!?…][)\]]?$|(?:https?://|www\.)\S+$|[\w.+-]+@[\w.-]+$| [|•·] ")
# Quotations, reports, items, rows, and sentences about persons are the article's, whatever their words.
_OWN = re.compile(
    r"""["“”„«»]|^\W*[*•‣▪+–—|-]|^[a-z]|^\d+[.)]"""
    r"|\b(?i:said|says|told|asked|reads|read the|wrote|replied|according to|he|she|his|her|they|their|him)\b"
    r"|^(?:(?:Dr|Mr|Mrs|Ms|Prof|The Rev)\.? )?(?:[A-Z][\w.'’-]+ ){1,4}"
    r"(?:is|was|are|were|has|succeeds|teaches|writes|covers)\b"
    r"|^I "
)


class Voice(NamedTuple):
    """The words and weights of the model."""

    kinds: Mapping[str, str]  # by word
    function_words: frozenset[str]
    weights: Mapping[str, float]  # by feature
    bias: float

    def score(self, text: str) -> float:
        """Return the log-odds of a line."""
        found = features(text, self.kinds, self.function_words)
        return self.bias + SCALE / sqrt(len(found)) * sum(self.weights.get(name, 0.0) for name in sorted(found))


@lru_cache(maxsize=1)
def voice() -> Voice:
    """Return the model, read once."""
    data = json.loads(pkgutil.get_data(__name__, "voice.json") or b"")
    kinds = {word: kind for kind, words in data["kinds"].items() for word in words.split()}
    return Voice(kinds, frozenset(data["function_words"].split()), data["weights"], data["bias"])


def may_speak(text: str) -> bool:
    """Return whether a line has the form of a publisher's sentence: whole, not quoted or reported, and no item."""
    if not SHORTEST <= len(text) <= LONGEST or not _END.search(text) or _OWN.search(text) or text.isupper():
        return False
    return FEWEST_WORDS <= len(text.split()) <= MOST_WORDS


def features(text: str, kinds: Mapping[str, str], function_words: frozenset[str]) -> set[str]:
    """Return the features of a line."""
    names = _names(text, kinds, function_words)
    known = [kind for _, kind in names if kind.startswith("[")]
    row = ["^", *(kind for _, kind in names), "$"]
    found = {word for word, _ in names if not word.startswith("<")}
    found.update(known)
    found.update(map(" ".join, pairwise(row)))
    found.update(map(" … ".join, pairwise(known)))
    found.update(_shape(text, row, known))
    return found


def _names(text: str, kinds: Mapping[str, str], function_words: frozenset[str]) -> list[tuple[str, str]]:
    """Return each token as a word, if it is known, and as a kind; several names in a row are one."""
    found: list[tuple[str, str]] = []
    for token in _TOKEN.findall(_ADDRESS.sub(" @url ", text)):
        word = token.lower().replace("’", "'").partition("'")[0]
        if word in kinds:
            found.append((word, f"[{kinds[word]}]"))
        elif word in function_words or not (word[:1].isalnum() or word.startswith("@")):
            found.append((word, word))
        elif (name := _other(token, word)) != "<name>" or not found or found[-1][0] != name:
            found.append((name, name))
    return found[: MOST_WORDS + 10]


def _other(token: str, word: str) -> str:
    if word.startswith("@"):
        return "<handle>"
    if word[0].isdigit():
        return "<number>"
    ending = next((end for end in ("ed", "ing") if word.endswith(end)), "word")
    return "<name>" if token[0].isupper() else f"<{ending}>"


def _shape(text: str, row: Sequence[str], known: Sequence[str]) -> Iterator[str]:
    size = len(row) - 2
    others = sum(name in ("<word>", "<ed>", "<ing>") for name in row)
    yield f"tenths of known words: {10 * len(known) // size}"
    yield f"fifths of other words: {5 * others // size}"
    yield f"known words: {min(6, len(known))}"
    yield f"kinds: {len(set(known))}"
    yield f"length: {min(8, size // 5)}"
    yield f"past tense: {min(3, row.count('<ed>'))}"
    if "you" in row or "your" in row:
        yield "you and we" if {"we", "our", "us"} & set(row) else "you alone"
    if _PHONE.search(text):
        yield "a telephone number"
    if _LABEL.match(text):
        yield "a label"
