"""Content words that stand twice by mistake in languages with a list of frequent words: "querem plantar plantar".

Adverbs, adjectives and short calls double for emphasis ("quasi quasi", "daleko daleko", "logo logo"), verbs of a story
too ("шёл шёл"), and a noun behind an indefinite article for the real thing ("un café café"). What is left are nouns and
verbs in the middle of a clause: between a word and a function word, or an infinitive before any word. Every such repeat
in 12 million words of prose and manuals was read.
"""

from collections.abc import Mapping
from typing import Any

from cleantext.lexicons import stop_words_of, zipf_tenths
from cleantext.lexicons.doubling import Repeat

_SHORTEST = 5  # letters; shorter ones are calls, imitations of sounds and names
_SHORTEST_INFINITIVE = 6
_LAST_VOWELS = {"o": "a", "a": "o", "os": "as", "as": "os"}  # of adjectives in Romance languages
_SLAVIC = ("pl", "ru", "uk")


def is_doubled_content(repeat: Repeat, table: Mapping[str, Any], language: str) -> bool:
    """Return whether a word in the middle of its clause is a noun or a verb that stands twice."""
    word, before, behind = repeat.first, repeat.before, repeat.behind
    is_plain = word.islower() and repeat.copies.split() == [word] and len(word) >= _SHORTEST
    is_inside = before.isalpha() and behind.isalpha() and behind.islower() and not repeat.is_spoken
    if not is_plain or not is_inside or "emphasis" not in table or word in table["emphasis"]:
        return False
    if word in stop_words_of(language):  # the tables of function words decide
        return False
    if before in table.get("indefinite", ()) or word.endswith(tuple(table["emphatic_ending"])):
        return False
    if len(word) >= _SHORTEST_INFINITIVE and word.endswith(tuple(table["infinitive_ending"])):
        return before in table.get("before_infinitive", ()) or _is_infinitive(word, table, language)
    if zipf_tenths(language).get(word, 0) <= 0 or behind not in stop_words_of(language):
        return False
    return not _is_adjective(word, language)


def _is_infinitive(word: str, table: Mapping[str, Any], language: str) -> bool:
    """Return whether a word with the ending of an infinitive is no noun: its gerund is known, if others have one."""
    known, gerunds = zipf_tenths(language), table.get("gerund", ())
    return not gerunds or any(known.get(word[:-cut] + ending, 0) > 0 for ending in gerunds for cut in (2, 3))


def _is_adjective(word: str, language: str) -> bool:
    """Return whether other forms of a word are those of an adjective."""
    known = zipf_tenths(language)
    if language in _SLAVIC:
        ends = {"pl": ("ego", "iego"), "ru": ("ого", "его"), "uk": ("ого", "ього")}[language]
        return any(known.get(word[:-cut] + end, 0) > 0 for cut in (1, 2, 3) for end in ends)
    adverb = "ment" if language == "fr" else "mente"
    stems = (word, word.removesuffix("s"), word[:-1] + "a", word[:-1], word + "e")
    if any(known.get(stem + adverb, 0) > 0 for stem in stems):
        return True
    return any(
        word.endswith(end) and known.get(word[: -len(end)] + other, 0) > 0 for end, other in _LAST_VOWELS.items()
    )
