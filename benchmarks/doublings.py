"""Measure how many doubled function words are mended, and the edits of prose without any.

    python benchmarks/doublings.py prose.jsonl [clean.jsonl.gz ...] [--language en,de] [--show missed|wrong] [--article]

The first file has a line for each language, {"language", "sentences"}. Each word of a sentence that is one of the 120
most frequent of its language (the stop words of its pack), and no content word, is doubled in turn, and counts as
mended if the result is the original sentence. With `--article` the sentence stands between four others of its language;
otherwise it stands alone, and only its own words show its language. The other files have a line for each text, {"lang",
"text"}, of
prose without known errors: every edit of the rules for doubled words there counts as wrong.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import regex as re  # whose letters have their vowel signs, in Hindi and others

from cleantext import Cleaner, shipped

_RULES = ("doubled_word", "doubled_phrase", "glued_repeat", "doubled_passage")
# A word between blanks or marks; one with a capital inside a sentence is a name, or part of a title.
_WORD = re.compile(r"(?<![\w'’/;.-])[^\W\d_]+(?:['’][^\W\d_]+)?(?![\w'’/-])")
# Nouns, numbers and other content words among the most frequent words of the languages.
_CONTENT = frozenset(
    """
    time people first new two good years work year day jahr zeit zwei gut machen mein eines parte bien años dos
    mejor tiempo día vida cosas mundo estado gente trabajo personas año otro gran fait tout temps fois vie ans monde
    france deux bon dire fare stato anni tempo vita parte due lavoro modo bene tutto mondo cosa jaar mensen goed
    tijd dag leven doen lat roku ludzi osób czas dobrze nic dia anos vida tempo pessoas mundo casa brasil grande bem
    vez coisa dois время года россии году лет человек жизни области день люди україни року час життя людей сша росії
    років треба день нічого людини
    """.split()
)
_NEIGHBOURS = 2  # sentences before and behind


def function_words(language: str) -> frozenset[str]:
    """Return the most frequent words of a language, without figures and content words."""
    return (
        frozenset(word for word in shipped.speech()[language].stop_words if not any(map(str.isdigit, word))) - _CONTENT
    )


def doubled(sentence: str, words: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield each function word of the sentence, and the sentence with it doubled, the copy in small letters."""
    for found in _WORD.finditer(sentence):
        word = found[0]
        is_plain = word == word.lower() or word == "I" or (found.start() == 0 and word[1:].islower())
        if is_plain and word.lower() in words:
            copy = word if word == "I" else word.lower()
            yield word.lower(), f"{sentence[: found.end()]} {copy}{sentence[found.end() :]}"


def mended(cleaner: Cleaner, sentences: Sequence[str], language: str, *, in_article: bool, show: str) -> Counter[str]:
    """Return how many doublings there are, and how many are mended; by word those that stay."""
    count: Counter[str] = Counter()
    words = function_words(language)
    for at, sentence in enumerate(sentences):
        around = range(at - _NEIGHBOURS, at + _NEIGHBOURS + 1) if in_article else (at,)
        before, behind = (
            [sentences[i % len(sentences)] for i in around if (i < at) == first and i != at] for first in (True, False)
        )
        whole = cleaner("\n\n".join([*before, sentence, *behind])).text
        for word, text in doubled(sentence, words):
            right = cleaner("\n\n".join([*before, text, *behind])).text == whole
            count.update({"all": 1, "mended": right})
            if not right:
                count[f" {word}"] += 1
                if show == "missed":
                    print(f"  {language} {word}: {text}")
    return count


def harmed(cleaner: Cleaner, path: Path, languages: Sequence[str], show: str) -> dict[str, Counter[str]]:
    """Return the number of words of the texts of each language, and of the edits in them."""
    counts = {language: Counter[str]() for language in languages}
    reading = gzip.open if path.suffix == ".gz" else open
    with reading(path, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if record["lang"] in counts:
                count, text = counts[record["lang"]], record["text"]
                edits = [edit for edit in cleaner(text).removals if edit.status == "applied"]
                count.update(words=len(text.split()), edits=len(edits))
                for edit in edits if show == "wrong" else ():
                    around = f"{text[max(0, edit.start - 60) : edit.start]}⟦{edit.removed}⟧{text[edit.end :][:40]}"
                    print(f"  {record['lang']} {edit.rule} {around!r}")
    return counts


def main() -> None:
    """Print the share that is mended, and the edits of prose in a million words."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("prose", type=Path)
    parser.add_argument("clean", type=Path, nargs="*")
    parser.add_argument("--language", default="en,de,fr,es,it,pt,nl,pl,ru,uk")
    parser.add_argument("--show", choices=["missed", "wrong"], default="")
    parser.add_argument("--article", action="store_true")
    options = parser.parse_args()
    languages, cleaner = options.language.split(","), Cleaner(rules=_RULES)
    for record in map(json.loads, options.prose.read_text(encoding="utf-8").splitlines()):
        language = record["language"]
        if language in languages:
            count = mended(cleaner, record["sentences"], language, in_article=options.article, show=options.show)
            most = [f"{word.strip()} {number}" for word, number in count.most_common() if word[0] == " "][:25]
            share = count["mended"] / max(1, count["all"])
            print(f"{language} {count['mended']}/{count['all']} = {share:.3f}   {', '.join(most)}")
    for path in options.clean:
        for language, count in harmed(cleaner, path, languages, options.show).items():
            if count["words"]:
                print(f"{language} {path.name} {count['edits']} edits in {count['words']:,} words")


if __name__ == "__main__":
    main()
