"""The lines of an article with all facts about each: the only input of the scorer."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from cleantext.core.body import body
from cleantext.core.document import Document, Mark
from cleantext.scorer.voice import LANGUAGES, Voice, addresses, shipped
from cleantext.scorer.wording import long_words, name_words

LONGEST = 300  # code points; a longer line is a paragraph, whose wrong removal would outweigh many right labels
NO_PHRASE, WEAK_PHRASE, STRONG_PHRASE = range(3)
USUAL = 0.25  # share of the prose
# Zones: above the article, between its paragraphs, below it; and sentences of a plain text, wherever they stand.
HEAD, BODY, TAIL, SENTENCE = range(4)


@dataclass(frozen=True, eq=False)
class Lines:
    """All lines of a document that are not blank, in order; each tuple has one entry a line."""

    at: tuple[int, ...]  # index into `Document.lines`
    texts: tuple[str, ...]
    gone: tuple[bool, ...]  # whether another rule removes it
    prose: tuple[bool, ...]  # whether it reads like a paragraph
    phrases: tuple[int, ...]  # NO_PHRASE of a pack in it, WEAK_PHRASE, or a phrase that makes it boilerplate by itself
    first: int  # place of the first line of the article's prose
    last: int  # and of the last one; it is less than `first` if there is no prose
    marks: tuple[Mark | None, ...] = ()  # the evidence from HTML; empty for plain text
    title: str = ""
    description: str = ""
    window_title: str = ""
    language: str = ""  # code of the main language of a plain text, if its voice can be scored
    voice: Voice | None = None  # the model of voices; the shipped one if there is none

    @cached_property
    def paragraphs(self) -> list[int]:
        """Return the lines of the article's prose that stay."""
        places = range(self.first, self.last + 1)
        return [place for place in places if self.prose[place] and not self.gone[place]]

    @cached_property
    def word_counts(self) -> Counter[str]:
        """Return in how many lines of the article's prose each long word stands."""
        return Counter(word for place in self.paragraphs for word in set(long_words(self.texts[place])))

    @cached_property
    def prose_words(self) -> frozenset[str]:
        """Return the long words of the article's prose."""
        return frozenset(self.word_counts)

    @cached_property
    def usual_names(self) -> frozenset[str]:
        """Return the element names of the prose: those of a quarter of it, or the most frequent ones."""
        names = Counter(mark.names for place in self.paragraphs if self.marks and (mark := self.marks[place]))
        usual = {name for name, count in names.items() if count >= max(2, USUAL * names.total())}
        return frozenset(usual or (name for name, _ in names.most_common(1)))

    @cached_property
    def usual_name_words(self) -> frozenset[str]:
        """Return the words of these names."""
        return frozenset(word for names in self.usual_names for word in name_words(names))

    @cached_property
    def speaking(self) -> frozenset[int]:
        """Return the lines of the article's prose that say "you" or "we" outside of quotations."""
        return frozenset(at for at in self.paragraphs if addresses(self.texts[at], self.language))

    @cached_property
    def tones(self) -> dict[int, int]:
        """Return the scores of voices that are known, in tenths of log-odds, by place."""
        return {}

    def tone(self, place: int) -> int:
        """Return the score of a line's voice, in tenths of log-odds."""
        if place not in self.tones:
            model = self.voice or shipped()
            self.tones[place] = round(10 * model.score(self.texts[place], self.language))
        return self.tones[place]

    def zone(self, place: int) -> int:
        """Return the zone of a line."""
        if self.prose[place] and not self.marks:
            return SENTENCE
        return HEAD if place < self.first else TAIL if place > self.last else BODY


def lines_of(document: Document, gone: Collection[int], language: str, model: Voice | None = None) -> Lines:
    """Return the lines of a document, given the indexes of those that other rules remove, and its main language.

    model: scores voices in place of the shipped one.
    """
    at = tuple(index for index, line in enumerate(document.lines) if line.text)
    hit = {hit.line for hits in document.hits.values() for hit in hits}
    prose, cued, article = document.prose, document.cued, document.table(body)
    return Lines(
        at,
        tuple(document.lines[index].text for index in at),
        tuple(index in gone for index in at),
        tuple(index in prose for index in at),
        tuple(STRONG_PHRASE if index in cued else WEAK_PHRASE if index in hit else NO_PHRASE for index in at),
        bisect_left(at, article.first) if article.exists else 0,
        bisect_left(at, article.last) if article.exists else -1,
        tuple(map(document.mark, at)) if document.has_marks else (),
        document.title or "",
        document.article.description or "",
        document.article.window_title or "",
        language if language in LANGUAGES and not document.has_marks else "",
        model,
    )
