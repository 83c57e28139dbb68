"""The only code that changes text: exact outputs of resolve, close_gaps, compose, apply and restore."""

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext.core.edits import Edit, Removal, Result, Trail, apply, close_gaps, compose, fits, resolve, restore
from cleantext.core.passages import around


def cut(text: str, start: int, end: int, replacement: str = "", rule: str = "a") -> Removal:
    return Removal(rule, 1, "", start, end, text[start:end], replacement, "", None, "applied")


def spans(log: list[Removal]) -> list[tuple[str, int, int, str]]:
    return [(entry.rule, entry.start, entry.end, entry.replacement) for entry in log]


TEXT = "0123456789"


@pytest.mark.parametrize(
    ("edit", "does"),
    [
        (Edit(0, 1), True),
        (Edit(9, 10), True),
        (Edit(0, 10, "x", "a reason", "report"), True),
        (Edit(-1, 1), False),
        (Edit(9, 11), False),
        (Edit(4, 4), False),
        (Edit(5, 4), False),
        (Edit(0, 1, level="sure"), False),  # type: ignore[arg-type]
        (Edit(0, 1, None), False),  # type: ignore[arg-type]
        ((0, 1), False),
        (None, False),
    ],
)
def test_which_edits_fit_a_text_of_ten(edit: object, does: bool) -> None:  # noqa: FBT001 - a column of the table
    assert fits(edit, 10) == does


@pytest.mark.parametrize(
    ("proposed", "stands"),
    [
        ([], []),
        ([(2, 4), (6, 8)], [("a", 2, 4, ""), ("b", 6, 8, "")]),
        # Adjacent edits both stay, in any order.
        ([(4, 6), (2, 4)], [("b", 2, 4, ""), ("a", 4, 6, "")]),
        # Of edits with one start the longest stays, then the lowest id.
        ([(2, 4), (2, 6)], [("b", 2, 6, "")]),
        ([(2, 4), (2, 4)], [("a", 2, 4, "")]),
        # A deletion that extends beyond an earlier one starts at its end; one inside another is dropped.
        ([(2, 6), (4, 8)], [("a", 2, 6, ""), ("b", 6, 8, "")]),
        ([(2, 8), (4, 6)], [("a", 2, 8, "")]),
        ([(2, 6), (4, 8), (5, 9)], [("a", 2, 6, ""), ("b", 6, 8, ""), ("c", 8, 9, "")]),
        # The first edit stays, and so does one behind a dropped one.
        ([(0, 1)], [("a", 0, 1, "")]),
        ([(2, 8), (4, 6), (8, 9)], [("a", 2, 8, ""), ("c", 8, 9, "")]),
        # Replacements are whole or dropped, and none is cut.
        ([(0, 2, "x"), (4, 6), (5, 8)], [("a", 0, 2, "x"), ("b", 4, 6, ""), ("c", 6, 8, "")]),
        ([(0, 2), (4, 6, "x"), (5, 8)], [("a", 0, 2, ""), ("b", 4, 6, "x")]),
        ([(2, 6), (4, 8, "x")], [("a", 2, 6, "")]),
        ([(2, 6, "x"), (4, 8)], [("a", 2, 6, "x")]),
        ([(2, 6, "x"), (6, 8)], [("a", 2, 6, "x"), ("b", 6, 8, "")]),
    ],
)
def test_resolve(
    proposed: list[tuple[int, int] | tuple[int, int, str]], stands: list[tuple[str, int, int, str]]
) -> None:
    proposals = [cut(TEXT, *span)._replace(rule=rule) for span, rule in zip(proposed, "abc", strict=False)]
    assert spans(resolve(proposals, TEXT)) == stands
    assert spans(resolve(proposals[::-1], TEXT)) == stands


@pytest.mark.parametrize(
    ("marked", "cleaned"),
    [
        # at the start: no gap stays, but the indentation of the next line does
        ("[One]\n\nTwo\n", "Two\n"),
        ("\n[One]\n\n  Two", "  Two"),
        # in the middle: the longer of the two gaps stays
        ("One\n[Two]\nThree", "One\nThree"),
        ("One\n[Two]\n\nThree", "One\n\nThree"),
        ("One\n\n[Two]\nThree", "One\n\nThree"),
        ("One\n\n[Two]\n\nThree", "One\n\nThree"),
        ("One\n\n[Two]\n  Three", "One\n\n  Three"),
        # at the end: a line feed stays where the text ended in one
        ("One\n\n[Two]", "One"),
        ("One\n\n[Two]\n", "One\n"),
        ("One\n\n[Two]\n\n\n", "One\n"),
        # runs of whole lines close as one
        ("[One]\n\n[Two]\n\nThree", "Three"),
        ("One\n[Two]\n\n[Three]\nFour", "One\nFour"),
        ("One\n\n[Two]\n[Three]\n", "One\n"),
        # blanks beside a removed line are removed
        ("One\n[Two]  \nThree", "One\nThree"),
        ("One\n\n[Two]  \nThree", "One\n\nThree"),
        ("One\n[Two]\n  Three", "One\n  Three"),
        ("One \n\n[Two]\t\n Three", "One \n\n Three"),
        # everything
        ("[One]", ""),
        ("[One]\n  ", ""),
        ("[One]\n\n  ", ""),
        ("[One]\n", ""),
        ("\n[One]\n\n[Two]\n", ""),
        # part of a line: only the words are removed
        ("One [two] three\nFour", "One  three\nFour"),
        ("One\n[Two] three", "One\n three"),
        ("One [two]\nThree", "One \nThree"),
        # both ends of a run inside lines
        ("One [two]\n[Three] four", "One \n four"),
    ],
)
def test_close_gaps(marked: str, cleaned: str) -> None:
    text, proposals = "", list[tuple[int, int]]()
    for piece in marked.replace("]", "[").split("["):
        proposals.append((len(text), len(text) + len(piece)))
        text += piece
    log = list(close_gaps([cut(text, *span) for span in proposals[1::2]], text))
    assert apply(text, log) == cleaned
    assert restore(cleaned, log) == text
    assert len(log) == len(proposals[1::2]), "each line keeps an entry of its own"


@pytest.mark.parametrize(
    ("text", "start", "end", "closed"),
    [
        ("One\nTwo\nThree", 4, 7, (3, 7)),  # of two gaps of one length the first is removed
        ("One\n\nTwo\nThree", 5, 8, (5, 9)),
        ("One\n\nTwo\n Three", 5, 8, (5, 9)),
        ("One\nTwo\n\nThree", 4, 7, (3, 7)),
        ("One\n\nTwo\n", 5, 8, (3, 8)),
        ("One\n  \nTwo", 3, 7, (3, 7)),  # blanks alone are no line
    ],
)
def test_which_gap_goes(text: str, start: int, end: int, closed: tuple[int, int]) -> None:
    (entry,) = close_gaps([cut(text, start, end)], text)
    assert (entry.start, entry.end, entry.removed) == (*closed, text[slice(*closed)])


def test_a_replacement_keeps_the_gaps_of_its_run() -> None:
    text = "One\n\nTwo\n\nThree"
    log = [cut(text, 5, 8, "Zwei")]
    assert apply(text, list(close_gaps(log, text))) == "One\n\nZwei\n\nThree"


def composed(source: str, *stages: list[tuple[int, int, str]]) -> tuple[str, list[tuple[str, int, int, str]]]:
    """Return the text, and the one log, after stages of edits, each on the text of the one before."""
    log, text = list[Removal](), source
    for stage, rule in zip(stages, "abcd", strict=False):
        edits = [cut(text, start, end, new, rule) for start, end, new in stage]
        log, text = compose(log, edits, source, text), apply(text, edits)
    assert apply(source, log) == text
    assert restore(text, log) == source
    return text, spans(log)


@pytest.mark.parametrize(
    ("stages", "text", "log"),
    [
        ([[(2, 4, "")], []], "01456789", [("a", 2, 4, "")]),
        ([[], [(2, 4, "")]], "01456789", [("b", 2, 4, "")]),
        # the second stands before, behind, and on both sides of the first
        ([[(6, 8, "")], [(0, 2, "")]], "234589", [("b", 0, 2, ""), ("a", 6, 8, "")]),
        ([[(0, 2, "")], [(4, 6, "")]], "234589", [("a", 0, 2, ""), ("b", 6, 8, "")]),
        (
            [[(2, 4, "xyz")], [(0, 1, ""), (8, 9, "")]],
            "1xyz45689",
            [("b", 0, 1, ""), ("a", 2, 4, "xyz"), ("b", 7, 8, "")],
        ),
        # a deletion over an earlier deletion becomes one entry, of the second rule
        ([[(4, 6, "")], [(2, 6, "")]], "0189", [("b", 2, 8, "")]),
        # a deletion over, and into, an earlier replacement
        ([[(4, 6, "xy")], [(3, 7, "")]], "012789", [("b", 3, 7, "")]),
        ([[(4, 6, "wxyz")], [(5, 7, "")]], "0123wz6789", [("b", 4, 6, "wz")]),
        ([[(4, 6, "wxyz")], [(2, 5, "")]], "01xyz6789", [("b", 2, 6, "xyz")]),
        # a replacement that is reverted leaves no entry of its own
        ([[(4, 6, "xy")], [(4, 6, "45")]], "0123456789", []),
        # adjacent entries stay two
        ([[(2, 4, "")], [(2, 4, "")]], "016789", [("a", 2, 4, ""), ("b", 4, 6, "")]),
        ([[(2, 4, "x")], [(3, 5, "")]], "01x6789", [("a", 2, 4, "x"), ("b", 4, 6, "")]),
        ([[(2, 4, "x")], [(0, 2, "")]], "x456789", [("b", 0, 2, ""), ("a", 2, 4, "x")]),
        # the rest is removed
        ([[(0, 5, "")], [(0, 5, "")]], "", [("a", 0, 5, ""), ("b", 5, 10, "")]),
        ([[(2, 8, "abcdef")], [(1, 3, "x"), (7, 9, "y")]], "0xbcdey9", [("b", 1, 9, "xbcdey")]),
        # three in a row
        ([[(4, 6, "x")], [(3, 6, "yz")], [(3, 4, "")]], "012z789", [("c", 3, 7, "z")]),
    ],
)
def test_compose(stages: list[list[tuple[int, int, str]]], text: str, log: list[tuple[str, int, int, str]]) -> None:
    assert composed(TEXT, *stages) == (text, log)


def test_of_several_edits_on_one_stretch_the_last_gives_its_name() -> None:
    middle = apply(TEXT, [cut(TEXT, 2, 8, "abcdef")])
    second = [cut(middle, 1, 3, "x", "b"), cut(middle, 4, 5, "", "c"), cut(middle, 7, 9, "y", "d")]
    log = compose([cut(TEXT, 2, 8, "abcdef")], second, TEXT, middle)
    assert spans(log) == [("d", 1, 9, "xbdey")]


drawn = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.sampled_from(("", "", "x", "\n", "long"))), max_size=6)


@given(source=st.text("ab\n ", max_size=30), stages=st.lists(drawn, max_size=4))
def test_any_stages_compose_to_one_log(source: str, stages: list[list[tuple[float, float, str]]]) -> None:
    log, text = list[Removal](), source
    for stage in stages:
        spread = sorted((int(low * len(text)), int(high * len(text)), new) for low, high, new in stage)
        edits = resolve([cut(text, start, end, new) for start, end, new in spread if start < end], text)
        log, text = compose(log, edits, source, text), apply(text, edits)
        assert apply(source, log) == text
        assert restore(text, log) == source
        assert all(source[entry.start : entry.end] == entry.removed != entry.replacement for entry in log)


def test_restore_passes_over_what_was_only_reported() -> None:
    log = [cut(TEXT, 1, 3)._replace(status="reported"), cut(TEXT, 2, 4, "x"), cut(TEXT, 8, 10)]
    assert restore("01x4567", log) == TEXT


def test_trail() -> None:
    """Map `01xyz4589` back to `0123456789`."""
    trail = Trail([cut(TEXT, 2, 4, "xyz"), cut(TEXT, 6, 8)])
    assert [trail.start(position) for position in range(9)] == [0, 1, 2, 2, 2, 4, 5, 8, 9]
    assert [trail.end(position) for position in range(1, 10)] == [1, 2, 4, 4, 4, 5, 6, 9, 10]


def test_a_result_does_not_change() -> None:
    result = Result("01", (cut(TEXT, 2, 10), cut(TEXT, 0, 1)._replace(status="reported")), title="Digits")
    assert result.applied == (cut(TEXT, 2, 10),)
    assert result.to_dict() == {
        "text": "01",
        "removals": [entry._asdict() for entry in result.removals],
        "title": "Digits",
    }
    with pytest.raises(FrozenInstanceError):
        result.text = ""  # type: ignore[misc]
    assert not hasattr(result, "__dict__")


def test_lines_below_a_credit_that_ends_a_paragraph_keep_their_rules() -> None:
    text = "The pump was mended. Source: Courier\n\nAbout the author\n\nShare this\n"
    credit = cut(text, 20, 36, rule="source_credit")
    bio, share = cut(text, 38, 54, rule="author_bio"), cut(text, 56, 66, rule="share_prompt")
    assert [(entry.rule, entry.removed) for entry in close_gaps([credit, bio, share], text)] == [
        ("source_credit", " Source: Courier"),
        ("author_bio", "\n\nAbout the author\n\n"),
        ("share_prompt", "Share this"),
    ]


@pytest.mark.parametrize(
    ("source", "removed", "sentence"),
    [
        ("The ferry left. It was (PTI) late. So was I.", "(PTI) ", "It was (PTI) late."),
        ("The ferry left. It was late (PTI). So was I.", " (PTI)", "It was late (PTI)."),
        ("The ferry left. Read more here. So was I.", " Read more here.", "The ferry left. Read more here."),
        ("(PTI) The ferry left. So did I.", "(PTI) ", "(PTI) The ferry left."),
        ("The ferry left.\nRead more here.\nSo did I.", "Read more here.", None),
        ("The ferry left.\n  Read more here.  \nSo did I.", "Read more here.", None),
        ("The  ferry left.", " ", None),
        ("The fer\N{ZERO WIDTH SPACE}ry left.", "\N{ZERO WIDTH SPACE}", None),
        (f"{'a ' * 200}(PTI){' b' * 200}", "(PTI)", f"…{'a ' * 120}(PTI){' b' * 120}…"),
    ],
)
def test_the_sentence_that_a_passage_was_cut_from(source: str, removed: str, sentence: str | None) -> None:
    start = source.index(removed)
    assert around(source, start, start + len(removed)) == sentence
