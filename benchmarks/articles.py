"""Invented articles to measure speed on: clean and dirty, in four languages, always the same ones."""

from collections.abc import Iterator
from random import Random

SENTENCES = {
    "en": (
        "{name} said on {day} that the bridge over the river would stay closed for another {n} weeks.",
        "The council of {place} has set aside {n} million for the repair, about half of what engineers had asked for.",
        "“We were told that it would be over by the summer,” {name} said, and put the letter back into its envelope.",
        "About {n} people had gathered in front of the town hall, most of them older than the building itself.",
        "Nobody in {place} remembers a flood like the one that came in the night to {day}.",
        "The report, which runs to {n} pages, does not say who will pay for the new pumps.",
        "At the harbour the boats lay side by side, and the price of cod rose for the third week in a row.",
        "A spokesman for the ministry declined to comment, but said that a decision could be expected soon.",
        "{name}, who has taught in {place} for {n} years, calls the plan a good idea at the wrong time.",
        "In the last quarter sales fell by {n} percent, while costs for energy and freight went up again.",
    ),
    "de": (
        "{name} sagte am {day}, dass die Brücke über den Fluss noch {n} Wochen lang gesperrt bleiben werde.",
        "Der Gemeinderat von {place} hat {n} Millionen für die Sanierung vorgesehen, etwa die Hälfte des Nötigen.",
        "„Uns hat man gesagt, im Sommer sei alles vorbei“, erzählt {name} und faltet den Brief wieder zusammen.",
        "Rund {n} Menschen hatten sich vor dem Rathaus versammelt, die meisten von ihnen älter als das Gebäude.",
        "An eine Flut wie in der Nacht auf {day} kann sich in {place} niemand erinnern.",
        "In dem Bericht, der {n} Seiten umfasst, steht nicht, wer die neuen Pumpen bezahlen soll.",
    ),
    "fr": (
        "{name} a déclaré {day} que le pont sur la rivière resterait fermé pendant encore {n} semaines.",
        "Le conseil municipal de {place} a prévu {n} millions pour les travaux, la moitié de ce qu’il faudrait.",
        "« On nous avait dit que tout serait fini avant l’été », raconte {name} en repliant la lettre.",
        "Près de {n} personnes s’étaient réunies devant la mairie, la plupart plus âgées que le bâtiment.",
        "À {place}, personne ne se souvient d’une crue comme celle de la nuit de {day}.",
        "Le rapport, long de {n} pages, ne dit pas qui paiera les nouvelles pompes.",
    ),
    "ru": (
        "{name} заявил в {day}, что мост через реку останется закрытым ещё {n} недель.",
        "Городской совет {place} выделил на ремонт {n} миллионов, примерно половину того, что просили инженеры.",
        "«Нам говорили, что к лету всё закончится», — рассказывает {name} и складывает письмо обратно в конверт.",
        "Перед ратушей собралось около {n} человек, и почти все они старше самого здания.",
        "Такого наводнения, как в ночь на {day}, в городе {place} не помнит никто.",
        "В докладе на {n} страницах не сказано, кто заплатит за новые насосы.",
    ),
}
NAMES = {
    "en": ("Ana Ruiz", "Tom Hale", "Ingrid Solberg", "Patrick O’Dowd", "Mei Lin"),
    "de": ("Anke Petersen", "Jörg Müller", "Sabine Groß", "Emre Yıldız"),
    "fr": ("Hélène Aubert", "François Lévêque", "Amélie Noël", "Karim Benali"),
    "ru": ("Анна Кузнецова", "Пётр Орлов", "Мария Соколова", "Илья Зайцев"),
}
PLACES = {
    "en": ("Port Haven", "Millbrook", "Stonebridge", "Westray"),
    "de": ("Altmühl", "Grünau", "Hafenstadt", "Süderende"),
    "fr": ("Montclair", "Saint-Rémy", "Pré-aux-Bois", "Villeneuve"),
    "ru": ("Заречье", "Сосновка", "Верхний Яр", "Приморск"),
}
DAYS = {
    "en": ("Monday", "Wednesday", "Friday"),
    "de": ("Montag", "Mittwoch", "Freitag"),
    "fr": ("lundi", "mercredi", "vendredi"),
    "ru": ("понедельник", "среду", "пятницу"),
}
HEAD = ("By {name}", "Published {day}, 14:05 GMT", "5 min read", "Share this article", "Photo: {name}/Harbour Agency")
INSIDE = (
    "ADVERTISEMENT",
    "Read more: What the new pumps can do",
    "Story continues below",
    "Sign up for our newsletter",
)
TAIL = (
    "Source: Harbour News",
    "{name} is a reporter based in {place}. She writes about rivers and the people who live on them.",
    "Related articles",
    "Ferry late again as engine fails",
    "What the council will not say",
    "Leave a Reply",
    "Your email address will not be published. Required fields are marked *",
    "Follow us on Facebook",
    "© 2024 Harbour News. All rights reserved.",
)


def clean(language: str = "en", count: int = 50, size: int = 4_000) -> list[str]:
    """Return so many articles of about so many code points, one paragraph a line."""
    draw = Random(f"{language} {count} {size}")  # noqa: S311 - the same articles in every run
    return ["\n\n".join(_paragraphs(language, size, draw)) for _ in range(count)]


def dirty(count: int = 50, size: int = 4_000) -> list[str]:
    """Return English articles with boilerplate around and inside them, doubled words and mojibake."""
    draw = Random(f"dirty {count} {size}")  # noqa: S311 - the same articles in every run
    articles = []
    for _ in range(count):
        paragraphs = [_damaged(paragraph, draw) for paragraph in _paragraphs("en", size, draw)]
        for line in INSIDE:
            paragraphs.insert(draw.randrange(1, len(paragraphs)), line)
        lines = (*(_filled(line, "en", draw) for line in HEAD), *paragraphs, *(_filled(x, "en", draw) for x in TAIL))
        articles.append("\n\n".join(lines))
    return articles


def pages(count: int = 10) -> list[str]:
    """Return web pages around dirty articles."""
    return [_page(article.split("\n\n")) for article in dirty(count)]


def _paragraphs(language: str, size: int, draw: Random) -> Iterator[str]:
    while size > 0:
        sentences = draw.sample(SENTENCES[language], draw.randint(2, 4))
        paragraph = " ".join(_filled(sentence, language, draw) for sentence in sentences)
        size -= len(paragraph)
        yield paragraph


def _filled(sentence: str, language: str, draw: Random) -> str:
    name, place, day = (draw.choice(table[language]) for table in (NAMES, PLACES, DAYS))
    return sentence.format(name=name, place=place, day=day, n=draw.randint(2, 90))


def _damaged(paragraph: str, draw: Random) -> str:
    """Damage one paragraph in five by a doubled word, one in five by typographic quotes in the wrong encoding."""
    kind = draw.randrange(5)
    if kind == 0:
        return paragraph.replace(" the ", " the the ", 1)
    return paragraph.encode().decode("cp1252", "ignore") if kind == 1 else paragraph


def _page(lines: list[str]) -> str:
    menu = "".join(f'<li><a href="/{number}">Section {number}</a></li>' for number in range(20))
    body = "".join(f"<p>{line}</p>" for line in lines)
    return (
        "<html><head><title>The bridge stays closed</title></head>"
        f"<body><nav><ul>{menu}</ul></nav><main><article><h1>The bridge stays closed</h1>{body}</article></main>"
        f"<footer><ul>{menu}</ul></footer></body></html>"
    )
