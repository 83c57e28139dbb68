"""Fill `docs/coverage.json`: how many lines of publishing systems are removed, by language, kind and system.

python benchmarks/coverage.py SCRIPT

SCRIPT makes the articles and is no part of the project, as the labels in them are not. It has `Language` with its
`article`, `LAYOUTS`, `fill`, `lines_of`, and the files `inventory.jsonl` and `prose.jsonl` beside it. Then
`python docs/build.py` writes the figures into `docs/languages.md`.
"""

import argparse
import importlib.util
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

from cleantext import clean, shipped

TARGET = Path(__file__).parent.parent / "docs" / "coverage.json"
ARTICLES = 24  # a language; SCRIPT prints the same figures for so many


def loaded(path: Path) -> ModuleType:
    """Return the module in a file."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file; give the script that makes the articles")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Count:
    """Lines removed and all lines, of a kind or a system; content lines lost, or mended without a reason."""

    def __init__(self) -> None:
        """Start with no counts."""
        self.languages: dict[str, Counter[str]] = defaultdict(Counter)
        self.kinds: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
        self.systems: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))

    def article(self, code: str, lines: Sequence[tuple[str, str | None]], printed: Mapping[str, Sequence[str]]) -> None:
        """Clean an article of (line, kind) pairs, and count the removed lines; the kind of content is None."""
        kept = [line.strip() for line in clean("\n\n".join(line for line, _ in lines)).text.split("\n")]
        exact, bare = Counter(kept), Counter(map(_bare, kept))
        for line, kind in lines:
            if kind is None:
                lost, mended = _bare(line) not in bare, line.strip() not in exact
                self.languages[code].update(content=1, lost=lost, mended=mended and not lost)
                continue
            gone = line.strip() not in exact
            self.languages[code].update(lines=1, gone=gone)
            _add(self.kinds[kind][code], gone=gone)
            for system in printed.get(line, ()):
                _add(self.systems[system][kind], gone=gone)


def _add(cell: list[int], *, gone: bool) -> None:
    cell[0] += gone
    cell[1] += 1


def _bare(line: str) -> str:
    """Return a line without blanks and soft hyphens, which mends remove and which are no content."""
    return re.sub(r"[\s\u00ad]", "", line)


def measured(script: ModuleType, folder: Path) -> dict[str, object]:
    """Return the removed lines by language, by kind and language, and by system and kind."""
    phrases: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    systems: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in script.lines_of(folder / "inventory.jsonl"):
        phrases[row["language"]][row["kind"]].append(row["phrase"])
        systems[row["language"], row["phrase"]] += row["systems"]
    count, fill = Count(), script.fill
    known = {language.code for language in shipped.languages()}
    for row in script.lines_of(folder / "prose.jsonl"):
        name, code = row["language"], row["language"].partition("-")[0]
        if code not in known:
            continue
        printed: dict[str, list[str]] = {}

        def noting(phrase: str, draw: random.Random, name: str = name, printed: dict[str, list[str]] = printed) -> str:
            line: str = fill(phrase, draw)
            printed[line] = systems[name, phrase]
            return line

        script.__dict__["fill"] = noting  # its articles give the kind of a line, but not its phrase
        language = script.Language(name, row["sentences"], phrases[name])
        draw = random.Random(f"articles {name}")  # noqa: S311 - the draw of SCRIPT
        for number in range(ARTICLES):
            layout = list(script.LAYOUTS)[number % len(script.LAYOUTS)]
            count.article(code, language.article(layout, draw), printed)
    return {"languages": count.languages, "kinds": count.kinds, "systems": count.systems}


def main() -> None:
    """Measure, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("script", type=Path, metavar="SCRIPT")
    path = parser.parse_args().script
    TARGET.write_text(json.dumps(measured(loaded(path), path.parent), indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
