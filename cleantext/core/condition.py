"""Signs that a text is cut or no article: flags with their evidence, and figures. Nothing here changes a text.

The wording of counters, of prompts, and of pages for errors, consent or videos is searched for in short lines, so that
articles about paywalls, cookies and videos are not taken for such pages.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from cleantext.core.lazy import lazy
from cleantext.core.prose import PROSE_LENGTH, ends_sentence, is_prose, latin_length, sentence_end

FlagName = Literal[
    "ends_in_sentence", "ends_in_teaser", "counter", "error_page", "consent_page", "video_page", "headlines"
]

_LATIN_WORD = 6  # code points of an English word with its blank; used to count words of scripts without blanks
_MOST_LINES = 12  # of an error, a consent or a video page
_SHORT_PAGE = 1500  # code points of Latin script: the most on such a page
_DESCRIPTION = 300  # code points of Latin script: the longest paragraph about its video on a video page
_SHORT_LINE = 160  # code points of Latin script: a counter, or a prompt
_LAST_LINES = 3  # a paywall's prompt stands in one of these, with a button or two below it
_FEWEST_HEADLINES = 5
_HEADLINE = (25, 170)  # code points of Latin script
_FRAGMENT_WORDS = 3  # words of a sentence that breaks off; fewer behind the last full stop are a name or a place

# Feeds and teasers end in these signs; a quotation that trails off ends in a quotation mark.
_TEASER = lazy(r"(?:\[\s*(?:…|\.{3})\s*\]|\(\s*(?:…|\.{3})\s*\)|…|(?<!\.)\.{3})\s*$")
# Thai and Lao have no full stop.
_NO_TERMINAL = lazy(r"[\p{Thai}\p{Lao}]\p{M}*$")
# The end of a sentence that breaks off; signatures, credits in brackets and addresses do not match.
_BROKEN = lazy(r"^[^(\[–—-][^:]*(?<![\w-][.@]\S*)[\p{L}\p{M}\p{N},][\"”»’]*$")
# "57 % of this article", in the form and case that each language needs; plurals ("57 % of articles") are statistics.
_ARTICLE = (
    r"(?:article|story|text|artikels?|artikeln?|artiklen|artikkelen|artikkelista|jutusta|beitrags|textes?|tekstu|treści|"
    r"artículo|articulo|nota|articolo|artigo|matéria|artykułu|článku|статьи|материала|текста|статті|статията|"
    r"άρθρου|articol|articolul|artiklist)"
)
_OF = r"(?:\s+\p{L}[\p{L}’']{0,6}){0,2}\s+"
_PERCENT = r"(?<![\d.,])\d{1,3}(?:[.,]\d{1,2})?[\s\u00a0\u202f]?%"
_COUNTER = lazy(
    rf"(?i){_PERCENT}{_OF}{_ARTICLE}(?!\p{{L}})"
    rf"|(?<!\p{{L}})(?:cikk|makalenin|haberin|yazının)\s+(?:{_PERCENT}|%\s?\d{{1,3}})"
    rf"|(?:記事の|기사의\s?|本文|全文|剩余|余下)(?:残り|约)?{_PERCENT}"
    r"|残り[\d,]+文字"  # Japanese newspapers count characters
)
_PROMPT = lazy(
    r"(?i)\b(?:subscribe|sign in|log in|register|sign up) (?:now )?(?:to|and) (?:continue|keep|read|unlock)\b"
    r"|\b(?:this|the full) (?:article|story|content) is (?:only )?(?:for|available to|reserved for) (?:\w+ )?"
    r"(?:subscribers|members)\b|\balready a subscriber\?"
    r"|\b(?:jetzt )?(?:weiterlesen|abonnieren) (?:mit|und weiterlesen)\b|\bartikel nur für abonnenten\b"
    r"|\b(?:la suite|cet article) est réservée? (?:aux|à nos) abonnés|\bréservé aux abonnés\b"
    r"|\b(?:contenido|artículo) (?:exclusivo|solo) para suscriptores|\bsuscríbete para (?:seguir|leer)"
    r"|\b(?:contenuto|articolo) riservato agli abbonati|\babbonati per (?:continuare|leggere)"
    r"|\b(?:conteúdo|matéria) exclusiv[oa] para assinantes|\bassine para (?:continuar|ler)"
    r"|この記事は(?:有料)?会員限定|доступн\p{L}+ только (?:подписчикам|по подписке)"
)
# Every match of _PROMPT contains one of these in lower case; a run reads the end of each text.
_PROMPT_WORDS = (
    *("subscri", "sign in", "sign up", "log in", "register", "members", "weiterlesen", "abonn", "suscr", "abbonat"),
    *("assin", "会員", "подпис"),
)
_ERROR = lazy(
    r"(?i)^(?:error:? )?(?:40[034]|410|50[0234])\b(?=\W*(?:$|error|page|not|forbidden|bad|internal|service|gateway))"
    r"|\bpage (?:not found|cannot be found|could not be found|you requested (?:was|could) not)"
    r"|^(?:access denied|403 forbidden|service (?:temporarily )?unavailable|just a moment|too many requests)\b"
    r"|\b(?:enable|activate) javascript\b|\bverify(?:ing)? (?:that )?you are (?:a )?human\b|\bare you a robot\?"
    r"|\bseite (?:wurde )?nicht gefunden\b|\bpage (?:introuvable|non trouvée)\b|\bpágina no (?:encontrada|existe)"
    r"|\bpágina não (?:encontrada|existe)|\bpagina (?:non trovata|niet gevonden)\b|\bsidan (?:kunde inte|hittades)"
    r"|\bsiden (?:ble|blev) ikke fundet|\bstrona nie (?:została znaleziona|istnieje)|\bстраница не найдена"
    r"|ページが見つかりません|页面不存在|페이지를 찾을 수 없습니다"
)
_CONSENT = lazy(
    r"(?i)\bcookies?\b|\bconsent\b|\bbefore you continue\b|\bwe value your privacy\b|\bprivacy (?:policy|settings)"
    r"|\b(?:accept|reject|manage) (?:all|options|preferences)\b|\beinwilligung|\bdatenschutz|\balle akzeptieren\b"
    r"|\btout (?:accepter|refuser)\b|\bconsentement\b|\bconsentimiento\b|\baceptar todo|\bconsenso\b|\baccetta tutt"
    r"|\btoestemming\b|\bzgod[aęy]\b|\bsamtycke\b|\bsamtykke\b|файлы? cookie"
)
_CONSENT_ASKED = lazy(
    r"(?i)\bcookies?\b.*\b(?:we|you|our|your|wir|sie|nous|vous|usamos|utilizamos|utilizziamo|wij|vi)\b"
    r"|\b(?:we|you|our|your|wir|sie|nous|vous|usamos|utilizamos|utilizziamo|wij|vi)\b.*\bcookies?\b"
    r"|\bwe value your privacy\b|\bbefore you continue\b"
)


# The labels and messages of players, as video.js and JW Player print them, and the words that sites put before a
# video's title.
_VIDEO = lazy(
    r"(?i)^(?:watch|video|play|live video)$|^(?:watch|video|видео|відео|vídeo|vidéo|wideo) ?[:|] ?\S"
    r"|\b(?:html5 video|video player|play video|video unavailable|this video (?:is|can|could)|unmute|playback rate)\b"
    r"|\byour browser does not support (?:the )?video\b|^(?:duration|runtime|length) ?:? ?\d{1,2}:\d\d"
    r"|\bvideo (?:abspielen|ansehen)\b|\b(?:lire|voir) la vidéo\b|\b(?:ver|reproducir) (?:el )?v[ií]deo\b"
    r"|\b(?:assista ao|assistir ao|assistir o) vídeo\b|\bguarda il video\b|\bbekijk de video\b|\bobejrzyj wideo\b"
    r"|смотреть видео|動画を(?:見る|再生)|观看视频|동영상 (?:보기|재생)"
)


class Flag(NamedTuple):
    """A sign that a text may not be a whole article."""

    name: FlagName
    evidence: str  # the words that show it, at most a line of the text


@dataclass(frozen=True, slots=True)
class Quality:
    """Figures that show whether enough of an article is left."""

    removed: float  # the share of the source's code points by which the text is shorter, 0 to 1
    characters: int  # code points that are left
    words: int  # that are left; for scripts without blanks, the number in an English text of that length
    prose_lines: int  # lines with a sentence as long as those of articles
    language: str | None = None  # the code of the text's language, such as "de"; None if there are too few words
    certainty: float = 0.0  # of the language, 0 to 1: its lead over the next language


Detect = Callable[[str], tuple[str | None, float]]  # the language of a text, and the certainty of the answer


def quality(source: str, text: str, detect: Detect | None = None) -> Quality:
    """Return the figures of a clean text and its source. detect: finds the language of a text."""
    removed = max(0.0, (len(source) - len(text)) / len(source)) if source else 0.0
    language, certainty = detect(text) if detect else (None, 0.0)
    return Quality(removed, len(text), words(text), sum(map(is_prose, _lines(text))), language, certainty)


def words(text: str) -> int:
    """Return the number of words between blanks; in scripts without blanks, one for six code points of Latin."""
    if text.isascii():
        return len(text.split())
    return sum(map(_words_in, text.split()))


def _words_in(token: str) -> int:
    length = latin_length(token)
    return 1 if length == len(token) else max(1, round(length / _LATIN_WORD))


def flags(source: str, text: str) -> tuple[Flag, ...]:
    """Return the signs that a clean text is cut or no article, in the order of `FlagName`.

    Counters and prompts are searched for in the source, since rules remove them.
    """
    lines, given = _lines(text), _lines(source)
    found = (
        ("ends_in_sentence", _broken_end(lines)),
        ("ends_in_teaser", _teaser(lines) or _prompt(given)),
        ("counter", _counter(given)),
        ("error_page", _error(given)),
        ("consent_page", _consent(given)),
        ("video_page", _video(given)),
        ("headlines", _headlines(lines)),
    )
    return tuple(Flag(name, evidence) for name, evidence in found if evidence)  # type: ignore[arg-type]


def _lines(text: str) -> list[str]:
    return [line for line in map(str.strip, text.splitlines()) if line]


def _broken_end(lines: list[str]) -> str:
    """Return the end of the last line if it is a paragraph whose last sentence breaks off."""
    last = lines[-1] if lines else ""
    if latin_length(last) < PROSE_LENGTH or ends_sentence(last) or _NO_TERMINAL.search(last):
        return ""
    at, start = sentence_end(last), 0
    while at is not None:
        start, at = at, sentence_end(last, at)
    fragment = last[start:].strip()
    if not start and latin_length(last) <= _HEADLINE[1]:
        return ""  # a headline, a caption or a credit
    if words(fragment) < _FRAGMENT_WORDS or not _BROKEN.search(fragment):
        return ""
    return fragment[-PROSE_LENGTH:]


def _teaser(lines: list[str]) -> str:
    found = _TEASER.search(lines[-1]) if lines else None
    return lines[-1][-PROSE_LENGTH:] if found else ""


def _prompt(lines: list[str]) -> str:
    """Return the prompt of a paywall below all prose."""
    last = [line for line in lines[-_LAST_LINES:] if any(map(line.lower().__contains__, _PROMPT_WORDS))]
    return next((line for line in last if _is_short(line) and _PROMPT.search(line)), "")


def _counter(lines: list[str]) -> str:
    short = (line for line in lines if ("%" in line or "文字" in line) and _is_short(line))
    return next((found[0] for found in map(_COUNTER.search, short) if found), "")


def _error(lines: list[str]) -> str:
    """Return the message of an error page: a short page with the message in one of the first lines."""
    if not _is_short_page(lines) or any(map(is_prose, lines[_LAST_LINES:])):
        return ""
    return next((line for line in lines[:_LAST_LINES] if _is_short(line) and _ERROR.search(line)), "")


def _consent(lines: list[str]) -> str:
    """Return the line that asks for consent, on a short page where at least half the lines are about consent."""
    if not _is_short_page(lines) or 2 * sum(1 for line in lines if _CONSENT.search(line)) < len(lines):
        return ""
    return next((found[0][:_SHORT_LINE] for found in map(_CONSENT_ASKED.search, lines) if found), "")


def _video(lines: list[str]) -> str:
    """Return the words of a player, on a short page with at most one paragraph, itself short."""
    prose = [line for line in lines if is_prose(line)]
    if not _is_short_page(lines) or len(prose) > 1 or sum(map(latin_length, prose)) > _DESCRIPTION:
        return ""
    return next((line for line in lines if _is_short(line) and line not in prose and _VIDEO.search(line)), "")


def _headlines(lines: list[str]) -> str:
    """Return the first of some headlines if the text is nothing else."""
    if len(lines) < _FEWEST_HEADLINES or any(map(is_prose, lines)):
        return ""
    alike = list(_like_headlines(lines))
    return alike[0] if 5 * len(alike) >= 4 * len(lines) else ""


def _like_headlines(lines: list[str]) -> Iterator[str]:
    shortest, longest = _HEADLINE
    return (
        line
        for line in lines
        if shortest <= latin_length(line) <= longest and not ends_sentence(line) and line[-1] not in ",;:-–—"
    )


def _is_short(line: str) -> bool:
    return latin_length(line) <= _SHORT_LINE


def _is_short_page(lines: list[str]) -> bool:
    return len(lines) <= _MOST_LINES and sum(map(latin_length, lines)) <= _SHORT_PAGE
