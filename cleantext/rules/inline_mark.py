"""Marks inside a text that are useless without the page: numbers of notes ("[1]"), "pic.twitter.com/…", "(PTI)".

A number in brackets goes if it stands right behind a word or a sentence, and the numbers of the text count up from one.
So
these stay: an index of an array, a year, a list, a note that the sentence needs ("see [3]"), and the labels of
references in one line. Links of pictures go with the code behind them. An agency in brackets that the packs name goes
at the end of a paragraph, behind its last sentence; one that is introduced in brackets, "the Press Trust of India
(PTI)", stays. Off by default: notes and sources are part of an article for some. Missed: letters and stars of notes,
raised numbers without brackets.
"""

from collections.abc import Iterator

from cleantext.core.document import Document, Line
from cleantext.core.edits import Edit
from cleantext.core.lazy import lazy
from cleantext.core.rule import Cues, Rule
from cleantext.core.scan import lines_with
from cleantext.lexicons import stop_words

# A page number may follow a note directly at the end of a sentence or clause, as in Wikipedia: "loop.[1]: 207".
_NOTE = lazy(
    r"(?<=[\p{L}\p{M}\p{N}\p{P}])(?<![\[(=]) ?\[\d{1,3}\](?:,? ?\[\d{1,3}\])*"
    r"(?:(?<=[.,;]\[\d{1,3}\]): ?\d{1,4}(?:[–-]\d{1,4})?)?(?![\w(\[=])"
)
# Follows the label of a reference in a list on one line: "Sources: [1] Roe, J. [2] Poe, E."
_REFERENCE = lazy(r" ?:| +[\p{Lu}\"“]")
_WORD_BEFORE = lazy(r"([\p{L}\p{M}]+) $")
_NUMBER = lazy(r"\[(\d{1,3})\]")
_PICTURE = lazy(r"(?<![\w/@.])pic\.twitter\.com/\w{8,12}\b")
_AGENCY = lazy(r"(?<=[.!?…][\"”’»)]?) *\(([\p{L}\p{M} ./,-]{2,30})\)$")
_REQUIRED = r"\[[0-9]{1,3}\]|pic\.twitter\.com/|[.!?…][\"”’»)]? ?\([^()\n]{2,30}\) *(?m:$)"


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the marks, line by line."""
    lines = [document.line(index) for index in lines_with(_REQUIRED, document)]
    counts_up = _counts_up(lines)
    for line in lines:
        for found in _NOTE.finditer(line.text) if counts_up else ():
            is_label = found[0].startswith(" ") and _REFERENCE.match(line.text, found.end())
            if not is_label and not _is_part_of_a_sentence(line.text[: found.end()], found[0]):
                yield _edit(line, *found.span(), "the number of a note")
        yield from (_edit(line, *found.span(), "the link of a picture") for found in _PICTURE.finditer(line.text))
        named = _AGENCY.search(line.text)
        if named and named[1].casefold() in cues.words.get("agency", {}):
            yield _edit(line, *named.span(), "an agency in brackets closes the paragraph")


def _is_part_of_a_sentence(text: str, note: str) -> bool:
    """Return whether a note is a part of its sentence, as in "see [3]": behind a blank and a word of grammar."""
    if not note.startswith(" "):
        return False
    word = _WORD_BEFORE.search(text[: len(text) - len(note) + 1])
    return bool(word and word[1].casefold() in stop_words()[1])


def _counts_up(lines: list[Line]) -> bool:
    """Return whether the numbers in brackets are those of notes: new ones come in order, and there is more than one."""
    seen: list[int] = []
    for line in lines:
        for note in _NOTE.finditer(line.text):
            seen += [int(number) for number in _NUMBER.findall(note[0]) if int(number) not in seen]
    return len(seen) > 1 and seen == list(range(1, len(seen) + 1))


def _edit(line: Line, start: int, end: int, reason: str) -> Edit:
    """Return the removal of a part of a line, with the blank before it."""
    if start and line.text[start - 1] == " " and line.text[end : end + 1] in ("", " "):
        start -= 1
    return Edit(line.start + start, line.start + end, "", reason)


RULE = Rule(
    id="inline_mark",
    version=2,
    stage="remove",
    category="credit",
    level="thorough",
    doc=__doc__,
    propose=propose,
    requires=_REQUIRED,
    words={"agency": "a news agency, as in brackets, in small letters"},
    removes=(
        "The ferry left at noon,⟦[1]⟧ the harbour master said, with forty cars aboard.⟦[2]⟧ A band played.⟦[1]⟧",
        "The ferry left at noon⟦ [1], [2]⟧, the harbour master said; of the forty cars see [2], of the band⟦[3]⟧ not.",
        "The ferry left at noon, the harbour master said.⟦ pic.twitter.com/Ab3dEf9hIj⟧",
        "The ferry left at noon, the harbour master said, with all forty cars aboard.⟦ (PTI)⟧",
    ),
    keeps=(
        "The first item is list[0], and the second is list[1], said the teacher, who had forty children to teach.",
        "The report came from the Press Trust of India (PTI). It said that the ferry had left at noon with forty cars.",
        "Sources: [1] Roe, Jane: The Ferry. Aller 1998. [2] Poe, Edgar: The Band. Aller 2001. [3] The log.",
        "In its ruling of 1998 [2019] the court cited two more [3], and the harbour master had to read all of them.",
    ),
)
