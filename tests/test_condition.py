"""Flags and figures: signs of a text that is cut or no article, and texts without them."""

import pytest

from cleantext import Flag, Quality, clean
from cleantext.core.condition import flags, words

PROSE = (
    "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its upper deck."
)
BROKEN = f"{PROSE} The mayor, who had waited since the early morning with"
HEADLINES = [
    "Ferry leaves an hour late after repairs",
    "Council votes on the new swimming pool",
    "Two schools close for the winter storm",
    "Market square to be paved in granite",
    "Brass band wins the regional contest",
]


def found(text: str) -> list[tuple[str, str]]:
    return [(flag.name, flag.evidence) for flag in flags(text, text)]


@pytest.mark.parametrize("text", [PROSE, f"“{PROSE}”", f"{PROSE}\n\nJane Roe", f"{PROSE} Jane Roe", "", "\n", "Noon"])
def test_a_whole_text_has_no_flags(text: str) -> None:
    assert found(text) == []


def test_a_sentence_that_breaks_off() -> None:
    assert found(BROKEN) == [("ends_in_sentence", "The mayor, who had waited since the early morning with")]
    assert found(f"{PROSE}\n\n{BROKEN},\n") == [
        ("ends_in_sentence", "The mayor, who had waited since the early morning with,")
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{BROKEN} her band.",
        f"{BROKEN}\n\n{PROSE}",  # the sentence goes on
        f"{PROSE} They bring:",  # a list that was lost, or a heading
        f"{PROSE} Reporting: Jane Roe in the harbour of Lundby",
        f"{PROSE} (Reporting by Jane Roe in Lundby)",
        f"{PROSE} – Jane Roe of the harbour board",
        f"{PROSE} More is at the harbour's own site www.example.org",
        "Ferry leaves an hour late after repairs to its engine took longer than the harbour master thought",
        "เรือข้ามฟากออกจากท่าเมื่อเที่ยงวันพร้อมรถสี่สิบคันและวงดนตรีบนดาดฟ้าชั้นบนของเรือตามที่นายท่าเรือกล่าว",  # no full stops
    ],
)
def test_an_end_that_is_one(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("end", ["…", "...", " […]", " [...]", " [ … ]", " (...)"])
def test_a_teaser(end: str) -> None:
    assert found(f"The ferry left at noon{end}\n") == [("ends_in_teaser", f"The ferry left at noon{end}")]


@pytest.mark.parametrize("text", ["“The ferry left at noon…”", f"And then …\n\n{PROSE}", "The ferry left at noon...."])
def test_an_ellipsis_that_cuts_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "prompt",
    [
        "Subscribe to continue reading.",
        "Already a subscriber? Log in",
        "La suite est réservée aux abonnés.",
        "この記事は有料会員限定です。",
    ],
)
def test_the_prompt_of_a_paywall(prompt: str) -> None:
    assert flags(f"{PROSE}\n\n{prompt}\n", PROSE) == (Flag("ends_in_teaser", prompt),)
    assert flags(f"{prompt}\n{PROSE}\n{PROSE}\n{PROSE}", PROSE) == ()  # above the article


@pytest.mark.parametrize(
    ("line", "evidence"),
    [
        ("57 % of this article is left", "57 % of this article"),
        ("Il vous reste 57.3% de cet article à lire.", "57.3% de cet article"),
        ("Sie haben 57 % des Artikels gelesen.", "57 % des Artikels"),
        ("Te queda un 57 % de este artículo por leer.", "57 % de este artículo"),
        ("Ti resta da leggere il 57% di questo articolo", "57% di questo articolo"),
        ("Pozostało jeszcze 85% artykułu", "85% artykułu"),
        ("Осталось прочитать 57% статьи", "57% статьи"),
        ("57 % av artikeln återstår", "57 % av artikeln"),
        ("A cikk 57 %-a van hátra", "cikk 57 %"),
        ("残り1,234文字", "残り1,234文字"),
    ],
)
def test_a_counter(line: str, evidence: str) -> None:
    assert flags(f"{PROSE}\n\n{line}", PROSE) == (Flag("counter", evidence),)


@pytest.mark.parametrize(
    "line",
    [
        "57 % of the articles named a source.",
        "57 % of the voters read the paper.",
        "Article 57 was changed by 12 % of the states.",
        f"{PROSE} Readers saw 57 % of this article, a survey that the newspaper ordered found.",
    ],
)
def test_a_share_that_counts_nothing(line: str) -> None:
    assert found(line) == []


@pytest.mark.parametrize(
    "text",
    [
        "404\nThe page has moved or never was here.",
        "Page not found",
        "Just a moment...\nPlease enable JavaScript and cookies to continue",
        "Seite nicht gefunden\nZur Startseite",
        "ページが見つかりません",
    ],
)
def test_an_error_page(text: str) -> None:
    assert ("error_page", text.partition("\n")[0]) in found(text)


def test_an_article_about_errors_is_none() -> None:
    assert found(f"Page not found: a short history of a message\n{PROSE}\n{PROSE}\n{PROSE}") == []
    assert found("404 passengers waited on the pier.") == []


def test_a_consent_page() -> None:
    text = "We value your privacy\nWe and our partners use cookies to make this site work.\nAccept all\nManage options"
    assert found(text) == [("consent_page", "We value your privacy")]
    assert found(f"{text}\n" + f"{PROSE}\n" * 5) == []
    assert found(f"The council banned cookies from its bake sale.\n{PROSE}\n{PROSE}") == []


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Watch: Late ferry leaves Lundby\n00:45\nShare", "Watch: Late ferry leaves Lundby"),
        (f"Late ferry leaves Lundby\nPlay video\n{PROSE}\nDuration 1:20", "Play video"),
        ("Verspätete Fähre\nVideo abspielen", "Video abspielen"),
        ("遅れたフェリー\n動画を再生", "動画を再生"),
    ],
)
def test_a_video_page(text: str, evidence: str) -> None:
    assert found(text) == [("video_page", evidence)]


def test_an_article_with_or_about_a_video_is_none() -> None:
    assert found(f"Watch: Late ferry leaves Lundby\n{PROSE}\n{PROSE}") == []
    assert found(f"Play video\n{PROSE} {PROSE} {PROSE}") == []  # 338 code points
    assert found("The video was sold to a bank.") == []
    assert found("Ferry leaves an hour late\nWatch your step") == []


@pytest.mark.parametrize(("size", "is_one"), [(24, False), (25, True), (170, True), (171, False)])
def test_how_long_a_headline_is(size: int, *, is_one: bool) -> None:
    lines = [f"{letter}{'erry to Lundby is late ' * 8}"[: size - 1] + "x" for letter in "FGHJK"]
    assert (("headlines", lines[0]) in found("\n".join(lines))) is is_one


def test_headlines_alone() -> None:
    assert found("\n".join(HEADLINES)) == [("headlines", HEADLINES[0])]
    assert found("\n".join([*HEADLINES, "News"])) == [("headlines", HEADLINES[0])]
    assert found("\n".join([*HEADLINES, "News", "Sport"])) == []  # five of seven
    assert found("\n".join(HEADLINES[:4])) == []
    assert found("\n".join([*HEADLINES, PROSE])) == []
    assert found("\n".join(f"{line}," for line in HEADLINES)) == []  # a poem


@pytest.mark.parametrize(
    ("text", "number"),
    [("", 0), ("The ferry left.", 3), ("L’été à Lundby", 3), ("港長は正午に船が出たと言った。", 6), ("한국 기사", 2)],
)
def test_words(text: str, number: int) -> None:
    assert words(text) == number


def test_the_figures_of_a_result() -> None:
    result = clean(f"{PROSE}\n\nLeave a Reply\n")
    assert result.quality == Quality(15 / 127, characters=112, words=22, prose_lines=1, language="en", certainty=0.62)
    assert result.flags == ()
    assert clean("").quality == Quality(removed=0.0, characters=0, words=0, prose_lines=0)


@pytest.mark.parametrize(
    ("text", "language", "is_sure"),
    [
        (PROSE, "en", True),
        ("Die Fähre legte mittags ab, sagte der Meister, mit vierzig Autos an Bord und einer Kapelle.", "de", True),
        ("Færgen sejlede ved middagstid, sagde mesteren, med fyrre biler om bord og et orkester.", "da", False),
        ("渡轮在中午离开，港务长说，船上有四十辆汽车。", "zh", True),
        ("フェリーは正午に出港したと港長は述べた。", "ja", True),
        ("The sign 渡 means to cross, the teacher said, and it is on all the boards of the pier.", "en", True),
        ("42 17", None, False),
    ],
)
def test_the_language_of_a_result(text: str, language: str | None, is_sure: bool) -> None:  # noqa: FBT001
    found = clean(text).quality
    assert (found.language, found.certainty >= 0.5) == (language, is_sure)


def test_flags_change_nothing() -> None:
    result = clean(BROKEN)
    assert (result.text, result.removals) == (BROKEN, ())
    assert [flag.name for flag in result.flags] == ["ends_in_sentence"]
