"""Notes about authors in scripts without capitals, where a name looks like any other word: a heading marks them.

"この記事を書いた人" ("who wrote this article"), a name, "フリーライター" ("freelancer"). The heading
stands below the article, and the lines below it are short or say what authors are or do. The article does not mention
the person: below an interview the same words name the person who answered.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import islice

from cleantext.core.blocks import last_prose, line_edit, may_go, run_below
from cleantext.core.document import Document, Hit
from cleantext.core.edits import Edit
from cleantext.core.lazy import lazy

MOST_LINES = 6  # below the heading: a name, a job, two of the note, two of addresses
LONGEST_NAME = 24  # code points
SURNAME = 2  # letters of most surnames in Han and Hangul, which need no blank behind them
_ENDS_NAME = lazy(r"[（(\[【、。,，|｜@]")
_LABEL = lazy(r"[^:：／/]*[:：／/]")
_SPACELESS = lazy(r"[\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}]+")


def headed_notes(document: Document, headings: Mapping[int, Hit], weak: Container[int]) -> Iterator[Edit]:
    """Yield the removals of notes below such headings; weak: the lines found only in notes about authors."""
    end = last_prose(document, weak.__contains__) if headings else -1
    for index, hit in headings.items():
        run = run_below(document, index, lambda at: at in weak or may_go(document, at))[:MOST_LINES]
        note = [index, *run]
        is_note = any(at in weak and _is_caseless(document.lines[at].text) for at in note)
        if index > end >= 0 and is_note and not _is_said(document, note):
            yield from (line_edit(document, at, hit.phrase) for at in note)


def _is_caseless(text: str) -> bool:
    """Return whether a text begins in a script without capitals."""
    first = next((character for character in text if character.isalpha()), "a")
    return first.lower() == first.upper()


def _is_said(document: Document, note: Sequence[int]) -> bool:
    """Return whether the article contains a part of the name behind the heading's colon, or below the heading."""
    label, below = document.lines[note[0]].text, document.lines[note[-1] if len(note) == 1 else note[1]].text
    colon = _LABEL.match(label)
    name = _ENDS_NAME.split((label[colon.end() :] if colon else "") or below)[0]
    if len(name) > LONGEST_NAME:
        return False
    parts = [part[:SURNAME] if _SPACELESS.fullmatch(part) else part for part in islice(name.split(), 4)]
    lines = (document.lines[at].text for at in document.prose if at < note[0])
    return any(part in line for line in lines for part in parts if len(part) >= SURNAME)
