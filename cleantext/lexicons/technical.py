"""Names of programs, options and variables, which look like misspelled words: "the zmore command", "-mtime", "int64".

Manuals write them in running text. A letter added to a word is how programs are named ("csource", "xeyes", "systemd"),
and seldom how people mistype; a word beside code is code.
"""

import re

from cleantext.core.document import Document
from cleantext.lexicons import FOREIGN, is_word_abroad, zipf_tenths
from cleantext.lexicons.unknown import Word

_REACH = 60  # code points on either side, in the line
# Braces, backslashes, bars, "f()", "name(8)", "--option", "/usr/bin", "<tag>", "a_b", "$HOME", but not "$5".
_CODE = re.compile(
    r"[{}|]|\\[A-Za-z]|\w\(\d?\)|(?<!\S)--?[A-Za-z]|(?<![\w/])/\w+/\w|<\w+>|[A-Za-z]_[A-Za-z]|\$[A-Za-z]|\s[*&]?\w+\[|==|\w=\w"
)
_OPTION = re.compile(r"(?:^|[\s\"'“‘«(\[])-{1,2}$")  # the word follows
_SOFTWARE = re.compile(
    r"[\"'”’»]? (?:commands?|programs?|utilit(?:y|ies)|tools?|plug-?ins?|daemons?|parameters?|options?|functions?"
    r"|methods?|macros?|variables?|arguments?|packages?|modules?|librar(?:y|ies)|kernels?|drivers?|flags?|init"
    r"|config\w*|scripts?|files?|fields?|types?|structs?|structures?|system calls?|disks?|devices?|partitions?)\b"
)
_KEYWORDS = frozenset("struct enum typedef sizeof const char int malloc printf stdin stdout stderr async".split())
_SHORT_QUOTE = re.compile(r"[\"“‘«][^\"“”‘’«»\n]{0,30}$"), re.compile(r"[^\"“”‘’«»\n]{0,30}[\"”’»]")
_NICK = re.compile(r"(?:^|[\s\]])<[@+ ]?[\w\[\]^|`{}-]{1,20}> ")
_IDENTIFIER = re.compile(r"\b[a-z]+\d+\b")  # "sdd2"


def is_identifier(word: Word, meant: str, document: Document) -> bool:
    """Return whether an unknown word may be the name of a program or a variable, or a quoted word of another language.

    meant: the dictionary word that it looks like.
    """
    text = document.text
    start, end = text.rfind("\n", 0, word.start) + 1, text.find("\n", word.end)
    before = text[max(start, word.start - _REACH) : word.start]
    behind = text[word.end : min(end if end >= 0 else len(text), word.end + _REACH)]
    if (
        word.lower in _KEYWORDS
        or _OPTION.search(before)
        or _CODE.search(text, word.start - len(before), word.end + len(behind))
    ):
        return True
    if _is_foreign_title(word, before, behind):
        return True
    opens_line = word.start == start and word.text.islower()  # "uupdate starts a new revision"
    return _is_extended(word.lower, meant) and (
        opens_line
        or _has_new_initial(word.lower, meant)
        or _SOFTWARE.match(behind) is not None
        or _IDENTIFIER.search(before) is not None
    )


def is_code(line: str) -> bool:
    """Return whether a line has code: options, paths, calls, placeholders."""
    return _CODE.search(line) is not None


def is_chat(line: str) -> bool:
    """Return whether a line is of a chat, in which people stammer: "<odell> no no"."""
    return _NICK.search(line) is not None


def _is_foreign_title(word: Word, before: str, behind: str) -> bool:
    """Return whether a word stands in short quotation marks, it or its neighbour foreign: “Datos binarios”."""
    opened, closed = _SHORT_QUOTE[0].search(before), _SHORT_QUOTE[1].match(behind)
    if not opened or not closed:
        return False
    others = re.findall(r"[^\W\d_]+", f"{opened[0]} {closed[0]}".lower())
    return is_word_abroad(word.lower) or any(zipf_tenths("en").get(other, FOREIGN) == FOREIGN for other in others)


def _has_new_initial(word: str, meant: str) -> bool:
    """Return whether the first letter is added to a word, and is not its own first letter again ("ttough")."""
    return word[1:] == meant and word[0] != meant[0]


def _is_extended(word: str, meant: str) -> bool:
    """Return whether letters are added at the start or at the end of a word."""
    return len(word) > len(meant) and (word.startswith(meant) or word.endswith(meant))
