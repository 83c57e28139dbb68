"""The `cleantext` command."""

from enum import IntEnum


class Status(IntEnum):
    """The exit statuses of the command."""

    DONE = 0
    CHANGES = 1  # changes were found under --check or --diff
    WRONG_USAGE = 2  # or wrong settings, or an invalid pack
    SOME_FAILED = 3  # each failed input was named, the others are done
    NOTHING_DONE = 4


# A shell reports this status for a process that Ctrl-C ended: 128 and the number of SIGINT.
INTERRUPTED = 130
_OBJECTS = 50_000  # made before Python looks for garbage; its default is 700


def main() -> int:
    """Run the command on the arguments of the process, and return its exit status."""
    import gc

    # What a command loads, it needs to its end: to look for garbage in it takes 15 ms of a short one.
    gc.set_threshold(_OBJECTS)
    from cleantext.cli.app import run  # click takes 10 ms to import

    return run()
