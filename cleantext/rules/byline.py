"""Author lines, dates and reading times above and below the article.

"By Ana Ruiz", "Published Monday, 3 May 2021", "Updated 14:05 GMT", "5 min read". They stand before the first paragraph
or behind the last, and contain nothing but names, dates and the words around them. These stay: a dateline that opens a
paragraph, a date inside the article, a bare date over a speech or a letter, the head of a message, and a row of figures
that opens with a month. Labels without their names and dates ("Author:", "Last updated") go if other evidence shows
that the text is a page of a site.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from cleantext.core.blocks import in_head, in_tail, is_prose_line, line_edit, record_lines
from cleantext.core.document import Document, Hit
from cleantext.core.edits import Edit, Level
from cleantext.core.lazy import lazy
from cleantext.core.names import NAME
from cleantext.core.prose import ends_sentence
from cleantext.core.rule import Cues, Rule

if TYPE_CHECKING:
    import regex

ROLES = {
    "agency": "an agency: as `candidate`, whatever else the line says",
    "alone": "a label without its name or date (“Author:”), or the age of the article: as `agency`",
    "labelled": "a labelled line: goes above or below the article, if it has only names, dates and facts",
    "candidate": "may be a byline: as `labelled`; at level safe only with a time, a newsroom or a neighbour",
}
_BUTTON = {"follow": "a button between the name of the author and the rest of a byline: it goes with the name"}
LONGEST = 120
NEAR = 3  # lines between the parts of one byline
MOST_WORDS = 16  # of an author line: four names, a date and a time
FEWEST_OF_NAME = 2  # words of an author's name that stand in the line, where the page names the author
_PLAIN = ("p", "div", "li", "span", "address", "section", "article", "header", "footer")
MOST_CASELESS = 4  # words of names in a script without capitals, where every word looks like one
LONGEST_CASELESS = 16  # code points of such a word: Chinese and Japanese set a sentence as one
_FRAME = "|-–—•* \t\N{NO-BREAK SPACE}"  # around a line that was a table cell or a list item
# Vowels and tones of Thai and of Indian scripts are combining marks.
_WORD = lazy(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}.:'’]*")
_NAME_WORD = lazy(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}.:'’-]*")
# Stands between the numbers and the words of a date in scripts without blanks: "2024年3月12日", "5分".
_UNSPACED = r"[\p{Han}\p{Hangul}\p{Hiragana}\p{Thai}]"
_JOINT = lazy(rf"(?<=\d)(?={_UNSPACED})|(?<={_UNSPACED}\p{{M}}*)(?=\d)")
# A day, a year, a time or a date in numbers: "3", "2021", "14:05", "3.5.2021"; not a price or a score ("76.51").
_NUMBER = lazy(
    r"(?:\d{1,2}|1[89]\d\d|20\d\d|[01]?\d[.:h][0-5]\d(?:[.:]\d\d)?|2[0-4][.:h][0-5]\d(?:[.:]\d\d)?"
    r"|\d{1,2}\.\d{1,2}\.\d{2,4}|\d{4}\.\d{2}\.\d{2}|\d{4})(?P<unit>\p{L}*)"
)
_YEAR = lazy(r"\b(?:19|20)\d\d\b")
_TIME = lazy(r"\b\d{1,2}[:h]\d\d\b|(?<![\d.])\d{1,2}\.\d\d(?![\d.])")  # "21.14" in some papers
# The fields in the head of an e-mail, as mail programs name them in eight languages.
_MAIL_FIELD = lazy(
    r"(?i)(?:sent(?: by)?|from|to|b?cc|subject|von|an|gesendet|betreff|de|à|para|objet|asunto|assunto|da|oggetto"
    r"|van|aan|onderwerp|от|кому|тема)\s?:\s*\S"
)
_MAIL = lazy(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_HANDLE = lazy(r"(?<!\S)@\w{2,30}")
_ISO = lazy(r"(?P<date>\d{4}-\d{2}-\d{2})T(?P<time>\d{2}:\d{2})(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})")
# How often a text was opened: "1.284 Aufrufe", "Просмотров: 1 284", "3,4K views".
_COUNTED = r"\d{1,3}(?:[.,\s]?\d{3}){0,3}(?:[.,]\d)?\s?(?:[kKmM]|Mio\.?|Tsd\.?|mila|mln|тыс\.?|млн)?"
# Stands between the parts of a line on top of an article, and before "by" and "Updated:".
_SIGNS = lazy(
    r"\s*[|•·/–—]\s*|\s+-\s+|,\s+(?=\p{L}{3})|\s+(?=(?i:by\s(?:\p{Lu}|admin\b)|updated\b|published\b))"
    r"|\s+(?:in|under)\s+(?=\p{Lu})"
)
# Digits of other scripts, which occur in dates as ASCII digits do.
_DIGITS = str.maketrans(
    {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50) for digit in range(10)}
)
MOST_OF_AUTHOR = 3  # lines of an author above a date
MOST_ABOVE = 12  # lines above an article: three of a byline, and some of stories beside it
MOST_NAMED = 3  # parts that are neither dates nor times: an author, a section and a paper
MOST_TITLE = 4  # words of one of them
MOST_NUMBERS = 12  # of two dates with their times; a row of a table has no end


class Evidence(NamedTuple):
    """Facts of a document about the lines that may be bylines."""

    bare: Collection[int]  # indexes of lines with a date and without a label for it
    listed: Collection[int]  # of those, the ones below the article, if they are several
    is_page: bool  # whether the text is known to be an article of a site, by its title, its HTML or its hits


def names_author(document: Document) -> bool:
    """Return whether the text comes from a page that names its author."""
    return document.has_marks and bool(document.article.author)


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the candidate lines before or behind all prose that contain only names and dates.

    A bare name or date may belong to a letter, a speech or an entry of a diary. Without a clearer line near it, and
    without boilerplate that another rule knows, it is removed only at level thorough.
    """
    found = _found(document, cues)
    evidence = _evidence(document, cues, found)
    for index, hit in found.items():
        if not _is_in_mail(document, index):
            safe = _is_sure(document, index, hit, cues, evidence) or _is_supported(index, found, evidence)
            safe = safe and not (hit.role == "alone" and _is_field(document.lines[index].text))
            level: Level = "safe" if safe else "thorough"
            lines = (index, *_signed_above(document, index))
            yield from (line_edit(document, at, hit.phrase)._replace(level=level) for at in lines)
    for index in _named_by_page(document, found):
        yield line_edit(document, index, "the author that the page names")
    for index, hit in cues.lines("follow").items():
        yield from (line_edit(document, at, hit.phrase) for at in _followed(document, index, found))


def _named_by_page(document: Document, found: Collection[int]) -> Iterator[int]:
    """Yield the lines before or behind the article that repeat an author's name from the page's metadata.

    One more word may stand beside the names, such as "Von" or a newspaper.
    """
    author = {word.casefold() for word in _NAME_WORD.findall(document.article.author or "")}
    title = {word.casefold() for word in _NAME_WORD.findall(document.title or "")}
    if len(author) < FEWEST_OF_NAME or author <= title or not document.has_marks:
        return
    for index, line in enumerate(document.lines):
        words = [word.casefold().strip(".:") for word in _NAME_WORD.findall(line.text[: LONGEST + 1])]
        if not FEWEST_OF_NAME <= len(words) <= MOST_WORDS or len(line.text) > LONGEST or index in found:
            continue
        others = [word for word in words if word not in author]
        is_named = len(others) < FEWEST_OF_NAME and len(words) - len(others) >= FEWEST_OF_NAME
        if is_named and (in_head(document, index) or in_tail(document, index)) and _is_plain(document, index):
            yield index


def _is_plain(document: Document, index: int) -> bool:
    """Return whether a line is no sentence, and stands in no table, code or headline of the page."""
    mark = document.mark(index)
    return mark is not None and mark.tag in _PLAIN and not ends_sentence(document.lines[index].text)


def _followed(document: Document, button: int, found: Collection[int]) -> list[int]:
    """Return the name above a button and the button, if they open a byline: "Laura Finch", "Follow", "4 min read"."""
    above, below = document.neighbours(button)
    if above is None or below not in found or not in_head(document, button):
        return []
    return [above, button] if NAME.fullmatch(document.lines[above].text) else []


def _found(document: Document, cues: Cues) -> dict[int, Hit]:
    """Return the lines before or behind all prose that may be bylines, with their hits, except rows of a record."""
    fields = record_lines(document)
    found = {
        index: hit
        for index, hit in (cues.lines(*ROLES) | cues.lines("labelled") | cues.lines("agency", "alone")).items()
        if (in_head(document, index) or in_tail(document, index))
        and index not in fields
        and _may_be_byline(document, index, hit, cues)
    }
    above = {index for index in found if in_head(document, index)}
    # More of them above the article are the entries of a list, such as all articles of a year.
    return found if len(above) <= MOST_ABOVE else {index: hit for index, hit in found.items() if index not in above}


def _may_be_byline(document: Document, index: int, hit: Hit, cues: Cues) -> bool:
    if hit.role == "alone":
        return _speaks_of_nothing(document, index, cues)
    return hit.role == "agency" or _is_byline(document.lines[index].text, hit.role, cues)


def _speaks_of_nothing(document: Document, index: int, cues: Cues) -> bool:
    """Return whether a label has lost its name or date: the article, another part of a byline or nothing follows."""
    below = document.next_filled(index)
    return below is None or is_prose_line(document, below) or below in document.cued or below in cues.lines(*ROLES)


def _evidence(document: Document, cues: Cues, found: Mapping[int, Hit]) -> Evidence:
    candidates = (index for index, hit in found.items() if hit.role == "candidate")
    bare = {index for index in candidates if _is_date(document.lines[index].text.strip(_FRAME), cues)}
    below = {index for index in bare if in_tail(document, index)}
    is_page = bool(document.cued) or bool(document.title) or document.has_marks
    # Several dates below the article belong to a schedule, or to posts in a thread.
    return Evidence(bare, below if len(below) > 1 else frozenset(), is_page)


def _is_in_mail(document: Document, index: int) -> bool:
    """Return whether a line is in the head of an e-mail: an address stands above it, or a field of the head below."""
    above, below = document.neighbours(index)
    if above is not None and "@" in document.lines[above].text and not _signed_above(document, index):
        return True
    return below is not None and _MAIL_FIELD.match(document.lines[below].text) is not None


def _signed_above(document: Document, index: int) -> list[int]:
    """Return the lines above a date that name its author: "Ida Holm", a paper, and an address alone on its line."""
    above = [*islice(document.filled(index, -1), MOST_OF_AUTHOR)]
    texts = [document.lines[at].text for at in above]
    if not texts or not _MAIL.fullmatch(texts[0]) or not in_head(document, index):
        return []
    names = [place for place, text in enumerate(texts) if NAME.fullmatch(text)]
    top = document.next_filled(above[names[-1]], -1) if names else None
    if len(names) > 1 and top is None:  # the first line of a text is its headline: "Night Boats"
        names.pop()
    return above[: names[-1] + 1] if names else []


def _is_sure(document: Document, index: int, hit: Hit, cues: Cues, evidence: Evidence) -> bool:
    """Return whether a line is a byline by its own words."""
    text = document.lines[index].text
    return hit.role == "labelled" or (_is_stamp if index in evidence.bare else _is_of_newsroom)(text, cues)


def _is_field(text: str) -> bool:
    """Return whether a label may be the name of a field in a record; pages use a capital or a colon: "auteur"."""
    return text[:1].islower() and not text.endswith(":")


def _is_supported(index: int, found: Collection[int], evidence: Evidence) -> bool:
    """Return whether the page, or another part of the byline close by, confirms an ambiguous line."""
    around = [index + step for step in range(-NEAR, NEAR + 1) if step and index + step in found]
    near = any(at not in evidence.bare for at in around) or (bool(around) and index not in evidence.bare)
    return (evidence.is_page or near) and index not in evidence.listed


def _is_byline(text: str, role: str, cues: Cues) -> bool:
    text = _HANDLE.sub("", _MAIL.sub("", text)).strip(_FRAME).translate(_DIGITS)
    if len(text) > LONGEST or (role == "candidate" and text.endswith(":")):  # "Friday, August 30:" opens a list
        return False
    text = _counts(tuple(sorted(cues.words.get("count", {})))).sub("1", _JOINT.sub(" ", _ISO.sub(_plain_time, text)))
    return _names_author(text, cues) or _is_date(text, cues) or _is_composed(text, cues)


@lru_cache(maxsize=64)  # for each of the languages that occur together
def _counts(words: tuple[str, ...]) -> "regex.Pattern[str]":
    """Return a pattern of numbers with a word such as "views" on either side; they say as little as a time of day."""
    import regex  # 20 ms

    counted = rf"(?<![\d.,:]){_COUNTED}\s*(?:\L<words>)\b|\b(?:\L<words>)\s*[:：]?\s*{_COUNTED}(?![\d.:])"
    return regex.compile(counted, regex.IGNORECASE, words=words)


def _plain_time(found: "regex.Match[str]") -> str:
    """Return a time in machine format (ISO 8601) as words that `_is_date` knows."""
    return f"{found['date']} {found['time']} GMT"


def _is_composed(text: str, cues: Cues) -> bool:
    """Return whether a line is a date of publication and, between signs, a section, a place, a paper or an author.

    It has a label, the time of day or a reading time: "Lundby, 12 May 2024" may head a letter.
    """
    parts = [part for part in _SIGNS.split(text) if part and any(map(str.isalnum, part))]
    dated = [part for part in parts if _is_date(part, cues)]
    named = [part for part in parts if part not in dated]
    is_stamp = _TIME.search(text) is not None or _says(text, "label", cues) or _says(text, "reading", cues)
    has_date = any(_YEAR.search(part) or _says(part, "reading", cues) or _says(part, "label", cues) for part in dated)
    return has_date and is_stamp and len(named) <= MOST_NAMED and all(_is_title(part, cues) for part in named)


def _says(part: str, role: str, cues: Cues) -> bool:
    return any(word in cues.words.get(role, {}) for word in _WORD.findall(part.lower()))


def _is_title(part: str, cues: Cues) -> bool:
    """Return whether a part of a line is an author or a name of a few words."""
    words = _NAME_WORD.findall(part)
    few = len(words) <= MOST_TITLE and words[0][0].isupper() and all(_is_name(word, cues) for word in words)
    return few or _names_author(part, cues)


def _names_author(text: str, cues: Cues) -> bool:
    """Return whether a line opens with a word such as "by" and goes on with names, and perhaps a date."""
    opening = _opening(tuple(cues.words.get("by", {}))).match(text)
    if not opening:
        return False
    words = _NAME_WORD.findall(text, opening.end())
    caseless = [word for word in words if _is_caseless(word) and not _is_name(word, cues)]
    few = len(words) <= MOST_WORDS and len(caseless) <= MOST_CASELESS
    starts = bool(words) and (words[0][0].isupper() or words[0] in caseless or _is_account(words[0], cues))
    return few and starts and all(_is_name(word, cues) or word in caseless for word in words)


def _is_account(word: str, cues: Cues) -> bool:
    """Return whether a word is the account of a blog's owner ("admin"), or stands for the newsroom."""
    return word in cues.words.get("newsroom", {})


def _is_caseless(word: str) -> bool:
    """Return whether a word may be a part of a name in a script without capitals."""
    return word[0].isalpha() and word[0].lower() == word[0].upper() and len(word) <= LONGEST_CASELESS


def _is_of_newsroom(text: str, cues: Cues) -> bool:
    """Return whether an author line has a time or a newsroom: a name alone may be that of a poem or a letter."""
    words = _WORD.findall(text.lower())
    return any(word[0].isdigit() or word.strip(".") in cues.words.get("newsroom", {}) for word in words)


def _is_stamp(text: str, cues: Cues) -> bool:
    """Return whether a date is one of publication: it has a label, or the year and the time of day."""
    text = text.translate(_DIGITS)
    words = _WORD.findall(text.lower())
    if any(word in cues.words.get("label", {}) for word in words):
        return True
    if any(word in cues.words.get("reading", {}) for word in words) and _YEAR.search(text):
        return True
    spelled = any(len(word.strip(".")) > len("pm") and word[0].isalpha() for word in words)  # e-mails have 03/08/2000
    return spelled and _YEAR.search(text) is not None and _TIME.search(text) is not None


@lru_cache(maxsize=64)  # for each of the languages that occur together
def _opening(words: tuple[str, ...]) -> "regex.Pattern[str]":
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return lazy(rf"(?i)(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})\s*(?:[:：]\s*|\s)")


def _is_name(word: str, cues: Cues) -> bool:
    known = word[0].isupper() or word in cues.words.get("particle", {})
    return known or _is_account(word, cues) or _is_fact(word, cues)


def _is_date(text: str, cues: Cues) -> bool:
    """Return whether a line has a number and otherwise only numbers and the words of dates and times."""
    words = _WORD.findall(text)
    numbers = sum(word[0].isdigit() for word in words)
    return 0 < numbers <= MOST_NUMBERS and all(_is_fact(word, cues) for word in words)


def _is_fact(word: str, cues: Cues) -> bool:
    facts, word = cues.words.get("fact", {}), word.strip(".:").lower()
    number = _NUMBER.fullmatch(word)
    return word in facts or (number is not None and (not number["unit"] or number["unit"] in facts))


RULE = Rule(
    id="byline",
    version=17,
    stage="remove",
    category="byline",
    level="safe",
    doc=__doc__,
    propose=propose,
    phrases={**ROLES, **_BUTTON},
    when=names_author,
    words={
        "by": "opens an author line",
        "count": "says that a number counts readers: views",
        "fact": "may stand beside names and dates: months, days, minutes, read",
        "label": "says that a date is one of publication",
        "newsroom": "says that an author line is one: staff, correspondent",
        "particle": "a part of names in lower case: de, van",
        "reading": "says that minutes are those of reading",
    },
    removes=(
        (
            "Ferry late again\n"
            "⟦Laura Finch⟧\n⟦Follow⟧\n⟦4 min read⟧\n"
            "The ferry was late, and two hundred passengers waited on the pier for an hour before anybody told "
            "them why."
        ),
        (
            "Ferry late again\n"
            "⟦By Ana Ruiz and Tom Hale⟧\n"
            "⟦Published: Monday, 3 May 2021, 14:05 GMT⟧\n"
            "⟦5 min read⟧\n"
            "⟦Last updated on:⟧\n"
            "The ferry was late, and two hundred passengers waited on the pier for an hour before anybody told "
            "them why."
        ),
    ),
    keeps=(
        (
            "Laura Finch\nFollow\n"
            "The ferry was late, and two hundred passengers waited on the pier for an hour before anybody told "
            "them why."
        ),
        (
            "Written by\nThe boys of the third form\n"
            "The ferry was late, and two hundred passengers waited on the pier for an hour before anybody told "
            "them why."
        ),
        ("By Monday evening the water had reached the first houses, and the mayor asked the army for help at last."),
        (
            "The ferry was late, and two hundred passengers waited on the pier for an hour before anybody told "
            "them why.\n"
            "May 3, 2021\n"
            "The ferry was on time, and nobody on the pier could quite believe it when the horn sounded at noon."
        ),
        (
            "Address of the harbour master to the council\nMay 3, 2021\n9:10 a.m.\n"
            "Ladies and gentlemen, I have been asked why the ferries are late, and I shall tell you what I know of it."
        ),
        "David Brandt\n03/08/2000 09:45 AM\nAs you know, the ferry on Monday is full, so let us take the one at noon.",
        "Closing prices on the hog exchange, in cents a pound\nFeb 97 79.94 79.67 75.55\nMar 97 76.37 76.12 72.02",
        (
            "Subject: The late ferry\nCategory: Travel > Ships\nAsked by: lighthouse-7\nPosted: 25 Oct 2004 18:32 PDT\n"
            "Expires: 24 Nov 2004 17:32 PST\n"
            "Does anybody here know why the ferries on the Aller are always late, and who could be asked about it?"
        ),
    ),
)
