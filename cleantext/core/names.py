"""Names of people in a text, found by their capitals: whole names, and words that may belong to one."""

from collections.abc import Collection, Container, Iterator, Mapping
from itertools import chain, filterfalse

from cleantext.core.document import Document
from cleantext.core.lazy import lazy
from cleantext.core.prose import is_short

_PART = r"(?:d[aeio]s?|del|della|di|du|la|le|van|von|den|der|bin|ibn|al|el|ter|y|zu|à)"
# Two to four words with capitals: "Jane Roe", "J. M. de la Cruz".
NAME = lazy(rf"\p{{Lu}}[\p{{L}}.'’-]*(?:\s+(?:{_PART}\s+){{0,2}}\p{{Lu}}[\p{{L}}.'’-]*){{1,3}}")
_LAST = lazy(r"[\p{L}'’-]+$")
_JOINED = lazy(r"\w+(?:['’-]\w+)*")
_JOINT = lazy(r"['’-]")
MOST_EDGES = 12  # of the parts of a joined word; longer ones are no names


def last_name(name: str) -> str:
    """Return the last word of a name."""
    last = _LAST.search(name.rstrip("."))
    return last[0] if last else name


def is_name_line(document: Document, at: int, name: str) -> bool:
    """Return whether a line is a name and little more."""
    text = document.lines[at].text
    return is_short(text) and name.lower() in text.lower() and len(text) <= len(name) + 25


def name_words(text: str) -> set[str]:
    """Return the words of a text, and the parts of joined words: a name may be any of them."""
    words = set(_JOINED.findall(text))
    return {*filter(str.isalnum, words), *chain.from_iterable(map(_parts, filterfalse(str.isalnum, words)))}


def words_said(
    document: Document, names: Collection[str], ends: Mapping[int, int], skipped: Container[int]
) -> set[str]:
    """Return the words of the paragraphs that may contain one of the names.

    ends: by line, the offset in the document up to which it counts. skipped: indexes of lines that do not count.
    """
    said: set[str] = set()
    named = lazy(r"\L<names>", names=sorted(names))
    for index, line in enumerate(document.lines):
        if index not in skipped and named.search(line.text) and not is_short(line.text):
            said |= name_words(line.text[: ends.get(index, line.end) - line.start])
    return said


def _parts(word: str) -> Iterator[str]:
    """Yield `Ruiz`, `Ruiz-Hale` and `Hale` for `Ruiz-Hale`; `O'Hara` for `O'Hara's`."""
    edges = [0, *(place for joint in _JOINT.finditer(word) for place in joint.span()), len(word)]
    starts, ends = edges[:MOST_EDGES:2], edges[1:MOST_EDGES:2]
    return (word[start:end] for start in starts for end in ends if start < end)
