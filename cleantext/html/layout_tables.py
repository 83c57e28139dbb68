"""Layout tables: distinguish them from tables of data, and turn them into plain blocks before extraction.

Pages from before 2010 lay out everything in tables, and trafilatura returns those as rows of data, the menu and the
article in one line. As plain blocks they pass its tests for links and boilerplate like any other page: on the 287 news
pages of 2008 in the development data F1 rises from .906 to .926, on the others it stays.
"""

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# The marks of a data table and the sizes below come from Mozilla's Readability (`_markDataTables`).
_DATA_PARTS = ("caption", "col", "colgroup", "tfoot", "th", "thead")
_MANY_ROWS = 10
_MANY_COLUMNS = 4
_MANY_CELLS = 10
# Small tables are data if they have no long cell and few links; Readability takes all of them for layout, which loses
# the small tables of documentation and reviews.
_LONG_CELL = 150
_FEW_LINKS = 0.2  # of the text
# Blogger's table of a picture and its caption.
_CAPTIONED = "tr-caption-container"
_FEWEST_FIELDS = 3  # rows of a record of fields, whatever the length of its cells


def has_rows(text: str) -> bool:
    """Return whether an extracted text has rows of tables in it."""
    return any(line.lstrip().startswith("|") for line in text.split("\n"))


def flatten_layout(tree: "HtmlElement") -> bool:
    """Turn each layout table of the page, with rows and cells, into `div` elements; return whether there is one."""
    tables = list(tree.iter("table"))
    found = False
    described = {_table(part) for part in tree.iter(*_DATA_PARTS)}
    nesting = {_table(table) for table in tables}
    rows = defaultdict(list)
    for row in tree.iter("tr"):
        rows[_table(row)].append([cell for cell in row if cell.tag in {"td", "th"}])
    for table in tables:
        if not _is_data(table, rows[table], described=table in described, nesting=table in nesting):
            _flatten(table, rows[table])
            found = True
    return found


def _table(element: "HtmlElement") -> "HtmlElement | None":
    """Return the table that an element is a direct part of."""
    return next(element.iterancestors("table"), None)


def _is_data(table: "HtmlElement", rows: "list[list[HtmlElement]]", *, described: bool, nesting: bool) -> bool:
    if table.get("role") in {"presentation", "none"} or table.get("datatable") == "0":
        return False
    if described or table.get("summary") or _CAPTIONED in (table.get("class") or ""):
        return True
    columns = max(map(len, rows), default=0)
    if nesting or len(rows) <= 1 or columns <= 1:
        return False
    if (table.get("border") or "0").strip() not in {"", "0"} and columns > 1:
        return True
    if len(rows) >= _MANY_ROWS or columns > _MANY_COLUMNS or len(rows) * columns > _MANY_CELLS:
        return True
    return _is_record(rows) or _is_terse(table, rows)


def _is_record(rows: "list[list[HtmlElement]]") -> bool:
    """Return whether each row is a field: a name with a colon, and a value ("Speaker: Ana Ruiz")."""
    names = [" ".join(row[0].text_content().split()) for row in rows if len(row) > 1]
    return len(names) == len(rows) >= _FEWEST_FIELDS and all(name.endswith(":") for name in names)


def _is_terse(table: "HtmlElement", rows: "list[list[HtmlElement]]") -> bool:
    linked = sum(_length(link) for link in table.iter("a"))
    return linked < _FEW_LINKS * _length(table) and all(_length(cell) <= _LONG_CELL for row in rows for cell in row)


def _length(element: "HtmlElement") -> int:
    return len(" ".join(element.text_content().split()))


def _flatten(table: "HtmlElement", rows: "list[list[HtmlElement]]") -> None:
    table.tag = "div"
    for row in rows:
        for cell in row:
            cell.tag = "div"
    for part in list(table.iterchildren("tbody", "thead", "tfoot", "tr")):
        for row in list(part.iterchildren("tr")):
            row.tag = "div"
        part.tag = "div"
