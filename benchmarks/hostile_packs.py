"""Hostile packs: TOML files with phrases, and site packs, one JSON object a line."""

import json
from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any

from hostile_damage import DAMAGE

PACK = b"""language = "en"
about = "What an invented publisher prints."

[define]
name = "[a-z]{2,20}"

[comment_form]
block = ["^ask the harbour master$", "^write to {name}$"]

[ocr_typo]
misspelling = { ferrie = "ferry" }

[[example]]
rule = "comment_form"
text = "The ferry left at noon.\\n\\n\xe2\x9f\xa6Ask the harbour master\xe2\x9f\xa7"
"""
PHRASES = {
    "an empty one": [""],
    "white space": [" \t"],
    "a bracket that is not closed": ["(a"],
    "brackets in one another": ["(" * 50_000 + ")" * 50_000],
    "repeats of repeats": ["((a{1,1000}){1,1000}){1,1000}"],
    "repeats without bound": ["(a*)*b", "(a|a)*b", "(.*)(.*)(.*)x"],
    "a look behind": ["(?<=a)b"],
    "a back reference": [r"(a)\1"],
    "wide classes": [rf"[\pL]{{1,40}}[^\pL]{{0,30}}\p{{Lu}}+ w{number}" for number in range(1_500)],
    "a class that is none": [r"\p{Nosuch}"],
    "flags": ["(?i)a", "(?s).", "(?x) a"],
    "what all lines hold": ["."],
    "what matches nothing": ["[^\\x00-\\x{10FFFF}]"],
    "a zero": ["a\0b"],
    "a very long one": ["a" * 100_000],
    "very many": [f"ask harbour master {number}" for number in range(15_000)],
    "many alternatives": ["|".join(f"a{number}" for number in range(400))],
    "line feeds": ["a\nb"],
    "marks of direction": ["\u202eab\u202c"],
    "emoji": ["👨‍👩‍👧"],
    "a definition that is none": ["{nosuch}"],
    "anchors": ["^^$$", "^", "$", "a^b"],
    "not strings": [1, True, [], {}],
    "numbers": 5,
    "nothing": [],
}
TABLES = {
    "a rule that is none": "[no_such_rule]\nline = ['a']\n",
    "a rule as a list": "comment_form = ['a']\n",
    "a rule as a number": "comment_form = 5\n",
    "rules as tables of tables": "[[comment_form]]\nline = ['a']\n",
    "a role that is none": "[comment_form]\nnosuch = ['a']\n",
    "a role of another rule": "[whitespace]\nline = ['a']\n",
    "an example as a number": "example = 5\n",
    "examples without a rule": "[[example]]\ntext = 'a'\n",
    "an example of a rule that is none": "[[example]]\nrule = 'no'\ntext = 'a'\n",
    "examples with too much": "[[example]]\nrule = 'comment_form'\ntext = 'a'\nmore = 1\n",
    "an example with open marks": "[[example]]\nrule = 'comment_form'\ntext = '⟦⟦a'\n",
    "a language as a number": "language = 5\n",
    "a language that is none": "language = 'no such'\n",
    "a wrong name of a key": "langage = 'sv'\n",
    "about as a date": "about = 2024-01-01\n",
    "definitions as a list": "define = []\n",
    "definitions that are not strings": "[define]\na = 1\n",
    "definitions of each other": "[define]\na = '{b}'\nb = '{a}'\n",
    "a definition of itself": "[define]\na = '{a}{a}'\n",
    "definitions that grow": "[define]\n"
    + "".join(f"a{number} = '{{a{number + 1}}}{{a{number + 1}}}'\n" for number in range(40)),
    "words as a number": "[ocr_typo]\nmisspelling = 5\n",
    "words without replacement": "[ocr_typo]\nmisspelling = { a = '' }\n",
    "words that replace themselves": "[ocr_typo]\nmisspelling = { ferry = 'ferry' }\n",
    "words in a circle": "[ocr_typo]\nmisspelling = { ferry = 'barge', barge = 'ferry' }\n",
    "lists in lists": "x = " + "[" * 20_000 + "]" * 20_000 + "\n",
    "tables in tables": "comment_form = " + "{a=" * 3_000 + "1" + "}" * 3_000 + "\n",
    "keys with dots": ".".join("a" * 2_000) + " = 1\n",
    "two keys of one name": "language = 'en'\nlanguage = 'de'\n",
    "ten thousand tables": "".join(f"[a{number}]\n" for number in range(10_000)),
    "long comments": f"# {'x' * 1_000_000}\n",
    "a number without end": "x = " + "9" * 10_000 + "\n",
    "dates that are none": "x = 2024-99-99\n",
    "more than five megabytes": "# x\n" * 1_400_000,
}
LINE = {"site": "a.example", "text": "Read by all on the quay", "where": "tail", "pages": 30, "heads": 0, "tails": 30}
HEAD = {"format": "cleantext site pack", "version": 1}
FIELDS: dict[str, dict[str, Any]] = {
    "pages below zero": {"pages": -1},
    "pages as a truth": {"pages": True},
    "pages as a share": {"pages": 1.5},
    "pages without end": {"pages": 10**400},
    "a site that is a number": {"site": 5},
    "a site without a name": {"site": ""},
    "a text with line feeds": {"text": "a\nb"},
    "a text with blanks around it": {"text": " a "},
    "no text": {"text": ""},
    "a text of surrogates": {"text": "a \ud800 b"},
    "a text with a zero": {"text": "a\0b"},
    "a text without end": {"text": "ab " * 300_000 + "c"},
    "a text of signs": {"text": "\u202e\u2066"},
    "a place that is none": {"where": "tial"},
    "a place as a list": {"where": ["tail"]},
    "a level that is none": {"level": "saef"},
    "a day that is none": {"last": "not a date"},
    "a day past the calendar": {"first": "2024-13-45"},
    "a day as a number": {"last": 20240101},
    "a key that is none": {"page": 3},
    "forms below one": {"forms": 0},
    "other versions in a list": {"also": ["a"]},
    "nothing in a key": {"pages": None},
}
SITE_LINES = {
    "another format": b'{"format": "other", "version": 1}\n',
    "another version": b'{"format": "cleantext site pack", "version": 2}\n',
    "brackets without end": json.dumps(HEAD).encode() + b"\n" + b"[" * 200_000 + b"\n",
    "objects in objects": json.dumps(HEAD).encode() + b"\n" + b'{"a":' * 50_000 + b"\n",
    "lists for objects": json.dumps(HEAD).encode() + b'\n["a"]\n5\nnull\n"a"\n',
    "keys that repeat": json.dumps(HEAD).encode() + b'\n{"site": "a", "site": "b", "pages": 1, "pages": 2}\n',
    "a head again": (json.dumps(HEAD) + "\n").encode() * 3,
}


def kinds() -> dict[str, Callable[[Random], bytes]]:
    """Return the kinds of packs by name."""
    found: dict[str, Callable[[Random], bytes]] = {
        f"phrases: {name}": partial(_given, data=f"[comment_form]\nline = {_toml(value)}\n".encode())
        for name, value in PHRASES.items()
    }
    found |= {f"tables: {name}": partial(_given, data=text.encode()) for name, text in TABLES.items()}
    return found | {f"bytes: {name}": partial(_damaged, data=PACK, damage=damage) for name, damage in DAMAGE.items()}


def site_kinds() -> dict[str, Callable[[Random], bytes]]:
    """Return the kinds of site packs by name."""
    found: dict[str, Callable[[Random], bytes]] = {
        f"line: {name}": partial(_given, data=_site_pack(fields)) for name, fields in FIELDS.items()
    }
    found |= {f"lines: {name}": partial(_given, data=data) for name, data in SITE_LINES.items()}
    whole = _site_pack({})
    return found | {
        f"site bytes: {name}": partial(_damaged, data=whole, damage=damage) for name, damage in DAMAGE.items()
    }


def _toml(value: object) -> str:
    """Return a value in TOML: JSON works for lists, strings and numbers; objects are empty here."""
    return json.dumps(value)


def _site_pack(fields: dict[str, Any]) -> bytes:
    rows = [HEAD, {"site": "a.example", "pages": 30}, LINE, {**LINE, **fields}]
    return "".join(f"{json.dumps(row)}\n" for row in rows).encode()


def _given(_: Random, data: bytes) -> bytes:
    return data


def _damaged(draw: Random, data: bytes, damage: Callable[[Random, bytes], bytes]) -> bytes:
    return damage(draw, data)
