"""Text that was decoded with the wrong encoding: "donâ€™t" for "don’t", "MÃ¼ller" for "Müller".

UTF-8 that was read as a single-byte encoding leaves a typical sequence for each character: the letters that this
encoding has for a lead byte and for the continuation bytes behind it. Lines with such a sequence go to ftfy, whose
measure of badness decides; then each word that still has one, since an intact dash beside it misleads ftfy. "Â" behind
a digit, a small letter or punctuation and before a blank was a no-break space. Correct text is not touched, nor are
curly quotes, ligatures, entities, character widths and line breaks. Kept: capitals before a closing quote ("AMANHÃ»",
"VIÐ”"), a damaged character that stands in quotation marks by itself, and, in a text that speaks of encodings, quoted
words and a damaged character by itself. Reported: a lone "Ã", a sequence that would become a replacement character,
damage in a text about encodings that is sound otherwise, and few damaged words that a text is about: it quotes them,
has them intact too, mentions them as words or speaks of a misprint (two of the four). Missed: text that ftfy does not
recognise (mojibake of Chinese and Japanese encodings, question marks for lost bytes, "С–" away from other damage, which
is "і" and a preposition with a dash), and a sequence beyond 4,000 code points of one line.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from os.path import commonprefix
from typing import NamedTuple

from cleantext.core.document import Document, Line
from cleantext.core.edits import Edit, Level
from cleantext.core.lazy import lazy
from cleantext.core.rule import Cues, Rule
from cleantext.core.scan import searcher
from cleantext.lexicons import PUNCTUATION
from cleantext.lexicons.subjects import speaks_of_encodings

# The encodings of ftfy.chardata.CHARMAP_ENCODINGS under their standard names; for these bytes, cp1254 and latin-1 are
# the same as cp1252.
_ENCODINGS = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1257", "iso8859-2", "mac_roman", "cp437")
# Lead bytes of UTF-8, and the number of bytes that follow. Of the lead bytes of two-byte sequences only those of Latin,
# combining, Greek, Cyrillic, Hebrew and Arabic characters: the others never occur, and are letters that words begin
# with.
_LATIN = b"\xc2\xc3\xc4\xc5\xc6\xc8\xc9\xca\xcb\xcc\xcd"
_LEADS = ((_LATIN + b"\xce\xcf\xd0\xd1\xd2\xd7\xd8\xd9\xda\xdb", 1), (bytes(range(0xE0, 0xF0)), 2), (b"\xf0", 3))
_CONTINUATIONS = bytes(range(0x80, 0xC0))
# Letters that cp1251 has for continuation bytes, and that follow capitals in Ukrainian and Russian words; no mojibake
# that ftfy recognises consists of them alone.
_CYRILLIC = "іїєёґўІЇЄЁҐЎ"
# ftfy works on whole lines, gives up above a million characters, and is slow long before that.
_PIECE = 4_000
_PIECES = lazy(rf"(?s).{{1,{_PIECE}}}(?:[ ]|\Z)|.{{1,{_PIECE}}}")
# A word, and the next one too if the blank may have been the second half of "Ã\xa0".
_WORDS = lazy(r"(?s)((?:[^ ]*[ÂÃ][ ]+)*+[^ ]*)(?:[ ]|\Z)")
# ftfy takes these for a blank or "à" if they stand alone; without other damage near them they are the letters
# themselves.
_ALONE = ("Â", "Ã")
_BLANKS = ("", " ", "\n")
# No word has a capital "Â" behind a small letter, a digit or punctuation and before a blank.
_NO_BREAK_SPACE = r"[\p{Ll}\p{N}.,;:!?)%]Â(?:[ ]|$)"
_NO_BREAK = lazy(r"(?<=[\p{Ll}\p{N}.,;:!?)%])Â(?=[ ]|$)")
_QUOTED = lazy(r"[\"'“‘«„‚`(\[]+(?<core>[^\"'“”‘’«»„‚`()\[\]]+)[\"'”’»“‘`)\]]+[.,;:!?]*")
# A text about one misprinted word: a street sign, a boarding pass.
_MISPRINT = lazy(
    r"(?i)\b(?:garbled?|gibberish|mangled|misprint(?:s|ed)?|typos?|misspel\w+|fadas?|umlauts?|diacritic\w*)\b"
)
_MENTION = lazy(
    r"(?i)\b(?:reads?|reading|spell(?:s|ed|ing)|spelt|print(?:s|ed)|appear(?:s|ed) as|show(?:s|ed|ing)|display(?:s|ed)"
    r"|bec[ao]mes?|c[ao]mes? out as|turn(?:s|ed) into|instead of|rather than"
    r"|labell?ed|addressed to|says?)[^\w\n]*[\p{L}]*$"
)
_OPENED = lazy(r"(?:^|[\s(])[\"“‘«„'][^\"“”‘’«»„\n]*$")
_CLOSED = lazy(r"[^\"“”‘«»„\n.!?]*[\"”’»“'](?!\p{L})")
_CONTEXT = 24  # code points before a word
_MOST_SHOWN = 3  # different words; more of them are damage
_SHORT_CYRILLIC = lazy(r"(?<![^\s(«„“])[РС][^\x00-\x7f](?![^\s,.;:!?)»”])")
_CYRILLIC_LETTER = lazy(r"\p{Cyrillic}")
# A closing quotation mark without its last byte: code page 1252 has no letter for 0x9D.
_CUT_QUOTE = lazy(r"(?<=[\p{L}\p{N}.,;:!?)…])(?:â€|Ã¢â‚¬Â?)(?=[\s.,;:!?)]|$)")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_OPENS_QUOTATION = lazy(r"[»«“”‘’„]\p{Lu}\p{Ll}")
_PAIR = 2
# ftfy turns these into letters: "VIÐ”" of an Icelandic headline into "VIД".
_CAPITALS = lazy(r"(?!\W*Ã—)\W*(?:\p{Lu}[\p{Lu}'’-]*\p{Lu}|[^\P{Lu}Â])[”“’‘»…–—°€]\W*")


def _class(encoding: str, codes: bytes, more: str = "") -> str:
    characters = sorted(set(codes.decode(encoding, "ignore")).difference(_CYRILLIC))
    return "[" + "".join(f"\\x{{{ord(character):x}}}" for character in characters) + more + "]"


def _sequences(encoding: str) -> Iterator[str]:
    continuation = _class(encoding, _CONTINUATIONS, r"\x{fffd}")  # replaces a lost byte
    return (_class(encoding, leads) + continuation * length for leads, length in _LEADS)


_TRACE = "|".join(
    [
        r"[\x{80}-\x{84}\x{86}-\x{9f}]|[\x{c3}-\x{df}]\x{85}",
        _NO_BREAK_SPACE,
        *(sequence for name in _ENCODINGS for sequence in _sequences(name)),
    ]
)


class _Repair(NamedTuple):
    """A word that ftfy decodes anew."""

    edit: Edit
    before: str
    after: str
    is_weak: bool  # it may be a capital before a closing quotation mark: "AMANHÃ“"


def propose(document: Document, _: Cues) -> Iterator[Edit]:
    """Yield edits for the words that ftfy decodes anew; reports for those that the text shows on purpose."""
    by_line = list(_by_line(document))
    every = [repair for _, repairs in by_line for repair in repairs]
    leads = {document.text[repair.edit.start] for repair in every if not repair.is_weak}
    is_meant = _is_subject(document, every)
    for line, repairs in by_line:
        edits = [one.edit for one in repairs if not one.is_weak or document.text[one.edit.start] in leads]
        is_damaged = not is_meant and any(not _is_alone(document.text, edit) for edit in edits)
        yield from (edit if is_damaged else edit._replace(level="report") for edit in edits)
        if is_damaged and any(_CYRILLIC_LETTER.search(edit.replacement) for edit in edits):
            yield from _short_cyrillic(line, edits)


def _by_line(document: Document) -> Iterator[tuple[Line, list[_Repair]]]:
    """Yield the lines with damage, each with its repairs."""
    has_trace = searcher(_TRACE)
    for line in document.lines:
        if not line.text.isascii() and has_trace(line.text):
            about = document.table(speaks_of_encodings)
            yield (
                line,
                [
                    repair
                    for piece in _PIECES.finditer(line.text)
                    for repair in _repairs(piece[0], line.start + piece.start(), in_talk=about)
                ],
            )


def _is_subject(document: Document, repairs: Sequence[_Repair]) -> bool:
    """Return whether a text shows damaged words on purpose: it is about encodings, or about one misprinted word.

    A text about encodings is damaged itself only if it has many damaged words, and none of their characters intact.
    """
    words = {repair.before.strip(PUNCTUATION): repair.after.strip(PUNCTUATION) for repair in repairs}
    if document.table(speaks_of_encodings):
        damaged = "".join(repair.before for repair in repairs)
        decoded = {sign for repair in repairs for sign in repair.edit.replacement if not sign.isascii()}
        return len(words) <= _MOST_SHOWN or any(document.text.count(sign) > damaged.count(sign) for sign in decoded)
    if len(words) > _MOST_SHOWN:
        return False
    intact = [found for word in words.values() if (found := _intact(document, word)) is not None]
    damaged_lines = {document.line_at(repair.edit.start) for repair in repairs}
    if any(document.line_at(found) in damaged_lines for found in intact):  # "turned Jürgen into JÃ¼rgen"
        return True
    is_quoted = any(_is_quoted(document.text, repair.edit) for repair in repairs)
    is_mentioned = any(
        _MENTION.search(document.text, max(0, repair.edit.start - _CONTEXT), repair.edit.start) for repair in repairs
    )
    is_misprint = _MISPRINT.search(document.text) is not None
    return bool(intact) + is_quoted + is_mentioned + is_misprint >= 2  # noqa: PLR2004 - one alone is chance


def _intact(document: Document, word: str) -> int | None:
    """Return where a decoded word stands intact; None if it does not."""
    found = word.isalpha() and not word.isascii() and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", document.text)
    return found.start() if found else None


def _is_quoted(text: str, edit: Edit) -> bool:
    """Return whether damage stands inside a short quotation, such as the words of a sign."""
    before, behind = text[max(0, edit.start - _CONTEXT) : edit.start], text[edit.end : edit.end + _CONTEXT]
    opened, closed = _OPENED.search(before), _CLOSED.match(behind)
    return opened is not None and closed is not None


def _short_cyrillic(line: Line, edits: Sequence[Edit]) -> Iterator[Edit]:
    """Yield edits for words of one letter beside other damage: "С–" for "і"; alone it is a preposition and a dash."""
    for found in _SHORT_CYRILLIC.finditer(line.text):
        start = line.start + found.start()
        letter = found[0].encode("cp1251", "ignore").decode("utf-8", "ignore")
        if _CYRILLIC_LETTER.fullmatch(letter) and all(
            edit.end <= start or start + _PAIR <= edit.start for edit in edits
        ):
            yield Edit(start, start + _PAIR, letter, "UTF-8 that was read in another encoding")


def _is_alone(text: str, edit: Edit) -> bool:
    """Return whether an edit changes a letter between blanks that may be intended."""
    letter = text[edit.start : edit.end].rstrip(" ")
    before, behind = text[max(0, edit.start - 1) : edit.start], text[edit.start + len(letter) :][:1]
    return letter in _ALONE and before in _BLANKS and behind in _BLANKS


def _repairs(text: str, start: int, *, in_talk: bool) -> Iterator[_Repair]:
    """Yield repairs of one piece of a line that starts at `start`."""
    import ftfy  # 20 ms, and only few texts need it

    has_trace = searcher(_TRACE)
    old, new = text.split(" "), ftfy.fix_encoding(text).split(" ")
    if len(old) != len(new):  # some blank was a no-break space, and part of a sequence
        old = _WORDS.findall(text)
        new = [ftfy.fix_encoding(word) for word in old]
    starts = accumulate((len(word) + 1 for word in old), initial=start)
    for position, before, line_wise in zip(starts, old, new, strict=False):
        after = line_wise
        if before == after and not before.isascii() and has_trace(before + " "):
            after = _decoded(before)
        after = _CUT_QUOTE.sub("”", after)
        if _OPENS_QUOTATION.match(before) and not has_trace(before[1:] + " "):  # "»Über dieses System«"
            continue
        if before != after and not _is_shown(before, after, in_talk=in_talk):
            edit = _changed(before, after, position)
            is_weak = edit.end - edit.start <= _PAIR and _CAPITALS.fullmatch(before) is not None
            yield _Repair(edit, before, after, is_weak)


def _decoded(word: str) -> str:
    """Return a word decoded anew by itself, without the "Â" that a no-break space has left."""
    import ftfy

    fixed = ftfy.fix_encoding(word)
    return _NO_BREAK.sub("", fixed) if fixed == word else fixed


def _is_shown(word: str, after: str, *, in_talk: bool) -> bool:
    """Return whether a word is shown as it is: one damaged character in quotation marks, such as “â€™”.

    In a text about encodings, also any word in quotation marks, and one damaged character by itself.
    """
    found = _QUOTED.fullmatch(word)
    if found is None:
        return in_talk and len(after.strip(".,;:!?")) == 1
    return in_talk or len(found["core"]) + len(after) - len(word) == 1 or len(found["core"]) <= _PAIR


def _changed(before: str, after: str, start: int) -> Edit:
    """Return the edit that turns one string into the other, without their common beginning and end."""
    head = len(commonprefix([before, after]))  # noqa: RUF071 - of two strings that are no paths
    tail = len(commonprefix([before[head:][::-1], after[head:][::-1]]))  # noqa: RUF071 - the same
    end = start + len(before) - tail
    level: Level = "report" if _REPLACEMENT in after and _REPLACEMENT not in before else "safe"
    return Edit(start + head, end, after[head : len(after) - tail], "UTF-8 that was read in another encoding", level)


RULE = Rule(
    id="mojibake",
    version=5,
    stage="repair",
    category="repair",
    level="safe",
    waiver=("It changes characters, not lines, and labelled texts have few damaged ones; `ftfy` decides."),
    doc=__doc__,
    propose=propose,
    requires=_TRACE,
    removes=(
        (
            "⟦â€œ→“⟧We don⟦â€™→’⟧t know,⟦â€\x9d→”⟧ the minister said before she left for M⟦Ã¼→ü⟧nchen ⟦â€“→–⟧ at "
            "20⟦Â°→°⟧C."
        ),
        "⟦ÐŸÑ€Ð¸Ð²ÐµÑ‚→Привет⟧, said the caption under the photograph from Kazan.",
        "⟦РџСЂРёРІРµС‚→Привет⟧, said the caption under the photograph from Kazan.",
        "Der F⟦Ã¼→ü⟧hrer des Zuges gr⟦Ã¼ÃŸ→üß⟧te die Fahrg⟦Ã¤→ä⟧ste.",
        "⟦РњС–СЃС‚Рѕ→Місто⟧ ⟦С–→і⟧ порт стояли під снігом, сказав чоловік з пароплава.",
        "Rozm⟦Ăł→ó⟧wki trwa⟦Ĺ‚→ł⟧y do rana.",
        "It⟦‚Äô→’⟧s the third time, she said.",
        "The fund paid ⟦Â⟧£60 million for 20⟦Â⟧° of warmth, 2⟦Â⟧½ times as much, and the trip took 60⟦Â⟧ minutes.",
        "A concert in Odense – with Dr⟦Ã¥→å⟧ber – was sold out.",
        "The soup ⟦Ã→à⟧ la carte cost 9 ⟦â‚¬→€⟧ in Orl⟦Ã©→é⟧ans.",
    ),
    keeps=(
        "The letters Â and Ã stand in a table of their own; É… is no word, and neither is À».",
        "The letter ‘Ã¤’ is what ä becomes, and «Â» is a letter; in UTF-8 read as Latin-1, “MÃ¼ller” is a name.",
        "Це було в Києві С– у Львові, де люди вже чекали на потяг до моря.",
        "The apostrophe comes out as three characters, “â€™”, and an é as two.",
        "A dash becomes â€“ in a text that another program read.\n\nTell your aunt to choose UTF-8 in its menu.",
        "A naïve café owner — “Señor” to his guests — paid 20 € for the façade’s paint, at 30 °C.",
        "„Größe“, «liberté», »dansk«, “ação em SÃO PAULO”, ‚łódź’, Việt Nam, İstanbul’da, Річка, Їжак.",
        "„AMANHÃ“ e «AMANHÃ», KAFFI FYRIR ALLA VIÐ” TJÖRNINA, DINÎ” BAYRAM",
        "Tom &amp; Jerry – ﬁne ligatures, ｗｉｄｅ letters and “curly quotes”…",
    ),
)
