"""Codes of languages, in the forms that data holds: `en`, `EN`, `en-US`, `eng`, `eng_Latn`, `English`."""

from collections.abc import Mapping
from functools import cache

# ISO 639-1 code, ISO 639-2/3 codes, English name. Norwegian is one language here; Serbian and Croatian have packs of
# their own, whatever the macrolanguage is; Tagalog has the code of Filipino.
_TABLE = """
ar ara Arabic; bg bul Bulgarian; bn ben Bengali; ca cat Catalan; cs ces cze Czech; da dan Danish; de deu ger German;
el ell gre Greek; en eng English; es spa Spanish; et est Estonian; fa fas per Persian Farsi; fi fin Finnish;
fil tgl tl Filipino Tagalog; fr fra fre French; he heb iw Hebrew; hi hin Hindi; hr hrv Croatian; hu hun Hungarian;
id ind in Indonesian; is isl ice Icelandic; it ita Italian; ja jpn Japanese; ko kor Korean; lt lit Lithuanian;
lv lav Latvian; mk mkd mac Macedonian; ms msa may Malay; nl nld dut Dutch; no nor nb nob nn nno Norwegian;
pl pol Polish; pt por Portuguese; ro ron rum Romanian; ru rus Russian; sk slk slo Slovak; sl slv Slovenian;
sr srp Serbian; sv swe Swedish; ta tam Tamil; th tha Thai; tr tur Turkish; uk ukr Ukrainian; ur urd Urdu;
vi vie Vietnamese; zh zho chi cmn Chinese
"""
# The other codes of ISO 639-1. Most other names of two letters are codes of countries: "jp", "cz", "gr", "ua".
_OTHERS = frozenset(
    """
    aa ab ae af ak am an as av ay az ba be bh bi bm bo br bs ce ch co cr cu cv cy dv dz ee eo eu ff fj fo fy ga gd gl gn
    gu gv ha ho ht hy hz ia ie ig ii ik io iu jv ka kg ki kj kk kl km kn kr ks ku kv kw ky la lb lg li ln lo lu mg mh mi
    ml mn mr mt my na nd ne ng nr nv ny oc oj om or os pa pi ps qu rm rn rw sa sc sd se sg sh si sm sn so sq ss st su sw
    te tg ti tk tn to ts tt tw ty ug uz ve vo wa wo xh yi yo za zu
    """.split()
)
_NONE = frozenset("mis mul und zxx".split())  # from ISO 639-2: not coded, several, not determined, no language
_LONGEST = 35  # code points; the longest tags in use have fewer


def language_code(name: str) -> str | None:
    """Return the code that cleantext uses for a language; None for an unknown name.

    name: a code of ISO 639-1 to 639-3, in any case, with or without script and region (`pt-BR`, `zho_Hans`), or the
    English name. Other codes of ISO 639-1, and all codes of three letters, are returned in lower case.
    """
    plain = name.strip().lower()
    if not plain or len(plain) > _LONGEST:
        return None
    first = plain.replace("_", "-").partition("-")[0]
    known = _codes().get(first)
    if known:
        return known
    is_long = len(first) == len("xxx") and first.isascii() and first.isalpha() and first not in _NONE
    return first if is_long or first in _OTHERS else None


@cache
def _codes() -> Mapping[str, str]:
    return {name.lower(): row[0] for row in _rows() for name in row}


def language_name(code: str) -> str:
    """Return the English name of a language that cleantext knows by this code, else the code itself."""
    return _names().get(code, code)


@cache
def _names() -> Mapping[str, str]:
    return {row[0]: next(name for name in row if name[0].isupper()) for row in _rows()}


def _rows() -> list[list[str]]:
    """Return for each language its codes, cleantext's own first, and its names."""
    return [row.split() for row in _TABLE.split(";")]
