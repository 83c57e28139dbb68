"""The shape of prose in any script: ends of sentences, lengths of lines.

All rules and tables use this module, so the end of a sentence is the same everywhere.
"""

from cleantext.core.lazy import lazy

# Lengths are those of Latin script, in code points; `latin_length` converts other scripts.
# Shorter lines with a full stop are as often captions, teasers or notes as prose.
PROSE_LENGTH = 80
# A line of this length is a paragraph, whatever its end: menus and teasers are shorter.
PARAGRAPH_LENGTH = 400
# Headlines, buttons and form labels are shorter, and have no full stop.
SHORT_LENGTH = 80

# Text behind a label of a few words that goes on in small letters: "Photo: that was …", "Courtesy of the bank, the
# neighbours …".
_SPOKEN = lazy(r"(?:[^\s:：©,]+\s*){0,4}[:：©,]\s*\p{Ll}[\p{Ll}'’]* ")
FEWEST_WORDS = 7  # of a sentence behind a label

# How many code points of Latin script one of these is worth. Medians over 80 sentences a language: English 114 code
# points, Chinese 43, Japanese 47, Korean 86, Thai 76; those of 35 other languages are between 90 and 135.
_DENSITY = {"han": 2.5, "hangul": 1.45, "thai": 1.5}
_DENSE = lazy(
    r"(?P<han>[\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}]+)|(?P<hangul>\p{Hangul}+)|(?P<thai>[\p{Thai}\p{Lao}]+)"
)
# The blocks of Unicode with all of these letters; most texts have none, and this search takes a tenth of the time.
_MAY_BE_DENSE = lazy("[\u02ea\u02eb\u0e00-\u0eff\u1100-\u11ff\u2e80-\U0010ffff]")
_SHORTEST_PROSE = int(PROSE_LENGTH / max(_DENSITY.values()))  # code points of any script

# Unicode's Sentence_Terminal (UAX #44) has 172 characters, `.!?`, `。！？`, `।॥`, `؟۔` and `։` among them. The
# ellipsis is no member, but ends sentences in newspapers.
TERMINAL = r"[\p{Sentence_Terminal}…]"
CLOSING = r"[\p{Pf}\p{Pe}\p{Pi}\"'*]"
# The mark of a footnote may stand behind the full stop of a word ("… of the harbour.4"); "8.05" is a number.
SENTENCE_END = rf"{TERMINAL}{CLOSING}*(?:(?<=\p{{L}}{TERMINAL}{CLOSING}*)\d{{1,3}}{CLOSING}*)?$"
_SENTENCE_END = lazy(SENTENCE_END)
# Headlines ask, exclaim and trail off; they do not end in a single one of these.
_FULL_STOP = lazy(r"(?<!\.)[.。．｡।॥۔։።။។᠃᠉܀܁܂]" + rf"{CLOSING}*$")
# Thai and Lao have no full stop: a blank stands in its place.
_WITHOUT_TERMINAL = lazy(rf"[\p{{Thai}}\p{{Lao}}]\p{{M}}*{CLOSING}*$")
# Writers of Hindi or Bengali without a danda on their keyboard type a bar for it. Bars also separate the cells of
# tables and the entries of menus, which are shorter.
_BAR = lazy(r"[^|]{30}[^|]*(?<=[\p{Devanagari}\p{Bengali}]\p{M}*) ?\|{1,2}$")
_END = 12  # code points at the end of a line, which hold its closing punctuation
_LAST_WORDS = 60  # code points

# The bounds between sentences of a paragraph. A full stop behind a title or an initial ("Dr. Roe", "J. Roe") ends no
# sentence, nor does one before a small letter; a script without capitals needs no blank.
_BETWEEN = lazy(
    rf"(?<!\b(?:\p{{Lu}}|Dr|Hon|Jr|Mr|Mrs|Ms|No|Nr|Prof|Rev|Sr|St|bzw|ca|vgl|vs))(?:{TERMINAL}{CLOSING}*\s+"
    rf"(?=[^\p{{Ll}}\s])|[。！？]{CLOSING}*(?=[^\s\p{{Pf}}\p{{Pe}}]))"
)
# The bounds between clauses of a sentence: words on the other side say nothing about a construction. Commas occur
# inside clauses too, and it does not matter here whether a full stop ends a sentence or an abbreviation.
_BETWEEN_CLAUSES = lazy(rf"(?:{TERMINAL}|[:;\"“”«»(\[])\s*")
# A sentence may begin behind a colon, with or without a closing quotation mark.
_COLON = lazy(rf":{CLOSING}*$")


def latin_length(text: str) -> float:
    """Return the length of a text in code points of Latin script: a code point of Han says more than a letter."""
    if text.isascii() or not _MAY_BE_DENSE.search(text):
        return len(text)
    return len(text) + sum(
        (_DENSITY[found.lastgroup or ""] - 1) * (found.end() - found.start()) for found in _DENSE.finditer(text)
    )


def is_prose(text: str) -> bool:
    """Return whether a line reads like article prose: a sentence at the end of a long line, or a very long one."""
    if len(text) < _SHORTEST_PROSE or (len(text) < PROSE_LENGTH and latin_length(text) < PROSE_LENGTH):
        return False
    if _ends_in_bar(text):
        return True
    text = text.rstrip("| \t")  # the last cell of a table as an extractor wrote it
    if len(text) >= PARAGRAPH_LENGTH:
        return True
    if len(text) < PROSE_LENGTH and latin_length(text) < PROSE_LENGTH:
        return False
    return ends_sentence(text) or _WITHOUT_TERMINAL.search(text, len(text) - _END) is not None


def ends_sentence(text: str) -> bool:
    """Return whether a line ends with a full stop, question or exclamation mark, quotes, brackets and notes aside."""
    return _SENTENCE_END.search(text, max(0, len(text) - _END)) is not None or _ends_in_bar(text)


def ends_in_full_stop(text: str) -> bool:
    """Return whether a line ends with a single full stop, as headlines do not; they may ask, exclaim or trail off."""
    return _FULL_STOP.search(text, max(0, len(text) - _END)) is not None or _ends_in_bar(text)


def _ends_in_bar(text: str) -> bool:
    """Return whether a line ends in a bar that replaces the danda of its script."""
    if not text.endswith("|") or text.rstrip("| ")[-1:].isascii():  # as in a table of another script
        return False
    return _BAR.search(text, max(0, len(text) - _LAST_WORDS)) is not None


def is_labelled_sentence(text: str) -> bool:
    """Return whether a line is a label and a sentence, as in "Photo: that was the only word on its back".

    The sentence ends in a full stop. Names and agencies behind a label open with capitals, or have fewer words.
    """
    return _SPOKEN.match(text) is not None and ends_in_full_stop(text) and len(text.split()) >= FEWEST_WORDS


def is_short(text: str) -> bool:
    """Return whether a line is too short for a paragraph and does not end like a sentence."""
    return latin_length(text) <= SHORT_LENGTH and not ends_sentence(text)


def may_end_before_sentence(text: str) -> bool:
    """Return whether a new sentence may begin behind a text: it ends a sentence, or ends with a colon."""
    return ends_sentence(text) or _COLON.search(text, max(0, len(text) - _END)) is not None


def sentence_end(text: str, start: int = 0, stop: int | None = None) -> int | None:
    """Return where the first sentence ends that is followed by another, within bounds; None if none is."""
    found = _BETWEEN.search(text, start, len(text) if stop is None else stop)
    return found.start() + len(found[0].rstrip()) if found else None


def clauses(text: str) -> list[str]:
    """Return the clauses of a text, without the signs between them; the outer ones may be cut off."""
    return _BETWEEN_CLAUSES.split(text)


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each sentence of a paragraph, in code points, without the blanks between them."""
    breaks = [found.span() for found in _BETWEEN.finditer(text)]
    starts = [0, *(end for _, end in breaks)]
    ends = [*(end for _, end in breaks), len(text)]
    return [(start, start + len(text[start:end].rstrip())) for start, end in zip(starts, ends, strict=True)]
