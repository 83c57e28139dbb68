"""A word, a label or a headline that is glued to its own copy: "AddendumAddendum" for a heading that stood twice.

Extraction joins an element's text with its label or its tooltip. Only copies that begin with a capital are mended, and
only if the half is a common English word, or occurs elsewhere in the text by itself: "BoraBora" and "couscous" are
names and words. Missed on purpose: copies in lower case, those without such evidence, and words that are not English in
a text of unknown language.
"""

import re
from collections.abc import Iterator

from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.lazy import lazy
from cleantext.core.rule import Cues, Rule
from cleantext.core.scan import lines_with
from cleantext.lexicons import document_language, zipf_tenths

_JOINT = r"\p{Ll}\p{Lu}\p{Ll}"
_GLUED = lazy(
    r"(?<![\w@#/.-])(\p{Lu}\p{Ll}[\p{Ll}'’]{1,30}(?:[ ][\p{L}'’]{1,30}){0,5})\1(?![\p{L}\d_]|['’.-]\w)",
)
_COMMON = 25  # ten times Zipf 2.5
_LONG = 6  # letters; no name in English texts doubles so many
_SHORTEST = 5  # shorter halves are doubled in names: "PingPing", "YoYo"
_SHORTEST_HEADLINE, _FEWEST_WORDS = 20, 3  # code points, and words, of a line that is glued to its copy
# Each may search the whole text for a witness; this bound keeps the time linear.
MOST_HALVES = 50


def propose(document: Document, _: Cues) -> Iterator[Edit]:
    """Yield edits for the second halves."""
    reasons: dict[str, str] = {}
    for index in lines_with(_JOINT, document):
        line = document.line(index)
        if _is_doubled(line.text):
            middle = len(line.text) // 2
            end = line.start + len(line.text)
            yield Edit(line.start + middle, end, "", f"glued: a line of {line.text[:middle]!r} twice")
            continue
        for found in _GLUED.finditer(line.text):
            if _is_shown(line.text, found.start(), found[1]):
                continue
            if found[1] not in reasons and len(reasons) < MOST_HALVES:
                reasons[found[1]] = _evidence(document, found[1])
            if reason := reasons.get(found[1]):
                half = line.start + found.end(1)
                yield Edit(half, line.start + found.end(), "", reason)


def _is_shown(line: str, start: int, half: str) -> bool:
    """Return whether the half stands in quotation marks before, as what a formula repeats: '=REPT("Good day";2)'."""
    return f'"{half}"' in line[:start]


def _is_doubled(line: str) -> bool:
    """Return whether a line is a headline and, without a blank between, the same headline again."""
    half = line[: len(line) // 2]
    return (
        len(half) >= _SHORTEST_HEADLINE
        and half[0].isupper()
        and len(half.split()) >= _FEWEST_WORDS
        and line == half * 2
    )


def _evidence(document: Document, half: str) -> str:
    """Return why a half is a word by itself; "" if there is no evidence."""
    language = document_language(document)
    words = half.lower().replace("’", "'").removesuffix("'s").split()
    if len(half) >= _LONG and language == "en":  # "RekordsRekords" is a German label
        return f"glued: {half!r} twice"
    if len(half) >= _SHORTEST and all(zipf_tenths("en").get(word, 0) >= _COMMON for word in words):
        return f"glued: {half!r} is a word"
    if language is None:  # in which doubled words may have a meaning
        return ""
    alone = re.search(rf"(?<!\w){re.escape(half)}(?!\w)", document.text)
    return f"witness: {half!r} at {alone.start():,}" if alone else ""


RULE = Rule(
    id="glued_repeat",
    version=6,
    stage="mend",
    category="typo",
    level="safe",
    waiver="Few are judged; none of them was wrong.",
    doc=__doc__,
    propose=propose,
    requires=_JOINT,
    removes=(
        "Details\nThe talks go on.\n\nAddendum⟦Addendum⟧\nThe minister did not say when.",
        "Garnsworth⟦Garnsworth⟧ won at home. Nobody in Garnsworth had expected it.",
        "Read more⟦Read more⟧",
        (
            "Ferry is late again in the rain⟦Ferry is late again in the rain⟧\n\n"
            "The ferry left the harbour an hour late on Monday."
        ),
    ),
    keeps=(
        "She flew to BoraBora, ate couscous in TartarTown and heard a murmur in the YouTube clip of McDonald.",
        "Die Band hat ihr Album bei dem eigenen Label RekordsRekords gemacht, und es ist nicht das erste.",
        "The PingPing and the BoraBora apps are free; the old WallaWalla app costs two dollars.",
    ),
)
