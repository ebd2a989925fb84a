"""Ctrl-C ends a command with a line, not with a traceback."""

import sys
from collections.abc import Callable

INTERRUPTED = 130
"""The exit code: 128 and SIGINT, as shells count."""


def exit_code(main: Callable[[], int]) -> int:
    """What `main` returns; INTERRUPTED, and a line that says so, if it is stopped."""
    try:
        return main()
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return INTERRUPTED
