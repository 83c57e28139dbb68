"""What users call: a `Cleaner` with its options, for texts and pages, and two functions with the usual ones."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any

from cleantext import registry, shipped
from cleantext.core import packs as packs_module
from cleantext.core.document import Article
from cleantext.core.edits import Level, Result
from cleantext.core.errors import SettingsError, nearest
from cleantext.core.language import language_code
from cleantext.core.pipeline import Pipeline
from cleantext.core.rule import LEVELS, Rule

if TYPE_CHECKING:
    from cleantext.core.learned import Site


class Cleaner:
    """A pipeline of rules with its options: call it with a text. It never changes.

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
        self.language = _code(language)
        self.rules = registry.select(rules, _listed("enable", enable), _listed("disable", disable))
        self._packs = tuple(fspath(path) for path in _listed("packs", packs))
        self._protect = tuple(_listed("protect", protect))
        self._sites, phrase_packs = _parted(self._packs)
        self._own_sites: Mapping[str, Site] | None = None  # those of `with_sites`
        self._pipeline = _pipeline(level, tuple(self.rules.values()), phrase_packs, self._protect)

    def __reduce__(self) -> tuple[Any, ...]:
        options = (self.level, tuple(self.rules.values()), self._packs, self.language, self._protect)
        return _rebuilt, (options, self._own_sites)

    def __call__(
        self, text: str, *, title: str | None = None, language: str | None = None, site: str | None = None
    ) -> Result:
        """Clean one article.

        title: its headline, where it is known; language: its code, over the cleaner's own.
        site: the registered domain it is from, such as "example.org", or its URL; site packs say what repeats there.
        Raises TypeError for anything but a `str`, RuleError where a rule of the user's fails.
        """
        if not isinstance(text, str):
            raise TypeError(_type_message(text))
        return self._pipeline.run(text, Article(title, _code(language) or self.language, self._site(site)))

    def html(self, html: str | bytes, url: str | None = None) -> Result:
        """Extract the article of a page and clean it. See `clean_html`."""
        from cleantext.html import extract  # trafilatura and lxml take most of a second to import

        page = extract(html, url)
        language = self.language or page.language
        article = Article(page.title, language, self._site(url), page.window_title, page.description, page.marks)
        result = self._pipeline.run(page.text, article)
        degraded = "; ".join(filter(None, (page.degraded, result.degraded))) or None
        return Result(result.text, result.removals, page.title, page.author, page.date, page.text, degraded)

    def with_sites(self, sites: "Mapping[str, Site]") -> "Cleaner":
        """Another cleaner with the same options, and with what sites repeat, by name, instead of what its packs say."""
        other: Cleaner = object.__new__(type(self))
        other.__dict__.update(self.__dict__, _sites=dict(sites), _own_sites=dict(sites))
        return other

    def _site(self, site: str | None) -> "Site | None":
        """What the packs know of a site, given its name or a URL."""
        if not (site and self._sites):
            return None
        from cleantext.core.learned import site_of

        return self._sites.get(site) or self._sites.get(site_of(site) or "")


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
    return _default(level, tuple(map(fspath, _listed("packs", packs))))(text, title=title, language=language, site=site)


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
    return _default(level, tuple(map(fspath, _listed("packs", packs)))).html(html, url)


@lru_cache(maxsize=8)
def _default(level: Level, packs: tuple[str, ...]) -> Cleaner:
    return Cleaner(level=level, packs=packs)


def _rebuilt(options: tuple[Any, ...], sites: "Mapping[str, Site] | None") -> Cleaner:
    """A pickled cleaner, in the process that unpickles it."""
    cleaner = _unpickled(*options)
    return cleaner if sites is None else cleaner.with_sites(sites)


# A pool pickles the cleaner anew with each task, and compiling packs takes longer than cleaning an article.
@lru_cache(maxsize=8)
def _unpickled(
    level: Level, rules: tuple[Rule, ...], packs: tuple[str, ...], language: str | None, protect: tuple[str, ...]
) -> Cleaner:
    return Cleaner(level=level, rules=rules, packs=packs, language=language, protect=protect)


def _pipeline(level: Level, rules: tuple[Rule, ...], packs: tuple[str, ...], protect: tuple[str, ...]) -> Pipeline:
    from cleantext.lexicons.languages import languages  # with what it imports, 10 ms

    selected = {rule.id: rule for rule in rules}
    # A pack may speak of a rule that is left out here; only one that does not exist is a mistake.
    known = {**registry.known(), **selected} if packs else {}
    own = [packs_module.load(path, known) for path in packs]
    return Pipeline(
        selected,
        [*shipped.packs(selected), *own],
        level,
        languages,
        own={pack.name for pack in own},
        protect=protect,
        taught={rule for pack in own for rule in pack.words},
    )


def _parted(paths: Iterable[str]) -> "tuple[dict[str, Site], tuple[str, ...]]":
    """What site packs among some packs hold, by site, and the paths of the others."""
    sites: dict[str, Site] = {}
    phrases = []
    for path in paths:
        if packs_module.is_site_pack(path):
            from cleantext.core import learned  # with what it imports, 10 ms

            sites = learned.merged(sites, learned.load(path))
        else:
            phrases.append(path)
    return sites, tuple(phrases)


def _code(language: str | None) -> str | None:
    if language is None:
        return None
    code = language_code(language)
    if code is None:
        mend = "give one such as 'de', 'pt-BR' or 'English'"
        raise SettingsError(f"language {language!r} is no code of a language; {mend}")
    return code


def _listed(option: str, value: Iterable[Any]) -> tuple[Any, ...]:
    if isinstance(value, str | bytes):
        raise SettingsError(f"{option} must be a list, such as {option}=[{value!r}]")
    return tuple(value)


def _type_message(value: object) -> str:
    if isinstance(value, bytes | bytearray | memoryview):
        return "clean() takes a str, not bytes: decode them, such as data.decode('utf-8'); HTML goes to clean_html()"
    return f"clean() takes a str, not {type(value).__name__}"
