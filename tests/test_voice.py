"""The voices of lines: their features, in English and in other languages."""

from cleantext.scorer.voice import features, kinds, shipped


def test_features() -> None:
    assert features("Subscribe to our newsletter, Ann Holm hoped!", "en") == {
        *("subscribe", "to", "our", "newsletter", ",", "!", "[sub]", "[we]", "[outlet]", "[channel]"),
        *("^ [sub]", "[sub] to", "to [we]", "[we] [outlet]", "[outlet] ,", ", <name>", "<name> <ed>", "<ed> !", "! $"),
        *("[sub] … [we]", "[we] … [outlet]", "tenths of known words: 3", "eighths of other words: 1", "known words: 3"),
        *("kinds: 3", "length: 2", "past tense: 1", "names: 1", "first: [sub]", "last sign: !", "in small letters"),
        "not quoted",
    }


def test_words_of_other_languages_stand_for_english_ones() -> None:
    german = features("Abonnieren Sie unseren Newsletter!", "de")
    assert {"subscribe", "[sub]", "you", "our", "newsletter", "[sub] [you]", "[you] [we]"} <= german


def test_the_model_knows_no_other_words() -> None:
    words = {name for name in shipped().weights if name.isalpha() and name.islower()}
    assert words <= {*kinds(), "quoted"}
