"""The README and the pages of `docs/` show correct output."""

import re
from pathlib import Path

import pytest
from click import Context

from cleantext.cli import app
from cleantext.cli.app import command

ROOT = Path(__file__).parent.parent
# The other pages have tests of their own with the needs of their code: a run, a library, a corpus.
PAGES = ("README.md", "docs/index.md", "docs/python.md", "docs/log.md", "docs/own-rules.md", "docs/packs.md")


def blocks(page: str, kind: str) -> list[str]:
    text = (ROOT / page).read_bytes().decode()
    found = re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [block for name, block in found if name == kind]


@pytest.mark.parametrize(("page", "code"), [(page, code) for page in PAGES for code in blocks(page, "python")])
def test_code_runs(page: str, code: str) -> None:
    exec(compile(code, page, "exec"), {"__name__": "page"})  # noqa: S102 - the page's own code


@pytest.mark.parametrize("pack", blocks("docs/packs.md", "toml"))
def test_pack_holds(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], pack: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(pack.encode())
    assert app.run(["rules", "check", str(path)]) == 0
    assert capfdbinary.readouterr().out == f"{path}: 2 phrases, 0 words, 1 example: all hold\n".encode()


def test_ci_runs_the_second_command() -> None:
    _, second = blocks("README.md", "sh")
    assert f"\n{second}" in (ROOT / ".ci/run").read_bytes().decode()


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_bytes().splitlines()) < 120


LINKED = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


@pytest.mark.parametrize("page", LINKED, ids=lambda path: path.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_bytes().decode())
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_page_is_in_the_contents() -> None:
    contents = (ROOT / "zensical.toml").read_bytes().decode()
    assert [path.name for path in (ROOT / "docs").glob("*.md") if f'"{path.name}"' not in contents] == []


def test_the_commands_of_the_page_are_those_of_the_command() -> None:
    named = set(re.findall(r"`cleantext ([a-z]+)", (ROOT / "docs/command.md").read_bytes().decode()))
    assert {*command.list_commands(Context(command))} - {"clean"} - named == set()
