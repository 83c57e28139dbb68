"""The model of voices: which lines it may score, its features, and the scores around the threshold of its rule."""

import pytest

from cleantext import Cleaner
from cleantext.rules import publisher_voice
from cleantext.scorer.voice import features, may_speak, voice

KINDS = {"subscribe": "act", "newsletter": "piece"}
FUNCTION_WORDS = frozenset({"to", "our"})
ARTICLE = (
    "The lock at Hallerau will be drained for six weeks from Monday, so that divers can look at gates that nobody has "
    "seen dry since 1961.\n\n{}\n\nBarges will have to wait below the weir at Ost, where the water authority has laid "
    "out moorings for forty of them and a tap for each."
)
CALL = "Subscribe to our newsletter and get this page by e-mail every day."


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("Get our news on the phone.", True),
        ("Get our news on the phone", False),  # no end of a sentence
        ("Get our news on phones | Print", True),
        ("Our news are free.", False),  # four words
        ("Get our news, she said to us.", False),
        ("“Get our news on the phone.”", False),
        ("• Get our news on the phone.", False),
        ("Ann Holm is our new editor here.", False),
        ("GET OUR NEWS ON THE PHONE.", False),
        ("Get our news on the phone. " * 9 + "Now.", True),  # 55 words
        ("Get our news on the phone. " * 10 + "Now.", False),  # 61 words
    ],
)
def test_which_lines_may_speak(text: str, may: bool) -> None:  # noqa: FBT001 - a case
    assert may_speak(text) is may


def test_features() -> None:
    found = features("Subscribe to our newsletter, Ann Holm asked.", KINDS, FUNCTION_WORDS)
    assert found == {
        *("subscribe", "to", "our", "newsletter", ",", ".", "[act]", "[piece]"),
        *("^ [act]", "[act] to", "to our", "our [piece]", "[piece] ,", ", <name>", "<name> <ed>", "<ed> .", ". $"),
        *("[act] … [piece]", "tenths of known words: 2", "fifths of other words: 0", "known words: 2", "kinds: 2"),
        *("length: 1", "past tense: 1"),
    }


def test_the_model_knows_no_other_words() -> None:
    model = voice()
    words = {word for name in model.weights if " " not in name for word in [name] if word.isalpha()}
    assert words <= {*model.kinds, *model.function_words}


def test_a_call_goes_and_a_higher_score_is_needed_in_an_article_that_speaks_itself() -> None:
    clean = Cleaner(rules=["publisher_voice"])
    score = voice().score(CALL)
    assert score >= publisher_voice.LEAST
    assert CALL not in clean(ARTICLE.format(CALL)).text
    assert clean(CALL).text == CALL  # no article


def test_a_line_below_a_colon_stays() -> None:
    text = ARTICLE.format(f"The note on the door read:\n\n{CALL}")
    assert Cleaner(rules=["publisher_voice"])(text).text == text
