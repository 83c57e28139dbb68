"""Fitting the scorer: tables of wording, thresholds, labels of parts. Needs the extra `train`."""
# ruff: noqa: E402 - what is skipped must not be imported

from types import SimpleNamespace

import pytest

pytest.importorskip("lightgbm", reason="the extra `train` is not installed")
np = pytest.importorskip("numpy", reason="the extra `train` is not installed")

from cleantext.core.document import Article
from cleantext.core.measured import Counts
from cleantext.scorer import wording
from cleantext.scorer.lines import BODY, HEAD, TAIL, Lines
from cleantext.training.__main__ import LIMITS, lowest, thresholds
from cleantext.training.data import Page, View
from cleantext.training.figures import Taken, counts
from cleantext.training.fit import DROPS, FIRST_TREES, NOWHERE, Fitted, Judged, best, drops, final_scores
from cleantext.training.labels import BOILERPLATE, CONTENT, UNSURE, part_label
from cleantext.training.wordings import Buckets

GOLD = "The ferry was late on Monday, and two hundred passengers waited on the pier."


def test_a_part_of_a_line_is_labelled_by_the_gold() -> None:
    assert part_label("two hundred passengers waited on the pier", GOLD) == CONTENT
    assert part_label("Maps and calendars in our shop", GOLD) == BOILERPLATE
    assert part_label("two hundred passengers waited for a bus", GOLD) == UNSURE
    assert part_label("Our shop", GOLD) == UNSURE  # too short to decide


def test_a_site_is_not_judged_by_what_its_own_lines_taught() -> None:
    sites = np.array([0, 0, 1, 2])
    buckets = Buckets([[1], [1, 2], [2], [1]], sites)
    boilerplate = np.array([True, True, True, False])
    weights = buckets.weights(boilerplate, np.array([True] * 4))
    assert weights.shape == (4, wording.BUCKETS)
    # Bucket 1 stands in boilerplate of site 0 and in content of site 2; without site 0 in content alone.
    assert weights[0, 1] < 0 < weights[2, 1]
    assert (weights[3] == weights.tolist()[3]).all()


def test_columns_are_those_that_the_scorer_makes() -> None:
    lines = [[1, 2, 2], [], [3]]
    buckets = Buckets(lines, np.array([0, 0, 0]))
    table = list(range(-2, wording.BUCKETS - 2))
    weights = np.array([table])
    found = buckets.columns(weights, np.array([0, 1, 2, 0]), np.array([True, True, True, False]))
    expected = [wording.columns(table, line) for line in lines]
    assert found.tolist() == [*map(list, expected), [0, 0, 0, 0]]


SAFE = LIMITS["text"]["safe"]


def view(group: str, record: str, label: str, text: str, zone: int = TAIL) -> View:
    """Return a line alone; prose without lines is in the given zone."""
    page = Page(group, record, record, is_trusted=True, text=text, labels=label, gold=GOLD, article=Article())
    first, last = {HEAD: (1, 0), BODY: (0, 0), TAIL: (0, -1)}[zone]
    lines = Lines((0,), (text,), (False,), (False,), (0,), first=first, last=last)
    return View(page, lines, label, [0])


def test_a_threshold_is_the_lowest_score_within_the_targets() -> None:
    content = view("l3s/x", "big", CONTENT, "word " * 15_000)
    right = [Judged(view("l3s/x", f"r{at}", BOILERPLATE, "Shop"), 0, 1000 - at) for at in range(70)]
    wrong = Judged(view("l3s/x", "w", CONTENT, "a b c"), 0, 950)
    pages = [content.page, *(line.view.page for line in right), wrong.view.page]
    assert lowest([*right, wrong], pages, SAFE, frozenset()) == 931
    # Six words may be removed in two partitions. The first wrong line has three words, the second seven.
    worse = Judged(view("l3s/x", "v", CONTENT, "a b c d e f g"), 0, 940)
    assert lowest([*right, wrong, worse], pages, SAFE, frozenset()) == 941
    assert lowest([worse], pages, SAFE, frozenset()) == NOWHERE


def test_what_annotators_differ_on_is_no_loss() -> None:
    line = Judged(view("l3s/x", "w", CONTENT, "By Ana Ruiz"), 0, 950)
    shop = Judged(view("l3s/x", "r", BOILERPLATE, "Shop"), 0, 900)
    pages = [line.view.page, shop.view.page]
    assert lowest([line, shop], pages, SAFE, frozenset({"By Ana Ruiz"})) == 900


def test_each_zone_has_the_threshold_of_its_own_precision() -> None:
    content = view("l3s/x", "big", CONTENT, "word " * 15_000)
    tail = [Judged(view("l3s/x", f"r{at}", BOILERPLATE, "Shop"), 0, 1000 - at) for at in range(200)]
    body = [Judged(view("l3s/x", f"b{at}", BOILERPLATE, "Shop", BODY), 0, 1000 - at) for at in range(100)]
    wrong = [Judged(view("l3s/x", f"w{at}", CONTENT, "a", BODY), 0, 908 - at) for at in range(5)]
    head = [Judged(view("l3s/x", f"h{at}", BOILERPLATE, "Shop", HEAD), 0, 1000 - at) for at in range(29)]
    judged = [*tail, *body, *wrong, *head]
    pages = [content.page, *(line.view.page for line in judged)]
    assert lowest(judged, pages, SAFE, frozenset()) == 801
    # 29 lines above the prose are too few. Of 97 lines in it 3 may be wrong, not 4.
    assert thresholds(judged, pages, "text", "safe", frozenset()) == [NOWHERE, 906, 801, NOWHERE]


def test_lines_are_dropped_where_hardly_one_came_to_a_threshold() -> None:
    stages = [np.arange(1000) + step for step in range(len(DROPS))]
    made = Fitted({}, None, stages, stages[-1])
    first, second, *_, last = drops(made, stages[0] >= 600, 162)
    assert first == (FIRST_TREES, 605)
    assert second == (FIRST_TREES + 10, 602)
    assert last == (162, -NOWHERE)
    nothing = drops(made, stages[0] >= 2000, 162)
    assert nothing[0] == (FIRST_TREES, 0)


def test_a_line_that_both_passes_score_counts_once_with_the_higher_score() -> None:
    one = view("l3s/x", "a", BOILERPLATE, "Our shop")
    other = view("l3s/x", "b", BOILERPLATE, "Our shop")
    given = SimpleNamespace(views=[one, one, other], owners=np.array([0, 1, 2]), places=np.array([0, 0, 0]))
    found = best(given, np.array([700, 900, 800]), 750)  # type: ignore[arg-type]  # all that it reads
    assert [(line.view.page.record, line.score) for line in found] == [("a", 900), ("b", 800)]


def test_scores_have_those_of_the_lines_around() -> None:
    texts = ("P " * 60, "Shop", "Maps", "Poster", "£3 a poster")
    flags = [text.startswith("P ") for text in texts]
    lines = Lines((0, 1, 2, 3, 4), texts, (False,) * 5, tuple(flags), (0,) * 5, first=0, last=0)
    given = SimpleNamespace(
        views=[SimpleNamespace(lines=lines)], owners=np.array([0, 0, 0, 0]), places=np.array([1, 2, 3, 4])
    )
    found = final_scores(given, np.array([1000, 500, -100, 900]))  # type: ignore[arg-type]  # all that it reads
    # Of "Shop": prose above, "Maps", then a low line. "Maps": prose, "Shop", a low line, and one that a guard keeps.
    shop = 1000 + 3 * (2 * -3000 + 2 * 500 + -2000) // 60
    maps = 500 + 3 * (-3000 + 2 * 1000 + 2 * -2000 + 0) // 60
    assert found.tolist() == [shop, maps, -NOWHERE, -NOWHERE]


def test_a_line_counts_once_for_a_page() -> None:
    shop, other = (view("l3s/x", "a", label, "Our shop of maps") for label in (BOILERPLATE, CONTENT))
    taken = [Taken(one.page, "", "", {0: "Our shop of maps"}) for one in (shop, shop)]
    assert counts(taken, frozenset(), ["l3s"])._asdict() == Counts(right=1, domains=1)._asdict()
    taken.append(Taken(other.page, "", "", {0: "Our shop of maps"}))
    assert counts(taken, frozenset(), ["l3s"]) == Counts(wrong=1, domains=1)
    assert counts(taken, frozenset(["Our shop of maps"]), ["l3s"]) == Counts(policy=1, domains=1)
    assert counts(taken, frozenset(), ["aeb"]) == Counts()
