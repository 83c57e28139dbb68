"""The counts of `benchmarks/quality.py`, on an invented set."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from cleantext.core.measured import Counts

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
PROSE = "The ferry was late on Monday, and two hundred passengers waited on the pier for an hour in the rain."
SHARE, CREDIT, HEADING = "Share this article", "Reporting by Ana Ruiz; editing by Tom Hale", "Leave a Reply"


def page(number: int, trust: str, **labels: str) -> dict[str, Any]:
    lines = [PROSE, CREDIT, SHARE, HEADING]
    found = "".join(["c", labels["credit"], labels["share"], labels["reply"]])
    gold = "\n".join(line for line, label in zip(lines, found, strict=True) if label == "c")
    return {
        "set": "made",
        "id": str(number),
        "url": f"https://www.paper-{number}.example/ferry",
        "trust": trust,
        "title": None,
        "gold": gold,
        "outputs": {"one": {"lines": lines, "labels": found}, "two": {"lines": lines, "labels": found}},
    }


def write(folder: Path, name: str, *rows: dict[str, Any]) -> Path:
    folder.mkdir(exist_ok=True)
    with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(row)}\n" for row in rows)
    return folder


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import quality
    from sources import records

    seen = write(
        tmp_path / "seen",
        "articles",
        page(1, "cb", credit="c", share="b", reply="b"),
        page(2, "c", credit="c", share="b", reply="c"),
        page(3, "cb", credit="b", share="u", reply="d"),
    )
    write(
        seen,
        "repeats",
        {"source": "x", "text": "It was was late.", "expect": "It was late."},
        {"source": "y", "text": "He was was late.", "expect": "He was was late."},
    )
    unseen = write(tmp_path / "unseen", "articles", page(4, "cb", credit="c", share="c", reply="b"))
    found = quality.Report()
    for folder in (seen, unseen):
        for record in records(folder):
            found.add(record, is_unseen=folder == unseen)
    return found


def test_lines_are_counted_by_label_trust_and_words(report: Any) -> None:
    measured = report.tally.measured()
    assert measured["reporting_credit"] == (
        Counts(right=1, policy=3, domains=4),
        Counts(policy=1, domains=1),
    )
    assert measured["share_prompt"] == (
        Counts(right=1, wrong=1, undecided=2, domains=4),
        Counts(wrong=1, domains=1),
    )
    assert measured["comment_form"] == (
        Counts(right=2, wrong=1, undecided=1, domains=4),
        Counts(right=1, domains=1),
    )


def test_edits_are_counted_by_the_gold_text(report: Any) -> None:
    assert report.tally.measured()["doubled_word"] == (Counts(right=1, wrong=1, domains=2), Counts())


def test_words_of_content_and_policy_are_lost_apart(report: Any) -> None:
    (one, two) = report.rows()
    assert (one.group, two.group) == ("made/one", "made/two")
    assert (one.lost_policy, one.lost_content) == (3 * 8, 3 + 3)


def test_the_lowest_fold_is_one_of_domains(report: Any) -> None:
    lowest = report.tally.lowest_fold()["share_prompt"]
    assert (lowest.right, lowest.wrong) in {(0, 1), (1, 1)}  # those of paper 4, which may share its fold
    assert lowest.domains <= 4


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("© 2011 Quay Messenger", "copyright"),
        ("Reporting by Tom Hale; editing by Ana Ruiz", "credit"),
        ("(Reuters)", "credit"),
        ("Quelle: dpa", "credit"),
        ("(AP Photo/Tom Hale)", "picture"),
        ("Featured image credit: Tom Hale", "picture"),
        ("Фото: Анна Рех", "picture"),
        ("저작권자 ⓒ 하버가제트, 무단전재 및 재배포금지", "copyright"),
        ("By Tom Hale", "byline"),
        ("Tom Hale, staff writer", "byline"),
        ("By Monday evening the water had reached the houses. The mayor asked for help.", ""),
        ("Updated 4:10 p.m., May 3, 2011", "date"),
        ("3 of 4", ""),
        ("$38 to $275", ""),  # "to" is a short day in Finnish
        ("Четверг, 9 января 2020", "date"),
        ("Author: Tom Hale", "byline"),
        ("This story originally appeared in the Messenger.", "credit"),
        ("A valley that contributed to this boom is dry", ""),
        ("The pier at dusk. Image credit: Tom Hale", "picture"),
        ("What you need (to image successfully)", ""),
        ("Related posts", "pointer"),
        ("Related matters: the pier is closed, too, and so is the road to it.", ""),
        ("Tom Hale is a reporter at the Messenger.", "bio"),
        ("Veed is an online video editor that most of us have used.", ""),
        ("Contact the desk at tom@quay.example", "contact"),
        ("Read more: Late ferries", "pointer"),
        ("The ferry is late again", "headline"),
        ("The ferry is late again and again", ""),
        ("— … —", ""),
    ],
)
def test_policy_depends_on_words(monkeypatch: pytest.MonkeyPatch, line: str, kind: str) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import policy

    assert policy.kind(line, "The ferry is late again") == kind
