"""The rules of a wheel: facts from a file, and modules that are imported at the first call."""

import json
import pickle
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import pytest

from cleantext import Cleaner, shipped
from cleantext.core.errors import PackError
from cleantext.core.rule import Rule

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
FUNCTIONS = ("propose", "when")


@pytest.fixture
def facts(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Return the file of facts, as a package without packs has it."""
    written = json.dumps([*map(shipped.facts_of, shipped.imported_rules())])
    content, data = {shipped.FACTS: written.encode()}, shipped._data  # noqa: SLF001 - the one place that reads files
    monkeypatch.setattr(shipped, "_data", lambda name: content[name] if name in content else data(name))
    monkeypatch.setattr(shipped, "_sources", list)
    return content


def late() -> Mapping[str, Rule]:
    """Return the rules of a new process."""
    found: Mapping[str, Rule] = shipped.rules.__wrapped__()
    return found


def test_the_facts_are_those_of_the_modules(facts: dict[str, bytes]) -> None:
    assert list(facts) == [shipped.FACTS]
    names = [field.name for field in fields(Rule) if field.name not in FUNCTIONS]
    imported = [[getattr(rule, name) for name in names] for rule in shipped.rules().values()]
    assert [[getattr(rule, name) for name in names] for rule in late().values()] == imported
    with_test = [rule.id for rule in shipped.rules().values() if rule.when]
    assert [rule.id for rule in late().values() if rule.when] == with_test


@pytest.mark.usefixtures("facts")
def test_late_rules_clean_as_imported_ones_do() -> None:
    rules = [*late().values()]
    assert {type(rule.propose) for rule in rules} == {shipped.LateFunction}
    cleaner, imported = Cleaner(rules=rules), Cleaner()
    for path in SEEDS:
        text = path.read_text("utf-8")
        assert cleaner(text) == imported(text)


@pytest.mark.usefixtures("facts")
def test_a_copy_of_a_late_rule_equals_it() -> None:
    rules = [*late().values()]
    assert pickle.loads(pickle.dumps(rules)) == rules  # noqa: S301 - made here


def test_damaged_facts_are_named(facts: dict[str, bytes]) -> None:
    facts[shipped.FACTS] = facts[shipped.FACTS][:-100]
    with pytest.raises(PackError, match=r"built/rules\.json is missing or damaged; install cleantext anew$"):
        late()
