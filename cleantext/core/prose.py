"""The shape of prose in any script: ends of sentences, lengths of lines.

All rules and tables ask this module, so a sentence ends in one way everywhere.
"""

from cleantext.core.lazy import lazy

# Lengths are those of Latin script, in code points; `latin_length` converts other scripts.
# Shorter lines with a full stop are as often captions, teasers or notes as they are prose.
PROSE_LENGTH = 80
# A line of this length is a paragraph, whatever it ends with: menus and teasers are shorter.
PARAGRAPH_LENGTH = 400
# Headlines, buttons and form labels are shorter, and have no full stop.
SHORT_LENGTH = 80

# A label goes on in small letters: "Photo: that was …", "Courtesy of the bank, the neighbours …".
_SPOKEN = lazy(r"[^:：©]*[:：©,]\s*\p{Ll}+ ")
FEWEST_WORDS = 7  # of a sentence behind a label

# How many code points of Latin script say as much as one of these. Medians over 80 sentences a language: English 114
# code points, Chinese 43, Japanese 47, Korean 86, Thai 76; those of 35 other languages lie between 90 and 135.
_DENSITY = {"han": 2.5, "hangul": 1.45, "thai": 1.5}
_DENSE = lazy(
    r"(?P<han>[\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}]+)|(?P<hangul>\p{Hangul}+)|(?P<thai>[\p{Thai}\p{Lao}]+)"
)
_SHORTEST_PROSE = int(PROSE_LENGTH / max(_DENSITY.values()))  # code points of any script

# Unicode's Sentence_Terminal (UAX #44) has 172 characters, `.!?`, `。！？`, `।॥`, `؟۔` and `։` among them. The
# ellipsis is no member, but ends sentences in newspapers.
TERMINAL = r"[\p{Sentence_Terminal}…]"
CLOSING = r"[\p{Pf}\p{Pe}\p{Pi}\"'*]"
# Behind the full stop of a word stands the mark of a footnote ("… of the harbour.4"); "8.05" is a number.
SENTENCE_END = rf"{TERMINAL}{CLOSING}*(?:(?<=\p{{L}}{TERMINAL}{CLOSING}*)\d{{1,3}}{CLOSING}*)?$"
_SENTENCE_END = lazy(SENTENCE_END)
# Headlines ask, exclaim and trail off; they do not end in a single one of these.
_FULL_STOP = lazy(r"(?<!\.)[.。．｡।॥۔։።။។᠃᠉܀܁܂]" + rf"{CLOSING}*$")
# Thai and Lao have no full stop: a blank stands in its place.
_WITHOUT_TERMINAL = lazy(rf"[\p{{Thai}}\p{{Lao}}]\p{{M}}*{CLOSING}*$")
# Who types Hindi or Bengali without a danda at hand takes a bar for it; between the cells of tables and the entries of
# menus, which are shorter, stand bars too.
_BAR = lazy(r"[^|]{30}[^|]*(?<=[\p{Devanagari}\p{Bengali}]\p{M}*) ?\|{1,2}$")
_END = 12  # code points at the end of a line, which hold its closing punctuation
_LAST_WORDS = 60  # code points

# Where one sentence follows another in a paragraph. A full stop behind a title or behind an initial ("Dr. Roe",
# "J. Roe") ends none, nor does one before a small letter; a script without capitals may go on at once.
_BETWEEN = lazy(
    rf"(?<!\b(?:\p{{Lu}}|Dr|Hon|Jr|Mr|Mrs|Ms|No|Nr|Prof|Rev|Sr|St|bzw|ca|vgl|vs))(?:{TERMINAL}{CLOSING}*\s+"
    rf"(?=[^\p{{Ll}}\s])|[。！？]{CLOSING}*(?=[^\s\p{{Pf}}\p{{Pe}}]))"
)
# Where one clause follows another in a sentence: words on the other side say nothing of a construction. Commas stand
# inside clauses too, and of a full stop it does not matter here whether it ends a sentence or an abbreviation.
_BETWEEN_CLAUSES = lazy(rf"(?:{TERMINAL}|[:;\"“”«»(\[])\s*")
# A sentence may begin behind a colon, with or without a closing quotation mark.
_COLON = lazy(rf":{CLOSING}*$")


def latin_length(text: str) -> float:
    """The length of a text in code points of Latin script: a code point of Han says more than a letter."""
    if text.isascii():
        return len(text)
    return len(text) + sum(
        (_DENSITY[found.lastgroup or ""] - 1) * (found.end() - found.start()) for found in _DENSE.finditer(text)
    )


def is_prose(text: str) -> bool:
    """Whether a line reads like article prose: a sentence at the end of a long line, or a very long one."""
    if len(text) < _SHORTEST_PROSE or (len(text) < PROSE_LENGTH and latin_length(text) < PROSE_LENGTH):
        return False
    if _ends_in_bar(text):
        return True
    text = text.rstrip("| \t")  # the last cell of a table that an extractor wrote out
    if len(text) >= PARAGRAPH_LENGTH:
        return True
    if len(text) < PROSE_LENGTH and latin_length(text) < PROSE_LENGTH:
        return False
    return ends_sentence(text) or _WITHOUT_TERMINAL.search(text, len(text) - _END) is not None


def ends_sentence(text: str) -> bool:
    """Whether a line ends with a full stop, question or exclamation mark, quotes, brackets and notes aside."""
    return _SENTENCE_END.search(text, max(0, len(text) - _END)) is not None or _ends_in_bar(text)


def ends_in_full_stop(text: str) -> bool:
    """Whether a line ends with a single full stop, as headlines do not; they may ask, exclaim or trail off."""
    return _FULL_STOP.search(text, max(0, len(text) - _END)) is not None or _ends_in_bar(text)


def _ends_in_bar(text: str) -> bool:
    """Whether a line ends in a bar that stands for the danda of its script."""
    return text.endswith("|") and _BAR.search(text, max(0, len(text) - _LAST_WORDS)) is not None


def is_labelled_sentence(text: str) -> bool:
    """Whether a line with a label is a sentence, as in "Photo: that was the only word on its back", with a full stop.

    Names and agencies behind a label open with capitals, or are fewer words.
    """
    return _SPOKEN.match(text) is not None and ends_in_full_stop(text) and len(text.split()) >= FEWEST_WORDS


def is_short(text: str) -> bool:
    """Whether a line is too short for a paragraph and does not end like a sentence."""
    return latin_length(text) <= SHORT_LENGTH and not ends_sentence(text)


def may_end_before_sentence(text: str) -> bool:
    """Whether a new sentence may begin behind a text: it ends a sentence, or with a colon."""
    return ends_sentence(text) or _COLON.search(text, max(0, len(text) - _END)) is not None


def sentence_end(text: str, start: int = 0, stop: int | None = None) -> int | None:
    """Where the first sentence ends that another one follows, between two places; None where none does."""
    found = _BETWEEN.search(text, start, len(text) if stop is None else stop)
    return found.start() + len(found[0].rstrip()) if found else None


def clauses(text: str) -> list[str]:
    """The clauses of a stretch of text, without what stands between them; the outer ones may be cut off."""
    return _BETWEEN_CLAUSES.split(text)


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a paragraph start and end, in code points; the blanks between them belong to none."""
    breaks = [found.span() for found in _BETWEEN.finditer(text)]
    starts = [0, *(end for _, end in breaks)]
    ends = [*(end for _, end in breaks), len(text)]
    return [(start, start + len(text[start:end].rstrip())) for start, end in zip(starts, ends, strict=True)]
