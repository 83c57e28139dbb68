"""README, the pages of `docs/`, CONTRIBUTING and `--help` name the same commands and options."""

import re
import shlex
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import click
import pytest

from cleantext.cli.app import command

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "ARCHITECTURE.md", *sorted((ROOT / "docs").glob("*.md"))]
OPTION = re.compile(r"(?<![\w-])--?[a-z][\w-]*")
NAMED = re.compile(r"`(--?[a-z][\w-]*)(?: ([^`]*))?`")
CODE = re.compile(r"^ *```(?:sh|console)\n(.*?)^ *```$|`([^`\n]+)`", re.MULTILINE | re.DOTALL)
SCRIPTS = [*(ROOT / "benchmarks").glob("*.py"), *(ROOT / "cleantext/training").glob("*.py"), ROOT / "noxfile.py"]


@cache
def commands() -> Mapping[str, click.Command]:
    """Return all commands by their words, such as "rules show"."""
    return dict(_below("", command))


def _below(name: str, group: click.Group) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for word in group.list_commands(context):
        one = group.get_command(context, word)
        assert one is not None
        whole = f"{name} {word}".strip()
        yield whole, one
        if isinstance(one, click.Group):
            yield from _below(whole, one)


@cache
def options(name: str) -> Mapping[str, click.Option]:
    """Return the options of a command by each of their spellings."""
    known = [one for one in commands()[name].params if isinstance(one, click.Option)]
    return {spelling: one for one in known for spelling in (*one.opts, *one.secondary_opts)}


def main_options() -> set[str]:
    """Return the options of `cleantext FILE…`, as its help prints them."""
    return {*options("clean"), "--version", "-h", "--help"}


def lines(page: Path) -> Iterator[str]:
    """Yield the commands in blocks of code and between backticks."""
    for block, span in CODE.findall(page.read_text("utf-8")):
        yield from (line.strip() for line in (block or span).replace("\\|", "|").split("\n"))


def calls(page: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the calls in a page: the words of a command of cleantext, and its options."""
    for line in lines(page):
        for part in re.split(r" [|] | && |\$\(", line):
            words = _words(part)
            if words and words[0] in {"cleantext", ".venv/bin/cleantext"}:
                yield _name(words[1:]), [word.split("=")[0] for word in words[1:] if OPTION.fullmatch(word)]


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line.split(" #", maxsplit=1)[0])
    except ValueError:
        return line.split()


def _name(words: list[str]) -> str:
    """Return the command that words name; "clean" where the first is a file or an option."""
    for count in (2, 1):
        if " ".join(words[:count]) in commands():
            return " ".join(words[:count])
    return "clean"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_the_options_that_a_page_gives_a_command_are_its_own(page: Path) -> None:
    given = [(name, option) for name, found in calls(page) for option in found]
    known = {name: {*options(name), "-h", "--help"} for name in commands()} | {"clean": main_options()}
    assert [(name, option) for name, option in given if option not in known[name]] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_the_options_that_a_page_names_are_there(page: Path) -> None:
    """Check the options of cleantext, and of scripts of the project."""
    known = main_options().union(*(options(name) for name in commands()))
    scripts = "".join(path.read_text("utf-8") for path in SCRIPTS)
    named = {option for option, _ in NAMED.findall(page.read_text("utf-8"))}
    assert {option for option in named - known if f'"{option}"' not in scripts} == set()


def test_the_tests_above_find_calls() -> None:
    found = [one for page in PAGES for one in calls(page)]
    assert {name for name, _ in found} >= {"clean", "run", "report", "rules show", "rules check", "teach", "learn"}
    assert sum(len(given) for _, given in found) > 40


def described() -> Mapping[str, Mapping[str, str]]:
    """Return the options that the pages describe, by command, with what they take."""
    page = (ROOT / "docs/command.md").read_text("utf-8")
    own, others = page.split("\n## Options of ")[1:]
    bulk = (ROOT / "docs/bulk.md").read_text("utf-8")
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for name, table in (("clean", own), ("run", bulk.split("\n| option | meaning |\n")[1].split("\n\n")[0])):
        found[name] = dict(NAMED.findall("".join(f"{row.split('|')[1]}\n" for row in _rows(table))))
    for row in _rows(others.split("\n## ")[0]):
        names, given, _ = row.replace("\\|", "").strip("|").split("|")
        for name in re.findall(r"`([^`]+)`", names):
            found[name].update(NAMED.findall(given))
    return found


def _rows(table: str) -> list[str]:
    return [line for line in table.split("\n") if line.startswith("| `")]


@pytest.mark.parametrize("name", commands())
def test_each_option_of_a_command_is_described(name: str) -> None:
    found = described().get(name, {})
    # A group such as `site` has no options; `-h` is described once for all.
    spelled = [{*one.opts, *one.secondary_opts} for one in set(options(name).values())]
    extra = {"--version", "-h", "--help"}
    assert [sorted(ways) for ways in spelled if not any(way in found for way in ways)] == []
    assert {way for one in set(options(name).values()) for way in one.secondary_opts} - found.keys() == set()
    assert {option for option in found if option not in options(name) and option not in extra} == set()


@pytest.mark.parametrize("name", commands())
def test_what_an_option_takes_is_called_as_in_the_help(name: str) -> None:
    for spelling, takes in described().get(name, {}).items():
        option = options(name).get(spelling)
        if option and option.metavar and takes:
            assert takes == option.metavar, spelling


def test_each_command_has_a_row() -> None:
    table = (ROOT / "docs/command.md").read_text("utf-8").split("\n\n")[1]
    named = {_name(_words(call)[1:]) for call in re.findall(r"`(cleantext [^`]*)`", table.replace("\\|", "|"))}
    assert commands().keys() - named - {"site", "clean"} == set()
    assert "clean" in named


def test_the_statuses_of_the_help_are_those_of_the_page() -> None:
    page = (ROOT / "docs/command.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d) \| (\w+(?: \w+)?)", page, re.MULTILINE)
    in_help = re.findall(r"(\d) (\w+(?: \w+)?)", (command.help or "").split("Exit status: ")[1])
    assert rows == in_help
    assert [number for number, _ in rows] == ["0", "1", "2", "3", "4"]
