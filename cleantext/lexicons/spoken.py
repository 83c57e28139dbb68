"""Words that are spelled in their own way on purpose: dialect, a child's letter, a sign, a name like "Adn"."""

from cleantext.core.document import Document
from cleantext.core.lazy import lazy
from cleantext.lexicons import FOREIGN, listed_correction, zipf_tenths
from cleantext.lexicons.function_words import MISREAD
from cleantext.lexicons.unknown import Word, beside, starts_sentence

# From the opening mark to the closing one, or to the end of a paragraph, as speech that goes on.
_QUOTATION = lazy(r"[“„«][^“”„»\n]*[”»“]?|\"[^\"\n]*\"?|(?<![\w’'])['‘](?=\p{L})[^“”\"\n]{0,600}?[,.!?—–]['’](?!\w)")
_TOKEN = lazy(r"['’]?\p{L}[\p{L}'’]*")
_DROPPED = lazy(r"['’]\p{Ll}+|\p{Ll}+(?:in|[^s])['’]")  # "'em", "goin'", "wi'"; "boats'" is a genitive
_LONGEST_QUOTATION = 2_000  # code points that are examined
# Words of dialects that are also English words, or short for others.
_DIALECT = frozenset(
    """
    tha thee thou thy ye yer yersel nowt owt summat nobbut nivver allus aught naught aye nay wee bairn bonnie bonny braw
    dinna dinnae canna cannae wouldnae couldnae didnae isnae wasnae wisnae hasnae gaun gwine thon yon oi dem dey dis deh
    yuh wi nae auld mon mam ain't
    """.split()
)
# Other odd words of a quotation beside one that may be a slip: it is always wrong ("Fresh egs and tomatos"), or has
# another consonant.
_FEWEST_BESIDE_TYPO = 2
_LONGEST_OF_DIALECT = 8  # letters; "jurisidiction" is a slip
_VOWELS = str.maketrans("", "", "aeiouyhw'")
# Words that stand before no mark and no finite verb at the start of a sentence: "Adn, the cat, has the chair".
_OPENERS = frozenset("the and of in to for with from by at on their our your his her its my than into as or".split())
_FINITE = frozenset(
    """
    is was has had were are said says will would can could may might must did does do came went sold took made met told
    asked won lost became stood sat left lives lived comes goes makes runs
    """.split()
)


def is_meant(word: Word, meant: str, document: Document) -> bool:
    """Return whether a word may be spelled so on purpose, and `meant` is wrong for it."""
    if word.is_capital and starts_sentence(word, document) and _may_be_name(word, meant, document):
        return True
    if word.lower in MISREAD or not word.text.replace("'", "").replace("’", "").isalpha():
        return False
    is_long = len(word.text) > _LONGEST_OF_DIALECT
    is_plain = is_long or listed_correction(word.lower, "en") is not None or not _has_other_vowels(word.lower, meant)
    least = _FEWEST_BESIDE_TYPO if is_plain else 1
    return _odd_words_beside(word, document, least) >= least


def _has_other_vowels(word: str, meant: str) -> bool:
    """Return whether two spellings differ in vowels only, as dialects do ("knaws"), and no letter is typed twice."""
    is_twice = any(word[:at] + word[at + 1 :] == meant for at in range(1, len(word)) if word[at] == word[at - 1])
    return word.translate(_VOWELS) == meant.translate(_VOWELS) and not is_twice


def _may_be_name(word: Word, meant: str, document: Document) -> bool:
    behind = beside(word, document)[1]
    return meant in _OPENERS and (not behind or behind in _FINITE)


def _odd_words_beside(word: Word, document: Document, most: int) -> int:
    """Return how many other words of the quotation around a word are unknown, cut off or dialect, up to `most`."""
    line = document.line(document.line_at(word.start))
    start = word.start - line.start
    first, last = max(0, start - _LONGEST_QUOTATION), start + _LONGEST_QUOTATION
    found = _QUOTATION.finditer(line.text, first, last)
    quotation = next((one for one in found if one.start() < start < one.end()), None)
    if quotation is None:
        return 0
    number, known = 0, zipf_tenths("en")
    for token in _TOKEN.finditer(line.text, quotation.start(), quotation.end()):
        text = token[0].strip("’'").lower().replace("’", "'")
        is_odd = text in _DIALECT or _DROPPED.fullmatch(token[0]) is not None
        is_unknown = token[0].islower() and known.get(text.removesuffix("'s"), FOREIGN) == FOREIGN
        number += token.start() != start and (is_odd or is_unknown)
        if number >= most:
            break
    return number
