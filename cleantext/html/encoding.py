"""Find the encoding of a page, decode it, and refuse input that cannot be a page."""

import codecs
import re
from typing import NamedTuple

from cleantext.core.errors import NotHtmlError

# The byte order marks, the longer of two with the same beginning first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# UTF-32 and UTF-16 without a mark: the first characters of any page are ASCII.
_WIDE = (
    (re.compile(rb"[<\t\n\r ]\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0\0\0[<\t\n\r ]"), "utf-32-be"),
    (re.compile(rb"\s*(?:<\0|[\t\n\r ]\0)"), "utf-16-le"),
    (re.compile(rb"\0[<\t\n\r ]"), "utf-16-be"),
)
# How far into a page its own declaration of the encoding counts. WHATWG's prescan reads 1,024 bytes; in many pages a
# longer comment or script precedes the declaration.
_PRESCAN = 16_384
_STATED = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
# Labels with a wider meaning: WHATWG Encoding Standard, "names and labels".
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# The encodings that a page may declare: Python also has codecs for URLs, escapes and the like. UTF-8 is tried before,
# and a page with a readable declaration is not in UTF-16.
_IN_USE = re.compile(r"ascii|cp\d|iso|koi8|mac|gb|big5|euc|shift|tis|hz|johab|kz|ptcp")
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"
# Text in other encodings is hardly ever valid UTF-8; UTF-8 that was cut or glued is, for nearly all of it.
_SOUND = 4
_READABLE = re.compile(rf"[^\x00-\x7f{_UNREADABLE}]")
# Encodings whose bytes are all ASCII, so that they are valid UTF-8 too.
_SEVEN_BIT = re.compile(r"iso2022|hz")
# No browser reads UTF-7, since it hides tags from filters (WHATWG Encoding Standard); nor does cleantext, which says
# so.
_UTF7 = re.compile("utf-?7", re.IGNORECASE)
# Bytes of letters distinguish encodings. A page may have only quotation marks and dashes beyond ASCII, but not a
# hundred of them.
_MOST_SIGNS = 100  # characters beyond ASCII
_FEWEST_LETTERS = 0.1  # share of these
_NOT_TEXT = {
    b"%PDF-": "a PDF document",
    b"\x89PNG": "a PNG image",
    b"GIF8": "a GIF image",
    b"\xff\xd8\xff": "a JPEG image",
    b"PK\x03\x04": "a zip archive or office document",
    b"\x1f\x8b": "compressed with gzip; decompress it first",
    b"\x28\xb5\x2f\xfd": "compressed with zstd; decompress it first",
    b"\x7fELF": "a program",
}
# Pages may hold a stray NUL; binary formats hold more than one in fifty bytes.
_NULS = 50


class Decoded(NamedTuple):
    """A page as text."""

    text: str
    lost: str = ""  # which bytes could not be read


def decode(html: str | bytes) -> Decoded:
    """Return the page as text, without the byte order mark.

    The encoding is that of the byte order mark; UTF-8 if the bytes are valid; the one that the page declares; or the
    guess of charset-normalizer. Raises TypeError for other types, NotHtmlError for input that cannot be HTML.
    """
    if not isinstance(html, str | bytes):
        raise TypeError(
            f"clean_html() takes a str or bytes, not {type(html).__name__}; "
            "read a file in binary, such as Path('page.html').read_bytes()",
        )
    if not html.strip():
        raise NotHtmlError("not HTML: the input is empty")
    _refuse(html[:8].encode("utf-8", "replace") if isinstance(html, str) else html[:8])
    decoded = Decoded(html.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")) if isinstance(html, str) else _sniffed(html)
    if decoded.text.count("\0") * _NULS > len(decoded.text):
        raise NotHtmlError("not HTML: the input is binary data")
    if not re.search(r"<[a-zA-Z!]", decoded.text):
        raise NotHtmlError("not HTML: the input has no tag; plain text goes to clean()")
    return decoded


def _refuse(start: bytes) -> None:
    for magic, kind in _NOT_TEXT.items():
        if start.startswith(magic):
            raise NotHtmlError(f"not HTML: the input is {kind}")


def _sniffed(data: bytes) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    for pattern, encoding in _WIDE:
        if pattern.match(data):
            return _decoded(data, encoding)
    found = _STATED.search(data, 0, _PRESCAN)
    label = found[1].decode() if found else ""
    stated = _codec(label)
    if _SEVEN_BIT.match(stated):
        return _decoded(data, stated)
    lost = "it declares UTF-7, which is not read" if _UTF7.fullmatch(label) else ""
    try:
        return Decoded(data.decode("utf-8"), lost)
    except UnicodeDecodeError:
        if _is_broken_utf8(data.decode("utf-8", "replace")):
            return _decoded(data, "utf-8")
        return _decoded(data, stated) if stated else _read_as_guessed(data)


def _read_as_guessed(data: bytes) -> Decoded:
    """Return a page without a declared encoding, with a message if the guess is unreliable."""
    encoding = _guessed(data)
    text, lost = _decoded(data, encoding)
    foreign = _READABLE.findall(text)
    has_letters = len(foreign) <= _MOST_SIGNS or sum(map(str.isalpha, foreign)) >= _FEWEST_LETTERS * len(foreign)
    if not lost and not has_letters:
        lost = f"its encoding is unknown; read as {encoding}, it has few letters"
    return Decoded(text, lost)


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    lost = text.count(_UNREADABLE)
    return Decoded(text, f"{lost} characters are not valid {encoding}, each is given as U+FFFD" if lost else "")


def _codec(label: str) -> str:
    """Return Python's name of an encoding that a page declares; "" if it is unusable."""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return ""
    return _SUPERSETS.get(name, name) if _IN_USE.match(name) else ""


def _is_broken_utf8(text: str) -> bool:
    """Return whether a text with errors is in UTF-8 all the same: most characters beyond ASCII are valid."""
    return text.count(_UNREADABLE) * _SOUND < len(_READABLE.findall(text))


def _guessed(data: bytes) -> str:
    """Return Windows-1252 if it is a guess: charset-normalizer ranks cp1250 above it for English and French."""
    from trafilatura.utils import detect_encoding

    guesses: list[str] = detect_encoding(data)
    return "cp1252" if "cp1252" in guesses or not guesses else guesses[0]
