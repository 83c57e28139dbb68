"""The "About X" paragraphs at the end of a press release.

A heading "About X", and below it a paragraph that begins with X and says what a company or institute is:
founded, headquartered, provider, employees. No other prose follows. A magazine's section "About Narvik" is about no
company, and stays, as does a profile, which has no such heading. Missed: blurbs
without a heading.

Level report: readers disagree whether it is part of the release. On two labelled pages with such a paragraph, the
annotators kept it.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cleantext.core.blocks import last_prose, line_edit, run_below, spoken
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.lazy import any_word, lazy
from cleantext.core.rule import Cues, Rule

if TYPE_CHECKING:
    import regex

_WORD = lazy(r"[\p{L}\p{N}]+")
# "About the Institute for Biomaterials", "ABOUT REDFORK", "Über die Nordhafen AG": a name, not a sentence.
_HEADING = lazy(r"^\W*\p{Lu}\p{L}+\s+(?:(?i:the|der|die|das|den)\s+)?([\p{Lu}\p{N}].*)")
_ARTICLES = frozenset({"the", "der", "die", "das", "den"})


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield edits for headings and the paragraphs below them, if no prose of the article follows."""
    cues = spoken(document, cues)
    blurb: dict[int, str] = {}
    headings, words = cues.lines("heading"), _Words(_pattern(cues, "company"), _pattern(cues, "start"))
    for index, hit in headings.items():
        blurb |= dict.fromkeys(_block(document, index, headings, words), hit.phrase)
    loose = {*blurb, *cues.lines("after")}
    end = last_prose(document, loose.__contains__)
    yield from (line_edit(document, index, reason) for index, reason in sorted(blurb.items()) if 0 <= end < index)


class _Words(NamedTuple):
    """The signs of a company, and the first words of its further paragraphs."""

    company: "regex.Pattern[str]"
    start: "regex.Pattern[str]"


def _block(document: Document, index: int, headings: Collection[int], words: _Words) -> list[int]:
    """Return the heading and the lines about the company, if the first of them is about it."""
    heading, _, same_line = document.lines[index].text.partition(":")
    name = _name(heading)
    if not name or same_line.strip():
        return [index] if name and _names(same_line, name) and words.company.search(same_line) else []

    def tells(at: int) -> bool:
        text = document.lines[at].text
        return at not in headings and (_names(text, name) or words.start.match(text) is not None)

    below = run_below(document, index, tells)
    first = document.lines[below[0]].text if below else ""
    return [index, *below] if _names(first, name) and words.company.search(first) else []


def _pattern(cues: Cues, role: str) -> "regex.Pattern[str]":
    return any_word(cues.words.get(role, ()))


def _name(heading: str) -> list[str]:
    """Return the words of the name in a heading, lower case; none if it is no name."""
    found = _HEADING.search(heading)
    return _words(found[1]) if found else []


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if word not in _ARTICLES]


def _names(text: str, name: Sequence[str]) -> bool:
    """Return whether a paragraph begins with the name."""
    return name[0] in _words(text[:80])[:6]


RULE = Rule(
    id="company_blurb",
    version=3,
    stage="remove",
    category="promotion",
    level="report",
    doc=__doc__,
    propose=propose,
    phrases={
        "heading": "goes with the paragraphs below it, if they begin with its name and describe a company",
        "after": "may stand behind a blurb: contacts, notes",
    },
    words={
        "company": "shows that a paragraph is about a company: founded, headquartered",
        "start": "opens a further paragraph of a blurb",
    },
    removes=(
        (
            "The four machines will be delivered in autumn and cost about a fifth more than those with diesel "
            "engines.\n\n"
            "⟦About Nordhafen Logistik⟧\n\n⟦Nordhafen Logistik AG is a provider of port services, founded in 1911.⟧\n\n"
            "⟦For more information, visit www.nordhafen.example.⟧"
        ),
    ),
    keeps=(
        (
            "The night train reaches Narvik at noon, when the light is at its best or, from November, when there is "
            "any.\n\n"
            "About Narvik\n\nNarvik is a town of 14,000 people that was built for the sake of one kind of stone."
        ),
    ),
)
