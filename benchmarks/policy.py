"""Lines that one set of labelled articles keeps and another leaves out: credits, bylines, dates, bios, pointers.

Removing such a line goes against the habit of an annotator and harms no article, so it is counted apart. `kind` looks
at the words of a line and at nothing else: were it to know which rule removed the line, rules would grade themselves.
What it does not recognise is content, so that the harm that is published is never too small.

| kind | example |
| --- | --- |
| headline | what the page has as its title |
| copyright | © 2019 Quay Messenger |
| credit | Reporting by Tom Hale · (dpa) · Source: Quay Messenger |
| picture | Photo: Tom Hale |
| byline | By Tom Hale · Tom Hale, correspondent |
| date | Published 3 June 2019, 7:05 p.m. |
| bio | Tom Hale is an editor of the Messenger. |
| contact | Contact: desk@quay.example |
| pointer | See also: Late ferries |
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

_WORD = re.compile(r"\w+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DATES = _words(
    "jan feb mar apr jun jul aug sep sept oct nov dec january february march april may june july august september "
    "october november december januar februar märz mai juni juli oktober dezember enero febrero marzo abril mayo junio "
    "julio agosto septiembre octubre noviembre diciembre janvier février mars avril juin juillet août septembre "
    "octobre novembre décembre gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre mon tue tues "
    "wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch "
    "donnerstag freitag samstag sonntag lunes martes lundi mardi mercredi jeudi vendredi samedi dimanche"
)
_AROUND_DATES = _words(
    "a p m am pm uhr gmt utc est edt et pst pdt pt cst cdt ct cest cet ist bst de del at on um the of last first and "
    "updated modified published posted created edited date aktualisiert veröffentlicht stand publié mis à jour le "
    "actualizado publicado el aggiornato pubblicato il st nd rd th"
)
_AGENCIES = _words(
    "ap afp reuters bloomberg dpa pti ians ani upi efe ansa xinhua tass interfax sda sid kna epd press agencies agency "
    "wire staff aap cnn bbc mcclatchy pa cp"
)
_AROUND_AGENCIES = _words(
    "the associated association news service reports report and from trust of india canadian correspondent "
    "correspondents europa y et und red"
)
_BY = _words("by von por par di door author autor autorin")
_WRITERS = _words(
    "writer reporter editor columnist correspondent journalist photographer contributor redakteur redakteurin "
    "korrespondent korrespondentin"
)
_JOBS = _WRITERS | _words(
    "author blogger professor fellow analyst lecturer researcher consultant director founder producer attorney lawyer "
    "economist historian critic novelist student scientist strategist autor autorin journalistin periodista redactor "
    "redactora journaliste giornalista"
)
_IS = _words("is was ist war est es è covers writes blogs reports teaches edits")
_PARTICLES = _words("de van von der del la al bin el le du di da and und y et")
_LONGEST_DATE, _LONGEST_AGENCY, _LONGEST_BYLINE, _LONGEST_BIO = 14, 8, 14, 70  # words
_LISTED = "-*•\"“”„«'‘"  # before an item or a quotation, not before a byline


class Pattern(NamedTuple):
    """Words that make a line one of a kind, if it has no more words than these."""

    kind: str
    most: int  # words
    found: re.Pattern[str]


def _pattern(kind: str, most: int, *alternatives: str) -> Pattern:
    return Pattern(kind, most, re.compile("|".join(alternatives), re.IGNORECASE))


# `_START` is the start of a line behind a bullet or bracket. No repetition stands inside another: time is linear.
_START = r"^\W{0,3}"
_CAPITAL = r"(?-i:[A-ZÀ-Þ])"
PATTERNS = (
    _pattern(
        "copyright",
        60,
        _START + r"(?:copyright\b|\(c\)|©|ⓒ|저작권자)",
        r"©\s{0,2}\d{4}",
        r"\ball rights reserved\b",
        r"\balle rechte vorbehalten\b",
        r"\btous droits réservés\b",
        r"\btodos los derechos reservados\b",
        r"\bвсе права защищены\b",
        "무단전재|無断転載|版权所有",
        r"\bmay not be (?:published|reproduced|copied|republished)\b",
    ),
    _pattern(
        "credit",
        45,
        _START
        + r"(?:additional )?(?:reporting|reported|writing|written|editing|edited|compiled|translated)"
        + rf" (?:and \w{{1,20}} )?by {_CAPITAL}",
        r"\bcontributed (?:to this (?:report|story|article|post)|reporting)\b",
        _START + r"(?:with (?:additional )?reporting|from (?:wire|staff) reports)\b",
        _START + r"with (?:files|material|information) from\b",
        r"\b(?:report|story|article) (?:was )?(?:compiled|written|produced) (?:from|by)\b",
        _START + "mitarbeit:",
    ),
    _pattern(
        "credit",
        25,
        _START + r"(?:sources?|quellen?|fuentes?|fonte|źródło|kilde|källa|bron|via)\s?:\s?\S",
        _START + r"(?:courtesy of|provided by|originally (?:published|posted|appeared)|first (?:published|appeared))\b",
        _START + r"this (?:article|story|post|piece) (?:was )?(?:originally |first )?(?:published|appeared)\b",
    ),
    _pattern(
        "picture",
        60,
        _START
        + r"(?:photos?|photographs?|images?|pictured?|fotos?|bild|imagen|illustration|graphic|caption|crédit photo"
        + r"|фото|사진|写真|図|图片)(?: credit)?(?: \(?(?:by|courtesy|from|credit|via)\b| ?[:=：/©|]| –)",
        r"\b(?:image|photo|picture) credits?\s?:",
        r"\((?:(?:ap|afp|reuters|getty|epa|pa|file) )?(?:photo|foto|image|bild|picture)\b[^)]{0,80}\)\W{0,3}$",
        r"\b(?:getty images|shutterstock|istockphoto|ap photo|afp photo)\b[^.]{0,40}$",
        _START + r"(?:file photo|click (?:on )?(?:the )?image)\b",
    ),
    _pattern("bio", 45, _START + r"about the author\b", r"\bis the author of\b", r"\bfollow (?:him|her|them) on\b"),
    _pattern(
        "contact",
        30,
        r"[\w.+-]{1,40}@[\w-]{1,40}\.\w",
        _START + rf"(?:contact|reach|call|write to) {_CAPITAL}.{{0,60}}?\bat\b",
        _START + r"(?:contact|kontakt|e-?mail|tel|phone|fax)\s?:",
    ),
    _pattern(
        "pointer",
        30,
        _START
        + r"(?:see (?:also|more)|related|read (?:more|also|next|on)|more (?:on|from|about|stories|news)|you may also"
        + r"|also (?:read|see|on)|further reading|recommended (?:reading|for you)|lesen sie auch"
        + r"|mehr (?:zum thema|dazu)|siehe auch|(?:à )?lire aussi|voir aussi|lea también|leer más|véase también"
        + r"|le puede interesar|leggi anche|lees ook|zobacz też|czytaj też)"
        + r"\b(?:\W{0,3}$|[^:.!?]{0,60}:|[^.!?]{0,160}$)",
    ),
)


def kind(line: str, title: str | None = None) -> str:
    """What annotators differ on, by name; "" for content.

    line: a line, or a passage of one. title: that of the page.
    """
    line = line.strip()
    words = _WORD.findall(line)
    if not words:
        return ""
    if title and words == _WORD.findall(title):
        return "headline"
    for pattern in PATTERNS:
        if len(words) <= pattern.most and pattern.found.search(line):
            return pattern.kind
    return next((name for name, fits in _SHAPES.items() if fits(line, words)), "")


def _is_date(line: str, words: Sequence[str]) -> bool:
    """Whether a line holds a number and the name of a day or month, and nothing that is not part of a date."""
    low = [word.lower() for word in words]
    is_all = all(word in _DATES | _AROUND_DATES or word[0].isdigit() for word in low)
    has_number, has_name = any(word[0].isdigit() for word in low), any(word in _DATES for word in low)
    return len(low) <= _LONGEST_DATE and "|" not in line and is_all and has_number and has_name


def _is_agency(_: str, words: Sequence[str]) -> bool:
    low = {word.lower() for word in words}
    return len(words) <= _LONGEST_AGENCY and low <= _AGENCIES | _AROUND_AGENCIES and bool(low & _AGENCIES)


def _is_byline(line: str, words: Sequence[str]) -> bool:
    if len(words) > _LONGEST_BYLINE or line[0] in _LISTED:
        return False
    start = 1 + (words[0].lower() in {"written", "posted", "story", "text"})
    if words[start - 1].lower() in _BY:
        return not re.search(r"[.!?](?:\s|$)", line) and _is_name(words[start : start + 2])
    return "," in line and words[-1].lower() in _WRITERS and _is_name(words[:2])


def _is_bio(line: str, words: Sequence[str]) -> bool:
    """Whether a name or "she" is said to be something that is a job."""
    if len(words) > _LONGEST_BIO or line[0] in _LISTED:
        return False
    low = [word.lower() for word in words]
    verb = next((at for at, word in enumerate(low[:7]) if word in _IS), 0)
    is_named = verb > 1 and _is_name(words[:verb])  # a product has one name, a person two
    is_person = low[0] in {"he", "she"} or low[:2] in (["the", "author"], ["the", "writer"]) or is_named
    is_beat = low[verb] in {"covers", "blogs", "writes"} and low[verb + 1 : verb + 2] in (["about"], ["for"], ["on"])
    return verb > 0 and is_person and (is_beat or bool(_JOBS.intersection(low[verb + 1 : verb + 10])))


def _is_name(words: Sequence[str]) -> bool:
    is_all = all(word[0].isupper() or word.lower() in _PARTICLES for word in words)
    return bool(words) and words[0][0].isupper() and is_all


_SHAPES: dict[str, Callable[[str, Sequence[str]], bool]] = {
    "date": _is_date,
    "credit": _is_agency,
    "byline": _is_byline,
    "bio": _is_bio,
}
