"""Write down what the shipped packs say, and the prefilters of their phrases: to derive them takes a process 150 ms.

    python -m cleantext.packs.build

Run it after a change of a pack or of `core/prefilter.py`; until then a changed pack is read itself, more slowly, and a
test says so.
"""

import json
import pkgutil
from pathlib import Path

from cleantext.core import packs, prefilter, registry
from cleantext.packs import openings


def content() -> str:
    """The text of `content.json`."""
    found = packs.shipped_files()
    return _json({"of": packs.fingerprint(found), "content": packs.parsed(found)})


def prefilters() -> str:
    """The text of `prefilters.json`."""
    patterns = {phrase.pattern for pack in packs.shipped(registry.shipped()) for phrase in pack.phrases}
    found = {pattern: prefilter.derive(pattern) for pattern in sorted(patterns)}
    return _json({pattern: its._replace(first=openings.first(its.pattern)) for pattern, its in found.items()})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


FILES = {"content.json": content, "prefilters.json": prefilters}


def problems() -> list[str]:
    """The files that are not what they would be now."""
    return [name for name, text in FILES.items() if pkgutil.get_data("cleantext.packs", name) != text().encode()]


def main() -> None:
    """Write the files beside this one."""
    for name, text in FILES.items():
        Path(__file__).with_name(name).write_text(text(), "utf-8")


if __name__ == "__main__":
    main()
