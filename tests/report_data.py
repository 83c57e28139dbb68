"""Invented articles, cleaned, as a run writes them."""

from collections.abc import Iterable, Iterator
from typing import Any

from cleantext import Cleaner
from cleantext.bulk.results import Cleaned, Quarantined
from cleantext.core.edits import Removal

SITES = ("harbour-post.example", "valley-courier.example", "the-lantern.example")
BODIES = (
    "The night ferry will run again from May, the harbour board said, eleven months after a storm tore its pier away.",
    "Farmers in the upper valley have asked for a second well. The old one, dug in 1931, fell dry twice last summer.",
    "The library lends seeds as well as books. Whoever takes a bag of beans in spring brings two back in autumn.",
    "Nobody was hurt when the bell of the town hall came loose. It hung by one bolt for a night, the sexton said.",
    "The mayor said that the the repair would take three weeks and cost no more than the insurance pays.",
    "Asked about donations, the board's treasurer said that readers of the parish newsletter had given the most.",
)
TAILS = (
    "Leave a Reply\n\nYour email address will not be published.\n\nName *\n\nEmail *\n\nWebsite",
    "Sign up for our newsletter and never miss a story.",
    "Share this:\n\nFacebook\n\nTwitter\n\nEmail",
    "Read more: Second well for the upper valley?",
    "Copyright 2024 The Lantern. All rights reserved.",
    "Ada Millrace is a reporter who covers the coast and its harbours. Follow her on Twitter @adamillrace.",
    "",
)


def articles(count: int) -> Iterator[Cleaned]:
    cleaner = Cleaner()
    for number in range(count):
        opening, tail = BODIES[number % 4], TAILS[number % 7]
        middle = [BODIES[(number + step) % 6] for step in range(1, 4 + number % 3)]
        text = "\n\n".join([opening, *middle, *filter(None, (tail, TAILS[(number * 3 + 1) % 7] if number % 2 else ""))])
        result = cleaner(f"{text}\n")
        yield Cleaned("articles.jsonl", number, f"story-{number:05}", SITES[number % 3], result.text, result.removals)


def addressed() -> Cleaned:
    """Return a record with its address, of lines with the line ends of Windows."""
    middle = "The the pier was closed on Monday, and the harbour master had the key."
    source = f"Lantern desk\r\n{middle}\r\nShelved with fish\r\n"
    result = Cleaner()(source)
    address = "https://www.quay.example/1"
    return Cleaned("articles.jsonl", 900_002, "addressed", "quay.example", result.text, result.removals, address)


def hostile() -> Cleaned:
    """Return a record full of markup, in its text and in its name."""
    bad = "<script>document.title = 'gone'</script><img src=x onerror=alert(1)><!-- </script> -->"
    text = f"Before.\n{bad} \ud800 \u2028 end.\n"
    removal = Removal("menu", 1, "navigation", 8, 8 + len(bad), bad, "", f"because {bad}", None, "applied")
    return Cleaned(f"{bad}.jsonl", 0, bad, "x.example", text.replace(bad, ""), (removal,))


def reported() -> Cleaned:
    text = "The pier was closed on Monday.\nPhoto by Ada Millrace\n"
    entry = Removal("photo_credit", 2, "credit", 31, 52, text[31:52], "", "photo by", 0.97, "reported")
    return Cleaned("articles.jsonl", 900_000, None, None, text, (entry,))


def long() -> Cleaned:
    """Return a source of 60,000 characters with one change in the middle."""
    kept = "The river rose again. " * 1300
    removed = "Subscribe now! " * 200
    entry = Removal(
        "newsletter_prompt", 4, "appeal", len(kept), len(kept) + 3000, removed, "", "subscribe", 1.0, "applied"
    )
    return Cleaned("articles.jsonl", 900_001, "long", None, kept * 2, (entry,))


def quarantined() -> list[Quarantined]:
    return [
        Quarantined(
            "articles.jsonl", 17, None, 20_480, "not JSON: Expecting value: line 1 column 1", b"\xff<b>broken</b>", 1
        ),
        Quarantined("pages/late.html", None, None, None, "Permission denied", b"", 1),
    ]


def summary(records: Iterable[Cleaned], bad: int = 2) -> dict[str, Any]:
    """Return the totals in the form of `summary.json`."""

    def count() -> dict[str, int]:
        return dict.fromkeys(("records", "changed", "quarantined", "characters", "removed"), 0)

    total, sites, rules = count(), dict[str, dict[str, int]](), dict[str, dict[str, int]]()
    for record in records:
        source = record.restore()
        applied = [entry for entry in record.removals if entry.status == "applied"]
        for one in (total, sites.setdefault(record.site or "", count())):
            one["records"] += 1
            one["changed"] += bool(applied)
            one["characters"] += len(source)
            one["removed"] += len(source) - len(record.text)
        for name in {entry.rule for entry in record.removals}:
            rule = rules.setdefault(name, dict.fromkeys(("entries", "records", "removed", "reported"), 0))
            own = [entry for entry in applied if entry.rule == name]
            rule["entries"] += len(own)
            rule["records"] += bool(own)
            rule["removed"] += sum(len(entry.removed) - len(entry.replacement) for entry in own)
            rule["reported"] += sum(entry.rule == name and entry.status == "reported" for entry in record.removals)
    sites.pop("", None)
    total["quarantined"] = bad
    options = {"level": "safe", "language": "en", "enable": [], "fields": {"text": "text"}}
    files = {"articles.jsonl": total}
    return {"version": "0.1.0", "options": options, "total": total, "rules": rules, "files": files, "sites": sites} | {
        "flags": {},
        "unknown_languages": {},
    }
