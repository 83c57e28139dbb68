"""Fit a model of the scorer, and measure it out of fold. Needs `pip install cleantext-articles[train]`.

    python -m cleantext.training text FOLDER… [--docs docs/scorer.md] [--policy FILE] [--cache FOLDER]
    python -m cleantext.training html FOLDER… [--docs docs/scorer.md] [--policy FILE] [--cache FOLDER]

FOLDER holds labelled lines (`articles.jsonl.gz`, `pages.jsonl.gz`, edited texts in `clean.jsonl.gz`). The command
writes `text.json` or `html.json` beside the scorer's code, and the figures between the marks of the page. The cache
holds what the rules make of the data; nothing else of the data is written. The command is deterministic. Run it again
whenever the other rules have changed, since the scorer sees what they remove.

The rules run first, and a rule in the scorer's place records the scorer's input. Folds are by registered domain, so
that every line is scored by a model that has seen no page of its site. Thresholds and confidence are chosen over
several partitions into folds. The figures are those of the whole pipeline at the level safe in the first partition:
each page is cleaned with the model that was fitted without its fold.
"""

import argparse
import hashlib
import importlib.util
import json
import pickle
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from cleantext.core.blocks import line_edit
from cleantext.core.document import Document
from cleantext.core.edits import Edit
from cleantext.core.measured import FEWEST_JUDGED
from cleantext.core.rule import Cues
from cleantext.lexicons.languages import spoken
from cleantext.scorer import judge, model
from cleantext.scorer.judge import LEVELS
from cleantext.scorer.lines import SENTENCE, lines_of
from cleantext.scorer.model import ZONES, Model
from cleantext.training import figures, fit
from cleantext.training.data import HEADLINE, PROSE, RULE, Page, Spy, View, labelled_pages, pipeline
from cleantext.training.fit import NOWHERE, Judged
from cleantext.training.labels import BOILERPLATE, CONTENT, words

SEEDS = (0, 1)  # each seeds a partition into folds, and the trees
FOLDS = 4
# Thresholds are chosen on these sets: people marked their content by hand, on pages that are articles.
POOL = ("aeb", "l3s", "fundus", "cpe")


class Limits(NamedTuple):
    """What a threshold must keep to."""

    lost: float  # most words of content that are removed, in %
    prose: float  # most lines of a million words of edited text; by eye, three of four are boilerplate that it kept
    right: float  # least share of right lines


LIMITS: Mapping[str, Mapping[str, Limits]] = {
    "text": {"safe": Limits(0.02, 4.0, 0.97), "thorough": Limits(0.06, 10.0, 0.92)},
    "html": {"safe": Limits(0.02, 4.0, 0.97), "thorough": Limits(0.1, 10.0, 0.92)},
}
ALL_TREES = [(0, -NOWHERE), (NOWHERE, -NOWHERE)]  # drops no line
MOST_OF_PAGE = 8  # right or wrong lines of a page that count: the lines of one menu are not independent evidence
LOWEST = 0  # thousandths of log-odds; no threshold is lower


def fold(domain: str, seed: int) -> int:
    """Return the fold that a site is in."""
    return int(hashlib.sha256(f"{seed}:{domain}".encode()).hexdigest(), 16) % FOLDS


def out_of_fold(given: fit.Examples, seed: int) -> Iterator[tuple[dict[str, Any], list[Judged]]]:
    """Yield for each fold the model that has not seen it, and the scores of its unguarded lines."""
    folds = np.array([fold(domain, seed) for domain in given.domains])
    for number in range(FOLDS):
        made = fit.fitted(given, folds != number, seed)
        scores = np.where(folds[given.sites] == number, made.scores, -NOWHERE)
        yield made.full, fit.best(given, fit.final_scores(given, scores), LOWEST)


def thresholds(
    judged: Sequence[Judged], pages: Sequence[Page], mode: str, level: str, policy: frozenset[str]
) -> list[int]:
    """Return the lowest score of each zone, by `lowest` over all zones and then by the precision of the zone.

    Sentences have a limit of their own, since other evidence decides about them.
    """
    parts: list[list[Judged]] = [[], []]
    for line in judged:
        parts[line.view.lines.zone(line.place) == SENTENCE].append(line)
    limits = LIMITS[mode][level]
    labels, sentences = (lowest(part, pages, limits, policy) for part in parts)
    least = [sentences if zone == SENTENCE else labels for zone in range(len(ZONES))]
    return [_lowest_of_zone(judged, zone, score, limits, policy) for zone, score in enumerate(least)]


def _lowest_of_zone(judged: Iterable[Judged], zone: int, least: int, limits: Limits, policy: frozenset[str]) -> int:
    found, right, wrong = NOWHERE, 0, 0
    counted = Counter[tuple[str, bool]]()
    inside = (line for line in judged if line.score >= least and line.view.lines.zone(line.place) == zone)
    for line in sorted(inside, key=lambda line: -line.score):
        one = _right_or_wrong(line, policy, counted)
        right, wrong = right + (one == "right"), wrong + (one == "wrong")
        if right + wrong >= FEWEST_JUDGED and right >= limits.right * (right + wrong):
            found = line.score
    return found


def _right_or_wrong(line: Judged, policy: frozenset[str], counted: Counter[tuple[str, bool]]) -> str:
    """Return the label of a judged line; "" if it has none, or if its page was counted often enough."""
    page, label = line.view.page, line.view.labels[line.place]
    if _set(page) not in POOL:
        return ""
    is_wrong = label == HEADLINE or (label == CONTENT and page.lines[line.view.sources[line.place]] not in policy)
    counted[page.record, is_wrong] += 1
    if counted[page.record, is_wrong] > len(SEEDS) * MOST_OF_PAGE:
        return ""
    return "wrong" if is_wrong else "right" if label == BOILERPLATE else ""


def lowest(judged: Iterable[Judged], pages: Sequence[Page], limits: Limits, policy: frozenset[str]) -> int:
    """Return the lowest score at which lines keep to the limits.

    judged: the lines of all partitions.
    """
    content = sum(len(words(line)) for page in pages if _set(page) in POOL for line in _content(page))
    prose = max(10**6, sum(len(words(page.text)) for page in pages if _set(page) == PROSE))
    most_words = len(SEEDS) * limits.lost / 100 * content
    most_lines = len(SEEDS) * limits.prose * prose / 10**6
    found, lost, lines, right, wrong = NOWHERE, 0, 0, 0, 0
    counted = Counter[tuple[str, bool]]()
    for line in sorted(judged, key=lambda line: -line.score):
        page, label = line.view.page, line.view.labels[line.place]
        is_content = label == CONTENT and page.lines[line.view.sources[line.place]] not in policy
        lines += is_content and _set(page) == PROSE
        lost += is_content * len(words(line.view.lines.texts[line.place])) if _set(page) in POOL else 0
        if lost > most_words or lines > most_lines:
            return max(found, line.score + 1)  # lines of the same score go together
        one = _right_or_wrong(line, policy, counted)
        right, wrong = right + (one == "right"), wrong + (one == "wrong")
        if right >= limits.right * (right + wrong):
            found = line.score
    return found


def _set(page: Page) -> str:
    return page.group.partition("/")[0]


def _content(page: Page) -> Iterator[str]:
    return (line for line, label in zip(page.lines, page.labels, strict=True) if label == CONTENT)


def is_reached(line: Judged, least: Sequence[int]) -> bool:
    """Return whether a line reaches the threshold of its zone."""
    return line.score >= least[line.view.lines.zone(line.place)]


def taken_with(
    models: Sequence[Model], pages: Sequence[Page], seed: int, reached: Collection[int], texts: Sequence[str]
) -> Iterator[figures.Taken]:
    """Yield the output of the whole pipeline for each page, with the model that has not seen its site.

    reached: the identity of each page with a line that reaches a threshold; the output of the others is that of the
    other rules. texts: the output of the other rules for each page.
    """
    with_scorer = [pipeline(_propose(scorer)) for scorer in models]
    for page, without in zip(pages, texts, strict=True):
        if id(page) not in reached:
            yield figures.Taken(page, without, without, {})
            continue
        result = with_scorer[fold(page.domain, seed)].run(page.text, page.article)
        spans = [entry for entry in result.removals if entry.rule == RULE and entry.status == "applied"]
        lines = {page.text.count("\n", 0, entry.start): entry.removed for entry in spans}
        yield figures.Taken(page, without, result.text, lines)


def _propose(scorer: Model) -> Callable[[Document, Cues], list[Edit]]:
    def propose(document: Document, cues: Cues) -> list[Edit]:
        lines = lines_of(document, cues.taken, spoken(document), scorer.voice)
        found = (line for line in judge.removable(lines, scorer) if line.level == "safe")
        return [line_edit(document, lines.at[line.place], line.reason) for line in found]

    return propose


def views_of(pages: Sequence[Page], cache: Path | None, key: str) -> list[View]:
    """Return the scorer's input for each page, from a cache if it has it."""
    path = cache / f"{key}.pickle" if cache else None
    if path and path.exists():
        kept: list[list[View]] = pickle.loads(path.read_bytes())  # noqa: S301 - of this command's own making
        for page, views in zip(pages, kept, strict=True):
            for view in views:
                view.page = page
        return [view for views in kept for view in views]
    spy = Spy()
    made = [list(spy.views(page)) for page in pages]
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps(made))
    return [view for views in made for view in views]


def texts_of(pages: Sequence[Page], cache: Path | None, key: str) -> list[str]:
    """Return the output of the other rules for each page, from a cache if it has it."""
    path = cache / f"{key}-texts.json" if cache else None
    if path and path.exists():
        kept: list[str] = json.loads(path.read_text("utf-8"))
        return kept
    nothing = pipeline(lambda _document, _cues: ())
    made = [nothing.run(page.text, page.article).text for page in pages]
    if path:
        path.write_text(json.dumps(made), "utf-8")
    return made


def rules_key(mode: str) -> str:
    """Return a key that changes whenever the rules, the packs or the pipeline do."""
    package, own = Path(model.__file__).parents[1], ("scorer/", "training/", "rules/line_scorer.py", "measured.json")
    files = (path for path in sorted(package.rglob("*")) if path.suffix in (".py", ".toml"))
    names = ((path.relative_to(package).as_posix(), path) for path in files)
    digest = hashlib.sha256()
    for name, path in names:
        if not name.startswith(own) or name == "scorer/lines.py":
            digest.update(path.read_bytes())
    return f"{mode}-{digest.hexdigest()[:16]}"


def policy_lines(path: Path | None, pages: Iterable[Page]) -> frozenset[str]:
    """Return the content lines that a file's function `kind` names: those that annotators disagree on."""
    if path is None:
        return frozenset()
    spec = importlib.util.spec_from_file_location("policy", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"--policy {path}: no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return frozenset(line for page in pages for line in _content(page) if module.kind(line))


def page_of(found: Mapping[str, figures.Group], data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the figures as Markdown."""
    yield from figures.table(found)
    yield ""
    yield "| | right | wrong | policy | words of content lost |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for name, chosen in (("aeb, l3s, fundus and cpe", POOL), ("all sets", ())):
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
    """Return the parsed command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=["text", "html"])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--docs", type=Path, help="the page for the figures")
    parser.add_argument(
        "--policy", type=Path, help="a Python file whose kind(line) names content that annotators differ on"
    )
    parser.add_argument("--cache", type=Path, help="a folder for what the rules make of the pages")
    parser.add_argument("--show", choices=["right", "wrong", "policy", "undecided"], help="print the lines taken")
    parser.add_argument("--dry", action="store_true", help="measure, but write no model")
    return parser.parse_args()


def main() -> None:
    """Fit a model, measure it, and write both."""
    given = options()
    pages = list(labelled_pages(given.folders, given.mode))
    policy = policy_lines(given.policy, pages)
    key = rules_key(given.mode)
    examples = fit.Examples(given.mode, views_of(pages, given.cache, key))
    partitions = [list(out_of_fold(examples, seed)) for seed in SEEDS]
    judged = [line for parts in partitions for _, lines in parts for line in lines]
    least = {level: thresholds(judged, pages, given.mode, level, policy) for level in LEVELS}
    lowest_of = np.array([min(zones) for zones in zip(*least.values(), strict=True)])
    above = [line for line in judged if line.score >= lowest_of[line.view.lines.zone(line.place)]]
    known = {
        "thresholds": least,
        "confidence": fit.confidence(above, int(lowest_of.min()), max(map(min, least.values()))),
    }
    models = [Model({**data, **known, "drops": ALL_TREES, "measured": {}}) for data, _ in partitions[0]]
    first = (line for _, lines in partitions[0] for line in lines)
    reached_pages = {id(line.view.page) for line in first if is_reached(line, least["safe"])}
    taken = list(taken_with(models, pages, SEEDS[0], reached_pages, texts_of(pages, given.cache, key)))
    made = fit.fitted(examples, np.ones(len(examples.domains), dtype=bool), SEEDS[0])
    # Lines that reach the threshold of safe must not be lost; a few of those of thorough may be.
    reached = fit.final_scores(examples, made.scores) >= np.array(least["safe"])[examples.zones]
    dropped = fit.drops(made, reached, len(made.data["trees"]))
    data = {**made.data, **known, "drops": dropped, "measured": figures.counts(taken, policy, POOL)._asdict()}
    lines = list(page_of(figures.groups(taken, policy), data))
    print("\n".join(lines))  # noqa: T201 - a script
    for (trees, score), stage in zip(dropped, made.stages, strict=False):
        print(f"{np.mean(stage >= score):.3f} of the lines go on behind {trees} trees")  # noqa: T201 - a script
    for one in taken:
        for number, removed in one.lines.items():
            if figures.verdict(one.page, number, removed, policy) == given.show:
                print(f"{one.page.group}: {removed[:200]}")  # noqa: T201 - a script
    if given.dry:
        return
    if given.docs:
        write_figures(given.docs, given.mode, lines)
    if made.voice:
        path = Path(model.__file__).with_name("voice.json")
        path.write_text(json.dumps(made.voice, separators=(",", ":"), ensure_ascii=False) + "\n", "utf-8")
    path = Path(model.__file__).with_name(f"{given.mode}.json")
    path.write_text(json.dumps(data, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
