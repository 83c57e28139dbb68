"""A bar chart as SVG, written by hand: no dependency, light and dark."""

from collections.abc import Iterator, Mapping
from html import escape
from math import log10

WIDTH, LABELS, VALUES, BAR, GAP = 760, 150, 70, 22, 10  # pixels
TOP = 56
DECADES = (0.1, 1.0, 10.0, 100.0)  # million code points a second
OURS = "cleantext"
STYLE = """\
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.title { font-weight: 600; font-size: 15px }
.group { font-weight: 600 }
.faint { fill: #656d76; font-size: 12px }
line { stroke: #d0d7de }
rect { fill: #b6c2cf }
rect.ours { fill: #0a7f5a }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .faint { fill: #8d96a0 }
  line { stroke: #30363d }
  rect { fill: #4a5563 }
  rect.ours { fill: #2fbf8f }
}
"""


def bars(groups: Mapping[str, Mapping[str, float]]) -> str:
    """Return groups of bars over a logarithmic scale: names of group and bar, million code points a second."""
    height = TOP + sum(30 + len(group) * (BAR + GAP) + GAP for group in groups.values()) + 24
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
            f'role="img" aria-label="Speed of cleantext and other tools">'
        ),
        f"<style>{STYLE}</style>",
        '<text class="title" x="8" y="22">Million code points a second, higher is faster</text>',
        '<text class="faint" x="8" y="41">one core, articles of 4,000 code points, logarithmic scale</text>',
        *_scale(height),
    ]
    top = TOP
    for name, group in groups.items():
        parts += [f'<text class="group" x="8" y="{top + 20}">{escape(name)}</text>', *_group(group, top + 30)]
        top += 30 + len(group) * (BAR + GAP) + GAP
    return "\n".join([*parts, "</svg>\n"])


def _group(group: Mapping[str, float], top: int) -> Iterator[str]:
    for number, (name, speed) in enumerate(sorted(group.items(), key=lambda item: -item[1])):
        y, end = top + number * (BAR + GAP), _x(speed)
        kind = ' class="ours"' if name == OURS else ""
        yield f'<text x="{LABELS - 8}" y="{y + 16}" text-anchor="end">{escape(name)}</text>'
        yield f'<rect{kind} x="{LABELS}" y="{y}" width="{end - LABELS:.1f}" height="{BAR}" rx="3"/>'
        yield f'<text x="{end + 6:.1f}" y="{y + 16}">{speed:.1f}</text>'


def _scale(height: int) -> Iterator[str]:
    for value in DECADES:
        x = _x(value)
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{height - 24}"/>'
        yield f'<text class="faint" x="{x:.1f}" y="{height - 8}" text-anchor="middle">{value:g}</text>'


def _x(value: float) -> float:
    low, high = log10(DECADES[0]), log10(DECADES[-1]) + 0.3
    share = (log10(max(value, DECADES[0])) - low) / (high - low)
    return LABELS + share * (WIDTH - LABELS - VALUES)
