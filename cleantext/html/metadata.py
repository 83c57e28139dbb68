"""The metadata of a page: title, author, date, language, description."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from json import loads
from typing import TYPE_CHECKING, Any, NamedTuple

from cleantext.core.language import language_code
from cleantext.core.learned import site_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Types of schema.org: NewsArticle, its kinds (OpinionNewsArticle, …) and LiveBlogPosting.
_NEWS = re.compile(r'"@type"\s*:\s*(?:\[[^\]]{0,200}?)?"(?:[A-Za-z]{0,20}NewsArticle|LiveBlogPosting)"')
_NAMES_OF_TEXTS = ('"description"', '"articleBody"', '"headline"')
_TAG = re.compile(r"<[^<>]*>")
# Shorter texts in an element marked as the author's name are signs, longer ones are bios.
_AUTHOR_LENGTHS = range(3, 121)


class Metadata(NamedTuple):
    """The metadata of a page; None stands for a missing value."""

    title: str | None = None
    author: str | None = None
    date: str | None = None  # ISO 8601
    language: str | None = None  # code of two or three letters
    description: str | None = None
    window_title: str | None = None  # the <title> element: usually the headline, with the names of site and section
    url: str | None = None  # the address that the page gives for itself
    teasers: tuple[str, ...] = ()  # all descriptions: of meta elements, and of articles in JSON-LD
    is_news: bool = False  # it calls itself a news article, by schema.org
    stated_text: str | None = None  # the text of its article, in JSON-LD
    headlines: tuple[str, ...] = ()  # those in JSON-LD


def extract_metadata(tree: "HtmlElement", url: str | None) -> Metadata:
    """Return the metadata that trafilatura finds in meta elements, JSON-LD and headings, and htmldate's date.

    It omits trafilatura's search of the body for an author, for tags and for a licence, which takes longer than the
    extraction of the article. The author is read from the page's markup.
    """
    from trafilatura import metadata

    found = metadata.extract_meta_json(tree, metadata.examine_meta(tree))
    author = found.author or _marked_author(tree)
    items = list(_items(tree))
    return Metadata(
        found.title or metadata.extract_title(tree),
        author,
        _date(tree, url),
        _language(tree),
        found.description,
        next((title.text for title in tree.iter("title")), None),
        own_url(tree),
        tuple(_teasers(tree, items)),
        _is_news(tree),
        _stated_text(items),
        tuple(unescape(headline) for item in items if isinstance(headline := item.get("headline"), str)),
    )


def _is_news(tree: "HtmlElement") -> bool:
    """Return whether a page says that it is a news article or a live blog, in JSON-LD or in its attributes."""
    scripts = (script.text or "" for script in tree.iter("script") if script.get("type") == "application/ld+json")
    return any(map(_NEWS.search, scripts)) or bool(_news_items()(tree))


@cache
def _news_items() -> Any:
    from lxml.etree import XPath

    return XPath("//*[@itemtype][contains(@itemtype, 'NewsArticle') or contains(@itemtype, 'LiveBlogPosting')]")


def _teasers(tree: "HtmlElement", items: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the descriptions of a page: of meta elements, and of items of JSON-LD."""
    yield from map(str, _descriptions()(tree))
    for item in items:
        if isinstance(item.get("description"), str):
            yield unescape(item["description"])


def _stated_text(items: Iterable[dict[str, Any]]) -> str | None:
    """Return the longest `articleBody` of a page, without its tags; None if it has none."""
    texts = (text for item in items if isinstance(text := item.get("articleBody"), str))
    return unescape(_TAG.sub(" ", unescape(max(texts, key=len, default="")))) or None


def _items(tree: "HtmlElement") -> Iterator[dict[str, Any]]:
    """Yield the items of JSON-LD that have a description, a text or a headline; unreadable JSON-LD has none."""
    for script in tree.iter("script"):
        text = script.text or ""
        if script.get("type") == "application/ld+json" and any(name in text for name in _NAMES_OF_TEXTS):
            try:
                data = loads(text, strict=False)  # line breaks in strings
            except ValueError:
                continue
            yield from _items_in(data)


def _items_in(data: Any) -> Iterator[dict[str, Any]]:
    """Yield an item, those of a list, and those of a graph."""
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            yield from _items_in(item.get("@graph", []))


@cache
def _descriptions() -> Any:
    from lxml.etree import XPath

    names = ("description", "og:description", "twitter:description")
    return XPath(f"//meta[{' or '.join(f'@name={name!r} or @property={name!r}' for name in names)}]/@content")


def own_url(tree: "HtmlElement") -> str | None:
    """Return the canonical address of a page, or its og:url; None if they name two sites.

    A page that names another site as the origin of its article has the boilerplate of its own site.
    """
    found = [url.strip() for element in _addresses()(tree) if (url := element.get("href") or element.get("content"))]
    urls = [url for url in found if url.startswith(("http://", "https://"))]
    # Most pages give the same address twice, or once; loading the list of public suffixes takes 100 ms.
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

    return XPath("//*[@*][@rel='author' or contains(@itemprop, 'author')]")


def _language(tree: "HtmlElement") -> str | None:
    root = tree.getroottree().getroot()
    stated = root.get("lang") or root.get("xml:lang") or ""
    return language_code(stated)
