"""The pages in `docs/` are correct."""

import importlib.util
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cleantext import Cleaner, Result, clean, clean_html, shipped
from cleantext.cli import app

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((ROOT / "docs/result.schema.json").read_bytes())
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
PAGE = (
    "<html><head><title>Late ferry</title></head><body><article><h1>Late ferry</h1>"
    "<p>The ferry left an hour late, and two hundred passengers waited on the pier until somebody told them why.</p>"
    "<p>The harbour master said that the engine had been repaired, and that the evening ferry would be on time.</p>"
    "</article></body></html>"
)


def validate(instance: Any, definition: str = "") -> None:
    """Raise jsonschema.ValidationError for data that the schema, or one of its definitions, does not allow."""
    schema = {**SCHEMA, "$ref": f"#/$defs/{definition}"} if definition else SCHEMA
    jsonschema.Draft202012Validator(schema).validate(instance)


def test_the_changelog_names_the_version_of_each_rule() -> None:
    """Check the last version that an entry names: "`byline` 12 to 13: …"; a rule without one is new."""
    changes = re.findall(r"`(\w+)`\s+(?:\d+\s+(?:to|→)\s+)?(\d+)\b", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    last = {rule: max(int(version) for name, version in changes if name == rule) for rule, _ in changes}
    rules = shipped.rules().values()
    assert {rule.id: rule.version for rule in rules} == {rule.id: last.get(rule.id, 1) for rule in rules}


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


spec = importlib.util.spec_from_file_location("build", ROOT / "docs/build.py")
assert spec is not None
assert spec.loader is not None
build = importlib.util.module_from_spec(spec)
spec.loader.exec_module(build)


def test_the_page_of_the_rules_has_a_section_for_each() -> None:
    page = build.rules()
    headings = [line.removeprefix("### ") for line in page.split("\n") if line.startswith("### ")]
    assert sorted(headings) == list(shipped.rules())
    for rule in shipped.rules().values():
        section = page.split(f"\n### {rule.id}\n")[1].split("\n### ")[0]
        for role, does in {**rule.phrases, **rule.words}.items():
            assert f"\n| `{role}` | {does} |\n" in section


def test_the_page_of_the_languages_has_a_row_for_each_pack() -> None:
    rows = [line.split(" | ")[0].strip("| ") for line in build.languages().split("\n") if line.startswith("| ")]
    assert {path.stem for path in (ROOT / "cleantext/packs").glob("*.toml")} <= set(rows)


def test_the_picture_shows_what_goes_and_why() -> None:
    picture = build.picture()
    assert "http" not in picture.replace("http://www.w3.org/2000/svg", "")
    for rule in ("doubled_word", "see_also", "donation_appeal", "author_bio", "comment_form"):
        assert f">{rule}" in picture


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
@pytest.mark.parametrize("level", ["safe", "thorough", "report"])
def test_results_fit_the_schema(seed: Path, level: Any) -> None:
    result = Cleaner(level=level)(seed.read_bytes().decode())
    assert result.removals
    validate(result.to_dict())


def test_a_page_fits_the_schema() -> None:
    result = clean_html(PAGE)
    assert result.title == "Late ferry"
    validate(result.to_dict())
    validate(Result("", degraded="no article").to_dict())


@pytest.mark.parametrize(
    "change",
    [
        {"text": None},
        {"removals": [{"rule": "menu"}]},
        {"title": None},
        {"authors": "Ana Ruiz"},
        {"file": "a.txt"},
    ],
)
def test_other_data_does_not_fit(change: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        validate({**clean("The ferry left at noon.").to_dict(), **change})


def test_what_the_command_writes_fits_the_schema(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    log = tmp_path / "log.jsonl"
    assert app.run(["--json", "--log", str(log), str(SEEDS[0])]) == 0
    validate(json.loads(capfdbinary.readouterr().out), "file_result")
    lines = log.read_bytes().splitlines()
    assert lines
    for line in lines:
        validate(json.loads(line), "log_line")
    with pytest.raises(jsonschema.ValidationError):
        validate({**json.loads(lines[0]), "level": "safe"}, "log_line")
