"""A note about an author, and the lines under a heading such as "About the authors" that are such notes."""

from collections.abc import Callable, Container, Iterator
from itertools import islice
from typing import NamedTuple

from cleantext.core.document import Document
from cleantext.core.lazy import lazy
from cleantext.core.names import NAME, is_name_line
from cleantext.core.persons import Words, is_news, plain
from cleantext.core.prose import sentences
from cleantext.core.rule import Cues

LONGEST = 1_200  # code points: more than most paragraphs of a story; the bios of the seeds have 280 and 420
MOST_HEADED = 6  # lines under a heading that each say something of an author
# The words behind a name with which a sentence continues.
VERB = lazy(r" (?:\p{Ll}+,? ){2}")


class Bio(NamedTuple):
    """A line, or the last sentences of one, that reads like a bio, and its subject."""

    name: str
    reason: str
    start: int  # code points of the document
    writes: bool  # whether it says that the person writes by profession
    size: int  # number of sentences


class Page(NamedTuple):
    """A document, and the packs' words about it."""

    document: Document
    cues: Cues
    words: Words


def headed_bios(page: Page, stop_words_at: Callable[[int], Container[str]]) -> Iterator[tuple[int, Bio]]:
    """Yield the lines below a heading that name somebody, or go on about him, and contain no news.

    stop_words_at: frequent words, in small letters, of the language of a line.
    """
    for heading, hit in page.cues.lines("heading").items():
        name = ""
        for at in islice(page.document.filled(heading), MOST_HEADED):
            name = _subject(page, at, name, stop_words_at)
            if not name or _is_news(page, at):
                break
            line = page.document.lines[at]
            yield at, Bio(name, hit.phrase, line.start, writes=True, size=len(sentences(line.text)))


def _subject(page: Page, index: int, known: str, stop_words_at: Callable[[int], Container[str]]) -> str:
    """Return whom a line is about: the name in its first sentence or, below another line, at its beginning."""
    line = plain(page.document, index)
    if not known:
        found = NAME.search(line.text[: sentences(line.text)[0][1]])
        return found[0] if found else _given_name(page.document, index, stop_words_at)
    found = NAME.match(line.text)
    if found and VERB.match(line.text, found.end()):
        return found[0]
    opens = page.words.pronoun.match(line.text) or line.text.startswith(f"{known.split(maxsplit=1)[0]} ")
    above = page.document.next_filled(index, -1)
    return known if opens and above is not None and is_name_line(page.document, above, known) else ""


def _given_name(document: Document, index: int, stop_words_at: Callable[[int], Container[str]]) -> str:
    """Return the first word of a line if it may be a given name: "Hemant is a staff engineer …"."""
    word = document.lines[index].text.partition(" ")[0]
    is_name = word.isalpha() and word[0].isupper() and VERB.match(document.lines[index].text, len(word)) is not None
    return word if is_name and word.lower() not in stop_words_at(index) else ""


def _is_news(page: Page, index: int) -> bool:
    """Return whether a line is too long for a note, or reports something in a sentence."""
    line = plain(page.document, index)
    texts = (line.text[slice(*span)] for span in sentences(line.text))
    return len(line.text) > LONGEST or any(
        is_news(text, page.words) for text in texts if not page.words.opener.match(text)
    )
