"""Imports run one way: upper rooms may import lower ones, never the other way round."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "cleantext"
# Each room with the rooms it may import. `cleantext` itself, the public names, is above all except the command.
ALLOWED = {
    "core": set(),
    "shipped": {"core"},
    "registry": {"core", "shipped"},
    "build": {"core", "shipped"},
    "lexicons": {"core", "shipped"},
    "scorer": {"core"},
    "training": {"core", "html", "lexicons", "scorer", "shipped"},
    "rules": {"authoring", "core", "lexicons", "scorer"},
    "html": {"core"},
    "options": {"core"},
    "many": {"core"},
    "api": {"core", "html", "lexicons", "many", "options", "registry", "shipped"},
    "authoring": {"core"},
    "marked": {"api", "core", "shipped"},
    "sites": {"api", "bulk", "core", "html"},
    "bulk": {"api", "core", "many", "marked", "options", "registry"},
    "integrations": {"api", "bulk", "core", "options"},
    "cli": {"api", "bulk", "core", "html", "marked", "options", "registry", "shipped", "sites"},
    "packs": set(),
}
# Inside of core: from the bottom up. A module imports only those before it.
CORE = [
    ["errors", "initials", "language", "lazy", "pattern", "shown", "statistics"],
    ["folding", "glued_credits", "prose", "site_file", "terms"],
    ["rarity"],
    ["literals"],
    ["condition"],
    ["edits"],
    ["document", "prefilter"],
    ["derive"],
    ["attribution", "endings"],
    ["explain", "names"],
    ["figures", "learned", "measured", "persons", "signs"],
    ["phrase"],
    ["heads", "word_index"],
    ["scan"],
    ["required"],
    ["rule", "scanners", "thread"],
    ["body"],
    ["passages"],
    ["closing"],
    ["blocks", "packs"],
    ["author_notes", "bios", "built", "word_lists"],
    ["teasers"],
    ["pipeline"],
]


def imported(path: Path) -> set[str]:
    """Return the modules of the package that a file imports, by their full names."""
    found = set[str]()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update({node.module, *(f"{node.module}.{alias.name}" for alias in node.names)})
    return {name for name in found if name.startswith("cleantext.")}


def room(path: Path) -> str:
    inside = path.relative_to(PACKAGE).with_suffix("").parts
    return inside[0]


FILES = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.parent != PACKAGE or path.stem not in ("__init__", "__main__")
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_rooms_import_what_lies_below(path: Path) -> None:
    own = room(path)
    others = {name.split(".")[1] for name in imported(path)} & ALLOWED.keys() - {own}
    assert others <= ALLOWED[own]


@pytest.mark.parametrize("path", sorted((PACKAGE / "core").glob("[!_]*.py")), ids=lambda path: path.stem)
def test_core_has_no_circles(path: Path) -> None:
    ranks = {module: rank for rank, modules in enumerate(CORE) for module in modules}
    below = {name.split(".")[2] for name in imported(path) if name.startswith("cleantext.core.")} & ranks.keys()
    assert {module for module in below if ranks[module] >= ranks[path.stem]} == set()


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_has_400_lines_at_most(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400


def test_no_cache_of_a_process_is_keyed_by_a_document() -> None:
    """Check the arguments of all cached functions: a document's tables are its own (`Document.table`)."""
    found = [
        (path.name, node.name)
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and any("cache" in ast.unparse(by) for by in node.decorator_list)
        if {"Document", "Lines", "Page", "Cues", "Hit", "Cleaner"} & names(*node.args.args, *node.args.posonlyargs)
    ]
    assert found == []


def names(*arguments: ast.arg) -> set[str]:
    """Return the names in the annotations of some arguments."""
    return {name for one in arguments if one.annotation for name in re.findall(r"\w+", ast.unparse(one.annotation))}


def test_every_room_is_named() -> None:
    assert {room(path) for path in FILES} <= ALLOWED.keys()


def test_every_module_of_core_is_mutated() -> None:
    """Check that `nox -s mutants` has each file with decisions, and that its equivalent mutants still exist."""
    told = re.findall(r'^    "(cleantext/\S+\.py)":', (ROOT / "noxfile.py").read_text("utf-8"), re.MULTILINE)
    of_core = {f"cleantext/core/{path.name}" for path in (PACKAGE / "core").glob("*.py")}
    assert of_core - set(told) == {f"cleantext/core/{name}.py" for name in ("__init__", "errors", "lazy")}
    assert [path for path in told if not (ROOT / path).exists()] == []
    equivalent = tomllib.loads((ROOT / "tests/equivalent_mutants.toml").read_text("utf-8"))["mutant"]
    for entry in equivalent:
        lines = map(str.strip, (ROOT / entry["module"]).read_text("utf-8").splitlines())
        assert entry["was"] in " ".join(lines)
        assert len(entry["reason"]) > len("equivalent")
