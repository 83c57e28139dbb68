"""Two or more words that stand twice in a row: "with officials with a with officials with a good memory".

Editing leaves a phrase behind, machine translation writes one twice. What repeats must be word for word the
same, with nothing but blanks between, and without digits; two words count only where one end is a word that
never doubles itself ("ready to a ready to a"). Kept: "day after day after day", "New York, New York", "no no no
no", three copies and more. Missed on purpose: phrases that repeat across punctuation, or with a change.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, repeat
from operator import eq

import regex

from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.rule import Cues, Rule
from cleantext.lexicons import passage_language, repeats

_LONGEST_WORD = 255  # letters; whatever is longer counts as this
_LONGEST = 16  # words of one copy; longer repeats are lists and refrains
# Edited prose has a repeated run in 450 (Ukrainian dialogue) to 50,000 words, tables of figures one in 2,300.
_FEW, _SELDOM = 100, 20
# From this length on no honest phrase repeats without punctuation; shorter ones do at these edges
# ("and on and on", "from coast to coast").
_PLAIN = 5
_LONG = 8  # from this length on with commas inside; shorter ones are lists ("theft of oil, theft of oil and fraud")
_NAMING = frozenset("make makes made making call calls called calling consider considers considered".split())
_WIDE = 10  # letters in a pair of words that needs no more evidence
_LINKS = frozenset("and or to by after upon und oder zu et ou y и или і або".split())
_TOKEN = regex.compile(r"\S+")
_WORD = r"\p{L}[\p{L}'’-]*+(?<!-)"  # what ends in a hyphen is a stammer: "no no n- no no n- no"
_WORDS = regex.compile(rf"{_WORD}(?: {_WORD})*")
_CLAUSES = regex.compile(rf"{_WORD}(?:,? {_WORD})*")
_RELATIVE = frozenset("who that which whose whom".split())


def repeated(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a run of words starts that is at once repeated, and how many words it has.

    The last word of the second copy may go on with punctuation. Pairs are found by comparing each word with the next
    but one. For longer runs the lengths of words are compared first, all at once as one long number: where a run
    repeats, its difference from itself, so many places on, has that many zeros.
    """
    equal = bytes(map(eq, words, islice(words, 2, None)))
    yield from ((at, 2) for at in _runs(equal, b"\1") if _same(words, at, 2))
    lengths = _lengths(words)
    for size in range(3, min(_LONGEST, len(words) // 2) + 1):
        whole = len(words) - size
        first, second = (int.from_bytes(part, "little") for part in (lengths[:whole], lengths[size:]))
        differences = (first ^ second).to_bytes(whole, "little")
        yield from (
            (at, size)
            for at in _runs(differences, bytes(size - 1))
            if words[at] == words[at + size] and _same(words, at, size)
        )


def _lengths(words: Sequence[str]) -> bytes:
    try:
        return bytes(map(len, words))
    except ValueError:  # one is longer than a byte can say
        return bytes(map(min, map(len, words), repeat(_LONGEST_WORD)))


def _runs(numbers: bytes, run: bytes) -> Iterator[int]:
    at = numbers.find(run)
    while at >= 0:
        yield at
        at = numbers.find(run, at + 1)


def _same(words: Sequence[str], start: int, size: int) -> bool:
    middle, end = start + size, start + 2 * size
    if end > len(words) or words[start : middle - 1] != words[middle : end - 1]:
        return False
    first, second = words[middle - 1], words[end - 1]
    return second.startswith(first) and not second[len(first) :][:1].isalnum()


def has_repeats(document: Document) -> bool:
    """Whether any run of two words or more is repeated in place."""
    return bool(_places(document))


@lru_cache(maxsize=2)
def _places(document: Document) -> list[int]:
    """Where repeated runs start, as indexes into `Document.words`."""
    return [at for at, _ in _few(document.words)]


def _few(words: Sequence[str]) -> list[tuple[int, int]]:
    """The repeated runs; none where there are so many that the text is a list, a song or noise."""
    most = _FEW + len(words) // _SELDOM
    found = list(islice(repeated(words), most + 1))
    return found if len(found) <= most else []


def propose(document: Document, _: Cues) -> Iterator[Edit]:
    """Edits for the second copies."""
    for index in sorted({document.line_of_word(at) for at in _places(document)}):
        line = document.lines[index]
        found = _few(line.text.lower().split())
        tokens = list(_TOKEN.finditer(line.text)) if found else []
        words, done = [token[0] for token in tokens], 0
        for start, size in sorted(set(found)):
            if start >= done and _is_wrong(document, index, words, start, size):
                first, last = tokens[start + size - 1], tokens[start + 2 * size - 1]
                end = last.start() + len(first[0])
                phrase = line.text[tokens[start].start() : first.end()]
                yield Edit(line.start + first.end(), line.start + end, "", f"doubled {phrase!r}")
                done = start + 2 * size


def _is_wrong(document: Document, index: int, words: Sequence[str], start: int, size: int) -> bool:
    unit, copy = words[start : start + size], words[start + size : start + 2 * size]
    lower = [word.lower() for word in unit]
    before = words[start - 1].lower() if start else ""
    behind = [word.lower() for word in words[start + 2 * size : start + 3 * size]]
    if not (_CLAUSES if size >= _LONG else _WORDS).fullmatch(" ".join(unit)) or unit[1:-1] != copy[1:-1]:
        return False
    if len(set(lower)) == 1 or before == lower[-1] or behind == lower:  # "no no no no", "day after day after day"
        return False
    if size >= _PLAIN:
        return not all(word[0].isupper() for word in unit)
    if lower[0] in _LINKS or lower[-1] in _LINKS - {"of"} or all(word[0].isupper() for word in unit):
        return False
    if size > 2:  # noqa: PLR2004 - more than a pair
        return _RELATIVE.isdisjoint(lower[1:])  # "the man who knew the man who knew the king"
    if before in _NAMING or any("-" in word for word in unit):  # "what makes a man a man", "n-no n-no"
        return False
    if len("".join(unit)) >= _WIDE and " ".join(unit).islower():
        return True
    edges = repeats().get(passage_language(document, index) or "", {}).get("pair", frozenset())
    return lower[0] in edges or lower[-1] in edges


RULE = Rule(
    id="doubled_phrase",
    version=2,
    stage="mend",
    category="typo",
    level="safe",
    doc=__doc__,
    propose=propose,
    gate=has_repeats,
    removes=("She spoke with local fishermen with a⟦ with local fishermen with a⟧ long memory of the harbour.",),
    keeps=(
        "She knew the man who knew the man who knew the king, and asked what makes a man a man.",
        "They rowed on and on and on, day after day after day, and she said it again and again and again.",
        "Asked whether the ferry would sail, he said no no n- no no n- no.",
    ),
)
