"""Appeals of the publisher: donate, support us, become a member; the paragraphs and buttons that come with them.

An appeal addresses the reader in the publisher's own voice (we, our, you), not in quotation marks, and asks for
the sake of journalism. Two such words in one line, or one that is unambiguous, make it an anchor. Below the
article the run includes all lines in the same voice, and buttons; inside it only lines that are appeals themselves. An
article that says "we" around it (an editor's letter, a charity's column) is about its own cause and stays, as does one
that would lose half of its prose. Appeals that name no cause are `thorough`. Missed: appeals in
the third person.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from cleantext.core.attribution import ATTRIBUTION_WORDS
from cleantext.core.blocks import in_head, is_prose_line, line_edit, may_go, spoken, unquoted
from cleantext.core.body import body
from cleantext.core.closing import sentence_start
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.endings import SHORTEST_BEFORE
from cleantext.core.lazy import lazy
from cleantext.core.prose import SHORT_LENGTH, latin_length
from cleantext.core.rule import Cues, Rule

if TYPE_CHECKING:
    import regex

# An appeal with more than this share of the prose is the article: an editor's letter, a charity's page. A short report
# of a few paragraphs never says "we", and an appeal below it may be as long as the report.
LARGEST_SHARE = 0.5
FEWEST_PARAGRAPHS = 2
# A paragraph that shares a long word with the rest of the article is no part of an appeal.
_LONG_WORD = lazy(r"\p{L}{6,}")


class Appeal:
    """The cues of one document: the lines that ask, and the lines in the publisher's voice."""

    def __init__(self, document: Document, cues: Cues) -> None:
        self.document = document
        self.strong, self.ask, self.cause = cues.lines("line"), cues.lines("ask"), cues.lines("cause")
        self.head, self.weak = cues.lines("head"), cues.lines("weak")
        self.cued = {*self.strong, *self.ask, *self.cause}
        self._we = _words(tuple(sorted(cues.words.get("we", {}))))
        self._you = _words(tuple(sorted(cues.words.get("you", {}))))

    @cached_property
    def lines_with(self) -> Counter[str]:
        """Return the number of lines of prose that contain each long word."""
        lines = self.document.lines
        return Counter(word for at in self.document.prose for word in set(_LONG_WORD.findall(lines[at].text)))

    def says_we(self, index: int) -> bool:
        """Return whether a line is in the publisher's voice."""
        return self._we.search(unquoted(self.document.lines[index].text)) is not None

    def speaks(self, index: int, end: int | None = None) -> bool:
        """Return whether a line, up to a place, is in the publisher's voice, or addresses the reader."""
        line = self.document.lines[index]
        text = unquoted(line.text[: None if end is None else end - line.start])
        return self._we.search(text) is not None or self._you.search(text) is not None

    def is_anchor(self, index: int) -> bool:
        """Return whether a line is an appeal by itself."""
        if index in self.strong:
            return True
        asks = index in self.ask and index in self.cause
        return asks and (self.speaks(index) or any(self._is_call(at) for at in self.document.neighbours(index)))

    def _is_call(self, index: int | None) -> bool:
        """Return whether a line is a heading such as "Support our work"."""
        return index is not None and index in self.weak and self.says_we(index)

    def is_banner(self, index: int) -> bool:
        """Return whether a line in the head is a short call for support."""
        short = latin_length(self.document.lines[index].text) <= SHORT_LENGTH
        return index in self.head and short and in_head(self.document, index)

    def is_part(self, index: int) -> bool:
        """Return whether a line beside an anchor belongs to the appeal wherever it stands."""
        return index in self.weak or self.is_anchor(index) or (self._has_cue(index) and self._fits(index))

    def is_tail_part(self, index: int) -> bool:
        """Return whether a line below an anchor belongs to the appeal if the article is over.

        A paragraph that only addresses the reader may be the article's last one.
        """
        is_own = index in self.document.prose and not self.says_we(index)
        return self.is_part(index) or (self.speaks(index) and not is_own) or may_go(self.document, index)

    def _has_cue(self, index: int) -> bool:
        return index in self.ask or index in self.cause

    def _fits(self, index: int) -> bool:
        return self.speaks(index) or may_go(self.document, index)


@lru_cache(maxsize=64)  # for each of the languages that occur together
def _words(words: tuple[str, ...]) -> "regex.Pattern[str]":
    """Return a pattern for these words, as they are or capitalised: "us" is not "US"."""
    import regex  # 20 ms

    return regex.compile(r"\b(?:\L<words>)\b", words=[*words, *(word.capitalize() for word in words)])


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield edits for appeals: banners in the head, runs in tail and middle, sentences behind the last one."""
    cues = spoken(document, cues)
    glued = _glued(Appeal(document, cues), cues)
    yield from (edit for edit in glued.values() if edit)
    appeal = Appeal(document, replace(cues, hits=tuple(hit for hit in cues.hits if hit.line not in glued)))
    filled = [index for index, line in enumerate(document.lines) if line.text]
    gone = {index: appeal.head[index].phrase for index in filled if appeal.is_banner(index)}
    if any(index not in gone and appeal.is_anchor(index) for index in {*appeal.strong, *appeal.ask}):
        surroundings = _Surroundings(appeal, filled)
        for first, last in _runs(appeal, filled):
            anchor = next((at for at in filled[first : last + 1] if at not in gone and appeal.is_anchor(at)), None)
            run = surroundings.taken(first, last) if anchor is not None else []
            if anchor is not None and run:
                reason = (appeal.strong.get(anchor) or appeal.ask[anchor]).phrase
                gone |= {at: gone.get(at, reason) for at in run}
    yield from (line_edit(document, index, reason) for index, reason in sorted(gone.items()))


def _glued(appeal: Appeal, cues: Cues) -> dict[int, Edit | None]:
    """Return the paragraphs of the article that end in an appeal; with its removal, if the article ends there too."""
    document, found = appeal.document, dict[int, Edit | None]()
    first = {hit.line: hit for hit in sorted(cues.hits, key=lambda hit: hit.start, reverse=True)}
    for index, hit in first.items():
        start = sentence_start(document, hit, least=SHORTEST_BEFORE)
        if start is not None and _is_of_article(appeal, index, start):
            closes = appeal.is_anchor(index) and index >= document.table(body).last
            found[index] = Edit(start, document.lines[index].end, "", hit.phrase) if closes else None
    return found


def _is_of_article(appeal: Appeal, index: int, end: int) -> bool:
    """Return whether the sentences of a line before a place belong to the article: in its voice, beside its prose."""
    document, line = appeal.document, appeal.document.lines[index]
    if appeal.speaks(index, end):
        return False
    own = 1 if index in document.prose else 0
    words = _LONG_WORD.findall(line.text[: end - line.start])
    return any(appeal.lines_with[word] > own for word in words) or not any(
        at in appeal.cued for at in document.neighbours(index)
    )


def _runs(appeal: Appeal, filled: list[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last place, in `filled`, of each run of lines that are appeals wherever they stand."""
    for is_part, run in groupby(range(len(filled)), lambda place: appeal.is_part(filled[place])):
        if is_part:
            places = list(run)
            yield places[0], places[-1]


class _Surroundings:
    """The lines around the runs of one document; tables, so that many runs cost no more than few."""

    def __init__(self, appeal: Appeal, filled: list[int]) -> None:
        self.appeal = appeal
        self.filled = filled
        lines = appeal.document.lines
        self.prose = [index for index in filled if is_prose_line(appeal.document, index)]
        self.size = sum(len(lines[index].text) for index in self.prose)
        prose = frozenset(self.prose)
        self.sizes = list(accumulate((len(lines[index].text) for index in filled), initial=0))
        weak = (0 if index in prose else len(lines[index].text) for index in filled)
        self.weak_sizes = list(accumulate(weak, initial=0))
        self.ends = list(range(len(filled)))  # how far down each line extends if the article is over
        for place in range(len(filled) - 2, -1, -1):
            if appeal.is_tail_part(filled[place + 1]):
                self.ends[place] = self.ends[place + 1]

    def taken(self, first: int, last: int) -> list[int]:
        """Return the lines of the appeal that a run belongs to; empty if the article itself has that voice."""
        end = self.ends[last]
        if not self.prose or self.prose[-1] <= self.filled[end]:
            last = end
        return self.filled[first : last + 1] if self._stands_out(first, last) else []

    def _stands_out(self, first: int, last: int) -> bool:
        """Return whether the prose around a run is in another voice, and most of the article."""
        before = bisect_left(self.prose, self.filled[first])
        behind = bisect_right(self.prose, self.filled[last])
        if any(
            self.appeal.says_we(index)
            for index in [*self.prose[max(0, before - 1) : before], *self.prose[behind : behind + 1]]
        ):
            return False
        size = self.sizes[last + 1] - self.sizes[first]
        weak = self.weak_sizes[last + 1] - self.weak_sizes[first]
        if size <= LARGEST_SHARE * (self.size + weak):
            return True
        others = (*self.prose[:before], *self.prose[behind:])
        return len(others) >= FEWEST_PARAGRAPHS and not any(map(self.appeal.says_we, others))


RULE = Rule(
    id="donation_appeal",
    version=16,
    stage="remove",
    category="appeal",
    level="safe",
    waiver=("Few are judged; both wrong ones ask for money or explain the site, and were copied by annotators."),
    doc=__doc__,
    propose=propose,
    phrases={
        "line": "an unambiguous appeal, wherever it stands",
        "head": "a short line goes above the article",
        "ask": "asks for money or membership: an appeal with a `cause` in the same line, and the publisher's voice",
        "cause": "the purpose: see `ask`",
        "weak": "goes beside an appeal that goes",
    },
    words={
        **ATTRIBUTION_WORDS,
        "you": "addresses the reader",
    },
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
