"""The rules that can be named, and the rules of a cleaner."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import pytest

from cleantext import Rule, registry, shipped
from cleantext.core.errors import SettingsError

MENU = shipped.rules()["menu"]
HOROSCOPE = replace(MENU, id="horoscope", level="report", origin="user")


class Distribution(NamedTuple):
    name: str


class Point(NamedTuple):
    name: str
    value: str
    dist: Distribution | None
    rule: Any

    def load(self) -> Any:
        return self.rule


@pytest.fixture
def offer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Let installed packages offer rules."""

    def offer(*points: Point) -> None:
        groups = {"cleantext.rules": points}
        monkeypatch.setattr("importlib.metadata.entry_points", lambda group: groups[group])
        registry.offered.cache_clear()

    yield offer
    monkeypatch.undo()
    registry.offered.cache_clear()


def point(rule: Any, package: str | None = "star-rules", name: str = "x") -> Point:
    return Point(name, f"{name}:RULE", Distribution(package) if package else None, rule)


def test_a_rule_of_a_package_can_be_named_and_says_where_it_is_from(offer: Callable[..., None]) -> None:
    offer(point(HOROSCOPE), point(replace(HOROSCOPE, id="almanac"), None, "y"))
    assert registry.offered() == {
        "horoscope": HOROSCOPE,
        "almanac": replace(HOROSCOPE, id="almanac"),
    }
    assert registry.lookup("horoscope").origin == "star-rules"
    assert registry.lookup("almanac").origin == "y:RULE"
    assert list(registry.known()) == sorted({*shipped.rules(), "almanac", "horoscope"})


def test_what_is_offered_runs_only_where_it_is_named(offer: Callable[..., None]) -> None:
    offer(point(HOROSCOPE))
    assert "horoscope" not in registry.select(None, (), ())
    assert list(registry.select(["horoscope", MENU], (), ())) == ["horoscope", "menu"]
    assert registry.select((), ["horoscope"], ())["horoscope"].level == "safe"


@pytest.mark.parametrize(
    ("points", "message"),
    [
        ([point("no rule")], "entry point 'x' of star-rules is no cleantext Rule; do not offer it"),
        ([point(MENU)], "star-rules offers a rule 'menu', which exists already; it must take another id"),
        (
            [point(HOROSCOPE), point(HOROSCOPE, "moon-rules", "y")],
            "moon-rules offers a rule 'horoscope', which exists already; it must take another id",
        ),
    ],
)
def test_what_cannot_be_offered(offer: Callable[..., None], points: list[Point], message: str) -> None:
    offer(*points)
    with pytest.raises(SettingsError) as caught:
        registry.offered()
    assert str(caught.value) == message


def test_enabling_raises_the_level_and_adds_a_rule() -> None:
    own = replace(MENU, id="own", level="report")
    assert registry.select([own], ["own"], ()) == {"own": replace(own, level="safe")}
    assert list(registry.select([own], ["menu"], ())) == ["menu", "own"]
    assert registry.select(None, ["company_blurb"], ())["company_blurb"].level == "safe"
    assert registry.select(None, (), ())["company_blurb"].level == "report"


def test_disabling_takes_a_rule_out() -> None:
    assert registry.select(["menu", "byline"], (), ["menu"]) == {"byline": registry.lookup("byline")}
    with pytest.raises(
        SettingsError, match=r"^cannot disable 'menu': no such rule here; `cleantext rules` lists rules and categories$"
    ):
        registry.select(["byline"], (), ["menu"])


def test_two_rules_cannot_have_one_name() -> None:
    other: Rule = replace(MENU, level="report")
    assert registry.select([MENU, "menu"], (), ()) == {"menu": MENU}
    with pytest.raises(SettingsError, match=r"^two rules are called 'menu'; give one of them another id$"):
        registry.select([MENU, other], (), ())
