"""The `cleantext` command."""

from enum import IntEnum


class Status(IntEnum):
    """The exit statuses of the command."""

    DONE = 0
    CHANGES = 1  # found under --check or --diff
    WRONG_USAGE = 2  # or wrong settings, or a pack that does not hold
    SOME_FAILED = 3  # each was named, the others are done
    NOTHING_DONE = 4


# What a shell reports for a process that Ctrl-C ended: 128 and the number of SIGINT.
INTERRUPTED = 130


def main() -> int:
    """Run the command on the arguments of the process; what comes back is its exit status."""
    from cleantext.cli.app import run  # click takes 50 ms to import

    return run()
