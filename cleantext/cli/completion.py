"""`cleantext completion` and `cleantext man`: what a shell and a manual reader need."""

from typing import TYPE_CHECKING

import click

from cleantext.cli import Status
from cleantext.cli.output import show

if TYPE_CHECKING:
    from collections.abc import Iterator

SHELLS = ("bash", "zsh", "fish")
_HELP = {"help_option_names": ["-h", "--help"]}


@click.command(context_settings=_HELP)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> Status:
    """Print what makes a shell complete commands and options.

    For bash, in ~/.bashrc:  eval "$(cleantext completion bash)"
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101 - click knows these three
    show(kind(ctx.find_root().command, {}, "cleantext", "_CLEANTEXT_COMPLETE").source())
    return Status.DONE


@click.command(context_settings=_HELP)
@click.pass_context
def man(ctx: click.Context) -> Status:
    """Print the manual page: `cleantext man | man -l -` shows it."""
    show("\n".join(_page(ctx.find_root())) + "\n")
    return Status.DONE


def _page(root: click.Context) -> "Iterator[str]":
    """The page in roff."""
    from importlib.metadata import version  # 15 ms

    group = root.command
    assert isinstance(group, click.Group)  # noqa: S101 - the root of the command line
    yield f'.TH CLEANTEXT 1 "" "cleantext {version("cleantext-articles")}"'
    yield ".SH NAME\ncleantext \\- strip boilerplate from articles, and log every change"
    yield ".SH SYNOPSIS\n.B cleantext\n[OPTIONS] FILE...\n.br\n.B cleantext\nCOMMAND ..."
    yield f".SH DESCRIPTION\n{_roff(group.help or '')}"
    for name in group.list_commands(root):
        command = group.commands[name]
        yield from _command(click.Context(command, info_name=name, parent=root), command)
    yield ".SH EXIT STATUS"
    for status, meaning in (
        (0, "done"),
        (1, "changes found, under --check or --diff, or by diff"),
        (2, "wrong usage, settings or pack"),
        (3, "some inputs or records failed; each is named, the others are done"),
        (4, "nothing could be done"),
        (130, "interrupted"),
    ):
        yield f".TP\n.B {status}\n{meaning}"


def _command(ctx: click.Context, command: click.Command) -> "Iterator[str]":
    usage = " ".join(command.collect_usage_pieces(ctx))
    yield f".SH COMMAND {_roff(ctx.info_name or '').upper()}\n.B cleantext {ctx.info_name}\n{_roff(usage)}\n.PP"
    yield _roff(command.help or "")
    for parameter in command.params:
        record = parameter.get_help_record(ctx)
        if record and isinstance(parameter, click.Option):
            yield f".TP\n.B {_roff(record[0])}\n{_roff(record[1])}"
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            sub = command.commands[name]
            yield f".TP\n.B {ctx.info_name} {name}\n{_roff(sub.get_short_help_str(200))}"


def _roff(text: str) -> str:
    """Text with roff's own signs disarmed; paragraphs stay."""
    lines = (line.strip() for line in text.replace("\\", "\\e").replace("-", "\\-").split("\n"))
    shown = ("\\&" + line if line[:1] in {".", "'"} else line or ".PP" for line in lines)
    return "\n".join(shown).strip()
