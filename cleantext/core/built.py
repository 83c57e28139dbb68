"""A pack as text, in the form of the package build: definitions are written out, and nothing is left to check.

First come the cells of each phrase that share strings, one behind the other, so that they compress well: its pattern
and the strings of its prefilter. Each of the other facts has a column. The file is read by a few calls of `str.split`:
an array of arrays in JSON takes three times as long. Information separators of ASCII, which no phrase contains, stand
between columns, cells and strings. The rest is JSON at the end, so that a file that is cut off is no JSON. Examples are
for who writes packs, and stay in the packs.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, repeat
from typing import Any

from cleantext.core.packs import Pack, Words
from cleantext.core.phrase import Phrase
from cleantext.core.prefilter import Prefilter

_TEXTS = 4  # cells of a phrase in the first column
_STRING, _CELL, _COLUMN = "\N{UNIT SEPARATOR}", "\N{RECORD SEPARATOR}", "\N{GROUP SEPARATOR}"


def dump(pack: Pack, fingerprint: int) -> str:
    """Return the content of the file for a pack without sites; fingerprint: of the files that it is made from.

    The words of the pack are not in it: the index holds those of all packs.
    """
    counts: dict[str, dict[str, int]] = {}
    for phrase in pack.phrases:
        roles = counts.setdefault(phrase.rule, {})
        roles[phrase.role] = roles.get(phrase.role, 0) + 1
    order = {(rule, role): None for rule, roles in counts.items() for role in roles}
    groups = [[phrase for phrase in pack.phrases if phrase[:2] == place] for place in order]
    phrases = [*chain.from_iterable(groups)]
    columns = [chain.from_iterable(map(_texts, phrases)), *zip(*map(_facts, phrases), strict=True)]
    rest = {"fingerprint": fingerprint, "language": pack.language, "phrases": counts}
    written = json.dumps(rest, ensure_ascii=False, separators=(",", ":"))
    return _COLUMN.join((*map(_CELL.join, columns), written)) + "\n"


def _texts(phrase: Phrase) -> tuple[str, ...]:
    found = phrase.prefilter
    return phrase.pattern, *map(_STRING.join, (found.heads, found.strings, found.others))


def _facts(phrase: Phrase) -> tuple[str, ...]:
    found = phrase.prefilter
    return found.pattern, str(found.longest), "".join(map(str, found.keys))


def parse(text: str) -> tuple[Mapping[str, Any], list[str]]:
    """Return the JSON of a file, and its columns. Raises ValueError for a file that is damaged."""
    *columns, rest = text.split(_COLUMN)
    found = json.loads(rest)
    if not isinstance(found, dict):
        raise ValueError(rest)  # noqa: TRY004 - as for other damage
    return found, columns


def load(name: str, words: Words, content: Mapping[str, Any], columns: Iterable[str]) -> Pack:
    """Return the pack that was dumped, from its words, which the index holds, and from what `parse` returns."""
    return Pack(name, content["language"], tuple(_phrases(content["phrases"], columns)), words, ())


def _phrases(counts: Mapping[str, Mapping[str, int]], columns: Iterable[str]) -> Iterator[Phrase]:
    places = chain.from_iterable(repeat((rule, role), count) for rule in counts for role, count in counts[rule].items())
    texts, *facts = (column.split(_CELL) for column in columns)
    cells = (*(texts[at::_TEXTS] for at in range(_TEXTS)), *facts)
    for (rule, role), pattern, heads, strings, others, loose, longest, keys in zip(places, *cells, strict=False):
        prefilter = Prefilter(
            tuple(heads.split(_STRING)) if heads else (),
            tuple(strings.split(_STRING)) if strings else (),
            loose,
            tuple(map(int, keys)) if keys else (),
            tuple(others.split(_STRING)) if others else (),
            int(longest),
        )
        yield Phrase(rule, role, pattern, prefilter, None)
