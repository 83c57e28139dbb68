"""Lines that stay whatever their score. Each guard protects a kind of content that a model without it removed.

`open_places` returns the lines that are scored, `Guards.keeps` says which of them always stay, and `kept_beside`
returns the removable lines that stay with their neighbours.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import accumulate, pairwise
from re import IGNORECASE, VERBOSE
from typing import TYPE_CHECKING

from cleantext.core.blocks import FIELD
from cleantext.core.document import Document
from cleantext.core.lazy import lazy
from cleantext.core.prose import PROSE_LENGTH, ends_sentence
from cleantext.scorer import voice
from cleantext.scorer.lines import BODY, LONGEST, NO_PHRASE, SENTENCE, STRONG_PHRASE, TAIL, Lines
from cleantext.scorer.wording import long_words

if TYPE_CHECKING:
    import regex


# With less prose, no line is scored: galleries, directories and menus consist of short lines.
LEAST_PROSE = 300  # code points
MOST_TAKEN = 1.0  # times the length of the prose
HEADLINE = 25  # code points: labels and dates above the headline are shorter
NEAR_TITLE = 0.7  # share of a line's words that the title has
LONG_SENTENCE = 50  # code points
SHORT_SENTENCE = 40  # code points
SUBHEAD = 90  # code points
LINKED = 0.5
LITTLE_PROSE = 0.1  # share of the prose
# More lines in a row between paragraphs, none of them known to a rule, belong to the article: a line-up, a programme.
LONGEST_INSERT = 12
FEWEST_CUES = 2  # words of publishers in a sentence that is scored; one less beside an address
LABEL = 40  # code points; a shorter line is no part of a wrapped paragraph
SHORTEST_VOICE = 15  # code points
FEWEST_KEPT = 2  # lines below an article that stay; then the others that no rule knows stay with them
SPOKEN = 5  # tenths of log-odds: a line that sounds like a publisher
OF_THE_ARTICLE = 0.6  # share of a headline's long words that the prose has
# A blank follows the sign of an item; otherwise it is a minus or a decimal point.
_BULLET = lazy(r"(?:[\p{Po}\p{Pd}\p{So}]|\(?[0-9]{1,2}[.)])\s")
# A dateline, as in the style books of agencies: in capitals, with region or date behind a comma and optionally the
# agency in brackets, or in any letters with the agency; then a dash or colon, and the report, which pages may have in
# the next line.
_PLACE = r"\p{Lu}[\p{Lu}\p{M}\p{Zs}.'’-]{2,40}"
_PLACE_OF_AGENCY = r"\p{Lu}[\p{L}\p{M}\p{Zs}.'’/-]{1,40}"
_FURTHER = r"(?:,[\p{L}\p{N}\p{Zs}.'’-]{2,40}){0,2}\s?"
_AGENCY = r"\([\p{L}\p{Zs}./,-]{2,30}\)\s?"
_DATELINE = lazy(
    rf"(?:{_PLACE}{_FURTHER}(?:{_AGENCY})?|{_PLACE_OF_AGENCY}{_FURTHER}{_AGENCY})(?:(?:[–—―:]|\.?-{{1,2}}(?=\s))\s*\w"
    r"|(?:[–—―]|--)\s*$)"
)
# A sum of money: the sign of a currency, or the name or code of one of the fifteen that are traded most (Bank for
# International Settlements, 2022), beside a number.
_MONEY = r"""
    \p{Sc}|(?:aud|cad|chf|cny|eur|gbp|hkd|inr|jpy|krw|nok|nzd|sek|sgd|usd)\b
    |(?:euros?|dollars?|pounds?|yen|yuan|won|francs?|rupees?|kron(?:or|er))\b
"""
_PRICE = lazy(rf"\p{{Sc}}\s?[0-9]|[0-9]\s?(?:{_MONEY})|\b(?:eur|gbp|usd|chf|rs\.?)\s?[0-9]", IGNORECASE | VERBOSE)
# Opening and reversed quotation marks, those of Chinese and Japanese, and the sign before a quoted line of a mail.
_QUOTE = lazy(r"""[\p{Pi}"'„‚»「『>]""")
# "Aug. 14 -- St. Louis", "12 mai : Lyon": rows of a programme.
_DATED = lazy(r"(?:\p{Lu}\p{L}{2,9}\.?\s[0-9]{1,2}|[0-9]{1,2}\.?\s\p{L}{3,9}\.?)\b(?!\s?,?\s?[0-9]{4}$)")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\b\W+\w")
# A line of a dialogue, as most of Europe writes it, and a step of instructions.
_SAID_OR_STEP = re.compile(r"[–—-]\s|(?:Step|Schritt|Stap|Steg|Étape|Paso|Passo|Etapa|Krok|Шаг|Крок|Adım)\s\d")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s")
_NOTE = re.compile(r"(?:[-•*]\s)?(?:[\^↑]|\[\d+\])")  # of a list of references
# An entry of a ticker: a time of day, and an event in some words. Opening hours have a second time behind the first.
_TICKER = lazy(
    r"(?:[01]?[0-9]|2[0-3])[:.h][0-5][0-9]\b(?:\s?(?:[ap]\.?m\b\.?|uhr\b))?\W{1,3}(?:\p{L}+\W+){2}", IGNORECASE
)
# Such elements hold data, code or other people's words, and usually have short lines.
_OF_OTHERS = frozenset({"blockquote", "caption", "pre", "table", "td", "th", "tr"})
# The classes that platforms give to a post, chart or player in their embedding code, and those of WordPress.
_EMBEDS = (
    *("twitter-tweet", "twitter-video", "bluesky-embed", "mastodon-embed", "fb-post", "instagram-media"),
    *("tiktok-embed", "reddit-embed-bq", "wp-block-embed", "wp-block-table", "wp-block-quote", "wp-block-pullquote"),
    *("datawrapper-chart", "flourish-embed", "infogram-embed", "tableauplaceholder", "interactive", "embed"),
)
_WORD = re.compile(r"\w+")
_ENDS = frozenset(".!?…)]。！？")
_LOW_HEADINGS = frozenset({"h2", "h3", "h4"})


def has_candidates(document: Document, language: Callable[[], str]) -> bool:
    """Return whether any line may be scored. language: returns the main language; asked only if lines depend on it."""
    if has_short_lines(document):
        return True
    texts = [line.text for line in document.lines if PROSE_LENGTH <= len(line.text) <= LONGEST]
    return bool(texts) and language() in voice.LANGUAGES and any(may_be_spoken(text, language()) for text in texts)


def has_short_lines(document: Document) -> bool:
    """Return whether a text has short lines at an end, apart from a headline, or side by side; always with HTML.

    Otherwise, as in most clean articles, no line is scored: a short line between two paragraphs is a subheading.
    """
    if document.has_marks:
        return True
    short = [len(line) < PROSE_LENGTH for line in document.raw_lines if line and not line.isspace()]
    return len(short) > 1 and (short[-1] or any(first and second for first, second in pairwise(short)))


def open_places(lines: Lines) -> list[int]:
    """Return the lines that are scored: no paragraphs of the article, and none if there is little prose.

    On plain text, sentences with the words of publishers are scored, although they read like paragraphs.
    """
    if sum(len(lines.texts[place]) for place in lines.paragraphs) < LEAST_PROSE:
        return []
    is_open = _is_apart if lines.marks else _is_spoken_sentence
    return [
        place
        for place, text in enumerate(lines.texts)
        if len(text) <= LONGEST and not lines.gone[place] and (not lines.prose[place] or is_open(lines, place))
    ]


def _is_apart(lines: Lines, place: int) -> bool:
    """Return whether a line of prose is a link, or stands apart from the prose in elements with little of it."""
    mark = lines.marks[place]
    if mark is None or mark.link_share >= LINKED:
        return mark is not None
    return mark.names not in lines.usual_names and mark.prose_share < LITTLE_PROSE


def _is_spoken_sentence(lines: Lines, place: int) -> bool:
    """Return whether a line of prose may be a publisher's, and is no part of a paragraph that is wrapped."""
    if not lines.language or not may_be_spoken(lines.texts[place], lines.language):
        return False
    above = lines.texts[place - 1] if place else "."
    return ends_sentence(above) or len(above) < LABEL


def may_be_spoken(text: str, language: str) -> bool:
    """Return whether a line of prose has the words of a publisher, and ends like a sentence or in an address."""
    has_address = "@" in text or "http" in text or "www." in text
    if not (has_address or text[-1] in _ENDS) or len(text) > LONGEST:
        return False
    return voice.count_cues(text, language) >= FEWEST_CUES - has_address


class Guards:
    """The guards over the lines of one document; they are asked only about the few lines with high scores."""

    def __init__(self, lines: Lines) -> None:
        """Store the lines, and examine nothing yet."""
        self._lines = lines

    def keeps(self, place: int) -> bool:
        """Return whether a line stays whatever its score."""
        return place in self._headlines or self._is_kind(place) or self._is_of_a_list(place)

    @cached_property
    def _headlines(self) -> set[int]:
        """Return the article's own headline: lines above the prose that may be it, and lines of the title's words."""
        lines = self._lines
        above = [at for at in range(lines.first) if len(lines.texts[at]) > HEADLINE and not lines.gone[at]]
        by_words = [(at, long_words(lines.texts[at])) for at in above]
        found = {at for at, words in by_words if words and _share(words, lines.prose_words) >= OF_THE_ARTICLE}
        # Without marks, a line with two long words of the article is its headline, and no other line above it is one.
        if lines.marks or not any(len(words) > 1 for at, words in by_words if at in found):
            found.update(above[:1])
            if not lines.marks and not any(lines.gone[at] or lines.phrases[at] == STRONG_PHRASE for at in range(2)):
                found.add(0)  # "Get in" opens a text whose first lines no rule takes: a heading, however short
        title = set(map(str.lower, _WORD.findall(lines.title)))
        if title:
            words = ((at, _WORD.findall(text.lower())) for at, text in enumerate(lines.texts) if len(text) <= LONGEST)
            found.update(at for at, own in words if len(own) > 1 and _share(own, title) >= NEAR_TITLE)
        return found

    def _is_kind(self, place: int) -> bool:
        """Return whether a line is of a kind that is content by its form or its element."""
        lines, text = self._lines, self._lines.texts[place]
        if _DATELINE.match(text) or _NOTE.match(text) or _is_row(lines, place) or _TICKER.match(text):
            return True
        if _is_year_of_several(lines.texts, place):
            return True
        if lines.phrases[place] == STRONG_PHRASE:
            return False
        if text[0].islower() or _PRICE.search(text) or (_NUMBERED.match(text) and ends_sentence(text)):
            return True
        if not lines.marks:
            if lines.zone(place) == SENTENCE and lines.tone(place) < 0:
                return True
            if self._is_spoken(place):
                return _QUOTE.match(text) is not None or _SAID_OR_STEP.match(text) is not None
            is_between = lines.zone(place) == BODY and _is_kind_between(lines, place)
            return _QUOTE.match(text) is not None or is_between or _goes_on(lines, place)
        mark = lines.marks[place]
        return mark is not None and (mark.tag in _OF_OTHERS or _is_embedded(mark.names))

    def _is_spoken(self, place: int) -> bool:
        """Return whether a whole sentence sounds like a publisher."""
        lines, text = self._lines, self._lines.texts[place]
        if not lines.language or not ends_sentence(text):
            return False
        return lines.zone(place) == SENTENCE or _sounds(lines, place)

    def _is_of_a_list(self, place: int) -> bool:
        """Return whether a line stands in the article's own list: below its lead-in, or long and unknown to rules."""
        if self._is_below_label(place):
            return True
        lines, (proses, known) = self._lines, self._runs
        below = bisect_left(proses, place)
        if not below:
            return False
        start = proses[below - 1]
        stop = proses[below] if below < len(proses) else len(lines.texts)
        run = range(start + 1, max(stop, place + 1))
        if known[place + 1] > known[start + 1]:
            return False
        is_below_lead_in = not lines.gone[start] and _leads_in(lines.texts[start])
        if is_below_lead_in or lines.marks or lines.zone(place) != BODY:
            return is_below_lead_in
        return len(run) > LONGEST_INSERT or _BULLET.match(lines.texts[place]) is not None

    def _is_below_label(self, place: int) -> bool:
        """Return whether a line stands below a short lead-in of the article: "Opening hours:"."""
        lines, at = self._lines, place - 1
        while at >= max(0, place - LONGEST_INSERT) and not lines.gone[at] and not lines.prose[at]:
            if _leads_in(lines.texts[at]):
                return lines.phrases[at] == NO_PHRASE and not _sounds(lines, at)
            at -= 1
        return False

    @cached_property
    def _runs(self) -> tuple[list[int], list[int]]:
        """Return the lines of prose, and for each line, and the end, how many above it rules know."""
        lines = self._lines
        proses = [at for at, is_prose in enumerate(lines.prose) if is_prose]
        marked = (gone or phrase != NO_PHRASE for gone, phrase in zip(lines.gone, lines.phrases, strict=True))
        return proses, list(accumulate(map(int, marked), initial=0))


def _leads_in(text: str) -> bool:
    return text.endswith((":", "："))


def _share(words: Sequence[str], known: AbstractSet[str]) -> float:
    return sum(word in known for word in words) / max(1, len(words))


def _is_row(lines: Lines, place: int) -> bool:
    """Return whether a line is one of several rows of a table with as many cells; layout has rows of one cell."""
    if len(_cells(lines, place)) < 2:  # noqa: PLR2004 - see above
        return False
    bars = lines.texts[place].count("|")
    beside = (at for at in (place - 1, place + 1) if len(_cells(lines, at)) > 1)
    return any(lines.texts[at].count("|") == bars for at in beside)


def _is_year_of_several(texts: Sequence[str], place: int) -> bool:
    """Return whether a line begins with a year, and so does one beside it: a chronology."""
    beside = (at for at in (place - 1, place + 1) if 0 <= at < len(texts))
    return _YEAR.match(texts[place]) is not None and any(_YEAR.match(texts[at]) for at in beside)


def _cells(lines: Lines, place: int) -> list[str]:
    """Return the cells of a row that are not empty, as extractors write it: "| a | b |"."""
    text = lines.texts[place] if 0 <= place < len(lines.texts) else ""
    return list(filter(str.strip, text.strip("|").split("|"))) if text.startswith("|") else []


def _is_embedded(names: str) -> bool:
    return any(name in _OF_OTHERS or name.startswith(_EMBEDS) for name in names.split())


def _is_kind_between(lines: Lines, place: int) -> bool:
    """Return whether a line between paragraphs of a plain text is a sentence, a single word or a subheading."""
    text = lines.texts[place]
    return (ends_sentence(text) and len(text) >= LONG_SENTENCE) or " " not in text or _is_subhead(lines, place)


def _goes_on(lines: Lines, place: int) -> bool:
    """Return whether a sentence without a phrase follows a paragraph, apart from lines that rules remove between them.

    The last sentence of a short article is no paragraph by its length.
    """
    text = lines.texts[place]
    if lines.phrases[place] != NO_PHRASE or len(text) < SHORT_SENTENCE or not ends_sentence(text):
        return False
    above = next((at for at in range(place - 1, -1, -1) if not lines.gone[at]), None)
    return above is not None and lines.prose[above]


def _is_subhead(lines: Lines, place: int) -> bool:
    text = lines.texts[place]
    between = lines.prose[place - 1] and lines.prose[place + 1]
    return between and len(text) <= SUBHEAD and not ends_sentence(text) and "|" not in text


def kept_beside(lines: Lines, taken: AbstractSet[int]) -> set[int]:
    """Return the removable lines that stay beside others that stay: their headings, and items of their lists.

    All stay if they are longer than the article's prose.
    """
    prose = sum(len(lines.texts[place]) for place in lines.paragraphs if place not in taken)
    if sum(len(lines.texts[place]) for place in taken) > MOST_TAKEN * prose:
        return set(taken)
    goes: Callable[[int], bool] = lambda place: place in taken or lines.gone[place]  # noqa: E731 - two lines use it
    kept = {at for at in taken if (_is_heading(lines, at) or _is_lead_in(lines, at)) and not goes(at + 1)}
    for items in _lists(lines.texts):
        if not all(map(goes, items)):
            kept.update(taken & set(items))
    end = _unknown_end(lines)
    if not any(_sounds(lines, at) for at in end) or len(end) - sum(map(goes, end)) >= FEWEST_KEPT:
        kept |= taken & set(end)
    return kept


def _unknown_end(lines: Lines) -> range:
    """Return the lines below all prose of a plain text if no rule knows one: "What to bring", "A coat", "A torch"."""
    start = max((at + 1 for at, is_prose in enumerate(lines.prose) if is_prose), default=0)
    end = range(start, len(lines.texts))
    is_known = any(lines.gone[at] or lines.phrases[at] != NO_PHRASE for at in end)
    return range(0) if lines.marks or is_known else end


def _sounds(lines: Lines, place: int) -> bool:
    """Return whether a line has the voice of a publisher, and is long enough to tell."""
    return bool(lines.language) and len(lines.texts[place]) >= SHORTEST_VOICE and lines.tone(place) >= SPOKEN


def _is_heading(lines: Lines, place: int) -> bool:
    is_last = place + 1 == len(lines.texts)
    if not lines.marks:  # "The harbour in books" below an article
        is_first = lines.zone(place) == TAIL and place > 0 and lines.prose[place - 1]
        return is_first and lines.phrases[place] != STRONG_PHRASE and not is_last
    mark = lines.marks[place]
    return mark is not None and mark.tag in _LOW_HEADINGS and lines.phrases[place] != STRONG_PHRASE and not is_last


def _is_lead_in(lines: Lines, place: int) -> bool:
    return _leads_in(lines.texts[place]) and place + 1 < len(lines.texts) and not lines.marks


def _lists(texts: Sequence[str]) -> list[range]:
    """Return runs of items with a bullet or a number, of items with a date, and of fields: "To: All staff"."""
    return [run for opening in (_BULLET, _DATED, FIELD) for run in _runs(texts, opening)]


def _runs(texts: Sequence[str], opening: "re.Pattern[str] | regex.Pattern[str]") -> Iterator[range]:
    start = 0
    for place, text in enumerate((*texts, "")):
        if not opening.match(text):
            if place > start:
                yield range(start, place)
            start = place + 1
