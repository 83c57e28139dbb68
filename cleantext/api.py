"""The public interface: `Cleaner` with its options, for texts and pages, and the functions `clean` and `clean_html`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from os import PathLike
from typing import TYPE_CHECKING, Any, Unpack

from cleantext import registry, shipped
from cleantext.core import packs as packs_module
from cleantext.core.document import Article
from cleantext.core.edits import Level, Result
from cleantext.core.errors import CleantextError, CleantextWarning, some_of
from cleantext.core.pipeline import Pipeline
from cleantext.core.rule import Rule
from cleantext.options import Frozen, RuleOptions, code, fact, frozen

if TYPE_CHECKING:
    from logging import Logger

    from cleantext.core.learned import Site
    from cleantext.core.packs import Pack
    from cleantext.core.site_file import SiteFile


class Cleaner:
    """Rules with their options. Call it with a text, or call `html` with a page. Its options never change.

    - level: "safe" applies the rules that are measured to be safe, "thorough" applies more, "report" changes nothing
      and logs everything.
    - rules: only these rules run: ids, categories, patterns such as "share*", and `Rule` objects, in any mix.
    - enable: rules that run whatever their level; ids, categories and patterns.
    - disable: rules that do not run; ids, categories and patterns.
    - packs: paths of TOML files with your own phrases, for all texts or for one site, and of site packs, which
      `cleantext learn` writes.
    - protect: words that no rule may mend, such as names; case does not matter.
    - unwrap: whether paragraphs that are broken into lines of 60 to 80 columns become one line each.
    - language: the code of the language of all texts, such as "de"; None if it varies.
    - site: the registered domain of all texts, such as "example.org", or its URL; None if it varies.

    Raises SettingsError for an invalid option, PackError (a SettingsError) for an invalid pack.
    """

    def __init__(
        self,
        *,
        level: Level = "safe",
        rules: Iterable[str | Rule] | None = None,
        enable: Iterable[str] = (),
        disable: Iterable[str] = (),
        packs: Iterable[str | PathLike[str]] = (),
        protect: Iterable[str] = (),
        unwrap: bool = False,
        language: str | None = None,
        site: str | None = None,
    ) -> None:
        self._options = frozen(
            {
                "level": level,
                "rules": rules,
                "enable": enable,
                "disable": disable,
                "packs": packs,
                "protect": protect,
                "unwrap": unwrap,
                "language": language,
                "site": site,
            }
        )
        given = dict(self._options)
        self.level = level
        self.language: str | None = given.get("language")
        self.site = site
        asked = ("unwrap",) if unwrap else ()
        self.rules = registry.select(given.get("rules"), (*given.get("enable", ()), *asked), given.get("disable", ()))
        self._sites, phrase_packs = _parted(given.get("packs", ()))
        self._own_sites: tuple[Mapping[str, Site], Mapping[str, SiteFile]] | None = None  # given to `with_sites`
        own = _loaded(phrase_packs, self.rules)
        self._site_files = _site_files(own)
        self._pipeline = _pipeline(level, tuple(self.rules.values()), own, given.get("protect", ()))
        # Neither of these two changes a result.
        self.has_met_a_site = False  # whether a text belonged to a site that the packs know
        self._has_warned = False  # whether the user was warned that no text belongs to such a site

    def __repr__(self) -> str:
        return f"Cleaner({', '.join(f'{name}={value!r}' for name, value in self._options)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (self._options, self._own_sites)

    def __call__(
        self,
        text: str,
        *,
        title: str | None = None,
        url: str | None = None,
        site: str | None = None,
        language: str | None = None,
    ) -> Result:
        """Clean one article.

        - title: its headline, if known.
        - url: its address, from which its site is known.
        - site: its registered domain, if the URL does not say it.
        - language: the code of its language; it takes precedence over the cleaner's own.

        Raises TypeError for anything but a `str`, RuleError if a rule of the user's fails.
        """
        if not isinstance(text, str):
            raise TypeError(_type_message(text))
        _check_facts(title, url, site)
        text = str.__str__(text)  # of a subclass, such as that of an HTML library, with methods of its own
        learned, listed = self._site(site or self.site or url)
        article = Article(title, code(language) or self.language, learned, site_file=listed)
        return _result(self._pipeline.run(text, article))

    def html(
        self,
        html: str | bytes,
        url: str | None = None,
        *,
        title: str | None = None,
        site: str | None = None,
        language: str | None = None,
    ) -> Result:
        """Extract the article of a page and clean it. See `clean_html`."""
        from cleantext.html import extract  # trafilatura and lxml take most of a second to import

        _check_facts(title, url, site)
        named = site or self.site or url
        page = extract(html, url, (lambda own: self._site(named or own)[1]) if self._site_files else None)
        language = code(language) or self.language
        learned, listed = self._site(named or page.url)
        article = replace(page.facts(), title=title or page.title, language=language, site=learned, site_file=listed)
        result = Result(page.text) if page.is_given_as_it_is else self._pipeline.run(page.text, article)
        degraded = "; ".join(filter(None, (page.degraded, result.degraded))) or None
        return _result(result, article.title, page.author, page.date, page.text, degraded, page.url)

    def clean_many(
        self, texts: "Iterable[str | Mapping[str, Any]]", workers: int = 1
    ) -> "Iterator[Result | CleantextError]":
        """Clean texts lazily. Yield one result for each text, in order, or the error in its place.

        texts: each is a `str`, or a mapping with `text` or `html` (`str` or `bytes`) and optional `title`, `url`,
        `site` and `language`. The iterable may be endless: no more than a few hundred texts are held at a time.
        workers: the number of processes. They start once, by the start method of `multiprocessing` in this program; 1
        cleans in this process. The results are the same.

        Raises SettingsError for `workers` below 1, at once, and CleantextError if processes cannot start. An exception
        of the iterable itself is passed on. The error of one text is yielded, even if the text ends a worker process.
        """
        from cleantext import many  # with what it imports, 10 ms

        return many.results(self, texts, workers)

    def with_sites(self, sites: "Mapping[str, Site]", files: "Mapping[str, SiteFile] | None" = None) -> "Cleaner":
        """Return another cleaner with the same options and other sites, by name.

        sites: the lines that they repeat; files: the rules that a person wrote for them.
        """
        other: Cleaner = object.__new__(type(self))
        given = dict(sites), dict(files or {})
        other.__dict__.update(self.__dict__, _sites=given[0], _site_files=given[1], _own_sites=given)
        return other

    @property
    def sites(self) -> tuple[str, ...]:
        """Return the sites that the packs know, sorted."""
        return tuple(sorted({*self._sites, *self._site_files}))

    def _site(self, site: str | None) -> "tuple[Site | None, SiteFile | None]":
        """Return what the packs know about a site, learned and written by hand, given its name or URL."""
        if not (self._sites or self._site_files):
            return None, None
        if not site:
            if not self._has_warned:
                self._has_warned = True
                _warn_of_no_site(self.sites)
            return None, None
        from cleantext.core.learned import site_of

        known = site if site in self._sites or site in self._site_files else site_of(site) or ""
        self.has_met_a_site |= known in self._sites or known in self._site_files
        return self._sites.get(known), self._site_files.get(known)


def clean(
    text: str,
    *,
    title: str | None = None,
    url: str | None = None,
    site: str | None = None,
    language: str | None = None,
    **options: Unpack[RuleOptions],
) -> Result:
    """Strip the boilerplate from an article's text.

    - title: the headline, if known; repeats of it are then distinguished from headings.
    - url: the address of the article, from which its site is known.
    - site: the registered domain, such as "example.org", in place of the URL.
    - language: the code of the language, such as "de", if known.
    - options: level=, rules=, enable=, disable=, packs=, protect= and unwrap=, as for `Cleaner`. A process reads each
      pack once.

    It never fails on a `str`. Raises TypeError for anything else, SettingsError for an invalid option or pack.
    """
    return _cleaner(frozen(options, "clean"))(text, title=title, url=url, site=site, language=language)


def clean_html(
    html: str | bytes,
    url: str | None = None,
    *,
    title: str | None = None,
    site: str | None = None,
    language: str | None = None,
    **options: Unpack[RuleOptions],
) -> Result:
    """Extract the article of an HTML page and strip its boilerplate.

    - html: the page, as text, or as the bytes that came over the wire; the encoding is detected.
    - url: the address of the page. It determines the site, and helps to find the date. The default is the canonical
      address that the page gives.
    - title, site, language, options: as for `clean`; they take precedence over what the page says.

    The result also has title, author, date, source (the extracted text, which `restore` gives back) and degraded (what
    was lost, and why). A page without an article gives an empty text, with the reason in `degraded`. Raises
    NotHtmlError for input that cannot be HTML.
    """
    return _cleaner(frozen(options, "clean_html")).html(html, url, title=title, site=site, language=language)


def _rebuilt(options: Frozen, sites: "tuple[Mapping[str, Site], Mapping[str, SiteFile]] | None") -> Cleaner:
    """Rebuild a pickled cleaner in the process that unpickles it."""
    cleaner = _cleaner(options)
    return cleaner if sites is None else cleaner.with_sites(*sites)


# A pool pickles the cleaner anew with each task, and compiling packs takes longer than cleaning an article.
@lru_cache(maxsize=8)
def _cleaner(options: Frozen) -> Cleaner:
    return Cleaner(**dict(options))


def _loaded(paths: tuple[str, ...], selected: Mapping[str, Rule]) -> "list[Pack]":
    """Return the user's own packs."""
    # A pack may hold phrases for a rule that is left out here; only a rule that does not exist is a mistake.
    known = {**registry.known(), **selected} if paths else {}
    return [packs_module.load(path, known) for path in paths]


def _site_files(packs: "Iterable[Pack]") -> "dict[str, SiteFile]":
    """Return the site files that some packs hold, by site."""
    found: dict[str, SiteFile] = {}
    for site in (site for pack in packs for site in pack.sites):
        found[site.name] = found[site.name].joined(site) if site.name in found else site
    return found


def _pipeline(level: Level, rules: tuple[Rule, ...], own: "list[Pack]", protect: tuple[str, ...]) -> Pipeline:
    from cleantext.lexicons.languages import languages  # with what it imports, 10 ms

    selected = {rule.id: rule for rule in rules}
    return Pipeline(
        selected,
        shipped.late_packs(selected),
        level,
        languages,
        own=own,
        protect=protect,
    )


def _parted(paths: Iterable[str]) -> "tuple[dict[str, Site], tuple[str, ...]]":
    """Split packs: return the contents of site packs, by site, and the paths of the other packs."""
    sites: dict[str, Site] = {}
    phrases = []
    for path in paths:
        if packs_module.is_site_pack(path):
            from cleantext.core import learned  # with what it imports, 10 ms

            sites = learned.merged(sites, learned.load(path))
        else:
            phrases.append(path)
    return sites, tuple(phrases)


def _result(cleaned: Result, *page: str | None) -> Result:
    """Add the fields of a page and the detection of a language; `degraded` goes to the logger `cleantext` too."""
    from cleantext.lexicons.languages import main_language  # as above

    title, author, date, source, degraded, url = page or (None, None, None, None, cleaned.degraded, None)
    if degraded:
        _logger().warning(degraded)
    return Result(cleaned.text, cleaned.removals, title, author, date, source, degraded, url, main_language)


@lru_cache(maxsize=1)
def _logger() -> "Logger":
    """Return the logger `cleantext`; it prints nothing unless a program has set up logging."""
    import logging  # 5 ms

    logger = logging.getLogger("cleantext")
    logger.addHandler(logging.NullHandler())
    return logger


def _warn_of_no_site(sites: tuple[str, ...]) -> None:
    import warnings

    known = some_of(sites)
    message = f"site packs do nothing for texts of no known site: give url= or site= (the packs know {known})"
    warnings.warn(message, CleantextWarning, stacklevel=4)


def _check_facts(title: object, url: object, site: object) -> None:
    fact("title", title)
    fact("url", url)
    fact("site", site)


def _type_message(value: object) -> str:
    if isinstance(value, bytes | bytearray | memoryview):
        return "clean() takes a str, not bytes: decode them, such as data.decode('utf-8'); HTML goes to clean_html()"
    return f"clean() takes a str, not {type(value).__name__}"
