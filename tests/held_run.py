"""`cleantext run` held at a moment: it prints "held" there, and goes on when it gets a line.

python held_run.py MOMENT ARGUMENT…; a moment is "spawn" (the process of a worker has begun and waits for its task),
"workers" (one of two has started), "start", "log", "replace" (of any command: a file has no name yet), or
the number of finished chunks.
"""

import sys
from multiprocessing import util
from pathlib import Path
from typing import Any

from cleantext.bulk.pool import Pool
from cleantext.bulk.state import Manifest
from cleantext.bulk.worker import JoinLog
from cleantext.cli import app


def hold() -> None:
    print("held", flush=True)  # noqa: T201 - this is how the test knows
    sys.stdin.readline()


def hold_at(moment: str) -> None:
    """Let the runner hold before it gives out a chunk, when so many are noted, or while the log is written."""
    give, done, spawn = Pool.give, Manifest.done, util.spawnv_passfds

    def given(self: Pool, task: Any) -> None:
        if moment == "start" and not held:
            held.append(True)
            hold()
        give(self, task)
        if moment == "log" and isinstance(task, JoinLog):
            hold()

    def noted(self: Manifest, *arguments: Any) -> None:
        done(self, *arguments)
        if str(len(self.chunks)) == moment:
            hold()

    def spawned(path: bytes, arguments: Any, descriptors: Any) -> int:
        is_worker = any("spawn_main" in str(part) for part in arguments)
        if is_worker and moment == "workers" and begun:
            hold()
        process = spawn(path, arguments, descriptors)
        begun.extend([process] * is_worker)
        if is_worker and moment == "spawn":
            hold()
        return process

    begun = list[int]()
    held = list[bool]()
    util.spawnv_passfds = spawned  # type: ignore[assignment]
    Pool.give = given  # type: ignore[method-assign]
    Manifest.done = noted  # type: ignore[method-assign, assignment]


def hold_before_names() -> None:
    """Let any command hold when a file is written and has no name yet."""
    replace = Path.replace

    def replaced(self: Path, target: Path) -> Path:
        hold()
        return replace(self, target)

    Path.replace = replaced  # type: ignore[method-assign, assignment]


if __name__ == "__main__":
    hold_before_names() if sys.argv[1] == "replace" else hold_at(sys.argv[1])
    sys.exit(app.run(sys.argv[2:]))
