"""The pipeline: rules with their phrases at one level; it takes a source and returns text and log."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Literal

from cleantext.core.document import Article, Document, Hit
from cleantext.core.edits import Edit, Level, Removal, Result, Trail, apply, compose, fits, misfit, resolve
from cleantext.core.errors import RuleError
from cleantext.core.explain import by_phrase, explain
from cleantext.core.packs import SHARED, Pack, PhrasePack
from cleantext.core.passages import around
from cleantext.core.phrase import Phrase
from cleantext.core.required import RequiredPatterns
from cleantext.core.rule import LEVELS, STAGES, Cues, Rule, Stage
from cleantext.core.scanners import EVERYWHERE, SITE, Detect, Scanners
from cleantext.core.site_file import note
from cleantext.core.word_lists import WordLists

# A pass may uncover further edits, so passes are repeated until nothing changes: that makes cleaning idempotent by
# construction. Articles settle in two or three passes. A text that has not settled after this many was written to
# defeat it, and is left unchanged.
MOST_PASSES = 12
# A line has one hit for each phrase, so each pass takes one of many equal prompts in a line: a text that gets shorter
# with each pass may have more of them.
MOST_READ = 300_000  # code points of the source in all passes, if these are more than MOST_PASSES; 1 s at most
# Repairs shorten a text, or lengthen it by a few characters. A rule whose text grows with each pass would fill the
# memory before the passes end.
MOST_GROWTH = 2  # times the source
LEAST_ALLOWED = 10_000  # code points, whatever the length of the source

# The proposals of a stage, and the document that they were made for.
_Made = tuple[Document, list[Removal]]


class Pipeline:
    """Rules with their phrases at one level. It never changes, so threads and cleaners may share it."""

    def __init__(
        self,
        rules: Mapping[str, Rule],
        packs: Sequence[PhrasePack],
        level: Level,
        detect: Detect,
        *,
        own: Sequence[Pack] = (),
        protect: Iterable[str] = (),
    ) -> None:
        """Sort the rules by stage and gather their phrases.

        rules: by id, sorted; protect: the words that no rule may mend; detect: tells the languages of a document.
        own: the user's packs; their phrases are searched for in texts of every language. The predicates of rules do not
        know these words, so the rules of these packs run on every text.
        """
        self.level = level
        of_packs = [(pack.language or EVERYWHERE, pack.words) for pack in packs if pack.words]
        of_user = [*(pack.words for pack in own), {SHARED: {"protect": dict.fromkeys(protect, "")}}]
        self._words = WordLists([*of_packs, *((EVERYWHERE, words) for words in of_user)], rules.values(), detect)
        self._taught = frozenset(rule for pack in own for rule in pack.words)
        active = [rule for rule in rules.values() if self._runs(rule.level)]
        self._leaders, self._followers = (
            {stage: [rule for rule in active if rule.stage == stage and rule.follows == follows] for stage in STAGES}
            for follows in (False, True)
        )
        self._scanned = {rule.stage for rule in active if rule.phrases}
        self._asked = {rule.id for rule in active if rule.requires or rule.when or rule.id in self._taught}
        self._required = RequiredPatterns({rule.id: rule.requires for rule in active if rule.requires})
        ids = {rule.id for rule in active}
        by_code: dict[str, list[PhrasePack]] = {}
        for pack in packs:
            if not ids.isdisjoint(pack.spoken):
                by_code.setdefault(pack.language or EVERYWHERE, []).append(pack)
        of_own = [phrase for pack in own for phrase in pack.phrases if phrase.rule in ids]
        self._of_sites = {(phrase.site, phrase.rule, phrase.pattern) for phrase in of_own if phrase.site}
        by_place: dict[str, list[Phrase]] = {}
        for phrase in of_own:
            by_place.setdefault(f"{SITE}{phrase.site}" if phrase.site else EVERYWHERE, []).append(phrase)
        phrases = {
            code: partial(_gathered, by_code.get(code, ()), ids, by_place.get(code, ()))
            for code in by_code.keys() | by_place.keys()
        }
        self._scanner = Scanners(phrases, detect)

    def run(self, source: str, article: Article) -> Result:
        """Clean a source: passes of all stages, until nothing changes.

        Raises RuleError if a rule of the user's fails.
        """
        text, log = source, list[Removal]()
        late: set[str] = set()  # rules that ran out of time on this text
        document = Document(source, article, scan=self._scanner.hits)
        made: dict[Stage, _Made] = {}
        scanned: Document | None = None  # the last document whose hits are known: only new lines are scanned again
        changing = set[str]()
        passes = max(MOST_PASSES, MOST_READ // (len(source) + 1))
        for number in range(1, passes + 1):
            changing, size = set(), len(text)
            for stage in STAGES:
                # A stage that gets the document of the last pass again would propose the same again.
                if stage not in made or made[stage][0] is not document:
                    made[stage] = document, self._propose(stage, document, late)
                edits = resolve((entry for entry in made[stage][1] if entry.status == "applied"), text)
                if edits:
                    log = compose(log, edits, source, text)
                    text = apply(text, edits)
                    scanned = document if document.is_scanned else scanned
                    document = Document(
                        text, article, trail=Trail(log), scan=partial(self._scanner.hits, before=scanned)
                    )
                    changing.update(entry.rule for entry in edits)
            if not changing:
                reported = [entry for _, entries in made.values() for entry in entries if entry.status == "reported"]
                entries = sorted([*log, *_traced(reported, log, source)], key=_order)
                entries = [_with_sentence(entry, source) for entry in entries]
                return Result(text, tuple(entries), degraded="; ".join(map(_late_message, sorted(late))) or None)
            if len(text) > MOST_GROWTH * len(source) + LEAST_ALLOWED:
                return Result(source, degraded=f"not cleaned: the text grows with each pass by {_listed(changing)}")
            if number >= MOST_PASSES and len(text) >= size:
                passes = number
                break
        return Result(source, degraded=f"not cleaned: still changing after {passes} passes by {_listed(changing)}")

    def _propose(self, stage: Stage, document: Document, late: set[str]) -> list[Removal]:
        hits = document.hits if stage in self._scanned else {}
        # Most rules find nothing in most texts, so the work for each of them is kept minimal.
        called = [rule for rule in self._leaders[stage] if rule.id in hits or rule.id in self._asked]
        made = [entry for rule in called for entry in self._made_by(rule, document, late)]
        followers = self._followers[stage]
        if followers:
            spans = ((entry.start, entry.end) for entry in made if entry.status == "applied")
            taken = frozenset(line for span in spans for line in document.lines_of(*span))
            made += [entry for rule in followers for entry in self._made_by(rule, document, late, taken)]
        kept = document.table(kept_lines) if stage != "repair" else frozenset[int]()
        return [entry for entry in made if kept.isdisjoint(document.lines_of(entry.start, entry.end))] if kept else made

    def _made_by(
        self, rule: Rule, document: Document, late: set[str], taken: frozenset[int] = frozenset()
    ) -> Iterable[Removal]:
        hits = document.hits.get(rule.id, ()) if rule.phrases else ()
        if rule.id in late or not (hits or rule.id in self._taught or self._is_due(rule, document)):
            return ()
        try:
            edits = _proposals(rule, document, Cues(hits, self._words.of(document, rule.id), taken))
        except TimeoutError:
            late.add(rule.id)
            return ()
        return list(self._entries(rule, edits, document, hits)) if edits else ()

    def _is_due(self, rule: Rule, document: Document) -> bool:
        """Return whether a text has what a rule requires."""
        if rule.requires and rule.id not in document.table(self._required.found):
            return False
        return rule.when(document) if rule.when else bool(rule.requires)

    def _entries(self, rule: Rule, edits: Iterable[Edit], document: Document, hits: Sequence[Hit]) -> Iterator[Removal]:
        text, site = document.text, document.article.site_file
        confidence, phrases = rule.confidence, by_phrase(hits)
        levels = LEVELS[: _rank(self.level) + 1] if self._applies(rule.level) else ()
        for edit in edits:
            if not fits(edit, len(text)):
                raise RuleError(misfit(rule.id, edit, len(text)))
            start, end, replacement, _, level, measured = edit
            why, pattern = explain(edit, text, phrases)
            if site and (site.name, rule.id, pattern) in self._of_sites:
                why = f"{why} {note(site.name)}"
            status: Literal["applied", "reported"] = "applied" if level in levels else "reported"
            yield Removal(
                rule.id,
                rule.version,
                rule.category,
                start,
                end,
                text[start:end],
                replacement,
                why,
                confidence if measured is None else measured,
                status,
                pattern,
            )

    def _runs(self, level: Level) -> bool:
        """Return whether rules of a level run: those that apply, and those that only report."""
        return level == "report" or _rank(level) <= _rank(self.level)

    def _applies(self, level: Level) -> bool:
        """Return whether proposals of rules of a level are applied."""
        return self.level != "report" and _rank(level) <= _rank(self.level)


def kept_lines(document: Document) -> frozenset[int]:
    """Return the lines that the site file keeps, whatever rules propose."""
    site = document.article.site_file
    if site is None:
        return frozenset()
    marks = map(document.mark, range(len(document.raw_lines)))
    by_element = (index for index, mark in enumerate(marks) if mark and mark.is_kept)
    return frozenset(by_element) | {
        index for index, line in enumerate(document.raw_lines) if line.strip() and "keep" in site.roles(line)
    }


def _proposals(rule: Rule, document: Document, cues: Cues) -> list[Edit]:
    try:
        return list(rule.propose(document, cues))
    except TimeoutError:
        raise
    except Exception as error:
        raise RuleError(f"rule {rule.id!r} (of {rule.origin}) failed: {type(error).__name__}: {error}") from error


def _with_sentence(entry: Removal, source: str) -> Removal:
    """Return an entry for a removal inside a line, with the sentence around it."""
    sentence = None if entry.replacement else around(source, entry.start, entry.end)
    return entry if sentence is None else entry._replace(sentence=sentence)


def _late_message(rule: str) -> str:
    return f"rule {rule!r} ran out of time on this text and was left out"


def _listed(rules: Iterable[str]) -> str:
    return "rule " + ", ".join(map(repr, sorted(rules)))


def _rank(level: Level) -> int:
    return LEVELS.index(level)


def _order(entry: Removal) -> tuple[int, int, str, str]:
    return entry.start, entry.end, entry.status, entry.rule


def _traced(reported: Iterable[Removal], log: Sequence[Removal], source: str) -> Iterator[Removal]:
    """Yield entries on the clean text, moved to the source."""
    trail = Trail(log)
    for entry in reported:
        start, end = trail.start(entry.start), trail.end(entry.end)
        yield entry._replace(start=start, end=end, removed=source[start:end])


def _gathered(packs: Iterable[PhrasePack], rules: Collection[str], own: Iterable[Phrase]) -> list[Phrase]:
    """Return the phrases of packs for some rules, and the user's own."""
    return [*(phrase for pack in packs for phrase in pack.phrases if phrase.rule in rules), *own]
