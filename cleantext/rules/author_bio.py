"""The note about the author: a paragraph or two under the article, or a line under the byline.

"Jane Roe is a reporter in Leeds.", "I am Jane Roe, a freelance journalist …", "About the author". It goes where
it stands in the tail, or in the head below a line that has the same name, and only if it brings in somebody of
whom the article does not speak: a profile, an obituary or a review says the name before. The lines around it go
with it: the name as a heading, "She lives in …", "You can reach her at …". A note that says
where the text was taken from stays, and so does one under "Why trust us", where a guide tells who tested. Missed:
notes without a name, and those of authors who also stand in their article.
"""

from collections.abc import Collection, Container, Iterator
from itertools import chain, filterfalse
from typing import TYPE_CHECKING, NamedTuple

from cleantext.core.blocks import any_word, in_head_or_first, last_prose, line_edit, run_above, run_below, spoken
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.lazy import lazy
from cleantext.core.prose import is_short
from cleantext.core.rule import Cues, Rule

if TYPE_CHECKING:
    import regex

# Longer than most paragraphs of a story; the bios of the seeds have 280 and 420 code points.
LONGEST = 1_200
_PART = r"(?:d[aeio]s?|del|della|di|du|la|le|van|von|den|der|bin|ibn|al|el|ter|y|zu|à)"
_NAME = lazy(rf"\p{{Lu}}[\p{{L}}.'’-]*(?:\s+(?:{_PART}\s+){{0,2}}\p{{Lu}}[\p{{L}}.'’-]*){{1,3}}")
_LAST = lazy(r"[\p{L}'’-]+$")
_JOINED = lazy(r"\w+(?:['’-]\w+)*")
_JOINT = lazy(r"['’-]")
MOST_EDGES = 12  # of the parts of a joined word; longer ones are no names
NEAR = 20  # lines that a byline may stand above the note about its author
_HANDLE = lazy(r"(?:^|[\s(])@\w{2,30}\b|\b[\w.+-]{1,64}@[\w-]{1,63}\.\w")


class Bio(NamedTuple):
    """A line that reads like a bio, and of whom it speaks."""

    name: str
    reason: str


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Edits for bios in the tail and under the byline, and the lines that go with them."""
    cues = spoken(document, cues)
    bios = _bios(document, cues)
    if not bios:
        return
    follows = _follows(document, cues, bios)
    lasts = {_last_name(bio.name) for bio in bios.values()}
    said, headings = _said(document, lasts, {*bios, *follows}), cues.lines("heading").keys() - bios.keys()
    end = last_prose(document, lambda index: index in bios or index in follows)
    gone: dict[int, str] = {}
    sections = cues.lines("section")
    for index, bio in bios.items():
        if _last_name(bio.name) in said or _line_above(document, index) in sections:
            continue
        if index > end >= 0:

            def is_heading(at: int, name: str = bio.name) -> bool:
                return at in headings or (at not in bios and _is_heading(document, at, name))

            above = run_above(document, index, is_heading)
            below = run_below(document, index, follows.__contains__)
            gone |= dict.fromkeys([*above, index, *below], bio.reason)
        elif in_head_or_first(document, index) and _has_byline(document, index, bio.name):
            gone[index] = bio.reason
    yield from (line_edit(document, index, reason) for index, reason in sorted(gone.items()))


def _bios(document: Document, cues: Cues) -> dict[int, Bio]:
    """The lines that begin with a name and go on with what an author is or does."""
    found: dict[int, Bio] = {}
    sourced = cues.lines("source")
    for hit in cues.hits:
        line = document.lines[hit.line]
        if hit.role not in ("bio", "self") or hit.line in found or hit.line in sourced or len(line.text) > LONGEST:
            continue
        name = _name_in(line.text[: hit.start - line.start] if hit.role == "bio" else line.text, cues, hit.role)
        if name and (hit.role == "bio" or _pattern("job", cues).search(line.text, 0, 160)):
            found[hit.line] = Bio(name, hit.phrase)
    return found


def _line_above(document: Document, index: int) -> int:
    """The index of the line above that is not blank; -1 if there is none."""
    return next((at for at in range(index - 1, -1, -1) if document.lines[at].text), -1)


def _name_in(text: str, cues: Cues, role: str) -> str:
    """The name that all of `text` consists of, titles aside; for the first person, the first name in it."""
    text = text.strip(" *_–—-(|,\t")
    while title := _pattern("title", cues).match(text):
        text = text[title.end() :].lstrip(" ,:.\t")
    found = _NAME.search(text, 0, 120) if role == "self" else _NAME.fullmatch(text)
    return found[0] if found else ""


def _pattern(role: str, cues: Cues) -> "regex.Pattern[str]":
    return any_word(cues.words.get(role, ()))


def _last_name(name: str) -> str:
    last = _LAST.search(name.rstrip("."))
    return last[0] if last else name


def _said(document: Document, names: Collection[str], bios: Container[int]) -> set[str]:
    """The words of the paragraphs of the article that may have one of the names; of joined words also the parts."""
    said: set[str] = set()
    for index, line in enumerate(document.lines):
        if index not in bios and any(name in line.text for name in names) and not is_short(document.lines[index].text):
            words = set(_JOINED.findall(line.text))
            said.update(filter(str.isalnum, words))
            said.update(chain.from_iterable(map(_parts, filterfalse(str.isalnum, words))))
    return said


def _parts(word: str) -> Iterator[str]:
    """`Ruiz`, `Ruiz-Hale` and `Hale` of `Ruiz-Hale`; `O'Hara` of `O'Hara's`."""
    edges = [0, *(place for joint in _JOINT.finditer(word) for place in joint.span()), len(word)]
    starts, ends = edges[:MOST_EDGES:2], edges[1:MOST_EDGES:2]
    return (word[start:end] for start in starts for end in ends if start < end)


def _follows(document: Document, cues: Cues, bios: dict[int, Bio]) -> set[int]:
    """The lines below a bio that go on with it: they begin with a pronoun or the name, or say where to write."""
    pronouns = _pattern("pronoun", cues)
    weak = cues.lines("weak")
    follows: set[int] = set()
    for index, bio in bios.items():
        names = tuple(bio.name.split())

        def is_more(at: int, names: tuple[str, ...] = names) -> bool:
            if at in bios:
                return False
            text = document.lines[at].text
            short_handle = len(text) <= LONGEST and _HANDLE.search(text) is not None
            return at in weak or short_handle or text.startswith(names) or pronouns.match(text) is not None

        follows.update(run_below(document, index, is_more))
    return follows


def _is_heading(document: Document, at: int, name: str) -> bool:
    """Whether a line is a name and little more."""
    text = document.lines[at].text
    return is_short(document.lines[at].text) and name in text and len(text) <= len(name) + 25


def _has_byline(document: Document, index: int, name: str) -> bool:
    above = (at for at in range(max(0, index - NEAR), index) if is_short(document.lines[at].text))
    return any(name.lower() in document.lines[at].text.lower() for at in above)


RULE = Rule(
    id="author_bio",
    version=3,
    stage="remove",
    category="bio",
    level="safe",
    waiver=(
        "Few are judged, since gold texts differ on bios; both that count as wrong are bios that an annotator "
        "copied along."
    ),
    doc=__doc__,
    propose=propose,
    phrases={
        "bio": "what an author is or does, behind the name that opens the line: a bio in the tail or under the byline",
        "self": "the author introduces himself: a bio where the line also has a name and a job",
        "heading": "goes above a bio that goes",
        "section": "a heading of the article's own: the bio right below it stays",
        "source": "says where the text was taken from: the line is no bio",
        "weak": "goes below a bio that goes",
    },
    words={
        "job": "what authors are; a bio in the first person names one",
        "pronoun": "opens a further line of a bio",
        "title": "may stand before the name: Dr, Prof.",
    },
    removes=(
        (
            "The school board voted 5–4 on Monday to close three schools that have been half empty since the "
            "hurricane.\n\n"
            "⟦About the author⟧\n\n⟦Dwight Arceneaux covers education for the Bayou Courier.⟧\n"
            "⟦Follow him on X @dwight⟧"
        ),
    ),
    keeps=(
        (
            "Nobody on the island remembers who built the wall, and nobody has ever asked for it to be taken down.\n\n"
            "Ottilie Brandvold is a writer living in Tromsø. Excerpted from her book Walls, Fjordpress, 2014."
        ),
        (
            "The narrow spout pours slowly, and that is all the best of the five kettles have to do.\n\n"
            "Why trust us\n\nOttilie Brandvold is a writer living in Tromsø who has brewed coffee for twenty years."
        ),
        (
            "Ottilie Brandvold is a writer living in Tromsø with her husband and a number of cats that she keeps.\n\n"
            "“I have nothing against light,” Brandvold says. “I only find that people tell you less in it.”"
        ),
        (
            "The waitress calls the man at the next table Dennis, and he has been looking at the same page for an "
            "hour.\n\n"
            "He is a writer living in Leeds."
        ),
    ),
)
