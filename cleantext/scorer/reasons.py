"""The reason for a removal, in words: the evidence with the most weight."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from cleantext.scorer.lines import BODY, HEAD, SENTENCE, TAIL, Lines
from cleantext.scorer.shape import FULL_STOP, OTHER_STOP

MOST_GROUPS = 3
LEAST_SHARE = 0.1  # of the evidence for boilerplate, for a group to be named
_MANY = 50  # percent


class _Case(NamedTuple):
    lines: Lines
    place: int
    columns: Mapping[str, int]


def reason(lines: Lines, place: int, columns: Mapping[str, int], weights: Mapping[str, int]) -> str:
    """Return the groups of evidence with the most weight, such as "behind all prose; 3 of 4 lines around it are links".

    columns: the line's row by name; weights: the contribution of each group of columns to the score.
    """
    case = _Case(lines, place, columns)
    total = sum(weight for weight in weights.values() if weight > 0)
    ranked = sorted(weights, key=lambda group: (-weights[group], group))
    named = [group for group in ranked if weights[group] >= LEAST_SHARE * total][:MOST_GROUPS]
    return "; ".join(dict.fromkeys(_SAID[group](case) for group in named))


def _place(case: _Case) -> str:
    zone = case.lines.zone(case.place)
    if zone == SENTENCE:
        zone = HEAD if not case.columns["voice.prose_above"] else BODY if case.columns["voice.prose_below"] else TAIL
    return "before all prose" if zone == HEAD else "behind all prose" if zone == TAIL else "between paragraphs"


def _shape(case: _Case) -> str:
    words = case.columns["shape.words"]
    ends = case.columns["line.ending"] in (FULL_STOP, OTHER_STOP)
    return f"{_counted(words, 'word')}, {'a' if ends else 'no'} full stop"


def _run(case: _Case) -> str:
    return f"one of {case.columns['run.lines']} lines in a row that are no prose"


def _shared(case: _Case) -> str:
    return f"{case.columns['shared.with_prose']} % of its long words stand in the prose"


def _rules(case: _Case) -> str:
    gone = case.columns["rules.gone_few_above"] + case.columns["rules.gone_few_below"]
    return f"{gone} of 10 lines around it go"


def _near(case: _Case) -> str:
    prose = sum(case.columns[f"near.prose{step}"] == 1 for step in ("-2", "-1", "+1", "+2"))
    return f"{prose} of 4 lines around it are prose"


def _wording(_: _Case) -> str:
    return "worded like boilerplate"


def _voice(case: _Case) -> str:
    return "the wording of a publisher that speaks to its readers" if case.columns["voice.own"] > 0 else _place(case)


def _markup(case: _Case) -> str:
    if case.columns["markup.links"] >= _MANY:
        return f"{case.columns['markup.links']} % of it is links"
    share = case.columns["markup.prose_of_names"]
    return f"{share} % of the prose is in elements named like its own" if share else "no paragraph has its class"


def _page(case: _Case) -> str:
    if case.columns["page.is_description"]:
        return "the page's description"
    return f"{case.columns['page.in_title']} % of its long words stand in the title"


def _beside(case: _Case) -> str:
    linked = sum(case.columns[f"beside.links{step}"] >= _MANY for step in ("-2", "-1", "+1", "+2"))
    return f"{linked} of 4 lines around it are links"


def _links(case: _Case) -> str:
    return f"{case.columns['links.near']} % of the lines around it is links"


def _alike(case: _Case) -> str:
    return f"one of {_counted(case.columns['alike.lines'], 'line')} in such an element"


def _kind(case: _Case) -> str:
    return f"one of {_counted(case.columns['kind.lines'], 'line')} in elements of its kind"


def _parent(case: _Case) -> str:
    share = case.columns["parent.prose_share"]
    return f"{share} % of the prose is in the element around it" if share else "no prose in the element around it"


def _tree(case: _Case) -> str:
    return "in a figure" if case.columns["tree.in_figure"] else "by where its element stands in the page"


def _names(case: _Case) -> str:
    mark = case.lines.marks[case.place]
    return f"in an element <{mark.tag}> named {mark.names!r}" if mark and mark.names else "in an element without a name"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


_SAID: Mapping[str, Callable[[_Case], str]] = {
    "place": _place,
    "line": _shape,
    "shape": _shape,
    "run": _run,
    "shared": _shared,
    "rules": _rules,
    "near": _near,
    "wording": _wording,
    "voice": _voice,
    "markup": _markup,
    "page": _page,
    "beside": _beside,
    "links": _links,
    "alike": _alike,
    "kind": _kind,
    "parent": _parent,
    "tree": _tree,
    "names": _names,
    "own_names": _names,
}
