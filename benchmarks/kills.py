"""Kill, stop and signal commands repeatedly, and compare their output with that of an undisturbed run.

    python benchmarks/kills.py MODE [--times N] [--workers N] [--seed N]

runs: each kill is SIGKILL to the run's own process (its workers end with it) at a random moment between its start and
the time that it would take to the end; every resumed run is killed again until one finishes, which starts a new run.
commands: `learn`, `report` and `restore` are killed in the same way; a file under its final name must be whole, and the
  repeated command must write the same as an undisturbed one.
stops: one worker of a run is stopped, and then all its processes, as Ctrl-Z does, again and again, for longer than
--timeout, which is three seconds here; then they go on.
starts: SIGTERM or SIGKILL to a run whose workers have begun or not; it must show no traceback and leave no process.

All files that a run writes are compared byte for byte, the notes in `.cleantext` aside.
"""

import argparse
import gzip
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from random import Random

import articles
import made_sites

ARTICLES = 200  # a few seconds of work
SITES = 20
PAGES = 100  # of each
LONGEST_END = 120  # seconds for the processes of a finished run to end, on a busy machine
STOP = 6  # seconds; the limit for a record is three


def corpus(folder: Path) -> None:
    """Write JSON lines, plain and compressed, a table, and loose files; a few records are broken."""
    texts = articles.dirty(ARTICLES // 2, 2_000) + articles.clean(count=ARTICLES // 2, size=2_000)
    lines = [json.dumps({"id": number, "text": text}).encode() for number, text in enumerate(texts)]
    lines[50::50] = [line[:-2] for line in lines[50::50]]
    folder.mkdir()
    (folder / "a.jsonl").write_bytes(b"\n".join(lines[:150]))
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(b"\n".join(lines[150:])))
    for number, text in enumerate(texts[:40]):
        (folder / f"{number:02}.txt").write_text(text, "utf-8")


class Bench:
    """A corpus, an undisturbed run over it, and the common parts of the modes."""

    def __init__(self, root: Path, options: argparse.Namespace, *more: str) -> None:
        self.root, self.options, self._more = root, options, more
        self.draw = Random(options.seed)  # noqa: S311 - the same moments in every run
        self.counts = Counter[str]()
        corpus(root / "in")
        self.length = timed(self.run(root / "peace"))
        self.expected = digest(root / "peace")
        print(f"undisturbed: {self.length:.1f} s, {len(self.expected)} files", flush=True)

    def run(self, out: Path) -> list[str]:
        """Return the command that cleans the corpus, or resumes a run."""
        again = ["--resume"] if (out / ".cleantext/run.json").exists() else []
        workers = ("--workers", str(self.options.workers))
        return command("run", self.root / "in", "-o", out, "--quiet", *workers, *self._more, *again)

    def check(self, out: Path) -> None:
        """End the benchmark if a finished run wrote anything else than the undisturbed one."""
        if digest(out) != self.expected:
            entries = (out / "quarantine.jsonl").read_text("utf-8")
            sys.exit(f"after {dict(self.counts)}: the output differs in {out}; in quarantine:\n{entries[:2_000]}")

    def moment(self) -> float:
        """Return a random number of seconds, within the time of a run."""
        return self.draw.uniform(0, self.length)


def command(*arguments: object) -> list[str]:
    """Return a command of cleantext."""
    return [sys.executable, "-m", "cleantext", *map(str, arguments)]


def timed(line: list[str]) -> float:
    """Return the seconds that a command takes."""
    start = time.monotonic()
    subprocess.run(line, check=False, capture_output=True)  # noqa: S603 - own command
    return time.monotonic() - start


def digest(out: Path) -> dict[str, str]:
    """Return a digest of each file of a folder, except notes and unfinished files of a kill."""
    files = (path for path in sorted(out.rglob("*")) if path.is_file() and ".cleantext" not in path.parts)
    whole = (path for path in files if not path.name.endswith(".tmp"))
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in whole}


def killed(line: list[str], delay: float) -> bool:
    """Start a command and kill it after a while; return whether it was still running."""
    process = subprocess.Popen(line, stderr=subprocess.DEVNULL)  # noqa: S603 - own command
    try:
        process.wait(delay)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False


def runs(root: Path, options: argparse.Namespace) -> None:
    """Kill runs and resume them."""
    bench = Bench(root, options)
    while bench.counts["kills"] < options.times:
        out = root / f"run{bench.counts['runs']}"
        bench.counts["runs"] += 1
        while killed(bench.run(out), bench.moment()):
            bench.counts["kills"] += 1
        bench.check(out)
        print(f"{bench.counts['kills']} kills, {bench.counts['runs']} runs: byte-identical", flush=True)


def commands(root: Path, options: argparse.Namespace) -> None:
    """Kill `learn`, `report` and `restore`."""
    bench = Bench(root, options)
    pages = [page for number in range(SITES) for page in made_sites.pages(number, PAGES)]
    records = ({"site": page.site, "text": "\n".join(line.text for line in page.lines)} for page in pages)
    (root / "pages.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    learn = ("learn", root / "pages.jsonl", "--site-field", "site", "--workers", options.workers)
    for name, arguments, file in (
        ("learn", learn, "sites.pack"),
        ("report", ("report", root / "peace"), "report.html"),
        ("restore", ("restore", root / "peace"), ""),
    ):
        _kill_command(bench, name, arguments, file)


def _kill_command(bench: Bench, name: str, arguments: Iterable[object], file: str) -> None:
    """Kill a command that writes a file, or a folder; compare with its undisturbed output."""

    def line(folder: Path) -> list[str]:
        folder.mkdir(exist_ok=True)
        return command(*arguments, "-o", folder / file if file else folder)

    length = timed(line(bench.root / name))
    expected, counts = digest(bench.root / name), Counter[str]()
    for number in range(bench.options.times):
        folder = bench.root / f"{name}{number}"
        counts["kills"] += killed(line(folder), bench.draw.uniform(0, length))
        left = digest(folder)
        counts["with an output that is whole"] += left == expected
        if not left.items() <= expected.items():
            sys.exit(f"{name} wrote half a file into {folder}")
        again = folder if file else bench.root / f"{name}{number} again"
        timed(line(again))
        if digest(again) != expected:
            sys.exit(f"{name} after a kill wrote something else into {again}")
    print(f"{name}: {length:.1f} s undisturbed, {dict(counts)}; again: byte-identical", flush=True)


def stops(root: Path, options: argparse.Namespace) -> None:
    """Stop runs, or one worker of each, for longer than a record may take."""
    bench = Bench(root, options, "--timeout", "3")
    while bench.counts["stops"] < options.times:
        out = root / f"run{bench.counts['runs']}"
        bench.counts["runs"] += 1
        process = subprocess.Popen(bench.run(out), start_new_session=True)  # noqa: S603 - own command
        was_stopped = False
        time.sleep(bench.moment())
        while process.poll() is None:
            # One worker of a run: a record whose worker is stopped twice goes into quarantine.
            of_worker = [] if was_stopped else workers(process.pid)
            chosen = bench.draw.choice(of_worker) if of_worker else -process.pid
            was_stopped = was_stopped or chosen > 0
            with suppress(ProcessLookupError):
                os.kill(chosen, signal.SIGSTOP)
                bench.counts["stops"] += 1
                bench.counts["of one worker"] += chosen > 0
                time.sleep(STOP)
                os.kill(chosen, signal.SIGCONT)
            time.sleep(bench.moment())
        bench.check(out)
        print(f"{dict(bench.counts)}: byte-identical", flush=True)


def starts(root: Path, options: argparse.Namespace) -> None:
    """End runs during the start of their workers."""
    bench = Bench(root, options)
    for number in range(options.times):
        out = root / f"run{number}"
        sent = signal.SIGTERM if number % 2 else signal.SIGKILL
        with (root / "said").open("wb+") as said:
            process = subprocess.Popen(bench.run(out), stderr=said, start_new_session=True)  # noqa: S603 - own command
            begun = bench.draw.randrange(options.workers + 1)
            while process.poll() is None and len(workers(process.pid)) < begun:
                time.sleep(0.001)
            bench.counts[f"{sent.name} while workers start"] += process.poll() is None
            process.send_signal(sent)
            process.wait()
            _wait_for_end(process.pid)
            said.seek(0)
            if b"Traceback" in (text := said.read()):
                sys.exit(f"after {sent.name}: {text.decode()}")
        if timed(bench.run(out)) and number % 5 == 0:  # one in five is compared
            bench.check(out)
            bench.counts["byte-identical afterwards"] += 1
        print(f"{dict(bench.counts)}: no traceback, no process left", flush=True)


def _wait_for_end(session: int) -> None:
    """Wait until no process of a session is left; end the benchmark if one stays."""
    until = time.monotonic() + LONGEST_END
    while left := [pid for pid in processes() if _session(pid) == session]:
        if time.monotonic() > until:
            sys.exit(f"processes that stay: {left}")
        time.sleep(0.1)


def processes() -> list[int]:
    """Return all processes."""
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def _session(pid: int) -> int | None:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return int(fields[3]) if fields[0] != "Z" else None


def workers(pid: int) -> list[int]:
    """Return the workers of a run."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [int(child) for child in children if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text()]
    except OSError:
        return []


MODES: dict[str, Callable[[Path, argparse.Namespace], None]] = {
    "runs": runs,
    "commands": commands,
    "stops": stops,
    "starts": starts,
}


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=MODES)
    parser.add_argument("--times", type=int, default=200, metavar="N")
    parser.add_argument("--workers", type=int, default=2, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        MODES[options.mode](Path(name), options)


if __name__ == "__main__":
    main()
