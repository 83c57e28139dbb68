"""Rules from elsewhere: offered by a package, or added to the folders."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_bytes().decode()
BODY = "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its deck.\n"
ARTICLE = f"{BODY}\nToday's horoscope\n"

OFFERED = """
from cleantext import Edit, Rule

def propose(document, cues):
    for line in document.lines:
        if line.text == "Today's horoscope":
            yield Edit(line.start, line.end, "", "horoscope")

def has_horoscope(document):
    return "horoscope" in document.text

RULE = Rule(id="horoscope", version=1, stage="remove", category="navigation", level="report", doc="Horoscopes.",
            propose=propose, when=has_horoscope, removes=(), keeps=())
"""

DROPPED = """
from cleantext.authoring import ROLES, propose
from cleantext.core.rule import Rule

RULE = Rule(id="horoscope", version=1, stage="remove", category="navigation", level="safe", doc="Horoscopes.",
            propose=propose, phrases=ROLES, removes=("⟦Today's horoscope⟧",), keeps=("His horoscope was wrong.",))
"""


def cleantext(path: Path, *arguments: str) -> str:
    """Return the output of the command, with a folder in front of the import path."""
    done = subprocess.run(
        [sys.executable, "-m", "cleantext", *arguments],
        cwd=path,
        input=ARTICLE.encode(),
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(path), str(ROOT))), "COLUMNS": "100"},
        capture_output=True,
        check=True,
        timeout=600,
    )
    assert done.stderr == b""
    return done.stdout.decode()


@pytest.mark.slow
def test_a_package_offers_a_rule(tmp_path: Path) -> None:
    (tmp_path / "stars.py").write_bytes(OFFERED.encode())
    facts = tmp_path / "star_rules-1.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_bytes(b"Metadata-Version: 2.1\nName: star-rules\nVersion: 1.0\n")
    (facts / "entry_points.txt").write_bytes(b"[cleantext.rules]\nhoroscope = stars:RULE\n")
    row = next(line.split() for line in cleantext(tmp_path, "rules").splitlines() if line.startswith("horoscope"))
    assert row == ["horoscope", "1", "report", "remove", "navigation", "not", "measured", "star-rules"]
    assert cleantext(tmp_path, "-") == ARTICLE
    assert cleantext(tmp_path, "--enable", "horoscope", "-") == BODY


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the package, its tests of rules and its fixtures, with a rule that is only its own files."""
    without = shutil.ignore_patterns("__pycache__")
    for folder in ("cleantext", "fixtures"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=without)
    (tmp_path / "tests").mkdir()
    for name in ("tests/test_rules.py", "tests/test_fixtures.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "cleantext/rules/horoscope.py").write_bytes(DROPPED.encode())
    (tmp_path / "cleantext/packs/zz.toml").write_bytes(b'[horoscope]\nline = ["^today\'s horoscope$"]\n')
    (tmp_path / "fixtures/horoscope").mkdir()
    (tmp_path / "fixtures/horoscope/one.txt").write_bytes(f"{BODY}\n⟦Today’s horoscope:⟧\n".encode())
    (tmp_path / "fixtures/horoscope/keeps.txt").write_bytes(f"{BODY}\nToday’s horoscope is wrong.\n".encode())
    return tmp_path


@pytest.mark.slow
def test_a_language_is_one_file(tmp_path: Path) -> None:
    """Add the language of CONTRIBUTING.md: its article is known by its words, and its form goes."""
    (pack,) = re.findall(r"^```toml\n(\[language\]\n.*?)^```$", CONTRIBUTING, re.MULTILINE | re.DOTALL)
    shutil.copytree(ROOT / "cleantext", tmp_path / "cleantext", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "cleantext/packs/sq.toml").write_bytes(pack.encode())
    body = "Trageti u nis në mesditë, tha kapiteni i portit, me dyzet makina në bord dhe një orkestër në kuvertë.\n"
    done = subprocess.run(
        [sys.executable, "-m", "cleantext", "-"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        input=f"{body}\nLini një koment\nEmri\n".encode(),
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode() == body


@pytest.mark.slow
def test_a_rule_is_its_file_its_phrases_and_its_fixtures(copy: Path) -> None:
    assert cleantext(copy, "-") == BODY
    assert "  ⟦Today's horoscope⟧" in cleantext(copy, "rules", "show", "horoscope")
    command = [sys.executable, "-m", "pytest", "-q", "-k", "horoscope", "-p", "no:cacheprovider"]
    environment = {**os.environ, "PYTHONPATH": str(copy)}
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False, timeout=600)
    # Tests of both examples and their existence, of both fixtures and their existence.
    assert "6 passed" in done.stdout
    assert done.returncode == 0
