"""What comes with cleantext: the rules of the folder `rules` and the packs of the folder `packs`, found by name.

Reading the packs and deriving the prefilters of their phrases takes a process more than a second. So the build of the
package does it (`build.py`) and leaves the outcome beside the packs, in `BUILT`. Where that file is missing, or was
made from other packs or by other code, as in a checkout that nobody installed, each process does the work itself.
"""

import json
import os
import pkgutil
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from cleantext.core import measured
from cleantext.core import packs as packs_module
from cleantext.core.errors import SettingsError
from cleantext.core.language import language_name
from cleantext.core.measured import Measured
from cleantext.core.packs import Pack
from cleantext.core.prefilter import Prefilter
from cleantext.core.rule import Rule

RULES, PACKS = "cleantext.rules", "cleantext.packs"
BUILT = "built.json"
# What the prefilters of a phrase hang on, beside the phrase.
_CODE = ("literals.py", "pattern.py", "prefilter.py")


class _Content(NamedTuple):
    """What the packs say."""

    packs: Mapping[str, dict[str, Any]]  # parsed TOML by file name, sorted
    prefilters: Mapping[str, Prefilter]  # by pattern, checked; none where the packs were read anew


@cache
def rules() -> Mapping[str, Rule]:
    """The rules that come with cleantext, by id, sorted."""
    figures = _measured()
    package = import_module(RULES)
    found = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(package.__path__)):
        rule: Rule = import_module(f"{RULES}.{module}").RULE
        if rule.id != module:
            raise SettingsError(f"rules/{module}.py holds the rule {rule.id!r}: file and rule must have one name")
        found[rule.id] = replace(rule, measured=figures.get((rule.id, rule.version)), origin="cleantext")
    return found


def packs(rules: Mapping[str, Rule]) -> list[Pack]:
    """The packs that come with cleantext, as far as they speak to these rules.

    Raises PackError for a pack that was changed and does not hold.
    """
    content, prefilters = _content()
    return [
        packs_module.pack_of(name, packs_module.about(pack, rules), rules, prefilters) for name, pack in content.items()
    ]


@cache
def speech() -> Mapping[str, packs_module.Speech]:
    """How texts of each language are known that has a pack, by code."""
    found = (packs_module.speech(pack) for pack in _content().packs.values())
    return {code: facts for code, facts in found if code}


class Language(NamedTuple):
    """What the pack of a language holds."""

    code: str
    name: str  # in English
    phrases: Mapping[str, int]  # phrases and words by rule id, sorted, none of them 0
    examples: int


def languages() -> list[Language]:
    """The languages that have a pack, by code."""
    known = rules()
    return [_language(pack, pack.language) for pack in packs(known) if pack.language]


def _language(pack: Pack, code: str) -> Language:
    counts = Counter(phrase.rule for phrase in pack.phrases)
    counts.update({rule: sum(map(len, roles.values())) for rule, roles in pack.words.items()})
    return Language(code, language_name(code), dict(sorted(counts.items())), len(pack.examples))


@cache
def _content() -> _Content:
    found = files()
    try:
        built = json.loads(pkgutil.get_data(PACKS, BUILT) or "{}")
    except (OSError, ValueError):
        built = {}
    if built.get("fingerprint") != fingerprint(found):
        return _Content({name: packs_module.parse(name, data) for name, data in found.items()}, {})
    prefilters = (
        (pattern, Prefilter(tuple(heads), tuple(strings), loose, tuple(others), longest))
        for pattern, (heads, strings, loose, others, longest) in built["prefilters"].items()
    )
    return _Content(built["packs"], dict(prefilters))


def folder() -> str:
    """The folder of the packs."""
    path: str = import_module(PACKS).__path__[0]
    return path


def files() -> dict[str, bytes]:
    """The packs by name, sorted."""
    names = sorted(name for name in os.listdir(folder()) if name.endswith(".toml"))  # noqa: PTH208 - pathlib takes 5 ms
    return {name: pkgutil.get_data(PACKS, name) or b"" for name in names}


def fingerprint(files: Mapping[str, bytes]) -> int:
    """A number that changes with a pack, and with the code that prefilters come from."""
    code = (pkgutil.get_data("cleantext.core", name) or b"" for name in _CODE)
    return zlib.crc32(b"\0".join((*map(str.encode, files), *files.values(), *code)))


def _measured() -> dict[tuple[str, int], Measured]:
    """What was measured, by rule and version; a version that was not measured has no entry."""
    table = json.loads(pkgutil.get_data(RULES, "measured.json") or "")
    return {(name, row["version"]): measured.from_json(row) for name, row in table["rules"].items()}
