"""Measure how many passages get their language right.

    python benchmarks/detection.py prose.jsonl [--show]

The file has a line for each language, {"language", "sentences"}. "Pack": the language's phrases are searched for.
"Detected": `Result.language` is the language; "or near": or one that its pack names as `beside`; both packs are then
loaded. "Mended as another": rules that mend take the passage for another language. `--show` lists the wrong ones.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from cleantext import shipped
from cleantext.core.document import Document
from cleantext.core.language import language_code
from cleantext.lexicons import document_language
from cleantext.lexicons.languages import languages, main_language

LENGTHS = (1, 3)  # sentences of a passage


def passages(sentences: list[str], length: int) -> Iterator[str]:
    """Yield non-overlapping passages of so many sentences."""
    for start in range(0, len(sentences) - length + 1, length):
        yield " ".join(sentences[start : start + length])


def measured(path: Path, length: int) -> tuple[Counter[str], Counter[tuple[str, str | None]]]:
    """Return how many passages of `length` sentences there are and are right, and the languages of the wrong ones."""
    count: Counter[str] = Counter()
    wrong: Counter[tuple[str, str | None]] = Counter()
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        code = language_code(row["language"]) or row["language"]
        near = {code, *(shipped.speech()[code].beside if code in shipped.speech() else ())}
        for text in passages(row["sentences"], length):
            document, (detected, _) = Document(text), main_language(text)
            mended_as = document_language(document)
            wrong.update([(code, detected)] if detected != code else [])
            count.update(
                passages=1,
                pack=code in languages(document) or code not in shipped.speech(),
                detected=detected == code,
                near=detected in near,
                mended=mended_as is not None and mended_as != code,
                loaded=len(languages(document)),
            )
    return count, wrong


def main() -> None:
    """Print a line for each length of passage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("prose", type=Path)
    parser.add_argument("--show", action="store_true", help="list what was wrong")
    options = parser.parse_args()
    for length in LENGTHS:
        count, wrong = measured(options.prose, length)
        total = count["passages"]
        print(
            f"{length} sentences: {total} passages; pack {count['pack'] / total:.3f}, "
            f"detected {count['detected'] / total:.3f}, or near {count['near'] / total:.3f}; "
            f"mended as another {count['mended'] / total:.3f}; "
            f"{count['loaded'] / total:.2f} languages each"
        )
        for (code, detected), times in wrong.most_common() if options.show else ():
            print(f"    {code} detected as {detected}: {times}")


if __name__ == "__main__":
    main()
