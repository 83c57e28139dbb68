"""Build the files that cleaners read in place of the packs; see `shipped.py`.

    python -m cleantext.build

`hatch_build.py` does so too for each wheel and editable install. Git does not track the files.
"""

import json
import shutil
from pathlib import Path

from cleantext import shipped
from cleantext.core import built, packs
from cleantext.core.errors import PackError


def content() -> dict[str, str]:
    """Return the texts of the files for the packs as they are, by name.

    Raises PackError for an invalid pack, and if there are no packs, as in a wheel.
    """
    files = shipped.files()
    if not files:
        raise PackError(f"{shipped.folder()}: no packs to build from; run it in a checkout")
    number, index, found = shipped.fingerprint(files), {}, {}
    for name, data in files.items():
        parsed = packs.parse(name, data)
        pack = packs.pack_of(name, parsed, shipped.rules())
        index[name] = *packs.speech(parsed), pack.words, sorted(pack.spoken), len(pack.examples)
        found[shipped.built_name(name)] = built.dump(pack, number)
    written = json.dumps({"fingerprint": number, "packs": index}, ensure_ascii=False, separators=(",", ":"))
    facts = json.dumps([*map(shipped.facts_of, shipped.imported_rules())], ensure_ascii=False, separators=(",", ":"))
    return {**found, shipped.INDEX: f"{written}\n", shipped.FACTS: f"{facts}\n"}


def write() -> Path:
    """Write the files into their folder, replace all files there, and return the folder.

    Raises PackError as `content` does.
    """
    made = content()
    folder = Path(shipped.folder(), shipped.BUILT)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, text in made.items():
        Path(shipped.folder(), name).write_text(text, "utf-8", newline="\n")
    return folder


if __name__ == "__main__":
    write()
