"""Packs and the rules that a cleaner has."""

from dataclasses import replace
from pathlib import Path

import pytest

from cleantext import Cleaner, PackError
from cleantext.core import packs, registry
from cleantext.packs import build

ARTICLE = "The ferry left at noon.\n\nSend the editor a pigeon!\n"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_bytes(b'[comment_form]\nline = ["^send the editor a pigeon$"]\n')
    return path


def test_a_pack_may_speak_of_a_rule_that_is_left_out(pack: Path) -> None:
    assert Cleaner(packs=[pack])(ARTICLE).text == "The ferry left at noon.\n"
    assert Cleaner(packs=[pack], disable=["comment_form"])(ARTICLE).text == ARTICLE
    assert Cleaner(packs=[pack], rules=["whitespace"])(ARTICLE).text == ARTICLE


def test_a_pack_may_not_speak_of_a_rule_that_is_none(pack: Path) -> None:
    pack.write_bytes(b'[coment_form]\nline = ["^x$"]\n')
    with pytest.raises(PackError) as caught:
        Cleaner(packs=[pack])
    assert str(caught.value) == f"{pack}: [coment_form] is no rule; did you mean 'comment_form'?"


def test_shipped_examples_are_those_of_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    content = {"example": [{"rule": "whitespace", "text": "a"}, {"rule": "comment_form", "text": "b"}]}
    monkeypatch.setattr(packs, "_shipped_content", lambda: (("xx.toml", content),))
    (found,) = packs.shipped({"whitespace": registry.lookup("whitespace")})
    assert found.examples == (packs.Example("whitespace", "a"),)


def test_an_enabled_rule_runs_at_every_level() -> None:
    blanks = replace(registry.lookup("whitespace"), level="report")
    assert Cleaner(rules=[blanks])("A line.  ").text == "A line.  "
    assert Cleaner(rules=[blanks], enable=["whitespace"])("A line.  ").text == "A line."
    assert Cleaner(rules=[blanks], enable=["whitespace"], level="report")("A line.  ").text == "A line.  "


def test_what_is_written_down_of_the_shipped_packs_is_up_to_date() -> None:
    assert build.problems() == [], "run: python -m cleantext.packs.build"
