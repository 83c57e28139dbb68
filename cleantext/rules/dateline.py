"""The place, date and agency that a report opens with: "LUNDBY (PTI):", "BERLIN, May 3 —", "МОСКВА, 3 фев — ТАСС.".

It is removed only at the start of the article's first paragraph, in the form of the agencies' style books: a place,
with region, date and agency behind it; then a dash, or a colon behind the agency; then a sentence. A place in mixed
case needs an agency that the packs name. A place alone must be in capitals, before a dash that is not one of a pair
("NATO — the alliance — said"). Off by default, since a dateline tells the origin of a report. Of 69 different matches
on labelled news pages 68 were datelines, and 55 of them stood in the text that people had marked as the article.
Missed: datelines without a dash or colon, and those of Chinese, Japanese and Korean.
"""

from collections.abc import Iterator, Mapping

import regex

from cleantext.core.body import body
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.lazy import lazy
from cleantext.core.rule import Cues, Rule

_LONGEST = 120  # code points in which a dateline ends
_WORD = r"\p{Lu}[\p{L}\p{M}'’.-]*"
_PLACE = rf"(?P<place>{_WORD}(?:[ /,]{{1,2}}(?:{_WORD}|\p{{Ll}}{{2,3}})){{0,4}})"
# A day, with the month before or behind it, in letters of any script, at least three.
_DAY = r"(?P<day>[\p{L}\p{M}]{3,12}\.? \d{1,2}(?:, \d{4})?|\d{1,2}\.? (?:de )?[\p{L}\p{M}]{3,12}\.?(?: \d{4})?)"
_BRACKETS = r"\((?P<agency>[\p{L}\p{M}\p{N} ./,-]{2,40})\)"
_DASH = r"[–—―-]{1,2}"
# The agency stands in brackets, or between the dash and a full stop.
_DATELINE = lazy(
    rf"{_PLACE}(?:,? {_DAY})?,? ?"
    rf"(?:{_BRACKETS} ?(?:{_DASH}|:)|{_DASH} (?P<behind>[\p{{L}}\p{{M}} -]{{2,30}})\.|{_DASH}) ?"
    r"(?=[\"“„«'‘»¿¡]?[\p{Lu}\p{Lo}\p{N}])"
)
_SPACED = lazy(r" [–—―-]{1,2} |[—―]|-- ?")
# A place that stands alone: shorter ones are names of bodies, longer ones are headings ("THE STATE OF PLAY TODAY").
_LETTERS, _WORDS = 4, 3


def opens_with_one(document: Document) -> bool:
    """Return whether the first line of prose opens like a dateline."""
    index = _first(document)
    return index is not None and _match(document, index) is not None


def _first(document: Document) -> int | None:
    article = document.table(body)
    return article.first if article.exists else None


def _match(document: Document, index: int) -> "regex.Match[str] | None":
    return _DATELINE.match(document.line(index).text[:_LONGEST])


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the dateline of the first paragraph."""
    index = _first(document)
    found = None if index is None else _match(document, index)
    if index is None or found is None or not _is_one(found, document.line(index).text, cues.words):
        return
    start = document.line(index).start
    yield Edit(start, start + found.end(), "", "a dateline opens the article")


def _is_one(found: "regex.Match[str]", line: str, words: Mapping[str, Mapping[str, str]]) -> bool:
    """Return whether a match is a dateline, by the agency, the day, or the capitals of its place."""
    place, agency = found["place"], found["agency"] or found["behind"]
    if agency:
        names = regex.split(r"[/,-]| and ", agency.casefold())
        known = any(name.strip() in words.get("agency", {}) for name in [agency.casefold(), *names])
        return known or bool(found["agency"] and agency.isupper() and place.isupper())
    if not place.isupper() or place.casefold() in words.get("label", {}):
        return False
    is_name = sum(map(str.isalpha, place)) >= _LETTERS and len(place.split()) <= _WORDS
    sentence = line[found.end() : found.end() + 2 * _LONGEST]
    return bool(found["day"]) or (is_name and not _SPACED.search(sentence.partition(". ")[0]))


RULE = Rule(
    id="dateline",
    version=2,
    stage="remove",
    category="credit",
    level="thorough",
    doc=__doc__,
    propose=propose,
    when=opens_with_one,
    words={
        "agency": "a news agency, as in datelines, in small letters",
        "label": "words in capitals before a dash that are no place, in small letters",
    },
    removes=(
        "⟦LUNDBY (PTI): ⟧The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band.",
        "⟦PORT HAVEN, May 3 (Reuters) — ⟧The ferry left at noon, the harbour master said, with forty cars and a band.",
        "⟦NEWHAVEN — ⟧The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band.",
        "⟦МОСКВА, 3 фев — РИА Новости. ⟧Паром ушёл в полдень, сказал начальник порта, на борту было сорок машин.",
        "⟦Hamburg/Berlin (dpa) - ⟧Die Fähre legte mittags ab, sagte der Hafenmeister, mit vierzig Autos an Bord.",
    ),
    keeps=(
        "NATO — The alliance that was founded in 1949 — said on Monday that it would keep the harbour open in winter.",
        "Lundby (Sweden) – The ferry left at noon, the harbour master said, with all forty cars and a brass band.",
        "THE STATE OF PLAY TODAY — The ferry left at noon, the harbour master said, with forty cars and a brass band.",
        "WATCH — The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band.",
    ),
)
