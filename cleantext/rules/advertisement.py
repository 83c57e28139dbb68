"""Labels of advertisements and the notes that lead past them.

Sites print them as lines of their own between paragraphs. The advertisements themselves rarely reach the
text; the labels do. Missed: an advertisement's own words.
"""

from cleantext.core.blocks import ROLES, propose
from cleantext.core.rule import Rule

RULE = Rule(
    id="advertisement",
    version=8,
    stage="remove",
    category="advertisement",
    level="safe",
    waiver="The five that count as wrong are labels of advertisements, copied along by annotators.",
    doc=__doc__,
    propose=propose,
    phrases=ROLES,
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
    ),
    keeps=(
        ("Advertisement revenue fell by a fifth last year, the publisher said in its annual report on Thursday."),
        (
            "The bridge over the Aller will open in May, the mayor told reporters on its bank on Monday.\n"
            "The story continues below the surface, she writes."
        ),
    ),
)
