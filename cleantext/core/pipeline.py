"""The pipeline: which rules, which packs, which level; text in, `Result` out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import lru_cache, partial
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any, Literal

from cleantext.core import packs as packs_module
from cleantext.core import registry
from cleantext.core.document import Document
from cleantext.core.edits import Edit, Level, Removal, Result, Trail, apply, compose, resolve
from cleantext.core.errors import RuleError, SettingsError, nearest
from cleantext.core.rule import LEVELS, STAGES, Cues, Rule, Stage
from cleantext.core.scan import Scanner, Shapes

if TYPE_CHECKING:
    from cleantext.core.learned import Site

# A pass whose edits uncover further ones is followed by another, until nothing changes: that makes cleaning
# idempotent by construction. Articles settle in two or three passes; what has not settled after this many
# was written to defeat it, and is left alone.
MOST_PASSES = 12


class Cleaner:
    """A pipeline of rules: call it with a text.

    level: "safe" removes what is measured to be safe, "thorough" more, "report" changes nothing and logs all.
    rules: ids and `Rule` objects in any mix; None for all that come with cleantext.
    enable, disable: ids of rules to apply whatever their level, and to leave out.
    packs: paths of TOML files with phrases of your own, and of site packs, which `cleantext learn` writes.
    language: the code of the language that all texts are in, such as "de"; None where it varies.
    protect: words that no rule may mend, such as names; in any case of letters.

    Raises SettingsError (for packs its kind PackError) for an option that does not fit.
    """

    def __init__(
        self,
        *,
        level: Level = "safe",
        rules: Iterable[str | Rule] | None = None,
        enable: Iterable[str] = (),
        disable: Iterable[str] = (),
        packs: Iterable[str | PathLike[str]] = (),
        language: str | None = None,
        protect: Iterable[str] = (),
    ) -> None:
        if level not in LEVELS:
            raise SettingsError(f"{level!r} is no level{nearest(str(level), LEVELS)}")
        self.level = level
        self.language = language
        self.rules = registry.select(rules, _names("enable", enable), _names("disable", disable))
        self._pack_paths = tuple(fspath(path) for path in _names("packs", packs))
        # A pack may speak of a rule that is left out here; only one that does not exist is a mistake.
        known = {**registry.known(), **self.rules} if self._pack_paths else {}
        self._sites, phrase_packs = _parted(self._pack_paths)
        own = [packs_module.load(path, known) for path in phrase_packs]
        loaded = [*packs_module.shipped(self.rules), *own]
        self._protect = _names("protect", protect)
        self._words = _merged_words(loaded)
        # A rule's `when` knows nothing of a user's own words: where there are any, the rule runs on every text.
        self._taught = {rule for pack in own for rule in pack.words}
        for rule in self.rules.values():
            if "protect" in rule.words and self._protect:
                self._words.setdefault(rule.id, {}).setdefault("protect", {}).update(dict.fromkeys(self._protect, ""))
        active = {rule.id: rule for rule in self.rules.values() if self._runs(rule.level)}
        self._stages, self._followers = (
            {
                stage: [rule for rule in active.values() if rule.stage == stage and rule.follows == follows]
                for stage in STAGES
            }
            for follows in (False, True)
        )
        self._scanned = {rule.stage for rule in active.values() if rule.phrases}
        self._asked = {rule.id for rule in active.values() if rule.shape or rule.when or rule.id in self._taught}
        self._shapes = Shapes({rule.id: rule.shape for rule in active.values() if rule.shape})
        self._scanner = Scanner([phrase for pack in loaded for phrase in pack.phrases if phrase.rule in active])

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (self.level, tuple(self.rules.values()), self._pack_paths, self.language, self._protect)

    def __call__(
        self, text: str, *, title: str | None = None, language: str | None = None, site: str | None = None
    ) -> Result:
        """Clean one article.

        title: its headline, where it is known; language: its code, over the cleaner's own.
        site: the registered domain it is from, such as "example.org", or its URL; site packs say what repeats there.
        Raises TypeError for anything but a `str`, RuleError where a rule of the user's fails.
        """
        if not isinstance(text, str):
            raise TypeError(_no_text(text))
        view = partial(Document, title=title, language=language or self.language, learned=self._learned(site))
        return self._clean(text, view)

    def html(self, html: str | bytes, url: str | None = None) -> Result:
        """Extract the article of a page and clean it. See `clean_html`."""
        from cleantext.html import extract  # trafilatura and lxml take most of a second to import

        page = extract(html, url)
        view = partial(
            Document,
            title=page.title,
            description=page.description,
            window_title=page.window_title,
            marks=page.marks,
            learned=self._learned(url),
        )
        result = self._clean(page.text, partial(view, language=self.language or page.language))
        degraded = "; ".join(filter(None, (page.degraded, result.degraded))) or None
        return Result(result.text, result.removals, page.title, page.author, page.date, page.text, degraded)

    def with_sites(self, sites: "Mapping[str, Site]") -> "Cleaner":
        """The same cleaner with what sites repeat, by name, instead of what its own packs say."""
        other = copy(self)
        other._sites = dict(sites)  # noqa: SLF001 - its own kind
        return other

    def _learned(self, site: str | None) -> "Site | None":
        """What the packs know of a site, given its name or a URL."""
        if not (site and self._sites):
            return None
        from cleantext.core.learned import site_of

        return self._sites.get(site) or self._sites.get(site_of(site) or "")

    def _clean(self, source: str, article: "partial[Document]") -> Result:
        text, log = source, list[Removal]()
        late: set[str] = set()  # rules that ran out of time on this text
        view = partial(article, scan=self._scanner.hits, look=self._shapes.found)
        document = view(source)
        seen: dict[Stage, tuple[Document, list[Removal]]] = {}
        for _ in range(MOST_PASSES):
            before, reported = text, list[Removal]()
            for stage in STAGES:
                # A stage that is shown the document of the last pass again would say the same again.
                known, made = seen.get(stage, (None, []))
                if known is not document:
                    made = self._propose(stage, document, late)
                    seen[stage] = document, made
                reported += (entry for entry in made if entry.status == "reported")
                edits = resolve((entry for entry in made if entry.status == "applied"), text)
                if edits:
                    log = compose(log, edits, source, text)
                    text = apply(text, edits)
                    document = view(text, trail=Trail(log), before=document)
            if text == before:
                entries = sorted([*log, *_traced(reported, log, source)], key=_order)
                return Result(text, tuple(entries), degraded="; ".join(map(_told_late, sorted(late))) or None)
        return Result(source, degraded=f"not cleaned: still changing after {MOST_PASSES} passes")

    def _propose(self, stage: Stage, document: Document, late: set[str]) -> list[Removal]:
        hits = document.hits if stage in self._scanned else {}
        # Most rules have nothing to look at in most texts: what is done for each of them is as little as can be.
        called = [rule for rule in self._stages[stage] if rule.id in hits or rule.id in self._asked]
        made = [entry for rule in called for entry in self._made_by(rule, document, late)]
        followers = self._followers[stage]
        if followers:
            spans = ((entry.start, entry.end) for entry in made if entry.status == "applied")
            document.known = frozenset(line for span in spans for line in document.lines_of(*span))
        return made + [entry for rule in followers for entry in self._made_by(rule, document, late)]

    def _made_by(self, rule: Rule, document: Document, late: set[str]) -> Iterable[Removal]:
        hits = document.hits.get(rule.id, ()) if rule.phrases else ()
        if rule.id in late or not (hits or rule.id in self._taught or _is_due(rule, document)):
            return ()
        try:
            edits = _proposals(rule, document, Cues(hits, self._words.get(rule.id, {})))
        except TimeoutError:
            late.add(rule.id)
            return ()
        return list(self._entries(rule, edits, document.text)) if edits else ()

    def _entries(self, rule: Rule, edits: Iterable[Edit], text: str) -> Iterator[Removal]:
        confidence = rule.confidence
        levels = LEVELS[: _rank(self.level) + 1] if self._applies(rule.level) else ()
        for edit in edits:
            start, end, replacement, reason, level = edit
            if not 0 <= start < end <= len(text) or not isinstance(replacement, str):
                raise RuleError(f"rule {rule.id!r} proposed {edit!r} on a text of {len(text)} code points")
            status: Literal["applied", "reported"] = "applied" if level in levels else "reported"
            yield Removal(
                rule.id,
                rule.version,
                rule.category,
                start,
                end,
                text[start:end],
                replacement,
                reason,
                confidence,
                status,
            )

    def _runs(self, level: Level) -> bool:
        """Whether rules of a level run: those that apply, and those that only report."""
        return level == "report" or _rank(level) <= _rank(self.level)

    def _applies(self, level: Level) -> bool:
        """Whether what rules of a level propose is applied."""
        return self.level != "report" and _rank(level) <= _rank(self.level)


def clean(
    text: str,
    *,
    title: str | None = None,
    language: str | None = None,
    site: str | None = None,
    level: Level = "safe",
    packs: Iterable[str | PathLike[str]] = (),
) -> Result:
    """Strip the boilerplate from an article's text.

    title: the headline, where it is known, so that its repeats can be told from headings.
    language: its code, such as "de", where it is known.
    site: the registered domain it is from, such as "example.org", or its URL, for site packs among `packs`.
    level, packs: see `Cleaner`; packs are read once a process.

    Never fails on any `str`. Raises TypeError for anything else, SettingsError for an unknown level or a bad pack.
    """
    return _default(level, tuple(map(fspath, _names("packs", packs))))(text, title=title, language=language, site=site)


def clean_html(
    html: str | bytes,
    url: str | None = None,
    *,
    level: Level = "safe",
    packs: Iterable[str | PathLike[str]] = (),
) -> Result:
    """Extract the article of an HTML page and strip its boilerplate.

    html: the page, as text or as the bytes that came over the wire (the encoding is found).
    url: where it came from; it helps to find the date, and says which site of a site pack is meant.
    level, packs: see `clean`.

    The result also has title, author, date, source (the extracted text, which `restore` gives back) and
    degraded (what was lost on the way, and why). A page without an article gives an empty result with the
    reason in `degraded`. Raises NotHtmlError for input that cannot be HTML.
    """
    return _default(level, tuple(map(fspath, _names("packs", packs)))).html(html, url)


@lru_cache(maxsize=8)
def _default(level: Level, packs: tuple[str, ...]) -> Cleaner:
    return Cleaner(level=level, packs=packs)


# A pool pickles the cleaner anew with each task, and compiling packs takes longer than cleaning an article.
@lru_cache(maxsize=8)
def _rebuild(
    level: Level, rules: tuple[Rule, ...], packs: tuple[str, ...], language: str | None, protect: tuple[str, ...]
) -> Cleaner:
    return Cleaner(level=level, rules=rules, packs=packs, language=language, protect=protect)


def _is_due(rule: Rule, document: Document) -> bool:
    """Whether a rule has to look at a text for its shape."""
    if rule.shape and rule.id not in document.shapes:
        return False
    return rule.when(document) if rule.when else bool(rule.shape)


def _parted(paths: Iterable[str]) -> "tuple[dict[str, Site], list[str]]":
    """What site packs among some packs hold, by site, and the paths of the others."""
    sites: dict[str, Site] = {}
    phrases = []
    for path in paths:
        if packs_module.is_site_pack(path):
            from cleantext.core import learned  # with what it imports, 10 ms

            sites = learned.merged(sites, learned.load(path))
        else:
            phrases.append(path)
    return sites, phrases


def _proposals(rule: Rule, document: Document, cues: Cues) -> list[Edit]:
    try:
        return list(rule.propose(document, cues))
    except TimeoutError:
        raise
    except Exception as error:
        raise RuleError(f"rule {rule.id!r} (of {rule.origin}) failed: {type(error).__name__}: {error}") from error


def _told_late(rule: str) -> str:
    return f"rule {rule!r} ran out of time on this text and was left out"


def _rank(level: Level) -> int:
    return LEVELS.index(level)


def _order(entry: Removal) -> tuple[int, int, str, str]:
    return entry.start, entry.end, entry.status, entry.rule


def _traced(reported: Iterable[Removal], log: Sequence[Removal], source: str) -> Iterator[Removal]:
    """Entries on the clean text, moved to the source."""
    trail = Trail(log)
    for entry in reported:
        start, end = trail.start(entry.start), trail.end(entry.end)
        yield entry._replace(start=start, end=end, removed=source[start:end])


def _merged_words(packs: Iterable[packs_module.Pack]) -> dict[str, dict[str, dict[str, str]]]:
    merged: dict[str, dict[str, dict[str, str]]] = {}
    for pack in packs:
        for rule, roles in pack.words.items():
            for role, words in roles.items():
                merged.setdefault(rule, {}).setdefault(role, {}).update(words)
    return merged


def _names(option: str, value: Iterable[Any]) -> tuple[Any, ...]:
    if isinstance(value, str | bytes):
        raise SettingsError(f"{option} must be a list, such as {option}=[{value!r}]")
    return tuple(value)


def _no_text(value: object) -> str:
    if isinstance(value, bytes | bytearray | memoryview):
        return "clean() takes a str, not bytes: decode them, such as data.decode('utf-8'); HTML goes to clean_html()"
    return f"clean() takes a str, not {type(value).__name__}"
