"""Write `pages.jsonl`: forty invented pages of a site that does not exist, as an extractor left them.

python docs/walk/pages.py

Around the articles stand lines that only this site prints: a person finds them with the report and `cleantext teach`.
`docs/walk.md` is the walk; `tests/test_walk.py` follows it.
"""

import json
from pathlib import Path
from typing import NamedTuple

SITE = "quaynews.example"
FILE = Path(__file__).parent / "pages.jsonl"
PAGES = 40

PLACES = ("Sund", "Aller Point", "the lower mole", "Fiske Row", "the old ropewalk", "Netley Steps", "the grain wharf")
PEOPLE = (
    "Ida Holm",
    "Pia Aske",
    "Runa Vik",
    "Tora Lund",
    "Marit Bo",
    "Svea Dahl",
    "Elin Moe",
    "Kari Ree",
    "Liv Strand",
)
THINGS = ("the ferry ramp", "the fog bell", "the ice house", "the net loft", "the chandlery", "the harbour crane")
TOPICS = ("ferries", "fish", "weather", "rope", "council", "music", "tides")
OPENINGS = (
    "{thing} at {place} will be shut for {days} days from Monday, after a surveyor found rot in two of its main beams.",
    "Nobody expected much of the auction at {place}, until {person} bid {sum} crowns for {thing} and did not blink.",
    "A storm that the forecast had put at sea came ashore at {place} on Friday night and took the roof off {thing}.",
    "For {days} years {person} has painted {thing} each spring, and this year the council sent a bill for the paint.",
    "{person} was twelve when she first rowed out from {place}; on Sunday she did it again, {days} minutes late.",
    "The council voted on Tuesday to sell {thing} for {sum} crowns, and {person}, who rents it, heard it on the radio.",
)
MIDDLES = (
    "“We were told that it would hold another winter,” said {person}, who has worked at {place} since she left school.",
    "The cost was put at {sum} crowns, a third of it for oak that has to come by barge, since the road is too narrow.",
    "By noon some {days} people stood on the quay with umbrellas, and the baker of {place} sold them all that she had.",
    "An engineer who looked at {thing} in May had warned the owners of it, in {days} pages that nobody answered.",
    "Those who live by {place} have asked for a railing there for years, said {person}, and got a sign.",
    "In the archive of the parish there is a drawing of {thing} from before the fire, with a mast that is lost.",
    "The insurers will pay, it seems, though {person} of the harbour office would not say on Thursday how much.",
    "At the last count {days} boats lay in the basin, fewer than in any March since the war, and four were for sale.",
    "What is left of the timber goes to the school at {place}, where {person} teaches children to build a dinghy.",
)
ENDINGS = (
    "The work should be done before the herring come, {person} said, and if it is not, the herring will not mind much.",
    "A second meeting is to be held at {place} in {days} days; whoever wants to speak there has to bring a chair.",
    "Until then {thing} stays as it is, with a tarpaulin over its head and a lamp that somebody lights at dusk.",
    "{person} has kept the old sign, and says that it will hang over her bed until somebody offers {sum} crowns.",
)
HEADLINES = (
    "Rot shuts {thing}",
    "{person} wins {thing} at auction",
    "Storm takes roof off {thing}",
    "A bill for the paint",
    "{days} minutes late",
    "Council sells {thing}",
)
SUBHEADING = "What happens next"  # stands in some articles, as a part of them


class Page(NamedTuple):
    """A page, and the part of it that is the article."""

    title: str
    text: str
    article: str


def page(number: int) -> Page:
    """One of the pages."""
    facts = {
        "place": PLACES[number % 7],
        "person": PEOPLE[(number * 4) % 9],
        "thing": THINGS[(number * 5) % 6],
        "days": 3 + number,
        "sum": f"{(number * 37) % 90 + 11},000",
    }
    others = {**facts, "place": PLACES[(number + 3) % 7], "person": PEOPLE[(number * 4 + 2) % 9]}
    opening = _sentence(OPENINGS[number % 6].format(**facts))
    middles = [MIDDLES[(number + step * 2) % 9].format(**others) for step in range(3 + number % 3)]
    ending = ENDINGS[number % 4].format(**others)
    article = [opening, *middles, *([SUBHEADING] if number % 5 == 0 else []), _sentence(ending)]
    title = _sentence(HEADLINES[number % 6].format(**facts))
    return Page(title, "\n\n".join(_with_furniture(number, article)), "\n\n".join(article))


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _with_furniture(number: int, article: list[str]) -> list[str]:
    """Return the lines that the site prints around an article, and inside it."""
    lines = [f"(QN) {article[0]}", *article[1:]]
    if number % 3 == 0:
        lines.insert(2, "The Quay comes to your door on Fridays, rain or shine")
    return [
        "Lantern desk" if number % 2 else "Ledger desk",
        *lines,
        "Share this story on Facebook",
        f"Shelved with {TOPICS[number % 7]}",
        f"Paper edition, sheet {number % 9 + 2}",
        "Heard something? The bell by our blue door works day and night",
    ]


def lines() -> str:
    """Return all pages, one JSON object a line."""
    records = (
        {
            "url": f"https://www.{SITE}/{2024 + number // 20}/{number + 1}",
            "title": page(number).title,
            "text": page(number).text,
        }
        for number in range(PAGES)
    )
    return "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records)


if __name__ == "__main__":
    FILE.write_text(lines(), "utf-8")
