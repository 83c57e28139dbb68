"""The five seeds: the whole text and the whole log that cleaning each must give, from Python and by the command."""

import json
from pathlib import Path
from typing import Any

import pytest

from cleantext import Removal, clean, shipped
from cleantext.cli import app

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
by_seed = pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])


def text(seed: Path) -> str:
    return (ROOT / "fixtures/seeds" / seed.name).read_bytes().decode()


def log(seed: Path) -> list[dict[str, Any]]:
    """Return the expected log; version and confidence come from the rule."""
    lines = (ROOT / "fixtures/seeds" / seed.name).with_suffix(".jsonl").read_bytes().splitlines()
    return [_with_facts(json.loads(line)) for line in lines]


def _with_facts(entry: dict[str, Any]) -> dict[str, Any]:
    rule = shipped.rules().get(entry["rule"])
    return {**entry, "version": rule and rule.version, "confidence": rule and rule.confidence}


@by_seed
def test_seed(seed: Path) -> None:
    source = seed.read_bytes().decode()
    result = clean(source)
    assert result.text == text(seed)
    assert [entry._asdict() for entry in result.removals] == log(seed)
    assert result.restore() == source


@by_seed
def test_seed_by_the_command(seed: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    logged = tmp_path / "log.jsonl"
    assert app.run([str(seed), "--log", str(logged)]) == 0
    assert capfdbinary.readouterr().out.decode() == text(seed)
    entries = [json.loads(line) for line in logged.read_bytes().splitlines()]
    assert {entry.pop("file") for entry in entries} == {str(seed)}
    assert entries == log(seed)


@by_seed
def test_the_expected_log_leads_from_one_expected_text_to_the_other(seed: Path) -> None:
    """Check that the fixtures agree with each other, whatever the rules do."""
    source, expected = seed.read_bytes().decode(), text(seed)
    entries = [Removal(**entry) for entry in log(seed)]
    assert [source[entry.start : entry.end] for entry in entries] == [entry.removed for entry in entries]
    pieces, position = list[str](), 0
    for entry in entries:
        if entry.status == "applied":
            pieces += source[position : entry.start], entry.replacement
            position = entry.end
    assert "".join([*pieces, source[position:]]) == expected
