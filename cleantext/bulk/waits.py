"""When a worker could not work: while it was stopped, or waited for a processor that other processes had.

A record's time is wall time without these two. Processor time alone would never end a record that sleeps or waits for
what does not come; wall time alone blames a record for a machine that is busy, and for Ctrl-Z. Linux tells both of each
process (proc(5), and sched-stats in the documentation of its kernel). Elsewhere nothing is told, and wall time counts.
"""

from pathlib import Path


def for_processor(pid: int) -> float:
    """Return the seconds that the first thread of a process (it cleans) has waited for a processor since it began."""
    fields = _read(pid, "schedstat").split()
    return int(fields[1]) / 1e9 if len(fields) > 1 else 0.0


def is_stopped(pid: int) -> bool:
    """Return whether a process is stopped, by a signal or by a debugger."""
    state = _read(pid, "stat").rpartition(")")[2].split()  # the name before it may hold brackets and blanks
    return state[:1] in (["T"], ["t"])


def _read(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text("utf-8", "replace")
    except OSError:
        return ""
