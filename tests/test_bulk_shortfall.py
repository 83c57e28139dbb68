"""`--min-words`, `--max-removed`, `--drop-flagged`: records that miss a limit are written aside, never lost."""

import json
from pathlib import Path

import jsonschema
import pytest

from cleantext.bulk import results
from cleantext.bulk.options import Options
from cleantext.bulk.record import Outcome
from cleantext.bulk.shortfall import shortfall
from cleantext.cli import app
from cleantext.core.edits import Removal
from cleantext.core.errors import SettingsError

PROSE = (
    "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its upper deck."
)
SHORT, CUT = "The ferry left at noon.", f"{PROSE} The mayor waited […]"
ROOT = Path(__file__).parent.parent


def half() -> Outcome:
    """Return a text of eight code points, four of which were removed."""
    return Outcome("abcd", (Removal("menu", 1, "menu", 4, 8, "efgh", "", "", None, "applied"),))


@pytest.mark.parametrize(
    ("outcome", "options", "reason"),
    [
        (Outcome(SHORT), Options(), ""),
        (Outcome(SHORT), Options(min_words=5), ""),
        (Outcome(SHORT), Options(min_words=6), "5 words left, fewer than 6 (--min-words)"),
        (Outcome("Noon"), Options(min_words=2), "1 word left, fewer than 2 (--min-words)"),
        (half(), Options(max_removed=0.5), ""),
        (half(), Options(max_removed=0.49), "0.500 of the text removed, more than 0.49 (--max-removed)"),
        (Outcome(CUT), Options(), ""),
        (Outcome("Noon […]"), Options(drop_flagged=True), "ends_in_teaser: Noon […] (--drop-flagged)"),
        (
            Outcome("Noon […]"),
            Options(min_words=3, drop_flagged=True),
            "2 words left, fewer than 3 (--min-words); ends_in_teaser: Noon […] (--drop-flagged)",
        ),
    ],
)
def test_reasons(outcome: Outcome, options: Options, reason: str) -> None:
    assert shortfall(outcome, options) == reason


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_a_share_that_is_none(share: float) -> None:
    with pytest.raises(SettingsError, match="--max-removed must be at least 0 and at most 1, not"):
        Options(max_removed=share)


def test_a_number_that_is_none() -> None:
    with pytest.raises(SettingsError, match="--min-words must be at least 0, not -1"):
        Options(min_words=-1)


@pytest.mark.slow
def test_a_run_sets_aside_what_falls_short(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    texts = [PROSE, SHORT, CUT, f"{PROSE}\n\nLeave a Reply\n"]
    source.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "utf-8")
    more = ["--min-words", "6", "--drop-flagged", "--workers", "1"]
    assert app.run(["run", str(source), "-o", str(out), *more]) == 0
    assert f"2 in {out / 'quarantine.jsonl'}, 2 of them set aside" in capfd.readouterr().err
    assert [one.text for one in results.records(out)] == [PROSE, f"{PROSE}\n"]
    aside = list(results.quarantine(out))
    assert [(one.record, one.reason, json.loads(one.raw)["text"], one.set_aside) for one in aside] == [
        (1, "5 words left, fewer than 6 (--min-words)", SHORT, True),
        (2, f"ends_in_teaser: {CUT[-80:]} (--drop-flagged)", CUT, True),
    ]
    summary = results.summary(out)
    total = summary["total"]
    assert (summary["records_in"], total["records"], total["quarantined"], total["set_aside"]) == (4, 2, 2, 2)
    for name, data in (
        ("summary", [summary]),
        ("quarantine", map(json.loads, (out / "quarantine.jsonl").read_bytes().splitlines())),
    ):
        schema = json.loads((ROOT / f"docs/{name}.schema.json").read_bytes())
        for one in data:
            jsonschema.Draft202012Validator(schema).validate(one)
    assert app.run(["stats", str(out)]) == 0
    assert "2 quarantined, 2 of them set aside" in capfd.readouterr().out


@pytest.mark.slow
def test_a_run_says_what_is_flagged(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    records = [{"id": "a", "text": PROSE}, {"id": "b", "url": "https://www.aller.example/b", "text": CUT}]
    source.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")
    assert app.run(["run", str(source), "-o", str(out), "--id-field", "id", "--quiet", "--workers", "1"]) == 0
    (flag,) = map(json.loads, (out / "flags.jsonl").read_bytes().splitlines())
    where = {"file": "in.jsonl", "record": 1, "id": "b", "url": "https://www.aller.example/b", "site": "aller.example"}
    assert flag == {**where, "name": "ends_in_teaser", "evidence": CUT[-80:]}
    schema = json.loads((ROOT / "docs/flags.schema.json").read_bytes())
    jsonschema.Draft202012Validator(schema).validate(flag)
    assert results.summary(out)["flags"] == {"ends_in_teaser": 1}
    assert app.run(["stats", str(out)]) == 0
    assert "flagged: ends_in_teaser 1\n" in capfd.readouterr().out


@pytest.mark.slow
def test_a_file_that_falls_short_and_one_that_is_broken(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_text(PROSE, "utf-8")
    (folder / "b.txt").write_text(SHORT, "utf-8")
    (folder / "c.txt").write_bytes(b"\xff")
    assert app.run(["run", str(folder), "-o", str(out), "--min-words", "6", "--quiet", "--workers", "1"]) == 3
    assert ((out / "a.txt").exists(), (out / "b.txt").exists()) == (True, False)
    assert [(one.file, one.set_aside) for one in results.quarantine(out)] == [("b.txt", True), ("c.txt", False)]
