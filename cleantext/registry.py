"""Naming rules: those that come with cleantext, and those that installed packages offer."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from cleantext import shipped
from cleantext.core.errors import SettingsError, nearest
from cleantext.core.rule import Rule

ENTRY_POINTS = "cleantext.rules"


@cache
def offered() -> Mapping[str, Rule]:
    """The rules that installed packages offer through the entry-point group `cleantext.rules`."""
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
    """All rules that can be named: shipped ones and offered ones, by id, sorted."""
    return dict(sorted({**shipped.rules(), **offered()}.items()))


def lookup(name: str) -> Rule:
    """The rule of that id, shipped or offered. Raises SettingsError with the nearest id."""
    rule = shipped.rules().get(name) or offered().get(name)
    if rule is None:
        raise SettingsError(f"{name!r} is no rule{nearest(name, known())}")
    return rule


def select(rules: Iterable[str | Rule] | None, enable: Iterable[str], disable: Iterable[str]) -> dict[str, Rule]:
    """The rules of a cleaner, by id, sorted: all shipped ones or those named, and `enable`, less `disable`.

    What is enabled runs at every level, whatever its own.

    What installed packages offer runs only where it is named: installing a package changes no output.
    """
    selected: dict[str, Rule] = {}
    for rule in shipped.rules().values() if rules is None else map(_rule, rules):
        if selected.setdefault(rule.id, rule) != rule:
            raise SettingsError(f"two rules are called {rule.id!r}; give one of them another id")
    for name in enable:
        selected[name] = replace(selected.get(name) or lookup(name), level="safe")
    for name in disable:
        if name not in selected:
            raise SettingsError(f"cannot disable {name!r}: no such rule here{nearest(name, selected)}")
        del selected[name]
    return dict(sorted(selected.items()))


def _rule(rule: str | Rule) -> Rule:
    return lookup(rule) if isinstance(rule, str) else rule
