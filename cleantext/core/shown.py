"""A result for people: HTML for a notebook, a list of removals, a unified diff."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Protocol, TypeVar

# The list shows the beginning and the end of a longer passage, and the beginning of a text: enough to recognise it.
_SHOWN, _OPENING = 100, 60  # code points
# A notebook stores its output in its file.
_LONGEST = 200_000  # code points of a source
# Half-transparent, so that they fit light and dark backgrounds.
_STYLE = {
    "del": "background:rgba(220,60,60,.25);text-decoration:line-through",
    "ins": "background:rgba(40,160,80,.25);text-decoration:none",
    "mark": "background:rgba(220,170,0,.3);color:inherit",
}


class Entry(Protocol):
    """An entry of the log, as `core/edits.py` defines it."""

    @property
    def rule(self) -> str:
        """The id of the rule."""

    @property
    def start(self) -> int:
        """Code points of the source."""

    @property
    def end(self) -> int:
        """Code points of the source."""

    @property
    def removed(self) -> str:
        """Return the passage of the source."""

    @property
    def replacement(self) -> str:
        """Return its replacement."""

    @property
    def reason(self) -> str:
        """Return the reason."""

    @property
    def status(self) -> str:
        """Return "applied" or "reported"."""

    @property
    def sentence(self) -> str | None:
        """Return the sentence around it, if it is a part of a line."""


E = TypeVar("E", bound=Entry)


def summary(source: str, text: str, entries: Sequence[Entry]) -> str:
    """Return a summary of the changes, in one line."""
    applied = sum(entry.status == "applied" for entry in entries)
    parts = [f"{applied:,} change{'' if applied == 1 else 's'}"]
    if len(entries) > applied:
        parts.append(f"{len(entries) - applied:,} reported")
    return ", ".join([*parts, f"{len(source):,} to {len(text):,} characters"])


def opening(text: str, entries: Sequence[Entry]) -> str:
    """Return the repr of a result: the beginning of the text, and the number of entries of each rule."""
    shown = repr(text if len(text) <= _OPENING else f"{text[:_OPENING]}…")
    rules = Counter(entry.rule for entry in entries)
    counts = ", ".join(rule if number == 1 else f"{rule} × {number:,}" for rule, number in rules.items())
    return f"Result({shown}, {len(text):,} characters; {counts or 'nothing removed'})"


def kind(entry: Entry) -> str:
    """Return the fate of a passage: "gone", "changed" or only "reported"."""
    if entry.status == "reported":
        return "reported"
    return "changed" if entry.replacement else "gone"


def numbered(source: str, entries: Iterable[E]) -> Iterator[tuple[int, E]]:
    """Yield each entry with the number of the line of the source where its words begin."""
    starts = list(accumulate((len(line) + 1 for line in source.split("\n")), initial=0))
    for entry in entries:
        lead = len(entry.removed) - len(entry.removed.lstrip()) if entry.removed.strip() else 0
        yield bisect_right(starts, entry.start + lead), entry


def explained(source: str, text: str, entries: Sequence[Entry]) -> str:
    """Return a line for each entry: the line of the source, the rule, the change, and the reason."""
    lines = [summary(source, text, entries)]
    for number, entry in numbered(source, entries):
        arrow = f" → {_shortened(entry.replacement)!r}" if entry.replacement else ""
        what = f"{_shortened(entry.removed)!r}{arrow}"
        context = f", from {_shortened(entry.sentence)!r}" if entry.sentence else ""
        lines.append(f"line {number}: {entry.rule}, {kind(entry)}: {what}{context} ({entry.reason})")
    return "\n".join(lines)


def _shortened(passage: str) -> str:
    inner = passage.strip() or passage
    return inner if len(inner) <= _SHOWN else f"{inner[: _SHOWN // 2].rstrip()} … {inner[-_SHOWN // 2 :].lstrip()}"


def unified(name: str, source: str, text: str) -> str:
    """Return the unified diff from the source to the clean text; "" if nothing changed."""
    import difflib  # 10 ms

    hunks = difflib.unified_diff(_lines(source), _lines(text), name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in hunks)


def _lines(text: str) -> list[str]:
    """Return the lines with their line feeds; `str.splitlines` would split at form feeds and others as well."""
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def html(source: str, text: str, entries: Sequence[Entry]) -> str:
    """Return the source with removals, insertions and reports marked; the rule and its reason show on hover."""
    body = "".join(_passages(source[:_LONGEST], entries))
    cut = "" if len(source) <= _LONGEST else f"\n… and {len(source) - _LONGEST:,} characters more"
    head = f'<p style="opacity:.7;margin:0 0 .5em">{escape(summary(source, text, entries))}</p>'
    shown = f'<div style="white-space:pre-wrap;overflow-wrap:anywhere">{body}{cut}</div>'
    return f'<div style="max-width:50em;line-height:1.5">{head}{shown}</div>'


def _passages(source: str, entries: Sequence[Entry]) -> Iterator[str]:
    position = 0
    for entry in _apart(entries):
        if entry.end > len(source):
            break
        yield escape(source[position : entry.start])
        note = f"{entry.rule}: {entry.reason}"
        yield _marked("mark" if entry.status == "reported" else "del", entry.removed, note)
        if entry.replacement and entry.status == "applied":
            yield _marked("ins", entry.replacement, note)
        position = entry.end
    yield escape(source[position:])


def _apart(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Yield the entries without reported ones that overlap another."""
    applied = [entry for entry in entries if entry.status == "applied"]  # sorted, and never overlapping
    position = 0
    for entry in sorted(entries, key=lambda entry: (entry.start, entry.status, entry.end)):
        if entry.status == "applied" or (entry.start >= position and _is_free(entry, applied)):
            yield entry
            position = entry.end


def _is_free(entry: Entry, applied: Sequence[Entry]) -> bool:
    """Return whether no applied entry overlaps another one."""
    at = bisect_left(applied, entry.end, key=lambda other: other.start)
    return at == 0 or applied[at - 1].end <= entry.start


def escape(text: str) -> str:
    """Return text escaped for HTML, in elements and in quoted attributes."""
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#x27;")):
        text = text.replace(sign, name)
    return text


def _marked(tag: str, passage: str, note: str) -> str:
    return f'<{tag} style="{_STYLE[tag]}" title="{escape(note)}">{escape(passage)}</{tag}>'
