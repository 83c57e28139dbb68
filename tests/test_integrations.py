"""Each example of `docs/integrations.md`, against the real library; those that are not installed are skipped."""

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

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
    """The code of each section, by its heading."""
    parts = re.split(r"^## (.*)\n", PAGE, flags=re.MULTILINE)
    return {name: "".join(_BLOCK.findall(text)) for name, text in zip(parts[1::2], parts[2::2], strict=True)}


SECTIONS = sections()


def example(name: str) -> dict[str, Any]:
    """Run the example of a library; the names that it makes."""
    if find_spec(MODULES[name]) is None:
        pytest.skip(f"{MODULES[name]} is not installed")
    scope: dict[str, Any] = {"__name__": "example"}
    exec(compile(SECTIONS["What comes out"] + SECTIONS[name], "docs/integrations.md", "exec"), scope)  # noqa: S102
    return scope


def test_each_library_has_its_example() -> None:
    assert {name for name, code in SECTIONS.items() if code} == {*MODULES, "What comes out"}


# Libraries warn of each other's releases; that is no fault of the wrapper's.
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("name", MODULES)
def test_the_example_holds(name: str) -> None:
    example(name)
