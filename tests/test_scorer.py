"""The learned scorer: its trees, guards, reasons, and the level at which it runs."""

import pkgutil
from dataclasses import replace

import pytest

from cleantext import Cleaner
from cleantext.core.document import Document, Mark
from cleantext.scorer import guards, judge, wording
from cleantext.scorer.features import TEXT as TEXT_COLUMNS
from cleantext.scorer.features import VOICE, WORDING
from cleantext.scorer.lines import NO_PHRASE, STRONG_PHRASE, WEAK_PHRASE, Lines
from cleantext.scorer.markup import MARKUP, NAMES, TAGS
from cleantext.scorer.model import Model, load
from cleantext.scorer.shape import COLUMNS, shape

PROSE = "The ferry was late on Monday, and two hundred passengers waited on the pier for an hour in the rain."
MORE = "Nobody told them why, and the company gave no answer when this newspaper asked it on Tuesday morning."
PAGE = (
    f"<html><body><article><p>{PROSE}</p><p>{MORE}</p><p>{PROSE} It was dark.</p><p>{MORE} It was cold.</p>"
    "<div class='infobox'><p>Aller Courier shop</p><p>Maps and calendars</p></div></article></body></html>"
)
CLEAN = Cleaner()
EVERYWHERE = {"safe": [1000] * 3, "thorough": [500] * 3}
TREE = [0, 5, 100, -200, [1, 3, 400, 300, 900]]
DATA = {
    "columns": ["shape.words", "place.zone"],
    "words": "",
    "names": "",
    "drops": [[1, -100], [2, 700], [3, -1000]],
    "trees": [TREE, TREE, TREE],
    "thresholds": {"safe": [600, 500, 800], "thorough": [400, 600, 800]},
    "measured": {},
    "confidence": {"head": [[500, 0.9], [1000, 0.95]], "body": [[500, 0.8]], "tail": [[500, 0.7]]},
}


def lines(*texts: str) -> Lines:
    count = len(texts)
    prose = tuple(len(text) > 80 for text in texts)
    places = [place for place, is_prose in enumerate(prose) if is_prose]
    return Lines(
        tuple(range(count)), texts, (False,) * count, prose, (NO_PHRASE,) * count, first=places[0], last=places[-1]
    )


def known(found: Lines) -> Lines:
    """Return the lines with a weak phrase in the last one."""
    return replace(found, phrases=(*found.phrases[:-1], WEAK_PHRASE))


def judged(found: Lines) -> list[int]:
    """Return the lines that may be removed if their score is high."""
    guard = guards.Guards(found)
    return [place for place in guards.open_places(found) if not guard.keeps(place)]


def test_the_first_trees_are_asked_apart() -> None:
    model = Model(DATA)
    assert [model.first(row) for row in ([6, 4], [6, 3], [5, 9])] == [900, 300, None]


def test_a_line_is_dropped_as_soon_as_its_score_is_low() -> None:
    model = Model(DATA)
    found = [model.rest(score, row) for score, row in ((900, [6, 4]), (300, [6, 3]), (400, [6, 3]))]
    # 700 after two trees is not below 700.
    assert [score and score.log_odds for score in found] == [900 + 900 + 900, None, 400 + 300 + 300]


def test_the_least_threshold_of_a_zone_is_that_of_some_level() -> None:
    assert Model(DATA).least == [400, 500, 800]


def test_weights_are_the_changes_along_the_path() -> None:
    score = Model(DATA).rest(900, [6, 4])
    assert score is not None
    assert Model(DATA).weights(score, [6, 4]) == {"shape": 3 * (400 - 100), "place": 3 * (900 - 400)}


def test_confidence_is_that_of_zone_and_score() -> None:
    model = Model(DATA)
    assert [model.confidence(0, score) for score in (500, 999, 1000)] == [0.9, 0.9, 0.95]
    assert model.confidence(2, 5000) == 0.7


def test_tables_of_wording_come_back() -> None:
    weights = [-wording.MOST, 0, 7, wording.MOST]
    assert wording.decoded(wording.encoded(weights)) == weights
    assert wording.columns(weights, [0, 2]) == (-23, -115, 7, -30)
    assert wording.columns(weights, []) == (0, 0, 0, 0)


def test_shape() -> None:
    columns = dict(zip(COLUMNS, shape("By Ana Ruiz, 14:05"), strict=True))
    assert (columns["words"], columns["capitals"], columns["digits"], columns["time"]) == (4, 75, 22, 1)


def test_guards() -> None:
    found = lines("Ferry late again, says the council", PROSE, "What the council wants", MORE, PROSE, "More", "Shop")
    # The headline and a subheading stay; the two labels below the article are scored.
    assert judged(found) == [5, 6]


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("KARACHI: The strike began at noon", True),
        ("SAN FRANCISCO, May 3 (AP) -- Ferries ran", True),
        ("Madrid, 3 may (EFE).- El puerto cerró", True),
        ("BERLIN (dpa) – Die Fähre kam nicht", True),
        ("NOUAKCHOTT, Mauritania --", True),
        ("LISBON (AP) ―", True),
        ("RELATED STORIES:", False),
        ("Sport - Football", False),
        ("UK: ", False),
        ("↑ Harbour records, 1961", True),
        ("[4] Harbour records, 1961", True),
    ],
)
def test_datelines_and_references_stay(text: str, *, stays: bool) -> None:
    found = lines(PROSE, MORE, PROSE, "Shop", text)
    assert judged(found) == ([3] if stays else [3, 4])


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Day tickets cost £12 on board", True),
        ("Fares from 40 Kronor a head", True),
        ("USD 30 a week", True),
        ("Fares and seasons 2019", False),
        ("„Niemand sagte uns etwas“", True),
        ("「だれも何も言わなかった」と 乗客", True),
        ("Timetable", True),  # one word
    ],
)
def test_prices_quotes_and_words_between_paragraphs_stay(text: str, *, stays: bool) -> None:
    found = lines(PROSE, MORE, "Shop news", text, PROSE)
    assert judged(found) == ([2] if stays else [2, 3])


@pytest.mark.parametrize(
    "text",
    ["and the boats stayed", "14:05 Both boats leave the pier", "“Nobody said a word”", "6. The pumps ran all night."],
)
def test_kinds_of_content_stay_below_an_article_too(text: str) -> None:
    assert judged(lines(PROSE, MORE, PROSE, "Shop", text)) == [3]


def test_the_headline_stays_and_not_the_lines_above_it() -> None:
    menu, headline = "Subscribe to the Courier shop news", "Passengers waited an hour for the ferry"
    # One long word of the article is no headline, so the first line and the first long line may be it.
    assert judged(lines("Skip", menu, "Ferry day", PROSE, MORE, PROSE, "Shop")) == [2, 6]
    assert judged(lines("Skip", menu, headline, "Ferry day", PROSE, MORE, PROSE, "Shop")) == [0, 1, 3, 7]


def test_the_first_line_below_an_article_stays_with_the_line_behind_it() -> None:
    found = lines(PROSE, MORE, PROSE, "The harbour in books", "Harbour records", "A history of ferries")
    assert guards.kept_beside(found, {3}) == {3}
    found = replace(found, phrases=(0, 0, 0, 0, 0, WEAK_PHRASE))
    assert guards.kept_beside(found, {3}) == {3}
    assert guards.kept_beside(found, {3, 4}) == set()
    assert guards.kept_beside(replace(found, phrases=(0, 0, 0, STRONG_PHRASE, 0, 0)), {3}) == set()


def test_lines_below_an_article_stay_if_no_rule_knows_one_and_none_sounds_like_a_publisher() -> None:
    found = lines(PROSE, MORE, PROSE, "What to bring", "A coat", "A torch", "Patience")
    assert guards.kept_beside(found, {4, 5, 6}) == {4, 5, 6}
    spoken = replace(found, language="en", texts=(*found.texts[:6], "Get our free app today"))
    spoken.tones.update({3: -20, 4: -20, 5: -20, 6: 5})
    assert guards.kept_beside(spoken, {5, 6}) == {5, 6}  # two stay
    assert guards.kept_beside(spoken, {4, 5, 6}) == set()
    spoken.tones[6] = 4
    assert guards.kept_beside(spoken, {4, 5, 6}) == {4, 5, 6}
    assert guards.kept_beside(replace(found, phrases=(0, 0, 0, STRONG_PHRASE, 0, 0, 0)), {5, 6}) == set()


def test_the_lines_around_a_line_count() -> None:
    found = lines(PROSE, MORE, PROSE, "Shop", "Maps", "Posters", "Prints")
    taken = replace(found, gone=(False,) * 5 + (True, False))
    assert judge.with_neighbours(taken, {3: 2000, 4: 9000, 6: 1500}, set()) == {
        3: 2000 + 3 * (-3000 + 2 * -3000 + 2 * 4000 + 3000) // 60,  # prose above; no score counts more than 4,000
        4: 9000 + 3 * (-3000 + 2 * 2000 + 2 * 3000 + 1500) // 60,  # the line below goes
        6: 1500 + 3 * (4000 + 2 * 3000) // 60,  # nothing below
    }
    assert judge.with_neighbours(found, {3: 100}, {4}) == {3: 100 + 3 * (-3000 - 6000 - 4000) // 60}


def test_lines_of_300_code_points_are_judged_and_longer_ones_stay() -> None:
    shop = replace(lines(PROSE, MORE, PROSE, "S " * 150, "S " * 150 + "S"), prose=(True, True, True, False, False))
    assert guards.open_places(replace(shop, last=2)) == [3]


def test_a_list_under_a_lead_in_stays() -> None:
    assert judged(lines(PROSE, MORE, f"{PROSE[:-1]}:", "Barges in the basin", "Yachts in the dock")) == []
    assert judged(lines(PROSE, MORE, PROSE, "Barges in the basin", "Yachts in the dock")) == [3, 4]


def test_a_long_list_between_paragraphs_stays_where_no_rule_knows_a_line_of_it() -> None:
    def rows(count: int) -> Lines:
        return lines(PROSE, MORE, *(f"Ana Ruiz {number} Aller" for number in range(count)), PROSE)

    assert judged(rows(12)) == list(range(2, 14))
    assert judged(rows(13)) == []
    known = rows(13)
    assert judged(replace(known, phrases=(0, 0, WEAK_PHRASE, *known.phrases[3:]))) == list(range(2, 15))


def test_a_line_above_the_prose_that_shares_its_words_may_be_the_headline() -> None:
    found = lines("Harbour news and weather for all", "Two hundred passengers waited", "Maps", PROSE, MORE, PROSE)
    assert judged(found) == [0, 2]


@pytest.mark.parametrize(
    ("text", "tag", "names", "stays"),
    [
        ("14:05 Both boats leave the pier", "p", "", True),
        ("2.30 pm The pier is closed", "p", "", True),
        ("14:05 to 18:00", "p", "", False),  # opening hours
        ("Ferry 14 leaves", "td", "", True),
        ("Ferry 14 leaves", "p", "twitter-tweet", True),
        ("Ferry 14 leaves", "p", "table", True),
        ("Ferry 14 leaves", "p", "tablet", False),
        ("and the boats stayed", "p", "", True),  # the sentence before is on a line of its own
        ("Ferry 14 leaves", "p", "", False),
    ],
)
def test_elements_that_stay(text: str, tag: str, names: str, *, stays: bool) -> None:
    mark, other = Mark(0, "p", 0.0, ""), Mark(0, tag, 0.0, names)
    found = replace(lines(PROSE, MORE, PROSE, "Shop", text), marks=(mark, mark, mark, mark, other))
    assert judged(found) == ([3] if stays else [3, 4])


def test_tags_of_headings_stand_side_by_side() -> None:
    at = [TAGS.index(f"h{level}") for level in range(1, 7)]
    assert at == list(range(at[0], at[0] + 6))
    assert len(set(TAGS)) == len(TAGS)


def test_a_text_with_little_prose_is_not_judged() -> None:
    assert guards.open_places(lines("Shop", PROSE, "More", "Maps")) == []


def test_items_go_with_their_list_or_stay() -> None:
    found = known(lines(PROSE, MORE, PROSE, "- Maps", "- Shop", "- More"))
    assert guards.kept_beside(found, {3, 4}) == {3, 4}
    assert guards.kept_beside(found, {3, 4, 5}) == set()


def test_more_than_the_prose_never_goes() -> None:
    assert guards.kept_beside(known(lines("a" * 40, PROSE, "b" * 40)), {0, 2}) == set()
    assert guards.kept_beside(known(lines("a" * 60, PROSE, "b" * 60)), {0, 2}) == {0, 2}


def test_rows_of_a_programme_go_together_or_stay() -> None:
    found = known(lines(PROSE, MORE, PROSE, "Aug. 14 -- Aller", "Aug. 16 -- Tresk", "Oct. 2 -- Ost"))
    assert guards.kept_beside(found, {3, 5}) == {3, 5}
    assert guards.kept_beside(found, {3, 4, 5}) == set()
    stamp = known(lines(PROSE, MORE, PROSE, "Shop", "Aug. 14, 2019"))
    assert guards.kept_beside(stamp, {4}) == set()


TEXT = f"{PROSE}\n\n{MORE}\n\n{PROSE} It was dark.\n\n{MORE} It was cold.\n"
MENU = "\nHome\nWorld\nBusiness\nSports\nEntertainment\nTravel\nWeather\nClassifieds\nJobs\n"


@pytest.mark.parametrize("name", ["text", "html"])
def test_models_are_small_and_their_columns_are_those_of_the_rows(name: str) -> None:
    data = pkgutil.get_data("cleantext.scorer", f"{name}.json")
    assert data is not None
    assert len(data) < 100_000
    columns = TEXT_COLUMNS + WORDING + (MARKUP + NAMES if name == "html" else VOICE)
    assert tuple(load(name).columns) == columns
    thresholds = load(name).thresholds
    assert all(0 < low <= high for low, high in zip(thresholds["thorough"], thresholds["safe"], strict=True))


def test_a_level_takes_what_its_threshold_allows() -> None:
    found = known(lines(PROSE, MORE, PROSE, "Maps of the river", "Aller Courier shop"))
    places = {"columns": list(TEXT_COLUMNS + WORDING + VOICE), "words": "V" * wording.BUCKETS, "names": ""}
    # One tree: 820 for a line of at most 17 code points, 1,400 for a longer one. The paragraphs above take 450 and 150,
    # the other line adds 140 to the first and 82 to the second.
    one = {**DATA, **places, "drops": [[0, -1000], [1, -1000]], "trees": [[0, 17, 900, 820, 1400]]}
    taken = judge.removable(found, Model({**one, "thresholds": EVERYWHERE}))
    assert [(line.place, line.level, line.score) for line in taken] == [(3, "thorough", 510), (4, "safe", 1332)]
    # Both are below the prose, where this model's threshold is higher.
    in_tail = {"safe": [500, 500, 1333], "thorough": [500, 500, 511]}
    taken = judge.removable(found, Model({**one, "thresholds": in_tail}))
    assert [(line.place, line.level, line.score) for line in taken] == [(4, "thorough", 1332)]


def test_the_scorer_reads_pages() -> None:
    result = CLEAN.html(PAGE)
    assert result.text == f"{PROSE}\n{MORE}\n{PROSE} It was dark.\n{MORE} It was cold."
    entries = [entry for entry in result.applied if entry.rule == "line_scorer"]
    assert [entry.removed.strip() for entry in entries] == ["Aller Courier shop", "Maps and calendars"]
    assert all(entry.confidence is not None and 0.8 < entry.confidence < 1 for entry in entries)
    assert entries[1].reason.startswith("behind all prose; ")
    assert result.restore() == result.source


def test_what_the_scorer_leaves_it_leaves_again() -> None:
    for text in (TEXT, TEXT + MENU, MENU + TEXT):
        once = CLEAN(text)
        assert CLEAN(once.text).text == once.text
        assert once.restore() == text


def test_a_clean_article_is_not_judged() -> None:
    assert CLEAN(TEXT).text == TEXT
    assert not guards.has_short_lines(Document(TEXT))
    assert guards.has_short_lines(Document(f"{TEXT}\nShop\n"))
