"""The headline, repeated above or below the body, if the title is known.

Runs only if the caller gave a title, or on HTML. It removes a line that repeats the title: the same words, the title
without the site's name behind " | " or " - ", or the first words of the title. Before all prose this is enough; below
it the line must be the same word for word. A list item is `thorough`: as often it opens a list of contents. On a page,
the first heading (h1), a line that is part of the window title, and the headlines in its JSON-LD go above the prose,
too. Without a title the headline stays: nothing distinguishes it from a heading.
"""

from collections.abc import Iterator

from cleantext.core.blocks import in_head, in_head_or_first, in_tail, line_edit
from cleantext.core.document import Document, Mark
from cleantext.core.edits import Edit, Level
from cleantext.core.lazy import lazy
from cleantext.core.rule import Cues, Rule

# Shorter titles ("Home", "Opinion") are as often section names or headings.
FEWEST_WORDS = 3
# A kicker precedes the headline on one line: "Ferries on the Aller The ferry was late again"; there is no blank between
# them if the page separates them by a line break alone. A sentence may end with the words of a shorter title.
FEWEST_BEHIND_KICKER = 4
# Two spellings of one headline ("Man pleads guilty" - "New York man pleads guilty") share this much.
ALIKE = 0.75
# In scripts without blanks between words, each sign of Han and each run of Thai counts as a part of a word.
_WORD = lazy(r"[\p{Han}\p{Hiragana}\p{Katakana}]|(?:(?![\p{Han}\p{Hiragana}\p{Katakana}])[\p{L}\p{M}\p{N}])+")
_DENSE = lazy(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_THAI = lazy(r"[\p{Thai}\p{Lao}]")
_PER_WORD = 2.5  # signs of Han; a word of Thai has twice as many
_SITE = lazy(r"\s+[|–—·:-]+\s+|\s*\|\s*")


def has_title(document: Document) -> bool:
    """Return whether there is a title to compare with, or markup that may name a headline."""
    return bool(document.title) or document.has_marks


def propose(document: Document, _: Cues) -> Iterator[Edit]:
    """Yield the lines that repeat the title."""
    yield from _short_title(document)
    stated = document.article.headlines
    known = [part for title in (document.title or "", *stated) for part in _variants(title)]
    titles = [words for part in known if _size(words := _words(part)) >= FEWEST_WORDS]
    longest = 3 * max((len(" ".join(words)) for words in titles), default=0)
    window = document.article.window_title or ""
    first = next((mark.start for mark in document.marks if mark.tag == "h1"), None)
    for index, line in enumerate(document.lines):
        if _is_field(line.text):
            continue
        mark = document.mark(index)
        if mark and _is_marked(document, index, mark, first, window):
            yield line_edit(document, index, "the page's headline")
        elif len(line.text) <= longest and _repeats_title(document, index, titles):
            level: Level = "thorough" if line.text.startswith("- ") else "safe"
            yield line_edit(document, index, f"title: {document.title}")._replace(level=level)


def _short_title(document: Document) -> Iterator[Edit]:
    """Yield a title of one or two words from the caller, if it is all of the first line.

    The title of a page may be the heading of a section.
    """
    title = [] if document.has_marks else _words(document.title or "")
    top = next((index for index, line in enumerate(document.lines) if line.text), None)
    if top is not None and 0 < _size(title) < FEWEST_WORDS and _words(document.lines[top].text) == title:
        yield line_edit(document, top, f"title: {document.title}")


def _is_field(text: str) -> bool:
    """Return whether a line is a row of several cells: "| Session: | What the divers found |"."""
    return text.startswith("|") and len(text.strip("| ").split("|")) > 1


def _repeats_title(document: Document, index: int, titles: list[list[str]]) -> bool:
    """Return whether a line above the article repeats one of the titles, or one below it is the same."""
    text, mark = document.lines[index].text, document.mark(index)
    above = in_head(document, index)
    if not text or not (above or in_tail(document, index)):
        return False
    words = _words(text)
    if words in titles:
        return True
    if not above or (mark and mark.tag == "li"):
        return False
    return any(_words(part) in titles for part in _variants(text)) or any(
        _is_headline(words, title) for title in titles
    )


def _is_marked(document: Document, index: int, mark: Mark, first: int | None, window: str) -> bool:
    """Return whether a line is the page's first h1, which may be as long as prose, or part of the window title."""
    if mark.start == first:
        return in_head_or_first(document, index)
    return in_head(document, index) and _is_within(document.lines[index].text, window, mark)


def _variants(title: str) -> list[str]:
    """Return the title, also without the words before its first or behind its last separator."""
    cuts = [found.span() for found in _SITE.finditer(title)]
    return [title, *(title[:start] for start, _ in cuts[-1:]), *(title[end:] for _, end in cuts[:1])]


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text.replace("\N{SOFT HYPHEN}", ""))]


def _size(words: list[str]) -> float:
    """Return the number of words of a line, in any script."""
    return sum(
        1 / _PER_WORD if _DENSE.match(word) else max(1, len(word) / (2 * _PER_WORD)) if _THAI.match(word) else 1
        for word in words
    )


def _is_within(text: str, window: str, mark: Mark) -> bool:
    """Return whether a line stands, word for word, in the window title; a list item must be a whole part of it."""
    words = _words(text)
    if _size(words) < FEWEST_WORDS:
        return False
    if mark.tag == "li":
        return words in map(_words, _variants(window))
    return f" {' '.join(words)} " in f" {' '.join(_words(window))} "


def _is_headline(words: list[str], title: list[str]) -> bool:
    """Return whether a line repeats the title, alone or behind a kicker."""
    is_behind = _size(title) >= FEWEST_BEHIND_KICKER and "".join(words).endswith("".join(title))
    return is_behind or _repeats(words, title)


def _repeats(words: list[str], title: list[str]) -> bool:
    """Return whether a line is the same as the title, or its beginning or end."""
    if _size(words) < FEWEST_WORDS:
        return False
    if title[: len(words)] == words or title[-len(words) :] == words:
        return True
    shared = len(set(words) & set(title))
    return shared >= ALIKE * len(set(words) | set(title))


RULE = Rule(
    id="headline_repeat",
    version=6,
    stage="remove",
    category="headline",
    level="safe",
    doc=__doc__,
    propose=propose,
    when=has_title,
    removes=(
        (
            "title: 老磨坊将换上新水轮 - 山谷日报\n"
            "---\n"
            "⟦老磨坊将换上新水轮⟧\n"
            "奥尔拉河边的老磨坊将换上新水轮。协会用了三年时间募款，并在秋天委托施工，市长星期一在桥边对记者说。"
        ),
        (
            "<html><head><title>Ferry late again | Aller Courier</title></head><body><article><h1>⟦Ferry late "
            "again⟧</h1><p>The ferry was late on Monday, and two hundred passengers waited on the pier for an "
            "hour in the rain.</p><p>Nobody told them why, and the company gave no answer when this newspaper "
            "asked it on Tuesday morning.</p><p>It is the ninth time since spring, and the council wants to "
            "see the contract before the summer.</p></article></body></html>"
        ),
        (
            "title: Ferry late again - Aller Courier\n"
            "---\n"
            "⟦Ferry late again⟧\n"
            "The ferry was late on Monday, and two hundred passengers waited on the pier for an hour in the "
            "rain."
        ),
    ),
    keeps=(
        (
            "title: 老磨坊将换上新水轮 - 山谷日报\n"
            "---\n"
            "老磨坊\n"
            "奥尔拉河边的老磨坊将换上新水轮。协会用了三年时间募款，并在秋天委托施工，市长星期一在桥边对记者说。"
        ),
        "title: What is a ferry? Ships and shores\n---\n- What is a ferry?\n- Who pays for it?\nA ferry is a ship.",
        (
            "Ferry late again\n"
            "The ferry was late on Monday, and two hundred passengers waited on the pier for an hour in the "
            "rain."
        ),
        (
            "<html><head><title>Ferry late again | Aller Courier</title></head><body><article><h2>What the "
            "company says</h2><p>The ferry was late on Monday, and two hundred passengers waited on the pier "
            "for an hour in the rain.</p><p>Nobody told them why, and the company gave no answer when this "
            "newspaper asked it on Tuesday morning.</p><p>It is the ninth time since spring, and the council "
            "wants to see the contract before the summer.</p></article></body></html>"
        ),
    ),
)
