"""`cleantext rules`, and its look in a terminal."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cleantext import Rule, registry, shipped
from cleantext.cli import app, rules
from cleantext.cli.output import printable
from cleantext.core.measured import Counts, Measured
from cleantext.core.rule import CATEGORIES

Capture = pytest.CaptureFixture[bytes]

PACK = """\
language = "en"

[comment_form]
line = ["^send the editor a pigeon$"]

[[example]]
rule = "comment_form"
text = '''
The bridge will open in May, the mayor told reporters who had gathered at the river on Monday morning.

⟦Send the editor a pigeon!⟧
'''
"""


def call(capfdbinary: Capture, *arguments: str) -> tuple[int, str, str]:
    status = app.run(arguments)
    out, err = capfdbinary.readouterr()
    return status, out.decode(), err.decode()


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "mine.toml"
    path.write_bytes(PACK.encode())
    return path


def test_list(capfdbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    status, out, err = call(capfdbinary, "rules")
    assert (status, err) == (0, "")
    table, categories = out.split("\n\n")
    heading, line, *rows = table.splitlines()
    assert heading.split() == ["rule", "v", "level", "stage", "category", "confidence", "origin"]
    assert set(line) == {"─"}
    assert [row.split()[0] for row in rows] == list(registry.known())
    assert [row.split()[-1] for row in rows] == [rule.origin for rule in registry.known().values()]
    assert " ".join(categories.split()) == f"categories: {', '.join(CATEGORIES)}"
    assert {rule.category for rule in registry.known().values()} == set(CATEGORIES)


@pytest.mark.parametrize(
    ("measured", "told"),
    [
        (None, "not measured"),
        (Measured(Counts(policy=3, undecided=5, domains=2), Counts()), "not measured"),
        (Measured(Counts(1999, 1), Counts()), "1.00, 1,999/2,000"),
        (Measured(Counts(216, 2), Counts(116, 2)), "0.94, 116/118"),
        (Measured(Counts(216, 2), Counts(27, 2)), "0.97, 216/218"),
        (Measured(Counts(3, 1), Counts()), "0.30, 3/4"),
    ],
)
def test_confidence(measured: Measured | None, told: str) -> None:
    whitespace = registry.lookup("whitespace")
    rule = Rule(
        id="x",
        version=1,
        stage="mend",
        category="typo",
        level="safe",
        doc="x",
        propose=whitespace.propose,
        removes=(),
        keeps=(),
        requires=whitespace.requires,
        measured=measured,
    )
    assert rules.confidence(rule) == told


@pytest.mark.parametrize("rule", list(shipped.rules()))
def test_show(capfdbinary: Capture, rule: str) -> None:
    status, out, err = call(capfdbinary, "rules", "show", rule)
    assert (status, err) == (0, "")
    assert out.startswith(f"{rule}  version {registry.lookup(rule).version}, ")
    told = "".join(out.split())
    for role, does in {**registry.lookup(rule).phrases, **registry.lookup(rule).words}.items():
        assert f"{role}{''.join(does.split())}" in told
    for examples in (registry.lookup(rule).removes, registry.lookup(rule).keeps):
        for number, example in enumerate(examples, 1):
            assert f"{number}{''.join(printable(example).split())}" in told


@pytest.mark.parametrize(
    "arguments",
    [
        ("rules", "--color", "always"),
        ("rules", "--color", "always", "show", "menu"),
        ("rules", "show", "--color", "always", "menu"),
        ("languages", "--color", "always"),
    ],
)
def test_colours_are_there_where_a_person_asks_for_them(capfdbinary: Capture, arguments: tuple[str, ...]) -> None:
    status, out, err = call(capfdbinary, *arguments)
    assert (status, err) == (0, "")
    assert "\x1b[" in out
    plain = tuple("never" if word == "always" else word for word in arguments)
    assert "\x1b[" not in call(capfdbinary, *plain)[1]


def test_check(capfdbinary: Capture, pack: Path) -> None:
    del pack
    assert call(capfdbinary, "rules", "check", "mine.toml") == (
        0,
        "mine.toml: 1 phrase, 0 words, 1 example: all hold\n",
        "",
    )


def test_check_names_examples_that_fail(capfdbinary: Capture, pack: Path) -> None:
    pack.write_bytes(PACK.replace("the editor a pigeon$", "the editor a dove$").encode())
    told = "cleantext: mine.toml: example 1, comment_form: stayed, but should go: 'Send the editor a pigeon!'\n"
    assert call(capfdbinary, "rules", "check", "mine.toml") == (2, "", told)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[comment_form]", "[coment_form]", "[coment_form] is no rule; did you mean 'comment_form'?"),
        ("line =", "lines =", "comment_form.lines is no role of comment_form; did you mean 'line'?"),
        ("pigeon$", "(pigeon$", "comment_form.line, entry 1, '^send the editor a (pigeon$': does not compile"),
        (
            "^send the editor a pigeon$",
            "(?:tell)?",
            "comment_form.line, entry 1, '(?:tell)?': matches the empty string",
        ),
        ('language = "en"', "language =", "not TOML: Invalid value (at line 1, column 11)"),
        ("⟦Send", "Send", "a mark is not closed"),
    ],
)
def test_a_bad_pack_is_refused(capfdbinary: Capture, pack: Path, old: str, new: str, told: str) -> None:
    pack.write_bytes(PACK.replace(old, new).encode())
    status, out, err = call(capfdbinary, "rules", "check", "mine.toml")
    assert (status, out) == (2, "")
    assert err.startswith("cleantext: mine.toml: ")
    assert told in err


def test_a_pack_of_the_users_own(capfdbinary: Capture, pack: Path) -> None:
    body = "The bridge will open in May.\n"
    (pack.parent / "article.txt").write_bytes(f"{body}\nSend the editor a pigeon!\n".encode())
    assert call(capfdbinary, "--packs", "mine.toml", "article.txt") == (0, body, "")


def in_terminal(folder: Path, *arguments: str, **environment: str) -> str:
    """Return the output of the command to a terminal of 80 columns."""
    pty = pytest.importorskip("pty", reason="needs a pseudo-terminal")
    master, slave = pty.openpty()
    inherited = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    settings = {**inherited, "TERM": "xterm-256color", "COLUMNS": "80", **environment}
    command = [sys.executable, "-m", "cleantext", *arguments]
    subprocess.run(command, cwd=folder, stdout=slave, env=settings, check=False, timeout=600)
    os.close(slave)
    written = b""
    try:
        while part := os.read(master, 65536):
            written += part
    except OSError:  # the end, on Linux
        pass
    os.close(master)
    return written.decode().replace("\r\n", "\n")


VIEWS = [("rules",), ("rules", "show", "comment_form"), ("--diff", "article.txt"), ("--explain", "article.txt")]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "article.txt").write_bytes(b"The bridge will open in May.\x07  \n")
    return tmp_path


@pytest.mark.parametrize("arguments", VIEWS)
def test_colour_in_a_terminal(article: Path, arguments: tuple[str, ...]) -> None:
    assert "\x1b[" in in_terminal(article, *arguments)


@pytest.mark.parametrize("arguments", VIEWS)
@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colour_where_it_is_not_wanted(
    article: Path, arguments: tuple[str, ...], environment: dict[str, str]
) -> None:
    shown = in_terminal(article, *arguments, **environment)
    assert "\x1b" not in shown
    assert shown.strip()


def test_a_diff_in_a_terminal_is_disarmed(article: Path) -> None:
    assert in_terminal(article, "--diff", "article.txt").splitlines()[3:] == [
        "\x1b[31m-The bridge will open in May.␇  \x1b[0m",
        "\x1b[32m+The bridge will open in May.\x1b[0m",
    ]


def test_the_rules_as_json(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert app.run(["rules", "--json"]) == 0
    rows = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert [row["id"] for row in rows] == list(registry.known())
    (row,) = (row for row in rows if row["id"] == "comment_form")
    rule = registry.lookup("comment_form")
    assert (row["version"], row["level"], row["confidence"]) == (rule.version, rule.level, rule.confidence)
    assert row["measured"] == (
        {"all": rule.measured.pages._asdict(), "unseen": rule.measured.unseen._asdict()} if rule.measured else None
    )


def test_the_phrases_of_a_rule(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert app.run(["rules", "show", "comment_form", "--phrases"]) == 0
    rows = [line.split("\t") for line in capfdbinary.readouterr().out.decode().splitlines()]
    known = [
        [pack.name, phrase.role, phrase.pattern]
        for pack in shipped.packs({"comment_form": registry.lookup("comment_form")})
        for phrase in pack.phrases
    ]
    assert rows == known
