"""HTML to the text of its article, with the page's evidence about each line.

trafilatura extracts. The page is parsed once, and the same tree gives the place of each line. lxml and trafilatura
silently drop text in a few cases (deep nesting, lone surrogates, text nodes of 10 MB), and fail or take minutes in
others: `parse` and `extract` recover the text if possible, and name the rest in `degraded`.
"""

from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import normalize

from cleantext.core.document import Article, Mark
from cleantext.html import parsing, positions, selected, stories
from cleantext.html.encoding import decode
from cleantext.html.found import Found, parted
from cleantext.html.layout_tables import flatten_layout, has_rows
from cleantext.html.left_out import with_left_out
from cleantext.html.metadata import Metadata, extract_metadata, own_url
from cleantext.html.outline import PageText
from cleantext.html.parsing import excess, parse

if TYPE_CHECKING:
    from lxml.html import HtmlElement


class Page(NamedTuple):
    """The content of a page: its article, and the evidence for the rules."""

    text: str  # one block a line, as trafilatura returns it
    title: str | None = None
    author: str | None = None
    date: str | None = None  # ISO 8601
    language: str | None = None  # code of two or three letters, as the page declares it
    description: str | None = None  # the teaser that the page offers to search engines and networks
    window_title: str | None = None  # the <title> element, unchanged
    url: str | None = None  # the address that the page gives for itself
    teasers: tuple[str, ...] = ()  # all its descriptions
    is_news: bool = False  # it calls itself a news article, by schema.org
    stated_text: str | None = None  # the text of its article, in JSON-LD
    headlines: tuple[str, ...] = ()  # those in JSON-LD
    marks: tuple[Mark, ...] = ()  # one for each line of the text, sorted
    degraded: str | None = None  # what was lost, and why
    is_given_as_it_is: bool = False  # no rule should run on the text: the page is not extracted, and has too many lines

    def facts(self) -> Article:
        """Return what the page says about its article, for the rules."""
        return Article(
            self.title,
            window_title=self.window_title,
            description=self.description,
            marks=self.marks,
            teasers=self.teasers,
            claimed_language=self.language,
            is_news=self.is_news,
            author=self.author,
            stated_text=self.stated_text,
            headlines=self.headlines,
        )


def extract(html: str | bytes, url: str | None = None, site_of: "selected.SiteOf | None" = None) -> Page:
    """Return the article of a page, with a mark for each of its lines.

    html: the page, as text or as bytes (the encoding is detected); url: its address, which helps to find the date.
    site_of: returns the site file for the address that the page gives for itself.

    A page without an article gives an empty text. Raises NotHtmlError for input that cannot be HTML,
    TypeError for anything but `str` and `bytes`.
    """
    decoded = decode(html)
    parsed = parse(decoded.text)
    if parsed.tree is None:
        return Page("", degraded=_joined(decoded.lost, *parsed.lost, "no article: the page is empty"))
    excessive = excess(parsed.tree)
    chosen = selected.select(parsed.tree, site_of(own_url(parsed.tree))) if site_of and not excessive else None
    text, lost = ("", f"not extracted, {excessive}") if excessive else ("", "")
    if not excessive and not (chosen and chosen.article):
        text, lost = _article(parsed.tree)
    with_tables, left_out = "", ""
    if has_rows(text) and flatten_layout(parsed.tree):
        with_tables = text
        text, lost = _article(parsed.tree)
    page_text = PageText(parsed.tree)
    if chosen and chosen.article:
        found = selected.article(chosen, page_text)
    else:
        found, left_out = _found(text, page_text, with_tables)
    found = selected.kept(found, chosen, page_text) if chosen else found
    text = "\n".join(entry.line for entry in found)
    marks = tuple(positions.marks([entry.line for entry in found], [entry.place for entry in found], page_text))
    if chosen:
        marks = tuple(selected.marked(found, marks, chosen, page_text))
    is_given_as_it_is = False
    if lost:
        text, lost = page_text.plain(), f"{lost}: the text of the whole page is given"
        is_given_as_it_is = text.count("\n") >= parsing.MOST_LINES
        lost += f" and not cleaned, it has more than {parsing.MOST_LINES} lines" if is_given_as_it_is else ""
    elif not text:
        lost = "no article found on the page"
    metadata, unread = _metadata(parsed.tree, url)
    marks = tuple(stories.marked(found, marks, page_text, metadata))
    return Page(
        text,
        *metadata,
        marks=marks,
        degraded=_joined(decoded.lost, *parsed.lost, lost, left_out, chosen.lost if chosen else "", unread),
        is_given_as_it_is=is_given_as_it_is,
    )


def _found(text: str, page: PageText, with_tables: str) -> tuple[list[Found], str]:
    """Return the lines of an extracted text and the dropped ones, with their places; and what stays out."""
    if not text:
        return [], ""
    lines = text.split("\n")
    found = list(map(Found, lines, positions.places(lines, page)))
    return with_left_out(parted(found, page), page, with_tables)


def _article(tree: "HtmlElement") -> tuple[str, str]:
    """Return the text of the article, and the reason why it could not be extracted, or ""."""
    try:
        found = _extracted(tree)
    except Exception as error:  # noqa: BLE001  # trafilatura raises RecursionError and more on hostile pages
        return "", f"not extracted, trafilatura failed with {type(error).__name__}: {error}"
    return normalize("NFC", found.text).strip() if found is not None and found.text else "", ""


def _extracted(tree: "HtmlElement") -> Any:
    """Return the input of `trafilatura.extract(html, include_comments=False)`; it leaves the tree unchanged."""
    from trafilatura import bare_extraction

    return bare_extraction(tree, include_comments=False)


def _metadata(tree: "HtmlElement", url: str | None) -> tuple[Metadata, str]:
    """Return the metadata of the page, and the reason why it could not be read, or ""."""
    try:
        return extract_metadata(tree, url), ""
    except Exception as error:  # noqa: BLE001  # JSON-LD of a thousand brackets raises RecursionError
        return Metadata(), f"title, author and date were not read: {type(error).__name__}: {error}"


def _joined(*reasons: str) -> str | None:
    return "; ".join(filter(None, reasons)) or None
