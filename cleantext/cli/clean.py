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
from cleantext.cli import Status, views
from cleantext.cli.files import STDIN, Source, check_no_input, check_targets, gather, is_piped
from cleantext.cli.options import chosen, cleaning, colour
from cleantext.cli.output import count, hint_at_sites, tell, write
from cleantext.core.edits import Result
from cleantext.core.errors import CleantextError

Note = Callable[[str, Result], None]
MODES = ("check", "diff", "explain", "json")


def _known(_ctx: click.Context, _option: click.Parameter, encoding: str | None) -> str | None:
    if encoding is None:
        return None
    import codecs

    try:
        b"a".decode(encoding, "replace")
        return codecs.lookup(encoding).name
    except (LookupError, UnicodeError):
        mend = "give one that Python knows, such as windows-1252"
        raise click.BadParameter(f"{encoding!r} is no encoding of texts; {mend}") from None


@click.command(context_settings={"help_option_names": ["-h", "--help"]}, options_metavar="[OPTIONS]")
@click.argument("files", metavar="FILE…", nargs=-1, type=click.Path())
@click.option(
    "-o",
    "--output",
    metavar="PLACE",
    type=click.Path(),
    help="A folder for one clean file for each input, under its name; for one input also a file, such as out.txt.",
)
@click.option(
    "--log",
    metavar="FILE.jsonl",
    type=click.Path(),
    help="Write what was removed to FILE, one JSON object a line; - is standard output.",
)
@click.option("--json", is_flag=True, help="Write result objects instead of text, one a line.")
@click.option("--explain", is_flag=True, help="Show removals and reasons instead of the text.")
@click.option("--diff", is_flag=True, help="Show changes as a unified diff; write nothing; status 1 if there are any.")
@click.option("--check", is_flag=True, help="Name the files that would change; write nothing; status 1 if any would.")
@click.option("--title", metavar="TEXT", help="The headline of the article.")
@click.option("--url", metavar="URL", help="The address of the article, from which its site is known.")
@cleaning
@click.option("--encoding", metavar="NAME", callback=_known, help="The encoding of the inputs. Default: UTF-8.")
@click.option(
    "--html", is_flag=True, help="Read every input as HTML, not only .html, .htm and content that looks like it."
)
@colour
def clean(
    files: tuple[str, ...],
    *,
    output: str | None,
    log: str | None,
    title: str | None,
    url: str | None,
    encoding: str | None,
    html: bool,
    **options: Any,
) -> Status:
    """Clean articles; `cleantext FILE…` does the same."""
    mode = _mode({name: options.pop(name) for name in MODES})
    cleaner = Cleaner(**chosen(options)._asdict())
    files = files or _standard_input()
    is_one = len(files) == 1 and not Path(files[0]).is_dir()
    _check_usage(mode, output, log, is_one=is_one)
    if (title or url) and not is_one:
        raise click.UsageError("--title and --url describe one article; --site sets the site of all inputs")
    place = Path(output) if output else None
    job = Job(
        cleaner,
        mode,
        place,
        is_file=bool(output and is_one and _names_a_file(output)),
        log=Path(log) if log else None,
        title=title,
        url=url,
        encoding=encoding,
        as_html=html,
    )
    return job.run(list(gather(files, place)))


def _standard_input() -> tuple[str, ...]:
    """Return the name of standard input if no file is named. Raises UsageError if nothing is piped in."""
    if not is_piped():
        raise click.UsageError("no FILE given; - reads standard input")
    return (STDIN,)


def _check_usage(mode: str, output: str | None, log: str | None, *, is_one: bool) -> None:
    if output and mode in {"check", "diff"}:
        raise click.UsageError(f"--{mode} writes no files; leave out -o or --{mode}")
    if not (output or mode or is_one):
        raise click.UsageError("several files or a folder need -o DIR, or one of --json, --explain, --diff, --check")
    if log == STDIN and (not output or mode in views.VIEWS):
        raise click.UsageError("--log - and the output would both go to standard output; add -o DIR")


def _names_a_file(output: str) -> bool:
    """Return whether an output is a file: it exists as one, or its name has a suffix and is no folder."""
    place = Path(output)
    return not output.endswith(("/", "\\")) and not place.is_dir() and (place.exists() or bool(place.suffix))


def _mode(chosen: dict[str, bool]) -> str:
    modes = [name for name, given in chosen.items() if given]
    if len(modes) > 1:
        raise click.UsageError(f"--{modes[0]} and --{modes[1]} exclude each other; choose one")
    return modes[0] if modes else ""


@dataclass(slots=True)
class _Count:
    """Counts of what was done."""

    files: int = 0
    changes: int = 0
    failed: int = 0

    def __str__(self) -> str:
        failed = [f"{self.failed:,} failed"] if self.failed else []
        return ", ".join([count(self.files, "file"), count(self.changes, "change"), *failed])


@dataclass(frozen=True, slots=True)
class Job:
    """One run of the command."""

    cleaner: Cleaner
    mode: str  # one of MODES, or "" for text
    place: Path | None  # where outputs go; None is standard output
    is_file: bool  # whether `place` is the only output file, not the folder of several
    log: Path | None
    title: str | None
    url: str | None
    encoding: str | None
    as_html: bool

    def run(self, sources: list[Source]) -> Status:
        """Clean all sources. A source that cannot be cleaned is named, and does not stop the others."""
        if self.place:
            check_targets(sources, [self._target(source) for source in sources])
        done = _Count()
        with (
            self._logged(sources) as note,
            hint_at_sites(self.cleaner),
            suppress(BrokenPipeError),
        ):  # the reader closed the pipe; the log is still written
            for source in sources:
                try:
                    result = self._cleaned(source)
                    self._deliver(source, result, note)
                except InputError as error:
                    done.failed += 1
                    tell(f"{source.name}: {error}")
                else:
                    done.files += 1
                    done.changes += len(result.applied)
        if self.place and done.files:
            tell(f"{self.place}: {done}")
        if not done.files:
            if not sources:
                tell("no files there")
            return Status.NOTHING_DONE
        if done.failed:
            return Status.SOME_FAILED
        return Status.CHANGES if done.changes and self.mode in {"check", "diff"} else Status.DONE

    def _cleaned(self, source: Source) -> Result:
        data = source.read()
        source.check(data)
        try:
            if self.as_html or source.is_html(data):
                page = decode(data, self.encoding) if self.encoding else data
                result = self.cleaner.html(page, self.url, title=self.title)
            else:
                result = self.cleaner(decode(data, self.encoding), title=self.title, url=self.url)
        except CleantextError as error:
            raise InputError(str(error)) from None
        except Exception as error:  # noqa: BLE001 - whatever a library raises on one input must not stop the others
            raise InputError(f"{type(error).__name__}: {error}") from None
        if result.degraded:
            tell(f"{source.name}: {result.degraded}")
        return result

    def _deliver(self, source: Source, result: Result, note: Note) -> None:
        """Write the output first and then the log, so that the log holds only what was written."""
        if self.place:
            self._save(self._target(source), self._content(source, result))
        note(source.name, result)
        if self.mode in views.VIEWS:
            views.VIEWS[self.mode](source.name, result)
        elif not self.place:
            write(self._content(source, result))

    def _content(self, source: Source, result: Result) -> bytes:
        return as_json(source.name, result) if self.mode == "json" else encode(result.text)

    def _target(self, source: Source) -> Path:
        """Return the file in the output folder: the input's name, and a new suffix if the kind of file changes."""
        if self.is_file and self.place:
            return self.place
        suffix = ".json" if self.mode == "json" else ".txt" if has_html_name(source.name) else ""
        place = source.place.with_name(source.place.name + suffix)
        return (self.place or Path()) / place

    def _save(self, target: Path, data: bytes) -> None:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with whole(target) as file:
                file.write(data)
        except OSError as error:
            raise InputError(f"{target} cannot be written: {error.strerror or error}") from None

    @contextmanager
    def _logged(self, sources: list[Source]) -> Iterator[Note]:
        """Yield a function that notes results: it writes one JSON line for each removal if a log is wanted."""
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
    """Return a result object in one line, in ASCII: its escapes hold lone surrogates, which UTF-8 cannot encode."""
    return _line({"file": name, **result.to_dict()})


def log_lines(name: str, result: Result) -> list[bytes]:
    """Return the removals of one file as JSON lines."""
    return [_line({"file": name, **entry._asdict()}) for entry in result.removals]


def _line(content: dict[str, Any]) -> bytes:
    return json.dumps(content).encode("ascii") + b"\n"
