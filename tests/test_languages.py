"""Codes of languages, and the phrases that a text is scanned for."""

from pathlib import Path

import pytest

from cleantext import Cleaner, Document, SettingsError, clean, clean_html, marked, shipped
from cleantext.core.document import Article
from cleantext.core.language import language_code
from cleantext.core.packs import parse, speech
from cleantext.lexicons.languages import languages, main_language, spoken

FIXTURES = Path(__file__).parent.parent / "fixtures"
EN = "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its upper deck."
DE = "Die Fähre legte mittags ab, sagte der Hafenmeister, mit vierzig Autos an Bord und einer Kapelle auf dem Deck."
FR = "Le bac est parti à midi, a dit le capitaine du port, avec quarante voitures à bord et une fanfare sur le pont."
DA = "Færgen sejlede ved middagstid, sagde havnefogeden, med fyrre biler om bord og et orkester på det øverste dæk."


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("en-US", "en"),
        ("en_US", "en"),
        ("eng", "en"),
        ("eng_Latn", "en"),
        ("English", "en"),
        (" german ", "de"),
        ("nb", "no"),
        ("iw", "he"),
        ("zho_Hans", "zh"),
        ("xh", "xh"),
        ("zu", "zu"),
        ("gsw", "gsw"),
        ("jp", None),
        ("und", None),
        ("Klingonese", None),
        ("e", None),
        ("", None),
        ("12", None),
        ("x" * 36, None),
    ],
)
def test_names_of_languages(name: str, code: str | None) -> None:
    assert language_code(name) == code


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(SettingsError, match="language 'Klingonese' is no code of a language; give one such as 'de'"):
        clean(EN, language="Klingonese")
    assert Cleaner(language="eng_Latn").language == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (EN, "en"),
        (DE, "de"),
        (FR, "fr"),
        (DA, "da"),
        (DA, "no"),
        ("渡轮星期一晚点了。", "zh"),
        ("フェリーは遅れた。", "ja"),
    ],
)
def test_languages_of_a_text(text: str, code: str) -> None:
    assert code in languages(Document(text))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Η γέφυρα", {"el"}),
        ("הגשר", {"he"}),
        ("पुल", {"hi"}),
        ("সেতু", {"bn"}),
        ("สะพาน", {"th"}),
        ("Brücke", set()),
    ],
)
def test_letters_tell_a_language_whatever_the_words(text: str, codes: set[str]) -> None:
    assert languages(Document(text)) == codes


def test_the_pack_of_a_near_language_is_loaded_beside() -> None:
    assert languages(Document("Brua", Article(language="nb"))) == {"no", "da"}
    assert languages(Document("Komentar", Article(language="id"))) >= {"id", "ms"}


def test_a_pack_may_hold_the_words_of_its_language() -> None:
    text = "Laev lahkus sadamast ja kapten ütles, et see ei ole veel kõik, kuid ta oli siis juba selle üle rõõmus."
    assert "et" in languages(Document(text))


def test_a_text_of_two_languages_is_in_both() -> None:
    assert {"en", "de"} <= languages(Document(f"{EN}\n{DE}"))
    assert "de" not in languages(Document(EN))


def test_what_the_page_claims_counts_beside_what_the_words_say() -> None:
    assert languages(Document(DE, Article(claimed_language="fr"))) == {"de", "fr"}


@pytest.mark.parametrize("name", ["en", "en-US", "EN", "eng", "eng_Latn", "English"])
def test_a_language_that_is_given_narrows(name: str) -> None:
    form = f"{DE}\n\nKommentar schreiben\n\nLeave a Reply Cancel reply\n"
    assert languages(Document(f"{DE}\n渡轮", Article(language=name))) == {"en"}
    assert clean(form).text == f"{DE}\n"
    assert clean(form, language=name).text == Cleaner(language=name)(form).text == f"{DE}\n\nKommentar schreiben\n"
    assert Cleaner()(form, language=name).text == f"{DE}\n\nKommentar schreiben\n"
    page = (
        f"<html lang='de'><body><article><p>{DE}</p><p>{DE[::-1]}</p><p>Kommentar schreiben</p></article></body></html>"
    )
    assert "Kommentar schreiben" in clean_html(page, language=name).text
    assert "Kommentar schreiben" not in clean_html(page).text


def test_a_given_language_compiles_no_other() -> None:
    cleaner = Cleaner(language="en")
    cleaner(f"{DE}\n{FR}\n渡轮星期一晚点了。")
    assert set(cleaner._pipeline._scanner._built) == {"en"}  # noqa: SLF001 - nothing else tells what was built


def test_a_page_that_claims_a_wrong_language_is_mended_in_its_own() -> None:
    """Ignore `lang="en-US"` of themes on pages of other languages; some English doublings are right there."""
    text = "Ke letsatsi le le latelang, mme batho ba bantsi ba ne ba tla kwa borokong jwa noka go bona lebili le lesha."
    page = f"<html lang='en-US'><body><article><p>{text}</p><p>{text[::-1]}</p></article></body></html>"
    assert text in clean_html(page).text


def test_phrases_of_a_language_hit_in_its_texts_only(tmp_path: Path) -> None:
    assert clean(f"{DE}\n\nKommentar schreiben\n").text == f"{DE}\n"
    assert clean(f"{FR}\n\nKommentar schreiben\n").text == f"{FR}\n\nKommentar schreiben\n"
    assert clean(f"{FR}\n\nKommentar schreiben\n", language="de").text == f"{FR}\n"
    own = tmp_path / "mine.toml"
    own.write_text('language = "de"\n[comment_form]\nblock = ["^frag den hafenmeister$"]\n')
    assert clean(f"{FR}\n\nFrag den Hafenmeister\n", packs=[own]).text == f"{FR}\n"


def test_every_language_with_a_pack_is_known_by_its_words_or_its_letters() -> None:
    for code, facts in shipped.speech().items():
        words = facts.stop_words
        assert facts.letters or len(words) >= 90, f"{code} has {len(words)} stop words; give at least 90, or letters"
        assert len(words) <= 255, f"{code}: a byte counts them"
        assert len(set(words)) == len(words), code
        assert [word for word in words if word != word.lower() or any(sign.isdigit() for sign in word)] == [], code


def texts() -> list[tuple[str, str]]:
    """Return a code and a text for each language: an article of `fixtures/languages.txt`, or its pack's examples."""
    mill = [line.split(" ", 1) for line in (FIXTURES / "languages.txt").read_text("utf-8").splitlines()]
    found = [(code, text) for code, text in mill]
    for path in sorted(Path(shipped.folder()).glob("*.toml")):
        content = parse(path.name, path.read_bytes())
        code, _ = speech(content)
        if code and code not in dict(found):
            examples = ("".join(passage for passage, _ in marked.split(one["text"])) for one in content["example"])
            found.append((code, "\n".join(examples)))
    return found


TEXTS = texts()


@pytest.mark.parametrize(("code", "text"), TEXTS, ids=[f"{code}-{at}" for at, (code, _) in enumerate(TEXTS)])
def test_the_words_of_a_text_tell_its_language(code: str, text: str) -> None:
    assert code in languages(Document(text))
    assert main_language(text)[0] == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("渡し船は正午に出港した。四十台の車を載せていた、と港長は話した。", "ja"),
        ("渡轮中午离港，港务长说，船上有四十辆汽车。", "zh"),
        ("เรือข้ามฟากออกจากท่าตอนเที่ยง นายท่าเรือกล่าว", "th"),
        (EN, "en"),
        (f"{EN} He calls it 渡し船.", "en"),
        (DE, "de"),
        ("Rumble clonk frobnicate.", ""),
        ("The.", "en"),  # too few words to show another language
    ],
)
def test_the_script_of_a_text_tells_its_main_language_where_its_words_cannot(text: str, code: str) -> None:
    assert spoken(Document(text)) == code


def test_each_language_has_a_text() -> None:
    assert {code for code, _ in TEXTS} == shipped.speech().keys()
