"""From marks to site files: the narrowest rules, tried over a run."""

import json
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from cleantext import Cleaner
from cleantext.cli import app
from cleantext.core.pattern import escaped

Capture = pytest.CaptureFixture[bytes]

SITE = "quay.example"
PROSE = (
    "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its upper deck.",
    "Two hundred passengers waited on the pier for an hour in the rain, since a rope had caught in the screw again.",
    "A diver cut it loose at two o'clock, and the ferry came back at dusk with a new rope and the same brass band.",
)
TEXTS = (
    f"Lantern desk\n\n{PROSE[0]}\n\nWeather\n\n{PROSE[1]}\n\nShelved with fish\n\nTide 12",
    f"Lantern desk\n\n{PROSE[1]}\n\nShelved with rope\n\nTide 34\n\nWeather",
    f"Ledger desk\n\n{PROSE[2]}\n\nShelved with tar\n\nTide 56\n\nWeather",
    f"Ledger desk\n\n(QN) {PROSE[0]}\n\n{PROSE[1]}",
)


def missed(record: int, passage: str, **facts: Any) -> dict[str, Any]:
    line = next((line for line in TEXTS[record].split("\n") if passage in line), passage)
    known = {"mark": "missed", "run": "clean", "file": "pages.jsonl", "record": record, "site": SITE}
    return {**known, "start": record, "end": record + len(passage), "passage": passage, "line": line, **facts}


def wrong(removed: str, before: str = "", behind: str = "\n") -> dict[str, Any]:
    known = {"mark": "wrong", "run": "clean", "file": "pages.jsonl", "record": 1, "site": SITE, "language": None}
    passage = {
        "start": 0,
        "end": len(removed),
        "before": before,
        "removed": removed,
        "replacement": "",
        "behind": behind,
    }
    return {**known, **passage, "rule": "share_prompt", "version": 1, "whole": True}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: Capture) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    records = [{"url": f"https://www.{SITE}/{number}", "text": text} for number, text in enumerate(TEXTS)]
    records.append({"url": "https://www.other.example/1", "text": TEXTS[0]})
    Path("pages.jsonl").write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")
    assert app.run(["run", "pages.jsonl", "-o", "clean", "--workers", "1", "--quiet"]) == 0
    capfdbinary.readouterr()
    return tmp_path


def taught(capfdbinary: Capture, marks: Iterable[dict[str, Any]], *options: str) -> tuple[int, str, str]:
    Path("marks.jsonl").write_text("".join(f"{json.dumps(mark)}\n" for mark in marks), "utf-8")
    status = app.run(["teach", "marks.jsonl", *options])
    out, err = capfdbinary.readouterr()
    return status, out.decode(), err.decode()


def rules(path: str) -> dict[str, Any]:
    tables: dict[str, Any] = tomllib.loads(Path(path).read_text("utf-8"))["site"][SITE]
    return tables


@pytest.mark.usefixtures("run")
def test_the_narrowest_role_that_takes_what_was_marked(capfdbinary: Capture) -> None:
    marks = [missed(0, "Lantern desk"), missed(1, "Weather"), missed(0, "Shelved with fish"), missed(3, "(QN)")]
    status, out, err = taught(capfdbinary, marks, "-o", "sites")
    assert (status, err) == (0, f"cleantext: sites/{SITE}.toml: 4 rules, 3 examples\n")
    assert [line.split(maxsplit=2) for line in out.splitlines() if re.match(r" +\d", line)] == [
        ["2", "exact.head", "Lantern desk"],
        ["1", "exact.tail", "Shelved with fish"],
        ["2", "exact.tail", "Weather"],
        ["1", "site_file.inline", r"\(QN\)"],
    ]
    assert out.startswith(f"{SITE}: 4 pages\n")
    exact = {"head": ["Lantern desk"], "tail": ["Shelved with fish", "Weather"]}
    assert rules(f"sites/{SITE}.toml") == {"exact": exact, "site_file": {"inline": [r"\(QN\)"]}}
    assert app.run(["rules", "check", f"sites/{SITE}.toml"]) == 0
    cleaner = Cleaner(packs=["sites"], site=SITE)
    assert (
        cleaner(TEXTS[0]).text == f"{PROSE[0]}\n\nWeather\n\n{PROSE[1]}\n\nTide 12"
    )  # inside the article, nobody marked it
    assert cleaner(TEXTS[3]).text == f"Ledger desk\n\n{PROSE[0]}\n\n{PROSE[1]}"


@pytest.mark.usefixtures("run")
def test_a_line_that_was_marked_inside_goes_everywhere(capfdbinary: Capture) -> None:
    assert taught(capfdbinary, [missed(0, "Weather"), missed(1, "Weather")], "-o", "sites")[0] == 0
    assert rules(f"sites/{SITE}.toml") == {"exact": {"line": ["Weather"]}}


@pytest.mark.usefixtures("run")
def test_what_a_pattern_takes_beside_is_left_to_the_person(capfdbinary: Capture) -> None:
    marks = [missed(0, "Shelved with fish"), missed(1, "Shelved with rope"), missed(0, "Tide 12"), missed(1, "Tide 34")]
    status, out, err = taught(capfdbinary, marks, "-o", "sites")
    told = f"cleantext: sites/{SITE}.toml: 4 rules, 2 examples; 2 more to be decided by you\n"
    assert (status, err) == (0, told)
    left = out.partition("These take more than was marked")[2]
    assert "  site_file.tail  ^Tide [0-9]+$\n    on 3 pages; 1 not marked, such as: Tide 56\n" in left
    assert "  site_file.tail  ^Shelved with \\S+$\n    on 3 pages; 1 not marked, such as: Shelved with tar\n" in left
    tail = ["Shelved with fish", "Shelved with rope", "Tide 12", "Tide 34"]
    path = Path(f"sites/{SITE}.toml")
    assert rules(str(path)) == {"exact": {"tail": tail}, "site_file": {"tail": []}}
    path.write_text(path.read_text("utf-8").replace('    # "^Tide', '    "^Tide'), "utf-8")
    assert rules(str(path))["site_file"] == {"tail": ["^Tide [0-9]+$"]}


@pytest.mark.usefixtures("run")
def test_wide_takes_the_patterns_and_leaves_out_what_they_cover(capfdbinary: Capture) -> None:
    marks = [missed(0, "Tide 12"), missed(1, "Tide 34"), missed(0, "Lantern desk")]
    assert taught(capfdbinary, marks, "-o", "sites", "--wide")[0] == 0
    assert rules(f"sites/{SITE}.toml") == {
        "exact": {"head": ["Lantern desk"]},
        "site_file": {"tail": ["^Tide [0-9]+$"]},
    }
    assert app.run(["rules", "check", f"sites/{SITE}.toml"]) == 0


@pytest.mark.usefixtures("run")
def test_a_pattern_that_takes_nothing_else_is_not_needed(capfdbinary: Capture) -> None:
    marks = [missed(number, passage) for number, passage in enumerate(("Tide 12", "Tide 34", "Tide 56"))]
    assert taught(capfdbinary, marks, "-o", "sites", "--wide")[0] == 0
    assert rules(f"sites/{SITE}.toml") == {"exact": {"tail": ["Tide 12", "Tide 34", "Tide 56"]}}


@pytest.mark.usefixtures("run")
def test_whole_lines_that_went_wrongly_are_kept(capfdbinary: Capture) -> None:
    marks = [wrong("Share the bench"), wrong("two words", before="between "), missed(0, "Tide 12")]
    assert taught(capfdbinary, marks, "-o", "sites")[0] == 0
    assert rules(f"sites/{SITE}.toml") == {"exact": {"keep": ["Share the bench"], "tail": ["Tide 12"]}}


@pytest.mark.usefixtures("run")
def test_without_a_folder_nothing_is_written(capfdbinary: Capture) -> None:
    status, out, err = taught(capfdbinary, [missed(0, "Tide 12")])
    assert (status, err) == (0, "cleantext: nothing was written; -o DIR writes it\n")
    assert "exact.tail  Tide 12" in out
    assert not Path("sites").exists()


@pytest.mark.usefixtures("run")
def test_no_file_is_written_over(capfdbinary: Capture) -> None:
    for _ in range(2):
        taught(capfdbinary, [missed(0, "Tide 12")], "-o", "sites")
    assert sorted(path.name for path in Path("sites").iterdir()) == [f"{SITE}-2.toml", f"{SITE}.toml"]


@pytest.mark.usefixtures("run")
def test_marks_that_teach_nothing_are_named(capfdbinary: Capture) -> None:
    marks = [
        missed(2, "Shelved with tar", site=None),
        missed(0, "Tide 99"),
        {**missed(2, "Tide 56"), "record": 77},
        missed(1, "Tide 34"),
    ]
    status, _, err = taught(capfdbinary, marks, "-o", "sites")
    assert (status, err.splitlines()) == (
        3,
        [
            "cleantext: pages.jsonl, record 2: no site: --site says it",
            "cleantext: pages.jsonl, record 0: the line is not in the clean text of this run",
            "cleantext: pages.jsonl, record 77: the run has no such record",
            f"cleantext: sites/{SITE}.toml: 1 rule, 1 example",
        ],
    )
    assert taught(capfdbinary, [missed(0, "Tide 12", site=None)], "--site", SITE)[0] == 0
    told = "no mark that teaches: mark lines that should go as missed (m), or whole lines that went wrongly (w)"
    assert taught(capfdbinary, [wrong("words", before="in a line ")]) == (4, "", f"cleantext: {told}\n")


@pytest.mark.usefixtures("run")
def test_the_run_must_be_there(capfdbinary: Capture) -> None:
    told = "no finished run called spring here or beside the marks; --run says where it is"
    assert taught(capfdbinary, [missed(0, "Tide 12", run="spring")]) == (2, "", f"cleantext: {told}\n")
    assert taught(capfdbinary, [missed(0, "Tide 12", run="spring")], "--run", "clean")[0] == 0


@pytest.mark.parametrize("text", ["(QN)", "[1]", "a.b|c*", "{name} ^ $5+?", r"back\slash", "it’s «so»"])
def test_a_phrase_of_a_text_matches_it(text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    phrase = escaped(text)
    path.write_text(f'[site."{SITE}".site_file]\ninline = [{json.dumps(phrase)}]\n', "utf-8")
    source = f"Before {text} behind.\n"
    (entry,) = Cleaner(packs=[path], site=SITE, rules=["site_file"])(source).applied
    assert entry.removed.strip() == text


def test_score_names_missed_marks(run: Path, capfdbinary: Capture) -> None:
    del run
    Path("marks.jsonl").write_text(f"{json.dumps(missed(0, 'Tide 12'))}\n", "utf-8")
    assert app.run(["rules", "score", "marks.jsonl"]) == 0
    assert capfdbinary.readouterr().err.decode() == "cleantext: 1 missed passage: cleantext teach makes rules of them\n"
