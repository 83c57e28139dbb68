"""Phrase packs: TOML files with phrases and words by rule id; shipped packs and the user's have one format."""

import re
from collections.abc import Collection, Mapping, Sequence
from os import PathLike
from typing import Any, NamedTuple, Protocol

from cleantext.core.errors import PackError, nearest
from cleantext.core.phrase import Phrase, check
from cleantext.core.prefilter import Prefilter
from cleantext.core.rule import Rule
from cleantext.core.site_file import TABLES, SiteFile, read

SHARED = "words"  # the table of words that several rules use
KEYS = ("language", "about", "define", "example", "site", SHARED)  # the keys of a pack beside the tables of rules
# Bounds of a pack; the largest value of a shipped pack stands in brackets.
LARGEST = 5_000_000  # bytes of the file (60,000)
MOST_INSTRUCTIONS = 2_000_000  # that its phrases compile to, about a second of work (500,000)
MOST_PROBLEMS = 50  # that are reported; each may have taken as long as RE2 takes to give up
_SITE_PACK = re.compile(rb'\s*\{\s*"format"\s*:\s*"cleantext site pack"')
_NAMED = re.compile(r"\{([a-z_]+)\}")
_NONE: Mapping[str, Prefilter] = {}


# Rule, or SHARED -> role -> word -> replacement.
Words = Mapping[str, Mapping[str, Mapping[str, str]]]


class PhrasePack(Protocol):
    """The part of a pack that a pipeline uses, as a protocol."""

    @property
    def language(self) -> str | None:
        """The code of the language of its phrases."""

    @property
    def words(self) -> Words:
        """Its words."""

    @property
    def spoken(self) -> Collection[str]:
        """The ids of the rules that it has phrases for."""

    @property
    def phrases(self) -> Sequence[Phrase]:
        """Its phrases."""


class Example(NamedTuple):
    """Marked text that shows what a pack's phrases do, in the form of a rule's own examples."""

    rule: str
    text: str


class SiteExample(NamedTuple):
    """Marked text, or a page with its expected text, that shows what the tables of a site do."""

    site: str
    text: str
    page: str | None = None  # HTML


class Speech(NamedTuple):
    """The facts by which texts of a pack's language are recognised."""

    letters: str = ""  # members of a class of `re`: a text with one of them may be in the language, whatever its words
    beside: tuple[str, ...] = ()  # languages so similar that their phrases are searched for too
    stop_words: tuple[str, ...] = ()  # its most frequent words, lower case


class Pack(NamedTuple):
    """The content of one file, by rule id and role."""

    name: str
    language: str | None
    phrases: tuple[Phrase, ...]
    words: Words
    examples: tuple[Example, ...]
    sites: tuple[SiteFile, ...] = ()
    site_examples: tuple[SiteExample, ...] = ()

    @property
    def spoken(self) -> frozenset[str]:
        """The ids of the rules that it has phrases for."""
        return frozenset(phrase.rule for phrase in self.phrases)


def is_site_pack(path: str | PathLike[str]) -> bool:
    """Return whether a file is a site pack (`core/learned.py`), by its first line."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib takes 10 ms to import
            return _SITE_PACK.match(file.read(80)) is not None
    except (OSError, ValueError):  # a path with a NUL or a lone surrogate
        return False


def load(path: str | PathLike[str], rules: Mapping[str, Rule]) -> Pack:
    """Read a pack; `rules` are the rules that it may hold phrases for.

    Raises PackError, with a line for each problem: file, key, fault and remedy.
    """
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib takes 10 ms to import
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        problem = getattr(error, "strerror", None) or error
        raise PackError(f"{path!s:.200}: {problem}; give the path of a pack") from None
    return pack_of(str(path), parse(str(path), data), rules)


def parse(name: str, data: bytes) -> dict[str, Any]:
    """Parse the content of a file as TOML. Raises PackError."""
    import tomllib  # 15 ms

    if len(data) > LARGEST:
        raise PackError(f"{name}: longer than {LARGEST:,} bytes; split it into several packs")
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{name}: not TOML: {error}") from None
    except ValueError:
        raise PackError(f"{name}: a number has thousands of digits; write a shorter one") from None
    except RecursionError:
        raise PackError(f"{name}: lists or tables stand too deep inside each other; write tables of lists") from None


def pack_of(name: str, content: Mapping[str, Any], rules: Mapping[str, Rule]) -> Pack:
    """Return the pack that parsed TOML makes. Raises PackError, with a line for each problem."""
    reader = _Reader(content, rules)
    reader.read_tables()
    if reader.problems:
        raise PackError("\n".join(f"{name}: {problem}" for problem in reader.problems))
    return Pack(
        name,
        reader.language,
        tuple(reader.phrases),
        reader.words,
        tuple(reader.examples),
        tuple(reader.sites),
        tuple(reader.site_examples),
    )


class _FullError(Exception):
    """A bound is exceeded; the rest is not read."""


class _Reader:
    """Reads a pack, and collects its problems."""

    def __init__(self, content: Mapping[str, Any], rules: Mapping[str, Rule]) -> None:
        self._content = content
        self._rules = rules
        self._definitions: Mapping[str, str] = {}
        self._size = 0
        self.problems: list[str] = []
        self.language: str | None = None
        self.phrases: list[Phrase] = []
        self.words: dict[str, dict[str, Mapping[str, str]]] = {}
        self.examples: list[Example] = []
        self.sites: list[SiteFile] = []
        self.site_examples: list[SiteExample] = []
        self._site: str | None = None  # the site whose tables are being read

    def read_tables(self) -> None:
        """Read all tables, or those up to an exceeded bound."""
        try:
            self._read_head()
            self._read_shared(self._content.get(SHARED, {}))
            for key, table in self._content.items():
                if key not in KEYS:
                    self._read_rule(key, table)
            self._read_sites(self._content.get("site", {}))
        except _FullError:
            pass

    def _report(self, problem: str) -> None:
        self.problems.append(problem)
        if len(self.problems) == MOST_PROBLEMS:
            self._stop(f"{MOST_PROBLEMS} problems; the rest was not read")

    def _stop(self, problem: str) -> None:
        self.problems.append(problem)
        raise _FullError

    def _read_head(self) -> None:
        about = self._content.get("about", "")
        try:
            self.language, _ = speech(self._content)
        except ValueError as problem:
            self._report(str(problem))
        if not isinstance(about, str):
            self._report("about must be a string")
        definitions = self._content.get("define", {})
        if isinstance(definitions, dict) and all(isinstance(value, str) for value in definitions.values()):
            self._definitions = definitions
            for name, value in definitions.items():
                if inner := _NAMED.search(value):
                    self._report(f"[define] {name}: a definition cannot use another, {inner[0]}; write it out")
        else:
            self._report("[define] must be a table of patterns")
        self._read_examples(self._content.get("example", []))

    def _read_shared(self, table: object) -> None:
        """Read the words that several rules use."""
        if not isinstance(table, dict):
            self._report(f"{SHARED} must be a table of roles, such as [{SHARED}]")
            return
        known = sorted({role for rule in self._rules.values() for role in rule.words})
        for role, entries in table.items():
            if role in known:
                self._read_words(SHARED, role, entries)
            else:
                self._report(f"[{SHARED}] {role} is a role of words in no rule{nearest(role, known)}")

    def _read_words(self, table: str, role: str, entries: object) -> None:
        words = _words(entries)
        if words is None:
            self._report(f"{table}.{role} must be a list of words or a table of word = replacement")
        else:
            self.words.setdefault(table, {})[role] = words

    def _read_sites(self, tables: object) -> None:
        if not isinstance(tables, dict):
            self._report('site must be tables, one for each site, such as [site."example.org"]')
            return
        for name, table in tables.items():
            problem = _name_problem(name, table, self._rules)
            if problem:
                self._report(problem)
                continue
            self._site = name
            problems = list[str]()
            self.sites.append(read(name, table, problems))
            for found in problems:
                self._report(found)
            for key, roles in table.items():
                if key not in TABLES:
                    self._read_rule(key, roles)
        self._site = None

    def _read_examples(self, entries: object) -> None:
        if not isinstance(entries, list):
            self._report("an example is a table, [[example]], with `rule` and `text`")
            return
        for number, entry in enumerate(entries, 1):
            match entry:
                case {"rule": str(rule), "text": str(text), **rest} if not rest and rule in self._rules:
                    self.examples.append(Example(rule, text))
                case {"site": str(site), "text": str(text), **rest} if not rest and site in self._names():
                    self.site_examples.append(SiteExample(site, text))
                case {"site": str(site), "text": str(text), "page": str(page), **rest} if (
                    not rest and site in self._names()
                ):
                    self.site_examples.append(SiteExample(site, text, page))
                case {"site": _, **_rest}:
                    self._report(
                        f"example {number} needs `site`, one of this file, and `text`, marked; or `page`, HTML, and "
                        "`text`, what comes of it; and no more"
                    )
                case _:
                    self._report(f"example {number} needs `rule`, the id of a rule, and `text`, and no more")

    def _names(self) -> Mapping[str, object]:
        """Return the names of the sites that the file has tables for."""
        tables = self._content.get("site")
        return tables if isinstance(tables, dict) else {}

    @property
    def _where(self) -> str:
        """Return the prefix of the name of a rule's table."""
        return f'site."{self._site}".' if self._site else ""

    def _read_rule(self, key: str, table: object) -> None:
        where = self._where
        if self._site and key not in self._rules:
            known = (*TABLES, *self._rules)
            self._report(f"[{where}{key}] is no table of a site{nearest(key, known, 'see `cleantext rules`')}")
        elif key not in self._rules:
            self._report(_unknown(key, table, self._rules))
        elif not isinstance(table, dict):
            self._report(f"{where}{key} must be a table of roles, such as [{where}{key}]")
        else:
            for role, entries in table.items():
                self._read_role(self._rules[key], role, entries)

    def _read_role(self, rule: Rule, role: str, entries: object) -> None:
        place = f"{self._where}{rule.id}.{role}"
        if role in rule.phrases:
            if isinstance(entries, list) and all(isinstance(entry, str) for entry in entries):
                self._read_phrases(rule.id, role, entries)
            else:
                self._report(f"{place} must be a list of strings")
        elif role in rule.words and self._site:
            self._report(f"{place}: words hold on all sites; put them into a table [{rule.id}]")
        elif role in rule.words:
            self._read_words(rule.id, role, entries)
        else:
            roles = (*rule.phrases, *rule.words)
            fault = (
                f" is no role of {rule.id}{nearest(role, roles)}" if roles else f": {rule.id} takes nothing from packs"
            )
            self._report(f"{place}{fault}")

    def _read_phrases(self, rule: str, role: str, entries: Sequence[str]) -> None:
        for number, entry in enumerate(entries, 1):
            place = f"{self._where}{rule}.{role}, entry {number}"
            try:
                pattern = _NAMED.sub(lambda part: self._definitions[part[1]], entry)
            except KeyError as error:
                self._report(f"{place}: {error} is not in [define]")
                continue
            prefilter = self._checked(pattern, place, entry)
            if prefilter:
                self.phrases.append(Phrase(rule, role, pattern, prefilter, self._site))

    def _checked(self, pattern: str, place: str, entry: str) -> Prefilter | None:
        found = check(pattern)
        if found.problem:
            shown = entry if len(entry) <= 200 else f"{entry[:200]}…"  # noqa: PLR2004 - two lines of a terminal
            self._report(f"{place}, {shown!r}: {found.problem}")
        self._size += found.size
        if self._size > MOST_INSTRUCTIONS:
            self._stop(
                f"{place}: up to here the phrases compile to more than {MOST_INSTRUCTIONS:,} instructions; repeat "
                r"classes of letters fewer times, write [a-z] for \pL, or leave phrases out"
            )
        return found.prefilter


def _name_problem(name: str, table: object, rules: Mapping[str, Rule]) -> str:
    """Return the problem of the name of a site's table; "" if there is none."""
    if not isinstance(table, dict):
        return f'site."{name}" must be a table, such as [site."{name}".exact]'
    if "." not in name and any(isinstance(table[key], dict) for key in table.keys() - {*TABLES, *rules}):
        return f'[site.{name}…]: put the name of a site in quotation marks, such as [site."example.org".exact]'
    from cleantext.core.learned import site_of  # with what it imports, 10 ms

    domain = site_of(name)
    if domain == name:
        return ""
    return f'[site."{name}"]: a site is a registered domain in lower case, such as {domain or "example.org"}'


def _unknown(key: str, table: object, rules: Mapping[str, Rule]) -> str:
    """Return the message for a key that is no rule."""
    if isinstance(table, dict):
        return f"[{key}] is no rule{nearest(key, (*KEYS, *rules), 'see `cleantext rules`')}"
    otherwise = f"there is {', '.join(KEYS)}, and a table for each rule"
    return f"{key!r} is no key of a pack{nearest(key, (*KEYS, *rules), otherwise)}"


def _words(entries: object) -> Mapping[str, str] | None:
    if isinstance(entries, list) and all(isinstance(entry, str) and entry for entry in entries):
        return dict.fromkeys(entries, "")
    if isinstance(entries, dict) and all(isinstance(value, str) and value for value in entries.values()):
        return entries
    return None


def speech(content: Mapping[str, Any]) -> tuple[str | None, Speech]:
    """Return the language code of a parsed pack, and the content of its table [language]. Raises ValueError."""
    found = content.get("language")
    if found is None or isinstance(found, str):
        return found, Speech()
    if not (isinstance(found, dict) and isinstance(found.get("code"), str)):
        raise ValueError('language must be a code such as "en", or a table with `code`')  # noqa: TRY004 - one kind for all
    return found["code"], _speech({key: value for key, value in found.items() if key != "code"})


def _speech(table: Mapping[str, Any]) -> Speech:
    """Return the content of the table [language] without its code. Raises ValueError."""
    wrong = next((key for key in table if key not in Speech._fields), None)
    if wrong:
        raise ValueError(f"{wrong!r} is no key of [language]{nearest(wrong, ('code', *Speech._fields))}")
    letters, beside, words = table.get("letters", ""), table.get("beside", []), table.get("stop_words", "")
    is_list = isinstance(beside, list) and all(isinstance(entry, str) for entry in beside)
    if not (isinstance(letters, str) and isinstance(words, str) and is_list):
        raise ValueError("[language] takes letters and stop_words as strings, and beside as a list of codes")
    try:
        re.compile(f"[{letters or 'a'}]")
    except re.error as error:
        raise ValueError(f'[language] letters: {error}; write members of a class, such as "가-힣"') from None
    return Speech(letters, tuple(beside), tuple(words.split()))
