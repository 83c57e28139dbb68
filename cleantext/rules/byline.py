"""Author lines, dates and reading times above and below the article.

"By Ana Ruiz", "Published Monday, 3 May 2021", "Updated 14:05 GMT", "5 min read". They stand before the first
paragraph or behind the last and hold nothing but names, dates and the words around them. A dateline that opens a
paragraph stays, as does a date inside the article.
"""

from collections.abc import Iterator

import regex

from cleantext.core.blocks import in_head, in_tail, line_edit, run_above
from cleantext.core.document import Document
from cleantext.core.edits import Edit, Level
from cleantext.core.rule import Cues, Rule

ROLES = ("agency", "labelled", "candidate")
LONGEST = 120
NEAR = 3  # lines between the parts of one byline
_FRAME = "|-–—•* \t\N{NO-BREAK SPACE}"  # around a line that was a table cell or a list item
_NAME = (
    r"(?:(?:[\p{Lu}][\p{L}.'’-]*|de|van|von|der|den|la|le|di|da|bin|al|el|y|and|&|with|in|for|the|of|AP|,)[ ,]*){1,12}"
)
_BY = regex.compile(
    rf"(?:(?:[Bb]y|BY|Author|Written by|Story by|Words by|Text by|Edited by|Editor|Posted by)\s*:?\s+){_NAME}\W*$"
)
_SENTENCE = regex.compile(r"\p{Ll}{2,}[.!?]$")
_FACT = regex.compile(
    r"\d{1,4}(?::\d\d)*(?:st|nd|rd|th)?|[ap]\.?m\.?|gmt|bst|e[sd]?t|p[sd]?t|c[es]?s?t|utc|ist|hours?|hrs|uk|us/eastern"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|first|last|originally|most|recently|published|posted|updated?|modified|created|on|at|by|in|date"
    r"|ap|afp|associated|press|reuters|min(?:ute)?s?|read(?:ing)?|time|ago|days?|weeks?|months?|years?|local|standard|eastern|central|pacific|article|story|was|this",
    regex.IGNORECASE,
)
_WORD = regex.compile(r"[\p{L}\p{N}.:'’]+")


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """The candidate lines before or behind all prose that hold names and dates and nothing else.

    A bare name or date may be that of a letter or of a diary's entry. Where no other such line is near, and no other
    rule knows a line of the text, it is left to level thorough.
    """
    found = {
        index: hit
        for index, hit in cues.lines(*ROLES).items()
        if (in_head(document, index) or in_tail(document, index)) and _is_byline(document.lines[index].text, hit.role)
    }
    known = bool(document.cued) or bool(document.title)
    for index, hit in found.items():
        above = run_above(document, index, _all)[:1]
        if not above or "@" not in document.lines[above[0]].text:  # else the head of an e-mail
            near = any(0 < abs(other - index) <= NEAR for other in found)
            level: Level = "safe" if known or near or hit.role == "labelled" else "thorough"
            yield line_edit(document, index, hit.phrase)._replace(level=level)


def _all(_: int) -> bool:
    return True


def _is_byline(text: str, role: str) -> bool:
    text = text.strip(_FRAME)
    return len(text) <= LONGEST and (role == "agency" or bool(_BY.match(text)) or _only_facts(text))


def _only_facts(text: str) -> bool:
    words = _WORD.findall(text)
    return any(any(character.isdigit() for character in word) for word in words) and all(
        _FACT.fullmatch(word.strip(".:")) for word in words
    )


RULE = Rule(
    id="byline",
    version=1,
    stage="remove",
    category="byline",
    level="safe",
    doc=__doc__,
    propose=propose,
    phrases=ROLES,
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
