"""Write `docs/rules.md` from the rules themselves.

python docs/build.py
"""

import inspect
from collections.abc import Iterator
from pathlib import Path

from cleantext import Rule, shipped

PAGE = Path(__file__).parent / "rules.md"
HEAD = """\
# Rules

What each rule finds, what it misses, and what it does to an example. This page is made from the rules by
`python docs/build.py`; `cleantext rules show ID` prints the same. In the examples, `⟦…⟧` stands around what goes and
`⟦old→new⟧` around what is replaced. Precision is given as the least share of right removals that the counts beside it
allow to claim (right ones of those judged, on labelled articles); [quality.md](quality.md) says how it is measured, and
what a safe rule must reach. A rule that does not reach it says why it is safe.
"""
STAGES = {
    "repair": "Repair: damage to the characters themselves",
    "remove": "Remove: what is not part of the article",
    "mend": "Mend: errors inside the article's own words",
}


def page() -> str:
    """The whole page."""
    rules = shipped.rules().values()
    parts = [HEAD, *_overview()]
    for stage, heading in STAGES.items():
        parts += [f"## {heading}\n", *("\n".join(_section(rule)) for rule in rules if rule.stage == stage)]
    return "\n".join(parts)


def _overview() -> Iterator[str]:
    yield "| rule | version | level | category | precision |\n| --- | ---: | --- | --- | ---: |"
    for rule in shipped.rules().values():
        yield f"| [{rule.id}](#{rule.id}) | {rule.version} | {rule.level} | {rule.category} | {_precision(rule)} |"
    yield ""


def _precision(rule: Rule) -> str:
    """The least share of right removals, and the counts behind it."""
    if rule.measured is None or rule.confidence is None:
        return "not measured"
    counts = rule.measured.evidence
    return f"{rule.confidence:.2f}, {counts.right:,} of {counts.judged:,}"


def _section(rule: Rule) -> Iterator[str]:
    yield f"### {rule.id}\n"
    yield f"Level {rule.level}, version {rule.version}. {_phrases(rule)}\n"
    yield f"{inspect.cleandoc(rule.doc).strip()}\n"
    if rule.phrases or rule.words:
        yield "| role | what its phrases or words do |\n| --- | --- |"
        yield from (f"| `{role}` | {does} |" for role, does in {**rule.phrases, **rule.words}.items())
        yield ""
    if rule.waiver:
        yield f"Safe without the figures for it: {rule.waiver}\n"
    does = {"repair": "Repairs", "remove": "Removes", "mend": "Mends"}[rule.stage]
    for heading, examples in ((does, rule.removes), ("Keeps", rule.keeps)):
        yield f"{heading}:\n"
        yield from (f"{_fenced(example)}\n" for example in examples)


def _phrases(rule: Rule) -> str:
    """How many phrases and words the packs hold for a rule."""
    counts = {}
    for pack in shipped.packs({rule.id: rule}):
        words = sum(len(words) for words in pack.words.get(rule.id, {}).values())
        counts[pack.name] = len(pack.phrases) + words
    told = ", ".join(f"{count} in `{name}`" for name, count in counts.items() if count)
    return f"Phrases and words: {told}." if told else "It has no phrases."


def _fenced(example: str) -> str:
    """An example as it is, characters that nobody sees written as escapes."""
    shown = "".join(
        character if character.isprintable() or character == "\n" else ascii(character)[1:-1] for character in example
    )
    return f"```text\n{shown.rstrip()}\n```"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
