"""The "About X" paragraphs at the end of a press release.

A heading "About X", and below it a paragraph that begins with X and says what a company or institute is:
founded, headquartered, provider, employees. No prose follows but more of the same. A magazine's section
"About Narvik" is about no company, and stays; so does a profile, which has no such heading. Missed: blurbs
without a heading.
"""

from collections.abc import Iterator, Sequence

import regex

from cleantext.core.blocks import last_prose, line_edit, spoken
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.rule import Cues, Rule

_WORD = regex.compile(r"[\p{L}\p{N}]+")
# "About the Institute for Biomaterials", "ABOUT REDFORK", "About 3M": a name, not the start of a sentence.
_NAME = regex.compile(r"(?:(?:[Tt]he|THE) )?[\p{Lu}\p{N}]")


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Edits for headings and the paragraphs below them, where no prose of the article follows."""
    cues = spoken(document, cues)
    company = regex.compile(r"\b(?:\L<words>)\b", regex.IGNORECASE, words=sorted(cues.words.get("company", {})))
    blurb: dict[int, str] = {}
    for index, hit in cues.lines("heading").items():
        name = _name(document.text[hit.end : document.lines[index].end])
        blurb |= dict.fromkeys(_block(document, index, name, company, cues) if name else (), hit.phrase)
    loose = {*blurb, *cues.lines("after")}
    end = last_prose(document, loose.__contains__)
    yield from (line_edit(document, index, reason) for index, reason in sorted(blurb.items()) if 0 <= end < index)


def _name(rest: str) -> list[str]:
    """The words of the name in a heading, lower case; none if it is no name."""
    rest = rest.strip()
    return _words(rest.partition(":")[0]) if _NAME.match(rest) else []


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if word != "the"]


def _block(document: Document, index: int, name: Sequence[str], company: regex.Pattern[str], cues: Cues) -> list[int]:
    """The heading and the lines that tell of the company, if the first of them does."""
    _, _, same_line = document.lines[index].text.partition(":")
    if same_line.strip():
        return [index] if _tells(same_line, name, company) else []
    block = [index]
    for at in range(index + 1, len(document.lines)):
        text = document.lines[at].text
        if not text:
            continue
        told = _tells(text, name, company) or (len(block) > 1 and (at in cues.lines("more") or _names(text, name)))
        if at in cues.lines("heading") or not told:
            break
        block.append(at)
    return block if len(block) > 1 else []


def _tells(text: str, name: Sequence[str], company: regex.Pattern[str]) -> bool:
    """Whether a paragraph begins with the name and has a word for what companies are and do."""
    return _names(text, name) and company.search(text) is not None


def _names(text: str, name: Sequence[str]) -> bool:
    return name[0] in _words(text[:80])[:6]


RULE = Rule(
    id="company_blurb",
    version=1,
    stage="remove",
    category="promotion",
    level="safe",
    doc=__doc__,
    propose=propose,
    phrases=("heading", "more", "after"),
    words=("company",),
    removes=(
        "The four machines will be delivered in autumn and cost about a fifth more than those with diesel engines.\n\n"
        "⟦About Nordhafen Logistik⟧\n\n⟦Nordhafen Logistik AG is a provider of port services, founded in 1911.⟧\n\n"
        "⟦For more information, visit www.nordhafen.example.⟧",
    ),
    keeps=(
        "The night train reaches Narvik at noon, when the light is at its best or, from November, when there is any.\n\n"
        "About Narvik\n\nNarvik is a town of 14,000 people that was built for the sake of one kind of stone.",
    ),
)
