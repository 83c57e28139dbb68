"""Kinds of mending, each by sentences: what is mended, and what looks like it and stays."""

import pytest

from cleantext import clean

_PROSE = "The town lies at the mouth of a small river, and most of its people once worked in the harbour."

MENDED = [
    # Doubled words, by the words on either side.
    ("A rise in in fares was announced on on Monday.", "A rise in fares was announced on Monday."),
    ("Nobody said that that the ferry would be late.", "Nobody said that the ferry would be late."),
    ("It was not not a surprise to the board.", "It was not a surprise to the board."),
    ("The woman who who runs the bakery had had enough.", "The woman who runs the bakery had had enough."),
    ("The loan of four million million crowns was repaid.", "The loan of four million crowns was repaid."),
    ("The mayor met President President Odell in the garden.", "The mayor met President Odell in the garden."),
    ("The paper's sources sources declined to give names.", "The paper's sources declined to give names."),
    # Passages.
    (
        "Smoke could be seen from the coast. Smoke could be seen from the coast. The schools were shut.",
        "Smoke could be seen from the coast. The schools were shut.",
    ),
    # Punctuation.
    ("The board met , and the chair left . Nobody knew why.", "The board met, and the chair left. Nobody knew why."),
    ("The board met ; nobody asked why it was late.", "The board met; nobody asked why it was late."),
    ("The harbour ( ) was closed separately [ ] and early.", "The harbour was closed separately and early."),
    ("The boats,, which were late, had many people on board.", "The boats, which were late, had many people on board."),
    ("There were many people.. Nobody asked why?. They left.", "There were many people. Nobody asked why? They left."),
    ("The last boat left.The next one came at noon.", "The last boat left. The next one came at noon."),
    ("“Who pays in year three?”The question came late.", "“Who pays in year three?” The question came late."),
    # Broken words.
    ("The treas-\nurer had warned the board of the harbour.", "The treasurer\nhad warned the board of the harbour."),
    (
        "She knew that for years and years the old treas\nurer had warned the board of it.",
        "She knew that for years and years the old treasurer\nhad warned the board of it.",
    ),
    ("The treas\N{SOFT HYPHEN}\nurer had warned the board.", "The treasurer\nhad warned the board."),
    ("T he ferry was late on Monday, and nobody said why.", "The ferry was late on Monday, and nobody said why."),
    # Mojibake.
    ("The fund paid Â£60 for 20Â° of warmth and 2Â½ boats.", "The fund paid £60 for 20° of warmth and 2½ boats."),
    ("She said Â«yesÂ» to the board, Â©2020, and left.", "She said «yes» to the board, ©2020, and left."),
    ("She waited\x85 and waited \x85 and then she left.", "She waited… and waited … and then she left."),
    # Typos and text recognition.
    ("The Iarge boat is tbe one that rnay leave at noon.", "The large boat is the one that may leave at noon."),
    ("The govemment asked the board wliich boat was late.", "The government asked the board which boat was late."),
    (
        "The Vidarpur Lions won, and nobody was hurt. The Vidarpnr Lions are second now.",
        "The Vidarpur Lions won, and nobody was hurt. The Vidarpur Lions are second now.",
    ),
    ("The harbour lies to the north of tho river.", "The harbour lies to the north of the river."),
    ("The mayor said that it was absoletuly true.", "The mayor said that it was absolutely true."),
]  # fmt: skip

KEPT = [
    # Doubled words.
    "They log in in the morning, and that that man is late is no surprise.",
    "What he did did not matter to the board.",
    "The later it was, the more the more boats came.",
    "It lies in front of the pier the pier would hide it from the town.",
    "But the boat the boat had been seen from was late.",
    "I do not mean tea, I mean coffee coffee, and it was a concert concert, with tickets.",
    "Entre I i II hi ha una diferència que la gent de la ciutat no ha vist.",
    "The backup backup is on another disk, and AND AND means that both hold.",
    "The ferry to Torehape Torehape left the harbour an hour late.",
    # Passages.
    "It was late. It was late. Nobody came to the pier.",
    # Punctuation.
    "He waited... and then he left. . . . and :-) he ran version 2.0.1 of it, e.g. here.",
    "Le maire a dit : « Pourquoi ? » ; puis il est parti avec les autres !",
    # Mojibake.
    'The letter ä becomes "Ã¤" in UTF-8 that is read as Latin-1.',
    "The page shows ďż˝ďż˝ where letters were.",
    # Typos.
    "The fiels were empty, and nobody from the harbour had seen it.",
    "They were hangry after glamping on the island.",
    "The 0range shop by the harbour is open on Monday.",
    "The password of the board is w1nter for all of them.",
    "The child had spelled 'Labratory' on the door of the room.",
    "The arid hills of the north had no rain in May.",
    "The Mardin Lions won, and nobody was hurt. The Marlin Lions are second now.",
]  # fmt: skip

REPORTED = [
    ("The ferry to Torehape Torehape left the harbour an hour late.", "doubled_word", " Torehape"),
    ("I do not mean tea, I mean coffee coffee, said the captain.", "doubled_word", " coffee"),
    ("It lies in front of the pier the pier would hide it from.", "doubled_phrase", " the pier"),
    ("The fiels were empty, and nobody from the harbour had seen it.", "ocr_typo", "fiels"),
    ("The child had spelled 'Labratory' on the door of the room.", "ocr_typo", "Labratory"),
    ("The page shows ďż˝ďż˝ where letters were.", "mojibake", "ďż˝ďż˝"),
]

# A function word of each language twice in a row, and what stays there.
DOUBLED = {
    "bg": ("Хората от от града казват, че корабът е закъснял и никой не знае защо.", "от"),
    "ca": ("La gent de la ciutat diu que el vaixell amb amb els turistes ha arribat tard.", "amb"),
    "cs": ("Lidé z města říkají, že že loď přijela pozdě a nikdo neví proč.", "že"),
    "da": ("Folk fra byen siger, at skibet kom for sent, og og ingen ved hvorfor.", "og"),
    "el": ("Οι άνθρωποι της πόλης λένε ότι ότι το πλοίο άργησε και κανείς δεν ξέρει γιατί.", "ότι"),
    "fi": ("Kaupungin ihmiset sanovat, että laiva tuli myöhään, mutta mutta kukaan ei tiedä miksi.", "mutta"),
    "he": ("אנשי העיר אומרים כי האנייה של של החברה הגיעה באיחור ואף אחד לא יודע למה.", "של"),
    "hr": ("Ljudi iz grada kažu da je brod koji koji je došao iz luke kasnio.", "koji"),
    "hu": ("A város lakói szerint szerint a hajó késve érkezett, és senki nem tudja, miért.", "szerint"),
    "id": ("Warga kota mengatakan bahwa kapal yang yang datang dari pelabuhan itu terlambat.", "yang"),
    "lt": ("Miesto žmonės sako, kad laivas iš iš uosto vėlavo ir niekas nežino kodėl.", "iš"),
    "no": ("Folk fra byen sier at skipet kom for sent, og og ingen vet hvorfor.", "og"),
    "ro": ("Oamenii din oraș spun că nava pentru pentru turiști a întârziat și nimeni nu știe de ce.", "pentru"),
    "sk": ("Loď, ktorá ktorá prišla z prístavu, mala meškanie a nikto nevie, prečo sa to stalo.", "ktorá"),
    "sv": ("Folk i staden säger att båten kom för sent, och och ingen vet varför.", "och"),
    "tr": ("Gemi geç kaldı, çünkü çünkü hava çok kötüydü ve kimse bir şey bilmiyordu.", "çünkü"),
    "vi": ("Người dân của của thành phố nói rằng con tàu đã đến muộn và không ai biết tại sao.", "của"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MENDED)
def test_what_is_mended(text: str, expected: str) -> None:
    result = clean(f"{_PROSE}\n\n{text}\n\n{_PROSE.replace('small', 'wide')}")
    assert result.text.split("\n\n")[1] == expected
    assert result.restore().split("\n\n")[1] == text


@pytest.mark.parametrize("text", KEPT)
def test_what_stays(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize(("text", "rule", "removed"), REPORTED)
def test_what_is_reported(text: str, rule: str, removed: str) -> None:
    found = [(entry.rule, entry.removed, entry.status) for entry in clean(text).removals]
    assert (rule, removed, "reported") in found


@pytest.mark.parametrize("code", sorted(DOUBLED))
def test_every_language_has_its_own_table_of_words_that_cannot_double(code: str) -> None:
    text, word = DOUBLED[code]
    assert clean(text).text == text.replace(f"{word} {word}", word)


def test_a_paragraph_in_a_loop_stands_once_and_the_log_says_where_the_first_stands() -> None:
    late = "The ferry left the harbour an hour late on Monday, and two hundred passengers waited on the pier in rain."
    text = f"{_PROSE}\n\n{late}\n\n{late}\n\n{late}\n\nThe harbour master blamed a pump."
    result = clean(text)
    assert result.text == f"{_PROSE}\n\n{late}\n\nThe harbour master blamed a pump."
    assert {entry.reason for entry in result.removals} == {f"the same paragraph as at {len(_PROSE) + 2:,}"}
