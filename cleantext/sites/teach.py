"""From marks to rules for a site: the narrowest rules that remove the marked passages, tried over a whole run.

A marked line is listed unchanged, for the part of the page where it was marked; a part of a line becomes a phrase of
just these words. If marked lines differ only in numbers, or in the words between the same first and last ones, a
pattern for all of them is tried, too. A person decides about the other lines that it would remove.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from cleantext.api import Cleaner
from cleantext.bulk.marks import Judgement, Missed
from cleantext.bulk.results import Cleaned
from cleantext.core.edits import Removal
from cleantext.core.learned import fold
from cleantext.core.pattern import escaped
from cleantext.core.site_file import SiteFile, squeezed
from cleantext.sites.lessons import Lesson, Rule, Tried, written

# From the narrowest: the first one that removes a line on every page where it was marked is written.
_ROLES = ("tail", "head", "line")
_DIGITS = re.compile(r"[0-9]+")
_SHARED = 2  # words that lines share at their ends, or one with a colon at its end
_SHOWN = 5  # other passages
_MOST_EXAMPLES = 5
_LONGEST_EXAMPLE = 6_000  # code points

Place = tuple[str, int]  # file and number of a record
Cleaners = Callable[[str, str], Cleaner]  # a cleaner with a site file, given the site and the file as TOML


class Marked(NamedTuple):
    """The marks on one site."""

    missed: list[Missed]
    wrong: list[Judgement]


def by_site(
    missed: Iterable[Missed], judged: Iterable[Judgement], site: str | None
) -> tuple[dict[str, Marked], list[Missed]]:
    """Return the usable marks by site, and the marks without a site. site: that of all."""
    found: dict[str, Marked] = {}
    lost = []
    for mark in missed:
        name = site or mark.site
        if name:
            found.setdefault(name, Marked([], [])).missed.append(mark)
        else:
            lost.append(mark)
    for judgement in judged:
        name = site or judgement.site
        if name and judgement.mark == "wrong" and _is_line(judgement):
            found.setdefault(name, Marked([], [])).wrong.append(judgement)
    return found, lost


def _is_line(mark: Judgement) -> bool:
    """Return whether the wrong removal was a whole line."""
    alone = mark.before[-1:] in ("", "\n") and mark.behind[:1] in ("", "\n")
    return mark.whole and alone and not mark.replacement and "\n" not in mark.removed.strip()


def texts_of(marks: Iterable[Missed], records: Iterable[Cleaned]) -> dict[Place, str]:
    """Return the clean texts of the marked records."""
    wanted = {(mark.file, mark.record) for mark in marks}
    return {(one.file, one.record): one.text for one in records if (one.file, one.record) in wanted}


def learn(site: str, marks: Marked, texts: Mapping[Place, str]) -> Lesson:
    """Return the rules that the marks on a site suggest, before they are tried over the run.

    texts: the clean texts of the marked records, see `texts_of`.
    """
    known, lost = list[Missed](), list[tuple[Missed, str]]()
    for mark in marks.missed:
        problem = _problem(mark, texts)
        if problem:
            lost.append((mark, problem))
        else:
            known.append(mark)
    roles = _line_roles(site, [mark for mark in known if mark.is_line], texts)
    narrow = [Rule("exact", role, line, (line,)) for line, role in roles.items()]
    parts = sorted({squeezed(mark.passage) for mark in known if not mark.is_line})
    narrow += [Rule("site_file", "inline", escaped(part), (part,)) for part in parts]
    kept = sorted({squeezed(mark.removed) for mark in marks.wrong})
    narrow += [Rule("exact", "keep", line, (line,)) for line in kept]
    return Lesson(site, narrow, [*_wider_lines(roles), *_wider_parts(parts)], lost)


def _problem(mark: Missed, texts: Mapping[Place, str]) -> str:
    """Return why a mark yields no rule; "" if it does."""
    text = texts.get((mark.file, mark.record))
    if text is None:
        return "the run has no such record"
    if squeezed(mark.line) not in map(squeezed, text.split("\n")):
        return "the line is not in the clean text of this run"
    return "" if squeezed(mark.passage) else "nothing but blanks is marked"


def _line_roles(site: str, marks: Sequence[Missed], texts: Mapping[Place, str]) -> dict[str, str]:
    """Return each marked line with the narrowest role that removes it wherever it was marked."""
    places: dict[str, set[Place]] = {}
    for mark in marks:
        places.setdefault(squeezed(mark.line), set()).add((mark.file, mark.record))
    roles = {}
    for line, where in sorted(places.items()):
        marked = [texts[place] for place in sorted(where)]
        roles[line] = next((role for role in _ROLES[:-1] if _takes(site, role, line, marked)), _ROLES[-1])
    return roles


def _takes(site: str, role: str, line: str, texts: Iterable[str]) -> bool:
    """Return whether an exact line of a role is removed from all of some texts."""
    file = SiteFile(site, {role: frozenset({line})})
    cleaner = Cleaner(rules=["site_file"], site=site).with_sites({}, {site: file})
    return all(line not in map(squeezed, cleaner(text).text.split("\n")) for text in texts)


def _wider_lines(roles: Mapping[str, str]) -> Iterator[Rule]:
    """Yield patterns for several marked lines that differ in numbers or in some of their words."""
    seen = set[frozenset[str]]()  # for the same lines the first pattern is the narrowest
    for pattern, lines in [*_by_numbers(roles), *_by_words(roles)]:
        if frozenset(lines) not in seen:
            seen.add(frozenset(lines))
            own = {roles[line] for line in lines}
            yield Rule("site_file", own.pop() if len(own) == 1 else "line", f"^{pattern}$", tuple(lines))


def _wider_parts(parts: Sequence[str]) -> Iterator[Rule]:
    for pattern, found in _by_numbers(parts):
        yield Rule("site_file", "inline", pattern, tuple(found))


def _by_numbers(lines: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    groups: dict[str, list[str]] = {}
    for line in lines:
        groups.setdefault(_DIGITS.sub("0", line), []).append(line)
    for shape, found in groups.items():
        if len(found) > 1:
            yield "[0-9]+".join(map(escaped, shape.split("0"))), found


def _by_words(lines: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    groups: dict[tuple[str, ...], list[str]] = {}
    for line in lines:
        words = line.split()
        shared = 1 if words[0].endswith(":") else _SHARED
        keys = [("opens", *words[:shared]), ("ends", *words[-_SHARED:]), ("is like", *fold([line]))]
        for key in keys if len(words) > shared else ():
            groups.setdefault(key, []).append(line)
    for found in groups.values():
        pattern = _pattern([line.split() for line in found]) if len(found) > 1 else ""
        if pattern:
            yield pattern, found


def _pattern(lines: Sequence[Sequence[str]]) -> str:
    """Return a pattern for lines with the same first or last words, and as many words between as the lines have.

    It is "" if they share none, or one of them has no words between.
    """
    head = _common(lines)
    rest = [line[len(head) :] for line in lines]
    tail = _common([line[::-1] for line in rest])[::-1]
    sizes = [len(line) - len(tail) for line in rest]
    if not (head or tail) or not min(sizes):
        return ""
    more = f"(?: \\S+){{{min(sizes) - 1},{max(sizes) - 1}}}" if max(sizes) > 1 else ""
    return " ".join(filter(None, [escaped(" ".join(head)), rf"\S+{more}", escaped(" ".join(tail))]))


def _common(lines: Sequence[Sequence[str]]) -> list[str]:
    """Return the words that all lines begin with."""
    return [words[0] for words in takewhile(lambda words: len(set(words)) == 1, zip(*lines, strict=False))]


def tried(lesson: Lesson, records: Iterable[Cleaned], cleaners: Cleaners) -> Lesson:
    """Return the lesson, with the removals of each of its rules from all pages of the site in a run."""
    narrow = _Trial(lesson.narrow, cleaners(lesson.site, written(lesson.site, lesson.narrow)))
    wide = [_Trial([rule], cleaners(lesson.site, written(lesson.site, [rule]))) for rule in lesson.wider]
    pages = 0
    for record in records:
        if record.site == lesson.site:
            pages += 1
            for trial in (narrow, *wide):
                trial.take(record)
    found = narrow.outcome()
    wider = [one for trial in wide for one in trial.outcome() if one.others]
    return lesson._replace(pages=pages, narrow_tried=found, wider_tried=wider)


class _Trial:
    """Some rules, and their removals on one page after the other."""

    def __init__(self, rules: Sequence[Rule], cleaner: Cleaner) -> None:
        self._rules = {rule.key: rule for rule in rules}
        self._cleaner = cleaner
        self._pages = Counter[tuple[str, ...]]()
        self._others = {rule.key: Counter[str]() for rule in rules}

    def take(self, record: Cleaned) -> None:
        """Clean a clean text once more with the rules."""
        if any(rule.role != "keep" for rule in self._rules.values()):
            keys = [self._note(entry) for entry in self._cleaner(record.text).applied if entry.rule == "site_file"]
            self._pages.update(set(filter(None, keys)))
        for entry in record.removals:
            key = ("exact", "keep", squeezed(entry.removed))
            if key in self._rules and not entry.replacement:
                self._pages[key] += 1

    def _note(self, entry: Removal) -> tuple[str, ...] | None:
        passage = squeezed(entry.removed)
        for key, rule in self._rules.items():
            if rule.role != "keep" and (
                entry.pattern == rule.entry if rule.table != "exact" else passage == rule.entry
            ):
                if passage not in rule.marked:
                    self._others[key][passage] += 1
                return key
        return None

    def outcome(self) -> list[Tried]:
        """Return each rule with its pages, and the unmarked passages that it removes, the most frequent first."""
        return [
            Tried(rule, self._pages[key], sum(self._others[key].values()), tuple(_first(self._others[key])))
            for key, rule in self._rules.items()
        ]


def _first(others: Counter[str]) -> list[str]:
    return [passage for passage, _ in sorted(others.items(), key=lambda item: (-item[1], item[0]))[:_SHOWN]]


def examples(texts: Iterable[str], cleaner: Cleaner) -> list[str]:
    """Return marked texts that show all removals of a site file, as few as possible."""
    found, shown = list[str](), set[str]()
    for text in texts:
        applied = cleaner(text).applied
        takes = {entry.pattern or squeezed(entry.removed) for entry in applied}
        if takes - shown and len(found) < _MOST_EXAMPLES and _can_be_marked(text):
            shown |= takes
            found.append(_with_marks(text, applied))
    return found


def _can_be_marked(text: str) -> bool:
    is_plain = not any(sign in text for sign in "⟦⟧→") and not any("\ud800" <= sign <= "\udfff" for sign in text)
    return is_plain and len(text) <= _LONGEST_EXAMPLE


def _with_marks(text: str, applied: Iterable[Removal]) -> str:
    """Return a text with marks around removals; line ends that are removed with a line are not marked."""
    pieces, position = list[str](), 0
    for entry in applied:
        own = entry.removed.strip("\n")
        start = entry.start + entry.removed.find(own)
        pieces += [text[position:start], f"⟦{own}⟧" if own else ""]
        position = start + len(own)
    return "".join([*pieces, text[position:]])
