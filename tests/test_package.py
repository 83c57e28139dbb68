"""The built wheel, alone in a fresh environment."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import platforms
import pytest

from cleantext import build, shipped

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
    # Instead of the packs, the wheel has the files built from them, in less than a megabyte without the facts of rules.
    (packs,) = (tmp_path / "venv").glob("lib/python*/site-packages/cleantext/packs")
    ready = {f"built/{path.name}": path.read_text("utf-8") for path in packs.glob("built/*")}
    assert (ready, [*packs.glob("*.toml")]) == (build.content(), [])
    with zipfile.ZipFile(wheel) as archive:
        sizes = {entry.filename: entry.compress_size for entry in archive.infolist()}
    of_packs = sum(size for name, size in sizes.items() if name.startswith("cleantext/packs/"))
    assert of_packs - sizes[f"cleantext/packs/{shipped.FACTS}"] < 1_000_000
    # A rule whose phrases a text lacks is not imported.
    code = "import cleantext, sys; cleantext.clean('The ferry left.'); print('cleantext.rules.tag_list' in sys.modules)"
    assert run(python, "-c", code, cwd=tmp_path) == "False\n"
    # Without lxml_html_clean this fails, since lxml no longer contains lxml.html.clean.
    run(python, "-c", "import trafilatura", cwd=tmp_path)
    assert run(python, "-c", "import cleantext; print(cleantext.__file__)", cwd=tmp_path).startswith(str(tmp_path))
