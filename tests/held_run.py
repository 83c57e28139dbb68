"""`cleantext run` held at a moment: it says "held" when it is there, and goes on when it is sent a line.

python held_run.py MOMENT ARGUMENT…; a moment is "start", "log", or how many chunks are done.
"""

import sys
from typing import Any

from cleantext.bulk.pool import Pool
from cleantext.bulk.state import Manifest
from cleantext.bulk.worker import JoinLog
from cleantext.cli import app


def hold() -> None:
    print("held", flush=True)  # noqa: T201 - this is how the test knows
    sys.stdin.readline()


def hold_at(moment: str) -> None:
    """Have the runner hold before it gives out a chunk, when so many are noted, or while the log is written."""
    give, done = Pool.give, Manifest.done

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

    held = list[bool]()
    Pool.give = given  # type: ignore[method-assign]
    Manifest.done = noted  # type: ignore[method-assign, assignment]


if __name__ == "__main__":
    hold_at(sys.argv[1])
    sys.exit(app.run(sys.argv[2:]))
