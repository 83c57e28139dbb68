"""Write the pages that are made from the code: `rules.md`, `languages.md`, and the picture `explain.svg`.

python docs/build.py
"""

import inspect
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from cleantext import Rule, clean, shipped
from cleantext.cli import views

DOCS = Path(__file__).parent
HEAD = """\
# Rules

Each rule's findings and misses, with examples. `python docs/build.py` makes this page from the rules; `cleantext
rules show ID` prints the same. In the examples, `⟦…⟧` is removed and `⟦old→new⟧` is replaced. The column "precision"
has the lower bound of the share of right removals (Wilson's 95 % interval), and the counts behind it: right ones of
those judged on labelled articles. [Quality](quality.md) explains the measurement and the bound for safe rules. A safe
rule below the bound has a waiver that says why it is safe.
"""
STAGES = {
    "repair": "Repair: damage to the characters themselves",
    "remove": "Remove: what is not part of the article",
    "mend": "Mend: errors inside the article's own words",
}


def rules() -> str:
    """Return the page of the rules."""
    known = shipped.rules().values()
    parts = [HEAD, *_overview()]
    for stage, heading in STAGES.items():
        parts += [f"## {heading}\n", *("\n".join(_section(rule)) for rule in known if rule.stage == stage)]
    return "\n".join(parts)


def _overview() -> Iterator[str]:
    yield "| rule | version | level | category | precision |\n| --- | ---: | --- | --- | ---: |"
    for rule in shipped.rules().values():
        yield f"| [{rule.id}](#{rule.id}) | {rule.version} | {rule.level} | {rule.category} | {_precision(rule)} |"
    yield ""


def _precision(rule: Rule) -> str:
    """Return the lower bound of the share of right removals, and the counts behind it."""
    if rule.measured is None or rule.confidence is None:
        return "not measured"
    counts = rule.measured.evidence
    return f"{rule.confidence:.2f}, {counts.right:,} of {counts.judged:,}"


def _section(rule: Rule) -> Iterator[str]:
    yield f"### {rule.id}\n"
    yield f"Level {rule.level}, version {rule.version}. {_phrases(rule)}\n"
    yield f"{inspect.cleandoc(rule.doc).strip()}\n"
    if rule.phrases or rule.words:
        yield "| role | effect of its phrases or words |\n| --- | --- |"
        yield from (f"| `{role}` | {does} |" for role, does in {**rule.phrases, **rule.words}.items())
        yield ""
    if rule.waiver:
        yield f"Waiver: {rule.waiver}\n"
    does = {"repair": "Repairs", "remove": "Removes", "mend": "Mends"}[rule.stage]
    for heading, examples in ((does, rule.removes), ("Keeps", rule.keeps)):
        yield f"{heading}:\n"
        yield from (f"{_fenced(example)}\n" for example in examples)


def _phrases(rule: Rule) -> str:
    """Return how many phrases and words the packs hold for a rule."""
    counts = {}
    for pack in shipped.packs({rule.id: rule}):
        words = sum(len(words) for words in pack.words.get(rule.id, {}).values())
        counts[pack.name] = len(pack.phrases) + words
    listed = ", ".join(f"{count} in `{name}`" for name, count in counts.items() if count)
    return f"Phrases and words: {listed}." if listed else "It has no phrases."


def _fenced(example: str) -> str:
    """Return an example as it is, with invisible characters as escapes."""
    shown = "".join(
        character if character.isprintable() or character == "\n" else ascii(character)[1:-1] for character in example
    )
    return f"```text\n{shown.rstrip()}\n```"


LANGUAGES = """\
# Languages

A text is scanned for the phrases of its own language and for English ones, since English labels stand on pages of
every language. If its language is given (`language=`, `--language`, a record's field), only this language counts: a
text given as English is scanned only for English phrases. Otherwise `<html lang>`, stop words and script determine
its languages: one too many is better than one too few. So similar languages, such as Danish and Norwegian, load both
packs. Codes may have any usual form: `en`, `en-US`, `eng`, `eng_Latn`, `English`. In an unknown language nothing is
mended, and only English phrases are searched for.

The packs hold the stop words. Of 80 sentences from the web in each of 42 languages, the pack of the language was
loaded for 98.3 % of single ones and for all passages of three. `Result.language` was right, or named the near language
of such a pair, for 91.5 and 99.6 % (88.1 and 97.0 % without the pairs; Malay is mostly read as Indonesian). A text had
2.4 to 2.9 packs. `python benchmarks/detection.py` measures it.

`python docs/build.py` makes this page from the packs; `cleantext languages` prints its first columns.

**Removed lines** are measured on invented articles, followed by the lines that 31 publishing systems and news desks
print in that language. "Content lost" counts lines of content that lost a word; "mended" counts those that lost only a
blank before a mark, or a soft hyphen. On 27 November 2026 each lost word was one that a repair changed (a character
reference became a letter, an empty bracket went): with the repairs off, no line of content lost a word. The labels come
from a list that is no part of the project. Authors of patterns may have looked up labels of a system in that list, so
the share shows coverage, not the result on pages of any site. [Quality](quality.md) has figures on real pages.

| code | language | rules | phrases | examples | removed lines | content lost | mended |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
"""
PER_LANGUAGE = """
## Phrases by language and rule

The number of phrases and words by rule. A dash means that the language has none; there the rule finds lines by shape,
by place, or in English.

"""
BY_KIND = """
## Removed lines by kind

For the same articles, over all languages. The last column lists the languages in which less than three in four lines of
a kind are removed.

| kind | removed lines | fewest in |
| --- | ---: | --- |
"""
BY_SYSTEM = """
## Removed lines by system

The lines of each system, over all languages, with the kinds of which most lines stay. "No catalogue" is the wording of
news desks. A headline in a list of related ones, and a name or date alone, stay if nothing distinguishes them from
content.

| system | removed lines | most that stay |
| --- | ---: | --- |
"""
ADD = """
## Add one

A language is one file; [Contributing](contributing.md) has the walk.
"""


def languages() -> str:
    """Return the page of the languages."""
    coverage = json.loads((DOCS / "coverage.json").read_bytes())
    found = shipped.languages()
    rows = [_language_row(language, coverage["languages"].get(language.code)) for language in found]
    parts = [
        LANGUAGES + "\n".join(rows),
        BY_KIND + "\n".join(_by_kind(coverage["kinds"])),
        BY_SYSTEM + "\n".join(_by_system(coverage["systems"])),
        PER_LANGUAGE + "\n".join(_by_rule(found)),
        ADD,
    ]
    return "\n".join(parts)


def _language_row(language: shipped.Language, coverage: dict[str, int] | None) -> str:
    measured = "not measured | – | –"
    if coverage:
        share = f"{coverage['gone'] / coverage['lines']:.0%} of {coverage['lines']}"
        measured = f"{share} | {coverage['lost']} of {coverage['content']} | {coverage['mended']}"
    facts = (len(language.phrases), sum(language.phrases.values()), language.examples)
    return f"| {language.code} | {language.name} | {' | '.join(f'{fact:,}' for fact in facts)} | {measured} |"


_FEW = 0.75  # of the lines of a kind
_MOST_NAMED = 3  # kinds of a system

Cells = dict[str, dict[str, list[int]]]


def _share(cells: list[list[int]]) -> str:
    gone, lines = (sum(column) for column in zip(*cells, strict=True))
    return f"{gone / lines:.0%} of {lines:,}"


def _by_kind(kinds: Cells) -> Iterator[str]:
    for kind, cells in sorted(kinds.items()):
        few = [f"{code} {gone / lines:.0%}" for code, (gone, lines) in sorted(cells.items()) if gone < _FEW * lines]
        yield f"| {kind.replace('_', ' ')} | {_share(list(cells.values()))} | {', '.join(few) or '–'} |"


def _by_system(systems: Cells) -> Iterator[str]:
    for system, cells in sorted(systems.items()):
        stays = sorted(((lines - gone, kind) for kind, (gone, lines) in cells.items() if gone < lines), reverse=True)
        named = ", ".join(f"{kind.replace('_', ' ')} {count}" for count, kind in stays[:_MOST_NAMED])
        name = "no catalogue" if system.startswith("(") else system
        yield f"| {name} | {_share(list(cells.values()))} | {named or '–'} |"


def _by_rule(found: list[shipped.Language]) -> Iterator[str]:
    yield f"| rule | {' | '.join(language.code for language in found)} |"
    yield f"| --- |{' ---: |' * len(found)}"
    for rule in sorted({rule for language in found for rule in language.phrases}):
        yield f"| {rule} | {' | '.join(str(language.phrases.get(rule, '–')) for language in found)} |"


ARTICLE = """\
Ferry to the islands late again

The ferry left the harbour an hour late on Monday, and the the harbour master blamed a broken pump.

READ ALSO: Brass band to play on the pier

Two hundred passengers waited on the quay. "We see them every day," said the man who sells coffee there.

We have a small favour to ask. Millions read us every day, and only a few of them pay for it. Please donate today.

About the author: Ada Millrace is a reporter who has covered the coast for ten years.

Leave a Reply
Your email address will not be published. Required fields are marked *
"""
# An SVG of a terminal, in the reader's own monospaced font: rich's template loads one over the network.
PICTURE = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>.{unique_id}-matrix {{ font-family: monospace; font-size: {char_height}px; line-height: {line_height}px; }}
{styles}</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g></g>
</svg>
"""


def picture() -> str:
    """Return the output of `cleantext --explain` for an article, as an SVG."""
    from rich.console import Console

    console = Console(record=True, width=100, file=StringIO(), force_terminal=True, color_system="truecolor")
    console.print(views.table(clean(ARTICLE), ARTICLE))
    return console.export_svg(title="cleantext --explain ferry.txt", code_format=PICTURE, unique_id="explain")


PAGES = {"rules.md": rules, "languages.md": languages, "explain.svg": picture}

if __name__ == "__main__":
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), "utf-8")
