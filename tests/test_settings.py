"""Settings files, over which command-line options take precedence."""

import inspect
from pathlib import Path
from typing import get_type_hints

import pytest

from cleantext import Cleaner, Options, SettingsError
from cleantext.cli import app, settings
from cleantext.cli.settings import Settings

PROSE = "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its deck."


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def test_there_need_not_be_a_file(tmp_path: Path) -> None:
    assert settings.find(tmp_path) == Settings()


def test_a_file_is_found_upwards(tmp_path: Path) -> None:
    write(
        tmp_path / "cleantext.toml",
        'level = "thorough"\ndisable = ["whitespace"]\npacks = ["mine/own.toml"]\nlanguage = "de"',
    )
    below = tmp_path / "one/two"
    below.mkdir(parents=True)
    expected = Settings("thorough", disable=("whitespace",), packs=(str(tmp_path / "mine/own.toml"),), language="de")
    assert settings.find(below) == expected


def test_words_to_protect_stand_in_the_list_or_in_a_file_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "names.txt", "Kyiv\n\n Rinkevičs \n")
    write(tmp_path / "cleantext.toml", 'protect = ["Zelensky", "@names.txt"]')
    assert settings.find(tmp_path).protect == ("Zelensky", "Kyiv", "Rinkevičs")


def test_a_file_of_names_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "cleantext.toml", 'protect = ["@names.txt"]')
    with pytest.raises(SettingsError) as caught:
        settings.find(tmp_path)
    names = tmp_path / "names.txt"
    assert str(caught.value) == f"{path}: protect: {names}: No such file or directory; give a file with a word a line"


def test_the_command_protects_words_and_those_of_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = "The board had not recieved the letter, and the goverment of the town was not told.\n"
    write(tmp_path / "article.txt", text)
    write(tmp_path / "words.txt", "goverment\n")
    assert app.run(["article.txt", "--protect", "recieved", "--protect", "@words.txt"]) == 0
    assert capsys.readouterr().out == text


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    write(tmp_path / "cleantext.toml", 'level = "thorough"')
    write(tmp_path / "one/pyproject.toml", '[tool.cleantext]\nlevel = "report"')
    write(tmp_path / "one/two/pyproject.toml", "[tool.ruff]")
    assert settings.find(tmp_path / "one/two") == Settings("report")
    write(tmp_path / "one/cleantext.toml", "")
    assert settings.find(tmp_path / "one/two") == Settings()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('levl = "safe"', "'levl' is no setting; did you mean 'level'?"),
        ('level = "save"', "level: 'save' is no level; did you mean 'safe'?"),
        ("level = 1", "level must be a string, not 1"),
        ('packs = "mine.toml"', "packs must be a list of strings, not 'mine.toml'"),
        ('enable = ["coment_form"]', "enable: 'coment_form' is no rule; did you mean 'comment_form'?"),
        ('disable = ["whitspace"]', "disable: 'whitspace' is no rule; did you mean 'whitespace'?"),
        ("level = ", "not TOML: Invalid value (at end of document)"),
        (f"level = {'9' * 5_000}", "a number has thousands of digits; write a shorter one"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, told: str) -> None:
    path = write(tmp_path / "cleantext.toml", text)
    with pytest.raises(SettingsError) as caught:
        settings.find(tmp_path)
    assert str(caught.value) == f"{path}: {told}"


def test_a_table_of_a_project_that_is_none(tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", "tool.cleantext = 3")
    with pytest.raises(SettingsError) as caught:
        settings.find(tmp_path)
    assert str(caught.value) == f"{path}: [tool.cleantext] must be a table, not 3"


def test_the_command_line_goes_over_the_file() -> None:
    file = Settings("thorough", ("menu",), ("whitespace",), ("comment_form",), ("a.toml",), language="de", site="a.org")
    over = file.over(
        level="safe",
        rules=["typo"],
        enable=["comment_form"],
        disable=["whitespace"],
        packs=["b.toml"],
        protect=["Kyiv"],
        language="fr",
        site="b.org",
    )
    assert over == Settings(
        "safe", ("typo",), ("comment_form",), ("whitespace",), ("a.toml", "b.toml"), ("Kyiv",), "fr", "b.org"
    )
    assert file.over() == file


def test_settings_have_the_options_of_a_cleaner() -> None:
    assert set(Settings._fields) == set(get_type_hints(Options)) == set(inspect.signature(Cleaner).parameters)


@pytest.mark.parametrize("arguments", [["--config", "other/own.toml"], ["--config", "other/pyproject.toml"]])
def test_a_file_that_is_named_goes_before_the_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    write(tmp_path / "cleantext.toml", 'disable = ["whitespace"]')
    write(tmp_path / "other/own.toml", 'rules = ["whitespace"]')
    write(tmp_path / "other/pyproject.toml", '[tool.cleantext]\nrules = ["whitespace"]')
    write(tmp_path / "blanks.txt", f"{PROSE}   \n\nLeave a Reply\n")
    monkeypatch.chdir(tmp_path)
    assert app.run(["blanks.txt", *arguments]) == 0
    assert capsys.readouterr().out == f"{PROSE}\n\nLeave a Reply\n"
    assert app.run(["blanks.txt", "--isolated"]) == 0
    assert capsys.readouterr().out == f"{PROSE}\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--config", "cleantext.toml", "--isolated"], "--config and --isolated exclude each other; choose one"),
        (["--config", "none.toml"], "none.toml: No such file or directory"),
        (["--config", "pyproject.toml"], "pyproject.toml: there is no [tool.cleantext]; add it, or name another file"),
    ],
)
def test_a_file_that_cannot_be_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    told: str,
) -> None:
    write(tmp_path / "pyproject.toml", "[tool.ruff]")
    write(tmp_path / "a.txt", "The end.\n")
    monkeypatch.chdir(tmp_path)
    assert app.run(["a.txt", *arguments]) == 2
    assert capsys.readouterr().err.endswith(f": {told}\n")


def test_the_command_uses_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    write(tmp_path / "cleantext.toml", 'disable = ["whitespace"]')
    write(tmp_path / "blanks.txt", "The end.   \n")
    monkeypatch.chdir(tmp_path)
    assert app.run(["blanks.txt"]) == 0
    assert capfdbinary.readouterr().out == b"The end.   \n"
    assert app.run(["--enable", "whitespace", "blanks.txt"]) == 0
    assert capfdbinary.readouterr().out == b"The end.\n"
    write(tmp_path / "cleantext.toml", 'disabel = ["whitespace"]')
    assert app.run(["blanks.txt"]) == 2
    out, err = capfdbinary.readouterr()
    told = f"cleantext: {tmp_path}/cleantext.toml: 'disabel' is no setting; did you mean 'disable'?\n"
    assert (out, err.decode()) == (b"", told)
