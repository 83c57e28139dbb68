"""The one parse of a page, with the checks before it and after it.

libxml2 silently stops at a nesting of 256 elements, at a lone surrogate and at a text, comment or attribute of 10 MB.
So its error log is read, and the page is parsed again without the obstacle. Its time is quadratic in the attributes of
one tag, so those past the 1,000th are dropped.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# trafilatura's own limit for a page (MAX_FILE_SIZE, in bytes).
MOST_CHARACTERS = 20_000_000
# No tag of the 577 development pages has 100; 1,000 cost libxml2 1 ms, 100,000 over 40 s.
MOST_ATTRIBUTES = 1_000
# For the whole page: trafilatura and htmldate take up to 10 µs for each, and over 100 s for 999 on each of 2,000 tags.
MOST_ATTRIBUTES_OF_A_PAGE = 300_000
# Development pages have up to 4,500 elements, for which trafilatura takes about 0.1 ms each. For siblings in one
# element it takes 2.4 s with 30,000, 6 s with 50,000 and over 16 s with 90,000.
MOST_ELEMENTS = 40_000
# For paragraphs it takes 2 s with 20,000 and over 90 s with 128,000: `.//p//text()`, one of its XPath expressions, is
# quadratic in libxml2.
MOST_PARAGRAPHS = 20_000
# Inline elements directly in one element: trafilatura takes 1.7 s for 5,000 `<span>` in one paragraph and 25 s for
# 20,000, since it appends each one's text to that of all before it.
MOST_INLINE = 5_000
# Texts directly in one `div`, such as between line breaks: its fallback takes 3 s for 20,000 of them if the `div` holds
# blocks, too, and 45 s for 90,000, since it puts each into a paragraph of its own.
MOST_TEXTS = 20_000
# The nesting depth of list items and tables. trafilatura writes the content of a list once for each list around it,
# 394,000 code points for a page of 20,000 bytes; it walks through tables once for each around them, 14 s for 1,200. Of
# 1,320 development pages two reach 22 lists, never closed, and eight 13 tables.
MOST_NESTED = 50
# Lines of a page that is not extracted. Rules take 20 µs for a short one and up to 300 µs for a paragraph; a page of
# 5 MB may have a million. Development pages have at most 4,500 elements.
MOST_LINES = 20_000
_NESTED = {"li": "items of lists", "table": "tables"}
# The nesting depth that is kept of pages that libxml2 refuses: deeper elements (development pages: 98) add nothing.
MOST_DEPTH = 100

# The part of a page's beginning that trafilatura searches for faulty `<html>` tags (`repair_faulty_html`).
_REPAIRED = 4096
# A root that is closed where it opens is empty; trafilatura mends it if a line ends there.
_CLOSED_ROOT = re.compile(r"(<html\b[^<>]*)/>", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]*>", re.IGNORECASE)
_TITLE_END = re.compile(r"</title\b", re.IGNORECASE)
# Characters that XML forbids, except U+FFFE and U+FFFF, which libxml2 accepts.
_CONTROLS = bytes({*range(32)} - {*b"\t\n\r"})

_ATTRIBUTE = rb"""(?:[\s/]++|=?[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+)"""
# Scripts, styles and comments may contain text like tags; the groups are the attributes of tags.
_TAG = re.compile(
    rb"<(?:(?:script|style)\b(" + _ATTRIBUTE + rb"*+)>?[^<]*+(?:<(?!/(?:script|style)\b)[^<]*+)*+"
    rb"|!--(?:[^-]++|-(?!->))*+|[a-z][^\s/>]*+(?!>)(" + _ATTRIBUTE + rb"*+))",
    re.IGNORECASE,
)
_NAMED_ATTRIBUTE = re.compile(rb"""=?[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+""")
_OPEN_OR_CLOSE = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)[^>]*+>")
# Elements that nest without end if they are not closed; the others close by themselves or are empty.
_NESTING = frozenset(
    re.findall(
        r"\w+",
        "a abbr address article aside b big blockquote center cite code dd del details dfn div dl em fieldset "
        "figure font footer form header i ins label main nav ol pre q s section small span strike strong sub sup table "
        "tt u ul",
    ),
)
_INLINE = frozenset(
    re.findall(r"\w+", "a abbr b big cite code del dfn em font i ins label q s small span strike strong sub sup tt u"),
)


# The attributes that extraction, metadata and marks use; a page with too many attributes keeps only these.
_TELLING = (
    *("class", "id", "role", "itemprop", "itemtype", "lang", "hidden", "style"),
    *("href", "src", "alt", "title", "rel", "type", "name", "property", "content", "datetime", "charset"),
)


class Parsed(NamedTuple):
    """A tree, and a message about what is missing from it."""

    tree: "HtmlElement | None"  # None if the page is empty
    lost: tuple[str, ...] = ()


def parse(html: str) -> Parsed:
    """Return the tree of a page, as `trafilatura.load_html` does, but without its silent losses."""
    lost = []
    if len(html) > MOST_CHARACTERS:
        lost.append(f"cut: the page has {len(html)} characters, the first {MOST_CHARACTERS} were read")
        html = html[:MOST_CHARACTERS]
    data, cut = _within_attributes(_encoded(_repaired(html)))
    if cut:
        lost.append(f"{cut} attributes were left out, those past the {MOST_ATTRIBUTES}th of a tag")
    tree, problem = _tree(data, huge=False)
    if problem:
        tree, problem = _tree(data, huge=True)
    if problem:
        tree, problem = _tree(_shallow(data.decode()).encode(), huge=True)
    if problem:
        lost.append(f"cut: the parser stopped: {problem}")
    # An attribute takes two characters at least.
    if tree is not None and len(data) > 2 * MOST_ATTRIBUTES_OF_A_PAGE and (cut := _thinned(tree)):
        lost.append(f"{cut} attributes were left out, the page has more than {MOST_ATTRIBUTES_OF_A_PAGE}")
    return Parsed(tree, tuple(lost))


def _thinned(tree: "HtmlElement") -> int:
    """Keep only attributes that are evidence if a page has too many, and return the number of dropped ones."""
    count = _xpath("count(//@*)")
    before = int(count(tree))
    if before <= MOST_ATTRIBUTES_OF_A_PAGE:
        return 0
    for element in _xpath("//*[@*]")(tree):
        kept = {name: value for name in _TELLING if (value := element.get(name)) is not None}
        element.attrib.clear()
        element.attrib.update(kept)
    return before - int(count(tree))


def excess(tree: "HtmlElement") -> str:
    """Return the property of a page for which trafilatura would take minutes, in words; "" for ordinary pages."""
    elements = int(_xpath("count(//*)")(tree))
    if elements > MOST_ELEMENTS:
        return f"it has {elements} elements, more than {MOST_ELEMENTS}"
    if elements > MOST_PARAGRAPHS and (paragraphs := int(_xpath("count(//p)")(tree))) > MOST_PARAGRAPHS:
        return f"it has {paragraphs} paragraphs, more than {MOST_PARAGRAPHS}"
    if elements > MOST_INLINE and _xpath(f"boolean(//*[count({'|'.join(sorted(_INLINE))}) > {MOST_INLINE}])")(tree):
        return f"a paragraph has more than {MOST_INLINE} inline elements"
    if elements > MOST_TEXTS and _xpath(f"boolean(//div[count(text()[normalize-space()]) > {MOST_TEXTS}])")(tree):
        return f"a div has more than {MOST_TEXTS} texts, blocks apart"
    for tag, plural in _NESTED.items():
        if elements > MOST_NESTED and _xpath(f"boolean(//{tag}[ancestor::{tag}[{MOST_NESTED}]])")(tree):
            return f"more than {MOST_NESTED} {plural} stand in one another"
    return ""


@cache
def _xpath(expression: str) -> Any:
    from lxml.etree import XPath

    return XPath(expression)


def _repaired(html: str) -> str:
    """Return the page without faults at its beginning that stop libxml2, as trafilatura does it."""
    from trafilatura.utils import repair_faulty_html

    html = _with_closed_title(html)
    # It puts a line break behind a text that has none.
    head = _CLOSED_ROOT.sub(r"\1>", html[:_REPAIRED] + "\n", count=1)
    repaired: str = repair_faulty_html(head, head[:50].lower())
    return repaired[:-1] + html[_REPAIRED:]


def _with_closed_title(html: str) -> str:
    """Close a title that is never closed at the next tag; the standard would make the whole page its title."""
    opened = _TITLE.search(html)
    if not opened or _TITLE_END.search(html, opened.end()):
        return html
    end = html.find("<", opened.end())
    return f"{html[:end]}</title>{html[end:]}" if end >= 0 else html


def _encoded(html: str) -> bytes:
    """Return UTF-8: surrogate pairs are joined, lone ones become U+FFFD, and control characters are dropped."""
    try:
        data = html.encode()
    except UnicodeEncodeError:
        data = html.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()
    return data.translate(None, _CONTROLS)


def _within_attributes(data: bytes) -> tuple[bytes, int]:
    """Return the page with no more attributes on a tag than libxml2 can take, and the number of dropped ones."""
    cuts = []
    for tag in _TAG.finditer(data):
        group = 1 if tag[1] else 2
        # An attribute takes two characters at least.
        if tag[group] and len(tag[group]) > 2 * MOST_ATTRIBUTES:
            attributes = list(_NAMED_ATTRIBUTE.finditer(data, *tag.span(group)))
            if len(attributes) > MOST_ATTRIBUTES:
                cuts.append((attributes[MOST_ATTRIBUTES].start(), tag.end(group), len(attributes) - MOST_ATTRIBUTES))
    pieces, position = [], 0
    for start, end, _ in cuts:
        pieces.append(data[position:start])
        position = end
    return b"".join([*pieces, data[position:]]) if cuts else data, sum(count for _, _, count in cuts)


def _tree(data: bytes, *, huge: bool) -> tuple["HtmlElement | None", str]:
    """Return the tree, and the error that ended it early."""
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, fromstring

    parser = HTMLParser(
        collect_ids=False,
        default_doctype=False,
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        huge_tree=huge,
    )
    parser.set_element_class_lookup(_one_class())
    try:
        tree = fromstring(data, parser=parser)
    except ParserError:  # "Document is empty"
        tree = None
    last = parser.error_log.last_error
    fatal = last is not None and last.type_name in {"ERR_RESOURCE_LIMIT", "ERR_INVALID_ENCODING", "ERR_NO_MEMORY"}
    return tree, last.message if fatal else ""


@cache
def _one_class() -> Any:
    """Return what gives each element its class in Python.

    lxml's own gives elements of forms other classes, with a call of Python for each element and for each pass over the
    page, a million elements in 1 s. Nothing here or in trafilatura uses these classes.
    """
    from lxml.etree import ElementDefaultClassLookup
    from lxml.html import HtmlComment, HtmlElement, HtmlEntity, HtmlProcessingInstruction

    return ElementDefaultClassLookup(HtmlElement, HtmlComment, HtmlProcessingInstruction, HtmlEntity)


def _shallow(html: str) -> str:
    """Return the page without the tags that nest deeper than `MOST_DEPTH`; their text stays, in blocks."""
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        name = tag[2].lower()
        if name not in _NESTING:
            return tag[0]
        if not tag[1]:
            depth += 1
        inside = depth <= MOST_DEPTH
        if tag[1]:
            depth = max(depth - 1, 0)
        return tag[0] if inside else "" if name in _INLINE else "<br>"

    return _OPEN_OR_CLOSE.sub(kept, html)
