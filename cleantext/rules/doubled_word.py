"""A word that stands twice in a row by mistake: "a a ceasefire", "dozens of of interviews", "an increase in in fares".

Many doubled words of edited text are intended: "had had", "that that", "very very", "Duran Duran", "log in in the
morning", "what it is is", numbers, tables. So only words that cannot double in the passage's language are mended,
most of them function words; `lexicons/repeats.toml` lists them with their neighbours. In seven languages nouns and
verbs inside of a clause are mended too. A content word that its sentence contrasts ("not coffee coffee") is reported,
and so is a name inside a sentence ("at Torehape Torehape") that stands so only once. Missed on purpose: most content
words, repeats across punctuation or lines, articles and pronouns that may double ("die die", "nous nous", "het het"),
languages without a table. A word that ends a line and begins the next is mended where it never doubles.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import compress
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from cleantext.core.document import Document
from cleantext.core.edits import Edit, Level
from cleantext.core.lazy import lazy
from cleantext.core.prose import clauses
from cleantext.core.rule import Cues, Rule
from cleantext.lexicons import passage_language, repeats, undoubled, zipf_tenths
from cleantext.lexicons.content import is_doubled_content
from cleantext.lexicons.doubling import SHORTEST_WORD_OF_NO_NAME, Repeat, is_title, is_wrong
from cleantext.lexicons.technical import is_chat, is_code

if TYPE_CHECKING:
    import regex

_BLANK = r"[ \t\N{NO-BREAK SPACE}]"
_WORD = r"[^\W\d_]++(?:['’][^\W\d_]++)*+"
_REPEAT = lazy(
    rf"(?<![\w'’.@#/\\&-])({_WORD})((?:{_BLANK}{{1,4}}+(?i:\1)(?!\w)){{1,2}}+)(?![\w&-]|['’/@.]\w|{_BLANK}{{1,4}}(?i:\1)\b)",
)
_PIECE = lazy(r"(?<!\S)\p{L}{1,2}[-—–]\s*$")  # of a word
_BEHIND = lazy(rf"{_BLANK}+[\"“«„(]?([\w'’-]+)(?:{_BLANK}+([\w'’-]+))?")
# Words of German that end as its verbs do.
_NO_VERBS = (
    "spät|gut|nicht|weit|leicht|schlecht|heute|gestern|selten|offen|alt|kalt|laut|rot|tot|bekannt|dann|denn|wenn|oben|"
    "unten|jetzt|sonst|selbst|erst|zuletzt|gesamt|bitte|leute|fast|meist|längst|direkt|konkret|dort|seit|damit|hinten|"
    "vorn|innen|außen|schon|neben|zwischen|ihn|ihnen|den|einen|keinen|diesen|jeden|allen|beiden|vielen"
)
# A German attribute with a participle, and its noun: "der Wand lehnenden Rädern".
_ATTRIBUTE = lazy(
    rf"(?:{_BLANK}(?:der|die|das|de[mns]|eine[rmn]|ihre[rmn]|seine[rmn]|diese[rm]))?{_BLANK}\p{{Lu}}[\p{{L}}-]+ "
    r"(?:(?!(?:der|die|das|de[mns]|eine[rmns]?|und|oder) )\p{Ll}+ )?\p{Ll}{3,}(?:end|t|en)(?:e[nrsm]?) \p{Lu}"
)
# Any word that ends as an adjective does, before a noun or another of its kind; not "seiner Bücher".
_HAS_ATTRIBUTE = lazy(
    r"(?:[^.,;:!?–\n]|,(?= \p{Ll}+e[nrsm]? ))*?"
    r"(?:\(|\b(?!(?:[mdsk]?ein|ihr|uns?er|eu|dies|jed|jen|all|beid|viel|welch|manch)e[nrsm]?[ ])"
    r"(?:\p{Ll}{3,}e[nrsm]? \p{Lu}|\p{Ll}{3,}(?:end|t|en)e[nrsm]?(?: und | oder |, )\p{Ll}))"
)
_ENDS_IN_INFINITIVE = lazy(
    r"[^,.;:!?–()\n]*?(?:\bzu \p{Ll}+n|(?<![\p{L}-])(?!hinzu|dazu)\p{Ll}+zu\p{Ll}{3,}n)(?:[,.;:!?–(]|$)"
)
_GOES_ON = lazy(
    rf"{_BLANK}\p{{Lu}}[\p{{L}}-]+ \p{{Ll}}+ (?:die|der|das|de[mns]|eine?[mnrs]?|nicht|auch|noch|sich|es|am|im|in|mit|"
    r"zum|zur|auf|von|an|zu|nur|für|bei|nach|aus)(?!\p{L})"
)
_ENDS_SENTENCE = re.compile(r"[!?;)]|\.(?!\.)")
_ENDS_IN_VERB = lazy(
    rf"[^,.;:!?–()\n]*?(?<![\w-]|\bzu )(?!(?:{_NO_VERBS})\b)\p{{Ll}}[\w'’-]+(?:[tn]|te)[\"”“’»]?(?:[,.;:!?–(]|$)"
)
_OPENING = "\"'“‘«„(["
_CONTRAST = lazy(
    r"\b(?:not|n['’]t) (?:just |only |merely )?(?:an?|the|some|any)\b|\bnot\W*$|\bmeans?\b|\bas in\b"
    r"|\b(?:real|actual|proper|true)\b"
    r"|\brather than\b|\binstead of\b|\bas opposed to\b|\bbut not\b|, not\b"
)
# A keyword of a programming language, of which the sentence says so: "is is an operator".
_KEYWORD = re.compile(r"\W+(?:an?|the)? ?(?:\w+ )?(?:operators?|keywords?|commands?|statements?)\b")
_APART = lazy(r"[,.;:!?–—]| [–—-]| (?:in case|or|if|when|where|and not)\b")
_SHORTEST_LINE = 40  # code points; shorter lines are verse, labels and cells
_CONTEXT = 160  # code points of the line that are examined on either side
_ARTICLE = 3  # letters of an article at most: "de la Rúa", "von der Leyen"
_FREQUENT = (
    42  # ten times Zipf 4.2: names that follow "von" or "de" are rarely so frequent, and the exceptions are listed
)
_NUMBERS = frozenset("hundred thousand million billion trillion".split())  # a million million is a trillion
_YEAR = 4  # digits
_MOST_TO_RECURRENCE = 20_000  # code points; articles are shorter, and it bounds the time
_LETTER_NAMES = frozenset(
    "una la letra letras lettera letter letters buchstabe buchstaben lettre lettres litera".split()
)
_VARIABLES = frozenset("bcdefghjklmnpqrstuvwxyz")
_SHORTEST_NOUN = 3  # letters
_DETERMINERS = frozenset("a an the some any real no".split())
# A backup of the backup: nouns that may stand before themselves.
_OF_THEMSELVES = frozenset("backup draft trial practice replacement record reserve emergency".split())
_LONG = 7  # letters of a common noun; bands and dishes double shorter ones ("Talk Talk", "Pizza Pizza")


def has_repeats(document: Document) -> bool:
    """Return whether any word of the text is followed by itself."""
    return bool(document.table(_places))


def _places(document: Document) -> list[int]:
    """Return the words that are followed by themselves, as indexes into `Document.words`."""
    words, found = document.words, document.initials.alike(1)
    begun = (at for at, _ in found if words[at + 1].startswith(words[at]))  # punctuation may follow the second
    places = [at for at in begun if not words[at + 1][len(words[at]) :][:1].isalnum()]
    opened = compress(range(len(words) - 1), map(_OPENING.__contains__, map(itemgetter(0), words)))
    return [*places, *(at for at in opened if words[at].lstrip(_OPENING) == words[at + 1])]


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield edits for the copies of words that cannot double."""
    protected = {word.lower() for word in cues.words.get("protect", ())}
    for index in sorted({document.line_of_word(at) for at in document.table(_places)}):
        line = document.line(index)
        if is_chat(line.text):
            continue
        yield from _over_line_end(document, index, protected)
        for found in _REPEAT.finditer(line.text):
            repeat = _repeat(line.text, found)
            if found[1].lower() in protected or _KEYWORD.match(line.text, found.end()):
                continue
            language = passage_language(document, index) or ""
            table = repeats().get(language)
            if not table or not _is_spelled(repeat, table, language):
                continue
            start, end = found.span(2)
            if _is_error(repeat, table, document, index):
                level: Level = "report" if _is_contrast(line.text, found) and not is_wrong(repeat, table) else "safe"
                yield Edit(line.start + start, line.start + end, "", f"doubled {repeat.first!r}", level)
            elif (
                _may_be_error(repeat)
                or (language == "en" and _is_meant_as_kind(repeat) and _is_contrast(line.text, found))
            ) and _stands_once(found[0], document.text, line.start + found.start()):
                yield Edit(line.start + start, line.start + end, "", f"doubled {repeat.first!r}", "report")


def _stands_once(repeat: str, text: str, start: int) -> bool:
    """Return whether a repeat occurs nowhere else nearby: a band or a town recurs."""
    low = max(0, start + len(repeat) - _MOST_TO_RECURRENCE)
    return text.count(repeat, low, start + _MOST_TO_RECURRENCE) == 1


def _may_be_error(repeat: Repeat) -> bool:
    """Return whether a name inside a sentence or a number repeats: "of Jesus Jesus lived", "four million million"."""
    is_name = is_title(repeat.first) and repeat.before.islower()
    return len(repeat.copies.split()) == 1 and (is_name or repeat.word in _NUMBERS)


def _is_meant_as_kind(repeat: Repeat) -> bool:
    """Return whether a noun may stand twice for the real thing: "a job job, not a summer one"."""
    return repeat.first.islower() and len(repeat.word) >= _SHORTEST_NOUN and repeat.before in _DETERMINERS


def _over_line_end(document: Document, index: int, protected: set[str]) -> Iterator[Edit]:
    """Yield the edit for the first word of a line that also ends the line before, in a paragraph broken into lines."""
    if index + 1 >= len(document.lines):
        return
    line, following = document.lines[index], document.lines[index + 1]
    before, behind = line.text[-_CONTEXT:], following.text[:_CONTEXT]
    found = _REPEAT.search(f"{before} {behind}", max(0, len(before) - _CONTEXT // 2))
    if len(line.text) < _SHORTEST_LINE or not found or found.end(1) != len(before) or found[1] in protected:
        return
    repeat = _repeat(f"{before} {behind}", found)
    language = passage_language(document, index) or ""
    table = repeats().get(language)
    is_one = found[1].islower() and found[2] == f" {found[1]}" and behind != found[1]
    if table and is_one and repeat.word in table["single"] and _is_spelled(repeat, table, language):
        end = following.start + len(found[1]) + 1
        yield Edit(following.start, end, "", f"doubled {found[1]!r} over a line's end")


def _is_contrast(line: str, found: "regex.Match[str]") -> bool:
    """Return whether a doubled content word means the real thing, in a contrast: "not coffee coffee"."""
    around = line[max(0, found.start() - _CONTEXT) : found.start()], line[found.end() : found.end() + _CONTEXT]
    clause = f"{clauses(around[0])[-1]} {clauses(around[1])[0]}".lower()
    # "It was a concert concert, with".
    is_meant = around[0].endswith((" a ", " an ")) and _APART.match(around[1]) is not None
    return is_meant or _CONTRAST.search(clause) is not None or found[1].lower() in re.findall(r"\w+", clause)


def _is_error(repeat: Repeat, table: Mapping[str, Any], document: Document, index: int) -> bool:
    return is_wrong(repeat, table) or _is_content(repeat, document, index)


def _repeat(line: str, found: "regex.Match[str]") -> Repeat:
    end, last = found.end(), found.end() + _CONTEXT
    before = line[max(0, found.start() - _CONTEXT) : found.start()]
    behind = _BEHIND.match(line[end:last])
    is_article = found[1].lower() in repeats()["de"]["article"]  # only for these the words behind are examined
    return Repeat(
        first=found[1],
        copies=found[2],
        clause=clauses(before)[-1],
        behind=behind[1] if behind else "",
        behind_next=(behind[2] or "") if behind else "",
        is_spoken=line[end : end + 1] == ",",
        ends_sentence=_ENDS_SENTENCE.match(line, end) is not None,
        has_two_roles=before.endswith("(") or _ATTRIBUTE.match(line, end, last) is not None,
        ends_in_verb=is_article and _ENDS_IN_VERB.match(line, end, last) is not None,
        ends_in_infinitive=is_article and _ENDS_IN_INFINITIVE.match(line, end, last) is not None,
        has_attribute=is_article and _HAS_ATTRIBUTE.match(line, end, last) is not None,
        goes_on=is_article and _GOES_ON.match(line, end, last) is not None,
    )


def _is_spelled(repeat: Repeat, table: Mapping[str, Any], language: str) -> bool:
    """Return whether case and neighbours fit a word of running text, and no name, title or table."""
    first, copies = repeat.first, repeat.copies.split()
    if repeat.before.rstrip(",") == repeat.word:  # "brunch, brunch brunch"
        return False
    if len(first) == 1 and first != "I" and first.isascii() and not _is_in_prose(repeat):
        return False
    if (
        _is_stammer(repeat)
        or _is_code(repeat, table, language)
        or (repeat.word in table.get("surname", ()) and _may_be_surname(repeat, table, language))
    ):
        return False
    if first in ("I", "V", "X") and language != "en":  # "I i II" of Catalan, Croatian and others
        return False
    if first == first.lower() or first == "I":  # Hebrew and others have no capitals
        return all(first in (copy, "I") for copy in copies)
    if first.isupper() and len(first) > 1:  # a title in capitals, and no operator: "AND AND means that both hold"
        return all(copy == first for copy in copies) and (repeat.behind.isupper() or not repeat.behind)
    if copies == [first]:
        is_inside = len(first) >= SHORTEST_WORD_OF_NO_NAME and bool(repeat.clause.strip())
        may_open = repeat.word in table["single"] or _opens_with_noun(repeat, language)
        is_first = may_open and not repeat.clause.strip()
        return is_title(first) and (is_inside or is_first or repeat.word in table.get("title", ()))
    return not repeat.clause.strip() and all(copy.islower() for copy in copies)


def _is_code(repeat: Repeat, table: Mapping[str, Any], language: str) -> bool:
    """Return whether it is no prose: "and not not x", "the letters x and y y", "1 bin bin 24576", "dire dire le le"."""
    before, behind = repeat.before, repeat.behind
    is_formula = language == "en" and behind in _VARIABLES
    is_letter = len(repeat.word) == 1 and (
        before in _LETTER_NAMES or (len(before) == 1 and before in _VARIABLES | {"a"})
    )
    joins = table.get("and", frozenset()) | table.get("preposition", frozenset())  # "35 and and 54"
    is_cell = before[-1:].isdigit() and behind[:1].isdigit() and repeat.first.islower() and repeat.word not in joins
    return is_formula or is_letter or is_cell or _is_beside_repeat(repeat, table)


def _is_beside_repeat(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Return whether a content word stands twice beside it, as in songs and puns: "half still still du du"."""
    *_, earlier, last = ("", "", *repeat.clause.lower().split())
    behind = repeat.behind.lower()
    words = table["single"] | table.get("clause", frozenset()) | {""}
    is_behind = behind not in words and behind == repeat.behind_next.lower()
    return is_behind or (last not in words and earlier == last)


def _is_prose_word(word: str) -> bool:
    """Return whether a word, or a year, shows that the letter before it is a word too, and no variable or initial."""
    return (len(word) > 1 and (word.islower() or is_title(word))) or (len(word) == _YEAR and word.isdigit())


def _is_stammer(repeat: Repeat) -> bool:
    """Return whether it is a stammer: "no n- no no", "your — your your", but not "Ein- und und Ausgang"."""
    clause = repeat.clause.lower().rstrip()
    said = clause.rstrip(" -–—")
    is_said = said != clause and said.endswith(repeat.word)
    # "And there there, she said".
    opens = not repeat.before or (repeat.word == "there" and repeat.before in ("and", "but"))
    return is_said or _PIECE.search(clause) is not None or (repeat.is_spoken and opens)


def _is_in_prose(repeat: Repeat) -> bool:
    """Return whether the words around a letter show that it is a word: a number or initials may follow it."""
    behind = repeat.behind
    is_after_word = (
        len(repeat.before) >= SHORTEST_WORD_OF_NO_NAME and repeat.before.isalpha() and repeat.first.islower()
    )
    return _is_prose_word(behind) or (is_after_word and (behind.isdigit() or (len(behind) > 1 and behind.isupper())))


def _may_be_surname(repeat: Repeat, table: Mapping[str, Any], language: str) -> bool:
    """Return whether the second copy may begin a surname: "de de Gaulle", "de de la Rúa", but not "de de la red".

    German nouns have capitals too, so for German the names that contain an article are listed.
    """
    names = table.get("surname_behind_article")
    is_name = repeat.behind_next[:1].isupper() and (names is None or repeat.behind_next.lower() in names)
    is_article = len(repeat.behind) <= _ARTICLE and is_name
    is_other = repeat.behind.islower() or repeat.behind[-1:].isdigit() or _is_no_name(repeat, table, language)
    return not is_other or is_article


def _is_no_name(repeat: Repeat, table: Mapping[str, Any], language: str) -> bool:
    """Return whether a word with a capital is a frequent one and no known name: "von von Minister", "de de Paris"."""
    noble, behind = table.get("noble"), repeat.behind.lower()
    return noble is not None and behind not in noble and zipf_tenths(language).get(behind, 0) >= _FREQUENT


def _is_content(repeat: Repeat, document: Document, index: int) -> bool:
    """Return whether it is one of the content words that never double, or a name with a genitive ending."""
    if len(repeat.copies.split()) > 1:
        return False
    word, language = repeat.first if is_title(repeat.first) else repeat.word, passage_language(document, index) or ""
    if word in undoubled(language) and word not in _OF_THEMSELVES:
        return not _is_object(repeat, language)
    if repeat.word in repeats().get(language, {}).get("title", ()):
        return is_title(repeat.first) and is_title(repeat.behind)
    if language == "en":
        return _is_english_content(repeat, word)
    line = document.line(index)
    return is_doubled_content(repeat, repeats().get(language, {}), language) and not is_code(line.text)


def _is_english_content(repeat: Repeat, word: str) -> bool:
    """Return whether it is a noun behind a genitive, a comparative, a name with a genitive, or a noun of a name."""
    # "The paper's sources sources" cannot be a verb.
    is_noun = repeat.before.endswith("'s") and word.endswith("s")
    is_comparative = word.endswith("er") and repeat.behind == "than"
    is_genitive = word.endswith("'s") and repeat.first[0].isupper()
    is_opening = not repeat.clause.strip() and _opens_with_noun(repeat, "en")
    return is_noun or is_comparative or is_genitive or is_opening or _is_noun_of_name(repeat)


def _opens_with_noun(repeat: Repeat, language: str) -> bool:
    """Return whether a long common noun is doubled before a verb, as in "Residents Residents said" at the start.

    "Location Location is a firm" defines a name.
    """
    is_name = repeat.behind in ("is", "was") and repeat.behind_next in ("a", "an", "the", "one")
    is_noun = len(repeat.word) >= _LONG and repeat.word in undoubled(language)
    return is_noun and not is_name and language == "en" and repeat.behind in repeats()["en"]["finite"]


def _is_noun_of_name(repeat: Repeat) -> bool:
    """Return whether it is a long common noun with a capital in a sentence: "the Department Department of Health"."""
    is_noun = is_title(repeat.first) and len(repeat.word) >= _LONG and repeat.word in undoubled("en")
    return is_noun and repeat.before.isalpha() and repeat.behind.islower() and is_title(repeat.copies.strip())


def _is_object(repeat: Repeat, language: str) -> bool:
    """Return whether the first may be a verb and the second its object: "to record record profits"."""
    table = repeats()[language]
    is_verb = repeat.before in table["infinitive"] or repeat.before in table["nominative"]
    return is_verb and repeat.behind.islower() and repeat.behind not in table["opener"]


RULE = Rule(
    id="doubled_word",
    version=16,
    stage="mend",
    category="typo",
    level="safe",
    waiver=("All wrong ones are doubled words; their gold texts keep them, since they correct only misspellings."),
    doc=__doc__,
    propose=propose,
    when=has_repeats,
    words={"protect": "stays, however it is doubled"},
    removes=(
        "The two sides are open to a⟦ a⟧ ceasefire, and dozens of⟦ of⟧ villages along the river are waiting for it.",
        "It is⟦ is⟧ the first time that the ferry has been late, and it could have been⟦ been⟧ worse.",
        "She went to see⟦ see⟧ how it works, because she plans⟦ plans⟧ to join the Federation's⟦ Federation's⟧ crew.",
        "A rise in⟦ in⟧ fares was announced on⟦ on⟧ Monday, and President⟦ President⟧ Orlov, who⟦ who⟧ was late, left.",
        "Each team will⟦ will⟧ row for an hour, using it⟦ it⟧ to learn.",
        "The⟦ the⟧ driver was satisfied with⟦ with⟧ the view from⟦ from⟧ the bridge.",
    ),
    keeps=(
        "What it is is a shame, and they were looking at at least two hours in a very very cold room in Walla Walla.",
        "Es sind Fragen, die die Stadt betreffen, und Leute, mit der der Rat nicht gerechnet hat.",
        "The tax it imposes imposes a burden, the will will be read on Friday, and God's will will be done.",
        "What he did did not matter, they log in in the morning, and it is not a rehearsal, it is a concert concert.",
        "The board hopes to record record profits, and they test test tubes in the cellar.",
        "Eles falavam como se se quisessem enganar, disse o homem que vendia café no porto e que ninguém ouviu.",
        "She would call our days days of peace, and those years years of war, said the captain of the ferry.",
        "She had had enough of the story that that man told her, and he gave her her coat.",
    ),
)
