"""Fit a model of the scorer, and measure it out of fold. Needs `pip install cleantext-articles[train]`.

    python -m cleantext.training text FOLDER… [--docs docs/scorer.md] [--policy FILE]
    python -m cleantext.training html FOLDER… [--docs docs/scorer.md] [--policy FILE]

FOLDER holds labelled lines (`articles.jsonl.gz`, `pages.jsonl.gz`, edited texts in `clean.jsonl.gz`). The command
writes `text.json` or `html.json` beside the scorer's code, and the figures between the marks of the page; nothing else
of the data is written anywhere. It is deterministic. Run it again whenever the other rules have changed, since the
scorer sees what they take.

The rules run first, and a rule in the scorer's place writes down what it would be shown. Folds are by registered
domain, so that every line is scored by a model that has seen no page of its site. The threshold is the lowest one at
which at most the target of content words goes. The figures are those of the whole pipeline, each page with the model of
the fold that it is not in.
"""

import argparse
import hashlib
import importlib.util
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cleantext.core.blocks import line_edit
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.rule import Cues
from cleantext.scorer import judge, model
from cleantext.scorer.lines import lines_of
from cleantext.scorer.model import Model
from cleantext.training import figures, fit
from cleantext.training.data import PROSE, RULE, Page, Spy, View, labelled_pages, pipeline
from cleantext.training.fit import Judged
from cleantext.training.labels import CONTENT, words

SEEDS = (0,)
FOLDS = 4
# Sets whose content was marked by hand on pages that are articles: on these the threshold is chosen.
POOL = ("aeb", "l3s", "fundus")
TARGETS = {"safe": 0.02, "thorough": 0.1}  # % of the words of content
MOST_OF_PROSE = {"safe": 1.0, "thorough": 10.0}  # lines of a million words of edited text
NOWHERE = 10**6


def fold(domain: str, seed: int) -> int:
    """The part that a site is in."""
    return int(hashlib.sha256(f"{seed}:{domain}".encode()).hexdigest(), 16) % FOLDS


def out_of_fold(mode: str, views: Sequence[View], seed: int) -> Iterator[tuple[dict[str, Any], list[Judged]]]:
    """For each fold the model that has not seen it, and the lines of the fold with their scores."""
    for number in range(FOLDS):
        seen = [view for view in views if fold(view.page.domain, seed) != number]
        taught = fit.Tables(seen)
        data = fit.fitted(mode, fit.examples(seen, taught), taught, seed)
        new = fit.examples([view for view in views if fold(view.page.domain, seed) == number], taught)
        scorer = fit.unfinished(data)
        scores = map(scorer.score, new.rows.astype(int).tolist())
        yield data, [Judged(*line) for line in zip(new.views, new.places, scores, strict=True)]


def threshold(judged: Iterable[Judged], pages: Sequence[Page], level: str, policy: frozenset[str]) -> int:
    """The lowest score at which content that goes stays within the targets."""
    size = sum(len(words(line)) for page in pages if _set(page) in POOL for line in _content(page))
    prose = sum(len(words(page.text)) for page in pages if _set(page) == PROSE)
    lost, lines = dict.fromkeys((level,), 0.0), 0
    seen = set[tuple[int, int]]()
    for line in sorted(judged, key=lambda line: -line.score):
        page, number = line.view.page, line.view.sources[line.place]
        key = id(page), number
        if line.view.labels[line.place] != CONTENT or key in seen or page.lines[number] in policy:
            continue
        seen.add(key)
        lost[level] += len(words(line.view.lines.texts[line.place])) * (_set(page) in POOL)
        lines += _set(page) == PROSE
        if 100 * lost[level] > TARGETS[level] * size or 1e6 * lines > MOST_OF_PROSE[level] * max(prose, 10**6):
            return line.score + 1
    return NOWHERE


def _set(page: Page) -> str:
    return page.group.partition("/")[0]


def _content(page: Page) -> Iterator[str]:
    return (line for line, label in zip(page.lines, page.labels, strict=True) if label == CONTENT)


def taken_with(models: Sequence[Model], pages: Sequence[Page], seed: int) -> Iterator[figures.Taken]:
    """What the whole pipeline makes of each page with the model that has not seen its site."""
    nothing = pipeline(lambda _document, _cues: ())
    with_scorer = [pipeline(_propose(scorer)) for scorer in models]
    for page in pages:
        result = with_scorer[fold(page.domain, seed)].run(page.text, page.article)
        spans = [entry for entry in result.removals if entry.rule == RULE and entry.status == "applied"]
        lines = {page.text.count("\n", 0, entry.start): entry.removed for entry in spans}
        without = nothing.run(page.text, page.article).text if spans else result.text
        yield figures.Taken(page, without, result.text, lines)


def _propose(scorer: Model) -> Callable[[Document, Cues], list[Edit]]:
    def propose(document: Document, cues: Cues) -> list[Edit]:
        lines = lines_of(document, cues.taken)
        found = (line for line in judge.removable(lines, scorer) if line.level == "safe")
        return [line_edit(document, lines.at[line.place], line.reason) for line in found]

    return propose


def policy_lines(path: Path | None, pages: Iterable[Page]) -> frozenset[str]:
    """The content lines that a file's function `kind` names: those on which annotators differ."""
    if path is None:
        return frozenset()
    spec = importlib.util.spec_from_file_location("policy", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"--policy {path}: no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return frozenset(line for page in pages for line in _content(page) if module.kind(line))


def page_of(found: Mapping[str, figures.Group], data: Mapping[str, Any]) -> Iterator[str]:
    """The figures as Markdown."""
    yield from figures.table(found)
    yield ""
    yield "| | right | wrong | policy | words of content lost |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for name, chosen in (("aeb, l3s and fundus", POOL), ("all sets", ())):
        inside = [group for key, group in found.items() if not chosen or key.partition("/")[0] in chosen]
        lines = " | ".join(str(sum(group.lines[kind] for group in inside)) for kind in ("right", "wrong", "policy"))
        lost, size = (sum(group.words[kind] for group in inside) for kind in ("wrong", "content"))
        yield f"| {name} | {lines} | {lost} of {size:,}, {100 * lost / max(1, size):.4f} % |"
    yield ""
    yield f"Thresholds, in thousandths of log-odds: {json.dumps(data['thresholds'])}. Confidence by zone and score:"
    yield ""
    for zone, bins in data["confidence"].items():
        yield f"- {zone}: " + ", ".join(f"from {start}: {share:.3f}" for start, share in bins)


def write_figures(path: Path, mode: str, lines: Iterable[str]) -> None:
    """Put the figures between the marks of a page."""
    start, end = f"<!-- {mode} -->\n", f"<!-- end of {mode} -->\n"
    before, _, rest = path.read_text("utf-8").partition(start)
    path.write_text(before + start + "\n" + "\n".join(lines) + "\n\n" + end + rest.partition(end)[2], "utf-8")


def options() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=["text", "html"])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--docs", type=Path, help="the page for the figures")
    parser.add_argument(
        "--policy", type=Path, help="a Python file whose kind(line) names content that annotators differ on"
    )
    parser.add_argument("--show", choices=["right", "wrong", "policy", "undecided"], help="print the lines taken")
    parser.add_argument("--dry", action="store_true", help="measure, but write no model")
    return parser.parse_args()


def main() -> None:
    """Fit, measure, write."""
    given = options()
    pages = list(labelled_pages(given.folders, given.mode))
    policy = policy_lines(given.policy, pages)
    spy = Spy()
    views = [view for page in pages for view in spy.views(page)]
    thresholds, partitions = dict.fromkeys(TARGETS, -NOWHERE), []
    for seed in SEEDS:
        parts = list(out_of_fold(given.mode, views, seed))
        judged = [line for _, lines in parts for line in lines]
        partitions.append((parts, judged))
        for level in TARGETS:
            thresholds[level] = max(thresholds[level], threshold(judged, pages, level, policy))
    everything = [line for _, judged in partitions for line in judged if line.score >= min(thresholds.values())]
    known = {"thresholds": thresholds, "confidence": fit.confidence(everything, thresholds.values())}
    parts = partitions[0][0]
    models = [Model({**data, **known, "hopeless": -NOWHERE}) for data, _ in parts]
    taken = list(taken_with(models, pages, SEEDS[0]))
    found = figures.groups(taken, policy)
    taught = fit.Tables(views)
    given_lines = fit.examples(views, taught)
    data = {**fit.fitted(given.mode, given_lines, taught, SEEDS[0]), **known}
    data["hopeless"] = fit.hopeless(data, given_lines, min(thresholds.values()))
    lines = list(page_of(found, data))
    print("\n".join(lines))  # noqa: T201 - a script
    for one in taken:
        for number in one.lines:
            if figures.verdict(one.page, number, policy) == given.show:
                print(f"{one.page.group}: {one.page.lines[number][:200]}")  # noqa: T201 - a script
    if given.docs and not given.dry:
        write_figures(given.docs, given.mode, lines)
    if not given.dry:
        path = Path(model.__file__).with_name(f"{given.mode}.json")
        path.write_text(json.dumps(data, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
