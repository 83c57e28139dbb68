"""Lines that one set of labelled articles keeps and another leaves out: credits, bylines, dates, bios, pointers.

Removing such a line contradicts an annotator's habit and harms no article, so it is counted separately. `kind` uses
only
the words of a line: if it knew which rule removed the line, rules would grade themselves. A line that it does not
recognise is content, so that the published harm is never too small.

| kind | a line of this kind | example |
| --- | --- | --- |
| headline | it is what the page has as its title | |
| copyright | a sign or word of copyright opens it, or rights are reserved in it | © 2019 Quay Messenger |
| credit | a label; a newsroom's work "by" somebody; nothing but agencies | Reporting by Tom Hale · (dpa) |
| picture | a label; a picture agency at its end | Photo: Tom Hale |
| byline | "by" and a name, or a name and a job in the newsroom | By Tom Hale · Tom Hale, correspondent |
| date | nothing but a date, and words around dates | Published 3 June 2019, 7:05 p.m. |
| bio | a name or pronoun that "is" somebody with such a job | Tom Hale is an editor of the Messenger. |
| contact | an address, or a label of one | Contact: desk@quay.example |
| pointer | it opens with a call to read something else | See also: Late ferries |
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

_WORD = re.compile(r"[^\W_]+")
# A label is the text before one of these signs, up to three words: "Photo:", "Crédit photo :", "Bild ©".
_LABEL = re.compile(r"\W{0,3}((?:[^\W\d_]+ ?){1,3})\s?(?=[:：|/=©]|[–—] )")
_EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+\.\w")
_STATEMENT = re.compile(r"[.!?](?:\s|$)")
_LISTED = "-*•\"“”„«'‘"  # before an item or a quotation, not before a byline or bio

# The most words of a line of each kind. A line with more is a paragraph that contains such words.
_MOST_WORDS = {
    "copyright": 60,
    "credit": 40,
    "picture": 60,
    "bio": 60,
    "contact": 30,
    "pointer": 25,
    "byline": 16,
    "date": 14,
}


def _table(kinds: dict[str, str]) -> dict[tuple[str, ...], str]:
    """Return kinds by phrase, from phrases by kind that commas separate."""
    return {tuple(phrase.split()): kind for kind, phrases in kinds.items() for phrase in phrases.split(", ")}


# In the languages of the labelled sets with such lines.
_LABELS = _table(
    {
        "picture": (
            "photo, photos, photo credit, photo credits, photo by, photograph, picture, pictures, image, images, "
            "image credit, featured image credit, illustration, graphic, caption, foto, fotos, bild, bilder, grafik, "
            "imagen, foto de, crédit photo, photographie, immagine, zdjęcie, фото, 写真, 図, 사진, 图片"
        ),
        "credit": (
            "source, sources, via, quelle, quellen, mitarbeit, fuente, fuentes, fonte, fonti, bron, kilde, källa, "
            "lähde, źródło, zdroj, источник, kaynak, 来源, 出典, 출처"
        ),
        "contact": "contact, contacts, phone, telephone, tel, fax, email, e mail, kontakt, telefon, contacto, contatto",
        "byline": "author, authors, autor, autorin, auteur, autore, written by, words by, text by",
        "pointer": (
            "related, related story, related stories, related articles, read more, read also, also read, see also, "
            "more, more news, mehr zum thema, lesen sie auch, siehe auch, lire aussi, "
            "à lire aussi, voir aussi, lea también, lee también, véase también, leggi anche, lees ook, zobacz też, "
            "czytaj też, читайте также"
        ),
    }
)
_OPENINGS = _table(
    {
        "copyright": "copyright, copyrights, all rights reserved, 저작권자, 版权所有",
        "credit": (
            "with reporting by, with reporting from, with additional reporting, from wire reports, from staff reports, "
            "from staff and wire reports, with files from, with material from, with information from, courtesy of, "
            "provided by, originally published, originally appeared, originally posted, first published, first "
            "appeared, this article was originally published, this story was originally published, this article "
            "first appeared, this story first appeared, this article originally appeared, this "
            "story originally appeared, this post originally appeared, this article appeared"
        ),
        "picture": (
            "photo by, photos by, photograph by, photo courtesy, photos courtesy, image by, image courtesy, "
            "image from, picture by, file photo, file picture, foto von, click the image, click on the image"
        ),
        "bio": "about the author, about the writer, über den autor, über die autorin, sobre el autor, sobre la autora",
        "pointer": (
            "read more, read also, also read, read next, see also, see more, more on, more from, more about, you may "
            "also like, further reading, recommended reading, recommended for you, related stories, related articles, "
            "related content, related links, related posts, related resources, related searches, "
            "lesen sie auch, mehr zum thema, mehr dazu, siehe auch, lire aussi, à lire aussi, voir aussi, lea "
            "también, lee también, leer más, véase también, le puede interesar, leggi anche, lees ook, zobacz też, "
            "czytaj też, читайте также"
        ),
    }
)
# "©" and "(c)" open a notice at the start of a line, and make one before a year.
_COPYRIGHT = re.compile(
    r"^\W{0,3}(?:[©ⓒ]|\(c\))|©\s?(?:19|20)\d\d|\b(?:all rights reserved|alle rechte vorbehalten|tous droits réservés"
    r"|(?:todos los|reservados todos los) derechos|tutti i diritti riservati|alle rettigheter|все права защищены)\b"
    r"|無断転載|무단전재|版权所有|\b(?:must|may) not be (?:copied|published|reproduced|republished|redistributed)\b",
    re.IGNORECASE,
)
# The work of a newsroom on a story, "by" a name: "Additional reporting by Tom Hale; editing by Ana Ruiz".
_WORK = re.compile(
    r"^\W{0,3}(?i:additional |original |further )?"
    r"(?i:report|writ|edit|compil|translat|research|adapt)(?i:ing|ed|ten|e?d)(?i: and \w+)? (?i:by) [^\W\d_a-z]"
)
_SHARED_WORK = re.compile(
    r"\bcontributed (?:to this (?:article|piece|post|report|story)|(?:additional )?reporting\b|research\b)"
    r"|\b(?:article|report|story) (?:was |has been )?(?:compiled|produced|written) (?:by|from|with)\b",
    re.IGNORECASE,
)
# The picture agencies that print their names behind captions, and the credit in brackets at the end of one.
_PICTURE_AGENCY = re.compile(
    r"\b(?:getty(?: images)?|shutterstock|i?stockphoto|alamy|(?:afp|ap|epa|pa|reuters) (?:photo|images|file))\b"
    r"[^.]{0,40}$"
    r"|\((?:\w+ )?(?:photo|picture|image|foto|bild)(?:\)|\s?[:/]| (?:by|courtesy|credit|from|via)\b)[^()]{0,80}\W{0,3}$"
    r"|\b(?:image|photo|picture) credits?\s?:",
    re.IGNORECASE,
)
_REACH = re.compile(r"^\W{0,3}(?i:contact|reach|call|write to|email) [^\W\d_a-z].{0,60}?\bat\b")
_FOLLOW = re.compile(r"\bis the author of\b|\bfollow (?:her|him|them) (?:on|at)\b", re.IGNORECASE)

# News agencies: the members of the European Alliance of News Agencies that the sets quote, and the large other ones.
_AGENCIES = frozenset(
    "aa aap afp agerpres ani anp ansa ap apa ats belga bloomberg bta cp ctk dpa dts efe epd hina ians interfax jiji "
    "kna kyodo lusa mti ntb pa pap pti reuters ria ritzau sda sid stt tanjug tass tt uni upi xinhua yonhap".split()
)
_AROUND_AGENCIES = frozenset(
    "agencies agency and associated canadian correspondent correspondents from india international itar itar-tass "
    "mit news of press report reports service staff the und wire wires with y et e".split()
)
# Jobs of the newsroom, and of people who write for it beside another job.
_NEWSROOM = frozenset(
    "columnist contributor correspondent editor journalist photographer reporter writer korrespondent korrespondentin "
    "redakteur redakteurin reporterin journalistin periodista redactora redactor".split()
)
_JOBS = _NEWSROOM | frozenset(
    "analyst attorney author biologist blogger broadcaster commentator consultant critic economist essayist fellow "
    "filmmaker freelancer historian lawyer lecturer novelist philosopher playwright podcaster poet professor "
    "psychologist researcher scholar scientist sociologist strategist translator autor autorin dozent historiker "
    "politikwissenschaftler auteur auteure autrice professeur journaliste giornalista scrittore escritor escritora "
    "profesor profesora".split()
)
_BY = frozenset("by von par por di da door av af".split())
_IS = frozenset("is was works ist war arbeitet est es è".split())
_WRITES = frozenset("blogs covers edits schreibt writes".split())
_ABOUT = frozenset("about for on from at the über für".split())
_PARTICLES = frozenset("al ben bin da de del della den der di du el la le ten van von y and und et".split())
_AROUND_DATES = frozenset(
    "a am at p m pm am uhr h on of the last first date posted published updated modified created edited st nd rd th "
    "stand veröffentlicht aktualisiert am um vom le à publié mis jour el de del a las publicado actualizado il alle "
    "pubblicato aggiornato em às atualizado op om gepubliceerd gmt utc est edt et cst cdt ct mst mdt mt pst pdt pt "
    "bst cet cest eet ist aest sgt hkt msk".split()
)
_LOCALES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "fi", "cs", "ru", "uk", "tr", "id")


@cache
def _names_of_dates() -> frozenset[str]:
    """Return the names of months and days, whole and shortened, as Unicode's locale data (CLDR) have them."""
    # Babel comes with trafilatura.
    from babel.dates import get_day_names, get_month_names

    names = (
        name
        for locale in _LOCALES
        for width in ("wide", "abbreviated")
        for get in (get_month_names, get_day_names)
        for name in get(width, "format", locale).values()
    )
    return frozenset(word for name in (*names, "sept", "tues", "thur", "thurs") for word in _WORD.findall(name.lower()))


def kind(line: str, title: str | None = None) -> str:
    """Return the kind of a line that annotators disagree on; "" for content.

    line: a line, or a passage of one. title: that of the page.
    """
    line = line.strip()
    words = _WORD.findall(line)
    if not words:
        return ""
    if title and words == _WORD.findall(title):
        return "headline"
    low = [word.lower() for word in words]
    found = (name for name, fits in _TESTS if len(words) <= _MOST_WORDS[name] and fits(line, words, low))
    return next(found, "")


_Test = Callable[[str, Sequence[str], Sequence[str]], bool]


def _opens(name: str) -> _Test:
    """Return whether a line opens with a label or a phrase of a kind."""

    def fits(line: str, _: Sequence[str], low: Sequence[str]) -> bool:
        label = _LABEL.match(line)
        said = tuple(_WORD.findall(label[1].lower())) if label else ()
        return _LABELS.get(said) == name or name in _kinds_of_opening(low)

    return fits


def _kinds_of_opening(low: Sequence[str]) -> Iterable[str]:
    return (_OPENINGS[phrase] for size in range(1, 6) if (phrase := tuple(low[:size])) in _OPENINGS)


def _holds(*patterns: re.Pattern[str]) -> _Test:
    return lambda line, _words, _low: any(pattern.search(line) for pattern in patterns)


def _is_agency(_: str, __: Sequence[str], low: Sequence[str]) -> bool:
    said = set(low)
    is_named = bool(said & _AGENCIES) or {"associated", "press"} <= said or {"wire", "reports"} <= said
    return len(low) <= 8 and is_named and said <= _AGENCIES | _AROUND_AGENCIES  # noqa: PLR2004 - "AP and Reuters staff"


def _is_date(line: str, _: Sequence[str], low: Sequence[str]) -> bool:
    """Return whether a line has a number and the name of a month or day, and no word that dates do not contain."""
    names = _names_of_dates()
    is_all = all(word in names or word in _AROUND_DATES or word[0].isdigit() for word in low)
    is_named = any(word in names and len(word) > 2 for word in low)  # noqa: PLR2004 - "to" is Thursday in Finnish
    return is_all and is_named and "|" not in line and any(word[0].isdigit() for word in low)


def _is_byline(line: str, words: Sequence[str], low: Sequence[str]) -> bool:
    if line[0] in _LISTED:
        return False
    start = next((at for at, word in enumerate(low[:2]) if word in _BY), -1)
    if start >= 0 and (start == 0 or low[0] in {"story", "text", "written", "posted", "words"}):
        return not _STATEMENT.search(line) and _is_name(words[start + 1 : start + 3])
    return "," in line and low[-1] in _NEWSROOM and _is_name(words[:2])


def _is_bio(line: str, words: Sequence[str], low: Sequence[str]) -> bool:
    """Return whether a person, named by two words or a pronoun, has such a job, or writes about a subject."""
    verb = next((at for at, word in enumerate(low[:7]) if word in _IS or word in _WRITES), 0)
    if line[0] in _LISTED or not verb:
        return False
    is_person = low[0] in {"he", "she"} or low[:2] in (["the", "author"], ["the", "writer"])
    if not is_person and not (verb > 1 and _is_name(words[:verb])):
        return False
    behind = low[verb + 1 : verb + 10]
    return not _JOBS.isdisjoint(behind) or (low[verb] in _WRITES and bool(behind) and behind[0] in _ABOUT)


def _is_name(words: Sequence[str]) -> bool:
    capitals = (word[0].isupper() or word.lower() in _PARTICLES for word in words)
    return bool(words) and words[0][0].isupper() and all(capitals)


# In this order: the surest kind of a line with several is returned.
_TESTS: tuple[tuple[str, _Test], ...] = (
    ("copyright", _opens("copyright")),
    ("copyright", _holds(_COPYRIGHT)),
    ("date", _is_date),
    ("picture", _opens("picture")),
    ("picture", _holds(_PICTURE_AGENCY)),
    ("credit", _opens("credit")),
    ("credit", _holds(_WORK, _SHARED_WORK)),
    ("credit", _is_agency),
    ("contact", _opens("contact")),
    ("contact", _holds(_EMAIL, _REACH)),
    ("byline", _opens("byline")),
    ("byline", _is_byline),
    ("bio", _opens("bio")),
    ("bio", _holds(_FOLLOW)),
    ("bio", _is_bio),
    ("pointer", _opens("pointer")),
)
