"""What the build of the package leaves beside the packs: who has it derives nothing; a stale one is not used."""

import json
import pkgutil

import pytest

from cleantext import PackError, build, shipped
from cleantext.core.prefilter import derive

BUILT = build.content().encode()


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
    return changed


def content() -> tuple[object, object]:
    """What a new process would find."""
    return shipped._content.__wrapped__()  # noqa: SLF001 - what a process remembers is not asked


def test_what_the_build_leaves_is_what_a_process_would_work_out(files: dict[str, bytes | None]) -> None:
    files[shipped.BUILT] = None
    packs, none = content()
    files[shipped.BUILT] = BUILT
    patterns = {phrase.pattern for pack in shipped.packs(shipped.rules()) for phrase in pack.phrases}
    assert none == {}
    assert len(patterns) > 1_000
    assert content() == (packs, {pattern: derive(pattern) for pattern in patterns})


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("en.toml", b'[menu]\nline = ["^to the top$"]\n'),
        ("prefilter.py", b"# other code"),
        ("literals.py", b"# other code"),
        ("pattern.py", b"# other code"),
        (shipped.BUILT, BUILT[:-100]),
        (shipped.BUILT, b"{}"),
    ],
)
def test_what_was_built_from_other_files_is_not_used(files: dict[str, bytes | None], name: str, data: bytes) -> None:
    files[shipped.BUILT] = BUILT
    files[name] = data
    packs, prefilters = content()
    assert prefilters == {}
    assert packs == {
        pack: {"menu": {"line": ["^to the top$"]}} if pack == name else said
        for pack, said in json.loads(BUILT)["packs"].items()
    }


def test_a_new_process_uses_what_was_built(files: dict[str, bytes | None]) -> None:
    built = json.loads(BUILT)
    built["prefilters"] = {"^x$": [["x\n"], [], "", ["x"], 1]}
    files[shipped.BUILT] = json.dumps(built).encode()
    assert content() == (built["packs"], {"^x$": (("x\n",), (), "", ("x",), 1)})


def test_a_changed_pack_that_does_not_hold_is_named(
    files: dict[str, bytes | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    files["en.toml"] = b'[comment_form]\nline = ["leave (a reply", "website", "comment("]\n'
    monkeypatch.setattr(shipped, "_content", shipped._content.__wrapped__)  # noqa: SLF001
    with pytest.raises(PackError) as caught:
        shipped.packs(shipped.rules())
    told = "does not compile (missing )); a phrase is an RE2 pattern: escape . ? ( ) [ with a backslash"
    assert str(caught.value).split("\n") == [
        f"en.toml: comment_form.line, entry 1, 'leave (a reply': {told}",
        f"en.toml: comment_form.line, entry 3, 'comment(': {told}",
    ]
