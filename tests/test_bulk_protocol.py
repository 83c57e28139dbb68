"""Only the module of a format knows the facts about it."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

import cleantext
from cleantext.bulk.formats import FORMATS

PACKAGE = Path(cleantext.__file__).parent
ELSEWHERE = sorted(
    path
    for folder in ("bulk", "cli", "integrations", "sites")
    for path in (PACKAGE / folder).rglob("*.py")
    if path.parent.name != "formats"
)


def formats_compared(tree: ast.AST) -> list[str]:
    """Return comparisons of the format of an input or an output."""
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        and any(
            isinstance(side, ast.Attribute) and side.attr in {"format", "to"} for side in (node.left, *node.comparators)
        )
    ]


@pytest.mark.parametrize("path", ELSEWHERE, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_other_module_asks_for_the_name_of_a_format(path: Path) -> None:
    assert formats_compared(ast.parse(path.read_text("utf-8"))) == []


def test_such_a_comparison_would_be_found() -> None:
    assert formats_compared(ast.parse('x = source.to == "csv" or "csv" != source.format')) == [
        "source.to == 'csv'",
        "'csv' != source.format",
    ]


def test_a_suffix_says_one_format() -> None:
    numbers = Counter(suffix for known in FORMATS.values() for suffix in known.suffixes)
    assert {suffix: number for suffix, number in numbers.items() if number > 1} == {}


def test_the_first_output_of_a_format_is_its_own_where_it_has_one() -> None:
    first = {name: next(iter(known.outputs)) for name, known in FORMATS.items()}
    assert {name: to for name, to in first.items() if name in FORMATS[name].outputs and to != name} == {}
    assert (first["html"], first["warc"]) == ("text", "jsonl")


def test_the_page_on_bulk_runs_has_the_names_of_each_format() -> None:
    page = (PACKAGE.parent / "docs/bulk.md").read_text("utf-8")
    rows = page.split("\n| format | names |")[1].split("\n\n")[0]
    named = set(re.findall(r"`(\.[a-z]+)`", "\n".join(row.split("|")[2] for row in rows.split("\n")[1:])))
    assert {suffix for known in FORMATS.values() for suffix in known.suffixes} - named == set()
