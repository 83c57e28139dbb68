"""The thresholds of `ocr_typo` and its helpers: each from either side, so that none changes by one unit unnoticed."""

import pytest

from cleantext import Cleaner
from cleantext.core import pipeline
from cleantext.core.document import Document
from cleantext.core.edits import Level
from cleantext.lexicons import language_of, likeliest, passage_language, zipf_tenths
from cleantext.lexicons.candidates import (
    Candidate,
    has_rival,
    is_derived,
    only_word_two_edits_away,
    with_two_letters_more,
)
from cleantext.lexicons.classifier import BOUNDS, Context, Prediction, best_candidate, features, weights
from cleantext.lexicons.function_words import MISREAD, meant_between
from cleantext.lexicons.line_breaks import is_broken_word
from cleantext.lexicons.misread import Correction
from cleantext.lexicons.names import famous_name, first_occurrence, name_of_document
from cleantext.lexicons.pairs import pair_evidence
from cleantext.lexicons.unknown import (
    Word,
    is_amid_words,
    settled,
    stands_once,
    unexplained_nearby,
    unknown_words,
)
from cleantext.rules import ocr_typo


def corrections(text: str, level: Level = "safe") -> dict[str, str]:
    """Return the corrections, by the wrong word."""
    applied = (entry for entry in Cleaner(rules=["ocr_typo"], level=level)(text).removals if entry.status == "applied")
    return {entry.removed: entry.replacement for entry in applied}


def word_of(text: str, document: Document) -> Word:
    return next(word for word in unknown_words(document) if word.text == text)


# --- digits -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("ablati0n", "ablation"),  # Zipf 2.8
        ("abal0ne", None),  # 2.7
        ("crosse5", "crosses"),  # 1.0 above "crosse"
        ("attendee5", None),  # 0.9 above "attendee"
    ],
)
def test_how_frequent_a_word_must_be_that_has_digits(wrong: str, meant: str | None) -> None:
    text = f"The harbour board was told about the {wrong} when it met with the mayor on Monday."
    assert corrections(text) == ({wrong: meant} if meant else {})


@pytest.mark.parametrize(("wrong", "meant"), [("t1tles", "titles"), ("t1tle", None)])
def test_a_long_word_with_digits_may_stand_twice(wrong: str, meant: str | None) -> None:
    text = f"The {wrong} of the papers was short, and nobody at the harbour could read the {wrong} of the others."
    assert corrections(text) == ({wrong: meant} if meant else {})


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("5t0p", "stop"),  # half of its characters are digits
        ("5t0", None),
        ("l0ng", "long"),
        ("1ong", None),  # a name or a brand, where no other word has a digit
        ("Iong", "long"),
        ("Iot", None),
        ("s0", None),
        ("5in", None),
        ("50s", None),
        ("b001k", None),
        ("5p0t5", None),  # three of five
    ],
)
def test_digits_that_are_letters(wrong: str, meant: str | None) -> None:
    text = f"The harbour board was told that it was a {wrong} way from there to the town."
    assert corrections(text) == ({wrong: meant} if meant else {})


# --- line breaks --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "is_broken"),
    [
        ("abdic", "ation", True),  # the whole 2.8
        ("abdu", "ctions", False),  # 2.7
        ("construct", "ion", True),  # the whole 5.0, the halves words
        ("direct", "ion", True),  # 4.9, and no particle
        ("set", "up", False),  # 4.1
        ("stale", "mate", True),  # the first half 3.4
        ("tread", "mill", False),  # 3.5
        ("com", "missioner", True),  # the second half 1.5
        ("der", "ailed", False),  # 1.6
        ("com", "missioners", True),  # 1.5 without its plural
        ("re", "elected", False),
        ("off", "icials", True),
        ("to", "morrow", False),
    ],
)
def test_halves_of_a_broken_word(left: str, right: str, is_broken: bool) -> None:  # noqa: FBT001 - a column
    assert is_broken_word(left, right) is is_broken


# --- names --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ("bairbara", None),
        ("barhara", "barbara"),  # 4.2, seven letters
        ("camphell", "campbell"),
        ("denwer", None),
        ("heijing", None),  # at the end
        ("aleska", None),  # six letters
        ("bosfon", None),
        ("broadwav", None),
        ("hroadway", None),
        ("pittshurgh", None),  # 4.1
        ("brookiyn", "brooklyn"),  # 4.2
    ],
)
def test_famous_names(wrong: str, name: str | None) -> None:
    assert famous_name(wrong) == name


def test_how_far_a_witness_of_a_name_may_stand() -> None:
    for distance, name in ((9_996, "york"), (9_997, None)):
        text = f"New Yotk{' ' * distance}New York "
        document = Document(text)
        assert name_of_document(Word(4, 8, "Yotk", "yotk", 1), document) == name


def test_how_long_a_name_beside_a_word_may_be() -> None:
    for length, name in ((39, "york"), (40, None)):
        neighbour = "N" + "e" * (length - 1)
        document = Document(f"{neighbour} Yotk. {neighbour} York.")
        at = len(neighbour) + 1
        assert name_of_document(Word(at, at + 4, "Yotk", "yotk", 1), document) == name


def test_how_many_places_of_a_neighbour_are_looked_at() -> None:
    for others, name in ((23, "york"), (24, None)):  # the place of the word itself is one of them
        text = f"New Yotk. {'New Rates. ' * others}New York."
        assert name_of_document(Word(4, 8, "Yotk", "yotk", 1), Document(text)) == name


# --- the list of misspellings -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("Avarege", "average"),  # 5.2
        ("Artical", None),  # 5.1
        ("Accelator", "accelerator"),  # 3.4, nine letters
        ("Almostly", "almost"),  # 5.4, eight letters
        ("Aboluste", None),  # 4.5, eight letters
        ("Algorhtmic", "algorithmic"),  # 2.8
        ("Approximed", None),  # 2.7
    ],
)
def test_a_listed_misspelling_with_a_capital(wrong: str, meant: str | None) -> None:
    text = f"The board met on Monday. {wrong} was the word for it at the harbour, and nobody said what it was."
    assert corrections(text) == ({wrong: meant.capitalize()} if meant else {})


@pytest.mark.parametrize(("wrong", "meant"), [("Accelator", "Accelerator"), ("Avarege", "")])
def test_a_word_with_a_capital_inside_a_sentence_is_a_name_unless_it_is_long(wrong: str, meant: str) -> None:
    text = f"The board met on Monday at the {wrong} when the ferry had left the harbour with all the others."
    assert corrections(text) == {}
    assert corrections(text, "thorough") == ({wrong: meant} if meant else {})


# --- probabilities ------------------------------------------------------------------------------------------------


def level(
    text: str,
    probability: float,
    meant: str,
    *,
    is_part: bool = False,
    witness: bool = False,
    margin: float = 6.0,
    fit: float = 0.0,
) -> Level:
    word = Word(0, len(text), text, text.lower(), 0, is_part)
    found = Prediction(Candidate(meant, "substitution", 50), probability, is_listed=False, margin=margin)
    return likeliest._level(word, found, fit, has_witness=witness)  # noqa: SLF001 - what turns a probability into a level


@pytest.mark.parametrize(
    ("probability", "expected"),
    [(0.75, "safe"), (0.74, "thorough"), (0.55, "thorough"), (0.54, "report")],
)
def test_levels_of_probabilities(probability: float, expected: Level) -> None:
    assert level("tbey", probability, "they") == expected


@pytest.mark.parametrize(
    ("wrong", "meant", "probability", "expected"),
    [
        ("ahout", "about", 0.55, "safe"),
        ("ahout", "about", 0.54, "report"),
        ("faind", "find", 0.74, "thorough"),  # "fine" is two edits away
        ("tbey", "they", 0.74, "thorough"),  # four letters
        ("Ahout", "about", 0.74, "thorough"),
    ],
)
def test_a_word_without_a_rival_two_edits_away_needs_less(
    wrong: str, meant: str, probability: float, expected: Level
) -> None:
    assert level(wrong, probability, meant) == expected


@pytest.mark.parametrize(
    ("word", "candidate", "expected"),
    [
        ("faind", "find", True),
        ("philantropists", "philanthropists", False),
        ("retum", "return", False),  # "rectum" is a hundredth as frequent
        ("zzzzz", "zzzz", False),
    ],
)
def test_rivals(word: str, candidate: str, expected: bool) -> None:  # noqa: FBT001 - a column
    assert has_rival(word, candidate, "en") is expected


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("rnay", "may"), ("wbich", "which"), ("tbe", "the"), ("rnas", None), ("tba", None), ("wbale", "whale")],
)
def test_letters_that_no_word_begins_with(wrong: str, meant: str | None) -> None:
    text = f"The harbour board said that it {wrong} is what the mayor had asked for on Monday."
    assert corrections(text) == ({wrong: meant} if meant else {})


@pytest.mark.parametrize(
    ("language", "text", "meant"),
    [
        ("de", "Der Rat hat n1cht gefragt, und der Bürgermeister der Stadt war an dem Abend schon fort.", "nicht"),
        ("fr", "Le maire a rép0ndu que le port de la ville serait fermé dans trois jours pour les bateaux.", "répondu"),
        ("es", "La pob1ación de la ciudad está en el puerto, y nadie sabe por qué los barcos se fueron.", "población"),
        ("de", "Der Bus S04 und die Gruppe G20 waren in der Stadt, und der Rat der Stadt hat es gesagt.", None),
    ],
)
def test_digits_in_words_of_other_languages(language: str, text: str, meant: str | None) -> None:
    assert language_of(text.lower().split()) == language
    assert list(corrections(text).values()) == ([meant] if meant else [])


@pytest.mark.parametrize(
    ("wrong", "meant", "is_part", "least"),
    [
        ("tbe", "the", False, 0.93),  # three letters
        ("tbey", "they", False, 0.75),
        ("smth", "smith", False, 0.93),  # no vowel
        ("drawiug", "drawing", True, 0.93),  # of a compound
        ("culting", "cutting", False, 0.9),  # derived from "cult"
    ],
)
def test_least_probabilities_of_unusual_words(wrong: str, meant: str, is_part: bool, least: float) -> None:  # noqa: FBT001 - a column
    assert [level(wrong, least - part, meant, is_part=is_part) for part in (0, 0.01)] == ["safe", "thorough"]


@pytest.mark.parametrize(
    ("wrong", "meant", "least"),
    [("faindes", "finders", 0.6), ("wculd", "would", 0.75), ("Harbuor", "harbour", 0.75)],
)
def test_a_witness_asks_for_less_where_the_word_is_long_and_no_name(wrong: str, meant: str, least: float) -> None:
    assert [level(wrong, least - part, meant, witness=True) for part in (0, 0.01)] == ["safe", "thorough"]


def test_a_derived_word_needs_less_where_it_fits_between_its_neighbours() -> None:
    fits = (0.5, 0.49)
    assert [level("culting", 0.75, "cutting", fit=fit) for fit in fits] == ["safe", "thorough"]
    assert level("culting", 0.74, "cutting", fit=0.5) == "thorough"


@pytest.mark.parametrize(
    ("wrong", "meant", "is_part"),
    [("Bales", "gales", False), ("roaders", "readers", True), ("Culting", "halting", False)],
)
def test_some_words_are_never_safe(wrong: str, meant: str, is_part: bool) -> None:  # noqa: FBT001 - a column
    assert level(wrong, 1.0, meant, is_part=is_part) == "thorough"


def test_the_least_margin_over_the_next_candidate() -> None:
    assert [level("theu", 1.0, "then", margin=margin) for margin in (1.2, 1.19)] == ["safe", "report"]
    for margin, expected in ((2.9, "safe"), (2.89, "report")):
        found = Prediction(Candidate("want", "insertion", 60), 1.0, is_listed=True, margin=margin)
        word = Word(0, 5, "whant", "whant", 0)
        assert likeliest._level(word, found, 0.0, has_witness=False) == expected  # noqa: SLF001 - as above


def test_a_more_frequent_word_with_two_letters_more_is_a_candidate_too() -> None:
    assert with_two_letters_more("competion", "en") == ("competition",)
    assert level("competion", 1.0, "completion") == "safe"  # 5.0 here, as frequent as no word that is longer
    found = Prediction(Candidate("completion", "deletion", 43), 1.0, is_listed=False)
    word = Word(0, 9, "competion", "competion", 0)
    assert likeliest._level(word, found, 0.0, has_witness=True) == "report"  # noqa: SLF001 - as above


def test_the_least_probability_of_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    for probability, count in ((0.3, 1), (0.29, 0)):
        found = Prediction(Candidate("would", "look_alike", 60), probability, is_listed=False)
        monkeypatch.setattr(likeliest, "predict", lambda *_, found=found: found)
        text = "The harbour board said on Monday that the work wculd cost more, and nobody would say by how much."
        assert len(Cleaner(rules=["ocr_typo"])(text).removals) == count


# --- neighbours ---------------------------------------------------------------------------------------------------


def test_pairs_say_how_much_more_often_words_stand_side_by_side_than_chance_has_it() -> None:
    assert round(pair_evidence("of", "the", "en"), 1) == 1.0
    assert pair_evidence("the", "of", "en") == -2.5  # the least
    assert pair_evidence("concrete", "gazelles", "en") == pytest.approx(0, abs=0.01)  # too rare to be expected anywhere
    assert pair_evidence("the", "harbour", "en") == pair_evidence("the", "harbor", "en") > 0
    assert pair_evidence("", "the", "en") == pair_evidence("the", "qzqz", "en") == 0.0


@pytest.mark.parametrize(
    ("sentence", "wrong", "meant"),
    [
        ("The harbour lies to the north of tho river, and nobody has asked for a bridge since.", "tho", "the"),
        ("The storm resulted iu a loss of four boats, and nobody has asked for the nets since.", "iu", "in"),
        ("In this report we wil be looking at the price of fish and of nets on the coast.", "wil", "will"),
        ("Nobody had asked for the other factors uch as the price of fish and of the nets.", "uch", "such"),
        ("They went there even tho nobody had asked for it, and they came back with the nets.", "tho", ""),
        ("The board asked for a red tile roof, and for another one of brown stone on the pier.", "tile", ""),
        ("The arid hills of the north had no rain in May, and the board of the town said so.", "arid", ""),
    ],
)
def test_neighbours_decide_about_frequent_words_that_are_misread_as_others(
    sentence: str, wrong: str, meant: str
) -> None:
    assert corrections(sentence) == ({wrong: meant} if meant else {})


def test_a_neighbour_that_no_list_has_says_nothing() -> None:
    assert meant_between("tho", "of", "river") == "the"
    assert meant_between("tho", "of", "qzqz") is None
    assert meant_between("tho", "", "river") is None
    assert all(meant_between(word, "qzqz", "qzqz") is None for word in MISREAD)


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("absoletuly", "absolutely"),
        ("responsoiblity", "responsibility"),
        ("empressted", None),  # "expressed" and "impressed"
        ("sheisters", None),  # "sisters" and "shelters"
    ],
)
def test_the_only_frequent_word_two_edits_away(wrong: str, meant: str | None) -> None:
    assert only_word_two_edits_away(wrong, "en") == meant


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("absoletuly", "absolutely"),
        ("usaluly", ""),  # seven letters, and no word that it fits beside
        ("motionto", ""),  # a word and the next one
        ("appliques", ""),  # a rare word
    ],
)
def test_a_long_word_stands_for_the_only_one_two_edits_away(wrong: str, meant: str) -> None:
    text = f"The board of the harbour said that it was {wrong} what the mayor had asked for on Monday."
    assert corrections(text) == ({wrong: meant} if meant else {})


def test_a_shorter_word_is_corrected_where_the_only_one_two_edits_away_fits() -> None:
    text = "The board of the harbour had the secutiy of the boats in mind when it met on Monday."
    assert corrections(text) == {"secutiy": "security"}


def test_a_rare_word_without_a_rival_stays() -> None:
    assert corrections("The new birth is the impartation of the divine nature, said the chair of the board.") == {}


def test_a_word_among_errors_must_be_surer_and_fit() -> None:
    text = "He lot it to whioh oomes tirst, and in the end the othors of tke pior were at the begining of the qualm."
    assert corrections(text)["begining"] == "beginning"
    assert "pior" not in corrections(text)


# --- surplus letters ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "wrong", "is_reported"),
    [
        ("factors", "factorsovx", True),  # three letters too many
        ("factors", "factorsovxq", False),
        ("accuse", "accuseqvx", True),  # six letters
        ("about", "aboutqvx", False),
        ("ablation", "ablationqvx", True),  # 2.8
        ("abalone", "abaloneqvx", False),  # 2.7
    ],
)
def test_surplus_letters(word: str, wrong: str, is_reported: bool) -> None:  # noqa: FBT001 - a column
    text = f"The board asked about {word} on Monday, and then about {wrong} when the ferry had left the harbour."
    found = [(entry.removed, entry.replacement) for entry in Cleaner(rules=["ocr_typo"])(text).removals]
    assert found == ([(wrong, word)] if is_reported else [])


# --- unknown words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("compound", "part"), [("ouing-room", "ouing"), ("ouig-room", "ouig-room")])
def test_the_least_letters_of_a_part_of_a_compound(compound: str, part: str) -> None:
    document = Document(f"The {compound} was dry.")
    assert [word.text for word in unknown_words(document)] == [part]


@pytest.mark.parametrize(("before", "is_amid"), [("Actually", True), ("Almost", False), ("almost", True)])
def test_how_frequent_a_word_with_a_capital_must_be_to_be_no_name(before: str, is_amid: bool) -> None:  # noqa: FBT001 - a column
    document = Document(f"{before} notte fell.")  # Zipf 5.5, and 5.4
    at = len(before) + 1
    assert is_amid_words(Word(at, at + 5, "notte", "notte", 1), document) is is_amid


def test_which_unknown_words_stand_near_by() -> None:
    word = Word(200, 205, "ahout", "ahout", 9)
    assert unexplained_nearby(word, [200]) == 0
    assert unexplained_nearby(word, [99, 200, 306]) == 0
    assert unexplained_nearby(word, [100, 200, 305]) == 2


@pytest.mark.parametrize(("others", "expected"), [("xqzvu", {"ahout": "about"}), ("xqzvu vzqu", {})])
def test_how_many_unknown_words_make_a_passage_foreign(others: str, expected: dict[str, str]) -> None:
    text = f"The whole council had ahout three weeks to read the plan {others} of the harbour, and it was a long one."
    assert corrections(text) == expected


def test_a_corrected_word_is_unknown_no_more_to_those_near_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge words in a row: each has two unknown neighbours until the one before it is corrected; one pass does it."""
    monkeypatch.setattr(pipeline, "MOST_PASSES", 2)
    places = range(0, 480, 60)
    words = [Word(at, at + 5, "ahout", "ahout", 0) for at in places]
    judged = list[tuple[int, int]]()

    def judge(word: Word, nearby: int) -> Correction | None:
        judged.append((word.start, nearby))
        return Correction("about", "x") if nearby < 2 and word.start != 480 else None

    assert [word.start for word in settled(words, judge, "en")] == [0, 420, 60, 360, 120, 300, 180, 240]
    once = [(0, 1), *((at, 2) for at in places[1:-1]), (420, 1)]
    assert judged == [*once, (60, 1), (360, 1), (120, 1), (300, 1), (180, 1), (240, 1)]
    assert settled(words, judge, "de") == {word: Correction("about", "x") for word in words}
    result = Cleaner(rules=["ocr_typo"])("The council had ahout three weeks to read the plan of it. " * 30)
    assert (result.degraded, len(result.removals)) == (None, 30)


@pytest.mark.parametrize(
    ("corrected", "other", "again"), [(0, 100, True), (0, 101, False), (105, 0, True), (106, 0, False)]
)
def test_how_far_a_correction_counts(corrected: int, other: int, *, again: bool) -> None:
    """Count a correction within 100 code points from the end of the word before, as for unknown words."""
    words = [Word(at, at + 5, "ahout", "ahout", 0) for at in sorted((corrected, other))]
    judged = list[int]()

    def judge(word: Word, _nearby: int) -> Correction | None:
        judged.append(word.start)
        return Correction("about", "x") if word.start == corrected else None

    settled(words, judge, "en")
    assert judged == [*sorted((corrected, other)), *([other] if again else [])]


def test_where_a_word_stands_first() -> None:
    document = Document("O'Neil's well-known, Known “about” About. Neil")
    expected = {"known": "known", "about": "about", "neil": "Neil", "o'neil's": "O'Neil's", "well-known": "well-known"}
    for word, spelled in expected.items():
        assert first_occurrence(word, document) == f"witness: {spelled!r} at {document.text.index(spelled)}"
    assert not first_occurrence("unknown", document)


def test_how_far_away_the_same_word_counts() -> None:
    for distance, once in ((19_995, False), (19_996, True)):
        text = "ahout" + " " * distance + "ahout"
        assert stands_once(Word(0, 5, "ahout", "ahout", 0), Document(text)) is once
        assert stands_once(Word(len(text) - 5, len(text), "ahout", "ahout", 1), Document(text)) is once


def test_from_which_share_of_unknown_words_a_text_is_not_taken_for_english() -> None:
    for unknown, language in ((19, "en"), (20, None)):  # of a hundred words; names are known, and are of no language
        words = ["xqzvu"] * unknown + ["dallas"] * (100 - unknown)
        assert ocr_typo._likely_language(Document(" ".join(words))) == language  # noqa: SLF001 - the question itself


# --- derived words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "is_made"),
    [
        ("waterabba", True),  # 3.2
        ("waterabode", False),  # 3.1
        ("abbawater", True),
        ("waterold", True),  # three letters
        ("wateris", False),
        ("unferry", True),
        ("unqzx", False),
        ("prezzled", False),
        ("hiker", True),
        ("zoer", False),  # "zo" has two letters
        ("stopper", True),
    ],
)
def test_which_words_are_derived(word: str, is_made: bool) -> None:  # noqa: FBT001 - a column
    assert is_derived(word, "en") is is_made


# --- the classifier -----------------------------------------------------------------------------------------------

CONTEXT = Context(
    is_capitalized=False,
    starts_sentence=False,
    stands_once=True,
    joins_neighbour=False,
    is_quoted=False,
    is_near_unknown=False,
    vocabulary=frozenset(),
)


def test_features_are_cut_off() -> None:
    candidate = Candidate("government", "deletion", 50)
    assert [features("x" * size, candidate, 1, CONTEXT, "en")["letters"] for size in (9, 10, 11)] == [9, 10, 10]
    assert "deletion" in features("gover", candidate, 1, CONTEXT, "en")
    assert "short_deletion" in features("gove", candidate, 1, CONTEXT, "en")
    assert BOUNDS.largest_margin == 6.0
    best = best_candidate("goverment", CONTEXT, "en", weights("en")["candidate"])
    assert best is not None
    assert (best[0].word, best[1]) == ("government", 6.0)


# --- languages ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("die das vv9 vv9 vv9 vv9 vv9 vv9 vv9 vv9", "de"),  # a fifth are stop words
        ("die das vv9 vv9 vv9 vv9 vv9 vv9 vv9 vv9 vv9", None),
        ("und vv9", None),  # two of them at least
        ("und und", "de"),
        ("ferry harbour mayor xqzvu", None),  # English words, four at least
        ("ferry harbour mayor bridge", "en"),
        ("ferry harbour mayor bridge boat town xqzvu xqzvu", "en"),  # three quarters of all
        ("ferry harbour mayor bridge boat xqzvu xqzvu", None),
    ],
)
def test_languages_from_few_words(words: str, language: str | None) -> None:
    assert language_of(words.split()) == language


def test_how_many_words_and_code_points_tell_a_language() -> None:
    assert language_of(["ferry"] * 75 + ["vv9"] * 25) == "en"
    assert language_of(["ferry"] * 74 + ["vv9"] * 26) is None
    assert language_of(["vv9"] * 160 + ["und"] * 40 + ["vv9"]) == "de"
    assert language_of(["vv9"] * 160 + ["und"] * 40) == "de"
    assert language_of(["vv9"] * 161 + ["und"] * 40) is None
    for size, language in ((3_992, "de"), (3_993, "en")):
        text = f"{'x' * size} und die\nThe ferry was late, and the mayor said that it would be so again."
        assert passage_language(Document(text), 0) == language


def test_the_words_of_these_tests_have_the_frequencies_that_they_say() -> None:
    frequencies = {
        "ablation": 28,
        "abalone": 27,
        "crosses": 39,
        "attendees": 36,
        "crosse": 29,
        "attendee": 27,
        "construction": 50,
        "direction": 49,
        "barbara": -42,
        "pittsburgh": -41,
        "average": 52,
        "article": 51,
        "almost": 54,
        "actually": 55,
        "abba": 32,
        "abode": 31,
    }
    assert {word: zipf_tenths("en")[word] for word in frequencies} == frequencies
