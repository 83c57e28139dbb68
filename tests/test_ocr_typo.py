"""The thresholds of `ocr_typo` and its helpers: each from either side, so that none changes by one unit unnoticed."""

import pytest
from corrected import corrections

from cleantext import Cleaner
from cleantext.core.document import Document
from cleantext.core.edits import Level
from cleantext.lexicons import language_of, likeliest, zipf_tenths
from cleantext.lexicons.candidates import (
    Candidate,
    has_rival,
    only_word_two_edits_away,
    with_two_letters_more,
)
from cleantext.lexicons.classifier import Prediction
from cleantext.lexicons.line_breaks import is_broken_word
from cleantext.lexicons.names import famous_name, name_of_document
from cleantext.lexicons.unknown import (
    Word,
)

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
        ("tread", "mill", True),  # two nouns, the whole 3.4
        ("baby", "sitter", False),  # 3.2
        ("short", "listed", False),
        ("ware", "houses", True),
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
    [("wculd", "would", 0.75), ("Harbuor", "harbour", 0.75)],
)
def test_a_witness_asks_for_less_where_the_word_is_long_and_no_name(wrong: str, meant: str, least: float) -> None:
    assert [level(wrong, least - part, meant, witness=True) for part in (0, 0.01)] == ["safe", "thorough"]


def test_a_long_word_with_one_candidate_needs_less() -> None:
    assert [level("barracls", least, "barracks", margin=4.0) for least in (0.55, 0.54)] == ["safe", "report"]
    assert level("barracls", 0.74, "barracks", margin=3.9) == "thorough"
    assert [level("faindes", least, "finders", margin=4.0) for least in (0.55, 0.54)] == ["safe", "report"]
    assert [level("faindes", least, "finders", margin=3.9) for least in (0.75, 0.74)] == ["safe", "thorough"]


def test_a_very_long_word_with_one_candidate_and_no_rival_needs_still_less() -> None:
    assert [level("metastatpcal", least, "metastatical", margin=6.0) for least in (0.4, 0.39)] == ["safe", "report"]
    assert level("metastpc", 0.4, "metastic", margin=6.0) == "report"


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


# --- unknown words ------------------------------------------------------------------------------------------------


# --- derived words ------------------------------------------------------------------------------------------------


# --- the classifier -----------------------------------------------------------------------------------------------


# --- languages ----------------------------------------------------------------------------------------------------


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


def test_a_mark_beside_a_name_of_one_letter_is_no_name() -> None:
    document = Document("The ferry of Odell X was late. The crew of Odell -- was not.")
    assert name_of_document(Word(19, 20, "X", "x", 4), document) is None
