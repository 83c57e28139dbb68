"""Notes about authors in scripts without capitals, below a heading."""

import pytest

from cleantext import clean

STORY = (
    "川沿いの古い水車小屋に、新しい水車が取り付けられることになった。保存会が三年かけて資金を集め、昨年の秋に発注していた。\n\n"
    "水車は直径がおよそ五メートルある。堀内さんは天井の低い作業場を避け、隣の集落の納屋を借りて組み立てたという。"
)
BEHIND = "賞金の一部は橋の修理に回される。総会は五月に開かれ、収支の報告と来年度の計画が話し合われる予定だという。"
NOTE = "フリーライター。民俗と川の歴史を中心に執筆。"


@pytest.mark.parametrize(
    ("tail", "goes"),
    [
        (f"この記事を書いた人\n\n森下ゆい\n\n{NOTE}", True),
        (f"この記事を書いた人\n\n{NOTE}", True),
        ("筆者プロフィール：森下 誠（もりした・まこと）1979年生まれ。観戦記者。", True),
        (f"この記事を書いた人\n\n堀内 健\n\n{NOTE}", False),  # the story speaks of him
        (f"この記事を書いた人\n\n堀内健\n\n{NOTE}", False),
        ("筆者プロフィール：堀内 健（ほりうち・けん）1979年生まれ。観戦記者。", False),
        ("この記事を書いた人\n\n森下ゆい", False),  # nothing says what she is
        (f"森下ゆい\n\n{NOTE}", False),  # no heading
        (f"この記事を書いた人\n\n森下ゆい\n\n{NOTE}\n\n{BEHIND}", False),  # not behind the article
    ],
)
def test_a_note_below_a_heading(tail: str, *, goes: bool) -> None:
    cleaned = clean(f"{STORY}\n\n{tail}", language="ja")
    assert cleaned.text == (STORY if goes else f"{STORY}\n\n{tail}")
    assert {removal.rule for removal in cleaned.removals} == ({"author_bio"} if goes else set())
