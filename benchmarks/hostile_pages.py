"""Hostile pages: endless elements, side by side and nested; invalid encodings, heads and bytes."""

import json
from collections.abc import Callable
from functools import partial
from random import Random

from hostile_texts import PROSE, filled, word

MANY = 1_500
TAGS = (
    "div p span b a ul ol li dl table tr td h1 h2 section article aside header footer nav figure blockquote pre form "
    "font center q details button select option svg math iframe template noscript audio object marquee ruby dd"
).split()
# The content of the body between two paragraphs; "{many: …}" is repeated.
BODIES = {
    "line breaks": "<br>x" * MANY,
    "nested lists": "<ul><li>x" * MANY,
    "nested lists, closed": "<ul><li>x" * 300 + "</li></ul>" * 300,
    "nested tables": "<table><tr><td>x" * MANY,
    "cells": "<tr><td>x" * MANY,
    "nested formatting": "<b><i><u>x" * MANY,
    "misnested formatting": "<b><p></b><i></p></i>x" * MANY,
    "closing tags alone": "</div></p></ul>" * MANY,
    "comments": "<!-- x -->y" * MANY,
    "an opened comment": "<!-- " + "x" * MANY,
    "opened comments": "<!--" * MANY,
    "an opened script": "<script>" + "<p>x</p>" * MANY,
    "scripts": "<script>if (a < b) document.write('<p>')</script>" * MANY,
    "an opened style": "<style>" + "p { }" * MANY,
    "opened tags": "<a " * MANY,
    "opened attributes": "<a href='" * MANY,
    "attributes of one tag": "<p " + " ".join(f"a{number}=1" for number in range(MANY)) + ">x</p>",
    "attributes of each tag": "<p a b c d e f g h i j>x</p>" * MANY,
    "one long attribute": f"<p title='{'x ' * 50_000}'>x</p>",
    "classes": "<p class='" + " ".join(f"c{number}" for number in range(MANY)) + "'>x</p>",
    "ids that repeat": "<p id=a>x</p>" * MANY,
    "entities": "&amp;&lt;&#0;&#x110000;&#xd800;&nosuch;&#99999999999;" * 200,
    "null characters": "x\0y" * MANY,
    "surrogates": "x\ud800y" * 50,
    "no letters": "\u200b\u00a0\u3000" * MANY,
    "one long word": "x" * 200_000,
    "links": "<a href='/x'>x</a> " * MANY,
    "links to all schemes": "<a href='javascript:x'>x</a><a href='data:text/html,<p>x'>x</a><a href='//['>x</a>" * 50,
    "images": "<img src=x alt='A ferry that leaves the harbour at noon'>" * MANY,
    "hidden text": "<p style='display:none'>x</p><p hidden>x</p>" * 500,
    "definition lists": "<dl><dt>x<dd>y" * MANY,
    "frames": "<iframe srcdoc='<p>x</p>'></iframe>" * 200,
    "SVG": "<svg><foreignObject><p>x</p></foreignObject></svg>" * 200,
    "templates": "<template><p>x</p></template>" * 500,
    "plain text": "<plaintext>" + "<p>x</p>" * 200,
    "custom elements": "<x-y><z-w>x</z-w></x-y>" * MANY,
    "names with signs": "<a:b><ä><1><?x?><!x>x" * 300,
    "CDATA": "<![CDATA[<p>x</p>]]>" * 300,
    "doctypes": "<!DOCTYPE html>x" * 300,
    "bodies": "<body><p>x</p></body>" * 300,
    "heads": "<head><title>x</title></head>" * 300,
    "roots": "<html>x</html>" * 300,
    "comment forms": "<h3>Leave a Reply</h3><form><label>Name<input></label></form>" * 200,
    "share bars": "<ul class=share><li>Facebook<li>Twitter</ul>" * 200,
    "figures": "<figure><img><figcaption>x</figcaption></figure>" * 300,
    "headings of all ranks": "<h1>x</h1><h2>x</h2><h3>x</h3><h4>x</h4><h5>x</h5><h6>x</h6>" * 200,
    "ruby": "<ruby>漢<rt>kan</rt></ruby>" * 500,
    "marks of direction": "<p>\u202e\u2066x\u2069\u202c</p>" * 500,
    "many paragraphs": f"<p>{PROSE}</p>" * 300,
    "words": "<p>a b c d e f g h</p>" * MANY,
}
HEADS = {
    "no head": "",
    "an opened title": "<title>Ferry",
    "titles": "<title>Ferry</title>" * 200,
    "a long title": f"<title>{'x ' * 20_000}</title>",
    "JSON-LD, nested": f"<script type='application/ld+json'>{'[' * 3_000}{']' * 3_000}</script>",
    "JSON-LD, objects": "<script type='application/ld+json'>" + '{"a":' * 3_000 + "1" + "}" * 3_000 + "</script>",
    "JSON-LD, wrong types": "<script type='application/ld+json'>"
    + json.dumps({"@type": "Article", "author": 5, "datePublished": [], "headline": {}, "name": None})
    + "</script>",
    "JSON-LD, broken": '<script type=\'application/ld+json\'>{"@type": "Article", </script>' * 100,
    "JSON-LD, surrogates": '<script type=\'application/ld+json\'>{"@type": "Article", "headline": "\\ud800"}</script>',
    "JSON-LD, a number without end": "<script type='application/ld+json'>" + "9" * 20_000 + "</script>",
    "meta elements": "<meta name=author content='x'>" * 1_000,
    "a meta element without end": f"<meta name=description content='{'x ' * 20_000}'>",
    "dates that are none": "<meta property='article:published_time' content='2024-99-99T99:99:99Z'>" * 20,
    "addresses that are none": "<link rel=canonical href='http://[::1'><base href='//'>"
    "<meta property=og:url content=':'>",
    "a charset that is none": "<meta charset=no-such>",
    "a charset of no texts": "<meta charset=punycode>",
    "two charsets": "<meta charset=utf-16><meta charset=koi8-r>",
    "a language that is none": "<meta http-equiv=content-language content='\ud800'>",
    "redirects": "<meta http-equiv=refresh content='0;url=http://x.example'>" * 100,
    "links": "<link rel=stylesheet href=x>" * 2_000,
}


def kinds() -> dict[str, Callable[[Random], str | bytes]]:
    """Return the kinds by name."""
    found: dict[str, Callable[[Random], str | bytes]] = {}
    for tag in TAGS:
        found[f"opened: {tag}"] = partial(_page, body=f"<{tag}>x" * MANY)
        found[f"side by side: {tag}"] = partial(_page, body=f"<{tag}>{{word}} x</{tag}>" * 300)
    for name, body in BODIES.items():
        found[f"body: {name}"] = partial(_page, body=body)
    for name, head in HEADS.items():
        found[f"head: {name}"] = partial(_page, body="", head=head)
    for name, change in BYTES.items():
        found[f"bytes: {name}"] = partial(_bytes, change=change)
    return found


def _page(draw: Random, body: str, head: str = "<title>Ferry</title>") -> str:
    middle = filled(draw, body) if body.count("{word}") else body
    prose = "".join(f"<p>{word(draw).capitalize()}. {PROSE}</p>" for _ in range(4))
    return f"<!DOCTYPE html><html><head>{head}</head><body><article>{prose}{middle}{prose}</article></body></html>"


def _bytes(draw: Random, change: Callable[[Random, bytes], bytes]) -> bytes:
    body = "".join(f"<p class=c{number}>{word(draw)} – Fähre. {PROSE}</p><ul><li>x</ul>" for number in range(30))
    return change(draw, _page(draw, body).encode())


def _soup(draw: Random, _: bytes) -> bytes:
    parts = (
        draw.choice((f"<{tag}>", f"</{tag}>", f"<{tag} ", "x ", "'", ">", "&", "<!--", "-->", PROSE))
        for tag in draw.choices(TAGS, k=4_000)
    )
    return "".join(parts).encode()


def _flipped(draw: Random, page: bytes) -> bytes:
    data = bytearray(page)
    for at in draw.sample(range(len(data)), len(data) // 50):
        data[at] = draw.randrange(256)
    return bytes(data)


BYTES: dict[str, Callable[[Random, bytes], bytes]] = {
    "cut in the middle": lambda draw, page: page[: draw.randrange(len(page))],
    "cut at the front": lambda draw, page: page[draw.randrange(len(page)) :],
    "some are others": _flipped,
    "tags at random": _soup,
    "at random": lambda draw, _: draw.randbytes(20_000),
    "none": lambda _draw, _page: b"",
    "blanks": lambda _draw, _page: b" \n\t" * 1_000,
    "zeros": lambda _draw, _page: b"\0" * 20_000,
    "a zero behind each": lambda _, page: b"".join(bytes([byte, 0]) for byte in page),
    "UTF-16": lambda _, page: page.decode().encode("utf-16"),
    "UTF-16 without a mark": lambda _, page: page.decode().encode("utf-16-be"),
    "UTF-32": lambda _, page: page.decode().encode("utf-32"),
    "UTF-7": lambda _, page: page.decode().encode("utf-7"),
    "UTF-8 with a mark, twice": lambda _, page: b"\xef\xbb\xbf" * 2 + page,
    "Latin-1": lambda _, page: page.decode().encode("latin-1", "replace"),
    "mostly 0x81": lambda _, page: page[:2_000] + b"\x81" * 20_000,
    "overlong": lambda _, page: page.replace(b"x", b"\xc0\xaf\xe0\x80\xaf"),
    "halves of characters": lambda _, page: page.replace(b"\xc3", b""),
    "an image": lambda _draw, _page: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "a PDF": lambda _draw, _page: b"%PDF-1.7\n" + bytes(range(256)) * 40,
    "an archive": lambda _draw, _page: b"PK\x03\x04" + bytes(range(256)) * 40,
    "JSON": lambda _draw, _page: json.dumps({"html": "<p>x</p>"}).encode(),
    "twice": lambda _, page: page + page,
    "lines of one letter": lambda _, page: b"\n".join(page[at : at + 1] for at in range(4_000)),
}
