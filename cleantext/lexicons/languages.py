"""Which languages a text is in, as far as the packs have to know: rather one too many than one too few."""

import re
from collections.abc import Iterator, Sequence

from cleantext.core.document import Document
from cleantext.core.language import language_code
from cleantext.lexicons import stop_words

# Of a text, a third each from its start, its middle and its end: a form there may be in another language.
MOST_WORDS = 400
# A language counts that has at least this share of the distinct stop words that the first language has. Languages
# near to each other share a third to a half of them, so both packs are loaded for Danish and Norwegian, Czech and
# Slovak, Indonesian and Malay, where telling them apart is least sure.
LEAST_SHARE = 0.35  # of 601 news pages in 16 languages 3 lack their own, and of 508 English ones none has another
FEWEST = 2  # one word is in several languages, or a name
# Scripts that one language writes, or that stop words between blanks do not tell.
_SCRIPTS = (
    ("ja", re.compile("[\N{HIRAGANA LETTER SMALL A}-\N{KATAKANA LETTER SMALL KE}]")),
    ("ko", re.compile("[\N{HANGUL SYLLABLE GA}-\ud7a3]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("th", re.compile("[\u0e01-\u0e5b]")),
)
_CITED = 0.1  # of the code points of a text: fewer are names and quotations
_SAME = {"sh": ("hr", "sr"), "nb": ("no",)}  # what the list of stop words calls them


def languages(document: Document) -> frozenset[str]:
    """The codes of the languages of a document: the one that is known, and those that its words are in."""
    known = language_code(document.language) if document.language else None
    return frozenset({*([known] if known else ()), *_of_words(document), *_of_scripts(document.text)})


def main_language(text: str) -> tuple[str | None, float]:
    """The code of the language that most of a text's stop words are of, and how sure that is, 0 to 1.

    How sure: by which share of its distinct stop words it is ahead of the next language; 1.0 where a script says it.
    None and 0.0 for a text with fewer than FEWEST stop words.
    """
    script = next(_of_scripts(text), None)
    if script and _mostly(script, text):
        return script, 1.0
    codes, counts = _counted(Document(text).words)
    ranked = sorted(zip(counts, codes, strict=True), key=lambda pair: (-pair[0], pair[1]))
    (first, code), (second, _) = ranked[:2]
    if first < FEWEST:
        return None, 0.0
    return _SAME.get(code, (code,))[0], round(1 - second / first, 2)


def _mostly(code: str, text: str) -> bool:
    """Whether a text is in the script of a language, and does not only cite it: a tenth of its code points are."""
    if code in {"ja", "zh"}:  # Japanese is written with the signs of Chinese, too
        return sum(len(pattern.findall(text)) for name, pattern in _SCRIPTS if name in {"ja", "zh"}) > _CITED * len(
            text
        )
    return len(dict(_SCRIPTS)[code].findall(text)) > _CITED * len(text)


def _of_words(document: Document) -> Iterator[str]:
    codes, counts = _counted(document.words)
    most = max(counts)  # a byte holds the 120 stop words of a language
    least = max(min(FEWEST, most), 1, LEAST_SHARE * most)
    for code, count in zip(codes, counts, strict=True):
        if count >= least:
            yield from _SAME.get(code, (code,))


def _counted(words: Sequence[str]) -> tuple[list[str], bytes]:
    """The codes of languages, and how many distinct stop words of each are in a sample of a text's words."""
    codes, owners = stop_words()
    start, middle = MOST_WORDS // 3, max(0, len(words) // 2 - MOST_WORDS // 6)
    # Distinct words: an English text with many an "a" is no Hungarian one.
    sample = {*words[:start], *words[middle : middle + start], *words[-start:]}
    total = sum(map(owners.__getitem__, filter(owners.__contains__, sample)))
    return codes, total.to_bytes(len(codes), "little")


def _of_scripts(text: str) -> Iterator[str]:
    return (code for code, pattern in _SCRIPTS if not text.isascii() and pattern.search(text))
