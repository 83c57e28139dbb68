"""The end of a picture's credit that extraction glued to a paragraph: "… in May. Photo: Ana Ruiz/AFP It was closed …".

A credit between two sentences has no full stop, so it ends where its name ends for certain: behind an agency, behind a
closing bracket, or before a word that begins sentences. Where none of these is found, the credit stays.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING

from cleantext.core.lazy import lazy

if TYPE_CHECKING:
    import regex

LONGEST = 80  # code points of a credit
CLOSED = {"(": ")", "（": "）", "【": "】", "[": "]"}
# Agencies, libraries of pictures and words for a picture's origin, as credits print them in many languages.
_OUTLETS = (
    r"(?:AA|AAP|AFP|AGERPRES|ANI|ANKA|ANP|ANSA|AP(?: Photo)?|APA|BTA|Belga|CTK|ČTK|DHA|DPA|EFE|EPA(?:-EFE)?|FENA|HINA"
    r"|Hina|IANS|IHA|İHA|IPA|KNA|LUSA|Lusa|MTI|NTB|PA(?: Media| Wire)?|PAP|PTI|REUTERS|Reuters|SDA|SID|SITA|TANJUG"
    r"|Tanjug|TASR|TASS|TT|UNI|UPI|XINHUA|Xinhua|БТА|РИА Новости|ТАСС|УНІАН|Укрінформ|Коммерсантъ|Танјуг"
    r"|dpa(?:-[\p{L}-]+)?|epd(?:-[\p{L}-]+)?|kna|imago(?: images)?|Imago|IMAGO|picture[- ]alliance|Keystone|ddp"
    r"|Getty(?: Images)?|Shutterstock|iStock(?:photo)?|Adobe Stock|AdobeStock|Alamy(?: Stock Photo)?|Unsplash|Pixabay"
    r"|Pexels|Wikimedia(?: Commons)?|Flickr|Bloomberg|Zuma Press|East News|Agencja Wyborcza(?:\.pl)?|Forum|LaPresse"
    r"|Fotogramma|Europa Press|Agência (?:Brasil|Lusa|Senado|Câmara)|Hollandse Hoogte|Scanpix|Ritzau(?: Scanpix)?"
    r"|Lehtikuva|Antara|ANTARA|Bernama|Anadolu(?: Ajansı)?|Depo Photos|Divulgação|Reprodução|Arquivo(?: pessoal)?"
    r"|Acervo pessoal|privat|zvg|zVg|Archiv|privé|eigen foto|archief|archivio|archiv|archivo|archives|arkiv|DR)"
)
_SEPARATOR = r"\s*(?:/|\||–|—|,|\bvia\b|\bfor\b|\bfür\b|\bvoor\b|\bdla\b)\s*"
_QUOTED = r"(?:«[^«»]{2,40}»|“[^“”]{2,40}”|„[^„“”]{2,40}[“”]|\"[^\"]{2,40}\")"
_OPENS_SENTENCE = r"(?=\s+[\"“«„‘'¿¡(]?(?:\p{Lu}(?:[\p{Ll}'’]|\s)|\d))"
_WITH_OUTLET = lazy(
    rf"\s*(?:[^.!?/|\n]{{2,40}}?{_SEPARATOR}){{0,3}}(?:{_OUTLETS}|{_QUOTED})"
    rf"(?:{_SEPARATOR}(?:{_OUTLETS}|{_QUOTED}))*{_OPENS_SENTENCE}"
)
_ENDS_IN_OUTLET = lazy(rf"(?:^|{_SEPARATOR}|\s){_OUTLETS}$")
# "the press office of the plant", then a word with a capital that a word without one follows.
_UNNAMED = lazy(r"\s*(?:\p{Ll}[\p{L}-]*\s+){1,5}?(?=\p{Lu}\p{Ll}*\s+\p{Ll})")
# Words inside names: "Anna Maria Di Luca", "Jan van der Meer".
_PARTICLES = "da das de del della den der di do dos du la le ter van von y zu".split()
_INSIDE = f"(?:{'|'.join(_PARTICLES)})"
_NAMES = lazy(
    rf"\s*(?P<before>[^.!?/|\n]{{2,40}}?\s*[/|]\s*)?(?P<run>\p{{Lu}}[\p{{L}}'’.-]*+(?:\s+(?:{_INSIDE}\s+){{0,2}}\p{{Lu}}[\p{{L}}'’-]*+)*+)"
    r"(?=\s+[\p{Ll}\d])"
)
_NAME = lazy(rf"(?:{_INSIDE}\s+)*\S+")  # a word of a name, with the particles before it
_MOST_UNNAMED = 4  # words of a credit in small letters, or in a script without capitals
_MOST_NAMES = 3  # words of a first and a last name, and the one that begins the sentence
# A credit that ends its line: names, perhaps in small letters ("privat"), without a sentence of its own.
_LAST = lazy(r"\s*(?!\d)(?:[^\s.!?:;]+(?:\.\p{Ll}+|(?<=\b(?:\p{L}{1,2}|\p{Ll}{3,4}))\.)?(?:\s+|$)){1,8}")
_NUMBERED = lazy(r"\d")
_SPACELESS = lazy(r"\s*[^\s。「」、]{1,20}?(?:撮影|提供|摄|攝|기자|\s|$)")
_DENSE = lazy(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")


def closing_credit(text: str, opening: str, *, has_sign: bool) -> int | None:
    """Return the size of the credit behind a label if it takes up the rest of the line, else None.

    text: the line behind the label. opening: the signs before the label. has_sign: whether the label ends in a colon or
    a like sign; without one, the credit must name an agency.
    """
    rest = text.rstrip()
    if len(rest) > LONGEST or not any(map(str.isalpha, rest)):
        return None
    closing = CLOSED.get(opening[-1:])
    if closing:
        inner = rest.rstrip(".")
        is_closed = inner.endswith(closing) and inner.count(closing) == 1
        return len(text) if is_closed and not _NUMBERED.search(inner) else None
    if not has_sign and not _ENDS_IN_OUTLET.search(rest):
        return None
    last = _LAST.match(rest)
    is_whole = last is not None and last.end() == len(rest)
    return len(text) if is_whole and _is_named(rest.split()) else None


def _is_named(words: list[str]) -> bool:
    """Return whether the words behind a label are names, or few words for an origin."""
    small = [word for word in words if not word[0].isupper() and word[0].isalpha()]
    return len(small) < _MOST_NAMES or len(words) <= _MOST_UNNAMED


def credit_before_sentence(
    text: str, opening: str, openers: Collection[str], *, has_sign: bool, capitals: bool
) -> int | None:
    """Return the size of the credit behind a label if another sentence follows it in its line, else None.

    text: the line behind the label. opening: the signs before the label. openers: frequent words of the language, in
    small letters. has_sign: as above. capitals: whether nouns have capitals, so that a capital begins no sentence.
    """
    closing = CLOSED.get(opening[-1:])
    if closing:
        end = text.find(closing, 0, LONGEST)
        return end + 1 if end > 0 and not _NUMBERED.search(text, 0, end) else None
    if has_sign and _DENSE.match(text.lstrip()):
        dense = _SPACELESS.match(text)
        return len(dense[0].rstrip()) if dense else None
    if (size := credit_with_outlet(text)) is not None:
        return size
    if not has_sign:
        return None
    if not capitals:
        found = _UNNAMED.match(text[: 2 * LONGEST])
        if found:
            return len(found[0].rstrip())
    found = _NAMES.match(text[: 2 * LONGEST])
    return _end_of_name(found, openers, capitals=capitals) if found else None


def credit_with_outlet(text: str) -> int | None:
    """Return the size of a credit that ends in an agency, before a word that may begin a sentence; None without one."""
    found = _WITH_OUTLET.match(text[: 2 * LONGEST])
    return found.end() if found and found.end() <= LONGEST else None


def _end_of_name(found: "regex.Match[str]", openers: Collection[str], *, capitals: bool) -> int | None:
    """Return where a run of words with capitals passes from a name to the first words of a sentence."""
    words = list(_NAME.finditer(found["run"]))
    for at, word in enumerate(words[1:], 1):
        lower = word[0].lower()
        if lower in openers and (lower not in _PARTICLES or at == len(words) - 1):
            return found.start("run") + words[at - 1].end()
    size = _MOST_NAMES - 1 if found["before"] else _MOST_NAMES
    return None if capitals or len(words) != size else found.start("run") + words[-2].end()
