"""The packs that come with cleantext, which an installed package takes as checked; this is their check."""

from pathlib import Path

import pytest

import cleantext.packs
from cleantext import shipped
from cleantext.core import packs

PACKS = sorted(Path(cleantext.packs.__path__[0]).glob("*.toml"))


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.name)
def test_a_shipped_pack_holds(path: Path) -> None:
    """What `load` refuses it raises PackError for."""
    checked = packs.load(path, shipped.rules())
    (trusted,) = (pack for pack in shipped.packs(shipped.rules()) if pack.name == path.name)
    assert checked._replace(name=path.name) == trusted
