"""Harmful rules, for tests of runs: worker processes import them from here."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from cleantext import Cleaner, Cues, Document, Edit, Rule


def _always(_: Document) -> bool:
    return True


def _harm(document: Document, _: Cues) -> Iterator[Edit]:
    text = document.text
    if "kill the worker" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "hang the worker" in text:
        while True:
            time.sleep(60)
    if "fill the memory" in text:
        bytearray(1 << 40)
    if "end the worker" in text:
        os._exit(7)
    if "once only: " in text:
        mark = Path(text.partition("once only: ")[2].strip())
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    yield from ()


HARM = Rule(
    id="harm",
    version=1,
    stage="remove",
    category="navigation",
    level="safe",
    doc="Harms the worker that cleans certain texts.",
    propose=_harm,
    when=_always,
    removes=(),
    keeps=(),
)


def cleaner() -> Cleaner:
    """Return a cleaner that harms the worker, and removes comment forms."""
    return Cleaner(rules=["comment_form", "see_also", HARM])
