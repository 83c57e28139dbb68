"""Surplus punctuation, or a missing blank: "for peace. .", "people , who", "separately [ ] and", "left.The", "lost,as".

Removed links, footnote marks and inserted elements leave a second mark, a blank before a mark, or an empty bracket.
Joined paragraphs leave no blank behind a full stop; it is inserted between two words of a language with a word list,
and in English behind a comma beside a frequent word, between two names, and around a quotation.
Kept: ellipses ("wait. . ."), two full stops if the text has an ellipsis, many of them or is not English, the blanks of
French typography, code, tables, check boxes, file names, marks that differ ("? !"), and empty brackets in a text about
programs or about the marks. Missed on purpose: a blank before a colon; one before a semicolon, exclamation or question
mark in languages that may have it, as French does; texts in a language that is not known.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from cleantext.core.document import Document, Line
from cleantext.core.edits import Edit
from cleantext.core.lazy import lazy
from cleantext.core.rule import Cues, Rule
from cleantext.core.scan import searcher
from cleantext.lexicons import FREQUENT_WORD_LANGUAGES, document_language, passage_language, zipf_tenths
from cleantext.lexicons.subjects import speaks_of_marks

if TYPE_CHECKING:
    import regex

_BLANK = r"[ \t\N{NO-BREAK SPACE}]"
_SUSPECT = (
    r"[.,!?][\x{201d}\x{2019}\"\x{bb})]?[ \t\x{a0}]+[.,](?:[\s\"'”’»)]|\z)"
    r"|[\p{L}\p{N}%][\"'”’»)\]]?[ \x{a0}][.,](?:[ \n\"”]|\z)|[(\[][ \x{a0},;]{0,4}[)\]]|\([,;]"
    r"|[\p{Ll}\p{N})%](?:,,+|;;|\.\.|[?!]\.)(?:[ \n\"”]|\z)|[ ],a "
    r"|[\p{Ll}\p{N}][,;:][\"“]?\p{L}|[,!?.]\"\p{Ll}|[ ][,.]\p{L}\p{Ll}| :[ ][\"“]"
    r"|\p{L}[ \x{a0}]?,[ \x{a0}]?\.(?:[ \n]|\z)"
    r"|\p{Ll}(?:[.!?][\x{201d}\"»)]?|\)[.!?])\p{Lu}\p{Ll}"
    r"|[\p{L}\p{N}.%](?:[ \x{a0}]|,[ \x{a0}]?)\)"
    r"|\p{Ll}[\"”»)]?[ \x{a0}](?:[;!?](?:[ \n]|\z)|,\p{Ll})|\([ \x{a0}]\p{L}"
)
_SECOND = lazy(
    rf"(?<=[\p{{L}})\]\"'”’»%])(?:([.,])({_BLANK}{{1,3}}+\1)|(?:[!?]|[.!?][”’\"»)])({_BLANK}{{1,3}}+\.))"
    rf"(?=[\s\"'”’»)]|$)(?!{_BLANK}*+[.,!?…])",
)
# Between two words of prose; the full stop stands before a capital or at the line's end, so that it is no command or
# list.
_SPACED = lazy(
    rf"(?<=\p{{L}}\p{{Ll}}[\"”’»)\]]?)({_BLANK})"
    rf"(?:,(?= [\p{{Ll}}\"“‘«(]|[\"”](?=[ ,;]|$))|\.(?=[\"”]?(?: [\"“‘«(]?\p{{Lu}}|$)))"
    rf"(?!{_BLANK}*+[.,!?…])"
)
_DOTTED = lazy(r"(?<![\w./@-])\p{L}\w+\.(?P<right>\p{L}\w+)(?![\w.])")
# Behind a number of a sentence; "19 . Nxf7" is a move of chess.
_SPACED_NUMBER = lazy(
    rf"(?<=\p{{Ll}} [£$€]?[\p{{N}}.,]{{0,9}}\p{{N}}[\p{{L}}%]?)({_BLANK})"
    r"(?:,(?= [\p{Ll}\"“‘«(])|\.(?=$| [\"“‘«(]?\p{Lu}\p{Ll}*[ ,’']))"
)
_BEFORE_CAPITAL = lazy(
    rf"(?<=\p{{L}}\p{{Ll}}[\"”’»)\]]?)({_BLANK}),(?= \p{{Lu}}\p{{Ll}})"
)  # "in Latin , Welsh and Xhosa"
_COMMA_STOP = lazy(rf"(?<=\p{{L}}){_BLANK}?,({_BLANK}?)\.(?=$| [\"“‘«(]?\p{{Lu}})")
# The rest of a link or a gloss.
_INSIDE = rf"(?:{_BLANK}?(?:[,;]{_BLANK}?){{0,2}})"
_EMPTY = lazy(
    rf"(?<=\p{{L}}\p{{Ll}}[.,;:!?\"”’»]?|\p{{N}}%?)({_BLANK}(?:\({_INSIDE}\)|\[{_BLANK}?\]))"
    rf"(?=[.,;:!?]|{_BLANK}[\p{{L}}\p{{N}}\"“‘«]|$)"
)
_OPENS_IN_MARK = lazy(rf"(?<=\p{{L}} \()((?:[,;]{_BLANK}?)+)(?=\p{{L}}\p{{Ll}})")  # "Kyiv (; Ukrainian: Kyjiv)"
_DOUBLE_COMMA = lazy(r"(?|(?<=\p{L}\p{Ll},)(,{1,3})|(?<=\p{Ll}{3};)(;))(?= \p{L})")
_DOUBLE_STOP = lazy(r"(?<=(?:\p{L}\p{Ll}|\p{N}{2}|[)%])\.)(\.)(?=[\"”’]?(?: [\"“‘«(]?\p{Lu}|$))")
_QUESTION_STOP = lazy(r"(?<=\p{Ll}{2}\?|[ ]\p{Ll}{2,20}!)(\.)(?= [\"“‘«(]?\p{Lu}|$)")
_ELLIPSIS = lazy(r"…|\.{3}|(?<!\.)\.\.(?=[\"”’]? \p{Ll})|(?<!\.)\.\.[!?,]|\. \. \.")
_TWO_STOPS = lazy(r"(?m)(?<=[\p{L}\p{N})%])\.\.(?!\.)(?P<quote>[\"”’]?)(?P<end>$)?")
_ONE_STOP = lazy(r"(?<=\p{Ll}{2})\.(?=[\"”’]?(?:\s|$))")
_GLUED = lazy(
    r"(?<=[\p{L},;] )(?<left>\p{L}\p{Ll}{1,20})(?<mark>[.!?][”\"»)]?|\)[.!?])"
    r"(?<right>\p{Lu}\p{Ll}{1,20})(?= (?!(?:and|or|but)\b)(?<next>\p{L}))"
)
# A comma between two words of prose: "was lost,that of"; a second one in the same token makes a list.
_GLUED_COMMA = lazy(
    r"(?<=[\p{L}\p{N},;:.][ ][\"“(]?)(?<left>\p{L}\p{Ll}{1,20}|\p{N}{1,4}(?!:))(?<mark>[,;:])"
    r"(?<right>\p{L}\p{Ll}{1,20}|[aI])(?=[ .;:!?)\"”]|, |$)(?!\.\w)(?! \(?\p{N}{4}| & )"
)
_GLUED_QUOTE = lazy(
    r"(?<=\p{L}\p{Ll})[ ]?(?<mark>[,!?.])(?:(?<open>[“]|\")(?=\p{Lu})|(?<close>\")(?=\p{Ll}{2}))"
)  # 'said,"We'
_CODE = lazy(r"[{}=<>|\\`]|::|\w\( \w|;(?![ ;]|\p{L}\p{Ll})|;;(?! \p{L})|\w\(\)|^\s*[-*•]?\s*\[ ?\]|\w\.\w+\(")
_CALLED = lazy(
    r"(?i)\b(?:functions?|methods?|calls?|called|calling|types?|typed|commands?|returns?|code|loops?|variables?)\b"
)
# Languages that set no blank before these marks; French and Breton do.
_SPACED_HIGH = lazy(
    rf"(?<=\p{{L}}\p{{Ll}}[\"”’»)\]]?)({_BLANK})"
    r"(?::(?= [\"“]\p{Lu})|;(?= \p{L})(?! (?:do|done|then|fi|else|echo)\b)|[!?](?= [\p{Lu}\"“‘(]|$))"
)
_COMMA_AHEAD = lazy(rf"(?<=\p{{L}}\p{{Ll}}[\"”)]?|\p{{N}}){_BLANK},(?=\p{{Ll}}{{2}}|a )")  # "met ,and"
_STOP_AHEAD = lazy(r"(?<=\p{L}\p{Ll}|\p{N}) \.(?<right>\p{Lu}\p{Ll}+)(?= )")  # "said .The road"
_STOP_BEHIND_COMMA = lazy(r"(?<=\p{L}\p{Ll},)(\.)(?= \p{Ll})")
_PADDED_FRONT = lazy(rf"(?<!\S)\(({_BLANK})\p{{L}}[^()]{{1,120}}\)")
_PADDED_BACK = lazy(rf"(?<!\S)\({_BLANK}?\p{{L}}[^()]{{1,120}}[\p{{L}}\p{{N}}.%]({_BLANK}|,{_BLANK}?)\)")
# An empty bracket in the place of a noun is meant: "the album is called ( )", "In Lisp, ( ) is the empty list".
_NOUN_BEFORE = lazy(
    r"(?i)\b(?:to|from|into|as|is|are|was|were|be|an?|the|of|in|with|by|and|or|like|uses?|writes?|wrote|signs?|called|titled|named"
    r"|pairs?|brackets?)$"
)
# "separators (,)", in the languages of Europe; the name of a function alone before its brackets.
_SIGN_BEFORE = lazy(
    r"(?i)(?:\b(?:commas?|kommas?|kommata|virgol\p{L}+|comas?|vírgulas?|virgules?|przecin\p{L}+"
    r"|\p{L}*separa(?:tor|dor)\p{L}*|scheidingst\p{L}+|spaces?|espacios?|espaços?|spazio|leerzeichen|spacja|brackets?|corchetes|colchetes|haken"
    r"|haakjes|klammern|nawias\p{L}*|kwadratow\p{L}+)|запят\p{L}+|скобк\p{L}+|пробел\p{L}*|разделител\p{L}+|\+\p{L}+"
    r"|decimal\p{L}*|decimales)$"
)
_ONLY_NAME = lazy(r"(?:^|\n)\s*[\p{L}_-]+$")
_VERB_BEHIND = lazy(r"[)\]] (?:is|are|was|were|means?|makes?|stands?)\b")
_TICKED = lazy(r"(?i)\[[x✓✔]\]|\b(?:tick|check(?:box)?|box(?:es)?|mark)\b")
_UNSPACED = frozenset("en de es it pt nl pl ru uk sv da no fi cs sk ro hu".split())
_FILE_END = lazy(r"\p{L}[\w-]*\.\p{Ll}{2,4}\d?$")  # "draft.odt"
# Words that end no clause in their languages: articles, conjunctions, prepositions that are no particles.
_BEFORE_SIGNS = frozenset(
    """
    a an the and or der ein eine einem einen einer und oder un una y une le les et il gli um os as de het een en i oraz
    lub и или і або та
    """.split()
)
_SHORT_LINE = 40  # code points; shorter lines are cells, labels and commands
_LONGEST_ADDRESS = 200  # code points that are examined
_MOST_BEFORE_CAPITALS = 4  # blanks before commas and capitals of one line
_FULL_STOPS_A_SLIP = 3  # single full stops for each double one
_MOST_EMPTY = 2  # empty brackets of one line; more of them are boxes to tick
# How frequent the words around an inserted blank must be: "Node.Then" has no blank, "meeting.Eleven" has.
_LEAST_ZIPF_TENTHS = 35
_FREQUENT_ABROAD = 57  # of the two hundred most frequent words
_LEAST_BESIDE_FREQUENT, _FREQUENT = 25, 62  # "adjourned.The": beside one of the hundred most frequent words
_LEAST_BESIDE_COMMA = 60  # "lost,that": one of the two words; "lat,long" has no such word
_LEAST_AHEAD = 50  # "said .The road"; ".Net" is excluded as a domain
_LETTERS_OF_ABBREVIATION = 2
_LENGTH_OF_PROSE = 35  # code points for each empty bracket; boxes to tick stand closer
_LONGEST_NOUN = 20  # code points before an empty bracket that are examined
_OBJECTS = frozenset(
    "node file system window document object self this math array string data app user server main module client fmt"
    " request response".split()
)
_DOMAINS = frozenset("com net org info edu gov io co js py md txt html css php exe".split())


def propose(document: Document, _: Cues) -> Iterator[Edit]:
    """Yield edits for surplus marks, blanks and brackets, and for missing blanks."""
    is_suspect = searcher(_SUSPECT)
    suspects = [index for index, line in enumerate(document.lines) if is_suspect(line.text)]
    if suspects and document_language(document) is None:  # its punctuation marks, and their blanks, are unknown
        return
    for index in suspects:
        line = document.lines[index]
        yield from _second_marks(line)
        if len(line.text) >= _SHORT_LINE and not _CODE.search(line.text):
            yield from _blanks(line, document)
            yield from _other_blanks(line, passage_language(document, index) or "")
            yield from _marks(line, document, index)
            yield from _glued(line, document, index)


def _second_marks(line: Line) -> Iterator[Edit]:
    for found in _SECOND.finditer(line.text):
        start, end = found.span(2) if found[2] else found.span(3)
        yield Edit(line.start + start, line.start + end, "", f"{found[0]!r}: the sentence has ended")


def _blanks(line: Line, document: Document) -> Iterator[Edit]:
    """Yield edits for blanks before marks, and empty brackets with the blank before them."""
    for found in (*_SPACED.finditer(line.text), *_SPACED_NUMBER.finditer(line.text)):
        before = line.text[max(0, found.start() - _LONGEST_ADDRESS) : found.start()]
        if _ends_in_address(before) or _is_named(before):  # the writer keeps the mark out of the link
            continue
        yield Edit(line.start + found.start(1), line.start + found.end(1), "", f"{found[0]!r}: a blank before a mark")
    empty = [*_EMPTY.finditer(line.text), *_OPENS_IN_MARK.finditer(line.text)]
    most = max(_MOST_EMPTY, len(line.text) // _LENGTH_OF_PROSE)
    if not empty or len(empty) > most or _TICKED.search(line.text) or document.table(speaks_of_marks):
        return
    for found in empty:
        if not _is_noun(line.text, found):
            yield Edit(line.start + found.start(), line.start + found.end(), "", "an empty bracket")


def _is_noun(text: str, found: "regex.Match[str]") -> bool:
    """Return whether an empty bracket stands in the place of a noun, or may be a call: "call main () first"."""
    before = text[max(0, found.start() - _LONGEST_NOUN) : found.start()]
    is_called = found[0].strip() in ("()", "[]") and not before[-1:].isdigit() and _CALLED.search(text) is not None
    if _SIGN_BEFORE.search(before) or _ONLY_NAME.search(text[: found.start()]):
        return True
    is_subject = before.endswith(",") and _VERB_BEHIND.match(text, found.end() - 1) is not None
    return is_called or is_subject or _NOUN_BEFORE.search(before) is not None


def _other_blanks(line: Line, language: str) -> Iterator[Edit]:
    """Yield edits for blanks before ";", "!" and "?", around commas and inside brackets; some languages set them."""
    if language not in _UNSPACED or "« " in line.text:  # French, whatever its other words are
        return
    for found in (*_SPACED_HIGH.finditer(line.text), *_capitals(line.text)):
        before = line.text[max(0, found.start() - _LONGEST_ADDRESS) : found.start()]
        if _ends_in_address(before) or _is_named(before):
            continue
        yield Edit(line.start + found.start(1), line.start + found.end(1), "", f"{found[0]!r}: a blank before a mark")
    yield from _blanks_ahead(line, language)
    for found in (*_PADDED_FRONT.finditer(line.text), *_PADDED_BACK.finditer(line.text)):
        if _ends_in_address(line.text[found.start() : found.start(1)]):
            continue
        yield Edit(line.start + found.start(1), line.start + found.end(1), "", "a blank or comma inside of a bracket")


def _blanks_ahead(line: Line, language: str) -> Iterator[Edit]:
    """Yield edits for commas and full stops with a blank before them in place of one behind."""
    for found in _COMMA_AHEAD.finditer(line.text):
        if not _ends_in_address(line.text[max(0, found.start() - _LONGEST_ADDRESS) : found.start()]):
            yield Edit(
                line.start + found.start(), line.start + found.end(), ", ", "a blank before a comma, none behind"
            )
    for found in _STOP_AHEAD.finditer(line.text):
        right = found["right"].lower()
        is_member = _is_named(line.text[max(0, found.start() - _LONGEST_NOUN) : found.start()])  # "the .Range property"
        if right not in _DOMAINS and not is_member and zipf_tenths(language).get(right, 0) >= _LEAST_AHEAD:
            at = line.start + found.start()
            yield Edit(at, at + 2, ". ", "a blank before a full stop, none behind")


def _capitals(text: str) -> "Iterator[regex.Match[str]]":
    """Yield the blanks before commas that a capital follows, if that is no list of cells: "Latin , Welsh and"."""
    found = list(_BEFORE_CAPITAL.finditer(text))
    return iter(found) if len(found) <= _MOST_BEFORE_CAPITALS else iter(())


def _ends_in_address(text: str) -> bool:
    last = text.rsplit(None, 1)[-1:]
    return any(sign in word for word in last for sign in ("/", "@", "www.")) or bool(_FILE_END.search(text))


def _is_named(text: str) -> bool:
    """Return whether a text ends in an article or a conjunction, so that a mark itself is meant: "separated by a ,"."""
    last = text.rsplit(None, 1)[-1:]
    return bool(last) and last[0].lower() in _BEFORE_SIGNS


def _marks(line: Line, document: Document, index: int) -> Iterator[Edit]:
    """Yield edits for marks that stand for one: ", .", ",,", "..", "?."."""
    for found in _COMMA_STOP.finditer(line.text):
        yield Edit(
            line.start + found.start(), line.start + found.end() - 1, "", f"{found[0]!r}: the sentence has ended"
        )
    for pattern in (_DOUBLE_COMMA, _QUESTION_STOP, _STOP_BEHIND_COMMA):
        for found in pattern.finditer(line.text):
            yield Edit(line.start + found.start(1), line.start + found.end(1), "", f"{found[1]!r} stands behind a mark")
    doubled = [*_DOUBLE_STOP.finditer(line.text)]
    if doubled and passage_language(document, index) == "en" and document.table(_has_slips):
        for found in doubled:
            yield Edit(line.start + found.start(1), line.start + found.end(1), "", "two full stops")


def _has_slips(document: Document) -> bool:
    """Return whether the double full stops of a text are slips: it has none that is an ellipsis, and not many.

    Writers who mean an ellipsis go on in small letters, or set many. In languages other than English a double full stop
    is as often an ellipsis as an error.
    """
    if _ELLIPSIS.search(document.text) or document.table(speaks_of_marks):
        return False
    found = list(_TWO_STOPS.finditer(document.text))
    if len(found) <= 1 or all(one["end"] is not None for one in found):  # all at the ends of paragraphs
        return not all(one["quote"] for one in found)  # "Well.." trails off
    return len(found) * _FULL_STOPS_A_SLIP <= sum(1 for _ in _ONE_STOP.finditer(document.text))


def _glued(line: Line, document: Document, index: int) -> Iterator[Edit]:
    """Yield edits for a missing blank behind a full stop between two words: "told the meeting.Eleven members"."""
    for found in _GLUED.finditer(line.text):
        left, right = found["left"], found["right"].lower()
        language = passage_language(document, index) or ""
        is_sentence = _are_english if language == "en" else _are_frequent
        if found["mark"].endswith('"') and line.text.count('"', 0, found.end("mark") - 1) % 2 == 0:
            continue  # 'she said."It is': the quotation begins here
        if right not in _DOMAINS and left not in _OBJECTS and is_sentence(found, language):
            if _has_dotted_name(line, language):
                break
            at = line.start + found.start("right")
            mark = found["mark"][-1]
            yield Edit(at - 1, at, f"{mark} ", f"{found[0]!r}: no blank behind the sentence")

    if passage_language(document, index) == "en":
        yield from _glued_commas(line)


def _glued_commas(line: Line) -> Iterator[Edit]:
    """Yield edits for a missing blank behind a comma between two English words, or around a quotation.

    If one of a line is certain, such as "was lost,that of", so are those between rarer words.
    """
    found = list(_GLUED_COMMA.finditer(line.text))
    least = 0 if any(_are_of_prose(one, _LEAST_BESIDE_COMMA) for one in found) else _LEAST_BESIDE_COMMA
    for one in found:
        if _are_of_prose(one, least):
            at = line.start + one.end("mark")
            yield Edit(at - 1, at, f"{one['mark']} ", f"{one[0]!r}: no blank behind the mark")
    for one in _GLUED_QUOTE.finditer(line.text):
        opens = line.text.count('"', 0, one.start()) % 2 == 0
        start, end, mark = line.start + one.start(), line.start + one.end(), one["mark"]
        if one["open"] and (mark == "," or one["open"] == '"') and (opens or one["open"] == "“"):
            yield Edit(start, end, f"{mark} {one['open']}", f"{one[0]!r}: no blank before the quotation")
        elif one["close"] and not opens:
            yield Edit(start, end, f'{mark}" ', f"{one[0]!r}: no blank behind the quotation")


def _are_of_prose(found: "regex.Match[str]", least: int) -> bool:
    """Return whether a mark between two words is one of a sentence: they are two names, or one is a frequent word."""
    left, right = found["left"], found["right"]
    if left[0].isupper() and right[0].isupper():
        return len(right) > 1 and len(left) > _LETTERS_OF_ABBREVIATION and found["mark"] != ":"
    known = zipf_tenths("en")
    tenths = [known.get(word.lower(), 0) if word.isalpha() else _LEAST_BESIDE_FREQUENT for word in (left, right)]
    is_certain = max(tenths) >= least if found["mark"] == "," else tenths[1] >= _LEAST_BESIDE_COMMA
    return min(tenths) >= _LEAST_BESIDE_FREQUENT and is_certain and (not left.isdigit() or max(tenths) >= least)


def _has_dotted_name(line: Line, language: str) -> bool:
    """Return whether a line has a name with a dot inside, as code does: "node.Then", "main.open"."""
    known = zipf_tenths(language)
    names = (found for found in _DOTTED.finditer(line.text) if found["right"].lower() not in _DOMAINS)
    return any(name["right"].islower() or _is_member(name[0], known) for name in names)


def _is_member(name: str, known: Mapping[str, int]) -> bool:
    """Return whether neither half is a word, as in "fmt.Println"; "said.Florent" is the end of a sentence."""
    left, _, right = name.lower().partition(".")
    return known.get(right, 0) <= 0 and known.get(left, 0) < _LEAST_ZIPF_TENTHS


def _are_english(found: "regex.Match[str]", language: str) -> bool:
    """Return whether both are words in small letters, and the second is no name."""
    left, right = found["left"], found["right"].lower()
    rarer, other = sorted(zipf_tenths(language).get(word, 0) for word in (left, right))
    is_word = rarer >= _LEAST_ZIPF_TENTHS or (rarer >= _LEAST_BESIDE_FREQUENT and other >= _FREQUENT)
    return is_word and left.islower() and found["next"].islower()


def _are_frequent(found: "regex.Match[str]", language: str) -> bool:
    """Return whether both are words, the second a frequent one that begins sentences: "neun Uhr.Der Rat"."""
    if language not in FREQUENT_WORD_LANGUAGES:
        return False
    left, right = (zipf_tenths(language).get(found[side].lower(), 0) for side in ("left", "right"))
    is_noun = found["left"].islower() or language == "de"
    return is_noun and left >= _LEAST_ZIPF_TENTHS and right >= _FREQUENT_ABROAD


RULE = Rule(
    id="stray_punctuation",
    version=10,
    stage="mend",
    category="typo",
    level="safe",
    waiver="It changes marks and blanks, which labels of lines do not cover; of 440 edits 210 were read, all right.",
    doc=__doc__,
    propose=propose,
    requires=_SUSPECT,
    removes=(
        (
            "The figures come from the Institute for River Studies (IRS).⟦ .⟧\n"
            "The talks ended without a result.⟦ .⟧ Nobody signed."
        ),
        "Why did nobody ask?⟦ .⟧\nThe bridge,⟦ ,⟧ built in 1912, is closed.",
        "The tender opens in June⟦ ⟧; the board met⟦ ,→, ⟧and nobody asked why⟦ ⟧? The pier (⟦ ⟧of three⟦ ⟧) is old.",
        "The towns are Lund, Ekestad and Torr⟦, ⟧. The ferry⟦ ⟧, which is sold separately⟦ [ ]⟧ and with a crew, left.",
        "“Who pays in year three?⟦”→” ⟧The question came from the pier. Count it again⟦!→! ⟧You will be glad.",
        (
            "The band played in Ghent⟦ ⟧, Bruges and Ostend, and left in 2018⟦ ()⟧ for a town⟦ ( )⟧, as\n"
            '"they all do⟦ ⟧," she said. Only one was lost⟦,→, ⟧that of the ferry.'
        ),
        "She told the meeting⟦.→. ⟧Eleven members,⟦,⟧ who came late, voted for it and asked why?⟦.⟧ Nobody said.",
    ),
    keeps=(
        "He waited. . . and then he left. . . .\nShe said . . . nothing. What ? ! she cried.",
        "Run cp -r . . and then cd .. to go on; the pattern is a. *. or [.,] in each line.",
        "1. . 2. . 3\nName . . . . . . . . 12",
        "The rules of the harbour are at example.org/harbour/rules.html , and the map is at www.example.org/map .",
        "Well.. that was it.. and they left the harbour on the ferry of the day.. Nobody said why.",
        "Bled Castle adalah istana yang dibangun di tebing di atas kota, dan ada cerita lain tentang itu.. Baca terus.",
        "Call main( ) or x[ ] first, then use booking.Com and node.Then in the file.Name of the office, he wrote.",
        "The empty pair ( ) makes a tuple in Python, and (Brown,Miller & Co) have lat,long in their file, he wrote.",
        "[ ] I have read the rules of the harbour and agree to them [ ] I have not [ ] I do not want to say",
        "Le maire a dit : « Pourquoi ? » ; puis il est parti avec les autres, .NET et .5 restent comme ils sont là.",
    ),
)
