"""No phrase of one language removes prose of another, and labels with several meanings are listed.

A text is scanned for the phrases of its own languages and of English; detection may return a language too many. So
these tests search for all phrases of all languages in the prose of all.
"""

import json
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from cleantext import marked, shipped
from cleantext.core.document import Article
from cleantext.core.folding import END
from cleantext.core.packs import Pack
from cleantext.core.pattern import ends_line, starts_line
from cleantext.core.pipeline import Pipeline
from cleantext.core.prose import ends_sentence, is_prose

FIXTURES = Path(__file__).parent.parent / "fixtures"
# A file of JSON lines {"language": …, "sentences": […]} with prose that is no part of the project.
PROSE = os.environ.get("CLEANTEXT_PROSE", "")
# Sentences that stay in their texts because of their neighbours, which are missing here.
IN_CONTEXT = {
    "author_bio": "Omar Haddad is a food writer",
    "author_bio/keeps_section_on_the_testers.txt": "Ottilie Brandvold is a writer",
    "cookie_notice/keeps_banner_example_after_colon.txt": "We use cookies to improve your experience",
}
# Labels that one rule removes in some languages and another in others, each with the reason why that does no harm.
DECIDED = {
    "0": "a number of pages, or what an amount of money begins with: both go beside other parts only",
    "0 min": "a stamp of a live blog counts backwards as an age does; either goes above the article only",
    "0 mins": "as 0 min",
    "0 minute": "as 0 min",
    "ad": "Turkish for name: a field of a form, which goes beside other fields only",
    "afp": "an agency, as a byline or as a source: goes above or below the article in both",
    "agence france-presse": "as afp",
    "anonim": "in Turkish a commenter, in Indonesian a field: both go beside other parts of comments only",
    "author": "the label of a byline, or of a bio where one follows",
    "autor": "as author",
    "autorka": "as author",
    "daftar": "in Indonesian a button of a subscription or of an account: goes beside others only",
    "efe": "a news agency alone in its line: a sign-off or a byline, by whatever name",
    "facebook": "an account in a row of buttons, in a menu or behind a note about an author: goes in company only",
    "twitter": "as facebook",
    "x": "as facebook",
    "log in": "a button of a form or of a menu: goes in company only",
    "имейл": "as e-mail",
    "e-mail": "a field of a comment form or of a subscription: goes beside other fields only",
    "email": "as e-mail",
    "emailová adresa": "as e-mail",
    "e-mailová adresa": "as e-mail",
    "in": "the label of a category, and Vietnamese for print: both go in company only",
    "komentar": "a field in Serbian and Croatian, a heading in Indonesian and Malay, below the article in all",
    "komentari": "Indonesian for comment on, Serbian and Croatian for comments: below the article in both",
    "login": "a button of a form, a menu or a subscription: goes beside others, above or below the article",
    "newsletter": "a link of a menu or the heading of a subscription: goes below the article in both",
    "permanent link": "a link below an entry, by whatever name",
    "pingback": "a kind of comment: goes beside others only",
    "redaktor": "Czech for the label of a byline, Polish for the heading of a note about an author",
    "sau": "Vietnamese for next, Romanian for or: both go beside other labels only",
    "trackback": "as pingback",
    "tweet": "a button, in a menu or alone",
    "website": "a field of a comment form, or a link in a bio: goes beside others only",
    "最新": "the heading of a list in Japanese, an order of comments in Chinese",
}


@cache
def packs() -> list[Pack]:
    return shipped.packs(shipped.rules())


@cache
def all_languages() -> Pipeline:
    """Return the rules that remove, with the phrases of all languages for each text."""
    rules = {rule.id: rule for rule in shipped.rules().values() if rule.stage == "remove"}
    codes = frozenset(pack.language for pack in packs() if pack.language)
    return Pipeline(rules, packs(), "safe", lambda _: codes)


def marked_texts() -> Iterator[tuple[str, str]]:
    yield from ((f"{name}: {example.rule}", example.text) for name, example in shipped.examples())
    for rule in shipped.rules().values():
        yield from ((rule.id, text) for text in (*rule.removes, *rule.keeps))
    for path in sorted(FIXTURES.rglob("*.txt")):
        yield path.relative_to(FIXTURES).as_posix(), path.read_text("utf-8")


def lost(lines: list[str]) -> list[str]:
    """Return paragraphs that do not stay unchanged in an article of them."""
    kept = set(all_languages().run("\n\n".join(lines), Article()).text.split("\n"))
    return [line for line in lines if line not in kept]


@pytest.mark.slow
def test_no_phrase_of_any_language_takes_prose_that_stays() -> None:
    looked_at, wrong = 0, []
    for name, text in marked_texts():
        kept = marked.parse(text)
        prose = [line for line in marked.lines(kept.expected) if is_prose(line) and ends_sentence(line)]
        if prose and not kept.source.startswith("<html"):
            looked_at += len(prose)
            wrong += [
                (name, line) for line in lost(prose) if not (name in IN_CONTEXT and line.startswith(IN_CONTEXT[name]))
            ]
    assert wrong == []
    assert looked_at > 2_000


@pytest.mark.skipif(not PROSE, reason="CLEANTEXT_PROSE names no file of prose, which is no part of the project")
def test_no_phrase_of_any_language_takes_prose_of_the_web() -> None:
    """Allow one lost sentence in a thousand: prose that a machine extracted contains a label here and there."""
    looked_at, wrong = 0, list[str]()
    for row in map(json.loads, Path(PROSE).read_text("utf-8").splitlines()):
        sentences = [sentence.strip() for sentence in row["sentences"]]
        for at in range(0, len(sentences), 3):
            looked_at += len(sentences[at : at + 3])
            wrong += lost(sentences[at : at + 3])
    assert len(wrong) <= looked_at / 1_000, wrong


def labels() -> Mapping[str, Mapping[str, set[str]]]:
    """Return for each whole line that phrases spell out the rules that know it, by language."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for pack in packs():
        for phrase in pack.phrases:
            if phrase.role != "keep" and starts_line(phrase.pattern) and ends_line(phrase.pattern):
                for head in phrase.prefilter.heads:
                    if head.endswith(END):
                        found[head.removesuffix(END)][pack.language or ""].add(phrase.rule)
    return found


def test_labels_of_two_kinds_are_decided() -> None:
    found = labels()
    several = {label for label, rules in found.items() if len(rules) > 1 and not set.intersection(*rules.values())}
    assert len(found) > 10_000
    assert several - DECIDED.keys() == set()
