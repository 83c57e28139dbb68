"""The note about the author: sentences under or behind the article, or a line under the byline.

"Jane Roe is a reporter in Leeds.", "I am Jane Roe, a freelance journalist …", "About the author". Its sentences say
what authors are or do (most sentences of a writer's longer note), and none reports news: a quotation, a weekday or "she
was arrested" makes it a paragraph of the article. It is removed below the article, behind the last sentence of the last
paragraph, or above the article below a line with the same name. The article must not mention the person: a profile, an
obituary or a review says the name before. A person who does not write by profession (a fellow, a founder, a lawyer)
needs more evidence: a heading, the name in the byline, a contact, a trait such as "loves cats"; otherwise the level is
thorough. The name as a heading and "You can reach her at …" go with the note. A note that names the origin of the text
stays, as does one below "Why trust us", where a guide names its testers. Missed: authors who also stand in their
article.
"""

from bisect import bisect_left
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import replace

from cleantext.core.author_notes import headed_notes
from cleantext.core.bios import LONGEST, VERB, Bio, Page, headed_bios
from cleantext.core.blocks import in_head_or_first, is_quoted, last_prose, line_edit, run_above, run_below, spoken
from cleantext.core.document import Document, Hit, Line
from cleantext.core.edits import Edit, Level
from cleantext.core.endings import SHORTEST_LEFT
from cleantext.core.lazy import any_word, lazy
from cleantext.core.names import NAME, is_name_line, last_name, words_said
from cleantext.core.persons import HANDLE, SPEECH, Words, has_habit, is_job, is_news, only_name, plain
from cleantext.core.prose import ends_sentence, sentences
from cleantext.core.rule import Cues, Rule
from cleantext.lexicons import passage_language, stop_words_of

NEAR = 20  # the most lines between a byline and the note about its author
LEAST_KNOWN = 3  # sentences of a writer's note after the first, for each one that no pack knows
FEWEST_QUESTIONS = 2  # lines that end in a question mark: an interview
MOST_ALONE = 3  # notes without a heading; more of them are people that an article lists
_DASHES = lazy(r"[-–—_=*~]{2,}")
WRITER = ("bio", "self", "opening", "author", "unnamed")  # roles of phrases that say that somebody is a writer


def propose(document: Document, cues: Cues) -> Iterator[Edit]:
    """Yield the edits for bios in the tail, behind the last sentence and under the byline, with their other lines."""
    yield from headed_notes(document, cues.lines("heading"), cues.lines("weak"))
    if not _may_have_bio(document, cues):
        return
    cues = _own_voice(document, cues)
    page = Page(document, cues, Words(*(any_word(cues.words.get(role, ())) for role in Words._fields)))
    if not (bios := _bios(page)):
        return
    follows = _follows(page, bios)
    ends = {at: bio.start for at, bio in bios.items()}
    said = words_said(document, {last_name(bio.name) for bio in bios.values()}, ends, follows)
    sections = cues.lines("section")
    people = _people(page, bios)
    end = last_prose(document, lambda at: at in follows or _is_whole(document, at, bios))
    gone: dict[int, Edit] = {}
    for index, bio in bios.items():
        if last_name(bio.name) not in said and _line_above(document, index) not in sections and index not in people:
            gone |= {document.line_at(edit.start): edit for edit in _note(page, index, end, bios, follows)}
    yield from (gone[index] for index in sorted(gone))


def _people(page: Page, bios: Mapping[int, Bio]) -> set[int]:
    """Return the bios above a line on another person that is no note about an author: the article lists its people.

    "Ruth Pellman ran a bakery for 30 years.", "Omar Haddad is a food writer …", "Jo Holm is a chef who …".
    """
    document = page.document
    below = ((at, document.next_filled(at)) for at in bios if not in_head_or_first(document, at))
    found = {at for at, next_ in below if _is_person(page, bios, next_)}
    for at in bios:
        if _is_person(page, bios, document.next_filled(at, -1)):
            run = [at, *run_below(document, at, bios.__contains__)]
            found.update(run if len(run) > 1 else ())  # the last two of three candidates of an election
    return found


def _is_person(page: Page, bios: Container[int], at: int | None) -> bool:
    """Return whether a line that is no bio opens with a name, and says what this person is or did."""
    if at is None or at in bios:
        return False
    text = page.document.lines[at].text
    name = NAME.match(text)
    return name is not None and VERB.match(text, name.end()) is not None and ends_sentence(text)


def _may_have_bio(document: Document, cues: Cues) -> bool:
    """Return whether a phrase hits on top of the article or near its end, without reading the words of packs."""
    lines = {hit.line for hit in cues.hits if hit.role in (*WRITER, "person", "heading")}
    end = last_prose(document, lines.__contains__) - NEAR
    return any(index > end or in_head_or_first(document, index) for index in lines)


def _is_whole(document: Document, index: int, bios: Mapping[int, Bio]) -> bool:
    """Return whether a whole line is a bio."""
    return index in bios and bios[index].start == document.lines[index].start


def _note(page: Page, index: int, end: int, bios: Mapping[int, Bio], follows: Container[int]) -> Iterator[Edit]:
    """Yield the edits for one bio and its other lines, if it stands where such notes do.

    end: the index of the last line of prose that is no bio.
    """
    document, bio = page.document, bios[index]
    if not _is_whole(document, index, bios):
        if index == end and (bio.writes or _is_personal(page, index)):
            yield Edit(bio.start, document.lines[index].end, "", bio.reason)
    elif index > end >= 0:
        unit = _unit(page, index, bios, follows)
        sure = _line_above(document, min(unit)) in bios or _is_sure(page, unit, index, bios)
        level: Level = "safe" if sure else "thorough"
        yield from (line_edit(document, at, bio.reason)._replace(level=level) for at in unit)
    elif in_head_or_first(document, index) and (
        _has_byline(document, index, bio.name) or index in page.cues.lines("author")
    ):
        above = _line_above(document, index)
        yield from (
            line_edit(document, at, bio.reason)
            for at in (above, index)
            if at == index or is_name_line(document, at, bio.name)
        )
    elif _opens_text(page, index, bios):
        unit = [index, *run_below(document, index, follows.__contains__)]
        if _is_apart(page, unit[-1]):
            yield from (line_edit(document, at, bio.reason) for at in unit)


def _opens_text(page: Page, index: int, bios: Mapping[int, Bio]) -> bool:
    """Return whether the only note stands on top, on a writer with a name: one sentence, or one with more evidence."""
    bio = bios[index]
    is_plain = bio.writes and NAME.fullmatch(bio.name) is not None and len(bios) == 1
    return in_head_or_first(page.document, index) and is_plain and (bio.size == 1 or _is_personal(page, index))


def _is_apart(page: Page, end: int) -> bool:
    """Return whether the article below a note on top of it is about something else: no "she", and no interview.

    A profile goes on with "she". Languages that leave the pronoun out have no words for this role.
    """
    texts = [line.text for line in page.document.lines[end + 1 :]]
    first = next((at for at in range(len(texts)) if end + 1 + at in page.document.prose), None)
    if first is None or not page.cues.words.get("subject"):
        return False
    asks = sum(text.endswith("?") for text in texts)
    return asks < FEWEST_QUESTIONS and not any(map(page.words.subject.search, texts[: first + 1]))


def _own_voice(document: Document, cues: Cues) -> Cues:
    """Return the cues that the page itself says; a heading that ends in a colon introduces no specimen here."""
    headings = cues.lines("heading")
    below = {hit for hit in cues.hits if _line_above(document, hit.line) in headings and not is_quoted(document, hit)}
    return replace(cues, hits=tuple(sorted({*spoken(document, cues).hits, *below})))


def _bios(page: Page) -> dict[int, Bio]:
    """Return the lines that begin, or the sentences up to the end of a line, with what an author is or does."""
    found: dict[int, Bio] = {}
    sourced = page.cues.lines("source")
    for hit in page.cues.hits:
        known = found.get(hit.line)
        if hit.role in (*WRITER, "person") and not (known and known.writes) and hit.line not in sourced:
            bio = _bio(page, hit)
            if bio:
                found[hit.line] = bio
    headed = headed_bios(page, lambda at: stop_words_of(passage_language(page.document, at) or ""))
    return found | {at: bio for at, bio in headed if at not in found or found[at].start > bio.start}


def _bio(page: Page, hit: Hit) -> Bio | None:
    """Return the bio that starts with the sentence of a hit, if all sentences behind it may belong to a bio."""
    line = plain(page.document, hit.line)
    spans = sentences(line.text)
    first = next(at for at, (_, end) in enumerate(spans) if hit.start - line.start < end or at == len(spans) - 1)
    start = spans[first][0]
    name = _name(page, hit, start, line.text[start : spans[first][1]])
    before = line.text[:start].rstrip()
    is_long = len(line.text) - start > LONGEST or (start and (len(before) < SHORTEST_LEFT or not ends_sentence(before)))
    if (
        not name
        or is_long
        or is_news(line.text[start : spans[first][1]], page.words)
        or not _all_go_on(page, line, spans[first + 1 :], name, writes=hit.role in WRITER)
    ):
        return None
    return Bio(name, hit.phrase, line.start + len(before), hit.role in WRITER, len(spans) - first)


def _name(page: Page, hit: Hit, start: int, sentence: str) -> str:
    """Return the subject of a sentence: the name before the hit or in it; for "he" or no subject, the line above."""
    line = plain(page.document, hit.line)
    before = line.text[start : hit.start - line.start]
    if hit.role in ("author", "unnamed"):
        words = line.text[hit.start - line.start : hit.end - line.start].split()
        noun = words[0].partition("'")[2] or words[1].strip(",")  # "l'auteur est …", "the author is …"
        return noun if hit.role == "author" else words[0].partition("'")[0]  # "I": is it said elsewhere?
    if hit.role in ("self", "opening"):
        if before.strip(" (–—-*_"):
            return ""
        text = sentence if hit.role == "opening" else line.text
        found = NAME.search(text, 0, 200)
        given = last_name(page.document.text[hit.start : hit.end])  # "Hi, I am Mira, a writer …"
        is_author = hit.role == "opening" or page.words.job.search(text, 0, 200)
        return (given if given[0].isupper() else found[0].removesuffix("'s") if found else "") if is_author else ""
    if start == 0 and (not before.strip() or page.words.pronoun.fullmatch(before.strip())):
        return only_name(_name_above(page, hit.line), page.words)
    return only_name(before, page.words) or _first_name(page, hit, before)


def _first_name(page: Page, hit: Hit, before: str) -> str:
    """Return a name of one word, under a heading or the whole name, or if only a writer's note says such a thing."""
    word, above = before.strip(), _line_above(page.document, hit.line)
    if not (word.isalpha() and before[0].isupper()):
        return ""
    whole = NAME.fullmatch(_name_above(page, hit.line))
    known = (whole and word in whole[0].split()) or above in page.cues.lines("heading")
    return word if known or (hit.role == "bio" and _is_personal(page, hit.line)) else ""


def _name_above(page: Page, index: int) -> str:
    """Return the line above, or the next one if the line above is a job: "Ida Holm", "Senior reporter"."""
    at = _line_above(page.document, index)
    at = _line_above(page.document, at) if at >= 0 and is_job(page.document.lines[at].text, page.words) else at
    return page.document.lines[at].text if at >= 0 else ""


def _goes_on(page: Page, line: Line, span: tuple[int, int], name: str) -> bool:
    """Return whether a sentence of a line may follow the first sentence of a bio."""
    sentence = line.text[slice(*span)]
    if HANDLE.search(sentence) or page.words.opener.match(sentence):
        return SPEECH.search(sentence) is None
    if is_news(sentence, page.words):
        return False
    start, end = line.start + span[0], line.start + span[1]
    hits = page.cues.hits
    first, behind = (bisect_left(hits, place, key=lambda hit: hit.start) for place in (start, end))
    roles = {hit.role for hit in hits[first:behind]}
    of_author = not roles.isdisjoint({"weak", "bio", "person", "self"}) or page.words.trait.search(sentence) is not None
    return of_author or has_habit(sentence, name, page.words)


def _all_go_on(page: Page, line: Line, spans: Sequence[tuple[int, int]], name: str, *, writes: bool) -> bool:
    """Return whether the sentences behind the first belong to a bio: all, or most of a writer's longer one."""
    others = [line.text[slice(*span)] for span in spans if not _goes_on(page, line, span, name)]
    few = writes and len(others) <= len(spans) // LEAST_KNOWN
    return not others or (few and not any(is_news(text, page.words) for text in others))


def _unit(page: Page, index: int, bios: Mapping[int, Bio], follows: Container[int]) -> list[int]:
    """Return the lines of one note: heading, name or dashes above it, and the lines below that continue it."""
    document, name = page.document, bios[index].name
    headings = page.cues.lines("heading").keys() - bios.keys()

    def is_heading(at: int) -> bool:
        top = max(0, _line_above(document, at)) if is_job(page.document.lines[at].text, page.words) else at
        return at in headings or (at not in bios and any(is_name_line(document, line, name) for line in (at, top)))

    above = run_above(document, index, is_heading)
    top = _line_above(document, min([index, *above]))
    dashes = [top] if top >= 0 and _DASHES.fullmatch(document.lines[top].text) else []
    return [*dashes, *above, index, *run_below(document, index, follows.__contains__)]


def _is_sure(page: Page, unit: Collection[int], index: int, bios: Mapping[int, Bio]) -> bool:
    """Return whether a note is about the author, and not about somebody whom the article mentions at its end."""
    if any(at < index for at in unit) or _has_byline(page.document, index, bios[index].name):
        return True
    # If a story mentions a teacher at its end, she says or does something there, in a second sentence.
    says_no_more = bios[index].writes or bios[index].size == 1
    return (says_no_more and len(bios) <= MOST_ALONE) or any(_is_personal(page, at) for at in unit)


def _is_personal(page: Page, index: int) -> bool:
    """Return whether a line says how to reach somebody, or something that only a note about an author says."""
    text = page.document.lines[index].text[-LONGEST:]
    return index in page.cues.lines("weak") or bool(HANDLE.search(text) or page.words.trait.search(text))


def _line_above(document: Document, index: int) -> int:
    """Return the index of the line above that is not blank; -1 if there is none."""
    return -1 if (above := document.next_filled(index, -1)) is None else above


def _follows(page: Page, bios: Mapping[int, Bio]) -> set[int]:
    """Return the lines below a bio that continue it: what she does, or how to write to her."""
    weak = page.cues.lines("weak")
    follows: set[int] = set()
    for index, bio in bios.items():

        def is_more(at: int, name: str = bio.name) -> bool:
            line = plain(page.document, at)
            if at in bios or len(line.text) > LONGEST:
                return False
            return at in weak or all(_goes_on(page, line, span, name) for span in sentences(line.text))

        follows.update(run_below(page.document, index, is_more))
    return follows


def _has_byline(document: Document, index: int, name: str) -> bool:
    """Return whether a line at most `NEAR` above, or one of the first lines, is a name and little more."""
    near = {*range(max(0, index - NEAR), index), *range(min(NEAR, index))}
    return any(is_name_line(document, at, name) for at in near)


RULE = Rule(
    id="author_bio",
    version=14,
    stage="remove",
    category="bio",
    level="safe",
    waiver=("Few are judged, since gold texts differ on bios; both wrong ones are bios that an annotator copied."),
    doc=__doc__,
    propose=propose,
    phrases={
        "bio": "the job or work of an author, behind the name that opens the line",
        "self": "the author introduces himself: a bio if the line also has a name and a job",
        "opening": "words that open a bio before the name",
        "author": "words that make the named person the author of the article",
        "unnamed": "the author says “I” without a name: a bio if nobody in the article says “I”",
        "person": "another job than writing: a bio only with more evidence",
        "heading": "goes above a bio that goes",
        "section": "a heading of the article's own: the bio right below it stays",
        "source": "names the origin of the text: the line is no bio",
        "weak": "goes below a bio that goes",
    },
    words={
        "title": "may stand before the name: Dr, senior reporter",
        "job": "jobs of authors; a bio in the first person names one",
        "pronoun": "opens a further sentence of a bio",
        "habit": "verbs of a bio: lives, covers",
        "opener": "opens a sentence that is enough by itself: when not writing",
        "event": "makes a sentence news: said, on Friday",
        "trait": "found only in notes about authors: in her spare time",
        "subject": "she, her, he: below a note on top of the text, they make it the beginning of a profile",
    },
    removes=(
        (
            "The school board voted 5–4 on Monday to close three schools that have been half empty since the "
            "hurricane.\n\n"
            "⟦About the author⟧\n\n⟦Dwight Arceneaux covers education for the Bayou Courier.⟧\n"
            "⟦Follow him on X @dwight⟧"
        ),
        (
            "The swimming pool will close in May, the council of Lundby said on Monday, since nobody would pay for its "
            "roof. Mona Field might.⟦ Ida Holm covers the coast for the Lundby Blaze.⟧"
        ),
    ),
    keeps=(
        (
            "Four people who bake for a living will talk about early mornings at the library of Lundby on Thursday.\n\n"
            "Omar Haddad is a food writer and the author of Flat, a book about bread without yeast.\n\n"
            "Jo Lindqvist is a pastry chef based in Malmö who has worked in four countries."
        ),
        (
            "Voters in Port Ansley will choose a new mayor in November, and nobody knows who it will be.\n\n"
            "Leah Winters is a freelance journalist who covered the last campaign. She now runs for the board herself."
        ),
        (
            "The swimming pool will close in May, the council of Lundby said on Monday, since nobody would pay for its "
            "roof.\n\n"
            "Mona Field is a teacher at the school. “We see them every day,” she says."
        ),
        (
            "Nobody on the island remembers who built the wall, and nobody has ever asked for it to be taken down.\n\n"
            "Ottilie Brandvold is a writer living in Tromsø. Excerpted from her book Walls, Fjordpress, 2014."
        ),
        (
            "Ottilie Brandvold is a writer living in Tromsø with her husband and a number of cats that she keeps.\n\n"
            "“I have nothing against light,” Brandvold says. “I only find that people tell you less in it.”"
        ),
    ),
)
