"""From pages to sites, and from several packs to one."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from cleantext.core.learned import Learned, Site, merged
from cleantext.sites.counts import UNKNOWN, Counts, Seen
from cleantext.sites.judge import FEWEST_LABELS, iso, judged

MAX_AGE = 365  # days


def learn(pages: Iterable[tuple[str, str, date | None]]) -> dict[str, Site]:
    """Return the lines that sites repeat, by site.

    pages: site, text and date of each; the text is the article with all extracted boilerplate, one paragraph a line.

    The same pages give the same sites in any order. It takes less than 500 MB for any number of pages.
    """
    with Counts() as counts:
        for site, text, day in pages:
            counts.add(site, text, day.toordinal() if day else UNKNOWN)
        return sites_of(counts)


def sites_of(counts: Counts) -> dict[str, Site]:
    """Return the lines that each counted site repeats; sites without such lines are included."""
    found: dict[str, list[Seen]] = {}
    for line in counts.often(FEWEST_LABELS):
        found.setdefault(line.site, []).append(line)
    return {
        name: Site(name, seen.pages, iso(seen.first), iso(seen.last), tuple(judged(found.get(name, ()), seen)))
        for name, seen in sorted(counts.sites.items())
    }


def merge(packs: Iterable[Mapping[str, Site]], max_age: int = MAX_AGE) -> dict[str, Site]:
    """Return several packs as one, in any order: counts are added, and lines that a site gave up are dropped.

    max_age: days between the last page with a line and the last page of its site.

    A pack does not contain lines on fewer pages than its threshold, so this finds less than learning from all pages at
    once. `Counts.add_part` adds up parts of a corpus exactly.
    """
    sites: dict[str, Site] = {}
    for pack in packs:
        sites = merged(sites, pack)
    return {name: _aged(site, timedelta(days=max_age)) for name, site in sites.items()}


def _aged(site: Site, max_age: timedelta) -> Site:
    if site.last is None:
        return site
    oldest = date.fromisoformat(site.last) - max_age
    return replace(site, lines=tuple(line for line in site.lines if _is_fresh(line, oldest)))


def _is_fresh(line: Learned, oldest: date) -> bool:
    return line.last is None or date.fromisoformat(line.last) >= oldest
