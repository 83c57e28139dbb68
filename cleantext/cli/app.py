"""The command line: `cleantext FILE…` and its subcommands."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import StringIO

import click
from click.shell_completion import CompletionItem

from cleantext.cli import INTERRUPTED, Status
from cleantext.cli.clean import clean
from cleantext.cli.completion import VARIABLE, register
from cleantext.cli.files import is_piped
from cleantext.cli.output import complain, tell
from cleantext.core.errors import CleantextError, SettingsError

# The commands, each with its module: all together they take 10 ms to import.
MODULES = {"diff": "results", "man": "completion", "restore": "results", "stats": "results"}
MODULES |= {name: name for name in "clean completion languages learn report rules run site teach".split()}


class Commands(click.Group):
    """A group that runs `clean` unless the first argument names a command; `./rules` names a file called `rules`."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names of the commands, sorted."""
        return sorted(MODULES)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, whose module is imported now; None if there is none of that name."""
        if cmd_name not in MODULES:
            return None
        command: click.Command = getattr(import_module(f"cleantext.cli.{MODULES[cmd_name]}"), cmd_name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `clean` in front of arguments that do not start with a command."""
        own = {*MODULES, *ctx.help_option_names, "--version"}
        names_none = args[0] not in own if args else is_piped() and not ctx.resilient_parsing
        return super().parse_args(ctx, ["clean", *args] if names_none else args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands, and what may replace them: the options of `clean`, and files."""
        files = [] if incomplete.startswith("-") else [CompletionItem(incomplete, type="file")]
        options = clean.shell_complete(click.Context(clean, ctx), incomplete) if not files else []
        return [*super().shell_complete(ctx, incomplete), *options, *files]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show both forms."""
        formatter.write_usage(ctx.command_path, "[OPTIONS] FILE…")
        formatter.write_usage(ctx.command_path, "COMMAND …", prefix="       ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show the options of `clean` as the group's own, then the other commands."""
        parameters = [*(option for option in clean.params if isinstance(option, click.Option)), *self.get_params(ctx)]
        records = (parameter.get_help_record(ctx) for parameter in parameters)
        with formatter.section("Options"):
            formatter.write_dl([record for record in records if record])
        self.format_commands(ctx, formatter)

    def invoke(self, ctx: click.Context) -> Status:
        """Run the command. Print a line for each wrong setting, and for output that cannot be written."""
        try:
            status: Status = super().invoke(ctx)
        except SettingsError as error:
            for problem in str(error).split("\n"):
                tell(problem)
            return Status.WRONG_USAGE
        except CleantextError as error:
            tell(str(error))
            return Status.NOTHING_DONE
        except BrokenPipeError:
            return Status.DONE
        except MemoryError:
            tell("there is not enough memory for this input; `cleantext run` limits memory and sets such records aside")
            return Status.NOTHING_DONE
        except OSError as error:
            tell(f"{error.filename or 'standard output'}: {error.strerror or error}")
            return Status.NOTHING_DONE
        return status


@click.group(cls=Commands, no_args_is_help=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="cleantext-articles", prog_name="cleantext")
def command() -> None:
    """Strip boilerplate from articles, and log every change.

    The clean text of one FILE goes to standard output; `-`, or no FILE where something is piped in, reads standard
    input. Several files or a folder need `-o DIR`. HTML pages are extracted first.

    Exit status: 0 done, 1 changes found under --check or --diff, 2 wrong usage or settings, 3 some inputs failed,
    4 nothing could be done.
    """


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command on arguments, by default those of the process, and return its exit status."""
    try:
        if VARIABLE in os.environ:
            register()
        status = command.main(arguments, prog_name="cleantext", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.ClickException as error:
        _explain(error)
        return Status.WRONG_USAGE
    except click.Abort:
        tell("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        status = Status.DONE
    _spare_the_closed_pipe()
    return int(status or Status.DONE)


def _explain(error: click.ClickException) -> None:
    """Print click's message about wrong usage, which repeats what was given."""
    words = StringIO()
    error.show(words)
    complain(words.getvalue())
    name = _file_taken_for_an_option(error)
    if name:
        complain(f"For the file of that name: cleantext -- {name}\n")


def _file_taken_for_an_option(error: click.ClickException) -> str:
    """Return the argument that names a file and begins with a dash; "" if there is none."""
    if not isinstance(error, click.NoSuchOption):
        return ""
    return next((name for name in sys.argv[1:] if name.startswith("-") and os.path.isfile(name)), "")  # noqa: PTH113


def _spare_the_closed_pipe() -> None:
    """Keep the interpreter from printing a traceback when it flushes standard output into a closed pipe."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
