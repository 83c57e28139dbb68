"""Kill a run again and again, resume it each time, and compare its output with that of a run that nothing disturbs.

    python benchmarks/kills.py [--kills N] [--workers N] [--seed N]

Each kill is SIGKILL to the run's own process (its workers end with it) at a random moment between its start and the
time that it would take to the end; every resumed run is killed again until one comes through, which starts a new run.
All files that a run writes are compared byte for byte, the notes in `.cleantext` aside.
"""

import argparse
import gzip
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

import articles

ARTICLES = 200  # a few seconds of work


def corpus(folder: Path) -> None:
    """JSON lines, plain and compressed, a table, and loose files; a few records are broken."""
    texts = articles.dirty(ARTICLES // 2, 2_000) + articles.clean(count=ARTICLES // 2, size=2_000)
    lines = [json.dumps({"id": number, "text": text}).encode() for number, text in enumerate(texts)]
    lines[50::50] = [line[:-2] for line in lines[50::50]]
    folder.mkdir()
    (folder / "a.jsonl").write_bytes(b"\n".join(lines[:150]))
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(b"\n".join(lines[150:])))
    for number, text in enumerate(texts[:40]):
        (folder / f"{number:02}.txt").write_text(text, "utf-8")


def command(source: Path, out: Path, workers: int) -> list[str]:
    """The run."""
    return [sys.executable, "-m", "cleantext", "run", str(source), "-o", str(out), "--quiet", "--workers", str(workers)]


def digest(out: Path) -> dict[str, str]:
    """What each file of a finished run holds."""
    files = (path for path in sorted(out.rglob("*")) if path.is_file() and ".cleantext" not in path.parts)
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def killed(line: list[str], delay: float) -> bool:
    """Start a run and kill it after a while; whether it was still at work then."""
    process = subprocess.Popen(line)  # noqa: S603 - the command above
    try:
        process.wait(delay)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200, metavar="N")
    parser.add_argument("--workers", type=int, default=2, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    options = parser.parse_args()
    draw = Random(options.seed)  # noqa: S311 - the same moments in every run
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        corpus(root / "in")
        start = time.monotonic()
        subprocess.run(command(root / "in", root / "peace", options.workers), check=False)  # noqa: S603 - own command
        length, expected = time.monotonic() - start, digest(root / "peace")
        print(f"undisturbed: {length:.1f} s, {len(expected)} files", flush=True)
        kills = runs = 0
        while kills < options.kills:
            out, runs = root / f"run{runs}", runs + 1
            line = command(root / "in", out, options.workers)
            while killed(line, draw.uniform(0, length)):
                kills += 1
                line = [
                    *command(root / "in", out, options.workers),
                    *(["--resume"] if (out / ".cleantext/run.json").exists() else []),
                ]
            if digest(out) != expected:
                sys.exit(f"run {runs} after {kills} kills: the output differs in {out}")
            print(f"{kills} kills, {runs} runs: byte-identical", flush=True)


if __name__ == "__main__":
    main()
