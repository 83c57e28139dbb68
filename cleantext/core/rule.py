"""A rule: a function that proposes edits, and the facts about it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from types import MappingProxyType
from typing import Literal, get_args

import re2

from cleantext.core.document import Document, Hit
from cleantext.core.edits import Edit, Level
from cleantext.core.errors import SettingsError, nearest
from cleantext.core.measured import Measured
from cleantext.core.phrase import said
from cleantext.core.required import loose

Stage = Literal["repair", "remove", "mend"]
STAGES: tuple[Stage, ...] = get_args(Stage)
LEVELS: tuple[Level, ...] = get_args(Level)
# The subject of a removal or repair. The set is closed, so that counts by category mean the same in any log.
CATEGORIES = (
    *("advertisement", "appeal", "bio", "byline", "caption", "comments", "contact", "credit", "headline", "legal"),
    *("live", "navigation", "notice", "promotion", "related", "repair", "share", "subscription", "tags", "template"),
    *("typo", "widget"),
)
_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")


@dataclass(frozen=True, slots=True)
class Cues:
    """The hits and words of packs for one rule and one document."""

    hits: tuple[Hit, ...] = ()  # in the order of the text
    # Role -> word -> replacement ("" in plain lists).
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    taken: frozenset[int] = frozenset()  # lines that other rules of the stage remove, for a rule that `follows` them
    _lines: dict[tuple[str, ...], MappingProxyType[int, Hit]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def lines(self, *roles: str) -> MappingProxyType[int, Hit]:
        """Return the first hit of each line, for these roles; computed once, so a rule may ask for each line."""
        if roles not in self._lines:
            found: dict[int, Hit] = {}
            for hit in self.hits:
                if hit.role in roles:
                    found.setdefault(hit.line, hit)
            self._lines[roles] = MappingProxyType(found)
        return self._lines[roles]


Propose = Callable[[Document, Cues], Iterable[Edit]]
Predicate = Callable[[Document], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: its names, the conditions under which it runs, its function, and its examples.

    `propose` must be a module-level function (so that rules can be pickled). It is called if one of the rule's phrases
    matches, or if `requires` and `when` are met. It gets the document and its cues, and proposes edits. If it raises
    TimeoutError, as patterns of `regex` with a `timeout=` do, it is skipped for that text, and the result's `degraded`
    says so.

    Examples are marked text: `⟦…⟧` is removed, `⟦old→new⟧` is replaced. Every example of `removes` must give exactly
    its marks; every text of `keeps` must stay unchanged. A head (`title: …`, closed by a line `---`) may precede
    either.
    """

    id: str
    version: int  # bumped whenever the output may change
    stage: Stage
    category: str  # one of CATEGORIES
    level: Level
    doc: str  # what it finds, why, known misses
    propose: Propose
    removes: tuple[str, ...]
    keeps: tuple[str, ...]
    # Roles whose entries are patterns for the scan, each with a line on its effect.
    phrases: Mapping[str, str] = field(default_factory=dict, hash=False)
    # Roles whose entries are words for `propose`, each with a line on their use.
    words: Mapping[str, str] = field(default_factory=dict, hash=False)
    requires: str = ""  # an RE2 pattern that must occur in the text; one pass searches for those of all rules
    when: Predicate | None = None  # a cheap test of the whole document, made if `requires` occurs
    follows: bool = False  # runs after the other rules of its stage; `cues.taken` holds the lines that they remove
    by_name: bool = False  # it runs only where its id is named: an option asks for it
    measured: Measured | None = None  # its removals on labelled articles
    waiver: str = ""  # why it is safe although its counts do not show it (`Measured.shortfall`)
    origin: str = field(default="user", compare=False)  # "cleantext", or the distribution that offers it

    def __post_init__(self) -> None:
        problem = _problem(self)
        if problem:
            raise SettingsError(f"rule {self.id!r} has {problem}")

    @property
    def confidence(self) -> float | None:
        """Return the least share of its removals that is right, among those judged; None if none was judged.

        This is the lower bound of the 95 % interval (Wilson's) of the share of right removals among those that took
        boilerplate or content. It counts labelled pages that nobody had seen when the rules were written, or all
        labelled pages if too few removals were judged there. Removals that annotators disagree on do not count.
        """
        if not self.measured or not self.measured.evidence.judged:
            return None
        return round(self.measured.evidence.at_least, 3)


def _problem(rule: Rule) -> str:
    """Return the first invalid fact of a rule, and valid values; "" if all are valid."""
    return next(chain(_wrong_types(rule), _wrong_values(rule)), "")


def _wrong_types(rule: Rule) -> Iterator[str]:
    """Yield the facts of the wrong type: users' rules are not type-checked."""
    for name in ("id", "category", "doc", "requires", "waiver", "origin"):
        value = getattr(rule, name)
        if not isinstance(value, str):
            yield f"{name} {value!r}: a string"
    for name in ("phrases", "words"):
        value = getattr(rule, name)
        texts = [text for pair in value.items() for text in pair] if isinstance(value, dict) else [None]
        if not all(isinstance(text, str) and text for text in texts):
            yield f"{name} {value!r}: a dict of roles, each with a line on what it does"
    for name in ("removes", "keeps"):
        value = getattr(rule, name)
        if isinstance(value, str):
            yield f"{name} {value!r}: a tuple of strings, such as ({value!r},)"
        elif not isinstance(value, tuple) or not all(isinstance(entry, str) for entry in value):
            yield f"{name} {value!r}: a tuple of strings"
    for name in ("propose", "when"):
        value = getattr(rule, name)
        if not callable(value) and not (name == "when" and value is None):
            yield f"{name} {value!r}: a function"


def _wrong_values(rule: Rule) -> Iterator[str]:
    if not _ID.fullmatch(rule.id):
        yield "no id: one to 64 lower-case letters, digits and underscores, a letter first"
    if type(rule.version) is not int or rule.version < 1:
        yield f"version {rule.version!r}: whole numbers from 1"
    for name, choices in (("stage", STAGES), ("level", LEVELS)):
        value = getattr(rule, name)
        if value not in choices:
            yield f"{name} {value!r}: one of {', '.join(choices)}"
    if rule.category not in CATEGORIES:
        yield f"category {rule.category!r}{nearest(rule.category, CATEGORIES)}"
    if not rule.doc.strip():
        yield "an empty doc: say what it finds and why"
    if not rule.phrases and not rule.requires and rule.when is None:
        yield "neither phrases nor `requires` or `when`: it would never run"
    if rule.requires:
        try:
            loose(rule.requires)
        except re2.error as error:
            yield f"requires {rule.requires!r}: a pattern that RE2 compiles ({said(error)})"
