"""What the build of the package leaves beside the packs: who has it derives nothing; a stale one is not used."""

import json
import pkgutil
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from cleantext import PackError, build, shipped
from cleantext.core.prefilter import derive

if TYPE_CHECKING:
    from collections.abc import Callable

BUILT = {name: text.encode() for name, text in build.content().items()}
ENGLISH, GERMAN = map(shipped.built_name, ("en.toml", "de.toml"))
MENU = b'[menu]\nline = ["^to the top$"]\n'


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes | None]:
    """Files of the package by name that read otherwise than they are; None for one that is not there."""
    changed: dict[str, bytes | None] = {}
    get_data = pkgutil.get_data

    def changed_data(package: str, name: str) -> bytes | None:
        data = changed.get(name, b"")
        if data is None:
            raise FileNotFoundError(name)
        return data or get_data(package, name)

    monkeypatch.setattr(pkgutil, "get_data", changed_data)
    # A new process has read nothing yet.
    for name in ("_index", "_content", "speech"):
        function: Callable[..., Any] = getattr(shipped, name).__wrapped__
        monkeypatch.setattr(shipped, name, cache(function))
    return changed


def read() -> list[str]:
    """The names of the packs, of those that were read, in the order of reading."""
    content, found = shipped._content, list[str]()  # noqa: SLF001 - what a process has read is not to be asked otherwise

    def noting(name: str) -> object:
        found.append(name)
        return content(name)

    shipped._content = noting  # type: ignore[assignment]  # noqa: SLF001
    return found


def test_what_the_build_leaves_is_what_a_process_would_work_out(files: dict[str, bytes | None]) -> None:
    rules = shipped.rules()
    files.update(BUILT)
    built = shipped.packs(rules), shipped.speech()
    late = [(pack.language, pack.words, pack.spoken, pack.phrases) for pack in shipped.late_packs(rules)]
    assert late == [(pack.language, pack.words, pack.spoken, pack.phrases) for pack in built[0]]
    assert all(phrase.prefilter == derive(phrase.pattern) for pack in built[0] for phrase in pack.phrases)
    assert sum(len(pack.phrases) for pack in built[0]) > 1_000
    files[shipped.INDEX] = None
    for function in (shipped._index, shipped._content, shipped.speech):  # noqa: SLF001
        function.cache_clear()
    assert shipped._content("en.toml").prefilters == {}  # noqa: SLF001
    assert built == (shipped.packs(rules), shipped.speech())


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("en.toml", MENU),
        ("prefilter.py", b"# other code"),
        ("literals.py", b"# other code"),
        ("pattern.py", b"# other code"),
        (shipped.INDEX, BUILT[shipped.INDEX][:-100]),
        (shipped.INDEX, b"{}"),
        (shipped.INDEX, b"[]"),
    ],
)
def test_what_was_built_from_other_files_is_not_used(files: dict[str, bytes | None], name: str, data: bytes) -> None:
    files.update(BUILT)
    files[name] = data
    for pack in ("en.toml", "de.toml"):
        said, prefilters = shipped._content(pack)  # noqa: SLF001
        as_built = json.loads(BUILT[shipped.built_name(pack)])["pack"]
        assert prefilters == {}
        assert said == ({"menu": {"line": ["^to the top$"]}} if pack == name else as_built)


@pytest.mark.parametrize("data", [None, BUILT[GERMAN][:-100], BUILT[GERMAN].replace(b"fingerprint", b"other", 1)])
def test_a_file_of_one_pack_that_is_missing_damaged_or_old_is_read_anew(
    files: dict[str, bytes | None], data: bytes | None
) -> None:
    files.update({**BUILT, GERMAN: data})
    german, english = map(shipped._content, ("de.toml", "en.toml"))  # noqa: SLF001
    assert german == (json.loads(BUILT[GERMAN])["pack"], {})
    assert len(english.prefilters) > 500


def test_a_new_process_uses_what_was_built(files: dict[str, bytes | None]) -> None:
    built = json.loads(BUILT[ENGLISH])
    built["prefilters"] = {"^x$": [["x\n"], [], "", ["x"], 1]}
    files.update({**BUILT, ENGLISH: json.dumps(built).encode()})
    assert shipped._content("en.toml") == (built["pack"], {"^x$": (("x\n",), (), "", ("x",), 1)})  # noqa: SLF001


def test_phrases_are_read_when_they_are_asked_for(
    files: dict[str, bytes | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    files.update(BUILT)
    monkeypatch.setattr(shipped, "_content", shipped._content)  # noqa: SLF001 - so that it is put back
    found = read()
    by_language = {pack.language: pack for pack in shipped.late_packs(shipped.rules())}
    assert (len(by_language) > 30, found) == (True, [])
    assert by_language["de"].phrases
    assert by_language["de"].phrases is by_language["de"].phrases
    assert found == ["de.toml"]


def test_a_changed_pack_that_does_not_hold_is_named(files: dict[str, bytes | None]) -> None:
    files["en.toml"] = b'[comment_form]\nline = ["leave (a reply", "website", "comment("]\n'
    told = "does not compile (missing )); a phrase is an RE2 pattern: escape . ? ( ) [ with a backslash"
    for packs in (shipped.packs, shipped.late_packs):
        with pytest.raises(PackError) as caught:
            packs(shipped.rules())
        assert str(caught.value).split("\n") == [
            f"en.toml: comment_form.line, entry 1, 'leave (a reply': {told}",
            f"en.toml: comment_form.line, entry 3, 'comment(': {told}",
        ]
