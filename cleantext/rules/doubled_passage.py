"""A paragraph that stands in the article twice, and a sentence repeated immediately: the later copies go.

Extractors print a paragraph twice, editing leaves one behind, and translation models write one sentence in a loop.
Copies must be word for word the same. Sentences go at level safe, and so does a paragraph that directly follows the
same one, if it is long or a sentence between other prose: of seven on labelled pages, gold texts keep one (a sample of
nonsense). Other paragraphs go at level thorough,
since pages print them twice and labelled articles keep both: a copy must stand beside another copy, or be longer than
any refrain and stand under no heading of its own. Kept: refrains, litanies and verse between other paragraphs,
quotations that are given again, list items, rows of tables, answers that a list of questions repeats, short sentences
that are said twice ("It was late. It was late."). Missed: copies with a change, sentences that repeat later.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

from cleantext.core.document import Document
from cleantext.core.edits import Edit, Level
from cleantext.core.figures import table_lines
from cleantext.core.prose import ends_in_full_stop, is_prose, is_short, latin_length
from cleantext.core.rule import Cues, Rule
from cleantext.core.signs import BULLETS
from cleantext.lexicons import document_language

SHORTEST_PARAGRAPH = 80  # code points of Latin script, as for is_prose
LONGEST_REFRAIN = 200  # code points of Latin script; a stanza of four lines has 120 to 160
# "Nobody knew what had happened. Nobody knew what had happened." is a figure of speech; longer ones are none. In 2.3
# million words of edited prose none of more than 22 is repeated at once.
SHORTEST_SENTENCE = 30  # code points of Latin script
FEWEST_WORDS = 7  # of a sentence whose script has blanks between words; others must be twice as long
SHORTEST_OF_LONG_WORDS = 36  # code points, with one word less: languages without articles have fewer and longer words
SHORTEST_AGGLUTINATED, FEWEST_AGGLUTINATED = 24, 4  # code points, and words, of a sentence of suffixed words
_AGGLUTINATING = ("tr", "fi", "hu", "et")
SHORTEST_LAST_WORD = 3  # letters; "lt.", "Mr.", "p." end no sentence
_STOP = ". "
_LATE = "The ferry left the harbour an hour late on Monday, and two hundred passengers waited on the pier in the rain."
_ISLAND = "“We are on this island because our mothers were, and we will leave it when the sea comes to fetch us all.”"
_QUOTES = tuple("\"“”„«»‘'")


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield edits for the later copies."""
    del cues  # there are no phrases
    copies = document.table(_copies)
    for index, first in copies.items():
        if _is_no_refrain(document, index, copies):
            line = document.lines[index]
            before, _ = document.neighbours(index)
            level: Level = "safe" if before is not None and document.lines[before].text == line.text else "thorough"
            yield Edit(line.start, line.end, "", f"the same paragraph as at {document.lines[first].start:,}", level)
    for index in document.table(_repeated_at_once):
        if index not in copies:
            line = document.lines[index]
            yield Edit(line.start, line.end, "", "the same paragraph as before it")
    for start, end, first in document.table(_repeated_sentences):
        yield Edit(start, end, "", f"the same sentence as at {first:,}")


def has_copies(document: Document) -> bool:
    """Return whether any paragraph or sentence occurs twice."""
    return any(map(document.table, (_copies, _repeated_at_once, _repeated_sentences)))


def _copies(document: Document) -> dict[int, int]:
    """Return the lines of prose that occur before, each with the first equal one."""
    first: dict[str, int] = {}
    copies: dict[int, int] = {}
    for index, line in enumerate(document.lines):
        if len(line.text) < SHORTEST_PARAGRAPH / 2:  # a code point of Han or kana counts for more
            continue
        at = first.setdefault(line.text, index)
        if at != index and is_prose(line.text) and not line.text.startswith((*BULLETS, *_QUOTES)):
            copies[index] = at
    return {index: at for index, at in copies.items() if index not in document.table(table_lines)}


def _repeated_at_once(document: Document) -> list[int]:
    """Return the short paragraphs, and those that open with a quotation, which directly follow the same one.

    A line of verse, a label and a row may do so too. So prose stands around them, and a short one is a whole sentence.
    """
    filled = [(at, line.text) for at, line in enumerate(document.lines) if line.text]
    if not any(one[1] == other[1] for one, other in pairwise(filled)):
        return []
    runs = [(text, [at for at, _ in run]) for text, run in groupby(filled, itemgetter(1))]
    found = list[int]()
    for place, (text, (_, *copies)) in enumerate(runs):
        around = [runs[at][0] for at in (place - 1, place + 1) if 0 <= at < len(runs)]
        if copies and not text.startswith(BULLETS) and _is_in_prose(text, around):
            found += copies
    return [index for index in found if index not in document.table(table_lines)] if found else found


def _is_in_prose(text: str, around: Sequence[str]) -> bool:
    """Return whether equal lines are paragraphs: long ones, or sentences with prose around them."""
    if is_prose(text):
        return True
    is_sentence = ends_in_full_stop(text) and latin_length(text) > SHORTEST_SENTENCE and not text.startswith(_QUOTES)
    if not is_sentence or (text.isascii() and len(text.split()) < FEWEST_WORDS):
        return False
    return bool(around) and all(map(is_prose, around))


def _is_no_refrain(document: Document, index: int, copies: dict[int, int]) -> bool:
    """Return whether a copy directly follows the first, stands beside another copy, or is too long for a refrain."""
    text = document.lines[index].text
    before, behind = document.neighbours(index)
    if before in copies or behind in copies or (before is not None and document.lines[before].text == text):
        return True
    has_heading = before is not None and is_short(document.lines[before].text)
    return latin_length(text) > LONGEST_REFRAIN and not has_heading


def _repeated_sentences(document: Document) -> list[tuple[int, int, int]]:
    """Return the start and end of each sentence that repeats the one before it, with the start of that one."""
    found = []
    for line in document.lines:
        at = line.start
        for one, other in pairwise(line.text.split(_STOP)):
            following = at + len(one) + len(_STOP)
            if one == other.rstrip(".") and (_is_sentence(one) or _is_short_sentence(one, document)):
                # The blank before the copy is removed with it, and its own full stop.
                found.append((following - 1, min(following + len(one) + 1, line.end), at))
            at = following
    return found


def _is_short_sentence(text: str, document: Document) -> bool:
    """Return whether a text is a sentence of few, long words, in a language that builds them so: Turkish, Finnish."""
    is_long = len(text) >= SHORTEST_AGGLUTINATED and len(text.split()) >= FEWEST_AGGLUTINATED
    return is_long and not text.startswith(_QUOTES) and document_language(document) in _AGGLUTINATING


def _is_sentence(text: str) -> bool:
    """Return whether a text before a full stop is a sentence: long enough, no quotation, not cut at an abbreviation."""
    last = text.rpartition(" ")[2]
    length = latin_length(text)
    number = len(text.split())
    is_long = (
        (length >= SHORTEST_SENTENCE and number >= FEWEST_WORDS)
        or (length >= SHORTEST_OF_LONG_WORDS and number >= FEWEST_WORDS - 1)
        or length >= 2 * SHORTEST_SENTENCE
    )
    return is_long and not text.startswith(_QUOTES) and len(last) >= SHORTEST_LAST_WORD


RULE = Rule(
    id="doubled_passage",
    version=5,
    stage="mend",
    category="typo",
    level="safe",
    waiver="The removed text still stands in the article, word for word.",
    doc=__doc__,
    propose=propose,
    when=has_copies,
    removes=(
        f"{_LATE}\n\n⟦{_LATE}⟧\n\nThe harbour master blamed a pump.",
        f"{_LATE}\n\nNobody on the pier was told why.\n\n⟦Nobody on the pier was told why.⟧\n\n{_LATE[:-1]} of May.",
        f"{_LATE}⟦ {_LATE}⟧ Nobody believed the harbour master.",
    ),
    keeps=(
        "It was late. It was late. The ferry did not come, and nobody on the pier knew what to tell the children.",
        f"{_LATE}\n\nThe river took my house and my boat.\n\nThe river took my house and my boat.\n\nAnd I sang.",
        f"{_ISLAND}\n\nShe says it again at the pier.\n\n{_ISLAND}",
    ),
)
