"""The container file names what exists; building it needs Docker, which tests do not."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_image_installs_extras_that_there_are() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = re.findall(r"\[([a-z,]+)\]", (ROOT / "Dockerfile").read_text("utf-8"))
    assert named == ["bulk,parquet,warc", "bulk,parquet,warc"]
    assert set(named[0].split(",")) <= project["optional-dependencies"].keys()


def test_the_build_sees_what_it_reads() -> None:
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    allowed = {line[1:] for line in lines if line.startswith("!")}
    assert allowed == {"cleantext", "hatch_build.py", "LICENSE", "README.md", "pyproject.toml"}
    assert all((ROOT / name).exists() for name in allowed)
