"""Invented news sites with known truth: each line of each page is content or boilerplate, and of a known kind.

Every site has a template of its own: the lines around its articles, and their frequency. Four sites share a publisher
and its words. Among the pages are agency stories that several sites print on one day, live pages fetched many times,
and articles that a site publishes twice. Some sites print nothing but recipes, forecasts or obituaries.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from made_articles import DAYS, FIRST, PLACES, Desk, Line, Words, clutter, content

TITLES = "Lantern|Courier|Observer|Beacon|Mercury|Sentinel|Packet|Chronicle|Herald|Gazette"
# The writers, who are seldom the subjects.
AUTHORS = "Nora Winther|Luis Aguado|Helen Marsh|Ove Lindqvist|Priya Raman|Duncan Fyfe|Marta Kowal|Yusuf Kaya"
BEATS = "courts and crime|the council|schools|the harbour and its boats|health|farming|local business|football"
SECTIONS = "Local news|Business|Sport|Culture|Opinion"
MIXED = (
    *("news",) * 9,
    *("court", "column", "explainer", "weather", "market", "television", "football", "obituary", "recipe"),
)
# The contents of sites: everything, or mostly one kind.
DIETS: tuple[tuple[str, ...], ...] = (
    *((MIXED,) * 10),
    *((kind,) for kind in ("news", "recipe", "weather", "obituary", "football", "explainer")),
    ("court", "court", "news"),
    ("market", "market", "news"),
    ("column", "news", "news"),
    ("television", "news"),
)
AGENCY_SHARE, LIVE_SHARE, TWICE_SHARE = 0.08, 0.1, 0.03
AGENCY_STORIES = 30
SISTERS = 4  # sites of one publisher, which signs for all of them
PUBLISHER = "Coast Press Group"


class Page(NamedTuple):
    """A page as an extractor returned it, with the boilerplate that it did not remove."""

    site: str
    day: int  # proleptic ordinal
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """Return the lines, one a paragraph."""
        return "\n".join(line.text for line in self.lines)

    @property
    def title(self) -> str:
        """The headline."""
        return next(line.text for line in self.lines if line.kind == "headline")


class Template:
    """The lines that a site puts around its articles."""

    def __init__(self, number: int) -> None:
        # Sites 0 to 3 share a publisher: the words are the same, the names are not.
        words = Words("publisher" if number < SISTERS else f"template {number}")
        own = self.words = Words(f"site {number}")
        title = self.title = f"{own.pick(PLACES)} {own.pick(TITLES)}"
        draw = words.draw
        present = [part for part in SHARES if draw.random() < PRESENT[part]]
        self.parts = {part: draw.choice(SHARES[part]) for part in present}
        owner = PUBLISHER if number < SISTERS else title
        self.text = {part: words.pick(texts).format(title=owner) for part, texts in TEXTS.items()}
        authors = own.draw.sample(AUTHORS.split("|"), own.draw.randint(2, 6))
        self.bios = {author: self._bio(author) for author in authors}
        self.most_read = own.headline()

    def _bio(self, author: str) -> str:
        return self.words.pick(BIOS).format(
            name=author, beat=self.words.pick(BEATS), other=self.words.pick(BEATS), title=self.title
        )

    def has(self, part: str) -> bool:
        """Return whether a page has this part of the template."""
        return self.words.draw.random() < self.parts.get(part, 0)

    def page(self, body: list[Line], day: int) -> tuple[Line, ...]:
        """Return an article with the site's lines around and inside it."""
        lines, author = list(body), self.words.draw.choice([*self.bios, *list(self.bios)[:1]])
        for part in ("appeal", "prompt"):
            if self.has(part) and len(lines) > 1:
                lines.insert(self.words.draw.randrange(1, len(lines)), clutter(part, self.text[part]))
        return (*self._head(author, day), *lines, *self._tail(author, day))

    def _head(self, author: str, day: int) -> Iterator[Line]:
        words = self.words
        if self.has("section"):
            yield clutter("section", words.pick(SECTIONS))
        yield content("headline", words.headline())
        if self.has("byline"):
            yield clutter("byline", f"By {author}")
        if self.has("published"):
            yield clutter("published", f"Published {date.fromordinal(day):%d %B %Y}, {words.draw.randint(10, 23)}:15")
        for part in ("share", "minutes", "disclosure"):
            if self.has(part):
                yield clutter(part, self.text[part].replace("5", str(words.draw.randint(2, 9)), part == "minutes"))

    def _tail(self, author: str, day: int) -> Iterator[Line]:
        words = self.words
        if self.has("bio"):
            yield clutter("bio", self.bios[author])
        for part in ("helpline", "plea"):
            if self.has(part):
                yield clutter(part, self.text[part])
        if self.has("related"):
            yield clutter("related", self.text["related"])
            for _ in range(3):
                yield clutter("headline of another page", words.headline())
            yield clutter("most read", self.most_read)
        for part in ("letter", "policy", "comments", "contact"):
            if self.has(part):
                yield clutter(part, self.text[part])
        if self.has("updated"):
            yield clutter("updated", f"Last updated on {date.fromordinal(day):%d %B %Y}")
        if self.has("copyright"):
            yield clutter("copyright", self.text["copyright"])


# The share of sites with a part, and the share of their pages with it.
PRESENT = {
    **dict.fromkeys(("section", "share", "minutes", "helpline", "policy", "comments", "contact", "updated"), 0.5),
    **dict.fromkeys(("byline", "published", "bio", "related", "letter", "copyright"), 0.8),
    **dict.fromkeys(("disclosure", "appeal", "prompt", "plea"), 0.4),
}
SHARES: dict[str, tuple[float, ...]] = {
    **dict.fromkeys(("section", "byline", "published", "share", "minutes", "updated"), (1.0, 1.0, 0.9)),
    **dict.fromkeys(("related", "letter", "policy", "comments", "contact", "copyright"), (1.0, 0.9, 0.7)),
    **dict.fromkeys(("disclosure", "appeal", "prompt", "plea"), (1.0, 0.8, 0.6)),
    "bio": (1.0, 0.8),
    "helpline": (0.1, 0.3),
}
BIOS = (
    "{name} covers {beat} for the {title}, and has done so since before there were telephones in the office.|"
    "{name} is a reporter on the staff of the {title}. Write to the newsroom if you know something about {beat}.|"
    "{name} writes about {beat} and {other} for the {title}, and lives by the sea with two dogs and many books.|"
    "{name} reports on {beat}.|"
    "{name} joined the {title} straight from school. Beats: {beat} and {other}. Off duty: long walks and loud records."
)
TEXTS = {
    "share": "Share this article|Save this story|Listen to this story|Share on Facebook Share by post",
    "minutes": "5 min read|5 minutes to read|Reading time: 5 minutes",
    "disclosure": (
        "Some of the links on this page lead to shops that pay the {title} a small share of what you spend there.|"
        "This page was put together by the readers’ desk, and the {title} stands by every word that is printed on it.|"
        "You are reading the free edition. Those who pay for the {title} get it at six in the morning, with puzzles."
    ),
    "appeal": (
        "The {title} belongs to nobody but its readers. If you can spare the price of a tea, keep us going today.|"
        "Before you read on: nine in ten who open the {title} pay nothing for it. Be the one who does, please.|"
        "You can help the {title} to keep a reporter in the town hall. Four hundred readers do, and we thank them."
    ),
    "prompt": "Sign up for our evening letter|Get the {title} in your inbox|Story continues below|Never miss a story",
    "helpline": (
        "If you or somebody you know needs to talk, the night line is open for everyone, and a call costs you nothing.|"
        "Have you been touched by what you read here? People who listen can be reached at any hour on the night line."
    ),
    "plea": (
        "Thank you for reading the {title}. It takes eleven people to fill it, and our readers pay each of them.|"
        "The {title} keeps no gate before its stories. It can do so as long as enough readers give what they can.|"
        "Good reporting is dear, and rumours are free. Subscribe to the {title}, and give a year of it to a friend."
    ),
    "related": "Related stories|More from the {title}|Also on our front page|You may also like|From the archive",
    "letter": (
        "Get our morning letter|Subscribe to the {title}|One letter a day, no more. Leave us your address here.|"
        "What the town talks about, every evening in your letter box: subscribe to the short letter of the {title} now."
    ),
    "policy": (
        "Found a mistake? Tell us|The {title} mends its mistakes in the open; the list of them is kept in the office.|"
        "How we work and what we hold ourselves to can be read in the {title} code, which hangs in our window in town."
    ),
    "comments": "Join the conversation|Comments are closed|Leave a comment|Read the house rules before you write",
    "contact": "Contact the newsroom: desk@paper.example|Send us your story|Newsroom: 0555 010 020",
    "copyright": "© 2024 {title}|All rights reserved|Copyright {title}. All rights reserved.|Part of the Coast Group",
}


def pages(number: int, count: int) -> list[Page]:
    """Return the pages of one site, in no order; the first ones are the same whatever their count."""
    template = Template(number)
    words, site = template.words, f"site{number}.example"
    desk = Desk(Words(f"desk {number}"), DIETS[number % len(DIETS)])
    made: list[Page] = []
    while len(made) < count:
        day = FIRST + words.draw.randrange(DAYS)
        if words.draw.random() < LIVE_SHARE / 6:
            made += (Page(site, day, template.page(body, day)) for body in _fetches(desk))
            continue
        chance = words.draw.random()
        if chance < AGENCY_SHARE:
            number = words.draw.randrange(AGENCY_STORIES)
            body, day = _agency(number), FIRST + number * DAYS // AGENCY_STORIES
        elif made and chance < AGENCY_SHARE + TWICE_SHARE:
            body = [line for line in words.draw.choice(made).lines if not line.goes]
        else:
            body = desk.article(day)
        made.append(Page(site, day, template.page(body, day)))
    return made[:count]


def _agency(number: int) -> list[Line]:
    """Return a story that the agency sends to all sites."""
    return [content("agency", line.text) for line in Words(f"agency {number}").paragraphs(3, 7)]


def _fetches(desk: Desk) -> Iterator[list[Line]]:
    """Yield a live page at six times of a day, its newest entry first."""
    entries = [content("live", line.text) for line in desk.words.paragraphs(9, 9)]
    for seen in range(4, 10):
        yield entries[-seen:]
