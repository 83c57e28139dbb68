"""Other tools that are run on text before its use; each is a function from text to text.

The line rules of data sets are re-made here in a few lines, because their packages cannot be installed beside each
other; their work is the same.
"""

import importlib.util
import re
import sys
from collections.abc import Callable
from pathlib import Path

Function = Callable[[str], object]

# datatrove, `pipeline/filters/c4_filters.py`: the line rules of https://jmlr.org/papers/volume21/20-074/20-074.pdf,
# without the ones that drop whole documents.
_CITATION = re.compile(r"\[\d*]|\[edit]|\[citation needed]")
_LONGEST, _FEWEST = 1_000, 3  # code points of a word, words of a line
_POLICY = ("terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies", "use cookies")
# NeMo Curator, `BoilerPlateStringModifier`, drops paragraphs that hold one of fourteen such strings, by the same test.
_STRINGS = (
    *_POLICY,
    "privacy overview",
    "privacy & cookies policy",
    "privacy and cookies policy",
    "data policy",
    "terms of service",
    "cookies policy",
    "accept cookies",
    "this website uses",
)


def c4_line(text: str) -> str:
    """Keep the lines that end like a sentence, have three words and mention no policy."""
    return "\n".join(kept for kept in map(_c4, text.splitlines()) if kept)


def _c4(line: str) -> str:
    line = line.strip()
    words = line.split()
    if any(len(word) > _LONGEST for word in words):
        return ""
    line = _CITATION.sub("", line)
    if not line.endswith((".", "?", "!", '"', "'")) or line.endswith("...") or len(words) < _FEWEST:
        return ""
    lower = line.lower()
    return "" if "javascript" in lower or any(policy in lower for policy in _POLICY) else line


def nemo_strings(text: str) -> str:
    """Drop the paragraphs that hold one of the strings."""
    return "\n\n".join(part for part in text.split("\n\n") if not any(string in part.lower() for string in _STRINGS))


def all_known(clean_text: Path | None) -> dict[str, Function]:
    """Return the contenders by name; clean-text, which has the same import name, comes from a folder of its own.

    clean_text: the folder of `pip install --target FOLDER clean-text`; None omits it.
    """
    from ftfy import fix_text

    from cleantext import clean

    known: dict[str, Function] = {"str.split": str.split, "cleantext": clean, "NeMo strings": nemo_strings}
    known |= {"C4 lines": c4_line, "ftfy.fix_text": fix_text}
    if clean_text:
        known["clean-text"] = _other_clean(clean_text)
    return known


def _other_clean(folder: Path) -> Function:
    """Return the function `clean` of clean-text, loaded under another name."""
    sys.path.append(str(folder))  # for what it imports
    place = folder / "cleantext"
    spec = importlib.util.spec_from_file_location(
        "other_cleantext", place / "__init__.py", submodule_search_locations=[str(place)]
    )
    if spec is None or spec.loader is None or not place.exists():
        raise SystemExit(f"{folder} holds no clean-text; run pip install --target {folder} clean-text")
    module = importlib.util.module_from_spec(spec)
    sys.modules["other_cleantext"] = module
    spec.loader.exec_module(module)
    function: Function = module.clean
    return function
