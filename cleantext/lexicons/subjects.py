"""What a text is about, where it may show damage on purpose: encodings, HTML, programs, punctuation marks."""

from cleantext.core.document import Document
from cleantext.core.lazy import lazy

_ENCODINGS = lazy(
    r"(?i)\b(?:UTF-?8|Unicode|mojibake|Latin-?1|ISO[- ]8859|Windows-125\d|code ?page|encodings?|charsets?"
    r"|character (?:sets?|encoding)|Zeichens[aä]tz\w*|Zeichenkodierung\w*|codificaci[oó]n|codifica\w* de caracteres"
    r"|jeux? de caract[eè]res|кодировк\p{L}*|кодуванн\p{L}*)\b"
)
# Tags count, whether they are escaped or not.
_MARKUP = lazy(
    r"(?i)\b(?:X?HTML5?|XML|SGML|ampersands?|character (?:references?|entit(?:y|ies))|markup|Markdown|escape (?:codes?"
    r"|sequences?|characters?)|source code|JavaScript|PHP)\b|(?:&(?:amp;)*lt;|<)[/!]?\p{L}[\w-]*(?:[ />]|&(?:amp;)*gt;)"
)
# Programs, and the marks themselves: empty brackets, two full stops.
_MARKS = lazy(
    r"(?i)\b(?:Python|JavaScript|TypeScript|PHP|Perl|Java|Lisp|Fortran|COBOL|Haskell|Golang|Linux|Unix|Bash"
    r"|shell scripts?|command line|compilers?|source code|syntax|tuples?|parenthes[ie]s"
    r"|(?:empty|square|curly|round|pairs? of) brackets?|brackets (?:behind|after|around|are|mean|show)"
    r"|punctuation|emoticons?|semicolons?|full stops|interrobang"
    r"|programm(?:ing|ers?)|Klammern?|Programmier\p{L}+|par[eé]ntesis|parenth[eè]ses?|parentesi|haakjes)\b"
)
_CALL = lazy(r"=> |\w\);|(?<=\s)\.[a-z]\w+|\b[a-z_]\w*\(\)")


def speaks_of_encodings(document: Document) -> bool:
    """Return whether a text has a word about encodings."""
    return _ENCODINGS.search(document.text) is not None


def speaks_of_markup(document: Document) -> bool:
    """Return whether a text has a word about HTML or programs, or a tag."""
    return _MARKUP.search(document.text) is not None


def speaks_of_marks(document: Document) -> bool:
    """Return whether a text is about programs or marks: "the empty pair ( ) makes a tuple"."""
    return _MARKS.search(document.text) is not None or _CALL.search(document.text) is not None
