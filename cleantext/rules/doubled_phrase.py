"""Two or more words that stand twice in a row: "with officials with a with officials with a good memory".

Editing leaves a phrase behind, machine translation writes one twice. The copies must be word for word the same,
with nothing but blanks between, and without digits; two words count only where one end is a word that
never doubles itself ("ready to a ready to a"). Kept: "day after day after day", "New York, New York", "no no no
no", three copies and more. Reported: where a clause may begin with the second copy ("in front of the pier the pier
would hide it"). Missed on purpose: phrases that repeat across punctuation, or with
a change, those in a language that is not known, and those of fewer than five words where `lexicons/repeats.toml` has no
table of the language.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from cleantext.core.document import Document
from cleantext.core.edits import Edit, Level
from cleantext.core.initials import Initials
from cleantext.core.lazy import lazy
from cleantext.core.rule import Cues, Rule
from cleantext.lexicons import passage_language, repeats
from cleantext.lexicons.technical import is_chat

_LONGEST = 16  # words of one copy; longer repeats are lists and refrains
# Edited prose has a repeated run in 450 (Ukrainian dialogue) to 50,000 words, tables of figures one in 2,300.
_FEW, _SELDOM = 100, 20
# No honest phrase of this length repeats without punctuation; shorter ones do at these edges ("and on and on", "from
# coast to coast").
_PLAIN = 5
_LONG = 8  # from this length on with commas inside; shorter ones are lists ("theft of oil, theft of oil and fraud")
_FEWEST_BETWEEN_COMMAS, _LONG_BETWEEN_COMMAS = 3, 14  # words, and letters, of a clause that stands twice between commas
_SHORTEST_PROSE_WORD = 3  # letters of the longest word: "lt lt l" is the format of a table
_LONGEST_CHAIN = 4  # words
_PAIR = 2
_STEM = 5  # letters
_CHAIN_ARTICLES = frozenset("the la las el los le les il lo de het o a os as".split())
_GENITIVES = frozenset("of de del di da do von van".split())
_PARTICLES = frozenset("in aan op uit".split())
_NAMING = frozenset("make makes made making call calls called calling consider considers considered".split())
_COMPARING = frozenset("as wie als".split())  # "as clean as clean can be"
_SHORTEST_NOUN = 5  # letters, behind a preposition
_WIDE = 10  # letters in a pair of words that needs no more evidence
_LINKS = frozenset("and or to by after upon und oder zu et ou y и или і або".split())
_TOKEN = lazy(r"[^\s\x1c-\x1f]+")  # as `str.split` separates them
_WORD = r"\p{L}[\p{L}'’-]*+(?<!-)"  # a word with a hyphen at its end is a stammer: "no no n- no no n- no"
_WORDS = lazy(rf"{_WORD}(?: {_WORD})*")
_CLAUSES = lazy(rf"{_WORD}(?:,? {_WORD})*")
_ARTICLES = frozenset("the a an".split())
_SUBJECTS = frozenset("i we you he she it they".split())
_INCOMPLETE = frozenset("be been being".split())  # words behind which a clause must go on
_RELATIVE = frozenset("who that which whose whom que che".split())


def repeated(words: Sequence[str], initials: Initials) -> Iterator[tuple[int, int]]:
    """Yield the start and length in words of each run of words that is repeated immediately.

    The last word of the second copy may go on with punctuation.
    """
    for at, size in initials.alike(_LONGEST, least=2):
        if words[at] == words[at + size] and _same(words, at, size):
            yield at, size


def _same(words: Sequence[str], start: int, size: int) -> bool:
    middle, end = start + size, start + 2 * size
    if end > len(words) or words[start : middle - 1] != words[middle : end - 1]:
        return False
    first, second = words[middle - 1], words[end - 1]
    return second.startswith(first) and not second[len(first) :][:1].isalnum()


def has_repeats(document: Document) -> bool:
    """Return whether any run of two words or more is repeated in place."""
    return bool(document.table(_places))


def _places(document: Document) -> list[tuple[int, int]]:
    """Return the repeated runs: their starts, as indexes into `Document.words`, and lengths in words."""
    words = document.words
    return _few(repeated(words, document.initials), len(words))


def _few(runs: Iterable[tuple[int, int]], words: int) -> list[tuple[int, int]]:
    """Return the runs in some words; none if there are so many that the text is a list, a song or noise."""
    most = _FEW + words // _SELDOM
    found = list(islice(runs, most + 1))
    return found if len(found) <= most else []


def _by_line(document: Document) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield the lines that hold repeated runs, each with its runs, as indexes into the words of the line."""
    inside: dict[int, list[tuple[int, int]]] = {}
    for at, size in document.table(_places):
        index = document.line_of_word(at)
        first, end = document.words_of_line(index)
        if at + 2 * size <= end:
            inside.setdefault(index, []).append((at - first, size))
    for index in sorted(inside):
        first, end = document.words_of_line(index)
        yield index, sorted(_few(inside[index], end - first))


def propose(document: Document, _: Cues) -> Iterator[Edit]:
    """Yield edits for the second copies, and reports if a clause may begin with the second copy."""
    for index, found in _by_line(document):
        line = document.line(index)
        if is_chat(line.text):
            continue
        tokens = list(_TOKEN.finditer(line.text)) if found else []
        words, done = [token[0] for token in tokens], 0
        for start, size in found:
            if start >= done and _is_wrong(document, index, words, start, size):
                first, last = tokens[start + size - 1], tokens[start + 2 * size - 1]
                end = last.start() + len(first[0])
                phrase = line.text[tokens[start].start() : first.end()]
                level: Level = "report" if _may_open_clause(document, index, words, start, size) else "safe"
                yield Edit(line.start + first.end(), line.start + end, "", f"doubled {phrase!r}", level)
                done = start + 2 * size


def _is_wrong(document: Document, index: int, words: Sequence[str], start: int, size: int) -> bool:
    unit = words[start : start + size]
    lower = [word.lower() for word in unit]
    before = words[start - 1].lower() if start else ""
    language = passage_language(document, index)
    table = repeats().get(language or "", {})
    is_known = "clause" in table or (size == _PAIR and "pair" in table)
    if language is None or (size < _PLAIN and not is_known):  # its grammar is not known
        return False
    if _is_parenthesis(words, start, size):
        return True
    is_name = all(word[0].isupper() for word in unit)
    copy, behind = words[start + size : start + 2 * size], words[start + 2 * size : start + 2 * size + 1]
    if not _is_phrase(unit, copy) or not _is_prose(before, unit, copy, behind) or len(set(lower)) == 1:  # "no no no no"
        return False
    again = [word.lower().rstrip(",.;:!?") for word in behind] == lower[:1]
    if before == lower[-1] or (
        again and not (size >= _PLAIN and lower[0] in repeats().get(language, {}).get("single", ()))
    ):
        return False  # "day after day after day", but not "a minimum of two cents a minimum of two cents a kilogram"
    if size >= _PLAIN:
        return not is_name
    if is_name or lower[0] in _LINKS or lower[-1] in _LINKS - {"of"}:
        return False
    lacks_article = _lacks_article(before, lower)
    if size > 2:  # noqa: PLR2004 - more than a pair
        # "the man who knew the man who knew the king", "things we don't know we don't know"
        is_incomplete = lower[-1] in _INCOMPLETE and before not in _RELATIVE | {"what"}  # "he would be he would be at"
        return is_incomplete or ((_RELATIVE.isdisjoint(lower[1:]) or lacks_article) and lower[0] not in _SUBJECTS)
    return before not in _NAMING and (lacks_article or _is_wrong_pair(repeats()[language], unit))


def _is_prose(before: str, unit: Sequence[str], copy: Sequence[str], behind: Sequence[str]) -> bool:
    """Return whether a run is neither a table nor a song, nor a chain: "the head of the head of a list".

    "the command Raise layer raise layer" has a name and a verb; "een tabel in een tabel in te voegen" has a particle.
    """
    lower = [word.lower() for word in unit]
    half = len(unit) // 2
    is_table = all(len(word) < _SHORTEST_PROSE_WORD for word in unit)
    is_song = len(unit) > 3 and lower[:half] == lower[-half:]  # noqa: PLR2004 - two words at least, twice
    is_led = lower[0] in _CHAIN_ARTICLES or (len(unit) == _PAIR and lower[-1] != "of")
    is_step = len(unit) == _PAIR and (
        lower[1].startswith(before) or lower[1][:_STEM] == before[:_STEM]
    )  # "час за часом за часом"
    is_chain = is_led and len(unit) <= _LONGEST_CHAIN and lower[-1] in _GENITIVES and behind != []
    is_inside = before[-1:].isalpha()
    is_synopsis = behind[:1] != [] and behind[0][0] in "[<{("  # "keyctl session keyctl session [name]"
    is_name = is_inside and unit[0] != copy[0] and unit[0].istitle() and copy[0].islower()
    is_particle = lower[-1] in _PARTICLES and [word.lower() for word in behind] == ["te"]
    return not (is_table or is_song or is_chain or is_name or is_particle or is_step or is_synopsis)


def _may_open_clause(document: Document, index: int, words: Sequence[str], start: int, size: int) -> bool:
    """Return whether the second copy may be a subject: "in front of the pier the pier would"."""
    table = repeats().get(passage_language(document, index) or "", {})
    first, second = words[start].lower(), words[start + 1].lower()
    opens = first in table.get("determiner", ()) and first not in table["relative"]
    if size >= _PLAIN or not opens or start + 2 * size == len(words):
        return False
    return second in table.get("comparative", ()) or words[start + 2 * size].lower() in table["finite"] | table.get(
        "past", frozenset()
    )


def _is_parenthesis(words: Sequence[str], start: int, size: int) -> bool:
    """Return whether a run stands twice between commas: ", according to the owner, according to the owner,".

    Lists and speech repeat short clauses ("I know, I know"). So the phrase must be long enough, outside of quotation
    marks, and must not begin with a subject.
    """
    *inside, last = unit = words[start : start + size]
    is_closed = (
        start > 0
        and words[start - 1].endswith(",")
        and last.endswith(",")
        and [*unit] == [*words[start + size : start + 2 * size]]
    )
    if not is_closed or size < _FEWEST_BETWEEN_COMMAS or len("".join(unit)) < _LONG_BETWEEN_COMMAS:
        return False
    if any(word.endswith(",") and word.lower() == words[at + 1].lower() for at, word in enumerate(words[:-1])):
        return False  # a song: "Row, row your boat, gently down the stream, gently down the stream, they sang"
    quotes = sum(word.count(sign) for word in words[:start] for sign in '"“”«»„')
    # "Captain Odell said," is no list of names.
    is_clause = unit[0].islower() or last[:-1].islower()
    is_plain = _WORDS.fullmatch(" ".join((*inside, last[:-1]))) is not None and is_clause
    follows_itself = [*unit] == [*words[max(0, start - size) : start]] or [*unit] == [
        *words[start + 2 * size : start + 3 * size]
    ]
    return is_plain and quotes % 2 == 0 and unit[0].lower() not in _SUBJECTS and not follows_itself


def _is_phrase(unit: Sequence[str], copy: Sequence[str]) -> bool:
    """Return whether a run has words only, and the copy begins no sentence or cell: "Free tier only Free tier only"."""
    size = len(unit)
    is_cell = size < _LONG and copy[0] != "I" and copy[0][0].isupper()
    pattern = _CLAUSES if size >= _LONG else _WORDS
    return not is_cell and unit[1:-1] == copy[1:-1] and pattern.fullmatch(" ".join(unit)) is not None


def _lacks_article(before: str, unit: Sequence[str]) -> bool:
    """Return whether an article precedes only the first copy: "The task that lies task that lies ahead"."""
    is_plain = unit[0] not in _ARTICLES | _RELATIVE and not any("-" in word for word in unit)
    return before in _ARTICLES and is_plain


def _is_wrong_pair(table: Mapping[str, Any], unit: Sequence[str]) -> bool:
    if any("-" in word for word in unit) or unit[0].lower() in table.get(
        "count", ()
    ):  # "n-no n-no", "millones de millones de"
        return False
    if len("".join(unit)) >= _WIDE and " ".join(unit).islower():
        return True
    if unit[0] in table.get("pair_opener", ()) and unit[1].isalpha() and len(unit[1]) >= _SHORTEST_NOUN:
        return True  # "в котором в котором"
    if (
        unit[0] in table.get("preposition", ())
        and unit[0] not in _COMPARING
        and len(unit[1]) >= _SHORTEST_NOUN
        and unit[1].isalpha()
    ):
        return True  # "seit Sonntag seit Sonntag"
    edges = table.get("pair", frozenset())
    return unit[0].lower() in edges or unit[-1].lower() in edges


RULE = Rule(
    id="doubled_phrase",
    version=13,
    stage="mend",
    category="typo",
    level="safe",
    doc=__doc__,
    propose=propose,
    when=has_repeats,
    removes=(
        "She spoke with local fishermen with a⟦ with local fishermen with a⟧ long memory of the harbour.",
        "The hall, according to the owner,⟦ according to the owner,⟧ was sold out within an hour of the start.",
    ),
    keeps=(
        "She knew the man who knew the man who knew the king, and asked what makes a man a man.",
        "They rowed on and on and on, day after day after day, and she said it again and again and again.",
        "El puerto costó millones de millones de pesos, dijo el capitán a los periodistas que estaban en el muelle.",
        "Mesin baru gambar penggiling granit gambar penggiling granit dijual di kota ini untuk para pekerja yang ada.",
        "In front of the pier the pier would hide it, and the more the more boats came, the less room there was.",
        "He said, in the end, in the end, in the end, that, we do not know, we do not know, nobody is on the ferry.",
        "Asked whether the ferry would sail, he said no no n- no no n- no.",
    ),
)
