"""A single pointer to another article, set between paragraphs: "See also …", "Related: …", "Read more: …".

It opens with the pointing words and then is a headline, not a sentence of the article. A line that ends in a
full stop stays ("See also the report of the committee."), as does one that goes on for longer than a headline.
Missed: pointers without pointing words.
"""

from collections.abc import Iterator

from cleantext.core.blocks import line_edit
from cleantext.core.document import Document, Hit
from cleantext.core.edits import Edit, Level
from cleantext.core.prose import ends_in_full_stop
from cleantext.core.rule import Cues, Rule

LONGEST_HEADLINE = 180
# News pages set one or two such lines into a story. A text with more of them is a guide that points onward as part
# of what it says: on labelled pages with up to two, 23 distinct lines were boilerplate and 6 content, on those with
# more 16 and 27; the number was chosen there.
MOST_INSERTS = 2


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """The lines whose pointing words stand before a headline."""
    inserts = [(index, hit) for index, hit in cues.lines("insert").items() if _is_pointer(document, hit)]
    level: Level = "safe" if len(inserts) <= MOST_INSERTS else "thorough"
    yield from (line_edit(document, index, hit.phrase)._replace(level=level) for index, hit in inserts)


def _is_pointer(document: Document, hit: Hit) -> bool:
    """Whether a headline follows the pointing words; without one they stand over a list of the article's own."""
    line = document.lines[hit.line]
    follows = any(character.isalnum() for character in document.text[hit.end : line.end])
    opens_list = line.text.endswith(":") and not follows
    return len(line.text) <= LONGEST_HEADLINE and not ends_in_full_stop(line.text) and not opens_list


RULE = Rule(
    id="see_also",
    version=4,
    stage="remove",
    category="related",
    level="safe",
    waiver="Of two that count as wrong, one is a link to another article, copied along by an annotator.",
    doc=__doc__,
    propose=propose,
    phrases={"insert": "opens a line that goes on with a headline: the whole line goes, wherever it stands"},
    removes=(
        (
            "The ferry was late.\n\n"
            "⟦See also\N{NO-BREAK SPACE} Why the ferries on the Aller are always late⟧\n\n"
            "Nobody complained."
        ),
        ("The ferry was late.\n⟦[Related: Ten Ferries That Never Sailed]⟧\nNobody complained."),
        ("The ferry was late.\n⟦Read more: Ferry company fined over delays⟧\nNobody complained."),
    ),
    keeps=(
        "See also the committee's report, which names the three officials.",
        (
            "Related: a word that the judge used eleven times in a ruling of four pages, and never once "
            "explained to the jury."
        ),
        "The beds rest until spring.\n\nSee also:\n- How to sow under glass\n- Gardens that thrive on salt",
        "Read more about birds, she told the children, and they did.",
    ),
)
