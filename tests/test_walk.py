"""Follow `docs/walk.md`: from a run over pages of an unknown site to rules that remove all its boilerplate."""

import importlib.util
import json
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleantext.bulk.results import records
from cleantext.cli import app

ROOT = Path(__file__).parent.parent
WALK = (ROOT / "docs/walk.md").read_text("utf-8")
COMMANDS = [
    shlex.split(line)[1:] for block in WALK.split("```sh\n")[1:] for line in block.split("```")[0].strip().split("\n")
]
TO_MARK = WALK.split("```text\n")[1].split("```")[0].strip().split("\n")
MARKED = (0, 1, 2)

spec = importlib.util.spec_from_file_location("pages", ROOT / "docs/walk/pages.py")
assert spec is not None
assert spec.loader is not None
pages = importlib.util.module_from_spec(spec)
spec.loader.exec_module(pages)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with the pages in the place that the walk names."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs/walk").mkdir(parents=True)
    shutil.copy(ROOT / "docs/walk/pages.jsonl", tmp_path / "docs/walk")
    return tmp_path


def test_the_pages_are_those_that_the_script_writes() -> None:
    assert pages.FILE.read_text("utf-8") == pages.lines()
    assert len({pages.page(number).article for number in range(pages.PAGES)}) == pages.PAGES


def left(number: int, text: str) -> list[str]:
    """Return the marks of a person on a page: the lines that are no part of its article."""
    article = pages.page(number).article.split("\n")
    lines = [line for line in text.split("\n") if line and line not in article]
    return ["(QN)" if line.startswith("(QN)") else line for line in lines]


def by_hand(run: str) -> Iterator[str]:
    """Yield the marks of a person who follows the walk, as the report downloads them."""
    for record in records(run):
        for passage in left(record.record, record.text) if record.record in MARKED else ():
            start = record.restore().index(passage)
            (line,) = [line for line in record.text.split("\n") if passage in line]
            where = {"run": run, "file": record.file, "record": record.record, "site": record.site}
            span = {"start": start, "end": start + len(passage), "passage": passage, "line": line}
            yield f"{json.dumps({'mark': 'missed', **where, **span})}\n"


def walk(command: list[str]) -> None:
    if command[0] == "teach":
        Path("marks.jsonl").write_text("".join(by_hand("clean")), "utf-8")
    options = ["--workers", "1", "--quiet"] if command[0] == "run" else []
    assert app.run([*command, *options]) == (1 if command[0] == "diff" else 0)


def test_the_walk(place: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert [command[0] for command in COMMANDS] == [
        *("run", "report", "teach", "teach", "rules", "run", "diff", "report"),
    ]
    for command in COMMANDS:
        walk(command)
    before, after = ({record.record: record for record in records(run)} for run in ("clean", "again"))
    assert left(0, before[0].text) == TO_MARK
    assert all(left(number, record.text) for number, record in before.items())
    assert {number: record.text for number, record in after.items()} == {
        number: pages.page(number).article for number in range(pages.PAGES)
    }
    assert all(record.restore() == pages.page(number).text for number, record in after.items())
    assert (place / "again/report.html").stat().st_size > 0
    told = capfdbinary.readouterr().out.decode()
    assert "20  exact.head        Lantern desk" in told
    assert "6  exact.tail        Shelved with ferries" in told
    assert "such as: Paper edition, sheet 5" in told
