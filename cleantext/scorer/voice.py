"""The voice of a line: the log-odds that a publisher speaks in it, and not an article, by its wording alone.

Words that publishers use about themselves are sorted into kinds: piece, outlet, role, channel, money, law and so on.
The model is a logistic regression over these words, their kinds, function words, pairs of neighbours, and a few
features of shape. All other words count only as a name, a word, or a word in -ed or -ing, so the model knows nothing
about subjects. `voices/en.txt` has the English words by kind. The file of another language says for which English word
a word or a stem stands, so all languages share the weights in `voice.json`, which `cleantext/training/voice.py` fits.
"""

import json
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from math import sqrt
from typing import Any

MOST_TOKENS = 75
SCALE = 5.0  # a line's features count SCALE / √(their number) each
ENGLISH = "en"
LANGUAGES = frozenset(
    ("cs", "da", "de", ENGLISH, "es", "fi", "fr", "it", "ja", "nl", "no", "pl", "pt", "ru", "sv", "tr", "uk", "zh")
)
_SHORTEST_STEM = 3
_MEMO = 1_024  # lines: each pass examines those that stayed again
_ADDRESSES = frozenset({"you", "we"})
_TOKENS = 8_192  # of a language that are remembered
_OTHERS = 20_000  # tokens of a language that are remembered to be none of _CUES
_FUNCTION = "-"  # the kind of function words, which stand for themselves
_WITHOUT_NAMES = frozenset({"de"})  # in German a noun begins like a name
_WITHOUT_BLANKS = frozenset({"ja", "zh"})  # a line is cut by the longest entry that matches
_TURKISH = str.maketrans("Iİ", "ıi")
# A line of prose with few of these words is not scored: this costs a hundredth of the score.
_CUE_WORDS = (
    "you your yours our ours us we click subscribe subscription newsletter newsletters newsroom website reprinted "
    "republished copyright permission story stories article articles post piece page site episode link content "
    "comment comments editor editors reporter reporters advert advertise advertisement ads sponsored sponsor "
    "affiliate donate donation donations reserved log sign password browser cookie cookies app inbox email e-mail "
    "download podcast photo photos view please opinions this here free get read code map share report send write"
)
_CUES = frozenset(_CUE_WORDS.split())
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|(?i:[\w-]+\.(?:com|org|net|info|example)\b\S*)")
_URL = "@url"
_REST = r"|\d+(?:[.,:]\d+)*|[^\w\s]"
_TOKEN = re.compile(r"@url|[@#]\w+|[^\W\d_]+(?:['’-][^\W\d_]+)*" + _REST)
_FOREIGN_TOKEN = re.compile(r"@url|[@#]\w+|[^\W\d_]+(?:-[^\W\d_]+)*['’]?" + _REST)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_QUOTES = re.compile('["“”„«»]')
_PHONE = re.compile(r"\(?\d{3}\)?[ -]\d{3,4}[ -]?\d{0,4}")
_REPORT = re.compile(r"\b(?:said|says|told|asked)\b")


class Words:
    """The words of publishers in one language."""

    def __init__(self, language: str) -> None:
        """Read the file of a language."""
        self._is_english = language == ENGLISH
        self.has_names = language not in _WITHOUT_NAMES
        self.has_blanks = language not in _WITHOUT_BLANKS
        entries = [] if self._is_english else [line.split() for line in _lines(language)]
        self._forms = {form: word for form, word in entries if not form.endswith("*")}
        self.token = _TOKEN if self._is_english else _FOREIGN_TOKEN if self.has_blanks else _cutting(self._forms)
        self._stems = {form[:-1]: word for form, word in entries if form.endswith("*")}
        self._longest = max(map(len, self._stems), default=0)
        self._small = _TURKISH if language == "tr" else {}
        self._memo: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._others: set[str] = set()
        forms = {word: word for word in kinds()} if self._is_english else self._forms
        edge = r"\b" if self.has_blanks else ""
        address = (form for form, word in forms.items() if not _ADDRESSES.isdisjoint(kinds()[word]))
        self.address = re.compile(rf"(?i){edge}(?:{'|'.join(sorted(map(re.escape, address)))}){edge}")

    def named(self, token: str) -> tuple[str, tuple[str, ...]]:
        """Return the name of a token in pairs, and its features: the English word that it stands for, and its kinds."""
        found = self._memo.get(token)
        if found is None:
            if len(self._memo) >= _TOKENS:
                self._memo = {}
            found = self._memo[token] = self._found(token)
        return found

    def cues(self, text: str) -> set[str]:
        """Return the words that publishers use most for which tokens of a text stand."""
        tokens = {*self.token.findall(text)} - self._others
        found = {token: own[0] for token in tokens if (own := self.named(token)[1]) and own[0] in _CUES}
        if len(self._others) > _OTHERS:
            self._others = set()
        self._others.update(tokens - found.keys())
        return {*found.values()}

    def _found(self, token: str) -> tuple[str, tuple[str, ...]]:
        if not (token[0].isalpha() or token == _URL):
            sign = "<handle>" if token[0] == "@" else "<tag>"
            return (sign, ()) if token[0] in "@#" and len(token) > 1 else _sign(token)
        word = token if token == _URL else self._english(token.replace("’", "'"))
        if not word:
            ending = next((end for end in ("ed", "ing") if token.lower().endswith(end)), "word")
            return ("<name>" if token[0].isupper() and self.has_names else f"<{ending}>"), ()
        of_word = kinds()[word]
        return (f"[{of_word[0]}]" if of_word else word), (word, *(f"[{kind}]" for kind in of_word))

    def _english(self, word: str) -> str:
        """Return the English word that a word stands for; "" for none."""
        if self._is_english:
            word = word.lower()
            return word if word in kinds() else (bare if (bare := word.partition("'")[0]) in kinds() else "")
        return self._looked_up(word)

    def _looked_up(self, word: str) -> str:
        if word in self._forms:
            return self._forms[word]
        word = word.translate(self._small).lower()
        if word in self._forms:
            return self._forms[word]
        sizes = range(min(len(word), self._longest), _SHORTEST_STEM - 1, -1)
        return next((self._stems[word[:size]] for size in sizes if word[:size] in self._stems), "")


def _sign(token: str) -> tuple[str, tuple[str, ...]]:
    return ("<number>", ()) if token[0].isdigit() else (token, (token,))


def _cutting(forms: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that cuts a line without blanks into entries, and single letters between them."""
    longest_first = "|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form))))
    return re.compile(rf"@url|[@#][A-Za-z0-9_]+|{longest_first}|[A-Za-z]+|[^\W\d_]" + _REST)


def _lines(language: str) -> list[str]:
    text = (pkgutil.get_data(__name__, f"voices/{language}.txt") or b"").decode()
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def words_of(language: str) -> Words:
    """Return the words of a language of LANGUAGES, read once."""
    return Words(language)


@cache
def kinds() -> Mapping[str, Sequence[str]]:
    """Return the kinds of each English word; none of a function word."""
    found: dict[str, list[str]] = {}
    for line in _lines(ENGLISH):
        kind, _, words = line.partition(":")
        for word in words.split():
            own = found.setdefault(word, [])
            if kind != _FUNCTION:
                own.append(kind)
    return found


class Voice:
    """The weights of a model, and its scores."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Store `data` as the training writes it."""
        self.weights: Mapping[str, float] = data["weights"]  # by feature
        self._bias: float = data["bias"]
        self.score = lru_cache(maxsize=_MEMO)(self._score)

    def _score(self, text: str, language: str) -> float:
        """Return the log-odds of a line."""
        found = features(text, language)
        total = sum(self.weights.get(name, 0.0) for name in sorted(found))
        return self._bias + SCALE / sqrt(max(1, len(found))) * total


@cache
def shipped() -> Voice:
    """Return the model that comes with cleantext, read once."""
    return Voice(json.loads(pkgutil.get_data(__name__, "voice.json") or b""))


@lru_cache(maxsize=_MEMO)
def count_cues(text: str, language: str) -> int:
    """Return how many distinct words of a line publishers use most."""
    if language == ENGLISH:
        return len(_CUES.intersection(_WORD.findall(text.lower())))
    return len(words_of(language).cues(text))


def addresses(text: str, language: str) -> bool:
    """Return whether a paragraph says "you" or "we", without quotation marks."""
    return words_of(language).address.search(text) is not None and not _QUOTES.search(text)


@lru_cache(maxsize=_MEMO)
def features(text: str, language: str) -> frozenset[str]:
    """Return the features of a line."""
    words = words_of(language)
    tokens = words.token.findall(_ADDRESS.sub(" @url ", text))[:MOST_TOKENS]
    found, row = set[str](), list[str]()
    merged = ("<name>",) if words.has_blanks else ("<name>", "<word>")
    for token in tokens:
        name, own = words.named(token)
        if name not in merged or not row or row[-1] != name:
            row.append(name)
        found.update(own)
    known = [name for name in row if name[0] == "["]
    found.update(map(" ".join, pairwise(["^", *row, "$"])))
    found.update(map(" … ".join, pairwise(known)))
    found.update(_shape(text, row, known))
    return frozenset(found)


def _shape(text: str, row: Sequence[str], known: Sequence[str]) -> Iterator[str]:
    size = max(1, len(row))
    others = sum(name in ("<word>", "<ed>", "<ing>") for name in row)
    yield f"tenths of known words: {10 * len(known) // size}"
    yield f"eighths of other words: {8 * others // size}"
    yield f"known words: {min(8, len(known))}"
    yield f"kinds: {len(set(known))}"
    yield f"length: {min(10, size // 4)}"
    yield f"past tense: {min(3, row.count('<ed>'))}"
    yield f"names: {min(4, row.count('<name>'))}"
    yield f"first: {row[0] if row else ''}"
    yield f"last sign: {'letter' if text[-1].isalnum() else text[-1]}"
    yield "in capitals" if text.isupper() else "in small letters"
    yield "quoted" if _QUOTES.search(text) else "not quoted"
    if "[you]" in row:
        yield "you and we" if "[we]" in row else "you alone"
    if _REPORT.search(text):
        yield "a report"
    if _PHONE.search(text):
        yield "a telephone number"
