"""A few hostile inputs of each area, with all promises; `nox -s hostile` takes all kinds."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import hostile

from cleantext import Cleaner

KINDS = hostile.kinds()
# Files and folders start commands; a page may take a second.
EVERY = {"text": 8, "page": 16, "pack": 10, "site_pack": 8, "file": 24, "folder": 16}
AREAS = sorted(EVERY)


def test_there_are_hundreds_of_kinds_each_with_a_name_of_its_own() -> None:
    assert len({(kind.area, kind.name) for kind in KINDS}) == len(KINDS) > 400
    assert {kind.area for kind in KINDS} == set(AREAS) == set(hostile.CHECKS)


def test_a_seed_makes_the_same_inputs() -> None:
    for kind in KINDS[::40]:
        made = [kind.make(hostile.drawn(kind, seed=7)) for _ in range(2)]
        assert callable(made[0]) or made[0] == made[1]


def test_a_promise_that_is_broken_is_reported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    kind = next(kind for kind in KINDS if kind.area == "text")
    monkeypatch.setattr(hostile, "_cleaner", lambda: Cleaner(rules=["whitespace"], level="thorough"))
    hostile.check(kind, 1, tmp_path)
    monkeypatch.setattr("cleantext.Result.restore", lambda _: "something else")
    assert list(hostile.broken([kind], 1)) == [(kind, "the log restores the source")]


@pytest.mark.slow
@pytest.mark.parametrize("area", AREAS)
def test_what_is_promised_holds_for_hostile_inputs(area: str) -> None:
    chosen = [kind for kind in KINDS if kind.area == area][:: EVERY[area]]
    assert list(hostile.broken(chosen, seed=1)) == []
