"""The language of records: unknown names are counted, and listed at the end."""

import json
from pathlib import Path

import pytest

from cleantext.bulk import results
from cleantext.bulk.tally import LONGEST_LANGUAGE, MOST_LANGUAGES, OTHER_LANGUAGES, Tally
from cleantext.cli import app

DE = "Die Fähre legte mittags ab, sagte der Hafenmeister, mit vierzig Autos an Bord und einer Kapelle auf dem Deck."


def test_names_that_are_no_language_are_counted() -> None:
    tally = Tally()
    for name in ("de", "en-US", "eng_Latn", "English", "", "  ", None, 5, "jp", " jp", "Klingonese", "x" * 90):
        tally.language(name)
    assert tally.unknown_languages == {"jp": 2, "Klingonese": 1, "x" * LONGEST_LANGUAGE: 1}


def test_a_field_that_holds_something_else_does_not_fill_the_summary() -> None:
    first, second = Tally(), Tally()
    for number in range(MOST_LANGUAGES + 2):
        first.language(f"text {number}")
        second.language(f"other text {number}")
    assert (len(first.unknown_languages), first.unknown_languages[OTHER_LANGUAGES]) == (MOST_LANGUAGES + 1, 2)
    first.add(second)
    assert (len(first.unknown_languages), sum(first.unknown_languages.values())) == (MOST_LANGUAGES + 1, 204)


@pytest.mark.slow
def test_a_run_counts_and_names_them(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    named = ["deu_Latn", "jp", "jp", "unknown", "aa bb", "qq", None]
    text = f"{DE}\n\nKommentar schreiben\n"
    source.write_text("".join(json.dumps({"text": text, "language": name}) + "\n" for name in named), "utf-8")
    assert app.run(["run", str(source), "-o", str(out), "--workers", "1"]) == 0
    assert [one.text for one in results.records(out)] == [f"{DE}\n"] * len(named)
    assert results.summary(out)["unknown_languages"] == {"aa bb": 1, "jp": 2, "qq": 1, "unknown": 1}
    said = "5 records with an unknown language ('aa bb' 1, 'jp' 2, 'qq' 1 and 1 more)"
    assert said in capfd.readouterr().err
    assert app.run(["stats", str(out)]) == 0
    assert said in capfd.readouterr().out
