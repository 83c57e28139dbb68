"""A page with an article, and what an extraction says of it, for tests of pages."""

from pathlib import Path

from cleantext.core.document import Mark
from cleantext.html import Page

FIXTURES = Path(__file__).parent.parent / "fixtures" / "html"
SENTENCE = "The council of Ostwick met on Monday and voted for the new pier, which will cost less than the last one."
END = "The last sentence of the page, which a parser that stops early does not see at all."
UNREADABLE = "\N{REPLACEMENT CHARACTER}"


def read(name: str) -> str:
    """Return a page of the fixtures, or its text."""
    return (FIXTURES / name).read_text("utf-8")


def page(*blocks: str, head: str = "") -> str:
    """Return a page whose article is these blocks between the two sentences."""
    body = "\n".join(blocks)
    return f"<html><head>{head}</head><body><article><p>{SENTENCE}</p>{body}<p>{END}</p></article></body></html>"


def marks(result: Page) -> dict[str, Mark]:
    """Return the marks by the lines of an extraction."""
    return dict(zip(result.text.split("\n"), result.marks, strict=True))
