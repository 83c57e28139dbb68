"""A full stop or a comma that stands twice, with a blank between: "for peace. ." or "(ISW). .".

It is left where a link, a footnote mark or an inserted element went before the closing full stop. Kept:
ellipses ("wait. . ."), full stops that stand alone as in code or tables, marks that differ ("? !").
"""

from collections.abc import Iterator

from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.lazy import lazy
from cleantext.core.rule import Cues, Rule
from cleantext.core.scan import shape

_BLANK = r"[ \t\N{NO-BREAK SPACE}]"
_SUSPECT = r"[.,!?][\x{201d}\x{2019}\"\x{bb})]?[ \t\x{a0}]+[.,](?:[\s\"'”’»)]|\z)"
_STRAY = lazy(
    rf"(?<=[\p{{L}})\]\"'”’»%])(?:([.,])({_BLANK}{{1,3}}+\1)|(?:[!?]|[.!?][”’\"»)])({_BLANK}{{1,3}}+\.))"
    rf"(?=[\s\"'”’»)]|$)(?!{_BLANK}*+[.,!?…])",
)


def propose(document: Document, _: Cues) -> Iterator[Edit]:
    """Edits for the second marks."""
    is_suspect = shape(_SUSPECT)
    for line in document.lines:
        if is_suspect(line.text):
            for found in _STRAY.finditer(line.text):
                start, end = found.span(2) if found[2] else found.span(3)
                yield Edit(line.start + start, line.start + end, "", f"{found[0]!r}: the sentence has ended")


RULE = Rule(
    id="stray_punctuation",
    version=1,
    stage="mend",
    category="typo",
    level="safe",
    waiver="It takes punctuation that stands by itself, and no words; labelled sets do not cover it.",
    doc=__doc__,
    propose=propose,
    shape=_SUSPECT,
    removes=(
        (
            "The figures come from the Institute for River Studies (IRS).⟦ .⟧\n"
            "The talks ended without a result.⟦ .⟧ Nobody signed."
        ),
        "Why did nobody ask?⟦ .⟧\nThe bridge,⟦ ,⟧ built in 1912, is closed.",
    ),
    keeps=(
        "He waited. . . and then he left. . . .\nShe said . . . nothing. What ? ! she cried.",
        "Run cp -r . . and then cd .. to go on; the pattern is a. *. or [.,] in each line.",
        "1. . 2. . 3\nName . . . . . . . . 12",
    ),
)
