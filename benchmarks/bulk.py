"""Measure bulk runs: speed beside plain calls in one process, memory on a large file, and broken records.

    python benchmarks/bulk.py speed [--records N] [--rounds N]
    python benchmarks/bulk.py processor [--records N] [--rounds N]
    python benchmarks/bulk.py memory [--megabytes N]
    python benchmarks/bulk.py broken [--records N] [--timeout SECONDS]

speed: all ways take turns, round after round. Figures are medians of the ratios within a round, so that a slow moment
of the machine affects all alike. The start-up (a run over one record) is subtracted. processor: the processor time of
all processes of `cleantext run` on two workers, start-up included, beside that of two processes that clean half of the
records each in a plain loop; both read and write JSON lines. memory: the peak of the runner and of each worker, in a
run with one rule, which reads and writes as much as any other in less time. broken: one record in a thousand is broken
in one of ten ways; all of these must be in quarantine with the right reason, and all others in the output. Memory is
read every five seconds. --timeout: what a record may take; a machine that others use needs more than the 2 s by
default.
"""

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import articles

from cleantext import Cleaner, Cues, Document, Edit, Rule
from cleantext.bulk import results, state
from cleantext.bulk.inputs import Search
from cleantext.bulk.layout import Layout
from cleantext.bulk.options import Options
from cleantext.bulk.pool import Pool
from cleantext.bulk.runner import Run


def run(source: Path, out: Path, workers: int, cleaner: Cleaner | None = None, **options: Any) -> float:
    """Return the seconds that a run takes."""
    layout, chosen = Layout(out), Options(**options)
    start = time.perf_counter()
    with state.locked(layout):
        state.begin(layout, chosen, Search((str(source),), out))
        with Run(layout, chosen, Pool(workers, cleaner or chosen.cleaner(), chosen, layout.root)) as current:
            for _ in current.steps():
                pass
    return time.perf_counter() - start


def speed(root: Path, options: argparse.Namespace) -> None:
    """Print each way's speed as a share of that of plain calls."""
    import pyarrow as pa
    from pyarrow import parquet

    texts = articles.dirty(options.records // 2) + articles.clean(count=options.records // 2)
    rows = [{"id": number, "text": text} for number, text in enumerate(texts)]
    (root / "one.jsonl").write_text(json.dumps(rows[0]), "utf-8")
    (root / "all.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    parquet.write_table(pa.Table.from_pylist(rows), root / "all.parquet", compression="zstd")
    numbers = iter(range(10**6))

    def timed(name: str, workers: int) -> float:
        return run(root / name, root / f"out{next(numbers)}", workers)

    cleaner = Cleaner()
    shares: dict[str, list[float]] = {}
    for _ in range(options.rounds):
        start = time.perf_counter()
        for text in texts:
            cleaner(text)
        plain = time.perf_counter() - start
        begin = timed("one.jsonl", 1)
        one = timed("all.jsonl", 1) - begin
        ways = {
            "one worker, JSON lines, of plain calls": plain / one,
            "one worker, Parquet with zstd, of plain calls": plain / (timed("all.parquet", 1) - begin),
            "two workers, JSON lines, of one worker": one / (timed("all.jsonl", 2) - begin),
        }
        for name, share in ways.items():
            shares.setdefault(name, []).append(share)
        print(f"plain {len(texts) / plain:.0f} records/s, start-up {begin:.1f} s", file=sys.stderr, flush=True)
    for name, found in shares.items():
        print(f"{name}: {median(found):.2f} (rounds: {', '.join(f'{share:.2f}' for share in found)})")


_LOOP = """
import json, sys
import cleantext
with open(sys.argv[1], encoding="utf-8") as source, open(sys.argv[2], "w", encoding="utf-8") as target:
    for line in source:
        record = json.loads(line)
        record["text"] = cleantext.clean(record["text"]).text
        target.write(json.dumps(record, ensure_ascii=False) + "\\n")
"""


def processor(root: Path, options: argparse.Namespace) -> None:
    """Print the processor time of a run on two workers beside that of two plain loops."""
    texts = articles.dirty(options.records // 2) + articles.clean(count=options.records // 2)
    lines = [json.dumps({"id": number, "text": text}) for number, text in enumerate(texts)]
    for name, chosen in (("all", lines), ("0", lines[::2]), ("1", lines[1::2])):
        (root / f"{name}.jsonl").write_text("\n".join(chosen), "utf-8")
    python = sys.executable
    loops = [[python, "-c", _LOOP, str(root / f"{part}.jsonl"), str(root / f"{part}.out")] for part in "01"]
    shares = list[float]()
    for number in range(options.rounds):
        out = str(root / f"out{number}")
        bulk = [python, "-m", "cleantext", "run", str(root / "all.jsonl"), "-o", out, "--workers", "2", "--quiet"]
        taken, plain = _processor_time([bulk]), _processor_time(loops)
        shares.append(taken / plain)
        print(f"the run {taken:.2f} s, two loops {plain:.2f} s", file=sys.stderr, flush=True)
    print(f"of two loops: {median(shares):.3f} (rounds: {', '.join(f'{share:.3f}' for share in shares)})")


def _processor_time(commands: list[list[str]]) -> float:
    """Return the seconds of processor time of commands that run side by side, and of all their processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    running = [subprocess.Popen(command) for command in commands]  # noqa: S603 - own code
    if any(process.wait() for process in running):
        sys.exit("a command failed")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def memory(root: Path, options: argparse.Namespace) -> None:
    """Print the peak memory of each process."""
    texts = [json.dumps({"id": 1, "text": text}).encode() for text in articles.dirty()]
    with (root / "large.jsonl").open("wb") as file:
        while file.tell() < options.megabytes * 1_000_000:
            file.write(b"\n".join(texts) + b"\n")
    peaks: dict[int, int] = {}

    def look() -> None:
        for pid in (os.getpid(), *_children()):
            peaks[pid] = max(peaks.get(pid, 0), _kilobytes(pid, "VmHWM"))

    with _every(0.2, look):
        taken = run(root / "large.jsonl", root / "out", 2, Cleaner(rules=["comment_form"]))
    sizes = sorted(peaks.values(), reverse=True)[:3]  # the runner and two workers; other processes help them start
    print(f"{options.megabytes} MB in {taken:.0f} s; the most that each process held: {[s // 1000 for s in sizes]} MB")
    total = results.summary(root / "out")["total"]
    print(f"{total['records']:,} records, {total['changed']:,} changed, {total['quarantined']} quarantined")


@contextmanager
def _every(seconds: float, look: Callable[[], None]) -> Iterator[None]:
    """Call `look` again and again, in a thread, while the block runs."""
    ended = threading.Event()

    def looks() -> None:
        while not ended.wait(seconds):
            look()

    looking = threading.Thread(target=looks)
    looking.start()
    try:
        yield
    finally:
        ended.set()
        looking.join()


def _children() -> list[int]:
    path = Path(f"/proc/self/task/{os.getpid()}/children")
    return [int(pid) for pid in path.read_text().split()]


def _kilobytes(pid: int, what: str) -> int:
    """Return kilobytes of a process: VmRSS is its memory now, VmHWM the peak so far."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    found = status.partition(f"{what}:")[2].split()
    return int(found[0]) if found else 0


def _harm(document: Document, _: Cues) -> Iterator[Edit]:
    if "kill the worker" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "hang the worker" in document.text:
        time.sleep(10**6)
    yield from ()


def _always(_: Document) -> bool:
    return True


HARM = Rule(
    id="harm",
    version=1,
    stage="remove",
    category="navigation",
    level="safe",
    doc="Harms the worker that cleans certain texts.",
    propose=_harm,
    when=_always,
    removes=(),
    keeps=(),
)
PROSE = (
    "The ferry left at noon, the harbour master said, with all forty cars aboard and a brass band on its upper deck."
)
DEEP = b'{"text": ' + b"[" * 100_000 + b"}"
LONG = b'{"text": "' + b"x" * 3_000_000 + b'"}'
BROKEN: tuple[tuple[bytes, str], ...] = (
    (b'{"text": "a"', "not a JSON object: the line ends inside it"),
    (b'{"text": "\xff"}', "not UTF-8: byte 10 is 0xff"),
    (b"[1]", "not a JSON object: an object is expected at character 0"),
    (b'{"body": "a"}', "there is no field 'text'; there is 'body'"),
    (b'{"text": null}', "text is null"),
    (b'{"text": ["a"]}', "clean() takes a str, not list"),
    (DEEP, "not read: its brackets are nested too deeply"),
    (LONG, f"the line is too long: {len(LONG) + 1:,} bytes, 1,048,576 are taken"),
    (b'{"text": "kill the worker"}', "ended its worker with SIGKILL, twice"),
    (b'{"text": "hang the worker"}', "took longer than {timeout:g} s, twice"),
)


def broken(root: Path, options: argparse.Namespace) -> None:
    """Check that each broken record is in quarantine, and no other."""
    good = json.dumps({"text": f"{PROSE}\n\nLeave a Reply\n"}).encode()
    expected = dict[int, str]()
    with (root / "lines.jsonl").open("wb") as file:
        for number in range(options.records):
            line = good
            if number % 1_000 == 500:  # noqa: PLR2004 - in the middle of each thousand
                line, reason = BROKEN[number // 1_000 % len(BROKEN)]
                expected[number] = reason.replace("{timeout:g}", f"{options.timeout:g}")
            file.write(line + b"\n")
    cleaner = Cleaner(rules=["comment_form", HARM])
    held: list[tuple[int, int]] = []  # kilobytes of the runner, and of the worker that holds most, over time

    def look() -> None:
        held.append(
            (_kilobytes(os.getpid(), "VmRSS"), max((_kilobytes(pid, "VmRSS") for pid in _children()), default=0))
        )

    with _every(5, look):
        taken = run(root / "lines.jsonl", root / "out", 2, cleaner, timeout=options.timeout, max_record=1)
    for part in range(1, 11):
        runner, largest = held[(len(held) - 1) * part // 10]
        print(f"after {10 * part} % of the time: the runner holds {runner // 1000} MB, a worker {largest // 1000} MB")
    found = {entry.record: entry.reason for entry in results.quarantine(root / "out")}
    texts = Counter(one.text for one in results.records(root / "out"))
    print(f"{options.records:,} records in {taken:.0f} s: {len(found)} in quarantine, {texts.total():,} cleaned")
    print(Counter(found.values()))
    right = found == expected and list(texts) == [f"{PROSE}\n"]
    sys.exit(0 if right and texts.total() + len(found) == options.records else "not as expected")


MODES: dict[str, Callable[[Path, argparse.Namespace], None]] = {
    "speed": speed,
    "processor": processor,
    "memory": memory,
    "broken": broken,
}


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=MODES)
    parser.add_argument("--records", type=int, default=1_000, metavar="N")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    parser.add_argument("--timeout", type=float, default=2.0, metavar="SECONDS")
    parser.add_argument("--megabytes", type=int, default=2_000, metavar="N")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        MODES[options.mode](Path(name), options)


if __name__ == "__main__":
    main()
