"""The views of a result: file names under --check, a unified diff, a table of removals and reasons."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from cleantext.cli.output import count, draw, in_colour, one_line, printable, show, write
from cleantext.core import shown
from cleantext.core.edits import Removal, Result, restore

if TYPE_CHECKING:
    from rich.table import Table

# The table shows the beginning and the end of a longer passage, enough to find it.
_SHOWN = 140
# It shortens a longer reason, too. The log has all of it.
_SHOWN_REASON = 60
_STYLES = {"gone": "red", "changed": "yellow", "reported": "dim"}


def check(name: str, result: Result) -> None:
    """Print the file's name if the file would change."""
    if result.applied:
        show(f"{one_line(name)}: {count(len(result.applied), 'change')}\n")


def diff(name: str, result: Result) -> None:
    """Print the changes as a unified diff, for `patch`; for a terminal coloured and disarmed."""
    patch = result.diff(name)
    if not patch or not in_colour():
        write(patch.encode("utf-8", "surrogatepass"))
        return
    from click import style

    colours = {"@": "cyan", "-": "red", "+": "green"}
    first, second, *lines = printable(patch).removesuffix("\n").split("\n")
    names = [style(line, bold=True) for line in (first, second)]
    show("\n".join([*names, *(style(line, fg=colours.get(line[0])) for line in lines), ""]), styled=True)


def explain(name: str, result: Result) -> None:
    """Print a table of removals with reasons, in the order of the text."""
    from rich.text import Text

    source = restore(result.text, result.removals)
    draw(Text.assemble((one_line(name), "bold"), (f"  {_summary(result, source)}", "dim")))
    if result.removals:
        draw(table(result, source))
    show("\n")


def _summary(result: Result, source: str) -> str:
    reported = len(result.removals) - len(result.applied)
    shares = f"{len(source):,} to {len(result.text):,} characters"
    parts = [count(len(result.applied), "change"), *([f"{reported} reported"] if reported else []), shares]
    return ", ".join(parts) if result.removals else "nothing to change"


def table(result: Result, source: str) -> "Table":
    """Return the table of removals with reasons, for rich to draw."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    rows = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False, expand=True)
    rows.add_column("line", justify="right", style="dim", no_wrap=True)
    rows.add_column("rule", no_wrap=True, style="bold")
    rows.add_column("", no_wrap=True)
    rows.add_column("what", ratio=3, overflow="fold")
    rows.add_column("why", ratio=2, overflow="fold", style="dim")
    for line, entry, times in _rows(result, source):
        kind = shown.kind(entry)
        what = _passage(entry) + (f" ({times} times)" if times > 1 else "")
        style = _STYLES[kind]
        rows.add_row(
            str(line), entry.rule, Text(kind, style), Text(what, style), Text(_shortened(entry.reason, _SHOWN_REASON))
        )
    return rows


def _rows(result: Result, source: str) -> Iterator[tuple[int, Removal, int]]:
    """Yield each entry with its line and its number in the log; a thousand equal line ends are one row."""
    times = Counter(map(_likeness, result.removals))
    for number, entry in shown.numbered(source, result.removals):
        if _likeness(entry) in times:
            yield number, entry, times.pop(_likeness(entry))


def _likeness(entry: Removal) -> tuple[str, ...]:
    return entry.status, entry.rule, entry.reason, entry.removed, entry.replacement


def _passage(entry: Removal) -> str:
    if entry.sentence and not entry.replacement:
        return f"{_shortened(entry.removed)}\nfrom: {_shortened(entry.sentence)}"
    if not entry.replacement:
        return _shortened(entry.removed)
    return f"{_shortened(entry.removed)} → {_shortened(entry.replacement)}"


def _shortened(text: str, most: int = _SHOWN) -> str:
    """Return a passage in one line, shortened in the middle; a passage of blanks shows them."""
    inner = text.strip("\n\r \t")
    if not inner:
        return one_line(text).replace(" ", "␣")
    if len(inner) > most:
        inner = f"{inner[: most // 2].rstrip()} … {inner[-most // 2 :].lstrip()}"
    return one_line(inner)


VIEWS: dict[str, Callable[[str, Result], None]] = {"check": check, "diff": diff, "explain": explain}
