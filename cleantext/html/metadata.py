"""What a page says about itself: title, author, date, language, description."""

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from cleantext.core.language import language_code
from cleantext.core.learned import site_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Shorter texts in an element that is marked as the author's name are signs, longer ones bios.
_AUTHOR_LENGTHS = range(3, 121)


class Metadata(NamedTuple):
    """None stands for what the page does not say."""

    title: str | None = None
    author: str | None = None
    date: str | None = None  # ISO 8601
    language: str | None = None  # code of two or three letters
    description: str | None = None
    window_title: str | None = None  # the <title> element: the headline, as a rule, among names of site and section
    url: str | None = None  # what the page gives as its own address


def extract_metadata(tree: "HtmlElement", url: str | None) -> Metadata:
    """What trafilatura finds in meta elements, JSON-LD and headings, and htmldate in the whole page.

    Left out is trafilatura's search of the body for an author, for tags and for a licence, which takes longer
    than the extraction of the article; an author is looked for where the page marks one up.
    """
    from trafilatura import metadata

    found = metadata.extract_meta_json(tree, metadata.examine_meta(tree))
    author = found.author or _marked_author(tree)
    return Metadata(
        found.title or metadata.extract_title(tree),
        author,
        _date(tree, url),
        _language(tree),
        found.description,
        next((title.text for title in tree.iter("title")), None),
        own_url(tree),
    )


def own_url(tree: "HtmlElement") -> str | None:
    """The canonical address of a page, or its og:url; None where they are of two sites.

    A page of one site that names another as the origin of its article has the boilerplate of the first.
    """
    found = [url.strip() for element in _addresses()(tree) if (url := element.get("href") or element.get("content"))]
    urls = [url for url in found if url.startswith(("http://", "https://"))]
    # Most pages give the same address twice, or once: the list of public suffixes takes 100 ms to load.
    are_of_one_site = len(set(urls)) == 1 or len({site_of(url) for url in urls}) == 1
    return urls[0] if are_of_one_site else None


@cache
def _addresses() -> Any:
    from lxml.etree import XPath

    return XPath("//link[@rel='canonical']|//meta[@property='og:url']")


def _date(tree: "HtmlElement", url: str | None) -> str | None:
    from htmldate import find_date
    from trafilatura.settings import set_date_params

    date: str | None = find_date(tree, url=url, **set_date_params(extensive=False))
    return date


def _marked_author(tree: "HtmlElement") -> str | None:
    from trafilatura.json_metadata import normalize_authors

    for element in _author_elements()(tree):
        name = " ".join(element.text_content().split())
        if len(name) in _AUTHOR_LENGTHS:
            author: str | None = normalize_authors(None, name)
            return author
    return None


@cache
def _author_elements() -> Any:
    from lxml.etree import XPath

    return XPath("//*[@rel='author' or contains(@itemprop, 'author')]")


def _language(tree: "HtmlElement") -> str | None:
    root = tree.getroottree().getroot()
    stated = root.get("lang") or root.get("xml:lang") or ""
    return language_code(stated)
