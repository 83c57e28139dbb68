"""Paragraphs that are joined on request: the option is the same everywhere, and the log restores the line ends."""

from pathlib import Path

import pytest

from cleantext import Cleaner, SettingsError, clean, clean_html
from cleantext.bulk.options import Options
from cleantext.cli import app, settings

WRAPPED = (
    "The ferry that should have left the harbour of Aller at nine was late\n"
    "again on Monday, and the board of the port, which had met the evening\n"
    "before, sent a letter to the owners of the line and to the passengers.\n"
)
JOINED = WRAPPED.replace("\n", " ").rstrip() + "\n"


def test_it_is_off_by_default() -> None:
    assert clean(WRAPPED).text == WRAPPED
    assert clean(WRAPPED, level="thorough").text == WRAPPED
    assert clean(WRAPPED, rules=["repair"]).text == WRAPPED
    assert "unwrap" not in Cleaner(rules=["*"]).rules


def test_the_log_restores_the_line_ends() -> None:
    result = clean(WRAPPED, unwrap=True)
    assert result.text == JOINED
    assert [(entry.rule, entry.removed, entry.replacement) for entry in result.removals] == [("unwrap", "\n", " ")] * 2
    assert result.restore() == WRAPPED
    assert clean(result.text, unwrap=True).text == JOINED


def test_windows_line_ends_and_blanks_are_joined_too() -> None:
    source = WRAPPED.replace("\n", "  \r\n")
    result = clean(source, unwrap=True)
    assert (result.text, result.restore()) == (JOINED, source)


@pytest.mark.parametrize(("columns", "is_joined"), [(59, False), (60, True), (80, True), (81, False)])
def test_only_blocks_of_60_to_80_columns_are_joined(columns: int, *, is_joined: bool) -> None:
    line = "the ferry left " * 6
    text = "\n".join([line[: columns - 1] + "x", line[: columns - 1] + "x", "it was late."])
    assert ("\n" not in clean(text, rules=[], unwrap=True).text) is is_joined


def test_two_lines_stay() -> None:
    text = "".join(WRAPPED.splitlines(keepends=True)[:2])
    assert clean(text, unwrap=True).text == text


def test_pages_take_it() -> None:
    page = f"<html><body><article><p>{JOINED}</p><pre>{WRAPPED}</pre></article></body></html>"
    assert clean_html(page, unwrap=True).restore() == clean_html(page).restore()


def test_the_command_and_settings_take_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_text(WRAPPED, "utf-8")
    assert app.run(["article.txt", "--unwrap"]) == 0
    assert capsys.readouterr().out == JOINED
    Path("cleantext.toml").write_text("unwrap = true", "utf-8")
    assert settings.find(tmp_path).unwrap is True
    assert app.run(["article.txt"]) == 0
    assert capsys.readouterr().out == JOINED
    assert app.run(["article.txt", "--no-unwrap"]) == 0
    assert capsys.readouterr().out == WRAPPED


def test_a_value_that_is_none() -> None:
    with pytest.raises(SettingsError, match=r"^unwrap must be True or False, not 'yes'$"):
        clean(WRAPPED, unwrap="yes")  # type: ignore[arg-type]


def test_a_settings_file_with_another_value(tmp_path: Path) -> None:
    path = tmp_path / "cleantext.toml"
    path.write_text('unwrap = "yes"', "utf-8")
    with pytest.raises(SettingsError) as caught:
        settings.find(tmp_path)
    assert str(caught.value) == f"{path}: unwrap must be true or false, not 'yes'"


def test_runs_take_it() -> None:
    assert Options(unwrap=True).cleaner()(WRAPPED).text == JOINED
    assert Options.from_dict(Options(unwrap=True).as_dict()).unwrap is True
