"""Appeals of the publisher: donate, support us, become a member; the paragraphs and buttons that come with them.

An appeal speaks to the reader in the publisher's own voice (we, our, you), not in quotation marks, and asks for
the sake of journalism. Two such words in one line, or one that leaves no doubt, make it an anchor. In the tail
the run goes on over all that keeps up the voice, and buttons; in the middle only over what is itself an appeal.
An article that says "we" around it (an editor's letter, a charity's column) is about its own cause and stays,
and so does one that would lose half of its prose. Appeals that name no cause are `thorough`. Missed: appeals in
the third person.
"""

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from cleantext.core.blocks import SHORT_LINE, in_head, is_prose_line, is_short, last_prose, line_edit, spoken, unquoted
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.rule import Cues, Rule

# An appeal of more than this share of the prose is the article: an editor's letter, a charity's page.
LARGEST_SHARE = 0.5


class Appeal:
    """What the cues say about one document: which lines ask, which speak in the publisher's voice."""

    def __init__(self, document: Document, cues: Cues) -> None:
        self.document = document
        self.strong, self.ask, self.cause = cues.lines("line"), cues.lines("ask"), cues.lines("cause")
        self.head, self.weak = cues.lines("head"), cues.lines("weak")
        self._we = _words(tuple(sorted(cues.words.get("we", {}))))
        self._you = _words(tuple(sorted(cues.words.get("you", {}))))

    def says_we(self, index: int) -> bool:
        """Whether a line speaks as the publisher."""
        return self._we.search(unquoted(self.document.lines[index].text)) is not None

    def speaks(self, index: int) -> bool:
        """Whether a line speaks as the publisher, or to the reader."""
        return self.says_we(index) or self._you.search(unquoted(self.document.lines[index].text)) is not None

    def is_anchor(self, index: int) -> bool:
        """Whether a line is an appeal by itself."""
        if index in self.strong:
            return True
        return index in self.ask and index in self.cause and self.speaks(index)

    def is_banner(self, index: int) -> bool:
        """Whether a line in the head is a short call for support."""
        short = len(self.document.lines[index].text) <= SHORT_LINE
        return index in self.head and short and in_head(self.document, index)

    def is_part(self, index: int) -> bool:
        """Whether a line beside an anchor belongs to the appeal wherever it stands."""
        return index in self.weak or self.is_anchor(index) or (self._has_cue(index) and self._fits(index))

    def is_tail_part(self, index: int) -> bool:
        """Whether a line below an anchor belongs to the appeal if the article is over."""
        return self.is_part(index) or self.speaks(index) or is_short(self.document, index)

    def _has_cue(self, index: int) -> bool:
        return index in self.ask or index in self.cause

    def _fits(self, index: int) -> bool:
        return self.speaks(index) or is_short(self.document, index)


@cache
def _words(words: tuple[str, ...]) -> regex.Pattern[str]:
    """A pattern for these words, as they are or capitalised: "us" is not "US"."""
    return regex.compile(r"\b(?:\L<words>)\b", words=[*words, *(word.capitalize() for word in words)])


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Edits for appeals: banners in the head, runs in the tail and in the middle."""
    appeal = Appeal(document, spoken(document, cues))
    filled = [index for index, line in enumerate(document.lines) if line.text]
    gone = {index: appeal.head[index].phrase for index in filled if appeal.is_banner(index)}
    for place, index in enumerate(filled):
        if index not in gone and appeal.is_anchor(index):
            run = _run(appeal, filled, place)
            if run:
                reason = (appeal.strong.get(index) or appeal.ask[index]).phrase
                gone |= {at: gone.get(at, reason) for at in run}
    yield from (line_edit(document, index, reason) for index, reason in sorted(gone.items()))


def _run(appeal: Appeal, filled: list[int], place: int) -> list[int]:
    """The lines of the appeal around an anchor; none where the article itself speaks like that."""
    first, last = place, place
    while first and appeal.is_part(filled[first - 1]):
        first -= 1
    while last + 1 < len(filled) and appeal.is_part(filled[last + 1]):
        last += 1
    tail = last
    while tail + 1 < len(filled) and appeal.is_tail_part(filled[tail + 1]):
        tail += 1
    run = filled[first : last + 1]
    if last_prose(appeal.document, set(filled[first : tail + 1]).__contains__) < filled[first]:
        run = filled[first : tail + 1]
    return run if _stands_out(appeal, run) else []


def _stands_out(appeal: Appeal, run: Sequence[int]) -> bool:
    """Whether the prose around a run is another voice, and most of the article."""
    document = appeal.document
    prose = [index for index in range(len(document.lines)) if is_prose_line(document, index) or index in run]
    before = [index for index in prose if index < run[0]]
    behind = [index for index in prose if index > run[-1]]
    if any(appeal.says_we(index) for index in [*before[-1:], *behind[:1]]):
        return False
    size = sum(len(document.lines[index].text) for index in run)
    return size <= LARGEST_SHARE * sum(len(document.lines[index].text) for index in prose)


RULE = Rule(
    id="donation_appeal",
    version=1,
    stage="remove",
    category="appeal",
    level="safe",
    doc=__doc__,
    propose=propose,
    phrases=("line", "head", "ask", "cause", "weak"),
    words=("we", "you"),
    removes=(
        (
            "Three counties along the Platte will stop fluoridating their water after a vote that surprised the "
            "voters.\n\n"
            "“You will be paying for this at the dentist’s office,” the county health officer told the commission on "
            "Monday.\n\n"
            "⟦The Platte Monitor is funded by readers. Please donate today to support our journalism.⟧\n\n⟦Donate now⟧"
        ),
    ),
    keeps=(
        (
            "The station’s presenter spoke into a microphone that was connected to nothing but a stand on the "
            "table.\n\n"
            "“Please support our station,” she said. “Donate whatever you can. We depend on our listeners.”"
        ),
        (
            "We at the Lighthouse Trust have pulled 1,412 people out of the Channel, and we remember most of their "
            "faces.\n\n"
            "Support us if you can. Our boats are paid for by donations, and we have never asked for more than that."
        ),
    ),
)
