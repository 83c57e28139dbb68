"""The times when a worker could not work: it was stopped, or waited for a processor that other processes had.

A record's time is wall time without these two. With processor time alone, a record that sleeps or waits would never
end; with wall time alone, a busy machine or Ctrl-Z would be blamed on a record. Linux reports both for each process
(proc(5), and sched-stats in the documentation of its kernel). Other systems do not, so there wall time counts.
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
