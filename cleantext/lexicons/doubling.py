"""Find words that cannot stand twice in a row, by the tables of `repeats.toml`."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from cleantext.core.lazy import lazy
from cleantext.lexicons import particle_verbs, undoubled

_BEFORE = lazy(r"(?r)([^\s\"“”«»(\[]+)\s*$")
SHORTEST_WORD_OF_NO_NAME = (
    4  # letters; what doubles in names is shorter ("Duran" and "Boutros" are in no list of common words)
)
# The most words before a particle in which its verb is searched: "let the black dog in in the morning". Of the correct
# repeats of "in" in 1.9 million words of prose, none has its verb further away.
_PARTICLE_REACH = 5
# The most words before a verb for the start of a clause that is its subject: "what the board of the port is is a
# riddle".
_CLAUSE_REACH = 8
_FEWEST_OF_SENTENCE = 3  # words; "What is is."
_SIMILAR = ("ähnlich", "identisch", "analog", "vergleichbar", "parallel")  # "ähnlich zu der der anderen"
_PASSIVE = ("werden", "worden")


class Repeat(NamedTuple):
    """A word and its copies, with the words around them in the line."""

    first: str  # the first copy as it is written
    copies: str  # the other copies, with the blanks before each
    clause: str  # the text before it in its clause
    behind: str  # the next word, "" before punctuation or the line's end
    behind_next: str  # the second next word
    is_spoken: bool  # a comma follows: "And and, well"
    ends_sentence: bool  # a full stop, a question mark or their kind follows
    ends_in_verb: bool  # the last word before the next mark may be a German verb
    ends_in_infinitive: bool  # the last word before the next mark may be a German infinitive with "zu"
    has_attribute: bool  # a word that may be a German attribute before its noun follows: "liegenden Bücher"
    goes_on: bool  # behind a German noun and a word stands a third word that begins a new part: "Server muss eine"
    has_two_roles: (
        bool  # in German: before a participle ("an an der Wand lehnenden Rädern"), and in "(die die Häfen führen)"
    )

    @property
    def word(self) -> str:
        """Return the word as the tables spell it."""
        return self.first.lower().replace("’", "'")

    @property
    def before(self) -> str:
        """Return the word before, "" at the start of a sentence or clause."""
        found = _BEFORE.search(self.clause)
        return found[1].lower().replace("’", "'") if found else ""

    @property
    def is_behind_noun(self) -> bool:
        """Return whether the word before is no first one and has a capital: a German noun."""
        *earlier, last = ("", *self.clause.split())
        return len(earlier) > 1 and last[:1].isupper()

    @property
    def neighbour(self) -> str:
        """Return the word before, or the sign of `repeats.toml` for the start of a sentence or clause."""
        return self.before or ("^^" if is_title(self.first) and self.copies.islower() else "^")


def is_wrong(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Return whether a function word cannot double here; `repeats.toml` explains its tables."""
    if is_title(repeat.first) and repeat.copies.split() == [repeat.first] and not _opens_sentence(repeat, table):
        return False  # "The The", "In In": a name or a title
    if repeat.has_two_roles and (
        repeat.word in table.get("preposition", ()) or repeat.word in table.get("article", ())
    ):
        return False
    return (
        repeat.word in table["single"]
        or _is_article(repeat, table)
        or _is_infinitive(repeat, table)
        or _is_passive(repeat, table)
        or _is_verb(repeat, table)
        or _is_preposition(repeat, table)
        or _is_modal(repeat, table)
        or _is_finite_verb(repeat, table)
        or _is_subject(repeat, table)
        or _is_last_verb(repeat, table)
        or _is_slavic_verb(repeat, table)
        or _is_wrong_beside(repeat, table)
    )


def _opens_sentence(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Return whether both copies have the capital of a sentence's start: "Some Some benchmarks", but not "The The"."""
    is_long = len(repeat.word) >= SHORTEST_WORD_OF_NO_NAME and repeat.word in table["single"]
    return is_long and not repeat.before and repeat.behind.islower()


def _is_last_verb(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Return whether it is the verb at the end of its clause: "als er een probleem is is,".

    The passive of the German future has two: "dass sie genutzt werden werden".
    """
    is_last = "verb_last" in table and not repeat.behind and bool(repeat.before)
    return is_last and repeat.word in table["clause"] | table["verb_last"] and repeat.word not in _PASSIVE


def _is_slavic_verb(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Return whether it has the ending of a verb, in a language with commas between clauses: "мати мати"."""
    is_plain = repeat.first.islower() and repeat.copies.islower() and len(repeat.copies.split()) == 1
    is_long = len(repeat.word) >= SHORTEST_WORD_OF_NO_NAME and bool(repeat.before)
    return is_plain and is_long and _is_one_of(repeat.word, table.get("verb_ending", frozenset()))


def _is_wrong_beside(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Return whether the words before and behind show an error."""
    word, none = repeat.word, frozenset[str]()
    behind_these, before_these = (table.get(role, {}).get(word) for role in ("behind", "before"))
    unless = [table.get(role, {}).get(word) for role in ("unless_behind", "unless_before")]
    if (behind_these, before_these, *unless) == (None, None, None, None):
        return False
    if word in table.get("separated", none) and _has_any(
        repeat, table["separable"]
    ):  # "Stel het percentage in in het vak"
        return False
    if len(repeat.copies.split()) > 1 and "^^" in (unless[0] or none):  # an exclamation: "nie nie nie"
        return False
    may_precede = _is_one_of(repeat.behind or "^", unless[1] or none) and _is_stranded(repeat, table)
    if _is_one_of(repeat.neighbour, unless[0] or none) or may_precede:
        return False
    if behind_these is None and before_these is None:
        return True
    is_before = _is_one_of(repeat.behind or "^", before_these or none)
    return _is_one_of(repeat.neighbour, behind_these or none) or is_before


def _is_stranded(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Return whether a verb precedes that the first of two prepositions may belong to: "they looked for for years"."""
    verbs = table.get("stranding", {}).get(repeat.word)
    return verbs is None or _has_any(repeat, verbs)


def _opens_clause(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Return whether a clause begins with the word, or with a preposition before it: ", die die"."""
    *_, earlier, _ = ("", *repeat.clause.lower().split())
    is_opened = repeat.before in table["preposition"] and (earlier.endswith(",") or earlier in table["and"])
    return repeat.before.endswith(",") or is_opened


def _is_article(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Return whether a German article is no relative pronoun before an article: "hat die die Bücher".

    It is one at the start of its clause, unless no noun follows (", die die sich nicht"). Without the comma it stands
    behind a noun, and its clause ends in a verb ("Frauen die die Stadt verlassen") that neither an earlier auxiliary
    nor an earlier subordinating word requires. "das" may mean "dass" behind any word ("ich glaube das das geht"), and
    may be a subject behind its verb.
    """
    before = repeat.before
    if repeat.word not in table.get("article", ()) or not before:
        return False
    if repeat.goes_on and repeat.behind[:1].isupper() and repeat.behind_next in table["clause"]:
        return True  # a main clause: "und der der Server muss eine Antwort geben"
    if before in table["subordinating"]:  # "dass das das Ende ist", "dass der der Beste ist"
        return before in ("dass", "daß") and repeat.word in ("die", "dem", "den")
    if _opens_clause(repeat, table):
        return _has_no_noun(repeat, table) or (before.endswith(",") and repeat.ends_in_infinitive)
    *_, earlier, last = ("", *repeat.clause.split())
    if before in table["preposition"]:
        return not (before == "zu" and earlier.startswith(_SIMILAR))
    if not earlier or repeat.word == "das":  # "Haben die die Bücher gelesen?", "Wahrscheinlich ist das das Problem"
        return bool(earlier) and last[0].isupper() and (not repeat.ends_in_verb or _is_subordinate(repeat, table))
    may_precede_clause = last[0].isupper() or before in table["and"] | table["personal"]
    is_called_for = _has_any(repeat, table["auxiliary"] | table["modal_verb"]) or _is_subordinate(repeat, table)
    return not (repeat.ends_in_verb and may_precede_clause) or is_called_for


def _is_subordinate(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Return whether a subordinate clause has begun, whose own verb is its last word: ", der am Sonntag die die"."""
    _, comma, clause = repeat.clause.rpartition(",")
    first, second, *_ = (*clause.split(), "", "")
    if not comma or first[:1].isupper() or repeat.before in table["and"]:  # ", die warten und die die Boote sehen"
        return False
    is_relative = first in table["article"] and second[:1].islower() and second not in table["article"]
    is_of_relative = first in table["preposition"] and second in ("dessen", "deren", "denen")
    return is_relative or is_of_relative or first in table["relative"] - {"was", "wer"}


def _has_no_noun(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Return whether the words behind an article cannot lead to its noun: "Leute, die die bereit dazu sind"."""
    behind, following = repeat.behind, repeat.behind_next
    if behind in table["no_attribute"]:  # ", die die sich bietende Gelegenheit nutzen"
        return following in table["article"] or not repeat.has_attribute
    if behind in table["possessive"] | table["preposition"]:  # ", die die auf dem Tisch liegenden Bücher lesen"
        return not (repeat.has_attribute or following in table["clause"])  # ", die die ihre ist"
    is_plain = behind.islower() and not _is_inflected(behind) and not repeat.has_attribute
    is_followed = following.islower() and not _is_inflected(following)
    return is_plain and is_followed and following not in table["preposition"] | table["and"]


def _is_inflected(word: str) -> bool:
    """Return whether it has the ending of an adjective before a German noun."""
    is_other = word in ("sie", "die", "der", "binnen", "wollen", "können", "sollen", "haben", "werden", "waren")
    return word.islower() and word.endswith(("e", "en", "er", "es", "em")) and not is_other


def _is_passive(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Return whether it ends the passive that an earlier modal verb requires: "können genutzt werden werden".

    Behind a noun it is the verb of a main clause, and stands once: "Die Boote werden werden am Montag".
    """
    if repeat.word not in _PASSIVE or "modal_verb" not in table:
        return False
    is_main = repeat.is_behind_noun and repeat.behind.islower()
    *_, earlier, last = ("", *repeat.clause.lower().rsplit(",", 1))
    is_called_for = last.lstrip().startswith("sondern ") and _has_one_of(earlier, table["modal_verb"])
    return is_main or is_called_for or _has_any(repeat, table["modal_verb"])


def _has_any(repeat: Repeat, words: frozenset[str]) -> bool:
    """Return whether the clause, behind its last comma, has one of the words before the repeat."""
    return _has_one_of(repeat.clause.lower().rpartition(",")[2], words)


def _has_one_of(text: str, words: frozenset[str]) -> bool:
    return not words.isdisjoint(re.findall(r"\w+", text))


def _is_infinitive(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Return whether a German "zu" precedes an infinitive, and no adjective with its noun: not "zu zu hohen Kosten"."""
    is_verb = repeat.behind.islower() and repeat.behind.endswith("n") and not repeat.behind_next[:1].isupper()
    return repeat.word in table.get("zu", ()) and (is_verb or not repeat.behind)  # "mutet ihm viel zu zu."


def _is_one_of(word: str, listed: frozenset[str]) -> bool:
    """Return whether a neighbour is among words, or of a kind that has a sign in `repeats.toml`."""
    lower = word.lower()
    return (
        lower in listed
        or ("," in listed and word.endswith(","))
        or ("Aa" in listed and is_title(word))
        or ("09" in listed and word[:1].isdigit())
        or ("-s" in listed and lower.endswith("s") and lower in undoubled("en"))
        or any(lower.endswith(sign[1:]) for sign in listed if sign[0] == "-" and sign != "-s")
    )


def _is_preposition(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Return whether it is a preposition, and the first copy no particle of a verb before: "log in in the morning"."""
    word, before = repeat.word, repeat.before
    if word in table.get("after_noun", ()):
        return before.rstrip(",") not in table["phrasal"]
    if word not in table.get("particle", ()) or not before:
        return word in table.get("particle", ())
    if "separable" in table:
        clause: list[str] = re.findall(r"\w+", repeat.clause.lower())
        separable: frozenset[str] = table["separable"]
        return repeat.behind == "te" or separable.isdisjoint(clause)  # "om aan aan te tonen"
    verbs, determiners = particle_verbs()[word], table["determiner"]
    *earlier, last = re.findall(r"[\w'’-]+", repeat.clause.lower())[-_PARTICLE_REACH - 1 :]
    is_time = word == "on" and last.isdigit()  # "from 2010 on on most days"
    if is_time or last in table["no_noun"] or (last in verbs and not _is_noun(last, earlier, determiners)):
        return False
    for of, verb in reversed([*pairwise(("", *earlier))]):
        if verb in table["preposition"]:  # "took a look at the project": the next words are no object
            return True
        if verb in verbs and of not in determiners:
            return False
    return True


def _is_noun(last: str, earlier: Sequence[str], determiners: frozenset[str]) -> bool:
    """Return whether a verb form is a noun, by the determiner before it: "the vote in Rome"."""
    return not determiners.isdisjoint(earlier[-2:] if last.endswith("ing") else earlier[-1:])


def _is_modal(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Return whether it is a verb that looks like a noun, and no noun is first: not "the will will be read"."""
    before = repeat.before
    is_noun = before in table.get("determiner", ()) or before.endswith("'s")
    is_pronoun = before in ("this", "that") and repeat.behind != "be"  # "this will will help"
    is_verb = bool(before) and (is_pronoun or not is_noun)
    return repeat.word in table.get("modal", ()) and is_verb and not _is_clause(repeat, table)


def _is_finite_verb(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Return whether it is a verb, and the first copy does not end a clause that is the subject of the second."""
    being = repeat.word in table.get("being", ())
    is_mentioned = being and repeat.neighbour == "^"  # "In Python, is is an operator"
    if repeat.word not in table.get("clause", ()) or is_mentioned:
        return False
    if repeat.word in table.get("emphatic", ()) and repeat.behind != "not":  # "we do do that"
        return False
    if being and (
        _lacks_complement(repeat, table) or repeat.before in table["adverbial"]
    ):  # "How is is the boat built?"
        return True
    return not _is_clause(repeat, table)


def _lacks_complement(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Return whether a sentence ends behind the verb, so that its subject is no clause: "how old the boat is is."."""
    is_long = len(repeat.clause.rpartition(",")[2].split()) >= _FEWEST_OF_SENTENCE
    return repeat.ends_sentence and is_long and repeat.before not in table["relative"]


def _is_subject(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Return whether the first copy opens its clause, so that it is no object: "out of it it makes"."""
    word, before = repeat.word, repeat.before
    opens = not before or before in table.get("opening", ())
    if word in table.get("subject", ()):
        is_object = word in table["object"] and (repeat.behind in table["noun_opener"] or repeat.ends_sentence)
        is_followed = repeat.behind.lower() in table["preposition"] or (is_object and before.isalpha())
        return opens or before.endswith(",") or is_followed or _is_behind_noun(repeat, table)
    if word in table.get("behind_noun", ()) and _is_behind_noun(repeat, table):
        return True
    return opens and word in table.get("sentence", ())


def _is_behind_noun(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Return whether a noun with a determiner precedes, so that no pronoun is its object: "In this class you you"."""
    *_, earlier, last = ("", "", *repeat.clause.lower().split())
    is_counted = earlier[:1].isdigit() and last.endswith("s")
    is_noun = last.isalpha() and not last.endswith("ing") and last not in table["finite"] | table["pronoun"]
    return is_noun and (is_counted or earlier in table["possessor"])


def _is_verb(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Return whether a verb must stand in its place: "to see see how", "because she plans plans to".

    Behind a pronoun, the pronoun must open its clause: "the tax it imposes imposes a burden" is right.
    """
    if repeat.behind not in table.get("opener", ()) or len(repeat.copies.split()) > 1:
        return False
    if repeat.before in table["infinitive"]:
        return True
    *_, earlier, before = ("", "", *repeat.clause.lower().split())
    opens = before in table["nominative"] and (not earlier or earlier in table["opening"])
    return opens and len(repeat.word) >= SHORTEST_WORD_OF_NO_NAME and repeat.word not in table["said_twice"]


def _is_clause(repeat: Repeat, table: Mapping[str, Any]) -> bool:
    """Return whether the text before may be a clause that is the second copy's subject: "what it is is", "all I have".

    Such a clause begins with a relative word, or with a noun and a subject, and has no other verb.
    """
    *before_comma, clause = repeat.clause.lower().rsplit(",", 1)
    words = re.findall(r"[\w'’]+", clause)[-_CLAUSE_REACH:]
    if len(words) == 1 and words[0] in table.get("unrestrictive", ()) and (before_comma or words[0] == "which"):
        return False  # "the harbour, which is is old", "(which is is old)"
    none = frozenset[str]()
    pronouns, determiners = table.get("pronoun", none), table.get("determiner", none)
    relative = table["relative"] | (table["circumstance"] if repeat.word in table.get("being", ()) else none)
    if _is_of_noun(repeat, words, table):
        return False
    if words and words[-1] in table.get("topic", none):  # "the thing is is that"
        return True
    if "verb_ending" in table:  # a comma ends the clause, or it has only a few words: "что было было"
        return bool(words) and words[-1] in table["relative"]
    for at, (word, behind) in reversed([*enumerate(zip(words, [*words[1:], ""], strict=False))]):
        has_object = not behind and word in table.get("stating", none)  # "what they say is is": "what" is the object
        is_finite = word in table.get("finite", none) and not has_object
        if is_finite or (word in table.get("conjunction", none) and _is_said(words[:at], table)):
            return False
        # A clause without a relative word may follow a noun.
        is_noun = word not in table.get("opening", none) | table.get("stating", none) and not word.endswith("ly")
        if repeat.word in table.get("modal", none):  # "the best you can can", but not "in this class you will will"
            is_noun = word in table["superlative"] or word.endswith("est")
        if word in relative or (is_noun and behind in pronouns and (behind == words[-1] or behind not in determiners)):
            return True
    return False


def _is_of_noun(repeat: Repeat, words: Sequence[str], table: Mapping[str, Any]) -> bool:
    """Return whether a noun with a determiner and a relative word precede: "the college which has has developed"."""
    *earlier, noun, last = ("", "", *words)
    none = frozenset[str]()
    is_attribute = last in table.get("unrestrictive", none) | {"that"} and repeat.word in table.get("being", none)
    is_noun = noun not in table.get("topic", none) | table.get("stating", none) and noun in undoubled("en")
    return is_attribute and is_noun and not table.get("determiner", none).isdisjoint(earlier[-2:])


def _is_said(words: Sequence[str], table: Mapping[str, Any]) -> bool:
    """Return whether one of the words is a verb of saying, so that "that" opens a clause: "said on Tuesday"."""
    stating: frozenset[str] = table.get("stating", frozenset())
    return not stating.isdisjoint(words)


def is_title(word: str) -> bool:
    """Return whether a word has one capital, its first letter ("Federation's", which `str.istitle` denies)."""
    return word[0].isupper() and word[1:].islower()
