"""`Cleaner.clean_many`: results in order, and errors as values, with any number and any end of processes."""

import multiprocessing
import os
from collections.abc import Iterator
from itertools import count, islice
from typing import Any
from unittest.mock import Mock

import bulk_rules
import pytest

from cleantext import Cleaner, CleantextError, Result, SettingsError, many

FORM = "\n\nLeave a Reply\nYour email address will not be published."
PROSE = "The harbour of Lundby was dredged in May, and the ferry has sailed to the islands every hour since then."
PAGE = f"<html><body><article><p>{PROSE}</p><p>{PROSE.replace('May', 'June')}</p></article></body></html>"
TEXTS = [f"{PROSE} Boat {number} was first.{FORM if number % 3 else ''}" for number in range(200)]


@pytest.fixture(params=["fork", "spawn"])
def start(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the method by which the program starts processes."""
    if request.param not in multiprocessing.get_all_start_methods():
        pytest.skip(f"this system cannot {request.param}")
    context = multiprocessing.get_context(request.param)
    monkeypatch.setattr(multiprocessing, "get_context", lambda: context)
    return str(request.param)


def told(found: "Result | CleantextError") -> str:
    """Return a value as text."""
    return str(found) if isinstance(found, CleantextError) else found.text


def children() -> int:
    return len(multiprocessing.active_children())


@pytest.mark.usefixtures("start")
def test_results_are_those_of_single_calls_in_order() -> None:
    cleaner = Cleaner()
    assert list(cleaner.clean_many(TEXTS, workers=2)) == list(map(cleaner, TEXTS))
    assert children() == 0


def test_one_worker_cleans_in_this_process() -> None:
    cleaner = Cleaner()
    found = cleaner.clean_many(iter(TEXTS[:3]))
    assert (next(found), children()) == (cleaner(TEXTS[0]), 0)
    assert list(found) == [cleaner(TEXTS[1]), cleaner(TEXTS[2])]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_known_of_a_text_goes_with_it(workers: int) -> None:
    cleaner = Cleaner()
    items: list[dict[str, Any]] = [
        {"text": f"Ferry late again\n\n{PROSE}", "title": "Ferry late again", "language": "en"},
        {"html": PAGE, "url": "https://example.org/a"},
        {"html": PAGE.encode()},
    ]
    text, page = items[0], items[1]
    assert list(cleaner.clean_many(items, workers=workers)) == [
        cleaner(text["text"], title=text["title"], language="en"),
        cleaner.html(page["html"], page["url"]),
        cleaner.html(PAGE.encode()),
    ]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_is_the_value_of_its_text(workers: int) -> None:
    items: list[Any] = [PROSE, None, b"bytes", {"body": PROSE}, {"text": PROSE, "html": PAGE}, {"html": 5}, PROSE]
    found = list(Cleaner().clean_many(items, workers=workers))
    assert [isinstance(value, CleantextError) for value in found] == [False, True, True, True, True, True, False]
    assert [told(value) for value in found[1:4]] == [
        "clean() takes a str, not NoneType",
        "clean() takes a str, not bytes: decode them, such as data.decode('utf-8'); HTML goes to clean_html()",
        "an entry has `text` or `html`, and title, url, site, language, not 'body'",
    ]


class Unpicklable(str):
    """A text that cannot be sent to a process."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        raise RuntimeError("it stays here")


def test_want_of_memory_is_an_error_that_says_what_to_do() -> None:
    assert told(many.tried(Mock(side_effect=MemoryError), TEXTS[0])) == (
        "there is not enough memory for it; clean it in parts, or in a process with more memory"
    )


def test_a_text_that_cannot_be_sent_is_an_error_and_costs_no_other() -> None:
    items = [*TEXTS[:5], Unpicklable(PROSE), *TEXTS[5:9]]
    found = list(map(told, Cleaner().clean_many(items, workers=2)))
    assert found.pop(5) == "not handed to a process: RuntimeError: it stays here"
    assert found == [Cleaner()(text).text for text in TEXTS[:9]]


@pytest.mark.usefixtures("start")
def test_a_text_that_ends_its_process_is_an_error_and_costs_no_other() -> None:
    texts = [*TEXTS[:70], "kill the worker", *TEXTS[70:90], "end the worker", "end the worker", *TEXTS[90:]]
    found = list(map(told, bulk_rules.cleaner().clean_many(texts, workers=2)))
    assert [found[at] for at in (70, 91, 92)] == [
        "not cleaned: it ended its process (SIGKILL)",
        *["not cleaned: it ended its process (status 7)"] * 2,
    ]
    alone = bulk_rules.cleaner()
    assert found == [found[at] if at in {70, 91, 92} else alone(text).text for at, text in enumerate(texts)]
    assert children() == 0


def test_of_an_endless_iterable_few_texts_are_held() -> None:
    read = count()
    texts = (f"{PROSE} Boat {next(read)}." for _ in count())
    found = Cleaner().clean_many(texts, workers=2)
    for number, result in enumerate(islice(found, 1_000)):
        assert told(result).endswith(f" Boat {number}.")
    assert next(read) <= 1_000 + 2 * 3 * 64 + 64
    found.close()  # type: ignore[attr-defined]  # an iterator that is a generator
    assert children() == 0


def test_chunks_hold_64_texts_or_200_000_code_points() -> None:
    sizes = [[len(item) for item in chunk.items] for chunk in many._chunks(["a"] * 130)]  # noqa: SLF001
    assert [*map(len, sizes)] == [64, 64, 2]
    long = ["a" * 150_000, "a" * 50_000, {"text": "a" * 199_999}, {"html": b"a"}, 7, "a"]
    assert [len(chunk.items) for chunk in many._chunks(long)] == [2, 2, 2]  # type: ignore[arg-type]  # noqa: SLF001


def test_an_error_of_the_iterable_comes_through() -> None:
    def broken() -> Iterator[str]:
        yield from TEXTS[:3]
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(Cleaner().clean_many(broken(), workers=2))
    assert children() == 0


def test_no_texts_give_no_results() -> None:
    assert list(Cleaner().clean_many([], workers=2)) == []


@pytest.mark.parametrize("workers", [0, -1, 1.5, True, "2", None])
def test_workers_are_a_whole_number_from_1(workers: Any) -> None:
    with pytest.raises(SettingsError) as caught:
        Cleaner().clean_many([], workers=workers)
    assert str(caught.value) == f"workers must be a whole number from 1, not {workers!r}"


def _ending_at_once(*_: object) -> None:
    os._exit(3)


def test_processes_that_do_not_start_are_no_endless_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "_serve", _ending_at_once)
    with pytest.raises(CleantextError, match=r"^processes do not start: call clean_many\(\) under `if __name__ "):
        list(Cleaner().clean_many(TEXTS, workers=2))
    assert children() == 0
