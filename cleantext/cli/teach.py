"""`cleantext teach`: make rules for a site from marks in a report."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from cleantext.cli import Status
from cleantext.cli.options import colour, marks_argument
from cleantext.cli.output import count, draw, one_line, tell
from cleantext.core.errors import SettingsError

if TYPE_CHECKING:
    from cleantext.api import Cleaner
    from cleantext.bulk.marks import Marks
    from cleantext.sites.lessons import Lesson, Tried


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@marks_argument
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The folder for site files. Without it nothing is written.",
)
@click.option(
    "--run",
    "outdir",
    metavar="OUTDIR",
    type=click.Path(path_type=Path),
    help="The run that was looked at. Default: the folder of that name, here or beside the marks.",
)
@click.option("--site", metavar="NAME", help="The site of all marks, where they do not say it.")
@click.option(
    "--wide",
    is_flag=True,
    help="Write wider patterns too, where marked lines differ; look first at what else they take.",
)
@colour
def teach(files: tuple[Path, ...], *, output: Path | None, outdir: Path | None, site: str | None, wide: bool) -> Status:
    """Make rules for sites from passages that were marked as missed, or as wrong, in a report.

    Each rule is the narrowest one that takes the marked passage. It is tried over all pages of its site in the run, and
    the page count and whatever else it would take are printed. A rule that takes more than was marked is left to you:
    it stands in the file as a comment. The files, DIR/SITE.toml, are packs: `cleantext run … --packs DIR`.
    """
    from cleantext.bulk import marks, results
    from cleantext.sites import teach as teaching

    found = marks.load(files)
    run = outdir or _run_of(found, files)
    known, siteless = teaching.by_site(found.missed, found.judged, site)
    for mark in siteless:
        tell(f"{mark.file}, record {mark.record}: no site: --site says it")
    if not known:
        tell("no mark that teaches: mark lines that should go as missed (m), or whole lines that went wrongly (w)")
        return Status.NOTHING_DONE
    texts = teaching.texts_of(found.missed, results.records(run))
    lost = len(siteless)
    with TemporaryDirectory(prefix="cleantext-") as folder:
        for name, of_site in sorted(known.items()):
            lesson = teaching.learn(name, of_site, texts)
            lesson = teaching.tried(lesson, results.records(run), lambda of, toml: _cleaner(Path(folder), of, toml))
            lost += len(lesson.lost)
            own = [texts[mark.file, mark.record] for mark in of_site.missed if (mark.file, mark.record) in texts]
            _deliver(lesson, own, output, Path(folder), run.resolve().name, wide=wide)
    return Status.SOME_FAILED if lost else Status.DONE


def _run_of(found: "Marks", files: Sequence[Path]) -> Path:
    """Return the run that the marks belong to: the folder of its name, here or beside the marks."""
    runs = [*(mark.run for mark in found.missed), *(mark.run for mark in found.judged)]
    names = sorted({run for run in runs if run})
    for place in (place / name for name in names for place in (Path(), *(file.parent for file in files))):
        if (place / "summary.json").is_file():
            return place
    called = " or ".join(names) or "(unnamed)"
    raise SettingsError(f"no finished run called {called} here or beside the marks; --run says where it is")


def _cleaner(folder: Path, site: str, toml: str) -> "Cleaner":
    """Return a cleaner that applies only a site file."""
    from cleantext import Cleaner

    path = folder / f"{len(list(folder.iterdir()))}.toml"
    path.write_text(toml, "utf-8")
    return Cleaner(rules=["site_file"], site=site, packs=[path])


def _deliver(
    lesson: "Lesson", texts: Sequence[str], output: Path | None, folder: Path, run: str, *, wide: bool
) -> None:
    from cleantext.bulk.files import whole
    from cleantext.sites import teach as teaching
    from cleantext.sites.lessons import written

    rules, left = lesson.chosen(wide=wide)
    _print(lesson, rules, left)
    for mark, problem in lesson.lost:
        tell(f"{mark.file}, record {mark.record}: {problem}")
    if output is None:
        tell("nothing was written; -o DIR writes it")
        return
    plain = [one.rule for one in rules]
    shown = teaching.examples(texts, _cleaner(folder, lesson.site, written(lesson.site, plain)))
    about = (
        f"From marks in the report on the run {run}. Yours to change; cleantext rules check tries the examples.\n"
        "The examples hold text of the site: keep them to yourself unless you may publish it."
    )
    path = _free(output, lesson.site)
    output.mkdir(parents=True, exist_ok=True)
    with whole(path) as file:
        file.write(written(lesson.site, plain, left, shown, about).encode())
    tell(
        f"{path}: {count(len(rules), 'rule')}, {count(len(shown), 'example')}"
        + (f"; {len(left)} more to be decided by you" if left else "")
    )


def _free(output: Path, site: str) -> Path:
    """Return a new file name: several files on one site add up, and none is overwritten."""
    numbers = (f"-{number}" if number > 1 else "" for number in range(1, 10_000))
    return next(path for number in numbers if not (path := output / f"{site}{number}.toml").exists())


def _print(lesson: "Lesson", rules: "Sequence[Tried]", left: "Sequence[Tried]") -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column("pages", justify="right", no_wrap=True)
    table.add_column("table", no_wrap=True)
    table.add_column("entry", overflow="fold")
    for one in rules:
        table.add_row(f"{one.pages:,}", f"{one.rule.table}.{one.rule.role}", one_line(one.rule.entry))
    draw(Text(f"{lesson.site}: {count(lesson.pages, 'page')}", "bold"), Text(), table, Text())
    if left:
        draw(
            Text("These take more than was marked, and are written as comments, for you to decide; --wide takes them:"),
            Text(),
        )
    for one in left:
        draw(Text(f"  {one.rule.table}.{one.rule.role}  {one_line(one.rule.entry)}", "bold"))
        also = "; ".join(map(one_line, one.others))
        draw(Text(f"    on {count(one.pages, 'page')}; {one.other:,} not marked, such as: {also}"), Text())
