"""What the build of the package leaves beside the packs: what they say, and the prefilters of their phrases.

    python -m cleantext.build

`hatch_build.py` does so too for each wheel and editable install. Git does not track the file.
"""

import json
from pathlib import Path

from cleantext import shipped
from cleantext.core import packs


def content() -> str:
    """The text of the file for the packs as they are. Raises PackError for one that does not hold."""
    files = shipped.files()
    parsed = {name: packs.parse(name, data) for name, data in files.items()}
    read = [packs.pack_of(name, pack, shipped.rules()) for name, pack in parsed.items()]
    prefilters = {phrase.pattern: phrase.prefilter for pack in read for phrase in pack.phrases}
    built = {"fingerprint": shipped.fingerprint(files), "packs": parsed, "prefilters": dict(sorted(prefilters.items()))}
    return json.dumps(built, ensure_ascii=False, separators=(",", ":")) + "\n"


def write() -> Path:
    """Write the file, and say where. Raises PackError for a pack that does not hold."""
    path = Path(shipped.folder(), shipped.BUILT)
    path.write_text(content(), "utf-8", newline="\n")
    return path


if __name__ == "__main__":
    write()
