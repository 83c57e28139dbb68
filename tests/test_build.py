"""The files that the build writes beside the packs: with them nothing is derived; a stale one is not used."""

import os
import pkgutil
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from cleantext import PackError, build, shipped
from cleantext.core import built, packs
from cleantext.core.derive import derive
from cleantext.core.packs import Pack
from cleantext.core.phrase import Phrase
from cleantext.core.prefilter import Prefilter

if TYPE_CHECKING:
    from collections.abc import Callable

ENGLISH, GERMAN = map(shipped.built_name, ("en.toml", "de.toml"))
OTHER = b'[comment_form]\nline = ["^to the top$"]\n'
pytestmark = pytest.mark.slow  # the build derives the prefilters of all phrases


@cache
def made() -> dict[str, bytes]:
    """Return the files that the build leaves."""
    return {name: text.encode() for name, text in build.content().items()}


def broken_off(data: bytes) -> bytes:
    return data[:-100]


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes | None]:
    """Return replacements for the content of package files by name; None for a missing one."""
    made()  # reads all packs, which a test is not to be charged with
    changed: dict[str, bytes | None] = {}
    get_data = pkgutil.get_data

    def changed_data(package: str, name: str) -> bytes | None:
        data = changed.get(name, b"")
        if data is None:
            raise FileNotFoundError(name)
        return data or get_data(package, name)

    monkeypatch.setattr(pkgutil, "get_data", changed_data)
    # A new process has read nothing yet.
    for name in ("_index", "_whole", "_parsed", "speech"):
        function: Callable[..., Any] = getattr(shipped, name).__wrapped__
        monkeypatch.setattr(shipped, name, cache(function))
    return changed


@pytest.fixture
def read_anew(files: dict[str, bytes | None], monkeypatch: pytest.MonkeyPatch) -> list[str]:  # noqa: ARG001 - comes first
    """Return the names of the packs that are parsed, in their order."""
    parse, found = packs.parse, list[str]()

    def noting(name: str, data: bytes) -> dict[str, Any]:
        found.append(name)
        return parse(name, data)

    monkeypatch.setattr(packs, "parse", noting)
    return found


def read() -> list[str]:
    """Return the names of the packs that were read, in the order of reading."""
    content, found = shipped._whole, list[str]()  # noqa: SLF001 - what a process has read is not to be asked otherwise

    def noting(name: str) -> object:
        found.append(name)
        return content(name)

    shipped._whole = noting  # type: ignore[assignment]  # noqa: SLF001
    return found


def test_what_the_build_leaves_is_what_a_process_would_work_out(files: dict[str, bytes | None]) -> None:
    rules = shipped.rules()
    files.update(made())
    as_built = shipped.packs(rules), shipped.speech()
    late = [(pack.language, pack.words, pack.spoken, pack.phrases) for pack in shipped.late_packs(rules)]
    assert late == [(pack.language, pack.words, pack.spoken, pack.phrases) for pack in as_built[0]]
    assert all(phrase.prefilter == derive(phrase.pattern) for pack in as_built[0] for phrase in pack.phrases)
    assert sum(len(pack.phrases) for pack in as_built[0]) > 1_000
    files[shipped.INDEX] = None
    for function in (shipped._index, shipped._whole, shipped.speech):  # noqa: SLF001
        function.cache_clear()
    assert as_built == (shipped.packs(rules), shipped.speech())


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("en.toml", OTHER),
        ("prefilter.py", b"# other code"),
        ("literals.py", b"# other code"),
        ("folding.py", b"# other code"),
        ("pattern.py", b"# other code"),
        ("rarity.py", b"# other code"),
        (shipped.INDEX, broken_off),
        (shipped.INDEX, b"{}"),
        (shipped.INDEX, b"[]"),
    ],
)
def test_what_was_built_from_other_files_is_not_used(
    files: dict[str, bytes | None], read_anew: list[str], name: str, data: "bytes | Callable[[bytes], bytes]"
) -> None:
    files.update(made())
    files[name] = data if isinstance(data, bytes) else data(made()[name])
    english, german = (shipped._whole(pack) for pack in ("en.toml", "de.toml"))  # noqa: SLF001
    assert read_anew == ["en.toml", "de.toml"]
    assert ([phrase.pattern for phrase in english.phrases] == ["^to the top$"]) is (name == "en.toml")
    assert german == built.load("de.toml", german.words, *built.parse(made()[GERMAN].decode()))


@pytest.mark.parametrize("change", [lambda _: None, broken_off, lambda data: data.replace(b"fingerprint", b"other", 1)])
def test_a_file_of_one_pack_that_is_missing_damaged_or_old_is_read_anew(
    files: dict[str, bytes | None], read_anew: list[str], change: "Callable[[bytes], bytes | None]"
) -> None:
    files.update({**made(), GERMAN: change(made()[GERMAN])})
    german = shipped._whole("de.toml")  # noqa: SLF001
    shipped._whole("en.toml")  # noqa: SLF001
    assert read_anew == ["de.toml"]
    assert german == built.load("de.toml", german.words, *built.parse(made()[GERMAN].decode()))


def test_a_new_process_uses_what_was_built(files: dict[str, bytes | None]) -> None:
    known, _ = built.parse(made()[ENGLISH].decode())
    phrase = Phrase("comment_form", "line", "^x$", Prefilter(("x\n",), (), "", (), ("x",), 1))
    changed = built.dump(Pack("en.toml", "en", (phrase,), {}, ()), known["fingerprint"])
    files.update({**made(), ENGLISH: changed.encode()})
    assert shipped._whole("en.toml").phrases == (phrase,)  # noqa: SLF001


@pytest.fixture
def wheel(files: dict[str, bytes | None], monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes | None]:
    """Return the package without its packs, as in a wheel."""
    files.update({**made(), **dict.fromkeys(shipped.files())})
    monkeypatch.setattr(os, "listdir", lambda _: ["__init__.py", "built"])
    return files


def test_a_wheel_needs_no_packs(wheel: dict[str, bytes | None]) -> None:
    assert (shipped.names(), shipped.files()) == ([name for name in wheel if name.endswith(".toml")], {})
    assert len(shipped._whole("en.toml").phrases) > 500  # noqa: SLF001
    assert len(shipped.speech()) > 30
    with pytest.raises(PackError, match=r"packs: no packs to build from; run it in a checkout$"):
        build.content()


def test_a_wheel_that_is_damaged_says_so(wheel: dict[str, bytes | None]) -> None:
    wheel[ENGLISH] = made()[ENGLISH][:-100]
    with pytest.raises(PackError, match=r"/built/en\.txt is missing or damaged; install cleantext anew$"):
        shipped._whole("en.toml")  # noqa: SLF001


def test_phrases_are_read_when_they_are_asked_for(
    files: dict[str, bytes | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    files.update(made())
    monkeypatch.setattr(shipped, "_whole", shipped._whole)  # noqa: SLF001 - so that it is put back
    found = read()
    by_language = {pack.language: pack for pack in shipped.late_packs(shipped.rules())}
    assert (len(by_language) > 30, found) == (True, [])
    assert by_language["de"].phrases
    assert by_language["de"].phrases is by_language["de"].phrases
    assert found == ["de.toml"]


def test_a_changed_pack_that_does_not_hold_is_named(files: dict[str, bytes | None]) -> None:
    files["en.toml"] = b'[comment_form]\nline = ["leave (a reply", "website", "comment("]\n'
    told = "does not compile (missing )); a phrase is an RE2 pattern: escape . ? ( ) [ with a backslash"
    for read_packs in (shipped.packs, shipped.late_packs):
        with pytest.raises(PackError) as caught:
            read_packs(shipped.rules())
        assert str(caught.value).split("\n") == [
            f"en.toml: comment_form.line, entry 1, 'leave (a reply': {told}",
            f"en.toml: comment_form.line, entry 3, 'comment(': {told}",
        ]
