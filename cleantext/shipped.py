"""The rules and packs that come with cleantext, found by the names of their files.

Reading the packs and deriving the prefilters of their phrases takes a process more than a second. So the build of the
package does it (`build.py`) and writes the result into the folder `BUILT` beside the packs: a file for each pack, since
a process that cleans English needs no other, and an index of the facts that are needed of all packs. A wheel holds only
these files. In a checkout, which has the packs, they are used if they were made from these packs by the present code;
otherwise each process does the work itself.

The facts about rules are written there too. A wheel reads them, and imports the module of a rule when the rule first
runs: most texts need half of them. In a checkout all are imported, so that a changed rule counts at once.
"""

import json
import os
import pkgutil
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from functools import cache, cached_property
from importlib import import_module
from typing import Any, NamedTuple

from cleantext.core import built, measured
from cleantext.core import packs as packs_module
from cleantext.core.errors import PackError, SettingsError
from cleantext.core.language import language_name
from cleantext.core.measured import Measured
from cleantext.core.packs import SHARED, Example, Pack, PhrasePack, Speech, Words
from cleantext.core.phrase import Phrase
from cleantext.core.rule import Rule

RULES, PACKS = "cleantext.rules", "cleantext.packs"
BUILT, INDEX, FACTS = "built", "built/index.json", "built/rules.json"
# The code that the prefilters depend on, beside the phrase.
_CODE = tuple(f"{name}.py" for name in ("derive", "folding", "literals", "pattern", "prefilter", "rarity", "terms"))


_MEASURED = ("measured", "origin")  # facts about a rule that its module does not state


class _Index(NamedTuple):
    """The facts of all packs, from the built files."""

    fingerprint: int
    # By name of the pack, sorted: the code of its language, the facts of `Speech`, its words, the ids of the rules that
    # it has phrases for, and how many examples it has.
    packs: Mapping[str, tuple[str | None, Sequence[Any], Words, Sequence[str], int]]


class LatePack:
    """A pack whose phrases are read when the first text of its language comes."""

    def __init__(
        self, name: str, language: str | None, words: Words, spoken: Collection[str], rules: Mapping[str, Rule]
    ) -> None:
        """Make the pack. `spoken`: ids of the rules that it has phrases for; see `Pack` for the other parameters."""
        self.language, self.words, self.spoken = language, words, spoken
        self._name, self._rules = name, rules

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """The phrases of these rules."""
        return _pack(self._name, self._rules).phrases


class LateFunction:
    """A function of a rule, whose module is imported at the first call."""

    def __init__(self, rule: str, name: str) -> None:
        """Store the id of the rule, and the name of the function among its facts."""
        self._rule, self._name = rule, name

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the names alone; a process has one object for each function, so that copies of a rule are equal."""
        return late_function, (self._rule, self._name)

    @cached_property
    def _function(self) -> Callable[..., Any]:
        found: Callable[..., Any] = getattr(_imported(self._rule), self._name)
        return found

    def __call__(self, *arguments: Any) -> Any:
        """Call the function."""
        return self._function(*arguments)


@cache
def late_function(rule: str, name: str) -> LateFunction:
    """Return a function of a rule by its name among the facts: "propose" or "when"."""
    return LateFunction(rule, name)


@cache
def rules() -> Mapping[str, Rule]:
    """Return the rules that come with cleantext, by id, sorted."""
    figures = _measured()
    if not _sources():
        return {facts["id"]: _late_rule(facts, figures) for facts in _facts()}
    known = ((rule, figures.get((rule.id, rule.version))) for rule in imported_rules())
    return {rule.id: replace(rule, measured=measured, origin="cleantext") for rule, measured in known}


def imported_rules() -> list[Rule]:
    """Return the rules of all modules, sorted by id."""
    package = import_module(RULES)
    return [*map(_imported, sorted(info.name for info in pkgutil.iter_modules(package.__path__)))]


def _imported(module: str) -> Rule:
    rule: Rule = import_module(f"{RULES}.{module}").RULE
    if rule.id != module:
        raise SettingsError(f"rules/{module}.py holds the rule {rule.id!r}: file and rule must have one name")
    return rule


def facts_of(rule: Rule) -> dict[str, Any]:
    """Return the facts about a rule for the file of facts; of functions, whether there is one."""
    facts = {field.name: getattr(rule, field.name) for field in fields(rule) if field.name not in _MEASURED}
    return {**facts, "propose": True, "when": rule.when is not None}


def _late_rule(facts: Mapping[str, Any], figures: Mapping[tuple[str, int], Measured]) -> Rule:
    found: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()}
    for name in ("propose", "when"):
        found[name] = late_function(facts["id"], name) if facts[name] else None
    return Rule(**found, measured=figures.get((facts["id"], facts["version"])), origin="cleantext")


def _facts() -> Sequence[Mapping[str, Any]]:
    try:
        found: Sequence[Mapping[str, Any]] = json.loads(_data(FACTS))
    except (OSError, ValueError):
        raise PackError(f"{folder()}/{FACTS} is missing or damaged; install cleantext anew") from None
    return found


def packs(rules: Mapping[str, Rule]) -> list[Pack]:
    """Return the packs that come with cleantext, with what they hold for these rules.

    Raises PackError for a pack that was changed and is invalid.
    """
    return [_pack(name, rules) for name in names()]


def late_packs(rules: Mapping[str, Rule]) -> Sequence[PhrasePack]:
    """Return the same for cleaners, without reading the phrases of built packs.

    Raises PackError as `packs` does.
    """
    index = _index()
    if not index:
        return packs(rules)
    return [_late_pack(name, code, words, spoken, rules) for name, (code, _, words, spoken, _) in index.packs.items()]


def _late_pack(name: str, code: str | None, words: Words, spoken: Sequence[str], rules: Mapping[str, Rule]) -> LatePack:
    kept = {rule: its for rule, its in words.items() if rule in rules or rule == SHARED}
    return LatePack(name, code, kept, frozenset(spoken) & rules.keys(), rules)


def _pack(name: str, rules: Mapping[str, Rule]) -> Pack:
    whole = _whole(name)
    return whole._replace(
        phrases=tuple(phrase for phrase in whole.phrases if phrase.rule in rules),
        words={rule: roles for rule, roles in whole.words.items() if rule in rules or rule == SHARED},
    )


@cache
def speech() -> Mapping[str, Speech]:
    """Return the facts by which texts of each language are recognised, by code, for languages with a pack."""
    index = _index()
    if index:
        return {
            code: Speech(letters, tuple(beside), tuple(words))
            for code, (letters, beside, words), _, _, _ in index.packs.values()
            if code
        }
    return {code: facts for code, facts in (packs_module.speech(_parsed(name)) for name in names()) if code}


class Language(NamedTuple):
    """The content of a language's pack."""

    code: str
    name: str  # in English
    phrases: Mapping[str, int]  # phrases and words by rule id, sorted, none of them 0
    examples: int


def languages() -> list[Language]:
    """Return the languages that have a pack, sorted by code."""
    known = rules()
    return [_language(pack, pack.language) for pack in packs(known) if pack.language]


def examples() -> Iterator[tuple[str, Example]]:
    """Yield the examples of all packs, each with the name of its pack; none in a wheel, which holds no TOML."""
    for name in files():
        yield from ((name, Example(entry["rule"], entry["text"])) for entry in _parsed(name).get("example", ()))


def _language(pack: Pack, code: str) -> Language:
    counts = Counter(phrase.rule for phrase in pack.phrases)
    counts.update({rule: sum(map(len, roles.values())) for rule, roles in pack.words.items() if rule != SHARED})
    return Language(code, language_name(code), dict(sorted(counts.items())), _example_count(pack.name))


def _example_count(name: str) -> int:
    index = _index()
    return index.packs[name][-1] if index else len(_parsed(name).get("example", ()))


@cache
def _index() -> _Index | None:
    """Return the index of the built files; None if it is missing, damaged, or made from other packs or code."""
    (found, _), sources = _built(INDEX), files()
    number = fingerprint(sources) if sources else found.get("fingerprint")
    return _Index(number, found["packs"]) if number and found.get("fingerprint") == number else None


@cache
def _whole(name: str) -> Pack:
    """Return a pack with its whole content, examples aside."""
    index = _index()
    found, columns = _built(built_name(name)) if index else ({}, ())
    if index and found.get("fingerprint") == index.fingerprint:
        return built.load(name, index.packs[name][2], found, columns)
    return packs_module.pack_of(name, _parsed(name), rules())._replace(examples=())


@cache
def _parsed(name: str) -> dict[str, Any]:
    try:
        data = _data(name)
    except OSError:
        raise PackError(f"{folder()}/{built_name(name)} is missing or damaged; install cleantext anew") from None
    return packs_module.parse(name, data)


def _built(name: str) -> tuple[Mapping[str, Any], Sequence[str]]:
    """Return the content of a built file, and its columns; empty if it is missing or damaged."""
    try:
        return built.parse(_data(name).decode())
    except (OSError, ValueError):
        return {}, ()


def built_name(name: str) -> str:
    """Return the name of the file that is built from a pack."""
    return f"{BUILT}/{name.removesuffix('.toml')}.txt"


def folder() -> str:
    """Return the folder of the packs."""
    path: str = import_module(PACKS).__path__[0]
    return path


def names() -> list[str]:
    """Return the packs by name, sorted."""
    index = _index()
    return list(index.packs if index else files())


def files() -> dict[str, bytes]:
    """Return the contents of the packs by name, sorted; empty in a wheel."""
    return {name: _data(name) for name in _sources()}


def _sources() -> list[str]:
    there = sorted(os.listdir(folder()))  # noqa: PTH208 - pathlib takes 5 ms
    return [name for name in there if name.endswith(".toml")]


def _data(name: str) -> bytes:
    return pkgutil.get_data(PACKS, name) or b""


def fingerprint(files: Mapping[str, bytes]) -> int:
    """Return a number that changes with a pack, and with the code that derives prefilters."""
    code = (pkgutil.get_data("cleantext.core", name) or b"" for name in _CODE)
    return zlib.crc32(b"\0".join((*map(str.encode, files), *files.values(), *code)))


def _measured() -> dict[tuple[str, int], Measured]:
    """Return the measured figures by rule and version; a version that was not measured has no entry."""
    table = json.loads(pkgutil.get_data(RULES, "measured.json") or "")
    return {(name, row["version"]): measured.from_json(row) for name, row in table["rules"].items()}
