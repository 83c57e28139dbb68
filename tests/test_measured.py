"""The measurements of rules, and the bound for safe ones."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cleantext import Rule, registry, shipped
from cleantext.core.measured import FEWEST_JUDGED, SAFE_PRECISION, Counts, Measured, from_json
from cleantext.core.statistics import least_share

TABLE = json.loads((Path(__file__).parent.parent / "cleantext/rules/measured.json").read_bytes())["rules"]
by_rule = pytest.mark.parametrize("rule", list(shipped.rules().values()), ids=lambda rule: rule.id)


def shortfall(rule: Rule) -> str:
    """Return the bound that the rule misses, by the last measured version; newer ones are measured before release."""
    return from_json(TABLE[rule.id]).shortfall if rule.id in TABLE else "it was not measured"


@by_rule
def test_a_safe_rule_is_often_right_or_says_why_it_is_safe(rule: Rule) -> None:
    if rule.level == "safe" and not rule.waiver:
        assert shortfall(rule) == "", "mend the rule, lower its level, or say in its `waiver` why it is safe"


@by_rule
def test_no_waiver_is_left_where_none_is_needed(rule: Rule) -> None:
    if rule.waiver:
        assert rule.level == "safe"
        assert shortfall(rule) != "", "delete the waiver"


def test_only_rules_that_exist_were_measured() -> None:
    assert set(TABLE) <= set(shipped.rules())
    for name, row in TABLE.items():
        assert 1 <= row["version"] <= registry.lookup(name).version
        pages, unseen = from_json(row)
        assert all(some <= of for some, of in zip(unseen, pages, strict=True))


@pytest.mark.parametrize(
    ("measured", "lacks"),
    [
        (Measured(Counts(30), Counts()), ""),
        (Measured(Counts(29), Counts()), "29 judged removals, fewer than 30"),
        (Measured(Counts(29, policy=40, undecided=40), Counts()), "29 judged removals, fewer than 30"),
        (Measured(Counts(97, 3), Counts()), ""),
        (Measured(Counts(96, 4), Counts()), "96 of 100 right, less than 97%"),
        # Enough unseen ones decide alone, whatever the result.
        (Measured(Counts(1000, 1), Counts(29, 1)), "29 of 30 right, less than 97%"),
        (Measured(Counts(1000, 1), Counts(28, 1)), ""),
        (Measured(Counts(100, 40), Counts(40, 1)), ""),
    ],
)
def test_what_a_safe_rule_must_reach(measured: Measured, lacks: str) -> None:
    assert (SAFE_PRECISION, FEWEST_JUDGED) == (0.97, 30)
    assert measured.shortfall == lacks


@pytest.mark.parametrize(
    ("measured", "confidence"),
    [
        (None, None),
        (Measured(Counts(policy=5, undecided=5), Counts()), None),
        (Measured(Counts(0, 2), Counts(0, 2)), 0.0),
        (Measured(Counts(23), Counts(8)), 0.857),
        (Measured(Counts(500, 9), Counts(116, 2)), 0.94),
        (Measured(Counts(500, 9), Counts(27, 2)), 0.967),
    ],
)
def test_confidence(measured: Measured | None, confidence: float | None) -> None:
    assert replace(registry.lookup("menu"), measured=measured).confidence == confidence


def test_nothing_counted_is_nothing_wrong() -> None:
    assert Counts() == (0, 0, 0, 0, 0)
    assert (Counts().judged, Counts().precision, Counts().at_least) == (0, 1.0, 0.0)


@pytest.mark.parametrize(
    ("some", "of", "share"), [(0, 0, 0.0), (0, 9, 0.0), (1, 1, 0.2065), (17, 20, 0.6396), (170, 200, 0.7939)]
)
def test_the_least_share(some: int, of: int, share: float) -> None:
    assert round(least_share(some, of), 4) == share


def test_a_version_that_was_not_measured_has_no_confidence(monkeypatch: pytest.MonkeyPatch) -> None:
    older = {"rules": {"menu": {**TABLE["menu"], "version": registry.lookup("menu").version - 1}}}
    monkeypatch.setattr("pkgutil.get_data", lambda *_: json.dumps(older).encode())
    shipped.rules.cache_clear()
    try:
        assert registry.lookup("menu").confidence is None
    finally:
        shipped.rules.cache_clear()
