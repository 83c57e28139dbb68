"""A word that stands twice in a row by mistake: "a a ceasefire", "dozens of of interviews".

Most doubled words of edited text are meant: "had had", "that that", "very very", "Duran Duran", "looking at
at the moment", numbers, tables. So only words that cannot double in the passage's language are mended, most
of them function words; which ones, and where, stands in `lexicons/repeats.toml`. Missed on purpose: names,
most content words, repeats across punctuation or lines, languages without a table.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.lazy import lazy
from cleantext.core.rule import Cues, Rule
from cleantext.lexicons import passage_language, repeats, undoubled

if TYPE_CHECKING:
    import regex

_BLANK = r"[ \t\N{NO-BREAK SPACE}]"
_WORD = r"[^\W\d_]++(?:['’][^\W\d_]++)*+"
_REPEAT = lazy(
    rf"(?<![\w'’.@#/\\&-])({_WORD})((?:{_BLANK}{{1,4}}+(?i:\1)){{1,2}}+)(?![\w&]|['’/@.-]\w|{_BLANK}{{1,4}}(?i:\1)\b)",
)
_BEFORE = lazy(r"([^\s\"“”«»(\[]+)\s*$")
_BEHIND = lazy(rf"{_BLANK}+[\"“«„(]?([\w'’-]+)")
_SENTENCE = lazy(r"[.!?:;…\"“”«»(\[]\s*")
_CONTEXT = 160  # code points of the line that are looked at on either side
# "de de Gaulle", "von von der Leyen": what may begin a surname is judged only in front of a common noun.
_NAME = 4  # letters; what doubles in names is shorter ("Duran" and "Boutros" are in no list of common words)
_PARTICLES = frozenset("de del della di da do dos das du des la le van von".split())
_ARTICLES = frozenset("der den dem la las los le".split())


class Repeat(NamedTuple):
    """A word and its copies, with what stands around them in the line."""

    first: str  # as it is written, the first time
    copies: str  # the rest, with the blanks before each
    sentence: str  # what stands before it in the sentence
    behind: str  # the next word, "" where punctuation or the line's end comes first
    is_spoken: bool  # a comma behind: "And and, well"

    @property
    def word(self) -> str:
        """The word as the tables spell it."""
        return self.first.lower().replace("’", "'")

    @property
    def before(self) -> str:
        """The word before, "" at the start of a sentence or clause."""
        found = _BEFORE.search(self.sentence)
        return found[1].lower().replace("’", "'") if found else ""


def has_repeats(document: Document) -> bool:
    """Whether any word of the text stands before itself."""
    return bool(document.table(_places))


def _places(document: Document) -> list[int]:
    """The words that stand before themselves, as indexes into `Document.words`."""
    words, found = document.words, document.initials.alike(1)
    begun = (at for at, _ in found if words[at + 1].startswith(words[at]))  # the second may go on with punctuation
    return [at for at in begun if not words[at + 1][len(words[at]) :][:1].isalnum()]


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
            if table and _is_spelled(repeat) and (_is_wrong(repeat, table) or _is_content(repeat, document, index)):
                start, end = found.span(2)
                yield Edit(line.start + start, line.start + end, "", f"doubled {repeat.first!r}")


def _repeat(line: str, found: "regex.Match[str]") -> Repeat:
    before = line[max(0, found.start() - _CONTEXT) : found.start()]
    behind = _BEHIND.match(line[found.end() : found.end() + _CONTEXT])
    sentence = _SENTENCE.split(before)[-1] if before else ""
    return Repeat(found[1], found[2], sentence, behind[1] if behind else "", line[found.end() : found.end() + 1] == ",")


def _is_spelled(repeat: Repeat) -> bool:
    """Whether case and neighbours allow that it is one word of running text, and not a name, a title or a table."""
    first, copies = repeat.first, repeat.copies.split()
    if repeat.before.rstrip(",") == repeat.word:  # "brunch, brunch brunch"
        return False
    if len(first) == 1 and not (len(repeat.behind) > 1 and repeat.behind.islower()):
        return False
    if repeat.word in _PARTICLES and (not repeat.behind.islower() or repeat.behind in _ARTICLES):
        return False
    if repeat.sentence.rstrip().endswith(("—", "–", "-")) or (repeat.is_spoken and not repeat.before):
        return False
    if first.islower() or first == "I":
        return all(first in (copy, "I") for copy in copies)
    if first.isupper() and len(first) > 1:
        return all(copy == first for copy in copies)
    if copies == [first]:
        return _is_title(first) and len(first) > _NAME and bool(repeat.sentence.strip())
    return not repeat.sentence.strip() and all(copy.islower() for copy in copies)


def _is_wrong(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    word, before = repeat.word, repeat.before
    if _is_title(repeat.first) and repeat.copies.split() == [repeat.first]:
        return False  # "The The", "In In": a name or a title
    if word in table["single"] or _is_verb(repeat, table):
        return True
    if word in table.get("after_noun", ()):
        return bool(before) and before.rstrip(",") not in table["phrasal"]
    if word in table.get("modal", ()):
        return bool(before) and before not in table["determiner"] and not before.endswith("'s")
    if word in table.get("clause", ()):
        return bool(before) and before not in table.get("determiner", ()) and not _is_clause(repeat, table)
    opens = not before or before in table.get("opening", ())
    if word in table.get("subject", ()):
        return opens or before.endswith(",") or repeat.behind.lower() in table["preposition"]
    return (opens and word in table.get("sentence", ())) or repeat.behind.lower() in table.get("before", {}).get(
        word, ()
    )


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
    *_, earlier, before = ("", "", *repeat.sentence.lower().split())
    opens = before in table["nominative"] and (not earlier or earlier in table["opening"])
    return opens and len(repeat.word) > _NAME and repeat.word not in table["said_twice"]


def _is_content(repeat: Repeat, document: Document, index: int) -> bool:
    """Whether it is one of the content words that never double, or a name with a genitive ending."""
    if len(repeat.copies.split()) > 1:
        return False
    word, language = repeat.first if _is_title(repeat.first) else repeat.word, passage_language(document, index) or ""
    if word in undoubled(language):
        return not _is_object(repeat, language)
    noun = repeat.before.endswith("'s") and word.endswith("s")  # "the paper's sources sources", which cannot be a verb
    return language == "en" and (noun or (word.endswith("'s") and repeat.first[0].isupper()))


def _is_object(repeat: Repeat, language: str) -> bool:
    """Whether the first may be a verb and the second go with its object: "to record record profits"."""
    table = repeats()[language]
    is_verb = repeat.before in table["infinitive"] or repeat.before in table["nominative"]
    return is_verb and repeat.behind.islower() and repeat.behind not in table["opener"]


def _is_clause(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Whether what stands before may be a clause that is the subject of the second copy."""
    words = re.findall(r"\w+", repeat.sentence.lower())
    return not table["relative"].isdisjoint(words) or (
        len(words) > 1 and words[-1] in table.get("pronoun", ()) and repeat.word in table["being"]
    )


RULE = Rule(
    id="doubled_word",
    version=3,
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
        "Each team will⟦ will⟧ row for an hour, using it⟦ it⟧ to learn.",
        "The⟦ the⟧ driver was satisfied with⟦ with⟧ the view from⟦ from⟧ the bridge.",
    ),
    keeps=(
        "What it is is a shame, and they were looking at at least two hours in a very very cold room in Walla Walla.",
        "Es sind Fragen, die die Stadt betreffen, und Leute, mit der der Rat nicht gerechnet hat.",
        "The tax it imposes imposes a burden, the will will be read on Friday, and God's will will be done.",
        "The board hopes to record record profits, and they test test tubes in the cellar.",
        "She had had enough of the story that that man told her, and he gave her her coat.",
    ),
)
