"""Word lists, each loaded once, when a rule first asks for it. SOURCES.md says where they come from."""

import pkgutil
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache, partial
from itertools import accumulate, islice, repeat
from typing import Any, NamedTuple, cast

from cleantext import shipped
from cleantext.core.document import Document
from cleantext.lexicons.frequencies import Frequencies
from cleantext.lexicons.sorted_lines import find, mapped, rest_of_line


class LanguageThresholds(NamedTuple):
    """Thresholds for recognising the language of words."""

    # On sentences of 5 to 14 words of edited prose in seven languages, this share of the 120 most frequent words of a
    # language identifies 76 % correctly and 0.5 % wrongly; with the 60 most frequent words it is 72 % and 0.4 %.
    least_stop_word_share: float = 0.2
    fewest_stop_words: int = 2  # a single one occurs in several languages, or in a name: "De la Rue"
    # If stop words do not decide. These thresholds identify 3,800 more of 41,000 English sentences; of 29,000 sentences
    # of other languages 28 are taken for English, half of which are English.
    least_spelled_share: float = 0.75
    least_spelled_share_of_tied: float = 0.6  # "the" is a stop word of four languages
    # Of Russian, Ukrainian and Polish sentences without the plain share of stop words, 9 in 10 have more such words.
    least_share_of_lettered_words: float = 0.1
    fewest_spelled_words: int = 4  # three English words may be a name, or a title, in any language
    # A text may be English if fewer of its words are unknown. All of 2,684 texts of English prose have fewer, and 5 of
    # 1,797 in six other languages: those need no search for English errors.
    most_unknown_share: float = 0.2
    most_words: int = 200  # of a text: 19 in 20 samples of this size from edited prose have 52 stop words or more
    most_code_points_of_line: int = 4_000  # 600 words or more; bounds the time for a line of any length


LANGUAGE = LanguageThresholds()
# Letters that only one of the languages with a table of repeats has; Belarusian and Serbian have others besides.
_LETTERS = {"ru": frozenset("ыэъ"), "uk": frozenset("їєґі"), "pl": frozenset("łżśźćńąę")}
_LETTERS_OF_OTHERS = frozenset("ўјљњћђџѓќѕһөүұқғңәąčďěňřšťůžšđėįųūāēģīķļņūõäöüßåøæčž") - frozenset("ą")
_PART_OF_WORDS = 60  # of a text; the first ones show whether it pays to count its unknown words in parts
_MEMO = 100_000  # known tokens of a language: 10 MB; and as many unknown ones of texts in other languages
# The tokens that are looked up: letters with apostrophes or hyphens between, and words with a digit that looks like a
# letter.
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|(?=[015]*[a-z])[a-z015]+")
_MOST_CHARACTERS = 40  # of a token; the list has one longer word
PUNCTUATION = ".,;:!?()[]{}\"'“”‘’„«»…–—-*"


def language_of(words: Iterable[str]) -> str | None:
    """Return the code of the language of lower-case words; None if it is unclear.

    The share of a language's stop words decides. If it is small, or equal for two languages, the share of words in a
    language's list decides.
    """
    codes, owners = stop_words()
    sample = list(islice(words, LANGUAGE.most_words))
    total = sum(map(owners.__getitem__, filter(owners.__contains__, sample)))
    counts = total.to_bytes(len(codes), "little")
    most = max(counts)
    if (
        most >= max(LANGUAGE.fewest_stop_words, LANGUAGE.least_stop_word_share * len(sample))
        and counts.count(most) == 1
    ):
        return codes[counts.index(most)]
    tied = {code for code, count in zip(codes, counts, strict=True) if count == most and most > 1}
    spelled = next((code for code in WORD_LIST_LANGUAGES if _is_spelled(sample, code, is_tied=code in tied)), None)
    return spelled or _language_of_letters(sample)


def _language_of_letters(sample: Sequence[str]) -> str | None:
    """Return the only language whose own letters occur in a tenth of the words of a sample."""
    least = max(1, LANGUAGE.least_share_of_lettered_words * len(sample))
    counts = {code: sum(not letters.isdisjoint(word) for word in sample) for code, letters in _LETTERS.items()}
    found = [code for code, count in counts.items() if count >= least]
    is_other = not _LETTERS_OF_OTHERS.isdisjoint("".join(sample))
    return found[0] if len(found) == 1 and not is_other else None


def _is_spelled(sample: Sequence[str], language: str, *, is_tied: bool) -> bool:
    """Return whether most words are in a language's list; half of them, if its stop words are as many as any's."""
    known = zipf_tenths(language)
    count = sum(known.get(_bare(word), 0) > 0 for word in sample)
    share = LANGUAGE.least_spelled_share_of_tied if is_tied else LANGUAGE.least_spelled_share
    return count >= max(LANGUAGE.fewest_spelled_words, share * len(sample))


def document_language(document: Document) -> str | None:
    """Return the language that the user named, or that of most of the text."""
    return document.language or document.table(_language_of_words)


def _language_of_words(document: Document) -> str | None:
    return language_of(document.words)


def passage_language(document: Document, line: int) -> str | None:
    """Return the language of one line; of the whole text, if the line is too short or too mixed."""
    if document.language:
        return document.language
    found = _language_of_line(document.line(line).text[: LANGUAGE.most_code_points_of_line])
    return found or document_language(document)


@lru_cache(maxsize=64)  # a long line is queried again with each of its words
def _language_of_line(text: str) -> str | None:
    return language_of(map(_bare, text.lower().split()))


def may_be_english(document: Document) -> bool:
    """Return whether few words of a text are unknown in English; a test before the detection of its language."""
    return document.table(_may_be_english)


def _may_be_english(document: Document) -> bool:
    words, share = document.words, LANGUAGE.most_unknown_share
    most = share * len(words)
    if _count_unknown(words[:_PART_OF_WORDS], "en") < share * min(_PART_OF_WORDS, len(words)):
        return len(unknown_tokens(document, "en")) < most
    # In a text of another language, its first words have too many already.
    parts = (words[at : at + _PART_OF_WORDS] for at in range(0, len(words), _PART_OF_WORDS))
    return all(count < most for count in accumulate(_count_unknown(part, "en") for part in parts)) and bool(words)


def _bare(word: str) -> str:
    return word.strip(PUNCTUATION)


@cache
def stop_words() -> tuple[list[str], Mapping[str, int]]:
    """Return the codes of languages, and for each stop word its languages as a number.

    Packs hold the stop words of their languages; `stopwords.txt` has those of languages without a pack, whose texts
    must not be taken for another's.

    The number has a byte for each language, so that the numbers of a sample are added at once; a byte holds up to 255,
    a sample has 200 words.
    """
    lines = [[code, *facts.stop_words] for code, facts in shipped.speech().items() if facts.stop_words]
    packed = {code for code, *_ in lines}
    others = (line.split() for line in data_text("stopwords.txt").splitlines())
    lines += [line for line in others if line[0] not in packed]
    owners: dict[str, int] = {}
    for at, (_, *listed) in enumerate(lines):
        for word in listed:
            owners[word] = owners.get(word, 0) + (1 << 8 * at)
    return [code for code, *_ in lines], owners


def stop_words_of(language: str) -> frozenset[str]:
    """Return the stop words of a language, lower case; empty for a language without a pack."""
    facts = shipped.speech().get(language)
    return frozenset(facts.stop_words) if facts else frozenset()


@cache
def repeats() -> Mapping[str, Mapping[str, Any]]:
    """Return the tables of each language about words that stand twice in a row; see `repeats.toml`."""
    import tomllib  # with what it imports, 5 ms

    tables = tomllib.loads(data_text("repeats.toml"))
    return {code: {key: _split(value) for key, value in table.items()} for code, table in tables.items()}


@cache
def particle_verbs() -> Mapping[str, frozenset[str]]:
    """Return for each English particle the forms of the verbs that take it; see `en.particles.txt`."""
    lines = [line.split() for line in data_text("en.particles.txt").splitlines() if not line.startswith("#")]
    return {particle: frozenset(forms) for particle, *forms in lines}


def _split(value: str | dict[str, str]) -> Any:
    return (
        {key: frozenset(words.split()) for key, words in value.items()}
        if isinstance(value, dict)
        else frozenset(value.split())
    )


WORD_LIST_LANGUAGES = ("en",)
MISSPELLING_LANGUAGES = ("de", "es", "fr")  # those with only a list of misspellings
FREQUENT_WORD_LANGUAGES = ("de", "es", "fr", "it", "nl", "pl", "pt", "ru", "uk")  # with only a list of frequent words
FOREIGN = -1


@cache
def zipf_tenths(language: str) -> Frequencies:
    """Return the words of a language, lower case, each with ten times its Zipf frequency, at least 1.

    The Zipf frequency is the decimal logarithm of a word's count in a billion words (van Heuven and others, 2014).
    Names, and other words that are used but in no dictionary, have a negative number; `FOREIGN` marks a word of another
    language, or a coinage, that is one edit from a frequent word. The languages of `FREQUENT_WORD_LANGUAGES` list only
    words and names used twice in a million words.
    """
    return Frequencies(mapped(f"{language}.words.txt"))


@cache
def misspellings(language: str) -> Mapping[str, str]:
    """Return lower-case misspellings that are no word of any language, with corrections; empty for other languages."""
    if language not in (*WORD_LIST_LANGUAGES, *MISSPELLING_LANGUAGES):
        return {}
    return dict(line.split(" ") for line in data_text(f"{language}.wrong.txt").split("\n") if line)


@lru_cache(maxsize=20_000)
def listed_correction(word: str, language: str) -> str | None:
    """Return the correction of a misspelling of `misspellings`, whose table takes 8 MB and 30 ms for English."""
    return rest_of_line(f"{language}.wrong.txt", word)


@lru_cache(maxsize=20_000)
def is_word_abroad(word: str) -> bool:
    """Return whether a lower-case word is frequent in another language with Latin letters: "vecinos", "insomma"."""
    return any(zipf_tenths(code).get(word, 0) > 0 for code in FREQUENT_WORD_LANGUAGES if code not in ("ru", "uk"))


@lru_cache(maxsize=20_000)
def is_rare(word: str, language: str) -> bool:
    """Return whether a lower-case word is in a large dictionary only, not in the lists above: "triol"."""
    return find(mapped(f"{language}.rare.txt"), f"\n{word}\n".encode()) >= 0


@cache
def undoubled(language: str) -> frozenset[str]:
    """Return the content words of a language that stand twice in a row only by mistake."""
    if language not in WORD_LIST_LANGUAGES:
        return frozenset()
    return frozenset(data_text(f"{language}.single.txt").split("\n"))


def unknown_tokens(document: Document, language: str) -> Sequence[str]:
    """Return the tokens of `document.words`, in order, that are no known words, names or numbers."""
    return document.table(_unknown_tokens_in(language))


@cache
def _unknown_tokens_in(language: str) -> Callable[[Document], Sequence[str]]:
    """Return the function of a language, always the same one, as the key of a document's table."""
    return partial(_unknown_tokens, language=language)


def _unknown_tokens(document: Document, language: str) -> Sequence[str]:
    unknown = _unknown_among(document.vocabulary, language)
    return [*filter(unknown.__contains__, document.words)] if unknown else ()


def _count_unknown(words: Sequence[str], language: str) -> int:
    return sum(map(_unknown_among(frozenset(words), language).__contains__, words))


def _unknown_among(tokens: frozenset[str], language: str) -> AbstractSet[str]:
    known, not_known = _judged_tokens(language)
    rest = tokens.difference(known)
    unknown = rest & not_known
    if len(unknown) < len(rest):
        new = rest - unknown
        found = {token for token in _not_listed(new, language) if not _is_known(token, language)}
        unknown |= found
        for judged, more in ((known, new - found), (not_known, found)):
            if len(judged) > _MEMO:
                judged.clear()
            judged.update(more)
    return unknown


def _not_listed(tokens: Collection[str], language: str) -> Iterator[str]:
    """Yield the tokens that are not in the list, apart from punctuation; a fast check finds most of them."""
    (known, _), get = _judged_tokens(language), zipf_tenths(language).get
    for token, word in zip(tokens, map(str.strip, tokens, repeat(PUNCTUATION)), strict=True):
        # Most new tokens are known words before a mark: "harbour," behind "harbour".
        if token[-1] == "-" or (word not in known and get(word, FOREIGN) == FOREIGN):
            yield token


@cache
def _judged_tokens(_language: str) -> tuple[set[str], set[str]]:
    """Return the known tokens of earlier texts, which contain most of a text's tokens, and the unknown ones.

    Threads may share the sets and clear them at any time: a missing token is checked again, with the same result.
    """
    return set(), set()


def _is_known(token: str, language: str) -> bool:
    if len(token) > _MOST_CHARACTERS:
        return True
    word = _bare(token).replace("’", "'")
    words = zipf_tenths(language)
    is_listed = any(words.get(form, FOREIGN) != FOREIGN for form in (word, word.removesuffix("'s")))
    if is_listed or not _WORD.fullmatch(word):
        return not (token.endswith("-") and token[-2:-1].isalpha())  # "govern- ment"
    return "-" in word and all(part in words or part.isdigit() for part in word.split("-"))


def data_text(name: str) -> str:
    """Return a text file beside this one."""
    return cast("bytes", pkgutil.get_data(__name__, name)).decode()  # importlib.resources takes 15 ms to import
