"""Invented articles that are easily taken for boilerplate.

They hold statements that are quoted repeatedly, background that returns in every story of a week, openings of columns,
disclaimers inside the article, tables of weather, markets, television and scores, obituaries and recipes.
"""

from collections.abc import Callable, Sequence
from datetime import date
from random import Random
from typing import NamedTuple

FIRST = date(2024, 1, 1).toordinal()
DAYS = 240  # over which the pages of a site are spread
NAMES = "Ana Ruiz|Tom Hale|Ingrid Solberg|Patrick O’Dowd|Mei Lin|Ruth Abara|Jon Vance|Elif Demir|Carla Pinto|Sam Okoro"
PLACES = "Port Haven|Millbrook|Stonebridge|Westray|Alder Hill|Quayside|Netherby|Saltmarsh|Long Acre|Kirkwall Bay"
WHO = "the council|a harbour pilot|the school board|a retired baker|the bus company|the hospital|a group of parents"
DID = "wants to rebuild|has closed|will pay for|is fighting over|has forgotten|voted against|finds nothing in|sold"
WHAT = (
    "the old lock|the swimming pool|a row of lime trees|the night bus|the fish market|the library roof|the ferry|a mill"
)
WHY = (
    "after a winter of storms|because the money has run out|against the advice of its engineers|for the third time|"
    "while nobody was looking|as the neighbours had hoped|although a court had forbidden it|before the report is out"
)
MORE = (
    "{name} heard of it on {day}, by way of a letter that had gone to the wrong house.|"
    "In {place} some {n} people signed a petition, and {m} of them came to hand it over.|"
    "“I counted {n} of them before I stopped,” {name} said, and shut the window.|"
    "The bill is put at {n} million, of which {place} would pay a third.|"
    "Work begins on {day} and takes {n} weeks, if the ground is dry.|"
    "{name}, who has lived in {place} for {n} years, remembers it otherwise.|"
    "It was {n} degrees that morning, and the road to {place} was white.|"
    "Two of the {n} members stayed away, and one voted by mistake."
)


STATEMENTS = (
    (
        "“We take the safety of our {n} guests very seriously,” {name} said in a statement on behalf of the company, "
        "which would not say more."
    ),
    (
        "A spokesman for the trust said: “We are sorry that people in {place} had to wait so long. We have learned "
        "from it, and we will do better.”"
    ),
    (
        "In a statement, the ferry line said that it was aware of what had happened near {place} and would help the "
        "police with all that they needed."
    ),
)
STATEMENT_SHARE = 0.25
BACKGROUND = (
    (
        "The dispute began in spring, when {name} found that {n} of the {m} pumps had never been paid for and told the "
        "council of {place} so."
    ),
    "{name}, {n}, is accused of having set fire to the mill at {place} on the night to {day}. He denies it.",
    "Some {n} people lost their homes in the flood of last winter, the worst in {place} since records have been kept.",
)
STORY_DAYS = 9
OPENINGS = (
    "Every Friday we ask a reader what he keeps in his shed, and why he has not thrown it away long ago.|"
    "Our correspondent walks the coast in stages, and writes down whom she meets on the way and what they said.|"
    "In this column our garden writer answers letters. She cannot reply to all of them, but she reads every one."
)
DISCLAIMERS = (
    "The law does not allow us to name the victims of such crimes, nor anybody who could lead a reader to them.|"
    "Under the law of the land no evidence may be reported before the jury has been sworn in by the court.|"
    "Doctors advise that nobody should stop taking a medicine before having talked to his own physician first."
)


class Line(NamedTuple):
    """A line of a page."""

    text: str
    kind: str  # "bio", "quote", …
    goes: bool  # whether it is boilerplate


class Words:
    """Invented prose."""

    def __init__(self, seed: str) -> None:
        self.draw = Random(seed)  # noqa: S311 - the same sites in every run

    def pick(self, words: str) -> str:
        """Return one of some alternatives."""
        return self.draw.choice(words.split("|"))

    def filled(self, template: str) -> str:
        """Return a template with names, places, days and numbers."""
        return template.format(
            name=self.pick(NAMES),
            other=self.pick(NAMES),
            place=self.pick(PLACES),
            day=self.pick("Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"),
            n=self.draw.randint(2, 95),
            m=self.draw.randint(2, 95),
            h=self.draw.randint(8, 21),
        )

    def headline(self) -> str:
        """Return a headline, without a full stop."""
        text = f"{self.pick(WHO)} {self.pick(DID)} {self.pick(WHAT)} {self.pick(WHY)} in {self.pick(PLACES)}"
        return text[0].upper() + text[1:]

    def paragraph(self) -> str:
        """Return two to five sentences."""
        sentences = [f"{self.headline()}.", *(self.filled(self.pick(MORE)) for _ in range(self.draw.randint(1, 4)))]
        self.draw.shuffle(sentences)
        return " ".join(sentences)

    def paragraphs(self, least: int, most: int) -> list[Line]:
        """Return the body of an article."""
        return [content("prose", self.paragraph()) for _ in range(self.draw.randint(least, most))]


def content(kind: str, text: str) -> Line:
    """Return a line that stays."""
    return Line(text, kind, goes=False)


def clutter(kind: str, text: str) -> Line:
    """Return a line that goes."""
    return Line(text, kind, goes=True)


class Desk:
    """The writer of one site's articles, with the passages that recur in them."""

    def __init__(self, words: Words, kinds: Sequence[str]) -> None:
        fill = words.filled
        self.words, self.kinds = words, kinds
        self.statements = [fill(text) for text in STATEMENTS]
        self.background = [(FIRST + words.draw.randrange(DAYS), fill(text)) for text in BACKGROUND]
        self.opening, self.disclaimer = words.pick(OPENINGS), words.pick(DISCLAIMERS)

    def article(self, day: int) -> list[Line]:
        """Return an article of that day."""
        match self.words.draw.choice(self.kinds):
            case "news":
                return self.news(day)
            case "court":
                return self.court()
            case "column":
                return self.column()
            case other:
                return KINDS[other](self.words)

    def news(self, day: int) -> list[Line]:
        """Return a story, with a statement, or background, in the middle or at the end."""
        draw, lines = self.words.draw, self.words.paragraphs(3, 12)
        if draw.random() < STATEMENT_SHARE:
            self._insert(lines, content("quote", draw.choice(self.statements)))
        for start, text in self.background:
            if 0 <= day - start < STORY_DAYS:
                self._insert(lines, content("background", text))
        return lines

    def court(self) -> list[Line]:
        """Return a story with a disclaimer inside and a closing line."""
        lines = self.words.paragraphs(3, 8)
        lines.insert(self.words.draw.randrange(1, len(lines)), content("disclaimer", self.disclaimer))
        return [*lines, content("closing", self.words.pick("The trial continues.|The inquest goes on."))]

    def column(self) -> list[Line]:
        """Return a column, which always opens with the same words."""
        return [content("opening", self.opening), *self.words.paragraphs(4, 9)]

    def _insert(self, lines: list[Line], line: Line) -> None:
        lines.insert(self.words.draw.randint(1, len(lines)), line)


def weather(words: Words) -> list[Line]:
    """Return a forecast: two paragraphs and a table."""
    skies = "sunny spells|light rain|heavy showers|fog at first|snow on the hills"
    days = ("Today", "Tonight", "Tomorrow", "Outlook")
    table = [
        f"{day}: {words.pick(skies)}, high {words.draw.randint(1, 25)}, low {words.draw.randint(-9, 9)}" for day in days
    ]
    last = words.filled(
        "Winds of {n} miles an hour are expected along the coast, and gusts of {m} on the bridge at night."
    )
    return [*words.paragraphs(1, 2), content("weather", last), *(content("weather", line) for line in table)]


def markets(words: Words) -> list[Line]:
    """Return a report with a table that has a heading and a note."""
    rows = [
        f"{name} {words.draw.randint(900, 9000):,} {words.draw.randint(-99, 99)}"
        for name in ("Grain", "Fish", "Timber")
    ]
    table = ["Index Close Change", *rows, "Prices at the close of trading"]
    return [*words.paragraphs(2, 4), *(content("market", line) for line in table)]


def television(words: Words) -> list[Line]:
    """Return tonight's television programme."""
    shows = "News|The Quiz|Lock and Key|Harbour Nights|Cooking with Ruth|The Late Film"
    table = [f"{hour}:{words.pick('00|15|30')} {words.pick(shows)}" for hour in range(18, 24)]
    return [*words.paragraphs(1, 2), *(content("television", line) for line in ("Channel One", *table))]


def football(words: Words) -> list[Line]:
    """Return a match report with its facts."""
    teams = "Rovers|United|Athletic|Wanderers|Town"
    facts = (
        f"{words.pick(teams)} {words.draw.randint(0, 5)}, {words.pick(teams)} {words.draw.randint(0, 5)}",
        words.filled("Attendance: {n},{m}"),
        words.filled("Referee: {name}"),
    )
    table = [
        "Full-time scores",
        *(f"{words.pick(teams)} {words.pick('0|1|2|3')} {words.pick(teams)} {words.pick('0|1|2')}" for _ in range(4)),
    ]
    return [*words.paragraphs(3, 6), *(content("score", line) for line in (*facts, *table))]


def obituary(words: Words) -> list[Line]:
    """Return a notice of a death."""
    return [
        content(
            "obituary",
            words.filled("{name}, of {place}, died peacefully at home on {day}, aged {n}, with the family around."),
        ),
        *words.paragraphs(1, 3),
        content(
            "obituary",
            words.filled(
                "A service will be held at {h}.00 on {day} at the church of St Mary in {place}, all are welcome."
            ),
        ),
        content("obituary", words.pick("No flowers, please.|Family flowers only.|No flowers, please.")),
    ]


def recipe(words: Words) -> list[Line]:
    """Return a recipe with its facts and its lists."""
    facts = [f"Serves {words.pick('4|4|4|2|6')}", f"Difficulty: {words.pick('Easy|Easy|Medium')}", "Ingredients"]
    items = [
        words.filled(words.pick("{n} g flour|{n} g butter|2 eggs|a pinch of salt|{n} ml milk|1 onion"))
        for _ in range(5)
    ]
    steps = [content("prose", words.paragraph()) for _ in range(3)]
    return [*(content("recipe", line) for line in (*facts, *items, "Method")), *steps, content("recipe", "Serve warm.")]


def explainer(words: Words) -> list[Line]:
    """Return an article with headings that all such articles have."""
    headings = ("What has happened?", "Why it matters", "What happens next")
    return [line for heading in headings for line in (content("heading", heading), *words.paragraphs(1, 2))]


KINDS: dict[str, Callable[[Words], list[Line]]] = {
    "weather": weather,
    "market": markets,
    "television": television,
    "football": football,
    "obituary": obituary,
    "recipe": recipe,
    "explainer": explainer,
}
