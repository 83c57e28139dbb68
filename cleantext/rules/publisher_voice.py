"""Sentences on a line of their own in which an English publisher speaks to its readers, in words that no phrase knows.

"Scan the code and get the app of the Mail", "This piece is from the October issue": a small model of wording scores
the lines that the other rules leave (`scorer/voice.py`). It knows words that publishers use about themselves, their
order, and function words, but no subjects. A line needs five words and the form of a sentence or of a row of buttons.
Lines stay that quote, report, or tell of a person, items, headings, lines below a colon, and those of letters. If the
article itself says "you" or "we", in an eighth of its paragraphs or more, the line needs a higher score. Missed:
labels and headlines, notes about persons, and other languages.
"""

import re
from collections.abc import Iterator

from cleantext.core.blocks import line_edit
from cleantext.core.document import SUBHEADINGS, Document
from cleantext.core.edits import Edit
from cleantext.core.prose import ends_sentence
from cleantext.core.rule import Cues, Rule
from cleantext.lexicons import may_be_english
from cleantext.scorer.voice import LONGEST, SHORTEST, may_speak, voice

# Thresholds of the score; out of fold, docs/scorer.md has the figures of several.
LEAST = 1.0
LEAST_IN_OWN_VOICE = 2.5  # in an article that speaks to its readers itself
OWN_VOICE = 8  # one paragraph in so many
FEWEST_CUES = 2  # words of `_CUES`; one less beside an address or a bar
LEAST_PROSE = 250  # code points of other prose; leaflets and forms have less
_LABEL = 40  # code points; a shorter line is a label, and no part of a wrapped sentence
_KEPT_TAGS = frozenset({"h1", *SUBHEADINGS, "blockquote", "q", "pre", "code", "td", "th", "dt", "dd"})
# A line with fewer of these words is not scored: this costs a hundredth of the score.
_CUES = (
    "you your yours our ours us we click subscribe subscription newsletter newsletters newsroom website reprinted "
    "republished copyright permission story stories article articles post piece page site episode link content "
    "comment comments editor editors reporter reporters advert advertise advertisement ads sponsored sponsor "
    "affiliate donate donation donations reserved log sign password browser cookie cookies app inbox email e-mail "
    "download podcast photo photos view please opinions this here free get read code map share report send write"
)
_WORDS = frozenset(word + end for word in _CUES.split() for end in ("", ".", ",", "!", "?", ":", ";", "…"))
_ENDS = frozenset(".!?…)]")
_OWN_VOICE = frozenset({"you", "your", "we", "our", "us"})
_QUOTES = frozenset('"“”„«»')
_LETTER = re.compile(r"(?m)^(?:Dear|Hi|Hello) [A-Z]")


def has_candidates(document: Document) -> bool:
    """Return whether any line may be a publisher's."""
    return bool(document.table(_candidates))


def _candidates(document: Document) -> tuple[int, ...]:
    lines = enumerate(document.lines)
    return tuple(at for at, line in lines if SHORTEST <= len(line.text) <= LONGEST and _is_candidate(line.text))


def _is_candidate(text: str) -> bool:
    """Return whether a line may be a publisher's, by tests that cost little first."""
    has_sign = "@" in text or "http" in text or "www." in text or " | " in text or " • " in text or "©" in text
    if not (has_sign or text[-1] in _ENDS) or "“" in text or '"' in text or "”" in text:
        return False
    return len(_WORDS.intersection(text.lower().split())) >= FEWEST_CUES - has_sign and may_speak(text)


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the lines whose wording is a publisher's."""
    candidates = document.table(_candidates)
    spoken = [at for at in candidates if at not in cues.taken and _stands_alone(document, at)]
    scores = {at: voice().score(document.lines[at].text) for at in spoken}
    likely = [at for at in spoken if scores[at] >= LEAST]
    if not likely or not may_be_english(document) or _LETTER.search(document.text):
        return
    article = _Article(document, cues)
    for at in likely:
        if scores[at] >= article.least_beside(at):
            yield line_edit(document, at, "the wording of a publisher that speaks to its readers")


def _stands_alone(document: Document, index: int) -> bool:
    """Return whether a line is no part of a list, a wrapped paragraph or an element that holds the article's own."""
    above, mark = document.next_filled(index, -1), document.mark(index)
    if mark is not None and mark.tag in _KEPT_TAGS:
        return False
    if above is None:
        return True
    text = document.lines[above].text
    return not text.endswith(":") and (above < index - 1 or ends_sentence(text) or len(text) < _LABEL)


class _Article:
    """The prose of a document that no other rule removes: its size, and how much of it speaks to the readers."""

    def __init__(self, document: Document, cues: Cues) -> None:
        """Count once for all lines."""
        self._sizes = {at: len(document.lines[at].text) for at in document.prose if at not in cues.taken}
        self._own = {at for at in self._sizes if _speaks(document.lines[at].text)}
        self._size = sum(self._sizes.values())

    def least_beside(self, index: int) -> float:
        """Return the score that a line must reach, by the voice of the article around it; infinite without one."""
        if self._size - self._sizes.get(index, 0) < LEAST_PROSE:
            return float("inf")
        own, prose = len(self._own) - (index in self._own), len(self._sizes) - (index in self._sizes)
        return LEAST_IN_OWN_VOICE if own * OWN_VOICE >= prose else LEAST


def _speaks(text: str) -> bool:
    """Return whether a paragraph says "you" or "we", without quotation marks."""
    return not _OWN_VOICE.isdisjoint(text.lower().split()) and _QUOTES.isdisjoint(text)


RULE = Rule(
    id="publisher_voice",
    version=1,
    stage="remove",
    category="notice",
    level="safe",
    waiver="It is new; docs/scorer.md has its figures, out of fold by writer and by registered domain.",
    doc=__doc__,
    propose=propose,
    when=has_candidates,
    follows=True,
    removes=(
        (
            "The lock at Hallerau will be drained for six weeks from Monday, so that divers can look at gates that "
            "nobody has seen dry since 1961.\n\n"
            "⟦Point your phone at the code and download our free app to get this page before breakfast.⟧\n\n"
            "Barges will have to wait below the weir at Ost, where the water authority has laid out moorings for forty "
            "of them and a tap for each."
        ),
    ),
    keeps=(
        (
            "The lock at Hallerau will be drained for six weeks from Monday, so that divers can look at gates that "
            "nobody has seen dry since 1961.\n\n"
            "The app of the water authority shows the level on the hour, and an e-mail goes to every skipper.\n\n"
            "Barges will have to wait below the weir at Ost, where the water authority has laid out moorings for forty "
            "of them and a tap for each."
        ),
    ),
)
