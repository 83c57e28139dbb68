"""`cleantext completion` and `cleantext man`."""

import os
from typing import TYPE_CHECKING

import click
from click.shell_completion import (
    CompletionItem,
    ShellComplete,
    add_completion_class,
    get_completion_class,
    split_arg_string,
)

from cleantext.cli import Status
from cleantext.cli.output import show

if TYPE_CHECKING:
    from collections.abc import Iterator

SHELLS = ("bash", "zsh", "fish", "powershell")
VARIABLE = "_CLEANTEXT_COMPLETE"
_HELP = {"help_option_names": ["-h", "--help"]}
# Fields are separated by tabs; a missing help text is empty. An empty last word is not part of the command's text, so
# it is handed over beside it.
_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($word, $command, $position)
    $env:%(complete_var)s = "powershell_complete"
    $env:COMP_WORDS = $command.ToString()
    $env:COMP_CWORD = $word
    try {
        %(prog_name)s | ForEach-Object {
            $kind, $value, $help = $_ -split "`t", 3
            if ($kind -eq "plain") {
                if (-not $help) { $help = $value }
                [System.Management.Automation.CompletionResult]::new($value, $value, "ParameterValue", $help)
            } else {
                Get-ChildItem -Path "$word*" -Directory:($kind -eq "dir") | ForEach-Object {
                    $path = Resolve-Path -Relative $_.FullName
                    [System.Management.Automation.CompletionResult]::new($path, $_.Name, "ProviderItem", $path)
                }
            }
        }
    } finally {
        Remove-Item Env:%(complete_var)s, Env:COMP_WORDS, Env:COMP_CWORD
    }
}
"""


class PowerShellComplete(ShellComplete):
    """Completion for PowerShell 5.1 and newer, by the protocol of `ShellComplete`."""

    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the whole words before the cursor, and the word that is begun."""
        words = split_arg_string(os.environ["COMP_WORDS"])[1:]
        begun = os.environ["COMP_CWORD"]
        return (words[:-1] if begun and words else words), begun

    def format_completion(self, item: CompletionItem) -> str:
        """Return a line for one of the choices."""
        return f"{item.type}\t{item.value}\t{item.help or ''}"


@click.command(context_settings=_HELP)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> Status:
    """Print a script with which a shell completes commands, options, files and names of rules.

    For bash, in ~/.bashrc:  eval "$(cleantext completion bash)".
    For PowerShell, in $PROFILE:  cleantext completion powershell | Out-String | Invoke-Expression
    """
    register()
    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101 - these four are known
    show(kind(ctx.find_root().command, {}, "cleantext", VARIABLE).source())
    return Status.DONE


def register() -> None:
    """Register the shells that click does not know."""
    add_completion_class(PowerShellComplete)


def complete_rules(_ctx: click.Context, _option: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return the ids and categories that the last entry of a list of rules may become."""
    from cleantext import registry
    from cleantext.core.rule import CATEGORIES

    before, comma, last = begun.rpartition(",")
    names = {**dict.fromkeys(CATEGORIES, "category"), **{rule.id: rule.category for rule in registry.known().values()}}
    return [
        CompletionItem(f"{before}{comma}{name}", help=text)
        for name, text in sorted(names.items())
        if name.startswith(last)
    ]


def complete_formats(_ctx: click.Context, _option: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return the formats of inputs."""
    from cleantext.bulk.formats import FORMATS

    return [CompletionItem(name, help=kind.title) for name, kind in FORMATS.items() if name.startswith(begun)]


def complete_languages(_ctx: click.Context, _option: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return the codes of the languages that have phrases."""
    from cleantext import shipped

    return [CompletionItem(one.code, help=one.name) for one in shipped.languages() if one.code.startswith(begun)]


@click.command(context_settings=_HELP)
@click.pass_context
def man(ctx: click.Context) -> Status:
    """Print the manual page: `cleantext man | man -l -` shows it."""
    show("\n".join(_page(ctx.find_root())) + "\n")
    return Status.DONE


def _page(root: click.Context) -> "Iterator[str]":
    """Yield the page in roff."""
    from importlib.metadata import version  # 15 ms

    group = root.command
    assert isinstance(group, click.Group)  # noqa: S101 - the root of the command line
    yield f'.TH CLEANTEXT 1 "" "cleantext {version("cleantext-articles")}"'
    yield ".SH NAME\ncleantext \\- strip boilerplate from articles, and log every change"
    yield ".SH SYNOPSIS\n.B cleantext\n[OPTIONS] FILE...\n.br\n.B cleantext\nCOMMAND ..."
    yield f".SH DESCRIPTION\n{_roff(group.help or '')}"
    for name in group.list_commands(root):
        command = group.get_command(root, name)
        assert command is not None  # noqa: S101 - it is listed
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
    """Return text with roff's own signs escaped; paragraphs stay."""
    lines = (line.strip() for line in text.replace("\\", "\\e").replace("-", "\\-").split("\n"))
    shown = ("\\&" + line if line[:1] in {".", "'"} else line or ".PP" for line in lines)
    return "\n".join(shown).strip()
