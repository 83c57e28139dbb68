"""Options that several commands share, in one list; options of a `Cleaner` have the same names here."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from cleantext.cli import settings
from cleantext.cli.completion import complete_formats, complete_languages, complete_rules
from cleantext.cli.output import COLOUR, WHEN

Command = TypeVar("Command", bound=Callable[..., Any])


def _parted(_ctx: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def _remember(ctx: click.Context, _option: click.Parameter, when: str) -> None:
    # A group and its command share this key: an option given to the group applies to the command.
    if when != WHEN[0] or COLOUR not in ctx.meta:
        ctx.meta[COLOUR] = when


def _rules(name: str, text: str) -> Callable[[Command], Command]:
    return click.option(
        name, metavar="RULE,…", multiple=True, callback=_parted, shell_complete=complete_rules, help=text
    )


# Entries of `packs` and `protect` may hold commas, so they are not split.
_CLEANING: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--level", type=click.Choice(settings.LEVELS), help="How much to remove; report changes nothing, and logs."
    ),
    _rules("--rules", "Run only these rules: ids, categories, and patterns such as share*."),
    _rules("--enable", "Run these rules too, whatever their level."),
    _rules("--disable", "Do not run these rules."),
    click.option(
        "--packs",
        metavar="FILE",
        multiple=True,
        type=click.Path(),
        help="Phrases of your own, rules for sites, site packs. Repeatable.",
    ),
    click.option("--protect", metavar="WORD", multiple=True, help="Never mend WORD, or those in @FILE. Repeatable."),
    click.option("--unwrap/--no-unwrap", default=None, help="Join paragraphs broken into lines of 60 to 80 columns."),
    click.option(
        "--language",
        metavar="CODE",
        shell_complete=complete_languages,
        help="The language of all texts, such as de.",
    ),
    click.option("--site", metavar="NAME", help="The site that all texts are from, such as example.org."),
)
_SETTINGS = (
    click.option(
        "--config",
        metavar="FILE",
        type=click.Path(),
        help="Take settings from FILE, not the nearest file.",
    ),
    click.option("--isolated", is_flag=True, help="Take no settings from files."),
)
input_format = click.option(
    "--format",
    "kind",
    metavar="FORMAT",
    default="",
    shell_complete=complete_formats,
    help="The format of all inputs, whatever their names.",
)
marks_argument = click.argument(
    "files", metavar="MARKS.jsonl…", nargs=-1, required=True, type=click.Path(path_type=Path)
)
colour = click.option(
    "--color",
    type=click.Choice(WHEN),
    default=WHEN[0],
    expose_value=False,
    is_eager=True,
    callback=_remember,
    help="Colours and weights; auto asks the terminal.",
)


def cleaning(command: Command) -> Command:
    """Add to a command the options of a `Cleaner`, and those that choose the settings file."""
    for option in reversed((*_CLEANING, *_SETTINGS)):
        command = option(command)
    return command


def chosen(given: dict[str, Any]) -> settings.Settings:
    """Return the settings from the command line and from settings files; remove them from `given`."""
    config, isolated = given.pop("config"), given.pop("isolated")
    if config and isolated:
        raise click.UsageError("--config and --isolated exclude each other; choose one")
    found = settings.of_file(Path(config)) if config else None
    if found is None:
        found = settings.Settings() if isolated else settings.find(Path.cwd())
    return found.over(**{name: given.pop(name) for name in settings.Settings._fields})
