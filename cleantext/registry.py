"""The names of rules: those that come with cleantext, and those that installed packages offer."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from cleantext import shipped
from cleantext.core.errors import SettingsError, nearest
from cleantext.core.rule import CATEGORIES, Rule

ENTRY_POINTS = "cleantext.rules"
_LISTED = "`cleantext rules` lists rules and categories"  # the hint if no rule has a similar name


@cache
def offered() -> Mapping[str, Rule]:
    """Return the rules that installed packages offer through the entry-point group `cleantext.rules`."""
    from importlib.metadata import entry_points  # 20 ms

    found: dict[str, Rule] = {}
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: (point.name, point.value)):
        source = point.dist.name if point.dist else point.value
        rule = point.load()
        if not isinstance(rule, Rule):
            raise SettingsError(f"entry point {point.name!r} of {source} is no cleantext Rule; do not offer it")
        if rule.id in shipped.rules() or rule.id in found:
            raise SettingsError(f"{source} offers a rule {rule.id!r}, which exists already; it must take another id")
        found[rule.id] = replace(rule, origin=source)
    return found


def known() -> dict[str, Rule]:
    """Return all rules that can be named, shipped and offered ones, sorted by id."""
    return dict(sorted({**shipped.rules(), **offered()}.items()))


def lookup(name: str) -> Rule:
    """Return the rule with an id, shipped or offered. Raises SettingsError with the nearest id."""
    rule = shipped.rules().get(name) or offered().get(name)
    if rule is None:
        raise SettingsError(f"{name!r} is no rule{nearest(name, known(), _LISTED)}")
    return rule


def select(rules: Iterable[str | Rule] | None, enable: Iterable[str], disable: Iterable[str]) -> dict[str, Rule]:
    """Return the rules of a cleaner, by id, sorted: all shipped or those in `rules`, plus `enable`, minus `disable`.

    An enabled rule runs at every level, whatever its own. If `enable` and `disable` both match a rule, the one that
    names its id takes precedence, then `disable`. An entry is an id, a category, or a pattern of either (`*` for
    anything).

    What installed packages offer runs only where its id is named, or fits a pattern: installing a package changes no
    output. A rule that is `by_name` runs only where its id is named.

    Raises SettingsError for an entry that fits no rule.
    """
    selected: dict[str, Rule] = {}
    for rule in _given(rules):
        if selected.setdefault(rule.id, rule) != rule:
            raise SettingsError(f"two rules are called {rule.id!r}; give one of them another id")
    enable = tuple(enable)
    for name in enable:
        for rule in [selected[name]] if name in selected else named(name):
            selected[rule.id] = replace(selected.get(rule.id, rule), level="safe")
    for name in disable:
        gone = [name] if name in selected else [rule.id for rule in _fitting(name, selected) if rule.id not in enable]
        if not gone and not _fitting(name, selected):
            there = {*selected, *(rule.category for rule in selected.values())}
            raise SettingsError(f"cannot disable {name!r}: no such rule here{nearest(name, there, _LISTED)}")
        for rule_id in gone:
            del selected[rule_id]
    return dict(sorted(selected.items()))


def named(name: str) -> list[Rule]:
    """Return the rules that an entry of a list of rules matches. Raises SettingsError if there is none."""
    found = _fitting(name, known()) if "*" in name else _fitting(name, shipped.rules()) or _fitting(name, offered())
    if not found:
        raise SettingsError(f"{name!r} is no rule{nearest(name, {*known(), *CATEGORIES}, _LISTED)}")
    return found


def _fitting(name: str, rules: Mapping[str, Rule]) -> list[Rule]:
    """Return the rules that an entry matches: the one with that id, or those of that category or pattern."""
    if name in rules:
        return [rules[name]]
    found = [rule for rule in rules.values() if not rule.by_name]
    if "*" not in name:
        return [rule for rule in found if rule.category == name]
    pattern = re.compile(".*".join(map(re.escape, name.split("*"))))
    return [rule for rule in found if pattern.fullmatch(rule.id) or pattern.fullmatch(rule.category)]


def _given(rules: Iterable[str | Rule] | None) -> Iterator[Rule]:
    if rules is None:
        yield from (rule for rule in shipped.rules().values() if not rule.by_name)
        return
    for rule in rules:
        if isinstance(rule, str):
            yield from named(rule)
        else:
            yield rule
