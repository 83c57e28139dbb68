"""`cleantext FILE…`: clean articles."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from cleantext.api import Cleaner
from cleantext.bulk.files import InputError, decode, encode, has_html_name, whole
from cleantext.cli import Status, settings, views
from cleantext.cli.files import STDIN, Source, check_no_input, check_targets, gather
from cleantext.cli.output import tell, write
from cleantext.core.edits import Result
from cleantext.core.errors import CleantextError

Note = Callable[[str, Result], None]
MODES = ("check", "diff", "explain", "json")


@click.command(context_settings={"help_option_names": ["-h", "--help"]}, options_metavar="[OPTIONS]")
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@click.option("-o", "--output", metavar="DIR", help="Write one clean file for each input into DIR, under its name.")
@click.option(
    "--log", metavar="FILE.jsonl", help="Write what was removed to FILE, one JSON object a line; - is standard output."
)
@click.option("--json", is_flag=True, help="Write result objects instead of text, one a line.")
@click.option("--explain", is_flag=True, help="Show what goes and why instead of the text.")
@click.option("--diff", is_flag=True, help="Show changes as a unified diff; write nothing; status 1 if there are any.")
@click.option("--check", is_flag=True, help="Name the files that would change; write nothing; status 1 if any would.")
@click.option("--level", type=click.Choice(settings.LEVELS), help="How much goes; report changes nothing and logs all.")
@click.option("--enable", metavar="RULE", multiple=True, help="Apply this rule too, whatever its level. Repeatable.")
@click.option("--disable", metavar="RULE", multiple=True, help="Leave this rule out. Repeatable.")
@click.option("--pack", metavar="FILE.toml", multiple=True, help="Add phrases of your own. Repeatable.")
@click.option("--protect", metavar="WORD", multiple=True, help="Never mend WORD, or those in @FILE. Repeatable.")
@click.option("--html", is_flag=True, help="Take every input for HTML, not only .html, .htm and what looks like it.")
def clean(
    files: tuple[str, ...],
    output: str | None,
    log: str | None,
    pack: tuple[str, ...],
    html: bool,  # noqa: FBT001 - click hands options over by name
    **options: Any,
) -> Status:
    """Clean articles; `cleantext FILE…` does the same."""
    mode = _mode({name: options.pop(name) for name in MODES})
    chosen = settings.find(Path.cwd()).over(**options, packs=pack)
    if output and mode in {"check", "diff"}:
        raise click.UsageError(f"--{mode} writes no files; leave out -o or --{mode}")
    if not (output or mode) and (len(files) > 1 or Path(files[0]).is_dir()):
        raise click.UsageError("several files or a folder need -o DIR, or one of --json, --explain, --diff, --check")
    if log == STDIN and (not output or mode in views.VIEWS):
        raise click.UsageError("--log - and the output would both go to standard output; add -o DIR")
    folder = Path(output) if output else None
    job = Job(Cleaner(**chosen._asdict()), mode, folder, Path(log) if log else None, as_html=html)
    return job.run(list(gather(files, folder)))


def _mode(chosen: dict[str, bool]) -> str:
    modes = [name for name, given in chosen.items() if given]
    if len(modes) > 1:
        raise click.UsageError(f"--{modes[0]} and --{modes[1]} exclude each other; choose one")
    return modes[0] if modes else ""


@dataclass(frozen=True, slots=True, kw_only=False)
class Job:
    """One run of the command."""

    cleaner: Cleaner
    mode: str  # one of MODES, or "" for text
    folder: Path | None  # where outputs go; None for standard output
    log: Path | None
    as_html: bool

    def run(self, sources: list[Source]) -> Status:
        """Clean all sources; those that cannot be cleaned are named, and do not stop the others."""
        if self.folder:
            check_targets(sources, [self._target(source) for source in sources])
        failed, changed = 0, False
        with (
            self._logged(sources) as note,
            suppress(BrokenPipeError),
        ):  # who reads has seen enough; the log still counts
            for source in sources:
                try:
                    result = self._cleaned(source)
                    self._deliver(source, result, note)
                except InputError as error:
                    failed += 1
                    tell(f"{source.name}: {error}")
                else:
                    changed = changed or bool(result.applied)
        if failed == len(sources):
            if not sources:
                tell("no files there")
            return Status.NOTHING_DONE
        if failed:
            return Status.SOME_FAILED
        return Status.CHANGES if changed and self.mode in {"check", "diff"} else Status.DONE

    def _cleaned(self, source: Source) -> Result:
        data = source.read()
        source.check(data)
        try:
            result = self.cleaner.html(data) if self.as_html or source.is_html(data) else self.cleaner(decode(data))
        except CleantextError as error:
            raise InputError(str(error)) from None
        except Exception as error:  # noqa: BLE001 - whatever a library raises on one input must not stop the others
            raise InputError(f"{type(error).__name__}: {error}") from None
        if result.degraded:
            tell(f"{source.name}: {result.degraded}")
        return result

    def _deliver(self, source: Source, result: Result, note: Note) -> None:
        """The output first and then the log: what could not be written is not in it."""
        if self.folder:
            self._save(self._target(source), self._content(source, result))
        note(source.name, result)
        if self.mode in views.VIEWS:
            views.VIEWS[self.mode](source.name, result)
        elif not self.folder:
            write(self._content(source, result))

    def _content(self, source: Source, result: Result) -> bytes:
        return as_json(source.name, result) if self.mode == "json" else encode(result.text)

    def _target(self, source: Source) -> Path:
        """The file in the output folder: the input's name, and a suffix where it is no longer that kind of file."""
        suffix = ".json" if self.mode == "json" else ".txt" if has_html_name(source.name) else ""
        place = source.place.with_name(source.place.name + suffix)
        return (self.folder or Path()) / place

    def _save(self, target: Path, data: bytes) -> None:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with whole(target) as file:
                file.write(data)
        except OSError as error:
            raise InputError(f"{target} cannot be written: {error.strerror or error}") from None

    @contextmanager
    def _logged(self, sources: list[Source]) -> Iterator[Note]:
        """What takes notes of results: a JSON line for each removal, where a log is wanted."""
        if self.log is None:
            yield lambda _name, _result: None
            return
        if str(self.log) == STDIN:
            yield lambda name, result: write(b"".join(log_lines(name, result)))
            return
        check_no_input(sources, self.log)
        with whole(self.log) as file:
            yield lambda name, result: file.writelines(log_lines(name, result))


def as_json(name: str, result: Result) -> bytes:
    """A result object in one line; ASCII, since its escapes hold lone surrogates and UTF-8 does not."""
    return _line({"file": name, **result.to_dict()})


def log_lines(name: str, result: Result) -> list[bytes]:
    """The removals of one file."""
    return [_line({"file": name, **entry._asdict()}) for entry in result.removals]


def _line(content: dict[str, Any]) -> bytes:
    return json.dumps(content).encode("ascii") + b"\n"
