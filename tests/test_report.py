"""`cleantext report` and `cleantext rules score`, without a browser."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import report_data

from cleantext import CleantextError, marked, registry
from cleantext.bulk import marks, report, sample
from cleantext.bulk.results import Cleaned
from cleantext.cli import app
from cleantext.core.edits import Removal

Capture = pytest.CaptureFixture[bytes]
BODY = "The night ferry will run again from May, the harbour board said on Tuesday after it had met for six hours.\n\n"
PROMPT = "Sign up for our newsletter and never miss a story."
PROSE = "The board met twice in a room above the ferry's old ticket office."


def made(records: list[Cleaned], most: int = 1000, size: int = 10_000_000) -> str:
    page = report.page("spring", report_data.summary(records), records, iter(()), most=most, size=size)
    return page.decode()


def data(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*)</script>\n<script>', page, re.DOTALL)
    assert found
    told: dict[str, Any] = json.loads(found[1])
    return told


def removal(rule: str, source: str, passage: str, **facts: Any) -> Removal:
    start = source.index(passage)
    entry = Removal(rule, 1, "x", start, start + len(passage), passage, "", "why", None, "applied")
    return entry._replace(**facts)


def test_the_policy_allows_what_is_in_the_page_and_nothing_else() -> None:
    page = made([report_data.hostile()])
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    script = page.rpartition("<script>")[2].removesuffix("</script>\n</html>\n")
    hashes = [b64encode(sha256(content.encode()).digest()).decode() for content in (script, style)]
    policy = (
        f"default-src 'none'; script-src 'sha256-{hashes[0]}'; style-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy}">' in page
    assert page.count("<script") == 2
    assert not re.search(r"(src|href)\s*=\s*[\"']?\s*(https?:|//)", page)


def test_data_come_back() -> None:
    told = data(made([report_data.hostile()]))
    (record,) = told["records"]
    (entry,) = report_data.hostile().removals
    assert "".join(piece for pieces, _ in record["segments"] for piece in pieces) == report_data.hostile().restore()
    assert [pieces for pieces, covering in record["segments"] if covering == [0]] == [[entry.removed]]


def test_the_same_run_gives_the_same_bytes() -> None:
    records = list(report_data.articles(60))
    assert made(records, 20) == made(records, 20)


def test_the_draw_depends_on_no_order() -> None:
    records = list(report_data.articles(200))
    assert sample.draw(records, 40) == sample.draw(reversed(records), 40)


def test_the_draw() -> None:
    silent = [Cleaned("a", number, None, None, "Nothing.", ()) for number in range(2000)]
    entry = Removal("caption", 1, "x", 0, 1, "x", "", "why", None, "applied")
    logged = [Cleaned("b", number, None, None, "", (entry,)) for number in range(2000)]
    rare = Cleaned("c", 0, None, None, "", (entry._replace(rule="deck"),))
    big = Cleaned("d", 0, None, None, "", (entry._replace(removed="x" * 500, end=500),))
    drawn = sample.draw([*silent, *logged, rare, big], 500)
    assert len(drawn) == 500
    assert drawn[0] == big
    assert rare in drawn
    assert sum(not record.removals for record in drawn) == 48  # a tenth, minus some rare ones
    assert len(sample.draw(silent, 500)) == 500
    assert len(sample.draw([*logged, *silent[:3]], 3000)) == 2003


def test_the_size_is_kept() -> None:
    records = list(report_data.articles(300))
    whole = made(records)
    size = len(whole.encode()) // 2
    page = made(records, size=size)
    assert size - 5_000 < len(page.encode()) <= size
    told = data(page)
    assert told["drawn"] == 300
    assert told["records"] == data(whole)["records"][: len(told["records"])]
    with pytest.raises(CleantextError, match=r"^--max-size: 0.001 MB is too little for the tables alone; allow more$"):
        made(records, size=1000)


def test_long_sources_are_split() -> None:
    record = report_data.long()
    told = sample.page_data(record)
    assert [
        [piece if isinstance(piece, int) else len(piece) for piece in pieces] for pieces, _ in told["segments"]
    ] == [
        [400, 27_800, 400],
        [700, 1_600, 700],
        [400, 27_800, 400],
    ]
    assert (told["length"], told["went"]) == (60_200, 3_000)


def test_many_changes_are_split() -> None:
    source = "ab" * 1000
    entries = tuple(Removal("x", 1, "x", at, at + 1, "a", "", "", None, "applied") for at in range(0, 2000, 2))
    told = sample.page_data(Cleaned("f", 0, None, None, "b" * 1000, entries))
    assert (len(told["entries"]), told["more"]) == (300, 700)
    assert told["segments"][-1] == ([1400], [])
    assert source[:600] == "".join(piece for pieces, _ in told["segments"][:-1] for piece in pieces)


def test_overlaps_and_insertions() -> None:
    source = "abcdef"
    entries = (
        removal("x", source, "bc"),
        removal("y", source, "cde", status="reported"),
        Removal("z", 1, "x", 6, 6, "", "!", "", None, "applied"),
    )
    told = sample.page_data(Cleaned("f", 0, None, None, "adef!", entries))
    assert told["segments"] == [(["a"], []), (["b"], [0]), (["c"], [0, 1]), (["de"], [1]), (["f"], []), ([""], [2])]


@pytest.fixture
def outdir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    rows = [{"id": record.id, "text": record.restore()} for record in report_data.articles(12)]
    Path("in.jsonl").write_bytes(b"".join(json.dumps(row).encode() + b"\n" for row in rows) + b"{broken\n")
    assert app.run(["run", "in.jsonl", "-o", "out", "--id-field", "id", "--workers", "1", "--quiet"]) == 3
    return tmp_path / "out"


def test_command(outdir: Path, capfdbinary: Capture) -> None:
    capfdbinary.readouterr()
    assert app.run(["report", "out", "--sample", "5"]) == 0
    size = (outdir / "report.html").stat().st_size / 1_000_000
    assert capfdbinary.readouterr() == (f"out/report.html: {size:.1f} MB\n".encode(), b"")
    told = data((outdir / "report.html").read_bytes().decode())
    assert (told["name"], len(told["records"]), told["total"]["records"]) == ("out", 5, 12)
    assert [(entry["record"], entry["raw"]) for entry in told["quarantine"]] == [(12, "{broken")]
    assert app.run(["report", "out"]) == 0  # over the existing report
    assert len(data((outdir / "report.html").read_bytes().decode())["records"]) == 12


def test_loose_files_are_counted(tmp_path: Path, capfdbinary: Capture) -> None:
    (tmp_path / "in").mkdir()
    for number in range(3):
        (tmp_path / "in" / f"{number}.txt").write_text("The ferry was late.\n\n\n\nNobody knew why.\n", "utf-8")
    assert app.run(["run", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--workers", "1"]) == 0
    assert app.run(["report", str(tmp_path / "out")]) == 0
    capfdbinary.readouterr()
    assert data((tmp_path / "out" / "report.html").read_text("utf-8"))["files"] == 3


def test_nothing_else_is_overwritten(outdir: Path, capfdbinary: Capture) -> None:
    capfdbinary.readouterr()
    Path("page.html").write_bytes(b"<html>mine</html>")
    assert app.run(["report", "out", "-o", "page.html"]) == 2
    told = b"cleantext: page.html is there and is no report; choose another place with -o\n"
    assert capfdbinary.readouterr() == (b"", told)
    assert Path("page.html").read_bytes() == b"<html>mine</html>"
    assert outdir.is_dir()


def test_a_folder_that_holds_no_run(tmp_path: Path, capfdbinary: Capture) -> None:
    assert app.run(["report", str(tmp_path)]) == 4
    assert capfdbinary.readouterr().err == f"cleantext: {tmp_path}: no output folder of cleantext run\n".encode()


def mark(verdict: str, rule: str, passage: str, record: int = 0, /, **facts: Any) -> dict[str, Any]:
    told = {
        "mark": verdict,
        "rule": rule,
        "version": registry.lookup(rule).version,
        "file": "a.jsonl",
        "record": record,
        "start": len(BODY),
        "end": len(BODY) + len(passage),
        "before": BODY,
        "removed": passage,
        "replacement": "",
        "behind": "\n",
        "whole": True,
        "language": None,
    }
    return {**told, **facts}


def lines(told: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(one).encode() + b"\n" for one in told)


@pytest.fixture
def marked_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    told = [mark("right", "comment_form", "Leave a Reply", number) for number in range(3)]
    told += [
        mark("wrong", "comment_form", "Leave a Reply", 3),
        mark("right", "newsletter_prompt", PROMPT, 4),
        mark("wrong", "newsletter_prompt", PROMPT, 4),
        mark("wrong", "newsletter_prompt", PROSE, 5),
    ]
    path = Path("marks.jsonl")
    path.write_bytes(lines(told))
    return path


def test_score(marked_file: Path, capfdbinary: Capture) -> None:
    assert app.run(["rules", "score", str(marked_file)]) == 0
    out = capfdbinary.readouterr().out.decode().splitlines()
    version = registry.lookup("newsletter_prompt").version
    assert [line.split() for line in out if line.strip()] == [
        ["rule", "v", "right", "wrong", "precision", "at", "least"],
        ["─" * len(out[1])],
        ["comment_form", str(registry.lookup("comment_form").version), "3", "1", "0.750", "0.301"],
        ["newsletter_prompt", str(version), "0", "2", "0.000", "0.000"],
    ]


def test_score_as_json(marked_file: Path, capfdbinary: Capture) -> None:
    assert app.run(["rules", "score", "--json", str(marked_file)]) == 0
    first, _ = map(json.loads, capfdbinary.readouterr().out.splitlines())
    assert (first["rule"], first["right"], first["wrong"], first["precision"]) == ("comment_form", 3, 1, 0.75)


def test_as_fixtures(marked_file: Path, capfdbinary: Capture) -> None:
    assert app.run(["rules", "score", str(marked_file), "--as-fixtures", "cases"]) == 0
    assert capfdbinary.readouterr().err == b"cleantext: cases: 6 cases\n"
    found = {path.read_bytes().decode() for path in Path("cases").rglob("*.txt")}
    wrong = "about: marked wrong in a report\n"
    comment, newsletter = (registry.lookup(name).version for name in ("comment_form", "newsletter_prompt"))
    assert found == {
        f"about: marked right in a report\n---\n{BODY}⟦Leave a Reply⟧\n",
        f"{wrong}xfail: version {comment} takes it\n---\n{BODY}Leave a Reply\n",
        f"{wrong}xfail: version {newsletter} takes it\n---\n{BODY}{PROMPT}\n",
        f"{wrong}---\n{BODY}{PROSE}\n",
    }
    for path in Path("cases").rglob("*.txt"):
        text = path.read_bytes().decode()
        holds = marked.problem(marked.cleaner(registry.lookup(path.parent.name)), text) == ""
        assert holds is ("xfail" not in marked.parse(text).head)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"whole": False}, "the report left out the middle of the passage"),
        ({"behind": " → "}, "the text holds one of the signs ⟦ ⟧ →, which mark cases"),
        ({"behind": "\ud800"}, "the text holds a lone surrogate, which UTF-8 cannot hold"),
        ({"rule": "no_such_rule"}, "there is no rule 'no_such_rule' here"),
        (
            {"removed": "The ferry is late."},
            "the rule needs more than this context: stayed, but should go: 'The ferry is late.'",
        ),
    ],
)
def test_marks_that_make_no_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: Capture, facts: dict[str, Any], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("marks.jsonl").write_bytes(lines([mark("right", "comment_form", "Leave a Reply", 7, **facts)]))
    assert app.run(["rules", "score", "marks.jsonl", "--as-fixtures", "cases"]) == 3
    rule = facts.get("rule", "comment_form")
    err = capfdbinary.readouterr().err.decode()
    assert err == f"cleantext: a.jsonl, record 7, {rule} at {len(BODY)}: {told}\ncleantext: cases: 0 cases\n"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{", "marks.jsonl, line 2: not JSON: "),
        (b"[]", "marks.jsonl, line 2: no mark of a report ("),
        (
            b'{"mark": "right"}',
            "marks.jsonl, line 2: no mark of a report ('rule' is missing); download the marks again",
        ),
        (
            lines([mark("right", "menu", "x")]).replace(b"right", b"rihgt"),
            "mark is 'rihgt'; it must be 'right', 'wrong' or 'missed'",
        ),
    ],
)
def test_what_is_no_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: bytes, told: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("marks.jsonl").write_bytes(b"\n" + line)
    with pytest.raises(CleantextError) as caught:
        marks.load([Path("marks.jsonl")])
    assert told in str(caught.value)


def test_the_interval() -> None:
    # Wilson's lower bound for 49 of 50 at 95 %: 0.8950 (Newcombe 1998, method 3, gives the same to four places).
    assert round(marks.Score("x", 1, 49, 1).at_least, 4) == 0.8950
