"""What a process loads, reads and compiles for its first text and for a short command."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cleantext import Document, shipped
from cleantext.core import scan
from cleantext.core.derive import derive
from cleantext.core.phrase import Phrase
from cleantext.lexicons import frequencies, zipf_tenths

ROOT = Path(__file__).parent.parent
SEED = min((ROOT / "seeds").glob("*.txt"))
CLEAN = "The ferry left the harbour at nine. The mayor said that the new pier would be ready in June."
# Prints the data files that are opened while some code runs, and the modules that are there afterwards.
WATCHED = """
import json, os, sys
opened = []
def note(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and not arguments[0].endswith((".py", ".pyc", ".so")):
        opened.append(arguments[0])
sys.addaudithook(note)
{code}
folders = [os.path.dirname(path).replace(os.sep, "/").rpartition("/cleantext/") for path in opened]
files = [f"{{folder}}/{{os.path.basename(path)}}" for (_, inside, folder), path in zip(folders, opened) if inside]
print(json.dumps([sorted(files), sorted(sys.modules)]), file=sys.stderr)
"""


def watched(code: str) -> tuple[list[str], set[str]]:
    """Return the data files of the package that code opens, sources of packs aside, and the modules that it loads."""
    command = [sys.executable, "-c", WATCHED.format(code=code)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, timeout=600)
    files, modules = json.loads(done.stderr)
    return [name for name in files if not name.endswith(".toml") or not name.startswith("packs/")], set(modules)


def test_a_first_text_reads_the_phrases_of_its_language_and_maps_one_list_of_words() -> None:
    files, modules = watched(f"import cleantext; cleantext.clean({CLEAN!r})")
    assert (
        files
        == [
            *("lexicons/en.words.txt", "lexicons/stopwords.txt", "packs/built/en.txt", "packs/built/index.json"),
            "rules/measured.json",
        ]
        or "packs/built/en.txt" not in files
    )  # a checkout whose packs were changed since the last build
    assert modules & {"tomllib", "pathlib", "ftfy", "click", "multiprocessing"} == set()


def test_importing_reads_no_data() -> None:
    files, _ = watched("import cleantext")
    assert files == []


def test_a_short_command_loads_no_other_command() -> None:
    code = f"sys.argv = ['cleantext', {str(SEED)!r}]; from cleantext.cli import main; main()"
    _, modules = watched(code)
    assert {name for name in modules if name.startswith("cleantext.cli.")} == {
        f"cleantext.cli.{name}"
        for name in ("app", "clean", "completion", "files", "options", "output", "settings", "views")
    }
    assert modules & {"rich", "tempfile", "difflib", "multiprocessing"} == set()


def test_a_process_that_cleans_a_text_or_two_makes_no_table_of_all_words() -> None:
    files, _ = watched(
        f"import cleantext\n"
        f"for path in {[str(SEED)] * 2!r}: cleantext.clean(open(path, encoding='utf-8').read())\n"
        "from cleantext.lexicons import zipf_tenths; assert not zipf_tenths('en')._are_all"
    )
    assert [name for name in files if name.endswith(".words.txt")] == ["lexicons/en.words.txt"]


def test_a_table_of_all_words_has_a_string_for_each_line() -> None:
    words = zipf_tenths("en")
    for number in range(frequencies._MOST_SEARCHES + 1):  # noqa: SLF001 - from then on the table is there
        words.get(f"{number:04}")
    assert len(words._rests) < len(words) / 5  # noqa: SLF001 - the table


def test_sets_of_patterns_are_compiled_where_one_of_them_occurs(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = list[int]()
    set_of = scan._Patterns._set_of  # noqa: SLF001 - what takes the time

    def noted(patterns: object, listed: "list[str]") -> object:
        compiled.append(len(listed))
        return set_of(patterns, listed)  # type: ignore[arg-type]

    monkeypatch.setattr(scan._Patterns, "_set_of", noted)  # noqa: SLF001
    phrase = Phrase("menu", "line", r"^\pL{2,9} is", derive(r"^\pL{2,9} is"))
    assert phrase.prefilter.pattern
    scanner = scan.Scanner([phrase])
    assert (scanner.hits(Document(f"{CLEAN}\n\n{CLEAN}")), compiled) == ({}, [])
    assert len(scanner.hits(Document(f"{CLEAN}\nIt is late."))["menu"]) == 1
    assert compiled == [1]


def test_phrases_of_a_language_share_their_tables() -> None:
    english = next(pack for pack in shipped.packs(shipped.rules()) if pack.language == "en")
    heads = [head for phrase in english.phrases for head in phrase.prefilter.heads]
    scanner = scan.Scanner(english.phrases)
    table = scanner._families[0].prefilter._table  # type: ignore[union-attr]  # noqa: SLF001 - the table of heads
    assert {*table._sorted} == {*heads}  # noqa: SLF001
    for head in heads[::50]:
        numbers = table.exactly(head)
        assert len(numbers) == heads.count(head)
        assert table.of(head)[-len(numbers) :] == numbers
