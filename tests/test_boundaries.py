"""The thresholds of tables and roles of phrases: a text on either side of each.

Fixtures test the rules that use them; these tests fix the numbers, so that none can change unnoticed.
"""

from collections.abc import Sequence

import pytest
import re2

from cleantext import Cleaner, Cues, Document, Hit, clean
from cleantext.core import blocks, scan
from cleantext.core.derive import derive
from cleantext.core.figures import table_lines
from cleantext.core.pattern import spelled_out
from cleantext.core.phrase import Phrase, check, options
from cleantext.core.prose import ends_in_full_stop, ends_sentence, is_prose, sentences
from cleantext.core.scan import LONGEST_LINE, Scanner
from cleantext.rules import byline, doubled_word, menu

PROSE = "The ferry was late on Monday, and two hundred passengers waited on the pier for an hour in the rain."


def document(lines: Sequence[str], cued: Sequence[int] = ()) -> Document:
    """Return a document with some lines that a phrase makes boilerplate."""
    starts = [sum(len(line) + 1 for line in lines[:index]) for index in range(len(lines))]
    hits = tuple(Hit(at, starts[at], starts[at] + len(lines[at]), "line", "x") for at in cued)
    return Document("\n".join(lines), scan=lambda _: {"other": hits})


# --- prose --------------------------------------------------------------------


def test_prose_has_eighty_code_points_of_latin_script() -> None:
    assert is_prose("渡" * 30 + "abcd.")  # 30 × 2.5 + 5
    assert not is_prose("渡" * 30 + "abc.")
    assert is_prose("a" * 79 + ". |")
    assert not is_prose("a" * 78 + ". |")  # the end of a table's row does not count


def test_a_full_stop_alone_ends_a_sentence() -> None:
    assert ends_sentence(".")
    assert ends_in_full_stop(".")
    assert ends_in_full_stop("A.”")
    assert ends_sentence("A.”")


def test_where_sentences_start_and_end() -> None:
    assert sentences("The ferry left. It was late!  “Why?” asked Ana.") == [(0, 15), (16, 28), (30, 47)]
    assert sentences("The ferry") == [(0, 9)]


# --- zones and runs -----------------------------------------------------------


@pytest.mark.parametrize(("length", "goes"), [(400, True), (401, False)])
def test_a_phrase_takes_no_line_that_is_longer(length: int, goes: bool) -> None:  # noqa: FBT001
    text = document([PROSE, PROSE, "a" * length], cued=[2])
    start = text.lines[2].start
    for role in ("sure", "line", "tail", "block"):
        assert blocks.in_place(text, Hit(2, start, start + 5, role, "x")) == goes


def test_head_and_tail_depend_on_prose() -> None:
    text = Document(f"One\n\n{PROSE}\nTwo\n{PROSE}\nThree")
    assert [blocks.in_head(text, index) for index in range(6)] == [True, True, False, False, False, False]
    assert [blocks.in_tail(text, index) for index in range(6)] == [False, False, False, False, False, True]


def test_without_prose_there_is_no_head_and_no_tail() -> None:
    text = Document("One\nTwo")
    assert [blocks.in_head(text, index) for index in (0, 1)] == [False, False]
    assert [blocks.in_tail(text, index) for index in (0, 1)] == [False, False]


def test_a_line_that_a_phrase_knows_is_no_prose() -> None:
    text = document([PROSE, "One", PROSE], cued=[2])
    assert [blocks.in_tail(text, index) for index in range(3)] == [False, True, True]
    assert text.prose == frozenset({0})
    assert text.prose_before == (0, len(PROSE), len(PROSE), len(PROSE))
    assert text.prose_after(0) == 0


@pytest.mark.parametrize(("fields", "found"), [(4, set()), (5, {1, 2, 3, 4, 5})])
def test_five_fields_make_a_record(fields: int, found: set[int]) -> None:
    lines = ["Ferry", *(f"Field {letter}: value" for letter in "abcdefgh"[:fields]), "Ferry", "From: Ana"]
    assert blocks.record_lines(Document("\n".join(lines))) == found


def test_the_key_of_a_field_is_short_and_opens_with_a_capital() -> None:
    def is_record(key: str) -> bool:
        return blocks.record_lines(Document("\n".join([f"{key}: x"] * 5))) != set()

    assert is_record("Ab")
    assert is_record("A" + "b" * 24)
    assert not is_record("A")
    assert not is_record("A" + "b" * 25)
    assert not is_record("ab")


def test_runs_cross_blank_lines_and_stop_at_the_first_strong_one() -> None:
    text = Document("no\na\n\na\nHere\n\na\na\nno\na")

    def is_weak(at: int) -> bool:
        return text.lines[at].text == "a"

    assert blocks.run_below(text, 4, is_weak) == [6, 7]
    assert blocks.run_above(text, 4, is_weak) == [3, 1]
    assert blocks.beside(text, 4, is_weak) == [3, 1, 6, 7]
    assert blocks.run_below(text, 9, is_weak) == []
    assert blocks.run_above(text, 0, is_weak) == []


@pytest.mark.parametrize(("items", "is_cited"), [(199, True), (200, False)])
def test_how_far_above_a_list_may_be_announced(items: int, *, is_cited: bool) -> None:
    """The line that ends with a colon is one of the 200 above the item."""
    text = document(["Lines that we found on pages:", *("- Share" for _ in range(items + 1))])
    assert (
        blocks.is_cited(text, Hit(items + 1, text.lines[items + 1].start + 2, text.lines[items + 1].end, "line", ""))
        is is_cited
    )


# --- tables of figures --------------------------------------------------------


def tabled(*lines: str, cued: Sequence[int] = ()) -> list[int]:
    return sorted(document(lines, cued).table(table_lines))


def test_three_lines_with_figures_make_a_table() -> None:
    assert tabled("Ferries 12", "Barges 7") == []
    assert tabled("Ferries 12", "Barges 7", "Tugs 3") == [0, 1, 2]
    assert tabled("12 ferries", "7 barges", "½ tug") == [0, 1, 2]
    assert tabled("Ferries to Vigo 12", "Barges to Moaña 7", "Tugs 3") == [0, 1, 2]
    assert tabled("Ferries 12 to Vigo 3a", "Barges 7", "Tugs 3") == []


def test_three_short_lines_around_a_table_belong_to_it() -> None:
    rows = ("Ferries 12", "Barges 7", "Tugs 3")
    assert tabled("a", "b", "c", "d", *rows, "e", "f", "g", "h") == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert tabled("a", "b" * 60, *rows, "c" * 61, "d") == [0, 1, 2, 3, 4]
    assert tabled("a", "b", *rows, "c", "d", cued=[0, 6]) == [1, 2, 3, 4, 5]


def test_a_line_of_a_table_has_sixty_code_points_at_most() -> None:
    assert tabled(f"{'a' * 57} 12", "Barges 7", "Tugs 3") == [0, 1, 2]
    assert tabled(f"{'a' * 58} 12", "Barges 7", "Tugs 3", "Rafts 4") == [1, 2, 3]


@pytest.mark.parametrize("line", ["12", "1", "Ferries 2024", "1999 ferries", "Ferries 12a", "Ferries a12"])
def test_what_is_no_figure_of_a_table(line: str) -> None:
    assert tabled("Barges 7", "Tugs 3", line) == []


@pytest.mark.parametrize("line", ["Ferries 123", "Ferries 1,234", "Ferries -5%", "Ferries +1.234.567", "- Ferries 2"])
def test_what_is_a_figure_of_a_table(line: str) -> None:
    assert tabled("Barges 7", "Tugs 3", line) == [0, 1, 2]


def test_what_is_counted_is_no_table() -> None:
    assert tabled("1 Ferries", "2 Barges", "3 Tugs") == []
    assert tabled("1 Ferries", "2 Barges", "4 Tugs") == [0, 1, 2]


def test_times_that_go_on_are_a_timetable_and_others_a_list_of_news() -> None:
    assert tabled("9.05 Vigo", "10:10 Moaña", "23h40 Cangas") == [0, 1, 2]
    assert tabled("9.05 Vigo", "9.05 Moaña", "10:10 Cangas") == [0, 1, 2]
    assert tabled("23h40 Vigo", "10:10 Moaña", "9.05 Cangas") == []
    # "9.05" comes before "10:10", whatever the sign between hours and minutes.
    assert tabled("9:05 Vigo", "10.10 Moaña", "10:20 Cangas") == [0, 1, 2]
    assert tabled("10.10 Vigo", "9:05 Moaña", "10:20 Cangas") == []


def test_a_line_that_a_phrase_knows_stands_in_no_table_and_does_not_end_one() -> None:
    assert tabled("Ferries 12", "Share", "Barges 7", "Tugs 3", cued=[1]) == [0, 2, 3]
    assert tabled("Ferries 12", "Share", "Barges 7", "Tugs 3") == []


# --- the scan -----------------------------------------------------------------


def hits(pattern: str, text: str) -> list[tuple[int, int, int]]:
    found = Scanner([Phrase("rule", "line", pattern, derive(pattern))]).hits(Document(text)).get("rule", ())
    return [(hit.line, hit.start, hit.end) for hit in found]


def test_a_phrase_stays_in_its_line() -> None:
    text = "Subscribe to us\nWe are open now\nSubscribe today, now"
    assert hits("^subscribe [^.]{0,40} now$", text) == [(2, 32, 52)]
    assert hits("^subscribe [^.]*", text) == [(0, 0, 15), (2, 32, 52)]
    assert hits("us [^.]* open", text) == []
    # A gap matches as much as it can: beyond the end of the line it would lead past the line with the phrase.
    assert hits("open [^.]{0,9}house", "Open the house\nTo all of us\nA house") == [(0, 0, 14)]


def test_a_line_that_is_too_long_is_not_searched() -> None:
    start = "Share this "
    assert hits("^share this ", start + "a" * (LONGEST_LINE - len(start))) == [(0, 0, len(start))]
    assert hits("^share this ", start + "a" * (LONGEST_LINE - len(start) + 1)) == []
    assert LONGEST_LINE == 5_000


def test_hits_are_those_of_whole_words_and_in_code_points() -> None:
    assert hits("share this", "Ünd share this") == [(0, 4, 14)]
    assert hits("share this", "Ünshare this") == []
    assert hits("share this", "Share thisé") == []
    assert hits("share this", "éShare this") == []
    assert hits("share this", "- Share this\n\n  “Share this”") == [(0, 2, 12), (2, 17, 27)]


def test_letters_of_any_script_bound_words_and_lines() -> None:
    assert hits("share this", "A éShare this") == []
    assert hits("share this", "Share thisé A") == []
    assert hits("^share this$", "é Share this") == []
    assert hits("^share this$", "Share this é") == []
    assert hits("^share this$", "渡 Share this") == []


@pytest.mark.parametrize("names", [("editor", "baker"), ("editor", "baker", "cook")])
def test_lines_of_all_parts_are_found(monkeypatch: pytest.MonkeyPatch, names: Sequence[str]) -> None:
    """Compile phrases in several parts if they take too much memory in one."""
    patterns = [f"send the {name}$" for name in names]
    scanner = Scanner([Phrase("rule", "line", pattern, derive(pattern)) for pattern in patterns])
    monkeypatch.setattr(scan, "_compiled_in_parts", lambda parts, make: [([part], make([part])) for part in parts])
    found = scanner.hits(Document("\n".join(["Send the tug", *(f"Send the {name}" for name in names)])))["rule"]
    assert [hit.line for hit in found] == list(range(1, len(names) + 1))


def test_a_phrase_that_takes_too_much_memory_by_itself_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "options", lambda: options(100))
    pattern = r"\pL{2,9} is"  # has no string that the index of words finds
    scanner = Scanner([Phrase("rule", "line", pattern, derive(pattern))])
    with pytest.raises(re2.error):
        scanner.compile()


def test_what_takes_too_much_memory_is_halved_until_it_does_not() -> None:
    def compiled(parts: Sequence[str]) -> int:
        if len(parts) > 2 or ("c" in parts and len(parts) > 1):
            raise re2.error("pattern too large")
        return len(parts)

    halved = scan._compiled_in_parts(["a", "b", "c", "d"], compiled)  # noqa: SLF001
    assert halved == [(["a", "b"], 2), (["c"], 1), (["d"], 1)]


def test_a_long_line_is_searched_in_pieces() -> None:
    words, sentence = "word " * 500, f"{'a' * 1_500}. "

    def pieces(text: str) -> list[tuple[int, int]]:
        return [(at, len(piece)) for at, piece in scan._pieces(text)]  # noqa: SLF001

    assert pieces(words) == [(0, 2_005), (2_005, 495)]
    assert pieces(sentence + words) == [(0, 1_502), (1_502, 2_005), (3_507, 495)]
    assert pieces("a" * 5_000) == [(0, 5_000)]


def test_the_size_of_a_phrase_is_that_of_its_prefilter_too() -> None:
    alone = re2.compile(spelled_out("send the editor"), options()).programsize
    assert check("send the editor").size > alone


@pytest.mark.parametrize("line", ["é Share this", "渡 Share this", "Share this é", "Share this渡"])
def test_a_letter_is_no_sign(line: str) -> None:
    assert scan.find("^share this$", line) is None


# --- menus ----------------------------------------------------------------------


def menu_lines(known: int, sure: int, short: int, *, above: bool = False, prose: int = menu.LEAST_PROSE) -> int:
    """Return how many short lines are removed beside known ones, some of them known by a phrase; prose: code points."""
    article = (PROSE * 4)[: prose - 1] + "."
    lines = [*("Share" for _ in range(known)), *("Ferry late again and again" for _ in range(short))]
    lines = [*lines[::-1], article] if above else [article, *lines]
    places = range(len(lines) - 1 - known, len(lines) - 1) if above else range(1, known + 1)
    text = document(lines, cued=list(places)[:sure])
    return len(list(menu.propose(text, Cues(taken=frozenset(places)))))


def test_a_menu_has_four_lines_and_twelve_for_each_that_is_known() -> None:
    assert menu_lines(2, 2, 1) == 0
    assert menu_lines(2, 2, 2) == 2
    assert menu_lines(2, 2, 22) == 22
    assert menu_lines(2, 2, 23) == 0


def test_a_page_with_less_than_200_code_points_of_prose_is_no_article() -> None:
    assert menu_lines(3, 3, 4, prose=200) == 4
    assert menu_lines(3, 3, 4, prose=199) == 0


def test_three_lines_must_be_known_and_those_by_a_phrase_count_twice() -> None:
    assert menu_lines(1, 1, 4) == 0
    assert menu_lines(2, 0, 4) == 0
    assert menu_lines(2, 1, 4) == 4
    assert menu_lines(3, 0, 4) == 0
    assert menu_lines(2, 2, 4, above=True) == 0
    assert menu_lines(3, 3, 4, above=True) == 4


def test_above_a_date_or_byline_six_lines_are_spared_where_they_may_be_the_headline() -> None:
    assert menu_lines(3, 2, 3, above=True) == 0  # the date and two known lines are three of the six
    assert menu_lines(3, 2, 4, above=True) == 1


@pytest.mark.parametrize(("length", "goes"), [(menu.LONGEST_LINE, 3), (menu.LONGEST_LINE + 1, 2)])
def test_how_long_a_line_of_a_menu_is(length: int, goes: int) -> None:
    long = ("Ferry late again and again and again and again and again in the harbour " * 3)[: length - 1] + "x"
    lines = [PROSE * 3, "Share", "Share", "Ferry late again and again", "Harbour news and letters", long]
    text = document(lines, cued=[1, 2])
    assert len(list(menu.propose(text, Cues(taken=frozenset({1, 2}))))) == goes


# --- bylines --------------------------------------------------------------------


@pytest.mark.parametrize(("beside", "is_supported"), [(-4, False), (-3, True), (3, True), (4, False)])
def test_parts_of_a_byline_are_three_lines_apart_at_most(beside: int, *, is_supported: bool) -> None:
    evidence = byline.Evidence(frozenset(), frozenset(), is_page=False)
    assert byline._is_supported(9, {9, 9 + beside}, evidence) is is_supported  # noqa: SLF001


def test_a_line_below_an_address_is_the_head_of_a_mail() -> None:
    assert byline._is_in_mail(document(["ana@courier.example", "", "By Ana Ruiz"]), 2)  # noqa: SLF001
    assert not byline._is_in_mail(document(["Ana Ruiz", "By Ana Ruiz, ana@courier.example"]), 1)  # noqa: SLF001


def test_the_first_word_behind_by_may_be_the_account_of_a_blog() -> None:
    article = f"{PROSE} " * 3
    assert clean(f"By admin\n\n{article}").text.startswith("The ferry")
    assert clean(f"By von admin\n\n{article}").text.startswith("By von admin")


# --- doubled words --------------------------------------------------------------


def test_years_are_words_of_prose_and_other_numbers_are_not() -> None:
    words = ("2019", "120", "12019", "of", "Of", "x", "OF")
    assert [word for word in words if doubled_word._is_prose_word(word)] == ["2019", "of", "Of"]  # noqa: SLF001


# --- glued words ----------------------------------------------------------------


@pytest.mark.parametrize(("half", "goes"), [("Tarvik", True), ("Tarvi", False)])
def test_a_word_of_six_letters_is_no_name_that_doubles(half: str, *, goes: bool) -> None:
    source = f"{PROSE}\n\n{half}{half} was the last stop of the old line, and nobody lives there now.\n"
    assert (f"{half}{half}" not in clean(source).text) is goes


def test_an_article_on_one_line_loses_its_parts() -> None:
    prose = "The cranes will be lifted on to a barge in June and taken to the museum of the town across the bay. " * 30
    pointer, call = "ALSO READ: Why the buses of Rethem never wait. ", "Sign up for our daily newsletter. "
    source = f"{prose}{pointer}{prose}{call}{prose}Source: Aller Courier"
    assert len(source) > LONGEST_LINE
    cleaner = Cleaner(disable=["doubled_passage"])  # the article is one sentence, repeated
    assert cleaner(source).text == (prose * 3).rstrip()
    assert cleaner(f"Share this article {prose * 2}").text == f"Share this article {prose * 2}".rstrip()


@pytest.mark.parametrize(("named", "goes"), [(3, True), (4, False)])
def test_a_dated_line_names_an_author_a_section_and_a_paper_at_most(named: int, *, goes: bool) -> None:
    parts = ("Ana Ruiz", "Aller Courier", "Coast", "News")[:named]
    line = " | ".join((*parts, "3 June 2019, 07:05"))
    assert (line not in clean(f"Ferry is late\n\n{line}\n\n{PROSE}\n\n{PROSE} It was dark.\n").text) is goes


@pytest.mark.parametrize(
    ("label", "status"),
    [("Author", "applied"), ("author:", "applied"), ("(author)", "applied"), ("author", "reported")],
)
def test_a_label_of_a_byline_in_small_letters_may_be_a_field(label: str, status: str) -> None:
    result = Cleaner(rules=("byline",))(f"{label}\n\n{PROSE}", title="Ferry late again")
    assert [(entry.removed.strip(), entry.status) for entry in result.removals] == [(label, status)]


@pytest.mark.parametrize("stamp", ["3 مايو 2021 14:05", "٣ مايو ٢٠٢١ ١٤:٠٥"])
def test_a_stamp_may_have_the_digits_of_its_script(stamp: str) -> None:
    article = (
        "غادرت العبارة الميناء ظهر يوم الاثنين وعلى متنها أربعون سيارة وفرقة موسيقية، كما قال ربان الميناء للصحفيين."
    )
    assert Cleaner(rules=("byline",))(f"{stamp}\n\n{article}").text == article
