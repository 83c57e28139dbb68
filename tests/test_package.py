"""The built wheel, alone in a fresh environment."""

import subprocess
import sys
import venv
from pathlib import Path

import platforms
import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
NAME = "004_6732260730b0e6f2.txt"
SEED, EXPECTED = ROOT / "seeds" / NAME, ROOT / "fixtures/seeds" / NAME


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@platforms.posix
@pytest.mark.network
def test_the_wheel_cleans_a_seed(tmp_path: Path) -> None:
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", tmp_path, ROOT, cwd=tmp_path)
    (wheel,) = tmp_path.glob("cleantext_articles-*.whl")
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv/bin/python"
    run(python, "-m", "pip", "install", "-q", wheel, cwd=tmp_path)
    cleaned = run(tmp_path / "venv/bin/cleantext", SEED, cwd=tmp_path)
    assert cleaned == EXPECTED.read_bytes().decode()
    # The wheel has the prefilters that a process would derive from its packs.
    (packs,) = (tmp_path / "venv").glob("lib/python*/site-packages/cleantext/packs")
    ready = {path.name: path.read_bytes() for path in packs.glob("built/*.json")}
    assert len(ready) == len([*packs.glob("*.toml")]) + 1
    run(python, "-m", "cleantext.build", cwd=tmp_path)
    assert {path.name: path.read_bytes() for path in packs.glob("built/*.json")} == ready
    # lxml.html.clean left lxml; without lxml_html_clean this fails.
    run(python, "-c", "import trafilatura", cwd=tmp_path)
    assert run(python, "-c", "import cleantext; print(cleantext.__file__)", cwd=tmp_path).startswith(str(tmp_path))
