"""The examples of every rule, and of the packs, hold."""

from collections.abc import Iterator

import pytest

from cleantext import Rule, marked, registry, shipped


def examples() -> Iterator[object]:
    for rule in shipped.rules().values():
        for kind in ("removes", "keeps"):
            for number, text in enumerate(getattr(rule, kind)):
                yield pytest.param(rule, text, id=f"{rule.id}-{kind}-{number}")
    for number, (name, example) in enumerate(shipped.examples()):
        yield pytest.param(registry.lookup(example.rule), example.text, id=f"{name}-{example.rule}-{number}")


@pytest.mark.parametrize(("rule", "text"), list(examples()))
def test_example(rule: Rule, text: str) -> None:
    assert marked.problem(marked.cleaner(rule, marked.level(marked.parse(text).head)), text) == ""


@pytest.mark.parametrize("rule", list(shipped.rules().values()), ids=lambda rule: rule.id)
def test_rule_shows_what_it_does(rule: Rule) -> None:
    assert rule.removes, "an example of what it removes"
    assert rule.keeps, "an example of a near miss that it keeps"
    for text in rule.removes:
        assert marked.parse(text).source != marked.parse(text).expected, f"nothing is marked in {text!r}"
    for text in rule.keeps:
        assert marked.parse(text).source == marked.parse(text).expected, f"something is marked in {text!r}"
