"""One set of options, under the same names everywhere; known and unknown sites."""

import json
import logging
import pickle
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

import cleantext
from cleantext import Cleaner, CleantextWarning, SettingsError, clean, clean_html, registry
from cleantext.cli import app
from cleantext.core.learned import Learned, Site, dump

PROSE = "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its deck."
LINE = "Read by all who live on the quay"
ARTICLE = f"{PROSE}\n\n{LINE}\n"
CLEAN = f"{PROSE}\n"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "site.pack"
    path.write_text(dump([Site("aller.example", 400, lines=(Learned(LINE, "tail", 390),))]), "utf-8")
    return path


def page(*head: str) -> str:
    return f"<html><head>{''.join(head)}</head><body><article><p>{PROSE}</p><p>{LINE}</p></article></body></html>"


CANONICAL = '<link rel="canonical" href="https://www.aller.example/late">'
SHARED = '<meta property="og:url" content="https://www.aller.example/late">'
ELSEWHERE = '<link rel="canonical" href="https://vigo.example/late">'


def test_both_functions_take_the_options_of_a_cleaner() -> None:
    blanks = f"{PROSE}   \n\nLeave a Reply\n"
    assert clean(blanks, rules=["whitespace"]).text == f"{PROSE}\n\nLeave a Reply\n"
    assert clean(f"{PROSE}   \n", disable=["repair"]).text == f"{PROSE}   \n"
    assert clean(blanks, level="report", enable=["comment_form"]).text == blanks
    assert clean("They recieved it.", protect=["recieved"]).text == "They recieved it."
    assert clean_html(page(), rules=[], language="en", title="Late").title == "Late"


def test_a_name_that_is_no_option() -> None:
    with pytest.raises(TypeError) as caught:
        clean("The end.", disabel=["typo"])  # type: ignore[call-arg]
    assert str(caught.value) == "clean() has no option 'disabel'; did you mean 'disable'?"
    with pytest.raises(SettingsError, match=r"^disable must be a list, such as disable=\['typo'\]$"):
        clean("The end.", disable="typo")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"rules": [3]}, "rules: 3 is no Rule; give a list of strings"),
        ({"enable": None}, "enable must be a list, not None"),
        ({"protect": ["a", 3]}, "protect: 3 is no str; give a list of strings"),
        ({"site": 3}, "site must be a str, such as 'example.org', not 3"),
        ({"packs": ["a\0b"]}, "a\0b: embedded null byte; give the path of a pack"),
        ({"packs": [3]}, "packs: 3 is no PathLike; give a list of strings"),
        ({"language": 3}, "language 3 is no code of a language; give one such as 'de', 'pt-BR' or 'English'"),
    ],
)
def test_options_of_wrong_types_are_named(options: dict[str, Any], told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Cleaner(**options)
    assert str(caught.value) == told


@pytest.mark.parametrize("name", ["title", "url", "site"])
def test_facts_of_wrong_types_are_named(name: str) -> None:
    facts: Any = {name: 3}
    for call, source in ((clean, PROSE), (clean_html, page())):
        with pytest.raises(TypeError) as caught:
            call(source, **facts)
        assert str(caught.value) == f"{name} takes a str, not int: 3"


def test_a_text_of_a_subclass_is_cleaned_as_a_text() -> None:
    class Markup(str):  # as HTML libraries have them
        __slots__ = ()

        def __getitem__(self, key: Any) -> str:
            return "x"

        def strip(self, signs: str | None = None) -> str:
            return f"<{signs}>"

    result = clean(Markup(f"{PROSE}\n\nLeave a Reply\n"))
    assert (result.text, type(result.text)) == (CLEAN, str)


def test_the_representation_names_what_was_chosen() -> None:
    assert repr(Cleaner()) == "Cleaner()"
    cleaner = Cleaner(level="thorough", disable=["typo", "share*"], language="German", site="a.org")
    shown = "Cleaner(level='thorough', disable=('typo', 'share*'), language='de', site='a.org')"
    assert (repr(cleaner), repr(pickle.loads(pickle.dumps(cleaner)))) == (shown, shown)  # noqa: S301 - our own


def ids(**options: Any) -> set[str]:
    return set(Cleaner(**options).rules)


def test_rules_are_named_by_category_and_pattern() -> None:
    known = {rule.id: rule for rule in registry.known().values() if not rule.by_name}
    typos = {rule.id for rule in known.values() if rule.category == "typo"}
    assert ids(rules=["typo"]) == typos
    assert ids() - ids(disable=["typo"]) == typos
    assert ids(rules=["comment_*"]) == {"comment_form", "comment_thread"}
    assert ids(rules=["*"]) == set(known)
    assert ids(rules=["navigation"]) == {"navigation"}
    assert ids(rules=["navig*"]) == {rule.id for rule in known.values() if rule.category == "navigation"}


def test_of_enable_and_disable_the_one_that_names_the_rule_counts() -> None:
    assert ids(rules=["comments"], enable=["comment_form"], disable=["comments"]) == {"comment_form"}
    assert ids(rules=["comments"], enable=["comments"], disable=["comment_form"]) == {"comment_thread"}
    assert ids(rules=["comments"], enable=["comment_form"], disable=["comment_form"]) == {"comment_thread"}
    assert Cleaner(enable=["promotion"]).rules["company_blurb"].level == "safe"
    with pytest.raises(SettingsError, match=r"^cannot disable 'typpo': no such rule here; did you mean 'typo'\?$"):
        Cleaner(disable=["typpo"])
    with pytest.raises(SettingsError, match=r"^'sharre\*' is no rule"):
        Cleaner(rules=["sharre*"])


@pytest.mark.parametrize("known", [{"site": "aller.example"}, {"url": "https://www.aller.example/late"}])
def test_the_site_is_known_by_name_or_url(pack: Path, known: dict[str, Any]) -> None:
    assert clean(ARTICLE, packs=[pack], **known).text == CLEAN
    assert Cleaner(packs=[pack])(ARTICLE, **known).text == CLEAN
    assert Cleaner(packs=[pack], site="aller.example")(ARTICLE).text == CLEAN
    other = Cleaner(packs=[pack])(ARTICLE, site="vigo.example", url="https://www.aller.example/late")
    assert other.text == ARTICLE


@pytest.mark.parametrize(
    ("head", "text", "url"),
    [
        ([CANONICAL], PROSE, "https://www.aller.example/late"),
        ([SHARED], PROSE, "https://www.aller.example/late"),
        ([CANONICAL, SHARED], PROSE, "https://www.aller.example/late"),
        ([ELSEWHERE, SHARED], f"{PROSE}\n{LINE}", None),
        ([ELSEWHERE], f"{PROSE}\n{LINE}", "https://vigo.example/late"),
        (['<link rel="canonical" href="/late">'], f"{PROSE}\n{LINE}", None),
    ],
)
@pytest.mark.filterwarnings("ignore:site packs do nothing")
def test_a_page_says_its_own_site(pack: Path, head: list[str], text: str, url: str | None) -> None:
    result = clean_html(page(*head), packs=[pack])
    assert (result.text, result.url) == (text, url)
    assert clean_html(page(*head), "https://aller.example/", packs=[pack]).text == PROSE


def test_packs_that_meet_no_site_are_warned_of_once(pack: Path) -> None:
    cleaner = Cleaner(packs=[pack])
    message = (
        r"^site packs do nothing for texts of no known site: give url= or site= \(the packs know aller\.example\)$"
    )
    with pytest.warns(CleantextWarning, match=message) as caught:
        assert [cleaner(ARTICLE).text for _ in range(2)] == [ARTICLE, ARTICLE]
    assert [warning.filename for warning in caught] == [__file__]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Cleaner()(ARTICLE)
        Cleaner(packs=[pack])(ARTICLE, site="vigo.example")


def test_what_is_degraded_goes_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "cleantext"):
        result = clean_html("<html><body></body></html>")
    assert caplog.messages[-1] == result.degraded == "no article found on the page"
    assert logging.getLogger("cleantext").handlers


def test_the_version() -> None:
    assert cleantext.__version__ == "0.2.0"
    with pytest.raises(AttributeError, match=r"^module 'cleantext' has no attribute 'clear'$"):
        cleantext.clear  # noqa: B018


Captured = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pack: Path) -> Path:
    assert pack.exists()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "b.html").write_text(page(CANONICAL), "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        ["a.txt", "--site", "aller.example"],
        ["a.txt", "--url", "https://aller.example/late"],
        ["b.html"],
    ],
)
@pytest.mark.usefixtures("folder")
def test_the_command_knows_the_site(capsys: Captured, arguments: list[str]) -> None:
    assert app.run([*arguments, "--packs", "site.pack"]) == 0
    out, err = capsys.readouterr()
    assert (out.strip(), err) == (PROSE, "")


@pytest.mark.usefixtures("folder")
def test_the_command_says_once_that_packs_did_nothing(capsys: Captured) -> None:
    for arguments in (["a.txt", "b.html", "--json", "--site", "vigo.example"], ["a.txt", "a.txt", "--json"]):
        assert app.run([*arguments, "--packs", "site.pack"]) == 0
        assert capsys.readouterr().err == (
            "cleantext: the site packs did nothing: no text is known to be of aller.example; "
            "--site or an address says where it is from\n"
        )


def test_the_command_takes_title_language_rules_and_encoding(folder: Path, capsys: Captured) -> None:
    (folder / "c.txt").write_bytes(f"Fähre zu spät\n\n{PROSE}\n\nFähre zu spät\n".encode("latin-1"))
    assert app.run(["c.txt"]) == 4
    assert capsys.readouterr().err.startswith("cleantext: c.txt: not UTF-8: byte 1 is 0xe4")
    assert app.run(["c.txt", "--encoding", "latin-1", "--title", "Fähre zu spät", "--rules", "headline,typo"]) == 0
    assert capsys.readouterr().out == f"{PROSE}\n"
    assert app.run(["c.txt", "--encoding", "ascii"]) == 4
    assert capsys.readouterr().err == "cleantext: c.txt: not ascii: byte 1 is 0xe4\n"
    assert app.run(["a.txt", "--language", "of the sea"]) == 2
    assert capsys.readouterr().err.startswith("cleantext: language 'of the sea' is no code of a language")
    for name in ("base64", "latin-42"):
        assert app.run(["a.txt", "--encoding", name]) == 2
        assert f"'{name}' is no encoding of texts; give one that Python knows" in capsys.readouterr().err
    assert app.run(["a.txt", "b.html", "--json", "--title", "Late"]) == 2
    assert "--title and --url describe one article; --site sets the site of all inputs" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_one_output_may_be_a_file(capsys: Captured) -> None:
    assert app.run(["a.txt", "-o", "out.txt", "--site", "aller.example", "--packs", "site.pack"]) == 0
    assert capsys.readouterr() == ("", "cleantext: out.txt: 1 file, 1 change\n")
    assert Path("out.txt").read_text("utf-8") == CLEAN
    assert app.run(["a.txt", "-o", "out.d/"]) == 0
    assert Path("out.d/a.txt").read_text("utf-8") == ARTICLE
    assert app.run(["a.txt", "b.html", "-o", "all.txt"]) == 0
    assert sorted(path.name for path in Path("all.txt").iterdir()) == ["a.txt", "b.html.txt"]
    assert app.run(["a.txt", "-o", "a.txt"]) == 2
    assert "a.txt is an input, and is not overwritten" in capsys.readouterr().err


@pytest.mark.slow
def test_what_is_piped_in_is_read(folder: Path) -> None:
    command = [sys.executable, "-m", "cleantext"]
    with (folder / "a.txt").open("rb") as file:
        done = subprocess.run(command, stdin=file, capture_output=True, check=True, timeout=600)
    assert done.stdout.decode() == ARTICLE
    done = subprocess.run([*command, "--json"], input=ARTICLE.encode(), capture_output=True, check=True, timeout=600)
    assert json.loads(done.stdout)["text"] == ARTICLE
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=600)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"Usage: cleantext")


def test_a_file_that_begins_with_a_dash(folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "-dash.txt").write_text(ARTICLE, "utf-8")
    monkeypatch.setattr(sys, "argv", ["cleantext", "-dash.txt"])
    assert app.run() == 2
    assert capsys.readouterr().err.endswith("For the file of that name: cleantext -- -dash.txt\n")
    assert app.run(["--", "-dash.txt"]) == 0
    assert capsys.readouterr().out == ARTICLE


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["stats", "none"], 4, "none: no output folder of cleantext run"),
        (["run", "none", "-o", "out"], 4, "none: there is no such file or folder"),
        (["none.txt"], 4, "none.txt: No such file or directory"),
        (["rules", "score", "none.jsonl"], 4, "none.jsonl: No such file or directory"),
        (["rules", "check", "none.toml"], 2, "none.toml: No such file or directory; give the path of a pack"),
        (["rules", "show", "nosuchrule"], 2, None),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_status_means_the_same_everywhere(
    capsys: Captured, arguments: list[str], status: int, told: str | None
) -> None:
    assert app.run(arguments) == status
    err = capsys.readouterr().err
    assert err == f"cleantext: {told}\n" if told else "did you mean" not in err


@pytest.mark.usefixtures("folder")
def test_a_learned_pack_is_checked_too(capsys: Captured) -> None:
    assert app.run(["rules", "check", "site.pack"]) == 0
    assert capsys.readouterr().out == "site.pack: 1 site, 1 line: all hold\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_prints_a_script(capsys: Captured, shell: str) -> None:
    assert app.run(["completion", shell]) == 0
    assert f"{shell}_complete" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "begun", "there", "absent"),
    [
        ("cleantext ar", "ar", "file,ar", "plain,report"),
        ("cleantext re", "re", "plain,report", "plain,run"),
        ("cleantext --expl", "--expl", "plain,--explain", "file,--expl"),
        ("cleantext --level ", "", "plain,thorough", "plain,clean"),
        ("cleantext a.txt --disable typo,comm", "typo,comm", "plain,typo,comment_form", "plain,menu"),
        ("cleantext --language d", "d", "plain,de", "plain,en"),
        ("cleantext run --format c", "c", "plain,csv", "plain,warc"),
        ("cleantext learn --format ", "", "plain,parquet", "plain,nosuch"),
        ("cleantext rules show men", "men", "plain,menu_line", "plain,byline"),
    ],
)
def test_completion_knows_files_values_and_rules(  # noqa: PLR0917 - pytest hands them over by name
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, words: str, begun: str, there: str, absent: str
) -> None:
    for name, value in (("COMP_WORDS", words), ("COMP_CWORD", str(len(words.split(" ")) - 1))):
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("_CLEANTEXT_COMPLETE", "bash_complete")
    with pytest.raises(SystemExit):
        app.run([])
    lines = capsys.readouterr().out.splitlines()
    assert (there in lines, absent in lines) == (True, False)
    monkeypatch.setenv("_CLEANTEXT_COMPLETE", "powershell_complete")
    monkeypatch.setenv("COMP_CWORD", begun)
    with pytest.raises(SystemExit):
        app.run([])
    found = [line.split("\t")[:2] for line in capsys.readouterr().out.splitlines()]
    assert (there.split(",", 1) in found, absent.split(",", 1) in found) == (True, False)


def test_colour_is_a_matter_of_choice(capsys: Captured, folder: Path) -> None:
    (folder / "d.txt").write_text("The end.   \n", "utf-8")
    shown = {}
    for when in ("auto", "never", "always"):
        assert app.run(["--color", when, "--diff", "d.txt"]) == 1
        shown[when] = capsys.readouterr().out
    assert shown["auto"] == shown["never"]
    assert "\x1b[31m-The end." in shown["always"]
