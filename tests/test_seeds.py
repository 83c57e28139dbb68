"""The five seeds: the whole text and the whole log that cleaning each must give, from Python and by the command."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cleantext import Removal, clean
from cleantext.cli import app
from cleantext.core import registry

ROOT = Path(__file__).parent.parent
NOT_YET = {
    "000": "ocr_typo, which reports 'factorsov', is not here yet",
    "001": "'sources sources' is not yet mended",
    "002": "ocr_typo, which mends 'Yotk', is not here yet",
}


def seeds() -> Iterator[object]:
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        reason = NOT_YET.get(path.name[:3])
        marks = [pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError)] if reason else []
        yield pytest.param(path, id=path.name[:3], marks=marks)


def text(seed: Path) -> str:
    return (ROOT / "fixtures/seeds" / seed.name).read_bytes().decode()


def log(seed: Path) -> list[dict[str, Any]]:
    """The expected log; version and confidence are what the rule says now."""
    lines = (ROOT / "fixtures/seeds" / seed.name).with_suffix(".jsonl").read_bytes().splitlines()
    return [_with_facts(json.loads(line)) for line in lines]


def _with_facts(entry: dict[str, Any]) -> dict[str, Any]:
    rule = registry.shipped().get(entry["rule"])
    return {**entry, "version": rule and rule.version, "confidence": rule and rule.confidence}


@pytest.mark.parametrize("seed", list(seeds()))
def test_seed(seed: Path) -> None:
    source = seed.read_bytes().decode()
    result = clean(source)
    assert result.text == text(seed)
    assert [entry._asdict() for entry in result.removals] == log(seed)
    assert result.restore() == source


@pytest.mark.parametrize("seed", list(seeds()))
def test_seed_by_the_command(seed: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    logged = tmp_path / "log.jsonl"
    assert app.run([str(seed), "--log", str(logged)]) == 0
    assert capfdbinary.readouterr().out.decode() == text(seed)
    entries = [json.loads(line) for line in logged.read_bytes().splitlines()]
    assert {entry.pop("file") for entry in entries} == {str(seed)}
    assert entries == log(seed)


@pytest.mark.parametrize("seed", sorted((ROOT / "seeds").glob("*.txt")), ids=lambda path: path.name[:3])
def test_the_expected_log_leads_from_one_expected_text_to_the_other(seed: Path) -> None:
    """The fixtures agree with each other, whatever the rules do."""
    source, expected = seed.read_bytes().decode(), text(seed)
    entries = [Removal(**entry) for entry in log(seed)]
    assert [source[entry.start : entry.end] for entry in entries] == [entry.removed for entry in entries]
    pieces, position = list[str](), 0
    for entry in entries:
        if entry.status == "applied":
            pieces += source[position : entry.start], entry.replacement
            position = entry.end
    assert "".join([*pieces, source[position:]]) == expected
