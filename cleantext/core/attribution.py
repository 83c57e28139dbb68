"""Words that an article ascribes to somebody without quotation marks: "Support our work, the charity asked".

A verb of saying stands behind them, behind a comma or a dash or at the end of the sentence, or before them: "A woman
shouted: support our work". The verbs are the words `said` of the packs, in the third person: a site speaks of itself as
"we".
"""

from collections.abc import Collection
from functools import lru_cache
from typing import TYPE_CHECKING

from cleantext.core.document import Document, Hit
from cleantext.core.lazy import by_first_part, folded, lazy, parts

if TYPE_CHECKING:
    import regex

# The words that rules declare which pass the packs' words to `is_attributed`.
ATTRIBUTION_WORDS = {
    "said": "verbs that ascribe what is said to somebody: asked",
    "we": "the publisher's voice: we, our",
}
_STOP = r"[.!?…。！？।؟۔]"  # ends a sentence
_LONGEST = 120  # code points between an appeal and its verb
_BEFORE = 200  # code points before an appeal in which its verb is searched
_SPACELESS = lazy(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")
# "(?!we)": "To go on, asks the charity" is a report, "To go on, we ask you" is the appeal itself.
_SUBJECT = r"(?:(?!(?:\L<we>)\b)[\p{L}\p{M}’'-]+\s+){0,6}"
_VERB = r"(?:(?<!\b(?:\L<we>)\s)\b(?:\L<said>)\b|(?:\L<spaceless>))"
_CLOSING = r"[\"”»’]?\s*"
_BEHIND = (
    rf"(?:[,،，、]{_CLOSING}(?:[–—-]\s*)?|{_STOP}?{_CLOSING}\s[–—-]+\s*){_SUBJECT}{_VERB}"  # ", the charity asked"
    rf"|[!?！？؟]{_CLOSING}{_VERB}"  # "Support us! shouted the man"
    rf"|[,،，、]{_CLOSING}[^\s,،，、。！？]{{0,12}}(?:\L<spaceless>)"  # "请支持我们，会长说"
    # Verbs close a sentence: "… करने की अपील की", "… desteklesin diye seslendi". In other scripts a participle may:
    # "… when it is announced".
    rf"|(?:(?![\p{{Latin}}\p{{Cyrillic}}\p{{Greek}}])|\bdiye\s+){_VERB}(?:\s\w{{1,3}})?\s?(?:{_STOP}|$)"
    rf"|{_VERB}[^.!?。！？।؟]{{0,60}}[:：]"
)

# The end of a sentence, unless its verb of saying follows: "Support us!” shouted the man".
_END = lazy(rf"{_STOP}(?!\s*[\"”»’]?\s*[,–—-]|\s*\p{{Ll}})[\"”»’]?")


def is_attributed(document: Document, hit: Hit, said: Collection[str], we: Collection[str]) -> bool:
    """Return whether a verb of saying in the sentence of a hit ascribes it to somebody.

    said: the verbs; we: the words of the publisher's voice.
    """
    line = document.lines[hit.line]
    start, stop = max(line.start, hit.start - _BEFORE), min(line.end, hit.end + _LONGEST)
    # A pattern of all verbs compiles in 5 to 15 ms for each set of languages that occur together. Few verbs occur here,
    # and usually none.
    around = document.text[start:stop]
    verbs = _occurring(tuple(said), around)
    if not verbs:
        return False
    verb, behind = _patterns(verbs, _occurring(tuple(we), around))
    own = document.text[start : hit.start]
    before = own[max(own.rfind(mark) for mark in ".!?…。！？।؟۔") + 1 :]
    if verb.search(before):
        return True
    rest = document.text[hit.end : stop]
    end = _END.search(rest)
    return behind.search(document.text[hit.start : hit.end] + (rest[: end.end()] if end else rest)) is not None


def _occurring(words: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Return the words, sorted, that may occur in a text."""
    by_part, spaceless = _by_part(words)
    found = {word for part in by_part.keys() & {"", *parts(text)} for word in by_part[part]}
    if spaceless and not text.isascii():
        found.update(word for word in spaceless if folded(word) in folded(text))
    return tuple(sorted(found))


@lru_cache(maxsize=64)  # for each of the languages that occur together
def _by_part(words: tuple[str, ...]) -> tuple[dict[str, list[str]], list[str]]:
    """Return words by their first part, and those of scripts without blanks, which may stand anywhere."""
    spaceless = [*filter(_SPACELESS.search, words)]
    return by_first_part(set(words).difference(spaceless)), spaceless


@lru_cache(maxsize=256)  # for each of the words that occur together
def _patterns(said: tuple[str, ...], we: tuple[str, ...]) -> "tuple[regex.Pattern[str], regex.Pattern[str]]":
    """Return a pattern for a verb of saying, and one for a verb that ascribes the words before it."""
    spaceless = [word for word in said if _SPACELESS.search(word)]
    spaced = [word for word in said if word not in spaceless]
    verb, behind = (
        lazy(f"(?i){pattern}", said=spaced or ["\0"], spaceless=spaceless or ["\0"], we=we or ["\0"])
        for pattern in (_VERB, _BEHIND)
    )
    return verb, behind
