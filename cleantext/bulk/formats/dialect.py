"""The dialect of CSV: RFC 4180, with another delimiter, quotation mark or escape on request.

A quotation mark at the start of a cell opens a quotation, up to the next mark that is not doubled or escaped; the cell
must end behind that. Anywhere else it is an ordinary character: `5" screen` is a cell. Line ends inside quotation marks
are text. Other forms are refused, not guessed.
"""

import re
from typing import Literal

from cleantext.bulk.objects import UnreadableError
from cleantext.bulk.options import Dialect

State = Literal["closed", "open", "broken"]


class Cells:
    """Records as cells, for one dialect."""

    def __init__(self, delimiter: str, dialect: Dialect) -> None:
        self.delimiter = dialect.delimiter or delimiter
        self._quote, self._escape = dialect.quote, dialect.escape
        d, q, e = (re.escape(sign) for sign in (self.delimiter, self._quote, self._escape))
        marks = f"{q}{q}|{e}[{e}{q}]?" if e else f"{q}{q}"
        inside = f"[^{q}{e}]*+(?:(?:{marks})[^{q}{e}]*+)*+" if q else "(?!)"
        behind = f"(?={d}|\r?\n?\\Z)"
        self._plain = re.compile(f"[^{d}\r\n]*+")
        self._quoted = re.compile(f"{q}({inside}){q}" if q else "(?!)")
        self._doubled = re.compile(f"{e}([{e}{q}])|{q}({q})" if e else f"{q}({q})" if q else "(?!)")
        self._to_escape = re.compile(f"[{q}{e}]" if q else "(?!)")
        self._to_quote = re.compile(f"[{d}{q}\r\n]")
        self._opening = re.compile((f"(?:\\A|{d}){q}" if q else "(?!)").encode())
        self._inside = re.compile(inside.encode())
        self._behind = re.compile(behind.encode())

    def state(self, line: bytes, *, is_open: bool) -> State:
        """Return the state of a record after a line: at its end, inside quotation marks, or invalid.

        is_open: whether the line starts inside quotation marks.
        """
        at = 0
        while True:
            if not is_open:
                opening = self._opening.search(line, at)
                if opening is None:
                    return "closed"
                at = opening.end()
            inside = self._inside.match(line, at)
            at = inside.end() + 1 if inside else len(line) + 1
            if at > len(line):
                return "open"
            if not self._behind.match(line, at):
                return "broken"
            is_open = False

    def parsed(self, record: str) -> list[str]:
        """Return the cells of a record, without its line end. Raises UnreadableError."""
        text = record.removesuffix("\n").removesuffix("\r")
        if "\r" not in text and (not self._quote or self._quote not in text):
            return text.split(self.delimiter)
        cells, at = list[str](), 0
        while True:
            quoted = self._quoted.match(text, at)
            if quoted:
                cells.append(
                    self._doubled.sub(lambda found: found[1] or found[2], quoted[1])
                    if self._escape
                    else quoted[1].replace(self._quote * 2, self._quote)
                )
                at = quoted.end()
            else:
                plain = self._plain.match(text, at)
                cells.append(plain[0] if plain else "")
                at += len(cells[-1])
                if cells[-1][:1] == self._quote != "":
                    raise UnreadableError("a quotation mark is never closed")
            if at == len(text):
                return cells
            if text[at] != self.delimiter:
                raise UnreadableError(_quoting_fault(text, at))
            at += 1

    def line(self, cells: list[str], end: str) -> str:
        """Return a record as a line. Raises UnreadableError if a cell needs quotation marks and there are none."""
        if cells == [""] and self._quote:
            return f"{self._quote}{self._quote}{end}"  # an empty line would be no record
        return self.delimiter.join(map(self._cell, cells)) + end

    def _cell(self, text: str) -> str:
        if not self._to_quote.search(text):
            return text
        if not self._quote:
            raise UnreadableError("a cell holds a delimiter or a line end, and there are no quotation marks")
        mark = self._escape or self._quote
        return f"{self._quote}{self._to_escape.sub(lambda found: mark + found[0], text)}{self._quote}"


def _quoting_fault(text: str, at: int) -> str:
    if text[at] in "\r\n":
        return f"a line end outside quotation marks, at character {at}"
    return f"text behind a closing quotation mark, at character {at}"
