"""What sentences say about a person, by the words of packs: a job, a habit, a way to reach them, or news.

A note about an author says what somebody is, does or likes. A paragraph of an article says what somebody said or did.
"""

from typing import TYPE_CHECKING, NamedTuple

from cleantext.core.document import Document, Line
from cleantext.core.lazy import lazy
from cleantext.core.names import NAME
from cleantext.core.prose import is_short

if TYPE_CHECKING:
    import regex

REACH = 45  # code points behind "she" or a name within which a phrase says what she is or does
MOST_JOB = 4  # words of a line that gives somebody's job
HANDLE = lazy(r"(?:^|[\s(])@\w{2,30}\b|\b[\w.+-]{1,64}@[\w-]{1,63}\.\w|\bwww\.\w|\bhttps?://")
_ASIDE = lazy(r"(?:\s\([^()]{1,40}\)|,\s*\p{Lu}[\p{L}.]{0,3}\p{Lu}\.?,?)\s*$")  # a year of birth, a degree
# The words around a weekday in the name of a paper.
_NAME_BEFORE = lazy(r"\b[Tt]he $")
_NAME_BEHIND = lazy(r" \p{Lu}\p{L}+")
# A title in quotation marks ("the author of “The Last Snow”") has few words and a capital; speech has a small letter or
# more words.
SPEECH = lazy(r"[“„«\"](?:\p{Ll}|[^“”„«»\"]*(?:\s[^“”„«»\"]*){7})")


class Words(NamedTuple):
    """The packs' words for the sentences of a bio, as patterns."""

    title: "regex.Pattern[str]"  # "senior reporter", before a name
    job: "regex.Pattern[str]"
    pronoun: "regex.Pattern[str]"  # the first word of a further sentence of a bio
    habit: "regex.Pattern[str]"  # what authors do or have: "lives", "covers"
    opener: "regex.Pattern[str]"  # openings that are enough by themselves: "when not writing"
    event: "regex.Pattern[str]"  # signs of news: "said", "on Friday"
    trait: "regex.Pattern[str]"  # found only in notes about authors: "in her spare time"
    subject: "regex.Pattern[str]"  # "she", "her": the text is about the person


def plain(document: Document, index: int) -> Line:
    """Return a line with plain apostrophes, as packs write them; offsets stay the same."""
    return document.lines[index]._replace(text=document.lines[index].text.replace("’", "'"))


def is_job(text: str, words: Words) -> bool:
    """Return whether a line is a job: "Senior reporter"."""
    return len(text.split()) <= MOST_JOB and is_short(text) and words.job.search(text) is not None


def only_name(text: str, words: Words) -> str:
    """Return the name that makes up all of a text, apart from titles."""
    text = _ASIDE.sub("", text).strip(" *_–—-(|,\t")
    while title := words.title.match(text):
        text = text[title.end() :].lstrip(" ,:.\t")
    return text if NAME.fullmatch(text) else ""


def is_news(sentence: str, words: Words) -> bool:
    """Return whether a sentence quotes somebody or reports an event; "The Sunday Compass" is a paper."""
    if SPEECH.search(sentence):
        return True
    return any(not _is_in_name(sentence, found.start(), found.end()) for found in words.event.finditer(sentence))


def _is_in_name(sentence: str, start: int, end: int) -> bool:
    """Return whether a word stands between "the" and a word with a capital: "The Sunday Compass"."""
    return (
        sentence[start].isupper()
        and _NAME_BEFORE.search(sentence, 0, start) is not None
        and bool(_NAME_BEHIND.match(sentence, end))
    )


def has_habit(sentence: str, name: str, words: Words) -> bool:
    """Return whether a sentence opens with a pronoun or the name and goes on with what authors do or have."""
    subject = words.pronoun.match(sentence)
    known = next((part for part in name.split() if len(part) > len("I.") and sentence.startswith(part)), "")
    end = subject.end() if subject else len(known)
    return end > 0 and words.habit.search(sentence, end, end + REACH) is not None
