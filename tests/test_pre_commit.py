"""The hook for pre-commit does what its entry promises."""

import re
from pathlib import Path

import pytest

from cleantext.cli import app

HOOKS = (Path(__file__).parent.parent / ".pre-commit-hooks.yaml").read_text("utf-8")
PROSE = (
    "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its upper deck.\n"
)


def test_the_hook_names_files_that_would_change(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    entry = re.findall(r"^  entry: cleantext (.+)$", HOOKS, re.MULTILINE)[0].split()
    whole, dirty = tmp_path / "whole.txt", tmp_path / "dirty.txt"
    whole.write_text(PROSE, "utf-8")
    dirty.write_text(f"{PROSE}\nLeave a Reply\n", "utf-8")
    assert app.run([*entry, str(whole)]) == 0
    assert app.run([*entry, str(whole), str(dirty)]) == 1
    assert str(dirty) in capfd.readouterr().out
    assert dirty.read_text("utf-8") == f"{PROSE}\nLeave a Reply\n"
