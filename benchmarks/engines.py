"""Measure `cleantext run` on engines: Spark and Ray on the cores of this machine, beside plain calls.

    python benchmarks/engines.py [--records 40000]

Needs `pip install 'cleantext-articles[bulk,spark,ray]'` and Java 17. The articles are invented (`articles.py`), half of
them clean. The start-up, a run of one record, is subtracted. Each output is compared with that of the local run.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import articles

from cleantext import Cleaner

FILES = 8
WAYS = {
    "local, one worker": ("--workers", "1"),
    "local, two workers": ("--workers", "2"),
    "Spark, local[2]": ("--engine", "spark"),
    "Ray, two processors": ("--engine", "ray"),
}
SETTINGS = "--master local[2] --conf spark.ui.enabled=false pyspark-shell"


def write(folder: Path, texts: list[str]) -> None:
    """Write the articles as JSON lines, in so many files."""
    folder.mkdir()
    for part in range(FILES):
        rows = (json.dumps({"id": number, "text": text}) for number, text in enumerate(texts[part::FILES]))
        (folder / f"{part}.jsonl").write_text("\n".join(rows) + "\n", "utf-8")


def run(folder: Path, out: Path, *how: str) -> float:
    """Return the seconds that a run takes, as a process of its own."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "cleantext", "run", str(folder), "-o", str(out), "--quiet", *how]
    environment = {**os.environ, "PYSPARK_SUBMIT_ARGS": SETTINGS}
    subprocess.run(command, env=environment, check=True, stderr=subprocess.DEVNULL)  # noqa: S603 - our own command
    return time.perf_counter() - start


def written(out: Path) -> dict[str, bytes]:
    """Return the files of a run, without its own notes."""
    paths = (path for path in out.rglob("*") if path.is_file() and ".cleantext" not in path.parts)
    return {str(path.relative_to(out)): path.read_bytes() for path in paths}


def main() -> None:
    """Print a line for each way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=40_000)
    records: int = parser.parse_args().records
    pool = articles.dirty(200) + articles.clean(count=200)
    texts = [f"{number}. {pool[number % len(pool)]}" for number in range(records)]
    megabytes = sum(map(len, texts)) / 1e6
    clean = Cleaner()
    clean(texts[0])
    start = time.perf_counter()
    for text in texts[:: max(1, records // 2_000)]:
        clean(text)
    plain = len(texts[:: max(1, records // 2_000)]) / (time.perf_counter() - start)
    print(f"{records:,} records, {megabytes:.0f} MB; plain calls {plain:,.0f} records/s on one core")
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        write(root / "all", texts)
        write(root / "one", texts[:1])
        expected: dict[str, bytes] = {}
        for number, (way, how) in enumerate(WAYS.items()):
            begun = run(root / "one", root / f"start{number}", *how)
            seconds = run(root / "all", root / f"out{number}", *how) - begun
            expected = expected or written(root / f"out{number}")
            same = "the same output" if written(root / f"out{number}") == expected else "ANOTHER OUTPUT"
            cores = 1 if "one" in way else 2
            share = records / seconds / cores / plain
            print(
                f"{way}: start {begun:.1f} s, {records / seconds:,.0f} records/s, {share:.0%} of plain a core; {same}"
            )


if __name__ == "__main__":
    main()
