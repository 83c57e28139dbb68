"""The time of imports: start-up has a budget."""

import subprocess
import sys

import pytest

HEAVY = {"fastwarc", "fsspec", "ftfy", "isal", "justext", "lxml", "orjson", "pyarrow", "rich", "trafilatura"}


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import cleantext", {*HEAVY, "click", "importlib.metadata"}),
        ("import cleantext; cleantext.clean('The ferry left at noon.')", {*HEAVY, "click"}),
        ("import cleantext.cli", {*HEAVY, "click"}),
        ("import cleantext.cli.app", {*HEAVY, "multiprocessing"}),
        ("import cleantext.bulk.results", HEAVY),
        ("import cleantext.bulk.runner", HEAVY),
        ("from cleantext.cli import app; app.run(['-'])", HEAVY),
    ],
)
def test_nothing_heavy_is_imported(code: str, absent: set[str]) -> None:
    told = f"{code}; import sys; print(*sys.modules, sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", told], input="", capture_output=True, text=True, check=True, timeout=600
    )
    assert absent & set(done.stdout.split()) == set()
