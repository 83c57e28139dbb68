"""Standard output and error: bytes as they are, words as the terminal can show them."""

import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from cleantext.core.errors import CleantextError, CleantextWarning, some_of

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from cleantext.api import Cleaner


WHEN = ("auto", "always", "never")
COLOUR = "cleantext.colour"  # the key in a command's context for the choice of colours

_MOST_NAMED = 3  # languages named in one line
# The escapes that set colours and weights.
_STYLE = re.compile(r"(\x1b\[[\d;]*m)")


def tell(message: str) -> None:
    """Print a message to the user, in one line on standard error."""
    complain(f"cleantext: {one_line(message)}\n")


def complain(text: str) -> None:
    """Print disarmed text on standard error; print nothing if that is closed."""
    if sys.stderr is not None:
        sys.stderr.write(printable(text))
        sys.stderr.flush()


@contextmanager
def hint_at_sites(cleaner: "Cleaner") -> Iterator[None]:
    """Say once, at the end, that no text was of a site that the cleaner's packs know."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CleantextWarning)  # the library's own warning about the same
        yield
    if cleaner.sites and not cleaner.has_met_a_site:
        tell(of_no_site(cleaner.sites))


def of_no_site(sites: Sequence[str]) -> str:
    """Return the message that site packs did nothing."""
    known = some_of(sites)
    return f"the site packs did nothing: no text is known to be of {known}; --site or an address says where it is from"


def write(data: bytes) -> None:
    """Write data to standard output byte for byte, or as disarmed text to a terminal."""
    if _is_terminal():
        show(data.decode("utf-8", "replace"))
    else:
        _write(data)


def show(text: str, *, styled: bool = False) -> None:
    """Print text to standard output; characters that its encoding cannot hold become escapes.

    For a terminal the text is disarmed: it cannot move the cursor, set the title or ring the bell. styled: whether
    colours and weights may stay.
    """
    if _is_terminal():
        parts = _STYLE.split(text) if styled else [text]
        text = "".join(part if number % 2 else printable(part) for number, part in enumerate(parts))
    _write(text.encode((sys.stdout and sys.stdout.encoding) or "utf-8", "backslashreplace"))


def _write(data: bytes) -> None:
    """Write at once, so that a closed pipe raises here and nowhere else."""
    if sys.stdout is None:
        raise CleantextError("standard output is closed")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def in_colour() -> bool:
    """Return whether output is coloured: on request, or on a terminal without NO_COLOR (no-color.org)."""
    context = click.get_current_context(silent=True)
    when = context.meta.get(COLOUR, "auto") if context else "auto"
    if when != "auto":
        return bool(when == "always")
    return _is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def draw(*parts: "RenderableType") -> None:
    """Print tables and paragraphs to standard output, coloured if that is wanted."""
    console = _console()
    with console.capture() as captured:
        for part in parts:
            console.print(part, highlight=False)
    lines = captured.get().split("\n")
    # Rich fills table rows with blanks up to the full width.
    show("\n".join(lines if in_colour() else [line.rstrip() for line in lines]), styled=True)


def _console() -> "Console":
    from rich.console import Console  # 70 to 90 ms

    colour = in_colour()
    system = "truecolor" if os.environ.get("COLORTERM") in {"truecolor", "24bit"} else "256"
    return Console(
        color_system=system if colour else None,  # type: ignore[arg-type]  # a Literal that mypy widens to str
        force_terminal=colour,
        no_color=not colour,
        emoji=False,
        markup=False,
        soft_wrap=False,
    )


def one_line(text: str) -> str:
    """Return text of unknown origin in one line for a terminal: control characters visible, escapes harmless."""
    return "".join(map(_visible, text))


def printable(text: str) -> str:
    """Return text as `one_line` does, but keep line feeds and tabs."""
    return "".join(character if character in "\n\t" else _visible(character) for character in text)


_SIGNS = {"\n": "⏎", "\t": "⇥", "\N{NO-BREAK SPACE}": "⍽", "\x7f": "␡"}


def _visible(character: str) -> str:
    if character in _SIGNS:
        return _SIGNS[character]
    if character < " ":
        return chr(0x2400 + ord(character))  # the block of control pictures
    return character if character.isprintable() else f"⟨U+{ord(character):04X}⟩"


def count(number: int, thing: str, things: str = "") -> str:
    """Return `1 change` or `2 changes`; `things` is the plural if it is not formed with `s`."""
    return f"{number:,} {thing if number == 1 else things or f'{thing}s'}"


def unknown_languages(named: Mapping[str, int]) -> str:
    """Return how many records name an unknown language, and the first of these names."""
    shown = ", ".join(f"{one_line(name)!r} {records:,}" for name, records in list(named.items())[:_MOST_NAMED])
    more = f" and {len(named) - _MOST_NAMED:,} more" if len(named) > _MOST_NAMED else ""
    return f"{count(sum(named.values()), 'record')} with an unknown language ({shown}{more})"
