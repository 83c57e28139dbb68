"""Find the languages of a text, to choose packs: one too many is better than one too few."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from cleantext import shipped
from cleantext.core.document import Document
from cleantext.core.language import language_code
from cleantext.core.scan import searcher
from cleantext.lexicons import may_be_english, stop_words

# Three samples of a text, from its start, its middle and its end: a form there may be in another language.
MOST_WORDS = 400
# A language counts if it has at least this share of the first language's distinct stop words in the text. Similar
# languages share a third to a half of them. For the pairs that are hardest to distinguish (Danish and Norwegian, Czech
# and Slovak, Indonesian and Malay, Croatian and Serbian), each pack names the other as `beside`.
LEAST_SHARE = 0.35  # of 601 news pages in 16 languages 3 miss their own, and of 508 English ones none has another
FEWEST = 2  # a single word occurs in several languages, or in a name
_CITED = 0.1  # of the code points of a text: less is names and quotations


def languages(document: Document) -> frozenset[str]:
    """Return the codes of the languages of a document: the given one, else those of its words and of its page.

    Similar languages are added. The language that a page declares never excludes others: it is often only that of its
    theme.
    """
    given = language_code(document.language) if document.language else None
    claimed = document.article.claimed_language
    found = {given} if given else {*_of_words(document), *document.table(_of_letters), *([claimed] if claimed else ())}
    near = (shipped.speech()[code].beside for code in found if code in shipped.speech())
    return frozenset(found.union(*near))


def spoken(document: Document) -> str:
    """Return the code of the main language of a document; "" if its words do not show it."""
    return document.table(_spoken)


def _spoken(document: Document) -> str:
    if document.language:
        return language_code(document.language) or ""
    codes, counts = document.table(_counts)
    script = _script(document)
    if script and script not in codes:
        return script
    most = max(counts)
    code = codes[counts.index(most)] if most >= FEWEST else ""
    return "en" if code != "en" and may_be_english(document) else code


def main_language(text: str) -> tuple[str | None, float]:
    """Return the code of the language with most of a text's stop words, and the certainty, 0 to 1.

    The certainty is the lead over the next language, as a share of its distinct stop words. It is 1.0 if the script
    decides, and 0.5 if the script decides with fewer than FEWEST stop words, since other languages share it. Other
    texts with so few stop words return None and 0.0.
    """
    document = Document(text)
    codes, counts = document.table(_counts)
    script = _script(document)
    if script and script not in codes:  # a script without blanks, for which no stop words are listed
        return script, 1.0
    ranked = sorted(zip(counts, codes, strict=True), key=lambda pair: (-pair[0], pair[1]))
    (first, code), (second, _) = ranked[:2]
    if first < FEWEST:
        return (script, 0.5) if script else (None, 0.0)
    return code, round(1 - second / first, 2)


def _script(document: Document) -> str | None:
    """Return the first language whose letters make up a tenth of a document."""
    return next((code for code in document.table(_of_letters) if _mostly(code, document.text)), None)


def _mostly(code: str, text: str) -> bool:
    """Return whether a text is in the script of a language, not only quotes it: a tenth of its code points are."""
    _, letters = _letters()
    alike = ("ja", "zh") if code in {"ja", "zh"} else (code,)  # Japanese is also written with Chinese characters
    return sum(len(_class_of(letters[one]).findall(text)) for one in alike) > _CITED * len(text)


def _of_words(document: Document) -> Iterator[str]:
    codes, counts = document.table(_counts)
    most = max(counts)  # a byte holds the 120 stop words of a language
    least = max(min(FEWEST, most), 1, LEAST_SHARE * most)
    for code, count in zip(codes, counts, strict=True):
        if count >= least:
            yield code


def _counts(document: Document) -> tuple[list[str], bytes]:
    """Return the codes of languages, and the number of distinct stop words of each in a sample of a text's words."""
    (codes, owners), words = stop_words(), document.words
    start, middle = MOST_WORDS // 3, max(0, len(words) // 2 - MOST_WORDS // 6)
    # Distinct words: an English text with many an "a" is not Hungarian.
    sample = {*words[:start], *words[middle : middle + start], *words[-start:]}
    total = sum(map(owners.__getitem__, filter(owners.__contains__, sample)))
    return codes, total.to_bytes(len(codes), "little")


def _of_letters(document: Document) -> Sequence[str]:
    """Return the languages whose letters occur in a text: scripts of one or few languages, or without blanks."""
    any_letter, letters = _letters()
    if document.text.isascii() or not searcher(f"[{any_letter}]")(document.data):
        return ()
    return [code for code, its in letters.items() if searcher(f"[{its}]")(document.data)]


@cache
def _letters() -> tuple[str, Mapping[str, str]]:
    """Return the letters that identify a language, in the spelling of a class of a pattern, and these by its code."""
    listed = {code: facts.letters for code, facts in shipped.speech().items() if facts.letters}
    return "".join(listed.values()), listed


@cache
def _class_of(letters: str) -> "re.Pattern[str]":
    return re.compile(f"[{letters}]")  # takes a millisecond or two
