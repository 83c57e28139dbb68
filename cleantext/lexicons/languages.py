"""Find the languages of a text, for the choice of packs: one too many is better than one too few."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from cleantext import shipped
from cleantext.core.document import Document
from cleantext.core.language import language_code
from cleantext.lexicons import stop_words

# Of a text, a third each from its start, its middle and its end: a form there may be in another language.
MOST_WORDS = 400
# A language counts that has at least this share of the distinct stop words that the first language has. Languages
# near to each other share a third to a half of them; of those that are least surely told apart, Danish and Norwegian,
# Czech and Slovak, Indonesian and Malay, Croatian and Serbian, each pack names the other as `beside`.
LEAST_SHARE = 0.35  # of 601 news pages in 16 languages 3 lack their own, and of 508 English ones none has another
FEWEST = 2  # one word is in several languages, or a name
_CITED = 0.1  # of the code points of a text: fewer are names and quotations


def languages(document: Document) -> frozenset[str]:
    """The codes of the languages of a document: the one that was given, else those of its words and of its page.

    Languages near to them are added. A page's claim never narrows: many a page claims the language of its theme.
    """
    given = language_code(document.language) if document.language else None
    claimed = document.article.claimed_language
    found = {given} if given else {*_of_words(document), *_of_letters(document.text), *([claimed] if claimed else ())}
    near = (shipped.speech()[code].beside for code in found if code in shipped.speech())
    return frozenset(found.union(*near))


def main_language(text: str) -> tuple[str | None, float]:
    """The code of the language that most of a text's stop words are of, and how sure that is, 0 to 1.

    How sure: by which share of its distinct stop words it is ahead of the next language; 1.0 where a script says it,
    0.5 where it does with fewer than FEWEST stop words, since other languages have the script too. None and 0.0 for
    any other text with so few.
    """
    codes, counts = _counted(Document(text).words)
    script = next((code for code in _of_letters(text) if _mostly(code, text)), None)
    if script and script not in codes:  # a script without blanks, whose words are not listed
        return script, 1.0
    ranked = sorted(zip(counts, codes, strict=True), key=lambda pair: (-pair[0], pair[1]))
    (first, code), (second, _) = ranked[:2]
    if first < FEWEST:
        return (script, 0.5) if script else (None, 0.0)
    return code, round(1 - second / first, 2)


def _mostly(code: str, text: str) -> bool:
    """Whether a text is in the script of a language, and does not only cite it: a tenth of its code points are."""
    _, letters = _letters()
    alike = ("ja", "zh") if code in {"ja", "zh"} else (code,)  # Japanese is written with the signs of Chinese, too
    return sum(len(_class_of(letters[one]).findall(text)) for one in alike) > _CITED * len(text)


def _of_words(document: Document) -> Iterator[str]:
    codes, counts = _counted(document.words)
    most = max(counts)  # a byte holds the 120 stop words of a language
    least = max(min(FEWEST, most), 1, LEAST_SHARE * most)
    for code, count in zip(codes, counts, strict=True):
        if count >= least:
            yield code


def _counted(words: Sequence[str]) -> tuple[list[str], bytes]:
    """The codes of languages, and how many distinct stop words of each are in a sample of a text's words."""
    codes, owners = stop_words()
    start, middle = MOST_WORDS // 3, max(0, len(words) // 2 - MOST_WORDS // 6)
    # Distinct words: an English text with many an "a" is no Hungarian one.
    sample = {*words[:start], *words[middle : middle + start], *words[-start:]}
    total = sum(map(owners.__getitem__, filter(owners.__contains__, sample)))
    return codes, total.to_bytes(len(codes), "little")


def _of_letters(text: str) -> Iterator[str]:
    """The languages whose letters stand in a text: those of scripts that few write, or that set no blanks."""
    if text.isascii():
        return
    any_letter, letters = _letters()
    if any_letter.search(text):
        yield from (code for code, its in letters.items() if _class_of(its).search(text))


@cache
def _letters() -> "tuple[re.Pattern[str], Mapping[str, str]]":
    """What finds a letter that tells a language, and these letters by its code."""
    listed = {code: facts.letters for code, facts in shipped.speech().items() if facts.letters}
    return _class_of("".join(listed.values())), listed


@cache
def _class_of(letters: str) -> "re.Pattern[str]":
    return re.compile(f"[{letters}]")  # a millisecond or two
