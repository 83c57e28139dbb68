"""Measure what cleantext costs: time beside other tools, growth with the text, start-up, memory.

    python benchmarks/speed.py [--data FOLDER] [--clean-text FOLDER] [--rounds N] [--soak N] [--docs docs/speed.md]

A stream is a corpus whose texts are each cleaned once: users have streams, and the page shows them first. Its texts
come in windows; a window is timed for all contenders before the next one. It needs `--data`.

All contenders run on the same articles in one process, one after the other, round after round; figures are medians
over the rounds, in processor time, and ratios are medians of the ratios within a round, so that a slow moment of the
machine counts for all alike. The articles are invented (`articles.py`). `--data` adds those of a folder of labelled
lines (`sources.py`); `--clean-text` adds clean-text from the folder where `pip install --target FOLDER clean-text` put
it. `--soak` cleans so many articles, each once, and tells the memory at a tenth of them and at the end. `--docs` puts
the tables between the marks of a page and the chart into an SVG file of the same name.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

import articles
import chart
import contenders
import shares
import sources
import tables

ROOT = Path(__file__).parent.parent
SEED = min((ROOT / "seeds").glob("*.txt"))
SIZES = (200, 1_000, 4_000, 10_000, 40_000, 160_000, 640_000, 2_560_000, 10_240_000, 40_960_000)  # code points
LARGEST_CORPUS = 300_000  # code points; slow contenders take a second for that much
FLOOR = "str.split"
WINDOW = 500_000  # code points of a stream that are timed together
MOST_WINDOWS = 8
STREAMS = (
    *("articles as resiliparse gives them", "articles as trafilatura gives them"),
    *(f"edited prose, {code}" for code in ("de", "en", "es", "fr", "ru", "uk", "zh")),
)
START_UPS = 15
# Compiled modules are kept, as in an installation of cleantext.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
MOST_PAGES = 60  # from all over a folder
SHORTEST = 0.05  # seconds; shorter work is repeated until it takes as long


class Corpus(NamedTuple):
    """Texts that are measured together."""

    name: str
    texts: list[str]


class Timing(NamedTuple):
    """One contender on one corpus."""

    corpus: str
    name: str
    speed: float  # million code points a second
    ratio: float  # how many times as long as the floor
    first: float  # the speed on the first pass over these texts: automata grow with new texts


class Stream(NamedTuple):
    """One contender on texts that are new to it, as multiples of the floor."""

    corpus: str
    name: str
    first: float  # in the first window
    later: float  # the median of the others


def streams(data: Path, functions: Mapping[str, Callable[[str], object]]) -> Iterator[Stream]:
    """Time all contenders on the texts of a folder, each text once."""
    for name, texts in _distinct(data):
        windows = list(_windows(texts))[:MOST_WINDOWS]
        if len(windows) > 1:
            yield from _stream(name, windows, functions)


def _distinct(data: Path) -> list[tuple[str, list[str]]]:
    """Return the distinct texts of a folder, by kind."""
    found: dict[str, list[str]] = {}
    for record in sources.records(data):
        if isinstance(record, sources.Prose):
            found.setdefault(f"edited prose, {record.language}", []).append(record.text)
        elif isinstance(record, sources.Text) and record.group.rpartition("/")[2] in ("resiliparse", "trafilatura"):
            name = f"articles as {record.group.rpartition('/')[2]} gives them"
            found.setdefault(name, []).append("\n".join(record.lines))
    return sorted((name, list(dict.fromkeys(texts))) for name, texts in found.items() if name in STREAMS)


def _windows(texts: Sequence[str]) -> Iterator[list[str]]:
    """Yield the texts in windows of equal size, without the rest at the end."""
    window, size = list[str](), 0
    for text in texts:
        window.append(text)
        size += len(text)
        if size >= WINDOW:
            yield window
            window, size = [], 0


def _stream(
    name: str, windows: Sequence[list[str]], functions: Mapping[str, Callable[[str], object]]
) -> Iterator[Stream]:
    times = {each: [_spent(function, window) for window in windows] for each, function in functions.items()}
    floor = next(iter(times.values()))
    for each, taken in times.items():
        ratios = [one / other for one, other in zip(taken, floor, strict=True)]
        yield Stream(name, each, ratios[0], median(ratios[1:]))


def corpora(data: Path | None) -> Iterator[Corpus]:
    """Yield the invented articles, and those of a folder."""
    yield Corpus("clean, English", articles.clean())
    yield Corpus("dirty, English", articles.dirty())
    for language, name in (("de", "German"), ("fr", "French"), ("ru", "Russian")):
        yield Corpus(f"clean, {name}", articles.clean(language))
    yield Corpus("the seeds", [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))])
    if data:
        found: dict[str, list[str]] = {}
        for record in sources.records(data):
            if isinstance(record, sources.Prose):
                found.setdefault(f"data: edited prose, {record.language}", []).append(record.text)
            elif isinstance(record, sources.Text) and record.group in ("aeb/trafilatura", "aeb/inscriptis"):
                found.setdefault(f"data: {record.group}", []).append("\n".join(record.lines))
        yield from (Corpus(name, _sample(texts)) for name, texts in sorted(found.items()))


def _sample(texts: Sequence[str]) -> list[str]:
    kept, size = list[str](), 0
    for text in texts:
        size += len(text)
        if size > LARGEST_CORPUS:
            break
        kept.append(text)
    return kept


def compare(corpus: Corpus, functions: Mapping[str, Callable[[str], object]], rounds: int) -> Iterator[Timing]:
    """Time all contenders on a corpus, alternating; the first one is the floor."""
    times: dict[str, list[float]] = {name: [] for name in functions}
    first = {name: _spent(function, corpus.texts) for name, function in functions.items()}
    repeats = {name: max(1, int(SHORTEST / taken)) for name, taken in first.items()}
    for _ in range(rounds):
        for name, function in functions.items():
            times[name].append(_spent(function, corpus.texts * repeats[name]) / repeats[name])
    size = sum(map(len, corpus.texts))
    floor = next(iter(times.values()))
    for name, taken in times.items():
        ratio = median(one / other for one, other in zip(taken, floor, strict=True))
        yield Timing(corpus.name, name, size / median(taken) / 1e6, ratio, size / first[name] / 1e6)


def _spent(function: Callable[[str], object], texts: Sequence[str]) -> float:
    """Return the seconds of processor time."""
    start = process_time()
    for text in texts:
        function(text)
    return process_time() - start


def growth() -> Iterator[tuple[int, float]]:
    """Yield for texts of each size, each cleaned once, the nanoseconds for cleaning a code point.

    Lines that were scanned are remembered, a thousand of them: of a text that is cleaned again, this would measure how
    much of it they are.
    """
    from cleantext import clean

    whole, at = "\n\n".join(articles.clean(count=SIZES[-1] // 2_000)), WINDOW
    clean(whole[:at])
    for size in SIZES:
        taken = list[float]()
        for _ in range(max(1, min(200, 1_000_000 // size))):
            # A whole number of lines: a text that ends in a blank has damage to repair, and takes another pass.
            start = whole.index("\n\n", at) + 2
            at = whole.index("\n\n", start + size)
            taken.append(_spent(clean, [whole[start:at]]) / (at - start))
        yield size, 1e9 * median(taken)


_FIRST = """
import time, cleantext
start = time.perf_counter(); cleantext.clean(open({seed!r}, encoding="utf-8").read())
print(time.perf_counter() - start)
"""
_SOAK = """
import sys
sys.path.insert(0, {folder!r})
import articles, cleantext

def batches():
    for size in range({count} // 250):
        yield from (articles.clean(language, size=3_500 + size) for language in articles.SENTENCES)
        yield articles.dirty(size=3_500 + size)

def held():
    return int(open("/proc/self/status").read().partition("VmRSS:")[2].split()[0]) / 1024

done, early = 0, 0
for batch in batches():
    for text in batch:
        cleantext.clean(text)
    done += len(batch)
    early = early or (held() if done * 10 >= {count} else 0)
print([done, early, held()])
"""
_MEMORY = """
import resource, sys
sys.path.insert(0, {folder!r})
{code}
if sys.platform == "linux":  # ru_maxrss would be that of the process that started this one, where it is higher
    print(int(open("/proc/self/status").read().partition("VmHWM:")[2].split()[0]) / 1024)
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2)
"""


def start_up() -> Iterator[tuple[str, float]]:
    """Yield milliseconds, wall clock, warm, medians of START_UPS in turn: the time that a person waits."""
    python, command = [sys.executable, "-c"], [sys.executable, "-m", "cleantext"]
    commands = {
        "`python -c pass`": [*python, "pass"],
        "`import cleantext`, beyond that": [*python, "import cleantext"],
        "`cleantext --help`": [*command, "--help"],
        f"`cleantext seeds/{SEED.name}`": [*command, str(SEED)],
        "first `clean()` of a process": [*python, _FIRST.format(seed=str(SEED))],
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(START_UPS):
        for name, one in commands.items():
            taken[name].append(_waited(one, is_reported=name.startswith("first")))
    found = {name: 1e3 * median(times) for name, times in taken.items()}
    found["`import cleantext`, beyond that"] -= found["`python -c pass`"]
    yield from found.items()


def _waited(command: Sequence[str], *, is_reported: bool) -> float:
    """Return the seconds that a command takes, or those that it prints."""
    start = perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, cwd=SEED.parent, env=ENVIRONMENT)  # noqa: S603 - own code
    return float(json.loads(done.stdout)) if is_reported else perf_counter() - start


def _printed(code: str) -> float:
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, check=True, capture_output=True, cwd=SEED.parent, env=ENVIRONMENT)  # noqa: S603 - own code
    return float(json.loads(done.stdout))


def soak(count: int) -> Iterator[tuple[str, float]]:
    """Yield the megabytes of a process after a tenth of so many articles, and after all of them; on Linux."""
    code = _SOAK.format(folder=str(ROOT / "benchmarks"), count=count)
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, cwd=SEED.parent)  # noqa: S603 - own code
    done, early, late = json.loads(run.stdout)
    yield f"held after {done // 10:,} articles, each another", early
    yield f"held after {done:,} articles", late


def memory() -> Iterator[tuple[str, float]]:
    """Yield the peak megabytes of a process, by its task."""
    for name, code in {
        "`python -c pass`": "",
        "`import cleantext`": "import cleantext",
        "cleaning 50 articles": "import articles, cleantext; [cleantext.clean(text) for text in articles.dirty()]",
        "cleaning 5,000 articles": (
            "import articles, cleantext\nfor _ in range(100):\n    for text in articles.dirty(): cleantext.clean(text)"
        ),
        "cleaning one text of 10 MB": (
            "import articles, cleantext; cleantext.clean('\\n\\n'.join(articles.clean(count=2500)))"
        ),
        "cleaning 10 pages of HTML": "import articles, cleantext; [cleantext.clean_html(x) for x in articles.pages()]",
    }.items():
        yield name, _printed(_MEMORY.format(folder=str(ROOT / "benchmarks"), code=code))


def html_pages(data: Path | None, rounds: int) -> Iterator[shares.Pages]:
    """Time trafilatura and `clean_html` on the invented pages, and on pages from all over a folder."""
    yield shares.of_pages("invented pages", articles.pages(), rounds)
    if data:
        found = [record for record in sources.records(data) if isinstance(record, sources.Page)]
        chosen = found[:: max(1, len(found) // MOST_PAGES)][:MOST_PAGES]
        pages = [sources.html(page.html).decode("utf-8", "replace") for page in chosen]
        yield shares.of_pages(f"data: {len(pages)} pages", pages, rounds)


class Measured(NamedTuple):
    """Everything of one run."""

    streams: Sequence[Stream]
    timings: Sequence[Timing]
    growth: Sequence[tuple[int, float]]
    pages: Sequence[shares.Pages]
    shares: Mapping[str, Mapping[str, float]]
    start_up: Sequence[tuple[str, float]]
    memory: Sequence[tuple[str, float]]


def measure(options: argparse.Namespace) -> Measured:
    """Run everything, and report progress on standard error."""
    functions = contenders.all_known(options.clean_text)
    functions["cleantext"](SEED.read_text("utf-8"))  # compiles what is needed
    print("streams …", file=sys.stderr)
    streamed = list(streams(options.data, functions)) if options.data else []
    windows = {name: list(_windows(texts))[-2:] for name, texts in _distinct(options.data)} if options.data else {}
    parts = {name: shares.of_texts(*pair) for name, pair in windows.items() if len(pair) > 1}
    timings = list[Timing]()
    for corpus in corpora(options.data):
        print(f"{corpus.name} …", file=sys.stderr)
        timings += compare(corpus, functions, options.rounds)
    print("growth, pages, start-up, memory …", file=sys.stderr)
    pages = list(html_pages(options.data, max(1, options.rounds // 2)))
    held = [*memory(), *(soak(options.soak) if options.soak else ())]
    return Measured(streamed, timings, [*growth()], pages, parts, [*start_up()], held)


def report(measured: Measured) -> str:
    """Return the tables."""
    names = list(dict.fromkeys(timing.name for timing in measured.timings))
    by_corpus: dict[str, list[Timing]] = {}
    for timing in measured.timings:
        by_corpus.setdefault(timing.corpus, []).append(timing)
    speeds: list[Sequence[str]] = [
        (corpus, *(f"{one.speed:.1f}, {one.ratio:.1f} ×" for one in row)) for corpus, row in by_corpus.items()
    ]
    streamed: dict[str, list[Stream]] = {}
    for one in measured.streams:
        streamed.setdefault(one.corpus, []).append(one)
    rows: list[Sequence[str]] = [
        (corpus, *(f"{one.later:.0f} ({one.first:.0f})" for one in row)) for corpus, row in streamed.items()
    ]
    parts: dict[str, tuple[Sequence[str], list[Sequence[str]]]] = {
        f"Each text once: time as a multiple of `{FLOOR}`, and in the first half megabyte": (("texts", *names), rows),
        f"The same texts again: million code points a second, and a multiple of `{FLOOR}`": (
            ("articles", *names),
            speeds,
        ),
        "cleantext on text it has not seen before": (
            ("articles", "the first time", "later"),
            [
                (one.corpus, f"{one.first:.1f}", f"{one.speed:.1f}")
                for one in measured.timings
                if one.name == "cleantext"
            ],
        ),
        "Share of the time, percent, of texts seen once": (("part", *measured.shares), shares.rows(measured.shares)),
        "Pages of HTML, milliseconds a page": (
            (
                "pages",
                "trafilatura's text",
                "its text, title, author, date",
                "`clean_html`",
                "inside trafilatura",
                "ratio",
            ),
            [(page.name, *(f"{taken:.1f}" for taken in page[1:5]), f"{page.ratio:.2f} ×") for page in measured.pages],
        ),
        "Growth with the text, each text seen once": (
            ("code points", "ns per code point"),
            [(f"{size:,}", f"{cost:.1f}") for size, cost in measured.growth],
        ),
        "Start-up": (("what", "ms"), [(name, f"{taken:.0f}") for name, taken in measured.start_up]),
        "Memory": (("process", "peak, or held, MB"), [(name, f"{size:.0f}") for name, size in measured.memory]),
    }
    machine = f"Python {platform.python_version()}, {platform.system()}, {platform.machine()}.\n"
    return "\n".join([machine, *(f"### {heading}\n\n{tables.table(*part)}" for heading, part in parts.items())])


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, metavar="FOLDER")
    parser.add_argument("--clean-text", type=Path, metavar="FOLDER")
    parser.add_argument("--rounds", type=int, default=7, metavar="N")
    parser.add_argument("--soak", type=int, default=0, metavar="N")
    parser.add_argument("--docs", type=Path, metavar="FILE")
    options = parser.parse_args()
    measured = measure(options)
    print(report(measured))
    if options.docs:
        options.docs.write_text(tables.inserted(options.docs.read_text("utf-8"), report(measured)), "utf-8")
        bars = {
            corpus: {timing.name: timing.speed for timing in measured.timings if timing.corpus == corpus}
            for corpus in ("clean, English", "dirty, English")
        }
        options.docs.with_suffix(".svg").write_text(chart.bars(bars), "utf-8")


if __name__ == "__main__":
    main()
