"""Author lines, dates and reading times above and below the article.

"By Ana Ruiz", "Published Monday, 3 May 2021", "Updated 14:05 GMT", "5 min read". They stand before the first
paragraph or behind the last and hold nothing but names, dates and the words around them. A dateline that opens a
paragraph stays, as does a date inside the article.
"""

from collections.abc import Iterator
from functools import cache

import regex

from cleantext.core.blocks import in_head, in_tail, line_edit
from cleantext.core.document import Document, Hit
from cleantext.core.edits import Edit, Level
from cleantext.core.rule import Cues, Rule

ROLES = ("agency", "labelled", "candidate")
LONGEST = 120
NEAR = 3  # lines between the parts of one byline
MOST_WORDS = 16  # of an author line: four names, a date and a time
_FRAME = "|-–—•* \t\N{NO-BREAK SPACE}"  # around a line that was a table cell or a list item
_WORD = regex.compile(r"[\p{L}\p{N}.:'’]+")
_NAME_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}.:'’-]*")
_NUMBER = regex.compile(r"\d{1,4}(?:[.:h]\d{1,4})*(\p{L}*)")


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """The candidate lines before or behind all prose that hold names and dates and nothing else.

    A bare name or date may be that of a letter or of a diary's entry. Where no other such line is near, and no other
    rule knows a line of the text, it is left to level thorough.
    """
    found = {
        index: hit
        for index, hit in cues.lines(*ROLES).items()
        if (in_head(document, index) or in_tail(document, index))
        and (hit.role == "agency" or _is_byline(document.lines[index].text, cues))
    }
    known = bool(document.cued) or bool(document.title) or document.has_marks
    listed = _listed(document, cues, found)
    for index, hit in found.items():
        above = next((text for at in range(index - 1, -1, -1) if (text := document.lines[at].text)), "")
        if "@" not in above:  # else the head of an e-mail
            near = any(index + step in found for step in range(-NEAR, NEAR + 1) if step)
            safe = hit.role == "labelled" or ((known or near) and index not in listed)
            level: Level = "safe" if safe else "thorough"
            yield line_edit(document, index, hit.phrase)._replace(level=level)


def _listed(document: Document, cues: Cues, found: dict[int, Hit]) -> set[int]:
    """The bare dates behind the article, where there are several: of a schedule, or of posts in a thread."""
    candidates = (index for index, hit in found.items() if hit.role == "candidate" and in_tail(document, index))
    dates = {index for index in candidates if _is_date(document.lines[index].text.strip(_FRAME), cues)}
    return dates if len(dates) > 1 else set()


def _is_byline(text: str, cues: Cues) -> bool:
    text = text.strip(_FRAME)
    return len(text) <= LONGEST and (_names_author(text, cues) or _is_date(text, cues))


def _names_author(text: str, cues: Cues) -> bool:
    """Whether a line opens with a word such as "by" and goes on with names, and perhaps a date."""
    opening = _opening(tuple(cues.words.get("by", {}))).match(text)
    if not opening:
        return False
    words = _NAME_WORD.findall(text, opening.end())
    return 0 < len(words) <= MOST_WORDS and words[0][0].isupper() and all(_is_name(word, cues) for word in words)


@cache
def _opening(words: tuple[str, ...]) -> "regex.Pattern[str]":
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return regex.compile(rf"(?:{'|'.join(map(regex.escape, longest_first)) or '(?!)'})\s*(?::\s*|\s)", regex.IGNORECASE)


def _is_name(word: str, cues: Cues) -> bool:
    return word[0].isupper() or word in cues.words.get("particle", {}) or _is_fact(word, cues)


def _is_date(text: str, cues: Cues) -> bool:
    """Whether a line holds a number and nothing but numbers and the words of dates and times."""
    words = _WORD.findall(text)
    return any(character.isdigit() for character in text) and all(_is_fact(word, cues) for word in words)


def _is_fact(word: str, cues: Cues) -> bool:
    facts, word = cues.words.get("fact", {}), word.strip(".:").lower()
    number = _NUMBER.fullmatch(word)
    return word in facts or (number is not None and (not number[1] or number[1] in facts))


RULE = Rule(
    id="byline",
    version=3,
    stage="remove",
    category="byline",
    level="safe",
    doc=__doc__,
    propose=propose,
    phrases=ROLES,
    words=("by", "fact", "particle"),
    removes=(
        (
            "Ferry late again\n"
            "⟦By Ana Ruiz and Tom Hale⟧\n"
            "⟦Published: Monday, 3 May 2021, 14:05 GMT⟧\n"
            "⟦5 min read⟧\n"
            "The ferry was late, and two hundred passengers waited on the pier for an hour before anybody told "
            "them why."
        ),
    ),
    keeps=(
        ("By Monday evening the water had reached the first houses, and the mayor asked the army for help at last."),
        (
            "The ferry was late, and two hundred passengers waited on the pier for an hour before anybody told "
            "them why.\n"
            "May 3, 2021\n"
            "The ferry was on time, and nobody on the pier could quite believe it when the horn sounded at noon."
        ),
    ),
)
