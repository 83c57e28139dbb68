"""Hostile texts: endless repetitions, characters of all kinds, and fragments of the rules' patterns."""

import re
from collections.abc import Callable
from functools import cache, partial
from random import Random

from cleantext import marked, shipped
from cleantext.lexicons import zipf_tenths

SIZE = 12_000  # code points
PROSE = "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its deck.\n"
# The repeated texts; "{word}" is another word each time, "{again}" the same once more, "{near}" a frequent word with
# one letter changed, "{number}" a number.
REPEATED = {
    "blanks before marks": "The ferry , which was late , left . ",
    "words with digits": "l0ng w1nter h0urs ",
    "halves of words": "The commi ttee met in the com mittee room. ",
    "particles": "They log in in the morning and go on on Monday ",
    "blank lines": "\n",
    "carriage returns": "\r",
    "line ends of all kinds": "a\rb\r\nc\nd\u2028e\u2029f\x85g\x0bh\x0ci",
    "blanks": " ",
    "zero-width blanks": "a\u200b",
    "one letter": "a",
    "one-letter words": "a ",
    "two words": "a b ",
    "a doubled phrase": "with officials with a ",
    "words one letter off": "The council had ahout three weeks to read the plan. ",
    "lines one letter off": "The council had ahout three weeks to read the plan.\n",
    "surnames": "John {word} said so. ",
    "new surnames in lines": "John {word} said that it was late, and left.\n",
    "new words": "{word} ",
    "numbers": "{number} ",
    "years": "In 19{number} and 20{number} it was late. ",
    "glued words": "Abcde{word}Abcde{word} ",
    "capitals inside": "AbcdeF",
    "stray full stops": "a. . ",
    "ellipses": ". ",
    "hyphens at line ends": "the govern- ment ",
    "soft hyphens": "go\u00advern\u00adment ",
    "comment forms": PROSE + "Leave a Reply\nName\nEmail\nWebsite\n",
    "forms without an end": "Leave a Reply\n",
    "appeals": PROSE + "Please donate today to support our journalism.\n",
    "credits": "Source: {word}\n",
    "bylines": "By Ana {word}\n",
    "dates": "3 May 20{number}\n",
    "cookie notices": "We use cookies to give you the best experience on our website.\n",
    "related lists": "Related stories\n{word} leaves late\n{word} is back\n",
    "opened quotes": "“The ferry ",
    "nested quotes": "“”",
    "opened brackets": "([{<",
    "entities": "&amp;",
    "entities of entities": "&amp;amp;lt;",
    "unclosed entities": "&amp",
    "mojibake": "donâ€™t Ã¼ber ",
    "mojibake of mojibake": "Ã¢â‚¬â„¢ ",
    "tags": "<a href=",
    "opened comments": "<!-- ",
    "opened scripts": "<script ",
    "closed tags": "</div></p>",
    "bars": "| ",
    "tables": "| a | {number} |\n",
    "bullets": "• {word}\n",
    "nested bullets": "  - {word}\n",
    "tags of topics": "Tags: {word}, {word}, {word}\n",
    "menus": "Home\nNews\nSport\nWeather\n",
    "addresses": "a{number}@courier.example https://courier.example/{word}?a={number}&b=c ",
    "phone numbers": "+49 30 {number} ",
    "all capitals": "THE FERRY WAS LATE. ",
    "headlines": "{word} Ferry Leaves An Hour Late After Repairs\n",
    "doubled paragraphs": PROSE,
    "buttons of events": "REGISTER NOW\n",
    "labels of dates": "Last updated on:\n",
    "events": PROSE + "Harbour {word}\nMeet owners of {number} boats | October 13-15\nREGISTER NOW\n",
    "live pages": "Updated at 14.32 BST\nShare\nText of the day that has passed.\n",
    "backslashes": "\\n\\t\\u0041",
    "Markdown": "**{word}** [a](b) `c` # d\n",
    "near misspellings": "and the old {near} was there, ",
    "near misspellings in lines": "and the old {near} was on the road that they had seen before.\n",
    "doubled names": "the house of {word} {again} lived on. ",
    "doubled names in lines": "They said that the house of {word} {again} lived on in it.\n",
    "doubled new words": "{word} {again} ",
    "doubled sentences": "The old {word} was there. The old {again} was there. ",
    "doubled lines": "The old {word} was there on the day that they came.\nThe old {again} was there on the day that "
    "they came.\n",
    "glued headlines": "The Late FerryThe Late Ferry of {word}\n",
    "pull quotes": "“The {word} was there on that day,” she said to us all.\nThe {again} was there on that day\n",
    "bios of new names": "Ana {word} is a reporter in {word}.\n",
    "reporting credits": "Reporting by Ana {word}; editing by Jo {word}\n",
    "credits in brackets": "(Photo by Ana {word}) ",
    "captions": "[Image: {word}]\n{again} at the harbour. Photograph: Ana {word}\n",
    "pointers": "READ MORE: {word} leaves late\n",
    "pointers in a line": "READ MORE: {word} leaves late ",
    "arrows": "👉 {word} 👈 → {word} »\n",
    "paths": "Home > {word} > {word}\n",
    "calls in German": "Abonnieren Sie jetzt unseren Newsletter {word}!\n",
    "calls in Russian": "Подписывайтесь на наш канал в Телеграме. ",
    "calls in Chinese": "请关注我们的微信公众号，获取更多新闻。",
    "labels in Japanese": "この記事をシェアする\n関連記事\n",
    "labels in Arabic": "اشترك في النشرة البريدية\nاقرأ أيضا\n",
    "lines of four languages": "The ferry left at noon.\nDer Rat hat am Montag beraten.\nLe bateau est parti à midi.\n"
    "El barco salió al mediodía.\n",
    "doubled words of six languages": "de la de la ville, der der Rat, en el en el puerto, в в городе, w w mieście ",
    "questions": "Did the {word} come?\n",
    "items with numbers": "{number}. The {word} was late.\n",
    "short dates": "{number}.{number}.{number}\n",
    "dialogue": "“Yes,” said {word}.\n“No,” said {word}.\n",
    "threads": "{word} says:\n3 May 20{number} at 14:32\nI agree with the {word}.\nReply\n",
    "buttons in a line": "Facebook Twitter WhatsApp Email ",
    "wrapped lines": "and the {word} was seen by all of those who had come out to the\n",
    "words cut at line ends": "and the {word} was seen by those of the govern-\nment of the town ",
    "scripts": "var {word} = function() { return {number}; };\n",
    "styles": ".{word} { color: #fff; }\n",
    "objects": '{"{word}": "{word}", "a": [{number}]}',
    "wiki": "[[{word}|{word}]]{{cite {word}}} ",
    "words that grow in lower case": "İstanbul'da İş ΑΣ ǅ ",
    "separators": "{word}\x0b{word}\x1c",
    "one word without an end": "{word}",
    "hyphens without an end": "{word}-",
}
# Characters drawn at random, by the ranges of their code points.
SIGNS = {
    "controls": [(0, 32), (127, 160)],
    "ASCII": [(32, 127)],
    "Latin": [(160, 0x250)],
    "combining marks": [(97, 123), (0x300, 0x370)],
    "Greek and Cyrillic": [(0x370, 0x530)],
    "Hebrew and Arabic": [(0x590, 0x780)],
    "Indian scripts": [(0x900, 0xE00)],
    "Thai and Lao": [(0xE00, 0xF00)],
    "Han, kana and Hangul": [(0x3000, 0x3200), (0x4E00, 0x5200), (0xAC00, 0xB000)],
    "marks of direction": [(0x200B, 0x2010), (0x2028, 0x2030), (0x2060, 0x2070), (97, 123)],
    "surrogates": [(0xD800, 0xE000), (97, 123)],
    "private signs": [(0xE000, 0xE100), (0xF0000, 0xF0100)],
    "signs that are none": [(0xFDD0, 0xFDF0), (0xFFF0, 0x10000), (0x10FFF0, 0x110000)],
    "emoji": [(0x1F300, 0x1F700), (0x1F3FB, 0x1F400), (0x200D, 0x200E), (0xFE0F, 0xFE10)],
    "tags and variants": [(0xE0000, 0xE0200), (65, 91)],
    "capitals that grow": [(0x130, 0x131), (0xDF, 0xE0), (0x1E9E, 0x1E9F), (0xFB00, 0xFB07), (65, 91)],
    "all planes": [(0, 0xD800), (0xE000, 0x110000)],
    "letters that look alike": [(0xFF00, 0xFF60), (0x1D400, 0x1D500), (0x2100, 0x2150)],
}


def kinds() -> dict[str, Callable[[Random], str]]:
    """Return the kinds by name."""
    found: dict[str, Callable[[Random], str]] = {}
    for name, unit in REPEATED.items():
        found[f"repeated: {name}"] = partial(_repeated, unit=unit)
    for name, ranges in SIGNS.items():
        found[f"signs: {name}"] = partial(_signs, ranges=ranges)
    for name, change in CHANGES.items():
        found[f"lines of rules, {name}"] = partial(_changed, change=change)
    return found


def word(draw: Random) -> str:
    """Return an invented word."""
    return "".join(draw.choice("bdfgklmnprst") + draw.choice("aeiou") for _ in range(draw.randint(2, 4)))


def filled(draw: Random, unit: str) -> str:
    """Return a unit with its placeholders filled with other words and numbers."""
    last = ""

    def fill(found: re.Match[str]) -> str:
        nonlocal last
        if found[1] == "number":
            return str(draw.randint(10, 99))
        if found[1] == "near":
            return _near(draw)
        last = last if found[1] == "again" else word(draw).capitalize()
        return last

    return re.sub(r"\{(word|again|near|number)\}", fill, unit)


def _near(draw: Random) -> str:
    """Return a frequent word with one letter changed."""
    meant = draw.choice(_frequent_words())
    at = draw.randrange(len(meant))
    return meant[:at] + draw.choice("abcdefghijklmnopqrstuvwxyz") + meant[at + 1 :]


@cache
def _frequent_words() -> list[str]:
    found = zipf_tenths("en").items()
    return [one for one, tenths in found if tenths > 40 and len(one) > 4 and one.isalpha()]  # noqa: PLR2004 - frequent


def _repeated(draw: Random, unit: str) -> str:
    return repeated(draw, unit, SIZE)


def repeated(draw: Random, unit: str, least: int) -> str:
    """Return a unit repeated between two paragraphs; least: code points."""
    parts, size = [PROSE], 0
    while size < least:
        parts.append(filled(draw, unit))
        size += len(parts[-1])
    return "".join([*parts, "\n", PROSE])


def _signs(draw: Random, ranges: list[tuple[int, int]]) -> str:
    signs = (chr(draw.randrange(*draw.choice(ranges))) for _ in range(SIZE // 3))
    return "".join(sign + draw.choice(("", "", "", " ", "\n")) for sign in signs)


@cache
def lines() -> tuple[str, ...]:
    """Return the lines of the examples of all rules."""
    shown = [text for rule in shipped.rules().values() for text in (*rule.removes, *rule.keeps)]
    return tuple(sorted({line for text in shown for line in marked.parse(text).source.split("\n") if line}))


def _changed(draw: Random, change: Callable[[Random, list[str]], str]) -> str:
    return change(draw, draw.choices(lines(), k=80))


def _cut(draw: Random, found: list[str]) -> str:
    return "\n".join(line[draw.randrange(len(line)) :] for line in found)


def _shuffled(draw: Random, found: list[str]) -> str:
    words = " ".join(found).split()
    draw.shuffle(words)
    return " ".join(words)


def _with_errors(draw: Random, found: list[str]) -> str:
    text = list("\n".join(found))
    for at in draw.sample(range(len(text)), len(text) // 30):
        text[at] = draw.choice("aeiou .\n,-’\u200b")
    return "".join(text)


CHANGES: dict[str, Callable[[Random, list[str]], str]] = {
    "as they are": lambda _, found: "\n".join(found),
    "with blank lines": lambda _, found: "\n\n".join(found),
    "on one line": lambda _, found: " ".join(found),
    "glued": lambda _, found: "".join(found),
    "cut at the front": _cut,
    "cut at the end": lambda draw, found: "\n".join(line[: draw.randrange(len(line)) + 1] for line in found),
    "each twice": lambda _, found: "\n".join(line for line in found for _ in range(2)),
    "words shuffled": _shuffled,
    "with errors": _with_errors,
    "in capitals": lambda _, found: "\n".join(found).upper(),
    "in quotation marks": lambda _, found: "\n".join(f"“{line}”" for line in found),
    "as a list": lambda _, found: "\n".join(f"- {line}" for line in found),
    "as a table": lambda _, found: "\n".join(f"| {line} | {line} |" for line in found),
    "as mojibake": lambda _, found: "\n".join(found).encode().decode("cp1252", "replace"),
    "with carriage returns": lambda _, found: "\r\n".join(found),
    "backwards": lambda _, found: "\n".join(found)[::-1],
    "between paragraphs": lambda _, found: PROSE.join(f"{line}\n" for line in found),
}
