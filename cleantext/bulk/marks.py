"""The marks that people made in a report: precision by rule, and test cases."""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from types import NoneType
from typing import Literal, NamedTuple

from cleantext import marked, registry
from cleantext.bulk.files import whole
from cleantext.bulk.noted import checked
from cleantext.core.errors import CleantextError
from cleantext.core.statistics import least_share


class Judgement(NamedTuple):
    """A line of `marks.jsonl`: a passage and a person's verdict."""

    mark: Literal["right", "wrong"]
    rule: str
    version: int
    file: str
    record: int
    start: int  # code points of the source
    end: int
    before: str  # the clean text before and behind the passage; in long records the nearest stretch
    removed: str
    replacement: str
    behind: str
    whole: bool  # whether `removed` is the whole removal
    language: str | None
    site: str | None = None
    run: str | None = None  # the name of the run's folder


class Missed(NamedTuple):
    """A line of `marks.jsonl` for a passage that stayed and should be removed."""

    file: str
    record: int
    start: int  # code points of the source
    end: int
    passage: str
    line: str  # of the clean text, around the passage
    site: str | None = None
    run: str | None = None

    @property
    def is_line(self) -> bool:
        """Return whether the whole line should be removed."""
        return self.passage.strip() == self.line.strip()


_WORDS = ("mark", "rule", "file", "before", "removed", "replacement", "behind")
_TYPES: dict[str, type | tuple[type, ...]] = {
    **dict.fromkeys(_WORDS, str),
    **dict.fromkeys(("version", "record", "start", "end"), int),
    "whole": bool,
    "language": (str, NoneType),
}
_MISSED: dict[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("file", "passage", "line"), str),
    **dict.fromkeys(("record", "start", "end"), int),
}


class Score(NamedTuple):
    """A rule's marks."""

    rule: str
    version: int
    right: int
    wrong: int

    @property
    def precision(self) -> float:
        """Return the share of its removals that was right."""
        return self.right / (self.right + self.wrong)

    @property
    def at_least(self) -> float:
        """Return the lower bound of the precision's 95 % interval, which is wide for few marks."""
        return least_share(self.right, self.right + self.wrong)


class Marks(NamedTuple):
    """The marks that people made in reports."""

    judged: list[Judgement]
    missed: list[Missed]


def load(paths: Iterable[Path]) -> Marks:
    """Return the marks in files that a report wrote; of two on one passage the later counts.

    Raises CleantextError, with file and line, for any other content; OSError for an unreadable file.
    """
    judged: dict[tuple[object, ...], Judgement] = {}
    missed: dict[tuple[object, ...], Missed] = {}
    for path in paths:
        for number, line in enumerate(path.read_bytes().splitlines(), 1):
            if line.strip():
                mark = _mark(line, f"{path}, line {number}")
                if isinstance(mark, Missed):
                    missed[mark.file, mark.record, mark.start, mark.end] = mark
                else:
                    judged[mark.file, mark.record, mark.rule, mark.version, mark.start, mark.end] = mark
    return Marks(list(judged.values()), list(missed.values()))


def _mark(line: bytes, where: str) -> Judgement | Missed:
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise CleantextError(f"{where}: not JSON: {error}") from None
    except RecursionError:
        raise CleantextError(f"{where}: not read: its brackets are nested too deeply") from None
    try:
        known = {name: checked(fields, {name: (str, NoneType)})[name] for name in ("site", "run") if name in fields}
        if fields.get("mark") == "missed":
            missed = {name: checked(fields, _MISSED)[name] for name in _MISSED}
            return Missed(**{**missed, **known})
        mark = Judgement(**{**{name: checked(fields, _TYPES)[name] for name in _TYPES}, **known})
    except KeyError as error:
        raise CleantextError(f"{where}: no mark of a report ({error} is missing); download the marks again") from None
    except (TypeError, AttributeError) as error:
        raise CleantextError(f"{where}: no mark of a report ({error}); download the marks again") from None
    if mark.mark not in {"right", "wrong"}:
        raise CleantextError(f"{where}: mark is {mark.mark!r}; it must be 'right', 'wrong' or 'missed'")
    return mark


def scores(marks: Iterable[Judgement]) -> list[Score]:
    """Return one score for each rule and version, by name."""
    counts: dict[tuple[str, int], list[int]] = {}
    for mark in marks:
        counts.setdefault((mark.rule, mark.version), [0, 0])[mark.mark == "wrong"] += 1
    return [Score(*rule, *count) for rule, count in sorted(counts.items())]


class Case(NamedTuple):
    """The result for a mark: the file of its test case, or the reason why there is none."""

    mark: Judgement
    path: Path | None
    problem: str = ""


def as_fixtures(marks: Iterable[Judgement], folder: Path) -> Iterator[Case]:
    """Write a case for each mark, as `folder/<rule>/<name>.txt`, in the format of `fixtures/README.md`.

    What was marked right goes in it, what was marked wrong stays; all around it is the clean text. Where the rule
    takes what was marked wrong, the case is an expected failure. Names come from the content: a mark written twice
    is one file. Raises OSError if a file cannot be written.
    """
    for mark in marks:
        text, problem = _case(mark)
        if problem:
            yield Case(mark, None, problem)
            continue
        path = folder / mark.rule / f"marked_{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole(path) as file:
            file.write(text.encode())
        yield Case(mark, path)


def _case(mark: Judgement) -> tuple[str, str]:
    """Return the marked text and "", or the reason why there can be none."""
    passages = (mark.before, mark.removed, mark.replacement, mark.behind)
    if not mark.whole:
        return "", "the report left out the middle of the passage"
    if any(sign in passage for passage in passages for sign in "⟦⟧→"):
        return "", "the text holds one of the signs ⟦ ⟧ →, which mark cases"
    if any("\ud800" <= sign <= "\udfff" for passage in passages for sign in passage):
        return "", "the text holds a lone surrogate, which UTF-8 cannot hold"
    if mark.rule not in registry.known():
        return "", f"there is no rule {mark.rule!r} here"
    return _tried(mark, _body(mark))


def _body(mark: Judgement) -> str:
    if mark.mark == "wrong":
        return f"{mark.before}{mark.removed}{mark.behind}"
    new = f"→{mark.replacement}" if mark.replacement else ""
    return f"{mark.before}⟦{mark.removed}{new}⟧{mark.behind}"


def _tried(mark: Judgement, body: str) -> tuple[str, str]:
    """Return the case with a head that says whether the rule passes it."""
    head = [f"about: marked {mark.mark} in a report"]
    head += [f"language: {mark.language}"] if mark.language else []
    case = "\n".join([*head, "---", body])
    problem = marked.problem(marked.cleaner(registry.lookup(mark.rule)), case)
    if not problem:
        return case, ""
    if mark.mark == "right":
        return "", f"the rule needs more than this context: {problem}"
    return "\n".join([*head, f"xfail: version {mark.version} takes it", "---", body]), ""
