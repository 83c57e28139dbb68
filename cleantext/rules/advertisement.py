"""Labels of advertisements and the notes that lead past them.

Sites print them as lines of their own between paragraphs. The advertisements themselves rarely reach the
text; the labels do. A label that may be a heading ("Ads") goes between two paragraphs of an article that does not
speak of advertising. Missed: an advertisement's own words.
"""

from collections.abc import Iterator

from cleantext.core import blocks
from cleantext.core.attribution import ATTRIBUTION_WORDS
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.lazy import any_word
from cleantext.core.rule import Cues, Rule
from cleantext.core.teasers import labels_between


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the lines that phrases take, and labels that may be headings where no paragraph speaks of their subject."""
    yield from blocks.propose(document, cues)
    labels = [*labels_between(document, cues, "between")]
    if labels and not _speaks_of_advertising(document, cues):
        yield from (blocks.line_edit(document, index, hit.phrase) for index, hit in labels)


def _speaks_of_advertising(document: Document, cues: Cues) -> bool:
    topic = any_word(cues.words.get("topic", ()))
    return any(topic.search(document.lines[index].text) for index in document.prose)


RULE = Rule(
    id="advertisement",
    version=11,
    stage="remove",
    category="advertisement",
    level="safe",
    waiver="The five wrong ones are labels of advertisements, copied by annotators.",
    doc=__doc__,
    propose=propose,
    phrases={
        **blocks.ROLES,
        "between": "a label that may be a heading: goes between two paragraphs, unless one has a word of `topic`",
    },
    words={**ATTRIBUTION_WORDS, "topic": 'a word of an article on advertising, which may have a heading "Ads"'},
    removes=(
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦ADVERTISEMENT⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Story continues below advertisement⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "⟦Ads⟧\n"
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday."
        ),
    ),
    keeps=(
        (
            "Most free papers live on what small shops pay, and the shops pay less from one year to the next.\n"
            "Ads\n"
            "An advert of four lines cost nine crowns in 1912, which was what a ferryman earned in two days."
        ),
        ("Advertisement revenue fell by a fifth last year, the publisher said in its annual report on Thursday."),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "The story continues below the surface, she writes."
        ),
    ),
)
