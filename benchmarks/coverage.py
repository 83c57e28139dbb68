"""Fill `docs/coverage.json`: how many of the lines that publishing systems print go, by language.

python benchmarks/coverage.py SCRIPT

SCRIPT makes the articles and is no part of the project, as the labels in them are not. It has `Language`, `LAYOUTS` and
`Tally` with their `article`, `furniture` and `prose`, `run`, `lines_of`, and the files `inventory.jsonl` and
`prose.jsonl` beside it. `python docs/build.py` then writes the figures into `docs/languages.md`.
"""

import argparse
import importlib.util
import json
import random
from collections import defaultdict
from pathlib import Path
from types import ModuleType

from cleantext import clean, shipped

TARGET = Path(__file__).parent.parent / "docs" / "coverage.json"
ARTICLES = 24  # a language; SCRIPT prints the same figures for so many


def loaded(path: Path) -> ModuleType:
    """The module in a file."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file; give the script that makes the articles")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measured(script: ModuleType, folder: Path) -> dict[str, dict[str, int]]:
    """Lines gone and content lines lost by the code of a language; two scripts of one language count together."""
    phrases: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in script.lines_of(folder / "inventory.jsonl"):
        phrases[row["language"]][row["kind"]].append(row["phrase"])
    counts: dict[str, dict[str, int]] = {}
    known = {language.code for language in shipped.languages()}
    for row in script.lines_of(folder / "prose.jsonl"):
        name, code = row["language"], row["language"].partition("-")[0]
        if code not in known:
            continue
        language, tally = script.Language(name, row["sentences"], phrases[name]), script.Tally(None)
        draw = random.Random(f"articles {name}")  # noqa: S311 - the draw of SCRIPT
        for number in range(ARTICLES):
            script.run(
                clean, tally, language, language.article(list(script.LAYOUTS)[number % len(script.LAYOUTS)], draw)
            )
        (gone, lines), (lost, content) = tally.cells[name, "all"], tally.content[name]
        one = counts.setdefault(code, dict.fromkeys(("gone", "lines", "lost", "content"), 0))
        for key, number in zip(one, (gone, lines, lost, content), strict=True):
            one[key] += number
    return counts


def main() -> None:
    """Measure, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("script", type=Path, metavar="SCRIPT")
    path = parser.parse_args().script
    TARGET.write_text(json.dumps(measured(loaded(path), path.parent), indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
