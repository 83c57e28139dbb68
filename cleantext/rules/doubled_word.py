"""A word that stands twice in a row by mistake: "a a ceasefire", "dozens of of interviews", "an increase in in fares".

Many doubled words of edited text are meant: "had had", "that that", "very very", "Duran Duran", "log in in the
morning", "what it is is", numbers, tables. So only words that cannot double in the passage's language are mended, most
of them function words; which ones, and beside which words, stands in `lexicons/repeats.toml`. A content word that its
sentence contrasts ("not coffee coffee") is reported. Missed on purpose: names, most content words, repeats across
punctuation or lines, German articles that may be pronouns, languages without a table.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from cleantext.core.document import Document
from cleantext.core.edits import Edit, Level
from cleantext.core.lazy import lazy
from cleantext.core.prose import clauses
from cleantext.core.rule import Cues, Rule
from cleantext.lexicons import particle_verbs, passage_language, repeats, undoubled

if TYPE_CHECKING:
    import regex

_BLANK = r"[ \t\N{NO-BREAK SPACE}]"
_WORD = r"[^\W\d_]++(?:['’][^\W\d_]++)*+"
_REPEAT = lazy(
    rf"(?<![\w'’.@#/\\&-])({_WORD})((?:{_BLANK}{{1,4}}+(?i:\1)(?!\w)){{1,2}}+)(?![\w&]|['’/@.-]\w|{_BLANK}{{1,4}}(?i:\1)\b)",
)
_BEFORE = lazy(r"([^\s\"“”«»(\[]+)\s*$")
_BEHIND = lazy(rf"{_BLANK}+[\"“«„(]?([\w'’-]+)(?:{_BLANK}+([\w'’-]+))?")
_OPENING = "\"'“‘«„(["
_CONTRAST = lazy(
    r"\b(?:not|n['’]t) (?:just |only |merely )?(?:an?|the|some|any)\b|\bnot\W*$|\bmeans?\b|\bas in\b"
    r"|\b(?:real|actual|proper|true)\b"
    r"|\brather than\b|\binstead of\b|\bas opposed to\b|\bbut not\b|, not\b"
)
_CONTEXT = 160  # code points of the line that are looked at on either side
_NAME = 4  # letters; what doubles in names is shorter ("Duran" and "Boutros" are in no list of common words)
_ARTICLE = 3  # letters of an article at most: "de la Rúa", "von der Leyen"
_YEAR = 4  # digits
# Words before a particle among which its verb may stand: "let the black dog in in the morning". Of the repeats of "in"
# that are right in 1.9 million words of prose, none has its verb further away.
_PARTICLE_REACH = 5
# Words before a verb among which the clause may begin that is its subject: "what the board of the port is is a riddle".
_CLAUSE_REACH = 8


class Repeat(NamedTuple):
    """A word and its copies, with what stands around them in the line."""

    first: str  # as it is written, the first time
    copies: str  # the rest, with the blanks before each
    clause: str  # what stands before it in its clause
    behind: str  # the next word, "" where punctuation or the line's end comes first
    behind_next: str  # the word after that
    is_spoken: bool  # a comma behind: "And and, well"

    @property
    def word(self) -> str:
        """The word as the tables spell it."""
        return self.first.lower().replace("’", "'")

    @property
    def before(self) -> str:
        """The word before, "" at the start of a sentence or clause."""
        found = _BEFORE.search(self.clause)
        return found[1].lower().replace("’", "'") if found else ""


def has_repeats(document: Document) -> bool:
    """Whether any word of the text stands before itself."""
    return bool(document.table(_places))


def _places(document: Document) -> list[int]:
    """The words that stand before themselves, as indexes into `Document.words`."""
    words, found = document.words, document.initials.alike(1)
    begun = (at for at, _ in found if words[at + 1].startswith(words[at]))  # the second may go on with punctuation
    places = [at for at in begun if not words[at + 1][len(words[at]) :][:1].isalnum()]
    opened = (at for at, word in enumerate(words[:-1]) if word[0] in _OPENING)
    return [*places, *(at for at in opened if words[at].lstrip(_OPENING) == words[at + 1])]


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Edits for the copies of words that cannot double."""
    protected = {word.lower() for word in cues.words.get("protect", ())}
    for index in sorted({document.line_of_word(at) for at in document.table(_places)}):
        line = document.line(index)
        for found in _REPEAT.finditer(line.text):
            repeat = _repeat(line.text, found)
            if found[1].lower() in protected:
                continue
            table = repeats().get(passage_language(document, index) or "")
            if table and _is_spelled(repeat, table) and _is_error(repeat, table, document, index):
                start, end = found.span(2)
                level: Level = "report" if _is_contrast(line.text, found) and not _is_wrong(repeat, table) else "safe"
                yield Edit(line.start + start, line.start + end, "", f"doubled {repeat.first!r}", level)


def _is_contrast(line: str, found: "regex.Match[str]") -> bool:
    """Whether a content word may stand twice for the real thing, which the sentence sets apart: "not coffee coffee"."""
    around = line[max(0, found.start() - _CONTEXT) : found.start()], line[found.end() : found.end() + _CONTEXT]
    clause = f"{clauses(around[0])[-1]} {clauses(around[1])[0]}".lower()
    return _CONTRAST.search(clause) is not None or found[1].lower() in re.findall(r"\w+", clause)


def _is_error(repeat: Repeat, table: Mapping[str, Any], document: Document, index: int) -> bool:
    return _is_wrong(repeat, table) or _is_content(repeat, document, index)


def _repeat(line: str, found: "regex.Match[str]") -> Repeat:
    before = line[max(0, found.start() - _CONTEXT) : found.start()]
    behind = _BEHIND.match(line[found.end() : found.end() + _CONTEXT])
    return Repeat(
        first=found[1],
        copies=found[2],
        clause=clauses(before)[-1],
        behind=behind[1] if behind else "",
        behind_next=(behind[2] or "") if behind else "",
        is_spoken=line[found.end() : found.end() + 1] == ",",
    )


def _is_spelled(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Whether case and neighbours allow that it is one word of running text, and not a name, a title or a table."""
    first, copies = repeat.first, repeat.copies.split()
    if repeat.before.rstrip(",") == repeat.word:  # "brunch, brunch brunch"
        return False
    if len(first) == 1 and first != "I" and not _is_prose_word(repeat.behind):
        return False
    if repeat.word in table.get("surname", ()) and _may_be_surname(repeat):
        return False
    if repeat.clause.rstrip().endswith(("—", "–", "-")) or (repeat.is_spoken and not repeat.before):
        return False
    if first.islower() or first == "I":
        return all(first in (copy, "I") for copy in copies)
    if first.isupper() and len(first) > 1:  # a title in capitals, and no operator: "AND AND means that both hold"
        return all(copy == first for copy in copies) and (repeat.behind.isupper() or not repeat.behind)
    if copies == [first]:
        return _is_title(first) and len(first) > _NAME and bool(repeat.clause.strip())
    return not repeat.clause.strip() and all(copy.islower() for copy in copies)


def _is_prose_word(word: str) -> bool:
    """Whether a word, or a year, shows that the letter before it is a word too, and no variable or initial."""
    return (len(word) > 1 and (word.islower() or _is_title(word))) or (len(word) == _YEAR and word.isdigit())


def _may_be_surname(repeat: Repeat) -> bool:
    """Whether the second copy may begin a surname: "de de Gaulle", "de de la Rúa", but not "de de la red"."""
    is_article = len(repeat.behind) <= _ARTICLE and repeat.behind_next[:1].isupper()
    return not repeat.behind.islower() or is_article


def _is_wrong(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Whether a function word cannot double here; `repeats.toml` says what its tables mean."""
    if _is_title(repeat.first) and repeat.copies.split() == [repeat.first]:
        return False  # "The The", "In In": a name or a title
    return (
        repeat.word in table["single"]
        or _is_verb(repeat, table)
        or _is_preposition(repeat, table)
        or _is_modal(repeat, table)
        or _is_finite_verb(repeat, table)
        or _is_subject(repeat, table)
        or _is_wrong_beside(repeat, table)
    )


def _is_wrong_beside(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Whether the words before and behind say so."""
    word, none = repeat.word, frozenset[str]()
    behind_these, before_these = (table.get(role, {}).get(word) for role in ("behind", "before"))
    unless = [table.get(role, {}).get(word) for role in ("unless_behind", "unless_before")]
    if (behind_these, before_these, *unless) == (None, None, None, None):
        return False
    if _is_one_of(repeat.before, unless[0] or none) or _is_one_of(repeat.behind, unless[1] or none):
        return False
    if behind_these is None and before_these is None:
        return True
    is_behind = _is_one_of(repeat.before, behind_these or none) and not _opens_clause(repeat, table)
    return is_behind or _is_one_of(repeat.behind, before_these or none)


def _opens_clause(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Whether a clause begins with the word before: ", in der der Rat", "und auf die die Stadt"."""
    *_, earlier, _ = ("", *repeat.clause.lower().split()) if repeat.before else ("", "", "")
    return earlier.endswith(",") or earlier in table.get("and", ())


def _is_one_of(word: str, listed: frozenset[str]) -> bool:
    """Whether a neighbour is among words, or of a kind that `repeats.toml` has a sign for."""
    lower = word.lower()
    return (
        lower in listed
        or (not word and "^" in listed)
        or ("," in listed and word.endswith(","))
        or ("Aa" in listed and _is_title(word))
        or ("09" in listed and word[:1].isdigit())
        or ("-s" in listed and lower.endswith("s") and lower in undoubled("en"))
    )


def _is_preposition(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Whether it is a preposition, and the first not the particle of a verb before: "log in in the morning"."""
    word, before = repeat.word, repeat.before
    if word in table.get("after_noun", ()):
        return before.rstrip(",") not in table["phrasal"]
    if word not in table.get("particle", ()):
        return False
    if not before:
        return True
    verbs, determiners = particle_verbs()[word], table["determiner"]
    *earlier, last = re.findall(r"[\w'’-]+", repeat.clause.lower())[-_PARTICLE_REACH - 1 :]
    if last in table["no_noun"] or (last in verbs and not _is_noun(last, earlier, determiners)):
        return False
    for of, verb in reversed([*pairwise(("", *earlier))]):
        if verb in table["preposition"]:  # "took a look at the project": what stands behind is no object
            return True
        if verb in verbs and of not in determiners:
            return False
    return True


def _is_noun(last: str, earlier: Sequence[str], determiners: frozenset[str]) -> bool:
    """Whether a form of a verb is a noun, by a determiner before it: "the vote in Rome", "his entire holding in it"."""
    return not determiners.isdisjoint(earlier[-2:] if last.endswith("ing") else earlier[-1:])


def _is_modal(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Whether it is a verb that looks like a noun, and no noun stands first: not "the will will be read"."""
    before = repeat.before
    is_noun = before in table.get("determiner", ()) or before.endswith("'s")
    return repeat.word in table.get("modal", ()) and bool(before) and not is_noun and not _is_clause(repeat, table)


def _is_finite_verb(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Whether it is a verb, and the first does not end a clause that is the subject of the second."""
    before = repeat.before
    is_noun = repeat.word in table.get("noun", ()) and (not before or before in table["determiner"])
    return repeat.word in table.get("clause", ()) and not is_noun and not _is_clause(repeat, table)


def _is_subject(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Whether the first copy opens its clause, so that it is no object before a subject: "out of it it makes"."""
    word, before = repeat.word, repeat.before
    opens = not before or before in table.get("opening", ())
    if word in table.get("subject", ()):
        return opens or before.endswith(",") or repeat.behind.lower() in table["preposition"]
    return opens and word in table.get("sentence", ())


def _is_title(word: str) -> bool:
    """Whether a word has one capital, its first letter ("Federation's", which `str.istitle` denies)."""
    return word[0].isupper() and word[1:].islower()


def _is_verb(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Whether it stands where one verb must: "to see see how", "because she plans plans to".

    Behind a pronoun it must open its clause: "the tax it imposes imposes a burden" is right.
    """
    if repeat.behind not in table.get("opener", ()) or len(repeat.copies.split()) > 1:
        return False
    if repeat.before in table["infinitive"]:
        return True
    *_, earlier, before = ("", "", *repeat.clause.lower().split())
    opens = before in table["nominative"] and (not earlier or earlier in table["opening"])
    return opens and len(repeat.word) > _NAME and repeat.word not in table["said_twice"]


def _is_content(repeat: Repeat, document: Document, index: int) -> bool:
    """Whether it is one of the content words that never double, or a name with a genitive ending."""
    if len(repeat.copies.split()) > 1:
        return False
    word, language = repeat.first if _is_title(repeat.first) else repeat.word, passage_language(document, index) or ""
    if word in undoubled(language):
        return not _is_object(repeat, language)
    if repeat.word in repeats().get(language, {}).get("title", ()):
        return _is_title(repeat.first) and _is_title(repeat.behind)
    noun = repeat.before.endswith("'s") and word.endswith("s")  # "the paper's sources sources", which cannot be a verb
    return language == "en" and (noun or (word.endswith("'s") and repeat.first[0].isupper()))


def _is_object(repeat: Repeat, language: str) -> bool:
    """Whether the first may be a verb and the second go with its object: "to record record profits"."""
    table = repeats()[language]
    is_verb = repeat.before in table["infinitive"] or repeat.before in table["nominative"]
    return is_verb and repeat.behind.islower() and repeat.behind not in table["opener"]


def _is_clause(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Whether what stands before may be a clause that is the subject of the second copy: "what it is is", "all I have".

    It begins with a relative word, or with a noun and the subject of a clause, and has no other verb.
    """
    *before_comma, clause = repeat.clause.lower().rsplit(",", 1)
    words = re.findall(r"[\w'’]+", clause)[-_CLAUSE_REACH:]
    if before_comma and len(words) == 1 and words[0] in table.get("unrestrictive", ()):
        return False  # "the harbour, which is is old"
    none = frozenset[str]()
    pronouns, determiners = table.get("pronoun", none), table.get("determiner", none)
    relative = table["relative"] | (table["circumstance"] if repeat.word in table.get("being", ()) else none)
    if words and words[-1] in table.get("topic", none):  # "the thing is is that"
        return True
    for before, word, behind in reversed([*zip(["", *words], words, [*words[1:], ""], strict=False)]):
        has_object = not behind and word in table.get("stating", none)  # "what they say is is": "what" is said
        is_finite = word in table.get("finite", none) and not has_object
        if is_finite or (word == "that" and before in table.get("stating", none)):
            return False
        # Behind a noun a clause may stand without a relative word.
        is_noun = word not in table.get("opening", none) | table.get("stating", none) and not word.endswith("ly")
        if word in relative or (is_noun and behind in pronouns and (behind == words[-1] or behind not in determiners)):
            return True
    return False


RULE = Rule(
    id="doubled_word",
    version=6,
    stage="mend",
    category="typo",
    level="safe",
    waiver=(
        "All that count as wrong are doubled words; their gold texts leave them, since they mend misspellings alone."
    ),
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
        "She had had enough of the story that that man told her, and he gave her her coat.",
    ),
)
