"""The progress of a run: speeds of the last minute, and the parts that stay on a narrow terminal."""

from cleantext.bulk.runner import Progress
from cleantext.bulk.tally import Count
from cleantext.bulk.watch import WINDOW, Pace, facts, line

MEGABYTE = 1_000_000


def progress(seconds: float, megabytes: float, records: int, earlier: float = 0) -> Progress:
    total = Count(records=records, changed=records, characters=1000, removed=100)
    return Progress(total, int(megabytes * MEGABYTE), 1000 * MEGABYTE, seconds, int(earlier * MEGABYTE))


def told(*steps: Progress) -> dict[str, float | int | None]:
    pace = Pace()
    return [facts(step, pace) for step in steps][-1]


def test_speed_is_that_of_the_last_minute() -> None:
    # A hundred seconds at 8 MB/s, then sixty at 1 MB/s: the speed is 1 MB/s, and 140 MB are left.
    fast = [progress(second, 8 * second, 80 * second) for second in range(101)]
    slow = [progress(100 + second, 800 + second, 8000 + 5 * second) for second in range(1, int(WINDOW) + 1)]
    known = told(*fast, *slow)
    assert (known["megabytes_per_second"], known["records_per_second"], known["seconds_left"]) == (1.0, 5.0, 140)
    known = told(*fast, *slow[:30])
    assert known["megabytes_per_second"] == (30 * 8 + 30) / 60


def test_what_was_done_before_counts_for_no_speed() -> None:
    known = told(progress(0, 500, 900, earlier=500), progress(10, 520, 940, earlier=500))
    assert (known["megabytes_per_second"], known["records_per_second"], known["seconds_left"]) == (2.0, 4.0, 240)


def test_no_time_is_reported_if_nothing_moves() -> None:
    still = [progress(second, 10, 20) for second in range(1, 200)]
    assert told(*still)["seconds_left"] is None
    assert "left" not in line(told(*still))
    assert told(progress(1, 1000, 20))["seconds_left"] == 0


def test_looks_in_quick_succession_do_not_fill_the_memory() -> None:
    pace = Pace()
    for number in range(100_000):
        facts(progress(number / 1000, number / 1000, number), pace)
    assert len(pace._points) <= 2 * WINDOW + 2  # noqa: SLF001 - that is what is tested


def test_what_matters_less_is_left_out_on_narrow_terminals() -> None:
    known = told(progress(0, 0, 0), progress(100, 400, 123_456))
    parts = ["123,456 records", "40 % read", "1,235 records/s", "4.0 MB/s", "10.0 % of the text removed"]
    assert line(known) == ", ".join([*parts, "0 quarantined", "2:30 left"])
    assert line(known, 80) == "123,456 records, 40 % read, 1,235 records/s, 0 quarantined, 2:30 left"
    assert line(known, 51) == "123,456 records, 40 % read, 2:30 left"
    assert line(known, 30) == "40 % read, 2:30 left"
    assert line(known, 5) == "40 % read"
