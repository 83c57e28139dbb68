"""Each example of `docs/integrations.md`, against the real library; missing libraries are skipped."""

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from cleantext import SettingsError

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/integrations.md").read_text("utf-8")
_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MODULES = {
    "PyArrow": "pyarrow",
    "Apache Spark": "pyspark",
    "Ray Data": "ray",
    "pandas": "pandas",
    "Polars": "polars",
    "Hugging Face datasets": "datasets",
    "datatrove": "datatrove",
    "LangChain": "langchain_core",
    "LlamaIndex": "llama_index",
    "Haystack": "haystack",
    "Scrapy": "scrapy",
    "Apache Beam": "apache_beam",
}


def sections() -> dict[str, str]:
    """Return the code of each section, by its heading."""
    parts = re.split(r"^## (.*)\n", PAGE, flags=re.MULTILINE)
    return {name: "".join(_BLOCK.findall(text)) for name, text in zip(parts[1::2], parts[2::2], strict=True)}


SECTIONS = sections()


def example(name: str) -> dict[str, Any]:
    """Run the example of a library, and return its names."""
    if find_spec(MODULES[name]) is None:
        pytest.skip(f"{MODULES[name]} is not installed")
    scope: dict[str, Any] = {"__name__": "example"}
    exec(compile(SECTIONS["What comes out"] + SECTIONS[name], "docs/integrations.md", "exec"), scope)  # noqa: S102
    return scope


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a folder for the files that the examples write."""
    monkeypatch.chdir(tmp_path)


def test_each_library_has_its_example() -> None:
    assert {name for name, code in SECTIONS.items() if code} == {*MODULES, "What comes out"}


@pytest.mark.parametrize("name", MODULES)
def test_each_example_cleans_a_text_by_its_title_site_and_language(name: str) -> None:
    code = SECTIONS[name]
    assert "repeated" in code
    assert 'packs=["site.pack"]' in code or '"packs": ["site.pack"]' in code
    facts = {"title", "url", "language"}
    # All three through `known`, or each by name.
    assert "known]" in code or "**known" in code or "=known" in code or facts <= set(re.findall(r"\w+", code))


# Libraries warn about each other's releases, which is no fault of the wrapper.
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("name", MODULES)
def test_the_example_holds(name: str) -> None:
    example(name)


@pytest.mark.filterwarnings("default")
def test_a_line_that_spark_cannot_read_comes_back_with_an_error(tmp_path: Path) -> None:
    scope = example("Apache Spark")
    (tmp_path / "lines.json").write_text('{"id": 1, "body": "Short."}\n{"id": 2, "body": "broken\n', "utf-8")
    frame = scope["session"].read.schema("id int, body string").json(str(tmp_path / "lines.json"))
    rows = scope["spark"].clean(frame, text_field="body").collect()
    assert [(row.body, row.cleantext_error) for row in rows] == [("Short.", None), (None, "body is null")]


@pytest.mark.filterwarnings("default")
def test_spark_with_another_python_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    scope = example("Apache Spark")
    monkeypatch.setattr(scope["session"].sparkContext, "pythonExec", "python-elsewhere")
    with pytest.raises(SettingsError, match="would start workers with 'python-elsewhere', not this Python"):
        scope["spark"].clean(scope["frame"], text_field="body")


def test_a_column_that_is_not_there_is_named() -> None:
    scope = example("PyArrow")
    with pytest.raises(SettingsError, match="there is no column 'text' among 'id', 'body'"):
        scope["clean_table"](scope["pa"].table({"id": [1], "body": ["Short."]}))
