"""`cleantext rules`: list rules, show one, check packs."""

import inspect
import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleantext import registry, shipped
from cleantext.cli import Status
from cleantext.cli.completion import complete_rules
from cleantext.cli.options import colour
from cleantext.cli.output import count, draw, in_colour, printable, show, tell
from cleantext.cli.score import score
from cleantext.core import learned, packs
from cleantext.core.errors import SettingsError
from cleantext.core.rule import CATEGORIES, Rule
from cleantext.core.scan import Scanner

if TYPE_CHECKING:
    from rich.text import Text


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print the rules as JSON, one object a line.")
@colour
@click.pass_context
def rules(ctx: click.Context, *, as_json: bool) -> Status:
    """List the rules, show one, check a pack, or score rules by marks."""
    if ctx.invoked_subcommand is None and as_json:
        show("".join(f"{json.dumps(_facts(rule), ensure_ascii=False)}\n" for rule in registry.known().values()))
    elif ctx.invoked_subcommand is None:
        _list()
    return Status.DONE


@rules.command("show")
@click.argument("rule", metavar="ID", shell_complete=complete_rules)
@click.option("--phrases", is_flag=True, help="Print the rule's phrases and words instead, by pack and role.")
@colour
def show_rule(rule: str, *, phrases: bool) -> Status:
    """Print a rule's document and examples."""
    if phrases:
        show("".join(_patterns(registry.lookup(rule))))
    else:
        _show(registry.lookup(rule))
    return Status.DONE


@rules.command()
@click.argument("file", metavar="FILE", type=click.Path())
def check(file: str) -> Status:
    """Check a pack of your own: compile its phrases and run its examples.

    It reports all problems at once, with status 2. In a pack that `cleantext learn` wrote, it checks each line.
    """
    if packs.is_site_pack(file):
        show(f"{file}: {_sites(learned.load(file).values())}: all hold\n")
        return Status.DONE
    pack = packs.load(file, registry.known())
    Scanner(pack.phrases).compile()
    problems = list(_problems(Path(file), pack))
    for problem in problems:
        tell(f"{file}: {problem}")
    if problems:
        return Status.WRONG_USAGE
    words = sum(len(words) for roles in pack.words.values() for words in roles.values())
    examples = len(pack.examples) + len(pack.site_examples)
    parts = [count(len(pack.phrases), "phrase"), count(words, "word"), count(examples, "example")]
    if pack.sites:
        entries = sum(
            len(entry) for site in pack.sites for table in (site.exact, site.page) for entry in table.values()
        )
        parts = [
            count(len(pack.sites), "site"),
            count(entries, "exact line or selector", "exact lines and selectors"),
            *parts,
        ]
    show(f"{file}: {', '.join(parts)}: all hold\n")
    return Status.DONE


rules.add_command(score)


def _sites(sites: Collection[learned.Site]) -> str:
    lines = sum(len(site.lines) for site in sites)
    return f"{count(len(sites), 'site')}, {count(lines, 'line')}"


def _problems(path: Path, pack: packs.Pack) -> Iterator[str]:
    """Yield the examples of a pack that behave otherwise than they are marked."""
    from cleantext import marked  # with what it imports, 7 ms

    for number, example in enumerate(pack.examples, 1):
        rule = registry.lookup(example.rule)
        try:
            level = marked.level(marked.parse(example.text).head)
            problem = marked.problem(marked.cleaner(rule, level, [path], pack.language), example.text)
        except SettingsError as error:
            problem = str(error)
        if problem:
            yield f"example {number}, {example.rule}: {problem}"
    for number, shown in enumerate(pack.site_examples, 1):
        spoken = {phrase.rule for phrase in pack.phrases if phrase.site == shown.site}
        try:
            problem = marked.site_problem(marked.site_cleaner(path, shown, spoken), shown)
        except SettingsError as error:
            problem = str(error)
        if problem:
            yield f"example {number} of {shown.site}: {problem}"


def confidence(rule: Rule) -> str:
    """Return the lower bound of the share of right removals, and the counts behind it."""
    if rule.measured is None or rule.confidence is None:
        return "not measured"
    counts = rule.measured.evidence
    return f"{rule.confidence:.2f}, {counts.right:,}/{counts.judged:,}"


def _facts(rule: Rule) -> dict[str, Any]:
    """Return the fields that `--json` prints for a rule; counts are of removed lines or edits, None if unmeasured."""
    names = ("id", "version", "level", "stage", "category", "origin", "doc", "confidence", "waiver")
    counts = {"all": rule.measured.pages._asdict(), "unseen": rule.measured.unseen._asdict()} if rule.measured else None
    return {**{name: getattr(rule, name) for name in names}, "doc": inspect.cleandoc(rule.doc), "measured": counts}


def _patterns(rule: Rule) -> Iterator[str]:
    """Yield the phrases and words of a rule, one a line: pack, role, and the phrase as the pack spells it."""
    for pack in shipped.packs({rule.id: rule}):
        yield from (f"{pack.name}\t{phrase.role}\t{phrase.pattern}\n" for phrase in pack.phrases)
        for role, words in pack.words.get(rule.id, {}).items():
            yield from (f"{pack.name}\t{role}\t{word}{f' → {new}' if new else ''}\n" for word, new in words.items())


def _measured(rule: Rule) -> Iterator[str]:
    """Yield the counts on labelled articles, and the waiver if the counts do not justify the level safe."""
    if rule.measured:
        for pages, counts in (("all labelled pages", rule.measured.pages), ("unseen ones", rule.measured.unseen)):
            parts = (f"{number:,} {name}" for name, number in counts._asdict().items() if name != "domains")
            yield f"{pages}: {', '.join(parts)}, on {count(counts.domains, 'domain')}"
    if rule.waiver:
        yield f"waiver: {rule.waiver}"


def _list() -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=0, show_edge=False)  # 80 columns
    for heading in ("rule", "v", "level", "stage", "category", "confidence", "origin"):
        table.add_column(
            heading, no_wrap=heading != "origin", overflow="fold", style="bold" if heading == "rule" else ""
        )
    table.columns[1].justify = "right"
    for rule in registry.known().values():
        facts = (rule.id, str(rule.version), rule.level, rule.stage, rule.category, confidence(rule), rule.origin)
        table.add_row(*facts)
    draw(table, Text(f"\ncategories: {', '.join(CATEGORIES)}"))


def _show(rule: Rule) -> None:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    facts = f"version {rule.version}, {rule.level}, {rule.stage}, {rule.category}, of {rule.origin}"
    draw(Text.assemble((rule.id, "bold"), (f"  {facts}", "dim")), Text(f"confidence: {confidence(rule)}", "dim"))
    draw(*(Text(line, "dim") for line in _measured(rule)))
    draw(Text())
    # The lines of a paragraph are joined and wrapped again at the width of the terminal; lists stay.
    doc = re.sub(r"(?<=\S)\n(?=[^\s*•|-])", " ", inspect.cleandoc(rule.doc))
    draw(Padding(Text(doc), (0, 0, 1, 2)))
    roles = Table.grid(padding=(0, 2, 0, 0))
    for role, does in {**rule.phrases, **rule.words}.items():
        roles.add_row(Text(f"  {role}", "bold"), Text(does))
    if roles.row_count:
        draw(Text("Roles", "bold"), Text(), roles, Text())
    if phrases := _phrases(rule):
        draw(Text(f"phrases and words by pack (--phrases prints them): {phrases}", "dim"), Text())
    for heading, examples in (("Removes", rule.removes), ("Keeps", rule.keeps)):
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column()
        table.add_column(overflow="fold")  # a line of Chinese has no blanks to break at
        for number, example in enumerate(examples, 1):
            table.add_row(Text(f"  {number}", "dim"), _marked(example))
            table.add_row()
        draw(Text(heading, "bold"), Text(), table)


def _marked(example: str) -> "Text":
    """Return marked text, removals struck out and insertions green; without colour it keeps its marks."""
    from rich.text import Text

    from cleantext import marked

    if not in_colour():
        return Text(printable(example))
    shown = Text()
    for passage, new in marked.split(example):
        shown.append(printable(passage), "" if new is None else "red strike")
        shown.append(printable(new or ""), "green")
    return shown


def _phrases(rule: Rule) -> str:
    """Return the number of phrases and words of the rule in each pack; "" if there are none."""
    counts = {}
    for pack in shipped.packs({rule.id: rule}):
        words = sum(map(len, pack.words.get(rule.id, {}).values()))
        counts[pack.name.removesuffix(".toml")] = len(pack.phrases) + words
    return ", ".join(f"{name} {number:,}" for name, number in counts.items() if number)
