"""The check of the packs that come with cleantext; an installed package does not check them again."""

import re
from pathlib import Path

import pytest

from cleantext import shipped
from cleantext.core import packs
from cleantext.core.pattern import between_anchors, ends_line
from cleantext.core.terms import Term, terms

PACKS = sorted(Path(shipped.folder()).glob("*.toml"))
ALL = shipped.packs(shipped.rules())
_MARKED = re.compile("⟦(.*?)⟧", re.DOTALL)


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.name)
def test_a_shipped_pack_holds(path: Path) -> None:
    """Rely on `load`, which raises PackError for invalid packs."""
    checked = packs.load(path, shipped.rules())
    (trusted,) = (pack for pack in shipped.packs(shipped.rules()) if pack.name == path.name)
    assert checked._replace(name=path.name, examples=()) == trusted


PHRASES = {phrase.pattern: f"{pack.name} {phrase.rule}.{phrase.role}" for pack in ALL for phrase in pack.phrases}


def branches(pattern: str) -> list[list[Term]]:
    """Return the alternatives of a pattern, each as its terms."""
    found = list[list[Term]]([[]])
    for term in terms(pattern):
        if term.text == "|":
            found.append([])
        else:
            found[-1].append(term)
    return found


def inner(group: str) -> str:
    return re.sub(r"^\((?:\?[-a-z]*:)?", "", group)[:-1]


def letters(term: Term, step: int) -> set[str]:
    """Return the letters beyond ASCII that a term may end with (step -1) or start with (step 1)."""
    if term.text.startswith("("):
        return {letter for branch in branches(inner(term.text)) for letter in edge(branch, step)}
    spelled = "" if term.text.startswith("[^") else term.text
    return {letter for letter in spelled if letter.isalpha() and not letter.isascii()}


def edge(branch: list[Term], step: int) -> set[str]:
    """Return the same as `letters` for consecutive terms, some of them optional; a gap of any characters ends them."""
    found = set[str]()
    for term in branch[::step]:
        found |= letters(term, step)
        if not re.match(r"[?*]|\{0", term.repeat) or term.text.startswith((".", "[^")):
            break
    return found


def dead_bounds(pattern: str) -> set[str]:
    r"""Return the letters beside `\b` that RE2 does not count as parts of words, so that it finds no bound there."""
    found = set[str]()
    for branch in branches(pattern):
        for at, term in enumerate(branch):
            if term.text == r"\b":
                found |= edge(branch[:at], -1) | edge(branch[at + 1 :], 1)
            elif term.text.startswith("("):
                found |= dead_bounds(inner(term.text))
    return found


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        (r"\bécole\b", "é"),
        (r"^(?:le|à)\b.{0,9}$", "à"),
        (r"^abonnée?\b", "é"),
        (r"^(?:x|(?:y|é\b).)$", "é"),
        (r"^[a-zäö]\b", "äö"),
        (r"^é(?:[^\pL].*)?$", ""),
        (r"^ébène\b.{0,9}é", ""),
    ],
)
def test_bounds_that_are_dead(pattern: str, letters: str) -> None:
    assert dead_bounds(pattern) == set(letters)


def test_no_phrase_has_a_bound_beside_a_letter_beyond_ascii() -> None:
    r"""RE2's `\b` knows letters of ASCII only: "déjà\b" never hits. `(?:[^\pL].*)?$` says it for all letters."""
    found = {pattern: dead_bounds(between_anchors(pattern)) for pattern in PHRASES}
    assert {f"{PHRASES[pattern]}: {pattern}": dead for pattern, dead in found.items() if dead} == {}


def last_terms(branch: list[Term], before: str = "") -> set[tuple[str, str]]:
    """Return the terms that may end a match, each with the term before it."""
    found = set[tuple[str, str]]()
    for at in range(len(branch) - 1, -1, -1):
        term, above = branch[at], branch[at - 1].text if at else before
        if term.text.startswith("("):
            found |= {pair for inside in branches(inner(term.text)) for pair in last_terms(inside, above)}
        elif term.repeat and re.match(r"\\d|\\p|\[|\.", term.text):
            break
        else:
            found.add((above, term.text))
        if not re.match(r"[?*]|\{0", term.repeat):
            break
    return found


def cut_words(pattern: str) -> set[str]:
    """Return the classes of one digit or letter that end a phrase and are not the last of several."""
    if ends_line(pattern) or pattern.endswith(r"\b"):
        return set()
    ends = {pair for branch in branches(between_anchors(pattern)) for pair in last_terms(branch)}
    one = {last for above, last in ends if last != above and re.match(r"\\d|\\p|\[[^:>!.,]", last)}
    return {last for last in one if re.search(r"\\d|\\p|[aA]-", last) and not last.startswith("[^\\")}


@pytest.mark.parametrize(
    ("pattern", "classes"),
    [
        (r"^updated ?:? ?(?:on|\d)", {r"\d"}),
        (r"^updated ?:? ?(?:on|\d+)", set()),
        (r"^by (?-i:\p{Lu})", {r"\p{Lu}"}),
        (r"^by (?-i:\p{Lu})[^ ]*", set()),
        (r"^by (?-i:[A-Z])$", set()),
        (r"^since (?:19|20)\d\d", set()),
        (r"^at \d{1,2}:\d\d", set()),
    ],
)
def test_phrases_that_end_inside_a_word(pattern: str, classes: set[str]) -> None:
    assert cut_words(pattern) == classes


def test_no_phrase_ends_inside_a_word() -> None:
    r"""A phrase matches whole words: "^updated \d" never hits "Updated 14 May", "^by (?-i:\p{Lu})" never "By Ana"."""
    found = {pattern: cut_words(pattern) for pattern in PHRASES}
    assert {f"{PHRASES[pattern]}: {pattern}": cut for pattern, cut in found.items() if cut} == {}


@pytest.mark.parametrize("pack", [pack for pack in ALL if pack.language], ids=lambda pack: pack.name)
def test_a_pack_shows_sixty_lines_that_go_and_thirty_that_stay(pack: packs.Pack) -> None:
    """Ignore the first line of articles without a mark: it is only the article around the others."""
    texts = [example.text.strip() for name, example in shipped.examples() if name == pack.name]
    gone = [line for text in texts for span in _MARKED.findall(text) for line in span.split("\n") if line.strip()]
    stay = [line for text in texts if "⟦" not in text for line in text.split("\n")[1:] if line.strip()]
    shown = f"{pack.name} shows {len(gone)} lines that go and {len(stay)} that stay; give at least 60 and 30"
    assert (len(gone) >= 60, len(stay) >= 30) == (True, True), shown
