"""Put figures between the marks of a page of the documentation."""

from pathlib import Path


def put(page: Path, name: str, figures: str) -> None:
    """Write figures between `<!-- NAME -->` and `<!-- end of NAME -->`. Raises SystemExit if a mark is missing."""
    start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    before, found, rest = page.read_text("utf-8").partition(start)
    _, also_found, behind = rest.partition(end)
    if not (found and also_found):
        raise SystemExit(f"{page} has no {start.strip()!r}, or behind it no {end!r}: write them")
    page.write_text(f"{before}{start}\n{figures}\n\n{end}{behind}", "utf-8")
