"""From counts to a pack, and from packs to one pack."""

from collections.abc import Iterable
from datetime import date

from cleantext.core.learned import Site
from cleantext.sites.counts import UNKNOWN, Counts, Seen
from cleantext.sites.judge import FEWEST_PAGES, iso, judged, same_days

MAX_AGE = 365  # days


def learn(pages: Iterable[tuple[str, str, date | None]]) -> list[Site]:
    """What sites repeat.

    pages: site, text and date of each; the text is the article with all that came along, one paragraph a line.

    The same pages give the same sites, in whatever order they come.
    """
    counts = Counts()
    for site, text, day in pages:
        counts.add(site, text, day.toordinal() if day else UNKNOWN)
    return sites_of(counts)


def sites_of(counts: Counts) -> list[Site]:
    """What the sites repeat whose pages were counted, by name; all sites, those that repeat nothing too."""
    found: dict[str, list[Seen]] = {}
    elsewhere: set[tuple[str, str]] = set()
    for group in counts.groups():
        often = [line for line in group if line.pages >= FEWEST_PAGES]
        keys = {line.key for line in often}
        elsewhere |= same_days(line for line in group if line.key in keys)
        for line in often:
            found.setdefault(line.site, []).append(line)
    return [
        Site(
            name,
            seen.pages,
            iso(seen.first),
            iso(seen.last),
            tuple(judged(found.get(name, ()), seen, {key for site, key in elsewhere if site == name})),
        )
        for name, seen in sorted(counts.sites.items())
    ]
